"""`ratings by area` and `ratings by region`: who serves a place, and regions beside the providers on their ground."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import Run, headings

BENCH = "Bedfordshire, Northamptonshire, Cambridgeshire and Hertfordshire"

SAME_NAME = """
leagues:
  - {name: company}
  - {name: division, regions_of: company}
  - {name: unit}
  - {name: zone, regions_of: unit}
  - {name: loner}
providers:
  - {name: Coast Company, league: company, region: North, areas: [Coast]}
  - {name: Hill Company, league: company, region: North, areas: [Hills, Coast]}
  - {name: Lost Company, league: company, areas: [Hills]}
  - {name: North, league: division}
  - {name: Coast Unit, league: unit, region: North, areas: [Coast]}
  - {name: Southern Unit, league: unit, region: South}
  - {name: North, league: zone}
  - {name: Hermit, league: loner, region: North}
inspections:
  - {provider: Coast Company, published: 2019-01-01, overall: good}
  - {provider: Hill Company, published: 2019-02-01, overall: inadequate}
  - {provider: Lost Company, published: 2019-03-01, overall: good}
  - {provider: North, league: division, published: 2019-04-01, overall: outstanding}
  - {provider: Coast Unit, published: 2022-01-01, overall: requires improvement}
  - {provider: Southern Unit, published: 2022-02-01, overall: requires improvement}
  - {provider: North, league: zone, published: 2022-03-01, overall: inadequate}
  - {provider: Hermit, published: 2022-03-01, overall: good}
