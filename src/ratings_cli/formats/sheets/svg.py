"""SVG: the picture of a view, with its finding as the headline, what is shown below it, and a line on the source.

Its parts are tiles, stacked bars, grids of bands and time lines, one below the other.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.formats import PictureSize
from ratings_cli.formats.canvas import Drawing, text_width, wrapped
from ratings_cli.formats.markup import EDGES, QUIET_INK
from ratings_cli.model.errors import UsageError
from ratings_cli.model.phrases import capital
from ratings_cli.model.scale import BANDS
from ratings_cli.views.charts import MOST_KEYS, Bars, Grid, Tile, Tiles, TimeLine

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ratings_cli.formats import RenderOptions
    from ratings_cli.model.scale import Band
    from ratings_cli.views.charts import Bar, Chart, Square
    from ratings_cli.views.sheet import Sheet

_MOST_COLUMNS = 8
# As multiples of the size of letters:
_TILE = 11.5  # the least width of a tile
_BAR = 1.9  # the height of a bar
_BESIDE = 40  # the width of a picture that has room for the labels beside the bars
_LABELS = 9  # the least room for labels beside the rows of a grid
_WORDS = 7.5  # the least width of a column of a grid for words


class Size(NamedTuple):
    """How wide a picture is, how large its letters can be, and its height, where that is not what it needs.

    Letters are multiples of those for a phone; the first with which everything fits are taken.
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
    if not sheet.size:
        raise UsageError("there is nothing to draw: the table has no row (its notes say why: use --format table)")
    if sheet.chart is None:
        raise UsageError("this view has no picture (use html or markdown)")
    return chart_svg(sheet.chart, surface.size, sheet.credit.short)


def chart_svg(chart: Chart, size: PictureSize = PictureSize.PHONE, credit: str = "") -> str:
    """Return a chart as a whole SVG document, which ends with a line on whose ratings they are.

    Raises:
        UsageError: there is nothing to draw, or it does not fit into a picture of that size.
    """
    if not chart.parts:
        raise UsageError(f"there is nothing to draw: {chart.why} (use --format table)")
    asked = SIZES[size]
    drawn = (_fitted(chart, asked, unit, credit) for unit in asked.units)
    if found := next(filter(None, drawn), None):
        return found

    def with_room_for(number: int) -> str:
        return _fitted(chart.with_room_for(number), asked, asked.units[-1], credit)

    # What there is no room for even in the smallest letters is left out, and a line says so.
    if number := bisect_left(range(1, chart.size), 1, key=lambda most: not with_room_for(most)):
        return with_room_for(number)
    raise UsageError(f"--size {size}: there is too much to read in it (use --size post, or show less with --limit)")


def _fitted(chart: Chart, asked: Size, unit: float, credit: str) -> str:
    """A chart in letters of a size; nothing where it does not fit."""
    drawing = Drawing(asked.width, unit, chart.unknown)
    _draw(chart, drawing)
    source = drawing.height(len(wrapped(credit, drawing.small, drawing.inner)), drawing.small)
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
        match part:
            case Tiles():
                _tiles(part, drawing)
            case Bars():
                _bars(part, drawing)
            case Grid():
                _grid(part, drawing)
            case TimeLine():
                _time_line(part, drawing)
        drawing.y += drawing.small * 0.6
    for note in (*drawing.footnotes, *chart.notes):
        drawing.paragraph(note, drawing.small, colour=QUIET_INK)


def _letters(band: Band | None) -> str:
    return band.letter if band else "\u2013"


def _key(drawing: Drawing, used: Collection[Band | None]) -> None:
    """A box with its letters for each band that is used, with the word beside it, best first."""
    size, swatch, x = drawing.small, drawing.small * 2, drawing.margin
    for band in [band for band in (*BANDS, None) if band in used]:
        word = drawing.word(band)
        width = swatch + size / 2 + text_width(word, size)
        if x > drawing.margin and x + width > drawing.margin + drawing.inner:
            x = drawing.margin
            drawing.y += size * 1.9
        drawing.box(x, swatch, size * 1.5, band, word)
        base = drawing.y + size * 1.1
        drawing.text(x + swatch / 2, base, _letters(band), size, bold=True, anchor="middle")
        drawing.text(x + swatch + size / 2, base, word, size)
        x += width + size
    drawing.y += size * 2.3


