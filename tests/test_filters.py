"""Filters choose what is shown: they change no position, add up within one kind, and give no false nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Run


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
        assert any("because filters leave out some of the providers: MTC" in note for note in result["notes"])

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
            ratings("table", "--by", "points", "--data", four, "--format", "csv").out.splitlines()[1].startswith(",A")
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
