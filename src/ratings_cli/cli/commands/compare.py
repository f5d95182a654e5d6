"""`ratings compare`: two or more providers, owners, leagues or dates side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.option_types import with_options
from ratings_cli.cli.options import AllLeaguesOptions
from ratings_cli.cli.show_sheet import show_sheet
from ratings_cli.model.dates import DateError
from ratings_cli.model.errors import UsageError

NamesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME NAME...",
        autocompletion=completion.comparable,
        help="Two or more providers, owners or leagues. NAME@2019-05-03 takes one as of that day.",
    ),
]


@with_options(("league", "as_of", "no_pager", "data", "format", "output", "page", "size"))
def compare(options: AllLeaguesOptions, names: NamesArgument) -> None:
    """Compare providers, owners or leagues side by side."""
    from ratings_cli.league.comparison import Contender, GroupContender, contenders
    from ratings_cli.league.lookup import name_and_day, others_meant
    from ratings_cli.views.compare import compare_sheet
    from ratings_cli.views.group_sheets import compare_groups_sheet

    if len(names) < 2:  # noqa: PLR2004 - it takes two
        raise UsageError(f"compare needs at least two names (or: ratings show {names[0]})")
    records, chosen = options.records, options.chosen
    try:
        found = contenders(records, names, chosen.leagues, chosen.as_of, options.of_the_data)
    except DateError as error:
        raise UsageError(f"NAME@DATE: {error}") from None
    for typed, name in zip(names, found, strict=True):
        if isinstance(name, Contender):
            provider = name.standing.provider
            others = others_meant(records, name_and_day(typed, None)[0], provider, chosen.leagues)
            options.say_others("compare", others)
    providers = [contender for contender in found if isinstance(contender, Contender)]
    groups = [contender for contender in found if isinstance(contender, GroupContender)]
    sheet = compare_sheet(records, providers) if providers else compare_groups_sheet(records, chosen.leagues, groups)
    show_sheet(options, sheet)
