"""`ratings page`: one HTML file that people explore."""

from __future__ import annotations

from typing import Annotated

import typer

from ratings_cli.cli.option_injection import with_options
from ratings_cli.cli.option_types import WHERE
from ratings_cli.cli.options import CommonOptions
from ratings_cli.cli.standard_error import say
from ratings_cli.model.errors import UsageError


@with_options(
    ("league", "data", "output"),
    league="League: CRC, NPS, PDU, region or all. Repeatable. [default: all]",
)
def page(
    options: CommonOptions,
    open_: Annotated[
        bool, typer.Option("--open", rich_help_panel=WHERE, help="Open the page in your browser.")
    ] = False,
) -> None:
    """Write an interactive web page (one HTML file)."""
    from ratings_cli.webpage.document import page as page_of

    if open_ and options.output is None:
        raise UsageError("--open: the page is in no file (name one: -o league.html)")
    records = options.read()
    options.write(page_of(records, options.select(records, leagues=("all",)).leagues))
    if open_ and options.output:
        import webbrowser

        if not webbrowser.open(options.output.resolve().as_uri()):
            say(f"There is no browser to open it in: {options.output}")
