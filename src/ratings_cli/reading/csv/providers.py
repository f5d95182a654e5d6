"""The providers of a CSV, each made of its row when it is first asked for: a table of one region makes no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, overload

from ratings_cli.model.dataset import Belonging
from ratings_cli.model.records import Provider, ProviderKey
from ratings_cli.model.reports import Reports
from ratings_cli.reading.csv.identity import parts
from ratings_cli.reading.disambiguation import Apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ratings_cli.model.reports import Source
    from ratings_cli.reading.csv.rows import Rows


class Providers(Sequence[Provider]):
    """The providers, each as the row with its newest date has it."""

    def __init__(self, keys: Sequence[ProviderKey], newest: Sequence[int], rows: Rows) -> None:
        """Remember what they are made of.

        Args:
            keys: what tells each from the others.
            newest: the row with the newest date of each.
            rows: all rows.
        """
        self._keys = keys
        self._newest = newest
        self._ids = rows.ids
        self._called = _called(keys, newest, rows)
        self.belongings = _belongings(keys, newest, rows)
        self._apart = Apart(self._called)
        self._made: dict[int, Provider] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._keys)

    def __iter__(self) -> Iterator[Provider]:
        """Each in turn."""
        return map(self._provider, range(len(self._keys)))

    @overload
    def __getitem__(self, place: int) -> Provider: ...
    @overload
    def __getitem__(self, place: slice) -> list[Provider]: ...
    def __getitem__(self, place: int | slice) -> Provider | list[Provider]:
        """One of them, or some."""
        places = range(len(self._keys))[place]
        return self._provider(places) if isinstance(places, int) else list(map(self._provider, places))

    def _provider(self, place: int) -> Provider:
        made = self._made.get(place)
        if made is None:
            number = self._ids[self._newest[place]]
            league, region, areas = self.belongings[place]
            name = self._apart.name(self._called[place], number)
            made = Provider(name=name, id=number, league=league, region=region, areas=areas)
            self._made[place] = made
        return made


class Grouped(Mapping[ProviderKey, Reports]):
    """The inspections of each provider."""

    def __init__(self, rows: Mapping[ProviderKey, Sequence[int]], source: Source) -> None:
        """Remember the rows of each, and what inspections are made of."""
        self._rows = rows
        self._source = source

    def __len__(self) -> int:
        """How many providers there are."""
        return len(self._rows)

    def __iter__(self) -> Iterator[ProviderKey]:
        """What tells each provider from the others."""
        return iter(self._rows)

    def __getitem__(self, key: ProviderKey) -> Reports:
        """The inspections of one."""
        return Reports(self._rows[key], self._source)


def _called(keys: Sequence[ProviderKey], newest: Sequence[int], rows: Rows) -> list[str]:
    """The name of each provider: that of its row, and without an id its key, which is the name in one spelling."""
    written = zip(rows.ids.of(newest), rows.providers.of(newest), keys, strict=True)
    return [(number and name) or key for number, name, (_, key) in written]


def _belongings(keys: Sequence[ProviderKey], newest: Sequence[int], rows: Rows) -> list[Belonging]:
    """Where each provider belongs, worked out once for those that belong to the same."""
    regions, areas = rows.regions, rows.areas
    written = list(
        zip(
            (league for league, _ in keys),
            map(regions.cells.__getitem__, newest),
            map(areas.cells.__getitem__, newest),
            strict=True,
        )
    )
    known = {
        one: Belonging(one[0], regions.values[one[1]], parts(areas.values[one[2]])) for one in dict.fromkeys(written)
    }
    return list(map(known.__getitem__, written))
