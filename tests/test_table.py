"""The league table through the command line, on the shipped record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import Run


def test_the_table_of_today_has_21_crcs_3_of_them_good(ratings: Run) -> None:
    # 21 CRCs; Thames Valley and Durham Tees Valley rose to good in 2020, Hampshire was good in 2019 (facts).
    counts = ratings("table", "--format", "json").json["counts"]
    assert counts == {
        "total": 21,
        "outstanding": 0,
        "good": 3,
        "requires improvement": 17,
        "inadequate": 1,
        "not rated": 0,
    }


def test_a_file_of_nothing_but_inspections_has_a_table(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("inspections:\n  - {provider: Northshire CRC, published: 2019-05-03, overall: good}\n")
    result = ratings("table", "--data", path, "--format", "json")
    assert [(row["position"], row["overall"], row["points"]) for row in result.json["rows"]] == [(1, "good", None)]
