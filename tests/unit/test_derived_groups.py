"""Derived ratings in what is counted from them: a mean, a count and a note say that a derived rating is in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

Write = Callable[..., Path]

DATA = """
programmes:
  - name: round
    standards: {work: [staff, crew]}
inspections:
  - provider: Ash House
    owner: Acme
    programme: round
    overall: good
    standards: {staff: good, crew: good}
    derived: [{fields: [overall, crew], ground: read from its praise}]
  - {provider: Beech Lodge, owner: Acme, programme: round, overall: good, points: 3, points_max: 6}
  - {provider: Cedar Court, owner: Acme, programme: round, overall: inadequate, standards: {staff: good}}
  - {provider: Elm Hall, owner: Bell, programme: round, overall: good, points: 3, points_max: 6}
"""
GROUND = "* Ash House, overall: derived, read from its praise."


def _row(out: str, name: str) -> str:
    return next(line for line in out.splitlines() if re.search(rf"\b{name}\b", line))


def test_a_mean_and_a_count_with_a_derived_rating_have_a_star(ratings: Run, write: Write) -> None:
    # Acme: (2 + 2 + 0) / 3, of which the one good of Ash House is derived; Bell: 2.
    out = ratings("by", "owner", "--wide", "--notes", "all", "--data", write(DATA)).out
    assert re.search(r"Acme +3 +1\.33\* +\[ *2 G\* *\]\[ *1 I *\] +0 +2\* +0 +1 ", out)
    assert re.search(r"Bell +1 +2\.00 +\[ *1 G *\] +0 +1 +0 +0 ", out)
    assert GROUND in out


def test_the_words_of_the_bar_have_the_star_where_no_bar_is_drawn(ratings: Run, write: Write) -> None:
    row = _row(ratings("by", "owner", "--data", write(DATA), "--format", "markdown").out, "Acme")
    assert r"1.33\*" in row
    assert r"2 good\*, 1 inadequate" in row
    assert "2 good*, 1 inadequate" in ratings("by", "owner", "--data", write(DATA), "--format", "html").out


def test_a_mean_of_points_that_were_added_up_says_so(ratings: Run, write: Write) -> None:
    # Ash House: 4 of 6, added up from its standards; the points of Beech Lodge and Elm Hall are stated.
    out = ratings("by", "owner", "--by", "points", "--notes", "all", "--data", write(DATA)).out
    assert re.search(r"Acme +2 of 3 +0\.58\*", out)
    assert re.search(r"Bell +1 +0\.50 ", out)
    assert "* Means: of points that are added up from the bands of the standards: Ash House." in out
    assert GROUND in out  # its band is in the bar


def test_a_mean_of_a_standard_has_the_star_of_that_standard_alone(ratings: Run, write: Write) -> None:
    path = write(DATA)
    crew = ratings("by", "owner", "--by", "crew", "--notes", "all", "--data", path).out
    assert re.search(r"Acme +1 of 3 +2\.00\*", crew)
    assert "* Ash House, crew: derived, read from its praise." in crew
    assert "*" not in ratings("by", "owner", "--by", "staff", "--data", path).out


@pytest.mark.parametrize(
    ("by", "members"), [("overall", ["Ash House"]), ("points", ["Ash House"]), ("crew", ["Ash House"]), ("staff", [])]
)
def test_a_program_is_told_whose_values_are_derived(by: str, members: list[str], ratings: Run, write: Write) -> None:
    rows = ratings("by", "owner", "--by", by, "--data", write(DATA), "--format", "json").json["rows"]
    assert {row["owner"]: row["derived_members"] for row in rows} == {"Acme": members, "Bell": []}


def test_owners_side_by_side_have_the_stars_and_the_ground(ratings: Run, write: Write) -> None:
    out = ratings("compare", "owner:acme", "owner:bell", "--data", write(DATA)).out
    assert re.search(r"Mean score +≠ +1\.33\* +2\.00$", out, re.MULTILINE)
    assert re.search(r"Good +≠ +2 of 3\* +1 of 1$", out, re.MULTILINE)
    assert re.search(r"Ran when rated +Ash House: good\* ", out)
    assert GROUND in out


def test_the_mean_of_mtc_rests_on_the_derived_good_of_thames_valley(ratings: Run) -> None:
    out = ratings("by", "owner", "--notes", "all").out
    assert re.search(r"MTC +2 +1\.50\*", out)
    assert "* Thames Valley, overall: derived, " in out
    assert out.count("*") == 3  # the mean, the count and the line that explains them


def test_beginning_at_the_bottom_is_said_of_groups_too(ratings: Run, write: Write) -> None:
    out = ratings("by", "owner", "--order", "worst", "--limit", "1", "--data", write(DATA)).out
    assert "Only 1 of 2 rows is shown." in out
    assert "; ties (=) are listed alphabetically. Unrated providers are excluded. Worst first." in out
