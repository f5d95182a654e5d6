"""One body, one name: what differs in case, spacing or composition alone is the same, and is shown as it is first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

Write = Callable[..., Path]


def test_whatever_is_written_in_two_ways_is_one(ratings: Run, write: Write) -> None:
    path = write(
        """
leagues: [{name: Homes}]
programmes: [{name: Round One, standards: {care: [Kindness]}}]
providers:
  - {name: T\u0177 Gwyn, league: homes, region: North  Wales, areas: [Gwynedd]}
  - {name: Ash, region: NORTH WALES}
inspections:
  - {provider: "Ty\u0302  GWYN", programme: round one, owner: Acme, published: 2019, overall: good,
     standards: {kindness: good}, sources: [{publisher: A, supports: [kindness]}]}
  - {provider: ASH, owner: acme, published: 2020, overall: inadequate}
"""
    )
    rows = ratings("table", "--data", path, "-f", "json").json["rows"]
    shown = [(row["provider"], row["owner"], row["league"], row["region"], row["programme"]) for row in rows]
    assert shown == [
        ("T\u0177 Gwyn", "Acme", "Homes", "North  Wales", "Round One"),
        ("Ash", "Acme", "Homes", "North  Wales", None),
    ]
    (owner,) = ratings("by", "owner", "--data", path, "-f", "json").json["rows"]
    assert (owner["owner"], owner["providers"]) == ("Acme", 2)
    assert ratings("standards", "--data", path, "-f", "csv").out.count("Kindness,good") == 1


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("{provider: A, tally: {good: 3, Good: 1}}", ["2:36"]),
        ("{provider: A, tally: {excellent: 3, outstanding: 1}}", ["2:27", "2:41"]),
        ("{provider: A, standards: {leadership: good, 'Leadership ': inadequate}}", ["2:49"]),
    ],
)
def test_two_keys_that_mean_one_are_an_error_with_their_places(
    ratings: Run, write: Write, text: str, places: list[str]
) -> None:
    path = write(f"inspections:\n  - {text}\n")
    found = json.loads(ratings("check", path, "-f", "json").out)["problems"]
    assert [f"{item['line']}:{item['column']}" for item in found if item["severity"] == "error"] == places


def test_an_exact_name_wins_over_one_that_reads_alike(ratings: Run, write: Write) -> None:
    path = write("inspections: [{provider: Ash-Grove, overall: good}, {provider: Ash Grove, overall: inadequate}]")
    assert ratings("show", "ash grove", "--data", path).out.startswith("Ash Grove,")
    assert ratings("show", "Ash-Grove", "--data", path).out.startswith("Ash-Grove,")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dorset crc", "Dorset, Devon and Cornwall (DDC)"),
        ("kent crc", "Kent, Surrey and Sussex (KSS)"),
        ("hampshire crc", "Hampshire and Isle of Wight (HIOW)"),
        ("norfolk crc", "Norfolk and Suffolk"),
        ("leicestershire crc", "Derbyshire, Leicestershire, Nottinghamshire and Rutland (DLNR)"),
        ("bristol crc", "Bristol, Gloucestershire, Somerset and Wiltshire (BGSW)"),
        ("humberside crc", "Humberside, Lincolnshire and North Yorkshire (HLNY)"),
        ("crc kent", "Kent, Surrey and Sussex (KSS)"),
        ("Dorset Community Rehabilitation Company", "Dorset, Devon and Cornwall (DDC)"),
        ("swindon crc", ""),
        ("lincolnshire pdu", ""),  # several
    ],
)
def test_whom_everybody_calls_a_crc_is_found(ratings: Run, typed: str, found: str) -> None:
    shown = ratings("show", *typed.split())
    if found:
        assert shown.out.startswith(f"{found}, Community Rehabilitation Company")
    else:
        assert (shown.status, shown.out) == (2, "")


def test_an_answer_that_could_have_been_another_names_it(ratings: Run) -> None:
    assert "Also: Dorset, Devon and Cornwall (CRC): ratings show DDC CRC" in ratings("show", "dorset").err
    assert "Also: Essex North (PDU)" in ratings("compare", "essex", "bench").err
    assert ratings("show", "bench").err == ""


def test_a_provider_without_a_report_by_the_day_makes_room_for_the_other(ratings: Run) -> None:
    post = ratings("post", "dorset", "--as-of", "2019-02-15")
    assert post.out.startswith("# Dorset, Devon and Cornwall CRC is inadequate, ")
    assert "Also: Dorset (PDU)" in post.err


def test_a_day_stands_behind_a_name_in_show_too(ratings: Run, write: Write) -> None:
    assert ratings("show", "bench@2019-05-03").out == ratings("show", "bench", "--as-of", "2019-05-03").out
    assert ratings("show", "bench@someday").err.startswith("Error: NAME@DATE: 'someday' is not a date")
    path = write("inspections: [{provider: Care@Home, overall: good}]")
    assert ratings("show", "care@home", "--data", path).out.startswith("Care@Home")


def test_a_bare_post_is_about_the_newest_report_of_all_leagues(ratings: Run, write: Write) -> None:
    # Of five dynamic inspections of 2026, which give no ratings, one has a day: 29 January.
    assert ratings("post").out.startswith(
        "# Kent, Surrey and Sussex probation region inspected; no ratings were given\n"
    )
    # The three London units came out on 18 October 2022, the newest day by then.
    assert ratings("post", "--as-of", "2022-10-18").out.startswith("# Three London probation units rated inadequate\n")
    path = write("""
leagues: [{name: A}, {name: B}]
providers: [{name: Ash, league: A}, {name: Birch, league: B}]
inspections:
  - {provider: Ash, published: 2019-05-03, overall: good}
  - {provider: Birch, published: 2020-05-03, overall: good}
""")
    assert ratings("post", "--data", path).out.startswith("# Birch B is good")


def test_names_beside_a_csv_are_those_in_it_however_they_are_written(ratings: Run, write: Write) -> None:
    write("Name,Owner,Area,Rating\nELM,ACME care,kent,Good\nOak,Acme Care,Kent,Inadequate\n", "homes.csv")
    declared = "owners: [{name: acme care}]\nareas: [{name: KENT}]\nproviders: [{name: Elm, areas: [KENT]}]\n"
    path = write(f"{declared}inspections: {{csv: homes.csv}}\n", "homes.yaml")
    rows = ratings("table", "--data", path, "-f", "json").json["rows"]
    assert [(row["provider"], row["owner"], row["areas"]) for row in rows] == [
        ("Elm", "acme care", ["KENT"]),
        ("Oak", "acme care", ["KENT"]),
    ]
    assert ratings("by", "owner", "--data", path, "-f", "csv").out.count("\n") == 2


def test_an_exact_owner_of_a_csv_is_found_however_else_it_is_written(ratings: Run, write: Write) -> None:
    path = write("Name,Owner,Rating\nElm,Acme,Good\nOak,ACME,Good\nAsh,Acme Homes,Good\n", "homes.csv")
    for name in ("Acme", "ACME", "acme"):
        rows = ratings("table", "--data", path, "--owner", name, "-f", "json").json["rows"]
        assert [row["provider"] for row in rows] == ["Elm", "Oak"]
