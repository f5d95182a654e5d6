"""Records of the rows of a table: a provider and an inspection as cheap as can be, and made when they are asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, overload

from ratings_cli.model.records import Inspection, Provider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ratings_cli.model.records import ProviderKey

T = TypeVar("T")


def record_of_row(record: type[T], *fields: str) -> Callable[..., T]:
    """Make the function that makes a record of the values of some fields; all others are at their defaults.

    The `__init__` of a frozen data class calls back for each field that it sets: of a hundred thousand rows that is
    felt, and so what no column says is said by a class, once for all of them.
    """
    unsaid = record(**dict.fromkeys(fields))
    names = {field.name for field in dataclasses.fields(record)}.difference(fields)  # type: ignore[arg-type]
    defaults = {name: getattr(unsaid, name) for name in names}
    # What `dataclasses.replace` makes of such a record is one that has all its fields.
    own = {"__slots__": (), "__new__": lambda _, **said: record(**said)}
    of_row = type(record.__name__, (record,), own | defaults)
    setters = [getattr(record, name).__set__ for name in fields]

    def make(*said: object) -> T:
        made: T = object.__new__(of_row)
        for assign, value in zip(setters, said, strict=True):
            assign(made, value)
        return made

    return make


provider_of_row = record_of_row(Provider, "name", "id", "league", "region", "areas")
inspection_of_row = record_of_row(
    Inspection, "provider", "standards", "league", "programme", "published", "fieldwork", "overall", "owner"
)


class InspectionsByProvider(Mapping["ProviderKey", Sequence[Inspection]]):
    """The inspections of the providers of a table, each made of its row when it is asked for first.

    Of many thousands of rows a league table shows few.

    Args:
        rows: the rows of each provider that stand for an inspection each.
        make: makes the inspection of a row.
    """

    def __init__(self, rows: Mapping[ProviderKey, Sequence[int]], make: Callable[[int], Inspection]) -> None:
        self._rows = rows
        self._make = make
        self._made: dict[int, Inspection] = {}

    def __getitem__(self, key: ProviderKey) -> list[Inspection]:
        return list(map(self.inspection, self._rows[key]))

    def __iter__(self) -> Iterator[ProviderKey]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def inspection(self, row: int) -> Inspection:
        """The inspection of a row."""
        made = self._made.get(row)
        if made is None:
            made = self._made[row] = self._make(row)
        return made


class InspectionsOfRows(Sequence[Inspection]):
    """All inspections of a table, in the order of its rows."""

    def __init__(self, rows: Mapping[ProviderKey, Sequence[int]], make: Callable[[int], Inspection]) -> None:
        self._rows = rows
        self.by_provider = InspectionsByProvider(rows, make)

    @cached_property
    def rows(self) -> list[int]:
        """The rows that stand for an inspection each."""
        return sorted(chain.from_iterable(self._rows.values()))

    @overload
    def __getitem__(self, place: int) -> Inspection: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Inspection]: ...

    def __getitem__(self, place: int | slice) -> Inspection | Sequence[Inspection]:
        if isinstance(place, slice):
            return list(map(self.by_provider.inspection, self.rows[place]))
        return self.by_provider.inspection(self.rows[place])

    def __iter__(self) -> Iterator[Inspection]:
        return map(self.by_provider.inspection, self.rows)

    def __len__(self) -> int:
        return len(self.rows)
