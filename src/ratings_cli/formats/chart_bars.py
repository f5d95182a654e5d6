"""Stacked bars: the label above each bar, and the number in each part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.chart_marks import own, word
from ratings_cli.formats.palette import QUIET_INK
from ratings_cli.formats.svg_canvas import INNER, MARGIN, TEXT, text_width
from ratings_cli.model.phrases import NOT_KNOWN

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ratings_cli.formats.svg_canvas import Drawing
    from ratings_cli.model.scale import Band
    from ratings_cli.views.charts.model import StackedBars

_HEIGHT = 26
_GAP = 2
_PADDING = 8


def draw(chart: StackedBars, drawing: Drawing) -> None:
    """Draw every bar, the longest as wide as the picture."""
    most = max((sum(count for _, count in bar.counts) for bar in chart.bars), default=0)
    heading = ""
    for bar in chart.bars:
        if bar.heading != heading:
            heading = bar.heading
            drawing.paragraph(heading, bold=True)
            drawing.y += 4
        label = f"{bar.label} ({_held_together(bar.remark)})" if bar.remark else bar.label
        drawing.paragraph(label)
        drawing.y += 2
        if bar.own is not None:
            own(bar.own, drawing)
        parts = [(band, count) for band, count in bar.counts if count]
        if not parts:
            drawing.paragraph(NOT_KNOWN, colour=QUIET_INK)
            drawing.y += 6
            continue
        x: float = MARGIN
        for (band, count), width in zip(parts, _widths(parts, most, bar.derived), strict=True):
            star = "*" if band in bar.derived else ""
            drawing.box(x, width, _HEIGHT, band, f"{count:,} {word(band, chart.unknown)}{star}")
            drawing.text(x + width / 2, drawing.y + 18, f"{count:,}{star}", bold=True, anchor="middle")
            x += width + _GAP
        drawing.y += _HEIGHT + 10


def _held_together(text: str) -> str:
    """Text that no line breaks in two."""
    return text.replace(" ", "\u00a0")


def _widths(parts: Sequence[tuple[Band | None, int]], most: int, starred: Collection[Band | None]) -> list[float]:
    """How wide each part is: by its number, but never too narrow for the number to be read in it.

    What the narrow parts need beyond their share is taken from the wide ones, so that no bar leaves the picture.
    """
    room = INNER - _GAP * (len(parts) - 1)
    texts = [f"{count:,}{'*' if band in starred else ''}" for band, count in parts]
    least = [text_width(text, TEXT, bold=True) + _PADDING for text in texts]
    widths = [max(room * count / most, needed) for (_, count), needed in zip(parts, least, strict=True)]
    excess = sum(widths) - room
    if excess <= 0:
        return widths
    spare = [width - needed for width, needed in zip(widths, least, strict=True)]
    return [width - excess * free / sum(spare) for width, free in zip(widths, spare, strict=True)]
