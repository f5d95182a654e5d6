"""Workbooks: the same answer as the same table as CSV, and what cannot be seen in them said."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import lzma
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from conftest import CASES_FOLDER, Run
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.model.records import Inspection
from ratings_cli.reading import read, workbook

HOMES = sorted((CASES_FOLDER / "workbooks").glob("homes.*"))
Cell = str | int | float | bool | dt.date | None
Grid = Sequence[Sequence[Cell]]


def xlsx(sheets: dict[str, Grid], change: Callable[[Any, dict[str, Any]], None] | None = None) -> bytes:
    """A workbook with these sheets, made by a library of others."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False})
    date = book.add_format({"num_format": "d mmmm yyyy"})
    made = {}
    for name, grid in sheets.items():
        made[name] = sheet = book.add_worksheet(name)
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(row, column, cell, date)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write(row, column, cell)
    if change:
        change(book, made)
    book.close()
    return out.getvalue()


def ods(grid: Grid) -> bytes:
    """The least that is a workbook of OpenDocument."""
    rows = []
    for cells in grid:
        texts = []
        for cell in cells:
            if isinstance(cell, dt.date):
                texts.append(f'<table:table-cell office:value-type="date" office:date-value="{cell}"/>')
            elif isinstance(cell, (int, float)):
                texts.append(f'<table:table-cell office:value-type="float" office:value="{cell}"/>')
            else:
                text = escape(cell or "")
                texts.append(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>')
        rows.append(f"<table:table-row>{''.join(texts)}</table:table-row>")
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
        parts.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body><office:spreadsheet>'
            f'<table:table table:name="Ratings">{"".join(rows)}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def delimited(grid: Grid, delimiter: str) -> bytes:
    return "".join(
        delimiter.join("" if cell is None else f'"{cell}"' for cell in cells) + "\n" for cells in grid
    ).encode()


TABLE: Grid = [
    ["Name", "Date of report", "Overall"],
    ["Elm", dt.date(2019, 5, 3), "Good"],
    ["Oak", dt.date(2018, 1, 31), "Inadequate"],
]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook and return its path."""

    def write(sheets: dict[str, Grid], change: Callable[[Any, dict[str, Any]], None] | None = None) -> Path:
        path = tmp_path / "homes.xlsx"
        path.write_bytes(xlsx(sheets, change))
        return path

    return write


@pytest.mark.parametrize("path", HOMES, ids=[path.name for path in HOMES])
def test_each_kind_of_file_gives_the_same_table(path: Path, ratings: Run) -> None:
    rows = ratings("table", "--data", path, "--format", "json").json["rows"]
    found = [
        (row["position"], row["provider"], row["owner"], row["region"], row["overall"], row["published"])
        for row in rows
    ]
    assert found == [
        (1, "Rowan", "Acme Homes", "South", "outstanding", "2020-01-02"),
        (2, "Elm Lodge", "Northshire Care", "North", "good", "2019-05-03"),
        (3, "Oak House", "Acme Homes", "North", "requires improvement", "2019-11-21"),
        (4, "Ash Court", "Northshire Care", "South", "inadequate", "2018-02-28"),
        (None, "Beech View", None, "South", None, None),
    ]
    assert {provider.id for provider in read(path).providers} == {"00071", "1002", "1003", "1004", "1005"}


def test_there_is_a_workbook_of_every_kind() -> None:
    assert {path.suffix for path in HOMES} == {".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods"}


def test_what_cannot_be_seen_in_a_workbook_is_said(ratings: Run) -> None:
    said = ratings("table", "--data", CASES_FOLDER / "workbooks" / "homes.xlsx").err
    assert "6 rows below the headings on row 4 (sheet 'Ratings')." in said
    assert "Not looked at, because hidden: 'Old ratings'." in said
    assert "1 hidden row is read as the others: row 7." in said
    assert "Read as notes, not as rows: row 12." in said


@pytest.mark.parametrize("path", HOMES, ids=[path.name for path in HOMES])
def test_what_a_file_holds_counts_and_not_its_name(path: Path, ratings: Run, tmp_path: Path) -> None:
    for name in ("homes.csv", "homes.xlsx", "homes.ods", "homes.yaml", "homes"):
        if path.suffix in {".csv", ".tsv"} and name == "homes.yaml":
            continue
        shutil.copy(path, tmp_path / name)
        result = ratings("by", "region", "--data", tmp_path / name)
        assert (result.status, "South" in result.out) == (0, True)


words = st.text(st.characters(codec="ascii", exclude_characters='"=;[]', min_codepoint=33), min_size=1, max_size=8)
bands = st.sampled_from(["Outstanding", "Good", "Requires improvement", "Inadequate", "Not rated", None])
days = st.dates(dt.date(1990, 1, 1), dt.date(2026, 12, 31))


@given(
    st.lists(
        st.tuples(st.integers(1, 10**6) | st.from_regex("0[0-9]{4}", fullmatch=True), words, days, bands, bands),
        min_size=1,
        max_size=6,
        unique_by=(lambda row: int(row[0]), lambda row: row[2]),
    )
)
def test_any_small_table_gives_the_same_answer_in_every_form(rows: list[tuple[Cell, ...]]) -> None:
    from ratings_cli.reading.csv.dataset import read_csv
    from ratings_cli.reading.csv.settings import from_options

    grid: Grid = [
        ["URN", "Name", "Published", "Overall", "Safety"],
        *([a, f"Home {b}", c, d, e] for a, b, c, d, e in rows),
    ]
    settings = from_options(["overall=Overall", "standards=Safety"])
    forms = [xlsx({"Ratings": grid}), ods(grid), delimited(grid, ","), delimited(grid, "\t")]
    found = [read_csv(data, "homes", settings) for data in forms]
    for other in found[1:]:
        assert other.providers == found[0].providers
        assert len(other.inspections) == len(found[0].inspections)
        assert all(map(Inspection.says_the_same, other.inspections, found[0].inspections))
    assert sorted(item.published.iso for item in found[0].inspections if item.published) == sorted(
        str(row[2]) for row in rows
    )


def test_cells_are_read_as_a_person_sees_them(book: Callable[..., Path], ratings: Run) -> None:
    rows: Grid = [
        ["URN", "Name", "Region", "Date of report", "Overall"],
        [100001, "Elm\nLodge", 4.0, dt.datetime(2019, 5, 3, 14, 30), "Good"],  # noqa: DTZ001 - a cell has no time zone
        ["00042", "=1+1", True, "3 May 2018", "RI"],
        [3, "1.10", 0.1 + 0.2, None, " inadequate "],
    ]
    path = book({"Ratings": rows})
    found = ratings("table", "--data", path, "--format", "json").json["rows"]
    assert [(row["provider"], row["region"], row["published"], row["overall"]) for row in found] == [
        ("Elm Lodge", "4", "2019-05-03", "good"),
        ("=1+1", "TRUE", "2018-05-03", "requires improvement"),
        ("1.10", "0.3", None, "inadequate"),
    ]
    assert [provider.id for provider in read(path).providers] == ["100001", "00042", "3"]


def test_a_place_is_named_as_a_spreadsheet_names_it(book: Callable[..., Path], ratings: Run) -> None:
    path = book({"Notes": [["Notes"]], "Homes 2019": [["A title"], *TABLE, ["Ash", "soon", "Goood"]]})
    result = ratings("table", "--data", path)
    assert result.status == 1
    assert f"{path}:Homes 2019!C2: 'Goood' (1 row, in 'Overall')" in result.err
    assert f"{path}:Homes 2019!B5: 'soon' in 'Date of report' is no date" in result.err
    problem = ratings("check", path, "--format", "json").json["problems"][1]
    assert (problem["sheet"], problem["line"], problem["column"]) == ("Homes 2019", 5, 2)


def test_a_remark_beside_the_table_is_no_cell_too_many(book: Callable[..., Path], ratings: Run) -> None:
    path = book({"Ratings": [*TABLE, ["Ash", None, "Good", "checked by hand"]]})
    assert ratings("table", "--data", path, "--format", "json").json["rows"][0]["provider"] == "Ash"


class TestSheets:
    def test_the_one_that_holds_ratings_is_found(self, book: Callable[..., Path], ratings: Run) -> None:
        totals = [["Region", "Good", "Inadequate"], ["North", 3, 4]]
        people = [["URN", "Name", "Region"], [1, "Elm", "North"]]
        path = book({"Totals": totals, "People": people, "Ratings": TABLE, "Empty": []})
        assert "(sheet 'Ratings')" in ratings("table", "--data", path).err

    def test_which_of_several_is_asked(self, book: Callable[..., Path], ratings: Run) -> None:
        path = book({"2018": TABLE, "It's 2019": [*TABLE, ["Ash", None, "Good"]]})
        result = ratings("table", "--data", path)
        assert (result.status, result.out) == (1, "")
        assert result.err == (
            f"{path}: more than one sheet holds ratings: '2018' and 'It's 2019' (name one: --sheet 'It'\"'\"'s 2019')\n"
            f"For example: ratings table --data {path} --sheet 'It'\"'\"'s 2019'\n"
        )
        assert "3 providers" in ratings("table", "--data", path, "--sheet", "it's  2019").out
        assert "2 providers" in ratings("table", "--data", path, "--sheet", "2018").out

    def test_one_that_is_not_there_is_answered_with_the_nearest(self, book: Callable[..., Path], ratings: Run) -> None:
        path = book({"Ratings": TABLE})
        assert (
            "has no sheet 'Rating' (did you mean 'Ratings'?)"
            in ratings("table", "--data", path, "--sheet", "Rating").err
        )

    def test_where_none_holds_ratings_all_are_named(self, book: Callable[..., Path], ratings: Run) -> None:
        path = book({"A": [["x", "y"], [1, 2]], "B": [["Name", "Grade of what"], ["Elm", "fine"]]})
        assert (
            "no sheet has ratings below headings that are known: 'A' and 'B' (name the one to read: --sheet B;"
            in ratings("table", "--data", path).err
        )
        assert "!A1: " in ratings("table", "--data", path, "--sheet", "B").err

    def test_what_is_not_certain_in_the_only_one_with_headings_is_asked_at_once(
        self, book: Callable[..., Path], ratings: Run
    ) -> None:
        path = book({"Cover": [["Ratings"]], "Data": [["Name", "Region", "Overall rating"], ["Elm", "North", "fine"]]})
        assert "!C1: 'fine' (1 row, in 'Overall rating'): neither" in ratings("table", "--data", path).err
        path = book({"Cover": [["Ratings"]], "Data": [["Name", "Region", "Care"], ["Elm", "North", "Good"]]})
        assert "Data!A1: no heading names 'overall'" in ratings("table", "--data", path).err

    def test_a_hidden_one_is_read_only_when_it_is_asked_for(self, book: Callable[..., Path], ratings: Run) -> None:
        path = book({"Now": TABLE, "Before": [*TABLE[:2]]}, lambda _, made: made["Before"].hide())
        assert "2 providers" in ratings("table", "--data", path).out
        assert "1 provider" in ratings("table", "--data", path, "--sheet", "Before").out


class TestMergedCells:
    def test_a_name_that_spans_rows_is_that_of_each(self, book: Callable[..., Path], ratings: Run) -> None:
        rows: Grid = [
            ["Provider", "Domain", "Judgement", "Published"],
            ["Elm", "Overall", "Good", dt.date(2019, 5, 3)],
            [None, "Safety", "Inadequate", None],
            ["Oak", "Overall", "Outstanding", dt.date(2019, 5, 3)],
        ]

        def merge(_: object, made: dict[str, Any]) -> None:
            made["Ratings"].merge_range(1, 0, 2, 0, "Elm")
            made["Ratings"].merge_range(1, 3, 2, 3, "2019-05-03")

        found = ratings("show", "Elm", "--data", book({"Ratings": rows}, merge), "--format", "json")
        assert found.status == 0
        assert "inadequate" in found.out

    def test_groups_of_earlier_ratings_are_not_taken_for_the_newest(
        self, book: Callable[..., Path], ratings: Run
    ) -> None:
        rows: Grid = [
            ["Name", "Latest inspection", None, "Previous inspection", None],
            [None, "Published", "Overall rating", "Published", "Overall rating"],
            ["Elm", dt.date(2019, 5, 3), "Good", dt.date(2015, 5, 3), "Inadequate"],
        ]
        found = ratings("table", "--data", book({"Ratings": rows}), "--format", "json").json["rows"]
        assert [(row["provider"], row["overall"], row["published"]) for row in found] == [("Elm", "good", "2019-05-03")]


class TestPacked:
    @pytest.mark.parametrize(
        ("ending", "pack"),
        [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), ("", gzip.compress)],
    )
    def test_a_packed_table_is_unpacked(
        self, ending: str, pack: Callable[[bytes], bytes], ratings: Run, tmp_path: Path
    ) -> None:
        for kind in (".csv", ".xls"):
            path = tmp_path / f"homes{kind}{ending}"
            path.write_bytes(pack((CASES_FOLDER / "workbooks" / f"homes{kind}").read_bytes()))
            assert "5 providers" in ratings("table", "--data", path).out

    def test_an_archive_of_one_file_is_that_file(self, ratings: Run, tmp_path: Path) -> None:
        path = tmp_path / "homes.zip"
        with zipfile.ZipFile(path, "w") as parts:
            parts.write(CASES_FOLDER / "workbooks" / "homes.xlsx", "in/homes.xlsx")
            parts.writestr("__MACOSX/in/._homes.xlsx", "x")
        assert "5 providers" in ratings("table", "--data", path).out

    def test_an_archive_of_several_is_refused_with_their_names(self, ratings: Run, tmp_path: Path) -> None:
        path = tmp_path / "homes.zip"
        with zipfile.ZipFile(path, "w") as parts:
            parts.writestr("a.csv", "x")
            parts.writestr("b.csv", "x")
        assert "is a zip archive that holds 'a.csv' and 'b.csv' (unpack it" in ratings("table", "--data", path).err

    def test_a_data_file_is_not_written_to_where_it_is_packed(self, ratings: Run, tmp_path: Path) -> None:
        path = tmp_path / "mine.yaml.gz"
        path.write_bytes(before := gzip.compress(b"inspections:\n  - {provider: Elm, overall: good}\n"))
        assert "1 provider" in ratings("table", "--data", path).out
        assert ratings("add", "--data", path, "--provider", "Elm", "--overall", "good").status == 1
        assert path.read_bytes() == before


def test_a_formula_that_nobody_worked_out_is_said(book: Callable[..., Path], ratings: Run) -> None:
    def formula(_: object, made: dict[str, Any]) -> None:
        made["Ratings"].write_formula(1, 2, '="Good"', None, "")

    assert (
        "1 cell holds a formula without a value, read as empty"
        in ratings("table", "--data", book({"Ratings": TABLE}, formula)).err
    )


def test_a_formula_for_a_name_that_nobody_worked_out_is_said_where_the_name_is_missing(
    book: Callable[..., Path], ratings: Run
) -> None:
    def formula(_: object, made: dict[str, Any]) -> None:
        made["Ratings"].write_formula(1, 0, '=HYPERLINK("#", "Elm")', None, "")

    problems = ratings("table", "--data", book({"Ratings": TABLE}, formula)).err
    assert "1 cell holds a formula without a value, read as empty" in problems
    assert "names no provider" in problems


def test_a_cell_far_off_the_table_does_not_fill_the_memory(
    book: Callable[..., Path], ratings: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_MOST_CELLS", 10_000)
    path = book({"Ratings": TABLE}, lambda _, made: made["Ratings"].write(999, 30, "x"))
    assert (
        "sheet 'Ratings' reaches to cell AE1000 (delete what stands far off the table)"
        in ratings("table", "--data", path).err
    )


def test_it_is_settled_in_yaml_as_a_csv_is(ratings: Run, tmp_path: Path) -> None:
    shutil.copy(CASES_FOLDER / "workbooks" / "homes.xlsx", tmp_path)
    made = ratings("init", tmp_path / "homes.xlsx", "-o", tmp_path / "homes.yaml")
    assert made.status == 0
    text = (tmp_path / "homes.yaml").read_text(encoding="utf-8")
    assert text.endswith("  header_line: 4\n  sheet: Ratings\n")
    before = ratings("table", "--data", tmp_path / "homes.xlsx", "--format", "csv").out
    assert ratings("table", "--data", tmp_path / "homes.yaml", "--format", "csv").out == before


def test_a_workbook_on_which_the_library_gives_up_is_one_clear_message(ratings: Run, tmp_path: Path) -> None:
    whole = zipfile.ZipFile(CASES_FOLDER / "workbooks" / "homes.xlsb")
    path = tmp_path / "broken.xlsb"
    with zipfile.ZipFile(path, "w") as parts:
        for name in whole.namelist():
            data = bytearray(whole.read(name))
            if name == "xl/workbook.bin":
                data[60] = 255  # the key of a sheet that leads nowhere: a panic, which is no exception of Python
            parts.writestr(name, bytes(data))
    result = ratings("table", "--data", path)
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith(f"{path}: is no workbook that can be read: ")


@pytest.mark.parametrize(
    ("name", "made"),
    [("homes.2019.csv", "homes.2019.yaml"), ("homes.csv.gz", "homes.yaml"), ("homes.xls", "homes.yaml")],
)
def test_the_settings_of_a_table_are_called_like_it(
    name: str, made: str, ratings: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kind = ".xls" if name.endswith(".xls") else ".csv"
    data = (CASES_FOLDER / "workbooks" / f"homes{kind}").read_bytes()
    Path(name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert ratings("init", name).status == 0
    assert "5 providers" in ratings("table", "--data", made).out
