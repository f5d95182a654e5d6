"""`ratings feed`: the reports as an Atom feed."""

from __future__ import annotations

from typing import Annotated

import typer

from ratings_cli.cli.asked import Asked
from ratings_cli.cli.option_injection import with_options
from ratings_cli.cli.options import CommonOptions
from ratings_cli.cli.standard_error import say
from ratings_cli.model.errors import UsageError


@with_options(
    ("league", "owner", "area", "region", "as_of", "data", "output"),
    league="Only this league; give it again for several. [default: all of them]",
    as_of="Only what was certainly out by this day, such as 2019-05-03.",
    output="The file to write. [default: standard output]",
)
def feed(
    view: CommonOptions,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Only the newest N reports.")] = None,
    url: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Where the feed will be found.")] = None,
) -> None:
    """Write an Atom feed of the reports, the newest first, each with what changed and its sources."""
    from ratings_cli.formats.atom import render
    from ratings_cli.formats.links import web_address
    from ratings_cli.league.feed import feed_of
    from ratings_cli.views.feed import feed_document, left_out

    if url is not None and web_address(url) is None:
        raise UsageError(f"--url: '{url}' is no address of the web (write https://example.org/ratings.xml)")
    records = view.read()
    chosen = view.select(records, leagues=("all",))
    found = feed_of(records, chosen, limit)
    view.write(render(feed_document(records, found, url), url))
    for note in left_out(found):
        say(note)
    if not found.items:
        asked = Asked(
            ("feed",), chosen, lambda other: len(feed_of(records, other, limit).items), default=records.leagues
        )
        for note in asked.instead(view):
            say(note)
