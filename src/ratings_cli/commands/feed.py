"""`ratings feed`: the reports as an Atom feed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ratings_cli.commands import complete
from ratings_cli.commands.data import DataOption
from ratings_cli.commands.view import View
from ratings_cli.errors import UsageError


def feed(
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
    owner: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", autocompletion=complete.owners, help="Only what this owner ran when it was rated."
        ),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(metavar="NAME", autocompletion=complete.areas, help="Only what serves this county or place."),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(metavar="NAME", autocompletion=complete.regions, help="Only what belongs to this region."),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was certainly out by this day, such as 2019-05-03.")
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Only the newest N reports.")] = None,
    url: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Where the feed will be found, for its link to itself.")
    ] = None,
    data: DataOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file to write. [default: standard output]"),
    ] = None,
) -> None:
    """Write an Atom feed of the reports, the newest first, each with what changed and its sources."""
    from ratings_cli.feed import feed_of
    from ratings_cli.formats.atom import render
    from ratings_cli.formats.links import web_address
    from ratings_cli.output import write_file, write_out
    from ratings_cli.tables.feed import feed_document, left_out

    if url is not None and web_address(url) is None:
        raise UsageError(f"--url: '{url}' is no address of the web (write https://example.org/ratings.xml)")
    view = View(league=league or ["all"], owner=owner, area=area, region=region, as_of=as_of, data=data)
    records = view.read()
    found = feed_of(records, view.select(records), limit)
    text = render(feed_document(records, found), url)
    if output is None:
        write_out(text, plain=False)
    else:
        write_file(output, text, data)
    for note in left_out(found):
        typer.echo(note, err=True)
