"""What people do with the program from one command to the next, as processes of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run


@pytest.fixture
def own(process: Run, tmp_path: Path) -> Path:
    """A copy of the shipped record."""
    path = tmp_path / "rec.yaml"
    assert process("init", path, "--from-shipped").status == 0
    return path


def test_report_day(process: Run, own: Path) -> None:
    # Leeds was inadequate in the report that was out by 18 March 2025, at place 34 of 65 with the others.
    added = process(
        *("add", "--data", own, "--provider", "Leeds", "--overall", "good", "--published", "20 November 2026"),
        *("--source", "HMIP, https://example.org/leeds"),
    )
    assert added.status == 0
    assert added.err.splitlines()[-1] == "Leeds: inadequate -> good; 34= -> 1 of 65"
    assert "programme: pdu-2023" in added.err
    assert process("post", "leeds", "--data", own).out.startswith("# Leeds rises from inadequate to good\n")
    shown = process("show", "leeds", "--data", own).out
    assert shown.index("up from inadequate (by 18 Mar 2025)") < shown.index("first rating in the record")
    assert "down from" not in shown
    row = next(line for line in process("table", "-l", "pdu", "--data", own).out.splitlines() if "Leeds" in line)
    assert row.split()[:4] == ["1", "Leeds", "good", "\u2191"]
    counted = process("by", "date", "-l", "pdu", "--from", "2026", "--data", own).out
    assert "20 Nov 2026  Leeds     good" in counted
    assert process("check", own).out.startswith("no problems: 144 inspections")
    again = process("add", "--data", own, "--provider", "Leeds", "--overall", "inadequate", "--published", "2023-05-04")
    assert again.err.splitlines()[-1] == "Leeds: still good, because the report of 20 Nov 2026 is the newer one"


def test_a_report_that_rates_nothing_says_why_nothing_changes(process: Run, own: Path) -> None:
    options = ("--data", own, "--provider", "Leeds", "--published", "2026-11-20", "--note", "Cut short.")
    assert process("add", *options).err.splitlines()[-1] == (
        "Leeds: still inadequate, because the report gives no overall rating"
    )
