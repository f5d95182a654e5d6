"""What the user wants to see: leagues and filters, with every name looked up kindly."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ratings_cli.model.known_names import area_names, league_names, owner_names, ranking_key_names, region_names
from ratings_cli.model.names import NameNotFoundError, find
from ratings_cli.model.ownership import owner_when_rated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, Provider
    from ratings_cli.model.scale import Band

T = TypeVar("T")


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


def select(  # noqa: PLR0913 - one parameter an option of the command line
    data: DataSet,
    *,
    leagues: Sequence[str] = (),
    owners: Sequence[str] = (),
    areas: Sequence[str] = (),
    regions: Sequence[str] = (),
    bands: Sequence[Band] = (),
    as_of: dt.date | None = None,
    since: dt.date | None = None,
) -> Selection:
    """Look up the names that the user gave: each text is one name, or several with commas between them.

    Args:
        data: the data set to look in.
        leagues: names of leagues; ``all`` for all of them; none for the first of the data.
        owners: owners' names, aliases or unambiguous parts of one; `areas` and `regions` likewise.
        areas: see owners; where no area has the name, a region may have it.
        regions: see owners.
        bands: only these bands; none for all.
        as_of: the date for which to look.
        since: the date against which movement is shown.

    Raises:
        NameNotFoundError: a name fits nothing, or more than one thing.
    """
    return Selection(
        leagues=_leagues(data, leagues) if leagues else data.leagues[:1],
        owners=find_each(owners, lambda name: _find(data, name, "owner")),
        areas=find_each(areas, lambda name: _find_area(data, name)),
        regions=find_each(regions, lambda name: _find(data, name, "region")),
        bands=tuple(dict.fromkeys(bands)),
        as_of=as_of,
        since=since,
    )


def _leagues(data: DataSet, names: Sequence[str]) -> tuple[League, ...]:
    """The leagues of these names, in the order of the data."""
    wanted = find_each(names, lambda name: "all" if name.strip().casefold() == "all" else _find(data, name, "league"))
    return tuple(league for league in data.leagues if league.name in wanted or "all" in wanted)


def _find_area(data: DataSet, name: str) -> str:
    """The area of a name; where no area comes by it, the region: ``South Central``."""
    try:
        return find(name, area_names(data), "area")
    except NameNotFoundError as error:
        if error.several:
            raise
        try:
            return find(name, region_names(data), "region")
        except NameNotFoundError:
            return _find(data, name, "area")


def _find(data: DataSet, name: str, kind: str) -> str:
    """The owner, area, region or league of a name; where it is the name of another kind, the error says of which."""
    kinds = {"owner": owner_names, "area": area_names, "region": region_names, "league": league_names}
    try:
        far = f"list them: ratings list {kind}s"
        if kind == "league" and not any(league.name for league in data.leagues):
            far = "this data has no leagues: leave out --league"
        return find(name, kinds[kind](data), kind, far=far)
    except NameNotFoundError as error:
        for other in () if error.several else (text for text in kinds if text != kind):
            try:
                find(name, kinds[other](data), other)
            except NameNotFoundError:
                continue
            article = "an" if other[0] in "oa" else "a"
            raise NameNotFoundError(
                f"{error}; it is {article} {other}: --{other} {shlex.quote(name.strip())}"
            ) from None
        raise


def find_each(texts: Iterable[str], find_one: Callable[[str], T]) -> tuple[T, ...]:
    """Look up texts of which each is a name, or several names with commas between them; what is found once stays once.

    Args:
        texts: what the user typed; a name that has a comma of its own is found as a whole.
        find_one: looks a name up.

    Raises:
        NameNotFoundError: what `find_one` says of a text that is no name, or of the part of it that is none.
    """
    found: dict[T, None] = {}
    for text in texts:
        try:
            found[find_one(text)] = None
        except NameNotFoundError:
            parts = [part for part in text.split(",") if part.strip()]
            if parts in ([], [text]):
                raise
            found |= dict.fromkeys(find_one(part) for part in parts)
    return tuple(found)


def served_providers(data: DataSet, chosen: Selection) -> list[Provider]:
    """The providers that pass league, area and region, in the order of the file."""
    return [provider for provider in data.providers if chosen.serves(provider)]


def ranking_key(data: DataSet, by: str) -> str:
    """Look up what to rank by: ``overall``, ``points`` or the name of a standard.

    Raises:
        NameNotFoundError: it is none of these.
    """
    if by in {"overall", "points"}:
        return by  # without a look at every standard of a large file
    far = "rank by 'overall', 'points' or a standard that `ratings scale` lists"
    return find(by, ranking_key_names(data), "ranking key", far=far)
