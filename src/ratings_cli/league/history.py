"""The history of one provider: every report about it as at a date, newest first, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.league.standing import Standing, in_order, standing
from ratings_cli.model.ownership import owner_as_at, owner_when_rated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import Inspection, Ownership, Programme, Provider, ProviderKey
    from ratings_cli.model.scale import Band, Points


@dataclass(frozen=True, slots=True)
class Entry:
    """One report about a provider.

    Args:
        inspection: the inspection that the report is of.
        programme: its programme.
        subject: the provider that was rated. Another than the one whose history this is when the report only
            names that one too; its ratings, points and caseload are then not that one's.
        others: further providers that the report is about.
        own: whether the provider whose history this is was itself rated.
        counts: whether this is the inspection by which the provider is ranked.
        before: the rated inspection before this one.
        owner: the owner of the provider whose history this is when the report was published.
        points: the points of its standards.
    """

    inspection: Inspection
    programme: Programme
    subject: Provider
    others: tuple[Provider, ...]
    own: bool
    counts: bool
    before: Inspection | None
    owner: str | None
    points: Points | None

    @property
    def overall(self) -> Band | None:
        """The provider's own overall rating; None in a report that rates another."""
        return self.inspection.overall if self.own else None

    @property
    def standards(self) -> dict[str, dict[str, Band | None]]:
        """Every standard that was rated, under its heading, with its band; None for a band not known.

        Standards that no heading of the programme holds stand under an empty one.
        """
        if not self.own:
            return {}
        known = self.inspection.standards
        found = {
            heading: {name: known.get(name) for name in names} for heading, names in self.programme.standards.items()
        }
        listed = set(self.programme.standard_names)
        loose: dict[str, Band | None] = {name: band for name, band in known.items() if name not in listed}
        return found | ({"": loose} if loose else {})


@dataclass(frozen=True, slots=True)
class History:
    """A provider and every report about it that was certainly out.

    Args:
        standing: where it stands as at the date.
        ownership: who ran it, as far as that had begun by the date.
        entries: the reports, newest first.
        inexact: reports left out only because their dates are not exact enough, newest first.
    """

    standing: Standing
    ownership: tuple[Ownership, ...]
    entries: tuple[Entry, ...]
    inexact: tuple[Entry, ...]

    @property
    def provider(self) -> Provider:
        """The provider whose history this is."""
        return self.standing.provider

    @property
    def as_of(self) -> dt.date | None:
        """The date as at which it is told; None when every report counts."""
        return self.standing.as_of

    def end_of(self, period: Ownership) -> PartialDate | None:
        """When an owner's time ended; None while it may have lasted as at the date."""
        known = period.to is not None and (self.as_of is None or period.to.earliest <= self.as_of)
        return period.to if known else None


def history_of(data: DataSet, provider: Provider, as_of: dt.date | None) -> History:
    """Tell the history of one provider as at a date; without a date, all of it.

    Reports that rate another provider and name this one too are told as well, but rate it not.
    """
    providers = data.provider_of
    stands = standing(data, provider, as_of)
    known = in_order(data, _about(data, provider))
    entries = []
    inexact = []
    before: Inspection | None = None
    for inspection in known:
        entry = _entry(data, providers, stands, inspection, before)
        if inspection.publication.certainly_out(as_of):
            entries.append(entry)
            before = inspection if entry.overall else before
        elif as_of and inspection.publication.perhaps_out(as_of):
            inexact.append(entry)
    begun = (period for period in provider.ownership if as_of is None or _perhaps_begun(period, as_of))
    return History(stands, tuple(begun), tuple(reversed(entries)), tuple(reversed(inexact)))


def _about(data: DataSet, provider: Provider) -> list[Inspection]:
    """The inspections of a provider, and those of others that name it too."""
    return [*data.inspections_of.get(provider.key, ()), *data.also_about.get(provider.key, ())]


def _entry(
    data: DataSet,
    providers: Mapping[ProviderKey, Provider],
    stands: Standing,
    inspection: Inspection,
    before: Inspection | None,
) -> Entry:
    provider = stands.provider
    subject = providers[inspection.key]
    own = subject.key == provider.key
    others = (providers[also.key] for also in inspection.also)
    latest = inspection.publication.latest
    # The owner that a report names is that of the provider it rates.
    owner = owner_when_rated(provider, inspection) if own else owner_as_at(provider, latest) if latest else None
    return Entry(
        inspection=inspection,
        programme=data.programme_of(inspection),
        subject=subject,
        others=tuple(other for other in others if other.key != provider.key),
        own=own,
        counts=inspection is stands.counts,
        before=before,
        owner=owner,
        points=data.points_of(inspection) if own else None,
    )


def _perhaps_begun(period: Ownership, day: dt.date) -> bool:
    return period.from_ is None or period.from_.earliest <= day
