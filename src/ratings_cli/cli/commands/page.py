"""`ratings page`, one HTML file that people explore; `ratings feed` and `export`, the record for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ratings_cli.cli.help import WHERE
from ratings_cli.cli.option_types import FILE_TO_WRITE, option, with_options
from ratings_cli.cli.options import ALL_LEAGUES, CommonOptions
from ratings_cli.cli.output import write_file
from ratings_cli.cli.show_sheet import Asked
from ratings_cli.cli.standard_error import say
from ratings_cli.model.errors import UsageError


@with_options(("league", "data", "output"), league=ALL_LEAGUES)
def page(
    options: CommonOptions,
    open_: Annotated[bool, option(WHERE, None, "Open the page in your browser.", "--open")] = False,
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


@with_options(("league", "owner", "area", "region", "as_of", "limit", "data", "output"), league=ALL_LEAGUES)
def feed(
    options: CommonOptions,
    url: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The address at which the feed will be found.")
    ] = None,
    author: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who publishes the feed. [default: the author that the data names]"),
    ] = None,
) -> None:
    """Write an Atom feed of the reports."""
    from ratings_cli.formats.article import render_feed
    from ratings_cli.formats.markup import web_address
    from ratings_cli.league.feed import feed_of
    from ratings_cli.views.feed import feed_document, left_out

    if url is not None and web_address(url) is None:
        raise UsageError(f"--url: '{url}' is no address of the web (write https://example.org/ratings.xml)")
    records = options.read()
    chosen = options.select(records, leagues=("all",))
    found = feed_of(records, chosen, options.limit)
    options.write(render_feed(feed_document(records, found, url, author), url))
    notes = left_out(found)
    if not found.items:
        asked = Asked(
            ("feed",), chosen, lambda other: len(feed_of(records, other, options.limit).items), default=records.leagues
        )
        notes = [*notes, *asked.instead(options)]
    for note in notes:
        say(note)


@with_options(("data",))
def export(
    options: CommonOptions,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            show_default=False,
            help="The file to write: .csv, .json, .xlsx or .db (SQLite).",
            **FILE_TO_WRITE,
        ),
    ],
) -> None:
    """Write every rating as data, also for SQLite.

    One row for each rating: all leagues, inspections and standards. JSON, workbooks and databases also
    hold the inspections, providers, owners and sources.
    """
    from ratings_cli.formats.export import ENDINGS, render
    from ratings_cli.views.export import export as tables_of

    ending = file.suffix.casefold()
    if ending not in ENDINGS:
        raise UsageError(f"the ending of '{file}' chooses no kind of file (endings: {' '.join(ENDINGS)})")
    write_file(file, render(tables_of(options.read()), ending), options.input_files)
