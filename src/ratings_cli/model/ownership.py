"""Who ran a provider: on the day of a report, and as at a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, Ownership, Provider


def owner_when_rated(provider: Provider, inspection: Inspection) -> str | None:
    """Return the owner on the day that the report was published, because that is whose work it rates.

    What a source says of the report itself goes before the dates of ownership. When the day is not known
    exactly, the latest possible day counts; of a report without any date the owner is known where there was only one.
    """
    if inspection.owner:
        return inspection.owner
    latest = inspection.publication.latest
    if latest is None:
        always = [period for period in provider.ownership if period.from_ is None and period.to is None]
        return always[0].owner if always else None
    return owner_on(provider, latest)


def owner_on(provider: Provider, day: dt.date) -> str | None:
    """Return who ran a provider on `day`; None where nobody did, or where the dates leave two to choose from.

    An owner whose time had ended is none. On the day of a handover it is the new one; in its month or year, where no
    day is known, it is neither.
    """
    possible = [period for period in provider.ownership if _may_run(period, day)]
    return possible[-1].owner if possible and _had_begun(possible[-1], day) else None


def owner_as_at(provider: Provider, day: dt.date | None) -> str | None:
    """Return the last owner that had certainly begun by `day`; without a day, the last there was."""
    begun = [period for period in provider.ownership if day is None or _had_begun(period, day)]
    return begun[-1].owner if begun else None


def _had_begun(period: Ownership, day: dt.date) -> bool:
    return period.from_ is None or period.from_.latest <= day


def owners_on(provider: Provider, day: dt.date) -> set[str]:
    """Return every owner that the dates allow on `day`: two on the day of a handover."""
    return {period.owner for period in provider.ownership if _may_run(period, day)}


def ended_before(period: Ownership, day: dt.date) -> bool:
    """Whether an owner's time had certainly ended before a day."""
    return period.to is not None and period.to.latest < day


def _may_run(period: Ownership, day: dt.date) -> bool:
    return (period.from_ is None or period.from_.earliest <= day) and not ended_before(period, day)


def only_owner(data: DataSet, leagues: Iterable[League]) -> str | None:
    """Return who runs every provider of some leagues and always has; None where that is not one and the same."""
    names = {league.name for league in leagues}
    only: str | None = None
    for provider in data.providers:
        if provider.league not in names:
            continue
        owners = {period.owner for period in provider.ownership}
        if len(owners) != 1 or (only is not None and owners != {only}):
            return None  # most often of the first one
        (only,) = owners
    return only
