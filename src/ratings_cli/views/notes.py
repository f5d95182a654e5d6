"""The lines under a table that more than one view shows: the ranking rule, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.standing import only_owner
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.cells import date_ground
from ratings_cli.views.sheet import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.selection import Selection
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League


TIES = "ties (=) are listed alphabetically"


def ranking_rule(by: str) -> Note:
    """How places are decided, in one sentence."""
    if by == "points":
        what = f"points as a share of the maximum ({phrases.SCORES} a standard)"
    else:
        what = "latest overall rating" if by == "overall" else f"rating for {by} at the latest rated inspection"
    return Note(f"Ranked by {what}; {TIES}.", "rule")


def order_note(result: LeagueTable) -> list[str]:
    """That the table begins at the bottom, where it does; positions are counted from the top all the same."""
    return [Note("Worst first.", "rule")] if result.worst_first and len(result.places) > 1 else []


def no_positions_note(result: LeagueTable) -> list[str]:
    """Why no position is shown, where the ranking key is known of too few."""
    if result.has_positions or not result.places:
        return []
    what = {"overall": "overall rating", "points": "number of points"}.get(result.by, f"rating for {result.by}")
    known = f"known of only {result.known:,} of {phrases.bodies(result.chosen.leagues, result.of)}"
    return [Note(f"No positions, because the {what} is {known}.", "left out")]


def counts_note(result: LeagueTable, counts: dict[str, int]) -> str:
    """How many providers are shown, of how many, and how many have each band."""
    shown = len(result.places)
    leagues = result.chosen.leagues
    if result.of == 0:
        return no_report_note(result.chosen)
    if shown == 0:
        return f"None of {phrases.bodies(leagues, result.of)}{phrases.in_record(leagues)} matches these filters."
    initials = "".join(word[0] for word in leagues[0].label.split())
    named = len(leagues) == 1 and leagues[0].name == initials
    bodies = f"{result.of:,} {initials}{'s' if result.of != 1 else ''}" if named else phrases.bodies(leagues, result.of)
    of = f"{bodies}{phrases.in_record(leagues)}"
    what = "" if result.by in {"overall", "points"} else ", overall"
    return f"{f'{shown} of ' if shown < result.of else ''}{of}{what}: {phrases.band_counts(counts)}."


def gaps_hint(data: DataSet, leagues: Iterable[League]) -> list[str]:
    """Where to read what is known to be missing from what is shown."""
    return ["Known gaps: ratings scale."] if data.gaps or any(league.gaps for league in leagues) else []


def only_owner_note(result: LeagueTable) -> list[str]:
    """Who runs all of the leagues, in place of a column that says the same in each row."""
    owner = only_owner(result.data, result.chosen.leagues)
    return [f"All are run by {owner}."] if owner else []


def no_report_note(chosen: Selection) -> str:
    """That there is no report at all on the chosen leagues as at the date."""
    when = f"was certainly out by {show_limit(chosen.as_of)}" if chosen.as_of else "is in the record"
    return f"No report on {phrases.bodies_noun(chosen.leagues, 2)} {when}."


def derived_notes(shown: Iterable[tuple[int, Standing]], fields: Mapping[str, Sequence[str]]) -> list[Note]:
    """What the stars behind bands mean: which of them no source states outright.

    Args:
        shown: the providers, each with the number of the row in which it stands first.
        fields: whose bands are shown: ``overall``, ``previous`` for the overall rating before, or a standard; for each
            the keys of the columns that show it, none where every row does.
    """
    rows: dict[str, list[int]] = {}
    columns: dict[str, Sequence[str]] = {}
    for row, standing in shown:
        for field in fields:
            if ground := _ground(standing, field):
                what = "overall before" if field == "previous" else field
                text = f"{phrases.INFERRED} {standing.provider.name}, {what}: derived, {ground}."
                rows.setdefault(text, []).append(row)
                columns[text] = fields[field]
    return [Note(text, "star", found, columns[text]) for text, found in rows.items()]


def _ground(standing: Standing, field: str) -> str | None:
    if field == "previous":
        return standing.previous.ground_of("overall") if standing.counts and standing.previous else None
    return standing.counts.ground_of(field) if standing.counts else None


def star_notes(result: LeagueTable) -> list[Note]:
    """What the stars behind points and dates mean: one line for each, where one is shown."""
    standings = [ranked.item for ranked in result.places]
    added_up = [row for row, standing in enumerate(standings) if standing.points and standing.points.derived]
    text = f"{phrases.INFERRED} Points: added up from the bands of the standards; no source states them."
    points = [Note(text, "star", added_up, ["points"])] if added_up else []
    return [*points, *date_star_notes([standing.counts for standing in standings])]


def date_star_notes(rows: Sequence[Inspection | None], column: str = "published") -> list[Note]:
    """What the stars behind dates in a column mean, where there is one; `rows` are the reports of each row."""
    starred = [row for row, inspection in enumerate(rows) if inspection and date_ground(inspection)]
    text = f"{phrases.INFERRED} Dates: worked out from other evidence, not stated in a source."
    return [Note(text, "star", starred, [column])] if starred else []


def newest_note(result: LeagueTable) -> list[str]:
    """The newest reports that count, and how many have no date; nothing when none is dated."""
    newest = result.newest
    if not newest:
        return []
    undated = f"; {phrases.count(result.undated, 'report')} without a date" if result.undated else ""
    dates = dict.fromkeys(str(inspection.publication) for _, inspection in newest)
    if len(newest) == 1:
        return [f"Latest rated report: {newest[0][0].name}, {next(iter(dates))}{undated}."]
    if len(dates) == 1:
        date = next(iter(dates))
        when = f" {date}" if date.startswith("by ") else f" of {date}"
        names = phrases.some([provider.name for provider, _ in newest])
    else:
        when = ", as far as their dates tell"
        names = phrases.some([f"{provider.name} ({inspection.publication})" for provider, inspection in newest])
    return [f"Latest rated reports: {len(newest):,}{when}: {names}{undated}."]


def in_no_row(standings: Sequence[Standing], why: str) -> list[str]:
    """Which providers are in no row of a table of groups, and why; nothing where there are none."""
    if not standings:
        return []
    names = phrases.some([standing.provider.name for standing in standings])
    number = f"{phrases.count(len(standings), 'provider')}: " if len(standings) > 1 else ""
    return [Note(f"Not shown, {why}: {number}{names}.", "left out")]


def left_out_notes(result: LeagueTable) -> list[str]:
    """What the table does not show, and why."""
    notes: list[str] = []
    day = result.chosen.as_of
    left_out = result.left_out
    if left_out.inexact and day:
        names = phrases.some(
            [f"{provider.name} ({inspection.publication})" for provider, inspection in left_out.inexact]
        )
        reports = phrases.count(len(left_out.inexact), "report")
        text = f"Not counted: {reports} that may have come out after {show_limit(day)}: {names}."
        notes.append(Note(text, "left out"))
    if result.by not in {"overall", "points"}:
        notes += _later_bands(result)
    later = [ranked.item for ranked in result.places if ranked.item.later_unrated]
    if later:
        names = phrases.some(
            [f"{standing.provider.name} ({standing.later_unrated[-1].publication})" for standing in later]
        )
        notes.append(f"Earlier rating kept; the latest inspection gave none: {names}.")
    passed_on = [
        f"{standing.provider.name} ({standing.owner_now})"
        for standing in (ranked.item for ranked in result.places)
        if standing.owner and standing.owner_now and standing.owner != standing.owner_now
    ]
    if passed_on:
        notes.append(f"Run by another owner since it was rated: {phrases.some(passed_on)}.")
    unknown = [ranked.item.provider.name for ranked in result.places if ranked.item.order_unknown]
    if unknown:
        names = phrases.some(unknown)
        notes.append(f"Undated report taken as the older one (this is not certain): {names}.")
    if left_out.only_unrated:
        names = phrases.some([provider.name for provider in left_out.only_unrated])
        notes.append(f"Inspected but never rated: {names}.")
    if left_out.now_owned:
        notes += [
            Note(f"Now run by {owner}, but rated under an earlier owner: {names}.", "left out")
            for owner, names in _by_owner_now(left_out.now_owned, lambda standing: f" (rated under {standing.owner})")
        ]
    if left_out.owned_unrated:
        notes += [
            Note(f"Run by {owner}, but not rated: {names}.", "left out")
            for owner, names in _by_owner_now(left_out.owned_unrated, lambda _: "")
        ]
    return notes


def _later_bands(result: LeagueTable) -> list[Note]:
    """Which later inspections without an overall rating gave one for the standard that a table is ranked by."""
    found = [
        f"{ranked.item.provider.name} ({band.value}, {inspection.publication})"
        for ranked in result.whole
        for inspection in ranked.item.later_unrated
        if (band := inspection.standards.get(result.by))
    ]
    if not found:
        return []
    return [Note(f"Rated for {result.by} later, without an overall rating: {phrases.some(found)}.", "left out")]


def _by_owner_now(standings: Sequence[Standing], more: Callable[[Standing], str]) -> list[tuple[str, str]]:
    """Each owner with the names of what it runs, and what more there is to say of each."""
    owners = dict.fromkeys(standing.owner_now for standing in standings if standing.owner_now)
    return [
        (
            owner,
            phrases.some(
                [f"{standing.provider.name}{more(standing)}" for standing in standings if standing.owner_now == owner]
            ),
        )
        for owner in owners
    ]


DERIVED = f"{phrases.INFERRED} inferred."
MOST_LEFT_OUT = 2


def brief(notes: Sequence[str], hints: Sequence[str]) -> list[str]:
    """The notes of a table in at most three lines: how it is ranked, what is left out, and where there is more.

    Args:
        notes: all of them.
        hints: what else there is to see.
    """
    kinds: dict[str, list[str]] = {"rule": [], "left out": [], "gap": [], "star": [], "more": []}
    for note in notes:
        kinds[note.kind if isinstance(note, Note) else "more"].append(note)
    rule = [*kinds["rule"], *([DERIVED] if kinds["star"] else [])]
    left_out = [*kinds["left out"][:MOST_LEFT_OUT], *kinds["gap"][:MOST_LEFT_OUT]]
    more = len(kinds["left out"] + kinds["gap"]) > len(left_out) or kinds["star"] or kinds["more"]
    last = [*hints, *(["More: --notes all."] if more else [])]
    return [" ".join(line) for line in (rule, left_out, last) if line]
