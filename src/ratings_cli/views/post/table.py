"""The sentences of a post about the others: the reports of the programme, and the league table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.dates import say_limit
from ratings_cli.model.english import a, are, body, counted, every, names, number, ordinal
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.charts.captions import verdict
from ratings_cli.views.post.headline import MOST_NAMED, called, derived_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.post import Post, Story
    from ratings_cli.league.programme_tally import Round
    from ratings_cli.league.timeline import Report

_MOST_EXCEPTIONS = 2
"""How many reports that differ from all the others are named."""
_SHARED_BY_FEW = 3
"""How many share a place at most that is told in a sentence."""
_EACH_AMONG = 3
"""Among how many of one band, at least, a report of another band is an exception."""


def table_paragraph(post: Post) -> str:
    """The place of the reports in the series of their programme, and of their providers in the league table."""
    sentences = [_round(item, post) for item in post.rounds]
    sentences += [
        f"{called(story.provider)} is the first {body(post.league, 1)} in the record to be rated "
        f"{story.report.band.value}{derived_mark(story.report.inspection)}."
        for story in post.firsts
    ]
    counting = {ranked.item.counts for ranked in post.table.places}
    # Where the table holds exactly the reports that were counted before, its counts have been said.
    if len(post.rounds) > 1 or {report.inspection for report in post.rounds[0].reports} != counting:
        sentences.append(_table_counts(post))
    if sum(ranked.item.overall is not None for ranked in post.table.places) > 1 and len(post.stories) <= MOST_NAMED:
        alike: dict[Band | None, list[Story]] = {}
        for story in post.stories:
            alike.setdefault(story.placed.item.overall, []).append(story)
        places = [said for band, group in alike.items() if band and (said := _among(group, band, post))]
        sentences += [f"In the league table {place}" for place in places[:1]] + places[1:]
    return " ".join(sentences)


def as_at_words(post: Post) -> str:
    """``as at 3 May 2019``; without a date, that dates do not matter."""
    return f"as at {say_limit(post.as_of)}" if post.as_of else "whatever their dates"


def _round(told: Round, post: Post) -> str:
    """``This is the thirteenth inspection of a ... under this programme: twelve require improvement; ...``."""
    league = post.league
    total = len(told.reports)
    what = "under this programme" if told.programme.label else "in the record"
    if len(post.rounds) > 1:
        what = f"under the programme “{told.programme.label}”" if told.programme.label else "under no programme"
    one_body = a(body(league, 1))
    at_least = "at least " if told.at_least else ""
    if told.number is None:
        inspections = phrases.count(total, "inspection").split(" ", 1)[1]
        head = (
            f"{phrases.capital(as_at_words(post))}, {number(total)} {inspections} of {one_body} {what} "
            f"{'has' if total == 1 else 'have'} a rating"
        )
    elif told.number == total:
        head = f"This is {at_least}the {ordinal(total)} inspection of {one_body} {what}"
    else:
        of = "at least " if told.uncertain else ""
        which = f"{ordinal(told.number)} of {of}{number(total)} inspections"
        head = f"This is the {which} of {one_body} {what}, {as_at_words(post)}"
    counts = ""
    if total > 1:
        # Who is not counted may have any band, so the counts are not of all that had come out.
        by = post.as_of if told.uncertain and told.number else None
        of = f"of the {number(total)} that were certainly out by {say_limit(by)}, " if by else ""
        counts = f": {of}{_bands_said(told.reports, post)}"
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
    how_many = phrases.capital(number(others))
    return f" {how_many} {reports}{under} {are(others)} not counted: {why} not exact enough to say if {out} by then."


def _bands_said(reports: Sequence[Report], post: Post) -> str:
    """``twelve require improvement; the exception is X, inadequate, when it was run by Y``."""
    counts = [(band, [report for report in reports if report.band is band]) for band in BANDS]
    found = sorted(((band, own) for band, own in counts if own), key=lambda item: -len(item[1]))
    most, majority = found[0]
    if len(found) == 1:
        return f"{every(len(reports))} {verdict(most, len(reports))}"
    exceptions = [report for _, own in found[1:] for report in own]
    if len(exceptions) <= min(_MOST_EXCEPTIONS, len(majority) // _EACH_AMONG):
        rule = f"{number(len(majority))} {verdict(most, len(majority))}"
        if len(exceptions) == 1:
            report = exceptions[0]
            which = "which " if report.band is Band.REQUIRES_IMPROVEMENT else ""
            return f"{rule}; the exception is {_exception(report, post)}, {which}{_rated(report, post)}"
        named = [f"{_exception(report, post)} ({_rated(report, post, bracketed=True)})" for report in exceptions]
        return f"{rule}; the exceptions are {' and '.join(named)}"
    return band_verdicts((band, len(own)) for band, own in counts)


def _is_told(report: Report, post: Post) -> bool:
    """Whether it is the one report that the post is about."""
    return len(post.stories) == 1 and report.inspection is post.stories[0].report.inspection


def _exception(report: Report, post: Post) -> str:
    return "this one" if _is_told(report, post) else report.provider.name


def _rated(report: Report, post: Post, *, bracketed: bool = False) -> str:
    """The band, and who ran the provider then, where that is another than as at the date of the post.

    Of the one report that the post is about it has been said who ran the provider.
    """
    places = post.table.places
    now = next((ranked.item.owner_now for ranked in places if ranked.item.provider.key == report.provider.key), None)
    changed = report.owner and now and now != report.owner and not _is_told(report, post)
    rated = f"{report.band.value}{derived_mark(report.inspection, bracketed=bracketed)}"
    return f"{rated}, when it was run by {report.owner}" if changed else rated


def band_verdicts(counts: Iterable[tuple[Band | None, int]]) -> str:
    """``two are good and four require improvement``, ``both are good``: what there is, best first."""
    found = [(band, many) for band, many in counts if many]
    if len(found) == 1:
        band, many = found[0]
        return f"{'it' if many == 1 else every(many)} {verdict(band, many)}"
    return phrases.listed([f"{number(many)} {verdict(band, many)}" for band, many in found])


def _table_counts(post: Post) -> str:
    """How many providers of the table have each band."""
    standings = [ranked.item for ranked in post.table.places]
    counts = [(band, sum(1 for standing in standings if standing.overall is band)) for band in (*BANDS, None)]
    there = f"There {are(len(standings))} {counted(post.league, len(standings))}"
    table = f"in the league table {as_at_words(post)}" if post.as_of else "in the league table of all reports"
    return f"{there} {table}: {band_verdicts(counts)}."


def _among(stories: Sequence[Story], band: Band, post: Post) -> str:
    """``BeNCH is one of twelve that require improvement; none is rated higher and one is rated lower.``.

    Bands are counted, and no places: "first place" of twelve says nothing. A place is told only of those who have it
    alone or with two others at most, and the first place only of one.

    Args:
        stories: one, or several whose providers are rated alike.
        band: their rating in the table.
        post: the post.
    """
    bands = [ranked.item.overall for ranked in post.table.places]
    equal = bands.count(band)
    above = sum(1 for item in bands if item and item.score > band.score)
    below = sum(1 for item in bands if item and item.score < band.score)
    many = len(stories)
    if above == below == 0 and equal == many:
        return ""  # the counts have said it
    which = f"that {verdict(band, equal)}"
    if equal == many:
        rated = f"the only {'one' if many == 1 else number(many)} {which}"
    else:
        rated = f"{number(many)} of {number(equal)} {which}"
    position = stories[0].placed.position
    place = ""
    if position and equal <= _SHARED_BY_FEW and (position > 1 or equal == 1):
        place = f", in {ordinal(position)} place" if equal == 1 else f", sharing {ordinal(position)} place"
    who = names([called(story.provider) for story in stories])
    lower = f"{number(below)} {are(below)} rated lower"
    return f"{who} {are(many)} {rated}{place}; {number(above)} {are(above)} rated higher and {lower}."
