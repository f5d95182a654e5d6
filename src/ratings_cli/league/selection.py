"""What the user wants to see: leagues, filters and dates; what a filter cannot judge, and what there is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.model.names import fold
from ratings_cli.model.phrases import listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League, Provider
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
        return name in [league.name for league in self.leagues]

    def league(self, name: str) -> League:
        """The chosen league of a name."""
        return next(league for league in self.leagues if league.name == name)

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

    def shows(self, provider: Provider, owner: str | None, band: Band | None) -> bool:
        """Whether a rating of a provider passes all filters, when it was given under this owner and has this band."""
        return (
            (not self.owners or owner in self.owners)
            and (not self.bands or band in self.bands)
            and self.serves(provider)
        )

    @property
    def filters(self) -> dict[str, list[str]]:
        """The filters that are set, by name."""
        bands = [band.value for band in self.bands]
        every = {"owner": [*self.owners], "area": [*self.areas], "region": [*self.regions], "band": bands}
        return {name: values for name, values in every.items() if values}

    @property
    def filter_words(self) -> list[str]:
        """The same in words: ``owner: Sodexo``, ``band: good or outstanding``."""
        return [f"{name}: {listed(values, 'or')}" for name, values in self.filters.items()]

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


def unjudged(chosen: Selection, items: Sequence[Judged]) -> dict[str, list[Provider]]:
    """Which providers a filter passes over because what it asks is not known of them, though they pass the others.

    Of all `items` that there are before filters, they stand under each kind of filter (owner, area, region, band) that
    passes over some.
    """
    found = {}
    for kind in chosen.filters:
        others = chosen.without(kind)
        unknown = [
            item for item in items if _is_unknown(item, kind) and others.shows(item.provider, item.owner, item.band)
        ]
        if providers := list({item.provider.key: item.provider for item in unknown}.values()):
            found[kind] = providers
    return found


def _is_unknown(item: Judged, kind: str) -> bool:
    """Whether what a kind of filter asks is not known; who is not rated has neither an owner when rated nor a band."""
    if kind in {"area", "region"}:
        return not item.provider.areas if kind == "area" else item.provider.region is None
    return item.is_rated and (item.owner is None if kind == "owner" else item.band is None)


def near_by_name(chosen: Selection, items: Sequence[Judged]) -> list[Provider]:
    """Of leagues in which nobody serves a chosen area, the providers whose name, or an area of whom, holds its name."""
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
    """Another way to ask, which shows something: how it differs, what to ask for, and how many rows it shows."""

    what: str
    chosen: Selection
    number: int


def alternatives(data: DataSet, chosen: Selection, count: Callable[[Selection], int]) -> list[Alternative]:
    """What there is instead, where a selection shows nothing: first with one thing changed, and else with more.

    `count` says how many rows a selection shows.
    """

    def counted(ways: Iterable[tuple[str, Selection]]) -> list[Alternative]:
        return [Alternative(what, other, number) for what, other in ways if (number := count(other))]

    others = [league for league in data.leagues if league not in chosen.leagues]
    elsewhere = tuple(league for league in others if count(chosen._replace(leagues=(league,))))
    less = [*_with_less(chosen)]
    found = counted([("in other leagues", chosen._replace(leagues=elsewhere)), *less])
    if not found and chosen.leagues != data.leagues:
        found = counted((f"in all leagues, {what}", other._replace(leagues=data.leagues)) for what, other in less)
    if not found:
        bare = chosen.without(*chosen.filters)
        more = (bare, bare._replace(as_of=None), bare._replace(as_of=None, leagues=data.leagues))
        found = counted(("without filters", other) for other in more if other != chosen)[:1]
    return found[:_MOST]


def _with_less(chosen: Selection) -> Iterator[tuple[str, Selection]]:
    """The same selection without one of its filters, or without its date."""
    for kind in chosen.filters:
        yield f"without --{kind}", chosen.without(kind)
    if chosen.as_of:
        yield "without --as-of", chosen._replace(as_of=None)


def options_of(data: DataSet, chosen: Selection, default: Sequence[object]) -> list[str]:
    """A selection as options of the command line; the `default` leagues need none."""
    names = ["all"] if chosen.leagues == data.leagues else [league.name for league in chosen.leagues]
    options = [] if chosen.leagues == default else [part for name in names for part in ("-l", name)]
    for name, values in chosen.filters.items():
        options += [part for value in values for part in (f"--{name}", value)]
    return [*options, "--as-of", chosen.as_of.isoformat()] if chosen.as_of else options
