"""Ratings grouped by owner, area, region or league: who is in each group, its mean score, and its place.

A group is made of the standings of one league table, so what counts as a provider's rating, who owned it and which
filters hold has been decided before. A provider without a rating is in its group but never in the group's mean.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.league.ranking import Ranked, rank, without_positions
from ratings_cli.league.standing import Standing, standing
from ratings_cli.model.names import fold
from ratings_cli.model.scale import BANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.records import Inspection
    from ratings_cli.model.scale import Band

Identity: TypeAlias = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Group:
    """Providers that have an owner, an area, a region or a league in common, or reports that have a year.

    Args:
        name: the owner, the area, the region, the league or the year; None for those whose region is not known.
        by: what the mean is a mean of: ``overall``, ``points`` or a standard.
        members: the providers, in the order of the league table.
        league: of a region, the league that its regional body is in; None where there is no such league.
        body: of a region, how its regional body stands; None when the record has no such body.
        missing: of an area, the chosen leagues in which the record knows of nobody who serves it.
    """

    name: str | None
    by: str
    members: tuple[Standing, ...] = ()
    league: str | None = None
    body: Standing | None = None
    missing: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """What tells it from every other group: regions of the same name may belong to different leagues."""
        return (self.league, self.name)

    @property
    def known(self) -> tuple[Standing, ...]:
        """The members that the mean is of."""
        return tuple(standing for standing in self.members if standing.key(self.by) is not None)

    @property
    def mean(self) -> Fraction | None:
        """The exact mean of the members' scores, or shares of points; None when none is known."""
        keys = self._keys
        return Fraction(sum(map(Fraction, keys)), len(keys)) if keys else None

    @property
    def bands(self) -> tuple[Band | None, ...]:
        """The members' bands: those of the standard where the mean is of a standard, else the overall ratings."""
        return tuple(standing.band_for(self.by) for standing in self.members)

    @property
    def derived(self) -> tuple[Standing, ...]:
        """The members whose score or points in the mean no source states outright."""
        return tuple(standing for standing in self.known if is_derived(standing, self.by))

    def derived_with(self, band: Band) -> list[Standing]:
        """The members with a band that no source states outright."""
        field = "overall" if self.by == "points" else self.by
        return [item for item in self.members if item.band_for(self.by) is band and is_derived(item, field)]

    @property
    def derived_bands(self) -> frozenset[Band]:
        """The bands that no source states outright for one of the members or more."""
        return frozenset(filter(self.derived_with, BANDS))

    @property
    def newest(self) -> Inspection | None:
        """The newest report that counts; one of those that share the latest possible day."""
        dated = [(day, item.counts) for item in self.members if item.counts and (day := item.counts.latest)]
        return max(dated, key=lambda found: found[0])[1] if dated else None

    def at_the(self, end: Callable[[list[int | Fraction]], int | Fraction]) -> tuple[Standing, ...]:
        """The members at one end: `end` is ``max`` for the best, ``min`` for the worst; several when they tie."""
        keys = self._keys
        return tuple(standing for standing in self.members if keys and standing.key(self.by) == end(keys))

    @property
    def _keys(self) -> list[int | Fraction]:
        return [key for standing in self.members if (key := standing.key(self.by)) is not None]


