"""A provider's scorecard and history: what is told, what is not, and that it is told of the right provider."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Run

from ratings_cli.league.report import history_of
from ratings_cli.model.dataset import DataSet
from ratings_cli.views.scorecard import KEYS, scorecard_sheet

Write = Callable[..., Path]

NORTHSHIRE = """
leagues: [{name: CRC}, {name: NPS}]
programmes:
  - {name: early, rated: false}
  - name: first
    standards: {leading: [leadership, staff], casework: [planning]}
providers:
  - name: Northshire
    league: CRC
    ownership:
      - {owner: Acme, from: 2015-02, to: 2019-02-15}
      - {owner: Bolt, from: 2019-02-15}
  - {name: North, league: NPS}
inspections:
  - provider: Northshire
    programme: early
    published: 2017-04-20
    also: [{provider: North, league: NPS}]
    caseload: 900
    verdict: middling
  - provider: Northshire
    programme: first
    published: 2018-05-01
    overall: inadequate
    sources: [{publisher: The Echo, url: "https://example.org/1", date: 2018-05-01, supports: [overall]}]
  - provider: Northshire
    programme: first
    also: [{provider: North, league: NPS}]
    published: 2019-03
    overall: good
    standards: {leadership: outstanding}
    tally: {outstanding: 1, good: 2}
    derived: [{fields: [leadership], ground: read from its praise}]
