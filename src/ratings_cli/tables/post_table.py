"""The sentences of a post about the others: the reports of the programme, and the league table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli import wording
from ratings_cli.dates import say_day
from ratings_cli.grammar import a, are, body, counted, every, number, ordinal
from ratings_cli.scale import BANDS, Band
from ratings_cli.tables.findings import verdict
from ratings_cli.tables.post_reports import MOST_NAMED, called

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league import Standing
    from ratings_cli.post import Post, Round, Story
    from ratings_cli.series import Report

_MOST_EXCEPTIONS = 2
"""How many reports that differ from all the others are named."""
_EACH_AMONG = 3
"""Among how many of one band, at least, a report of another band is an exception."""


def table_paragraph(post: Post) -> str:
    """The place of the reports in the series of their programme, and of their providers in the league table."""
    sentences = [_round(one, post) for one in post.rounds]
    sentences += [
        f"{called(one.provider)} is the first {body(post.league, 1)} in the record to be rated {one.report.band.value}."
        for one in post.firsts
    ]
    counting = {id(one.thing.counts) for one in post.table.places}
    # Where the table holds exactly the reports that were counted before, its counts have been said.
    if len(post.rounds) > 1 or {id(one.inspection) for one in post.rounds[0].reports} != counting:
        sentences.append(_table_counts(post))
    ranked = [one for one in post.table.places if one.position is not None]
    if len(ranked) > 1 and len(post.stories) <= MOST_NAMED:
        places = [place for one in post.stories if (place := _place(one, post))]
        sentences += [f"In the league table {place}" for place in places[:1]] + places[1:]
        if any(one.placed.tied for one in post.stories):
            sentences.append("Equal ratings share a place: the table puts none of those who share one above another.")
    return " ".join(sentences)


def as_at_words(post: Post) -> str:
    """``as at 3 May 2019``; without a date, that dates do not matter."""
    return f"as at {say_day(post.as_of)}" if post.as_of else "whatever their dates"


def _round(told: Round, post: Post) -> str:
    """``This is the thirteenth inspection of a ... under this programme: twelve require improvement; ...``."""
    league = post.league
    total = len(told.reports)
    what = "under this programme" if told.programme.label else "in the record"
    if len(post.rounds) > 1:
        what = f"under the programme “{told.programme.label}”" if told.programme.label else "under no programme"
    one_body = a(body(league, 1))
    if told.number is None:
        inspections = wording.count(total, "inspection").split(" ", 1)[1]
        head = (
            f"{wording.capital(as_at_words(post))}, {number(total)} {inspections} of {one_body} {what} "
            f"{'has' if total == 1 else 'have'} a rating"
        )
    elif told.number == total:
        head = f"This is the {ordinal(total)} inspection of {one_body} {what}"
    else:
        which = f"{ordinal(told.number)} of {number(total)} inspections"
        head = f"This is the {which} of {one_body} {what}, {as_at_words(post)}"
    counts = f": {_bands_said(told.reports, post)}" if total > 1 else ""
    day = post.day
    if told.number is not None and day and not post.stories[0].report.inspection.publication.is_day:
        counted_from = f"Counted from {say_day(day)}, the last day on which its report can have come out, this"
        head = head.replace("This", counted_from, 1)
    return f"{head}{counts}.{_uncertain(told)}"


def _uncertain(told: Round) -> str:
    """That others may have been out, and are not counted."""
    others = told.uncertain
    if not others:
        return ""
    reports = f"other {'report' if others == 1 else 'reports'}"
    under = " under this programme" if told.programme.label else ""
    why = "its date is" if others == 1 else "their dates are"
    out = "it was out" if others == 1 else "they were out"
    how_many = wording.capital(number(others))
    return f" {how_many} {reports}{under} {are(others)} not counted: {why} not exact enough to say if {out} by then."


def _bands_said(reports: Sequence[Report], post: Post) -> str:
    """``twelve require improvement; the exception is X, inadequate, when it was run by Y``."""
    counts = [(band, [one for one in reports if one.band is band]) for band in BANDS]
    found = sorted(((band, own) for band, own in counts if own), key=lambda item: -len(item[1]))
    most, majority = found[0]
    if len(found) == 1:
        return f"{every(len(reports))} {verdict(most, len(reports))}"
    exceptions = [one for _, own in found[1:] for one in own]
    if len(exceptions) <= min(_MOST_EXCEPTIONS, len(majority) // _EACH_AMONG):
        rule = f"{number(len(majority))} {verdict(most, len(majority))}"
        now = {one.thing.provider.key: one.thing for one in post.table.places}
        if len(exceptions) == 1:
            one = exceptions[0]
            which = "which " if one.band is Band.REQUIRES_IMPROVEMENT else ""
            return f"{rule}; the exception is {one.provider.name}, {which}{_rated(one, now.get(one.provider.key))}"
        named = [f"{one.provider.name} ({_rated(one, now.get(one.provider.key))})" for one in exceptions]
        return f"{rule}; the exceptions are {' and '.join(named)}"
    return band_verdicts((band, len(own)) for band, own in counts)


def _rated(report: Report, now: Standing | None) -> str:
    """The band, and who ran the provider then, where that is another than as at the date of the post."""
    owner = report.owner
    changed = owner and now and now.owner_now and now.owner_now != owner
    return f"{report.band.value}, when it was run by {owner}" if changed else report.band.value


def band_verdicts(counts: Iterable[tuple[Band | None, int]]) -> str:
    """``two are good and four require improvement``: what there is, best first."""
    return wording.listed([f"{number(many)} {verdict(band, many)}" for band, many in counts if many])


def _table_counts(post: Post) -> str:
    """How many providers of the table have each band."""
    standings = [one.thing for one in post.table.places]
    counts = [(band, sum(1 for one in standings if one.overall is band)) for band in (*BANDS, None)]
    there = f"There {are(len(standings))} {counted(post.league, len(standings))}"
    table = f"in the league table {as_at_words(post)}" if post.as_of else "in the league table of all reports"
    return f"{there} {table}: {band_verdicts(counts)}."


def _place(story: Story, post: Post) -> str:
    """``BeNCH shares first place with eleven others; none is above it and one is below.``."""
    placed = story.placed
    if placed.position is None:
        return ""
    positions = [one.position for one in post.table.places if one.position is not None]
    equal = positions.count(placed.position) - 1
    above = placed.position - 1
    below = len(positions) - above - equal - 1
    place = ordinal(placed.position)
    name = called(story.provider)
    others = f"{number(equal)} {'other' if equal == 1 else 'others'}"
    where = f"shares {place} place with {others}" if equal else f"is in {place} place"
    was = f", and was {_was(story.was)} before" if story.was not in {None, placed.position} else ""
    return f"{name} {where}{was}; {number(above)} {are(above)} above and {number(below)} {are(below)} below."


def _was(position: int | None) -> str:
    return f"in {ordinal(position)} place" if position else ""
