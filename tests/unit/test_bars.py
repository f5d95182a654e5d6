"""Bars and rows of several lines in a terminal: every number can be read, at any width, with colours and without."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.formats import RenderOptions
from ratings_cli.formats.layout import bar_parts
from ratings_cli.formats.sheets import table as terminal
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.cells import Cell, Column, Table
from ratings_cli.views.sheet import Sheet

counts = st.tuples(*(st.integers(0, 1200) for _ in BANDS)).map(lambda numbers: tuple(zip(BANDS, numbers, strict=True)))


def sheet_of(*rows: tuple[Cell, ...]) -> Sheet:
    columns = (Column("name", "Name", names=True), Column("bar", "Ratings"))
    return Sheet("T", (Table(columns, rows),))


@given(counts, st.integers(0, 60))
def test_a_bar_carries_every_number_and_is_as_wide_as_asked(bar: tuple[tuple[Band, int], ...], width: int) -> None:
    drawn = bar_parts(bar, width)
    assert [(band, part.strip("[] ")) for band, part in drawn] == [
        (band, f"{number:,} {band.letter}") for band, number in bar if number
    ]
    whole = sum(len(part) for _, part in drawn)
    narrowest = sum(len(f" {number:,} {band.letter} ") for band, number in bar if number)
    assert whole == (max(width, narrowest) if drawn else 0)


def test_the_parts_are_as_wide_as_their_shares() -> None:
    bar = ((Band.OUTSTANDING, 0), (Band.GOOD, 1), (Band.REQUIRES_IMPROVEMENT, 2), (Band.INADEQUATE, 1))
    assert [len(part) for _, part in bar_parts(bar, 40)] == [10, 20, 10]


def test_without_colours_brackets_and_letters_tell_the_parts_apart() -> None:
    bar = ((Band.GOOD, 1), (Band.INADEQUATE, 3))
    text = terminal.render(sheet_of((Cell("A"), Cell("1 good, 3 inadequate", bar=bar))), RenderOptions(unicode=False))
    (line,) = [line for line in text.splitlines() if line.startswith("A")]
    assert re.fullmatch(r"A     \[ *1 G *\]\[ *3 I *\]", line)
    assert text.isascii()
    assert "Letters: G good, I inadequate." in text


def test_with_colours_the_number_and_the_letter_are_still_there() -> None:
    bar = ((Band.GOOD, 1), (Band.INADEQUATE, 3))
    text = terminal.render(
        sheet_of((Cell("A"), Cell("1 good, 3 inadequate", bar=bar))), RenderOptions(width=80, colours=256)
    )
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert re.search(r"A +1 G +3 I", plain)
    assert "\x1b[1;38;5;231;48;5;28m" in text  # white on green


def test_each_part_of_a_cell_has_a_line_of_its_own_beside_its_neighbour() -> None:
    names = Cell("a; a longer name", parts=(Cell("a"), Cell("a longer name")))
    bands = Cell(
        "good; inadequate",
        parts=(Cell("good", band=Band.GOOD), Cell("inadequate", band=Band.INADEQUATE)),
    )
    lines = terminal.render(sheet_of((names, bands), (Cell("b"), Cell("not rated"))), RenderOptions()).splitlines()
    assert [line.split("  ")[0] for line in lines[4:7]] == ["a", "a longer name", "b"]
    assert [line.split()[-1] for line in lines[4:7]] == ["good", "inadequate", "rated"]
