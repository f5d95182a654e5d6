"""What people ask first: the command that comes to mind, with the answer as the data file has it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import Run, headings

CRC_BY_YEAR = {
    "2018": (6, 1.0, [0, 0, 6, 0]),
    "2019": (15, 1.0, [0, 1, 13, 1]),
    "2020": (8, 1.25, [0, 2, 6, 0]),
}
PDU_BY_YEAR = {
    "2022": (17, 0.4706, [0, 1, 6, 10]),
    "2023": (19, 0.6316, [0, 0, 12, 7]),
    "2024": (12, 0.25, [0, 0, 3, 9]),
    "2025": (13, 0.6923, [0, 0, 9, 4]),
}
BANDS = ("outstanding", "good", "requires_improvement", "inadequate")


def test_which_owners_crcs_got_worse(ratings: Run) -> None:
    # After 26 September 2019 two CRCs rose (Durham Tees Valley, run by ARCC, and Thames Valley, run by MTC); none fell.
    rows = ratings("by", "owner", "--since", "2019-09-26", "-f", "json").json["rows"]
    assert [row["owner"] for row in rows if row["down"]] == []
    assert [row["owner"] for row in rows if row["up"]] == ["ARCC", "MTC"]
    out = ratings("by", "owner", "--since", "2019-09-26").out
    assert "Ratings since 26 Sept 2019: 2 up, none down" in out
    assert "↓" not in out


def test_average_score_by_year(ratings: Run) -> None:
    found = ratings("by", "year", "-f", "json").json
    rows = {
        (row["league"], row["year"]): (row["reports"], row["mean"], [row[band] for band in BANDS])
        for row in found["rows"]
    }
    assert {year: row for (league, year), row in rows.items() if league == "CRC"} == CRC_BY_YEAR
    assert {year: row for (league, year), row in rows.items() if league == "PDU"} == PDU_BY_YEAR
    # 17 reports on PDUs and two on regions have only a day by which they were out.
    (note,) = [note for note in found["notes"] if note.startswith("Not shown, year")]
    assert "19 reports" in note
    assert sum(row[0] for row in rows.values()) + 19 == found["counts"]["total"] == 121


def test_one_league_by_year_has_no_column_of_leagues(ratings: Run) -> None:
    out = ratings("by", "year", "-l", "pdu").out
    assert headings(out) == ["Year", "Reports", "Mean", "Ratings"]
    assert re.search(r"^2022 +17 +0\.47 ", out, re.MULTILINE)
    newest = ratings("by", "year", "-l", "pdu", "--newest").out
    assert re.search(r"\u2500\n2025 +13 ", newest)


def test_a_report_is_in_a_year_only_where_that_is_certain(ratings: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    data.write_text(
        "inspections:\n"
        "  - {provider: A, published: 2019, overall: good}\n"  # a year is enough
        "  - {provider: B, published_by: 2020-02-01, fieldwork: 2020-01, overall: good}\n"
        "  - {provider: C, published_by: 2020-02-01, fieldwork: 2019-12, overall: good}\n"  # 2019 or 2020
        "  - {provider: D, published_by: 2020-02-01, overall: inadequate}\n"  # any year until 2020
        "  - {provider: E, overall: inadequate}\n"
    )
    found = ratings("by", "year", "--data", data, "-f", "json").json
    assert [(row["year"], row["members"]) for row in found["rows"]] == [("2019", ["A"]), ("2020", ["B"])]
    assert any(
        "year of publication uncertain" in note
        and "3 reports: C (by 1 Feb 2020), D (by 1 Feb 2020) and E (date not known)" in note
        for note in found["notes"]
    )


def test_the_leagues_beside_each_other(ratings: Run) -> None:
    found = ratings("by", "league", "-f", "json").json
    rows = {row["league"]: row for row in found["rows"]}
    assert {name: [row[band] for band in BANDS] for name, row in rows.items()} == {
        "CRC": [0, 3, 17, 1],
        "NPS": [0, 6, 2, 0],
        "PDU": [0, 0, 33, 32],
        "region": [0, 0, 4, 1],
    }
    assert (rows["NPS"]["providers"], rows["NPS"]["known"], rows["NPS"]["mean"]) == (9, 8, 1.75)  # (6 * 2 + 2) / 8
    assert (rows["CRC"]["until"], rows["PDU"]["until"]) == ("2021-06", None)
    assert "position" not in rows["CRC"]
    # As at 2019 no league had ended.
    then = ratings("by", "league", "--as-of", "2019-12-31").out
    assert "Ended" not in then
    assert "\nPDU" not in then


def test_the_region_with_most_inadequate_pdus(ratings: Run) -> None:
    # The lowest mean: the East Midlands, 5 of 6 inadequate. The most: Yorkshire and the Humber, 8 of 11.
    rows = ratings("by", "region", "-l", "pdu", "--order", "worst", "-f", "json").json["rows"]
    assert (rows[0]["region"], rows[0]["inadequate"], rows[0]["known"]) == ("East Midlands", 5, 6)
    most = max(rows, key=lambda row: row["inadequate"])
    assert (most["region"], most["inadequate"], most["known"]) == ("Yorkshire and the Humber", 8, 11)
    lines = ratings("by", "region", "-l", "pdu", "--order", "worst").out.splitlines()
    (line,) = [line for line in lines if " Yorkshire and the Humber " in line]
    assert "3 RI" in line
    assert "8 I" in line


def test_which_leagues_owners_and_areas_there_are(ratings: Run) -> None:
    kinds = ratings("list", "-f", "json").json["rows"]
    assert [row["what"] for row in kinds] == ["leagues", "owners", "areas", "regions", "providers", "standards"]
    for kind in kinds:
        rows = ratings("list", kind["what"], "-f", "json").json["rows"]
        assert len(rows) == kind["number"]
    leagues = ratings("list", "leagues", "-f", "json").json["rows"]
    assert [(row["name"], row["providers"], row["until"]) for row in leagues] == [
        ("CRC", 21, "2021-06"),
        ("NPS", 9, "2021-06"),
        ("PDU", 65, None),
        ("region", 9, None),
    ]
    assert [row["until"] for row in ratings("list", "leagues", "--as-of", "2020", "-f", "json").json["rows"]] == [
        None
    ] * 2


@pytest.mark.parametrize("kind", ["owner", "area", "region"])
def test_a_name_that_is_listed_can_be_asked_for(ratings: Run, kind: str) -> None:
    for row in ratings("list", f"{kind}s", "-f", "json").json["rows"][:: 15 if kind == "area" else 2]:
        shown = ratings("table", "-l", "all", f"--{kind}", row["name"], "-f", "json").json["rows"]
        served = [item for item in shown if kind != "area" or row["name"] in item["areas"]]  # else it is a region too
        assert sum(item["overall"] is not None for item in served) == row["rated"], row["name"]


def test_the_list_ends_with_a_command_that_works(ratings: Run) -> None:
    for kind in ("leagues", "owners", "areas", "regions", "providers", "standards"):
        (line,) = [
            line for line in ratings("list", kind).out.splitlines() if line.startswith("Ask for one like this: ")
        ]
        command = shlex.split(line.partition(": ")[2])
        assert ratings(*command[1:]).status == 0, line


def test_a_list_holds_what_goes_with_the_providers_that_filters_choose(ratings: Run) -> None:
    # Working Links ran three CRCs; one of them (Dorset, Devon and Cornwall) was rated under it.
    rows = {row["name"]: row for row in ratings("list", "owners", "-l", "crc", "-f", "json").json["rows"]}
    assert (rows["Working Links"]["providers"], rows["Working Links"]["rated"]) == (3, 1)
    assert "HM Prison and Probation Service" not in rows
    found = ratings("list", "providers", "--owner", "working links", "-f", "json").json["rows"]
    assert [(row["name"], row["overall"]) for row in found] == [("Dorset, Devon and Cornwall", "inadequate")]
    nothing = ratings("list", "areas", "--band", "outstanding")
    assert nothing.status == 0
    assert "Try, without --band: ratings list areas (110)" in nothing.out


def test_a_kind_that_there_is_not(ratings: Run) -> None:
    run = ratings("list", "foo")
    assert run.status == 2
    assert "leagues; owners; providers; regions; standards" in run.err


def test_nps_beside_crc(ratings: Run) -> None:
    # NPS: six good and two requiring improvement, one (Central functions) not rated: (6 * 2 + 2 * 1) / 8 = 1.75.
    # CRC: three good, 17 requiring improvement, one inadequate: (3 * 2 + 17) / 21 = 1.0952.
    found = ratings("compare", "nps", "crc", "-f", "json").json
    assert found["compared"] == "leagues"
    assert [(row["league"], row["providers"], row["known"], row["mean"]) for row in found["rows"]] == [
        ("NPS", 9, 8, 1.75),
        ("CRC", 21, 21, 1.0952),
    ]
    assert [[row[band] for band in BANDS] for row in found["rows"]] == [[0, 6, 2, 0], [0, 3, 17, 1]]
    out = ratings("compare", "nps", "crc").out
    assert "Good or outstanding: 6 of 8 (NPS) and 3 of 21 (CRC). Inadequate: none of 8 (NPS) and 1 of 21 (CRC)." in out
    assert "Each was inspected under programmes of its own" in out


def test_a_league_beside_itself_on_an_earlier_day(ratings: Run) -> None:
    # On 3 May 2019 thirteen had a report: twelve requires improvement and one inadequate, a mean of 12/13.
    rows = ratings("compare", "crcs@2019-05-03", "Community Rehabilitation Companies", "-f", "json").json["rows"]
    assert [(row["as_of"], row["known"], row["mean"], row["until"]) for row in rows] == [
        ("2019-05-03", 13, 0.9231, None),
        (None, 21, 1.0952, "2021-06"),
    ]
    then = ratings("compare", "nps", "pdu", "--as-of", "2019").out
    assert "Each was inspected" not in then  # no PDU had been


def test_sodexo_beside_seetec(ratings: Run) -> None:
    lines = ratings("compare", "sodexo", "seetec").out.splitlines()
    rows = {line[:26].strip(): line for line in lines}
    # All of both require improvement, so the share of six and the share of three do not differ.
    assert rows["Requires improvement"].split() == ["Requires", "improvement", "6", "of", "6", "3", "of", "3"]
    assert not {"Outstanding", "Good", "Inadequate", "Full name"} & set(rows)
    # Seetec took Dorset, Devon and Cornwall over from Working Links, under which it was inadequate.
    assert rows["Runs, rated under another"].endswith("Dorset, Devon and Cornwall: inadequate")
    ran = lines.index(rows["Ran when rated"])
    assert [line.split("  ")[-1].strip() for line in lines[ran : ran + 3]] == [
        "Bristol, Gloucestershire, Somerset and Wiltshire: requires improvement",
        "Kent, Surrey and Sussex: requires improvement",
        "Wales: requires improvement",
    ]


def test_kss_beside_bench_has_no_row_that_is_not_known_of_either(ratings: Run) -> None:
    lines = ratings("compare", "kss", "bench").out.splitlines()
    assert not any(line.split()[-4:] == ["not", "known"] * 2 for line in lines)
    assert "Case supervision" not in lines
    (note,) = [line for line in lines if line.startswith("Not known of any")]
    assert "region; leadership; staff" in note
    record = ratings("compare", "kss", "bench", "-f", "json").json["rows"][0]
    assert len(record["standards"]) == 10


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("sodexo", ["owner"]),
        ("working links", ["owner"]),
        ("hmpps", ["owner"]),
        ("oxon", ["area"]),
        ("wales", ["area", "region"]),
        ("london", ["area", "region"]),
        ("kent", ["area"]),
        ("yorkshire and the humber", ["region"]),
        ("pdu", ["league"]),
        ("CRCs", ["league"]),
    ],
)
def test_the_name_of_something_else_leads_on_to_commands_that_work(ratings: Run, name: str, kinds: list[str]) -> None:
    run = ratings("show", *name.split())
    assert run.status == 2
    for kind in kinds:
        assert f"a {kind}" in run.err or f"an {kind}" in run.err
    commands = re.findall(r"ratings table (?:[^;',]|'[^']*')*", run.err)
    assert len(commands) == len(kinds)
    for command in commands:
        shown = ratings(*shlex.split(command)[1:], "-f", "json")
        assert shown.status == 0, command
        assert shown.json["rows"], command


def test_a_provider_whose_name_is_that_of_an_area_too(ratings: Run) -> None:
    run = ratings("show", "essex")
    assert run.status == 0
    assert run.out.startswith("Essex, Community Rehabilitation Company")
    assert "Also: an area: ratings table -l all --area essex" in run.err.splitlines()
    # Of a name in which that of an area is a part, nothing is said.
    assert ratings("show", "kss", "crc").err == ""


def test_who_runs_probation_in_kent(ratings: Run) -> None:
    out = ratings("show", "west", "kent").out
    owners = [line.split("  ", 1)[1].strip() for line in out.splitlines() if line.startswith("Owner ")]
    assert owners
    assert all(owner.startswith("HM Prison and Probation Service") for owner in owners)
    # Seetec's company ended in 2021; two units and the region of today serve the county.
    rows = ratings("table", "-l", "all", "--area", "kent", "-f", "json").json["rows"]
    assert {(row["league"], row["provider"]): (row["owner"], row["overall"]) for row in rows} == {
        ("CRC", "Kent, Surrey and Sussex"): ("Seetec", "requires improvement"),
        ("PDU", "West Kent"): ("HM Prison and Probation Service", "requires improvement"),
        ("PDU", "East Kent"): ("HM Prison and Probation Service", "inadequate"),
        ("region", "Kent, Surrey and Sussex"): ("HM Prison and Probation Service", "requires improvement"),
    }


def test_the_commands_to_try_name_the_data_too(ratings: Run, tmp_path: Path) -> None:
    data = tmp_path / "own data.yaml"
    data.write_text(
        "leagues: [{name: Homes}, {name: Schools}]\n"
        "owners: [{name: Acme}]\n"
        "providers:\n"
        "  - {name: Elm House, league: Homes, areas: [Northshire], ownership: [{owner: Acme}]}\n"
        "  - {name: Northshire, league: Schools, areas: [Northshire]}\n"
        "inspections:\n"
        "  - {provider: Elm House, published: 2019, overall: good}\n"
        "  - {provider: Northshire, published: 2019, overall: good}\n"
    )
    said = (
        ratings("show", "acme", "--data", data).err
        + ratings("show", "schools", "--data", data).err
        + ratings("show", "northshire", "--data", data).err
        + ratings("list", "owners", "--data", data).out
    )
    commands = re.findall(r"ratings table .*", said)
    assert len(commands) == 4
    for command in commands:
        assert ratings(*shlex.split(command)[1:], "-f", "json").json["rows"], command
