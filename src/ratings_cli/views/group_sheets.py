"""The sheets of groups of providers: owners, areas, regions and leagues; and the reports of each year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ratings_cli.model import phrases
from ratings_cli.views.cells import Note
from ratings_cli.views.changes import change_notes
from ratings_cli.views.charts.groups import group_chart
from ratings_cli.views.evidence import Evidence, date_evidence, rating_evidence, star_notes
from ratings_cli.views.fields import View
from ratings_cli.views.group_fields import Row
from ratings_cli.views.groups import KINDS, newest_report
from ratings_cli.views.head import table_sheet
from ratings_cli.views.notes import TIES, in_no_row, last_notes, no_positions_note, order_note, ranking_rule
from ratings_cli.views.timeline import report_notes, series_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.league.timeline import Years
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.views.sheet import Sheet

_MANY = 2


def group_sheet(result: Groups, kind: str, *, wide: bool = False) -> Sheet:
    """Show the groups of a league table.

    Args:
        result: the groups.
        kind: what they are: owner, area, region or league.
        wide: with every column there is.
    """
    table = result.table
    view = _view(result, kind, ("position", "change"), wide=wide)
    has_means = any(column.key == "mean" for column in view.columns)
    by = table.by
    mean = {"overall": "mean overall rating", "points": "mean share of points"}.get(by, f"mean rating for {by}")
    ranked = f", {'ranked by ' if result.compete else ''}{mean}" if has_means else ""
    notes = [
        *(_rules(result, has_means=has_means) if result.places else []),
        *_NOTES[kind](result),
        *change_notes(table),
        *last_notes(table, ended=kind != "league"),
    ]
    more = kind == "region" and not wide and len(result.places) >= _MANY
    hints = ["The providers of each region: --wide"] if more else []
    return table_sheet(table, f"by {kind}{ranked}", view, notes, chart=group_chart(result, kind), hints=hints)


def _view(result: Groups | Years, kind: str, before: tuple[str, ...] = (), *, wide: bool) -> View[Any, Row]:
    fields, readers = KINDS[kind]
    rows = [Row(placed, result) for placed in result.places]
    return View(fields, result, rows, (*before, *readers), _evidence, wide=wide)


def _evidence(row: Row) -> list[Evidence]:
    """What backs a row: the ratings that the mean is of, and of a region the rating of its own body."""
    rated = [*filter(None, [row.group.body]), *row.group.known]
    # Beside the name of the group, and not beside a cell.
    return [value._replace(column="") for value in rating_evidence(rated, row.group.by)]


def _rules(result: Groups, *, has_means: bool) -> list[str]:
    """How places are decided, in one sentence; what the mean is of, in another; and who has none."""
    table = result.table
    by = table.by
    what = {
        "overall": f"mean score of the latest overall ratings ({phrases.SCORES})",
        "points": "mean share of the maximum points, at the latest rating",
    }
    mean = what.get(by, f"mean score of the latest ratings for {by} ({phrases.SCORES})")
    unknown = {"overall": "Unrated providers are", "points": "Providers whose points are not known are"}
    left_out = f"{unknown.get(by, f'Providers whose rating for {by} is not known are')} excluded"
    if not has_means and not result.compete:
        unranked = "In order of name, without positions: the ratings of several leagues are not ranked together."
        return [Note(unranked, "rule")]
    if not result.compete:
        return [Note(f"Mean: the {mean}. {left_out}.", "rule")]
    rule = Note(f"Ranked by {mean}; {TIES}. {left_out}.", "rule") if has_means else ranking_rule(by)
    return [rule, *order_note(table), *no_positions_note(table), *_partly_shown(result)]


def _partly_shown(result: Groups) -> list[str]:
    """Why some groups have no position though there is a mean of them."""
    without = [ranked.item for ranked in result.places if ranked.position is None and ranked.item.mean is not None]
    named = [group.name for group in without if group.name is not None]
    if not named or not result.table.has_positions:
        return []
    text = f"No position, as the filters change who is counted: {phrases.some(named)} (--rerank ranks what is shown)."
    return [Note(text, "left out")]


def _stars(groups: Sequence[Group], by: str = "overall") -> list[Note]:
    """What the stars behind the bands of the members mean, and of a region behind that of its own body."""
    field = "overall" if by == "points" else by
    rated = ((*filter(None, [group.body]), *group.members) for group in groups)
    return star_notes((rating_evidence(standings, field) for standings in rated), columns=())


def _group_stars(result: Groups) -> list[Note]:
    """What the stars mean: those behind bands, and whose points in the means of points no source states."""
    groups = [placed.item for placed in result.places]
    notes = _stars(groups, result.table.by)
    rows = [row for row, group in enumerate(groups) if group.derived] if result.table.by == "points" else []
    if rows:
        derived = dict.fromkeys(standing.provider.name for group in groups for standing in group.derived)
        what = f"of points that are added up from the bands of the standards: {phrases.some(list(derived))}"
        notes.append(Note(f"{phrases.INFERRED} Means: {what}.", "star", rows, ["mean"]))
    return notes


def _owner_notes(result: Groups) -> list[str]:
    """Whose owner it is, and which providers and owners are in no row."""
    notes: list[str] = ["Owner: the owner when the report was published."]
    notes += in_no_row([standing for standing in result.ungrouped if standing.counts], "owner when rated unknown")
    notes += in_no_row([standing for standing in result.ungrouped if not standing.counts], "not rated")
    if result.too_few:
        owners = phrases.some([f"{group.name} ({len(group.members)})" for group in result.too_few])
        rated = phrases.count(result.least, "rated provider")
        notes.append(Note(f"Not shown, fewer than {rated}: {owners}.", "left out"))
    return [*notes, *_group_stars(result)]


def _area_notes(result: Groups) -> list[str]:
    """That a provider may count in several rows, who is in none, and what the stars mean."""
    notes = ["A provider that serves several places counts in the row of each."] if result.places else []
    missing = Counter(league for ranked in result.places for league in ranked.item.missing)
    if missing and len(result.places) == 1:
        notes.append("Not known: no provider of that league is recorded for this area.")
    elif missing:
        names = (league.name for league in result.table.chosen.leagues if missing[league.name])
        leagues = phrases.listed([f"{name} in {missing[name]:,}" for name in names])
        notes.append(f"Of {len(result.places):,} areas, the record names nobody of some leagues: {leagues}.")
    return [*notes, *in_no_row(result.ungrouped, "area not in the record"), *_group_stars(result)]


def _region_notes(result: Groups) -> list[str]:
    """What the mean is of, which region is not known, and what the stars mean."""
    notes: list[str] = []
    if any(ranked.item.league for ranked in result.places):
        notes.append("The mean covers the providers in the region, not the regional body.")
    nowhere = [ranked.item for ranked in result.places if ranked.item.name is None]
    if nowhere:
        number = phrases.count(sum(len(group.members) for group in nowhere), "provider")
        notes.append(Note(f"No region in the record, listed unranked: {number}.", "left out"))
    return [*notes, *_group_stars(result)]


def _league_notes(result: Groups) -> list[str]:
    return [*_group_stars(result), *newest_star_notes([placed.item for placed in result.places])]


def newest_star_notes(groups: Sequence[Group]) -> list[Note]:
    """What the stars behind the dates of the newest reports of leagues mean."""
    newest = [newest_report(group) for group in groups]
    return star_notes([date_evidence(report, "", "newest")] if report else [] for report in newest)


_NOTES: dict[str, Callable[[Groups], list[str]]] = {
    "owner": _owner_notes,
    "area": _area_notes,
    "region": _region_notes,
    "league": _league_notes,
}


def year_sheet(data: DataSet, result: Years, *, wide: bool = False) -> Sheet:
    """Show how the reports of each year were rated.

    Args:
        data: the records.
        result: the years.
        wide: with every column there is.
    """
    notes: list[str] = []
    if result.places:
        notes.append(Note(f"Mean: the mean score of the reports of the year ({phrases.SCORES}).", "rule"))
    if result.uncertain:
        names = phrases.some(
            [f"{report.provider.name} ({report.inspection.publication})" for report in result.uncertain]
        )
        reports = phrases.count(len(result.uncertain), "report")
        notes.append(Note(f"Not shown, year of publication uncertain: {reports}: {names}.", "left out"))
    notes += [*report_notes(result.series), *_stars([placed.item for placed in result.places])]
    return series_sheet(data, result.series, "year", _view(result, "year", wide=wide), notes)
