"""The reports as a sheet, in order of publication: the number of each, and how many had which band by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.instead import Judged
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day
from ratings_cli.model.ownership import only_owner
from ratings_cli.model.scale import BANDS
from ratings_cli.views.caveats import league_caveats, with_caveats
from ratings_cli.views.cells import band_cell, published_cell
from ratings_cli.views.charts.groups import series_chart
from ratings_cli.views.evidence import Backing, date_backing
from ratings_cli.views.filter_notes import filter_notes
from ratings_cli.views.head import head, title_of
from ratings_cli.views.notes import date_star_notes, no_report_note
from ratings_cli.views.sheet import Cell, Column, RowNote, Sheet, Table, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.timeline import Report, Series
    from ratings_cli.model.dataset import DataSet

_SO_FAR = {band: f"{band.value.replace(' ', '_')}_so_far" for band in BANDS}
KEYS = (
    "number",
    "league",
    "published",
    "published_by",
    "counted_from",
    "provider",
    "short",
    "owner",
    "overall",
    "score",
    "first",
    *_SO_FAR.values(),
    "programme",
)


def date_sheet(data: DataSet, result: Series, *, wide: bool = False) -> Sheet:
    """Show the reports in order of publication.

    Args:
        data: the records, for the names of programmes.
        result: the reports.
        wide: with every column there is.
    """
    counts = phrases.count_bands(one.band for one in result.reports)
    title = ", ".join([title_of(result.chosen.leagues, "in order of publication", result.chosen), *_limits(result)])
    columns = [(column, cell) for shown, column, cell in _columns(data, result, wide=wide) if shown]
    sheet = Sheet(
        title=title,
        tables=(
            Table(
                tuple(column for column, _ in columns),
                tuple(tuple(cell(one) for _, cell in columns) for one in result.reports),
            ),
        ),
        notes=(_counts_note(result, counts), *_notes(result)),
        keys=KEYS,
        records=tuple(_record(one) for one in result.reports),
        head=head(title, result.chosen, "date", {"total": len(result.reports), **counts})
        | {
            "from": result.start.isoformat() if result.start else None,
            "until": result.end.isoformat() if result.end else None,
        },
        chart=series_chart(result, title),
    )
    until = min(filter(None, (result.end, result.chosen.as_of)), default=None)
    return with_caveats(sheet, league_caveats(data, (one.provider for one in result.reports), until))


def report_backings(result: Series) -> list[list[Backing]]:
    """What backs the rows: the report itself."""
    return [
        [Backing(one.inspection, name), *([date] if (date := date_backing(one.inspection, name)).ground else [])]
        for one in result.reports
        if (name := one.provider.name)
    ]


def _columns(data: DataSet, result: Series, *, wide: bool) -> list[tuple[bool, Column, Callable[[Report], Cell]]]:
    """The columns to show: those that have something in them, and with `wide` all there are."""
    owned = only_owner(data, result.chosen.leagues) is None and any(one.owner for one in result.reports)
    several = len(result.chosen.leagues) > 1
    firsts = any(one.first for one in result.reports)
    return [
        (True, Column("number", "No.", "right"), lambda one: Cell(one.label)),
        (wide or several, Column("league", "League", drop=2), lambda one: Cell(one.provider.league or "")),
        (True, Column("published", "Published"), lambda one: published_cell(one.inspection)),
        (True, Column("provider", "Provider", names=True, row_header=True), lambda one: Cell(one.provider.name)),
        (wide, Column("short", "Short", drop=6), lambda one: Cell(one.provider.short or "", quiet=True)),
        (wide or owned, Column("owner", "Owner", drop=4, names=True), lambda one: Cell(one.owner or "")),
        (True, Column("overall", "Overall"), lambda one: band_cell(one.inspection, "overall")),
        (wide or firsts, Column("first", "First", drop=3), lambda one: Cell(_first(one))),
        (True, Column("so_far", "By then"), _so_far_cell),
        (
            wide,
            Column("programme", "Programme", drop=5),
            lambda one: Cell(data.programme_of(one.inspection).label, quiet=True),
        ),
    ]


def _first(one: Report) -> str:
    return f"first {one.band.value}" if one.first else ""


def _so_far_cell(one: Report) -> Cell:
    """How many providers had each band by then, as a bar and in words."""
    if one.number is None:
        return Cell(phrases.NOT_KNOWN, quiet=True)
    words = phrases.listed([f"{number:,} {band.value}" for band, number in one.by_then if number])
    return Cell(words, bar=one.by_then)


def _record(one: Report) -> dict[str, Value]:
    """One row for a program. The keys are an interface: docs/commands/by.md documents each."""
    published, by = one.inspection.published, one.inspection.published_by
    so_far = dict(one.by_then)
    return {
        "number": one.number,
        "shared": one.shared,
        "league": one.provider.league or None,
        "published": published.iso if published else None,
        "published_by": by.isoformat() if by else None,
        "counted_from": one.day.isoformat() if one.day else None,
        "provider": one.provider.name,
        "short": one.provider.short,
        "owner": one.owner,
        "overall": one.band.value,
        "score": one.band.score,
        "first": one.first,
        **{key: so_far.get(band) for band, key in _SO_FAR.items()},
        "programme": one.inspection.programme,
    }


def _first_note(group: Sequence[Report], result: Series) -> str:
    """Which report was the first with its band; or which ones can have been."""
    band = group[0].band.value
    if len(result.chosen.leagues) > 1:
        band += f" ({group[0].provider.league})"
    if len(group) == 1:
        return f"First {band}: {group[0].provider.name}, {group[0].inspection.publication}."
    days = {one.inspection.publication.date for one in group}
    which = "one of these, of one day" if len(days) == 1 and group[0].inspection.publication.is_day else "one of these"
    names = "; ".join(f"{one.provider.name} ({one.inspection.publication})" for one in group)
    return f"First {band}: {which}: {names}."


def _limits(result: Series) -> list[str]:
    """``from 1 Jan 2019``, ``until 8 May 2019``."""
    named = (("from", result.start), ("until", result.end))
    return [f"{word} {show_day(day)}" for word, day in named if day]


def _counts_note(result: Series, counts: dict[str, int]) -> str:
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
    notes = []
    if result.reports:
        notes.append(
            "No.: the place in the series of rated reports of the league, whatever is listed here; reports that count "
            "from one day share it (=). By then: how many providers had each band as their newest rating on that day."
        )
    notes += [_first_note(group, result) for group in result.firsts]
    if any(one.day and not one.inspection.publication.is_day for one in result.reports):
        notes.append(
            "A report whose day is not known stands, and counts, from the last day on which it can have come out."
        )
    notes += filter_notes(result.chosen, [Judged(one.provider, one.owner, one.band) for one in result.every])
    if result.undated:
        number = phrases.count(len(result.undated), "report")
        notes.append(f"Last and without a number, because the date is not known: {number}.")
    if result.inexact:
        names = phrases.some([f"{one.provider.name} ({one.inspection.publication})" for one in result.inexact])
        number = phrases.count(len(result.inexact), "rated report")
        notes.append(f"Left out, because the date is not exact enough: {number}: {names}.")
    if result.unrated:
        notes.append(f"Not in the series: {phrases.count(result.unrated, 'report')} without an overall rating.")
    derived = [
        (row, one, ground) for row, one in enumerate(result.reports) if (ground := one.inspection.ground_of("overall"))
    ]
    notes += [RowNote(f"* {one.provider.name}, overall: derived, {ground}.", row) for row, one, ground in derived]
    return [*notes, *date_star_notes([one.inspection for one in result.reports])]
