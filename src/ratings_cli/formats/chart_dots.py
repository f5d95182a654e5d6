"""Dots: each provider on a line from nothing to the most there could be, with its points beside the dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.palette import LINK, QUIET_INK, RULE
from ratings_cli.formats.svg_canvas import INNER, MARGIN, SMALL, TEXT, WIDTH, text_width
from ratings_cli.model.escape import escape_control

if TYPE_CHECKING:
    from ratings_cli.formats.svg_canvas import Drawing
    from ratings_cli.views.charts.model import Dots

_RADIUS = 7
_ROW = 26
_MARKS = (0, 25, 50, 75, 100)


def draw(chart: Dots, drawing: Drawing) -> None:
    """Draw every dot under its label, with an axis in per cent below."""
    left, room = MARGIN + _RADIUS, INNER - 2 * _RADIUS
    for dot in chart.dots:
        drawing.paragraph(dot.label)
        middle = drawing.y + _ROW / 2
        drawing.line(left, middle, left + room, middle, RULE)
        for mark in _MARKS:
            drawing.line(left + room * mark / 100, middle - 4, left + room * mark / 100, middle + 4, RULE)
        x = left + room * float(dot.share)
        drawing.dot(x, middle, _RADIUS, LINK)
        _beside(dot.text, x, middle, drawing)
        drawing.y += _ROW + 6
    for mark in _MARKS:
        anchor = {0: "start", 100: "end"}.get(mark, "middle")
        x = {0: float(MARGIN), 100: float(WIDTH - MARGIN)}.get(mark, left + room * mark / 100)
        drawing.text(x, drawing.y + SMALL, f"{mark}%", size=SMALL, anchor=anchor, colour=QUIET_INK)
    drawing.y += SMALL + 4
    drawing.paragraph(chart.axis, size=SMALL, colour=QUIET_INK)


def _beside(text: str, x: float, middle: float, drawing: Drawing) -> None:
    """Write the points beside the dot, on the side with room, on a ground that hides the line."""
    width = text_width(escape_control(text), TEXT, bold=True) + 8
    at_right = x + _RADIUS + 3 + width <= WIDTH - MARGIN
    start = x + _RADIUS + 3 if at_right else x - _RADIUS - 3 - width
    drawing.blank(start, middle - 10, width, 20)
    drawing.text(start + width / 2, middle + 5, text, bold=True, anchor="middle")
