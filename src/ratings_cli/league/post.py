"""The post of the day as a result: which reports it is about, how each stands, and what their owners run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.league.history import Entry, history_of
from ratings_cli.league.league_table import LeagueTable, league_table
from ratings_cli.league.owner_record import OwnerRecord, owner_record
from ratings_cli.league.programme_tally import Round, rounds_of
from ratings_cli.league.selection import Selection
from ratings_cli.league.standing import standing
from ratings_cli.league.timeline import Report, series
from ratings_cli.model.dates import show_limit
from ratings_cli.model.ownership import only_owner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, Provider


class NoReportError(ValueError):
    """There is no rated report that a post could be about. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Story:
    """One report that the post is about.

    Args:
        report: the report, with its number in the series of its league.
        entry: what it says, and what the rating before was.
        ordered: whether that one certainly came before: it is of an earlier programme, or its date is earlier.
        earlier: reports on the same provider of which the dates do not say whether they came before it.
        placed: where its provider stands in the table.
    """

    report: Report
    entry: Entry
    ordered: bool
    earlier: tuple[Inspection, ...]
    placed: Ranked[Standing]

    @property
    def provider(self) -> Provider:
        """Whose report it is."""
        return self.report.provider


@dataclass(frozen=True, slots=True)
class Post:
    """What a blog post of the day states.

    Args:
        league: the league.
        as_of: the date as at which everything is told; None when the report has no date, and all reports count.
        stories: the reports that it is about, in order of name.
        others: further reports that are new in the table from the same day.
        later: reports whose day is not known and that came out later than the newest known day, or may have; only
            where the post is about that day.
        rounds: for each programme of the stories, how many reports there are.
        owners: what the owners run for whom the reports rate the work.
        table: the league table.
        firsts: the stories whose band certainly no report of the league had before.
    """

    league: League
    as_of: dt.date | None
    stories: tuple[Story, ...]
    others: tuple[Report, ...]
    later: tuple[Report, ...]
    rounds: tuple[Round, ...]
    owners: tuple[OwnerRecord, ...]
    table: LeagueTable
    firsts: tuple[Story, ...]

    @property
    def day(self) -> dt.date | None:
        """The day from which its reports count."""
        return self.stories[0].report.day


@dataclass(frozen=True, slots=True)
class ReportsOfTheDay:
    """The newest reports of several leagues.

    Args:
        leagues: the leagues of which a report came out on the day; those with a rated one where there are any.
        unrated: the reports, where none of the day gives a rating, each with how its provider stands.
    """

    leagues: tuple[League, ...]
    unrated: tuple[tuple[Standing, Entry], ...] = ()


def newest_reports(data: DataSet, leagues: Sequence[League], as_of: dt.date | None) -> ReportsOfTheDay:
    """Choose what a post is about that names nobody: the reports of the newest day that a source gives.

    Args:
        data: the records.
        leagues: the leagues to look in.
        as_of: only what was certainly out by this day; None for all.

    Raises:
        NoReportError: no report is dated to the day.
    """
    names = {league.name for league in leagues}
    exact = [
        inspection
        for inspection in data.inspections
        if (inspection.league or "") in names
        and inspection.publication.is_day
        and inspection.publication.certainly_out(as_of)
    ]
    day = max((inspection.publication.latest for inspection in exact if inspection.publication.latest), default=None)
    of_the_day = [inspection for inspection in exact if inspection.publication.latest == day]
    rated = [inspection for inspection in of_the_day if inspection.overall is not None]
    if day is None:
        known = any((inspection.league or "") in names and inspection.overall for inspection in data.inspections)
        raise NoReportError(_none(known and as_of is None, as_of))
    chosen = {inspection.league or "" for inspection in rated or of_the_day}
    unrated = []
    for inspection in of_the_day if not rated else ():
        history = history_of(data, data.provider_of[inspection.key], as_of or day)
        entry = next(entry for entry in history.entries if entry.inspection is inspection)
        unrated.append((history.standing, entry))
    return ReportsOfTheDay(tuple(league for league in leagues if league.name in chosen), tuple(unrated))


