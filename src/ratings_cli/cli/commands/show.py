"""`ratings show NAME`: one provider's scorecard and history."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.option_types import with_options
from ratings_cli.cli.options import AllLeaguesOptions
from ratings_cli.cli.show_sheet import show_sheet

NameArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME",
        autocompletion=completion.provider_words,
        help="Provider: its name, short name or part of it. NAME@2019-05-03 shows it as of that day.",
    ),
]


@with_options(("league", "as_of", "no_pager", "data", "format", "output", "page", "size"))
def show(options: AllLeaguesOptions, name: NameArgument) -> None:
    """Show one provider: ratings, history and sources."""
    from ratings_cli.league.report import history_of
    from ratings_cli.views.scorecard import scorecard_sheet

    records = options.records
    provider, day = options.provider("show", name)
    sheet = scorecard_sheet(records, history_of(records, provider, day))
    if day and not sheet.size and (known := records.inspections_of.get(provider.key)):
        typed = options.command("show", *filter(None, (provider.name, provider.league)))
        sheet = dataclasses.replace(sheet, hints=(f"Try, without the date: {typed} ({len(known):,})",))
    show_sheet(options, sheet)
