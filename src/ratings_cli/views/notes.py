"""The lines under a table that more than one view shows: how it is ranked, what is left out, what is perhaps newer."""

from __future__ import annotations

import dataclasses
import shlex
from typing import TYPE_CHECKING

from ratings_cli.league.league_table import caveats, league_standings
from ratings_cli.league.selection import Judged, Selection, judged, near_by_name, unjudged
from ratings_cli.league.standing import only_owner
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.cells import Note

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, Provider
    from ratings_cli.views.sheet import Sheet

TIES = "ties (=) are listed alphabetically"
_DERIVED = f"{phrases.INFERRED} inferred."
_MOST_LEFT_OUT = 2


def dated(found: Iterable[tuple[Provider, Inspection]]) -> str:
    """Some providers by name, each with the date of a report: ``London (May 2019) and Essex (by 3 May 2019)``."""
    return phrases.some([f"{provider.name} ({inspection.publication})" for provider, inspection in found])


def names_of(standings: Iterable[Standing]) -> str:
    """Some providers by name."""
    return phrases.some([standing.provider.name for standing in standings])


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
    bodies = phrases.bodies(leagues, result.of)
    if shown == 0:
        return f"None of {bodies}{phrases.in_record(leagues)} matches these filters."
    initials = "".join(word[0] for word in leagues[0].label.split())
    if len(leagues) == 1 and leagues[0].name == initials:
        bodies = f"{result.of:,} {initials}{'s' if result.of != 1 else ''}"
    what = "" if result.by in {"overall", "points"} else ", overall"
    of = f"{shown} of " if shown < result.of else ""
    return f"{of}{bodies}{phrases.in_record(leagues)}{what}: {phrases.band_counts(counts)}."


def no_report_note(chosen: Selection) -> str:
    """That there is no report at all on the chosen leagues as at the date."""
    when = f"was certainly out by {show_limit(chosen.as_of)}" if chosen.as_of else "is in the record"
    return f"No report on {phrases.bodies_noun(chosen.leagues, 2)} {when}."


def gaps_hint(data: DataSet, leagues: Iterable[League]) -> list[str]:
    """Where to read what is known to be missing from what is shown."""
    return ["Known gaps: ratings scale."] if data.gaps or any(league.gaps for league in leagues) else []


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


def only_owner_note(result: LeagueTable) -> list[str]:
    """Who runs all of the leagues, in place of a column that says the same in each row."""
    owner = only_owner(result.data, result.chosen.leagues)
    return [f"All are run by {owner}."] if owner else []


def in_no_row(standings: Sequence[Standing], why: str) -> list[str]:
    """Which providers are in no row of a table of groups, and why; nothing where there are none."""
    if not standings:
        return []
    number = f"{phrases.count(len(standings), 'provider')}: " if len(standings) > 1 else ""
    return [Note(f"Not shown, {why}: {number}{names_of(standings)}.", "left out")]


