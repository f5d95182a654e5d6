"""`ratings page`: one HTML file that people explore."""

from __future__ import annotations

from typing import Annotated

from ratings_cli.cli.help import WHERE
from ratings_cli.cli.option_types import option, with_options
from ratings_cli.cli.options import AllLeaguesOptions
from ratings_cli.cli.standard_error import say
from ratings_cli.model.errors import UsageError


@with_options(("league", "data", "output"))
def page(
    options: AllLeaguesOptions,
    open_: Annotated[bool, option(WHERE, None, "Open the page in your browser.", "--open")] = False,
) -> None:
    """Write an interactive web page (one HTML file)."""
    from ratings_cli.webpage.document import page as page_of

    if open_ and options.output is None:
        raise UsageError("--open: the page is in no file (name one: -o league.html)")
    options.write(page_of(options.records, options.chosen.leagues))
    if open_ and options.output:
        import webbrowser

        if not webbrowser.open(options.output.resolve().as_uri()):
            say(f"There is no browser to open it in: {options.output}")
