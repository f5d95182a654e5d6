"""The history of one provider: every report about it as at a date, newest first, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.league.report import Report, reports_of
from ratings_cli.league.standing import Standing, standing

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import Event, Ownership, Provider


@dataclass(frozen=True, slots=True)
class History:
    """A provider and every report about it that was certainly out.

    Args:
        standing: where it stands as at the date.
        ownership: who ran it, as far as that had begun by the date.
        reports: the reports, newest first.
        inexact: reports left out only because their dates are not exact enough, newest first.
    """

    standing: Standing
    ownership: tuple[Ownership, ...]
    reports: tuple[Report, ...]
    inexact: tuple[Report, ...]

    @property
    def provider(self) -> Provider:
        """The provider whose history this is."""
        return self.standing.provider

    @property
    def as_of(self) -> dt.date | None:
        """The date as at which it is told; None when every report counts."""
        return self.standing.as_of

    @property
    def events(self) -> list[Event]:
        """What had happened to the provider by the date."""
        day = self.as_of
        return [event for event in self.provider.events if day is None or event.date.latest <= day]

    def end_of(self, period: Ownership) -> PartialDate | None:
        """When an owner's time ended; None while it may have lasted as at the date."""
        known = period.to is not None and (self.as_of is None or period.to.earliest <= self.as_of)
        return period.to if known else None


def history_of(data: DataSet, provider: Provider, as_of: dt.date | None) -> History:
    """Tell the history of one provider as at a date; without a date, all of it.

    Reports that rate another provider and name this one too are told as well, but rate it not.
    """
    known = [*reversed(reports_of(data, provider, as_of))]
    begun = (period for period in provider.ownership if as_of is None or _perhaps_begun(period, as_of))
    return History(
        standing(data, provider, as_of),
        tuple(begun),
        reports=tuple(report for report in known if report.inspection.publication.certainly_out(as_of)),
        inexact=tuple(report for report in known if as_of and report.inspection.publication.perhaps_out(as_of)),
    )


def _perhaps_begun(period: Ownership, day: dt.date) -> bool:
    return period.from_ is None or period.from_.earliest <= day
