"""`ratings feed`: an Atom feed of the reports."""

from __future__ import annotations

from typing import Annotated

from ratings_cli.cli.help import OPTIONS
from ratings_cli.cli.option_types import option, with_options
from ratings_cli.cli.options import AllLeaguesOptions
from ratings_cli.cli.show_sheet import Asked
from ratings_cli.cli.standard_error import say
from ratings_cli.model.errors import UsageError


@with_options(("league", "owner", "area", "region", "as_of", "limit", "data", "output"))
def feed(
    options: AllLeaguesOptions,
    url: Annotated[str | None, option(OPTIONS, "ADDRESS", "The address at which the feed will be found.")] = None,
    author: Annotated[
        str | None, option(OPTIONS, "NAME", "Who publishes the feed. [default: the author that the data names]")
    ] = None,
) -> None:
    """Write an Atom feed of the reports."""
    from ratings_cli.formats.article import render_feed
    from ratings_cli.formats.markup import web_address
    from ratings_cli.league.feed import feed_of
    from ratings_cli.views.post.feed import feed_document, left_out

    if url is not None and web_address(url) is None:
        raise UsageError(f"--url: '{url}' is no address of the web (write https://example.org/ratings.xml)")
    records = options.records
    found = feed_of(records, options.chosen, options.limit)
    options.write(render_feed(feed_document(records, found, url, author), url))
    notes = left_out(found)
    if not found.items:
        asked = Asked(("feed",), lambda other: len(feed_of(records, other, options.limit).items))
        notes = [*notes, *asked.instead(options)]
    say(*notes)