def last_notes(result: LeagueTable, *, ended: bool = True) -> list[str]:
    """What stands last below every table: what is left out, the newest report, and which leagues have ended."""
    leagues = result.chosen.leagues if ended else ()
    ends = ((league.label, league.ended_by(result.chosen.as_of)) for league in leagues)
    return [
        *table_filter_notes(result),
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
        when = f" {date}" if date.startswith("by ") else f" of {date}"
        names = phrases.some([provider.name for provider, _ in newest])
    return [f"Latest rated reports: {len(newest):,}{when}: {names}{undated}."]


def left_out_notes(result: LeagueTable) -> list[str]:
    """What the table does not show, and why."""
    notes: list[str] = []
    shown, inexact = [ranked.item for ranked in result.places], result.inexact
    if inexact and result.chosen.as_of:
        reports = phrases.count(len(inexact), "report")
        when = f"may have come out after {show_limit(result.chosen.as_of)}"
        notes.append(Note(f"Not counted: {reports} that {when}: {dated(inexact)}.", "left out"))
    if later_bands := _later_bands(result):
        names = phrases.some(later_bands)
        notes.append(Note(f"Rated for {result.by} later, without an overall rating: {names}.", "left out"))
    if later := [(standing.provider, standing.later_unrated[-1]) for standing in shown if standing.later_unrated]:
        notes.append(f"Earlier rating kept; the latest inspection gave none: {dated(later)}.")
    passed_on = [
        f"{standing.provider.name} ({standing.owner_now})"
        for standing in shown
        if standing.owner and standing.owner_now and standing.owner != standing.owner_now
    ]
    if passed_on:
        notes.append(f"Run by another owner since it was rated: {phrases.some(passed_on)}.")
    if unknown := [standing for standing in shown if standing.order_unknown]:
        notes.append(f"Undated report taken as the older one (this is not certain): {names_of(unknown)}.")
    if only_unrated := result.only_unrated:
        names = phrases.some([provider.name for provider in only_unrated])
        notes.append(f"Inspected but never rated: {names}.")
    rated = [standing for standing in result.owned_now if standing.owner]
    for owner in dict.fromkeys(standing.owner_now for standing in rated):
        owned = [standing for standing in rated if standing.owner_now == owner]
        names = phrases.some([f"{standing.provider.name} (rated under {standing.owner})" for standing in owned])
        notes.append(Note(f"Now run by {owner}, but rated under an earlier owner: {names}.", "left out"))
    unrated = [standing for standing in result.owned_now if not standing.counts]
    for owner in dict.fromkeys(standing.owner_now for standing in unrated):
        names = names_of(standing for standing in unrated if standing.owner_now == owner)
        notes.append(Note(f"Run by {owner}, but not rated: {names}.", "left out"))
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


def table_filter_notes(result: LeagueTable) -> list[str]:
    """What the filters of a league table cannot judge."""
    if not result.chosen.filters:
        return []
    return filter_notes(result.chosen, judged((ranked.item for ranked in result.whole), result.by), result.by)


def filter_notes(chosen: Selection, items: Sequence[Judged], by: str = "overall") -> list[str]:
    """What filters cannot judge, and how they took a name that can be understood in two ways.

    Args:
        chosen: the filters.
        items: all that there is before filters.
        by: what is ranked by.
    """
    shown = [item.provider for item in items if chosen.serves(item.provider) and chosen.passes(item.owner, item.band)]
    notes = [
        f"{area} is also a region: those in the region are shown, whatever areas they serve."
        for area in chosen.areas
        if any(provider.region == area and area not in provider.areas for provider in shown)
    ]
    if near := near_by_name(chosen, items):
        notes.append(f"Not shown, but near by name: {phrases.some([provider.name for provider in near])}.")
    what = {"owner": "the owner when rated", "area": "the area", "region": "the region", "band": f"the rating for {by}"}
    for kind, providers in unjudged(chosen, items).items():
        number = phrases.bodies(chosen.leagues, len(providers))
        names = phrases.some([provider.name for provider in providers])
        notes.append(f"Not searched, because the record does not give {what[kind]}: {number}: {names}.")
    return [Note(note, "left out") for note in notes]


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


def with_caveats(sheet: Sheet, lines: Sequence[str]) -> Sheet:
    """Put lines before the notes of a sheet, and below its picture."""
    if not lines:
        return sheet
    unique = tuple(dict.fromkeys(lines))
    notes = (*(Note(line, "gap") for line in unique), *sheet.notes)
    return dataclasses.replace(sheet, notes=notes, chart=sheet.chart and sheet.chart.below(unique))


def brief(notes: Sequence[str], hints: Sequence[str]) -> list[str]:
    """The notes of a table in at most three lines: how it is ranked, what is left out, and where there is more.

    Args:
        notes: all of them.
        hints: what else there is to see.
    """
    kinds: dict[str, list[str]] = {"rule": [], "left out": [], "gap": [], "star": [], "more": []}
    for note in notes:
        kinds[note.kind if isinstance(note, Note) else "more"].append(note)
    rule = [*kinds["rule"], *([_DERIVED] if kinds["star"] else [])]
    left_out = [*kinds["left out"][:_MOST_LEFT_OUT], *kinds["gap"][:_MOST_LEFT_OUT]]
    more = len(kinds["left out"] + kinds["gap"]) > len(left_out) or kinds["star"] or kinds["more"]
    last = [*hints, *(["More: --notes all."] if more else [])]
    return [" ".join(line) for line in (rule, left_out, last) if line]
