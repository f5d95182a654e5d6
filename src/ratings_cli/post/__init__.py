"""The post of the day as a result: which reports it is about, how each stands, and what their owners run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.dates import show_day
from ratings_cli.history import Entry, history_of
from ratings_cli.league import standing
from ratings_cli.post.owner_record import OwnerRecord, owner_record
from ratings_cli.selection import Selection
from ratings_cli.series import Report, series
from ratings_cli.standings import Standings, league_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.dataset import DataSet
    from ratings_cli.league import Standing
    from ratings_cli.ranking import Placed
    from ratings_cli.records import Inspection, League, Programme, Provider


class NoReportError(ValueError):
    """There is no rated report that a post could be about. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Story:
    """One report that the post is about.

    Args:
        report: the report, with its number in the series of its league.
        entry: what it says, and what the rating before was.
        earlier: reports on the same provider of which the dates do not say whether they came before it.
        placed: where its provider stands in the table.
        was: the position of the provider before; None when it had none.
    """

    report: Report
    entry: Entry
    earlier: tuple[Inspection, ...]
    placed: Placed[Standing]
    was: int | None

    @property
    def provider(self) -> Provider:
        """Whose report it is."""
        return self.report.provider


@dataclass(frozen=True, slots=True)
class Round:
    """The rated reports of one programme in one league, as at the date of the post.

    Args:
        programme: the programme.
        reports: those that were certainly out, in order of publication.
        number: the number among them of the one that the post is about; None when it shares the number with
            another or has no date, or when the post is about several.
        uncertain: how many others are not dated exactly enough to say if they were out by then.
    """

    programme: Programme
    reports: tuple[Report, ...]
    number: int | None
    uncertain: int


@dataclass(frozen=True, slots=True)
class Post:
    """What a blog post of the day states.

    Args:
        league: the league.
        as_of: the date as at which everything is told; None when the report has no date, and all reports count.
        stories: the reports that it is about, in order of name.
        others: further reports that are new in the table from the same day.
        rounds: for each programme of the stories, how many reports there are.
        owners: what the owners run for whom the reports rate the work.
        table: the league table.
        firsts: the stories whose band certainly no report of the league had before.
    """

    league: League
    as_of: dt.date | None
    stories: tuple[Story, ...]
    others: tuple[Report, ...]
    rounds: tuple[Round, ...]
    owners: tuple[OwnerRecord, ...]
    table: Standings
    firsts: tuple[Story, ...]

    @property
    def day(self) -> dt.date | None:
        """The day from which its reports count."""
        return self.stories[0].report.day


def post_of(data: DataSet, league: League, provider: Provider | None, as_of: dt.date | None) -> Post:
    """Choose the reports of a post and work out what it states.

    Args:
        data: the records.
        league: the league.
        provider: whose newest report it is about; None for all that came out on the newest day of the league.
        as_of: only what was certainly out by this day; None for all. Without it the post is as at the day of its
            report.

    Raises:
        NoReportError: there is no rated report, or without a provider none that is dated.
    """
    known = series(data, Selection(leagues=(league,), as_of=as_of)).reports
    if provider is None:
        day = max((one.day for one in known if one.day), default=None)
        if day is None:
            raise NoReportError(_none(bool(known), as_of))
        chosen = [one for one in known if one.day == day]
        # What is only known to have been out by that day did not certainly come out on it.
        exact = [one for one in chosen if one.inspection.publication.is_day]
        chosen = exact or chosen
    else:
        counts = standing(data, provider, as_of).counts
        chosen = [one for one in known if one.inspection is counts]
        if not chosen:
            out = f" was certainly out by {show_day(as_of)}" if as_of else " is in the record"
            raise NoReportError(f"no rated report on {provider.name}{out} (see: ratings show)")
        day = chosen[0].day
    return _written(data, league, chosen, as_of or day)


def _none(known: bool, as_of: dt.date | None) -> str:  # noqa: FBT001 - said in full where it is called
    if known:
        return "no rated report is dated, so none is the newest (name a provider: ratings post NAME)"
    if as_of:
        return f"--as-of: no rated report was certainly out by {show_day(as_of)} (give a later day, or another league)"
    return "there is no rated report to write of (name another league with --league)"


def _written(data: DataSet, league: League, chosen: Sequence[Report], as_of: dt.date | None) -> Post:
    day = chosen[0].day
    since = day - dt.timedelta(days=1) if as_of and day and day > dt.date.min else None
    table = league_table(data, Selection(leagues=(league,), as_of=as_of, since=since))
    reports = series(data, Selection(leagues=(league,), as_of=as_of)).reports
    named = {id(one.inspection) for one in chosen}
    stories = tuple(_story(data, one, table) for one in reports if id(one.inspection) in named)
    every = series(data, Selection(leagues=(league,))).reports
    owners = dict.fromkeys(one.entry.owner for one in stories if one.entry.owner)
    return Post(
        league=league,
        as_of=as_of,
        stories=stories,
        others=tuple(one for one in reports if day and one.day == day and id(one.inspection) not in named),
        rounds=_rounds(stories, reports, every, as_of),
        owners=tuple(owner_record(data, league, owner, as_of) for owner in owners),
        table=table,
        firsts=tuple(one for one in stories if one.report.first and one.report.number != 1),
    )


def _story(data: DataSet, report: Report, table: Standings) -> Story:
    history = history_of(data, report.provider, table.chosen.as_of)
    entry = next(one for one in history.entries if one.inspection is report.inspection)
    place = next(number for number, one in enumerate(table.places) if one.thing.provider.key == report.provider.key)
    order = data.programme_place(report.inspection)
    return Story(
        report=report,
        entry=entry,
        earlier=tuple(
            one.inspection for one in history.inexact if one.overall and data.programme_place(one.inspection) <= order
        ),
        placed=table.places[place],
        was=table.since.movement.moves[place].was if table.since else None,
    )


def _rounds(
    stories: Sequence[Story],
    reports: Sequence[Report],
    every: Sequence[Report],
    as_of: dt.date | None,
) -> tuple[Round, ...]:
    """Count the reports of each programme that the stories are of."""
    rounds = []
    for name in dict.fromkeys(one.report.inspection.programme for one in stories):
        own = [one for one in stories if one.report.inspection.programme == name]
        told = tuple(one for one in reports if one.inspection.programme == name)
        first = own[0].report
        alone = len(own) == 1 and first.day and sum(1 for one in told if one.day == first.day) == 1
        number = sum(1 for one in told if one.day and first.day and one.day <= first.day) if alone else None
        limit = first.day if number else as_of
        uncertain = [
            one
            for one in every
            if one.inspection.programme == name and limit and one.inspection.publication.perhaps_out(limit)
        ]
        rounds.append(Round(own[0].entry.programme, told, number, len(uncertain)))
    return tuple(rounds)
