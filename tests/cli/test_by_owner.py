"""`ratings by owner`: the means, the ties, who is left out, and who has moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import Run

COUNTS = ("providers", "outstanding", "good", "requires_improvement", "inadequate")

TWO_OWNERS = """
owners: [{name: Old}, {name: New}, {name: Other}]
providers:
  - {name: Northshire, ownership: [{owner: Old, from: 2015-01-01, to: 2019-06-30}, {owner: New, from: 2019-07-01}]}
  - {name: Southshire, ownership: [{owner: Other, from: 2015-01-01}]}
  - {name: Eastshire}
  - {name: Westshire, ownership: [{owner: Other, from: 2015-01-01}]}
inspections:
  - {provider: Northshire, published: 2018-05-01, overall: requires improvement}
  - {provider: Southshire, published: 2018-06-01, overall: good}
  - {provider: Eastshire, published: 2018-07-01, overall: outstanding}
  - {provider: Westshire, published: 2018-08-01}
  - {provider: Northshire, published: 2020-05-01, overall: outstanding}
"""


def rows(result: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - parsed JSON
    return {row["owner"]: row for row in result["rows"]}


def places(result: Any) -> list[tuple[int | None, bool, str]]:  # noqa: ANN401 - parsed JSON
    return [(row["position"], row["tied"], row["owner"]) for row in result["rows"]]


def test_owners_on_26_september_2019(ratings: Run) -> None:
    # Every CRC had been rated once by then: Hampshire (Purple Futures) was good, Dorset, Devon and Cornwall
    # (Working Links) inadequate, and the other 19 required improvement.
    found = ratings("by", "owner", "--as-of", "2019-09-26", "--format", "json").json
    by_owner = {name: tuple(row[key] for key in COUNTS) for name, row in rows(found).items()}
    assert by_owner == {
        "Purple Futures": (5, 0, 1, 4, 0),
        "ARCC": (1, 0, 0, 1, 0),
        "MTC": (2, 0, 0, 2, 0),
        "PeoplePlus": (1, 0, 0, 1, 0),
        "Reducing Reoffending Partnership": (2, 0, 0, 2, 0),
        "Seetec": (3, 0, 0, 3, 0),
        "Sodexo": (6, 0, 0, 6, 0),
        "Working Links": (1, 0, 0, 0, 1),
    }
    means = {name: row["mean"] for name, row in rows(found).items()}
    assert means["Purple Futures"] == 1.2  # one good, four requires improvement: (2 + 4) / 5
    assert means["Sodexo"] == means["Seetec"] == 1.0
    assert means["Working Links"] == 0.0


def test_owners_with_equal_means_share_a_place_in_order_of_name(ratings: Run) -> None:
    assert places(ratings("by", "owner", "--as-of", "2019-09-26", "--format", "json").json) == [
        (1, False, "Purple Futures"),
        (2, True, "ARCC"),
        (2, True, "MTC"),
        (2, True, "PeoplePlus"),
        (2, True, "Reducing Reoffending Partnership"),
        (2, True, "Seetec"),
        (2, True, "Sodexo"),
        (8, False, "Working Links"),
    ]


def test_beginning_at_the_bottom_keeps_the_places(ratings: Run) -> None:
    found = places(ratings("by", "owner", "--as-of", "2019-09-26", "--order", "worst", "--format", "json").json)
    assert found[0] == (8, False, "Working Links")
    assert found[1] == (2, True, "ARCC")
    assert found[-1] == (1, False, "Purple Futures")


def test_the_best_and_the_worst_of_an_owner(ratings: Run) -> None:
    found = rows(ratings("by", "owner", "--as-of", "2019-09-26", "--format", "json").json)
    assert found["Purple Futures"]["best"] == ["Hampshire and Isle of Wight"]
    assert set(found["Purple Futures"]["worst"]) == {
        "Cheshire and Greater Manchester",
        "Humberside, Lincolnshire and North Yorkshire",
        "Merseyside",
        "West Yorkshire",
    }
    text = ratings("by", "owner", "--as-of", "2019-09-26").out
    (line,) = [line for line in text.splitlines() if "Sodexo" in line]
    assert line.count("all equal") == 2  # six equal ratings have neither a best nor a worst


def test_thames_valleys_rise_puts_its_owner_first(ratings: Run) -> None:
    # Good on 21 January 2020: MTC's mean rises from 1 to (2 + 1) / 2, above Purple Futures' 1.2.
    before = rows(ratings("by", "owner", "--as-of", "2020-01-20", "--format", "json").json)
    assert before["MTC"]["mean"] == 1.0
    after = rows(ratings("by", "owner", "--as-of", "2020-01-21", "--since", "2019-09-26", "--format", "json").json)
    assert (after["MTC"]["mean"], after["MTC"]["position"]) == (1.5, 1)
    assert {name for name, row in after.items() if row["up"]} == {"MTC"}
    assert {name for name, row in after.items() if row["down"] or row["new"]} == set()


def test_a_rating_belongs_to_the_owner_on_the_day_of_the_report(ratings: Run, write: Callable[..., Path]) -> None:
    data = write(TWO_OWNERS)
    before = ratings("by", "owner", "--data", data, "--as-of", "2020-04-30", "--format", "json").json
    assert {name: row["mean"] for name, row in rows(before).items()} == {"Other": 2.0, "Old": 1.0}
    after = ratings("by", "owner", "--data", data, "--as-of", "2020-05-01", "--format", "json").json
    assert {name: row["mean"] for name, row in rows(after).items()} == {"New": 3.0, "Other": 2.0}


def test_what_became_of_ratings_is_counted_for_the_owner_they_are_of_now(
    ratings: Run, write: Callable[..., Path]
) -> None:
    data = write(TWO_OWNERS)
    found = rows(ratings("by", "owner", "--data", data, "--since", "2019-01-01", "--format", "json").json)
    numbers = {name: [row[key] for key in ("up", "down", "same", "new")] for name, row in found.items()}
    assert numbers == {"New": [1, 0, 0, 0], "Other": [0, 0, 1, 0]}


def test_who_is_in_no_row_is_counted_and_named(ratings: Run, write: Callable[..., Path]) -> None:
    text = ratings("by", "owner", "--data", write(TWO_OWNERS)).out
    assert "Not shown, owner when rated unknown: Eastshire." in text
    assert "Not shown, not rated: Westshire." in text


def test_too_few_providers_are_left_out_and_named(ratings: Run) -> None:
    found = ratings("by", "owner", "--as-of", "2019-09-26", "--min", "3", "--format", "json").json
    # Positions are positions within what is shown.
    assert places(found) == [(1, False, "Purple Futures"), (2, True, "Seetec"), (2, True, "Sodexo")]
    (note,) = [note for note in found["notes"] if "fewer than 3" in note]
    assert note == (
        "Not shown, fewer than 3 rated providers: "
        "ARCC (1), MTC (2), PeoplePlus (1), Reducing Reoffending Partnership (2) and Working Links (1)."
    )


def test_points_and_standards_say_how_many_are_known(ratings: Run) -> None:
    # By 26 September 2019 two CRCs have points: Cumbria and Lancashire (Sodexo) 7 of 30, London (MTC) 15 of 30.
    found = rows(ratings("by", "owner", "--by", "points", "--as-of", "2019-09-26", "--format", "json").json)
    known = [(name, row["known"], row["providers"], row["mean"]) for name, row in found.items() if row["known"]]
    assert known == [("MTC", 1, 2, 0.5), ("Sodexo", 1, 6, 0.2333)]
    assert found["Purple Futures"]["mean"] is None
    assert {row["position"] for row in found.values()} == {None}
    text = ratings("by", "owner", "--by", "points", "--as-of", "2019-09-26").out
    (line,) = [line for line in text.splitlines() if "Sodexo" in line]
    assert "1 of 6" in line
    assert "0.23" in line


def test_one_owner_of_a_whole_league_stands_below_its_table_and_not_in_each_row(ratings: Run) -> None:
    for league in ("pdu", "nps", "region"):
        out = ratings("table", "--league", league, "--notes", "all").out
        assert "All are run by HM Prison and Probation Service.\n" in out
        assert " Owner " not in out
    out = ratings("table", "--owner", "seetec,mtc", "--notes", "all").out
    assert "All are run by" not in out
    assert " Owner " in out
    assert " Owner " not in ratings("table", "--owner", "seetec").out  # each row would say the same


def test_the_owner_of_every_pdu_is_known_also_of_reports_without_a_date(ratings: Run) -> None:
    found = ratings("by", "owner", "--league", "pdu", "--format", "json").json["rows"]
    assert [(row["owner"], row["providers"], row["known"]) for row in found] == [
        ("HM Prison and Probation Service", 65, 65)
    ]


def test_a_post_on_a_pdu_does_not_list_the_league_a_second_time_as_what_its_owner_runs(ratings: Run) -> None:
    assert "HM Prison and Probation Service" not in ratings("post", "leeds").out
    assert "All four of Sodexo's rated CRCs" in ratings("post", "bench").out
