"""SVG: the picture of a view, drawn by hand, with a title and a description that state what is seen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ratings_cli.formats.chart_marks import legend
from ratings_cli.formats.palette import QUIET_INK
from ratings_cli.formats.svg_canvas import LARGE, SMALL, TEXT, Drawing
from ratings_cli.model.errors import UsageError
from ratings_cli.views.charts.model import Dots, StackedBars, Steps, Strips

if TYPE_CHECKING:
    from ratings_cli.formats import RenderOptions
    from ratings_cli.views.charts.model import Chart
    from ratings_cli.views.sheet import Sheet


def render(sheet: Sheet, surface: RenderOptions) -> str:
    """Return the picture of a sheet. The same input gives the same bytes.

    Raises:
        UsageError: the view has no picture.
    """
    del surface  # a picture looks the same everywhere
    chart = sheet.chart
    if chart is None:
        if not sheet.size:
            raise UsageError("there is nothing to draw: the table has no row (its notes say why: use --format table)")
        raise UsageError("this view has no picture (use html or markdown)")
    return chart_svg(chart)


def chart_svg(chart: Chart) -> str:
    """Return a chart as a whole SVG document, which can also stand inside an HTML page."""
    drawing = Drawing()
    drawing.paragraph(chart.caption.title, size=LARGE, bold=True)
    drawing.y += 4
    drawing.paragraph(chart.caption.finding, size=TEXT)
    drawing.y += 8
    _draw(chart, drawing)
    if chart.caption.notes:
        drawing.y += 6
    for note in chart.caption.notes:
        drawing.paragraph(note, size=SMALL, colour=QUIET_INK)
    return drawing.finish(chart.caption.title, chart.caption.finding)


def _draw(chart: Chart, drawing: Drawing) -> None:
    """Draw what the chart is of, each kind in a module of its own."""
    from ratings_cli.formats import chart_bars, chart_dots, chart_steps, chart_strips

    match chart:
        case StackedBars():
            used = [band for bar in chart.bars for band, count in bar.counts if count]
            own = [bar.own.band for bar in chart.bars if bar.own and bar.own.band]
            legend(drawing, [*used, *own], chart.unknown)
            chart_bars.draw(chart, drawing)
        case Strips():
            legend(drawing, [span.band for row in chart.rows for span in row.spans] + [r.latest for r in chart.rows])
            chart_strips.draw(chart, drawing)
        case Dots():
            chart_dots.draw(chart, drawing)
        case Steps():
            legend(drawing, [band for step in chart.steps for band, count in step.counts if count])
            chart_steps.draw(chart, drawing)
        case _:
            assert_never(chart)
