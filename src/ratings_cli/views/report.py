"""One report about a provider as a table of its own: what was rated, when, how, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day
from ratings_cli.views.bibliography import field_words, supporting
from ratings_cli.views.cells import band_cell, date_field
from ratings_cli.views.sheet import Cell, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.report import Report
    from ratings_cli.model.records import Derived, Provider
    from ratings_cli.model.scale import Band
    from ratings_cli.views.bibliography import Bibliography

Row: TypeAlias = tuple[str, Cell]

COLUMNS = (Column("what", "", row_header=True), Column("value", "", names=True))
_LISTS = {"Areas", "Other names", "Tally"}


def report_table(report: Report, cited: Bibliography) -> Table:
    """Show one report, each value with its sources; what the programme rates and is not known is said so."""
    inspection = report.inspection
    numbers = cited.cite(inspection.sources)
    rows = [*_rating_rows(report, cited), *_circumstance_rows(report, cited), *_standard_rows(report, cited)]
    if inspection.verdict:
        rows.append(("Verdict", _cell(report, cited, inspection.verdict, "verdict")))
    if inspection.note:
        rows.append(("Note", Cell(inspection.note)))
    rows += derived_rows(inspection.derived)
    if report.points and report.points.derived:
        rows.append(("Derived", Cell(f"{phrases.INFERRED} points: {report.points.derived}", quiet=True)))
    how_many = phrases.count(len(numbers), "source") if numbers else "none is given"
    rows.append(("Sources", Cell(how_many, sources=numbers, quiet=True)))
    caption = ", ".join(filter(None, (str(inspection.publication), report.programme.label)))
    return Table(COLUMNS, tuple(labelled(what, value) for what, value in rows), caption)


def derived_rows(derived: Iterable[Derived]) -> list[Row]:
    """What the stars of a block mean: which values are derived, and on what ground."""
    return [
        (
            "Derived",
            Cell(f"{phrases.INFERRED} {field_words(value.fields)}: {value.ground or 'no ground is given'}", quiet=True),
        )
        for value in derived
    ]


def not_known() -> Cell:
    """A value that no source gives."""
    return Cell(phrases.NOT_KNOWN, quiet=True)


def no_rating_known() -> Cell:
    """No overall rating where the programme gives some: whether none was given, or none was found, is not known."""
    return Cell(phrases.NO_RATING_KNOWN, quiet=True)


def labelled(what: str, value: Cell) -> tuple[Cell, Cell]:
    """A row of a block; the star of a list stands at its label, for at its end it would seem that of the last item."""
    if value.derived and what in _LISTS:
        return Cell(what, derived=True), value._replace(derived=False)
    return Cell(what), value


def _cell(report: Report, cited: Bibliography, text: str, *fields: str) -> Cell:
    """A value with its star, when derived, and its sources."""
    inspection = report.inspection
    derived = any(inspection.ground_of(field) is not None for field in fields)
    return Cell(text, derived=derived, sources=cited.cite(supporting(inspection.sources, *fields)))


def _rating_rows(report: Report, cited: Bibliography) -> list[Row]:
    """The overall rating, how it changed, and the points; nothing of these in a report that rates another."""
    inspection = report.inspection
    if not report.own:
        return [("Rates", Cell(_name(report.subject))), ("Overall", Cell(phrases.NOT_RATED, quiet=True))]
    if not report.programme.rated:
        text = f"{phrases.NOT_RATED} (the programme gives no ratings)"
        return [("Overall", Cell(text, quiet=True))]
    rows = [("Overall", _with_sources(report, cited, "overall") if report.overall else no_rating_known())]
    if report.overall:
        rows.append(("Change", Cell(_change(report))))
    if report.points:
        stated = inspection.points is not None
        points = _cell(report, cited, str(report.points), "points")
        rows.append(("Points", points if stated else Cell(points.text, derived=True)))
    else:
        rows.append(("Points", not_known()))
    return rows


def _with_sources(report: Report, cited: Bibliography, field: str) -> Cell:
    """The band of the overall rating or of a standard, with its sources."""
    cell = band_cell(report.inspection, field)
    if cell.band is None:
        return cell
    return Cell(cell.text, cell.band, cell.derived, cited.cite(supporting(report.inspection.sources, field)))


def _change(report: Report) -> str:
    """``up from inadequate (15 Feb 2019)``: against the rated inspection before."""
    now = report.overall
    before = report.before
    if now is None or before is None or before.overall is None:
        return "first rating in the record"
    when = f"({before.publication})"
    if now is before.overall:
        return f"unchanged from {now.value} {when}"
    if not before.publication.certainly_before(report.inspection.publication):
        return f"not known: the one before in the record, {before.overall.value} {when}, is perhaps the later one"
    way = "up" if now.score > before.overall.score else "down"
    return f"{way} from {before.overall.value} {when}"


def _circumstance_rows(report: Report, cited: Bibliography) -> list[Row]:
    """When, where, under whom, of how many people."""
    inspection = report.inspection
    rows = _published_rows(report, cited)
    if inspection.area:
        rows.append(("Area inspected", Cell(inspection.area)))
    if report.others:
        rows.append(("Also about", Cell("; ".join(_name(provider) for provider in report.others))))
    if report.owner:
        fields = ("owner",) if report.own and inspection.owner else ()
        rows.append(("Owner at the time", _cell(report, cited, report.owner, *fields)))
    if not report.own:
        return rows
    if inspection.fieldwork:
        rows.append(("Fieldwork", _cell(report, cited, str(inspection.fieldwork), "fieldwork")))
    elif report.programme.rated:
        rows.append(("Fieldwork", not_known()))
    if caseload := phrases.caseload(inspection):
        rows.append(("Caseload", _cell(report, cited, caseload, "caseload")))
    elif report.programme.rated:
        rows.append(("Caseload", not_known()))
    return rows


def _published_rows(report: Report, cited: Bibliography) -> list[Row]:
    """The date, and apart from it a day by which the report was certainly out, where a source gives both."""
    inspection = report.inspection
    rows = [("Published", _cell(report, cited, str(inspection.publication), date_field(inspection)))]
    if inspection.published_by and not inspection.publication.shows_by:
        by = f"by {show_day(inspection.published_by)}"
        rows.append(("Certainly out", _cell(report, cited, by, "published_by")))
    return rows


def _name(provider: Provider) -> str:
    return f"{provider.name} ({provider.league})" if provider.league else provider.name


def _standard_rows(report: Report, cited: Bibliography) -> list[Row]:
    """The tally, then the standards under their headings: known ones by name, the others as a number."""
    inspection = report.inspection
    rows: list[Row] = []
    if inspection.tally and report.own:
        counts = {band.value: number for band, number in inspection.tally.items()}
        rows.append(
            (
                "Tally",
                _cell(
                    report,
                    cited,
                    f"{phrases.band_counts(counts)}{phrases.part_of(inspection.tally, report.programme)}",
                    "tally",
                ),
            )
        )
    everything = [band for bands in report.standards.values() for band in bands.values()]
    if not everything:
        return rows
    rows.append(("Standards", _known(everything)))
    if not any(everything):
        return rows
    for heading, bands in report.standards.items():
        if heading:
            rows.append((f"  {heading.capitalize()}", _known(list(bands.values()))))
        rows += [(f"    {name}", _with_sources(report, cited, name)) for name, band in bands.items() if band]
    return rows


def _known(bands: Sequence[Band | None]) -> Cell:
    """``not known: 5 of 10``, ``all 10 known``, ``both known``."""
    missing = sum(1 for band in bands if band is None)
    if missing:
        return Cell(f"{phrases.NOT_KNOWN}: {missing} of {len(bands)}", quiet=True)
    return Cell({1: "known", 2: "both known"}.get(len(bands), f"all {len(bands)} known"), quiet=True)
