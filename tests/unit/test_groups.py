"""What holds of groups and series whatever the records are: nobody is lost, nobody is counted twice, counts add up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.league.groups import Groups, by_area, by_league, by_owner, by_region
from ratings_cli.league.league_table import LeagueTable, league_table
from ratings_cli.league.lookup import select
from ratings_cli.league.timeline import by_year, series
from ratings_cli.model.dataset import DataSet
from ratings_cli.model.scale import BANDS
from ratings_cli.reading import read_yaml

HEAD = """
leagues: [{name: company}, {name: division, regions_of: company}]
owners: [{name: Red}, {name: Blue}]
providers:
"""
DAYS = ["2019-01-01", "2019-02", "2019-02-28", "2020"]


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file of some companies and divisions with owners, areas, regions and ratings, each of which may be missing."""
    providers: list[str] = []
    inspections: list[str] = []
    for number in range(draw(st.integers(1, 6))):
        league = draw(st.sampled_from(["company", "company", "division"]))
        region = draw(st.sampled_from(["", ", region: North", ", region: South"])) if league == "company" else ""
        areas = draw(st.sets(st.sampled_from(["Coast", "Hills", "Moor"])))
        owner = draw(st.sampled_from(["", ", ownership: [{owner: Red}]", ", ownership: [{owner: Blue}]"]))
        # A division may bear the name of a region or not.
        name = draw(st.sampled_from(["North", "South", "East"])) if league == "division" else f"P{number}"
        if any(f"name: {name}, league: {league}" in provider for provider in providers):
            continue
        providers.append(f"  - {{name: {name}, league: {league}, areas: [{', '.join(sorted(areas))}]{region}{owner}}}")
        for day in draw(st.lists(st.sampled_from([*DAYS, ""]), unique=True, max_size=3)):
            band = draw(st.sampled_from([*(band.value for band in BANDS), ""]))
            fields = [f"provider: {name}", f"league: {league}"]
            fields += [f"published: {day}"] if day else []
            fields += [f"overall: {band}"] if band else []
            inspections.append(f"  - {{{', '.join(fields)}}}")
    if not inspections:
        inspections.append(f"  - {{provider: {providers[0].split('name: ')[1].split(',')[0]}, overall: good}}")
    return HEAD + "\n".join(providers) + "\ninspections:\n" + "\n".join(inspections) + "\n"


def table_of(text: str, day: str | None = None) -> tuple[DataSet, LeagueTable]:
    data = read_yaml(text, "data.yaml")
    as_of = dt.date.fromisoformat(day) if day else None
    return data, league_table(data, select(data, leagues=["all"], as_of=as_of))


def check_places(result: Groups) -> None:
    """The tie rules: a position is one more than the number of groups with a better mean."""
    means = [
        ranked.item.mean for ranked in result.places if ranked.position is not None and ranked.item.mean is not None
    ]
    for ranked in result.places:
        if ranked.position is None:
            continue
        mean = ranked.item.mean
        assert mean is not None
        assert ranked.position == 1 + sum(other > mean for other in means)
        assert ranked.tied == (means.count(mean) > 1)


days = st.sampled_from([None, "2019-02-27", "2019-03-01"])


@given(files(), days)
def test_owners_partition_the_table(text: str, day: str | None) -> None:
    _, table = table_of(text, day)
    result = by_owner(table)
    keys = [standing.provider.key for placed in result.places for standing in placed.item.members]
    keys += [standing.provider.key for standing in result.ungrouped]
    assert Counter(keys) == Counter(placed.item.provider.key for placed in table.places)
    counts = Counter(band for placed in result.places for band in placed.item.bands)
    counts += Counter(standing.overall for standing in result.ungrouped)
    assert counts == Counter(placed.item.overall for placed in table.places)
    check_places(result)


@given(files(), days)
def test_areas_hold_every_provider_once_for_each_place(text: str, day: str | None) -> None:
    _, table = table_of(text, day)
    result = by_area(table)
    found = Counter(
        (placed.item.name, standing.provider.key) for placed in result.places for standing in placed.item.members
    )
    expected = Counter(
        (area, placed.item.provider.key) for placed in table.places for area in placed.item.provider.areas
    )
    assert found == expected
    assert {standing.provider.key for standing in result.ungrouped} == {
        placed.item.provider.key for placed in table.places if not placed.item.provider.areas
    }
    check_places(result)