"""


def lines(out: str) -> list[str]:
    """The lines of a scorecard, with one space between the parts of each."""
    return [" ".join(line.split()) for line in out.splitlines()]


def test_the_founding_inspection_and_the_one_before_it_stand_newest_first(ratings: Run) -> None:
    # The record's founding documents: 3 May 2019, and Quality & Impact in Northamptonshire of 20 April 2017.
    shown = ratings("show", "bench", "--format", "json").json
    assert [(item["published"], item["overall"], item["area"]) for item in shown["rows"]] == [
        ("2019-05-03", "requires improvement", None),
        ("2017-04-20", None, "Northamptonshire"),
    ]
    assert "http://www.connectfm.com/2017/04/20/probation-services-need-to-improve/" in shown["rows"][1]["sources"]
    assert "through the gate: inadequate" in shown["rows"][0]["known_standards"]


def test_words_of_a_name_need_no_quotes_and_both_owners_are_told(ratings: Run) -> None:
    said = lines(ratings("show", "dorset", "devon").out)
    assert "Newest rating inadequate" in said
    assert "Published 15 Feb 2019" in said
    assert "Owner at the time Working Links (now Seetec)" in said


def test_a_report_that_names_a_provider_too_gives_it_nothing_of_the_others(ratings: Run, write: Write) -> None:
    shown = ratings("show", "north nps", "--data", write(NORTHSHIRE), "--format", "json").json
    assert [item["published"] for item in shown["rows"]] == ["2019-03", "2017-04-20"]
    for row in shown["rows"]:
        assert row["rates"] == "Northshire"
        given = ("overall", "score", "owner", "points", "caseload", "tally", "known_standards", "standards")
        assert not any(row[key] for key in given)
    assert shown["standing"]["overall"] is None
    out = ratings("show", "north nps", "--data", write(NORTHSHIRE)).out
    assert "Northshire (CRC)" in out
    assert "good" not in out


def test_an_nps_division_shows_the_area_reports_about_it_without_the_crc_s_owner(ratings: Run) -> None:
    # London's caseload of 28,750 and its owner MTC are those of the CRC, in the same report.
    shown = ratings("show", "london", "--league", "nps", "--format", "json").json
    area_report = next(item for item in shown["rows"] if item["published"] == "2016-12-15")
    assert (area_report["owner"], area_report["caseload"], area_report["rates_league"]) == (None, None, "CRC")


def test_change_is_told_against_the_rated_report_before(ratings: Run, write: Write) -> None:
    said = lines(ratings("show", "northshire", "--data", write(NORTHSHIRE)).out)
    assert "Change up from inadequate (1 May 2018)" in said
    assert "Change first rating in the record" in said


def test_a_report_without_a_rating_between_two_changes_nothing(ratings: Run, write: Write) -> None:
    path = write(NORTHSHIRE + "  - {provider: Northshire, programme: first, published: 2018-09-01}\n")
    rows = ratings("show", "northshire", "--data", path, "--format", "json").json["rows"]
    assert [(row["overall"], row["previous"]) for row in rows] == [
        ("good", "inadequate"),
        (None, None),
        ("inadequate", None),
        (None, None),
    ]
    assert [row["counts"] for row in rows] == [True, False, False, False]


def test_the_star_stands_at_the_date_that_is_derived_and_at_no_other(ratings: Run) -> None:
    # The release gives the month; a news page of 9 March 2020 bears out that it was out by then.
    said = lines(ratings("show", "west yorkshire crc").out)
    assert any(re.fullmatch(r"Published Mar 2020 \[[\d,]+\]", line) for line in said)
    assert any(re.fullmatch(r"Certainly out by 9 Mar 2020\* \[[\d,]+\]", line) for line in said)


def test_standards_that_are_not_known_are_counted_and_derived_ones_have_their_ground(
    ratings: Run, write: Write
) -> None:
    said = lines(ratings("show", "northshire", "--data", write(NORTHSHIRE)).out)
    assert "Standards not known: 2 of 3" in said
    assert "Leading not known: 1 of 2" in said
    assert "leadership outstanding*" in said
    assert "Derived * leadership: read from its praise" in said
    # 3 + 2 + 2 points of 9, from the tally.
    assert "Points 7 of 9*" in said
    assert "Tally 1 outstanding, 2 good" in said


def test_as_it_stood_before_a_change_of_owner(ratings: Run, write: Write) -> None:
    out = ratings("show", "northshire", "--as-of", "2018-12-31", "--data", write(NORTHSHIRE)).out
    assert "Bolt" not in out
    assert "Acme, from Feb 2015" in out
    assert "2019" not in out
    assert "Newest rating inadequate" in lines(out)


def test_a_report_left_out_for_its_inexact_date_is_told(ratings: Run, write: Write) -> None:
    shown = ratings("show", "northshire", "--as-of", "2019-03-15", "--data", write(NORTHSHIRE), "--format", "json").json
    assert [item["published"] for item in shown["rows"]] == ["2018-05-01", "2017-04-20"]
    assert shown["left_out"] == [{"programme": "first", "published": "2019-03", "why": "its date is not exact enough"}]
    assert any("not exact enough to say if out by 15 Mar 2019: first (Mar 2019)" in note for note in shown["notes"])


def test_before_the_first_report_there_is_none(ratings: Run) -> None:
    result = ratings("show", "bench", "--as-of", "2016-01-01")
    assert result.status == 0
    assert "No report was certainly out by 1 Jan 2016." in result.out
    assert "Newest rating not rated" in lines(result.out)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("sodexo", "'sodexo' is an owner: try: ratings table --owner sodexo"),
        ("working links", "'working links' is an owner: try: ratings table --owner 'working links'"),
        ("oxon", "'oxon' is an area: try: ratings table --area oxon"),
        ("zzyzx", "no provider is called 'zzyzx'"),
        (" ", "NAME: is empty"),
    ],
)
def test_what_is_no_provider_is_helped_on(ratings: Run, name: str, message: str) -> None:
    result = ratings("show", name)
    assert (result.status, result.out) == (2, "")
    assert message in result.err


@pytest.mark.parametrize("words", ["table --owner sodexo", "table --area oxon", 'table --owner "working links"'])
def test_the_commands_that_help_suggests_find_something(ratings: Run, words: str) -> None:
    option, name = words.removeprefix("table ").split(" ", 1)
    assert ratings("table", option, name.strip('"'), "--format", "json").json["rows"]


def test_an_area_that_the_first_league_does_not_serve_is_looked_for_in_another(ratings: Run, write: Write) -> None:
    path = write(NORTHSHIRE.replace("{name: North, league: NPS}", "{name: North, league: NPS, areas: [Mereside]}"))
    result = ratings("show", "mereside", "--data", path)
    assert "try: ratings table -l all --area mereside" in result.err


def test_namesakes_are_told_apart_by_league(ratings: Run) -> None:
    result = ratings("show", "wales")
    assert result.status == 2
    assert "Wales (CRC); Wales (NPS); Wales (region)" in result.err
    assert ratings("show", "wales", "--league", "nps", "--format", "json").json["provider"]["league"] == "NPS"
    assert ratings("show", "Wales (CRC)", "--format", "json").json["provider"]["league"] == "CRC"


def test_every_inspection_of_the_record_stands_in_the_history_of_its_provider(record: DataSet) -> None:
    told = 0
    for provider in record.providers:
        history = history_of(record, provider, None)
        own = [report.inspection for report in history.reports if report.own]
        assert len(own) == len(set(own))
        assert set(own) == set(record.inspections_of.get(provider.key, []))
        told += len(own)
        sheet = scorecard_sheet(record, history)
        assert len(sheet.tables) == 1 + len(history.reports)
        cited = {number for table in sheet.tables for row in table.rows for cell in row for number in cell.sources}
        assert cited <= {source.number for source in sheet.sources}
    assert told == len(record.inspections)


def test_csv_has_a_row_for_each_report_and_its_keys_are_documented(ratings: Run) -> None:
    rows = list(csv.DictReader(ratings("show", "bench", "--format", "csv").out.splitlines()))
    assert [row["published"] for row in rows] == ["2019-05-03", "2017-04-20"]
    assert tuple(rows[0]) == KEYS
    page = (ROOT / "docs" / "commands" / "show.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"| `{key}` |" not in page] == []


@pytest.mark.parametrize(
    ("words", "completed"), [(["Dorset,"], "Dorset,Devon-and-Cornwall-CRC\nDorset,PDU"), (["a", "Dor"], "")]
)
def test_tab_completes_the_first_word_of_a_name(process: Run, words: list[str], completed: str) -> None:
    line = ["ratings", "show", *words]
    env = {"_RATINGS_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(line), "COMP_CWORD": str(len(line) - 1)}
    assert process(env=env).out.strip() == completed


WORDS = """
programmes:
  - {name: early, rated: false}
  - {name: first, standards: {leading: [leadership, staff], casework: [planning], other: [a, b, c]}}