def _tiles(part: Tiles, drawing: Drawing) -> None:
    """Each body on the ground of its band, under a heading that counts them; those that moved are outlined.

    As many stand side by side as their names leave room for; if long names allow few, they wrap.
    """
    gap, padding, size = 4 * drawing.unit, 7 * drawing.unit, drawing.text_size
    tiles = sorted(part.items, key=lambda tile: (*BANDS, None).index(tile.band)) if part.best_first else part.items
    texts = [_tile_text(tile, drawing) for tile in tiles]
    widest = max(text_width(text, size, bold=True) for text in texts) + 2 * padding
    least = max(1, int(drawing.inner / (_TILE * size)))
    fitting = int((drawing.inner + gap) / (widest + gap))
    columns = min(max(least, fitting), _MOST_COLUMNS, max(least, len(texts)))
    width = (drawing.inner - gap * (columns - 1)) / columns
    for band in dict.fromkeys(tile.band for tile in tiles):
        group = [(tile, text) for tile, text in zip(tiles, texts, strict=True) if tile.band is band]
        drawing.paragraph(f"{capital(drawing.word(band))} ({len(group):,})", size, bold=True, colour=EDGES[band])
        drawing.y += gap
        for start in range(0, len(group), columns):
            _row_of_tiles(group[start : start + columns], drawing, width, gap, padding)
        drawing.y += drawing.small * 0.6
    keys = [tile.key for tile in tiles if tile.key]
    if 0 < len(keys) <= MOST_KEYS:
        drawing.footnotes[f"{'; '.join(keys)}."] = None


def _tile_text(tile: Tile, drawing: Drawing) -> str:
    if tile.mark:
        drawing.footnotes[f"{tile.mark} {tile.change}."] = None
    return drawing.starred(f"{tile.mark} {tile.label}".strip(), derived=tile.derived)


def _row_of_tiles(
    tiles: Sequence[tuple[Tile, str]], drawing: Drawing, width: float, gap: float, padding: float
) -> None:
    size = drawing.text_size
    texts = [wrapped(text, size, width - 2 * padding, bold=tile.moved) for tile, text in tiles]
    height = drawing.height(max(map(len, texts)), size) + padding
    for place, ((tile, _), lines) in enumerate(zip(tiles, texts, strict=True)):
        x = drawing.margin + place * (width + gap)
        says = ", ".join(filter(None, (tile.name, tile.band.value if tile.band else "", tile.change)))
        drawing.box(x, width, height, tile.band, says, thick=tile.moved)
        drawing.block(lines, x + padding, drawing.y + padding / 2, size, bold=tile.moved)
    drawing.y += height + gap


def _bars(part: Bars, drawing: Drawing) -> None:
    """Stacked bars, the longest as wide as there is room for, each with its label above or beside it."""
    _key(drawing, {band for bar in part.items for band, number in bar.counts if number})
    most = max(bar.total for bar in part.items)
    beside = drawing.inner > _BESIDE * drawing.text_size
    labels = drawing.inner * 0.32 if beside else drawing.inner
    left = drawing.margin + (labels if beside else 0)
    for bar in part.items:
        top = drawing.y
        if beside:  # a short label stands in the middle of the bar's height
            own = len(wrapped(bar.label, drawing.text_size, labels - drawing.small, bold=True))
            free = _BAR * drawing.text_size - drawing.height(own, drawing.text_size)
            drawing.y += 0 if bar.remark else max(0, free / 2)
        drawing.paragraph(bar.label, drawing.text_size, width=labels - drawing.small, bold=True)
        if bar.remark:
            drawing.paragraph(bar.remark, drawing.small, colour=QUIET_INK, width=labels - drawing.small)
        drawing.y += 3 * drawing.unit
        end = drawing.y
        if beside:
            drawing.y = top
        _bar(bar, drawing, left, most)
        drawing.y = max(end, drawing.y + _BAR * drawing.text_size) + drawing.small * 0.6


