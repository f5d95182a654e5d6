"""Movement: places gained and lost between two rankings, and whose rating changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.movement import movement
from ratings_cli.ranking import Placed, place

Ranks = dict[str, int | None]


def ranking(scores: Ranks) -> list[Placed[str]]:
    return place(scores, key=lambda name: scores[name], name=lambda name: name)


def labels(then: Ranks, now: Ranks) -> dict[str, str]:
    ranked = ranking(now)
    moved = movement(ranking(then), ranked, identity=lambda name: name)
    return {one.thing: move.label for one, move in zip(ranked, moved.moves, strict=True)}


def test_places_gained_are_up_and_places_lost_are_down() -> None:
    # then: a 1, b 2, c 3; now: c 1, a 2, b 3
    assert labels({"a": 3, "b": 2, "c": 1}, {"a": 2, "b": 1, "c": 3}) == {"c": "↑2", "a": "↓1", "b": "↓1"}


def test_a_shared_place_counts_as_the_place_that_is_shared() -> None:
    # then: a 1, b 2=, c 2=; now: a 1=, b 1=, c 3
    assert labels({"a": 3, "b": 2, "c": 2}, {"a": 3, "b": 3, "c": 2}) == {"a": "=", "b": "↑1", "c": "↓1"}


def test_without_a_place_then_is_new_and_without_a_place_now_says_nothing() -> None:
    assert labels({"a": 3, "b": None}, {"a": None, "b": 2, "c": 1}) == {"b": "new", "c": "new", "a": ""}


def test_those_gone_are_listed_best_first_whatever_the_order_of_the_table() -> None:
    then = place("abc", key=lambda name: -ord(name), name=lambda name: name, worst_first=True)
    moved = movement(then, ranking({"b": 1, "c": None}), identity=lambda name: name)
    assert [(one.thing, one.label) for one in moved.gone] == [("a", "1"), ("c", "3")]


rankings = st.dictionaries(st.sampled_from("abcdefgh"), st.none() | st.integers(0, 3))


@given(rankings, rankings)
def test_position_then_is_position_now_and_the_places_between(then: Ranks, now: Ranks) -> None:
    before = {one.thing: one.position for one in ranking(then)}
    ranked = ranking(now)
    moved = movement(ranking(then), ranked, identity=lambda name: name)
    for one, move in zip(ranked, moved.moves, strict=True):
        assert move.was == before.get(one.thing)
        if move.places is not None:
            assert one.position is not None
            assert move.was == one.position + move.places
    stayed = {one.thing for one in ranked if one.position is not None}
    assert {one.thing for one in moved.gone} == {name for name, score in then.items() if score is not None} - stayed


@given(rankings)
def test_against_itself_nothing_moves(scores: Ranks) -> None:
    assert set(labels(scores, scores).values()) <= {"=", ""}