def league_of(data: DataSet, provider: Provider) -> League:
    """The league of a provider."""
    return next(league for league in data.leagues if league.name == (provider.league or ""))


def post_of(data: DataSet, league: League, provider: Provider | None, as_of: dt.date | None) -> Post:
    """Choose the reports of a post and work out what it states.

    Args:
        data: the records.
        league: the league.
        provider: whose newest report it is about; None for all that came out on the newest day that is known of the
            league's reports.
        as_of: only what was certainly out by this day; None for all. Without it the post is as at the day of its
            report.

    Raises:
        NoReportError: there is no rated report, or without a provider none that is dated to the day.
    """
    known = series(data, Selection(leagues=(league,), as_of=as_of)).reports
    if provider is None:
        # What is dated by its month or year, or was out by a day, came out on no day that a post could be of.
        exact = [report for report in known if report.day and report.inspection.publication.is_day]
        day = max((report.day for report in exact if report.day), default=None)
        if day is None:
            raise NoReportError(_none(bool(known), as_of))
        chosen = [report for report in exact if report.day == day]
        later = [report for report in known if report.day is None or report.day > day]
    else:
        counts = standing(data, provider, as_of).counts
        chosen = [report for report in known if report.inspection is counts]
        if not chosen:
            out = f" was certainly out by {show_limit(as_of)}" if as_of else " is in the record"
            raise NoReportError(f"no rated report on {provider.name}{out} (see: ratings show)")
        day = chosen[0].day
        later = []
    return _written(data, league, chosen, later, as_of or day)


def _none(known: bool, as_of: dt.date | None) -> str:  # noqa: FBT001 - said in full where it is called
    if known:
        return "no rated report is dated to the day, so none is the newest (name a provider: ratings post NAME)"
    if as_of:
        return (
            f"--as-of: no rated report was certainly out by {show_limit(as_of)} (give a later day, or another league)"
        )
    return "there is no rated report to write of (name another league with --league)"


def _written(
    data: DataSet, league: League, chosen: Sequence[Report], later: Sequence[Report], as_of: dt.date | None
) -> Post:
    day = chosen[0].day
    exact = chosen[0].inspection.publication.is_day  # the day before a day that no source gives is none to name
    since = day - dt.timedelta(days=1) if as_of and day and exact and day > dt.date.min else None
    table = league_table(data, Selection(leagues=(league,), as_of=as_of, since=since))
    reports = series(data, Selection(leagues=(league,), as_of=as_of)).reports
    named = {report.inspection for report in chosen}
    stories = tuple(_story(data, report, table) for report in reports if report.inspection in named)
    every = series(data, Selection(leagues=(league,))).reports
    # One that runs the whole league has the league's own table and numbers.
    alone = only_owner(data, (league,))
    owners = dict.fromkeys(story.entry.owner for story in stories if story.entry.owner and story.entry.owner != alone)
    return Post(
        league=league,
        as_of=as_of,
        stories=stories,
        others=tuple(report for report in reports if day and report.day == day and report.inspection not in named),
        later=tuple(later),
        rounds=rounds_of(stories, reports, every, as_of),
        owners=tuple(owner_record(data, league, owner, as_of) for owner in owners),
        table=table,
        firsts=tuple(story for story in stories if story.report.first and story.report.number != 1),
    )


def _story(data: DataSet, report: Report, table: LeagueTable) -> Story:
    history = history_of(data, report.provider, table.chosen.as_of)
    entry = next(item for item in history.entries if item.inspection is report.inspection)
    order = data.programme_place(report.inspection)
    before = entry.before
    return Story(
        report=report,
        entry=entry,
        ordered=before is None
        or data.programme_place(before) < order
        or before.publication.certainly_before(report.inspection.publication),
        earlier=tuple(
            other.inspection
            for other in history.inexact
            if other.overall
            and data.programme_place(other.inspection) <= order
            and not report.inspection.publication.certainly_before(other.inspection.publication)
        ),
        placed=next(ranked for ranked in table.places if ranked.item.provider.key == report.provider.key),
    )
