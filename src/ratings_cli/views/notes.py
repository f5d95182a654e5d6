"""What several views say of their rows: how they are ranked, what is left out or perhaps newer, what has changed."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ratings_cli.league.league_table import caveats, league_standings
from ratings_cli.league.report import count_changes
from ratings_cli.league.selection import Judged, Selection, near_by_name, unjudged
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day, show_limit
from ratings_cli.views.cells import Note, plain
from ratings_cli.views.evidence import Evidence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.league_table import LeagueTable, Since
    from ratings_cli.league.report import Change
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, Provider
    from ratings_cli.views.cells import NoteKind, Value

TIES = "ties (=) are listed alphabetically"
_DERIVED = f"{phrases.INFERRED} inferred."
_MOST_LEFT_OUT = 2


def naming(text: str, names: Iterable[str], kind: NoteKind = "left out") -> list[str]:
    """A line that ends with names, ``Not rated: London and Essex.``; no line where there are none."""
    found = [*names]
    return [Note(f"{text}: {phrases.some(found)}.", kind)] if found else []


def dated(found: Iterable[tuple[Provider, Inspection]]) -> list[str]:
    """Providers by name, each with the date of a report: ``London (May 2019)``, ``Essex (by 3 May 2019)``."""
    return [f"{provider.name} ({inspection.publication})" for provider, inspection in found]


def names_of(standings: Iterable[Standing]) -> list[str]:
    """Providers by name."""
    return [standing.provider.name for standing in standings]


def ranking_rule(by: str) -> Note:
    """How places are decided, in one sentence."""
    points = f"points as a share of the maximum ({phrases.SCORES} a standard)"
    what = {"overall": "latest overall rating", "points": points}
    return Note(f"Ranked by {what.get(by, f'rating for {by} at the latest rated inspection')}; {TIES}.", "rule")


def order_notes(result: LeagueTable) -> list[str]:
    """That a table begins at the bottom, and why it has no positions, where the ranking key is known of too few."""
    notes: list[str] = [Note("Worst first.", "rule")] if result.worst_first and len(result.places) > 1 else []
    if result.places and not result.has_positions:
        what = {"overall": "overall rating", "points": "number of points"}.get(result.by, f"rating for {result.by}")
        known = f"known of only {result.known:,} of {phrases.bodies(result.chosen.leagues, result.of)}"
        notes.append(Note(f"No positions, because the {what} is {known}.", "left out"))
    return notes


def counts_note(result: LeagueTable, counts: dict[str, int]) -> str:
    """How many providers are shown, of how many, and how many have each band."""
    shown = len(result.places)
    leagues = result.chosen.leagues
    if result.of == 0:
        return no_report_note(result.chosen)
    bodies = phrases.bodies(leagues, result.of)
    if shown == 0:
        return f"None of {bodies}{phrases.in_record(leagues)} matches these filters."
    initials = "".join(word[0] for word in leagues[0].label.split())
    if len(leagues) == 1 and leagues[0].name == initials:
        bodies = f"{result.of:,} {initials}{'s' if result.of != 1 else ''}"
    of = f"{shown:,} of " if shown < result.of else ""
    beginning = f"{of}{bodies}{phrases.in_record(leagues)}"
    if rated := sum(1 for ranked in result.places if ranked.item.counts and not ranked.item.overall):
        # Whoever is rated by standards, where nobody has an overall rating, is not called unrated.
        told = {"rated by standards alone": rated, phrases.NOT_RATED: shown - rated}
        return f"{beginning}: {phrases.band_counts(told)}."
    what = "" if result.by in {"overall", "points"} else ", overall"
    return f"{beginning}{what}: {phrases.band_counts(counts)}."


def no_report_note(chosen: Selection) -> str:
    """That there is no report at all on the chosen leagues as at the date."""
    when = f"was certainly out by {show_limit(chosen.as_of)}" if chosen.as_of else "is in the record"
    return f"No report on {phrases.bodies_noun(chosen.leagues, 2)} {when}."


def other_leagues(result: LeagueTable) -> list[str]:
    """Which leagues there are beside a table of the one that is shown when none is named, and how to see them."""
    data, chosen = result.data, result.chosen
    if chosen.leagues != data.leagues[:1]:
        return []
    others = (
        (league.name, league_standings(data, Selection((league,), as_of=chosen.as_of))) for league in data.leagues[1:]
    )
    known = {name: len(standings) for name, standings in others if standings}
    if not known:
        return []
    there = ", ".join(f"{name} {number:,}" for name, number in known.items())
    largest = shlex.quote(max(known, key=lambda name: known[name]).casefold())
    return [f"Also: {there} (-l {largest}, -l all)."]


def last_notes(result: LeagueTable, *, ended: bool = True) -> list[str]:
    """What stands last below every table: what is left out, the newest report, and which leagues have ended."""
    leagues = result.chosen.leagues if ended else ()
    ends = ((league.label, league.ended_by(result.chosen.as_of)) for league in leagues)
    standings = (ranked.item for ranked in (result.whole if result.chosen.filters else ()))
    items = [Judged(item.provider, item.owner, item.band_for(result.by), item.counts is not None) for item in standings]
    return [
        *filter_notes(result.chosen, items, result.by),
        *left_out_notes(result),
        *newest_note(result),
        *(f"{label} ended {'on' if until.is_day else 'in'} {until}." for label, until in ends if until),
    ]


def newest_note(result: LeagueTable) -> list[str]:
    """The newest reports that count, and how many have no date; nothing when none is dated."""
    newest = result.newest
    if not newest:
        return []
    undated = f"; {phrases.count(result.undated, 'report')} without a date" if result.undated else ""
    dates = dict.fromkeys(str(inspection.publication) for _, inspection in newest)
    date = next(iter(dates))
    if len(newest) == 1:
        return [f"Latest rated report: {newest[0][0].name}, {date}{undated}."]
    if len(dates) > 1:
        when, names = ", as far as their dates tell", dated(newest)
    else:
        when, names = f" {date}" if date.startswith("by ") else f" of {date}", [provider.name for provider, _ in newest]
    return [f"Latest rated reports: {len(newest):,}{when}: {phrases.some(names)}{undated}."]


def left_out_notes(result: LeagueTable) -> list[str]:
    """What the table does not show, and why."""
    shown, inexact = [ranked.item for ranked in result.places], result.inexact
    day = show_limit(result.chosen.as_of) if result.chosen.as_of else ""
    reports = phrases.count(len(inexact), "report")
    later = [(standing.provider, standing.later_unrated[-1]) for standing in shown if standing.later_unrated]
    passed_on = [
        f"{standing.provider.name} ({standing.owner_now})"
        for standing in shown
        if standing.owner and standing.owner_now and standing.owner != standing.owner_now
    ]
    unknown = names_of(standing for standing in shown if standing.order_unknown)
    notes = [
        *naming(f"Not counted: {reports} that may have come out after {day}", dated(inexact)),
        *naming(f"Rated for {result.by} later, without an overall rating", _later_bands(result)),
        *naming("Earlier rating kept; the latest inspection gave none", dated(later), "more"),
        *naming("Run by another owner since it was rated", passed_on, "more"),
        *naming("Undated report taken as the older one (this is not certain)", unknown, "more"),
        *naming("Inspected but never rated", [provider.name for provider in result.only_unrated], "more"),
    ]
    for owner in dict.fromkeys(standing.owner_now for standing in result.owned_now):
        owned = [standing for standing in result.owned_now if standing.owner_now == owner]
        earlier = [f"{standing.provider.name} (rated under {standing.owner})" for standing in owned if standing.owner]
        notes += naming(f"Now run by {owner}, but rated under an earlier owner", earlier)
        notes += naming(f"Run by {owner}, but not rated", names_of(item for item in owned if not item.counts))
    return notes


def _later_bands(result: LeagueTable) -> list[str]:
    """Which later inspections without an overall rating gave one for the standard that a table is ranked by."""
    return [
        f"{ranked.item.provider.name} ({band.value}, {inspection.publication})"
        for ranked in result.whole
        if result.by not in {"overall", "points"}
        for inspection in ranked.item.later_unrated
        if (band := inspection.standards.get(result.by))
    ]


def filter_notes(chosen: Selection, items: Sequence[Judged], by: str = "overall") -> list[str]:
    """What filters cannot judge of all there is before them, and how they took a name that has two meanings."""
    shown = [item.provider for item in items if chosen.shows(item.provider, item.owner, item.band)]
    notes: list[str] = [
        Note(f"{area} is also a region: those in the region are shown, whatever areas they serve.", "left out")
        for area in chosen.areas
        if any(provider.region == area and area not in provider.areas for provider in shown)
    ]
    notes += naming("Not shown, but near by name", [provider.name for provider in near_by_name(chosen, items)])
    what = {"owner": "the owner when rated", "area": "the area", "region": "the region", "band": f"the rating for {by}"}
    for kind, providers in unjudged(chosen, items).items():
        unsearched = f"Not searched, because the record does not give {what[kind]}"
        number = phrases.bodies(chosen.leagues, len(providers))
        notes += naming(f"{unsearched}: {number}", [provider.name for provider in providers])
    return notes


def provider_caveats(data: DataSet, provider: Provider, as_of: dt.date | None) -> list[str]:
    """What is perhaps newer than a provider's rating as at a day, one line for each gap."""
    return [gap.text for gap in caveats(data, data.leagues, as_of, {provider.key})]


