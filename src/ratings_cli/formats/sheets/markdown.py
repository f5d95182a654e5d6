"""Markdown: pipe tables as GitHub and most blogs read them, with a caption, notes and sources.

Every text is escaped, so that a name can never become markup. Alignment is kept, and the source itself is lined up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ratings_cli.formats.markup import TEMPLATE, reference, web_address
from ratings_cli.model.escape import escape_control
from ratings_cli.model.phrases import INFERRED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ratings_cli.formats import RenderOptions
    from ratings_cli.views.cells import Cell, SourceNote, Table
    from ratings_cli.views.sheet import Sheet

# Not every reader of Markdown takes a backslash before each of these; a reference by its number, each does.
_REFERRED = re.compile(rf"{TEMPLATE}|[<>|~$]|&(?=#?\w+;)")
_SPECIAL = re.compile(rf"({_REFERRED.pattern})|[\\`*_\[\]]")
# Bare addresses become links by themselves on GitHub, also where the text only mentions one.
_BARE_ADDRESS = re.compile(r"(?i)\b(?:(?:https?|ftp):|www\.)")
# What makes a heading, a list, a quotation or a rule of a line that begins with it.
_LEADING = re.compile(r"^(?:(\d+)(?=[.)])|(=)|[#+-])")
# What some blogs (Jekyll's kramdown) print as curly quotes, a dash or an ellipsis. A name is not theirs to change; but
# an apostrophe inside a word, as in St John's, is only curved by them, and stays readable here.
_TYPOGRAPHIC = re.compile(r"\"|(?<!\w)'|'(?!\w)|-(?=-)|\.(?=\.\.)")
_NARROWEST = 3
_WIDEST = 80
"""How far a column is filled up with blanks: a cell with many sources is longer, and lines up with nothing."""


def render(sheet: Sheet, _: RenderOptions) -> str:
    """Return the sheet as Markdown, which looks the same everywhere. The same input gives the same bytes."""
    addresses = {source.number: source.url for source in sheet.sources}
    parts = [_strong(sheet.title), *([escape_line(sheet.summary)] if sheet.summary else [])]
    for table in sheet.tables:
        parts += [*([_strong(table.caption)] if table.caption else []), table_markdown(table, addresses)]
    if sheet.notes:
        parts.append("\n".join(f"- {escape_line(note)}" for note in sheet.notes))
    if sheet.sources:
        parts += ["**Sources**", "\n".join(map(_source, sheet.sources))]
    if sheet.credit.text:
        parts.append(f"*{escape(sheet.credit.text)}*")
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return text as Markdown that shows exactly this text; control characters are written out."""
    escaped = _SPECIAL.sub(lambda found: reference(found) if found[1] else f"\\{found[0]}", escape_control(text))
    return _BARE_ADDRESS.sub(lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", escaped)


def escape_line(text: str) -> str:
    """Return text as Markdown for a line of its own, where the first character could make a list or a heading."""
    return _LEADING.sub(
        lambda found: f"{found[0]}\\" if found[1] else reference(found) if found[2] else f"\\{found[0]}",
        escape(text).strip(),
    )


def _exact(text: str) -> str:
    """A name or a value as Markdown; a blog that prints prose with curly quotes and long dashes leaves it."""
    return _TYPOGRAPHIC.sub(reference, escape(text).strip())


def link(text: str, url: str | None) -> str:
    """Return escaped text that leads to an address; text alone where there is none, or none that is safe."""
    address = web_address(url)
    return f"[{text}]({address})" if address else text


def table_markdown(table: Table, addresses: Mapping[int, str | None] | None = None) -> str:
    """Return one table as a pipe table, without its caption; one without headings, which no reader takes, as a list.

    `addresses` are those of the numbered sources.
    """
    headings = [_exact(column.heading) for column in table.columns]
    rows = [[_cell(cell, addresses or {}) for cell in row] for row in table.rows]
    if not any(headings):
        return "\n".join(f"- {': '.join(filter(None, row))}" for row in rows)
    columns = zip(headings, *rows, strict=True)
    widths = [min(_WIDEST, max(_NARROWEST, *map(len, texts))) for texts in columns]
    sides = [">" if column.align == "right" else "<" for column in table.columns]
    rule = [f"{'-' * (width - 1)}{':' if side == '>' else '-'}" for side, width in zip(sides, widths, strict=True)]
    lines = (zip(texts, sides, widths, strict=True) for texts in (headings, rule, *rows))
    return "\n".join(f"| {' | '.join(f'{text:{side}{width}}' for text, side, width in line)} |" for line in lines)


def _cell(cell: Cell, addresses: Mapping[int, str | None]) -> str:
    """One cell: its text, a star when derived, and the numbers of its sources as links."""
    text = link(_exact(cell.text), cell.url) + (escape(INFERRED) if cell.derived else "")
    marks = ", ".join(link(str(number), addresses.get(number)) for number in cell.sources)
    return rf"{text} \[{marks}\]" if marks else text


def _source(source: SourceNote) -> str:
    """A source with its number as the cells give it."""
    unsafe = f", {escape(source.url)}" if source.url and web_address(source.url) is None else ""
    return rf"- \[{source.number}\] {link(_exact(source.text), source.url)}{unsafe}"


def _strong(text: str) -> str:
    return f"**{escape(text).strip()}**"
