"""Strips: each provider's bands over time, and at the end the band that the table shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.dates import show_day
from ratings_cli.formats.chart_marks import TimeAxis, letter, word
from ratings_cli.formats.drawing import INNER, MARGIN, SMALL, WIDTH, text_width
from ratings_cli.formats.palette import QUIET_INK

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.formats.drawing import Drawing
    from ratings_cli.scale import Band
    from ratings_cli.tables.chart import StripRow, Strips

_HEIGHT = 22
_LATEST = 38
_GAP = 2


def draw(chart: Strips, drawing: Drawing) -> None:
    """Draw every strip under its label, with the years above and the first and the last day below."""
    axis = TimeAxis(chart.first, chart.last, MARGIN, MARGIN + INNER - _LATEST - 6)
    _head(axis, drawing)
    for row in chart.rows:
        drawing.paragraph(row.label)
        drawing.y += 2
        if row.spans:
            axis.ticks(drawing, drawing.y - 2, drawing.y + _HEIGHT + 2)
        _spans(row, axis, drawing)
        _box(drawing, WIDTH - MARGIN - _LATEST, _LATEST, row.latest, f"latest: {word(row.latest)}")
        drawing.y += _HEIGHT + 8
    axis.ends(drawing)


def _head(axis: TimeAxis, drawing: Drawing) -> None:
    drawing.text(WIDTH - MARGIN, drawing.y + SMALL, "latest", size=SMALL, anchor="end", colour=QUIET_INK)
    axis.years(drawing)
    drawing.y += 4


def _spans(row: StripRow, axis: TimeAxis, drawing: Drawing) -> None:
    if not row.spans:
        why = "date not known" if row.latest else word(None)
        drawing.text(axis.left, drawing.y + 15, why, size=SMALL, colour=QUIET_INK)
        return
    ends: list[dt.date | None] = [span.start for span in row.spans[1:]]
    for span, end in zip(row.spans, [*ends, None], strict=True):
        left = axis.x(span.start)
        right = axis.x(end) - _GAP if end else axis.right
        until = f" to {show_day(end)}" if end else ""
        _box(drawing, left, max(right - left, 2), span.band, f"{span.band.value}, {show_day(span.start)}{until}")


def _box(drawing: Drawing, x: float, width: float, band: Band | None, says: str) -> None:
    """Draw a band: with its word where there is room, else with its letters."""
    drawing.box(x, width, _HEIGHT, band, says)
    for text in (word(band), letter(band)):
        if text_width(text, SMALL) + 6 <= width:
            drawing.text(x + width / 2, drawing.y + 15, text, size=SMALL, anchor="middle")
            return