def league_caveats(data: DataSet, providers: Iterable[Provider], as_of: dt.date | None) -> list[str]:
    """What bears on the leagues of some providers as at a day: the position of each is one among all."""
    if not any(gap.providers for gap in (*data.gaps, *(gap for league in data.leagues for gap in league.gaps))):
        return []  # without a look at every provider of a large file
    shown = {provider.league for provider in providers}
    leagues = [candidate for candidate in data.leagues if candidate.name in shown]
    return [gap.text for gap in caveats(data, leagues, as_of)]


def table_caveats(result: LeagueTable) -> list[str]:
    """What bears on a league table that has rows."""
    return league_caveats(result.data, (placed.item.provider for placed in result.places), result.chosen.as_of)


def brief(notes: Sequence[str], hints: Sequence[str]) -> list[str]:
    """The notes of a table in at most three lines: how it is ranked, what is left out, and where there is more."""
    kinds: dict[str, list[str]] = {"rule": [], "left out": [], "gap": [], "star": [], "more": []}
    for note in notes:
        kinds[note.kind if isinstance(note, Note) else "more"].append(note)
    rule = [*kinds["rule"], *([_DERIVED] if kinds["star"] else [])]
    left_out = [*kinds["left out"][:_MOST_LEFT_OUT], *kinds["gap"][:_MOST_LEFT_OUT]]
    more = len(kinds["left out"] + kinds["gap"]) > len(left_out) or kinds["star"] or kinds["more"]
    last = [*hints, *(["More: --notes all."] if more else [])]
    return [" ".join(line) for line in (rule, left_out, last) if line]


