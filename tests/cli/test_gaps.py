"""What is known to be missing: whom it concerns, and for which days (docs/data-format.md, A gap)."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import unescape
from pathlib import Path

import pytest
from conftest import ROOT, Run

from ratings_cli.league.league_table import caveats
from ratings_cli.model.dataset import DataSet
from ratings_cli.reading import read_yaml

DAY = dt.date.fromisoformat

TWO_LEAGUES = """
leagues:
  - name: CRC
    gaps:
      - {text: One rose, providers: [North, South], from: 2020-01-22, until: 2021-06}
      - {text: No page on the pilot}
  - name: PDU
    gaps: [{text: Hull rated again, providers: [Hull], from: 2024-07}]
providers:
  - {name: North}
  - {name: South}
  - {name: West}
  - {name: Hull, league: PDU}
inspections:
  - {provider: North, overall: requires improvement, published: 2019}
  - {provider: South, overall: requires improvement, published: 2019}
  - {provider: West, overall: good, published: 2019}
  - {provider: Hull, overall: inadequate, published: 2023}
"""


def texts(data: DataSet, leagues: str, as_of: str | None, providers: set[tuple[str, str]] | None = None) -> list[str]:
    chosen = [league for league in data.leagues if league.name in leagues.split()]
    return [gap.text for gap in caveats(data, chosen, DAY(as_of) if as_of else None, providers)]


@pytest.mark.parametrize(
    ("leagues", "as_of", "found"),
    [
        ("CRC", "2020-01-21", []),
        ("CRC", "2020-01-22", ["One rose"]),
        ("CRC", "2021-06-30", ["One rose"]),
        ("CRC", "2021-07-01", []),
        ("CRC", None, []),  # it has ended, and all reports are of today
        ("PDU", "2024-06-30", []),
        ("PDU", "2024-07-01", ["Hull rated again"]),
        ("PDU", None, ["Hull rated again"]),
        ("CRC PDU", "2021-01-01", ["One rose"]),
    ],
)
def test_a_gap_bears_on_tables_of_its_league_between_its_days(
    leagues: str, as_of: str | None, found: list[str]
) -> None:
    assert texts(read_yaml(TWO_LEAGUES, "x"), leagues, as_of) == found


def test_it_bears_on_the_providers_that_it_names_and_on_no_others() -> None:
    data = read_yaml(TWO_LEAGUES, "x")
    assert texts(data, "CRC", "2020-06-01", {("CRC", "South"), ("CRC", "West")}) == ["One rose"]
    assert texts(data, "CRC", "2020-06-01", {("CRC", "West")}) == []


@pytest.mark.parametrize(
    ("published", "found"),
    [
        ("published: 2024-06-30", ["Hull rated again"]),
        ("published: 2024-07-01", []),
        ("published: 2025", []),
        ("owner: A", ["Hull rated again"]),
    ],
)
def test_it_is_silent_of_a_provider_that_is_rated_since(published: str, found: list[str]) -> None:
    data = read_yaml(TWO_LEAGUES + f"  - {{provider: Hull, overall: good, programme: new, {published}}}\n", "x")
    assert texts(data, "PDU", None) == found


def test_a_gap_of_the_whole_record_bears_on_every_league_that_is_shown() -> None:
    whole = "gaps: [{text: Ten are missing}, {text: Hull may be better, providers: [Hull]}]\n"
    data = read_yaml(whole + TWO_LEAGUES, "x")
    assert [gap.text for gap in data.gaps] == ["Ten are missing", "Hull may be better"]
    assert texts(data, "PDU", "2023-12-31") == ["Hull may be better"]
    assert texts(data, "CRC", "2023-12-31") == []


RISEN = "The inspectorate counts one more CRC as good by July 2020; no source found names it: it is one of the eleven "
HULL = "Hull and East Riding was inspected again in 2024; its second rating is in no page seen"


class TestTheLineIsEverywhere:
    """A band that is probably superseded says so wherever it is shown or counted."""

    @pytest.mark.parametrize(
        "command",
        [
            "table",
            "table --as-of 2020-01-22",
            "table --owner mtc",
            "table --owner arcc",
            "compare northumbria merseyside",
            "table --league all --band outstanding --by leadership",
            "table --limit 1 --owner sodexo",
            "table --by points --order worst",
            "by owner",
            "by area",
            "by region",
            "by date",
            "standards",
            "show essex crc",
            "compare essex merseyside",
            "compare sodexo mtc",
            "post merseyside --as-of 2021-01-01",
            "feed",
        ],
    )
    def test_of_crcs_after_thames_valley_rose(self, command: str, ratings: Run) -> None:
        assert ratings(*command.split()).out.count(RISEN) == (11 if command == "feed" else 1)

    @pytest.mark.parametrize("command", ["table", "by owner", "by area", "by date", "standards", "show bench"])
    @pytest.mark.parametrize("form", ["html", "markdown", "json", "svg"])
    def test_in_every_format_for_readers(self, command: str, form: str, ratings: Run) -> None:
        out = " ".join(ratings(*command.split(), "--format", form).out.split())
        words = re.sub(r"</text> <text[^>]*>", " ", out)
        assert RISEN in words

    @pytest.mark.parametrize(
        "command",
        [
            "table --as-of 2020-01-21",
            "table --league nps",
            "table --league region",
            "by date --until 2019",
            "show merseyside",
            "compare essex@2019-05-03 merseyside@2020-01-21",
            "post bench",
        ],
    )
    def test_but_not_where_no_such_band_is_shown(self, command: str, ratings: Run) -> None:
        assert RISEN not in ratings(*command.split()).out

    @pytest.mark.parametrize(
        ("command", "found"),
        [
            ("table --league pdu", True),
            ("table --league all", True),
            ("table --league pdu --as-of 2024-06-30", False),
            ("table --league pdu --region wales", True),
            ("table --league pdu --as-of 2025-01-01 --owner sodexo", False),
            ("by region --league pdu", True),
            ("show hull", True),
            ("show hull --as-of 2024-01-01", False),
            ("post leeds", True),
            ("compare hull leeds", True),
        ],
    )
    def test_of_hull(self, command: str, found: bool, ratings: Run) -> None:  # noqa: FBT001 - a case of the table
        assert (HULL in ratings(*command.split()).out) is found

    def test_on_the_page_for_each_day(self, ratings: Run) -> None:
        html = ratings("page").out
        payload = json.loads(re.findall(r'<script type="application/json" id="data">(.*?)</script>', html)[0])
        crcs = next(league for league in payload["leagues"] if league["name"] == "CRC")
        for table in crcs["days"]:
            bears = table["day"] == "" or table["day"] > "2020-01-21"
            assert any(note.startswith(RISEN) for note in table["notes"]) is bears, table["day"]
        without_script = html.partition("<noscript>")[2].partition("</noscript>")[0]
        assert RISEN in without_script

    def test_it_goes_when_the_missing_rating_is_there(self, ratings: Run, tmp_path: Path) -> None:
        own = tmp_path / "own.yaml"
        ratings("init", own, "--from-shipped")
        found = ["--provider", "Hull and East Riding", "--programme", "pdu-2023", "--overall", "good"]
        ratings("add", "--data", own, *found, "--published", "2026-11-20", "--source", "HMIP, https://example.org/hull")
        assert HULL not in ratings("table", "--league", "pdu", "--data", own).out


class TestWhatIsMissingIsListed:
    def test_by_scale_with_its_ground(self, ratings: Run, record: DataSet) -> None:
        out = ratings("scale").out
        found = ratings("scale", "--format", "json").json["gaps"]
        gaps = [*record.gaps, *(gap for league in record.leagues for gap in league.gaps)]
        assert [gap["text"] for gap in found] == [gap.text for gap in gaps]
        assert all(gap.text in out and (gap.ground or "") in out for gap in gaps)

    def test_on_the_page(self, ratings: Run, record: DataSet) -> None:
        html = unescape(ratings("page").out.partition('<details id="gaps">')[2].partition("</details>")[0])
        assert all(gap.text in html for league in record.leagues for gap in league.gaps)

    def test_in_the_docs(self, record: DataSet) -> None:
        page = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
        assert all(gap.text in page for league in record.leagues for gap in league.gaps)

    def test_numbers_say_that_they_are_of_the_record_and_where_to_read_what_is_missing(self, ratings: Run) -> None:
        out = ratings("table", "--league", "pdu").out
        assert "65 PDUs in the record: 33 requires improvement, 32 inadequate." in out
        assert "Known gaps: ratings scale." in out

    def test_pictures_say_so_too(self, ratings: Run) -> None:
        desc = re.findall("<desc>(.*?)</desc>", ratings("table", "--league", "pdu", "--format", "svg").out)[0]
        assert desc.startswith("Newest overall rating of each of the 65 Probation Delivery Units in the record.")

    def test_a_file_without_gaps_says_nothing_of_them(self, ratings: Run) -> None:
        own = ROOT / "docs" / "examples" / "beginner.yaml"
        assert "missing" not in ratings("scale", "--data", own).out + ratings("table", "--data", own).out
        assert '<details id="gaps">' not in ratings("page", "--data", own).out


def test_the_version_tells_how_much_is_in_the_record_and_how_new_it_is(ratings: Run) -> None:
    # The newest are dynamic inspections: of the one in Greater Manchester the year alone is known.
    assert ratings("--version").out.splitlines()[1] == "record: 143 inspections. Newest report in the record: 2026."
