"""What a view's picture shows: a headline and a few kinds of parts, as plain values that any format can draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ratings_cli.model.phrases import NOT_RATED, band_counts, count_bands, only
from ratings_cli.model.scale import BANDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.league.groups import Group
    from ratings_cli.model.scale import Band

Counts: TypeAlias = "tuple[tuple[Band | None, int], ...]"
"""How many there are of each band, best first; None stands for those without one."""

MOST_KEYS = 25
"""How many short names a line below spells out; of more, it would be longer than the picture."""


def counted(bands: Iterable[Band | None]) -> Counts:
    """Count bands, best first; those not rated last."""
    counts = count_bands(bands)
    return tuple((band, counts[band.value if band else NOT_RATED]) for band in (*BANDS, None))


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
        key: what its label stands for, where that is no part of its name: ``DDC: Dorset, Devon and Cornwall``.
    """

    label: str
    band: Band | None
    derived: bool = False
    mark: str = ""
    change: str = ""
    moved: bool = False
    name: str = ""
    key: str = ""


class Tiles(NamedTuple):
    """Labelled tiles in groups of a band each: best first, or in the order of the first of each."""

    items: tuple[Tile, ...]
    best_first: bool = False


class Bar(NamedTuple):
    """One bar: its label, its parts, what stands beside the label, and which bands are derived for some in it."""

    label: str
    counts: Counts
    remark: str = ""
    derived: frozenset[Band] = frozenset()

    @classmethod
    def of_group(cls, label: str, group: Group, remark: str = "") -> Bar:
        """A bar of the bands of a group."""
        return cls(label, counted(group.bands), remark, group.derived_bands)

    @property
    def total(self) -> int:
        """How many it counts."""
        return sum(number for _, number in self.counts)


class Bars(NamedTuple):
    """Stacked bars, with a part for each band and the number in it."""

    items: tuple[Bar, ...]


class Square(NamedTuple):
    """One cell of a grid: a band, None where it is not known."""

    band: Band | None
    derived: bool = False


class Grid(NamedTuple):
    """Rows by columns of bands, each row with its label, under a heading; below the name of a column, its remark."""

    columns: tuple[str, ...]
    items: tuple[tuple[str, tuple[Square, ...]], ...]
    heading: str = ""
    remarks: tuple[str, ...] = ()


class Moment(NamedTuple):
    """One report on a time line: its date as exact as a source gives it, its rating in words, and what more to say."""

    when: str
    band: Band | None
    says: str
    remark: str = ""
    derived: bool = False


class TimeLine(NamedTuple):
    """Reports in order of time, with no measure of the time between them: few dates are exact."""

    items: tuple[Moment, ...]


Part: TypeAlias = "Tiles | Bars | Grid | TimeLine"


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

    def below(self, *lines: str) -> Chart:
        """The same picture with more lines below."""
        return replace(self, notes=(*lines, *self.notes))

    @property
    def size(self) -> int:
        """How many tiles, bars, rows and reports there are in it."""
        return sum(len(part.items) for part in self.parts)

    def first(self, number: int, of: int) -> Chart:
        """The picture of a sheet of which only the first rows, so many of all, are shown."""
        return self._cut(number, only(number, of)) if self.by_rows else self

    def with_room_for(self, number: int) -> Chart:
        """The picture with only so many tiles, bars, rows or reports, and a line on those that are left out."""
        missing = [item for part in self.parts for item in part.items][number:]
        bands = [item.band for item in missing if isinstance(item, Tile)]
        told = f" ({band_counts(count_bands(bands))})" if len(bands) == len(missing) else ""
        return self._cut(number, f"No room for the last {len(missing):,} of {self.size:,}{told}")

    def _cut(self, number: int, note: str) -> Chart:
        parts = []
        for part in self.parts:
            items: Any = part.items[: max(0, number)]
            parts += [part._replace(items=items)] if items else []
            number -= len(part.items)
        return replace(self.below(f"{note}; the headline is about all of them."), parts=tuple(parts))
