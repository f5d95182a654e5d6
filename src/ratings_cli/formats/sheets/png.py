"""PNG: the SVG picture as dots, made and packed by the optional extra `png`, which needs no browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.sheets import svg
from ratings_cli.model.errors import OutputError

if TYPE_CHECKING:
    from ratings_cli.formats import RenderOptions
    from ratings_cli.views.sheet import Sheet

# Twice as many dots as the picture is wide, so that it stays sharp on a screen with small ones; a card has its size.
_SCALE = 2.0


def render(sheet: Sheet, surface: RenderOptions) -> bytes:
    """Return the picture of a sheet as PNG, packed without loss: a picture of few colours is mostly air.

    Raises:
        UsageError: the view has no picture.
        OutputError: the extra is not installed.
    """
    picture = svg.render(sheet, surface)
    scale = 1.0 if svg.SIZES[surface.size].height else _SCALE
    try:
        import oxipng
        import vl_convert
    except ImportError:
        raise OutputError("png needs an extra that is not installed: pip install 'ratings-cli[png]'") from None
    return bytes(oxipng.optimize_from_memory(vl_convert.svg_to_png(picture, scale=scale), level=2))
