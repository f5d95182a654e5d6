"""HTML: a fragment to paste into a blog post, or with ``--page`` a whole document.

The fragment survives a blog editor: every style is inline, with hex colours and plain properties (WordPress drops
`display`, `white-space`, `rgb()`, `var()` and `calc()`); there is no script, no class and no id, so two tables fit on
one page.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ratings_cli.formats.markup import (
    EDGES,
    FILLS,
    HEAD_FILL,
    INK,
    LINK,
    PAPER,
    QUIET_INK,
    RULE,
    escape,
    web_address,
)
from ratings_cli.model.phrases import marked
from ratings_cli.views.cells import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ratings_cli.formats import RenderOptions
    from ratings_cli.model.scale import Band
    from ratings_cli.views.cells import Column, SourceNote, Table
    from ratings_cli.views.sheet import Sheet

_TABLE = f"border-collapse:collapse;background-color:{PAPER};color:{INK};font-size:15px;line-height:1.4"
_CAPTION = f"caption-side:top;text-align:left;font-weight:bold;padding:6px 8px;background-color:{PAPER};color:{INK}"
# A caption is as wide as its table, which may be wider than a phone: it is broken where the screen ends.
_CAPTION += ";max-width:85vw"
_EDGE = f"border-bottom:1px solid {RULE}"
_HEAD = f"padding:6px 8px;border-bottom:2px solid {RULE};background-color:{HEAD_FILL};color:{INK};vertical-align:bottom"
_LINK = f"color:{LINK};text-decoration:underline"
_DIGIT = 8
_BAR = 120
_LEAST_PADDING = 5
# In the dark, cells without a colour of their own turn dark; those of a band keep their fill and their ink.
_STYLE = f"""\
:root {{ color-scheme: light dark; }}
body {{ max-width: 75rem; margin: 0 auto; padding: 1rem; font-family: system-ui, Arial, sans-serif; }}
body {{ background: #ffffff; color: #111111; }}
h1.heard {{ position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }}
@media (prefers-color-scheme: dark) {{
  body, table, caption {{ background: #16181c !important; color: #ececec !important; }}
  thead th, thead td {{ background: #2a2d33 !important; color: #ececec !important; }}
  tbody :not([style*="background-color"]):not(a) {{ color: #ececec !important; }}
  a {{ color: #9cc4ff !important; }}
  tbody [style*="background-color"] a {{ color: {LINK} !important; }}
}}
@media (max-width: 40rem) {{
  body {{ padding: 0.5rem; }}
  table {{ font-size: 13px !important; }}
  td, th {{ padding: 4px !important; }}
}}
@media print {{
  body {{ max-width: none; padding: 0; }}
  thead {{ display: table-header-group; }}
  tr {{ break-inside: avoid; }}
  td, th, span {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
}}
"""


def render(sheet: Sheet, surface: RenderOptions) -> str:
    """Return the sheet as a fragment of HTML, or as a whole page. The same input gives the same bytes.

    Its tables, each with a caption, stand above its notes and sources.
    """
    addresses = {source.number: source.url for source in sheet.sources}
    captions = [table.caption for table in sheet.tables]
    parts = [f"<p>{escape(sheet.summary)}</p>\n"] if sheet.summary else []
    if captions and not captions[0]:
        captions[0] = sheet.title
    else:
        parts.append(f'<p style="font-weight:bold">{escape(sheet.title)}</p>\n')
    parts += [table_html(table, caption, addresses) for table, caption in zip(sheet.tables, captions, strict=True)]
    parts.append(_list("ul", [f"<li>{escape(note)}</li>" for note in sheet.notes]))
    if sheet.sources:
        parts += ['<p style="font-weight:bold">Sources</p>\n', _list("ol", map(_source, sheet.sources))]
    body = "".join([*parts, credit_html(sheet.credit.text)])
    return whole_page(escape(sheet.title), body) if surface.page else body


def link(text: str, url: str | None) -> str:
    """Return escaped text that leads to an address; text alone where there is none, or none that is safe."""
    address = web_address(url)
    return f'<a href="{escape(address)}" style="{_LINK}">{text}</a>' if address else text


def credit_html(text: str) -> str:
    """Return what a text says of itself as its last line; nothing when there is nothing to say."""
    return f'<p style="font-size:14px">{escape(text)}</p>\n' if text else ""


def _list(tag: str, items: Iterable[str]) -> str:
    inside = "\n".join(items)
    return f'<{tag} style="font-size:15px;line-height:1.4">\n{inside}\n</{tag}>\n' if inside else ""


def _source(source: SourceNote) -> str:
    unsafe = f", {escape(source.url)}" if source.url and web_address(source.url) is None else ""
    return f'<li value="{source.number}">{link(escape(source.text), source.url)}{unsafe}</li>'


def table_html(table: Table, caption: str, addresses: Mapping[int, str | None] | None = None) -> str:
    """Return one table, which scrolls sideways by itself where the page is too narrow for it.

    Every table should have a caption; `addresses` are those of the numbered sources.
    """
    # What scrolls must be within reach of the keyboard, and say what it is.
    group = f' role="group" aria-label="{escape(caption)}"' if caption else ""
    lines = [f'<div tabindex="0"{group} style="overflow:auto">', f'<table style="{_TABLE}">']
    if caption:
        lines.append(f'<caption style="{_CAPTION}">{escape(caption)}</caption>')
    lines += _head(table.columns)
    lines.append("<tbody>")
    for row in table.rows:
        lines += _row(row, table.columns, addresses or {})
    lines += ["</tbody>", "</table>", "</div>"]
    return "\n".join(lines) + "\n"


def _cell_html(cell: Cell, addresses: Mapping[int, str | None]) -> str:
    """What stands in a cell: its text, a star when derived, links to its sources, and its bar."""
    text = marked(link(escape(cell.text), cell.url), cell.derived)
    marks = ", ".join(link(str(number), addresses.get(number)) for number in cell.sources)
    bar = bar_html(cell.bar)
    return text + (f" [{marks}]" if marks else "") + (f"<br>{bar}" if bar and text else bar)


def bar_html(counts: Sequence[tuple[Band, int]]) -> str:
    """Return counts by band as a bar: a coloured part for each, as wide as its share, with the number in it.

    The width is made of padding, since blog editors drop `display`, without which a part has no width. Whoever
    listens to the page hears the text of the cell, which gives the same numbers with their words. A space stands
    between the parts, so that the numbers do not run together where an editor takes the styles out; no line breaks
    at it.
    """
    total = sum(number for _, number in counts)
    parts = []
    for band, number in counts:
        if number:
            padding = max(_LEAST_PADDING, round((_BAR * number / total - _DIGIT * len(str(number))) / 2))
            edge = f"border-bottom:2px solid {EDGES[band]};padding:0 {padding}px"
            parts.append(f'<span style="background-color:{FILLS[band]};color:{INK};{edge}">{number:,}</span>')
    return f'<span aria-hidden="true">{"&nbsp;".join(parts)}</span>' if parts else ""


def _head(columns: Sequence[Column]) -> list[str]:
    """The headings; with a row above them for the headings of groups of columns, where there are any."""
    if not any(column.heading for column in columns):
        return []
    if not any(column.group for column in columns):
        return ["<thead>", "<tr>", *map(_heading, columns), "</tr>", "</thead>"]
    above = []
    for group, found in groupby(columns, key=lambda column: column.group):
        members = list(found)
        style = f' colspan="{len(members)}" style="text-align:left;{_HEAD}"'
        whole = [f'<th scope="colgroup"{style}>{escape(group)}</th>']
        above += whole if group else [_heading(column, ' rowspan="2"') for column in members]
    below = [_heading(column) for column in columns if column.group]
    return ["<thead>", "<tr>", *above, "</tr>", "<tr>", *below, "</tr>", "</thead>"]


def _heading(column: Column, span: str = "") -> str:
    tag, scope = ("th", ' scope="col"') if column.heading else ("td", "")
    return f'<{tag}{scope}{span} style="text-align:{column.align};{_HEAD}">{escape(column.heading)}</{tag}>'


def _row(row: Sequence[Cell], columns: Sequence[Column], addresses: Mapping[int, str | None]) -> list[str]:
    """One row; where cells are made of parts, a line for each part, so that what belongs together stands together."""
    height = max([1, *(len(cell.parts) for cell in row)])
    span = f' rowspan="{height}"' if height > 1 else ""
    lines = []
    for number in range(height):
        lines.append("<tr>")
        for cell, column in zip(row, columns, strict=True):
            if cell.parts:
                part = cell.parts[number] if number < len(cell.parts) else Cell()
                lines.append(_cell(part, column, addresses))
            elif number == 0:
                lines.append(_cell(cell, column, addresses, span))
        lines.append("</tr>")
    return lines


def _cell(cell: Cell, column: Column, addresses: Mapping[int, str | None], span: str = "") -> str:
    inside = _cell_html(cell, addresses)
    heads = column.row_header and bool(inside)
    style = f"padding:6px 8px;{_EDGE};vertical-align:top"
    if heads:
        style += f";text-align:{column.align};font-weight:normal"
    elif column.align == "right":
        style += ";text-align:right"
    if cell.quiet:
        style += f";color:{QUIET_INK}"
    elif cell.band is not None:
        style += f";background-color:{FILLS[cell.band]};color:{INK}"
    tag, scope = ("th", ' scope="row"') if heads else ("td", "")
    return f'<{tag}{scope}{span} style="{style}">{inside}</{tag}>'


def whole_page(title: str, body: str, *, headed: bool = False) -> str:
    """Return a whole HTML document.

    Args:
        title: its title, escaped.
        body: what stands in it, as a fragment.
        headed: whether it begins with a heading of its own. If not, the title is the heading, for those who listen
            alone: those who see the page have it as the caption of the table.
    """
    heading = "" if headed else f'<h1 class="heard">{title}</h1>\n'
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{_STYLE}</style>
</head>
<body>
<main>
{heading}{body}</main>
</body>
</html>
"""
