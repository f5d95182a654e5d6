"""`ratings by owner`, `area`, `region`, `league`, `year` and `date`: the ratings grouped, or in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ratings_cli.cli.asked import Asked
from ratings_cli.cli.option_injection import with_common_options, with_options
from ratings_cli.cli.options import ByOption, CommonOptions, by_options, parse_date, ranking_key_option
from ratings_cli.model.dates import PartialDate
from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.groups import Groups
    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.views.sheet import Sheet

app = typer.Typer(
    name="by",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Group the ratings by owner, area, region, league or year, or put the reports in order of date.",
)


_ALL_LEAGUES = "Only this league. Repeatable. [default: all]"


def _show(
    view: CommonOptions,
    kind: str,
    by: str,
    group: Callable[[DataSet, LeagueTable], Groups],
    sheet_of: Callable[[Groups], Sheet],
    least: int = 1,
    leagues: Sequence[str] = (),
) -> None:
    """Group the league table that the options choose, and write the sheet of the groups.

    Args:
        view: the options.
        kind: what the groups are: owner, area, region or league.
        by: what --by names.
        group: makes the groups of a league table.
        sheet_of: makes the sheet of the groups.
        least: how many members a group that is shown has at least.
        leagues: the leagues where the options name none; the first of the data when left out.
    """
    from ratings_cli.league.league_table import league_table

    data = view.read()
    key = ranking_key_option(data, by)
    chosen = view.select(data, leagues)
    result = group(data, league_table(data, chosen, key, worst_first=view.worst_first, rerank=view.rerank))
    asked = Asked(
        ("by", kind),
        chosen,
        lambda other: len(group(data, league_table(data, other, key)).places),
        by_options(key),
        limits=("--min", str(least)) if least > 1 else (),
        without=lambda: len(result.too_few),
        default=data.leagues if leagues else (),
    )
    view.show(sheet_of(result), asked)


@app.command("owner")
@with_common_options
def owner(
    view: CommonOptions,
    by: ByOption = "overall",
    least: Annotated[
        int, typer.Option("--min", metavar="N", min=1, help="Only owners with at least N rated providers.")
    ] = 1,
) -> None:
    """Show the owners, ranked by the mean score of what they ran when it was rated."""
    from ratings_cli.league.groups import by_owner
    from ratings_cli.views.groups.by_owner import owner_sheet

    def group(_: DataSet, table: LeagueTable) -> Groups:
        return by_owner(table, least=least, worst_first=view.worst_first)

    _show(view, "owner", by, group, lambda result: owner_sheet(result, wide=view.wide), least)


@app.command("area")
@with_common_options
def area(view: CommonOptions, by: ByOption = "overall") -> None:
    """Show the counties and places: who serves each, and how they are rated."""
    from ratings_cli.league.places import by_area
    from ratings_cli.views.groups.by_area import area_sheet

    def group(data: DataSet, table: LeagueTable) -> Groups:
        return by_area(data, table, worst_first=view.worst_first)

    _show(view, "area", by, group, lambda result: area_sheet(result, wide=view.wide))


@app.command("region")
@with_common_options
def region(view: CommonOptions, by: ByOption = "overall") -> None:
    """Show the regions: how the regional body is rated, beside the providers on its ground."""
    from ratings_cli.league.places import by_region
    from ratings_cli.views.groups.by_region import region_sheet

    def group(data: DataSet, table: LeagueTable) -> Groups:
        return by_region(data, table, worst_first=view.worst_first)

    _show(view, "region", by, group, lambda result: region_sheet(result, wide=view.wide))


@app.command("league")
@with_options(without=("rerank", "order"), league=_ALL_LEAGUES)
def league(view: CommonOptions, by: ByOption = "overall") -> None:
    """Show the leagues: how many providers each has, and how they are rated."""
    from ratings_cli.league.groups import by_league
    from ratings_cli.views.groups.by_league import league_groups_sheet

    def group(_: DataSet, table: LeagueTable) -> Groups:
        return by_league(table)

    _show(view, "league", by, group, lambda result: league_groups_sheet(result, wide=view.wide), leagues=("all",))


@app.command("year")
@with_options(without=("since", "rerank", "order"), league=_ALL_LEAGUES)
def year(view: CommonOptions) -> None:
    """Show the years: how the reports that came out in each were rated."""
    from ratings_cli.league.groups import by_year
    from ratings_cli.league.timeline import series
    from ratings_cli.views.groups.by_year import year_sheet

    data = view.read()
    chosen = view.select(data, ("all",))
    asked = Asked(("by", "year"), chosen, lambda other: len(by_year(series(data, other)).places), default=data.leagues)
    view.show(year_sheet(data, by_year(series(data, chosen)), wide=view.wide), asked)


@app.command("date")
@with_options(without=("since", "rerank"), order="Begin at this end: best is the oldest, worst the newest.")
def date(
    view: CommonOptions,
    start: Annotated[
        PartialDate | None,
        typer.Option("--from", metavar="DATE", parser=parse_date, help="List only reports from this day on."),
    ] = None,
    end: Annotated[
        PartialDate | None,
        typer.Option("--until", metavar="DATE", parser=parse_date, help="List only reports up to this day."),
    ] = None,
) -> None:
    """Show the reports in order of publication, each with its number and how many had which band by then."""
    from ratings_cli.league.timeline import series
    from ratings_cli.views.timeline import date_sheet

    first, last = start.earliest if start else None, end.latest if end else None
    if first and last and first > last:
        raise UsageError("--from is after --until (give an earlier day)")
    data = view.read()
    chosen = view.select(data)
    result = series(data, chosen, start=first, end=last, latest_first=view.worst_first)
    limits = [(option, date.iso) for option, date in (("--from", start), ("--until", end)) if date]
    asked = Asked(
        ("by", "date"),
        chosen,
        lambda other: len(series(data, other, start=first, end=last).reports),
        limits=tuple(part for limit in limits for part in limit),
        without=lambda: len(series(data, chosen).reports),
    )
    view.show(date_sheet(data, result, wide=view.wide), asked)
