"""The league table as a result: the standings that are shown, their positions, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.ranking import Ranked, rank, without_positions
from ratings_cli.league.report import Change, change
from ratings_cli.league.standing import Standing, owner_when_rated, reports_out, standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator

    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Gap, Inspection, League, Provider, ProviderKey


class Since(NamedTuple):
    """What happened to ratings since an earlier day.

    Both sides are compared by the same reports: of whom it cannot be told, stands on both sides as it stands now.

    Args:
        day: the earlier day.
        changes: what became of each provider's rating, whatever the filters.
        positions: the position then of each provider of the whole table that had one, but of whom it cannot be told.
        gone: who was shown then, and is not now.
    """

    day: dt.date
    changes: dict[ProviderKey, Change]
    positions: dict[ProviderKey, int]
    gone: tuple[Standing, ...]


@dataclass(frozen=True)
class LeagueTable:
    """The league table: who is where in the whole of the chosen leagues, and who of them is shown.

    Args:
        data: the records.
        chosen: the selection.
        by: the ranking key.
        places: those that are shown: the ranked providers in order, then those that cannot be ranked.
        whole: all there are in the chosen leagues as at the date, whatever the filters.
        worst_first: whether it begins at the bottom.
        rerank: whether the positions are those within what is shown.
        since: what happened to ratings since the day that was chosen; None when none was.
    """

    data: DataSet = field(repr=False)
    chosen: Selection
    by: str
    places: tuple[Ranked[Standing], ...]
    whole: tuple[Ranked[Standing], ...] = field(repr=False)
    worst_first: bool = False
    rerank: bool = False
    since: Since | None = None

    @property
    def of(self) -> int:
        """How many there are before filters."""
        return len(self.whole)

    @property
    def known(self) -> int:
        """Of how many of them the ranking key is known."""
        return sum(1 for ranked in self.whole if ranked.item.key(self.by) is not None)

    @property
    def has_positions(self) -> bool:
        """Whether the key is known of half of them at least: a place among a few would be taken for one among all."""
        return 2 * self.known >= len(self.whole)

    @property
    def inexact(self) -> tuple[tuple[Provider, Inspection], ...]:
        """The rated reports whose dates are not exact enough to say that they were out by the day."""
        day = self.chosen.as_of
        if day is None:
            return ()
        return tuple(
            (provider, inspection)
            for provider in self._served
            for inspection in self.data.inspections_of.get(provider.key, ())
            if inspection.overall is not None
            and inspection.publication.perhaps_out(day)
            and self.chosen.shows(provider, owner_when_rated(provider, inspection), inspection.overall)
        )

    @property
    def only_unrated(self) -> tuple[Provider, ...]:
        """The providers that were inspected only under programmes that give no ratings."""
        if self.chosen.owners or self.chosen.bands:
            return ()
        out = ((provider, reports_out(self.data, provider, self.chosen.as_of)) for provider in self._served)
        return tuple(provider for provider, reports in out if reports and not _competes(self.data, reports))

    @property
    def owned_now(self) -> tuple[Standing, ...]:
        """The providers that a chosen owner runs as at the date, but whose rating is not known to be of its work."""
        owners = self.chosen.owners
        standings = (ranked.item for ranked in self.whole if self.chosen.serves(ranked.item.provider))
        return tuple(item for item in standings if item.owner_now in owners and item.owner not in owners)

    @property
    def newest(self) -> tuple[tuple[Provider, Inspection], ...]:
        """The newest reports among those that count: all that share the latest possible day, in order of name."""
        latest = max((day for item in self._counting if (day := item[1].latest)), default=None)
        newest = [item for item in self._counting if latest and item[1].latest == latest]
        return tuple(sorted(newest, key=lambda item: (item[0].name.casefold(), item[0].key)))

    @property
    def undated(self) -> int:
        """How many of the reports that count have no date, so that any of them may be newer than the newest."""
        return sum(1 for _, inspection in self._counting if inspection.latest is None)

    @property
    def _counting(self) -> Iterator[tuple[Provider, Inspection]]:
        return ((ranked.item.provider, ranked.item.counts) for ranked in self.places if ranked.item.counts)

    @property
    def _served(self) -> Iterator[Provider]:
        return filter(self.chosen.serves, self.data.providers)


def league_standings(data: DataSet, chosen: Selection) -> list[Standing]:
    """Every provider of the chosen leagues that has been inspected as at the date, whatever the filters.

    A provider that was only inspected under programmes that give no ratings competes in no table.
    """
    providers = (provider for provider in data.providers if chosen.has_league(provider.league))
    standings = (standing(data, provider, chosen.as_of) for provider in providers)
    return [item for item in standings if _competes(data, item.inspections)]


def _competes(data: DataSet, out: Iterable[Inspection]) -> bool:
    """Whether a provider of which these reports are out has a place in a table: with a rating, or still without one."""
    return any(inspection.overall is not None or data.programme_of(inspection).rated for inspection in out)


def league_table(
    data: DataSet, chosen: Selection, by: str = "overall", *, worst_first: bool = False, rerank: bool = False
) -> LeagueTable:
    """Rank the providers of the chosen leagues, then leave those that the filters choose.

    Args:
        data: the records.
        chosen: leagues, filters and date.
        by: ``overall``, ``points`` or the name of a standard.
        worst_first: begin at the bottom.
        rerank: count the positions within what is shown instead of within the whole.
    """
    table = LeagueTable(data, chosen, by, (), (), worst_first, rerank)
    table = _with_places(table, league_standings(data, chosen))
    return replace(table, since=_since(table, chosen.since)) if chosen.since else table


def _with_places(table: LeagueTable, standings: Iterable[Standing]) -> LeagueTable:
    """A table of other standings."""

    def placed(standings: Iterable[Standing]) -> list[Ranked[Standing]]:
        name = attrgetter("provider.name")
        return rank(standings, key=lambda item: item.key(table.by), name=name, worst_first=table.worst_first)

    by, whole = table.by, placed(standings)
    places = [
        ranked
        for ranked in whole
        if table.chosen.shows(ranked.item.provider, ranked.item.owner, ranked.item.band_for(by))
    ]
    if table.rerank:
        places = placed(item.item for item in places)
    result = replace(table, places=tuple(places), whole=tuple(whole))
    if result.has_positions:
        return result
    return replace(result, places=tuple(without_positions(places)), whole=tuple(without_positions(whole)))


def _since(table: LeagueTable, day: dt.date) -> Since:
    """Compare each rating of a table with the provider's own as at a day, even where a filter hid it then."""
    now = {ranked.item.provider.key: ranked.item for ranked in table.whole}
    then = {key: standing(table.data, item.provider, day) for key, item in now.items()}
    changes = {key: change(then[key], item, day) for key, item in now.items()}
    sides = {key: now[key] if changes[key].unclear else item for key, item in then.items()}
    before = _with_places(table, [side for side in sides.values() if _competes(table.data, side.inspections)])
    positions = {item.item.provider.key: item.position for item in (before.places if table.rerank else before.whole)}
    shown_now = {ranked.item.provider.key for ranked in table.places}
    shown_then = {ranked.item.provider.key for ranked in before.places}
    return Since(
        day,
        changes,
        {key: position for key, position in positions.items() if position is not None and not changes[key].unclear},
        tuple(side for key, side in sides.items() if key in shown_then - shown_now),
    )


