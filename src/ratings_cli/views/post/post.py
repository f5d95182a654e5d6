"""The post of the day as an article: its paragraphs, the scorecard, the league table, the notes and the sources."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.dates import say_limit
from ratings_cli.model.english import names
from ratings_cli.model.ownership import only_owner
from ratings_cli.model.scale import BANDS
from ratings_cli.views.caveats import table_caveats
from ratings_cli.views.cells import band_cell, date_field, date_ground, owner_text, published_cell
from ratings_cli.views.credit import credit
from ratings_cli.views.post.around import context, league_paragraph, owner_paragraph, unknown
from ratings_cli.views.post.article import Article, Block, Paragraph, Picture, Span, paragraph, strong
from ratings_cli.views.post.headline import headline
from ratings_cli.views.post.lede import lede
from ratings_cli.views.post.words import MOST_NAMED, called, counts, figure, kind, provider_names, sentence, standard
from ratings_cli.views.sheet import Cell, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ratings_cli.league.post import Post
    from ratings_cli.league.report import Report
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dates import Publication

_MOST_ROWS = 25
"""How many rows a league table may have in a post; a longer one has a row for each rating."""


def post_article(post: Post, picture: str | None = None) -> Article:
    """Write a post.

    Args:
        post: what it states.
        picture: the file that the picture of its table stands in, where there is one.
    """
    league, publication = league_paragraph(post), post.reports[0].inspection.publication
    shown = (Picture(picture, "".join(span.text for span in league) or headline(post)),) if picture else ()
    blocks: list[Block] = [lede(post), context(post), *shown, league, owner_paragraph(post)]
    blocks += [*_scorecard(post), unknown(post), *_league_table(post), _notes(post), _sources(post)]
    dates = [publication, *(item.counts.publication for item in post.rated if item.counts)]
    bands = (report.overall.value for report in post.reports if report.overall)
    return Article(
        headline(post),
        tuple(block for block in blocks if block),
        credit(post.data, str(max(dates, key=_latest)) if publication.latest else "").text,
        publication.date.iso if publication.date else "",
        tuple(dict.fromkeys([post.league.label, *bands])),
    )


def report_blocks(post: Post) -> tuple[Block, ...]:
    """What a post says of its one report alone: the first paragraphs, the scorecard, and where all of it comes from."""
    blocks = (lede(post), context(post), *_scorecard(post), unknown(post), paragraph(*_inferred(post)), _sources(post))
    return tuple(block for block in blocks if block)


def _latest(publication: Publication) -> dt.date:
    return publication.latest or dt.date.min


def _scorecard(post: Post) -> Iterator[Table]:
    """What is known of the report, a row for each value; of several, a row for each."""
    if len(post.reports) > 1:
        if post.reports[0].overall:
            yield _scorecards(post)
        return
    (report,) = post.reports
    inspection, before = report.inspection, report.before
    rows = [(Cell("Overall"), _bare(band_cell(inspection, "overall")))] if report.overall else []
    if before and report.change.kind and before.overall:
        rows.append((Cell("Before"), _bare(band_cell(before, "overall"))))
    rows += [(Cell("Points"), Cell(f"{report.points.scored}/{report.points.most}"))] if report.points else []
    ordered = [name for bands in report.standards.values() for name, band in bands.items() if band]
    rows += [(Cell(phrases.capital(standard(post.data, name))), _bare(band_cell(inspection, name))) for name in ordered]
    if ordered or report.points:
        when = f", {inspection.publication}" if inspection.publication.said else ""
        title = Column("what", f"{called(report.provider)}{when}", row_header=True)
        yield Table((title, Column("band", "Rating")), tuple(rows))


def _scorecards(post: Post) -> Table:
    heading = f"{_heading(post)}, {post.reports[0].inspection.publication}"
    columns = [Column("provider", heading, names=True, row_header=True), Column("band", "Rating")]
    pointed = any(report.points for report in post.reports)
    known = any(report.inspection.standards for report in post.reports)
    columns += [Column("points", "Points", "right")] if pointed else []
    columns += [Column("standards", "Standards known", names=True)] if known else []
    rows = []
    for report in post.reports:
        row = [Cell(report.provider.name), _bare(band_cell(report.inspection, "overall"))]
        row += [Cell(f"{report.points.scored}/{report.points.most}" if report.points else "")] if pointed else []
        row += [Cell(_known(report))] if known else []
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows))


def _known(report: Report) -> str:
    """``5 of 9: 5 inadequate``."""
    bands = [*report.inspection.standards.values()]
    total = max(len(report.programme.standard_names), len(bands))
    found = phrases.band_counts({band.value: bands.count(band) for band in BANDS})
    return f"{len(bands)} of {total}: {found}" if bands else ""


def _bare(cell: Cell) -> Cell:
    """A cell without its star: what is inferred is told below."""
    return cell._replace(derived=False)


def _heading(post: Post) -> str:
    return phrases.capital(kind(post.league)) or "Provider"


def _league_table(post: Post) -> Iterator[Table]:
    """The league table; of many, a row for each rating."""
    if len(post.rated) < 2:  # noqa: PLR2004 - no table
        return
    when = f", {say_limit(post.as_of)}" if post.as_of else ""
    title = f"{post.league.label} by overall rating{when}"
    if len(post.rated) > _MOST_ROWS:
        columns = (
            Column("band", "Rating", row_header=True),
            Column("count", "How many", "right"),
            Column("providers", "Which", names=True),
        )
        groups = {band: found for band, found in counts(post.rated).items() if found}
        rows = tuple(
            (Cell(band.value, band), Cell(f"{len(found):,}"), Cell("; ".join(item.provider.name for item in found)))
            for band, found in groups.items()
        )
        yield Table(columns, rows, title)
        return
    owned = only_owner(post.data, (post.league,)) is None and any(item.owner or item.owner_now for item in post.rated)
    columns = (
        Column("position", "Place", "right"),
        Column("provider", _heading(post), names=True, row_header=True),
        Column("overall", "Rating"),
        *((Column("owner", "Owner", names=True),) if owned else ()),
        Column("published", "Published"),
    )
    yield Table(columns, tuple(_row(label, item, owned=owned) for label, item in _places(post)), title)


def _places(post: Post) -> Iterator[tuple[str, Standing]]:
    return ((placed.label, placed.item) for placed in post.table.places if placed.item.counts)


def _row(place: str, item: Standing, *, owned: bool) -> tuple[Cell, ...]:
    cells = [Cell(place), Cell(item.provider.name), _bare(band_cell(item.counts, "overall"))]
    cells += [Cell(owner_text(item))] if owned else []
    return (*cells, _bare(published_cell(item.counts)))


def _notes(post: Post) -> Paragraph:
    """What is inferred, what is left out, what is known to be missing."""
    tabled = 2 <= len(post.rated) <= _MOST_ROWS  # noqa: PLR2004
    return paragraph("Equal ratings share a place." if tabled else "", *_inferred(post), *_of_the_table(post))


def _inferred(post: Post) -> Iterator[str]:
    """What of the reports no source states, each ground once; that of a single rating stands in the first paragraph."""
    grounds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report in post.reports:
        for derived in report.inspection.derived:
            for what in dict.fromkeys(_what(report, field) for field in derived.fields):
                if what and derived.ground:
                    grounds[what, derived.ground].append(report.provider.name)
        if report.points and report.points.derived:
            yield f"The points{f' of {report.provider.name}' if len(post.reports) > 1 else ''} are added up."
    for (what, ground), found in grounds.items():
        of_whom = f" of {names(found)}" if len(found) < len(post.reports) else ""
        if what != "rating" or len(post.reports) > 1:
            several = "Ratings of standards" if what == "standards" else ""
            yield f"{several or f'The {what}'}{of_whom} {'are' if several else 'is'} inferred: {sentence(ground)}"


def _what(report: Report, field: str) -> str:
    """What a field is called that a post tells of; nothing for one that it does not tell of."""
    told = {"overall": "rating", date_field(report.inspection): "date", "caseload": "caseload"}
    return told.get(field, "standards" if field in report.inspection.standards else "")


def _of_the_table(post: Post) -> Iterator[str]:
    """What is inferred in the table, what is not in it, and what is perhaps newer than it."""
    if len(post.rated) < 2:  # noqa: PLR2004 - there is none
        return
    told = [report.inspection for report in post.reports]
    others = [item for item in post.rated if item.counts not in told]
    rated = [item for item in others if item.counts and item.counts.ground_of("overall")]
    dated = [item for item in others if item.counts and date_ground(item.counts)]
    for item in rated:
        if item.counts:
            yield f"The rating of {item.provider.name} is inferred: {sentence(item.counts.ground_of('overall') or '')}"
    if dated and len(post.rated) <= _MOST_ROWS:
        few = provider_names(dated) if len(dated) <= MOST_NAMED else figure(len(dated))
        yield f"Dates inferred in the table: {few}."
    left_out = len(post.table.left_out.inexact)
    if left_out and post.as_of:
        reports = f"{'is' if left_out == 1 else 'are'} {figure(left_out)} rated report{'' if left_out == 1 else 's'}"
        known = f"it is not known whether {'it was' if left_out == 1 else 'they were'} out by {say_limit(post.as_of)}"
        yield f"Left out {reports} of which {known}."
    yield from (sentence(text) for text in table_caveats(post.table))


def _sources(post: Post) -> Paragraph:
    """The sources of these reports, each once, as words that lead to it."""
    sources = {
        source.url or source.publisher: source for report in post.reports for source in report.inspection.sources
    }
    if not sources:
        return ()
    spans: list[Span] = [strong("Sources:")]
    for source in sources.values():
        spans += [Span(" " if len(spans) == 1 else ", "), Span(source.publisher, url=source.url)]
    return (*spans, Span("."))
