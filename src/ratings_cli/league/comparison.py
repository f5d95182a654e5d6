"""Providers side by side, owners or leagues: how each stands as at its own date, and in what they differ."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.league.groups import Group, Groups, by_league, by_owner
from ratings_cli.league.league_table import league_table
from ratings_cli.league.lookup import find_provider, league_called, name_and_day
from ratings_cli.league.ranking import Ranked
from ratings_cli.league.selection import Selection
from ratings_cli.league.standing import Standing, standing
from ratings_cli.model.dataset import owner_names
from ratings_cli.model.names import NameNotFoundError, find

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, Provider
    from ratings_cli.model.scale import Band

_OWNER = "owner:"


@dataclass(frozen=True, slots=True)
class Contender:
    """A provider as at a date, beside others.

    Args:
        place: how it stands, and its position in its whole league.
        of: how many in its league have a position.
        standards: the standards of the programme under which it is rated, after their headings, with the bands.
        inexact: rated reports that are left out because their dates are not exact enough.
        as_of: the date; None when every report counts.
    """

    place: Ranked[Standing]
    of: int
    standards: dict[tuple[str, str], Band | None]
    inexact: tuple[Inspection, ...]
    as_of: dt.date | None

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return self.place.item

    @property
    def ratings(self) -> tuple[Inspection, ...]:
        """Every rated inspection so far, oldest first."""
        return tuple(inspection for inspection in self.standing.inspections if inspection.overall is not None)


@dataclass(frozen=True, slots=True)
class GroupContender:
    """An owner or a league as at a date, beside others.

    Args:
        place: the providers that an owner ran when they were rated, and its position among all owners; or a league's.
        groups: all owners, or the league.
        as_of: the date; None when every report counts.
    """

    place: Ranked[Group]
    groups: Groups
    as_of: dt.date | None

    @property
    def is_league(self) -> bool:
        """Whether it is a league."""
        return not self.groups.compete

    @property
    def of(self) -> int:
        """How many have a position."""
        return sum(ranked.position is not None for ranked in self.groups.places)


def contenders(
    data: DataSet,
    names: Sequence[str],
    leagues: Sequence[League],
    as_of: dt.date | None,
    typed: Sequence[str] = (),
) -> list[Contender] | list[GroupContender]:
    """Look up what is to be compared.

    The names are those of leagues where each is the whole name of one, ``CRC`` or ``CRCs``. Else they are those of
    providers, unless one of them begins with ``owner:``, or one is no provider's and all are owners': then they are
    those of owners. ``NAME@2019-05-03`` is one as it stood on that day.

    Only providers of some leagues count, as at a date where a name has none of its own. A command to try has the
    options that name the data, as they were `typed`.

    Raises:
        NameNotFoundError: a name fits nothing, or more than one thing.
        DateError: what stands behind an @ is no day.
    """
    asked = [name_and_day(name, as_of) for name in names]
    named = [league_called(data, name) for name, _ in asked]
    if all(named):
        return [
            _among(by_league(league_table(data, Selection((league,), as_of=day))), league.name, day)
            for league, (_, day) in zip(named, asked, strict=True)
            if league
        ]

    def owners() -> list[GroupContender]:
        found = [(find(name.removeprefix(_OWNER), owner_names(data), "owner"), day) for name, day in asked]
        tables = (league_table(data, Selection(tuple(leagues), as_of=day)) for _, day in found)
        return [_among(by_owner(table), owner, day) for table, (owner, day) in zip(tables, found, strict=True)]

    if any(name.startswith(_OWNER) for name, _ in asked):
        return owners()
    try:
        return [contender(data, find_provider(data, name, leagues, typed), day) for name, day in asked]
    except NameNotFoundError:
        with contextlib.suppress(NameNotFoundError):
            return owners()
        raise


def contender(data: DataSet, provider: Provider, as_of: dt.date | None) -> Contender:
    """Work out how one provider stands in its league as at a date; without a date every report counts."""
    leagues = tuple(league for league in data.leagues if league.name == provider.league)
    table = league_table(data, Selection(leagues, as_of=as_of))
    found = [ranked for ranked in table.places if ranked.item.provider.key == provider.key]
    place = found[0] if found else Ranked(standing(data, provider, as_of), None)
    return Contender(
        place=place,
        of=table.known,
        standards={
            (heading, name): band
            for heading, bands in (data.standards_of(place.item.counts) if place.item.counts else {}).items()
            for name, band in bands.items()
        },
        inexact=tuple(inspection for other, inspection in table.inexact if other.key == provider.key),
        as_of=as_of,
    )


def _among(groups: Groups, name: str, as_of: dt.date | None) -> GroupContender:
    """A group by its name; one without members where there is none."""
    found = (ranked for ranked in groups.places if ranked.item.name == name)
    return GroupContender(next(found, Ranked(Group(name, "overall"), None)), groups, as_of)


def differ(values: Iterable[object]) -> bool:
    """Whether values that are known differ; an unknown, None, differs from nothing."""
    known = [value for value in values if value is not None]
    return any(value != known[0] for value in known)
