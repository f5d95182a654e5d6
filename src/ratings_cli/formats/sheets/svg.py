"""SVG: the picture of a view, with its finding as the headline, what is shown below it, and a line on the source."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.formats import PictureSize
from ratings_cli.formats.canvas import Drawing
from ratings_cli.formats.drawing import draw
from ratings_cli.formats.markup import QUIET_INK
from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    from ratings_cli.formats import RenderOptions
    from ratings_cli.views.charts import Chart
    from ratings_cli.views.sheet import Sheet


class Size(NamedTuple):
    """How large a picture is.

    Args:
        width: its width.
        units: how large its letters can be, as multiples of those for a phone; the first with which it fits is taken.
        height: its height; None where it is as high as it needs to be.
    """

    width: int
    units: tuple[float, ...]
    height: int | None = None


SIZES = {
    PictureSize.PHONE: Size(360, (1,)),
    PictureSize.POST: Size(720, (1.2,)),
    PictureSize.CARD: Size(1200, tuple(unit / 10 for unit in range(26, 8, -1)), 675),
}


def render(sheet: Sheet, surface: RenderOptions) -> str:
    """Return the picture of a sheet. The same input gives the same bytes.

    Raises:
        UsageError: the view has no picture, or there is nothing to draw.
    """
    chart = sheet.chart
    if not sheet.size:
        raise UsageError("there is nothing to draw: the table has no row (its notes say why: use --format table)")
    if chart is None:
        raise UsageError("this view has no picture (use html or markdown)")
    return chart_svg(chart, surface.size, sheet.credit.short)


def chart_svg(chart: Chart, size: PictureSize = PictureSize.PHONE, credit: str = "") -> str:
    """Return a chart as a whole SVG document.

    Args:
        chart: what it shows.
        size: how large it is.
        credit: whose ratings they are, and that the picture is unofficial: its last line.

    Raises:
        UsageError: there is nothing to draw, or it does not fit into a picture of that size.
    """
    if not chart.parts:
        raise UsageError(f"there is nothing to draw: {chart.why} (use --format table)")
    asked = SIZES[size]
    drawn = (_fitted(chart, asked, unit, credit) for unit in asked.units)
    if found := next(filter(None, drawn), None):
        return found
    # What there is no room for even in the smallest letters is left out, and a line says so.
    numbers = range(1, chart.size)
    number = bisect_left(numbers, 1, key=lambda most: not _fitted(chart.cut(most), asked, asked.units[-1], credit))
    if number:
        return _fitted(chart.cut(number), asked, asked.units[-1], credit)
    raise UsageError(f"--size {size}: there is too much to read in it (use --size post, or show less with --limit)")


def _fitted(chart: Chart, asked: Size, unit: float, credit: str) -> str:
    """A chart in letters of a size; nothing where it does not fit."""
    drawing = Drawing(asked.width, unit)
    _draw(chart, drawing)
    source = drawing.height(len(drawing.lines(credit, drawing.inner, drawing.small)), drawing.small)
    height = asked.height or drawing.y + source + drawing.margin
    if drawing.y + source + drawing.margin > height:
        return ""
    drawing.y = height - drawing.margin - source
    drawing.paragraph(credit, drawing.small, colour=QUIET_INK)
    return drawing.finish(chart.title, f"{chart.subtitle}. {credit}".strip(), height)


def _draw(chart: Chart, drawing: Drawing) -> None:
    """Draw everything but the line on the source."""
    drawing.title(chart.title)
    drawing.y += drawing.small * 0.2
    drawing.paragraph(chart.subtitle, drawing.text_size, colour=QUIET_INK)
    drawing.y += drawing.small * 0.6
    for part in chart.parts:
        draw(part, drawing, chart.unknown)
        drawing.y += drawing.small * 0.6
    for note in (*drawing.footnotes, *chart.notes):
        drawing.paragraph(note, drawing.small, colour=QUIET_INK)
