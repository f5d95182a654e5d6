"""Steps: how many there were of each band from day to day, stacked, with the last numbers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.chart_marks import TimeAxis, letter
from ratings_cli.formats.svg_canvas import INNER, MARGIN, SMALL

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.formats.svg_canvas import Drawing
    from ratings_cli.views.charts.model import Counts, Step, Steps

_HEIGHT = 220
_NUMBERS = 48


def draw(chart: Steps, drawing: Drawing) -> None:
    """Draw a column for each stretch of time between two steps."""
    axis = TimeAxis(chart.steps[0].start, chart.last, MARGIN, MARGIN + INNER - _NUMBERS)
    most = max(_total(step.counts) for step in chart.steps)
    top = drawing.y
    ends: list[dt.date | None] = [step.start for step in chart.steps[1:]]
    for step, end in zip(chart.steps, [*ends, None], strict=True):
        right = axis.x(end) if end else axis.right
        _column(step, axis.x(step.start), right, most, drawing)
    _numbers(chart.steps[-1], axis.right + 4, most, drawing)
    drawing.y = top + _HEIGHT + 4
    axis.ticks(drawing, drawing.y - 4, drawing.y)
    axis.years(drawing)
    axis.ends(drawing, chart.ends)


def _total(counts: Counts) -> int:
    return sum(count for _, count in counts)


def _column(step: Step, left: float, right: float, most: int, drawing: Drawing) -> None:
    """Draw one column from the ground up, the worst band below."""
    top = drawing.y
    base = top + _HEIGHT
    for band, count in reversed(step.counts):
        if count and right > left:
            height = _HEIGHT * count / most
            drawing.y = base - height
            drawing.area(left, right - left, height, band)
            base -= height
    drawing.y = top


def _numbers(step: Step, x: float, most: int, drawing: Drawing) -> None:
    """Write the last numbers at the right, each beside its part and none over another."""
    base = drawing.y + _HEIGHT
    lowest = base + SMALL
    for band, count in reversed(step.counts):
        if count:
            height = _HEIGHT * count / most
            y = min(base - height / 2 + SMALL / 2 - 1, lowest - SMALL - 1)
            drawing.text(x, y, f"{count:,} {letter(band)}{'*' if band in step.derived else ''}", size=SMALL, bold=True)
            lowest = y
            base -= height
