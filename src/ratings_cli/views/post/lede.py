"""The headline of a post, and its first paragraphs: what the report says, who says so and when; what was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.report import Kind
from ratings_cli.league.standing import only_owner, owner_as_at
from ratings_cli.model import phrases
from ratings_cli.model.dataset import with_league
from ratings_cli.model.dates import Publication
from ratings_cli.model.phrases import a, body, every, figure, listed, short_noun, some, verdict
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.post import (
    MOST_IN_A_ROW,
    Paragraph,
    Span,
    by_band,
    called,
    contradiction,
    figures,
    how_many_are,
    left_out,
    paragraph,
    provider_names,
    sentence,
    service,
    standard_names,
    standards_are,
    strong,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ratings_cli.league.post import Post
    from ratings_cli.league.report import Report
    from ratings_cli.model.records import Event, Inspection

_LONGEST = 80
"""How many characters a headline has, where the name of the service leaves that many."""
_LONGEST_WITH_EVENT = 90
_LOWEST = ", the lowest of the four ratings"


def headline(post: Post) -> str:
    """``BeNCH CRC requires improvement; its Through the Gate work is inadequate``."""
    if len(post.reports) > 1:
        return _headline_of_several(post)
    (report,) = post.reports
    rating = verdict(report.overall, 1) if report.overall else f"inspected; {report.without_rating}"
    said = f"{service(report.provider, post.league, _LONGEST - 1 - len(rating))} {rating}"
    longest = _LONGEST_WITH_EVENT if _same_day_event(report) else _LONGEST
    facts = _second_facts(post, report.overall) if report.overall else ()
    return next((said + fact for fact in facts if len(said + fact) <= longest), said)


def _same_day_event(report: Report) -> Event | None:
    """What happened to the provider on the day of its report."""
    day = report.inspection.publication.date
    return next((event for event in report.provider.events if day and day.is_day and event.date == day), None)


def _second_facts(post: Post, overall: Band) -> Iterator[str]:
    """What there is to say beside the rating, the weightiest first."""
    (report,) = post.reports
    change = report.change
    if event := _same_day_event(report):
        yield f"{', the first' if post.first else ''}; {event.headline} the same day"
        yield f"; {event.headline} the same day"
    if odd := contradiction(report):
        yield f"; all {odd[0]} {odd[1].value}"
    if change.kind in {Kind.UP, Kind.DOWN} or change.again:
        yield " again" if change.again else f", {change.label}"
    if post.first:
        yield f", a first among the {figure(post.league.size or 0)} {short_noun([post.league], 2)}"
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
            yield f", as {verb} {whose} {many} rated {short_noun([post.league], 2)}"


def _headline_of_several(post: Post) -> str:
    """``Three London probation units rated inadequate``."""
    many, groups = len(post.reports), by_band(post.reports)
    changes = {report.change.kind for report in post.reports}
    (band, *others) = groups or (None,)
    if band is None:
        rating = f"inspected; {post.reports[0].without_rating}"
    elif others:
        rating = f"rated: {how_many_are(groups)}"
    elif changes in ({Kind.UP}, {Kind.DOWN}):
        rating = f"{'rise' if changes == {Kind.UP} else 'fall'} to {band.value}"
    else:
        rating = verdict(band, many).replace("are ", "rated ", 1)
    kinds = f"{short_noun([post.league], many)} {rating}"
    long = f"{figures(many)} {post.region or ''} {kinds}".replace("  ", " ")
    return long if len(long) <= _LONGEST else f"{figures(many)} {kinds}"


def lede(post: Post) -> Paragraph:
    """Who, what, who says so and when; then what of it is odd, or lowest; then what else happened that day."""
    (report, *others) = post.reports
    if others:
        return paragraph(*_of_several(post))
    return paragraph(*(_rating if report.overall else _unrated)(post, report))


def _whose(post: Post, report: Report, the: str) -> str:
    """``The Community Rehabilitation Company for A, B and C (ABC)``; of what serves no known place, its name first."""
    provider, short = report.provider, called(report.provider)
    name = provider.name if provider.name in short else f"{provider.name} ({short})"
    if provider.areas:
        return f"{the} {body(post.league, 1)} for {name}"
    return f"{name}, {a(body(post.league, 1))}," if post.league.name and post.league.singular else name


def _rating(post: Post, report: Report) -> Iterator[str | Span]:
    """The rating, what it was, who says so, when; what it is inferred from; the standards; what else happened."""
    band, by = report.overall, post.data.inspectorate
    verb, _, word = verdict(band, 1).partition(" ")
    yield _whose(post, report, "The")
    yield "" if band is Band.REQUIRES_IMPROVEMENT else verb
    yield strong(verdict(band, 1) if band is Band.REQUIRES_IMPROVEMENT else word)
    said = report.inspection.publication.said
    when = f"published {said}" if said else "whose date is not known"
    ground = report.inspection.ground_of("overall")
    source = f"after a report{f' that {by} published {said}' if by and said else f' {when}'}"
    if not ground:
        source = f"{by} says in a report {when}" if by else f"says a report {when}"
    was = change_words(report)
    yield f"overall{_LOWEST if band is Band.INADEQUATE else ''}{was and f', {was}'}, {source}."
    yield f"The rating is inferred, as no source used here states it: {sentence(ground)}" if ground else ""
    yield from _standards(post, report)
    yield f"It is the first {body(post.league, 1)} to be rated {band.value}." if post.first and band else ""
    if event := _same_day_event(report):
        yield strong(f"{phrases.capital(event.headline)} the same day:")
        yield sentence(event.text)


def change_words(report: Report) -> str:
    """What became of a rating: ``up from inadequate``, ``as before``; nothing of a first one, or if it is not known."""
    change = report.change
    return change.label if change.kind in {Kind.UP, Kind.DOWN} else "as before" if change.again else ""


def _standards(post: Post, report: Report) -> Iterator[str | Span]:
    """That all standards of a heading differ from the rating; the other known ones by band, the lowest first."""
    odd = contradiction(report)
    told = [*report.standards[odd[0]]] if odd else []
    if odd:
        yield strong(f"Yet {every(len(told))} {odd[0]} standards are {odd[1].value}")
        yield f"{_LOWEST if odd[1] is Band.INADEQUATE else ''}: {standard_names(post.data, told)}."
    for band in reversed(BANDS):
        rest = [name for name in report.rated(band) if name not in told]
        said = standards_are(post.data, rest, band) if rest else ""
        if rest and band is Band.INADEQUATE and report.overall is not band and not odd:
            yield f"Its {said.removesuffix(band.value).rstrip()}"
            yield strong(band.value)
            yield f"{_LOWEST}."
        elif rest:
            yield f"{phrases.capital(said)}."
    if tally := report.inspection.tally:
        total = max(len(report.programme.standard_names), sum(tally.values()))
        parts = [f"{figure(tally[band])} {verdict(band, tally[band])}" for band in BANDS if band in tally]
        least = "at least " if sum(tally.values()) < total else ""
        yield f"Of its {figure(total)} standards, {least}{listed(parts)}."


def _unrated(post: Post, report: Report) -> Iterator[str | Span]:
    """What is known of a report that has no rating."""
    inspection = report.inspection
    whose = _whose(post, report, "the").removesuffix(",")
    place = f"the work of {whose} in {inspection.area}" if inspection.area else whose
    by = f" of {post.data.inspectorate}" if post.data.inspectorate else ""
    said = f", published {inspection.publication.said}," if inspection.publication.said else ""
    rating = "overall rating that is known" if report.programme.rated else "ratings"
    yield f"A report{by} on {place}{said} gives no {rating}."
    yield from _standards(post, report)
    yield f"Its programme is “{report.programme.label}”." if report.programme.label else ""
    yield _visit(report)
    yield f"The verdict: {sentence(_verdict(post, inspection))}" if inspection.verdict else ""
    also = listed([*map(with_league, report.others)])
    yield f"The report is also about {also}." if also else ""


def _verdict(post: Post, inspection: Inspection) -> str:
    """A verdict; of one that says of several leagues which is whose (``CRC: ...; NPS: ...``), that on the post's."""
    text, own = inspection.verdict or "", f"{post.league.name}: "
    begins = sorted(text.find(f"{league.name}: ") for league in post.data.leagues)
    begin = text.find(own)
    end = next((place for place in begins if place > begin), len(text))
    return text[begin + len(own) : end].rstrip("; ") if post.league.name and begin >= 0 else text


