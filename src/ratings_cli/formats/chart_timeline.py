"""A time line: one report below the other along a line, each with its date as exact as a source gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.palette import QUIET_INK
from ratings_cli.formats.svg_canvas import text_width

if TYPE_CHECKING:
    from ratings_cli.formats.svg_canvas import Drawing
    from ratings_cli.views.charts.model import TimeLine


def draw(part: TimeLine, drawing: Drawing) -> None:
    """Draw the reports, the oldest first."""
    middle = drawing.margin + 6 * drawing.unit
    left = middle + 14 * drawing.unit
    size = drawing.text_size
    dots = []
    for moment in part.moments:
        dots.append((drawing.y + size * 0.7, moment.band))
        drawing.paragraph(moment.when, size, bold=True, x=left)
        drawing.y += 3 * drawing.unit
        says = drawing.starred(moment.says, derived=moment.derived)
        height = size * 1.8
        drawing.box(left, text_width(says, size) + size, height, moment.band, f"{moment.when}: {says}")
        drawing.text(left + size / 2, drawing.y + size * 1.25, says, size)
        drawing.y += height + 3 * drawing.unit
        if moment.remark:
            drawing.paragraph(moment.remark, drawing.small, colour=QUIET_INK, x=left)
        drawing.y += drawing.small
    drawing.line(middle, dots[0][0], dots[-1][0])
    for y, band in dots:
        drawing.dot(middle, y, band)
