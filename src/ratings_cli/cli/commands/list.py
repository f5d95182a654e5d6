"""`ratings list`: what there is to ask for by name."""

from __future__ import annotations

from typing import Annotated

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.option_types import with_options
from ratings_cli.cli.options import ALL_LEAGUES, CommonOptions
from ratings_cli.cli.show_sheet import Asked
from ratings_cli.cli.show_sheet import show as show_sheet
from ratings_cli.model.errors import UsageError
from ratings_cli.model.names import Named, NameNotFoundError, find

KindArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="KIND",
        autocompletion=completion.kinds,
        help="leagues, owners, areas, regions, providers or standards; without it, how many of each.",
    ),
]


@with_options(
    without=("since", "rerank", "order", "sources"),
    league=ALL_LEAGUES,
)
def list(options: CommonOptions, kind: KindArgument = None) -> None:  # noqa: A001 - the command is called so
    """List the leagues, owners, areas and other names."""
    from ratings_cli.league.listing import KINDS, listing
    from ratings_cli.views.listing import kinds_sheet, listing_sheet

    data = options.read()
    chosen = options.select(data, ("all",))
    if kind is None:
        show_sheet(options, kinds_sheet(data, chosen))
        return
    try:
        wanted = find(kind, [Named(name, name) for name in KINDS], "kind")
    except NameNotFoundError as error:
        raise UsageError(str(error)) from None
    asked = Asked(("list", wanted), chosen, lambda other: len(listing(data, wanted, other)), default=data.leagues)
    show_sheet(options, listing_sheet(data, wanted, chosen, wide=options.wide, typed=options.of_the_data), asked)
