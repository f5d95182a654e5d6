"""Filters choose what is shown: they change no position, add up within one kind, and give no false nothing."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from ratings_cli.league.groups import by_owner
from ratings_cli.league.league_table import league_table
from ratings_cli.league.selection import Selection
from ratings_cli.views.group_sheets import group_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result, Run

    from ratings_cli.model.dataset import DataSet


def rows(ratings: Run, *arguments: object) -> dict[str, dict[str, object]]:
    found = ratings(*arguments, "--format", "json").json["rows"]
    return {row.get("provider") or row.get("owner") or row.get("area") or row.get("region"): row for row in found}


class TestPositionsAreOfTheWholeTable:
    @pytest.mark.parametrize(
        "options", [("--owner", "sodexo"), ("--area", "kent"), ("--region", "wales"), ("--band", "RI")]
    )
    @pytest.mark.parametrize("command", [("table",), ("standards",), ("table", "--order", "worst")])
    def test_of_providers(self, ratings: Run, command: tuple[str, ...], options: tuple[str, ...]) -> None:
        whole, shown = rows(ratings, *command), rows(ratings, *command, *options)
        assert 0 < len(shown) < len(whole)
        assert shown == {name: whole[name] for name in shown}

    def test_of_sodexo(self, ratings: Run) -> None:
        # Of 21 CRCs three are good, so whoever requires improvement shares the fourth place.
        found = rows(ratings, "table", "--owner", "sodexo")
        assert {(row["position"], row["tied"]) for row in found.values()} == {(4, True)}
        assert "4=  Essex" in ratings("table", "--owner", "sodexo").out

    def test_of_a_chosen_group(self, ratings: Run) -> None:
        assert rows(ratings, "by", "owner", "--owner", "sodexo") == {"Sodexo": rows(ratings, "by", "owner")["Sodexo"]}
        assert rows(ratings, "by", "area", "--area", "essex") == {"Essex": rows(ratings, "by", "area")["Essex"]}
        assert rows(ratings, "by", "region", "--region", "wales") == {"Wales": rows(ratings, "by", "region")["Wales"]}
        assert rows(ratings, "by", "owner", "--min", "2")["MTC"]["position"] == 2

    def test_a_part_of_a_group_has_no_position(self, ratings: Run) -> None:
        # MTC ran London and Thames Valley: of London alone there is a mean, and no place among the owners.
        result = ratings("by", "owner", "--region", "london", "--format", "json").json
        assert [(row["owner"], row["known"], row["position"]) for row in result["rows"]] == [("MTC", 1, None)]
        assert any("as the filters change who is counted: MTC" in note for note in result["notes"])

    def test_rerank_counts_within_what_is_shown_and_says_so(self, ratings: Run) -> None:
        result = ratings("table", "--owner", "sodexo,mtc", "--rerank", "--format", "json").json
        assert [row["position"] for row in result["rows"]] == [1, 2, 2, 2, 2, 2, 2, 2]
        assert result["title"].endswith(", owner: Sodexo or MTC, ranked only among these")
        assert rows(ratings, "by", "owner", "--region", "london", "--rerank")["MTC"]["position"] == 1
        assert "ranked only" not in ratings("table", "--rerank").out

    def test_of_a_key_that_few_have(self, ratings: Run, write: Callable[..., Path]) -> None:
        # Of four, one has points: no place. Of two, one has: half is enough.
        entry = "  - {{provider: {}, published: 2020-01-01, overall: good{}}}\n"
        points = ", points: 3, points_max: 9"
        four = write("inspections:\n" + entry.format("A", points) + "".join(entry.format(name, "") for name in "BCD"))
        two = write("inspections:\n" + entry.format("A", points) + entry.format("B", ""), name="two.yaml")
        for command in (("table",), ("standards",)):
            result = ratings(*command, "--by", "points", "--data", four)
            assert "No positions, because the number of points is known of only 1 of 4 providers." in result.out
        assert rows(ratings, "table", "--by", "points", "--data", four)["A"]["position"] is None
        assert rows(ratings, "table", "--by", "points", "--data", four, "--rerank")["A"]["position"] is None
        assert (
            ratings("table", "--by", "points", "--data", four, "--format", "csv")
            .out.splitlines()[1]
            .startswith(",false,A")
        )
        assert rows(ratings, "table", "--by", "points", "--data", two)["A"]["position"] == 1


class TestSeveralNamesOfOneKind:
    @pytest.mark.parametrize(
        "options",
        [
            ("--owner", "sodexo", "--owner", "mtc"),
            ("--owner", "sodexo,mtc"),
            ("--owner", "mtc, sodexo,"),
            ("--owner", "MTC,Sodexo"),
        ],
    )
    def test_add_up(self, ratings: Run, options: tuple[str, ...]) -> None:
        found = ratings("table", *options, "--format", "json").json
        assert (len(found["rows"]), sorted(found["filters"]["owner"])) == (8, ["MTC", "Sodexo"])

    @pytest.mark.parametrize(
        ("option", "first", "second"),
        [("--area", "essex", "kent"), ("--region", "wales", "london"), ("--band", "good", "poor")],
    )
    @pytest.mark.parametrize("command", [("table",), ("standards",), ("by", "date"), ("by", "owner")])
    def test_in_every_command(
        self, ratings: Run, command: tuple[str, ...], option: str, first: str, second: str
    ) -> None:
        repeated = ratings(*command, option, first, option, second, "--format", "json").json
        assert repeated == ratings(*command, option, f"{first},{second}", "--format", "json").json
        assert len(repeated["filters"][option.removeprefix("--")]) == 2

    def test_leagues_too(self, ratings: Run) -> None:
        assert ratings("table", "-l", "pdu,crc", "--format", "json").json["leagues"] == ["CRC", "PDU"]

    def test_a_name_with_a_comma_of_its_own_is_found_first(self, ratings: Run, write: Callable[..., Path]) -> None:
        entry = "  - {{provider: {}, owner: {}, published: 2020-01-01, overall: good}}\n"
        owners = ["'Smith, Jones'", "Smith", "Jones"]
        path = write(
            "inspections:\n" + "".join(entry.format(name, owner) for name, owner in zip("ABC", owners, strict=True))
        )
        assert list(rows(ratings, "table", "--owner", "smith, jones", "--data", path)) == ["A"]
        assert list(rows(ratings, "table", "--owner", "jones,smith", "--data", path)) == ["B", "C"]

    @pytest.mark.parametrize("value", [",", " , "])
    def test_commas_alone_are_no_name(self, ratings: Run, value: str) -> None:
        assert ratings("table", "--owner", value).status == 2
        assert ratings("table", "--band", value).status == 2

    def test_a_part_that_is_no_name_is_named(self, ratings: Run) -> None:
        assert "no owner is called 'nosuch'" in ratings("table", "--owner", "sodexo,nosuch").err


class TestWhatAFilterMeans:
    def test_inadequate_in_london(self, ratings: Run) -> None:
        # No PDU serves a place called London; four of the region are inadequate (autumn of 2022).
        found = rows(ratings, "table", "-l", "pdu", "--area", "london", "--band", "inadequate")
        assert [name.split(",")[0].split(" and ")[0] for name in found] == [
            "Ealing",
            "Hammersmith",
            "Lambeth",
            "Lewisham",
        ]

    def test_a_region_where_an_area_is_asked(self, ratings: Run) -> None:
        assert list(rows(ratings, "by", "area", "-l", "pdu", "--area", "south central")) == ["South Central"]

    def test_the_band_is_that_of_what_is_ranked_by(self, ratings: Run) -> None:
        # Durham Tees Valley, April 2020: leadership outstanding, overall good.
        options = ("--by", "leadership", "--band", "outstanding")
        assert list(rows(ratings, "table", *options)) == ["Durham Tees Valley"]
        assert list(rows(ratings, "by", "owner", *options)) == ["ARCC"]


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        (("table", "--as-of", "May 2019"), ("table", "--as-of", "2019-05-31")),
        (("table", "--as-of", "2019"), ("table", "--as-of", "2019-12-31")),
        (("table", "--since", "2019"), ("table", "--since", "2019-01-01")),
        (
            ("by", "date", "--from", "3/5/2019", "--until", "2019"),
            ("by", "date", "--from", "2019-05-03", "--until", "2019-12-31"),
        ),
        (("compare", "bench@2019", "essex crc@Sept 2019"), ("compare", "bench@2019-12-31", "essex crc@2019-09-30")),
    ],
)
def test_a_month_or_a_year_means_its_last_day_or_its_first(
    ratings: Run, typed: tuple[str, ...], exact: tuple[str, ...]
) -> None:
    assert ratings(*typed).out == ratings(*exact).out != ""


def tries(result: Result) -> list[str]:
    """The commands that an empty answer proposes, without the number behind each."""
    lines = [line for line in (result.out + result.err).splitlines() if line.startswith("Try, ")]
    return [line.partition(": ")[2].rpartition(" (")[0] for line in lines]


class TestAnEmptyAnswerSaysWhatThereIsInstead:
    @pytest.mark.parametrize(
        ("command", "proposed"),
        [
            (("table", "--band", "outstanding"), "ratings table"),
            (("table", "-l", "pdu", "--area", "gloucestershire"), "ratings table --area Gloucestershire"),
            (
                ("table", "-l", "pdu", "--owner", "sodexo", "--band", "RI"),
                "ratings table --owner Sodexo --band 'requires improvement'",
            ),
            (("table", "--by", "leadership", "--band", "poor"), "ratings table --by leadership"),
            (("table", "--as-of", "2010"), "ratings table"),
            (("table", "--as-of", "2010", "--owner", "mtc", "--band", "good"), "ratings table --owner MTC --band good"),
            (("standards", "--owner", "mtc", "--band", "poor"), "ratings standards --owner MTC"),
            (("by", "owner", "--min", "7"), "ratings by owner"),
            (("by", "area", "--area", "kent", "--owner", "mtc"), "ratings by area --area Kent"),
            (("by", "region", "--region", "south east"), "ratings by region"),
            (
                ("by", "date", "--from", "2024", "--until", "2024"),
                "ratings by date -l PDU -l region --from 2024 --until 2024",
            ),
            (("by", "date", "--from", "2024", "-l", "crc"), "ratings by date"),
            (("by", "date", "--band", "outstanding"), "ratings by date"),
            (("feed", "--owner", "sodexo", "--area", "wales"), "ratings feed --area Wales"),
            (("feed", "-l", "pdu", "--area", "gloucestershire"), "ratings feed -l CRC --area Gloucestershire"),
        ],
    )
    def test_as_a_command_that_shows_something(self, ratings: Run, command: tuple[str, ...], proposed: str) -> None:
        result = ratings(*command)
        assert result.status == 0
        found = tries(result)
        assert proposed in found
        for typed in found:
            again = ratings(*shlex.split(typed)[1:])
            assert again.status == 0
            assert not tries(again)

    @pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "markdown", "html"])
    def test_in_every_format_and_in_no_text_that_is_published(self, ratings: Run, form: str) -> None:
        result = ratings("table", "--band", "outstanding", "--format", form)
        assert (
            "None of 21 Community Rehabilitation Companies in the record matches these filters."
            in result.out + result.err
        )
        assert ("Try, without --band: ratings table (21)" in result.out) == (form in {"table", "json"})
        assert ("Try, without --band: ratings table (21)" in result.err) == (form not in {"table", "json"})

    @pytest.mark.parametrize("command", ["table", "standards", "by owner", "by area", "by region", "by date"])
    def test_with_every_option(self, ratings: Run, command: str) -> None:
        options = ("--band", "outstanding", "--area", "kent", "--sources", "--limit", "3", "--wide")
        for form in ("table", "json", "html"):
            result = ratings(*command.split(), *options, "--format", form)
            assert (result.status, bool(tries(result) or "Try, " in result.out)) == (0, True)

    def test_no_table_of_headings(self, ratings: Run) -> None:
        assert "Provider " not in ratings("table", "--band", "outstanding").out
        assert "Rated" not in ratings("by", "owner", "-l", "pdu", "--band", "good").out

    def test_the_command_reads_the_same_data(self, ratings: Run, write: Callable[..., Path]) -> None:
        path = write("Name,Grade\nA,Gold\nB,Good\n", name="two words.csv")
        options = (
            "--data",
            path,
            "--column",
            "provider=Name",
            "--column",
            "overall=Grade",
            "--label",
            "gold=outstanding",
        )
        (typed,) = tries(ratings("table", *options, "--band", "poor"))
        assert len(ratings(*shlex.split(typed)[1:], "--format", "json").json["rows"]) == 2

    def test_owners_of_a_league_of_which_none_is_known(self, ratings: Run, write: Callable[..., Path]) -> None:
        path = write("""
