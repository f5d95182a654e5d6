"""What the user wants to see: leagues, filters and dates; what a filter cannot judge, and what there is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.league.standing import owner_when_rated
from ratings_cli.model.names import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, Provider
    from ratings_cli.model.scale import Band


class Selection(NamedTuple):
    """Which leagues are ranked as at which date, and which of their providers are shown: filters change no position.

    The names of one kind add up: two owners are what either ran. Those of different kinds narrow each other.
    """

    leagues: tuple[League, ...]
    owners: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    as_of: dt.date | None = None
    since: dt.date | None = None

    def has_league(self, name: str | None) -> bool:
        """Whether a league is among the chosen ones."""
        return any(league.name == (name or "") for league in self.leagues)

    def serves(self, provider: Provider) -> bool:
        """Whether a provider passes what depends on it alone: league, area and region."""
        return (
            (not self.regions or provider.region in self.regions)
            and (not self.areas or bool(self.areas_of(provider)))
            and self.has_league(provider.league)
        )

    def areas_of(self, provider: Provider) -> tuple[str, ...]:
        """Those of the chosen areas that a provider serves; of an area that is also a region, it may be a part."""
        return tuple(area for area in self.areas if area in provider.areas or area == provider.region)

    def shows(self, standing: Standing, by: str = "overall") -> bool:
        """Whether a provider that is served passes what depends on its rating: owner when rated, and band.

        Args:
            standing: how the provider stands.
            by: what the table is ranked by; the band is that of a standard where it is one.
        """
        return self.passes(standing.owner, standing.band_for(by))

    def reports(self, provider: Provider, inspection: Inspection) -> bool:
        """Whether one report passes the filters, whether or not it is the one that counts."""
        return self.passes(owner_when_rated(provider, inspection), inspection.overall)

    def passes(self, owner: str | None, band: Band | None) -> bool:
        """Whether a rating of this band, given under this owner, passes the filters by owner and band."""
        return (not self.owners or owner in self.owners) and (not self.bands or band in self.bands)

    @property
    def filters(self) -> dict[str, list[str]]:
        """The filters that are set, by name."""
        bands = [band.value for band in self.bands]
        every = {"owner": [*self.owners], "area": [*self.areas], "region": [*self.regions], "band": bands}
        return {name: values for name, values in every.items() if values}

    def without(self, *filters: str) -> Selection:
        """The same selection without some of its filters, by name."""
        unset: dict[str, Any] = {f"{name}s": () for name in filters}
        return self._replace(**unset)


_MOST = 3
"""So many other ways to ask are told at most."""


class Judged(NamedTuple):
    """What filters look at: a provider, the owner when rated and the band; and whether there is a rating at all."""

    provider: Provider
    owner: str | None
    band: Band | None
    is_rated: bool = True


def judged(standings: Iterable[Standing], by: str) -> list[Judged]:
    """What filters look at in the standings of a table that is ranked by a key."""
    return [
        Judged(standing.provider, standing.owner, standing.band_for(by), standing.counts is not None)
        for standing in standings
    ]


def unjudged(chosen: Selection, items: Sequence[Judged]) -> dict[str, list[Provider]]:
    """Which providers a filter passes over because what it asks is not known of them, though they pass the others.

    Args:
        chosen: the filters.
        items: all that there is before filters.

    Returns:
        The providers for each kind of filter (owner, area, region, band) that passes over some.
    """
    found = {}
    for kind in chosen.filters:
        others = chosen.without(kind)
        unknown = [item for item in items if _is_unknown(item, kind) and _passes(others, item)]
        if providers := list({item.provider.key: item.provider for item in unknown}.values()):
            found[kind] = providers
    return found


def _is_unknown(item: Judged, kind: str) -> bool:
    """Whether what a kind of filter asks is not known; who is not rated has neither an owner when rated nor a band."""
    if kind in {"area", "region"}:
        return not item.provider.areas if kind == "area" else item.provider.region is None
    return item.is_rated and (item.owner is None if kind == "owner" else item.band is None)


def _passes(chosen: Selection, item: Judged) -> bool:
    return chosen.serves(item.provider) and chosen.passes(item.owner, item.band)


def near_by_name(chosen: Selection, items: Sequence[Judged]) -> list[Provider]:
    """Of leagues in which nobody serves a chosen area, the providers whose name, or an area of theirs, holds its name.

    Args:
        chosen: the filters.
        items: all that there is before filters.
    """
    near = {}
    for area in chosen.areas:
        only = chosen._replace(areas=(area,))
        serving = {item.provider.league for item in items if only.serves(item.provider)}
        for item in items:
            names = (item.provider.name, *item.provider.areas)
            if item.provider.league not in serving and any(f" {fold(area)}" in f" {fold(name)}" for name in names):
                near[item.provider.key] = item.provider
    return list(near.values())


class Alternative(NamedTuple):
    """Another way to ask, which shows something.

    Args:
        what: how it differs: ``in other leagues``, ``without --band``.
        chosen: what to ask for.
        number: how many rows it shows.
    """

    what: str
    chosen: Selection
    number: int


def alternatives(data: DataSet, chosen: Selection, count: Callable[[Selection], int]) -> list[Alternative]:
    """What there is instead, where a selection shows nothing: first with one thing changed, and else with more.

    Args:
        data: the records.
        chosen: the selection.
        count: how many rows a selection shows.
    """
    found = []
    elsewhere = [
        league for league in data.leagues if league not in chosen.leagues and count(chosen._replace(leagues=(league,)))
    ]
    if elsewhere:
        found.append(_counted("in other leagues", chosen._replace(leagues=tuple(elsewhere)), count))
    found += [alternative for what, other in _with_less(chosen) if (alternative := _counted(what, other, count)).number]
    if not found and chosen.leagues != data.leagues:
        less = ((f"in all leagues, {what}", other._replace(leagues=data.leagues)) for what, other in _with_less(chosen))
        found = [alternative for what, other in less if (alternative := _counted(what, other, count)).number]
    if not found:
        bare = chosen.without(*chosen.filters)
        more = (bare, bare._replace(as_of=None), bare._replace(as_of=None, leagues=data.leagues))
        found = [
            alternative
            for other in more
            if other != chosen and (alternative := _counted("without filters", other, count)).number
        ]
        found = found[:1]
    return found[:_MOST]


def _with_less(chosen: Selection) -> Iterator[tuple[str, Selection]]:
    """The same selection without one of its filters, or without its date."""
    for kind in chosen.filters:
        yield f"without --{kind}", chosen.without(kind)
    if chosen.as_of:
        yield "without --as-of", chosen._replace(as_of=None)


def _counted(what: str, chosen: Selection, count: Callable[[Selection], int]) -> Alternative:
    return Alternative(what, chosen, count(chosen))


def options_of(data: DataSet, chosen: Selection, default: Sequence[object]) -> list[str]:
    """A selection as options of the command line.

    Args:
        data: the records.
        chosen: the selection.
        default: the leagues that need no option.
    """
    names = ["all"] if chosen.leagues == data.leagues else [league.name for league in chosen.leagues]
    options = [] if chosen.leagues == default else [part for name in names for part in ("-l", name)]
    for name, values in chosen.filters.items():
        options += [part for value in values for part in (f"--{name}", value)]
    return [*options, "--as-of", chosen.as_of.isoformat()] if chosen.as_of else options
