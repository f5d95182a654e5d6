"""Atom (RFC 4287): a feed that any reader of feeds takes. The same input gives the same bytes."""

from __future__ import annotations

from html import escape as escape_html
from typing import TYPE_CHECKING

from ratings_cli.formats.article import blocks_html
from ratings_cli.formats.links import web_address
from ratings_cli.formats.markup import escape
from ratings_cli.views.cells import Table

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.views.feed import FeedDocument, FeedEntry


def render(feed: FeedDocument, url: str | None = None) -> str:
    """Return a feed as a whole XML document.

    Args:
        feed: the feed.
        url: where the feed will be found, for its link to itself.
    """
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"  <id>{feed.identity}</id>",
        f"  <title>{escape(feed.title)}</title>",
        f"  <subtitle>{escape(feed.subtitle)}</subtitle>",
        f"  <updated>{_instant(feed.updated)}</updated>",
        f"  <author><name>{escape(feed.author)}</name></author>",
        "  <generator>ratings</generator>",
    ]
    address = web_address(url)
    if address:
        lines.append(f'  <link rel="self" type="application/atom+xml" href="{escape(address)}"/>')
    if feed.rights:
        lines.append(f"  <rights>{escape(feed.rights)}</rights>")
    for entry in feed.entries:
        lines += _entry(entry)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _entry(entry: FeedEntry) -> list[str]:
    lines = [
        "  <entry>",
        f"    <id>{entry.identity}</id>",
        f"    <title>{escape(entry.title)}</title>",
        f"    <updated>{_instant(entry.updated)}</updated>",
    ]
    if entry.published:
        lines.append(f"    <published>{_instant(entry.published)}</published>")
    rel = "alternate"  # at most one; the others are where it was learnt from, too
    for link in entry.links:
        address = web_address(link.url)
        if address:
            lines.append(f'    <link rel="{rel}" href="{escape(address)}" title="{escape(link.title)}"/>')
            rel = "via"
    lines += [f'    <category term="{escape(term)}"/>' for term in entry.categories]
    return [*lines, f'    <content type="html">{escape_html(_content(entry))}</content>', "  </entry>"]


def _content(entry: FeedEntry) -> str:
    """The words of an entry as HTML, a table as a list, which every reader of feeds shows."""
    parts = []
    for block in entry.blocks:
        if isinstance(block, Table):
            rows = (": ".join(escape(cell.text) for cell in row) for row in block.rows)
            parts.append(f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>")
        else:
            parts.append(blocks_html([block]).strip())
    return "".join(parts)


def _instant(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
