"""Where each provider stands as at a date: which inspection counts, what came before it, and the points.

This is the only place that decides which inspection counts (design: the newest rated one as at the date).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.dataset import BEFORE_ALL
from ratings_cli.dates import certainly_out
from ratings_cli.light import light
from ratings_cli.owners import owner_as_at, owner_when_rated
from ratings_cli.reports import Made, Reports, decisive

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from ratings_cli.dataset import DataSet
    from ratings_cli.records import Inspection, Provider
    from ratings_cli.reports import Decisive
    from ratings_cli.scale import Band, Points

_Order: TypeAlias = "tuple[int, dt.date, int, dt.date | None, bool]"


@light
class Standing:
    """A provider as at a date.

    Args:
        provider: the provider.
        counts: the newest rated inspection, by which it is ranked; None when it has no rating.
        inspections: every inspection that was certainly out, oldest first, rated or not.
        rated: those with an overall rating.
        owner: the owner when the inspection that counts was published.
        owner_now: the owner as at the date; where only reports name owners, that of the newest one that names any.
        points: the points of the inspection that counts.
        as_of: the date; None when all inspections count.
        order_unknown: whether only a missing date, or the order of the file, put the previous one before this one.
    """

    provider: Provider
    counts: Inspection | None
    inspections: Reports
    rated: Reports
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
    def previous(self) -> Inspection | None:
        """The rated inspection before the one that counts; None when there was none."""
        return self.rated[-2] if len(self.rated) > 1 else None

    @property
    def before(self) -> Band | None:
        """The band before that; None when there was none."""
        previous = self.previous
        return previous.overall if previous else None

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
        band = self.band_for(by)
        return band.score if band else None

    def band_for(self, by: str) -> Band | None:
        """The band of what is ranked by: that of a standard; else the overall one, also where points are ranked by."""
        if by in {"overall", "points"}:
            return self.overall
        return self.counts.standards.get(by) if self.counts else None


def in_order(data: DataSet, inspections: Iterable[Inspection]) -> list[Inspection]:
    """Sort inspections of one provider, oldest first.

    Newer is decided by the order of the programmes in the file, then by the latest possible day of
    publication, then by the place in the file. A missing date is older than every date.
    """
    known = list(inspections)
    return [known[place] for _, _, place, _, _ in _in_order(data, enumerate(decisive(known)))]


def _in_order(data: DataSet, reports: Iterable[tuple[int, Decisive]]) -> list[_Order]:
    """Sort as `in_order` does, by what decides alone: each with its place."""
    places = data.programme_places
    return sorted(
        [
            (places.get(programme, BEFORE_ALL), latest or dt.date.min, place, latest, is_rated)
            for place, (programme, latest, is_rated) in reports
        ]
    )


def reports_out(data: DataSet, provider: Provider, as_of: dt.date | None) -> Reports:
    """A provider's inspections whose reports were certainly out on a day, in the order of the file."""
    known = _reports_of(data, provider)
    return known.at([place for place, _ in _out(data, known, as_of)])


def _reports_of(data: DataSet, provider: Provider) -> Reports:
    return data.inspections_of.get(provider.key) or Reports((), Made(()))


def _out(data: DataSet, known: Reports, as_of: dt.date | None) -> list[tuple[int, Decisive]]:
    """What decides between those that were certainly out, each with its place among all that are known."""
    return [(place, one) for place, one in enumerate(data.decisive(known)) if certainly_out(one[1], as_of)]


def standing(data: DataSet, provider: Provider, as_of: dt.date | None) -> Standing:
    """Work out where one provider stands as at a date; without a date all its inspections count."""
    known = _reports_of(data, provider)
    ordered = _in_order(data, _out(data, known, as_of))
    rated = [one for one in ordered if one[-1]]
    rated_reports = known.at([place for _, _, place, _, _ in rated])
    counts = rated_reports[-1] if rated else None
    out = known.at([place for _, _, place, _, _ in ordered])
    return Standing(
        provider=provider,
        counts=counts,
        inspections=out,
        rated=rated_reports,
        owner=owner_when_rated(provider, counts) if counts else None,
        owner_now=owner_as_at(provider, as_of) or next((one.owner for one in reversed(out) if one.owner), None),
        points=data.points_of(counts) if counts else None,
        as_of=as_of,
        order_unknown=len(rated) > 1 and not _certainly_later(rated[-1], rated[-2]),
    )


def _certainly_later(one: _Order, other: _Order) -> bool:
    """Whether anything but a missing date or the order of the file says which of two inspections is the later one."""
    programme, _, _, latest, _ = one
    other_programme, _, _, other_latest, _ = other
    return programme != other_programme or (latest is not None and other_latest is not None)


def under_rating_programmes(data: DataSet, inspections: Iterable[Inspection]) -> list[Inspection]:
    """Leave out the inspections of programmes that give no ratings at all."""
    return [inspection for inspection in inspections if data.programme_of(inspection).rated]
