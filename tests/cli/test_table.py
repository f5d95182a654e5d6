"""The league table through the command line: what the issue of the table promises, on the shipped record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run, headings

SMALL = ROOT / "tests" / "cases" / "golden" / "small.yaml"
Write = Callable[..., Path]


def table(ratings: Run, *args: str | Path) -> Any:  # noqa: ANN401 - JSON
    """The table as JSON; the run has gone well."""
    result = ratings("table", *args, "--format", "json")
    assert (result.status, result.err) == (0, "")
    return result.json


def names(body: Any) -> list[str]:  # noqa: ANN401 - JSON
    return [row["provider"] for row in body["rows"]]


def note(body: Any, beginning: str) -> str:  # noqa: ANN401 - JSON
    """The one note that begins so."""
    (found,) = (item for item in body["notes"] if item.startswith(beginning))
    return str(found)


def test_the_table_of_today_has_21_crcs_3_of_them_good(ratings: Run) -> None:
    # 21 CRCs; Thames Valley and Durham Tees Valley rose to good in 2020, Hampshire was good in 2019 (sources).
    body = table(ratings)
    assert body["counts"] == {
        "total": 21,
        "outstanding": 0,
        "good": 3,
        "requires improvement": 17,
        "inadequate": 1,
        "not rated": 0,
    }
    assert [row["provider"] for row in body["rows"] if row["overall"] == "good"] == [
        "Durham Tees Valley",
        "Hampshire and Isle of Wight",
        "Thames Valley",
    ]
    assert [row["provider"] for row in body["rows"] if row["overall"] == "inadequate"] == ["Dorset, Devon and Cornwall"]
    assert [row["position"] for row in body["rows"]] == [1] * 3 + [4] * 17 + [21]


def test_the_table_of_3_may_2019(ratings: Run) -> None:
    # Seed 002: BeNCH is the thirteenth; twelve of thirteen require improvement.
    body = table(ratings, "--as-of", "2019-05-03")
    assert body["as_of"] == "2019-05-03"
    assert (body["counts"]["total"], body["counts"]["requires improvement"], body["counts"]["inadequate"]) == (
        13,
        12,
        1,
    )
    last = body["rows"][-1]
    assert (last["provider"], last["owner"], last["owner_now"], last["position"], last["tied"]) == (
        "Dorset, Devon and Cornwall",
        "Working Links",
        "Seetec",
        13,
        False,
    )


def test_the_nps_of_23_january_2019(ratings: Run) -> None:
    body = table(ratings, "--as-of", "2019-01-23", "--league", "NPS")
    assert names(body) == ["Midlands", "South West and South Central"]
    assert {row["overall"] for row in body["rows"]} == {"good"}


def test_sodexo_has_six(ratings: Run) -> None:
    body = table(ratings, "--owner", "sodexo")
    assert sorted(names(body)) == [
        "Bedfordshire, Northamptonshire, Cambridgeshire and Hertfordshire",
        "Cumbria and Lancashire",
        "Essex",
        "Norfolk and Suffolk",
        "Northumbria",
        "South Yorkshire",
    ]
    assert body["filters"] == {"owner": ["Sodexo"]}
    assert body["summary"] == "6 of 21 CRCs in the record: 6 requires improvement."
    # Positions are those in the whole table, in which three are good.
    assert [row["position"] for row in body["rows"]] == [4] * 6


def test_northants_is_bench(ratings: Run) -> None:
    body = table(ratings, "--area", "northants")
    assert [row["short"] for row in body["rows"]] == ["BeNCH"]
    assert body["filters"] == {"area": ["Northamptonshire"]}
    assert body["summary"] == "1 of 21 CRCs in the record: 1 requires improvement."


def test_all_leagues_at_the_end_of_the_first_round(ratings: Run) -> None:
    body = table(ratings, "--league", "all", "--as-of", "2019-10-31")
    counts = body["counts"]
    assert (counts["total"], counts["good"], counts["requires improvement"], counts["inadequate"]) == (28, 6, 21, 1)
    assert body["leagues"] == ["CRC", "NPS", "PDU", "region"]


def test_leagues_can_be_put_together_and_stand_in_the_order_of_the_file(ratings: Run) -> None:
    body = table(ratings, "--league", "nps", "--league", "CRC", "--as-of", "2019-01-23")
    assert body["leagues"] == ["CRC", "NPS"]
    assert body["counts"]["total"] == 9
    assert body["title"].startswith(
        "Community Rehabilitation Companies and National Probation Service divisions by overall rating"
    )


RIGHTS = ["inspectorate", "licence", "attribution", "gaps"]


def test_the_json_object_has_the_promised_keys(ratings: Run) -> None:
    body = table(ratings)
    assert list(body) == [
        "title",
        "leagues",
        "as_of",
        "ranked_by",
        "filters",
        "counts",
        *RIGHTS,
        "summary",
        "rows",
        "notes",
    ]
    header = ratings("table", "--format", "csv").out.splitlines()[0].split(",")
    assert set(body["rows"][0]) == {*header, "tied"}


class TestFilters:
    def test_the_owner_is_the_one_when_rated(self, ratings: Run) -> None:
        # The report of 15 February 2019 is about the work of Working Links, whatever came after.
        body = table(ratings, "--owner", "working links")
        assert [(row["provider"], row["owner_now"]) for row in body["rows"]] == [
            ("Dorset, Devon and Cornwall", "Seetec")
        ]

    def test_what_an_owner_runs_but_was_rated_under_another_is_noted(self, ratings: Run) -> None:
        body = table(ratings, "--owner", "seetec")
        assert sorted(names(body)) == [
            "Bristol, Gloucestershire, Somerset and Wiltshire",
            "Kent, Surrey and Sussex",
            "Wales",
        ]
        assert note(body, "Now run by") == (
            "Now run by Seetec, but rated under an earlier owner: "
            "Dorset, Devon and Cornwall (rated under Working Links)."
        )

    def test_before_the_handover_nothing_is_noted(self, ratings: Run) -> None:
        body = table(ratings, "--owner", "seetec", "--as-of", "2019-02-14")
        assert (names(body), [item for item in body["notes"] if item.startswith("Now run by")]) == ([], [])

    def test_region(self, ratings: Run) -> None:
        body = table(ratings, "--data", SMALL, "--region", "north")
        assert names(body) == ["[Upper] Ferry", "New Ferry"]
        assert body["filters"] == {"region": ["The North"]}

    def test_bands_can_be_put_together(self, ratings: Run) -> None:
        body = table(ratings, "--band", "good", "--band", "poor")
        assert {row["overall"] for row in body["rows"]} == {"good", "inadequate"}
        assert body["filters"] == {"band": ["good", "inadequate"]}
        assert body["summary"] == "4 of 21 CRCs in the record: 3 good, 1 inadequate."

    def test_filters_of_different_kinds_narrow_each_other(self, ratings: Run) -> None:
        body = table(ratings, "--owner", "purple", "--band", "ri")
        assert {(row["owner"], row["overall"]) for row in body["rows"]} == {("Purple Futures", "requires improvement")}

    def test_nothing_that_matches_is_no_error(self, ratings: Run) -> None:
        result = ratings("table", "--band", "outstanding")
        assert result.status == 0
        assert "None of 21 Community Rehabilitation Companies in the record matches these filters." in result.out
        assert "Ranked" not in result.out

    def test_nothing_was_out_before_the_first_report(self, ratings: Run) -> None:
        body = table(ratings, "--as-of", "2018-09-25")
        assert (names(body), body["counts"]["total"]) == ([], 0)


class TestAsAt:
    def test_what_is_left_out_for_its_inexact_date_is_counted(self, ratings: Run) -> None:
        # Northumbria was published in November 2018; Thames Valley was out by 19 December 2018.
        body = table(ratings, "--as-of", "2018-11-29")
        assert note(body, "Not counted: ").startswith(
            "Not counted: 2 reports that may have come out after 29 Nov 2018: "
        )
        assert "Northumbria (Nov 2018)" in note(body, "Not counted: ")
        assert "Thames Valley (by 19 Dec 2018)" in note(body, "Not counted: ")

    def test_a_report_is_in_the_table_from_the_last_day_that_it_can_be_of(self, ratings: Run) -> None:
        assert names(table(ratings, "--as-of", "2018-09-30")) == ["Merseyside"]

    def test_the_newest_report_is_named(self, ratings: Run) -> None:
        assert note(table(ratings, "--as-of", "2018-12-18"), "Latest").endswith("Northumbria, Nov 2018.")

    def test_all_that_share_the_newest_date_are_named_whatever_the_order(self, ratings: Run, write: Write) -> None:
        path = write(
            """
            inspections:
              - {provider: Delta, published: 2019, overall: good, standards: {planning: inadequate}}
              - {provider: Alpha, published: 2019, overall: inadequate, standards: {planning: good}}
              - {provider: Cedar, published: 2018-05, overall: good}
              - {provider: Beech, overall: good}
              - {provider: Extra}
            """
        )
        said = "Latest rated reports: 2 of 2019: Alpha and Delta; 1 report without a date."
        for by in ("overall", "planning"):
            for order in ("best", "worst"):
                assert note(table(ratings, "--data", path, "--by", by, "--order", order), "Latest") == said

    def test_newest_reports_of_different_dates_are_named_with_these(self, ratings: Run, write: Write) -> None:
        rows = ["published: 2019-12-31", "published: 2019", "published_by: 2019-12-31"]
        path = write(
            "inspections:\n"
            + "".join(f"- {{provider: {name}, {row}, overall: good}}\n" for name, row in zip("CBA", rows, strict=True))
        )
        assert note(table(ratings, "--data", path), "Latest") == (
            "Latest rated reports: 3, as far as their dates tell: A (by 31 Dec 2019), B (2019) and C (31 Dec 2019)."
        )

    def test_there_is_no_today(self, ratings: Run) -> None:
        assert table(ratings)["as_of"] is None
        assert table(ratings) == table(ratings)

    def test_without_a_date_the_title_says_that_all_reports_count(self, ratings: Run) -> None:
        assert table(ratings)["title"] == "Community Rehabilitation Companies by overall rating, all reports"

    def test_the_title_says_league_date_and_filters(self, ratings: Run) -> None:
        args = ("--as-of", "2019-05-03", "--owner", "sodexo", "--area", "herts", "--band", "ri")
        assert table(ratings, *args)["title"] == (
            "Community Rehabilitation Companies by overall rating, as at 3 May 2019, owner: Sodexo, "
            "area: Hertfordshire, band: requires improvement"
        )


class TestRankingKeys:
    def test_by_points_compares_shares_of_the_maximum(self, ratings: Run) -> None:
        # London 15 of 30, Cumbria and Lancashire 7 of 30, added up from their tallies (sources).
        body = table(ratings, "--by", "points")
        ranked = [(row["provider"], row["points"], row["points_max"]) for row in body["rows"][:2]]
        assert ranked == [("London", 15, 30), ("Cumbria and Lancashire", 7, 30)]
        assert note(body, "Listed last (points: not known)").endswith("and 14 more.")
        assert body["ranked_by"] == "points"

    def test_by_points_across_programmes(self, ratings: Run) -> None:
        # Staffordshire and Stoke: 2 points of 27 (August 2022, stated), as Birmingham has by its nine standards; below
        # London's 15 of 30.
        body = table(ratings, "--by", "points", "--league", "pdu", "--league", "crc", "--as-of", "2022-08-31")
        ranked = [(row["provider"], row["points"], row["points_max"]) for row in body["rows"] if row["points_max"]]
        assert ranked == [
            ("London", 15, 30),
            ("Cumbria and Lancashire", 7, 30),
            ("Birmingham North, East and Solihull", 2, 27),
            ("Staffordshire and Stoke", 2, 27),
        ]

    def test_by_a_standard(self, ratings: Run) -> None:
        # BeNCH, May 2019: through the gate inadequate (seeds 000 to 002).
        body = table(ratings, "--by", "gate", "--as-of", "2019-05-08")
        assert body["ranked_by"] == "through the gate"
        assert [row["short"] for row in body["rows"]].index("BeNCH") == 1
        assert "rating for through the gate at the latest rated inspection; ties" in note(body, "Ranked by")

    def test_a_standard_has_a_column_of_its_own_and_unknown_is_said(self, ratings: Run) -> None:
        result = ratings("table", "--by", "through the gate", "--as-of", "2019-05-08")
        assert "Through the gate" in result.out
        assert "not known" in result.out

    def test_a_key_that_is_none(self, ratings: Run) -> None:
        result = ratings("table", "--by", "ponts")
        assert result.status == 2
        assert result.err == "Error: --by: no ranking key is called 'ponts' (did you mean points?)\n"

    def test_a_key_that_comes_near_none_leads_to_those_there_are(self, ratings: Run) -> None:
        result = ratings("table", "--by", "foo")
        assert result.status == 2
        assert "(rank by 'overall', 'points' or a standard that `ratings scale` lists)" in result.err
        assert "through the gate" in ratings("scale").out

    def test_beginning_at_the_worst_keeps_the_positions(self, ratings: Run) -> None:
        best, worst = table(ratings), table(ratings, "--order", "worst")
        assert {row["provider"]: row for row in best["rows"]} == {row["provider"]: row for row in worst["rows"]}
        assert worst["rows"][0]["provider"] == "Dorset, Devon and Cornwall"


class TestNotes:
    def test_a_body_without_a_rating_is_listed_and_not_scored(self, ratings: Run) -> None:
        body = table(ratings, "--data", SMALL)
        (unrated,) = (row for row in body["rows"] if row["overall"] is None)
        assert (unrated["provider"], unrated["position"], unrated["score"]) == ("New Ferry", None, None)
        assert body["counts"]["not rated"] == 1
        assert note(body, "Listed without a position") == (
            "Listed without a position (has no overall rating): New Ferry."
        )
        assert body["rows"][-1] == unrated

    def test_an_inspection_without_rating_that_replaces_nothing_is_named(self, ratings: Run) -> None:
        assert note(table(ratings), "Earlier rating kept") == (
            "Earlier rating kept; the latest inspection gave none: Hampshire and Isle of Wight (July 2020)."
        )

    def test_a_derived_rating_is_marked_and_its_ground_given(self, ratings: Run) -> None:
        result = ratings("table", "--notes", "all")
        (row,) = (line for line in result.out.splitlines() if " Thames Valley " in line)
        assert " good* " in row
        assert "* Thames Valley, overall: derived, the league table of 16 July 2020" in result.out

    def test_a_handover_is_shown(self, ratings: Run) -> None:
        assert "Working Links (now Seetec)" in ratings("table").out

    def test_a_rise_has_an_arrow_and_the_band_before(self, ratings: Run) -> None:
        rows = [line for line in ratings("table").out.splitlines() if "↑" in line]
        assert len(rows) == 2
        assert all("↑ requires improvement" in line for line in rows)
        assert "↓" not in ratings("table").out

    def test_what_was_only_inspected_without_ratings_is_in_no_table(self, ratings: Run) -> None:
        body = table(ratings, "--data", SMALL)
        assert "Old Ferry" not in names(body)
        assert note(body, "Inspected but") == "Inspected but never rated: Old Ferry."


class TestColumns:
    def test_the_usual_ones(self, ratings: Run) -> None:
        assert headings(ratings("table").out) == ["#", "Provider", "Overall", "Before", "Owner", "Published"]

    def test_only_those_that_have_something_in_them(self, ratings: Run) -> None:
        # In January 2019 nobody had a rating before, and nobody's points are known.
        out = ratings("table", "--as-of", "2019-01-23").out
        assert headings(out) == ["#", "Provider", "Overall", "Owner", "Published"]
        out = ratings("table", "--as-of", "2019-01-23", "--league", "nps").out
        assert headings(out) == ["#", "Provider", "Overall", "Published"]

    def test_wide_adds_the_rest(self, ratings: Run) -> None:
        found = headings(ratings("table", "--wide").out)
        added = {"Short", "League", "Region", "Areas", "Programme", "Inspections"}
        added |= {"Owner now", "Score", "Points max", "Published by"}
        assert set(found) == added | {"#", "Provider", "Owner", "Overall", "Before", "Points", "Published"}

    def test_dates_are_as_exact_as_they_are_known(self, ratings: Run) -> None:
        out = ratings("table", "--as-of", "2019-05-03").out
        assert all(f"  {date}\n" in out for date in ("3 May 2019", "Nov 2018", "by 19 Dec 2018*"))

    def test_the_mark_of_a_tie_hangs_so_that_the_numbers_stand_in_line(self, ratings: Run) -> None:
        starts = {line[:5] for line in ratings("table").out.splitlines() if line[:4].strip(" =").isdigit()}
        assert starts == {" 1=  ", " 4=  ", "21   "}

    def test_the_star_of_derived_points_hangs_too(self, ratings: Run) -> None:
        lines = ratings("table", "--data", SMALL).out.splitlines()
        ends = {
            found[0]: line.index(found[0])
            for line in lines
            if (found := [p for p in ("8/9", "7/9", "4/9") if p in line])
        }
        assert len(ends) == 3
        assert len(set(ends.values())) == 1


class TestWrongCommandLines:
    @pytest.mark.parametrize(
        ("args", "message"),
        [
            (["--owner", "sodxo"], "no owner is called 'sodxo' (did you mean Sodexo?)"),
            (["--area", "nothants"], "no area is called 'nothants' (did you mean "),
            (["--region", "xyzzy"], "no region is called 'xyzzy' ("),
            (["--league", "CRK"], "no league is called 'CRK' (did you mean CRC?)"),
            (["--band", "gud"], "--band: unknown band 'gud' (did you mean 'good'?)"),
            (["--as-of", "2019-02-30"], "--as-of: there is no such date as '2019-02-30'"),
            (["--as-of", "0"], "--as-of: '0' is not a date"),
            (["--as-of", ""], "--as-of: '' is not a date"),
            (["--owner", ""], "--owner: is empty"),
            (["--format", "xls"], "--format: there is no format 'xls' (formats: table, csv, tsv, json"),
            (["--order", "up"], "--order: 'up' is not one of 'best', 'worst'"),
            (["--size", "up"], "--size: 'up' is not one of 'phone', 'post', 'card'"),
            (["--limit", "0"], "--limit: "),
            (["--area", "yorkshire"], "'yorkshire' fits more than one area: "),
        ],
    )
    def test_say_what_is_wrong_and_what_to_do(self, args: list[str], message: str, ratings: Run) -> None:
        result = ratings("table", *args)
        assert result.err.startswith(f"Error: {message}")
        assert result.err.count("\n") == 1
        assert (result.out, result.status) == ("", 2)

    @pytest.mark.parametrize("args", [["--nonsense"], ["--as-of"], ["--limit", "0"], ["--limit", "many"], ["extra"]])
    def test_are_refused_before_anything_is_printed(self, args: list[str], ratings: Run) -> None:
        result = ratings("table", *args)
        assert (result.out, result.status) == ("", 2)
        assert result.err

    def test_an_unknown_command(self, ratings: Run) -> None:
        assert ratings("tabel").status == 2


def test_a_file_of_nothing_but_inspections_has_a_table(ratings: Run, write: Write) -> None:
    path = write("inspections:\n  - {provider: Northshire CRC, published: 2019-05-03, overall: good}\n")
    body = table(ratings, "--data", path)
    assert [(row["position"], row["overall"], row["points"]) for row in body["rows"]] == [(1, "good", None)]


def test_the_order_of_the_file_does_not_matter_for_the_table(ratings: Run, write: Write) -> None:
    lines = [
        f"  - {{provider: P{n}, published: 2019-05-0{n}, overall: {b}}}\n"
        for n, b in enumerate(["good", "poor", "good", "RI"], 1)
    ]
    forward = table(ratings, "--data", write("inspections:\n" + "".join(lines)))
    backward = table(ratings, "--data", write("inspections:\n" + "".join(reversed(lines))))
    assert forward == backward
    assert [(row["position"], row["provider"]) for row in forward["rows"]] == [
        (1, "P1"),
        (1, "P3"),
        (3, "P4"),
        (4, "P2"),
    ]


def test_worst_first_turns_the_rows_and_not_the_positions(ratings: Run) -> None:
    # 3 good, 17 requires improvement, 1 inadequate: the one inadequate is the 21st, and the next above it are 4=.
    result = ratings("table", "--order", "worst", "--limit", "3", "--format", "json").json
    found = [(row["position"], row["overall"]) for row in result["rows"]]
    assert found == [(21, "inadequate"), (4, "requires improvement"), (4, "requires improvement")]
    assert result["summary"].endswith(" Only 3 of 21 rows are shown.")
    assert "Worst first." in result["notes"]
    assert "Worst first." not in ratings("table", "--notes", "all").out


def test_by_a_standard_those_of_whom_it_is_not_known_have_no_position(ratings: Run) -> None:
    # As at 26 Sept 2019 through the gate is known of four: Bristol and Warwickshire good, Hampshire requires
    # improvement, BeNCH inadequate.
    rows = ratings("table", "--by", "through the gate", "--as-of", "2019-09-26", "--format", "json").json["rows"]
    first = [row["provider"].split(",")[0] for row in rows][:4]
    assert first == ["Bristol", "Warwickshire and West Mercia", "Hampshire and Isle of Wight", "Bedfordshire"]
    # And four of 21 are too few to say who is where among all.
    assert {row["position"] for row in rows} == {None}
    assert len(rows) == 21


def test_a_later_band_of_a_standard_without_an_overall_rating_is_named(ratings: Run) -> None:
    # July 2020: Hampshire and Isle of Wight, no overall rating, through the gate outstanding.
    said = "Rated for through the gate later, without an overall rating: Hampshire and Isle of Wight"
    said += " (outstanding, July 2020)."
    assert said in ratings("table", "--by", "through the gate", "--band", "outstanding").out
    assert said in ratings("table", "--by", "through the gate", "-f", "json").json["notes"]


def test_the_number_that_is_shown_of_many_has_its_comma(ratings: Run, write: Callable[..., Path]) -> None:
    lines = [f"School {number},{'good' if number % 2 else 'inadequate'}" for number in range(3000)]
    path = write("Provider,Overall\n" + "\n".join(lines) + "\n", "schools.csv")
    out = ratings("table", "--data", path, "--band", "good", "--limit", "1").out
    assert "1,500 of 3,000 providers: 1,500 good." in out


def test_a_program_is_told_from_when_and_by_which_date_a_rating_counts(
    ratings: Run, write: Callable[..., Path]
) -> None:
    reports = (
        "{provider: A, overall: good, published: 2019-05-03}",
        "{provider: B, overall: good, published: 2019-05}",
        "{provider: C, overall: good, published: 2019, published_by: 2019-06-01}",
        "{provider: D, overall: good, published_by: 2019-06-02}",
        "{provider: E, overall: good}",
    )
    rows = ratings("table", "--data", write(f"inspections: [{', '.join(reports)}]\n"), "-f", "json").json["rows"]
    assert [(row["provider"], row["counted_from"], row["counted_by"]) for row in rows] == [
        ("A", "2019-05-03", "published"),
        ("B", "2019-05-31", "published"),
        ("C", "2019-06-01", "published_by"),
        ("D", "2019-06-02", "published_by"),
        ("E", None, None),
    ]


def test_whom_only_standards_rate_is_not_called_unrated(ratings: Run, write: Callable[..., Path]) -> None:
    table = "Name,Quality,Safety,Published\nElm,Good,Good,13/05/2024\nOak,Inadequate,Good,14/06/2024\n"
    path = write(table, "homes.csv")
    asked = ratings("table", "--data", path)
    assert (asked.status, asked.err.splitlines()[-1].endswith(" --column overall=none")) == (1, True)
    out = ratings("table", "--data", path, "--column", "overall=none").out
    assert out.splitlines()[1] == "2 providers: 2 rated by standards alone."
    assert "not rated" not in out
