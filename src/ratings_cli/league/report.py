"""One report on a provider and what came before it: what the history, the post and the feed tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.league.movement import Change, unless_between
from ratings_cli.league.standing import in_order
from ratings_cli.model.ownership import owner_as_at, owner_when_rated

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, Programme, Provider
    from ratings_cli.model.scale import Band, Points


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
    def without_rating(self) -> str:
        """What is said of a report in place of a rating."""
        return "no overall rating is known" if self.programme.rated else "no ratings were given"

    def rated(self, band: Band) -> list[str]:
        """The standards that are known to have a band, in the order of the programme."""
        return [name for bands in self.standards.values() for name, rated in bands.items() if rated is band]

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


def reports_of(data: DataSet, provider: Provider, as_of: dt.date | None) -> list[Report]:
    """Every report on a provider, oldest first, also those that rate another and name this one too.

    Args:
        data: the records.
        provider: the provider.
        as_of: only what was certainly out by this day comes before another; None for all.
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
    inspections = data.inspections_of.get(provider.key, ())
    # The owner that a report names is that of the provider it rates.
    owner = owner_when_rated(provider, inspection) if own else owner_as_at(provider, latest) if latest else None
    return Report(
        provider=provider,
        subject=data.provider_of[inspection.key],
        inspection=inspection,
        programme=data.programme_of(inspection),
        earlier=earlier,
        before=before,
        change=unless_between(before, inspection, inspections) if own else Change(None),
        owner=owner,
        points=data.points_of(inspection) if own else None,
        others=tuple(other for other in others if other.key != provider.key),
    )
