"""`ratings list`: what there is to ask for by name."""

from __future__ import annotations

from typing import Annotated

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.option_types import with_options
from ratings_cli.cli.options import AllLeaguesOptions
from ratings_cli.cli.show_sheet import Asked, show_sheet
from ratings_cli.model.names import Named, find

KindArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="KIND",
        autocompletion=completion.kinds,
        help="leagues, owners, areas, regions, providers or standards; without it, how many of each.",
    ),
]


@with_options(without=("since", "rerank", "order", "sources"))
def list(options: AllLeaguesOptions, kind: KindArgument = None) -> None:  # noqa: A001 - the command is called so
    """List the leagues, owners, areas and other names."""
    from ratings_cli.league.listing import KINDS, listing
    from ratings_cli.views.listing import kinds_sheet, listing_sheet

    data, chosen = options.records, options.chosen
    if kind is None:
        show_sheet(options, kinds_sheet(data, chosen))
        return
    wanted = find(kind, [Named(name, name) for name in KINDS], "kind")
    asked = Asked(("list", wanted), lambda other: len(listing(data, wanted, other)))
    show_sheet(options, listing_sheet(data, wanted, chosen, wide=options.wide, typed=options.of_the_data), asked)
