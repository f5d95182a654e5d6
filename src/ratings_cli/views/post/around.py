"""The paragraphs after the first: what was before, how many others have which rating, what else the owner runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.dates import Publication, say_limit
from ratings_cli.model.english import are, body, every, names, ordinal
from ratings_cli.model.ownership import only_owner, owner_as_at
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.charts.captions import verdict
from ratings_cli.views.post.article import Paragraph, Span, paragraph, strong
from ratings_cli.views.post.headline import same_day_event
from ratings_cli.views.post.lede import visit
from ratings_cli.views.post.words import (
    MOST_NAMED,
    WORDS_TO,
    called,
    counts,
    figure,
    figures,
    kinds,
    possessive,
    provider_names,
    sentence,
    standard,
    verdict_on,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.league.post import OwnerRecord, Post
    from ratings_cli.league.report import Report
    from ratings_cli.league.standing import Standing


def context(post: Post) -> Paragraph:
    """Of one report: who runs the provider, and its ratings and inspections before. Of several: what they share."""
    if len(post.reports) > 1:
        return paragraph(*_shared_standards(post), _points(post.reports))
    (report,) = post.reports
    runs = [*filter(None, _runs(post, report))] if report.overall else []
    name = called(report.provider)
    who = "It" if runs and runs[0].startswith(name) else name
    return paragraph(*runs, *_before(post, report, who), *_events(post))


def _runs(post: Post, report: Report) -> Iterator[str]:
    """Who ran it, of how many people, and when inspectors were there; points where they are known."""
    name = called(report.provider)
    said = []
    if report.owner and only_owner(post.data, (post.league,)) is None:
        now = owner_as_at(report.provider, post.as_of) or report.owner
        said.append(f"{'is' if now == report.owner else 'was'} run by {report.owner}")
    if caseload := phrases.caseload(report.inspection):
        said.append(f"supervises {caseload} people")
    if said:
        yield f"{name} {' and '.join(said)}."
    yield visit(report)
    yield _points(post.reports)


def _points(reports: Sequence[Report]) -> str:
    """The points of reports, where they are known of all of them and have the same most."""
    points = [report.points for report in reports]
    if len(points) == 1 and points[0]:
        return f"It has {figure(points[0].scored)} of {figure(points[0].most)} points."
    most = {item.most if item else None for item in points}
    if len(most) != 1 or None in most:
        return ""
    said = [f"{called(report.provider)} has {figure(report.points.scored)}" for report in reports if report.points]
    return f"Of {figure(most.pop() or 0)} points, {names(said)}."


def _events(post: Post) -> Iterator[str]:
    """What happened to the provider on another day, and that bodies of its kind are no more."""
    (report,) = post.reports
    for event in report.provider.events:
        if event is not same_day_event(post) and (post.as_of is None or event.date.latest <= post.as_of):
            yield f"{phrases.capital(Publication(event.date).said)} {event.headline}: {sentence(event.text)}"
    until = post.league.until
    if until and (post.as_of is None or until.latest <= post.as_of):
        yield f"{post.league.label} ceased to be {Publication(until).said}."


def _before(post: Post, report: Report, who: str) -> Iterator[str | Span]:
    """The rating before, and what it was like; else that there was none, and what an inspection without any found."""
    before = report.before
    if report.overall is None and before and before.overall:
        still = "Its rating is still" if report.change.kind is None else "Its rating was"
        yield strong(f"{still} {before.overall.value}")
        yield f", from the report published {before.publication.said or 'on a day not known'}."
        yield _standards_then(post, report)
        return
    if report.overall is None:
        return
    if before and before.overall:
        said = before.publication.said
        if report.change.unclear:
            when = f", published {said}" if said else ", whose date is not known"
            order = "the dates do not say in which order its reports came out"
            yield f"{who} {_was(before.overall)} in another report{when}; {order}."
        else:
            yield f"{who} {_was(before.overall)} in the report before, published {said}."
        return
    if report.change.unclear:
        yield f"{who} has another rating, and the dates do not say in which order its reports came out."
        return
    yield f"{who} had no rating before."
    found = next((item for item in reversed(report.earlier) if item.verdict), None)
    if found and found.publication.said:
        place = f" on its work in {found.area}" if found.area else ""
        url = next((source.url for source in found.sources if source.url and "verdict" in source.supports), None)
        yield f"{phrases.capital(found.publication.said)}, when inspections gave none, the"
        yield Span("verdict", url=url)
        yield f"{place.lstrip() or 'on it'} was: {sentence(verdict_on(post, found))}"


def _was(band: Band) -> str:
    return "required improvement" if band is Band.REQUIRES_IMPROVEMENT else f"was {band.value}"


def _standards_then(post: Post, report: Report) -> str:
    """What the last rated report said of standards, the best and the worst, where this one says nothing of any."""
    before = report.before
    if report.inspection.standards or before is None:
        return ""
    found = [(band, [name for name, rated in before.standards.items() if rated is band]) for band in BANDS]
    said = [f"{names([standard(post.data, name) for name in named])} {band.value}" for band, named in found if named]
    return f"That report rated {' and '.join(dict.fromkeys([said[0], said[-1]]))}." if said else ""


def _shared_standards(post: Post) -> Iterator[str | Span]:
    """The headings of which all reports give all standards one and the same band."""
    every_one = [report.standards for report in post.reports]
    for heading, bands in every_one[0].items():
        found = {band for standards in every_one for band in standards.get(heading, {}).values()}
        if heading and len(found) == 1 and (band := found.pop()) and len(bands) > 1:
            listed = names([standard(post.data, name) for name in bands])
            whom = every(len(post.reports))
            yield strong(f"{phrases.capital(every(len(bands)))} {heading} standards {verdict(band, 2)} in {whom}:")
            yield f"{listed}."


def league_paragraph(post: Post) -> Paragraph:
    """How many of the league have which rating; of one that is newly rated, which it is in the row of all."""
    rated, groups = post.rated, {band: found for band, found in counts(post.rated).items() if found}
    told = [report.overall or (report.before and report.before.overall) for report in post.reports]
    bands = [band for band in told if band in groups]
    if len(rated) < 2 or not bands:  # noqa: PLR2004 - nothing to count
        return ()
    own = max(bands, key=bands.count)
    report = post.reports[0]
    numbered = post.number == len(rated)
    alone = len(groups.get(own, ())) == 1
    main = max(groups, key=lambda band: len(groups[band])) if alone else own
    here = groups.pop(main)
    whole = figure(len(rated)) if numbered else f"the {figure(len(rated))} {_bodies(post)}"
    when = _when(post)
    many = figure(len(here)) if when else figures(len(here))
    of = f"{many} of {whole}" if groups else f"{'all' if when else 'All'} {whole.removeprefix('the ')}"
    listed = len(here) <= MOST_NAMED and not numbered
    parts: list[str | Span] = [strong(f"{when}{of} {verdict(main, len(here))}{':' if listed else '.'}")]
    parts += [f"{provider_names(here)}."] if listed else []
    if numbered:
        size, nth = figure(post.league.size or len(rated)), _nth(len(rated))
        only = f", and the only one that {verdict(own, 1)}" if alone and groups.pop(own, []) else ""
        parts.append(f"{called(report.provider)} is the {nth} of the {size} {body(post.league, 2)} to be rated{only}.")
    last = len(groups) == 1
    parts += [_group(band, found, last=last) for band, found in groups.items()]
    return paragraph(*parts, _none(post) if groups or numbered else "")


def _when(post: Post) -> str:
    """``By 3 May 2019, ``, where the numbers are not those of the day of the report."""
    if post.as_of is None or post.as_of == post.reports[0].inspection.publication.latest:
        return ""
    return f"By {say_limit(post.as_of)}, "


def _bodies(post: Post) -> str:
    """What those with a rating are; that a rating is known, where nobody says how many there are of them."""
    size, rated = post.league.size, len(post.rated)
    which = "" if size == rated else " with a rating" if size else " with a known rating"
    return f"{body(post.league, rated)}{which}"


def _nth(count: int) -> str:
    return ordinal(count) if count <= WORDS_TO else f"{count:,}{ordinal(count + 100).lstrip('0123456789,')}"


def _group(band: Band, found: Sequence[Standing], *, last: bool) -> str:
    """Those of one rating: one or a few by name, more of them as a number."""
    (item, *more) = found
    if more:
        named = f": {provider_names(found)}" if len(found) <= MOST_NAMED else ""
        return f"{figures(len(found))} {verdict(band, len(found))}{named}."
    name = f"{'The other' if last else 'One'}, {item.provider.name},"
    if item.owner and item.owner_now and item.owner != item.owner_now:
        return f"{name} was rated {band.value} when {item.owner} ran it."
    return f"{name} {verdict(band, 1)}."


def _none(post: Post) -> str:
    """Which ratings nobody has."""
    there = {item.overall for item in post.rated}
    missing = [band.value for band in BANDS if band not in there and band is not Band.REQUIRES_IMPROVEMENT]
    return f"None is {phrases.listed(missing, 'or')}." if missing else ""


def owner_paragraph(post: Post) -> Paragraph:
    """How the others were rated that the owner runs, or ran when they were rated."""
    record, report = post.owner, post.reports[0]
    if record is None:
        return ()
    rated, everything = record.rated, len(record.rated) + len(record.others) + len(record.unrated)
    others = [item for item in rated if item.provider.key != report.provider.key]
    whose, many = possessive(record.owner), kinds(post.league, 2)
    if everything < 2:  # noqa: PLR2004 - it runs this one alone
        return ()
    groups = {band: found for band, found in counts(rated).items() if found}
    parts: list[str | Span] = []
    if not others:
        parts.append(strong(f"It is the only one of {whose} {figure(everything)} {many} {_rated_under(record)}."))
    elif len(others) == 1 and len(rated) == 2:  # noqa: PLR2004
        (other,) = others
        too = " too" if len(groups) == 1 else ""
        name = f"{whose} other rated {kinds(post.league, 1)}, {other.provider.name},"
        parts.append(strong(f"{name} {verdict(other.overall, 1)}{too}."))
    elif len(groups) == 1:
        (band,) = groups
        what = f"{every(len(rated))} of {whose} rated {many} {verdict(band, len(rated))}:"
        parts += [strong(phrases.capital(what)), f"{names([called(item.provider) for item in rated])}."]
    else:
        said = [f"{figure(len(found))} {verdict(band, len(found))}" for band, found in groups.items()]
        parts.append(strong(f"Of {whose} {figure(len(rated))} rated {many}, {phrases.listed(said)}."))
        parts += [f"{phrases.capital(band.value)}: {provider_names(found)}." for band, found in groups.items()]
    for item in record.others:
        under = f"when {item.owner} ran it" if item.owner else "when it is not known who ran it"
        parts.append(f"{item.provider.name} was rated {item.overall.value if item.overall else ''} {under}.")
    if len(record.unrated) == 1:
        parts.append(f"One more, {record.unrated[0].provider.name}, has no rating yet.")
    elif record.unrated:
        some = f"other {figure(len(record.unrated))} have"
        have = f"The {some} none yet" if not others else f"Its {some} no rating yet"
        parts.append(f"{have}: {provider_names(record.unrated)}.")
    return paragraph(*parts)


def _rated_under(record: OwnerRecord) -> str:
    return "that was rated under it" if record.others else "with a rating"


def unknown(post: Post) -> Paragraph:
    """What is not known, once; then what a reader should know of the sources."""
    missing = sum(
        len(set(report.programme.standard_names) - set(report.inspection.standards)) for report in post.reports
    )
    known = any(report.inspection.standards for report in post.reports)
    several = len(post.reports) > 1
    if not missing or not post.reports[0].programme.rated:
        said = ""
    elif several or known:
        rest = "" if several else f" {figure(missing)}" if missing > 1 else ""
        one = missing == 1 and not several
        said = f"The rating{'' if one else 's'} of the other{rest} standard{'' if one else 's'} {are(1 if one else 2)}"
    else:
        said = f"The ratings of its {figure(missing)} standards are"
    notes = (
        f"{f'{report.provider.name}: ' if several else ''}{sentence(report.inspection.note)}"
        for report in post.reports
        if report.inspection.note
    )
    return paragraph(f"{said} not in the sources used here." if said else "", *notes)