def _bar(bar: Bar, drawing: Drawing, left: float, most: int) -> None:
    """The parts of a bar, each as wide as its number, but never too narrow for the text in it.

    What the narrow parts need beyond their share is taken from the wide ones, so that no bar leaves the picture.
    """
    size, gap, height = drawing.text_size, 2 * drawing.unit, _BAR * drawing.text_size
    counts = [(band, number) for band, number in bar.counts if number]
    texts = [drawing.starred(f"{number:,} {_letters(band)}", derived=band in bar.derived) for band, number in counts]
    room = drawing.margin + drawing.inner - left - gap * (len(counts) - 1)
    least = [text_width(text, size, bold=True) + drawing.small / 2 for text in texts]
    widths = [max(room * number / most, needed) for (_, number), needed in zip(counts, least, strict=True)]
    spare = [width - needed for width, needed in zip(widths, least, strict=True)]
    if (excess := sum(widths) - room) > 0:
        widths = [width - excess * free / (sum(spare) or 1) for width, free in zip(widths, spare, strict=True)]
    x = left
    for (band, number), text, width in zip(counts, texts, widths, strict=True):
        says = drawing.starred(f"{number:,} {drawing.word(band)}", derived=band in bar.derived)
        drawing.box(x, width, height, band, says)
        drawing.text(x + width / 2, drawing.y + height / 2 + size * 0.35, text, size, bold=True, anchor="middle")
        x += width + gap


def _grid(part: Grid, drawing: Drawing) -> None:
    """Bands in words where the columns are wide enough for them, else in letters under a key.

    The headings stand upright where the columns are narrow; each row has its label beside or above it.
    """
    size, gap = drawing.small, 2 * drawing.unit
    if part.heading:
        drawing.paragraph(part.heading, drawing.text_size, bold=True)
        drawing.y += gap
    longest = max(text_width(label, size) for label, _ in part.items) + size
    least = len(part.columns) * size * 2.4
    beside = drawing.inner - least >= min(longest, _LABELS * size)
    labels = min(longest, drawing.inner - least, drawing.inner * 0.4) if beside else 0
    width = (drawing.inner - labels) / len(part.columns)
    worded = width > _WORDS * size
    if not worded:
        _key(drawing, {square.band for _, squares in part.items for square in squares})
    left = drawing.margin + labels
    heads = [[text for text in both if text] for both in zip_longest(part.columns, part.remarks)]
    _headings(heads, drawing, left, width, worded=worded)
    for label, squares in part.items:
        texts = [_square_text(square, drawing, worded=worded) for square in squares]
        cells = [wrapped(text, size, width - gap - 4) for text in texts]
        names = wrapped(label, size, labels - size) if beside else []
        if not beside:
            drawing.paragraph(label, size)
        height = drawing.height(max(map(len, [*cells, names])), size) + size * 0.5
        for place, (square, lines) in enumerate(zip(squares, cells, strict=True)):
            x = left + place * width
            if square.band is not None:
                says = _square_text(square, drawing, worded=True)
                drawing.box(x, width - gap, height, square.band, f"{label}, {', '.join(heads[place])}: {says}")
            top = drawing.y + (height - drawing.height(len(lines), size)) / 2
            drawing.block(lines, x + (width - gap) / 2, top, size, anchor="middle")
        drawing.block(names, drawing.margin, drawing.y + size * 0.2, size)
        drawing.y += height + gap


def _square_text(square: Square, drawing: Drawing, *, worded: bool) -> str:
    return drawing.starred(drawing.word(square.band) if worded else _letters(square.band), derived=square.derived)


def _headings(heads: Sequence[Sequence[str]], drawing: Drawing, left: float, width: float, *, worded: bool) -> None:
    """The names of columns with their remarks, each on lines of its own; upright where the columns are narrow."""
    size = drawing.small
    words = [word for head in heads for text in head for word in text.split()]
    upright = not worded and any(text_width(word, size) > width - size / 2 for word in words)
    room = size * 11 if upright else width - size / 2
    texts = [[line for text in head for line in wrapped(text, size, room)] for head in heads]
    if upright:
        height = max(text_width(line, size) for lines in texts for line in lines)
    else:
        height = drawing.height(max(map(len, texts)), size)
    for place, lines in enumerate(texts):
        middle = left + (place + 0.5) * width
        if upright:
            for number, line in enumerate(lines):
                x = middle + drawing.height(number - len(lines) / 2 + 0.8, size)
                drawing.text(x, drawing.y + height, line, size, upright=True)
        else:
            top = drawing.y + height - drawing.height(len(lines), size)
            drawing.block(lines, middle, top, size, anchor="middle")
    drawing.y += height + size / 2


def _time_line(part: TimeLine, drawing: Drawing) -> None:
    """One report below the other along a line, the oldest first, each with its date as exact as a source gives it."""
    middle = drawing.margin + 6 * drawing.unit
    left = middle + 14 * drawing.unit
    size = drawing.text_size
    dots = []
    for moment in part.items:
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
    drawing.dots(middle, dots)
