"""`ratings table`: the league table."""

from __future__ import annotations

from typing import Annotated

import typer

from ratings_cli.commands import complete
from ratings_cli.commands.view import View, with_view
from ratings_cli.errors import UsageError
from ratings_cli.names import NameNotFoundError

ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="KEY",
        autocompletion=complete.ranking_keys,
        help="Rank by 'overall', 'points' or the name of a standard.",
    ),
]


@with_view
def table(view: View, by: ByOption = "overall") -> None:
    """Show the league table: who is where, run by whom, rated how and when."""
    from ratings_cli.selection import ranking_key
    from ratings_cli.standings import league_table
    from ratings_cli.tables.league import league_sheet
    from ratings_cli.tables.provenance import standing_backings, with_sources

    data = view.read()
    try:
        key = ranking_key(data, by)
    except NameNotFoundError as error:
        raise UsageError(f"--by: {error}") from None
    result = league_table(data, view.select(data), key, worst_first=view.worst_first)
    sheet = league_sheet(data, result, wide=view.wide)
    view.deliver(with_sources(sheet, standing_backings(result)) if view.sources else sheet)
