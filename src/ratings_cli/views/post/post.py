"""The post of the day as an article: its words, the scorecards, what the owner runs, the league table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.dates import say_limit
from ratings_cli.views.bibliography import Bibliography
from ratings_cli.views.caveats import table_caveats
from ratings_cli.views.cells import band_cell, owner_text, published_cell
from ratings_cli.views.evidence import rating_evidence, sources_of, standing_evidence, with_sources
from ratings_cli.views.league_table import league_sheet
from ratings_cli.views.post.article import Article, Section
from ratings_cli.views.post.headline import headline
from ratings_cli.views.post.owner import owner_paragraph
from ratings_cli.views.post.reports import later_sentence, notes, others_sentence, report_paragraphs
from ratings_cli.views.post.table import table_paragraph
from ratings_cli.views.report import report_table
from ratings_cli.views.sheet import Cell, Column, Table

if TYPE_CHECKING:
    from ratings_cli.league.owner_record import OwnerRecord
    from ratings_cli.league.post import Post
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet


def post_article(data: DataSet, post: Post) -> Article:
    """Write the post.

    Args:
        data: the records, for the names of programmes.
        post: what it states.
    """
    cited = Bibliography()
    reports = report_paragraphs(post)
    owners = [owner_paragraph(record, post) for record in post.owners]
    paragraphs = [*reports, others_sentence(post), table_paragraph(post), *owners, *notes(post)]
    paragraphs += [later_sentence(post), " ".join([_counted(post), *table_caveats(post.table)])]
    sections = [_scorecards(post, cited), *(_owner(record, post, cited) for record in post.owners)]
    sections.append(_league_table(data, post, cited))
    return Article(headline(post), tuple(filter(None, paragraphs)), tuple(sections), cited.notes)


def _counted(post: Post) -> str:
    """What the numbers are numbers of."""
    if post.as_of is None:
        return "All numbers are those of the record, whatever the dates of its reports."
    last = ""  # several reports in one post are of a day that is known
    if post.as_of == post.day and not post.stories[0].report.inspection.publication.is_day:
        last = ", the last day on which this report can have come out"
    return (
        f"All numbers are those of the record: rated reports that were certainly out by {say_limit(post.as_of)}{last}."
    )


def _scorecards(post: Post, cited: Bibliography) -> Section:
    """Each report with all that the record holds of it."""
    tables = []
    for story in post.stories:
        table = report_table(story.entry, cited)
        tables.append(table._replace(caption=f"{story.provider.name}, {table.caption}"))
    stars = any(cell.derived for table in tables for row in table.rows for cell in row)
    star = "* A value with a star is derived: read from a source's wording or worked out."
    heading = "Scorecard" if len(tables) == 1 else "Scorecards"
    return Section(heading, tuple(tables), (star,) if stars else ())


def _owner(record: OwnerRecord, post: Post, cited: Bibliography) -> Section:
    """Everything that an owner runs, or was rated for, with the newest rating of each."""
    columns = (
        Column("provider", "Provider", names=True, row_header=True),
        Column("owner", "Owner when rated", names=True),
        Column("overall", "Overall"),
        Column("published", "Published"),
    )
    rows = tuple(_owner_row(standing, cited) for standing in (*record.runs, *record.formerly))
    title = f"{record.owner}: what it runs, and what was rated under it, {phrases.as_at(post.as_of)}"
    return Section(f"Owner: {record.owner}", (Table(columns, rows, title),))


def _owner_row(standing: Standing, cited: Bibliography) -> tuple[Cell, ...]:
    rating = band_cell(standing.counts, "overall")
    numbers: list[int] = []
    for backing in rating_evidence([standing], "overall"):
        numbers += cited.cite(sources_of(backing.inspection, backing.field))
        if backing.explained:
            numbers.append(cited.explain(backing.explained))
    return (
        Cell(standing.provider.name),
        Cell((owner_text(standing) or phrases.NOT_KNOWN) if standing.counts else ""),
        rating._replace(sources=tuple(sorted(numbers))),
        published_cell(standing.counts),
    )


def _league_table(data: DataSet, post: Post, cited: Bibliography) -> Section:
    """The league table with its notes and its picture."""
    sheet = with_sources(league_sheet(data, post.table), standing_evidence(post.table), cited)
    table = sheet.tables[0]._replace(caption=sheet.title)
    said = table_caveats(post.table)  # in the text above
    notes = tuple(note for note in sheet.notes if note not in said)
    return Section("League table", (table,), notes, sheet.chart)
