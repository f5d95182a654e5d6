"""Stacked bars: the label above or beside each bar, and in each part its number and the letters of its band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.chart_key import draw_key, letters
from ratings_cli.formats.palette import QUIET_INK
from ratings_cli.formats.svg_canvas import text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.formats.svg_canvas import Drawing
    from ratings_cli.model.scale import Band
    from ratings_cli.views.charts.model import Bar, Bars

_HEIGHT = 1.9
_BESIDE = 40  # how many letters wide a picture is that has room for the labels beside the bars


def draw(part: Bars, drawing: Drawing, unknown: str) -> None:
    """Draw every bar, the longest as wide as there is room for."""
    draw_key(drawing, {band for bar in part.bars for band, number in bar.counts if number}, unknown)
    most = max(bar.total for bar in part.bars)
    beside = drawing.inner > _BESIDE * drawing.text_size
    labels = drawing.inner * 0.32 if beside else drawing.inner
    left = drawing.margin + (labels if beside else 0)
    for bar in part.bars:
        top = drawing.y
        drawing.paragraph(bar.label, drawing.text_size, width=labels - drawing.small, bold=True)
        if bar.remark:
            drawing.paragraph(bar.remark, drawing.small, colour=QUIET_INK, width=labels - drawing.small)
        drawing.y += 3 * drawing.unit
        end = drawing.y
        if beside:
            drawing.y = top
        _bar(bar, drawing, left, most, unknown)
        drawing.y = max(end, drawing.y + _HEIGHT * drawing.text_size) + drawing.small * 0.6


def _bar(bar: Bar, drawing: Drawing, left: float, most: int, unknown: str) -> None:
    x, gap, height = left, 2 * drawing.unit, _HEIGHT * drawing.text_size
    room = drawing.margin + drawing.inner - left
    parts = [
        (band, number, drawing.starred(f"{number:,} {letters(band)}", derived=band in bar.derived))
        for band, number in bar.counts
        if number
    ]
    for (band, number, text), width in zip(parts, _widths(parts, most, room, gap, drawing), strict=True):
        word = band.value if band else unknown
        drawing.box(x, width, height, band, drawing.starred(f"{number:,} {word}", derived=band in bar.derived))
        base = drawing.y + height / 2 + drawing.text_size * 0.35
        drawing.text(x + width / 2, base, text, drawing.text_size, bold=True, anchor="middle")
        x += width + gap


def _widths(
    parts: Sequence[tuple[Band | None, int, str]], most: int, room: float, gap: float, drawing: Drawing
) -> list[float]:
    """How wide each part is: by its number, but never too narrow for the text in it.

    What the narrow parts need beyond their share is taken from the wide ones, so that no bar leaves the picture.
    """
    room -= gap * (len(parts) - 1)
    least = [text_width(text, drawing.text_size, bold=True) + drawing.small / 2 for *_, text in parts]
    widths = [max(room * number / most, needed) for (_, number, _), needed in zip(parts, least, strict=True)]
    excess = sum(widths) - room
    if excess <= 0:
        return widths
    spare = [width - needed for width, needed in zip(widths, least, strict=True)]
    return [width - excess * free / (sum(spare) or 1) for width, free in zip(widths, spare, strict=True)]
