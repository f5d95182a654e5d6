"""The sentences of a post about its reports: the rating and how it changed, the standards, what is not known.

Reports of which the same is to be said share a paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.dates import say_day, say_limit
from ratings_cli.model.english import a, are, body, counted, names, number
from ratings_cli.views.charts.captions import verdict
from ratings_cli.views.post.headline import called, derived_mark
from ratings_cli.views.post.standards import points_sentence, standards_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.post import Post, Story
    from ratings_cli.league.timeline import Report
    from ratings_cli.model.records import League


def report_paragraphs(post: Post) -> list[str]:
    """What each report says, against what was said before, and what of it is not known."""
    alike: dict[tuple[object, ...], list[Story]] = {}
    for story in post.stories:
        alike.setdefault(_likeness(story), []).append(story)
    return [_paragraph(group, post.league) for group in alike.values()]


def _likeness(story: Story) -> tuple[object, ...]:
    """What is said of a report but for its name and its points: equal where it can be said of several at once."""
    alone = story.earlier or not story.ordered or story.report.inspection.caseload is not None or _replaced(story)
    points = story.entry.points
    return (
        story.report.inspection if alone else None,
        story.report.band,
        _run([story]),
        _published([story]),
        _derived([story]),
        _change([story]),
        *standards_sentences([story]),
        (points.most, points.derived) if points else None,
        _not_known([story]),
    )


def _paragraph(stories: Sequence[Story], league: League) -> str:
    sentences = [
        _lead(stories, league),
        _derived(stories),
        _change(stories),
        *standards_sentences(stories),
        points_sentence(stories),
        _caseload(stories[0]),
        _not_known(stories),
        _replaced(stories[0]),
    ]
    return " ".join(filter(None, sentences))


def _lead(stories: Sequence[Story], league: League) -> str:
    """Who was rated what, when and under which programme."""
    many = len(stories)
    full = [f"{story.provider.name}{f' ({story.provider.short})' if story.provider.short else ''}" for story in stories]
    band = verdict(stories[0].report.band, many)
    if many == 1:
        who = f"{full[0]}, {a(body(league, 1))}{_run(stories)}, {band}. That is its overall rating"
    else:
        bodies = phrases.capital(counted(league, many))
        who = f"{bodies}{_run(stories)} {band}: {names(full)}. Those are their overall ratings"
    return f"{who} in {_published(stories)}."


def _run(stories: Sequence[Story]) -> str:
    """`` run by X``: who ran them when they were rated, and who runs them now where that is another."""
    standing = stories[0].placed.item
    owner = stories[0].entry.owner
    if owner and standing.owner_now and standing.owner_now != owner:
        as_at = f" as at {say_limit(standing.as_of)}" if standing.as_of else " later"
        when = "it was" if len(stories) == 1 else "they were"
        return f" run by {owner} when {when} rated and by {standing.owner_now}{as_at}"
    return f" run by {owner}" if owner else ""


def _published(stories: Sequence[Story]) -> str:
    """``the report published on 3 May 2019, under the programme X``."""
    publication = stories[0].report.inspection.publication
    label = stories[0].entry.programme.label
    programme = f", under the programme “{label}”" if label else ""
    if publication.said:
        return f"the {_reports(stories)} published {publication.said}{programme}"
    return f"{'a report whose date is' if len(stories) == 1 else 'reports whose dates are'} not known{programme}"


def _reports(stories: Sequence[Story]) -> str:
    return "report" if len(stories) == 1 else "reports"


def _derived(stories: Sequence[Story]) -> str:
    ground = stories[0].report.inspection.ground_of("overall")
    if not ground:
        return ""
    derived = "rating outright; it is derived" if len(stories) == 1 else "ratings outright; they are derived"
    return f"No source states the {derived}: {ground.rstrip('.')}."


def _change(stories: Sequence[Story]) -> str:
    """What the rating was before, and when; that it went up or down only where it is certain what was before."""
    story = stories[0]
    alone = len(stories) == 1
    before = story.entry.before
    perhaps = len(story.earlier)
    more = (
        f", as far as the dates are known: {number(perhaps)} other rated "
        f"{'report on it is' if perhaps == 1 else 'reports on it are'} not dated exactly enough to say"
    )
    more = more if perhaps else ""
    if before is None or before.overall is None:
        first = "This is its first rating" if alone else "These are their first ratings"
        return f"{first} in the record{more}."
    published = before.publication.said
    when = f", in the {_reports(stories)} published {published}" if published else ""
    was = f"{before.overall.value}{derived_mark(before)}"
    if not story.ordered:
        undated = not published and not story.report.inspection.publication.said
        why = "neither report is dated" if undated else "the dates of the two reports do not say which came first"
        return f"By the order of the record its rating before was {was}{when}; {why}."
    now = story.report.band
    rating = "The rating is" if alone else "The ratings are"
    if now is before.overall:
        return f"{rating} unchanged: {'it was' if alone else 'they were'} {was} before{when}{more}."
    way = "up" if now.score > before.overall.score else "down"
    return f"{rating} {way} from {was}{when}{more}."


def _caseload(story: Story) -> str:
    caseload = phrases.caseload(story.report.inspection)
    return f"The caseload in the record is {caseload}." if caseload else ""


def _not_known(stories: Sequence[Story]) -> str:
    """What the record does not hold of a report."""
    entry = stories[0].entry
    bands = [band for known in entry.standards.values() for band in known.values()]
    missing = sum(1 for band in bands if band is None)
    unknown = []
    if missing == len(bands) > 1:
        unknown.append(f"any of the {number(missing)} standards")
    elif missing:
        unknown.append(
            "the one standard" if len(bands) == 1 else f"{number(missing)} of the {number(len(bands))} standards"
        )
    if bands and entry.points is None:
        unknown.append("the points")
    if not entry.inspection.publication.is_day:
        unknown.append("the day of publication")
    each = "" if len(stories) == 1 else ", for any of them"
    return f"The record does not hold {phrases.listed(unknown, 'or')}{each}." if unknown else ""


def _replaced(story: Story) -> str:
    """That the table goes by another report, where one of a later programme came out before, or on the same day."""
    now = story.placed.item
    if story.entry.counts or now.overall is None:
        return ""
    rated = f"{verdict(now.overall, 1)}{derived_mark(now.counts)}"
    return f"The league table goes by another report on it, by which it {rated}."


def notes(post: Post) -> list[str]:
    """What the record notes of the reports, in its own words."""
    several = len(post.stories) > 1
    return [
        f"The record notes{f' of {called(story.provider)}' if several else ''}: {note}"
        for story in post.stories
        if (note := story.report.inspection.note)
    ]


def others_sentence(post: Post) -> str:
    """Who else is new in the table from the same day."""
    exact = [report for report in post.others if report.inspection.publication.is_day]
    inexact = [report for report in post.others if not report.inspection.publication.is_day]
    said = []
    if exact:
        said.append(f"Also published {exact[0].inspection.publication.said}: {_with_bands(exact)}.")
    if inexact:
        why = "it was" if len(inexact) == 1 else "they were"
        said.append(f"Counted from the same day, because {why} certainly out by then: {_with_bands(inexact)}.")
    return " ".join(said)


def later_sentence(post: Post) -> str:
    """Which reports came out later than the newest day that is known, or may have, and are not told of."""
    if not post.later or post.day is None:
        return ""
    when = "" if post.as_of in {None, post.day} else f"as at {say_limit(post.as_of)}, "
    newest = f"{when}the newest day of publication that is known is {say_day(post.day)}"
    many = len(post.later)
    reports = f"{number(many)} rated {'report whose day is' if many == 1 else 'reports whose days are'} not known"
    who = phrases.some([f"{report.provider.name} ({report.inspection.publication})" for report in post.later])
    left_out = f"{phrases.capital(reports)} came out later, or may have, and {are(many)} left out: {who}."
    return f"{phrases.capital(newest)}. {left_out}"


def _with_bands(reports: Sequence[Report]) -> str:
    return "; ".join(
        f"{report.provider.name} ({report.band.value}{derived_mark(report.inspection, bracketed=True)})"
        for report in reports
    )