@given(files(), days)
def test_regions_partition_the_table_into_bodies_and_members(text: str, day: str | None) -> None:
    _, table = table_of(text, day)
    result = by_region(table)
    members = [standing.provider.key for placed in result.places for standing in placed.item.members]
    bodies = [("division", placed.item.name) for placed in result.places if placed.item.league == "division"]
    in_table = [placed.item.provider.key for placed in table.places]
    assert Counter(members) == Counter(key for key in in_table if key[0] == "company")
    assert {key for key in in_table if key[0] == "division"} <= set(bodies)
    assert len(set(bodies)) == len(bodies)
    check_places(result)


@given(files(), days)
def test_leagues_partition_the_table_and_do_not_compete(text: str, day: str | None) -> None:
    _, table = table_of(text, day)
    result = by_league(table)
    keys = [standing.provider.key for placed in result.places for standing in placed.item.members]
    assert Counter(keys) == Counter(placed.item.provider.key for placed in table.places)
    assert all(placed.position is None for placed in result.places)


@given(files(), days)
def test_every_report_is_in_one_year_or_in_none(text: str, day: str | None) -> None:
    data = read_yaml(text, "data.yaml")
    reports = series(data, select(data, leagues=["all"], as_of=dt.date.fromisoformat(day) if day else None))
    result = by_year(reports)
    counted = [standing.counts for placed in result.places for standing in placed.item.members]
    counted += [report.inspection for report in result.uncertain]
    assert Counter(counted) == Counter(report.inspection for report in reports.reports)
    for placed in result.places:
        for standing in placed.item.members:
            assert standing.counts
            assert standing.counts.published
            assert standing.counts.published.iso[:4] == placed.item.name


@given(files(), days)
def test_the_mean_is_of_those_that_are_rated(text: str, day: str | None) -> None:
    _, table = table_of(text, day)
    for placed in by_owner(table).places:
        scores = [standing.overall.score for standing in placed.item.members if standing.overall]
        assert placed.item.mean == (Fraction(sum(scores), len(scores)) if scores else None)


@given(files())
def test_the_running_count_is_that_of_the_table_as_at_the_day(text: str) -> None:
    data = read_yaml(text, "data.yaml")
    for league in ("company", "division"):
        result = series(data, select(data, leagues=[league]))
        for report in result.reports:
            place = result.places[report.inspection]
            if report.day is None:
                assert place.number is None
                continue
            table = league_table(data, select(data, leagues=[league], as_of=report.day))
            assert dict(place.by_then) == {
                band: sum(placed.item.overall is band for placed in table.places) for band in BANDS
            }


@given(files())
def test_every_rated_report_is_listed_once(text: str) -> None:
    data = read_yaml(text, "data.yaml")
    result = series(data, select(data, leagues=["all"]))
    assert len(result.reports) == result.of == sum(inspection.overall is not None for inspection in data.inspections)
    for league in ("company", "division"):
        dated = [report for report in result.reports if report.provider.league == league and report.day]
        for report in dated:
            assert result.places[report.inspection].number == 1 + sum(
                other.day < report.day for other in dated if other.day and report.day
            )


@pytest.mark.parametrize("day", ["2018-12-31", "2019-09-26", "2020-07-31", "2023-01-01", "2026-01-31"])
def test_the_shipped_record_adds_up(record: DataSet, day: str) -> None:
    table = league_table(record, select(record, leagues=["all"], as_of=dt.date.fromisoformat(day)))
    owners, areas, regions = by_owner(table), by_area(table), by_region(table)
    total = len(table.places)
    assert sum(len(placed.item.members) for placed in owners.places) + len(owners.ungrouped) == total
    served = sum(max(1, len(placed.item.provider.areas)) for placed in table.places)
    assert sum(len(placed.item.members) for placed in areas.places) + len(areas.ungrouped) == served
    bodies = sum(placed.item.provider.league in {"NPS", "region"} for placed in table.places)
    assert sum(len(placed.item.members) for placed in regions.places) + bodies == total
