"""Every day on which the table of a league changed, with the table as it stood and what was new that day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.league.league_table import LeagueTable, league_table
from ratings_cli.league.report import Change, between
from ratings_cli.league.selection import Selection

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League, ProviderKey


@dataclass(frozen=True, slots=True)
class News:
    """What became of one provider between two tables: it is new, was rated again, or has another owner.

    Args:
        standing: where it stands now.
        change: what became of its rating.
        rated: whether another inspection counts now; else another owner runs it.
    """

    standing: Standing
    change: Change
    rated: bool


@dataclass(frozen=True, slots=True)
class TableDay:
    """The table of a league as at a day on which it changed.

    Args:
        day: the day; None for the table in which every report counts, whatever its date.
        result: the table.
        news: what was new against the table before, in the order of the table.
    """

    day: dt.date | None
    result: LeagueTable
    news: tuple[News, ...]

    @property
    def changes(self) -> dict[ProviderKey, Change]:
        """What became of the ratings of those who were rated since the table before."""
        return {news.standing.provider.key: news.change for news in self.news if news.rated}

    @property
    def of_the_day(self) -> bool:
        """Whether a source gives this day for all that is new."""
        return all(
            news.standing.counts.publication.is_day
            if news.rated and news.standing.counts
            else any(
                period.from_ and period.from_.is_day and period.from_.latest == self.day
                for period in news.standing.provider.ownership
            )
            for news in self.news
        )


def table_days(data: DataSet, league: League, most: int | None = None) -> list[TableDay]:
    """Rebuild the table of a league for every day on which it changed, oldest first; the newest days up to a limit.

    The last one is the table in which all reports count, also those whose date is not exactly known.
    """
    found: list[TableDay] = []
    before: LeagueTable | None = None
    days = possible_days(data, league)
    for day in [*(days if most is None else days[max(0, len(days) - most) :]), None]:
        result = league_table(data, Selection(leagues=(league,), as_of=day))
        if day is not None and (not result.places or (before is not None and _look(result) == _look(before))):
            continue
        found.append(TableDay(day, result, _news(data, before, result)))
        before = result
    return found


def possible_days(data: DataSet, league: League) -> list[dt.date]:
    """The days on which the table can have changed: a report was certainly out, or an owner had begun."""
    providers = [provider for provider in data.providers if provider.league == league.name]
    days = {
        inspection.publication.latest
        for provider in providers
        for inspection in data.inspections_of.get(provider.key, ())
    }
    days |= {period.from_.latest for provider in providers for period in provider.ownership if period.from_}
    return sorted(day for day in days if day is not None)


def _look(result: LeagueTable) -> list[tuple[object, ...]]:
    """What a reader can tell two tables apart by."""
    return [
        (ranked.item.provider.key, ranked.position, ranked.item.counts, ranked.item.owner_now)
        for ranked in result.places
    ]


def _news(data: DataSet, before: LeagueTable | None, now: LeagueTable) -> tuple[News, ...]:
    """What is new against the table before; of the first table, nothing is known to be."""
    if before is None:
        return ()
    then = {ranked.item.provider.key: ranked.item for ranked in before.places}
    found = []
    for ranked in now.places:
        standing, key = ranked.item, ranked.item.provider.key
        was = then.get(key)
        rated = was is None or was.counts is not standing.counts
        if rated or (was and was.owner_now != standing.owner_now):
            change = between(was.counts if was else None, standing.counts, data.inspections_of[key])
            found.append(News(standing, change, rated))
    return tuple(found)
