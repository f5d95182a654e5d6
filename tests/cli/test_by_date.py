"""`ratings by date`: the numbers in the series, the running counts, the firsts, and dates that are not exact."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

SO_FAR = ("outstanding_so_far", "good_so_far", "requires_improvement_so_far", "inadequate_so_far")

MIXED_DATES = """
leagues: [{name: one}, {name: two}]
programmes: [{name: rated}, {name: words, rated: false}]
owners: [{name: Old}, {name: New}]
providers:
  - {name: A, league: one, ownership: [{owner: Old, from: 2015-01-01, to: 2019-03-31}, {owner: New, from: 2019-04-01}]}
  - {name: B, league: one}
  - {name: C, league: one}
  - {name: D, league: one}
  - {name: Z, league: two}
inspections:
  - {provider: D, programme: rated, overall: outstanding}
  - {provider: B, programme: rated, published: 2019-03, overall: good}
  - {provider: C, programme: rated, published: 2019-03-20, overall: good}
  - {provider: A, programme: rated, published: 2019-03-31, overall: inadequate}
  - {provider: A, programme: rated, published: 2020-06-01, overall: good}
  - {provider: C, programme: rated, published: 2020-07-01}
  - {provider: C, programme: words, published: 2020-08-01}
  - {provider: Z, programme: rated, published: 2019-03-25, overall: good}
"""


def listed(result: Any) -> list[tuple[int | None, str]]:  # noqa: ANN401 - parsed JSON
    return [(row["number"], row["provider"]) for row in result["rows"]]


def test_the_thirteenth_crc(ratings: Run) -> None:
    # A blog of 3 May 2019: the thirteenth inspection of a CRC, twelve of them requiring improvement, the only
    # exception being Dorset, Devon and Cornwall, inadequate.
    rows = ratings("by", "date", "--league", "CRC", "--until", "2019-05-08", "--format", "json").json["rows"]
    (bench,) = [row for row in rows if row["short"] == "BeNCH"]
    assert (bench["number"], bench["shared"]) == (13, False)
    assert [bench[key] for key in SO_FAR] == [0, 0, 12, 1]
    assert (bench["overall"], bench["owner"], bench["published"]) == ("requires improvement", "Sodexo", "2019-05-03")
    assert rows[-1]["provider"] == "Hampshire and Isle of Wight"
    assert [rows[-1][key] for key in SO_FAR] == [0, 1, 12, 1]


def test_the_firsts_of_the_crcs(ratings: Run) -> None:
    found = ratings("by", "date", "--league", "CRC", "--format", "json").json
    assert [(row["provider"], row["overall"]) for row in found["rows"] if row["first"]] == [
        ("Dorset, Devon and Cornwall", "inadequate"),
        ("Hampshire and Isle of Wight", "good"),
    ]
    assert "First good: Hampshire and Isle of Wight, 8 May 2019." in found["notes"]
    # Thames Valley's first report was out by 19 December 2018, and nothing says that it was not out before.
    assert (
        "First requires improvement: one of these: Merseyside (26 Sept 2018); Thames Valley (by 19 Dec 2018)."
        in (found["notes"])
    )


def test_a_first_is_certain_or_all_that_can_have_been_it_are_named(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("""inspections:
  - {provider: A, published: 2019-03, overall: good}
  - {provider: B, published: 2019-03-31, overall: good}
  - {provider: C, published: 2019-04-01, overall: good}
  - {provider: A, published: 2019-04, overall: inadequate}
  - {provider: B, published: 2019-05, overall: inadequate}
  - {provider: C, published: 2020-01-01, overall: outstanding}
  - {provider: D, published: 2020-01-01, overall: outstanding}
  - {provider: E, overall: requires improvement}
