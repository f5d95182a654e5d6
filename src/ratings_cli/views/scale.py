"""The scale as a sheet: the bands, the programmes with their standards, and how places are decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS, TOP_SCORE
from ratings_cli.views.cells import Cell, Column, Table, Value
from ratings_cli.views.notes import ranking_rule
from ratings_cli.views.sheet import Sheet

if TYPE_CHECKING:
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Gap, League, Programme

KEYS = ("band", "score", "letter", "spellings")


def scale_sheet(data: DataSet) -> Sheet:
    """Show the scale, and the programmes of a data set."""
    bands = Table(
        columns=(
            Column("band", "Band", row_header=True),
            Column("score", "Score", "right"),
            Column("letter", "Letter"),
            Column("spellings", "Also written", names=True),
        ),
        rows=tuple(
            (
                Cell(band.value, band=band),
                Cell(str(band.score)),
                Cell(band.letter),
                Cell(", ".join(band.spellings), quiet=True),
            )
            for band in BANDS
        ),
    )
    return Sheet(
        title="The scale, best first",
        own_tables=(bands, *(_programme_table(programme) for programme in data.programmes), *_gap_tables(data)),
        notes=_notes(),
        own_keys=KEYS,
        own_records=tuple(
            {
                "band": band.value,
                "score": band.score,
                "letter": band.letter,
                "spellings": list(band.spellings),
            }
            for band in BANDS
        ),
        head={
            "title": "The scale, best first",
            "programmes": [_programme_record(programme) for programme in data.programmes],
            "gaps": [_gap_record(league, gap) for league, gap in _gaps(data)],
        },
    )


def _programme_table(programme: Programme) -> Table:
    rows = [(Cell(heading.capitalize()), Cell("; ".join(names))) for heading, names in programme.standards.items()]
    if not programme.rated:
        rows.append((Cell("gives no ratings", quiet=True), Cell()))
    elif not rows:
        rows.append((Cell("standards not listed", quiet=True), Cell()))
    number = len(programme.standard_names)
    most = f": {phrases.count(number, 'standard')}, at most {TOP_SCORE * number} points" if number else ""
    return Table(
        columns=(Column("heading", "", row_header=True, names=True), Column("standards", "", names=True)),
        rows=tuple(rows),
        caption=f"{programme.label} ({programme.name}){most}",
    )


def _gaps(data: DataSet) -> list[tuple[League | None, Gap]]:
    """What is known to be missing, first what is of no league."""
    return [*((None, gap) for gap in data.gaps), *((league, gap) for league in data.leagues for gap in league.gaps)]


def _gap_tables(data: DataSet) -> list[Table]:
    rows = tuple(
        (Cell(league.name if league else ""), Cell(gap.text), Cell(gap.ground or "", quiet=True))
        for league, gap in _gaps(data)
    )
    columns = (
        Column("league", "League", row_header=True),
        Column("gap", "What is missing", names=True),
        Column("ground", "How that is known", names=True),
    )
    return [Table(columns, rows, "What is known to be missing")] if rows else []


def _gap_record(league: League | None, gap: Gap) -> dict[str, Value]:
    return {
        "league": league.name if league else None,
        "text": gap.text,
        "ground": gap.ground,
        "providers": list(gap.providers),
        "from": gap.from_.iso if gap.from_ else None,
        "until": gap.until.iso if gap.until else None,
    }


def _programme_record(programme: Programme) -> dict[str, Value]:
    return {
        "name": programme.name,
        "title": programme.title,
        "rated": programme.rated,
        "standards": {heading: list(names) for heading, names in programme.standards.items()},
        "note": programme.note,
    }


def _notes() -> tuple[str, ...]:
    return (
        "Bands are read in any case and spacing; any other word is an error, never a blank or a zero.",
        "For each provider the newest rated inspection counts: by date, and by programme where dates do not decide.",
        "A later inspection without an overall rating replaces nothing.",
        ranking_rule("overall"),
        ranking_rule("points"),
        "Points are those that a source states, or are added up when every standard is known.",
        "A body without a rating is listed without a position and is never scored zero.",
    )
