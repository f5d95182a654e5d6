"""The scorecards of the page: who a provider is, and every report on it with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ratings_cli.formats.links import web_address
from ratings_cli.league.report import history_of
from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.evidence import field_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.league.report import Report
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Derived, Ownership, Provider, Source
    from ratings_cli.webpage.pool import Interner


def card(data: DataSet, provider: Provider, sources: Interner, facts: Interner) -> dict[str, Any]:
    """Return a provider's scorecard for the page; whatever it does not have is left out."""
    history = history_of(data, provider, None)
    return _full(
        {
            "name": provider.name,
            "id": provider.id,
            "short": provider.short,
            "aliases": [*provider.aliases],
            "region": provider.region,
            "areas": [*provider.areas],
            "owners": [_period(period) for period in provider.ownership],
            "note": provider.note,
            "derived": _grounds(provider.derived),
            "reports": [_report(report, sources, facts) for report in history.reports],
        }
    )


def _report(report: Report, sources: Interner, known: Interner) -> dict[str, Any]:
    """One report. `from` is the first day on which it was certainly out; without it the day is not known."""
    inspection = report.inspection
    latest = inspection.publication.latest
    facts = {
        "Area inspected": inspection.area,
        "Rates": None if report.own else f"{report.subject.name} ({report.subject.league})",
        "Owner at the time": report.owner,
        "Points": _points(report),
        "Fieldwork": str(inspection.fieldwork) if report.own and inspection.fieldwork else None,
        "Caseload": phrases.caseload(inspection) if report.own else None,
        "Standards in each band": ", ".join(f"{number} {band.value}" for band, number in inspection.tally.items())
        + phrases.part_of(inspection.tally, report.programme)
        if inspection.tally
        else None,
    }
    return _full(
        {
            "from": latest.isoformat() if latest else None,
            "published": str(inspection.publication),
            "programme": report.programme.label,
            "rated": 1 if report.own and report.programme.rated else None,
            "overall": BANDS.index(report.overall) if report.overall else None,
            "starred": 1 if report.overall and inspection.ground_of("overall") else None,
            "was": BANDS.index(report.before.overall)
            if report.overall
            and report.before
            and report.before.overall
            and report.before.publication.certainly_before(inspection.publication)
            else None,
            "standards": [
                [heading, [[name, BANDS.index(band) if band else -1] for name, band in standards.items()]]
                for heading, standards in report.standards.items()
                if any(standards.values())
            ],
            "facts": [known.number([name, text]) for name, text in facts.items() if text],
            "verdict": inspection.verdict,
            "note": inspection.note,
            "derived": _grounds(inspection.derived),
            "sources": [
                [sources.number(_source(source)), field_words(source.supports)] for source in inspection.sources
            ],
        }
    )


def _points(report: Report) -> str | None:
    points = report.points
    if points is None:
        return None
    return f"{points} ({points.derived})" if points.derived else str(points)


def _period(period: Ownership) -> str:
    """``Working Links, Feb 2015 to 15 Feb 2019``."""
    if period.from_ and period.to:
        return f"{period.owner}, {period.from_} to {period.to}"
    if period.from_:
        return f"{period.owner}, from {period.from_}"
    return f"{period.owner}, to {period.to}" if period.to else period.owner


def _grounds(derived: Iterable[Derived]) -> list[str]:
    return [f"{field_words(value.fields)}: {value.ground or 'no ground is given'}" for value in derived]


def _source(source: Source) -> list[str | None]:
    text = f"{source.publisher}, {source.date}" if source.date else source.publisher
    return [text, web_address(source.url)]


def _full(record: dict[str, Any]) -> dict[str, Any]:
    """The record without what is missing or empty."""
    return {key: value for key, value in record.items() if value is not None and value not in ("", [], {})}
