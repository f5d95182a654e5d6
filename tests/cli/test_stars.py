"""The stars behind derived values: where they stand, what explains them, and what a reader calls the values."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

Write = Callable[..., Path]

DATA = """
inspections:
  - provider: Ash House
    published: 2018-03
    overall: good
    derived: [{fields: [overall], ground: read from its praise}]
    sources: [{publisher: The Echo, url: "https://example.org/echo", date: 2018}]
  - provider: Ash House
    published_by: 2019-05-03
    overall: outstanding
    derived: [{fields: [published_by], ground: the next report names it}]
    sources: [{publisher: The Echo, url: "https://example.org/echo", date: 2018-03-09}]
  - provider: Beech Lodge
    published: 2019-04
    published_by: 2019-04-20
    overall: inadequate
    derived: [{fields: [published_by], ground: a letter}]
    sources: [{publisher: The Echo, url: "https://example.org/echo"}]
  - provider: Cedar Court
    published: 2019-02
    overall: inadequate
    derived: [{fields: [overall, published], ground: a speech}]
"""
DATES = "* Dates: worked out from other evidence, not stated in a source."


def test_a_derived_date_and_a_derived_rating_before_have_stars(ratings: Run, write: Write) -> None:
    out = ratings("table", "--data", write(DATA)).out
    assert re.search(r"Ash House +outstanding +good\* +by 3 May 2019\*", out)
    # No arrow: a report that was out by a day may be older than one of a month before.
    # The month is what a source gives of Beech Lodge; the day by which it was out is not shown.
    assert re.search(r"Beech Lodge +inadequate +Apr 2019$", out, re.MULTILINE)
    assert re.search(r"Cedar Court +inadequate\* +Feb 2019\*$", out, re.MULTILINE)


def test_one_line_explains_all_dates_and_each_band_has_its_own(ratings: Run, write: Write) -> None:
    lines = ratings("table", "--notes", "all", "--data", write(DATA)).out.splitlines()
    assert [line for line in lines if line.startswith("* ")] == [
        "* Ash House, overall before: derived, read from its praise.",
        "* Cedar Court, overall: derived, a speech.",
        DATES,
    ]


def test_the_list_of_sources_gives_the_grounds(ratings: Run, write: Write) -> None:
    out = ratings("table", "--sources", "--data", write(DATA)).out
    assert re.search(r"Ash House +outstanding \[1\] +good\* \[3\] +by 3 May 2019\* \[2\]", out)
    assert "[2] Ash House, published: derived, the next report names it" in out
    assert "[3] Ash House, overall before: derived, read from its praise" in out
    assert "a letter" not in out


def test_the_grounds_are_told_to_a_program(ratings: Run, write: Write) -> None:
    rows = ratings("table", "--sources", "--data", write(DATA), "--format", "json").json["rows"]
    assert {row["provider"]: row["derived"] for row in rows} == {
        "Ash House": {"published_by": "the next report names it", "previous": "read from its praise"},
        "Beech Lodge": {},
        "Cedar Court": {"overall": "a speech", "published": "a speech"},
    }


@pytest.mark.parametrize(("rows", "stars"), [(1, ["Ash House", "Dates"]), (2, ["Ash House", "Dates"]), (3, None)])
def test_what_stars_mean_is_told_of_the_rows_that_are_shown(
    rows: int, stars: list[str] | None, ratings: Run, write: Write
) -> None:
    lines = ratings("table", "--data", write(DATA), "--limit", str(rows), "--notes", "all").out.splitlines()
    found = [line[2:].split(",")[0].split(":")[0] for line in lines if line.startswith("* ")]
    assert found == (stars or ["Ash House", "Cedar Court", "Dates"])


def test_no_star_is_explained_where_none_is_shown(ratings: Run, write: Write) -> None:
    out = ratings("table", "--data", write(DATA), "--order", "worst", "--limit", "1", "--notes", "all").out
    assert "Beech Lodge" in out
    assert "* " not in out


def test_the_reports_in_order_have_the_stars_too(ratings: Run, write: Write) -> None:
    out = ratings("by", "date", "--sources", "--notes", "all", "--data", write(DATA)).out
    assert re.search(r"Feb 2019\* \[\d\] +Cedar Court", out)
    assert "Cedar Court, published: derived, a speech" in out
    assert DATES in out


def test_an_address_keeps_the_most_exact_date_that_is_given_for_it(ratings: Run, write: Write) -> None:
    # The one record cites it with a year, the next with a day, the third without a date.
    out = ratings("by", "date", "--sources", "--data", write(DATA)).out
    assert "The Echo, 9 Mar 2018, https://example.org/echo" in out