def _visit(report: Report) -> str:
    """When inspectors were there, where that is known to the month."""
    date = report.inspection.fieldwork
    exact = date is not None and date.earliest.month == date.latest.month
    return f"Inspectors were there {Publication(date).said}." if exact else ""


def _of_several(post: Post) -> Iterator[str | Span]:
    """How many reports came out together, and which rating each of them gives."""
    reports, by = post.reports, post.data.inspectorate
    where = f" in {f'the {post.region} region' if ' ' in post.region else post.region}" if post.region else ""
    whose = f"{figure(len(reports))} {body(post.league, len(reports))}{where}"
    said = reports[0].inspection.publication.said
    yield f"{by} published reports on {whose} {said}." if by else f"Reports on {whose} were published {said}."
    groups = by_band(reports)
    for band, found in groups.items():
        many = phrases.capital(every(len(found))) if len(groups) == 1 else figures(len(found))
        yield strong(f"{many} {verdict(band, len(found))}{_LOWEST if band is Band.INADEQUATE else ''}:")
        changes = ((report.provider.name, change_words(report)) for report in found)
        yield f"{some([f'{name} ({was})' if was else name for name, was in changes], MOST_IN_A_ROW)}."
    if not groups:
        yield strong(f"{phrases.capital(reports[0].without_rating)}:")
        yield f"{provider_names(reports)}."
        labels = {report.programme.label for report in reports}
        yield f"Their programme is “{labels.pop()}”." if len(labels) == 1 and "" not in labels else ""
    elif all(report.change.kind is Kind.NEW for report in reports):
        yield "None had a rating before." if post.league.size else "No earlier rating is known."