def caveats(
    data: DataSet,
    leagues: Iterable[League],
    as_of: dt.date | None,
    providers: Collection[ProviderKey] | None = None,
) -> tuple[Gap, ...]:
    """Return the gaps that bear on what is shown: those by which a rating in it is perhaps no longer the newest.

    Args:
        data: the records.
        leagues: the leagues that are shown.
        as_of: the day for which they are shown; None when all reports count.
        providers: those that are shown; None for all of the leagues, as where their numbers are.
    """
    names = {league.name for league in leagues}
    concerned = [(gap, [item for item in data.providers if item.key[1] in gap.providers]) for gap in data.gaps]
    concerned += [
        (gap, [data.provider_of[league.name, key] for key in gap.providers])
        for league in data.leagues
        for gap in league.gaps
    ]
    return tuple(
        gap
        for gap, whom in concerned
        if any(
            provider.league in names
            and (providers is None or provider.key in providers)
            and _bears_on(data, gap, provider, as_of)
            for provider in whom
        )
    )


def _bears_on(data: DataSet, gap: Gap, provider: Provider, as_of: dt.date | None) -> bool:
    """Whether a provider's rating as at a day is from before what is missing."""
    if as_of is None:
        over = gap.until is not None
    else:
        over = bool((gap.from_ and as_of < gap.from_.earliest) or (gap.until and as_of > gap.until.latest))
    rated = None if over else standing(data, provider, as_of).counts
    if rated is None:
        return False
    published = rated.publication.earliest
    return gap.from_ is None or published is None or published < gap.from_.earliest
