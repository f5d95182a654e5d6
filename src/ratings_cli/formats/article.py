"""Articles as Markdown and as HTML: a headline, paragraphs with links in their words, tables and pictures.

A feed of them is Atom (RFC 4287), which any reader of feeds takes. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import re
from html import escape as escape_html
from typing import TYPE_CHECKING
from urllib.parse import quote

from ratings_cli.formats.markup import escape, web_address
from ratings_cli.formats.sheets import html, markdown
from ratings_cli.model.escape import escape_control
from ratings_cli.views.cells import Table
from ratings_cli.views.post import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.views.post import Article, Block, Paragraph, Span
    from ratings_cli.views.post.feed import FeedDocument, FeedEntry

FORMATS = ("markdown", "html")
"""The names of the formats that an article can have, the default first."""


def render(article: Article, format_name: str, *, page: bool = False, front_matter: bool = False) -> str:
    """Return an article in one of the `FORMATS`. The same input gives the same bytes.

    Args:
        article: the article.
        format_name: the format.
        page: HTML as a whole page, and not as a fragment of one.
        front_matter: begin with title, date and tags for a generator of static sites, which makes the headline of it.
    """
    head = _front_matter(article) if front_matter else ""
    if format_name == "markdown":
        return head + _markdown(article, headed=not front_matter)
    if page:
        return html.whole_page(escape(article.headline), _html(article, "h1"), headed=True)
    return head + _html(article, "" if front_matter else "h2")


def _front_matter(article: Article) -> str:
    """Title, date and tags as YAML, in quotes as JSON has them, which YAML reads."""
    lines = [f"title: {_quoted(article.headline)}"]
    lines += [f"date: {article.date}"] if re.fullmatch(r"\d{4}-\d\d-\d\d", article.date) else []
    tags = ", ".join(_quoted(tag) for tag in article.tags)
    return "\n".join(["---", *lines, f"tags: [{tags}]", "---", "", ""])


def _quoted(text: str) -> str:
    return json.dumps(escape_control(text), ensure_ascii=False)


def _markdown(article: Article, *, headed: bool) -> str:
    parts = [f"# {_heading(article.headline)}"] if headed else []
    for block in article.blocks:
        if isinstance(block, Table):
            parts += [f"**{markdown.escape(block.caption).strip()}**"] if block.caption else []
            parts.append(markdown.table_markdown(block))
        elif isinstance(block, Picture):
            parts.append(f"![{markdown.escape(block.text)}]({quote(block.path)})")
        else:
            parts.append(_paragraph_markdown(block))
    return "\n\n".join([*parts, f"*{markdown.escape(article.credit)}*"]) + "\n"


def _paragraph_markdown(paragraph: Paragraph) -> str:
    spans = []
    for place, span in enumerate(paragraph):
        plain = place == 0 and not span.strong and not span.url
        text = markdown.escape_line(span.text) if plain else markdown.escape(span.text)
        spans.append(f"**{text}**" if span.strong else markdown.link(text, span.url))
    return "".join(spans)


def _heading(text: str) -> str:
    """A heading's text; signs at its end would be taken for the end of the heading."""
    return re.sub("#(?=#*$)", r"\\#", markdown.escape(text).strip())


def _html(article: Article, heading: str) -> str:
    title = f"<{heading}>{escape(article.headline)}</{heading}>\n" if heading else ""
    return f"{title}{blocks_html(article.blocks)}{html.credit_html(article.credit)}"


def blocks_html(blocks: Iterable[Block]) -> str:
    """Return paragraphs, tables and pictures as a fragment of HTML."""
    parts = []
    for block in blocks:
        if isinstance(block, Table):
            parts.append(html.table_html(block, block.caption))
        elif isinstance(block, Picture):
            source = f'src="{escape(quote(block.path))}" alt="{escape(block.text)}"'
            parts.append(f'<p><img {source} style="max-width:100%"></p>\n')
        else:
            parts.append(f"<p>{''.join(map(_span_html, block))}</p>\n")
    return "".join(parts)


def _span_html(span: Span) -> str:
    text = html.link(escape(span.text), span.url)
    return f"<strong>{text}</strong>" if span.strong else text


def render_feed(feed: FeedDocument, url: str | None = None) -> str:
    """Return a feed as a whole XML document; `url`, where it will be found, is for its link to itself."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"  <id>{feed.identity}</id>",
        f"  <title>{escape(feed.title)}</title>",
        f"  <subtitle>{escape(feed.subtitle)}</subtitle>",
        f"  <updated>{feed.updated}T00:00:00Z</updated>",
        f"  <author><name>{escape(feed.author)}</name></author>",
        "  <generator>ratings</generator>",
    ]
    if address := web_address(url):
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
        f"    <updated>{entry.updated}T00:00:00Z</updated>",
    ]
    if entry.published:
        lines.append(f"    <published>{entry.published}T00:00:00Z</published>")
    rel = "alternate"  # at most one; the others are where it was learnt from, too
    for url, title in entry.links.items():
        if address := web_address(url):
            lines.append(f'    <link rel="{rel}" href="{escape(address)}" title="{escape(title)}"/>')
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
