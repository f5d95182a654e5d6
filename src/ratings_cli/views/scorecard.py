"""A provider's scorecard and history as a sheet: who it is, then every report about it, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.standing import under_rating_programmes
from ratings_cli.model import phrases
from ratings_cli.model.dataset import with_league
from ratings_cli.model.dates import show_day, show_limit
from ratings_cli.views.cells import (
    Cell,
    Column,
    Table,
    band_cell,
    date_field,
    owner_text,
    plain,
    published_cell,
    values_of,
)
from ratings_cli.views.charts.providers import history_chart
from ratings_cli.views.evidence import Bibliography, addresses, field_words, supporting
from ratings_cli.views.fields import records_view
from ratings_cli.views.notes import provider_caveats
from ratings_cli.views.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.report import History, Report
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Derived, Inspection, League, Ownership, Provider, Source
    from ratings_cli.model.scale import Band
    from ratings_cli.views.cells import Value

KEYS = (
    *("provider", "league", "published", "published_by", "programme", "programme_title", "rates", "area", "overall"),
    *("score", "previous", "counts", "owner", "points", "points_max", "known_standards", "standards_total"),
    *("fieldwork", "caseload", "caseload_is", "verdict", "note", "sources"),
)
_NO_RATING_KNOWN = Cell(phrases.NO_RATING_KNOWN, quiet=True)
"""No overall rating where the programme gives some: whether none was given, or none was found, is not known."""
_LISTS = {"Areas", "Other names", "Tally"}


def scorecard_sheet(data: DataSet, history: History) -> Sheet:
    """Show one provider: its identity, then a block for each report with its sources."""
    provider = history.provider
    cited = Bibliography(supports=True)
    league = next((league for league in data.leagues if league.name == provider.league), None)
    what = (league.singular or league.name) if league else ""
    short = f" ({provider.short})" if provider.short else ""
    title = ", ".join(filter(None, (f"{provider.name}{short}", what, phrases.as_at(history.as_of))))
    tables = (_identity(data, history, league, cited), *(_report_table(report, cited) for report in history.reports))
    sheet = Sheet(
        title=title,
        own_tables=tables,
        notes=_notes(history, tables),
        view=records_view(KEYS, [_report_record(history, report) for report in history.reports]),
        head={"title": title, **_head_record(history)},
        sources=cited.notes,
        chart=history_chart(data, history, what),
    )
    return sheet.with_caveats(provider_caveats(data, provider, history.as_of))


class _Block:
    """The rows of a table about one record: what each is, and its value with its star and its sources."""

    def __init__(self, record: Provider | Inspection, cited: Bibliography) -> None:
        self._record = record
        self._cited = cited
        self._rows: list[tuple[Cell, Cell]] = []

    def add(self, what: str, value: str | Cell | None, *fields: str, expected: bool = False) -> None:
        """Add a row, with the sources of the fields that the value is of.

        The star of a list stands at its label, for at its end it would seem that of the last item.

        Args:
            what: what the value is.
            value: the value; where there is none, there is no row.
            fields: the fields of the record that it is of.
            expected: whether the row says that it is not known where there is none.
        """
        if not value and expected:
            value, fields = Cell(phrases.NOT_KNOWN, quiet=True), ()
        if not value:
            return
        derived = any(field in found.fields for found in self._record.derived for field in fields)
        cell = value if isinstance(value, Cell) else Cell(value, derived=derived)
        if sources := self._cited.cite(supporting(self._record.sources, *fields)):
            cell = cell._replace(sources=sources)
        starred = what in _LISTS and cell.derived
        self._rows.append((Cell(what, derived=starred), cell._replace(derived=cell.derived and not starred)))

    def add_grounds(self) -> None:
        """Add what the stars mean: which values are derived, and on what ground."""
        for value in self._record.derived:
            text = f"{phrases.INFERRED} {field_words(value.fields)}: {value.ground or 'no ground is given'}"
            self.add("Derived", Cell(text, quiet=True))

    def table(self, caption: str = "") -> Table:
        """The rows as a table."""
        return Table((Column("what", "", row_header=True), Column("value", "", names=True)), self._rows, caption)


def _identity(data: DataSet, history: History, league: League | None, cited: Bibliography) -> Table:
    """Where the provider stands, who it is, and who has run it."""
    provider, stands = history.provider, history.standing
    block = _Block(provider, cited)
    unknown = stands.counts is None and under_rating_programmes(data, stands.inspections)
    block.add("Newest rating", _NO_RATING_KNOWN if unknown else band_cell(stands.counts, "overall"))
    if stands.counts:
        block.add("Published", published_cell(stands.counts))
        block.add("Owner at the time", owner_text(stands))
    if league and league.name:
        block.add("League", f"{league.label} ({league.name})" if league.title else league.name)
    block.add("Number", provider.id)
    block.add("Short name", provider.short, "short")
    block.add("Other names", "; ".join(provider.aliases), "aliases")
    peers = [candidate for candidate in data.providers if candidate.league == provider.league]
    block.add("Region", provider.region, "region", expected=any(peer.region for peer in peers))
    block.add("Areas", "; ".join(provider.areas), "areas", expected=any(peer.areas for peer in peers))
    for owner in [_period(period, history) for period in history.ownership] or [""]:
        block.add("Owner", owner, "ownership", expected=any(peer.ownership for peer in peers))
    for event in history.events:
        block.add("Event", Cell(f"{event.date}: {event.text}", sources=cited.cite(event.sources)))
    block.add("Note", provider.note)
    block.add_grounds()
    cited.cite(provider.sources)
    return block.table()


def _period(period: Ownership, history: History) -> str:
    """``Sodexo, Feb 2015 to June 2021``; as at an earlier date the end is not told, because it was not known then."""
    begun, ended = period.from_, history.end_of(period)
    one_end = f"from {begun}" if begun else f"until {ended}" if ended else "dates not known"
    dates = f"{begun} to {ended}" if begun and ended else one_end
    return f"{period.owner}, {dates}{f' ({period.note})' if period.note else ''}"


def _report_table(report: Report, cited: Bibliography) -> Table:
    """Show one report, each value with its sources; what the programme rates and is not known is said so."""
    inspection = report.inspection
    numbers = cited.cite(inspection.sources)
    block = _Block(inspection, cited)
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


def _add_ratings(block: _Block, report: Report) -> None:
    """The overall rating, how it changed, and the points; nothing of these in a report that rates another."""
    if not report.own:
        block.add("Rates", with_league(report.subject))
        block.add("Overall", Cell(phrases.NOT_RATED, quiet=True))
    elif not report.programme.rated:
        block.add("Overall", Cell(f"{phrases.NOT_RATED} (the programme gives no ratings)", quiet=True))
    else:
        if report.overall:
            block.add("Overall", band_cell(report.inspection, "overall"), "overall")
            block.add("Change", _change(report))
        else:
            block.add("Overall", _NO_RATING_KNOWN)
        if report.points and report.points.derived:
            block.add("Points", Cell(str(report.points), derived=True))
        else:
            block.add("Points", report.points and str(report.points), "points", expected=True)


def _change(report: Report) -> str:
    """``up from inadequate (15 Feb 2019)``: against the rated inspection before."""
    before = report.before
    if before is None or before.overall is None:
        return "first rating in the record"
    said = report.change.label
    if report.overall is before.overall:
        said = f"unchanged from {before.overall.value}"
    elif report.change.unclear:
        said = f"not known: the dates do not say if the one before was {before.overall.value}"
    return f"{said} ({before.publication})"


def _add_circumstances(block: _Block, report: Report) -> None:
    """When, where, under whom, of how many people."""
    inspection = report.inspection
    block.add("Published", str(inspection.publication), date_field(inspection))
    if inspection.published_by and not inspection.publication.shows_by:
        block.add("Certainly out", f"by {show_day(inspection.published_by)}", "published_by")
    block.add("Area inspected", inspection.area)
    block.add("Also about", "; ".join(map(with_league, report.others)))
    block.add("Owner at the time", report.owner, *(("owner",) if report.own and inspection.owner else ()))
    if not report.own:
        return
    expected = report.programme.rated
    block.add("Fieldwork", str(inspection.fieldwork or ""), "fieldwork", expected=expected)
    block.add("Caseload", phrases.caseload(inspection), "caseload", expected=expected)


def _add_standards(block: _Block, report: Report) -> None:
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


def _counts(reports: Sequence[Report]) -> str:
    """How many reports have each band; apart from them those of which no rating is known, and those that give none."""
    counts = phrases.count_bands(report.overall for report in reports)
    unknown = sum(1 for report in reports if report.own and report.programme.rated and report.overall is None)
    unrated = counts.pop(phrases.NOT_RATED) - unknown
    return phrases.band_counts(counts | {f"with {phrases.NO_RATING_KNOWN}": unknown, phrases.NOT_RATED: unrated})


def _notes(history: History, tables: tuple[Table, ...]) -> list[str]:
    """How many reports there are, what is left out, and what the programmes' ratings rest on."""
    reports = history.reports
    day = history.as_of
    notes = [f"No report was certainly out by {show_limit(day)}." if day else "The record has no report about it."]
    if reports:
        order = ", newest first" if len(reports) > 1 else ""
        notes = [f"{phrases.count(len(reports), 'report')}{order}: {_counts(reports)}."]
    if history.inexact and day:
        inexact = [f"{report.programme.label} ({report.inspection.publication})" for report in history.inexact]
        left_out = phrases.count(len(history.inexact), "report")
        what = "its date is" if len(history.inexact) == 1 else "their dates are"
        when = f"not exact enough to say if out by {show_limit(day)}"
        notes.append(f"Left out: {left_out}, because {what} {when}: {phrases.some(inexact)}.")
    if not all(report.own for report in reports):
        notes.append("A report on another provider that names this one too does not rate it.")
    if any(cell.derived for table in tables for row in table.rows for cell in row):
        notes.append(f"A value with {phrases.INFERRED} is inferred: read from a source's wording or worked out.")
    programmes = {report.programme.name: report.programme for report in reports}
    notes += [f"{programme.label}: {programme.note}" for programme in programmes.values() if programme.note]
    return notes


