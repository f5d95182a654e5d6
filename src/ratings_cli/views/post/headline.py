"""The headline of a post: the service with its kind, the rating, and one second fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.movement import Kind
from ratings_cli.model import phrases
from ratings_cli.model.scale import Band
from ratings_cli.views.charts.captions import verdict
from ratings_cli.views.post.words import (
    bands_of,
    contradiction,
    counts,
    figure,
    figures,
    kinds,
    possessive,
    region_of_all,
    service,
    standards_are,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ratings_cli.league.post import Post
    from ratings_cli.model.records import Event

LONGEST = 80
"""How many characters a headline has, where the name of the service leaves that many."""
_LONGEST_WITH_EVENT = 90


def headline(post: Post) -> str:
    """``BeNCH CRC requires improvement; its Through the Gate work is inadequate``."""
    if len(post.reports) > 1:
        return _of_several(post)
    (report,) = post.reports
    unrated = "no overall rating is known" if report.programme.rated else "the report gives no ratings"
    rating = verdict(report.overall, 1) if report.overall else f"inspected; {unrated}"
    said = f"{service(report.provider, post.league, LONGEST - 1 - len(rating))} {rating}"
    if report.overall is None:
        return said
    event = same_day_event(post)
    if event:
        happened = f"; {event.headline} the same day"
        first = ", the first" if post.first else ""
        return f"{said}{first if len(said + first + happened) <= _LONGEST_WITH_EVENT else ''}{happened}"
    return next((said + fact for fact in _second_facts(post) if len(said + fact) <= LONGEST), said)


def same_day_event(post: Post) -> Event | None:
    """What happened to the provider on the day of its report."""
    (report,) = post.reports
    date = report.inspection.publication
    exact = (event for event in report.provider.events if event.date.is_day and date.is_day)
    return next((event for event in exact if event.date.latest == date.latest), None)


def _second_facts(post: Post) -> Iterator[str]:
    """What there is to say beside the rating, the weightiest first."""
    (report,) = post.reports
    overall = report.overall
    odd = contradiction(report)
    if odd:
        yield f"; all {odd[0]} {odd[1].value}"
    change = report.change
    if change.kind in {Kind.UP, Kind.DOWN}:
        yield f", {change.label}"
    elif change.again:
        yield " again"
    alike = [item for item in post.rated if item.overall is overall]
    if post.first:
        yield f", the first of {figure(post.league.size or 0)} {kinds(post.league, 2)}"
    elif post.league.size == len(post.rated) and len(alike) == 1:
        yield ", the only one"
    for band, found in bands_of(report).items():
        if overall and (band.score < overall.score or band is Band.OUTSTANDING):
            yield f"; its {standards_are(post.data, found, band)}"
    owner = post.owner
    if owner and len(owner.rated) > 2 and all(item.overall is overall for item in owner.rated):  # noqa: PLR2004
        as_all = "as do all" if overall is Band.REQUIRES_IMPROVEMENT else "as are all"
        yield f", {as_all} {figure(len(owner.rated))} of {possessive(owner.owner)}"


def _of_several(post: Post) -> str:
    """``Three London probation units rated inadequate``."""
    many = len(post.reports)
    region = region_of_all(post)
    said = _rated(post, f"{figures(many)} {region or ''} {kinds(post.league, many)}".replace("  ", " "))
    return said if len(said) <= LONGEST else _rated(post, f"{figures(many)} {kinds(post.league, many)}")


def _rated(post: Post, whose: str) -> str:
    """Which ratings some providers have."""
    bands = {report.overall for report in post.reports}
    if bands == {None}:
        rated = any(report.programme.rated for report in post.reports)
        return f"{whose} inspected; {'no overall ratings are known' if rated else 'the reports give no ratings'}"
    changes = {report.change.kind for report in post.reports}
    (band, *others) = bands
    if band and not others:
        if changes in ({Kind.UP}, {Kind.DOWN}):
            return f"{whose} {'rise' if changes == {Kind.UP} else 'fall'} to {band.value}"
        return f"{whose} {'require improvement' if band is Band.REQUIRES_IMPROVEMENT else f'rated {band.value}'}"
    said = [f"{figure(len(found))} {verdict(key, len(found))}" for key, found in counts(post.reports).items() if found]
    return f"{whose} rated: {phrases.listed(said)}"
