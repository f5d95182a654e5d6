"""`ratings standards`: providers by standards."""

from __future__ import annotations

from ratings_cli.commands.options import with_view
from ratings_cli.commands.view import ByOption, View, ranking_key_option


@with_view
def standards(view: View, by: ByOption = "overall") -> None:
    """Show who got which band for what: providers by standards, and how many got each band."""
    from ratings_cli.standards import blocks
    from ratings_cli.standings import league_table
    from ratings_cli.tables.standards import shown_blocks, standards_sheet
    from ratings_cli.tables.standards_sources import with_standard_sources

    data = view.read()
    key = ranking_key_option(data, by)
    result = league_table(data, view.select(data), key, worst_first=view.worst_first, rerank=view.rerank)
    found = blocks(data, result)
    sheet = standards_sheet(result, found, top=view.top)
    view.deliver_whole(with_standard_sources(sheet, shown_blocks(result, found, view.top)) if view.sources else sheet)