def context(post: Post) -> Paragraph:
    """Of one report: who runs the provider, and its ratings and inspections before. Of several: what they share."""
    (report, *others) = post.reports
    if others:
        return paragraph(*_shared_standards(post), _points(post))
    runs, visit = (_runs(post, report), _visit(report)) if report.overall else ("", "")
    who = "It" if runs else called(report.provider)
    return paragraph(runs, visit, *_before(post, report, who), *_events(post, report))


def _runs(post: Post, report: Report) -> str:
    """Who ran it, of how many people, and what its points are."""
    said = []
    if report.owner and only_owner(post.data, (post.league,)) is None:
        now = owner_as_at(report.provider, post.as_of) or report.owner
        said.append(f"{'is' if now == report.owner else 'was'} run by {report.owner}")
    if caseload := phrases.caseload(report.inspection):
        said.append(f"supervises {caseload} people")
    if report.points:
        said.append(f"has {figure(report.points.scored)} of {figure(report.points.most)} points")
    row = " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))
    return f"{called(report.provider)} {row}." if said else ""


def _events(post: Post, report: Report) -> Iterator[str]:
    """What happened to the provider on another day, and that bodies of its kind are no more."""
    for event in report.provider.events:
        if event is not _same_day_event(report) and (post.as_of is None or event.date.latest <= post.as_of):
            yield f"{phrases.capital(Publication(event.date).said)} {event.headline}: {sentence(event.text)}"
    until = post.league.until
    if until and (post.as_of is None or until.latest <= post.as_of):
        yield f"{post.league.label} ceased to be {Publication(until).said}."


def _before(post: Post, report: Report, who: str) -> Iterator[str | Span]:
    """The rating before; else that there was none, and what an inspection without any found."""
    before, unclear = report.before, report.change.unclear
    if before and before.overall:
        band, said = before.overall, before.publication.said
        if report.overall is None:
            yield strong(f"Its rating is still {band.value}")
            yield f", from the report published {said}." if said else ", from a report whose date is not known."
            return
        was = "required improvement" if band is Band.REQUIRES_IMPROVEMENT else f"was {band.value}"
        if not unclear:
            yield f"{who} {was} in the report before, published {said}."
            return
        yield f"{who} {was} in another report{f', published {said}' if said else ''}."
    if unclear:
        yield "The dates do not say in which order its reports came out."
    elif report.overall:
        yield f"{who} had no rating before." if post.league.size else "No earlier rating is known."
        found = next((item for item in reversed(report.earlier) if item.verdict and item.publication.said), None)
        if found:
            url = next((source.url for source in found.sources if source.url and "verdict" in source.supports), None)
            yield f"{phrases.capital(found.publication.said)}, when inspections gave none, the"
            yield Span("verdict", url=url)
            yield f"on {f'its work in {found.area}' if found.area else 'it'} was: {sentence(_verdict(post, found))}"


def _points(post: Post) -> str:
    """The points of several reports that have the same most."""
    points = [(report.provider.name, report.points) for report in post.reports if report.points]
    said = [f"{name} has {figure(item.scored)}" for name, item in points]
    most = {item.most for _, item in points}
    return f"Of {figure(most.pop())} points, {listed(said)}." if len(most) == 1 else ""


def _shared_standards(post: Post) -> Iterator[str | Span]:
    """The headings of which all reports give all standards one and the same band."""
    for heading, bands in post.reports[0].standards.items():
        found = {band for report in post.reports for band in report.standards.get(heading, {}).values()}
        if heading and len(found) == 1 and (band := found.pop()) and len(bands) > 1:
            said = f"{every(len(bands))} {heading} standards {verdict(band, 2)} in {every(len(post.reports))}:"
            yield strong(phrases.capital(said))
            yield f"{standard_names(post.data, bands)}."
