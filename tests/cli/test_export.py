"""`ratings export` and the format xlsx: every rating as data, with what it is of, and nothing that runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import CASES_FOLDER, Run
from python_calamine import load_workbook

DATA = """\
title: Homes of Northshire
licence: OGL
owners:
  - {name: Acme, full_name: Acme Homes Limited, partners: [Beta]}
providers:
  - {name: Elm, short: E, region: North, areas: [Kent, Essex], ownership: [{owner: Acme}]}
  - {name: =1+1, id: '0042'}
inspections:
  - provider: Elm
    published: 2019-05-03
    overall: good
    standards: {Safety: inadequate}
    derived: [{fields: [Safety], ground: said so}]
    sources:
      - {publisher: Inspectorate, url: https://example.org/a, supports: [Safety]}
      - {publisher: Paper, url: https://example.org/b}
  - {provider: '0042', published: 2018-09, overall: RI}
  - {provider: Elm, published_by: 2020-01-31, verdict: no rating given}
"""


@pytest.fixture
def homes(write: Callable[..., Path]) -> Path:
    return write(DATA, "homes.yaml")


def exported(ratings: Run, homes: Path, ending: str) -> Path:
    path = homes.parent / f"out{ending}"
    result = ratings("export", path, "--data", homes)
    assert (result.status, result.out, result.err) == (0, "", f"Wrote {path}\n")
    return path


def test_a_csv_has_a_row_for_each_rating(ratings: Run, homes: Path) -> None:
    rows = list(csv.DictReader(exported(ratings, homes, ".csv").read_text(encoding="utf-8").splitlines()))
    assert [
        (row["provider"], row["provider_reference"], row["standard"], row["band"], row["score"]) for row in rows
    ] == [
        ("Elm", "", "overall", "good", "2"),
        ("Elm", "", "Safety", "inadequate", "0"),
        ("=1+1", "0042", "overall", "requires improvement", "1"),
    ]
    assert [(row["published"], row["owner"], row["derived"], row["sources"]) for row in rows] == [
        ("2019-05-03", "Acme", "", "https://example.org/a; https://example.org/b"),
        ("2019-05-03", "Acme", "said so", "https://example.org/a"),
        ("2018-09", "", "", ""),
    ]
    assert not any(name.endswith("id") for name in rows[0])


def test_json_has_the_tables_and_what_the_record_says_of_itself(ratings: Run, homes: Path) -> None:
    found = json.loads(exported(ratings, homes, ".json").read_text(encoding="utf-8"))
    assert (found["title"], found["licence"]) == ("Homes of Northshire", "OGL")
    assert {name: len(found[name]) for name in ("ratings", "inspections", "providers", "owners", "sources")} == {
        "ratings": 3,
        "inspections": 3,
        "providers": 2,
        "owners": 1,
        "sources": 2,
    }
    assert found["inspections"][2]["verdict"] == "no rating given"
    assert found["providers"][0]["areas"] == "Kent; Essex"
    assert found["owners"][0]["full_name"] == "Acme Homes Limited"


def test_a_database_is_whole_and_can_be_searched(ratings: Run, homes: Path) -> None:
    database = sqlite3.connect(exported(ratings, homes, ".db"))
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert {row[2] for row in database.execute("PRAGMA foreign_key_list(ratings)")} == {
        "inspections",
        "providers",
        "owners",
    }
    counts = database.execute("SELECT band, count(*) FROM ratings WHERE standard = 'overall' GROUP BY 1 ORDER BY 1")
    assert counts.fetchall() == [("good", 1), ("requires improvement", 1)]
    joined = database.execute(
        "SELECT p.name, o.name, s.url FROM ratings r JOIN providers p ON p.id = r.provider_id JOIN owners o ON "
        "o.id = r.owner_id JOIN sources s ON s.inspection_id = r.inspection_id WHERE r.standard = 'Safety' "
        "ORDER BY s.id"
    )
    assert joined.fetchall() == [("Elm", "Acme", "https://example.org/a"), ("Elm", "Acme", "https://example.org/b")]
    found = database.execute("SELECT rowid FROM providers_fts WHERE providers_fts MATCH 'essex'").fetchall()
    assert found == [(1,)]
    database.close()


def test_the_shipped_record_is_exported_whole(ratings: Run, tmp_path: Path) -> None:
    from ratings_cli.reading import read

    data = read()
    assert ratings("export", tmp_path / "a.db").status == 0
    database = sqlite3.connect(tmp_path / "a.db")
    overall = sum(inspection.overall is not None for inspection in data.inspections)
    standards = sum(len(inspection.standards) for inspection in data.inspections)
    assert database.execute("SELECT standard = 'overall', count(*) FROM ratings GROUP BY 1 ORDER BY 1").fetchall() == [
        (0, standards),
        (1, overall),
    ]
    assert database.execute("SELECT count(*) FROM providers").fetchall() == [(len(data.providers),)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


@pytest.mark.parametrize("ending", [".csv", ".json", ".xlsx", ".db"])
def test_the_same_record_gives_the_same_bytes(ratings: Run, homes: Path, ending: str) -> None:
    first = exported(ratings, homes, ending).read_bytes()
    assert exported(ratings, homes, ending).read_bytes() == first


def test_a_workbook_can_be_read_again(ratings: Run, homes: Path) -> None:
    path = exported(ratings, homes, ".xlsx")
    options = ["--sheet", "ratings", "--column", "id=provider_reference"]
    rows = ratings("table", "--data", path, *options, "--format", "json").json["rows"]
    assert {(row["provider"], row["overall"]) for row in rows} == {("Elm", "good"), ("=1+1", "requires improvement")}


def test_a_csv_can_be_read_again(ratings: Run, homes: Path) -> None:
    path = exported(ratings, homes, ".csv")
    rows = ratings("table", "--data", path, "--format", "json").json["rows"]
    assert [(row["provider"], row["overall"], row["published"], row["owner"]) for row in rows] == [
        ("Elm", "good", "2019-05-03", "Acme"),
        ("=1+1", "requires improvement", "2018-09", None),
    ]


def test_any_table_is_exported(ratings: Run, tmp_path: Path) -> None:
    assert ratings("export", tmp_path / "a.json", "--data", CASES_FOLDER / "workbooks" / "homes.ods").status == 0
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (len(found["inspections"]), len(found["ratings"])) == (6, 5 + 10)
    assert {row["reference"] for row in found["providers"]} == {"00071", "1002", "1003", "1004", "1005"}


def test_the_data_file_is_never_written_over(ratings: Run, tmp_path: Path) -> None:
    path = tmp_path / "homes.csv"
    path.write_text("Name,Overall\nElm,Good\n", encoding="utf-8")
    result = ratings("export", path, "--data", path)
    assert result.status == 2
    assert "is the data file itself" in result.err
    assert path.read_text(encoding="utf-8") == "Name,Overall\nElm,Good\n"


@pytest.mark.parametrize("name", ["out", "out.parquet", "out.yaml"])
def test_another_ending_is_refused(ratings: Run, tmp_path: Path, name: str) -> None:
    result = ratings("export", tmp_path / name)
    assert result.status == 2
    assert "(endings: .csv .json .xlsx .db)" in result.err
    assert list(tmp_path.iterdir()) == []


class TestWorkbook:
    """`--format xlsx`: what a reader sees, in cells that hold values."""

    @staticmethod
    def rows(ratings: Run, *args: str | Path, sheet: str = "Table") -> list[list[Any]]:
        path = Path(args[-1])
        result = ratings(*args[:-1], "-o", path)
        assert result.status == 0, result.err
        return load_workbook(str(path)).get_sheet_by_name(sheet).to_python()

    def test_positions_are_numbers_and_days_are_days(self, ratings: Run, homes: Path, tmp_path: Path) -> None:
        rows = self.rows(ratings, "table", "--data", homes, tmp_path / "a.xlsx")
        named = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        assert [(row["#"], row["Provider"], row["Overall"]) for row in named] == [
            (1.0, "Elm", "good"),
            (2.0, "=1+1 [0042]" if "[0042]" in str(named[1]["Provider"]) else "=1+1", "requires improvement"),
        ]
        assert named[0]["Published"] == dt.date(2019, 5, 3)
        assert named[1]["Published"] == "Sept 2018"

    def test_a_tie_and_a_star_are_shown_and_not_held(self, ratings: Run, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        rows = self.rows(ratings, "table", path)
        assert [row[0] for row in rows[1:5]] == [1.0, 1.0, 1.0, 4.0]
        styles = zipfile.ZipFile(path).read("xl/styles.xml").decode()
        assert 'formatCode="General&quot;=&quot;"' in styles
        assert 'formatCode="@&quot;*&quot;"' in styles

    def test_bands_have_their_colours(self, ratings: Run, homes: Path, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        self.rows(ratings, "table", "--data", homes, path)
        styles = zipfile.ZipFile(path).read("xl/styles.xml").decode()
        assert 'rgb="FFCDF0D1"' in styles  # good
        assert 'rgb="FFFFE8A8"' in styles  # requires improvement

    def test_notes_and_sources_have_sheets_of_their_own(self, ratings: Run, homes: Path, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        notes = self.rows(ratings, "table", "--sources", "--data", homes, path, sheet="Notes")
        assert ["2 providers: 1 good, 1 requires improvement."] in notes
        sources = load_workbook(str(path)).get_sheet_by_name("Sources").to_python()
        assert sources[0] == ["Number", "Source", "Address"]
        assert {row[2] for row in sources[1:]} == {"https://example.org/a", "https://example.org/b"}

    def test_where_nothing_is_shown_the_notes_say_why(self, ratings: Run, tmp_path: Path) -> None:
        notes = self.rows(ratings, "table", "-l", "pdu", "--as-of", "2019", tmp_path / "a.xlsx", sheet="Notes")
        assert any("No report on Probation Delivery Units" in str(note) for (note,) in notes), notes

    @pytest.mark.parametrize(
        "command",
        [["table"], ["by", "owner"], ["by", "date"], ["standards"], ["show", "elm"], ["scale"], ["list", "owners"]],
    )
    def test_no_cell_is_a_formula(self, command: list[str], ratings: Run, homes: Path, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        assert ratings(*command, "--data", homes, "-o", path).status == 0
        parts = zipfile.ZipFile(path)
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in parts.read(name)

    def test_a_text_that_no_workbook_can_hold_is_written_out(self, ratings: Run, tmp_path: Path) -> None:
        data = tmp_path / "a.csv"
        data.write_bytes(b'Name,Overall\n"A\x07\xef\xbf\xbeB",Good\n' + b"C" * 40_000 + b",Good\n")
        rows = self.rows(ratings, "table", "--data", data, tmp_path / "a.xlsx")
        assert {row[1][:12] for row in rows[1:]} == {"A\\x07\\ufffeB", "C" * 12}

    def test_standard_output_gets_the_same_bytes(self, ratings: Run, tmp_path: Path) -> None:
        ratings("scale", "-o", tmp_path / "a.xlsx")
        done = subprocess.run(
            [sys.executable, "-m", "ratings_cli", "scale", "-f", "xlsx"], capture_output=True, check=True
        )
        assert done.stdout == (tmp_path / "a.xlsx").read_bytes()
        assert zipfile.ZipFile(io.BytesIO(done.stdout)).testzip() is None
