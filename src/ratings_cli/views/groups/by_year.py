"""The years as a sheet: how the reports that came out in each were rated."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from ratings_cli.model import phrases
from ratings_cli.views.caveats import league_caveats, with_caveats
from ratings_cli.views.charts.groups import series_chart
from ratings_cli.views.fields import Field, View, always
from ratings_cli.views.groups.means import COUNTS, DERIVED, MEAN, MEMBERS, RATINGS, name_field, of_group
from ratings_cli.views.groups.sheet import group_evidence
from ratings_cli.views.head import head, title_of
from ratings_cli.views.notes import derived_notes
from ratings_cli.views.sheet import Cell, Note, Sheet
from ratings_cli.views.timeline import report_notes, reports_counted

if TYPE_CHECKING:
    from ratings_cli.league.groups import Group
    from ratings_cli.league.timeline import Years
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.views.groups.means import Row


def _league(group: Group) -> str:
    return group.members[0].provider.league or ""


FIELDS: tuple[Field[Any, Row], ...] = (
    Field(
        key="league",
        help="the league",
        value=of_group(_league),
        cell=of_group(lambda group: Cell(_league(group))),
        worth=lambda years: len(years.series.chosen.leagues) > 1,
        drop=0,
    ),
    name_field("year", "the year in which the reports came out"),
    Field(
        key="reports",
        help="how many rated reports certainly came out in it",
        value=of_group(lambda group: len(group.members)),
        worth=always,
        align="right",
        drop=0,
    ),
    MEAN,
    *COUNTS,
    RATINGS,
    dataclasses.replace(MEMBERS, help="whose reports they are, in order of date"),
    DERIVED,
)
READERS = ("league", "year", "reports", "mean", "ratings")


def year_sheet(data: DataSet, result: Years, *, wide: bool = False) -> Sheet:
    """Show how the reports of each year were rated.

    Args:
        data: the records.
        result: the years.
        wide: with every column there is.
    """
    series = result.series
    counts = phrases.count_bands(report.overall for report in series.reports)
    title = title_of(series.chosen.leagues, "by year of publication", series.chosen)
    sheet = Sheet(
        title=title,
        summary=reports_counted(series, counts),
        notes=_notes(result),
        head=head(title, series.chosen, "year", {"total": len(series.reports), **counts}),
        chart=series_chart(series),
        view=View(FIELDS, result, result.places, READERS, lambda row: group_evidence(row.item), wide=wide),
    )
    return with_caveats(
        sheet, league_caveats(data, (report.provider for report in series.reports), series.chosen.as_of)
    )


def _notes(result: Years) -> list[str]:
    """What the mean is of, which reports are in no year, and what the stars mean."""
    notes: list[str] = []
    if result.places:
        notes.append(Note(f"Mean: the mean score of the reports of the year ({phrases.SCORES}).", "rule"))
    if result.uncertain:
        names = phrases.some(
            [f"{report.provider.name} ({report.inspection.publication})" for report in result.uncertain]
        )
        reports = phrases.count(len(result.uncertain), "report")
        notes.append(Note(f"Not shown, year of publication uncertain: {reports}: {names}.", "left out"))
    members = ((row, standing) for row, placed in enumerate(result.places) for standing in placed.item.members)
    return [*notes, *report_notes(result.series), *derived_notes(members, {"overall": ()})]
