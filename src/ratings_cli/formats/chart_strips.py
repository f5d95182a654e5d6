"""Strips: each provider's bands over time, and at the end the band that the table shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.chart_marks import TimeAxis, letter, word
from ratings_cli.formats.palette import QUIET_INK
from ratings_cli.formats.svg_canvas import INNER, MARGIN, SMALL, WIDTH, text_width

if TYPE_CHECKING:
    from ratings_cli.formats.svg_canvas import Drawing
    from ratings_cli.model.scale import Band
    from ratings_cli.views.charts.model import StripRow, Strips

_HEIGHT = 22
_LATEST = 38
_GAP = 2
_LEAST = 30  # room for the letters of a band and a star


def draw(chart: Strips, drawing: Drawing) -> None:
    """Draw every strip under its label, with the years above and the first and the last day below."""
    axis = TimeAxis(chart.first, chart.last, MARGIN, MARGIN + INNER - _LATEST - 6)
    _head(axis, drawing)
    for row in chart.rows:
        remark = f" ({row.remark})" if row.remark else ""
        drawing.paragraph(f"{row.label}{remark}", bold=row.moved)
        drawing.y += 2
        if row.spans:
            axis.ticks(drawing, drawing.y - 2, drawing.y + _HEIGHT + 2)
        _spans(row, axis, drawing)
        latest = WIDTH - MARGIN - _LATEST
        _box(drawing, latest, _LATEST, row.latest, "latest: ", after=remark, starred=row.derived)
        if row.moved:
            drawing.outline(latest - 2, _LATEST + 4, _HEIGHT)
        drawing.y += _HEIGHT + 8
    axis.ends(drawing, chart.ends)


def _head(axis: TimeAxis, drawing: Drawing) -> None:
    drawing.text(WIDTH - MARGIN, drawing.y + SMALL, "latest", size=SMALL, anchor="end", colour=QUIET_INK)
    axis.years(drawing)
    drawing.y += 4


def _spans(row: StripRow, axis: TimeAxis, drawing: Drawing) -> None:
    if not row.spans:
        why = "date not known" if row.latest else word(None)
        drawing.text(axis.left, drawing.y + 15, why, size=SMALL, colour=QUIET_INK)
        return
    edges = [*_edges(row, axis), axis.right + _GAP]
    for span, after, left, right in zip(row.spans, [*row.spans[1:], None], edges, edges[1:], strict=False):
        until = f", until {after.when}" if after else ""
        when = f", {span.when}{until}"
        _box(drawing, left, right - _GAP - left, span.band, after=when, starred=span.derived)


def _edges(row: StripRow, axis: TimeAxis) -> list[float]:
    """Where each span begins: on its day, or further to the left where it would be too narrow to be seen."""
    edges: list[float] = []
    right = axis.right + _GAP
    for place, span in reversed(list(enumerate(row.spans))):
        least = min(_LEAST, (right - axis.left) / (place + 1))  # as many as there are must have room
        right = min(axis.x(span.start), right - least)
        edges.insert(0, right)
    return edges


def _box(  # noqa: PLR0913 - where it stands, and what it says
    drawing: Drawing,
    x: float,
    width: float,
    band: Band | None,
    before: str = "",
    *,
    after: str = "",
    starred: bool = False,
) -> None:
    """Draw a band: with its word where there is room, else with its letters; a derived one has a star."""
    star = "*" if starred else ""
    drawing.box(x, width, _HEIGHT, band, f"{before}{word(band)}{star}{after}")
    for text in (f"{word(band)}{star}", f"{letter(band)}{star}"):
        if text_width(text, SMALL) + 6 <= width:
            drawing.text(x + width / 2, drawing.y + 15, text, size=SMALL, anchor="middle")
            return
