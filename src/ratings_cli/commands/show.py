"""`ratings show NAME`: one provider's scorecard and history."""

from __future__ import annotations

import dataclasses
import shlex
from typing import Annotated

import typer

from ratings_cli.commands import complete
from ratings_cli.commands.options import with_options
from ratings_cli.commands.view import View
from ratings_cli.errors import UsageError
from ratings_cli.names import NameNotFoundError

NameArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME",
        autocompletion=complete.provider_words,
        help="The provider: its name, short name or any unambiguous part of one.",
    ),
]


@with_options(
    ("league", "as_of", "data", "format", "output", "page"),
    league="Its league, where providers of several leagues bear the name.",
)
def show(view: View, name: NameArgument) -> None:
    """Show one provider: who it is, and every report about it with its ratings and sources."""
    from ratings_cli.history import history_of
    from ratings_cli.lookup import find_provider
    from ratings_cli.tables.scorecard import scorecard_sheet

    records = view.read()
    chosen = view.select(records)
    query = " ".join(name)
    if not query.strip():
        raise UsageError("NAME: is empty (give the name of a provider, or a part of it)")
    try:
        provider = find_provider(records, query, chosen.leagues if view.league else None)
    except NameNotFoundError as error:
        raise UsageError(str(error)) from None
    sheet = scorecard_sheet(records, history_of(records, provider, chosen.as_of))
    if chosen.as_of and not sheet.records and (known := records.inspections_of.get(provider.key)):
        typed = shlex.join(["ratings", "show", *filter(None, (provider.name, provider.league)), *view.of_the_data])
        sheet = dataclasses.replace(sheet, hints=(f"Try, without --as-of: {typed} ({len(known):,})",))
    view.deliver(sheet)
