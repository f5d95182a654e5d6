"""`ratings standards`: providers by standards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ratings_cli.cli.asked import Asked
from ratings_cli.cli.option_injection import with_common_options
from ratings_cli.cli.option_types import WHAT, ByOption
from ratings_cli.cli.options import CommonOptions, by_options, ranking_key_option
from ratings_cli.cli.show_sheet import show as show_sheet

if TYPE_CHECKING:
    from ratings_cli.league.selection import Selection


@with_common_options
def standards(
    options: CommonOptions,
    by: ByOption = "overall",
    every: Annotated[
        bool,
        typer.Option("--all", rich_help_panel=WHAT, help="Also providers and standards without any known rating."),
    ] = False,
) -> None:
    """Show the ratings for each standard."""
    from ratings_cli.league.league_table import league_table
    from ratings_cli.league.standards import blocks
    from ratings_cli.views.standards import standards_sheet

    data = options.read()
    key = ranking_key_option(data, by)
    chosen = options.select(data)
    result = league_table(data, chosen, key, worst_first=options.worst_first, rerank=options.rerank)
    found = blocks(data, result)

    def count(other: Selection) -> int:
        return sum(len(block.places) for block in blocks(data, league_table(data, other, key)) if block.headings)

    asked = Asked(("standards",), chosen, count, by_options(key))
    show_sheet(options, standards_sheet(result, found, limit=options.limit, every=every), asked, whole=True)
