"""A provider's scorecard and history as a sheet: who it is, then every report about it, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.standing import under_rating_programmes
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.cells import Cell, band_cell, owner_text, plain, published_cell, values_of
from ratings_cli.views.charts.providers import history_chart
from ratings_cli.views.evidence import Bibliography, addresses
from ratings_cli.views.notes import provider_caveats, with_caveats
from ratings_cli.views.report import NO_RATING_KNOWN, Block, report_table
from ratings_cli.views.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.report import History, Report
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Derived, Ownership, Source
    from ratings_cli.views.cells import Table, Value

KEYS = (
    *("provider", "league", "published", "published_by", "programme", "programme_title", "rates", "area", "overall"),
    *("score", "previous", "counts", "owner", "points", "points_max", "known_standards", "standards_total"),
    *("fieldwork", "caseload", "caseload_is", "verdict", "note", "sources"),
)


def scorecard_sheet(data: DataSet, history: History) -> Sheet:
    """Show one provider: its identity, then a block for each report with its sources.

    Args:
        data: the records, for what is known of the other providers of the league.
        history: the provider and its reports.
    """
    provider = history.provider
    cited = Bibliography(supports=True)
    league = next((league for league in data.leagues if league.name == provider.league), None)
    what = (league.singular or league.name) if league else ""
    short = f" ({provider.short})" if provider.short else ""
    title = ", ".join(filter(None, (f"{provider.name}{short}", what, phrases.as_at(history.as_of))))
    tables = (_identity(data, history, cited), *(report_table(report, cited) for report in history.reports))
    sheet = Sheet(
        title=title,
        own_tables=tables,
        notes=_notes(history, tables),
        own_keys=KEYS,
        own_records=[_report_record(history, report) for report in history.reports],
        head={"title": title, **_head_record(history)},
        sources=cited.notes,
        chart=history_chart(data, history, what),
    )
    return with_caveats(sheet, provider_caveats(data, provider, history.as_of))


def _identity(data: DataSet, history: History, cited: Bibliography) -> Table:
    """Where the provider stands, who it is, and who has run it."""
    provider, stands = history.provider, history.standing
    block = Block(provider, cited)
    unknown = stands.counts is None and under_rating_programmes(data, stands.inspections)
    block.add("Newest rating", NO_RATING_KNOWN if unknown else band_cell(stands.counts, "overall"))
    if stands.counts:
        block.add("Published", published_cell(stands.counts))
        block.add("Owner at the time", owner_text(stands))
    for league in data.leagues:
        if league.name and league.name == provider.league:
            block.add("League", f"{league.label} ({league.name})" if league.title else league.name)
    block.add("Number", provider.id)
    block.add("Short name", provider.short, "short")
    block.add("Other names", "; ".join(provider.aliases), "aliases")
    peers = [candidate for candidate in data.providers if candidate.league == provider.league]
    block.add("Region", provider.region, "region")
    if not provider.region and any(peer.region for peer in peers):
        block.add_unknown("Region")
    block.add("Areas", "; ".join(provider.areas), "areas")
    if not provider.areas and any(peer.areas for peer in peers):
        block.add_unknown("Areas")
    for period in history.ownership:
        block.add("Owner", _period(period, history), "ownership")
    if not history.ownership and any(peer.ownership for peer in peers):
        block.add_unknown("Owner")
    for event in history.events:
        block.add("Event", Cell(f"{event.date}: {event.text}", sources=cited.cite(event.sources)))
    block.add("Note", provider.note)
    block.add_grounds()
    cited.cite(provider.sources)
    return block.table()


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
        when = f"not exact enough to say if out by {show_limit(day)}"
        notes.append(f"Left out: {left_out}, because {what} {when}: {names}.")
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
        "standards": [
            {"standard": name, "heading": heading or None, "band": plain(band)} for heading, name, band in bands
        ],
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
                {
                    "owner": period.owner,
                    "from": plain(period.from_),
                    "to": plain(history.end_of(period)),
                    "note": period.note,
                }
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
