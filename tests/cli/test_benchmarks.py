"""The files that the benchmarks are made with, and what counts there as the same answer."""

from __future__ import annotations

import contextlib
import csv
import sqlite3
from collections import defaultdict
from pathlib import Path

from conftest import ROOT, Run

from benchmarks import rivals, table_files

ROWS = 2000


def made(path: Path) -> list[dict[str, str]]:
    table_files.make(path, ROWS)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_file_has_as_many_rows_as_wanted_and_is_always_the_same(tmp_path: Path) -> None:
    assert len(made(tmp_path / "one.csv")) == ROWS
    made(tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_the_program_answers_the_question_as_plain_python_does(tmp_path: Path, ratings: Run) -> None:
    rows = made(tmp_path / "made.csv")
    inspections = defaultdict(list)
    for row in rows:
        if row["region"] == rivals.REGION and row["published"] <= rivals.AS_OF and row["overall"] != "Not judged":
            inspections[row["id"]].append(row)
    newest = [max(inspection, key=lambda row: row["published"]) for inspection in inspections.values()]
    bands = ["outstanding", "good", "requires improvement", "inadequate"]
    order = sorted(bands.index(row["overall"].lower()) for row in newest)
    expected = sorted(
        (
            str(order.index(bands.index(row["overall"].lower())) + 1),
            row["provider"].lower(),
            row["owner"].lower(),
            row["overall"].lower(),
            row["published"],
        )
        for row in newest
    )
    command = rivals.ratings(tmp_path / "made.csv").command
    assert rivals.answer(ratings(*command[1:]).out) == expected
    assert len(expected) > 20


def test_the_query_in_the_docs_ranks_as_the_program_does(tmp_path: Path, ratings: Run) -> None:
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    query = page.partition("<!-- ranking: run by the tests -->\n\n```sql\n")[2].partition("```")[0]
    made(tmp_path / "made.csv")
    assert ratings("export", tmp_path / "made.db", "--data", tmp_path / "made.csv").status == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "made.db")) as database:
        found = database.execute(query).fetchall()
    rows = ratings("table", "--data", tmp_path / "made.csv", "--format", "json").json["rows"]
    expected = [
        (row["position"], row["provider"].partition(" [")[0], row["overall"], row["published"])
        for row in rows
        if row["position"]
    ]
    assert sorted((position, name, band, day) for position, name, _, band, day in found) == sorted(expected)
    assert len(expected) > 400
