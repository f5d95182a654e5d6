"""The table for a terminal, or for a pipe as plain text. The only format that uses Rich."""

from __future__ import annotations

import dataclasses
import io
import re
import textwrap
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from ratings_cli.formats import bars, widths
from ratings_cli.formats.links import web_address
from ratings_cli.formats.parts import group_lines, parts
from ratings_cli.model.escape import escape_control, to_ascii
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.sheet import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.formats import RenderOptions
    from ratings_cli.views.sheet import Column, Sheet, SourceNote, Table

# Of the 256 fixed colours, so that they are the same on every terminal; each has a contrast of about 4:1
# or more on black and on white alike. The word is always there too.
_COLOURS = {
    Band.OUTSTANDING: Style(color="color(27)", bold=True),
    Band.GOOD: Style(color="color(28)", bold=True),
    Band.REQUIRES_IMPROVEMENT: Style(color="color(130)"),
    Band.INADEQUATE: Style(color="color(160)", bold=True),
}
# The same colours behind the parts of a bar, under white numbers.
_FILLS = {
    Band.OUTSTANDING: Style(color="color(231)", bgcolor="color(27)", bold=True),
    Band.GOOD: Style(color="color(231)", bgcolor="color(28)", bold=True),
    Band.REQUIRES_IMPROVEMENT: Style(color="color(231)", bgcolor="color(130)", bold=True),
    Band.INADEQUATE: Style(color="color(231)", bgcolor="color(160)", bold=True),
}
_QUIET = Style(dim=True)
_ASCII_HEAD = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_MARKS = ("=", "*")
_NO_LIMIT = 1_000_000
_NARROWEST_NAMES = 16
_BAR = 24
_SHORTEST_NOTE = 20


