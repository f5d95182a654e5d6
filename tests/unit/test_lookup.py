"""Which provider, owner, area, region, league or ranking key a name means, and what is said where it means none."""

from __future__ import annotations

from typing import Any

import pytest

from ratings_cli.league.lookup import find_provider, other_kinds, others_meant, ranking_key, select
from ratings_cli.model.dataset import DataSet
from ratings_cli.model.names import NameNotFoundError
from ratings_cli.reading import read_yaml

DATA = read_yaml(
    """
leagues: [{name: H, title: Care Homes, singular: care home}, {name: S, title: Schools, singular: school}]
programmes: [{name: round, standards: {all: [Overall, Points, leadership]}}]
owners: [{name: Acme}, {name: Northern Trust}, {name: Kent Care}, {name: Kent Trust}]
providers:
  - {name: Elm, league: H, areas: [Surrey], region: North, ownership: [{owner: Acme}]}
  - {name: Old Ash, league: H, areas: [Kent]}
  - {name: New Ash, league: H, areas: [Kent]}
  - {name: New Hope, league: S, areas: [Surrey, Essex, Ash]}
  - {name: Twin, league: H}
  - {name: Twin, league: S}
inspections: []
""",
    "data.yaml",
)
BARE = read_yaml("inspections: [{provider: Elm, published: 2020, overall: good}]", "data.yaml")
HOMES, SCHOOLS = DATA.leagues


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # With the league's name, singular or title, before or behind a part of the name or the whole of an area.
        ("elm h", "Elm"),
        ("care home elm", "Elm"),
        ("school new", "New Hope"),
        ("surrey h", "Elm"),
        ("care home surrey", "Elm"),
        ("essex schools", "New Hope"),
    ],
)
def test_a_provider_is_found_by_its_league_with_a_name_or_an_area(typed: str, found: str) -> None:
    assert find_provider(DATA, typed).name == found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("new", "'new' fits more than one provider: New Ash (H); New Hope (S) (write more of the name)"),
        ("ash h", "'ash h' fits more than one provider: New Ash (H); Old Ash (H) (write more of the name)"),
        (
            "ash care home",
            "'ash care home' fits more than one provider: New Ash; Old Ash (write more of the name)",
        ),
        (
            "twin",
            (
                "'twin' fits more than one provider: Twin (H); Twin (S) "
                '(add the league, such as --league H, or write "Twin H")'
            ),
        ),
        # The whole name of an area too: what else it could be is said behind the providers.
        (
            "ash",
            (
                "'ash' fits more than one provider: New Ash (H); Old Ash (H) (write more of the name); "
                "or, as an area: ratings table -l all --area ash --data 'my file'"
            ),
        ),
        (
            "north",
            (
                "'north' is an owner and a region: try: ratings table --owner north --data 'my file' "
                "or ratings table --region north --data 'my file'"
            ),
        ),
        ("homes", "'homes' is a league: try: ratings table -l H --data 'my file'"),
    ],
)
def test_a_name_that_is_no_one_providers_is_told_what_it_fits(typed: str, said: str) -> None:
    with pytest.raises(NameNotFoundError) as caught:
        find_provider(DATA, typed, typed=["--data", "my file"])
    assert str(caught.value) == said
    assert caught.value.several == ("fits more than one" in said)


def test_only_providers_of_the_leagues_that_are_asked_for_are_found_or_could_be_meant() -> None:
    assert find_provider(DATA, "twin", [SCHOOLS]).league == "S"
    with pytest.raises(NameNotFoundError, match=r"^no provider is called 'elm h' \(providers: New Hope \(S\); Twin"):
        find_provider(DATA, "elm h", [SCHOOLS])
    hope = find_provider(DATA, "new hope")
    assert [other.name for other in others_meant(DATA, "new", hope)] == ["New Ash"]
    assert others_meant(DATA, "new", hope, [SCHOOLS]) == []


def test_where_only_whole_names_count_a_part_of_a_leagues_is_none() -> None:
    assert other_kinds(DATA, "homes", (), whole=False) == [("league", "ratings table -l H")]
    assert other_kinds(DATA, "homes", (), whole=True) == []


def test_where_nothing_comes_near_and_there_is_too_much_to_name_a_command_lists_it(record: DataSet) -> None:
    with pytest.raises(NameNotFoundError, match=r"^no provider is called 'atlantis' \(list them: ratings list prov"):
        find_provider(record, "atlantis")
    with pytest.raises(NameNotFoundError, match=r"^no area is called 'atlantis' \(list them: ratings list areas\)$"):
        select(record, areas=["atlantis"])


@pytest.mark.parametrize(
    ("data", "filters", "said"),
    [
        (DATA, {"owners": ["essex"]}, "; it is an area: --area essex"),
        (DATA, {"owners": [" care home"]}, "; it is a league: --league 'care home'"),
        # A name that fits several is to be written out, and nothing more is said, though Kent is an area.
        (DATA, {"owners": ["kent"]}, "'kent' fits more than one owner: Kent Care; Kent Trust (write more of the name)"),
        (BARE, {"leagues": ["x"]}, "no league is called 'x' (this data has no leagues: leave out --league)"),
        (BARE, {"owners": ["x"]}, "no owner is called 'x' (list them: ratings list owners)"),
    ],
)
def test_a_filter_that_fits_nothing_is_told_what_the_name_is_or_what_to_do(
    data: DataSet, filters: dict[str, Any], said: str
) -> None:
    with pytest.raises(NameNotFoundError) as caught:
        select(data, **filters)
    assert str(caught.value).endswith(said)


def test_overall_and_points_are_the_rating_and_the_sum_though_a_standard_is_called_so() -> None:
    assert [ranking_key(DATA, by) for by in ("overall", "points", "lead")] == ["overall", "points", "leadership"]
