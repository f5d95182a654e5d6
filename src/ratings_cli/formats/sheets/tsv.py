"""TSV: the records of a sheet, an interface documented in docs/formats.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.sheets import csv

if TYPE_CHECKING:
    from ratings_cli.formats import RenderOptions
    from ratings_cli.views.sheet import Sheet


def render(sheet: Sheet, surface: RenderOptions) -> str:
    """Return the sheet as tab-separated values; with ``surface.excel`` as Excel wants it."""
    return csv.render(sheet, surface, "\t")