"""


def regions(result: Any) -> dict[tuple[str | None, str | None], dict[str, Any]]:  # noqa: ANN401 - parsed JSON
    return {(row["league"], row["region"]): row for row in result["rows"]}


def areas(result: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - parsed JSON
    return {row["area"]: row for row in result["rows"]}


def test_northamptonshire_across_the_leagues(ratings: Run) -> None:
    # BeNCH required improvement in 2019; the unit was inadequate at its second inspection, after requires improvement
    # in 2022. The record does not say which NPS division or which region's own report covers the county.
    found = ratings("by", "area", "--area", "northants", "--league", "all", "--format", "json").json
    (row,) = found["rows"]
    assert row["area"] == "Northamptonshire"
    assert list(zip(row["leagues"], row["members"], row["bands"], strict=True)) == [
        ("CRC", BENCH, "requires improvement"),
        ("PDU", "Northamptonshire", "inadequate"),
    ]
    assert row["mean"] == 0.5
    assert row["position"] is None  # a company that has ended and a unit of today have no place together
    assert row["not_known_in"] == ["NPS", "region"]
    text = ratings("by", "area", "--area", "northamptonshire", "--league", "all").out
    first = next(place for place, line in enumerate(text.splitlines()) if "Northamptonshire  CRC" in line)
    assert [" ".join(line.split()) for line in text.splitlines()[first : first + 3]] == [
        f"Northamptonshire CRC {BENCH} requires improvement",
        "PDU Northamptonshire inadequate",
        "NPS, region not known not known",
    ]


def test_northamptonshire_as_it_stood_in_2022(ratings: Run) -> None:
    found = ratings("by", "area", "--area", "northants", "--league", "all", "--as-of", "2022-05-17", "-f", "json").json
    (row,) = found["rows"]
    assert row["bands"] == ["requires improvement", "requires improvement"]
    assert row["mean"] == 1.0


def test_places_with_equal_means_share_a_position(ratings: Run, write: Callable[..., Path]) -> None:
    data = write(SAME_NAME)
    found = ratings("by", "area", "--data", data, "--league", "company", "--format", "json").json
    # Coast: good and inadequate, (2 + 0) / 2; Hills: inadequate and good, the same.
    assert [(row["position"], row["tied"], row["area"], row["mean"]) for row in found["rows"]] == [
        (1, True, "Coast", 1.0),
        (1, True, "Hills", 1.0),
    ]


def test_a_place_served_by_several_shows_them_all_in_the_order_of_the_leagues(
    ratings: Run, write: Callable[..., Path]
) -> None:
    found = areas(ratings("by", "area", "--data", write(SAME_NAME), "--league", "all", "--format", "json").json)
    assert found["Coast"]["members"] == ["Coast Company", "Hill Company", "Coast Unit"]
    assert found["Coast"]["bands"] == ["good", "inadequate", "requires improvement"]
    assert found["Coast"]["mean"] == 1.0
    assert found["Coast"]["not_known_in"] == ["division", "zone", "loner"]


def test_a_filter_does_not_make_a_provider_unknown(ratings: Run, write: Callable[..., Path]) -> None:
    data = write(SAME_NAME)
    found = ratings("by", "area", "--data", data, "--league", "all", "--band", "good", "-f", "json").json
    # Coast Unit is not shown, but the record knows that it serves the place.
    assert "unit" not in areas(found)["Coast"]["not_known_in"]


def test_what_says_nothing_is_left_out(ratings: Run) -> None:
    # Each of the 52 areas of the CRCs is served by one of them: a mean of one is its rating.
    heads = headings(ratings("by", "area").out)
    assert heads == ["#", "Area", "Served by", "Overall"]
    # Two units serve Kent, one of them inadequate.
    out = ratings("by", "area", "-l", "pdu").out
    assert headings(out)[-2:] == ["Rated", "Mean"]
    (kent,) = [line for line in out.splitlines() if " Kent " in line and " 2 " in line]
    assert kent.split()[-2:] == ["2", "0.50"]
    # Of all leagues a line "not known" for each area would be most of the table: their number is told instead.
    everything = ratings("by", "area", "-l", "all", "--notes", "all").out
    assert "Of 110 areas, the record names nobody of some leagues: CRC in 58, NPS in 103," in everything
    rows = ratings("by", "area", "-l", "all", "-f", "json").json["rows"]
    assert sum("CRC" in row["not_known_in"] for row in rows) == 58 == 110 - 52
    assert "not known" not in everything.split("\n\n")[1]
    assert "Community Rehabilitation Companies ended in June 2021." in everything


def test_providers_without_a_place_are_counted(ratings: Run, write: Callable[..., Path]) -> None:
    text = ratings("by", "area", "--data", write(SAME_NAME), "--league", "unit").out
    assert "Not shown, area not in the record: Southern Unit." in text


def test_regions_of_the_same_name_are_kept_apart(ratings: Run, write: Callable[..., Path]) -> None:
    found = ratings("by", "region", "--data", write(SAME_NAME), "--league", "all", "--format", "json").json
    by_region = {
        key: (row["own_overall"], row["members"], row["mean"], row["position"]) for key, row in regions(found).items()
    }
    assert by_region == {
        (None, "North"): (None, ["Hermit"], 2.0, 1),
        ("division", "North"): ("outstanding", ["Coast Company", "Hill Company"], 1.0, 2),
        ("zone", "North"): ("inadequate", ["Coast Unit"], 1.0, 2),
        ("zone", "South"): (None, ["Southern Unit"], 1.0, 2),
        ("division", None): (None, ["Lost Company"], 2.0, None),
    }


def test_the_body_of_a_region_is_shown_although_its_league_was_not_chosen(
    ratings: Run, write: Callable[..., Path]
) -> None:
    found = regions(ratings("by", "region", "--data", write(SAME_NAME), "--format", "json").json)
    assert found[("division", "North")]["own_overall"] == "outstanding"
    assert found[("division", "North")]["mean"] == 1.0  # without the body's own


def test_regional_bodies_alone_are_providers_like_any_other(ratings: Run, write: Callable[..., Path]) -> None:
    found = ratings("by", "region", "--data", write(SAME_NAME), "--league", "division", "--format", "json").json
    assert regions(found)[(None, "North")]["members"] == ["North"]
    assert regions(found)[(None, "North")]["mean"] == 3.0


def test_the_divisions_beside_their_crcs_on_31_october_2019(ratings: Run) -> None:
    found = regions(ratings("by", "region", "--league", "all", "--as-of", "2019-10-31", "--format", "json").json)
    assert {name: row["own_overall"] for (league, name), row in found.items() if league == "NPS" and name} == {
        "London": "requires improvement",
        "Midlands": "good",
        "North East": "good",
        "North West": "good",
        "South East and Eastern": "requires improvement",
        "South West and South Central": "good",
        "Wales": "good",
    }
    # Of the three CRCs under South West and South Central, Dorset, Devon and Cornwall was inadequate: (1 + 1 + 0) / 3.
    assert found[("NPS", "South West and South Central")]["mean"] == 0.6667
    assert found[("NPS", "South West and South Central")]["position"] == 6
    assert [row["position"] for row in found.values()] == [1, 1, 1, 1, 1, 6, None, None]
    assert "Hampshire and Isle of Wight" in found[("NPS", None)]["members"]


def test_the_two_north_wests_of_the_record(ratings: Run) -> None:
    found = regions(ratings("by", "region", "--league", "all", "--region", "north west", "-f", "json").json)
    assert set(found) == {("NPS", "North West"), ("region", "North West")}
    assert found[("NPS", "North West")]["own_overall"] == "good"
    assert found[("region", "North West")]["own_overall"] is None
    assert set(found[("NPS", "North West")]["leagues"]) == {"CRC"}
    assert set(found[("region", "North West")]["leagues"]) == {"PDU"}


def test_a_body_without_a_rating_and_a_body_that_is_unknown_are_told_apart(ratings: Run) -> None:
    text = ratings("by", "region", "--league", "PDU").out
    # Greater Manchester was inspected only under a programme without ratings; of North West no report was found.
    assert next(line for line in text.splitlines() if "Greater Manchester  " in line).count("not rated") == 1
    assert next(line for line in text.splitlines() if " North West  " in line).count("not known") == 1


def test_ratings_of_regions_of_the_same_name_change_each_by_themselves(
    ratings: Run, write: Callable[..., Path]
) -> None:
    # On 15 January 2019 only Coast Company was rated. The units' North had no rating until 2022.
    data = write(SAME_NAME)
    found = ratings("by", "region", "--data", data, "--league", "all", "--since", "2019-01-15", "-f", "json").json
    numbers = {key: [row[kind] for kind in ("up", "down", "same", "new")] for key, row in regions(found).items()}
    assert numbers == {
        ("division", "North"): [0, 0, 1, 1],
        ("division", None): [0, 0, 0, 1],
        ("zone", "North"): [0, 0, 0, 1],
        ("zone", "South"): [0, 0, 0, 1],
        (None, "North"): [0, 0, 0, 1],
    }


def test_the_region_that_is_not_known_stands_last_at_either_end(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("""
providers:
  - {name: Ash House, region: North}
  - {name: Beech Lodge, region: South}
  - {name: Cedar Court}
