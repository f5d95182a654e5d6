"""Tiles: each body on the ground of its band, under a heading that counts them; those that moved are outlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.palette import EDGES
from ratings_cli.formats.svg_canvas import text_width
from ratings_cli.model.escape import escape_control
from ratings_cli.model.phrases import capital

if TYPE_CHECKING:
    from ratings_cli.formats.svg_canvas import Drawing
    from ratings_cli.views.charts.model import Tile, Tiles

_MOST_COLUMNS = 8
_MOST_KEYS = 25  # short names that a line below spells out; of more, it would be longer than the picture
_LEAST_WIDTH = 11.5  # of a tile, as a multiple of the size of its letters


def draw(part: Tiles, drawing: Drawing, unknown: str) -> None:
    """Draw the tiles of every band, with as many side by side as their names leave room for."""
    gap, padding = 4 * drawing.unit, 7 * drawing.unit
    columns = _columns([escape_control(_text(tile, drawing)) for tile in part.tiles], drawing, gap, padding)
    width = (drawing.inner - gap * (columns - 1)) / columns
    for band in dict.fromkeys(tile.band for tile in part.tiles):
        tiles = [tile for tile in part.tiles if tile.band is band]
        heading = f"{capital(band.value if band else unknown)} ({len(tiles):,})"
        drawing.paragraph(heading, drawing.text_size, bold=True, colour=EDGES[band])
        drawing.y += gap
        for start in range(0, len(tiles), columns):
            _row(tiles[start : start + columns], drawing, width, gap, padding)
        drawing.y += drawing.small * 0.6
    keys = [tile.key for tile in part.tiles if tile.key]
    if 0 < len(keys) <= _MOST_KEYS:
        drawing.footnotes[f"{'; '.join(keys)}."] = None


def _text(tile: Tile, drawing: Drawing) -> str:
    if tile.mark:
        drawing.footnotes[f"{tile.mark} {tile.change}."] = None
    return drawing.starred(f"{tile.mark} {tile.label}".strip(), derived=tile.derived)


def _columns(texts: list[str], drawing: Drawing, gap: float, padding: float) -> int:
    """How many tiles stand side by side: so many that every name has room; if long names allow few, they wrap."""
    widest = max(text_width(text, drawing.text_size, bold=True) for text in texts) + 2 * padding
    least = max(1, int(drawing.inner / (_LEAST_WIDTH * drawing.text_size)))
    fitting = int((drawing.inner + gap) / (widest + gap))
    return min(max(least, fitting), _MOST_COLUMNS, max(least, len(texts)))


def _row(tiles: list[Tile], drawing: Drawing, width: float, gap: float, padding: float) -> None:
    lines = [
        drawing.lines(_text(tile, drawing), width - 2 * padding, drawing.text_size, bold=tile.moved) for tile in tiles
    ]
    height = drawing.height(max(map(len, lines)), drawing.text_size) + padding
    for place, (tile, words) in enumerate(zip(tiles, lines, strict=True)):
        x = drawing.margin + place * (width + gap)
        says = ", ".join(filter(None, (tile.name, tile.band.value if tile.band else "", tile.change)))
        drawing.box(x, width, height, tile.band, says, thick=tile.moved)
        drawing.block(words, x + padding, drawing.y + padding / 2, drawing.text_size, bold=tile.moved)
    drawing.y += height + gap
