"""Positions: standard competition ranking, whatever the order in which things come."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.league.ranking import Placed, place
from ratings_cli.model.names import fold
from ratings_cli.model.scale import Points

Thing = tuple[str, Fraction | None]

KEYS = st.none() | st.builds(Fraction, st.integers(0, 4), st.integers(1, 4))
THINGS = st.lists(
    st.tuples(st.text("abcdefg &,", min_size=1, max_size=4), KEYS),
    max_size=12,
    unique_by=lambda thing: fold(thing[0]),
)


def ranked(things: list[Thing], *, worst_first: bool = False) -> list[Placed[Thing]]:
    return place(things, key=lambda thing: thing[1], name=lambda thing: thing[0], worst_first=worst_first)


def labels(*keys: int | None) -> list[str]:
    return [one.label for one in ranked([(f"{n:02}", None if k is None else Fraction(k)) for n, k in enumerate(keys)])]


def test_equal_keys_share_a_place_and_the_next_place_counts_them() -> None:
    assert labels(3, 2, 2, 1) == ["1", "2=", "2=", "4"]
    assert labels(2, 2, 2) == ["1=", "1=", "1="]
    assert labels(0) == ["1"]
    assert labels() == []


def test_what_has_no_key_stands_last_without_a_place_and_is_never_nought() -> None:
    assert labels(None, 0, None) == ["1", "", ""]
    unranked = ranked([("b", None), ("a", Fraction(0))])[-1]
    assert (unranked.thing, unranked.position, unranked.tied) == (("b", None), None, False)


def test_inside_a_tie_the_order_is_by_name_as_a_reader_has_it() -> None:
    one = Fraction(1)
    things: list[Thing] = [
        ("west", one),
        ("Éssex", one),
        ("Derby & Co", one),
        ("derby and a", one),
        ("Avon", None),
        ("above", None),
    ]
    assert [item.thing[0] for item in ranked(things)] == [
        "derby and a",
        "Derby & Co",
        "Éssex",
        "west",
        "above",
        "Avon",
    ]


def test_shares_are_compared_unrounded() -> None:
    # 333 of 1000 and 1 of 3 are the same when rounded to two places, and are not equal.
    things: list[Thing] = [("a", Points(333, 1000).share), ("b", Points(1, 3).share), ("c", Points(2, 6).share)]
    assert [(one.thing[0], one.label) for one in ranked(things)] == [("b", "1="), ("c", "1="), ("a", "3")]


@given(THINGS, st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(things: list[Thing], random: Random) -> None:
    shuffled = list(things)
    random.shuffle(shuffled)
    assert ranked(shuffled) == ranked(things)


@given(THINGS)
def test_a_position_is_one_more_than_the_number_of_strictly_better_ones(things: list[Thing]) -> None:
    for one in ranked(things):
        key = one.thing[1]
        if key is None:
            assert one.position is None
        else:
            assert one.position == 1 + sum(1 for _, other in things if other is not None and other > key)


@given(THINGS)
def test_equal_keys_have_an_equal_place_and_only_they_are_tied(things: list[Thing]) -> None:
    keys = [key for _, key in things if key is not None]
    placed = ranked(things)
    for one in placed:
        for other in placed:
            if one.thing[1] is not None and other.thing[1] is not None:
                assert (one.thing[1] == other.thing[1]) is (one.position == other.position)
        assert one.tied is (one.thing[1] is not None and keys.count(one.thing[1]) > 1)


@given(THINGS)
def test_everything_is_placed_once_best_first(things: list[Thing]) -> None:
    placed = ranked(things)
    assert sorted(map(repr, things)) == sorted(repr(one.thing) for one in placed)
    positions = [one.position for one in placed if one.position is not None]
    assert positions == sorted(positions)
    assert all(one.position is None for one in placed[len(positions) :])


@given(THINGS)
def test_beginning_at_the_bottom_keeps_every_position_and_the_order_inside_a_tie(things: list[Thing]) -> None:
    best, worst = ranked(things), ranked(things, worst_first=True)
    assert {one.thing: one for one in best} == {one.thing: one for one in worst}
    positions = [one.position for one in worst if one.position is not None]
    assert positions == sorted(positions, reverse=True)
    for position in positions:
        assert [one for one in best if one.position == position] == [one for one in worst if one.position == position]
    assert [one for one in best if one.position is None] == [one for one in worst if one.position is None]
    assert all(one.position is None for one in worst[len(positions) :])