inspections:
  - {provider: Ash House, published: 2019-05-03, overall: good}
  - {provider: Beech Lodge, published: 2019-05-03}
  - {provider: Cedar Court, published: 2019-05-03, overall: good}
""")
    for order in ("best", "worst"):
        rows = ratings("by", "region", "--data", path, "--order", order, "--format", "json").json["rows"]
        assert [row["region"] for row in rows] == ["North", "South", None]


def test_a_region_without_providers_is_not_said_to_be_unrated(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("""
leagues: [{name: CRC}, {name: NPS, regions_of: CRC}]
providers:
  - {name: Ash, league: CRC, region: North}
  - {name: North, league: NPS}
  - {name: South, league: NPS}
inspections:
  - {provider: Ash, league: CRC, overall: good, published: 2019-01-01}
  - {provider: North, league: NPS, overall: inadequate, published: 2019-01-01}
  - {provider: South, league: NPS, overall: inadequate, published: 2019-01-01}
""")

    def said(name: str, *options: str) -> str:
        out = ratings("by", "region", "--data", path, "-l", "all", *options).out
        row = next(line for line in out.splitlines() if line.strip().startswith(name))
        return " ".join(row.split("inadequate")[1].split())

    # Of South the record names no provider; that of North is good, and the filter does not show it.
    assert said("South") == "0 not known not known"
    assert said("North", "--band", "inadequate") == "0 none shown none shown"
    assert said("South", "--region", "south") == "0 none shown none shown none shown none shown"