def _report_record(history: History, report: Report) -> dict[str, Value]:
    """One report for a program. The keys are an interface: docs/commands/show.md documents each."""
    inspection, own = report.inspection, report.own
    bands = [(heading, name, band) for heading, found in report.standards.items() for name, band in found.items()]
    return {
        "provider": report.provider.name,
        "league": report.provider.league or None,
        **values_of(inspection, "published", "published_by", "programme"),
        "programme_title": report.programme.title,
        "programme_rated": report.programme.rated,
        "rates": report.subject.name,
        "rates_league": report.subject.league or None,
        "also": [{"provider": other.name, "league": other.league or None} for other in report.others],
        "area": inspection.area,
        "overall": plain(report.overall),
        "score": report.overall and report.overall.score,
        "previous": plain(report.overall and report.before and report.before.overall),
        "counts": inspection is history.standing.counts,
        "owner": report.owner,
        "points": report.points and report.points.scored,
        "points_max": report.points and report.points.most,
        "points_derived": report.points and report.points.derived,
        "known_standards": [f"{name}: {band.value}" for _, name, band in bands if band],
        "standards_total": len(bands),
        "standards": plain([{"standard": name, "heading": head or None, "band": band} for head, name, band in bands]),
        "tally": {band.value: number for band, number in inspection.tally.items()} if own else {},
        "fieldwork": plain(inspection.fieldwork) if own else None,
        "caseload": inspection.caseload if own else None,
        "caseload_is": inspection.caseload_is if own else None,
        **values_of(inspection, "verdict", "note"),
        "derived": _derived(inspection.derived),
        "sources": addresses(inspection.sources),
        "supported_by": _sources(inspection.sources),
    }


