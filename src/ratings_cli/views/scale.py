"""The scale as a sheet: the bands, the programmes with their standards, and how places are decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS, TOP_SCORE, Band
from ratings_cli.views.cells import Cell, Column, Table, values_of
from ratings_cli.views.fields import Field, View
from ratings_cli.views.notes import ranking_rule
from ratings_cli.views.sheet import Sheet

if TYPE_CHECKING:
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Gap, Programme

_WHICH_COUNTS = (
    "For each provider the newest rated inspection counts: by date, and by programme where dates do not decide."
)
_Field = Field[None, Band]
_FIELDS = (
    _Field("band", "the word", lambda band: band.value, lambda band: Cell(band.value, band)).shown(row_header=True),
    _Field("score", "how many points it is worth", lambda band: band.score, align="right", quiet=False).shown(),
    _Field("letter", "its letter where there is no room", lambda band: band.letter, quiet=False).shown(),
    _Field(
        "spellings",
        "how it is also written",
        lambda band: list(band.spellings),
        lambda band: Cell(", ".join(band.spellings), quiet=True),
    ).shown(heading="Also written", names=True),
)
_Gap = Field[None, tuple[str, "Gap"]]
_GAPS = (
    _Gap("league", "its league", lambda row: row[0] or None, quiet=False).shown(row_header=True),
    _Gap("text", "what is missing", lambda row: row[1].text, quiet=False).shown(heading="What is missing", names=True),
    _Gap("ground", "how that is known", lambda row: row[1].ground).shown(heading="How that is known", names=True),
    _Gap("providers", "whose reports are missing", lambda row: row[1].providers),
    _Gap("from", "since when", lambda row: row[1].from_),
    _Gap("until", "until when", lambda row: row[1].until),
)


def scale_sheet(data: DataSet) -> Sheet:
    """Show the scale, and the programmes of a data set."""
    title = "The scale, best first"
    view = View(_FIELDS, None, BANDS)
    # First what is of no league.
    missing = [("", gap) for gap in data.gaps] + [(league.name, gap) for league in data.leagues for gap in league.gaps]
    gaps = View(_GAPS, None, missing, caption="What is known to be missing")
    return Sheet(
        title=title,
        own_tables=(view, *map(_programme_table, data.programmes), *([gaps] if missing else [])),
        notes=(
            "Bands are read in any case and spacing; any other word is an error, never a blank or a zero.",
            _WHICH_COUNTS,
            "A later inspection without an overall rating replaces nothing.",
            ranking_rule("overall"),
            ranking_rule("points"),
            "Points are those that a source states, or are added up when every standard is known.",
            "A body without a rating is listed without a position and is never scored zero.",
        ),
        view=view,
        head={
            "title": title,
            "programmes": [
                values_of(programme, "name", "title", "rated", "standards", "note") for programme in data.programmes
            ],
            "gaps": gaps.records(),
        },
    )


def _programme_table(programme: Programme) -> Table:
    rows = [(Cell(heading.capitalize()), Cell("; ".join(names))) for heading, names in programme.standards.items()]
    if not rows or not programme.rated:
        text = "standards not listed" if programme.rated else "gives no ratings"
        rows.append((Cell(text, quiet=True), Cell()))
    number = len(programme.standard_names)
    most = f": {phrases.count(number, 'standard')}, at most {TOP_SCORE * number} points" if number else ""
    return Table(
        columns=(Column("heading", "", row_header=True, names=True), Column("standards", "", names=True)),
        rows=rows,
        caption=f"{programme.label} ({programme.name}){most}",
    )
