"""What several charts draw alike: the key to the bands, and an axis of time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.formats.palette import QUIET_INK, RULE
from ratings_cli.formats.svg_canvas import INNER, MARGIN, SMALL, text_width
from ratings_cli.model.phrases import NOT_RATED
from ratings_cli.model.scale import BANDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from ratings_cli.formats.svg_canvas import Drawing
    from ratings_cli.model.scale import Band
    from ratings_cli.views.charts.model import Own

_SWATCH = 26
_SWATCH_HEIGHT = 18
_BETWEEN = 14
_YEAR_ROOM = 36


def letter(band: Band | None) -> str:
    """The letters of a band; a dash for not rated."""
    return band.letter if band else "\u2013"


def word(band: Band | None, unknown: str = NOT_RATED) -> str:
    """The word of a band; `unknown` where there is none."""
    return band.value if band else unknown


def legend(drawing: Drawing, used: Collection[Band | None], unknown: str = NOT_RATED) -> None:
    """Draw the key: each band that is used, with its colour, its letters and its word, best first."""
    shown = [band for band in (*BANDS, None) if band in used]
    x: float = MARGIN
    for band in shown:
        width = _SWATCH + 5 + text_width(word(band, unknown), SMALL)
        if x > MARGIN and x + width > MARGIN + INNER:
            x = MARGIN
            drawing.y += _SWATCH_HEIGHT + 5
        drawing.box(x, _SWATCH, _SWATCH_HEIGHT, band)
        drawing.text(x + _SWATCH / 2, drawing.y + 13, letter(band), size=SMALL, bold=True, anchor="middle")
        drawing.text(x + _SWATCH + 5, drawing.y + 13, word(band, unknown), size=SMALL)
        x += width + _BETWEEN
    if shown:
        drawing.y += _SWATCH_HEIGHT + 12


def own(mark: Own, drawing: Drawing) -> None:
    """Draw the band of what a bar is for as one box with its letters, and say in words what it is."""
    says = f"{mark.label}: {word(mark.band, mark.unknown)}{'*' if mark.derived else ''}"
    drawing.box(MARGIN, _SWATCH, _SWATCH_HEIGHT, mark.band, says)
    drawing.text(MARGIN + _SWATCH / 2, drawing.y + 13, letter(mark.band), size=SMALL, bold=True, anchor="middle")
    drawing.text(MARGIN + _SWATCH + 5, drawing.y + 13, says, size=SMALL)
    drawing.y += _SWATCH_HEIGHT + 4


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Where days stand between `left` and `right`."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Where a day stands; days outside the axis stand at its ends."""
        inside = min(max(day, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first).days / max(1, (self.last - self.first).days)

    def new_years(self) -> list[dt.date]:
        """The first days of the years on the axis, thinned out until there is room for their numbers."""
        years = range(self.first.year, self.last.year + 1)
        days = [day for year in years if (day := dt.date(year, 1, 1)) >= self.first]
        most = max(1, int((self.right - self.left) / _YEAR_ROOM))
        return days[:: -(-len(days) // most)] if days else []

    def years(self, drawing: Drawing) -> None:
        """Write the number of each year over its beginning, and move down."""
        for day in self.new_years():
            x = min(max(self.x(day), self.left + _YEAR_ROOM / 2), self.right - _YEAR_ROOM / 2)
            drawing.text(x, drawing.y + SMALL, str(day.year), size=SMALL, anchor="middle", colour=QUIET_INK)
        drawing.y += SMALL + 4

    def ends(self, drawing: Drawing, ends: tuple[str, str]) -> None:
        """Write what the first and the last day are, and move down."""
        base = drawing.y + SMALL
        drawing.text(self.left, base, ends[0], size=SMALL, colour=QUIET_INK)
        if self.last > self.first:
            drawing.text(self.right, base, ends[1], size=SMALL, anchor="end", colour=QUIET_INK)
        drawing.y += SMALL + 4

    def ticks(self, drawing: Drawing, top: float, bottom: float) -> None:
        """Draw a line down at the beginning of each year."""
        for day in self.new_years():
            drawing.line(self.x(day), top, self.x(day), bottom, RULE)
