"""What is set side by side: whose record, in which leagues, as at which day."""

from __future__ import annotations

import datetime as dt

import pytest

from ratings_cli.league.comparison import Contender, GroupContender, contenders
from ratings_cli.model.names import NameNotFoundError
from ratings_cli.reading import read_yaml
from ratings_cli.views.group_sheets import compare_groups_sheet

JUNE = dt.date(2019, 6, 30)
DATA = read_yaml(
    """
leagues: [{name: one}, {name: two}]
owners: [{name: Ash}, {name: Oak}, {name: Elm}]
providers:
  - {name: Hill, league: two, ownership: [{owner: Oak}]}
  - {name: Hill, league: one, areas: [Kent], ownership: [{owner: Ash}]}
  - {name: Wood, league: one, ownership: [{owner: Oak}]}
  - {name: Lake, league: one, ownership: [{owner: Elm}]}
inspections:
  - {provider: Hill, league: one, published: 2019-01-01, overall: good}
  - {provider: Hill, league: one, published: 2020-01-01, overall: inadequate}
  - {provider: Wood, published: 2019-06-01, overall: requires improvement}
  - {provider: Hill, league: two, published: 2019-06-01, overall: outstanding}
""",
    "data.yaml",
)
ONE = DATA.leagues[:1]


def owners(*names: str, as_of: dt.date | None = None) -> list[GroupContender]:
    return [found for found in contenders(DATA, names, ONE, as_of) if isinstance(found, GroupContender)]


def test_an_owner_is_told_of_as_at_its_own_day() -> None:
    # Ash ran Hill alone: good (2) in January 2019, inadequate (0) a year later.
    found = owners("owner:ash@2019-06-30", "owner:ash")
    assert [(str(owner.place.item.mean), owner.as_of) for owner in found] == [("2", JUNE), ("0", None)]


def test_the_day_for_all_is_that_of_owners_without_one() -> None:
    found = owners("ash", "oak", as_of=JUNE)
    assert [(str(owner.place.item.mean), owner.as_of) for owner in found] == [("2", JUNE), ("1", JUNE)]


def test_only_the_leagues_that_were_asked_for_count() -> None:
    # Oak's outstanding Hill is of league two.
    (oak, _) = owners("owner:oak", "owner:ash")
    assert [member.provider.name for member in oak.place.item.members] == ["Wood"]
    providers = [found for found in contenders(DATA, ("hill", "wood"), ONE, None) if isinstance(found, Contender)]
    assert [found.standing.provider.key for found in providers] == [("one", "Hill"), ("one", "Wood")]


def test_an_owner_of_whom_nothing_is_rated_has_no_rating_and_no_place() -> None:
    found = owners("owner:ash", "owner:elm")
    told = compare_groups_sheet(DATA, ONE, found).view.records()[1]
    assert (told["owner"], told["position"], told["mean"], told["good"]) == ("Elm", None, None, 0)


def test_a_command_to_try_names_the_data_as_it_was_named() -> None:
    with pytest.raises(NameNotFoundError) as error:
        contenders(DATA, ("hill", "kent"), ONE, None, ("--data", "own.yaml"))
    assert str(error.value) == "'kent' is an area: try: ratings table --area kent --data own.yaml"
