"""What filters pass over because it is not known, and what there is instead where they show nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ratings_cli.league.selection import Judged, Selection, alternatives, options_of, unjudged
from ratings_cli.league.standing import standing
from ratings_cli.model.dataset import DataSet
from ratings_cli.model.scale import Band
from ratings_cli.reading import read_yaml

AS_OF = dt.date(2020, 6, 30)
DATA = read_yaml(
    """
leagues: [{name: one}, {name: two}, {name: three}]
owners: [{name: Ash}, {name: Oak}]
providers:
  - {name: All known, league: one, areas: [Kent], region: South, ownership: [{owner: Ash}]}
  - {name: No area, league: one, region: South, ownership: [{owner: Ash}]}
  - {name: No region, league: one, areas: [Kent], ownership: [{owner: Ash}]}
  - {name: No owner, league: one, areas: [Kent], region: South}
  - {name: Not rated, league: one, areas: [Kent], region: South, ownership: [{owner: Ash}]}
  - {name: Elsewhere, league: two, areas: [Kent], region: North, ownership: [{owner: Oak}]}
inspections:
  - {provider: All known, published: 2020-01-01, overall: good}
  - {provider: No area, published: 2020-01-02, overall: good}
  - {provider: No region, published: 2020-01-03, overall: good}
  - {provider: No owner, published: 2020-01-04, overall: good}
  - {provider: Elsewhere, published: 2021-01-05, overall: inadequate}
""",
    "data.yaml",
)


def chosen(*leagues: str, **filters: Any) -> Selection:  # noqa: ANN401 - any filter
    return Selection(tuple(league for league in DATA.leagues if league.name in leagues), **filters)


def looked_at(data: DataSet = DATA) -> list[Judged]:
    standings = (standing(data, provider, None) for provider in data.providers)
    return [Judged(item.provider, item.owner, item.overall, item.counts is not None) for item in standings]


def passed_over(selection: Selection) -> dict[str, list[str]]:
    return {kind: [item.name for item in found] for kind, found in unjudged(selection, looked_at()).items()}


def count(selection: Selection) -> int:
    """How many providers a table of the selection has a rating of."""
    rated = [item for provider in DATA.providers if (item := standing(DATA, provider, selection.as_of)).counts]
    return sum(selection.shows(item.provider, item.owner, item.overall) for item in rated)


def instead(selection: Selection) -> list[tuple[str, int]]:
    return [(found.what, found.number) for found in alternatives(DATA, selection, count)]


class TestWhatAFilterPassesOver:
    def test_whose_value_for_it_is_not_known(self) -> None:
        assert passed_over(chosen("one", areas=("Kent",))) == {"area": ["No area"]}
        assert passed_over(chosen("one", regions=("South",))) == {"region": ["No region"]}
        assert passed_over(chosen("one", owners=("Ash",))) == {"owner": ["No owner"]}

    def test_whose_band_is_not_known_though_it_is_rated(self) -> None:
        things = [Judged(DATA.providers[0], "Ash", None), Judged(DATA.providers[4], None, None, is_rated=False)]
        found = unjudged(chosen("one", bands=(Band.GOOD,)), things)
        assert [item.name for item in found["band"]] == ["All known"]

    def test_no_body_that_was_never_rated_counts_as_one_of_an_unknown_owner(self) -> None:
        # "Not rated" has no owner when rated because it was not rated: nothing is missing in the record.
        assert "Not rated" not in passed_over(chosen("one", owners=("Oak",)))["owner"]

    def test_none_that_another_filter_leaves_out_in_any_case(self) -> None:
        assert passed_over(chosen("one", areas=("Kent",), bands=(Band.INADEQUATE,))) == {}
        assert passed_over(chosen("one", areas=("Kent",), bands=(Band.GOOD,))) == {"area": ["No area"]}
        assert passed_over(chosen("two", owners=("Ash",))) == {}
        assert passed_over(chosen("one", areas=("Kent",), owners=("Oak",))) == {"owner": ["No owner"]}


class TestWhatThereIsInstead:
    def test_in_other_leagues_and_with_one_filter_less(self) -> None:
        found = alternatives(DATA, chosen("one", areas=("Kent",), bands=(Band.INADEQUATE,)), count)
        assert [(other.what, other.number) for other in found] == [("in other leagues", 1), ("without --band", 3)]
        assert [league.name for league in found[0].chosen.leagues] == ["two"]
        assert found[1].chosen == chosen("one", areas=("Kent",))

    def test_without_the_date(self) -> None:
        assert instead(chosen("two", as_of=AS_OF)) == [("in other leagues", 4), ("without --as-of", 1)]

    def test_in_all_leagues_with_one_filter_less_where_one_change_is_not_enough(self) -> None:
        found = instead(chosen("three", owners=("Oak",), bands=(Band.GOOD,)))
        assert found == [("in all leagues, without --owner", 4), ("in all leagues, without --band", 1)]

    def test_without_any_filter_where_that_is_not_enough_either(self) -> None:
        two_wrong = {"owners": ("Nobody",), "regions": ("West",), "bands": (Band.OUTSTANDING,)}
        assert instead(chosen("one", **two_wrong)) == [("without filters", 4)]
        assert instead(chosen("two", **two_wrong, as_of=AS_OF)) == [("without filters", 1)]
        (found,) = alternatives(DATA, chosen("two", **two_wrong, as_of=AS_OF), count)
        assert found.chosen == chosen("two")
        (found,) = alternatives(DATA, chosen("three", **two_wrong, as_of=AS_OF), count)
        assert (found.chosen, found.number) == (chosen("one", "two", "three"), 5)

    def test_nothing_where_there_is_nothing(self) -> None:
        assert alternatives(DATA, chosen("one", "two", "three"), lambda _: 0) == []


class TestTheOptionsThatAskForIt:
    def test_name_what_was_chosen_but_for_the_leagues_that_need_no_name(self) -> None:
        default = chosen("one").leagues
        kent = {"areas": ("Kent",), "bands": (Band.GOOD,)}
        assert options_of(DATA, chosen("one", **kent), default) == ["--area", "Kent", "--band", "good"]
        assert options_of(DATA, chosen("two", as_of=AS_OF), default) == ["-l", "two", "--as-of", "2020-06-30"]
        assert options_of(DATA, chosen("one", "two", "three"), default) == ["-l", "all"]
