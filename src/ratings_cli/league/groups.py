"""Ratings grouped by owner, area, region or league: who is in each group, its mean score, and its place.

A group is made of the standings of one league table, so what counts as a provider's rating, who owned it and which
filters hold has been decided before. A provider without a rating is in its group but never in the group's mean.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.league.ranking import Ranked, rank, without_positions
from ratings_cli.league.standing import Standing, standing
from ratings_cli.model.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.selection import Selection
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Provider
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
        if self.by in {"overall", "points"}:
            return tuple(standing.overall for standing in self.members)
        return tuple(standing.counts.standards.get(self.by) if standing.counts else None for standing in self.members)

    @property
    def derived(self) -> tuple[Standing, ...]:
        """The members whose score or points in the mean no source states outright."""
        return tuple(standing for standing in self.known if is_derived(standing, self.by))

    @property
    def derived_bands(self) -> frozenset[Band]:
        """The bands that no source states outright for one of the members or more."""
        field = "overall" if self.by == "points" else self.by
        return frozenset(band for standing, band in self.banded if band and is_derived(standing, field))

    @property
    def banded(self) -> tuple[tuple[Standing, Band | None], ...]:
        """The members, each with its band."""
        return tuple(zip(self.members, self.bands, strict=True))

    def at_the(self, end: Callable[[list[int | Fraction]], int | Fraction]) -> tuple[Standing, ...]:
        """The members at one end: `end` is ``max`` for the best, ``min`` for the worst; several when they tie."""
        keys = self._keys
        return tuple(standing for standing in self.members if keys and standing.key(self.by) == end(keys))

    @property
    def _keys(self) -> list[int | Fraction]:
        return [key for standing in self.members if (key := standing.key(self.by)) is not None]


def is_derived(standing: Standing, by: str) -> bool:
    """Whether a provider's overall rating, points or rating for a standard are derived: no source states them."""
    if standing.counts is None:
        return False
    return standing.counts.ground_of(by) is not None or (
        by == "points" and bool(standing.points and standing.points.derived)
    )


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a league table, ranked by their means, or in order where they do not compete.

    Args:
        table: the league table that they are made of.
        places: the ranked groups in order, then those that cannot be ranked.
        apart: the providers of the table that are in no group.
        too_few: the groups that are left out because fewer than `least` of their providers count.
        least: how many there must be.
        compete: whether they are ranked.
    """

    table: LeagueTable
    places: tuple[Ranked[Group], ...]
    apart: tuple[Standing, ...] = ()
    too_few: tuple[Group, ...] = ()
    least: int = 1
    compete: bool = True


def by_owner(table: LeagueTable, *, least: int = 1, worst_first: bool = False) -> Groups:
    """Group a league table by the owner when rated.

    Args:
        table: the league table.
        least: leave out owners with fewer rated providers than this.
        worst_first: begin at the bottom.

    Returns:
        One group an owner; `apart` are the providers without a rating, or whose owner then is not known.
    """
    groups = _of_owners(table, table.places)
    enough = [group for group in groups if len(group.members) >= least]
    too_few = tuple(group for group in groups if len(group.members) < least)
    places = ranked(table, enough, _of_owners(table, table.whole), worst_first=worst_first)
    apart = tuple(item.item for item in table.places if item.item.owner is None)
    return Groups(table, places, apart, too_few, least)


def _of_owners(table: LeagueTable, places: Iterable[Ranked[Standing]]) -> list[Group]:
    members: dict[str, list[Standing]] = defaultdict(list)
    for item in places:
        if item.item.owner is not None:
            members[item.item.owner].append(item.item)
    return [Group(name, table.by, tuple(members[name])) for name in sorted(members, key=fold)]


def by_league(table: LeagueTable) -> Groups:
    """Group a league table by league, in the order of the file; leagues do not compete with each other."""
    members: dict[str, list[Standing]] = defaultdict(list)
    for placed in table.places:
        members[placed.item.provider.league or ""].append(placed.item)
    groups = [Group(league.name, table.by, tuple(members[league.name])) for league in table.chosen.leagues]
    return Groups(table, tuple(Ranked(group, None) for group in groups if group.members), compete=False)


def ranked(
    table: LeagueTable, groups: list[Group], whole: list[Group], *, worst_first: bool
) -> tuple[Ranked[Group], ...]:
    """Rank groups by their exact means; what is not known by name has no place, and stands last.

    A position is that among all groups of the whole league table. A group of which filters show only a part has no
    position: its mean is of that part. Where the table ranks what is shown, so does this.

    Args:
        table: the league table.
        groups: those that are shown.
        whole: those of the whole league table.
        worst_first: begin at the bottom.
    """
    placed: list[Ranked[Group]] = []
    if table.rerank:
        placed = _by_mean(groups, worst_first=worst_first)
    else:
        shown = {item.identity: item for item in groups}
        for item in _by_mean(whole, worst_first=worst_first):
            group = shown.get(item.item.identity)
            if group and len(group.members) == len(item.item.members):
                placed.append(item._replace(item=group))
    entire = {item.item.identity for item in placed}
    parts = [item for item in groups if item.identity not in entire]
    placed += without_positions(_by_mean(parts, worst_first=worst_first))
    if not table.has_positions:
        placed = without_positions(placed)
    return tuple(sorted(placed, key=lambda item: (item.item.name is None, item.item.mean is None)))


def _by_mean(groups: list[Group], *, worst_first: bool) -> list[Ranked[Group]]:
    return rank(
        groups,
        key=lambda group: group.mean if group.name is not None else None,
        name=lambda group: group.name or "",
        worst_first=worst_first,
    )


def by_area(data: DataSet, table: LeagueTable, *, worst_first: bool = False) -> Groups:
    """Group a league table by the counties and places that its providers serve.

    A provider is in the group of each place that it serves; where an area was chosen, in the group of that alone.

    Args:
        data: the records, for who serves a place in each league.
        table: the league table.
        worst_first: begin at the bottom.

    Returns:
        One group a place; `apart` are the providers of which the record names no place. Places are ranked in one league
        alone: a mean over leagues, of which one may have ended, says nothing of a place.
    """
    shown = _of_areas(data, table, table.places, table.chosen)
    compete = len(table.chosen.leagues) == 1
    if compete:
        whole = _of_areas(data, table, table.whole, table.chosen._replace(areas=()))
        places = ranked(table, shown, whole, worst_first=worst_first)
    else:
        places = tuple(Ranked(group, None) for group in sorted(shown, key=lambda group: fold(group.name or "")))
    apart = tuple(placed.item for placed in table.places if not placed.item.provider.areas)
    return Groups(table, places, apart, compete=compete)


def _of_areas(data: DataSet, table: LeagueTable, places: Iterable[Ranked[Standing]], chosen: Selection) -> list[Group]:
    """The places that providers serve; where some were chosen, those alone."""
    members: dict[str, list[Standing]] = defaultdict(list)
    for placed in places:
        provider = placed.item.provider
        for area in chosen.areas_of(provider) if chosen.areas else provider.areas:
            members[area].append(placed.item)
    served = {(candidate.league, area) for candidate in data.providers for area in (*candidate.areas, candidate.region)}
    return [
        Group(
            area,
            table.by,
            _by_league(data, standings),
            missing=tuple(league.name for league in chosen.leagues if (league.name, area) not in served),
        )
        for area, standings in members.items()
    ]


def by_region(data: DataSet, table: LeagueTable, *, worst_first: bool = False) -> Groups:
    """Group a league table by region, and set beside each region how its own body stands.

    A body of a league that is the regions of another (an NPS division for CRCs) stands beside the providers on its
    ground and is not in their mean. Where the other league was not chosen, it is a provider like any other.

    Args:
        data: the records, for the regional bodies.
        table: the league table.
        worst_first: begin at the bottom.

    Returns:
        One group a region of a league; those without a known region are in a group without a name, and no place.
    """
    places = ranked(
        table, _of_regions(data, table, table.places), _of_regions(data, table, table.whole), worst_first=worst_first
    )
    return Groups(table, places)


def _of_regions(data: DataSet, table: LeagueTable, places: Iterable[Ranked[Standing]]) -> list[Group]:
    regional = {league.regions_of: league.name for league in data.leagues if league.regions_of}
    bodies = {
        (provider.league, provider.name): provider
        for provider in data.providers
        if provider.league in regional.values()
    }
    members: dict[Identity, list[Standing]] = defaultdict(list)
    for placed in places:
        rated = placed.item
        if _is_body(data, table, rated.provider):
            members.setdefault((rated.provider.league, rated.provider.name), [])  # though nobody else may be in it
        else:
            members[(regional.get(rated.provider.league or ""), rated.provider.region)].append(rated)
    groups = []
    for (league, name), standings in members.items():
        body = bodies.get((league, name or ""))
        body_stands = standing(data, body, table.chosen.as_of) if body else None
        groups.append(Group(name, table.by, tuple(standings), league=league, body=body_stands))
    return groups


def _by_league(data: DataSet, standings: list[Standing]) -> tuple[Standing, ...]:
    """In the order of the leagues in the file, and within each as the league table has them."""
    order = {league.name: place for place, league in enumerate(data.leagues)}
    return tuple(sorted(standings, key=lambda rated: order.get(rated.provider.league or "", len(order))))


def _is_body(data: DataSet, table: LeagueTable, provider: Provider) -> bool:
    """Whether a provider stands here as the region of others."""
    return any(
        league.name == provider.league and league.regions_of and table.chosen.has_league(league.regions_of)
        for league in data.leagues
    )
