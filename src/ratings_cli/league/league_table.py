"""The league table as a result: the standings that are shown, their positions, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.ranking import Ranked, rank, without_positions
from ratings_cli.league.report import Change, change
from ratings_cli.league.selection import Selection, served_providers
from ratings_cli.league.standing import Standing, reports_out, standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Gap, Inspection, League, Provider, ProviderKey


class LeftOut(NamedTuple):
    """What a table does not show, and why.

    Args:
        inexact: rated reports whose dates are not exact enough to say that they were out by the day.
        only_unrated: providers that were inspected only under programmes that give no ratings.
        now_owned: providers that a chosen owner runs as at the date but that were rated under another.
        owned_unrated: providers that a chosen owner runs as at the date and that have no rating.
    """

    inexact: tuple[tuple[Provider, Inspection], ...] = ()
    only_unrated: tuple[Provider, ...] = ()
    now_owned: tuple[Standing, ...] = ()
    owned_unrated: tuple[Standing, ...] = ()


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

    What only the notes of a table speak of is worked out when they do: it takes a look at every provider there is.

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

    @cached_property
    def left_out(self) -> LeftOut:
        """What is not shown."""
        return _left_out(self.data, self.chosen, [ranked.item for ranked in self.whole])

    @property
    def newest(self) -> tuple[tuple[Provider, Inspection], ...]:
        """The newest reports among those that count: all that share the latest possible day, in order of name."""
        latest = max((day for item in self._counting if (day := item[1].latest)), default=None)
        if latest is None:
            return ()
        newest = [item for item in self._counting if item[1].latest == latest]
        return tuple(sorted(newest, key=lambda item: (item[0].name.casefold(), item[0].key)))

    @property
    def undated(self) -> int:
        """How many of the reports that count have no date, so that any of them may be newer than the newest."""
        return sum(1 for _, inspection in self._counting if inspection.latest is None)

    @property
    def _counting(self) -> Iterator[tuple[Provider, Inspection]]:
        return ((ranked.item.provider, ranked.item.counts) for ranked in self.places if ranked.item.counts)


def league_standings(data: DataSet, chosen: Selection) -> list[Standing]:
    """Every provider of the chosen leagues that has been inspected as at the date, whatever the filters.

    A provider that was only inspected under programmes that give no ratings competes in no table.
    """
    all_of_them = (
        standing(data, provider, chosen.as_of) for provider in served_providers(data, Selection(leagues=chosen.leagues))
    )
    return [rated for rated in all_of_them if _competes(data, rated.inspections)]


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
    whole = _placed(league_standings(data, chosen), by, worst_first=worst_first)
    places = [ranked for ranked in whole if chosen.serves(ranked.item.provider) and chosen.shows(ranked.item, by)]
    if rerank:
        places = _placed([ranked.item for ranked in places], by, worst_first=worst_first)
    result = LeagueTable(data, chosen, by, tuple(places), tuple(whole), worst_first, rerank)
    if not result.has_positions:
        places = without_positions(places)
        result = replace(result, places=tuple(places), whole=tuple(without_positions(whole)))
    return replace(result, since=_since(result, chosen.since)) if chosen.since else result


def _placed(standings: list[Standing], by: str, *, worst_first: bool) -> list[Ranked[Standing]]:
    return rank(
        standings, key=lambda rated: rated.key(by), name=lambda rated: rated.provider.name, worst_first=worst_first
    )


def _since(result: LeagueTable, day: dt.date) -> Since:
    """Compare each rating of a table with the provider's own as at a day, even where a filter hid it then."""
    now = {item.item.provider.key: item.item for item in result.whole}
    then = {key: standing(result.data, item.provider, day) for key, item in now.items()}
    changes = {key: change(then[key], item, day) for key, item in now.items()}
    sides = {key: now[key] if changes[key].unclear else item for key, item in then.items()}
    there = [side for side in sides.values() if _competes(result.data, side.inspections)]
    shown_now = {item.item.provider.key for item in result.places}
    shown_then = [
        rated for rated in there if result.chosen.serves(rated.provider) and result.chosen.shows(rated, result.by)
    ]
    ranked = _placed(shown_then if result.rerank else there, result.by, worst_first=False)
    known = sum(1 for rated in there if rated.key(result.by) is not None)
    return Since(
        day,
        changes,
        positions={
            item.item.provider.key: item.position
            for item in ranked
            if item.position is not None and 2 * known >= len(there) and not changes[item.item.provider.key].unclear
        },
        gone=tuple(rated for rated in shown_then if rated.provider.key not in shown_now),
    )


def _competes(data: DataSet, out: Sequence[Inspection]) -> bool:
    """Whether a provider of which these reports are out has a place in a table: with a rating, or still without one."""
    if data.all_rate:
        return len(out) > 0
    return any(inspection.overall is not None or data.programme_of(inspection).rated for inspection in out)


def _left_out(data: DataSet, chosen: Selection, standings: list[Standing]) -> LeftOut:
    inexact = []
    only_unrated = []
    for provider in served_providers(data, chosen):
        known = data.inspections_of.get(provider.key, ())
        if chosen.as_of is not None:
            inexact += [
                (provider, inspection)
                for inspection in known
                if inspection.overall is not None
                and inspection.publication.perhaps_out(chosen.as_of)
                and chosen.reports(provider, inspection)
            ]
        out = reports_out(data, provider, chosen.as_of)
        if out and not _competes(data, out) and not chosen.owners and not chosen.bands:
            only_unrated.append(provider)
    owned = [rated for rated in standings if rated.owner_now in chosen.owners and chosen.serves(rated.provider)]
    now_owned = tuple(rated for rated in owned if rated.owner is not None and rated.owner not in chosen.owners)
    unrated = tuple(rated for rated in owned if not rated.counts)
    return LeftOut(tuple(inexact), tuple(only_unrated), now_owned, unrated)


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
    return tuple(
        gap
        for gap, concerned in _with_providers(data)
        if any(
            provider.league in names and (providers is None or provider.key in providers)
            for provider in concerned
            if _bears_on(data, gap, provider, as_of)
        )
    )


def _with_providers(data: DataSet) -> Iterator[tuple[Gap, list[Provider]]]:
    """Each gap that concerns certain providers, with them."""
    for gap in data.gaps:
        if gap.providers:
            yield gap, [provider for provider in data.providers if provider.key[1] in gap.providers]
    for league in data.leagues:
        for gap in league.gaps:
            if gap.providers:
                yield gap, [data.provider_of[league.name, key] for key in gap.providers]


def _bears_on(data: DataSet, gap: Gap, provider: Provider, as_of: dt.date | None) -> bool:
    """Whether a provider's rating as at a day is from before what is missing."""
    if as_of is None:
        if gap.until is not None:
            return False
    elif (gap.from_ and as_of < gap.from_.earliest) or (gap.until and as_of > gap.until.latest):
        return False
    rated = standing(data, provider, as_of).counts
    if rated is None:
        return False
    published = rated.publication.earliest
    return gap.from_ is None or published is None or published < gap.from_.earliest
