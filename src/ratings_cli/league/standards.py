"""Providers by standards: the league table in blocks of the same standards, and how often each band was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.league.groups import is_derived
from ratings_cli.model.scale import BANDS, Band

if TYPE_CHECKING:
    from ratings_cli.league.league_table import Standings
    from ratings_cli.league.ranking import Placed
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, Programme

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
        return frozenset(one.counts.standards[self.standard] for one in self.derived if one.counts)


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
    places: tuple[Placed[Standing], ...]

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

    def _derived(self, standard: str) -> tuple[Standing, ...]:
        known = [one.thing for one in self.places if one.thing.counts and standard in one.thing.counts.standards]
        return tuple(one for one in known if is_derived(one, standard))

    def _bands(self, standard: str) -> dict[Band, int]:
        given = [one.thing.counts.standards.get(standard) for one in self.places if one.thing.counts]
        return {band: given.count(band) for band in BANDS}


def blocks(data: DataSet, result: Standings) -> list[Block]:
    """Cut a league table into blocks, so that programmes with different standards are never mixed.

    Programmes that share the same standards under the same headings make one block. Providers without a rating
    are in none. The blocks come in the order of the programmes in the file.
    """
    found: dict[tuple[tuple[str, tuple[str, ...]], ...], list[Placed[Standing]]] = {}
    rated = [(one, one.thing.counts) for one in result.places if one.thing.counts]
    for one, inspection in rated:
        found.setdefault(tuple(data.programme_of(inspection).standards.items()), []).append(one)
    made = [_block(data, dict(headings), places) for headings, places in found.items()]
    return sorted(made, key=lambda block: min(_programme_places(data, block)))


def _programme_places(data: DataSet, block: Block) -> list[int]:
    return [data.programme_place(one.thing.counts) for one in block.places if one.thing.counts]


def _block(data: DataSet, headings: Headings, places: list[Placed[Standing]]) -> Block:
    inspections = [one.thing.counts for one in places if one.thing.counts]
    in_order = sorted(inspections, key=data.programme_place)
    used = {one.programme: data.programme_of(one) for one in in_order}
    return Block(tuple(used.values()), headings | _unlisted(headings, inspections), tuple(places))


def _unlisted(headings: Headings, inspections: list[Inspection]) -> Headings:
    """The standards that inspections name and that no programme lists, under an empty heading."""
    listed = {name for names in headings.values() for name in names}
    used = dict.fromkeys(name for one in inspections for name in one.standards if name not in listed)
    return {"": tuple(used)} if used else {}