providers:
  - name: Northshire
    aliases: [North]
    areas: [Eastmere, Westmere]
    derived: [{fields: [areas, aliases], ground: read from its name}]
inspections:
  - {provider: Northshire, programme: early}
  - provider: Northshire
    programme: first
    published: 2018-05-01
    overall: good
    caseload: 8080
    caseload_is: more than
  - {provider: Northshire, programme: first, published: 2018-06-01}
  - provider: Northshire
    programme: first
    published_by: 2019-05-03
    overall: good
    standards: {leadership: good, staff: good, planning: good, a: good, b: good, c: good}
    derived: [{fields: [published_by], ground: a letter}]
"""


def test_no_rating_is_claimed_to_be_missing_where_none_is_known(ratings: Run, write: Write) -> None:
    said = lines(ratings("show", "northshire", "--data", write(WORDS)).out)
    assert "Overall no rating known" in said
    assert "Overall not rated (the programme gives no ratings)" in said
    assert "4 reports, newest first: 2 good, 1 with no rating known, 1 not rated." in said
    assert "Newest rating no rating known" in lines(ratings("show", "central functions").out)
    assert ratings("table", "-l", "NPS", "--format", "json").json["counts"]["not rated"] == 1


def test_of_one_report_no_order_is_told(ratings: Run, write: Write) -> None:
    said = lines(ratings("show", "northshire", "--as-of", "2018-05-01", "--data", write(WORDS)).out)
    assert "1 report: 1 good." in said


def test_a_caseload_that_is_not_known_is_said_so_where_there_are_ratings(ratings: Run, write: Write) -> None:
    said = lines(ratings("show", "northshire", "--data", write(WORDS)).out)
    assert [line for line in said if line.startswith("Caseload")] == [
        "Caseload not known",
        "Caseload not known",
        "Caseload more than 8,080",
    ]


def test_a_floor_is_not_shown_as_an_exact_figure(ratings: Run, write: Write) -> None:
    row = ratings("show", "northshire", "--data", write(WORDS), "--format", "json").json["rows"][2]
    assert (row["caseload"], row["caseload_is"]) == (8080, "more than")
    # The release of 3 May 2019: BeNCH supervises more than 7,000 people; the Dewsbury Reporter: approximately 2,000.
    assert any(line.startswith("Caseload more than 7,000 [") for line in lines(ratings("show", "bench").out))
    assert any(line.startswith("Caseload about 2,000 [") for line in lines(ratings("show", "kirklees").out))
    assert "supervises more than 7,000 people." in ratings("post", "bench").out


def test_the_same_band_again_and_standards_are_told_in_the_reader_s_words(ratings: Run, write: Write) -> None:
    said = lines(ratings("show", "northshire", "--data", write(WORDS)).out)
    assert "Change unchanged from good (1 May 2018)" in said
    assert [
        line for line in said if line.endswith("known") and line.split()[0] in {"Leading", "Casework", "Other"}
    ] == [
        "Leading both known",
        "Casework known",
        "Other all 3 known",
    ]
    assert "Published by 3 May 2019*" in said
    assert "Derived * published: a letter" in said


def test_the_star_of_a_list_stands_at_its_label(ratings: Run, write: Write) -> None:
    said = lines(ratings("show", "northshire", "--data", write(WORDS)).out)
    assert "Areas* Eastmere; Westmere" in said
    assert "Derived * areas, other names: read from its name" in said


def test_a_rating_without_a_date_is_not_said_to_have_a_date_of_rating(ratings: Run, write: Write) -> None:
    out = ratings("show", "a", "--data", write("inspections: [{provider: A, overall: good}]")).out
    assert lines(out)[2:4] == ["Newest rating good", "Published date not known"]


def test_what_happened_to_a_provider_is_told_from_the_day_on(ratings: Run) -> None:
    collapsed = "15 Feb 2019: Working Links went into administration, and its three companies passed to Seetec."
    shown = ratings("show", "dorset crc")
    assert any(line.startswith(f"Event {collapsed} [") for line in lines(shown.out))
    assert "went into administration" not in ratings("show", "dorset crc@2019-02-14").out
    (event,) = ratings("show", "dorset crc", "--format", "json").json["provider"]["events"]
    assert event["date"] == "2019-02-15"
    assert "https://www.russellwebster.com/wlinksrip/" in event["sources"]
