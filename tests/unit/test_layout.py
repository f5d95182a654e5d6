"""Fitting a table to a terminal: short names before lost columns, and never more lines where there is more room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.formats import RenderOptions
from ratings_cli.formats.layout import layouts
from ratings_cli.formats.sheets import table as terminal
from ratings_cli.league.groups import by_owner
from ratings_cli.league.league_table import league_table
from ratings_cli.league.lookup import select
from ratings_cli.league.standards import blocks
from ratings_cli.league.timeline import series
from ratings_cli.model.dataset import DataSet
from ratings_cli.views.cells import Cell, Column, Table
from ratings_cli.views.group_sheets import group_sheet
from ratings_cli.views.league_table import league_sheet
from ratings_cli.views.sheet import Sheet
from ratings_cli.views.standards import standards_sheet
from ratings_cli.views.timeline import date_sheet

NAMES = Column("n", "Name", names=True)


def printed(table: Table, width: int | None) -> list[str]:
    """The lines of a table in a terminal, without the title."""
    return terminal.render(Sheet("T", (table,)), RenderOptions(width=width)).splitlines()[2:]


@pytest.mark.parametrize(("width", "lost"), [(100, None), (90, "C"), (60, "B, C")])
def test_columns_that_are_lost_are_named_and_only_as_many_as_save_lines(width: int, lost: str | None) -> None:
    columns = tuple(Column(key, key.upper(), drop=drop) for key, drop in (("a", 0), ("b", 2), ("c", 3)))
    lines = printed(Table(columns, ((Cell("x" + " x" * 14), Cell("y" * 30), Cell("z" * 30)),)), width)
    assert len(lines) == (3 if lost is None else 5)  # headings, a line, the row; and an empty line before the note
    assert lost is None or lines[-1] == f"Hidden to fit {width} columns: {lost}."


def test_names_are_short_where_that_saves_lines_or_columns_and_only_the_long_ones() -> None:
    columns = (NAMES, Column("o", "Owner", drop=2))
    rows = [
        (Cell("Kent, Surrey and Sussex", short="KSS"), Cell("Seetec")),
        (Cell("Durham Tees Valley", short="DTV"), Cell("ARCC")),
        (Cell("Northumbria and the North"), Cell("Sodexo")),
    ]
    assert printed(Table(columns, rows), 40)[2].split("  ")[0] == "Kent, Surrey and Sussex"
    rows[2] = (Cell("South Yorkshire Area"), Cell("Sodexo"))
    short = [line.split("  ")[0] for line in printed(Table(columns, rows), 28)[2:]]
    assert short == ["KSS", "Durham Tees Valley", "South Yorkshire Area"]


def test_a_thin_line_stands_above_each_row_that_begins_a_group() -> None:
    rows = [(Cell("a", parts=(Cell("a"), Cell("b"))),), (Cell("c"),), (Cell("d"),)]
    lines = printed(Table((NAMES,), rows, breaks=frozenset({1})), None)
    assert [line for line in lines if line] == ["Name", "\u2500" * 4, "a", "b", "\u2508" * 4, "c", "d"]


@given(
    st.lists(st.tuples(*[st.text("ab ", max_size=30).map(str.strip)] * 3), min_size=1, max_size=6),
    st.lists(st.text("xy", min_size=1, max_size=8), min_size=6, max_size=6),
)
def test_a_wider_terminal_never_makes_a_table_longer(rows: list[tuple[str, ...]], short: list[str]) -> None:
    columns = (NAMES, Column("p", "Published", drop=2), Column("o", "Owner", drop=3))
    cells = [(Cell(f"x{row[0]}", short=short[number]), Cell(row[1]), Cell(row[2])) for number, row in enumerate(rows)]
    table = Table(columns, cells)
    tables = [printed(table, width) for width in range(40, 110, 3)]
    lengths = [next((number for number, line in enumerate(lines) if not line), len(lines)) for lines in tables]
    assert lengths == sorted(lengths, reverse=True)


def sheet_of(view: str, record: DataSet) -> Sheet:
    """The sheet of a view of the shipped record."""
    if view == "dates":
        return date_sheet(record, series(record, select(record, leagues=["all"])))
    result = league_table(record, select(record, leagues=["pdu"] if view == "pdu" else []))
    if view == "owner":
        return group_sheet(by_owner(result), "owner")
    return standards_sheet(result, blocks(record, result)) if view == "standards" else league_sheet(result)


def bands_in(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Counter[str]:
    """How often each band stands in the columns that no terminal loses."""
    kept = [place for place, column in enumerate(columns) if column.drop == 0]
    return Counter(band.value for row in rows for place in kept if (band := row[place].band))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("view", "least"),
    # The words and numbers of some tables, none of which is cut, take more than 60 characters; of reports by date the
    # league is never lost either, as a name can be in two of them.
    [("table", 60), ("pdu", 60), ("owner", 60), ("dates", 75), ("standards", 70)],
)
def test_no_table_of_the_record_is_longer_or_says_less_where_there_is_more_room(
    view: str, least: int, record: DataSet
) -> None:
    sheet = sheet_of(view, record)
    table_only = Sheet(sheet.title, sheet.tables)
    whole = sum((bands_in(table.columns, table.rows) for table in sheet.tables), Counter[str]())
    heights = []
    for width in range(40, 201, 5):
        fitted = [part for table in sheet.tables for _, part in layouts(table, width)]
        lines = terminal.render(table_only, RenderOptions(width=width)).splitlines()
        heights.append(sum(1 for line in lines if not line.startswith("Hidden")))
        assert width < least or max(map(len, terminal.render(sheet, RenderOptions(width=width)).splitlines())) <= width
        cells = [[[cell for cell, _ in line] for line in part.lines] for part in fitted]
        shown = (bands_in(part.columns, rows) for part, rows in zip(fitted, cells, strict=True))
        assert sum(shown, Counter[str]()) >= whole
    assert heights == sorted(heights, reverse=True)


def test_the_table_of_the_record_fits_a_screen(ratings: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    # A title, counts, headings, 21 rows and two thin lines between three bands leave six lines for notes.
    monkeypatch.setenv("COLUMNS", "80")
    lines = ratings("table").out.splitlines()
    assert len(lines) <= 34
    notes = lines[len(lines) - lines[::-1].index("") :]
    assert 1 <= sum(1 for line in notes if not line.startswith("  ")) <= 3