""")
    found = ratings("by", "date", "--data", path, "--format", "json").json
    assert [(row["provider"], row["overall"]) for row in found["rows"] if row["first"]] == [("A", "inadequate")]
    assert [note for note in found["notes"] if note.startswith("First")] == [
        "First good: one of these: A (Mar 2019); B (31 Mar 2019).",
        "First inadequate: A, Apr 2019.",
        "First outstanding: one of these, of one day: C (1 Jan 2020); D (1 Jan 2020).",
    ]
    # What is listed decides which firsts are told of, and not who was the first.
    later = ratings("by", "date", "--data", path, "--from", "2019-04-01", "--format", "json").json
    assert "First inadequate: A, Apr 2019." in later["notes"]
    assert not [note for note in later["notes"] if note.startswith("First good")]


def test_a_second_rating_counts_in_the_series_but_replaces_the_first_in_the_running_count(ratings: Run) -> None:
    rows = ratings("by", "date", "--league", "CRC", "--format", "json").json["rows"]
    (risen,) = [row for row in rows if row["provider"] == "Thames Valley" and row["published"] == "2020-01-21"]
    # The 21 CRCs had one report each; this is the 22nd report, and 21 CRCs have a rating: Thames Valley is now good.
    assert risen["number"] == 22
    assert [risen[key] for key in SO_FAR] == [0, 2, 18, 1]


def test_dates_that_are_not_exact(ratings: Run, write: Callable[..., Path]) -> None:
    found = ratings("by", "date", "--data", write(MIXED_DATES), "--format", "json").json
    # B came out in March, at the latest on the 31st, on which A came out: nothing says which was the earlier.
    # D has no date, so no number, and is no first.
    assert listed(found) == [(1, "C"), (2, "A"), (2, "B"), (4, "A"), (None, "D")]
    assert [row["shared"] for row in found["rows"]] == [False, True, True, False, False]
    assert [row["first"] for row in found["rows"]] == [False, True, False, False, False]  # B may have been out before C
    assert [row["counted_from"] for row in found["rows"]] == [
        "2019-03-20",
        "2019-03-31",
        "2019-03-31",
        "2020-06-01",
        None,
    ]
    # Both reports of 31 March are counted on that day; in 2020 A's good replaces its inadequate.
    assert [[row[key] for key in SO_FAR] for row in found["rows"]] == [
        [0, 1, 0, 0],
        [0, 2, 0, 1],
        [0, 2, 0, 1],
        [0, 3, 0, 0],
        [None, None, None, None],
    ]
    assert "Last and without a number, as their date is not known: 1 report." in found["notes"]
    assert "Not listed: 2 reports without an overall rating, the newest on C (1 Aug 2020)." in found["notes"]


def test_what_cannot_be_placed_is_left_out_and_named(ratings: Run, write: Callable[..., Path]) -> None:
    data = write(MIXED_DATES)
    found = ratings("by", "date", "--data", data, "--until", "2019-03-25", "--format", "json").json
    assert listed(found) == [(1, "C")]
    assert (
        "Not listed, date not exact enough: 2 rated reports: B (Mar 2019) and D (date not known)." in (found["notes"])
    )


def test_from_and_until_change_no_number(ratings: Run, write: Callable[..., Path]) -> None:
    found = ratings(
        "by", "date", "--data", write(MIXED_DATES), "--from", "2019-03-21", "--until", "2020-06-01", "-f", "json"
    )
    # B's report of March 2019 may have come out before the 21st.
    assert listed(found.json) == [(2, "A"), (4, "A")]
    assert (
        "Not listed, date not exact enough: 2 rated reports: B (Mar 2019) and D (date not known)."
        in (found.json["notes"])
    )


def test_from_and_until_name_days_that_are_listed(ratings: Run, write: Callable[..., Path]) -> None:
    limits = ("--from", "2019-03-20", "--until", "2019-03-20")
    found = ratings("by", "date", "--data", write(MIXED_DATES), *limits, "--format", "json").json
    assert listed(found) == [(1, "C")]


def test_filters_change_no_number_and_no_count(ratings: Run, write: Callable[..., Path]) -> None:
    found = ratings("by", "date", "--data", write(MIXED_DATES), "--owner", "new", "--format", "json").json
    # A was inadequate under its old owner; only the report under the new one is listed, with its number.
    assert listed(found) == [(4, "A")]
    assert [found["rows"][0][key] for key in SO_FAR] == [0, 3, 0, 0]


def test_each_league_has_its_own_series(ratings: Run, write: Callable[..., Path]) -> None:
    found = ratings("by", "date", "--data", write(MIXED_DATES), "--league", "all", "--format", "json").json
    assert listed(found) == [(1, "C"), (1, "Z"), (2, "A"), (2, "B"), (4, "A"), (None, "D")]


def test_the_newest_first(ratings: Run, write: Callable[..., Path]) -> None:
    found = ratings("by", "date", "--data", write(MIXED_DATES), "--newest", "--format", "json").json
    assert [number for number, _ in listed(found)] == [4, 2, 2, 1, None]


def test_since_and_limits_the_wrong_way_round_are_refused(ratings: Run) -> None:
    since = ratings("by", "date", "--since", "2019-01-01")
    assert (since.status, since.out) == (2, "")
    assert "there is no option --since (use --from DATE)" in since.err
    wrong = ratings("by", "date", "--from", "2019-02-01", "--until", "2019-01-01")
    assert (wrong.status, wrong.err) == (2, "Error: --from is after --until (give an earlier day)\n")


@pytest.mark.parametrize(
    ("options", "unrated"),
    [
        ([], "2 reports without an overall rating, the newest on C (1 Aug 2020)"),
        (["--until", "2020-07-01"], "1 report without an overall rating, the newest on C (1 July 2020)"),
        (["--as-of", "2020-07-15"], "1 report without an overall rating, the newest on C (1 July 2020)"),
        (["--from", "2020-07-02"], "1 report without an overall rating, the newest on C (1 Aug 2020)"),
    ],
)
def test_of_reports_without_a_rating_those_of_the_time_are_told(
    ratings: Run, write: Callable[[str], Path], options: list[str], unrated: str
) -> None:
    notes = ratings("by", "date", "--data", write(MIXED_DATES), "-l", "one", *options, "-f", "json").json["notes"]
    assert f"Not listed: {unrated}." in notes


def test_the_first_day_of_a_time_belongs_to_it(ratings: Run, write: Callable[[str], Path]) -> None:
    found = ratings("by", "date", "--data", write(MIXED_DATES), "-l", "one", "--from", "2019-03-31", "-f", "json").json
    assert listed(found) == [(2, "A"), (4, "A")]
    # B's report of March 2019 can have come out on the last day of the month, and D's on any day.
    assert "Not listed, date not exact enough: 2 rated reports: B (Mar 2019) and D (date not known)." in found["notes"]


def test_reports_without_a_rating_are_told_of_the_owner_that_is_asked_for_and_by_the_name(
    ratings: Run, write: Callable[[str], Path]
) -> None:
    data = write("""
providers:
  - {name: Elm, id: "101", ownership: [{owner: Ash}]}
  - {name: Fir, id: "102", ownership: [{owner: Oak}]}
inspections:
  - {provider: "101", published: 2020-01-01, overall: good}
  - {provider: "101", published: 2020-02-01}
  - {provider: "102", published: 2020-03-01}
""")

    def told(*options: str) -> list[str]:
        notes = ratings("by", "date", "--data", data, *options, "-f", "json").json["notes"]
        return [note for note in notes if note.startswith("Not listed")]

    assert told() == ["Not listed: 2 reports without an overall rating, the newest on Fir (1 Mar 2020)."]
    assert told("--owner", "ash") == ["Not listed: 1 report without an overall rating, the newest on Elm (1 Feb 2020)."]
    assert told("--owner", "ash", "--band", "good") == []
