"""`ratings standards`: providers by standards."""

from __future__ import annotations

from ratings_cli.commands.view import ByOption, View, ranking_key_option, with_view


@with_view
def standards(view: View, by: ByOption = "overall") -> None:
    """Show who got which band for what: providers by standards, and how many got each band."""
    from ratings_cli.standards import blocks
    from ratings_cli.standings import league_table
    from ratings_cli.tables.standards import standards_sheet

    data = view.read()
    key = ranking_key_option(data, by)
    result = league_table(data, view.select(data), key, worst_first=view.worst_first)
    view.deliver_whole(standards_sheet(result, blocks(data, result), top=view.top))
