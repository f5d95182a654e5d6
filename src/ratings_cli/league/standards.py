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
    from ratings_cli.model.records import Programme, ProviderKey

Headings: TypeAlias = "dict[str, tuple[str, ...]]"


@dataclass(frozen=True, slots=True)
class StandardCount:
    """How many providers of a block got each band for one standard.

    Args:
        heading: the heading that it stands under.
        standard: its name.
        bands: how many got each band, best first.
        of: how many providers were rated under the programmes of the block, whether or not the band is known.
        derived_bands: the bands that no source states outright for some of those who got them.
    """

    heading: str
    standard: str
    bands: dict[Band, int]
    of: int
    derived_bands: frozenset[Band]

    @property
    def known(self) -> int:
        """For how many providers the band is known."""
        return sum(self.bands.values())


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
        return [self._count(heading, name) for heading, name in self.standards]

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

    def _count(self, heading: str, standard: str) -> StandardCount:
        rated = [
            (ranked.item, ranked.item.counts.standards.get(standard)) for ranked in self.places if ranked.item.counts
        ]
        given = [band for _, band in rated]
        derived = frozenset(band for standing, band in rated if band and is_derived(standing, standard))
        return StandardCount(heading, standard, {band: given.count(band) for band in BANDS}, len(rated), derived)


def blocks(data: DataSet, result: LeagueTable) -> list[Block]:
    """Cut a league table into blocks, so that programmes with different standards are never mixed.

    Programmes that share the same standards under the same headings make one block. Providers without a rating
    are in none. The blocks come in the order of the programmes in the file.
    """
    rated = [(ranked, ranked.item.counts) for ranked in result.places if ranked.item.counts]
    found: dict[tuple[tuple[str, tuple[str, ...]], ...], dict[str, Programme]] = {}
    for inspection in sorted((inspection for _, inspection in rated), key=data.programme_place):
        programme = data.programme_of(inspection)
        found.setdefault(tuple(programme.standards.items()), {})[programme.name] = programme
    made = []
    for headings, programmes in found.items():
        own = [pair for pair in rated if data.programme_of(pair[1]).name in programmes]
        listed = {name for _, names in headings for name in names}
        loose = dict.fromkeys(name for _, inspection in own for name in inspection.standards if name not in listed)
        everything = dict(headings) | ({"": tuple(loose)} if loose else {})
        made.append(Block(tuple(programmes.values()), everything, tuple(ranked for ranked, _ in own)))
    return made
