"""`ratings standards`: providers by standards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ratings_cli.cli.help import WHAT
from ratings_cli.cli.option_types import ByOption, option, with_options
from ratings_cli.cli.options import CommonOptions
from ratings_cli.cli.show_sheet import Asked, show_sheet

if TYPE_CHECKING:
    from ratings_cli.league.selection import Selection


@with_options()
def standards(
    options: CommonOptions,
    by: ByOption = "overall",
    every: Annotated[
        bool, option(WHAT, None, "Also providers and standards without any known rating.", "--all")
    ] = False,
) -> None:
    """Show the ratings for each standard."""
    from ratings_cli.league.league_table import league_table
    from ratings_cli.league.standards import blocks
    from ratings_cli.views.standards import standards_sheet

    result = options.league_table(by)
    data, key = result.data, result.by
    found = blocks(data, result)

    def count(other: Selection) -> int:
        return sum(len(block.places) for block in blocks(data, league_table(data, other, key)) if block.headings)

    asked = Asked(("standards",), count, key)
    show_sheet(options, standards_sheet(result, found, limit=options.limit, every=every), asked, whole=True)
