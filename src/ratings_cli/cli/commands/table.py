"""`ratings table`: the league table."""

from __future__ import annotations

from ratings_cli.cli.option_types import ByOption, with_options
from ratings_cli.cli.options import CommonOptions
from ratings_cli.cli.output import DELIMITED, PICTURES
from ratings_cli.cli.show_sheet import Asked, show_sheet


@with_options()
def table(options: CommonOptions, by: ByOption = "overall") -> None:
    """Rank providers by rating, with owner and date."""
    from ratings_cli.league.league_table import league_table
    from ratings_cli.views.league_table import league_sheet

    result = options.league_table(by)
    data, key = result.data, result.by
    asked = Asked(("table",), lambda other: len(league_table(data, other, key).places), key)
    noted, drawn = options.chosen_format not in DELIMITED, options.chosen_format in PICTURES
    show_sheet(options, league_sheet(result, wide=options.wide, noted=noted, drawn=drawn), asked)
