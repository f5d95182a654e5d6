"""Every name in a data set that a person may type, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model.names import Named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League, Provider


def league_names(data: DataSet) -> list[Named[str]]:
    """Every league by name and title."""
    return [
        Named(league.name, league.name, tuple(filter(None, (league.title, league.singular)))) for league in data.leagues
    ]


def owner_names(data: DataSet) -> list[Named[str]]:
    """Every owner by name, full name and alias."""
    return [Named(owner.name, owner.name, (*filter(None, (owner.full_name,)), *owner.aliases)) for owner in data.owners]


def area_names(data: DataSet) -> list[Named[str]]:
    """Every area that a provider serves, by name and alias."""
    aliases = {area.name: area.aliases for area in data.areas}
    used = dict.fromkeys(area for provider in data.providers for area in provider.areas)
    return [Named(name, name, aliases.get(name, ())) for name in used]


def region_names(data: DataSet) -> list[Named[str]]:
    """Every region that a provider belongs to."""
    used = dict.fromkeys(provider.region for provider in data.providers if provider.region)
    return [Named(name, name) for name in used]


def programme_names(data: DataSet) -> list[Named[str]]:
    """Every programme by name and title; where the data declares none, those that inspections name."""
    if data.programmes:
        return [Named(programme.name, programme.name, (programme.label,)) for programme in data.programmes]
    used = dict.fromkeys(inspection.programme for inspection in data.inspections if inspection.programme)
    return [Named(name, name) for name in used]


def standard_names(data: DataSet, programme: str | None = None) -> list[Named[str]]:
    """Every standard of every programme, and those that inspections name where no programme lists them.

    Args:
        data: where to look.
        programme: the name of the programme; where it lists its standards, only these.
    """
    listed = next((item.standard_names for item in data.programmes if item.name == programme), ())
    if listed:
        return [Named(name, name) for name in listed]
    used = dict.fromkeys(name for programme in data.programmes for name in programme.standard_names)
    used |= dict.fromkeys(name for inspection in data.inspections for name in inspection.standards)
    return [Named(name, name) for name in used]


def provider_names(data: DataSet, leagues: Iterable[League] | None = None) -> list[Named[Provider]]:
    """Every provider by name, short name, alias and id, each also with the league before or after it."""
    wanted = None if leagues is None else {league.name for league in leagues}
    return [
        Named(provider, _with_league(provider), _other_names(provider))
        for provider in data.providers
        if wanted is None or provider.league in wanted
    ]


def _with_league(provider: Provider) -> str:
    return f"{provider.name} ({provider.league})" if provider.league else provider.name


def _other_names(provider: Provider) -> tuple[str, ...]:
    plain = tuple(filter(None, (provider.name, provider.short, *provider.aliases)))
    if not provider.league:
        return (*plain, *filter(None, (provider.id,)))
    before = (f"{provider.league} {name}" for name in plain)
    after = (f"{name} {provider.league}" for name in plain)
    return (*plain, *before, *after, *filter(None, (provider.id,)))


def ranking_key_names(data: DataSet) -> list[Named[str]]:
    """Everything that providers can be ranked by."""
    return [Named("overall", "overall"), Named("points", "points"), *standard_names(data)]
