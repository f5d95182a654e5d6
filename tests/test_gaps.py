"""What is known to be missing: whom it concerns, and for which days (docs/data-format.md, A gap)."""

from __future__ import annotations

import datetime as dt

import pytest

from ratings_cli.dataset import DataSet
from ratings_cli.gaps import caveats
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