def is_derived(standing: Standing, by: str) -> bool:
    """Whether a provider's overall rating, points or rating for a standard are derived: no source states them."""
    added_up = by == "points" and standing.points and standing.points.derived
    return bool(added_up or (standing.counts and standing.counts.ground_of(by) is not None))


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a league table, ranked by their means, or in order where they do not compete.

    Args:
        table: the league table that they are made of.
        places: the ranked groups in order, then those that cannot be ranked.
        ungrouped: the providers of the table that are in no group.
        too_few: the groups that are left out because fewer than `least` of their providers count.
        least: how many there must be.
        compete: whether they are ranked.
    """

    table: LeagueTable
    places: tuple[Ranked[Group], ...]
    ungrouped: tuple[Standing, ...] = ()
    too_few: tuple[Group, ...] = ()
    least: int = 1
    compete: bool = True


def by_owner(table: LeagueTable, *, least: int = 1) -> Groups:
    """Group a league table by the owner when rated; leave out owners with fewer than `least` rated providers.

    `ungrouped` are the providers without a rating, or whose owner then is not known.
    """

    def owners(places: Iterable[Ranked[Standing]]) -> list[Group]:
        members = _members(places, lambda standing: (standing.owner,))
        return [Group(name, table.by, members[name]) for name in sorted(filter(None, members), key=fold)]

    groups = owners(table.places)
    enough = [group for group in groups if len(group.members) >= least]
    too_few = tuple(group for group in groups if len(group.members) < least)
    ungrouped = tuple(placed.item for placed in table.places if placed.item.owner is None)
    return Groups(table, _ranked(table, enough, owners(table.whole)), ungrouped, too_few, least)


def by_league(table: LeagueTable) -> Groups:
    """Group a league table by league, in the order of the file; leagues do not compete with each other."""
    members = _members(table.places, lambda standing: (standing.provider.league,))
    there = [league.name for league in table.chosen.leagues if league.name in members]
    return Groups(table, tuple(Ranked(Group(name, table.by, members[name]), None) for name in there), compete=False)


def by_area(table: LeagueTable) -> Groups:
    """Group a league table by the counties and places that its providers serve.

    A provider is in the group of each place that it serves; where an area was chosen, in the group of that alone.
    `ungrouped` are the providers of which the record names no place. Places are ranked in one league alone: a mean over
    leagues, of which one may have ended, says nothing of a place.
    """
    leagues = [league.name for league in table.data.leagues]
    providers = table.data.providers
    served = {(provider.league, area) for provider in providers for area in (*provider.areas, provider.region)}

    def areas(places: Iterable[Ranked[Standing]], chosen: Selection) -> list[Group]:
        in_order = sorted(places, key=lambda placed: leagues.index(placed.item.provider.league))
        areas_of = chosen.areas_of if chosen.areas else attrgetter("areas")
        members = _members(in_order, lambda standing: areas_of(standing.provider))
        missing = {
            area: tuple(league.name for league in chosen.leagues if (league.name, area) not in served)
            for area in members
        }
        return [Group(area, table.by, standings, missing=missing[area]) for area, standings in members.items()]

    groups = areas(table.places, table.chosen)
    ungrouped = tuple(placed.item for placed in table.places if not placed.item.provider.areas)
    if len(table.chosen.leagues) == 1:
        whole = areas(table.whole, table.chosen._replace(areas=()))
        return Groups(table, _ranked(table, groups, whole), ungrouped)
    places = tuple(Ranked(group, None) for group in sorted(groups, key=lambda group: fold(group.name or "")))
    return Groups(table, places, ungrouped, compete=False)


def by_region(table: LeagueTable) -> Groups:
    """Group a league table by region, and set beside each region how its own body stands.

    A body of a league that is the regions of another (an NPS division for CRCs) stands beside the providers on its
    ground and is not in their mean. Where the other league was not chosen, it is a provider like any other. Providers
    without a known region are in a group without a name, and no place.
    """
    data = table.data
    regional = {league.regions_of: league.name for league in data.leagues if league.regions_of}
    bodies = {(item.league, item.name): item for item in data.providers if item.league in regional.values()}
    beside = {league for regions_of, league in regional.items() if table.chosen.has_league(regions_of)}

    def regions(places: Iterable[Ranked[Standing]]) -> list[Group]:
        members: dict[Identity, list[Standing]] = defaultdict(list)
        for placed in places:
            provider = placed.item.provider
            if provider.league in beside:
                members.setdefault((provider.league, provider.name), [])  # though nobody else may be in it
            else:
                members[regional.get(provider.league), provider.region].append(placed.item)
        return [
            Group(name, table.by, tuple(standings), league, standing(data, body, table.chosen.as_of) if body else None)
            for (league, name), standings in members.items()
            for body in [bodies.get((league or "", name or ""))]
        ]

    return Groups(table, _ranked(table, regions(table.places), regions(table.whole)))


def _members(
    places: Iterable[Ranked[Standing]], groups_of: Callable[[Standing], Iterable[str | None]]
) -> dict[str | None, tuple[Standing, ...]]:
    """The members of each group, where the groups of a provider are given."""
    found: dict[str | None, list[Standing]] = defaultdict(list)
    for placed in places:
        for name in groups_of(placed.item):
            found[name].append(placed.item)
    return {name: tuple(members) for name, members in found.items()}


def _ranked(table: LeagueTable, groups: list[Group], whole: list[Group]) -> tuple[Ranked[Group], ...]:
    """Rank groups by their exact means; what is not known by name has no place, and stands last.

    A position is that among all groups of the `whole` league table. A group of which filters show only a part has no
    position: its mean is of that part. Where the table ranks what is shown, so does this.
    """

    def by_mean(groups: Iterable[Group]) -> list[Ranked[Group]]:
        def mean(group: Group) -> Fraction | None:
            return group.mean if group.name is not None else None

        return rank(groups, key=mean, name=lambda group: group.name or "", worst_first=table.worst_first)

    shown = {group.identity: group for group in groups}
    placed = [
        ranked._replace(item=shown[ranked.item.identity])
        for ranked in by_mean(groups if table.rerank else whole)
        if ranked.item.identity in shown and len(shown[ranked.item.identity].members) == len(ranked.item.members)
    ]
    entire = {ranked.item.identity for ranked in placed}
    parts = by_mean(group for group in groups if group.identity not in entire)
    placed = [*placed, *without_positions(parts)] if table.has_positions else without_positions([*placed, *parts])
    return tuple(sorted(placed, key=lambda ranked: (ranked.item.name is None, ranked.item.mean is None)))