leagues: [{name: homes}, {name: schools}]
providers: [{name: A, league: homes}, {name: B, league: schools}]
inspections:
  - {provider: A, owner: Acme, published: 2020-01-01, overall: good}
  - {provider: B, published: 2020-01-01, overall: good}
""")
        result = ratings("by", "owner", "-l", "schools", "--data", path)
        assert tries(result) == [f"ratings by owner --data {path}"]
        assert "Rated" not in result.out

    def test_a_provider_without_a_report_by_then(self, ratings: Run) -> None:
        result = ratings("show", "norfolk and suffolk", "--as-of", "2010")
        (typed,) = tries(result)
        assert typed == "ratings show 'Norfolk and Suffolk' CRC"
        assert "Sept 2019" in ratings(*shlex.split(typed)[1:]).out

    def test_nothing_at_all(self, ratings: Run, write: Callable[..., Path]) -> None:
        path = write("inspections:\n  - {provider: A, published: 2020-01-01}\n")
        result = ratings("by", "date", "--data", path)
        assert (result.status, "No report on providers is in the record." in result.out) == (0, True)


class TestWhatAFilterCannotJudgeIsSaid:
    def test_providers_without_a_region(self, ratings: Run) -> None:
        for command in (("table",), ("standards",), ("by", "region"), ("by", "owner"), ("by", "date"), ("feed",)):
            result = ratings(*command, "--region", "south east")
            said = next(line for line in (result.out + result.err).splitlines() if line.startswith("Not searched"))
            assert "the record does not give the region: 6 " in said
            assert "West Yorkshire" in said

    def test_only_of_those_that_pass_the_other_filters(self, ratings: Run) -> None:
        # Of the six without a region Sodexo ran BeNCH, Essex, and Norfolk and Suffolk.
        out = ratings("table", "--region", "north east", "--owner", "sodexo").out
        assert "does not give the region: 3 Community Rehabilitation Companies: " in out
        assert "Not searched" not in ratings("table", "--owner", "sodexo").out

    def test_standards_that_are_not_known(self, ratings: Run) -> None:
        # Leadership is known of two of 21.
        out = ratings("table", "--by", "leadership", "--band", "outstanding", "--notes", "all").out
        assert "the record does not give the rating for leadership: 19 Community Rehabilitation Companies: " in out

    def test_what_is_near_by_name(self, ratings: Run) -> None:
        for command in (("table",), ("by", "area"), ("feed",)):
            result = ratings(*command, "-l", "pdu", "--area", "gloucestershire")
            assert "Not shown, but near by name: Bristol and South Gloucestershire." in result.out + result.err

    def test_a_region_that_is_taken_for_an_area(self, ratings: Run) -> None:
        assert (
            "London is also a region: those in the region are shown, whatever areas they serve."
            in ratings("table", "-l", "pdu", "--area", "london").out
        )
        assert "also a region" not in ratings("table", "--area", "london").out


class TestOtherLeagues:
    def test_are_named_below_the_table_that_nobody_chose(self, ratings: Run) -> None:
        line = "Also: NPS 9, PDU 65, region 5 (-l pdu, -l all)."
        for command in ("table", "standards"):
            assert line in ratings(command).out
        assert line not in ratings("table", "-l", "pdu").out
        assert line not in ratings("table", "--format", "html").out

    def test_a_league_that_ended_says_so(self, ratings: Run, write: Callable[..., Path]) -> None:
        path = write("""
