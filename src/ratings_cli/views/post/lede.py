"""The first paragraphs of a post: what the report says, who says so and when; and what there was before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.movement import Kind
from ratings_cli.model import phrases
from ratings_cli.model.dates import Publication
from ratings_cli.model.english import a, body, every, names
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.charts.captions import verdict
from ratings_cli.views.post.article import Paragraph, Span, paragraph, strong
from ratings_cli.views.post.headline import same_day_event
from ratings_cli.views.post.words import (
    bands_of,
    called,
    contradiction,
    counts,
    figure,
    figures,
    provider_names,
    region_of_all,
    sentence,
    standard,
    standards_are,
    verdict_on,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ratings_cli.league.post import Post
    from ratings_cli.league.report import Report

_LOWEST = ", the lowest of the four ratings"


def lede(post: Post) -> Paragraph:
    """Who, what, who says so and when; then what of it is odd, or lowest; then what else happened that day."""
    if len(post.reports) > 1:
        return paragraph(*_of_several(post))
    (report,) = post.reports
    if report.overall is None:
        return paragraph(*_unrated(post, report))
    event = same_day_event(post)
    return paragraph(
        _whose(post, report),
        *_rating(post, report),
        *_standards(post, report),
        f"It is the first {body(post.league, 1)} to be rated {report.overall.value}." if post.first else "",
        *((strong(f"{phrases.capital(event.headline)} the same day:"), sentence(event.text)) if event else ()),
    )


def _whose(post: Post, report: Report) -> str:
    """``The Community Rehabilitation Company for A, B and C (ABC)``; of what serves no known place, its name first."""
    provider = report.provider
    short = called(provider)
    name = provider.name if short == provider.name or provider.name in short else f"{provider.name} ({short})"
    if provider.areas:
        return f"The {body(post.league, 1)} for {name}"
    return f"{name}, {a(body(post.league, 1))}," if post.league.name and post.league.singular else name


def _is(band: Band, many: int) -> tuple[str, Span]:
    """The verb, where the band does not hold it, and the band in bold."""
    said = verdict(band, many)
    verb, _, word = said.partition(" ")
    return ("", strong(said)) if band is Band.REQUIRES_IMPROVEMENT else (verb, strong(word))


def _rating(post: Post, report: Report) -> Iterator[str | Span]:
    """The rating, what it was, who says so, when; and, where no source states it, what it is inferred from."""
    yield from _is(report.overall or Band.INADEQUATE, 1)
    change = report.change
    was = f", {change.label}" if change.kind in {Kind.UP, Kind.DOWN} else ", as before" if change.again else ""
    lowest = _LOWEST if report.overall is Band.INADEQUATE else ""
    said, by = report.inspection.publication.said, post.data.inspectorate
    when = f"published {said}" if said else "whose date is not known"
    ground = report.inspection.ground_of("overall")
    if ground:
        yield f"overall{lowest}{was}, after a report{f' that {by} published {said}' if by and said else f' {when}'}."
        yield f"The rating is inferred, as no source used here states it: {sentence(ground)}"
    else:
        yield f"overall{lowest}{was}, {f'{by} says in a report {when}' if by else f'says a report {when}'}."


def _standards(post: Post, report: Report) -> Iterator[str | Span]:
    """That all standards of a heading differ from the rating; the other known ones by band, the lowest first."""
    odd = contradiction(report)
    told = [*report.standards[odd[0]]] if odd else []
    if odd:
        heading, band = odd
        yield strong(f"Yet {every(len(told))} {heading} standards are {band.value}")
        listed = names([standard(post.data, name) for name in told])
        yield f"{_LOWEST if band is Band.INADEQUATE else ''}: {listed}."
    for band, found in bands_of(report).items():
        rest = [name for name in found if name not in told]
        said = phrases.capital(standards_are(post.data, rest, band)) if rest else ""
        if rest and band is Band.INADEQUATE and report.overall is not band and not odd:
            yield f"Its {standards_are(post.data, rest, band).removesuffix(band.value).rstrip()}"
            yield strong(band.value)
            yield f"{_LOWEST}."
        elif rest:
            yield f"{said}."
    tally, total = report.inspection.tally, len(report.programme.standard_names)
    if tally:
        parts = [f"{figure(tally[band])} {verdict(band, tally[band])}" for band in BANDS if band in tally]
        counted = sum(tally.values())
        of = figure(max(total, counted))
        yield f"Of {'its' if counted >= total else 'the'} {of} standards{_known_to(counted, total)}, {names(parts)}."


def _known_to(counted: int, total: int) -> str:
    """That a tally does not count all."""
    return f", {figure(total - counted)} not counted" if counted < total else ""


def _unrated(post: Post, report: Report) -> Iterator[str | Span]:
    inspection = report.inspection
    whose = _whose(post, report).removesuffix(",")
    whose = f"the {whose[4:]}" if report.provider.areas else whose
    place = f"the work of {whose} in {inspection.area}" if inspection.area else whose
    by = f" of {post.data.inspectorate}" if post.data.inspectorate else ""
    said = inspection.publication.said
    rating = "gives no overall rating that is known" if report.programme.rated else "gives no ratings"
    yield f"A report{by} on {place}{f', published {said},' if said else ''} {rating}."
    yield from _standards(post, report)
    if report.programme.label:
        yield f"Its programme is “{report.programme.label}”."
    yield visit(report)
    if inspection.verdict:
        yield f"The verdict: {sentence(verdict_on(post, inspection))}"
    if report.others:
        also = [f"{other.name}{f' ({other.league})' if other.league else ''}" for other in report.others]
        yield f"The report is also about {names(also)}."


def visit(report: Report) -> str:
    """When inspectors were there, where that is known to the month."""
    date = report.inspection.fieldwork
    exact = date is not None and date.earliest.month == date.latest.month
    return f"Inspectors were there {Publication(date).said}." if exact else ""


def _of_several(post: Post) -> Iterator[str | Span]:
    """How many reports came out together, and which rating each of them gives."""
    reports, many = post.reports, len(post.reports)
    by, said = post.data.inspectorate, reports[0].inspection.publication.said
    region = region_of_all(post)
    where = f" in {f'the {region} region' if ' ' in region else region}" if region else ""
    bodies = f"{figures(many)} {body(post.league, many)}{where}"
    groups = {band: found for band, found in counts(reports).items() if found}
    if len(groups) == 1:
        (band,) = groups
        yield bodies
        yield from _is(band, many)
        yield f"overall{_LOWEST if band is Band.INADEQUATE else ''}" + (
            f", {by} says in reports published {said}:" if by else f", say reports published {said}:"
        )
        yield f"{provider_names(reports)}."
    elif groups:
        yield f"{bodies} are rated in reports{f' of {by}' if by else ''} published {said}."
        for band, found in groups.items():
            yield strong(f"{figures(len(found))} {verdict(band, len(found))}:")
            yield f"{names([f'{report.provider.name}{_was(report)}' for report in found])}."
    else:
        whose = f"{f' of {by}' if by else ''} published {said}" if said else f"{f' of {by}' if by else ''}"
        rated = any(report.programme.rated for report in reports)
        gives = "give no overall rating that is known" if rated else "give no ratings"
        yield f"Reports{whose} on {figure(many)} {body(post.league, many)}{where} {gives}:"
        yield f"{provider_names(reports)}."
        return
    before = sum(1 for report in reports if report.before)
    if before:
        yield f"{figures(before)} of them had a rating before."
    elif all(report.change.kind is Kind.NEW for report in reports):
        yield "None had a rating before."


def _was(report: Report) -> str:
    """`` (up from inadequate)``."""
    change = report.change
    return f" ({change.label})" if change.kind in {Kind.UP, Kind.DOWN} else " (as before)" if change.again else ""
