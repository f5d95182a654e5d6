"""The reports in order of publication: each with its number in its league's series, and what there was by then.

A report is counted from the first day on which it was certainly out: the day of publication, or the last possible
day where the day is not known. So the series of a league holds only what is certain, and a report without any date
is in none.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.groups import Group
from ratings_cli.league.ranking import Ranked, rank
from ratings_cli.league.report import Report, reports_of
from ratings_cli.league.standing import Standing, standing
from ratings_cli.model.scale import BANDS, Band

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, ProviderKey


class Place(NamedTuple):
    """The place of a rated report in the series of its league.

    Args:
        number: its number in the series; None when it is not dated.
        shared: whether other reports have the same number, because they came out on the same day.
        first: whether it is certain that no other report of the league had its band before, or on the same day.
        by_then: how many providers of the league had each band as their newest rating on that day.
    """

    number: int | None = None
    shared: bool = False
    first: bool = False
    by_then: tuple[tuple[Band, int], ...] = ()

    @property
    def label(self) -> str:
        """``13``, ``20=``, or nothing."""
        return "" if self.number is None else f"{self.number}{'=' if self.shared else ''}"


@dataclass(frozen=True, slots=True)
class Series:
    """The reports of the chosen leagues in order of publication.

    Args:
        chosen: the selection. Its filters choose what is listed, and change no number.
        reports: those that are listed, the dated ones first.
        places: the place of each report of which an inspection is.
        every: the rated reports that there are before filters.
        start: list only what certainly came out on this day or later.
        end: list only what was certainly out by this day.
        inexact: reports that are not listed because they are not dated exactly enough.
        unrated: reports that gave no overall rating and would be listed if they had, the newest first.
        firsts: for each league and band those that can have been the first, where at least one of them is listed.
    """

    chosen: Selection
    reports: tuple[Report, ...]
    places: Mapping[Inspection, Place]
    every: tuple[Report, ...]
    start: dt.date | None
    end: dt.date | None
    inexact: tuple[Report, ...]
    unrated: tuple[Report, ...]
    firsts: tuple[tuple[Report, ...], ...]

    @property
    def of(self) -> int:
        """How many rated reports there are before filters."""
        return len(self.every)

    @property
    def undated(self) -> tuple[Report, ...]:
        """The reports that have no number."""
        return tuple(report for report in self.reports if report.day is None)


def series(
    data: DataSet,
    chosen: Selection,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    latest_first: bool = False,
) -> Series:
    """Put the rated reports of the chosen leagues in order of publication; list those certainly out in some time."""
    places: dict[Inspection, Place] = {}
    told = [_of_league(data, league) for league in chosen.leagues]
    every = [_placed(data, [report for report in reports if report.overall], places) for reports in told]
    way = -1 if latest_first else 1
    rated = sorted(
        chain.from_iterable(every),
        key=lambda report: (report.day is None, way * (report.day or dt.date.min).toordinal()),
    )
    shown = [report for report in rated if chosen.shows(report.provider, report.owner, report.overall)]
    limit = min((day for day in (end, chosen.as_of) if day), default=None)
    listed = {report.inspection for report in shown if report.inspection.publication.certainly_within(start, limit)}
    unrated = [
        report
        for report in chain.from_iterable(told)
        if report.overall is None and chosen.shows(report.provider, report.owner, None)
        if report.inspection.publication.certainly_out(limit)
        if start is None or (report.day and report.day >= start)
    ]
    firsts = [group for reports in every for group in can_be_first(reports).values()]
    return Series(
        chosen=chosen,
        reports=tuple(report for report in shown if report.inspection in listed),
        places=places,
        every=tuple(report for report in rated if report.inspection.publication.certainly_out(chosen.as_of)),
        start=start,
        end=end,
        inexact=tuple(
            report
            for report in shown
            if report.inspection not in listed and report.inspection.publication.perhaps_within(start, limit)
        ),
        unrated=tuple(sorted(unrated, key=lambda report: report.day or dt.date.min, reverse=True)),
        firsts=tuple(group for group in firsts if any(report.inspection in listed for report in group)),
    )


def _of_league(data: DataSet, league: League) -> list[Report]:
    """Every report on the providers of a league, rated or not."""
    providers = (provider for provider in data.providers if provider.league == league.name)
    return [report for provider in providers for report in reports_of(data, provider, None) if report.own]


def can_be_first(reports: Iterable[Report]) -> dict[Band, tuple[Report, ...]]:
    """For each band the reports of a league that can have been the first with it; where it is one, it was the first.

    A report can have been the first if it can have been out on the first day by which one certainly was. Of a band
    that no dated report has, none is known to be the first of anything.
    """
    found: dict[Band, tuple[Report, ...]] = {}
    together = list(reports)
    for band in dict.fromkeys(report.overall for report in together if report.overall):
        own = [report for report in together if report.overall is band]
        by = min((report.day for report in own if report.day), default=None)
        if by is not None:
            found[band] = tuple(
                report for report in own if report.day == by or report.inspection.publication.perhaps_out(by)
            )
    return found


def _placed(data: DataSet, reports: Iterable[Report], places: dict[Inspection, Place]) -> list[Report]:
    """Number the rated reports of one league, and put the place of each among the `places`.

    Those of one day share a number, for nothing says which was the earlier. The reports come back in order, last those
    without a date, which have no number.
    """
    ranked = rank(
        reports,
        key=lambda report: -report.day.toordinal() if report.day else None,
        name=lambda report: report.provider.name,
    )
    newest: dict[ProviderKey, Band | None] = {}
    firsts = {group[0].inspection for group in can_be_first(item.item for item in ranked).values() if len(group) == 1}
    for day, placed in groupby(ranked, key=lambda item: item.item.day):
        of_the_day = list(placed)
        for item in of_the_day if day else ():
            newest[item.item.provider.key] = standing(data, item.item.provider, day).overall or item.item.overall
        counts = Counter(newest.values())
        by_then = tuple((band, counts[band]) for band in BANDS) if day else ()
        for report, number, shared in of_the_day:
            places[report.inspection] = Place(number, shared, report.inspection in firsts, by_then)
    return [item.item for item in ranked]


@dataclass(frozen=True, slots=True)
class Years:
    """Reports grouped by the year in which they came out.

    Args:
        series: the reports.
        places: for each league and year a group, whose members are providers as the reports of the year rated them.
        uncertain: the reports that can have come out in one year or another.
    """

    series: Series
    places: tuple[Ranked[Group], ...]
    uncertain: tuple[Report, ...]


def by_year(series: Series, *, newest_first: bool = False) -> Years:
    """Group reports by league, and by the year in which they certainly came out, from the first year or the last."""
    order = {league.name: place for place, league in enumerate(series.chosen.leagues)}
    found: dict[tuple[int, int], list[Standing]] = defaultdict(list)
    uncertain = []
    for report in series.reports:
        earliest = report.inspection.publication.earliest
        if report.day and earliest and earliest.year == report.day.year:
            found[order[report.provider.league], report.day.year].append(_as_rated(report))
        else:
            uncertain.append(report)
    years = sorted(found, key=lambda key: (key[0], -key[1] if newest_first else key[1]))
    groups = [Group(str(year), "overall", tuple(found[league, year])) for league, year in years]
    return Years(series, tuple(Ranked(group, None) for group in groups), tuple(uncertain))


def _as_rated(report: Report) -> Standing:
    """The provider as one report rated it."""
    rated = (report.inspection,)
    return Standing(
        provider=report.provider,
        counts=report.inspection,
        inspections=rated,
        rated=rated,
        owner=report.owner,
        owner_now=None,
        points=None,
        as_of=None,
    )
