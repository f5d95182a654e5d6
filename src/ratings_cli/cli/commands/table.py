"""`ratings table`: the league table."""

from __future__ import annotations

from ratings_cli.cli.option_types import ByOption, with_options
from ratings_cli.cli.options import CommonOptions, ranking_key_option
from ratings_cli.cli.show_sheet import Asked
from ratings_cli.cli.show_sheet import show as show_sheet


@with_options()
def table(options: CommonOptions, by: ByOption = "overall") -> None:
    """Rank providers by rating, with owner and date."""
    from ratings_cli.league.league_table import league_table
    from ratings_cli.views.league_table import league_sheet

    data = options.read()
    key, typed = ranking_key_option(data, by)
    chosen = options.select(data)
    result = league_table(data, chosen, key, worst_first=options.worst_first, rerank=options.rerank)
    asked = Asked(("table",), chosen, lambda other: len(league_table(data, other, key).places), typed)
    sheet = league_sheet(data, result, wide=options.wide, noted=not options.is_delimited, drawn=options.is_picture)
    show_sheet(options, sheet, asked)
