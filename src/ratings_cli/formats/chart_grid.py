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
        drawing.paragraph(part.heading, bold=True)
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
    _headings(part, drawing, left, width, worded=worded)
    for label, squares in part.rows:
        texts = [drawing.lines(_says(square, unknown, worded=worded), width - gap - 4, size) for square in squares]
        names = drawing.lines(label, labels - size, size) if beside else []
        if not beside:
            drawing.paragraph(label, size=size)
        step = drawing.line_height(size)
        height = max(map(len, [*texts, names])) * step + size * 0.5
        for place, (square, lines) in enumerate(zip(squares, texts, strict=True)):
            x = left + place * width
            says = f"{label}, {part.columns[place]}: {_says(square, unknown, worded=True)}"
            if square.band is not None:
                drawing.box(x, width - gap, height, square.band, says)
            _centred(lines, drawing, x + (width - gap) / 2, height, step)
        for place, line in enumerate(names):
            drawing.text(drawing.margin, drawing.y + size * 1.2 + place * step, line, size=size)
        drawing.y += height + gap


def _centred(lines: list[str], drawing: Drawing, x: float, height: float, step: float) -> None:
    top = drawing.y + (height - len(lines) * step) / 2
    for place, line in enumerate(lines):
        drawing.text(x, top + place * step + drawing.small, line, size=drawing.small, anchor="middle")


def _says(square: Square, unknown: str, *, worded: bool) -> str:
    if square.band is None:
        return unknown if worded else letters(None)
    return f"{square.band.value if worded else square.band.letter}{'*' if square.derived else ''}"


def _headings(part: Grid, drawing: Drawing, left: float, width: float, *, worded: bool) -> None:
    size = drawing.small
    step = drawing.line_height(size)
    upright = not worded and any(
        text_width(word, size) > width - size / 2 for name in part.columns for word in name.split()
    )
    room = size * 11 if upright else width - size / 2
    texts = [drawing.lines(name, room, size) for name in part.columns]
    height = (
        max(text_width(line, size) for lines in texts for line in lines) if upright else step * max(map(len, texts))
    )
    for place, lines in enumerate(texts):
        for number, line in enumerate(lines):
            middle = left + (place + 0.5) * width
            if upright:
                x = middle + (number - len(lines) / 2 + 0.8) * step
                drawing.text(x, drawing.y + height, line, size=size, upright=True)
            else:
                drawing.text(
                    middle, drawing.y + height - (len(lines) - number - 0.8) * step, line, size=size, anchor="middle"
                )
    drawing.y += height + size / 2
