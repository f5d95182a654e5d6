"""The inspections of one provider, each made when it is asked for, and what decides between them before that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias, overload

from ratings_cli.model.records import Inspection

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

Decisive: TypeAlias = "tuple[str | None, dt.date | None, dt.date | None, bool]"
"""What decides which of two inspections is the newer one, and which counts.

The programme, the earliest and the latest possible day of publication, and whether there is an overall rating.
"""


class Source(Protocol):
    """What inspections are made of, by number."""

    def inspection(self, number: int) -> Inspection:
        """One inspection: always the same one for the same number."""

    def decisive(self, numbers: Sequence[int]) -> Iterable[Decisive]:
        """What decides between some of them."""


class Made:
    """Inspections that are made already."""

    def __init__(self, inspections: Sequence[Inspection]) -> None:
        """Remember them."""
        self.inspection = inspections.__getitem__

    def decisive(self, numbers: Sequence[int]) -> Iterator[Decisive]:
        """What decides between some of them."""
        return decisive(map(self.inspection, numbers))


class Reports(Sequence[Inspection]):
    """Inspections by their numbers, each made when it is asked for."""

    __slots__ = ("_source", "numbers")

    def __init__(self, numbers: Sequence[int], source: Source) -> None:
        """Remember the numbers, and what the inspections are made of."""
        self.numbers = numbers
        self._source = source

    def __len__(self) -> int:
        """How many there are."""
        return len(self.numbers)

    def __iter__(self) -> Iterator[Inspection]:
        """Each in turn."""
        return map(self._source.inspection, self.numbers)

    @overload
    def __getitem__(self, place: int) -> Inspection: ...
    @overload
    def __getitem__(self, place: slice) -> Reports: ...
    def __getitem__(self, place: int | slice) -> Inspection | Reports:
        """One of them, or some."""
        if isinstance(place, slice):
            return Reports(self.numbers[place], self._source)
        return self._source.inspection(self.numbers[place])

    def at(self, places: Iterable[int]) -> Reports:
        """Those at some places, in that order."""
        return Reports([self.numbers[place] for place in places], self._source)

    @property
    def decisive(self) -> Iterable[Decisive]:
        """What decides between them."""
        return self._source.decisive(self.numbers)


def decisive(inspections: Iterable[Inspection]) -> Iterator[Decisive]:
    """What decides between inspections that are made already."""
    for inspection in inspections:
        publication = inspection.publication
        yield inspection.programme, publication.earliest, publication.latest, inspection.overall is not None
