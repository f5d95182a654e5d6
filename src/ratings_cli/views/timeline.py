"""The reports as a sheet, in order of publication: the number of each, and how many had which band by then."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.selection import Judged
from ratings_cli.league.standing import only_owner
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.cells import Cell, Note, band_cell, plain, published_cell
from ratings_cli.views.charts.groups import series_chart
from ratings_cli.views.evidence import Evidence, date_evidence, grounds, star_notes
from ratings_cli.views.fields import GROUNDS, Field, View
from ratings_cli.views.notes import dated, filter_notes, league_caveats, naming, no_report_note
from ratings_cli.views.sheet import Sheet, head_record, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.report import Report
    from ratings_cli.league.timeline import Place, Series
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection
    from ratings_cli.views.cells import Value


class Context(NamedTuple):
    """What the reports have in common: more than one league, an owner that says something, a known first of a band."""

    several_leagues: bool
    is_owned: bool
    has_first: bool


class Row(NamedTuple):
    """A report, with its number and how many had each band by then."""

    report: Report
    place: Place

    @property
    def inspection(self) -> Inspection:
        """The inspection that it is of."""
        return self.report.inspection

    @property
    def evidence(self) -> list[Evidence]:
        """What backs its values: the report itself."""
        name = self.report.provider.name
        return [Evidence(self.inspection, name), date_evidence(self.inspection, name)]


def _so_far_field(band: Band) -> _Field:
    return _Field(
        f"{band.value.replace(' ', '_')}_so_far",
        f"how many providers had the band {band.value} by then",
        lambda row: dict(row.place.by_then).get(band),
        align="right",
    )


def _so_far_cell(row: Row) -> Cell:
    """How many providers had each band by then, as a bar and in words."""
    if row.place.number is None:
        return Cell(phrases.NOT_KNOWN, quiet=True)
    by_then = row.place.by_then
    return Cell(phrases.listed([f"{number:,} {band.value}" for band, number in by_then if number]), bar=by_then)


def _first_cell(row: Row) -> Cell:
    return Cell(f"first {row.report.overall.value}" if row.place.first and row.report.overall else "")


def _then_cell(row: Row) -> Cell:
    then = row.report.change.then
    return band_cell(then, "overall") if then else Cell()


_Field = Field[Context, Row]
FIELDS: tuple[_Field, ...] = (
    _Field("number", "the number in the series", lambda row: row.place.number, lambda row: Cell(row.place.label)).shown(
        heading="No.", align="right"
    ),
    _Field("shared", "whether others have the number too", lambda row: row.place.shared, wide=False, csv=False),
    _Field("league", "the league", lambda row: row.report.provider.league or None, quiet=False).shown(
        lambda context: context.several_leagues, drop=lambda context: 0 if context.several_leagues else 2
    ),
    _Field(
        "published",
        "the date as exact as it is known",
        lambda row: row.inspection.published,
        lambda row: published_cell(row.inspection),
        order=lambda row: row.inspection.publication.latest,
    ).shown(),
    _Field("published_by", "a day by which it was out", lambda row: row.inspection.published_by),
    _Field(
        "counted_from",
        "the day on which it was certainly out, by which the reports are ordered",
        lambda row: row.report.day,
    ),
    _Field(
        "provider",
        "the provider",
        lambda row: row.report.provider.name,
        lambda row: Cell(row.report.provider.name, short=row.report.provider.short),
    ).shown(names=True, row_header=True),
    _Field("short", "its short name", lambda row: row.report.provider.short, drop=6),
    _Field("owner", "the owner on the day of the report", lambda row: row.report.owner, quiet=False).shown(
        lambda context: context.is_owned, drop=4, names=True
    ),
    _Field(
        "overall", "the band", lambda row: row.report.overall, lambda row: band_cell(row.inspection, "overall")
    ).shown(),
    _Field(
        "previous",
        "the rating before; empty where there was none, or dates do not say that it came before",
        lambda row: row.report.change.then and row.report.change.then.overall,
        _then_cell,
        heading="Before",
        drop=5,
    ),
    _Field("score", "its score, 3 to 0", lambda row: row.report.overall and row.report.overall.score, align="right"),
    _Field(
        "first",
        "whether it was certainly the first report of the league with its band, and the only one of that day",
        lambda row: row.place.first,
        _first_cell,
    ).shown(lambda context: context.has_first, drop=3),
    *map(_so_far_field, BANDS),
    _Field.of_words("so_far", "how many providers had each band by then, in words", _so_far_cell).shown(
        heading="By then"
    ),
    _Field(
        "programme",
        "the inspection programme",
        lambda row: row.inspection.programme,
        lambda row: Cell(row.report.programme.label, quiet=True),
        drop=5,
    ),
    _Field("derived", GROUNDS, lambda row: grounds(row.evidence), wide=False),
)
_READERS = (
    *("number", "league", "published", "provider", "short", "owner", "overall", "previous", "first", "so_far"),
    "programme",
)


def date_sheet(data: DataSet, result: Series, *, wide: bool = False) -> Sheet:
    """Show the reports in order of publication; `wide` with every column there is."""
    rows = [Row(report, result.places[report.inspection]) for report in result.reports]
    owners = {report.owner for report in result.reports}
    several = len(owners) > 1 or (len(rows) == 1 and owners != {None})
    context = Context(
        several_leagues=len(result.chosen.leagues) > 1,
        is_owned=several and only_owner(data, result.chosen.leagues) is None,
        has_first=any(row.place.first for row in rows),
    )
    view = View(FIELDS, context, rows, _READERS, lambda row: row.evidence, wide=wide)
    notes = [*_notes(result), *star_notes(row.evidence for row in rows)]
    limits: dict[str, Value] = {"from": plain(result.start), "until": plain(result.end)}
    return series_sheet(data, result, "date", Sheet("in order of publication", view=view, notes=notes, head=limits))


def series_sheet(data: DataSet, result: Series, by: str, sheet: Sheet) -> Sheet:
    """The sheet of reports by ``date`` or by ``year``, as `table_sheet` makes that of a league table."""
    counts = phrases.count_bands(report.overall for report in result.reports)
    limits = [f"{word} {show_day(day)}" for word, day in (("from", result.start), ("until", result.end)) if day]
    title = ", ".join([title_of(sheet.title, result.chosen), *limits])
    whole = dataclasses.replace(
        sheet,
        title=title,
        summary=_counted(result, counts),
        head=head_record(title, result.chosen, by, {"total": len(result.reports), **counts}) | sheet.head,
        chart=series_chart(result),
    )
    until = min(filter(None, (result.end, result.chosen.as_of)), default=None)
    return whole.with_caveats(league_caveats(data, (report.provider for report in result.reports), until))


def _counted(result: Series, counts: dict[str, int]) -> str:
    """How many reports are shown, of how many, and how many have each band."""
    shown, reports = len(result.reports), phrases.count(result.of, "rated report")
    if result.of == 0:
        return no_report_note(result.chosen)
    if shown == 0:
        return f"No report matches, of {reports}."
    of = f"{shown:,} of " if shown < result.of else ""
    return f"{of}{reports}{phrases.in_record(result.chosen.leagues)}: {phrases.band_counts(counts)}."


def _first_note(group: Sequence[Report], result: Series) -> str:
    """Which report was the first with its band; or which ones can have been."""
    band = group[0].overall.value if group[0].overall else ""
    if len(result.chosen.leagues) > 1:
        band += f" ({group[0].provider.league})"
    if len(group) == 1:
        return f"First {band}: {group[0].provider.name}, {group[0].inspection.publication}."
    days = {report.inspection.publication.date for report in group}
    which = "one of these, of one day" if len(days) == 1 and group[0].inspection.publication.is_day else "one of these"
    names = "; ".join(f"{report.provider.name} ({report.inspection.publication})" for report in group)
    return f"First {band}: {which}: {names}."


def _notes(result: Series) -> list[str]:
    """How the reports are numbered, which were the first of their kind, and which are not listed."""
    what = "No.: place among all rated reports of the league (= dates do not say which came first)."
    then = "By then: how many providers had each rating when it was certainly out."
    notes: list[str] = [Note(f"{what} {then}", "rule")] if result.reports else []
    notes += [_first_note(group, result) for group in result.firsts]
    if any(report.day and not report.inspection.publication.is_day for report in result.reports):
        notes.append("A report whose day is not known counts from the last day on which it can have come out.")
    notes += report_notes(result)
    if result.undated:
        number = phrases.count(len(result.undated), "report")
        notes.append(Note(f"Last and without a number, as their date is not known: {number}.", "left out"))
    return notes


def report_notes(result: Series) -> list[str]:
    """What the filters cannot judge, and which reports are left out because of their dates or give no rating."""
    judged = [Judged(report.provider, report.owner, report.overall) for report in result.every]
    notes = filter_notes(result.chosen, judged)
    number = phrases.count(len(result.inexact), "rated report")
    inexact = dated((report.provider, report.inspection) for report in result.inexact)
    notes += naming(f"Not listed, date not exact enough: {number}", inexact)
    if result.unrated:
        newest = dated((report.provider, report.inspection) for report in result.unrated[:1])
        what = f"{phrases.count(len(result.unrated), 'report')} without an overall rating, the newest on {newest[0]}"
        notes.append(Note(f"Not listed: {what}.", "left out"))
    return notes
