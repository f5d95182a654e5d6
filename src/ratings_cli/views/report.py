"""One report about a provider as a table of its own: what was rated, when, how, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day
from ratings_cli.views.cells import Cell, Column, Table, band_cell, date_field
from ratings_cli.views.evidence import field_words, supporting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.report import Report
    from ratings_cli.model.records import Inspection, Provider
    from ratings_cli.model.scale import Band
    from ratings_cli.views.evidence import Bibliography

NO_RATING_KNOWN = Cell(phrases.NO_RATING_KNOWN, quiet=True)
"""No overall rating where the programme gives some: whether none was given, or none was found, is not known."""
_LISTS = {"Areas", "Other names", "Tally"}


class Block:
    """The rows of a table about one record: what each is, and its value with its star and its sources.

    Args:
        record: the record.
        cited: the list of sources.
    """

    def __init__(self, record: Provider | Inspection, cited: Bibliography) -> None:
        self._record = record
        self._cited = cited
        self._rows: list[tuple[Cell, Cell]] = []

    def add(self, what: str, value: str | Cell | None, *fields: str) -> None:
        """Add a row, with the sources of the fields that the value is of; none for a value that there is not.

        The star of a list stands at its label, for at its end it would seem that of the last item.
        """
        if not value:
            return
        derived = any(field in found.fields for found in self._record.derived for field in fields)
        cell = value if isinstance(value, Cell) else Cell(value, derived=derived)
        if sources := self._cited.cite(supporting(self._record.sources, *fields)):
            cell = cell._replace(sources=sources)
        starred = what in _LISTS and cell.derived
        self._rows.append((Cell(what, derived=starred), cell._replace(derived=cell.derived and not starred)))

    def add_unknown(self, what: str) -> None:
        """Add the row of a value that no source gives."""
        self.add(what, Cell(phrases.NOT_KNOWN, quiet=True))

    def add_grounds(self) -> None:
        """Add what the stars mean: which values are derived, and on what ground."""
        for value in self._record.derived:
            text = f"{phrases.INFERRED} {field_words(value.fields)}: {value.ground or 'no ground is given'}"
            self.add("Derived", Cell(text, quiet=True))

    def table(self, caption: str = "") -> Table:
        """The rows as a table."""
        return Table((Column("what", "", row_header=True), Column("value", "", names=True)), self._rows, caption)


def report_table(report: Report, cited: Bibliography) -> Table:
    """Show one report, each value with its sources; what the programme rates and is not known is said so."""
    inspection = report.inspection
    numbers = cited.cite(inspection.sources)
    block = Block(inspection, cited)
    _add_ratings(block, report)
    _add_circumstances(block, report)
    _add_standards(block, report)
    block.add("Verdict", inspection.verdict, "verdict")
    block.add("Note", inspection.note)
    block.add_grounds()
    if report.points and report.points.derived:
        block.add("Derived", Cell(f"{phrases.INFERRED} points: {report.points.derived}", quiet=True))
    how_many = phrases.count(len(numbers), "source") if numbers else "none is given"
    block.add("Sources", Cell(how_many, sources=numbers, quiet=True))
    return block.table(", ".join(filter(None, (str(inspection.publication), report.programme.label))))


def _add_ratings(block: Block, report: Report) -> None:
    """The overall rating, how it changed, and the points; nothing of these in a report that rates another."""
    if not report.own:
        block.add("Rates", _name(report.subject))
        block.add("Overall", Cell(phrases.NOT_RATED, quiet=True))
    elif not report.programme.rated:
        block.add("Overall", Cell(f"{phrases.NOT_RATED} (the programme gives no ratings)", quiet=True))
    else:
        if report.overall:
            block.add("Overall", band_cell(report.inspection, "overall"), "overall")
            block.add("Change", _change(report, report.overall))
        else:
            block.add("Overall", NO_RATING_KNOWN)
        if report.points is None:
            block.add_unknown("Points")
        elif report.points.derived:
            block.add("Points", Cell(str(report.points), derived=True))
        else:
            block.add("Points", str(report.points), "points")


def _change(report: Report, now: Band) -> str:
    """``up from inadequate (15 Feb 2019)``: against the rated inspection before."""
    before = report.before
    if before is None or before.overall is None:
        return "first rating in the record"
    when = f"({before.publication})"
    if now is before.overall:
        return f"unchanged from {now.value} {when}"
    if not before.publication.certainly_before(report.inspection.publication):
        return f"not known: the one before in the record, {before.overall.value} {when}, is perhaps the later one"
    way = "up" if now.score > before.overall.score else "down"
    return f"{way} from {before.overall.value} {when}"


def _add_circumstances(block: Block, report: Report) -> None:
    """When, where, under whom, of how many people."""
    inspection = report.inspection
    block.add("Published", str(inspection.publication), date_field(inspection))
    if inspection.published_by and not inspection.publication.shows_by:
        block.add("Certainly out", f"by {show_day(inspection.published_by)}", "published_by")
    block.add("Area inspected", inspection.area)
    block.add("Also about", "; ".join(map(_name, report.others)))
    block.add("Owner at the time", report.owner, *(("owner",) if report.own and inspection.owner else ()))
    if not report.own:
        return
    fieldwork = str(inspection.fieldwork) if inspection.fieldwork else None
    for what, field, text in (
        ("Fieldwork", "fieldwork", fieldwork),
        ("Caseload", "caseload", phrases.caseload(inspection)),
    ):
        block.add(what, text, field)
        if not text and report.programme.rated:
            block.add_unknown(what)


def _name(provider: Provider) -> str:
    return f"{provider.name} ({provider.league})" if provider.league else provider.name


def _add_standards(block: Block, report: Report) -> None:
    """The tally, then the standards under their headings: known ones by name, the others as a number."""
    inspection = report.inspection
    if inspection.tally and report.own:
        counts = {band.value: number for band, number in inspection.tally.items()}
        part = phrases.part_of(inspection.tally, report.programme)
        block.add("Tally", f"{phrases.band_counts(counts)}{part}", "tally")
    everything = [band for bands in report.standards.values() for band in bands.values()]
    if everything:
        block.add("Standards", _known(everything))
    if not any(everything):
        return
    for heading, bands in report.standards.items():
        if heading:
            block.add(f"  {heading.capitalize()}", _known(list(bands.values())))
        for name, band in bands.items():
            if band:
                block.add(f"    {name}", band_cell(inspection, name), name)


def _known(bands: Sequence[Band | None]) -> Cell:
    """``not known: 5 of 10``, ``all 10 known``, ``both known``."""
    missing = sum(1 for band in bands if band is None)
    if missing:
        return Cell(f"{phrases.NOT_KNOWN}: {missing} of {len(bands)}", quiet=True)
    return Cell({1: "known", 2: "both known"}.get(len(bands), f"all {len(bands)} known"), quiet=True)
