"""Providers side by side, owners or leagues: how each stands as at its own date, and in what they differ."""

from __future__ import annotations

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
        return sum(1 for ranked in self.groups.places if ranked.position is not None)


_OWNER = "owner:"


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

    Args:
        data: the records.
        names: as they were typed.
        leagues: only providers of these.
        as_of: the date for the names that have none of their own.
        typed: the options that name the data, for the commands to try.

    Raises:
        NameNotFoundError: a name fits nothing, or more than one thing.
        DateError: what stands behind an @ is no day.
    """
    asked = [name_and_day(name, as_of) for name in names]
    named = [league_called(data, name) for name, _ in asked]
    if all(named):
        return [_league_contender(data, league, day) for league, (_, day) in zip(named, asked, strict=True) if league]
    if any(name.startswith(_OWNER) for name, _ in asked):
        return [owner_contender(data, _owner(data, name.removeprefix(_OWNER)), leagues, day) for name, day in asked]
    try:
        return [contender(data, find_provider(data, name, leagues, typed), day) for name, day in asked]
    except NameNotFoundError:
        try:
            return [owner_contender(data, _owner(data, name), leagues, day) for name, day in asked]
        except NameNotFoundError:
            pass
        raise


def _owner(data: DataSet, name: str) -> str:
    return find(name, owner_names(data), "owner")


def contender(data: DataSet, provider: Provider, as_of: dt.date | None) -> Contender:
    """Work out how one provider stands in its league as at a date; without a date every report counts."""
    leagues = tuple(league for league in data.leagues if league.name == (provider.league or ""))
    table = league_table(data, Selection(leagues, as_of=as_of))
    found = [ranked for ranked in table.places if ranked.item.provider.key == provider.key]
    place = found[0] if found else Ranked(standing(data, provider, as_of), None)
    return Contender(
        place=place,
        of=table.known,
        standards=_standards(data, place.item.counts),
        inexact=tuple(inspection for other, inspection in table.inexact if other.key == provider.key),
        as_of=as_of,
    )


def _standards(data: DataSet, counts: Inspection | None) -> dict[tuple[str, str], Band | None]:
    """The standards of the inspection that counts; those that no programme lists stand under an empty heading."""
    if counts is None:
        return {}
    headings = data.programme_of(counts).standards
    found = {(heading, name): counts.standards.get(name) for heading, names in headings.items() for name in names}
    listed = {name for _, name in found}
    return found | {("", name): band for name, band in counts.standards.items() if name not in listed}


def _league_contender(data: DataSet, league: League, as_of: dt.date | None) -> GroupContender:
    """Work out how the providers of one league are rated as at a date."""
    groups = by_league(league_table(data, Selection((league,), as_of=as_of)))
    place = groups.places[0] if groups.places else Ranked(Group(league.name, "overall"), None)
    return GroupContender(place, groups, as_of)


def owner_contender(data: DataSet, owner: str, leagues: Sequence[League], as_of: dt.date | None) -> GroupContender:
    """Work out the record of one owner as at a date, in the given leagues."""
    groups = by_owner(league_table(data, Selection(tuple(leagues), as_of=as_of)))
    found = [ranked for ranked in groups.places if ranked.item.name == owner]
    return GroupContender(found[0] if found else Ranked(Group(owner, "overall"), None), groups, as_of)


def differ(values: Iterable[object]) -> bool:
    """Whether values that are known differ; an unknown, None, differs from nothing."""
    known = [value for value in values if value is not None]
    return any(value != known[0] for value in known)
