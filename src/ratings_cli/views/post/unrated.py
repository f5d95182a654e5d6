"""A post about reports that give no ratings: who was inspected, when, and what the report found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.english import a, body, names
from ratings_cli.views.bibliography import Bibliography
from ratings_cli.views.post.article import Article, Section
from ratings_cli.views.post.headline import called
from ratings_cli.views.report import report_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.history import Entry
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet


def unrated_article(data: DataSet, told: Sequence[tuple[Standing, Entry]]) -> Article:
    """Write a post about unrated reports.

    Args:
        data: the records, for what the leagues call their bodies.
        told: each report as its provider's history tells it, with how the provider stands.
    """
    cited = Bibliography()
    tables = []
    for _, entry in told:
        table = report_table(entry, cited)
        tables.append(table._replace(caption=f"{entry.subject.name}, {table.caption}"))
    who = names([called(entry.subject) for _, entry in told])
    was, gives = ("was", "report gives") if len(told) == 1 else ("were", "reports give")
    return Article(
        f"{who} {was} inspected; the {gives} no ratings",
        tuple(_paragraph(data, standing, entry) for standing, entry in told),
        (Section("Scorecard" if len(tables) == 1 else "Scorecards", tuple(tables)),),
        cited.notes,
    )


def _paragraph(data: DataSet, standing: Standing, entry: Entry) -> str:
    """Who, what, when; that there is no rating, and why; what was found; and the rating that stands."""
    provider, inspection = entry.subject, entry.inspection
    league = next(league for league in data.leagues if league.name == (provider.league or ""))
    run = f" run by {entry.owner}" if entry.owner else ""
    under = f", under the programme “{entry.programme.label}”" if entry.programme.label else ""
    said = f" published {inspection.publication.said}" if inspection.publication.said else ", whose date is not known"
    derived = " (derived)" if inspection.ground_of("published") or inspection.ground_of("published_by") else ""
    sentences = [f"A report on {provider.name}, {a(body(league, 1))}{run}, was{said}{derived}{under}."]
    if not inspection.publication.said:
        sentences = [f"There is a report on {provider.name}, {a(body(league, 1))}{run}{said}{under}."]
    no_rating = "The programme gives no ratings." if not entry.programme.rated else "No overall rating is known."
    sentences.append(no_rating)
    if inspection.verdict:
        sentences.append(f"{phrases.capital(inspection.verdict.rstrip('.'))}.")
    if standing.counts and standing.overall:
        before = f" {standing.counts.publication.said}" if standing.counts.publication.said else ""
        sentences.append(f"Its newest rating is still {standing.overall.value}, in the report published{before}.")
    return " ".join(sentences)