leagues:
  - {name: old, title: Old bodies, until: 2021-06}
  - {name: new}
providers:
  - {name: A, league: old}
  - {name: B, league: new}
inspections:
  - {provider: A, league: old, published: 2020-01-01, overall: good}
  - {provider: B, league: new, published: 2022-01-01, overall: good}
""")
        assert (
            "Old bodies ended in June 2021.\nAlso: new 1 (-l new, -l all)."
            in ratings("table", "--notes", "all", "--data", path).out
        )
        assert "Old bodies ended in June 2021." in ratings("table", "--data", path, "--format", "html").out
        assert "ended" not in ratings("table", "--data", path, "--as-of", "2021-06-29", "--notes", "all").out
        assert "ended in June 2021" in ratings("table", "--data", path, "--as-of", "2021-07-01", "--notes", "all").out
        assert "ended" not in ratings("table", "--data", path, "-l", "new", "--notes", "all").out


class TestAMeanStandsBesideItsNumber:
    def test_no_narrow_terminal_loses_it(self, record: DataSet) -> None:
        groups = by_owner(league_table(record, Selection(record.leagues[:1])))
        kept = [column.key for column in group_sheet(groups, "owner").tables[0].columns if column.drop == 0]
        assert kept[kept.index("mean") - 1] == "known"


def test_no_command_gives_a_position_where_few_are_rated(ratings: Run, write: Callable[..., Path]) -> None:
    # One of three is rated: a "1" beside it would be taken for the first of three.
    path = write("""
