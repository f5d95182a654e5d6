"""A grid of bands: in words where the columns are wide enough for them, else in letters under a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.chart_key import draw_key, letters
from ratings_cli.formats.svg_canvas import text_width

if TYPE_CHECKING:
    from ratings_cli.formats.svg_canvas import Drawing
    from ratings_cli.views.charts.model import Grid, Square

_LABELS = 9  # the least room for labels beside the rows, as a multiple of the size of letters
_WORDS = 7.5  # the least width of a column for words


def draw(part: Grid, drawing: Drawing, unknown: str) -> None:
    """Draw the headings, upright where the columns are narrow, then every row with its label beside or above it."""
    size, gap = drawing.small, 2 * drawing.unit
    if part.heading:
        drawing.paragraph(part.heading, drawing.text_size, bold=True)
        drawing.y += gap
    longest = max(text_width(label, size) for label, _ in part.rows) + size
    least = len(part.columns) * size * 2.4
    beside = drawing.inner - least >= min(longest, _LABELS * size)
    labels = min(longest, drawing.inner - least, drawing.inner * 0.4) if beside else 0
    width = (drawing.inner - labels) / len(part.columns)
    worded = width > _WORDS * size
    if not worded:
        draw_key(drawing, {square.band for _, squares in part.rows for square in squares}, unknown)
    left = drawing.margin + labels
    _headings(part.columns, drawing, left, width, worded=worded)
    for label, squares in part.rows:
        texts = [_says(square, drawing, unknown, worded=worded) for square in squares]
        cells = [drawing.lines(text, width - gap - 4, size) for text in texts]
        names = drawing.lines(label, labels - size, size) if beside else []
        if not beside:
            drawing.paragraph(label, size)
        height = drawing.height(max(map(len, [*cells, names])), size) + size * 0.5
        for place, (square, lines) in enumerate(zip(squares, cells, strict=True)):
            x = left + place * width
            if square.band is not None:
                says = _says(square, drawing, unknown, worded=True)
                drawing.box(x, width - gap, height, square.band, f"{label}, {part.columns[place]}: {says}")
            top = drawing.y + (height - drawing.height(len(lines), size)) / 2
            drawing.block(lines, x + (width - gap) / 2, top, size, anchor="middle")
        drawing.block(names, drawing.margin, drawing.y + size * 0.2, size)
        drawing.y += height + gap


def _says(square: Square, drawing: Drawing, unknown: str, *, worded: bool) -> str:
    if square.band is None:
        return unknown if worded else letters(None)
    return drawing.starred(square.band.value if worded else square.band.letter, derived=square.derived)


def _headings(names: tuple[str, ...], drawing: Drawing, left: float, width: float, *, worded: bool) -> None:
    size = drawing.small
    words = [word for name in names for word in name.split()]
    upright = not worded and any(text_width(word, size) > width - size / 2 for word in words)
    texts = [drawing.lines(name, size * 11 if upright else width - size / 2, size) for name in names]
    if upright:
        height = max(text_width(line, size) for lines in texts for line in lines)
    else:
        height = drawing.height(max(map(len, texts)), size)
    for place, lines in enumerate(texts):
        middle = left + (place + 0.5) * width
        if upright:
            for number, line in enumerate(lines):
                x = middle + drawing.height(number - len(lines) / 2 + 0.8, size)
                drawing.text(x, drawing.y + height, line, size, upright=True)
        else:
            top = drawing.y + height - drawing.height(len(lines), size)
            drawing.block(lines, middle, top, size, anchor="middle")
    drawing.y += height + size / 2
