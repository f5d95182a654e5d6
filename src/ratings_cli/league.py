"""Where each provider stands as at a date: which inspection counts, what came before it, and the points.

This is the only place that decides which inspection counts (design: the newest rated one as at the date).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.owners import owner_as_at, owner_when_rated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from ratings_cli.dataset import DataSet
    from ratings_cli.records import Inspection, Provider
    from ratings_cli.scale import Band, Points

_Order: TypeAlias = tuple[int, dt.date, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """A provider as at a date.

    Args:
        provider: the provider.
        counts: the newest rated inspection, by which it is ranked; None when it has no rating.
        previous: the rated inspection before that one.
        inspections: every inspection that was certainly out, oldest first, rated or not.
        owner: the owner when the inspection that counts was published.
        owner_now: the owner as at the date.
        points: the points of the inspection that counts.
        as_of: the date; None when all inspections count.
        order_unknown: whether only a missing date, or the order of the file, put the previous one before this one.
    """

    provider: Provider
    counts: Inspection | None
    previous: Inspection | None
    inspections: tuple[Inspection, ...]
    owner: str | None
    owner_now: str | None
    points: Points | None
    as_of: dt.date | None
    order_unknown: bool = False

    @property
    def overall(self) -> Band | None:
        """The band by which the provider is ranked."""
        return self.counts.overall if self.counts else None

    @property
    def before(self) -> Band | None:
        """The band before that; None when there was none."""
        return self.previous.overall if self.previous else None

    @property
    def programme(self) -> str | None:
        """The programme of the inspection that counts."""
        return self.counts.programme if self.counts else None

    @property
    def later_unrated(self) -> tuple[Inspection, ...]:
        """Inspections after the one that counts that gave no overall rating and so replace nothing."""
        if self.counts is None:
            return ()
        after = self.inspections[self.inspections.index(self.counts) + 1 :]
        return tuple(inspection for inspection in after if inspection.overall is None)

    def key(self, by: str) -> int | Fraction | None:
        """What the provider is ranked by: ``overall``, ``points`` or a standard; None without that."""
        if by == "points":
            return self.points.share if self.points else None
        if by == "overall":
            return self.overall.score if self.overall else None
        band = self.counts.standards.get(by) if self.counts else None
        return band.score if band else None


def in_order(data: DataSet, inspections: Iterable[Inspection]) -> list[Inspection]:
    """Sort inspections of one provider, oldest first.

    Newer is decided by the order of the programmes in the file, then by the latest possible day of
    publication, then by the place in the file. A missing date is older than every date.
    """

    def order(item: tuple[int, Inspection]) -> _Order:
        place, inspection = item
        return (data.programme_place(inspection), inspection.publication.latest or dt.date.min, place)

    return [inspection for _, inspection in sorted(enumerate(inspections), key=order)]


def reports_out(data: DataSet, provider: Provider, as_of: dt.date | None) -> list[Inspection]:
    """A provider's inspections whose reports were certainly out on a day, in the order of the file."""
    known = data.inspections_of.get(provider.key, ())
    return [inspection for inspection in known if inspection.publication.certainly_out(as_of)]


def standing(data: DataSet, provider: Provider, as_of: dt.date | None) -> Standing:
    """Work out where one provider stands as at a date; without a date all its inspections count."""
    out = reports_out(data, provider, as_of)
    ordered = in_order(data, out) if len(out) > 1 else out
    rated = [inspection for inspection in ordered if data.is_rated(inspection)]
    counts = rated[-1] if rated else None
    return Standing(
        provider=provider,
        counts=counts,
        previous=rated[-2] if len(rated) > 1 else None,
        inspections=tuple(ordered),
        owner=owner_when_rated(provider, counts) if counts else None,
        owner_now=owner_as_at(provider, as_of) or (counts.owner if counts else None),
        points=data.points_of(counts) if counts else None,
        as_of=as_of,
        order_unknown=len(rated) > 1 and not _certainly_later(data, rated[-1], rated[-2]),
    )


def _certainly_later(data: DataSet, one: Inspection, other: Inspection) -> bool:
    """Whether anything but a missing date or the order of the file says which of two inspections is the later one."""
    if data.programme_place(one) != data.programme_place(other):
        return True
    return one.publication.latest is not None and other.publication.latest is not None


def under_rating_programmes(data: DataSet, inspections: Iterable[Inspection]) -> list[Inspection]:
    """Leave out the inspections of programmes that give no ratings at all."""
    return [inspection for inspection in inspections if data.programme_of(inspection).rated]
