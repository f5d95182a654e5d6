"""`ratings page`: one HTML file that people explore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ratings_cli.commands import complete
from ratings_cli.commands.data import DataOption, read_data
from ratings_cli.errors import UsageError
from ratings_cli.names import NameNotFoundError


def page(
    league: Annotated[
        list[str] | None,
        typer.Option(
            "--league",
            "-l",
            metavar="NAME",
            autocompletion=complete.leagues,
            help="Only this league; give it again for several. [default: all of them]",
        ),
    ] = None,
    data: DataOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file to write. [default: standard output]"),
    ] = None,
) -> None:
    """Write a web page on which people explore every table there was: one file that needs nothing else."""
    from ratings_cli.output import write_file, write_out
    from ratings_cli.selection import select
    from ratings_cli.webpage.document import page as page_of

    records = read_data(data)
    try:
        chosen = select(records, leagues=league or ["all"])
    except NameNotFoundError as error:
        raise UsageError(str(error)) from None
    html = page_of(records, chosen.leagues)
    if output is None:
        write_out(html, plain=False)
    else:
        write_file(output, html, data)
