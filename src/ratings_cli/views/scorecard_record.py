"""A provider's scorecard for a program: the rows of CSV, and all that the record holds for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.views.bibliography import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.league.report import History, Report
    from ratings_cli.model.records import Derived, Source
    from ratings_cli.views.sheet import Value

KEYS = (
    "provider",
    "league",
    "published",
    "published_by",
    "programme",
    "programme_title",
    "rates",
    "area",
    "overall",
    "score",
    "previous",
    "counts",
    "owner",
    "points",
    "points_max",
    "known_standards",
    "standards_total",
    "fieldwork",
    "caseload",
    "caseload_is",
    "verdict",
    "note",
    "sources",
)


def report_record(history: History, report: Report) -> dict[str, Value]:
    """One report for a program. The keys are an interface: docs/commands/show.md documents each."""
    inspection = report.inspection
    own = report.own
    before = report.before.overall if report.overall and report.before else None
    bands = [
        (heading, name, band) for heading, standards in report.standards.items() for name, band in standards.items()
    ]
    return {
        "provider": report.provider.name,
        "league": report.provider.league or None,
        "published": inspection.published.iso if inspection.published else None,
        "published_by": inspection.published_by.isoformat() if inspection.published_by else None,
        "programme": inspection.programme,
        "programme_title": report.programme.title,
        "programme_rated": report.programme.rated,
        "rates": report.subject.name,
        "rates_league": report.subject.league or None,
        "also": [{"provider": other.name, "league": other.league or None} for other in report.others],
        "area": inspection.area,
        "overall": report.overall.value if report.overall else None,
        "score": report.overall.score if report.overall else None,
        "previous": before.value if before else None,
        "counts": report.inspection is history.standing.counts,
        "owner": report.owner,
        "points": report.points.scored if report.points else None,
        "points_max": report.points.most if report.points else None,
        "points_derived": report.points.derived if report.points else None,
        "known_standards": [f"{name}: {band.value}" for _, name, band in bands if band],
        "standards_total": len(bands),
        "standards": [
            {"standard": name, "heading": heading or None, "band": band.value if band else None}
            for heading, name, band in bands
        ],
        "tally": {band.value: number for band, number in inspection.tally.items()} if own else {},
        "fieldwork": inspection.fieldwork.iso if own and inspection.fieldwork else None,
        "caseload": inspection.caseload if own else None,
        "caseload_is": inspection.caseload_is if own else None,
        "verdict": inspection.verdict,
        "note": inspection.note,
        "derived": _derived(inspection.derived),
        "sources": addresses(inspection.sources),
        "supported_by": _sources(inspection.sources),
    }


def head_record(history: History) -> dict[str, Value]:
    """What JSON says before the reports: who the provider is, and where it stands."""
    provider = history.provider
    stands = history.standing
    return {
        "as_of": history.as_of.isoformat() if history.as_of else None,
        "provider": {
            "name": provider.name,
            "id": provider.id,
            "short": provider.short,
            "aliases": list(provider.aliases),
            "league": provider.league or None,
            "region": provider.region,
            "areas": list(provider.areas),
            "ownership": _ownership(history),
            "events": [
                {"date": event.date.iso, "text": event.text, "sources": addresses(event.sources)}
                for event in history.events
            ],
            "note": provider.note,
            "derived": _derived(provider.derived),
            "supported_by": _sources(provider.sources),
        },
        "standing": {
            "overall": stands.overall.value if stands.overall else None,
            "score": stands.overall.score if stands.overall else None,
            "previous": stands.before.value if stands.before else None,
            "owner": stands.owner,
            "owner_now": stands.owner_now,
        },
        "left_out": [
            {
                "programme": report.inspection.programme,
                "published": report.inspection.published.iso if report.inspection.published else None,
                "why": "its date is not exact enough",
            }
            for report in history.inexact
        ],
    }


def _ownership(history: History) -> list[Value]:
    return [
        {
            "owner": period.owner,
            "from": period.from_.iso if period.from_ else None,
            "to": ended.iso if (ended := history.end_of(period)) else None,
            "note": period.note,
        }
        for period in history.ownership
    ]


def _derived(derived: Iterable[Derived]) -> list[Value]:
    return [{"fields": list(value.fields), "ground": value.ground} for value in derived]


def _sources(sources: Iterable[Source]) -> list[Value]:
    return [
        {
            "publisher": source.publisher,
            "url": source.url,
            "no_url": source.no_url,
            "date": source.date.iso if source.date else None,
            "seed": source.seed,
            "supports": list(source.supports),
        }
        for source in sources
    ]
