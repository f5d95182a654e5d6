"""What a data set knows of its records: programmes, standards, points, times, and every name that may be typed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ratings_cli.model.dataset import DataSet, provider_names, ranking_key_names, standard_names
from ratings_cli.model.scale import Band
from ratings_cli.reading import read, read_yaml

DATA = read_yaml(
    """
leagues: [{name: one, until: 2021-06}, {name: two}]
programmes:
  - {name: old, standards: {running: [leadership, premises], cases: [planning]}}
  - {name: unrated, rated: false, standards: {all: [leadership]}}
  - {name: new, standards: {running: [leadership]}}
providers:
  - {name: Hill, id: "7", short: H, aliases: [High], league: one}
  - {name: Wood, league: two}
inspections:
  - {provider: Hill, programme: new, published: 2020-03, overall: good, standards: {leadership: good}}
  - {provider: Hill, programme: old, published_by: 2019-08-01, overall: good, standards: {planning: inadequate}}
  - {provider: Hill, programme: old, published: 2019-05-20, overall: good}
  - {provider: Hill, programme: unrated, published: 2019-05-01}
  - {provider: Hill, programme: old, overall: good}
  - {provider: Hill, overall: good, standards: {tea: outstanding}}
  - {provider: Wood, programme: old, published: 2022-01-01, overall: good}
""",
    "data.yaml",
)
ONE, TWO = DATA.leagues
BARE = read_yaml('inspections: [{provider: "Hill", overall: good}]', "data.yaml")


def test_standards_stand_under_the_headings_of_their_programme_and_others_under_none() -> None:
    new, old, undated = (DATA.inspections[place] for place in (0, 1, 5))
    assert DATA.standards_of(new) == {"running": {"leadership": Band.GOOD}}
    assert DATA.standards_of(old) == {
        "running": {"leadership": None, "premises": None},
        "cases": {"planning": Band.INADEQUATE},
    }
    assert DATA.standards_of(undated) == {"": {"tea": Band.OUTSTANDING}}


def test_a_league_rates_the_standards_of_its_programmes_or_else_all_that_are_named() -> None:
    assert DATA.rated_standards("two") == ["leadership", "premises", "planning"]
    assert BARE.rated_standards("one") == []


@pytest.mark.parametrize(
    ("count", "words", "group"),
    [
        (3, set(), ("leadership", "premises", "planning")),
        (2, {"running"}, ("leadership", "premises")),
        (1, {"cases"}, ("planning",)),
        (4, {"cases"}, None),
    ],
)
def test_so_many_standards_are_a_whole_programme_or_those_of_a_heading(
    count: int, words: set[str], group: tuple[str, ...] | None
) -> None:
    assert DATA.groups_of_standards("two", count, words) == ({group} if group else set())


def test_the_programmes_of_a_league_are_those_that_rated_somebody_in_it() -> None:
    assert [programme.name for programme in DATA.programmes_of("one")] == ["old", "new"]
    assert [programme.name for programme in DATA.programmes_of("two")] == ["old"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # Its first report is of 1 May 2019, and 200 days before that nobody wrote of it yet.
        (dt.date(2019, 5, 1) - dt.timedelta(days=199), True),
        (dt.date(2019, 5, 1) - dt.timedelta(days=200), False),
        # It ended by 30 June 2021, and after 400 days more nobody writes of it any longer.
        (dt.date(2021, 6, 30) + dt.timedelta(days=400), True),
        (dt.date(2021, 6, 30) + dt.timedelta(days=401), False),
    ],
)
def test_a_text_can_be_of_a_league_from_shortly_before_its_first_report_to_a_year_after_its_end(
    days: dt.date,
    expected: bool,  # noqa: FBT001 - a case
) -> None:
    assert DATA.is_time_of(ONE, days) is expected


def test_a_league_without_an_end_or_a_dated_report_is_of_all_time() -> None:
    assert DATA.is_time_of(TWO, dt.date(2100, 1, 1))
    assert BARE.is_time_of(BARE.leagues[0], dt.date(1900, 1, 1))


def test_a_provider_is_called_by_each_of_its_names_with_and_without_its_league_and_by_its_id() -> None:
    (hill,) = provider_names(DATA, [ONE])
    assert hill.name == "Hill (one)"
    plain = ("Hill", "H", "High")
    assert hill.others == (*plain, "one Hill", "one H", "one High", "Hill one", "H one", "High one", "7")
    (bare,) = provider_names(BARE)
    assert (bare.name, bare.others) == ("Hill", ("Hill",))


def test_a_table_is_ranked_by_the_overall_rating_the_points_or_a_standard() -> None:
    standards = ["leadership", "premises", "planning", "tea"]
    assert [(named.item, named.name) for named in ranking_key_names(DATA)] == [
        (name, name) for name in ("overall", "points", *standards)
    ]


def test_the_standards_of_a_programme_are_its_own_and_of_one_without_a_list_all_there_are() -> None:
    assert [(named.item, named.name) for named in standard_names(DATA, "old")] == [
        (name, name) for name in ("leadership", "premises", "planning")
    ]
    everything = ["leadership", "premises", "planning", "tea"]
    assert [named.item for named in standard_names(DATA)] == everything
    assert [named.item for named in standard_names(DATA, "nowhere")] == everything


def test_a_programme_that_no_list_declares_has_its_name_and_rates() -> None:
    data = read_yaml("inspections: [{provider: Hill, programme: first}, {provider: Hill}]", "data.yaml")
    found = [data.programme_of(inspection) for inspection in data.inspections]
    assert [(programme.name, programme.rated, programme.standards) for programme in found] == [
        ("first", True, {}),
        ("", True, {}),
    ]


@pytest.fixture
def table(tmp_path: Path) -> DataSet:
    path = tmp_path / "table.csv"
    path.write_text("Name,Published,Overall\nElm,2020-05-13,Good\nFir,2020-05-14,Inadequate\nElm,2021-05-13,Good\n")
    return read(path)


def test_the_inspections_of_a_table_stand_in_the_order_of_its_rows(table: DataSet) -> None:
    rows = table.inspections
    assert [inspection.provider for inspection in rows] == ["Elm", "Fir", "Elm"]
    assert (len(rows), rows[1].provider, rows[-1].published and rows[-1].published.iso) == (3, "Fir", "2021-05-13")
    assert list(rows[1:]) == [rows[1], rows[2]]
    assert [rows[0], rows[2]] == list(table.inspections_of["", "Elm"])
