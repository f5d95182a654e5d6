"""What people do with the program from one command to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run


@pytest.fixture
def own(ratings: Run, tmp_path: Path) -> Path:
    """A copy of the shipped record."""
    path = tmp_path / "rec.yaml"
    assert ratings("init", path, "--from-shipped").status == 0
    return path


def test_report_day(ratings: Run, own: Path) -> None:
    # Leeds was inadequate in the report that was out by 18 March 2025, at place 34 of 65 with the others.
    added = ratings(
        *("add", "--data", own, "--provider", "Leeds", "--overall", "good", "--published", "20 November 2026"),
        *("--source", "HMIP, https://example.org/leeds"),
    )
    assert added.status == 0
    assert added.err.splitlines()[-1] == "Leeds: inadequate -> good; 34= -> 1 of 65"
    assert "programme: pdu-2023" in added.err
    assert ratings("post", "leeds", "--data", own).out.startswith(
        "# Leeds probation unit is good, up from inadequate\n"
    )
    shown = ratings("show", "leeds", "--data", own).out
    assert shown.index("up from inadequate (by 18 Mar 2025)") < shown.index("first rating in the record")
    assert "down from" not in shown
    row = next(line for line in ratings("table", "-l", "pdu", "--data", own).out.splitlines() if "Leeds" in line)
    assert row.split()[:4] == ["1", "Leeds", "good", "\u2191"]
    counted = ratings("by", "date", "-l", "pdu", "--from", "2026", "--data", own).out
    assert "20 Nov 2026  Leeds     good" in counted
    assert ratings("check", own).out.startswith("no problems: 144 inspections")
    again = ratings("add", "--data", own, "--provider", "Leeds", "--overall", "inadequate", "--published", "2023-05-04")
    assert again.err.splitlines()[-1] == "Leeds: still good, because the report of 20 Nov 2026 is the newer one"


def test_a_report_that_rates_nothing_says_why_nothing_changes(ratings: Run, own: Path) -> None:
    options = ("--data", own, "--provider", "Leeds", "--published", "2026-11-20", "--note", "Cut short.")
    assert ratings("add", *options).err.splitlines()[-1] == (
        "Leeds: still inadequate, because the report gives no overall rating"
    )


def test_who_moved(ratings: Run, own: Path) -> None:
    # Dorset, Devon and Cornwall is the only CRC that is inadequate; nothing has come out since the record was made.
    since = ("table", "--data", own, "--since", "2026-11-19")
    assert "No rating has changed since 19 Nov 2026." in ratings(*since).out
    added = ratings(
        *("add", "--data", own, "--provider", "Dorset, Devon and Cornwall", "--overall", "good"),
        *("--published", "20 November 2026", "--source", "HMIP, https://example.org/dorset"),
    )
    assert added.status == 0, added.err
    table = ratings(*since).out
    assert "Ratings since 19 Nov 2026: 1 up, none down, 20 the same." in table
    assert "up from inadequate  Dorset, Devon and Cornwall" in table
    assert table.split("\n\n")[1].count("up from") == 1
    # It has risen past seventeen others, of whom none has done worse. Who ran it in 2026 is not known: no owner has it.
    owners = ratings("by", "owner", "--data", own, "--since", "2026-11-19", "-f", "json").json["rows"]
    assert [sum(row[kind] for row in owners) for kind in ("up", "down", "new", "same")] == [0, 0, 0, 20]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dorset crc", "Dorset, Devon and Cornwall (DDC)"),
        ("kent crc", "Kent, Surrey and Sussex (KSS)"),
        ("crc hampshire", "Hampshire and Isle of Wight"),
    ],
)
def test_a_crc_that_is_asked_for_by_a_part_of_its_name(ratings: Run, typed: str, found: str) -> None:
    shown = ratings("show", *typed.split())
    assert shown.status == 0, shown.err
    assert shown.out.startswith(found)
    assert "Community Rehabilitation Company, all reports\n" in shown.out.splitlines(keepends=True)[0]


def test_an_answer_that_could_have_been_another_names_it(ratings: Run) -> None:
    # A PDU is called Dorset too; on the day of its report of 2019 there was the CRC alone.
    shown = ratings("show", "dorset")
    assert shown.out.startswith("Dorset, Probation Delivery Unit")
    assert shown.err == (
        "Also: Dorset, Devon and Cornwall (CRC): ratings show DDC CRC\n"
        "Also: an area: ratings table -l all --area dorset\n"
    )
    assert ratings("show", "DDC", "CRC").out.startswith("Dorset, Devon and Cornwall (DDC)")
    post = ratings("post", "dorset", "--as-of", "2019-02-15")
    assert post.out.startswith("# Dorset, Devon and Cornwall CRC is inadequate, ")
