"""What a post is about: the newest report on a provider, or all that came out with it, and the table around them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.league_table import LeagueTable, league_table
from ratings_cli.league.report import Kind, Report, reports_of
from ratings_cli.league.selection import Selection
from ratings_cli.league.standing import Standing, only_owner, owners_on, standing
from ratings_cli.model.dates import show_limit
from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, Provider, ProviderKey


class NoReportError(UsageError):
    """There is no report to write of; the message says why, and what to do."""


class OwnerRecord(NamedTuple):
    """What an owner runs in a league, or ran when it was rated.

    Args:
        owner: its name.
        rated: the providers whose rating is of its work.
        others: those that it runs and that were rated under another owner, or under nobody knows whom.
        unrated: those that it runs and that have no rating.
    """

    owner: str
    rated: list[Standing]
    others: list[Standing]
    unrated: list[Standing]

    @property
    def whom(self) -> set[ProviderKey]:
        """The keys of all of them."""
        return {item.provider.key for item in (*self.rated, *self.others, *self.unrated)}


@dataclass(frozen=True)
class Post:
    """What a post states; what it counts of the league is worked out when it is asked for.

    Args:
        data: the records.
        league: the league.
        as_of: the day for which everything is told; None when all reports count, whatever their date.
        reports: the reports that it is about, in order of name; all are rated, or none is.
    """

    data: DataSet = field(repr=False)
    league: League
    as_of: dt.date | None
    reports: tuple[Report, ...]

    @cached_property
    def table(self) -> LeagueTable:
        """The league table."""
        return league_table(self.data, Selection(leagues=(self.league,), as_of=self.as_of))

    @cached_property
    def rated(self) -> list[Standing]:
        """The providers of the table that have a rating."""
        return [placed.item for placed in self.table.places if placed.item.counts]

    @property
    def region(self) -> str:
        """The region that all its providers belong to; nothing where there is not one."""
        regions = {report.provider.region or "" for report in self.reports}
        return regions.pop() if len(regions) == 1 else ""

    @cached_property
    def _others(self) -> list[Inspection]:
        """The rated reports beside the one that it is about, where the data says how many providers the league has."""
        told = [report.inspection for report in self.reports]
        league = (item for item in self.data.inspections if item.league == self.league.name)
        return [item for item in league if item.overall and item not in told] if self.league.size else []

    @property
    def _before(self) -> set[ProviderKey]:
        mine = self.reports[0].inspection.publication
        return {item.key for item in self._others if item.publication.certainly_before(mine)}

    @property
    def first(self) -> bool:
        """Whether the one report is certainly the first of several with its band."""
        report, mine = self.reports[0], self.reports[0].inspection.publication
        alike = (item for item in self._others if item.overall is report.overall)
        only = len(self.reports) == 1 and all(mine.certainly_before(item.publication) for item in alike)
        return only and bool(self._before)

    @property
    def number(self) -> int | None:
        """The number of the one provider among those of the league that were rated, where that is certain."""
        mine = self.reports[0].inspection.publication
        later = (mine.certainly_before(item.publication) or item.key in self._before for item in self._others)
        new = len(self.reports) == 1 and self.reports[0].change.kind is Kind.NEW and self.league.size
        return len(self._before) + 1 if new and all(later) else None

    @cached_property
    def owner(self) -> OwnerRecord | None:
        """What the owner runs for whom the one report rates the work; None where one owner runs the league."""
        report = self.reports[0]
        owner, day = report.owner, report.inspection.publication.latest
        alone = len(self.reports) > 1 or report.overall is None
        if alone or owner is None or owner == only_owner(self.data, (self.league,)):
            return None
        providers = [provider for provider in self.data.providers if provider.league == self.league.name]
        standings = [standing(self.data, item, self.as_of) for item in sorted(providers, key=lambda item: item.name)]
        runs = [
            item for item in standings if item.owner_now == owner or (day and owner in owners_on(item.provider, day))
        ]
        rated = [item for item in standings if item.counts and item.owner == owner]
        if all(item.counts is not report.inspection for item in rated):
            return None  # another report on the provider counts
        return OwnerRecord(
            owner,
            rated=rated,
            others=[item for item in runs if item.counts and item.owner != owner],
            unrated=[item for item in runs if not item.counts],
        )


def newest(data: DataSet, leagues: Sequence[League], as_of: dt.date | None) -> list[Inspection]:
    """The reports of the newest date among the newest of each provider, those that give a rating where any does.

    They share their date as it is known: of a month or a year as of a day. One of a day is newer than one of the year
    that the day is in, of which nothing says that it came later. Reports of which no more is known than the day by
    which they were out are not of one date: where several share that day, the newest of the others is looked for.

    Raises:
        NoReportError: no report is dated.
    """
    dated = _dated(data, leagues, as_of)
    if not dated:
        by = f" by {show_limit(as_of)}" if as_of else ""
        raise NoReportError(f"no report is dated{by}, so none is the newest (name a provider: ratings post NAME)")
    together: dict[tuple[dt.date, bool, str], list[Inspection]] = defaultdict(list)
    for latest, inspection in dated:
        publication = inspection.publication
        together[latest, publication.is_day, publication.said].append(inspection)
    events = [key for key, found in together.items() if len(found) == 1 or not found[0].publication.shows_by]
    if not events:
        raise NoReportError("no report has a date of its own, only days by which several were out (name a provider)")

    def begins(key: tuple[dt.date, bool, str]) -> tuple[dt.date, dt.date, bool]:
        """The first day of the date that a source gives; without one the day by which the report was out."""
        date = together[key][0].published
        return (date.earliest if date else key[0], *key[:2])

    newest_of_all = together[max(events, key=begins)]
    return [inspection for inspection in newest_of_all if inspection.overall] or newest_of_all


def passed_over(data: DataSet, leagues: Sequence[League], as_of: dt.date | None, found: Inspection) -> int:
    """How many reports may have come out later than the one that is taken for the newest."""
    day = found.publication.latest
    return sum(1 for latest, _ in _dated(data, leagues, as_of) if day and latest > day)


def _dated(data: DataSet, leagues: Sequence[League], as_of: dt.date | None) -> list[tuple[dt.date, Inspection]]:
    """The newest report on each provider, with its latest possible day; without those that have none."""
    names = {league.name for league in leagues}
    own = (_last(data, provider, as_of) for provider in data.providers if provider.league in names)
    return [(latest, item) for item in own if item and (latest := item.publication.latest)]


def newest_of(data: DataSet, provider: Provider, as_of: dt.date | None) -> Inspection:
    """The newest report on a provider, rated or not.

    Raises:
        NoReportError: there is none.
    """
    if found := _last(data, provider, as_of):
        return found
    by = f" was certainly out by {show_limit(as_of)}" if as_of else " is in the record"
    raise NoReportError(f"no report on {provider.name}{by} (see: ratings show)")


def _last(data: DataSet, provider: Provider, as_of: dt.date | None) -> Inspection | None:
    own = (report.inspection for report in reports_of(data, provider, as_of) if report.own)
    return next((item for item in reversed([*own]) if item.publication.certainly_out(as_of)), None)


def post_of(data: DataSet, inspections: Iterable[Inspection], as_of: dt.date | None) -> Post:
    """Work out what a post on some reports of one league states.

    The day for which everything is told is that of the reports when `as_of` is left out. Where no source gives their
    day, all reports count, for nothing says which of the others were out.
    """
    chosen = dict.fromkeys(inspections)
    one = next(iter(chosen))
    league = next(league for league in data.leagues if league.name == one.league)
    day = as_of or (one.publication.latest if one.publication.is_day else None)
    told = (report for item in chosen for report in reports_of(data, data.provider_of[item.key], day))
    reports = (report for report in told if report.inspection in chosen)
    return Post(data, league, day, tuple(sorted(reports, key=lambda report: report.provider.name.casefold())))
