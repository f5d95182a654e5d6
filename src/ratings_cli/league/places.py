"""Ratings grouped by where: by the counties and places that providers serve, and by region."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ratings_cli.league.groups import Group, Groups, Identity, ranked
from ratings_cli.league.ranking import Ranked
from ratings_cli.league.standing import standing
from ratings_cli.model.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.selection import Selection
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Provider


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
