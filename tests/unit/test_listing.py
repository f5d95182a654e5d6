"""What there is to ask for by name, what else it is called, and who goes with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ratings_cli.league.groups import by_area
from ratings_cli.league.league_table import league_table
from ratings_cli.league.listing import listing
from ratings_cli.league.selection import Selection
from ratings_cli.model.dataset import programme_names
from ratings_cli.model.names import Named
from ratings_cli.model.scale import Band
from ratings_cli.reading import read_yaml

DATA = read_yaml(
    """
leagues: [{name: two, title: Twos, singular: one of two}, {name: one}]
programmes:
  - {name: new, title: The new one, standards: {running: [leadership, premises]}}
  - {name: old, standards: {running: [leadership], cases: [planning]}}
areas: [{name: Kent, aliases: [Garden of England]}]
owners: [{name: Oak}, {name: ash, full_name: Ash Limited, aliases: [Ashes, Ash Limited]}]
providers:
  - name: Wood
    league: one
    areas: [Kent, Essex]
    region: South
    ownership: [{owner: ash, to: 2019-12-31}, {owner: Oak, from: 2020-01-01}]
  - {name: hill, short: H, aliases: [High Hill], league: two, areas: [Kent], ownership: [{owner: ash}]}
  - {name: Lake, league: two, ownership: [{owner: ash}]}
inspections:
  - {provider: Wood, programme: old, published: 2020-06-01, overall: good, standards: {planning: good}}
  - {provider: hill, programme: new, published: 2020-07-01, overall: inadequate, standards: {leadership: good}}
  - {provider: Lake, published: 2020-08-01}
""",
    "data.yaml",
)


def told(kind: str, **chosen: Any) -> list[tuple[str, tuple[str, ...], list[str], list[str]]]:  # noqa: ANN401 - any filter
    """The name, the other names, who goes with it, and who of them is rated."""
    return [
        (
            entry.name,
            entry.others,
            [item.provider.name for item in entry.members],
            [item.provider.name for item in entry.rated],
        )
        for entry in listing(DATA, kind, Selection(DATA.leagues, **chosen))
    ]


EXPECTED: dict[str, list[tuple[str, tuple[str, ...], list[str], list[str]]]] = {
    # By name whatever the case, each with its short name and its aliases; Lake had a report that rated nothing.
    "providers": [
        ("hill", ("H", "High Hill"), ["hill"], ["hill"]),
        ("Lake", (), ["Lake"], []),
        ("Wood", (), ["Wood"], ["Wood"]),
    ],
    # As in the file; a league's title is another name of it, and not what one of its providers is called.
    "leagues": [("two", ("Twos",), ["hill", "Lake"], ["hill"]), ("one", (), ["Wood"], ["Wood"])],
    # Oak ran Wood when it was rated; before that, ash had. No other name stands there twice.
    "owners": [
        ("ash", ("Ash Limited", "Ashes"), ["Wood", "hill", "Lake"], ["hill"]),
        ("Oak", (), ["Wood"], ["Wood"]),
    ],
    "areas": [("Essex", (), ["Wood"], ["Wood"]), ("Kent", ("Garden of England",), ["Wood", "hill"], ["Wood", "hill"])],
    "regions": [("South", (), ["Wood"], ["Wood"])],
    # Leadership is a standard of both programmes, and of Wood its band is not known.
    "standards": [
        ("leadership", (), ["Wood", "hill"], ["hill"]),
        ("planning", (), ["Wood"], ["Wood"]),
        ("premises", (), ["hill"], []),
    ],
}


@pytest.mark.parametrize("kind", EXPECTED)
def test_everything_of_a_kind_is_told_with_who_goes_with_it(kind: str) -> None:
    assert told(kind) == EXPECTED[kind]


def test_as_at_a_day_those_go_with_a_name_on_whom_a_report_was_out() -> None:
    assert told("providers", as_of=dt.date(2020, 6, 30)) == [("Wood", (), ["Wood"], ["Wood"])]


def test_filters_choose_who_counts() -> None:
    assert told("areas", bands=(Band.GOOD,)) == [
        ("Essex", (), ["Wood"], ["Wood"]),
        ("Kent", ("Garden of England",), ["Wood"], ["Wood"]),
    ]
    assert told("owners", owners=("Oak",), areas=("Kent",))[1] == ("Oak", (), ["Wood"], ["Wood"])
    assert told("providers", regions=("South",)) == [("Wood", (), ["Wood"], ["Wood"])]


def test_a_programme_is_found_by_its_title_and_without_a_list_by_what_inspections_name() -> None:
    assert programme_names(DATA) == [Named("new", "new", ("The new one",)), Named("old", "old", ("old",))]
    inspections = "[{provider: A, programme: first}, {provider: B}, {provider: A, programme: first}]"
    undeclared = read_yaml(f"inspections: {inspections}", "data.yaml")
    assert programme_names(undeclared) == [Named("first", "first")]


def test_places_of_several_leagues_stand_by_name() -> None:
    table = league_table(DATA, Selection(DATA.leagues))
    assert [placed.item.name for placed in by_area(table).places] == ["Essex", "Kent"]
