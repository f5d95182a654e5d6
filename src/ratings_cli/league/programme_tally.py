"""The inspections of one programme, and the number among them of the one that a post is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ratings_cli.league.post import Story
    from ratings_cli.league.timeline import Report
    from ratings_cli.model.records import Programme


@dataclass(frozen=True, slots=True)
class Round:
    """The rated reports of one programme in one league, as at the date of the post.

    Args:
        programme: the programme.
        reports: those that were certainly out, in order of publication.
        number: the number among them of the one that the post is about; None when the dates do not give it one, or
            when the post is about several.
        at_least: whether the number may be higher, because others may have come out before.
        uncertain: how many others are not dated exactly enough to say if they were out by the date of the post.
    """

    programme: Programme
    reports: tuple[Report, ...]
    number: int | None
    at_least: bool
    uncertain: int


def rounds_of(
    stories: Sequence[Story], out: Sequence[Report], every: Sequence[Report], as_of: dt.date | None
) -> tuple[Round, ...]:
    """Count the reports of each programme that the stories are of.

    Args:
        stories: what the post is about.
        out: the reports of the league that were certainly out, in order of publication.
        every: all reports of the league.
        as_of: the date of the post; None when all reports count.
    """
    rounds = []
    for name in dict.fromkeys(story.report.inspection.programme for story in stories):
        own = [story for story in stories if story.report.inspection.programme == name]
        told = tuple(report for report in out if report.inspection.programme == name)
        known = [report for report in every if report.inspection.programme == name]
        number, at_least = _number(own[0].report, told, known) if len(own) == 1 else (None, False)
        uncertain = sum(1 for report in known if as_of and report.inspection.publication.perhaps_out(as_of))
        rounds.append(Round(own[0].entry.programme, told, number, at_least, uncertain))
    return tuple(rounds)


def _number(report: Report, told: Sequence[Report], known: Sequence[Report]) -> tuple[int | None, bool]:
    """The number of a report, and whether it may be higher.

    A number that may be higher is given only to the last of those that were certainly out, so that it says how many
    there were; to the first it would say nothing.
    """
    date = report.inspection.publication
    if date.latest is None:
        return None, False
    others = [item.inspection.publication for item in known if item.inspection is not report.inspection]
    before = [
        publication
        for publication in others
        if publication.latest and date.earliest and publication.latest < date.earliest
    ]
    after = [publication for publication in others if publication.earliest and publication.earliest > date.latest]
    number = len(before) + 1
    if number + len(after) == len(known):
        return number, False
    return (number, True) if number == len(told) > 1 else (None, False)
