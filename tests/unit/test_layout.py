"""Fitting a table to a terminal: short names before lost columns, and never more lines where there is more room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.formats import RenderOptions, terminal
from ratings_cli.views.sheet import Cell, Column, Sheet, Table

NAMES = Column("n", "Name", names=True)


def printed(table: Table, width: int | None) -> list[str]:
    """The lines of a table in a terminal, without the title."""
    return terminal.render(Sheet("T", (table,)), RenderOptions(width=width)).splitlines()[2:]


@pytest.mark.parametrize(("width", "lost"), [(100, None), (90, "C"), (60, "B, C")])
def test_columns_that_are_lost_are_named_and_only_as_many_as_save_lines(width: int, lost: str | None) -> None:
    columns = tuple(Column(key, key.upper(), drop=drop) for key, drop in (("a", 0), ("b", 2), ("c", 3)))
    lines = printed(Table(columns, ((Cell("x" + " x" * 14), Cell("y" * 30), Cell("z" * 30)),)), width)
    assert len(lines) == (3 if lost is None else 5)  # headings, a line, the row; and an empty line before the note
    assert lost is None or lines[-1].startswith(f"Hidden to fit {width} columns: {lost} (") or "Hidden" in lines[-2]


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
    st.lists(st.tuples(*[st.text("ab ", max_size=30)] * 3), min_size=1, max_size=6),
    st.lists(st.text("xy", min_size=1, max_size=8), min_size=6, max_size=6),
)
def test_a_wider_terminal_never_makes_a_table_longer(rows: list[tuple[str, ...]], short: list[str]) -> None:
    columns = (NAMES, Column("p", "Published", drop=2), Column("o", "Owner", drop=3))
    cells = [(Cell(f"x{row[0]}", short=short[number]), Cell(row[1]), Cell(row[2])) for number, row in enumerate(rows)]
    table = Table(columns, cells)
    tables = [printed(table, width) for width in range(40, 110, 3)]
    lengths = [next((number for number, line in enumerate(lines) if not line), len(lines)) for lines in tables]
    assert lengths == sorted(lengths, reverse=True)
