"""The paragraphs around a report: how many others have which rating, what else the owner runs, what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.dates import say_limit
from ratings_cli.model.phrases import are, body, every, names, ordinal
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.charts.captions import bodies, verdict
from ratings_cli.views.post.article import Paragraph, Span, paragraph, strong
from ratings_cli.views.post.words import (
    MOST_NAMED,
    by_band,
    called,
    figure,
    figures,
    in_a_row,
    left_out,
    provider_names,
    sentence,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.post import Post
    from ratings_cli.league.standing import Standing


def league_paragraph(post: Post) -> Paragraph:
    """How many of the league have which rating; of one that is newly rated, which it is in the row of all."""
    groups, total = by_band(post.rated), len(post.rated)
    told = [item.overall or (item.before and item.before.overall) for item in post.reports]
    bands = [band for band in told if band in groups]
    if total < 2 or not bands:  # noqa: PLR2004 - nothing to count
        return ()
    perhaps = [Band.REQUIRES_IMPROVEMENT, *(report.overall for _, report in post.inexact)]
    missing = [band.value for band in BANDS if band not in groups and band not in perhaps]
    own = max(bands, key=bands.count)
    alone = len(groups[own]) == 1
    main = max(groups, key=lambda band: len(groups[band])) if alone else own
    here, numbered = groups.pop(main), post.number == total
    listed = len(here) <= MOST_NAMED and not numbered
    found = f"{_how_many(post, len(here), numbered=numbered)} {verdict(main, len(here))}"
    parts: list[str | Span] = [strong(f"{found}{':' if listed else '.'}"), f"{_row(post, here)}." if listed else ""]
    if numbered:
        only = f", and the only one that {verdict(own, 1)}" if alone and groups.pop(own, []) else ""
        whom = f"the {ordinal(total)} of the {figure(post.league.size or total)} {body(post.league, 2)}"
        parts.append(f"{called(post.reports[0].provider)} is {whom} to be rated{only}.")
    parts.append(left_out(post))
    parts += [_group(post, band, those, last=len(groups) == 1) for band, those in groups.items()]
    parts += [f"None is {phrases.listed(missing, 'or')}."] if missing and (groups or numbered) else []
    return paragraph(*parts)


def _how_many(post: Post, here: int, *, numbered: bool) -> str:
    """``Twelve of 13``, ``Two of the 21 Community Rehabilitation Companies``; with the day, if it is a later one."""
    total, size, day = len(post.rated), post.league.size, post.as_of
    which = "" if size == total else " with a rating" if size else " with a known rating"
    which = f" with a rating certainly out by {say_limit(day)}" if day and post.inexact else which
    whole = f"{body(post.league, total)}{which}"
    later = day and not post.inexact and day != post.reports[0].inspection.publication.latest
    if here == total:
        found = f"{every(total)}{'' if numbered else f' {whole}'}"
    else:
        of = figure(total) if numbered else f"the {figure(total)} {whole}"
        found = f"{figure(here) if later else figures(here)} of {of}"
    return f"By {say_limit(day)}, {found}" if later and day else phrases.capital(found)


def _group(post: Post, band: Band, found: Sequence[Standing], *, last: bool) -> str:
    """Those of one rating: one or a few by name, more of them as a number."""
    (item, *more) = found
    if more:
        named = f": {_row(post, found)}" if len(found) <= MOST_NAMED else ""
        return f"{figures(len(found))} {verdict(band, len(found))}{named}."
    return f"{'The other' if last else 'One'}, {_perhaps(post, item)}, {_under(item)}."


def _row(post: Post, found: Sequence[Standing]) -> str:
    return in_a_row([_perhaps(post, item) for item in found])


def _perhaps(post: Post, item: Standing) -> str:
    """The name of a provider, with the ratings that reports gave it perhaps by the day."""
    name = item.provider.name
    bands = {report.overall.value for provider, report in post.inexact if report.overall and provider is item.provider}
    return f"{name} (perhaps rated {phrases.listed(sorted(bands), 'or')} by then)" if bands else name


def _under(item: Standing) -> str:
    """``is good``; of one that another owner runs now, ``was rated good when Acme ran it``."""
    if item.overall and item.owner and item.owner_now and item.owner != item.owner_now:
        return f"was rated {item.overall.value} when {item.owner} ran it"
    return verdict(item.overall, 1)


def owner_paragraph(post: Post) -> Paragraph:
    """How the others were rated that the owner runs, or ran when they were rated."""
    record = post.owner
    if record is None or len(record.rated) + len(record.others) + len(record.unrated) < 2:  # noqa: PLR2004
        return ()
    rated, groups = len(record.rated), by_band(record.rated)
    kinds, whose = bodies([post.league], 2), phrases.possessive(record.owner)
    parts: list[str | Span] = []
    if rated == 1:
        every_one = figure(rated + len(record.others) + len(record.unrated))
        under = " under it" if record.others else ""
        parts.append(strong(f"It is the only one of {whose} {every_one} {kinds} with a rating{under}."))
    elif len(groups) == 1:
        (band,) = groups
        parts.append(strong(phrases.capital(f"{every(rated)} of {whose} rated {kinds} {verdict(band, rated)}:")))
        parts.append(f"{names([called(item.provider) for item in record.rated])}.")
    elif rated == 2:  # noqa: PLR2004
        (other,) = (item for item in record.rated if item.provider.key != post.reports[0].provider.key)
        kind = f"{whose} other rated {bodies([post.league], 1)}"
        parts.append(strong(f"{kind}, {other.provider.name}, {verdict(other.overall, 1)}."))
    else:
        said = [f"{figure(len(found))} {verdict(band, len(found))}" for band, found in groups.items()]
        parts.append(strong(f"Of {whose} {figure(rated)} rated {kinds}, {phrases.listed(said)}."))
        parts += [f"{phrases.capital(band.value)}: {provider_names(found)}." for band, found in groups.items()]
    parts.append(left_out(post, record.whom))
    parts += [f"{item.provider.name} {_under(item)}." for item in record.others]
    if record.unrated:
        have = f"The other {figure(many)} have" if (many := len(record.unrated)) > 1 else "The other has"
        parts.append(f"{have} no rating yet: {provider_names(record.unrated)}.")
    return paragraph(*parts)


def unknown(post: Post) -> Paragraph:
    """What is not known, once; then what a reader should know of the sources."""
    several = len(post.reports) > 1
    missing = sum(len({*report.programme.standard_names} - {*report.inspection.standards}) for report in post.reports)
    some = several or any(report.inspection.standards for report in post.reports)
    which = "the other" if several else f"the other {figure(missing)}" if some else f"its {figure(missing)}"
    one = missing == 1 and not several
    said = f"The rating{'' if one else 's'} of {which} standard{'' if one else 's'} {are(1 if one else 2)}"
    notes = [
        f"{f'{report.provider.name}: ' if several else ''}{sentence(report.inspection.note)}"
        for report in post.reports
        if report.inspection.note
    ]
    told = missing and post.reports[0].programme.rated
    return paragraph(f"{said} not in the sources used here." if told else "", *notes)
