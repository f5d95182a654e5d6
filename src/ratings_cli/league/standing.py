"""Where each provider stands as at a date: which inspection counts, what came before it, and the points.

This is the only place that decides which inspection counts (design: the newest rated one as at the date).
"""

from __future__ import annotations

import datetime as dt
import heapq
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, Ownership, Provider
    from ratings_cli.model.scale import Band, Points


class Standing(NamedTuple):
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
    inspections: tuple[Inspection, ...]
    rated: tuple[Inspection, ...]
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
    def is_derived(self) -> bool:
        """Whether a value of it, or the rating before, was read from wording or worked out."""
        reports = (self.counts, self.previous)
        return any(report.derived for report in reports if report) or bool(self.points and self.points.derived)

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

    A report that is certainly later stands after an earlier one, whatever their programmes. Where dates do not decide,
    the order of the programmes in the file does, then the latest possible day (a missing date is older than every
    date), then the place in the file. docs/ranking.md, "Which inspection counts", has the rule and its reason.
    """
    found = list(inspections)
    if len(found) < 2:  # noqa: PLR2004 - one cannot be out of order
        return found
    days = [_day(inspection) for inspection in found]
    if None not in days:  # of two days one is certainly later, so that plain sorting follows the dates
        ranks = sorted(zip(days, map(data.programme_place, found), range(len(found)), strict=True))
        return [found[rank] for _, _, rank in ranks]
    by_programme = sorted(
        found, key=lambda inspection: (data.programme_place(inspection), inspection.latest or dt.date.min)
    )
    bounds = [_bounds(inspection) for inspection in by_programme]
    return by_programme if _dates_agree(bounds) else [by_programme[rank] for rank in _by_dates_first(bounds)]


def _day(inspection: Inspection) -> dt.date | None:
    """The day of publication, where a source gives the day and nothing else bounds it."""
    date = inspection.published
    return date.latest if date and inspection.published_by is None and date.earliest == date.latest else None


def _bounds(inspection: Inspection) -> tuple[dt.date, dt.date]:
    """The earliest and the latest possible day of publication; the first and the last of all days for none."""
    publication = inspection.publication
    latest = publication.latest or dt.date.max
    return min(publication.earliest or dt.date.min, latest), latest


def _dates_agree(bounds: Iterable[tuple[dt.date, dt.date]]) -> bool:
    """Whether no report stands after one that is certainly later, as nearly always."""
    newest = dt.date.min
    for earliest, latest in bounds:
        if latest < newest:
            return False
        newest = max(newest, earliest)
    return True


def _by_dates_first(bounds: Sequence[tuple[dt.date, dt.date]]) -> Iterable[int]:
    """Take again and again the first report before which none is left that is certainly earlier.

    "Certainly earlier" is only a partial order, so a plain sort cannot follow it: a report of 2019 is level with one of
    May and one of June, which are not level with each other. A report can be taken as soon as none is left whose
    latest possible day lies before its earliest.
    """
    by_earliest = sorted(range(len(bounds)), key=lambda rank: bounds[rank][0], reverse=True)
    by_latest = sorted(range(len(bounds)), key=lambda rank: bounds[rank][1], reverse=True)
    free: list[int] = []
    taken: dict[int, None] = {}
    while len(taken) < len(bounds):
        while by_latest[-1] in taken:
            by_latest.pop()
        while by_earliest and bounds[by_earliest[-1]][0] <= bounds[by_latest[-1]][1]:
            heapq.heappush(free, by_earliest.pop())
        taken[heapq.heappop(free)] = None
    return taken


def reports_out(data: DataSet, provider: Provider, as_of: dt.date | None) -> list[Inspection]:
    """A provider's inspections whose reports were certainly out on a day, in the order of the file."""
    known = data.inspections_of.get(provider.key, ())
    if as_of is None:
        return list(known)
    return [inspection for inspection in known if (latest := inspection.latest) and latest <= as_of]


def standing(data: DataSet, provider: Provider, as_of: dt.date | None) -> Standing:
    """Work out where one provider stands as at a date; without a date all its inspections count."""
    out = in_order(data, reports_out(data, provider, as_of))
    rated = [inspection for inspection in out if data.is_rated(inspection)]
    counts = rated[-1] if rated else None
    return Standing(
        provider=provider,
        counts=counts,
        inspections=tuple(out),
        rated=tuple(rated),
        owner=owner_when_rated(provider, counts) if counts else None,
        owner_now=_owner_now(provider, out, counts, as_of),
        points=data.points_of(counts) if counts else None,
        as_of=as_of,
        order_unknown=len(rated) > 1 and not _certainly_later(data, rated[-1], rated[-2]),
    )


def _owner_now(
    provider: Provider, out: Sequence[Inspection], counts: Inspection | None, as_of: dt.date | None
) -> str | None:
    """Who runs a provider as at a date; where no dates say when anybody ran it, whom its newest report names.

    Without a date it is the last owner, but not one whose time had ended before the report that counts.
    """
    owner = owner_as_at(provider, as_of)
    if owner and as_of is None and counts and counts.latest and ended_before(provider.ownership[-1], counts.latest):
        owner = None
    return owner or next((inspection.owner for inspection in reversed(out) if inspection.owner), None)


def _certainly_later(data: DataSet, report: Inspection, other: Inspection) -> bool:
    """Whether anything but a missing date or the order of the file says which of two inspections is the later one."""
    dated = report.latest is not None and other.latest is not None
    return dated or data.programme_place(report) != data.programme_place(other)


def under_rating_programmes(data: DataSet, inspections: Iterable[Inspection]) -> list[Inspection]:
    """Leave out the inspections of programmes that give no ratings at all."""
    return [inspection for inspection in inspections if data.programme_of(inspection).rated]


def owner_when_rated(provider: Provider, inspection: Inspection) -> str | None:
    """Return the owner on the day that the report was published, because that is whose work it rates.

    What a source says of the report itself goes before the dates of ownership. When the day is not known
    exactly, the latest possible day counts; of a report without any date the owner is known where there was only one.
    """
    if inspection.owner or not provider.ownership:
        return inspection.owner
    latest = inspection.latest
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
