"""The reports as a sheet, in order of publication: the number of each, and how many had which band by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ratings_cli.league.selection import Judged
from ratings_cli.league.standing import only_owner
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.caveats import league_caveats, with_caveats
from ratings_cli.views.cells import band_cell, date_field, date_ground, published_cell
from ratings_cli.views.charts.groups import series_chart
from ratings_cli.views.evidence import Evidence, date_evidence
from ratings_cli.views.fields import Field, View, always
from ratings_cli.views.filter_notes import filter_notes
from ratings_cli.views.head import head, title_of
from ratings_cli.views.notes import date_star_notes, no_report_note
from ratings_cli.views.sheet import Cell, Note, Sheet, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.report import Report
    from ratings_cli.league.timeline import Place, Series
    from ratings_cli.model.dataset import DataSet

T = TypeVar("T")


class Context(NamedTuple):
    """What the rows have in common: the records, for the names of programmes, and the reports."""

    data: DataSet
    result: Series


def _is_owned(context: Context) -> bool:
    result = context.result
    owners = {report.owner for report in result.reports}
    several = len(owners) > 1 or (len(result.reports) == 1 and owners != {None})
    return several and only_owner(context.data, result.chosen.leagues) is None


def _of_place(get: Callable[[Place], T]) -> Callable[[Context, Report], T]:
    return lambda context, report: get(context.result.places[report.inspection])


def _of_report(get: Callable[[Report], T]) -> Callable[[Context, Report], T]:
    return lambda _, report: get(report)


def _so_far_field(band: Band) -> Field[Context, Report]:
    return Field(
        key=f"{band.value.replace(' ', '_')}_so_far",
        help=f"how many providers had the band {band.value} by then",
        value=_of_place(lambda place: dict(place.by_then).get(band)),
        align="right",
    )


def _so_far_cell(place: Place) -> Cell:
    """How many providers had each band by then, as a bar and in words."""
    if place.number is None:
        return Cell(phrases.NOT_KNOWN, quiet=True)
    words = phrases.listed([f"{number:,} {band.value}" for band, number in place.by_then if number])
    return Cell(words, bar=place.by_then)


def _word(band: Band | None) -> str | None:
    return band.value if band else None


def _derived(report: Report) -> dict[str, Value]:
    grounds = {
        "overall": report.inspection.ground_of("overall"),
        date_field(report.inspection): date_ground(report.inspection),
    }
    return {field: ground for field, ground in grounds.items() if ground}


FIELDS: tuple[Field[Context, Report], ...] = (
    Field(
        key="number",
        help="the number in the series",
        value=_of_place(lambda place: place.number),
        cell=_of_place(lambda place: Cell(place.label)),
        heading="No.",
        worth=always,
        align="right",
        drop=0,
    ),
    Field(
        key="shared",
        help="whether others have the number too",
        value=_of_place(lambda place: place.shared),
        wide=False,
        csv=False,
    ),
    Field(
        key="league",
        help="the league",
        value=_of_report(lambda report: report.provider.league or None),
        cell=_of_report(lambda report: Cell(report.provider.league or "")),
        worth=lambda context: len(context.result.chosen.leagues) > 1,
        drop=lambda context: 0 if len(context.result.chosen.leagues) > 1 else 2,
    ),
    Field(
        key="published",
        help="the date as exact as it is known",
        value=_of_report(lambda report: date.iso if (date := report.inspection.published) else None),
        cell=_of_report(lambda report: published_cell(report.inspection)),
        order=_of_report(lambda report: report.inspection.publication.latest),
        worth=always,
        drop=0,
    ),
    Field(
        key="published_by",
        help="a day by which it was out",
        value=_of_report(lambda report: day.isoformat() if (day := report.inspection.published_by) else None),
    ),
    Field(
        key="counted_from",
        help="the day on which it was certainly out, by which the reports are ordered",
        value=_of_report(lambda report: report.day.isoformat() if report.day else None),
    ),
    Field(
        key="provider",
        help="the provider",
        value=_of_report(lambda report: report.provider.name),
        cell=_of_report(lambda report: Cell(report.provider.name, short=report.provider.short)),
        worth=always,
        drop=0,
        names=True,
        row_header=True,
    ),
    Field(key="short", help="its short name", value=_of_report(lambda report: report.provider.short), drop=6),
    Field(
        key="owner",
        help="the owner on the day of the report",
        value=_of_report(lambda report: report.owner),
        cell=_of_report(lambda report: Cell(report.owner or "")),
        worth=_is_owned,
        drop=4,
        names=True,
    ),
    Field(
        key="overall",
        help="the band",
        value=_of_report(lambda report: _word(report.overall)),
        cell=_of_report(lambda report: band_cell(report.inspection, "overall")),
        order=_of_report(lambda report: report.overall.score if report.overall else None),
        worth=always,
        drop=0,
    ),
    Field(
        key="previous",
        help="the rating before; empty where there was none, or dates do not say that it came before",
        value=_of_report(lambda report: _word(report.change.then.overall if report.change.then else None)),
        cell=_of_report(lambda report: band_cell(report.change.then, "overall") if report.change.then else Cell()),
        heading="Before",
        drop=5,
    ),
    Field(
        key="score",
        help="its score, 3 to 0",
        value=_of_report(lambda report: report.overall.score if report.overall else None),
        align="right",
    ),
    Field(
        key="first",
        help="whether it was certainly the first report of the league with its band, and the only one of that day",
        value=_of_place(lambda place: place.first),
        cell=lambda context, report: Cell(
            f"first {_word(report.overall)}" if context.result.places[report.inspection].first else ""
        ),
        worth=lambda context: any(context.result.places[report.inspection].first for report in context.result.reports),
        drop=3,
    ),
    *map(_so_far_field, BANDS),
    Field(
        key="so_far",
        help="how many providers had each band by then, in words",
        value=_of_place(lambda place: _so_far_cell(place).text),
        cell=_of_place(_so_far_cell),
        heading="By then",
        worth=always,
        csv=False,
        json=False,
        drop=0,
    ),
    Field(
        key="programme",
        help="the inspection programme",
        value=_of_report(lambda report: report.inspection.programme),
        cell=lambda context, report: Cell(context.data.programme_of(report.inspection).label, quiet=True),
        drop=5,
    ),
    Field(
        key="derived",
        help="the fields of the row that no source states outright, in JSON each with the ground; a `*` for a reader",
        value=_of_report(_derived),
        wide=False,
    ),
)
READERS = (
    "number",
    "league",
    "published",
    "provider",
    "short",
    "owner",
    "overall",
    "previous",
    "first",
    "so_far",
    "programme",
)


def date_sheet(data: DataSet, result: Series, *, wide: bool = False) -> Sheet:
    """Show the reports in order of publication.

    Args:
        data: the records, for the names of programmes.
        result: the reports.
        wide: with every column there is.
    """
    counts = phrases.count_bands(report.overall for report in result.reports)
    title = ", ".join([title_of(result.chosen.leagues, "in order of publication", result.chosen), *_limits(result)])
    view = View(FIELDS, Context(data, result), result.reports, READERS, _evidence, wide=wide)
    sheet = Sheet(
        title=title,
        summary=reports_counted(result, counts),
        notes=_notes(result),
        head=head(title, result.chosen, "date", {"total": len(result.reports), **counts})
        | {
            "from": result.start.isoformat() if result.start else None,
            "until": result.end.isoformat() if result.end else None,
        },
        chart=series_chart(result),
        view=view,
    )
    until = min(filter(None, (result.end, result.chosen.as_of)), default=None)
    return with_caveats(sheet, league_caveats(data, (report.provider for report in result.reports), until))


def _evidence(report: Report) -> list[Evidence]:
    """What backs a row: the report itself."""
    name = report.provider.name
    date = date_evidence(report.inspection, name)
    return [Evidence(report.inspection, name), *([date] if date.ground else [])]


def _first_note(group: Sequence[Report], result: Series) -> str:
    """Which report was the first with its band; or which ones can have been."""
    band = _word(group[0].overall) or ""
    if len(result.chosen.leagues) > 1:
        band += f" ({group[0].provider.league})"
    if len(group) == 1:
        return f"First {band}: {group[0].provider.name}, {group[0].inspection.publication}."
    days = {report.inspection.publication.date for report in group}
    which = "one of these, of one day" if len(days) == 1 and group[0].inspection.publication.is_day else "one of these"
    names = "; ".join(f"{report.provider.name} ({report.inspection.publication})" for report in group)
    return f"First {band}: {which}: {names}."


def _limits(result: Series) -> list[str]:
    """``from 1 Jan 2019``, ``until 8 May 2019``."""
    named = (("from", result.start), ("until", result.end))
    return [f"{word} {show_day(day)}" for word, day in named if day]


def reports_counted(result: Series, counts: dict[str, int]) -> str:
    """How many reports are shown, of how many, and how many have each band."""
    shown = len(result.reports)
    if result.of == 0:
        return no_report_note(result.chosen)
    if shown == 0:
        return f"No report matches, of {phrases.count(result.of, 'rated report')}."
    of = f"{shown:,} of " if shown < result.of else ""
    where = phrases.in_record(result.chosen.leagues)
    return f"{of}{phrases.count(result.of, 'rated report')}{where}: {phrases.band_counts(counts)}."


def _notes(result: Series) -> list[str]:
    """How the reports are numbered, which were the first of their kind, and which are not listed."""
    notes: list[str] = []
    if result.reports:
        text = (
            "No.: place among all rated reports of the league (= dates do not say which came first). By then: how many "
            "providers had each rating when it was certainly out."
        )
        notes.append(Note(text, "rule"))
    notes += [_first_note(group, result) for group in result.firsts]
    if any(report.day and not report.inspection.publication.is_day for report in result.reports):
        notes.append("A report whose day is not known counts from the last day on which it can have come out.")
    notes += report_notes(result)
    if result.undated:
        number = phrases.count(len(result.undated), "report")
        notes.append(Note(f"Last and without a number, as their date is not known: {number}.", "left out"))
    derived = [
        (row, report, ground)
        for row, report in enumerate(result.reports)
        if (ground := report.inspection.ground_of("overall"))
    ]
    notes += [
        Note(f"{phrases.INFERRED} {report.provider.name}, overall: derived, {ground}.", "star", [row], ["overall"])
        for row, report, ground in derived
    ]
    return [*notes, *date_star_notes([report.inspection for report in result.reports])]


def report_notes(result: Series) -> list[str]:
    """What the filters cannot judge, and which reports are left out because of their dates or give no rating."""
    notes = filter_notes(
        result.chosen, [Judged(report.provider, report.owner, report.overall) for report in result.every]
    )
    if result.inexact:
        names = phrases.some([f"{report.provider.name} ({report.inspection.publication})" for report in result.inexact])
        number = phrases.count(len(result.inexact), "rated report")
        notes.append(Note(f"Not listed, date not exact enough: {number}: {names}.", "left out"))
    if result.unrated:
        newest = result.unrated[0]
        number = phrases.count(len(result.unrated), "report")
        what = f"{number} without an overall rating, the newest on {newest.provider} ({newest.publication})"
        notes.append(Note(f"Not listed: {what}.", "left out"))
    return notes
