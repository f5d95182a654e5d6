"""What a view's picture shows: a headline and a few kinds of parts, as plain values that any format can draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ratings_cli.model.phrases import NOT_RATED, band_counts, count_bands, only

if TYPE_CHECKING:
    from ratings_cli.model.scale import Band

Counts: TypeAlias = "tuple[tuple[Band | None, int], ...]"
"""How many there are of each band, best first; None stands for those without one."""


class Tile(NamedTuple):
    """One body, on the ground of its band.

    Args:
        label: its short name.
        band: its band.
        derived: whether no source states the band outright; the label then has a star.
        mark: a sign for what became of its rating.
        change: what became of it, in words, which explain the mark.
        moved: whether its rating changed; the tile is then outlined.
        name: its name in full.
        row: the row of the table that it stands for.
        key: what its label stands for, where that is no part of its name: ``DDC: Dorset, Devon and Cornwall``.
    """

    label: str
    band: Band | None
    derived: bool = False
    mark: str = ""
    change: str = ""
    moved: bool = False
    name: str = ""
    row: int = 0
    key: str = ""


class Tiles(NamedTuple):
    """Labelled tiles, drawn in groups of a band each, in the order of the first of each."""

    tiles: tuple[Tile, ...]

    def first(self, number: int) -> Tiles:
        """The tiles of the first rows alone."""
        return Tiles(tuple(tile for tile in self.tiles if tile.row < number))


class Bar(NamedTuple):
    """One bar: its label, its parts, what stands beside the label, and which bands are derived for some in it."""

    label: str
    counts: Counts
    remark: str = ""
    derived: frozenset[Band] = frozenset()

    @property
    def total(self) -> int:
        """How many it counts."""
        return sum(number for _, number in self.counts)


class Bars(NamedTuple):
    """Stacked bars, with a part for each band and the number in it."""

    bars: tuple[Bar, ...]

    def first(self, number: int) -> Bars:
        """The first bars alone."""
        return Bars(self.bars[:number])


class Square(NamedTuple):
    """One cell of a grid: a band, None where it is not known."""

    band: Band | None
    derived: bool = False


class Grid(NamedTuple):
    """Rows by columns of bands, under a heading."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Square, ...]], ...]
    heading: str = ""


class Moment(NamedTuple):
    """One report on a time line: its date as exact as a source gives it, its rating in words, and what more to say."""

    when: str
    band: Band | None
    says: str
    remark: str = ""
    derived: bool = False


class TimeLine(NamedTuple):
    """Reports in order of time, with no measure of the time between them: few dates are exact."""

    moments: tuple[Moment, ...]


Part: TypeAlias = "Tiles | Bars | Grid | TimeLine"
_ITEMS: dict[type, str] = {Tiles: "tiles", Bars: "bars", Grid: "rows", TimeLine: "moments"}
"""What each kind of part is a row of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture.

    Args:
        title: what can be seen in it, as a headline.
        subtitle: what is shown, as at when, with which filters.
        parts: what is drawn, one part below the other.
        notes: lines below.
        unknown: what those without a band are: ``not rated``, or ``not known`` where the bands are of a standard.
        by_rows: whether each tile or bar is a row of the table, so that a part of the table is a part of the picture.
        why: why there is nothing to draw; only where there are no parts.
    """

    title: str = ""
    subtitle: str = ""
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: str = NOT_RATED
    by_rows: bool = True
    why: str = ""

    def below(self, lines: tuple[str, ...]) -> Chart:
        """The same picture with more lines below."""
        return replace(self, notes=(*lines, *self.notes))

    def first(self, number: int, of: int) -> Chart:
        """The picture of a sheet of which only the first rows are shown.

        Args:
            number: how many rows are shown.
            of: how many there are.
        """
        if not self.by_rows:
            return self
        note = f"{only(number, of)}; the headline is about all of them."
        cut = (part.first(number) if isinstance(part, (Tiles, Bars)) else part for part in self.parts)
        return replace(self.below((note,)), parts=tuple(cut))

    @property
    def size(self) -> int:
        """How many tiles, bars, rows and reports there are in it."""
        return sum(len(getattr(part, _ITEMS[type(part)])) for part in self.parts)

    def cut(self, number: int) -> Chart:
        """The picture with only so many tiles, bars, rows or reports, and a line on those that are left out."""
        left, parts, missing = number, [], []
        for part in self.parts:
            name = _ITEMS[type(part)]
            items = getattr(part, name)
            missing += items[left:]
            parts += [part._replace(**{name: items[:left]})] if left else []
            left = max(0, left - len(items))
        bands = [item.band for item in missing if isinstance(item, Tile)]
        told = f" ({band_counts(count_bands(bands))})" if len(bands) == len(missing) else ""
        note = f"No room for the last {len(missing):,} of {self.size:,}{told}; the headline is about all of them."
        return replace(self.below((note,)), parts=tuple(parts))
