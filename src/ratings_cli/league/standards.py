"""Providers by standards: the league table in blocks of the same standards, and how often each band was given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.league.groups import is_derived
from ratings_cli.model.scale import BANDS, Band

if TYPE_CHECKING:
    from collections.abc import Collection

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, Programme, ProviderKey

Headings: TypeAlias = "dict[str, tuple[str, ...]]"


@dataclass(frozen=True, slots=True)
class StandardCount:
    """How many providers of a block got each band for one standard.

    Args:
        heading: the heading that it stands under.
        standard: its name.
        bands: how many got each band, best first.
        of: how many providers were rated under the programmes of the block, whether or not the band is known.
        derived: the providers of whom the band is known and derived: no source states it.
    """

    heading: str
    standard: str
    bands: dict[Band, int]
    of: int
    derived: tuple[Standing, ...] = ()

    @property
    def known(self) -> int:
        """For how many providers the band is known."""
        return sum(self.bands.values())

    @property
    def derived_bands(self) -> frozenset[Band]:
        """The bands that are derived for some of those who got them."""
        return frozenset(standing.counts.standards[self.standard] for standing in self.derived if standing.counts)


@dataclass(frozen=True, slots=True)
class Block:
    """The providers that were rated on the same standards under the same headings.

    Args:
        programmes: the programmes with these standards that the ratings come from, in the order of the file.
        headings: the standards under their headings; those that no programme lists stand under an empty one.
        places: the providers, in the order of the whole table and with their positions in it.
    """

    programmes: tuple[Programme, ...]
    headings: Headings
    places: tuple[Ranked[Standing], ...]

    @property
    def standards(self) -> list[tuple[str, str]]:
        """Every standard after its heading."""
        return [(heading, name) for heading, names in self.headings.items() for name in names]

    @property
    def counts(self) -> list[StandardCount]:
        """How many got each band, standard by standard."""
        return [
            StandardCount(heading, name, self._bands(name), len(self.places), self._derived(name))
            for heading, name in self.standards
        ]

    @property
    def keys(self) -> set[ProviderKey]:
        """Which providers are in it."""
        return {ranked.item.provider.key for ranked in self.places}

    def known(self) -> Block:
        """The same without the providers, and without the standards, of which no band is known."""
        given = {count.standard for count in self.counts if count.known}
        headings = {heading: tuple(name for name in names if name in given) for heading, names in self.headings.items()}
        return Block(
            self.programmes,
            {heading: names for heading, names in headings.items() if names},
            tuple(ranked for ranked in self.places if ranked.item.counts and given & set(ranked.item.counts.standards)),
        )

    def only(self, keys: Collection[ProviderKey]) -> Block:
        """The same with some of its providers."""
        return replace(self, places=tuple(ranked for ranked in self.places if ranked.item.provider.key in keys))

    def _derived(self, standard: str) -> tuple[Standing, ...]:
        known = [
            ranked.item for ranked in self.places if ranked.item.counts and standard in ranked.item.counts.standards
        ]
        return tuple(standing for standing in known if is_derived(standing, standard))

    def _bands(self, standard: str) -> dict[Band, int]:
        given = [ranked.item.counts.standards.get(standard) for ranked in self.places if ranked.item.counts]
        return {band: given.count(band) for band in BANDS}


def blocks(data: DataSet, result: LeagueTable) -> list[Block]:
    """Cut a league table into blocks, so that programmes with different standards are never mixed.

    Programmes that share the same standards under the same headings make one block. Providers without a rating
    are in none. The blocks come in the order of the programmes in the file.
    """
    found: dict[tuple[tuple[str, tuple[str, ...]], ...], list[Ranked[Standing]]] = {}
    rated = [(ranked, ranked.item.counts) for ranked in result.places if ranked.item.counts]
    for ranked, inspection in rated:
        found.setdefault(tuple(data.programme_of(inspection).standards.items()), []).append(ranked)
    made = [_block(data, dict(headings), places) for headings, places in found.items()]
    return sorted(made, key=lambda block: min(_programme_places(data, block)))


def _programme_places(data: DataSet, block: Block) -> list[int]:
    return [data.programme_place(ranked.item.counts) for ranked in block.places if ranked.item.counts]


def _block(data: DataSet, headings: Headings, places: list[Ranked[Standing]]) -> Block:
    inspections = [ranked.item.counts for ranked in places if ranked.item.counts]
    in_order = sorted(inspections, key=data.programme_place)
    used = {inspection.programme: data.programme_of(inspection) for inspection in in_order}
    return Block(tuple(used.values()), headings | _unlisted(headings, inspections), tuple(places))


def _unlisted(headings: Headings, inspections: list[Inspection]) -> Headings:
    """The standards that inspections name and that no programme lists, under an empty heading."""
    listed = {name for names in headings.values() for name in names}
    used = dict.fromkeys(name for inspection in inspections for name in inspection.standards if name not in listed)
    return {"": tuple(used)} if used else {}
