"""Articles as Markdown and as HTML: a headline, paragraphs, sections with tables and charts, and the sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ratings_cli.formats import html, markdown
from ratings_cli.formats.html_page import whole_page
from ratings_cli.formats.markup import escape

if TYPE_CHECKING:
    from ratings_cli.views.post.article import Article

FORMATS = ("markdown", "html")


def render(article: Article, format_name: str, *, page: bool = False) -> str:
    """Return an article in one of `FORMATS`. The same input gives the same bytes.

    Args:
        article: the article.
        format_name: ``markdown`` or ``html``.
        page: HTML as a whole page, and not as a fragment of one.
    """
    if format_name == "markdown":
        return _markdown(article)
    if page:
        return whole_page(escape(article.headline), _html(article, 1), headed=True)
    return _html(article, 2)


def _markdown(article: Article) -> str:
    """The article as Markdown. A picture would be a file of its own, so there is none.

    The numbers of the sources in the tables are no links, so that the text can be read and edited; the list is.
    """
    parts = [f"# {_heading(article.headline)}", *(markdown.escape_line(paragraph) for paragraph in article.paragraphs)]
    for section in article.sections:
        parts.append(f"## {_heading(section.heading)}")
        for table in section.tables:
            parts += [f"**{markdown.escape(table.caption).strip()}**", markdown.table_markdown(table)]
        if section.notes:
            parts.append(markdown.notes_markdown(section.notes))
    if article.sources:
        parts += ["## Sources", markdown.sources_markdown(article.sources)]
    return "\n\n".join(parts) + "\n"


def _heading(text: str) -> str:
    """A heading's text; signs at its end would be taken for the end of the heading."""
    return re.sub("#(?=#*$)", r"\\#", markdown.escape(text).strip())


def _html(article: Article, level: int) -> str:
    """The article as HTML, with headings from a level on, and each chart inside it."""
    from ratings_cli.formats.svg import chart_svg

    addresses = markdown.source_addresses(article.sources)
    parts = [f"<h{level}>{escape(article.headline)}</h{level}>\n"]
    parts += [f"<p>{escape(paragraph)}</p>\n" for paragraph in article.paragraphs]
    for section in article.sections:
        parts.append(f"<h{level + 1}>{escape(section.heading)}</h{level + 1}>\n")
        parts += [html.table_html(table, table.caption, addresses) for table in section.tables]
        parts.append(html.notes_html(section.notes))
        if section.chart and section.chart.parts:
            parts.append(f'<figure style="margin:16px 0">\n{chart_svg(section.chart)}</figure>\n')
    parts.append(html.sources_html(article.sources))
    return "".join(parts)
