"""The key to a picture: the colour, the letters and the word of each band that is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.svg_canvas import text_width
from ratings_cli.model.scale import BANDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from ratings_cli.formats.svg_canvas import Drawing
    from ratings_cli.model.scale import Band


def letters(band: Band | None) -> str:
    """The letters of a band; a dash where there is none."""
    return band.letter if band else "\u2013"


def draw_key(drawing: Drawing, used: Collection[Band | None], unknown: str) -> None:
    """Draw a box with its letters for each band that is used, with the word beside it, best first."""
    size, swatch, x = drawing.small, drawing.small * 2, drawing.margin
    for band in [band for band in (*BANDS, None) if band in used]:
        word = band.value if band else unknown
        width = swatch + size / 2 + text_width(word, size)
        if x > drawing.margin and x + width > drawing.margin + drawing.inner:
            x = drawing.margin
            drawing.y += size * 1.9
        drawing.box(x, swatch, size * 1.5, band, word)
        base = drawing.y + size * 1.1
        drawing.text(x + swatch / 2, base, letters(band), size, bold=True, anchor="middle")
        drawing.text(x + swatch + size / 2, base, word, size)
        x += width + size
    drawing.y += size * 2.3