def changes_of(result: LeagueTable) -> list[Change]:
    """What became of the rating in each row since the day that was chosen; nothing where none was."""
    since = result.since
    return [since.changes[ranked.item.provider.key] for ranked in result.places] if since else []


def change_notes(result: LeagueTable) -> list[str]:
    """What cannot be told of the ratings that are shown since a day, and what the stars mean."""
    since = result.since
    if since is None:
        return []
    rows = [*zip(result.places, changes_of(result), strict=True)]
    day = show_day(since.day)
    unclear = [ranked.item for ranked, change in rows if change.unclear]
    why = "because a report is not dated exactly enough to say if it was out then"
    gone = [
        f"{standing.provider.name} ({standing.overall.value if standing.overall else phrases.NOT_RATED} then)"
        for standing in since.gone
    ]
    notes = [
        *naming(
            f"What happened since {day} is not known of {len(unclear):,}, {why}",
            dated((standing.provider, standing.counts) for standing in unclear if standing.counts),
        ),
        *naming(f"In this table as at {day}, and not now", gone),
    ]
    for row, (ranked, change) in enumerate(rows):
        if change.moved and change.then and change.then is not ranked.item.previous:
            then = Evidence(change.then, ranked.item.provider.name)
            text = f"{phrases.INFERRED} {then.provider}, overall on {day}: derived, {then.ground}."
            notes += [Note(text, "star", [row], ["change"])] if then.ground else []
    return notes


def change_sentence(result: LeagueTable) -> str:
    """How many of the ratings that are shown changed how since a day, or that none did; nothing without a day."""
    if result.since is None:
        return ""
    day = show_day(result.since.day)
    changes = changes_of(result)
    counts = count_changes(changes)
    unclear, again = counts["not_known"], counts["inspected_again"]
    of_them = f" ({again:,} inspected again, with the same rating)" if again else ""
    if not any(change.moved for change in changes):
        known = f"is known to have changed since {day}{of_them}; of {unclear:,} it is not known"
        return f"No rating {known if unclear else f'has changed since {day}{of_them}'}."
    new = f"{counts['new']:,} rated for the first time, " if counts["new"] else ""
    moved = f"{counts['up'] or 'none'} up, {counts['down'] or 'none'} down"
    not_known = f", {unclear:,} not known" if unclear else ""
    return f"Ratings since {day}: {moved}, {new}{counts['same'] or 'none'} the same{of_them}{not_known}."


def changes_text(standings: Iterable[Standing], since: Since | None) -> str:
    """``1 up, 2 first rated``: what became of the ratings of a group; nothing where nothing happened."""
    if since is None:
        return ""
    counts = count_changes(since.changes[standing.provider.key] for standing in standings)
    words = {"up": "up", "down": "down", "new": "first rated", "not_known": phrases.NOT_KNOWN}
    return ", ".join(f"{counts[key]:,} {word}" for key, word in words.items() if counts[key])


def changes_record(result: LeagueTable) -> dict[str, Value]:
    """What JSON says of changes: the day, how many ratings changed how, and who was shown then and is not now."""
    since = result.since
    if since is None:
        return {}
    gone = [
        {
            "provider": standing.provider.name,
            "overall_then": standing.overall.value if standing.overall else None,
            "position_then": since.positions.get(standing.provider.key),
        }
        for standing in since.gone
    ]
    return {"since": since.day.isoformat(), "changes": plain(count_changes(changes_of(result))), "gone": gone}
