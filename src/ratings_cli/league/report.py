"""The reports on a provider in order, what came before each, and what became of the rating.

A provider moves when its own rating does. The places of others around it move nobody.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.standing import Standing, in_order, owner_as_at, owner_when_rated, standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import Event, Inspection, Ownership, Programme, Provider
    from ratings_cli.model.scale import Band, Points


class Kind(Enum):
    """What became of a rating."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"


class Change(NamedTuple):
    """What became of one provider's rating.

    Args:
        kind: what is known to have happened; None where there is no rating, or it cannot be told.
        then: the report that counted then; None when there was none, or it cannot be told which.
        again: whether a report that is certainly newer gave the same rating.
        unclear: whether there is a rating, and dates do not tell what became of it.
    """

    kind: Kind | None
    then: Inspection | None = None
    again: bool = False
    unclear: bool = False

    @property
    def moved(self) -> bool:
        """Whether something is known to have happened to the rating."""
        return self.kind in {Kind.UP, Kind.DOWN, Kind.NEW}

    @property
    def label(self) -> str:
        """``up from requires improvement``, ``first rated``; nothing where nothing happened."""
        if self.kind is Kind.NEW:
            return "first rated"
        if self.kind is Kind.SAME:
            return "same, inspected again" if self.again else ""
        if self.kind and self.then and self.then.overall:
            return f"{self.kind.value} from {self.then.overall.value}"
        return "not known" if self.unclear else ""


def between(then: Inspection | None, now: Inspection | None, others: Iterable[Inspection] = ()) -> Change:
    """What became of a rating from one report to another; no change is told but to a report that is certainly later.

    It is not known where one of the `others` on the provider gave a rating too and can have come between the two.
    """
    possible = (
        inspection
        for inspection in others
        if now and inspection.overall is not None and inspection is not then and inspection is not now
        if not now.publication.certainly_before(inspection.publication)
        if then is None or not inspection.publication.certainly_before(then.publication)
    )
    if any(possible):
        return Change(None, unclear=True)
    if now is None or now.overall is None:
        return Change(None)
    if then is None or then.overall is None:
        return Change(Kind.NEW)
    if now is then:
        return Change(Kind.SAME, then)
    if not then.publication.certainly_before(now.publication):
        return Change(None, unclear=True)
    moved = now.overall.score - then.overall.score
    return Change(Kind.UP if moved > 0 else Kind.DOWN if moved else Kind.SAME, then, again=not moved)


def change(then: Standing, now: Standing, since: dt.date) -> Change:
    """What became of a provider's rating since a day.

    Reports that can have come out on either side of the day make it unclear, unless each of them gave the rating
    that there was without them. A report without a date is one of these: it is never taken for new. A report of a
    month or a year that begins with the day is one since then: `--since 2025` tells of the reports of 2025.
    """
    if now.overall is None:
        return Change(None)
    after = now.rated[now.rated.index(then.counts) + 1 :] if then.counts in now.rated else now.rated
    before = since - dt.timedelta(days=1) if since > dt.date.min else since
    either_side = [inspection for inspection in after if inspection.publication.perhaps_out(before)]
    if any(inspection.overall is not then.overall for inspection in either_side):
        return Change(None, unclear=True)
    if now.counts in either_side:
        return Change(Kind.SAME, then.counts)
    return between(then.counts, now.counts)


def count_changes(changes: Iterable[Change]) -> dict[str, int]:
    """How many ratings went up or down, stayed the same, were the first, were given again, or cannot be compared."""
    found = list(changes)
    kinds = Counter(change.kind for change in found)
    known = {kind.value: kinds[kind] for kind in Kind} | {"inspected_again": sum(change.again for change in found)}
    return known | {"not_known": sum(change.unclear for change in found)}


@dataclass(frozen=True, slots=True)
class Report:
    """One report about a provider.

    Args:
        provider: the provider that it is told of.
        subject: the provider that was rated. Another when the report only names the first one too; its ratings,
            points and caseload are then not that one's.
        inspection: the inspection that the report is of.
        programme: its programme.
        earlier: the inspections before this one that were certainly out, oldest first, rated or not.
        before: the provider's rated inspection before this one; None when there was none.
        change: what became of the rating, as far as dates say.
        owner: the owner of the provider when the report was published.
        standards: the bands of its standards, under their headings; None for one not known.
        points: the points of its standards.
        others: further providers that the report is about.
    """

    provider: Provider
    subject: Provider
    inspection: Inspection
    programme: Programme
    earlier: tuple[Inspection, ...]
    before: Inspection | None
    change: Change
    owner: str | None
    standards: dict[str, dict[str, Band | None]]
    points: Points | None
    others: tuple[Provider, ...]

    @property
    def own(self) -> bool:
        """Whether the provider was itself rated."""
        return self.subject.key == self.provider.key

    @property
    def day(self) -> dt.date | None:
        """The first day on which it was certainly out."""
        return self.inspection.publication.latest

    @property
    def overall(self) -> Band | None:
        """The provider's own overall rating; None in a report that rates another."""
        return self.inspection.overall if self.own else None

    @property
    def unrated(self) -> str:
        """What stands in place of a rating, in few words."""
        return "no overall rating known" if self.programme.rated else "no ratings given"

    @property
    def without_rating(self) -> str:
        """What is said of a report in place of a rating."""
        return "no overall rating is known" if self.programme.rated else "no ratings were given"

    def rated(self, band: Band) -> list[str]:
        """The standards that are known to have a band, in the order of the programme."""
        return [name for bands in self.standards.values() for name, rated in bands.items() if rated is band]


def reports_of(data: DataSet, provider: Provider, as_of: dt.date | None) -> list[Report]:
    """Every report on a provider, oldest first, also those that rate another and name this one too.

    Only what was certainly out by the day `as_of` comes before another.
    """
    about = (*data.inspections_of.get(provider.key, ()), *data.also_about.get(provider.key, ()))
    reports = []
    earlier: list[Inspection] = []
    for inspection in in_order(data, about):
        reports.append(_report(data, provider, inspection, tuple(earlier)))
        if inspection.publication.certainly_out(as_of):
            earlier.append(inspection)
    return reports


def _report(data: DataSet, provider: Provider, inspection: Inspection, earlier: tuple[Inspection, ...]) -> Report:
    own = inspection.key == provider.key
    latest = inspection.publication.latest
    others = (data.provider_of[also.key] for also in inspection.also)
    rated = (item for item in reversed(earlier) if item.overall and item.key == provider.key)
    before = next(rated, None)
    # The owner that a report names is that of the provider it rates.
    owner = owner_when_rated(provider, inspection) if own else owner_as_at(provider, latest) if latest else None
    return Report(
        provider=provider,
        subject=data.provider_of[inspection.key],
        inspection=inspection,
        programme=data.programme_of(inspection),
        earlier=earlier,
        before=before,
        change=between(before, inspection, data.inspections_of[provider.key]) if own else Change(None),
        owner=owner,
        standards=data.standards_of(inspection) if own else {},
        points=data.points_of(inspection) if own else None,
        others=tuple(other for other in others if other.key != provider.key),
    )


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
    begun = (
        period
        for period in provider.ownership
        if as_of is None or period.from_ is None or period.from_.earliest <= as_of
    )
    return History(
        standing(data, provider, as_of),
        tuple(begun),
        reports=tuple(report for report in known if report.inspection.publication.certainly_out(as_of)),
        inexact=tuple(report for report in known if as_of and report.inspection.publication.perhaps_out(as_of)),
    )