def _head_record(history: History) -> dict[str, Value]:
    """What JSON says before the reports: who the provider is, and where it stands."""
    provider, stands = history.provider, history.standing
    return {
        "as_of": plain(history.as_of),
        "provider": {
            **values_of(provider, "name", "id", "short", "aliases"),
            "league": provider.league or None,
            **values_of(provider, "region", "areas"),
            "ownership": [
                plain({"owner": period.owner, "from": period.from_, "to": history.end_of(period), "note": period.note})
                for period in history.ownership
            ],
            "events": [
                values_of(event, "date", "text") | {"sources": addresses(event.sources)} for event in history.events
            ],
            "note": provider.note,
            "derived": _derived(provider.derived),
            "supported_by": _sources(provider.sources),
        },
        "standing": {
            "overall": plain(stands.overall),
            "score": stands.overall and stands.overall.score,
            "previous": plain(stands.before),
            **values_of(stands, "owner", "owner_now"),
        },
        "left_out": [
            values_of(report.inspection, "programme", "published") | {"why": "its date is not exact enough"}
            for report in history.inexact
        ],
    }


def _derived(derived: Iterable[Derived]) -> list[Value]:
    return [values_of(value, "fields", "ground") for value in derived]


def _sources(sources: Iterable[Source]) -> list[Value]:
    return [values_of(source, "publisher", "url", "no_url", "date", "seed", "supports") for source in sources]
