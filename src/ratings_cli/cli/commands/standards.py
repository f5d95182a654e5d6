"""`ratings standards`: providers by standards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.cli.asked import Asked
from ratings_cli.cli.option_injection import with_common_options
from ratings_cli.cli.option_types import ByOption
from ratings_cli.cli.options import CommonOptions, by_options, ranking_key_option

if TYPE_CHECKING:
    from ratings_cli.league.selection import Selection


@with_common_options
def standards(view: CommonOptions, by: ByOption = "overall") -> None:
    """Show the ratings for each standard."""
    from ratings_cli.league.league_table import league_table
    from ratings_cli.league.standards import blocks
    from ratings_cli.views.standards import shown_blocks, standards_sheet
    from ratings_cli.views.standards_sources import with_standard_sources

    data = view.read()
    key = ranking_key_option(data, by)
    chosen = view.select(data)
    result = league_table(data, chosen, key, worst_first=view.worst_first, rerank=view.rerank)
    found = blocks(data, result)

    def count(other: Selection) -> int:
        return sum(len(block.places) for block in blocks(data, league_table(data, other, key)) if block.headings)

    asked = Asked(("standards",), chosen, count, by_options(key))
    sheet = standards_sheet(result, found, limit=view.limit)
    if view.sources and not (view.columns or view.sort):  # those are shown as rows, and not as a matrix
        sheet = with_standard_sources(sheet, shown_blocks(result, found, view.limit))
    view.show_whole(sheet, asked)
