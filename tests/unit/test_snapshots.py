"""The days on which a table changed, and what was new on each."""

from __future__ import annotations

import datetime as dt

import pytest

from ratings_cli.league.report import Change, Kind
from ratings_cli.league.snapshots import TableDay, possible_days, table_days
from ratings_cli.reading import read_yaml

DATA = read_yaml(
    """
leagues: [{name: one}, {name: two}]
programmes: [{name: first}, {name: second}]
providers:
  - {name: Lake, league: one, ownership: [{owner: Ash, from: 2018-01-01}]}
  - {name: Hill, league: one, ownership: [{owner: Ash, to: 2019-06-30}, {owner: Oak, from: 2019-07-01}]}
  - {name: Wood, league: one}
  - {name: Moor, league: one}
  - {name: Far, league: two}
inspections:
  - {provider: Hill, published: 2019-01-01, overall: good}
  - {provider: Hill, published: 2020-01-01, overall: inadequate}
  - {provider: Wood, published: 2019-06, overall: requires improvement}
  - {provider: Wood, published: 2019-09-01}
  - {provider: Moor, programme: second, published: 2019-02-01, overall: good}
  - {provider: Moor, programme: first, overall: inadequate}
  - {provider: Moor, programme: second, published: 2020-02-01, overall: requires improvement}
  - {provider: Far, published: 2018-05-01, overall: good}
""",
    "data.yaml",
)
ONE, TWO = DATA.leagues


def days(found: list[TableDay]) -> list[str]:
    return [str(day.day) for day in found]


def test_the_table_can_have_changed_when_a_report_was_out_or_an_owner_had_begun() -> None:
    assert possible_days(DATA, ONE) == [
        dt.date(2018, 1, 1),
        dt.date(2019, 1, 1),
        dt.date(2019, 2, 1),
        dt.date(2019, 6, 30),
        dt.date(2019, 7, 1),
        dt.date(2019, 9, 1),
        dt.date(2020, 1, 1),
        dt.date(2020, 2, 1),
    ]


def test_a_day_has_a_table_when_it_changed_and_the_last_table_has_every_report() -> None:
    # In 2018 nobody had been inspected; Wood's report of September 2019 rated nothing.
    expected = ["2019-01-01", "2019-02-01", "2019-06-30", "2019-07-01", "2020-01-01", "2020-02-01", "None"]
    assert days(table_days(DATA, ONE)) == expected
    assert days(table_days(DATA, ONE, 100)) == expected


@pytest.mark.parametrize(
    ("most", "expected"),
    [(0, ["None"]), (1, ["2020-02-01", "None"]), (3, ["2019-09-01", "2020-01-01", "2020-02-01", "None"])],
)
def test_of_the_days_the_newest_are_taken(most: int, expected: list[str]) -> None:
    assert days(table_days(DATA, ONE, most)) == expected


def test_the_first_day_of_a_league_is_one_of_the_newest_where_there_are_few() -> None:
    assert days(table_days(DATA, TWO, 5)) == ["2018-05-01", "None"]


def test_what_is_new_is_told_against_the_table_before() -> None:
    good, unclear = DATA.inspections[0], Change(None, unclear=True)
    found = {
        str(day.day): [(news.standing.provider.name, news.change, news.rated) for news in day.news]
        for day in table_days(DATA, ONE)
    }
    assert found == {
        "2019-01-01": [],
        # Moor's report without a date can have come before, between or after the others.
        "2019-02-01": [("Moor", unclear, True)],
        "2019-06-30": [("Wood", Change(Kind.NEW), True)],
        "2019-07-01": [("Hill", Change(Kind.SAME, good), False)],
        "2020-01-01": [("Hill", Change(Kind.DOWN, good), True)],
        "2020-02-01": [("Moor", unclear, True)],
        "None": [],
    }
