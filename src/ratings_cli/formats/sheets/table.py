"""The table for a terminal, or for a pipe as plain text. The only format that uses Rich."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from functools import cache
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.style import Style

from ratings_cli.formats.layout import GAP, bar_parts, fold, layouts, width_of
from ratings_cli.formats.markup import web_address
from ratings_cli.model.escape import escape_control, to_ascii
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.cells import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.formats import RenderOptions
    from ratings_cli.formats.layout import Layout
    from ratings_cli.views.cells import Column
    from ratings_cli.views.sheet import Sheet

# Of the 256 fixed colours, so that they are the same on every terminal; each has a contrast of about 4:1
# or more on black and on white alike. The word is always there too. Where a terminal has no more than the 16 colours of
# its theme, Rich takes the one of these that comes nearest (a style keeps it: a run has one terminal).
_COLOURS = {
    Band.OUTSTANDING: Style(color="color(27)", bold=True),
    Band.GOOD: Style(color="color(28)", bold=True),
    Band.REQUIRES_IMPROVEMENT: Style(color="color(130)"),
    Band.INADEQUATE: Style(color="color(160)", bold=True),
}
# The same colours behind the parts of a bar, under white numbers; nobody knows how white stands out from a theme's.
_FILLS = {band: Style(color="color(231)", bgcolor=style.color, bold=True) for band, style in _COLOURS.items()}
_THEME_FILLS = {band: Style(color=style.color, reverse=True, bold=True) for band, style in _COLOURS.items()}
_OF_A_THEME = 16
_PLAIN = Style()
_BOLD = Style(bold=True)
_QUIET = Style(dim=True)
_SHORTEST_NOTE = 20


def render(sheet: Sheet, surface: RenderOptions) -> str:
    """Return the sheet as text, in colour and cut to the terminal's width where there is one.

    Nothing is ever cut within a cell: a narrow terminal shows short names, then loses whole columns, the least
    important first, and a line below says which.
    """
    return "".join(f"{line}\n" for line in _lines(_shown(sheet, surface), surface))


def _lines(sheet: Sheet, surface: RenderOptions) -> Iterator[str]:
    yield from _prose(sheet.title, surface, _BOLD)
    if sheet.summary:
        yield from _prose(sheet.summary, surface)
    shown = [(caption, fitted) for table in sheet.tables for caption, fitted in layouts(table, surface.width)]
    for caption, fitted in shown:
        yield ""
        if caption:
            yield from _prose(caption, surface, _BOLD)
        yield from _table(fitted, surface)
    *notes, last = sheet.notes or [""]
    last = " ".join(filter(None, [last, *_notes_on_the_layout(sheet, [fitted for _, fitted in shown], surface)]))
    notes += [last] if last else []
    if notes or sheet.sources:
        yield ""
    for note in notes:
        yield from _prose(note, surface)
    if sheet.sources:
        yield from [""] if notes else []
        yield from _prose("Sources", surface, _BOLD)
        for source in sheet.sources:
            address = f", {source.url}" if source.url else ""
            yield from _prose(f"[{source.number}] {source.text}{address}", surface, url=source.url)


def _notes_on_the_layout(sheet: Sheet, tables: Sequence[Layout], surface: RenderOptions) -> Iterator[str]:
    """What letters mean, and which columns there was no room for."""
    is_grouped = any(column.group for table in sheet.tables for column in table.columns)
    if not is_grouped and (key := _letter_key(tables)):
        yield key
    if lost := [heading for table in tables for heading in table.lost]:
        yield f"Hidden to fit {surface.width} columns: {', '.join(lost)}."


def _prose(text: str, surface: RenderOptions, style: Style = _PLAIN, url: str | None = None) -> Iterator[str]:
    """A line of prose, folded to the width where there is one; an address in it becomes a link."""
    rows = [text]
    if surface.width is not None:
        width = max(surface.width, _SHORTEST_NOTE)
        rows = textwrap.wrap(text, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    for row in rows:
        before, found, after = row.partition(url) if url else (row, "", "")
        link = _styled(found, style + _link(url, surface), surface)
        yield f"{_styled(before, style, surface)}{link}{_styled(after, style, surface)}".rstrip()


def _styled(text: str, style: Style, surface: RenderOptions) -> str:
    """A text with the codes of a terminal around it, where it has colours."""
    if not surface.colours or not style or not text:
        return text
    system = ColorSystem.EIGHT_BIT if surface.colours > _OF_A_THEME else ColorSystem.STANDARD
    # Rich gives every link a random id; without one the same input gives the same bytes.
    return re.sub(r"\x1b]8;id=[^;]*;", "\x1b]8;;", style.render(text, color_system=system))


def _link(url: str | None, surface: RenderOptions) -> Style:
    """A link where the terminal has them; only to an address on the web."""
    return Style(link=web_address(url)) if surface.links and url else _PLAIN


def _shown(sheet: Sheet, surface: RenderOptions) -> Sheet:
    """Return a sheet with every text in it as this surface can show it, so that nothing below need think of that."""

    def safe(value: Any) -> Any:  # noqa: ANN401 - any part of a sheet
        if isinstance(value, str):
            return escape_control(value) if surface.unicode else to_ascii(escape_control(value))
        if isinstance(value, Cell) and value.text.isprintable() and not value.short and not value.parts:
            return value if surface.unicode or value.text.isascii() else value._replace(text=safe(value.text))
        if isinstance(value, (tuple, list)):
            return getattr(value, "_make", list)(map(safe, value))
        return value

    parts = ("title", "summary", "notes", "sources")
    return dataclasses.replace(
        sheet, own_tables=safe(sheet.tables), **{name: safe(getattr(sheet, name)) for name in parts}
    )


def _table(fitted: Layout, surface: RenderOptions) -> Iterator[str]:
    """The lines of one table."""
    rule, thin = ("\u2500", "\u2508") if surface.unicode else ("-", "-")
    whole = sum(fitted.widths) + GAP * (len(fitted.widths) - 1)
    for line in _group_lines(fitted):
        yield _styled(line, _QUIET, surface)
    if any(column.heading for column in fitted.columns):
        headings = [fold(column.heading, width) for column, width in zip(fitted.columns, fitted.widths, strict=True)]
        for texts in zip_longest(*headings, fillvalue=""):
            cells = map(_aligned, texts, fitted.columns, fitted.widths)
            yield _styled((" " * GAP).join(cells).rstrip(), _BOLD, surface)
        yield rule * whole
    for number, cells_of_row in enumerate(fitted.lines):
        if number in fitted.breaks:
            yield _styled(thin * whole, _QUIET, surface)
        yield from _row(cells_of_row, fitted, surface)


def _group_lines(fitted: Layout) -> list[str]:
    """The lines that name the groups, each above its columns; none where there are no groups."""
    by_group = groupby(zip(fitted.columns, fitted.widths, strict=True), key=lambda pair: pair[0].group)
    spans = [(group, sum(width + GAP for _, width in members)) for group, members in by_group]
    if not any(group for group, _ in spans):
        return []
    folded = [fold(group, span - GAP) for group, span in spans]
    height = max(map(len, folded))
    raised = [[*[""] * (height - len(texts)), *texts] for texts in folded]
    lines = (zip(texts, spans, strict=True) for texts in zip(*raised, strict=True))
    return ["".join(f"{text} ".ljust(span) for text, (_, span) in line).rstrip() for line in lines]


def _row(line: list[tuple[Cell, str]], fitted: Layout, surface: RenderOptions) -> Iterator[str]:
    """One row, with its texts folded to the widths of its columns."""
    folded = [
        [text] if cell.bar else fold(text, width) for (cell, text), width in zip(line, fitted.widths, strict=True)
    ]
    for texts in zip_longest(*folded):
        cells = zip(line, texts, fitted.columns, fitted.widths, strict=True)
        printed = (
            " " * width if text is None else _drawn(cell, text, column, width, surface)
            for (cell, _), text, column, width in cells
        )
        yield (" " * GAP).join(printed).rstrip()


def _aligned(text: str, column: Column, width: int, printed: str = "") -> str:
    """A text, or what is printed of it with its codes, on its side of a column."""
    space = " " * (width - width_of(text))
    return f"{space}{printed or text}" if column.align == "right" else f"{printed or text}{space}"


def _drawn(cell: Cell, text: str, column: Column, width: int, surface: RenderOptions) -> str:
    """A cell as it is printed: its text, or its bar. In a bar without colours brackets stand for the edges."""
    if cell.bar:
        parts = bar_parts(cell.bar, width, cell.starred)
        if surface.colours:
            fills = _FILLS if surface.colours > _OF_A_THEME else _THEME_FILLS
            return "".join(_styled(f" {text[1:-1]} ", fills[band], surface) for band, text in parts)
        return "".join(text for _, text in parts).ljust(width)
    style = _style_of(cell.band, quiet=cell.quiet)
    if cell.url:
        style += _link(cell.url, surface)
    return _aligned(text, column, width, _styled(text, style, surface))


@cache
def _style_of(band: Band | None, *, quiet: bool) -> Style:
    """The style of a cell, found out once: Rich takes long to add styles up, and a table has many thousand cells."""
    return (_COLOURS[band] if band else _PLAIN) + (_QUIET if quiet else _PLAIN)


def _letter_key(tables: Sequence[Layout]) -> str:
    """What the letters in bars and short texts mean; nothing where there are none."""
    cells = [cell for table in tables for line in table.lines for cell, _ in line]
    used = {band for cell in cells for band, number in cell.bar if number}
    used |= {cell.band for cell in cells if cell.band and cell.text == cell.band.letter}
    letters = [f"{band.letter} {band.value}" for band in BANDS if band in used]
    return f"Letters: {', '.join(letters)}." if letters else ""
