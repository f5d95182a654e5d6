"""What the user wants to see: leagues and filters, with every name looked up kindly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.names import Named, find
from ratings_cli.owners import owner_when_rated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ratings_cli.dataset import Belonging, DataSet
    from ratings_cli.league import Standing
    from ratings_cli.records import Inspection, League, Provider
    from ratings_cli.scale import Band


class Selection(NamedTuple):
    """Which providers are shown and as at which date. Positions are positions within what is shown."""

    leagues: tuple[League, ...]
    owner: str | None = None
    area: str | None = None
    region: str | None = None
    bands: tuple[Band, ...] = ()
    as_of: dt.date | None = None
    since: dt.date | None = None

    def has_league(self, name: str | None) -> bool:
        """Whether a league is among the chosen ones."""
        return any(league.name == (name or "") for league in self.leagues)

    def serves(self, provider: Provider | Belonging) -> bool:
        """Whether a provider passes what depends on it alone: league, area and region."""
        return (
            (self.region is None or self.region == provider.region)
            and (self.area is None or self.area in provider.areas)
            and self.has_league(provider.league)
        )

    def shows(self, standing: Standing) -> bool:
        """Whether a provider that is served passes what depends on its rating: owner when rated, and band."""
        return (self.owner is None or self.owner == standing.owner) and (
            not self.bands or standing.overall in self.bands
        )

    def reports(self, provider: Provider, inspection: Inspection) -> bool:
        """Whether one report passes the filters, whether or not it is the one that counts."""
        return (self.owner is None or self.owner == owner_when_rated(provider, inspection)) and (
            not self.bands or inspection.overall in self.bands
        )

    @property
    def filters(self) -> dict[str, str | list[str]]:
        """The filters that are set, by name."""
        chosen: dict[str, str | list[str]] = {}
        if self.owner:
            chosen["owner"] = self.owner
        if self.area:
            chosen["area"] = self.area
        if self.region:
            chosen["region"] = self.region
        if self.bands:
            chosen["band"] = [band.value for band in self.bands]
        return chosen


def select(  # noqa: PLR0913 - one parameter an option of the command line
    data: DataSet,
    *,
    leagues: Sequence[str] = (),
    owner: str | None = None,
    area: str | None = None,
    region: str | None = None,
    bands: Sequence[Band] = (),
    as_of: dt.date | None = None,
    since: dt.date | None = None,
) -> Selection:
    """Look up the names that the user gave.

    Args:
        data: the data set to look in.
        leagues: names of leagues; ``all`` for all of them; none for the first of the data.
        owner: an owner's name, alias or an unambiguous part of one; `area` and `region` likewise.
        region: see owner.
        area: see owner.
        bands: only these bands; none for all.
        as_of: the date for which to look.
        since: the date against which movement is shown.

    Raises:
        NameNotFoundError: a name fits nothing, or more than one thing.
    """
    if not leagues:
        chosen = data.leagues[:1]
    elif any(name.casefold() == "all" for name in leagues):
        chosen = data.leagues
    else:
        wanted = {find(name, league_names(data), "league") for name in leagues}
        chosen = tuple(league for league in data.leagues if league.name in wanted)
    return Selection(
        leagues=chosen,
        owner=find(owner, owner_names(data), "owner") if owner else None,
        area=find(area, area_names(data), "area") if area else None,
        region=find(region, region_names(data), "region") if region else None,
        bands=tuple(dict.fromkeys(bands)),
        as_of=as_of,
        since=since,
    )


def served_providers(data: DataSet, chosen: Selection) -> list[Provider]:
    """The providers that pass league, area and region, in the order of the file."""
    passes = {one: chosen.serves(one) for one in dict.fromkeys(data.belongings)}
    return [data.providers[place] for place, one in enumerate(data.belongings) if passes[one]]


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
    used = dict.fromkeys(area for one in dict.fromkeys(data.belongings) for area in one.areas)
    return [Named(name, name, aliases.get(name, ())) for name in used]


def region_names(data: DataSet) -> list[Named[str]]:
    """Every region that a provider belongs to."""
    used = dict.fromkeys(one.region for one in dict.fromkeys(data.belongings) if one.region)
    return [Named(name, name) for name in used]


def programme_names(data: DataSet) -> list[Named[str]]:
    """Every programme by name and title; where the data declares none, those that inspections name."""
    if data.programmes:
        return [Named(one.name, one.name, (one.label,)) for one in data.programmes]
    used = dict.fromkeys(one.programme for one in data.inspections if one.programme)
    return [Named(name, name) for name in used]


def standard_names(data: DataSet, programme: str | None = None) -> list[Named[str]]:
    """Every standard of every programme, and those that inspections name where no programme lists them.

    Args:
        data: where to look.
        programme: the name of the programme; where it lists its standards, only these.
    """
    listed = next((one.standard_names for one in data.programmes if one.name == programme), ())
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


def ranking_key(data: DataSet, by: str) -> str:
    """Look up what to rank by: ``overall``, ``points`` or the name of a standard.

    Raises:
        NameNotFoundError: it is none of these.
    """
    if by in {"overall", "points"}:
        return by  # without a look at every standard of a large file
    far = "rank by 'overall', 'points' or a standard that `ratings scale` lists"
    return find(by, ranking_key_names(data), "ranking key", far=far)
