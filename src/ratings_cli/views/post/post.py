"""The post of the day as an article: its paragraphs, the scorecard, the league table, the notes and the sources."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ratings_cli.league.standing import only_owner
from ratings_cli.model import phrases
from ratings_cli.model.dates import say_limit
from ratings_cli.model.phrases import body, every, figure, listed, ordinal, short_noun, some, verdict
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.cells import Cell, Column, Table, band_cell, date_field, date_ground, owner_text, published_cell
from ratings_cli.views.notes import table_caveats
from ratings_cli.views.post import (
    MOST_IN_A_ROW,
    MOST_NAMED,
    MOST_ROWS,
    Article,
    Block,
    Paragraph,
    Picture,
    Span,
    by_band,
    called,
    figures,
    how_many_are,
    left_out,
    paragraph,
    provider_names,
    sentence,
    strong,
)
from ratings_cli.views.post.lede import context, headline, lede
from ratings_cli.views.sheet import credit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.league.post import Post
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.report import Report
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection, ProviderKey

_MOST_NAMES = 100
"""How many names a table has that has a row for each rating; of more, there is none."""


def post_article(post: Post, picture: str | None = None) -> Article:
    """Write a post; `picture` is the file that the picture of its table stands in, where there is one."""
    league, publication = league_paragraph(post), post.reports[0].inspection.publication
    shown = (Picture(picture, "".join(span.text for span in league) or headline(post)),) if picture else ()
    notes = paragraph(*_inferred(post), *_of_the_table(post))
    blocks = (lede(post), context(post), *shown, league, owner_paragraph(post), *_scorecard(post), unknown(post))
    dates = [publication, *(item.counts.publication for item in post.rated if item.counts)]
    bands = (report.overall.value for report in post.reports if report.overall)
    return Article(
        headline(post),
        _filled(*blocks, *_league_table(post), notes, _sources(post)),
        credit(
            post.data,
            f"Newest report: {max(dates, key=lambda date: date.latest or dt.date.min)}." if publication.latest else "",
        ).text,
        publication.date.iso if publication.date else "",
        tuple(dict.fromkeys([post.league.label, *bands])),
    )


def report_blocks(post: Post) -> tuple[Block, ...]:
    """What a post says of its one report alone: the first paragraphs, the scorecard, and where all of it comes from."""
    inferred = paragraph(*_inferred(post))
    return _filled(lede(post), context(post), *_scorecard(post), unknown(post), inferred, _sources(post))


def _filled(*blocks: Block) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block)


def league_paragraph(post: Post) -> Paragraph:
    """How many of the league have which rating; of one that is newly rated, which it is in the row of all."""
    groups, total = by_band(post.rated), len(post.rated)
    told = [item.overall or (item.before and item.before.overall) for item in post.reports]
    bands = [band for band in told if band in groups]
    if total < 2 or not bands:  # noqa: PLR2004 - nothing to count
        return ()
    perhaps = [Band.REQUIRES_IMPROVEMENT, *(report.overall for _, report in post.table.inexact)]
    missing = [band.value for band in BANDS if band not in groups and band not in perhaps]
    own = max(bands, key=bands.count)
    alone = len(groups[own]) == 1
    main = max(groups, key=lambda band: len(groups[band])) if alone else own
    here, numbered = groups.pop(main), post.number == total
    are_named = len(here) <= MOST_NAMED and not numbered
    found = f"{_how_many(post, len(here), numbered=numbered)} {verdict(main, len(here))}"
    parts: list[str | Span] = [strong(f"{found}{':' if are_named else '.'}")]
    parts += [f"{_named(post, here)}."] if are_named else []
    if numbered:
        only = f", and the only one that {verdict(own, 1)}" if alone and groups.pop(own, []) else ""
        whom = f"the {ordinal(total)} of the {figure(post.league.size or total)} {body(post.league, 2)}"
        parts.append(f"{called(post.reports[0].provider)} is {whom} to be rated{only}.")
    parts.append(left_out(post))
    parts += [_group(post, band, those, last=len(groups) == 1) for band, those in groups.items()]
    parts += [f"None is {listed(missing, 'or')}."] if missing and (groups or numbered) else []
    return paragraph(*parts)


def _how_many(post: Post, here: int, *, numbered: bool) -> str:
    """``Twelve of 13``, ``Two of the 21 Community Rehabilitation Companies``; with the day, if it is a later one."""
    total, size, day = len(post.rated), post.league.size, post.as_of
    which = "" if size == total else " with a rating" if size else " with a known rating"
    which = f" with a rating certainly out by {say_limit(day)}" if day and post.table.inexact else which
    whole = f"{body(post.league, total)}{which}"
    later = day and not post.table.inexact and day != post.reports[0].inspection.publication.latest
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
        named = f": {_named(post, found)}" if len(found) <= MOST_NAMED else ""
        return f"{figures(len(found))} {verdict(band, len(found))}{named}."
    return f"{'The other' if last else 'One'}, {_named(post, found)}, {_under(item)}."


def _named(post: Post, found: Sequence[Standing]) -> str:
    """The names of some providers, each with the ratings that reports gave it perhaps by the day."""
    perhaps: dict[ProviderKey, set[str]] = defaultdict(set)
    for provider, report in post.table.inexact:
        perhaps[provider.key] |= {report.overall.value} if report.overall else set()
    told = ((item.provider.name, listed(sorted(perhaps[item.provider.key]), "or")) for item in found)
    return some([f"{name} (perhaps rated {bands} by then)" if bands else name for name, bands in told], MOST_IN_A_ROW)


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
    kinds, whose = short_noun([post.league], 2), phrases.possessive(record.owner)
    parts: list[str | Span] = []
    if rated == 1:
        every_one = figure(rated + len(record.others) + len(record.unrated))
        under = " under it" if record.others else ""
        parts.append(strong(f"It is the only one of {whose} {every_one} {kinds} with a rating{under}."))
    elif len(groups) == 1:
        (band,) = groups
        parts.append(strong(phrases.capital(f"{every(rated)} of {whose} rated {kinds} {verdict(band, rated)}:")))
        parts.append(f"{listed([called(item.provider) for item in record.rated])}.")
    elif rated == 2:  # noqa: PLR2004
        (other,) = (item for item in record.rated if item.provider.key != post.reports[0].provider.key)
        kind = f"{whose} other rated {short_noun([post.league], 1)}"
        parts.append(strong(f"{kind}, {other.provider.name}, {verdict(other.overall, 1)}."))
    else:
        parts.append(strong(f"Of {whose} {figure(rated)} rated {kinds}, {how_many_are(groups)}."))
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
    said = f"The rating of {which} standard is" if one else f"The ratings of {which} standards are"
    notes = [
        f"{f'{report.provider.name}: ' if several else ''}{sentence(report.inspection.note)}"
        for report in post.reports
        if report.inspection.note
    ]
    told = missing and post.reports[0].programme.rated
    return paragraph(f"{said} not in the sources used here." if told else "", *notes)


def _scorecard(post: Post) -> Iterator[Table]:
    """What is known of the report, a row for each value; of several that give ratings, a row for each report."""
    report, several = post.reports[0], len(post.reports) > 1
    if several and report.overall and len(post.reports) <= MOST_ROWS:
        columns = (
            Column("provider", f"{_heading(post)}, {report.inspection.publication}", row_header=True),
            Column("band", "Rating"),
            Column("points", "Points"),
            Column("standards", "Standards known"),
        )
        rows = [
            (Cell(item.provider.name), _band(item.inspection), _points(item), _known(item)) for item in post.reports
        ]
        kept = [place for place in range(len(columns)) if any(row[place].text for row in rows)]
        yield Table(tuple(columns[place] for place in kept), [tuple(row[place] for place in kept) for row in rows])
    elif not several and (report.points or report.inspection.standards):
        then = report.before if report.change.kind else None
        cells = [("Overall", _band(report.inspection)), ("Before", _band(then)), ("Points", _points(report))]
        for name in (name for bands in report.standards.values() for name in bands):
            what = phrases.capital(post.data.standard_phrases.get(name, name))
            cells.append((what, _band(report.inspection, name)))
        title = ", ".join(filter(None, (called(report.provider), str(report.inspection.published or ""))))
        rated = [(Cell(what), cell) for what, cell in cells if cell.text and not cell.quiet]
        yield Table((Column("what", title, row_header=True), Column("band", "Rating")), rated)


def _band(inspection: Inspection | None, field: str = "overall") -> Cell:
    """A band without a star: what is inferred is told below."""
    return band_cell(inspection, field)._replace(derived=False)


def _points(report: Report) -> Cell:
    return Cell(f"{report.points.scored}/{report.points.most}" if report.points else "")


def _known(report: Report) -> Cell:
    """``5 of 9: 5 inadequate``."""
    bands = [*report.inspection.standards.values()]
    total = max(len(report.programme.standard_names), len(bands))
    found = phrases.band_counts({band.value: bands.count(band) for band in BANDS})
    return Cell(f"{len(bands)} of {total}: {found}" if bands else "")


def _heading(post: Post) -> str:
    return phrases.capital(short_noun([post.league], 1))


def _league_table(post: Post) -> Iterator[Table]:
    """The league table; of many, a row for each rating."""
    title = f"{post.league.label} by overall rating, {say_limit(post.as_of) if post.as_of else 'all reports'}"
    if MOST_ROWS < len(post.rated) <= _MOST_NAMES:
        groups = by_band(post.rated).items()
        columns = (
            Column("band", "Rating", row_header=True),
            Column("count", "How many", "right"),
            Column("all", "Which"),
        )
        rows = [
            (Cell(band.value, band), Cell(f"{len(found):,}"), Cell("; ".join(item.provider.name for item in found)))
            for band, found in groups
        ]
        yield Table(columns, rows, title)
    elif 1 < len(post.rated) <= MOST_ROWS:
        owners = (item.owner or item.owner_now for item in post.rated)
        owned = only_owner(post.data, (post.league,)) is None and any(owners)
        columns = (
            Column("position", "Place", "right"),
            Column("provider", _heading(post), row_header=True),
            Column("overall", "Rating"),
            *((Column("owner", "Owner"),) if owned else ()),
            Column("published", "Published"),
        )
        yield Table(columns, [_row(placed, owned=owned) for placed in post.table.places if placed.item.counts], title)


def _row(placed: Ranked[Standing], *, owned: bool) -> tuple[Cell, ...]:
    item = placed.item
    owner = (Cell(owner_text(item)),) if owned else ()
    published = published_cell(item.counts)._replace(derived=False)
    return Cell(placed.label), Cell(item.provider.name), _band(item.counts), *owner, published


def _inferred(post: Post) -> Iterator[str]:
    """What of the reports no source states, each ground once; that of a single rating stands in the first paragraph."""
    grounds: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for report in post.reports:
        told = {"overall": "rating", date_field(report.inspection): "date", "caseload": "caseload"}
        told |= dict.fromkeys(report.inspection.standards, "ratings of standards")
        for derived in report.inspection.derived:
            for field in derived.fields:
                if field in told and derived.ground and (field != "overall" or len(post.reports) > 1):
                    grounds[told[field], derived.ground][report.provider.name] = None
        if report.points and report.points.derived:
            grounds["points", "they are added up"][report.provider.name] = None
    for (what, ground), whom in grounds.items():
        of_whom = f" of {listed([*whom])}" if len(whom) < len(post.reports) else ""
        yield f"Inferred {what}{of_whom}: {sentence(ground)}"


def _of_the_table(post: Post) -> Iterator[str]:
    """What is inferred in the table, what is not in it, and what is perhaps newer than it."""
    if len(post.rated) < 2:  # noqa: PLR2004 - there is none
        return
    told = [report.inspection for report in post.reports]
    for item in post.rated:
        ground = item.counts.ground_of("overall") if item.counts and item.counts not in told else None
        if ground:
            yield f"Inferred rating of {item.provider.name}: {sentence(ground)}"
    if len(post.rated) <= MOST_ROWS:
        dated = [item for item in post.rated if item.counts and item.counts not in told and date_ground(item.counts)]
        few = provider_names(dated) if len(dated) <= MOST_NAMED else figure(len(dated))
        yield f"Dates inferred in the table: {few}." if dated else ""
        yield "Equal ratings share a place."
    yield "" if league_paragraph(post) else left_out(post)
    yield from (sentence(text) for text in table_caveats(post.table))


def _sources(post: Post) -> Paragraph:
    """The sources of these reports, each once, as words that lead to it; those of one publisher have numbers."""
    every = (source for report in post.reports for source in report.inspection.sources)
    sources = {source.url or source.publisher: source for source in every}
    spans: list[Span] = [strong("Sources:"), Span(" ")]
    seen: Counter[str] = Counter()
    for source in sources.values():
        seen[source.publisher] += 1
        number = f" ({seen[source.publisher]})" if seen[source.publisher] > 1 else ""
        spans += [Span(f"{source.publisher}{number}", url=source.url), Span(", ")]
    return (*spans[:-1], Span(".")) if sources else ()
