"""A provider's scorecard and history as a sheet: who it is, then every report about it, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.standing import under_rating_programmes
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.bibliography import Bibliography, supporting
from ratings_cli.views.caveats import provider_caveats, with_caveats
from ratings_cli.views.cells import band_cell, owner_text, published_cell
from ratings_cli.views.charts.history import history_chart
from ratings_cli.views.report import COLUMNS, Row, derived_rows, labelled, no_rating_known, not_known, report_table
from ratings_cli.views.scorecard_record import KEYS, head_record, report_record
from ratings_cli.views.sheet import Cell, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.report import History, Report
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League, Ownership, Provider


def scorecard_sheet(data: DataSet, history: History) -> Sheet:
    """Show one provider: its identity, then a block for each report with its sources.

    Args:
        data: the records, for what is known of the other providers of the league.
        history: the provider and its reports.
    """
    provider = history.provider
    cited = Bibliography(supports=True)
    short = f" ({provider.short})" if provider.short else ""
    league = _league(data, provider)
    what = (league.singular or league.name) if league else ""
    title = ", ".join(filter(None, (f"{provider.name}{short}", what, phrases.as_at(history.as_of))))
    tables = (_identity(data, history, cited), *(report_table(report, cited) for report in history.reports))
    sheet = Sheet(
        title=title,
        own_tables=tables,
        notes=tuple(_notes(history, tables)),
        own_keys=KEYS,
        own_records=tuple(report_record(history, report) for report in history.reports),
        head={"title": title, **head_record(history)},
        sources=cited.notes,
        chart=history_chart(data, history, what),
    )
    return with_caveats(sheet, provider_caveats(data, provider, history.as_of))


def _identity(data: DataSet, history: History, cited: Bibliography) -> Table:
    """Where the provider stands, who it is, and who has run it."""
    provider = history.provider
    stands = history.standing
    unknown = stands.counts is None and under_rating_programmes(data, stands.inspections)
    rows: list[Row] = [("Newest rating", no_rating_known() if unknown else band_cell(stands.counts, "overall"))]
    if stands.counts:
        rows.append(("Published", published_cell(stands.counts)))
        rows += [("Owner at the time", Cell(owner))] if (owner := owner_text(stands)) else []
    league = _league(data, provider)
    if league and league.name:
        rows.append(("League", Cell(f"{league.label} ({league.name})" if league.title else league.name)))
    if provider.id:
        rows.append(("Number", Cell(provider.id)))
    rows += _rows_of_value(provider, "Short name", provider.short, "short", cited)
    rows += _rows_of_value(provider, "Other names", "; ".join(provider.aliases), "aliases", cited)
    peers = [candidate for candidate in data.providers if candidate.league == provider.league]
    region = provider.region or (phrases.NOT_KNOWN if any(peer.region for peer in peers) else "")
    rows += _rows_of_value(provider, "Region", region, "region", cited)
    areas = "; ".join(provider.areas) or (phrases.NOT_KNOWN if any(peer.areas for peer in peers) else "")
    rows += _rows_of_value(provider, "Areas", areas, "areas", cited)
    for period in history.ownership:
        rows += _rows_of_value(provider, "Owner", _period(period, history), "ownership", cited)
    if not history.ownership and any(peer.ownership for peer in peers):
        rows.append(("Owner", not_known()))
    rows += [
        ("Event", Cell(f"{event.date}: {event.text}", sources=cited.cite(event.sources))) for event in history.events
    ]
    if provider.note:
        rows.append(("Note", Cell(provider.note)))
    rows += derived_rows(provider.derived)
    cited.cite(provider.sources)
    return Table(COLUMNS, tuple(labelled(what, value) for what, value in rows))


def _league(data: DataSet, provider: Provider) -> League | None:
    return next((league for league in data.leagues if league.name == provider.league), None)


def _rows_of_value(provider: Provider, what: str, text: str | None, field: str, cited: Bibliography) -> list[Row]:
    """The row of one value with its star and its sources; no row for a value that there is not."""
    if not text:
        return []
    if text == phrases.NOT_KNOWN:
        return [(what, not_known())]
    derived = any(field in value.fields for value in provider.derived)
    return [(what, Cell(text, derived=derived, sources=cited.cite(supporting(provider.sources, field))))]


def _period(period: Ownership, history: History) -> str:
    """``Sodexo, Feb 2015 to June 2021``; as at an earlier date the end is not told, because it was not known then."""
    ended = history.end_of(period)
    dates = {
        (True, True): f"{period.from_} to {ended}",
        (True, False): f"from {period.from_}",
        (False, True): f"until {ended}",
        (False, False): "dates not known",
    }[period.from_ is not None, ended is not None]
    return f"{period.owner}, {dates}{f' ({period.note})' if period.note else ''}"


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
    if reports:
        order = ", newest first" if len(reports) > 1 else ""
        notes = [f"{phrases.count(len(reports), 'report')}{order}: {_counts(reports)}."]
    else:
        notes = [f"No report was certainly out by {show_limit(day)}." if day else "The record has no report about it."]
    if history.inexact and day:
        names = phrases.some(
            [f"{report.programme.label} ({report.inspection.publication})" for report in history.inexact]
        )
        left_out = phrases.count(len(history.inexact), "report")
        what = "its date is" if len(history.inexact) == 1 else "their dates are"
        notes.append(
            f"Left out: {left_out}, because {what} not exact enough to say if out by {show_limit(day)}: {names}."
        )
    if not all(report.own for report in reports):
        notes.append("A report on another provider that names this one too does not rate it.")
    if any(cell.derived for table in tables for row in table.rows for cell in row):
        notes.append(f"A value with {phrases.INFERRED} is inferred: read from a source's wording or worked out.")
    programmes = {report.programme.name: report.programme for report in reports}
    notes += [f"{programme.label}: {programme.note}" for programme in programmes.values() if programme.note]
    return notes