inspections:
  - {provider: A, owner: X, published: 2020-01-01, overall: inadequate}
  - {provider: B, owner: X, published: 2020-01-01}
  - {provider: C, owner: Y, published: 2020-01-01}
""")
    data = ("--data", path)
    for command in (("table",), ("by", "owner"), ("standards",)):
        result = ratings(*command, *data)
        assert "No positions, because the overall rating is known of only 1 of 3 providers." in result.out
        assert not [line for line in result.out.splitlines() if line.startswith((" #", "#", "1"))]
        assert all(row["position"] is None for row in ratings(*command, *data, "--format", "json").json["rows"])
    assert "none, fewer than half are rated" in ratings("compare", "A", "B", *data).out
    assert "none, not rated" in ratings("compare", "A", "B", *data).out
    assert "none, fewer than half are rated" in ratings("compare", "owner:X", "owner:Y", *data).out
    assert "No positions, because the overall rating is known of only 1 of 3 providers." in ratings("page", *data).out
    assert " place" not in ratings("post", "A", *data).out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--region", "essex"),
            "no region is called 'essex' (list them: ratings list regions); it is an area: --area essex",
        ),
        (("--owner", "sodexo,greater manchester"), "; it is an area: --area 'greater manchester'"),
        (
            ("-l", "sodexo"),
            "no league is called 'sodexo' (leagues: CRC; NPS; PDU; region); it is an owner: --owner sodexo",
        ),
        (("--area", "mtc"), "; it is an owner: --owner mtc"),
    ],
)
def test_the_name_of_another_kind_is_known_as_that(ratings: Run, options: tuple[str, ...], said: str) -> None:
    result = ratings("table", *options)
    assert result.status == 2
    assert said in result.err


class TestWhatAReporterTypes:
    """As typed."""

    def test_london(self, ratings: Run) -> None:
        # Ask for the inadequate ones in London, then for what the empty answer to "good" proposes.
        found = ratings("table", "-l", "pdu", "--area", "london", "--band", "inadequate")
        assert "4 of 65 PDUs in the record: 4 inadequate." in found.out
        assert found.out.count("34=  ") == 4
        nothing = ratings("table", "-l", "pdu", "--area", "london", "--band", "good")
        assert (nothing.status, tries(nothing)) == (0, ["ratings table -l PDU --area London"])
        again = ratings(*shlex.split(tries(nothing)[0])[1:])
        assert "6 of 65 PDUs in the record: 2 requires improvement, 4 inadequate." in again.out
        assert "London is also a region: those in the region are shown, whatever areas they serve." in again.out

    def test_two_owners(self, ratings: Run) -> None:
        # Sodexo ran six when they were rated, MTC two: eight of 21, of whom Thames Valley alone is good.
        repeated = ratings("table", "--owner", "sodexo", "--owner", "mtc")
        assert repeated.out == ratings("table", "--owner", "sodexo,mtc").out
        assert "8 of 21 CRCs in the record: 1 good, 7 requires improvement." in repeated.out
        assert ("1=  Thames Valley" in repeated.out, repeated.out.count("4=  ")) == (True, 7)

    def test_one_provider_has_one_position(self, ratings: Run) -> None:
        # BeNCH is one of 17 that require improvement, below three that are good.
        for command in (
            ("table",),
            ("table", "--owner", "sodexo"),
            ("table", "--area", "northants"),
            ("standards", "--band", "RI"),
        ):
            assert "4=  Bedfordshire, Northamptonshire" in ratings(*command).out
        assert "4= of 21" in ratings("compare", "bench", "essex crc").out
