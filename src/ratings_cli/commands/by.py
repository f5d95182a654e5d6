"""`ratings by owner`, `by area`, `by region` and `by date`: the ratings grouped and ranked, or in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ratings_cli.commands.options import with_options, with_view
from ratings_cli.commands.view import ByOption, View, day_option, ranking_key_option
from ratings_cli.errors import UsageError

if TYPE_CHECKING:
    from ratings_cli.dataset import DataSet
    from ratings_cli.groups import Groups
    from ratings_cli.standings import Standings
    from ratings_cli.tables.sheet import Sheet

app = typer.Typer(
    name="by",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Group the ratings by owner, area or region, or put the reports in order of date.",
)


def _table(view: View, data: DataSet, by: str) -> Standings:
    """The league table that the groups are made of."""
    from ratings_cli.standings import league_table

    key = ranking_key_option(data, by)
    return league_table(data, view.select(data), key, worst_first=view.worst_first, rerank=view.rerank)


def _deliver(view: View, sheet: Sheet, result: Groups) -> None:
    """Write the sheet of some groups, with their sources where these were asked for."""
    from ratings_cli.tables.grouped import group_backings
    from ratings_cli.tables.provenance import with_sources

    view.deliver(with_sources(sheet, group_backings(result)) if view.sources else sheet)


@app.command("owner")
@with_view
def owner(
    view: View,
    by: ByOption = "overall",
    least: Annotated[
        int, typer.Option("--min", metavar="N", min=1, help="Only owners with at least N rated providers.")
    ] = 1,
) -> None:
    """Show the owners, ranked by the mean score of what they ran when it was rated."""
    from ratings_cli.groups import by_owner
    from ratings_cli.tables.by_owner import owner_sheet

    result = by_owner(_table(view, view.read(), by), least=least, worst_first=view.worst_first)
    _deliver(view, owner_sheet(result, wide=view.wide), result)


@app.command("area")
@with_view
def area(view: View, by: ByOption = "overall") -> None:
    """Show the counties and places: who serves each, and how they are rated."""
    from ratings_cli.geography import by_area
    from ratings_cli.tables.by_area import area_sheet

    data = view.read()
    result = by_area(data, _table(view, data, by), worst_first=view.worst_first)
    _deliver(view, area_sheet(result, wide=view.wide), result)


@app.command("region")
@with_view
def region(view: View, by: ByOption = "overall") -> None:
    """Show the regions: how the regional body is rated, beside the providers on its ground."""
    from ratings_cli.geography import by_region
    from ratings_cli.tables.by_region import region_sheet

    data = view.read()
    result = by_region(data, _table(view, data, by), worst_first=view.worst_first)
    _deliver(view, region_sheet(result, wide=view.wide), result)


@app.command("date")
@with_options(without=("since", "rerank"), order="Begin at this end: best is the oldest, worst the newest.")
def date(
    view: View,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="List only reports from this day on.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="List only reports up to this day.")
    ] = None,
) -> None:
    """Show the reports in order of publication, each with its number and how many had which band by then."""
    from ratings_cli.series import series
    from ratings_cli.tables.by_date import date_sheet, report_backings
    from ratings_cli.tables.provenance import with_sources

    first, last = day_option("--from", start), day_option("--until", end, last=True)
    if first and last and first > last:
        raise UsageError("--from is after --until (give an earlier day)")
    data = view.read()
    result = series(data, view.select(data), start=first, end=last, latest_first=view.worst_first)
    sheet = date_sheet(data, result, wide=view.wide)
    view.deliver(with_sources(sheet, report_backings(result)) if view.sources else sheet)
