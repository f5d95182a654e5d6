"""CSV and TSV: an interface for programs, faithful to every character; and what Excel needs on top."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Run
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.formats.delimited import BYTE_ORDER_MARK, render_delimited
from ratings_cli.tables.sheet import Sheet, Value

HEADER = (
    "position,provider,short,league,region,areas,owner,owner_now,overall,score,points,points_max,previous,published,"
    "published_by,programme,inspections"
)
SMALL = ROOT / "tests" / "golden" / "small.yaml"
HOSTILE = st.text(st.characters(codec="utf-8") | st.sampled_from("\",;\t\r\n=+-@' \\\0\ufeff"))


def sheet(records: list[list[str]], keys: tuple[str, ...]) -> Sheet:
    rows: tuple[dict[str, Value], ...] = tuple(dict(zip(keys, record, strict=True)) for record in records)
    return Sheet(title="", tables=(), notes=(), keys=keys, records=rows)


@given(st.lists(st.lists(HOSTILE, min_size=3, max_size=3)), st.sampled_from([",", "\t"]))
def test_every_text_comes_back_as_it_was(records: list[list[str]], delimiter: str) -> None:
    text = render_delimited(sheet(records, ("a", "b", "c")), delimiter, excel=False)
    back = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert back == [["a", "b", "c"], *records]


@given(st.lists(HOSTILE.map(lambda text: [text])))
def test_every_text_comes_back_from_a_single_column(records: list[list[str]]) -> None:
    text = render_delimited(sheet(records, ("a",)), ",", excel=False)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a"], *records]


@given(st.lists(st.lists(HOSTILE, min_size=2, max_size=2)))
def test_for_excel_no_cell_begins_as_a_formula_does(records: list[list[str]]) -> None:
    text = render_delimited(sheet(records, ("a", "b")), ",", excel=True)
    assert text.startswith(BYTE_ORDER_MARK)
    back = list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))[1:]
    for before, after in zip(records, back, strict=True):
        for was, cell in zip(before, after, strict=True):
            assert cell in {was, f"'{was}"}
            assert not cell.startswith(("=", "+", "@", "\t", "\r"))
            assert not cell.startswith("-") or cell[1:].replace(".", "", 1).isdigit()


def test_lines_end_in_a_line_feed_alone(process: Run, tmp_path: Path) -> None:
    assert "\r" not in process("table", "--format", "csv").out
    process("table", "-o", "table.csv", cwd=tmp_path)
    content = (tmp_path / "table.csv").read_bytes()
    assert b"\r" not in content
    assert content.count(b"\n") == 22
    assert content.endswith(b"\n")


def test_the_header_is_the_one_that_is_promised(ratings: Run) -> None:
    assert ratings("table", "--format", "csv").out.splitlines()[0] == HEADER
    assert ratings("table", "--format", "tsv").out.splitlines()[0] == HEADER.replace(",", "\t")


def test_the_header_stands_alone_where_nothing_matches(ratings: Run) -> None:
    result = ratings("table", "--band", "outstanding", "--format", "csv")
    assert (result.out, result.status) == (f"{HEADER}\n", 0)


def test_the_cells_of_a_table(ratings: Run) -> None:
    found = list(csv.DictReader(io.StringIO(ratings("table", "--data", SMALL, "--format", "csv").out)))
    by_name = {row["provider"]: row for row in found}
    upper = by_name["[Upper] Ferry"]
    assert upper["areas"] == "Northshire; Eastshire"  # a list, joined
    assert upper["published"] == "2020"  # as exact as known
    assert (upper["points"], upper["points_max"]) == ("7", "9")  # 2 + 2 + 3 of three standards
    assert (upper["overall"], upper["score"], upper["previous"]) == ("good", "2", "inadequate")
    lower = by_name['=Lower, "Old" Ferry']  # faithful: no apostrophe
    assert (lower["published"], lower["published_by"]) == ("", "2018-12-19")
    unrated = by_name["New Ferry"]
    unknown = ("position", "overall", "score", "points", "points_max", "owner", "published", "programme")
    assert {unrated[key] for key in unknown} == {""}
    # Ties repeat the number of the position.
    assert [row["position"] for row in found] == ["1", "1", "3", "3", ""]


@pytest.mark.parametrize(("format_name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_every_format_for_programs_says_the_same(format_name: str, delimiter: str, ratings: Run) -> None:
    args = ("table", "--data", SMALL, "--format")
    rows = list(csv.DictReader(io.StringIO(ratings(*args, format_name).out), delimiter=delimiter))
    objects = ratings(*args, "json").json["rows"]

    def as_cell(value: str | float | list[str] | None) -> str:
        return "" if value is None else "; ".join(value) if isinstance(value, list) else str(value)

    assert rows == [{key: as_cell(one[key]) for key in HEADER.split(",")} for one in objects]


class TestExcel:
    def test_a_byte_order_mark_and_a_guard(self, process: Run, tmp_path: Path) -> None:
        process("table", "--data", SMALL, "--excel", "-o", tmp_path / "table.csv")
        content = (tmp_path / "table.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbfposition,")
        assert b'\n3,"\'=Lower, ""Old"" Ferry",' in content

    def test_numbers_are_no_formulas(self) -> None:
        rows: tuple[dict[str, Value], ...] = ({"a": -3, "b": -1.5},)
        text = render_delimited(Sheet("", (), (), ("a", "b"), rows), ",", excel=True)
        assert text == "\ufeffa,b\n-3,-1.5\n"

    def test_it_goes_with_nothing_else(self, ratings: Run) -> None:
        result = ratings("table", "--excel", "--format", "json")
        assert result.status == 2
        assert result.err == "Error: --excel goes with csv and tsv, not with json (leave it out, or add --format csv)\n"


def test_a_name_with_a_carriage_return_stays_one_cell(ratings: Run, write: Callable[..., Path]) -> None:
    path = write('inspections: [{provider: "North\\rshire, \\tthe\\ncounty", overall: good, published: 2019-05-03}]\n')
    for format_name, delimiter in (("csv", ","), ("tsv", "\t")):
        out = ratings("table", "--data", path, "--format", format_name).out
        (row,) = csv.DictReader(io.StringIO(out, newline=""), delimiter=delimiter)
        assert row["provider"] == "North\rshire, \tthe\ncounty"
