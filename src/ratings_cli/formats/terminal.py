"""The table for a terminal, or for a pipe as plain text. The only format that uses Rich."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from ratings_cli.formats.plain import to_ascii, visible
from ratings_cli.scale import Band

if TYPE_CHECKING:
    from ratings_cli.formats import Surface
    from ratings_cli.tables.sheet import Cell, Column, Sheet, SourceNote, Table

# Of the 256 fixed colours, so that they are the same on every terminal; each has a contrast of about 4:1
# or more on black and on white alike. The word is always there too.
_COLOURS = {
    Band.OUTSTANDING: Style(color="color(27)", bold=True),
    Band.GOOD: Style(color="color(28)", bold=True),
    Band.REQUIRES_IMPROVEMENT: Style(color="color(130)"),
    Band.INADEQUATE: Style(color="color(160)", bold=True),
}
_QUIET = Style(dim=True)
_ASCII_HEAD = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_MARKS = ("=", "*")
_NO_LIMIT = 1_000_000
_GAP = 2
_NARROWEST_NAMES = 16
_SHORTEST_NOTE = 20


def render(sheet: Sheet, surface: Surface) -> str:
    """Return the sheet as text, in colour and cut to the terminal's width where there is one.

    Nothing is ever cut within a cell: a narrow terminal loses whole columns, the least important first, and
    a line below says which.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=surface.width or _NO_LIMIT,
        force_terminal=surface.colour,
        color_system="256" if surface.colour else None,
        no_color=not surface.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    lost: list[str] = []
    _say(console, sheet.title, surface, Style(bold=True))
    for table in sheet.tables:
        console.print()
        if table.caption:
            _say(console, table.caption, surface, Style(bold=True))
        lost += _print_table(console, table, surface)
    console.print()
    for note in sheet.notes:
        _say(console, note, surface, _QUIET)
    if lost:
        what = "column" if len(lost) == 1 else "columns"
        _say(console, f"Too narrow for the {what} {', '.join(lost)}.", surface, _QUIET)
    if sheet.sources:
        console.print()
        _say(console, "Sources", surface, Style(bold=True))
        for source in sheet.sources:
            _say(console, _source_line(source), surface, Style())
    lines = out.getvalue().split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _say(console: Console, text: str, surface: Surface, style: Style) -> None:
    """Print a line of prose, folded to the width where there is one."""
    safe = _safe(text, surface)
    rows = [safe]
    if surface.width is not None:
        width = max(surface.width, _SHORTEST_NOTE)
        rows = textwrap.wrap(safe, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    for row in rows:
        console.print(Text(row, style=style), soft_wrap=True)


def _source_line(source: SourceNote) -> str:
    return f"[{source.number}] {source.text}{f', {source.url}' if source.url else ''}"


def _safe(text: str, surface: Surface) -> str:
    return visible(text) if surface.unicode else to_ascii(visible(text))


def _print_table(console: Console, table: Table, surface: Surface) -> list[str]:
    """Print one table, and return the headings of the columns that did not fit."""
    texts = _hung([[_safe(_cell_text(cell), surface) for cell in row] for row in table.rows], table.columns)
    widths = [
        max([cell_len(column.heading), *(cell_len(row[place]) for row in texts)])
        for place, column in enumerate(table.columns)
    ]
    kept = _fitting(table, texts, widths, surface.width)
    rich = RichTable(
        box=box.SIMPLE_HEAD if surface.unicode else _ASCII_HEAD,
        show_header=any(column.heading for column in table.columns),
        header_style=Style(bold=True),
        pad_edge=False,
        padding=(0, _GAP - 1, 0, 0),
        show_edge=False,
    )
    shrunk = _shrunk(
        [table.columns[place] for place in kept],
        [widths[place] for place in kept],
        [_longest_word(texts, place, table.columns[place]) for place in kept],
        surface.width,
    )
    for place, width in zip(kept, shrunk, strict=True):
        column = table.columns[place]
        rich.add_column(column.heading, justify=column.align, width=width, no_wrap=not column.names, overflow="fold")
    for row, cells in zip(texts, table.rows, strict=True):
        rich.add_row(*(Text(row[place], style=_style(cells[place])) for place in kept))
    console.print(rich)
    return [table.columns[place].heading for place in range(len(table.columns)) if place not in kept]


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


def _style(cell: Cell) -> Style:
    colour = _COLOURS[cell.band] if cell.band else Style()
    return colour + _QUIET if cell.quiet else colour


def _longest_word(texts: list[list[str]], place: int, column: Column) -> int:
    """The least width at which a column of names breaks only between words."""
    words = [word for row in texts for word in row[place].split(" ")] + [column.heading]
    return max(cell_len(word) for word in words)


def _fitting(table: Table, texts: list[list[str]], widths: list[int], width: int | None) -> list[int]:
    """Choose the columns that fit: the one with the highest `drop` goes first, those with 0 stay."""
    kept = list(range(len(table.columns)))
    if width is None:
        return kept
    least = [
        min(widths[place], max(_longest_word(texts, place, column), _NARROWEST_NAMES))
        if column.names
        else widths[place]
        for place, column in enumerate(table.columns)
    ]
    while sum(least[place] for place in kept) + _GAP * len(kept) > width:
        worst = max(kept, key=lambda place: table.columns[place].drop)
        if table.columns[worst].drop == 0:
            break
        kept.remove(worst)
    return kept


def _shrunk(columns: list[Column], widths: list[int], words: list[int], width: int | None) -> list[int]:
    """Share out the width: columns of names give way, the widest first, never below their longest word."""
    shrunk = list(widths)
    if width is None:
        return shrunk
    excess = sum(shrunk) + _GAP * len(shrunk) - width
    while excess > 0:
        able = [place for place, column in enumerate(columns) if column.names and shrunk[place] > words[place]]
        if not able:
            break
        widest = max(able, key=lambda place: shrunk[place])
        shrunk[widest] -= 1
        excess -= 1
    return shrunk
