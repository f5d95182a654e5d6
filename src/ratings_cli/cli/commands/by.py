"""`ratings by owner`, `area`, `region`, `league`, `year` and `date`: the ratings grouped, or in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ratings_cli.cli.help import HOW, WHAT, HelpfulCommand, HelpfulGroup
from ratings_cli.cli.option_types import ByOption, option, parse_date, with_options
from ratings_cli.cli.options import AllLeaguesOptions, CommonOptions
from ratings_cli.cli.show_sheet import Asked, show_sheet
from ratings_cli.model.dates import PartialDate
from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.league.groups import Groups
    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.selection import Selection

app = typer.Typer(
    name="by",
    cls=HelpfulGroup,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Group ratings by owner, region, league or year.",
)

NewestOption = Annotated[bool, option(HOW, None, "Newest first.", "--newest")]


@app.callback()
def by(context: typer.Context) -> None:
    """Show the help where no command is named."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _show(
    options: CommonOptions, kind: str, by: str, group: Callable[[LeagueTable], Groups], limits: tuple[str, ...] = ()
) -> None:
    """Write the groups of the league table that the options choose, ranked by `by`; `limits` leave some out."""
    from ratings_cli.league.league_table import league_table
    from ratings_cli.views.group_sheets import group_sheet

    table = options.league_table(by)
    result = group(table)

    def count(other: Selection) -> int:
        return len(group(league_table(table.data, other, table.by)).places)

    asked = Asked(("by", kind), count, table.by, limits, without=lambda: len(result.too_few))
    show_sheet(options, group_sheet(result, kind, wide=options.wide), asked)


@app.command("owner", cls=HelpfulCommand)
@with_options()
def owner(
    options: CommonOptions,
    by: ByOption = "overall",
    least: Annotated[int, option(WHAT, "N", "Only owners with at least N rated providers.", "--min", min=1)] = 1,
) -> None:
    """Rank the owners by the mean rating of what they ran."""
    from ratings_cli.league.groups import by_owner

    limits = ("--min", str(least)) if least > 1 else ()
    _show(options, "owner", by, lambda table: by_owner(table, least=least), limits)


@app.command("area", cls=HelpfulCommand)
@with_options()
def area(options: CommonOptions, by: ByOption = "overall") -> None:
    """Show who serves each county or place, and its rating."""
    from ratings_cli.league.groups import by_area

    _show(options, "area", by, by_area)


@app.command("region", cls=HelpfulCommand)
@with_options()
def region(options: CommonOptions, by: ByOption = "overall") -> None:
    """Show the ratings in each region."""
    from ratings_cli.league.groups import by_region

    _show(options, "region", by, by_region)


@app.command("league", cls=HelpfulCommand)
@with_options(without=("rerank", "order"))
def league(options: AllLeaguesOptions, by: ByOption = "overall") -> None:
    """Show the ratings in each league."""
    from ratings_cli.league.groups import by_league

    _show(options, "league", by, by_league)


@app.command("year", cls=HelpfulCommand)
@with_options(without=("since", "rerank", "order"))
def year(options: AllLeaguesOptions, newest: NewestOption = False) -> None:
    """Show the ratings given in each year."""
    from ratings_cli.league.timeline import by_year, series
    from ratings_cli.views.group_sheets import year_sheet

    data = options.records
    years = by_year(series(data, options.chosen), newest_first=newest)
    asked = Asked(("by", "year"), lambda other: len(by_year(series(data, other)).places))
    show_sheet(options, year_sheet(data, years, wide=options.wide), asked)


@app.command("date", cls=HelpfulCommand)
@with_options(without=("since", "rerank", "order"))
def date(
    options: CommonOptions,
    start: Annotated[
        PartialDate | None, option(WHAT, "DATE", "Only reports from that day on.", "--from", parser=parse_date)
    ] = None,
    end: Annotated[
        PartialDate | None, option(WHAT, "DATE", "Only reports up to that day.", "--until", parser=parse_date)
    ] = None,
    year: Annotated[
        PartialDate | None, option(WHAT, "YEAR", "Only reports of that year.", "--year", parser=parse_date)
    ] = None,
    newest: NewestOption = False,
) -> None:
    """List the reports by date, with the running count."""
    from ratings_cli.league.timeline import series
    from ratings_cli.views.timeline import date_sheet

    if year and (start or end):
        raise UsageError("--year goes without --from and --until (leave one of them out)")
    typed = {"--year": year} if year else {"--from": start, "--until": end}
    limits = [word for name, day in typed.items() if day for word in (name, day.iso)]
    start, end = start or year, end or year
    first, last = start.earliest if start else None, end.latest if end else None
    if first and last and first > last:
        raise UsageError("--from is after --until (give an earlier day)")
    data = options.records
    result = series(data, options.chosen, start=first, end=last, latest_first=newest)
    asked = Asked(
        ("by", "date"),
        lambda other: len(series(data, other, start=first, end=last).reports),
        limits=tuple(limits),
        without=lambda: len(series(data, options.chosen).reports),
    )
    show_sheet(options, date_sheet(data, result, wide=options.wide), asked)
