"""The headline of a post: the service with its kind, the rating, and one second fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.report import Kind
from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.charts.captions import bodies, verdict
from ratings_cli.views.post.words import by_band, contradiction, figure, figures, left_out, service, standards_are

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
    rating = verdict(report.overall, 1) if report.overall else f"inspected; {report.without_rating}"
    said = f"{service(report.provider, post.league, LONGEST - 1 - len(rating))} {rating}"
    event = same_day_event(post) if report.overall else None
    if event:
        happened = f"; {event.headline} the same day"
        first = ", the first" if post.first and len(said + happened) + 11 <= _LONGEST_WITH_EVENT else ""
        return f"{said}{first}{happened}"
    return next((said + fact for fact in _second_facts(post) if len(said + fact) <= LONGEST), said)


def same_day_event(post: Post) -> Event | None:
    """What happened to the provider on the day of its report."""
    (report,) = post.reports
    day = report.inspection.publication.date
    return next((event for event in report.provider.events if day and day.is_day and event.date == day), None)


def _second_facts(post: Post) -> Iterator[str]:
    """What there is to say beside the rating, the weightiest first."""
    (report,) = post.reports
    overall, change = report.overall, report.change
    if overall is None:
        return
    if odd := contradiction(report):
        yield f"; all {odd[0]} {odd[1].value}"
    if change.kind in {Kind.UP, Kind.DOWN} or change.again:
        yield " again" if change.again else f", {change.label}"
    if post.first:
        yield f", a first among the {figure(post.league.size or 0)} {bodies([post.league], 2)}"
    elif post.league.size == len(post.rated) and len(by_band(post.rated).get(overall, ())) == 1:
        yield "" if left_out(post) else ", the only one"
    for band in reversed(BANDS):
        found = report.rated(band)
        if found and (band.score < overall.score or band is Band.OUTSTANDING):
            yield f"; its {standards_are(post.data, found, band)}"
    owner = post.owner
    if owner and len(owner.rated) > 2 and [*by_band(owner.rated)] == [overall] and not left_out(post, owner.whom):  # noqa: PLR2004
        verb = "do" if overall is Band.REQUIRES_IMPROVEMENT else "are"
        many, whose = figure(len(owner.rated)), phrases.possessive(owner.owner)
        if len(owner.rated) == len(owner.whom):
            yield f", as {verb} all {many} of {whose}"
        else:
            yield f", as {verb} {whose} {many} rated {bodies([post.league], 2)}"


def _of_several(post: Post) -> str:
    """``Three London probation units rated inadequate``."""
    many, groups = len(post.reports), by_band(post.reports)
    changes = {report.change.kind for report in post.reports}
    (band, *others) = groups or (None,)
    if band is None:
        rating = f"inspected; {post.reports[0].without_rating}"
    elif others:
        said = [f"{figure(len(found))} {verdict(key, len(found))}" for key, found in groups.items()]
        rating = f"rated: {phrases.listed(said)}"
    elif changes in ({Kind.UP}, {Kind.DOWN}):
        rating = f"{'rise' if changes == {Kind.UP} else 'fall'} to {band.value}"
    else:
        rating = "require improvement" if band is Band.REQUIRES_IMPROVEMENT else f"rated {band.value}"
    kinds = f"{bodies([post.league], many)} {rating}"
    long = f"{figures(many)} {post.region or ''} {kinds}".replace("  ", " ")
    return long if len(long) <= LONGEST else f"{figures(many)} {kinds}"