def render(sheet: Sheet, surface: RenderOptions) -> str:
    """Return the sheet as text, in colour and cut to the terminal's width where there is one.

    Nothing is ever cut within a cell: a narrow terminal loses whole columns, the least important first, and
    a line below says which.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=_NO_LIMIT,  # every width is worked out here: Rich would cut where there is too little of it
        force_terminal=surface.colour,
        color_system="256" if surface.colour else None,
        no_color=not surface.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    sheet = _shown(sheet, surface)
    lost: list[str] = []
    _say(console, sheet.title, surface, Style(bold=True))
    tables = [part for whole in sheet.tables for part in parts(whole, lambda table: _fits(table, surface))]
    for table in tables:
        console.print()
        if table.caption:
            _say(console, table.caption, surface, Style(bold=True))
        lost += _print_table(console, table, surface)
    console.print()
    for note in sheet.notes:
        _say(console, note, surface, _QUIET)
    if not any(column.group for table in sheet.tables for column in table.columns) and (key := _letter_key(tables)):
        _say(console, key, surface, _QUIET)
    if lost:
        what = "column" if len(lost) == 1 else "columns"
        _say(console, f"Too narrow for the {what} {', '.join(lost)}.", surface, _QUIET)
    if sheet.sources:
        console.print()
        _say(console, "Sources", surface, Style(bold=True))
        for source in sheet.sources:
            _say(console, _source_line(source), surface, Style(), url=source.url)
    # Rich gives every link a random id; without one the same input gives the same bytes.
    lines = re.sub(r"\x1b]8;id=[^;]*;", "\x1b]8;;", out.getvalue()).split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _say(console: Console, text: str, surface: RenderOptions, style: Style, url: str | None = None) -> None:
    """Print a line of prose, folded to the width where there is one; an address in it becomes a link."""
    rows = [text]
    if surface.width is not None:
        width = max(surface.width, _SHORTEST_NOTE)
        rows = textwrap.wrap(text, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    for row in rows:
        line = Text(row, style=style)
        start = row.find(url) if url else -1
        if url and start >= 0:
            line.stylize(_link(url, surface), start, start + len(url))
        console.print(line, soft_wrap=True)


def _link(url: str | None, surface: RenderOptions) -> Style:
    """A link where the terminal has them; only to an address on the web."""
    return Style(link=web_address(url)) if surface.links else Style()


def _source_line(source: SourceNote) -> str:
    return f"[{source.number}] {source.text}{f', {source.url}' if source.url else ''}"


def _shown(sheet: Sheet, surface: RenderOptions) -> Sheet:
    """Return a sheet with every text in it as this surface can show it, so that nothing below need think of that."""

    def safe(text: str) -> str:
        return escape_control(text) if surface.unicode else to_ascii(escape_control(text))

    def cell(item: Cell) -> Cell:
        parts = tuple(map(cell, item.parts))
        text = item.text
        if text.isprintable() and (surface.unicode or text.isascii()) and not item.short and not parts:
            return item
        return item._replace(text=safe(text), short=item.short and safe(item.short), parts=parts)

    return dataclasses.replace(
        sheet,
        title=safe(sheet.title),
        own_tables=tuple(
            table._replace(
                columns=tuple(
                    column._replace(heading=safe(column.heading), group=safe(column.group)) for column in table.columns
                ),
                rows=[tuple(map(cell, row)) for row in table.rows],
                caption=safe(table.caption),
            )
            for table in sheet.tables
        ),
        notes=tuple(map(safe, sheet.notes)),
        sources=tuple(
            source._replace(text=safe(source.text), url=source.url and safe(source.url)) for source in sheet.sources
        ),
    )


def _fits(table: Table, surface: RenderOptions) -> bool:
    """Whether all columns of a table fit."""
    lines = _unfolded(table)
    return widths.all_fit(_needs(table, lines, _texts(table, lines)), surface.width)


def _print_table(console: Console, table: Table, surface: RenderOptions) -> list[str]:
    """Print one table, and return the headings of the columns that did not fit."""
    lines = _unfolded(table)
    texts = _texts(table, lines)
    needs = _needs(table, lines, texts)
    kept = widths.fitting(needs, surface.width)
    rich = RichTable(
        box=box.SIMPLE_HEAD if surface.unicode else _ASCII_HEAD,
        show_header=any(column.heading for column in table.columns),
        header_style=Style(bold=True),
        pad_edge=False,
        padding=(0, widths.GAP - 1, 0, 0),
        show_edge=False,
    )
    shared = dict(zip(kept, widths.shrunk([needs[place] for place in kept], surface.width), strict=True))
    for place, width in shared.items():
        column = table.columns[place]
        rich.add_column(column.heading, justify=column.align, width=width, overflow="fold")
    for text, cells in zip(texts, lines, strict=True):
        stood = {place: _stood(text[place], width, table.columns[place]) for place, width in shared.items()}
        rich.add_row(*(_drawn(cells[place], stood[place], width, surface) for place, width in shared.items()))
    for line in group_lines([table.columns[place] for place in shared], list(shared.values())):
        console.print(Text(line, style=_QUIET), soft_wrap=True)
    console.print(rich)
    return [column.heading for place, column in enumerate(table.columns) if place not in kept]


def _texts(table: Table, lines: list[tuple[Cell, ...]]) -> list[list[str]]:
    return _hung([[_cell_text(cell) for cell in line] for line in lines], table.columns)


def _needs(table: Table, lines: list[tuple[Cell, ...]], texts: list[list[str]]) -> list[widths.Need]:
    return [
        _need(column, [line[place] for line in lines], [text[place] for text in texts])
        for place, column in enumerate(table.columns)
    ]


def _unfolded(table: Table) -> list[tuple[Cell, ...]]:
    """Give each part of a cell that is made of parts a line of its own; other cells stand on the first line."""
    lines = []
    for row in table.rows:
        height = max([1, *(len(cell.parts) for cell in row)])
        lines += [tuple(_line_of(cell, number) for cell in row) for number in range(height)]
    return lines


def _line_of(cell: Cell, number: int) -> Cell:
    if not cell.parts:
        return cell if number == 0 else Cell()
    return cell.parts[number] if number < len(cell.parts) else Cell()


def _need(column: Column, cells: list[Cell], texts: list[str]) -> widths.Need:
    """How much width a column needs; names may be broken between words, and bars may be shorter."""
    drawn = [
        bars.least_width(cell.bar, cell.starred) or cell_len(text) for cell, text in zip(cells, texts, strict=True)
    ]
    least = max([cell_len(column.heading), *drawn])
    if any(cell.bar for cell in cells):
        return widths.Need(max(_BAR, least), least, least, column.drop, elastic=True)
    word = max(cell_len(word) for text in [*texts, column.heading] for word in text.split(" "))
    if not column.names:
        folded = max([*map(cell_len, column.heading.split(" ")), *drawn])
        lowest = min(folded, word) if column.align == "left" else folded
        return widths.Need(least, folded, lowest, column.drop, elastic=folded < least)
    return widths.Need(least, min(least, max(word, _NARROWEST_NAMES)), word, column.drop)


def _stood(text: str, width: int, column: Column) -> str:
    """Put a text at the right where its column wants that: Rich would take away the space under a hanging mark."""
    return f"{' ' * (width - cell_len(text))}{text}" if column.align == "right" else text


def _drawn(cell: Cell, text: str, width: int, surface: RenderOptions) -> Text:
    """A cell as it is printed: its text, or its bar. In a bar without colours brackets stand for the edges."""
    if not cell.bar:
        return Text(text, style=_style(cell, surface), justify="left")
    parts = bars.parts(cell.bar, width, cell.starred)
    if not surface.colour:
        return Text("".join(part for _, part in parts))
    return Text.assemble(*((f" {part[1:-1]} ", _FILLS[band]) for band, part in parts))


def _letter_key(tables: Iterable[Table]) -> str:
    """What the letters in bars and short texts mean; nothing where there are none."""
    cells = [cell for table in tables for row in table.rows for item in row for cell in (item, *item.parts)]
    used = {band for cell in cells for band, number in cell.bar if number}
    used |= {cell.band for cell in cells if cell.band and cell.text == cell.band.letter}
    letters = [f"{band.letter} {band.value}" for band in BANDS if band in used]
    return f"Letters: {', '.join(letters)}." if letters else ""


def _hung(texts: list[list[str]], columns: tuple[Column, ...]) -> list[list[str]]:
    """Let the mark after a number (``2=``, ``7/30*``) hang, so that the numbers themselves stand in line."""
    for place, column in enumerate(columns):
        if column.align == "right" and any(row[place].endswith(_MARKS) for row in texts):
            for row in texts:
                if row[place] and not row[place].endswith(_MARKS):
                    row[place] += " "
    return texts


def _cell_text(cell: Cell) -> str:
    marks = f" [{','.join(map(str, cell.sources))}]" if cell.sources else ""
    return f"{cell.text}{'*' if cell.derived else ''}{marks}"


def _style(cell: Cell, surface: RenderOptions) -> Style:
    colour = _COLOURS[cell.band] if cell.band else Style()
    return (colour + _QUIET if cell.quiet else colour) + _link(cell.url, surface)
