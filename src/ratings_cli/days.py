"""Every day on which the table of a league changed, with the table as it stood and what was new that day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.movement import Movement, movement
from ratings_cli.selection import Selection
from ratings_cli.standings import Standings, league_table

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.dataset import DataSet
    from ratings_cli.league import Standing
    from ratings_cli.records import League, ProviderKey
    from ratings_cli.scale import Band


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one provider between two tables: it is new, was rated again, or has another owner.

    Args:
        standing: where it stands now.
        before: its band then; None when it was not in the table.
        rated: whether another inspection counts now.
    """

    standing: Standing
    before: Band | None
    rated: bool


@dataclass(frozen=True, slots=True)
class TableDay:
    """The table of a league as at a day on which it changed.

    Args:
        day: the day; None for the table in which every report counts, whatever its date.
        result: the table.
        moved: who gained or lost places against the table before.
        changes: what was new against the table before, in the order of the table.
    """

    day: dt.date | None
    result: Standings
    moved: Movement[Standing]
    changes: tuple[Change, ...]


def table_days(data: DataSet, league: League, most: int | None = None) -> list[TableDay]:
    """Rebuild the table of a league for every day on which it changed, oldest first.

    The last one is the table in which all reports count, also those whose date is not exactly known.

    Args:
        data: the records.
        league: the league.
        most: how many days at the most, the newest; all of them when left out.
    """
    found: list[TableDay] = []
    before: Standings | None = None
    days = possible_days(data, league)
    for day in [*(days if most is None else days[max(0, len(days) - most) :]), None]:
        result = league_table(data, Selection(leagues=(league,), as_of=day))
        if day is not None and (not result.places or (before is not None and _look(result) == _look(before))):
            continue
        then = before.places if before else ()
        found.append(TableDay(day, result, movement(then, result.places, _key), _changes(before, result)))
        before = result
    return found


def possible_days(data: DataSet, league: League) -> list[dt.date]:
    """The days on which the table can have changed: a report was certainly out, or an owner had begun."""
    providers = [one for one in data.providers if (one.league or "") == league.name]
    days = {inspection.publication.latest for one in providers for inspection in data.inspections_of.get(one.key, ())}
    days |= {period.from_.latest for one in providers for period in one.ownership if period.from_}
    return sorted(day for day in days if day is not None)


def _key(one: Standing) -> ProviderKey:
    return one.provider.key


def _look(result: Standings) -> list[tuple[object, ...]]:
    """What a reader can tell two tables apart by."""
    return [(one.thing.provider.key, one.position, id(one.thing.counts), one.thing.owner_now) for one in result.places]


def _changes(before: Standings | None, now: Standings) -> tuple[Change, ...]:
    then = {_key(one.thing): one.thing for one in before.places} if before else {}
    found = []
    for placed in now.places:
        one = placed.thing
        was = then.get(_key(one))
        rated = was is None or was.counts is not one.counts
        if rated or (was and was.owner_now != one.owner_now):
            found.append(Change(one, was.overall if was else None, rated))
    return tuple(found)
