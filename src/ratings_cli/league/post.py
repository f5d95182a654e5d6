"""What a post is about: the newest report on a provider, or all that came out with it, and the table around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.league_table import LeagueTable, league_table
from ratings_cli.league.movement import Kind
from ratings_cli.league.report import Report, reports_of
from ratings_cli.league.selection import Selection
from ratings_cli.league.standing import Standing, standing
from ratings_cli.model.dates import show_limit
from ratings_cli.model.ownership import only_owner, owners_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, Provider


class NoReportError(ValueError):
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
    rated: tuple[Standing, ...]
    others: tuple[Standing, ...]
    unrated: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """What a post states.

    Args:
        data: the records.
        league: the league.
        as_of: the day for which everything is told; None when the report has no date, and all reports count.
        reports: the reports that it is about, in order of name; all are rated, or none is.
        table: the league table.
        first: whether the report is certainly the first of the league with its band.
        number: the number of its provider among those of the league that were rated, where that is certain.
        owner: what the owner runs for whom the one report rates the work; None where one owner runs the league.
    """

    data: DataSet
    league: League
    as_of: dt.date | None
    reports: tuple[Report, ...]
    table: LeagueTable
    first: bool = False
    number: int | None = None
    owner: OwnerRecord | None = None

    @property
    def region(self) -> str:
        """The region that all its providers belong to; nothing where there is not one."""
        regions = {report.provider.region or "" for report in self.reports}
        return regions.pop() if len(regions) == 1 else ""

    @property
    def rated(self) -> tuple[Standing, ...]:
        """The providers of the table that have a rating."""
        return tuple(placed.item for placed in self.table.places if placed.item.counts)


def newest(data: DataSet, leagues: Sequence[League], as_of: dt.date | None) -> list[Inspection]:
    """The reports of the newest date that there is, those that give a rating where any does.

    They have the latest possible day of all, and share it as it is known: of a month or a year as of a day.

    Args:
        data: the records.
        leagues: the leagues to look in.
        as_of: only what was certainly out by this day; None for all.

    Raises:
        NoReportError: no report is dated.
    """
    names = {league.name for league in leagues}
    dated = [
        (latest, inspection)
        for inspection in data.inspections
        if (inspection.league or "") in names and inspection.publication.certainly_out(as_of)
        if (latest := inspection.publication.latest)
    ]
    if not dated:
        by = f" by {show_limit(as_of)}" if as_of else ""
        raise NoReportError(f"no report is dated{by}, so none is the newest (name a provider: ratings post NAME)")
    last = max(latest for latest, _ in dated)
    together = [inspection for latest, inspection in dated if latest == last]
    said = max(together, key=lambda inspection: inspection.publication.is_day).publication.said
    together = [inspection for inspection in together if inspection.publication.said == said]
    return [inspection for inspection in together if inspection.overall] or together


def newest_of(data: DataSet, provider: Provider, as_of: dt.date | None) -> Inspection:
    """The newest report on a provider, rated or not.

    Raises:
        NoReportError: there is none.
    """
    own = (report.inspection for report in reports_of(data, provider, as_of) if report.own)
    out = [inspection for inspection in own if inspection.publication.certainly_out(as_of)]
    if not out:
        by = f" was certainly out by {show_limit(as_of)}" if as_of else " is in the record"
        raise NoReportError(f"no report on {provider.name}{by} (see: ratings show)")
    return out[-1]


def post_on(data: DataSet, league: League, report: Report) -> Post:
    """A post on one report alone, without the table around it."""
    table = LeagueTable(data, Selection(leagues=(league,)), "overall", (), ())
    return Post(data, league, report.inspection.publication.latest, (report,), table)


def post_of(data: DataSet, inspections: Iterable[Inspection], as_of: dt.date | None) -> Post:
    """Work out what a post states.

    Args:
        data: the records.
        inspections: the reports that it is about, all of one league.
        as_of: the day for which everything is told; that of the reports when left out.
    """
    chosen = [*inspections]
    name = chosen[0].league or ""
    league = next(league for league in data.leagues if league.name == name)
    day = as_of or chosen[0].publication.latest
    reports = [
        next(report for report in reports_of(data, data.provider_of[item.key], day) if report.inspection is item)
        for item in chosen
    ]
    reports.sort(key=lambda report: report.provider.name.casefold())
    table = league_table(data, Selection(leagues=(league,), as_of=day))
    post = Post(data, league, day, tuple(reports), table)
    if len(reports) > 1:
        return post
    first, number = _place_in_series(post) if league.size else (False, None)  # of some alone, nobody can say
    return Post(data, league, day, post.reports, table, first, number, _owner_record(post))


def _place_in_series(post: Post) -> tuple[bool, int | None]:
    """Whether a report is certainly the first with its band, and its provider's number among those that were rated."""
    (report,) = post.reports
    mine = report.inspection.publication
    league = (item for item in post.data.inspections if (item.league or "") == post.league.name and item.overall)
    others = [item for item in league if item is not report.inspection]
    first = all(mine.certainly_before(item.publication) for item in others if item.overall is report.overall)
    rated = {item.key for item in others if item.publication.certainly_before(mine)}
    certain = all(item.key in rated or mine.certainly_before(item.publication) for item in others)
    return first and bool(rated), len(rated) + 1 if certain and report.change.kind is Kind.NEW else None


def _owner_record(post: Post) -> OwnerRecord | None:
    (report,) = post.reports
    owner, day = report.owner, report.inspection.publication.latest
    if owner is None or report.overall is None or owner == only_owner(post.data, (post.league,)):
        return None
    providers = [provider for provider in post.data.providers if (provider.league or "") == post.league.name]
    standings = sorted(
        (standing(post.data, provider, post.as_of) for provider in providers), key=lambda item: item.provider.name
    )
    rated = tuple(item for item in standings if item.counts and item.owner == owner)
    runs = [item for item in standings if item.owner_now == owner or (day and owner in owners_on(item.provider, day))]
    others = tuple(item for item in runs if item.counts and item.owner != owner)
    return OwnerRecord(owner, rated, others, tuple(item for item in runs if not item.counts))
