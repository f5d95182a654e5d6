"""Positions: standard competition ranking, whatever the order in which items come."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.league.ranking import Ranked, rank
from ratings_cli.model.names import fold
from ratings_cli.model.scale import Points

Thing = tuple[str, Fraction | None]

KEYS = st.none() | st.builds(Fraction, st.integers(0, 4), st.integers(1, 4))
THINGS = st.lists(
    st.tuples(st.text("abcdefg &,", min_size=1, max_size=4), KEYS),
    max_size=12,
    unique_by=lambda item: fold(item[0]),
)


def ranked(items: list[Thing], *, worst_first: bool = False) -> list[Ranked[Thing]]:
    return rank(items, key=lambda item: item[1], name=lambda item: item[0], worst_first=worst_first)


def labels(*keys: int | None) -> list[str]:
    return [
        name.label for name in ranked([(f"{n:02}", None if k is None else Fraction(k)) for n, k in enumerate(keys)])
    ]


def test_equal_keys_share_a_place_and_the_next_place_counts_them() -> None:
    assert labels(3, 2, 2, 1) == ["1", "2=", "2=", "4"]
    assert labels(2, 2, 2) == ["1=", "1=", "1="]
    assert labels(0) == ["1"]
    assert labels() == []


def test_what_has_no_key_stands_last_without_a_place_and_is_never_nought() -> None:
    assert labels(None, 0, None) == ["1", "", ""]
    unranked = ranked([("b", None), ("a", Fraction(0))])[-1]
    assert (unranked.item, unranked.position, unranked.tied) == (("b", None), None, False)


def test_inside_a_tie_the_order_is_by_name_as_a_reader_has_it() -> None:
    fraction = Fraction(1)
    items: list[Thing] = [
        ("west", fraction),
        ("Éssex", fraction),
        ("Derby & Co", fraction),
        ("derby and a", fraction),
        ("Avon", None),
        ("above", None),
    ]
    assert [item.item[0] for item in ranked(items)] == [
        "derby and a",
        "Derby & Co",
        "Éssex",
        "west",
        "above",
        "Avon",
    ]


def test_shares_are_compared_unrounded() -> None:
    # 333 of 1000 and 1 of 3 are the same when rounded to two places, and are not equal.
    items: list[Thing] = [("a", Points(333, 1000).share), ("b", Points(1, 3).share), ("c", Points(2, 6).share)]
    assert [(name.item[0], name.label) for name in ranked(items)] == [("b", "1="), ("c", "1="), ("a", "3")]


@given(THINGS, st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(items: list[Thing], random: Random) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)
    assert ranked(shuffled) == ranked(items)


@given(THINGS)
def test_a_position_is_one_more_than_the_number_of_strictly_better_ones(items: list[Thing]) -> None:
    for name in ranked(items):
        key = name.item[1]
        if key is None:
            assert name.position is None
        else:
            assert name.position == 1 + sum(1 for _, other in items if other is not None and other > key)


@given(THINGS)
def test_equal_keys_have_an_equal_place_and_only_they_are_tied(items: list[Thing]) -> None:
    keys = [key for _, key in items if key is not None]
    placed = ranked(items)
    for name in placed:
        for other in placed:
            if name.item[1] is not None and other.item[1] is not None:
                assert (name.item[1] == other.item[1]) is (name.position == other.position)
        assert name.tied is (name.item[1] is not None and keys.count(name.item[1]) > 1)


@given(THINGS)
def test_everything_is_placed_once_best_first(items: list[Thing]) -> None:
    placed = ranked(items)
    assert sorted(map(repr, items)) == sorted(repr(name.item) for name in placed)
    positions = [name.position for name in placed if name.position is not None]
    assert positions == sorted(positions)
    assert all(name.position is None for name in placed[len(positions) :])


@given(THINGS)
def test_beginning_at_the_bottom_keeps_every_position_and_the_order_inside_a_tie(items: list[Thing]) -> None:
    best, worst = ranked(items), ranked(items, worst_first=True)
    assert {name.item: name for name in best} == {name.item: name for name in worst}
    positions = [name.position for name in worst if name.position is not None]
    assert positions == sorted(positions, reverse=True)
    for position in positions:
        assert [name for name in best if name.position == position] == [
            name for name in worst if name.position == position
        ]
    assert [name for name in best if name.position is None] == [name for name in worst if name.position is None]
    assert all(name.position is None for name in worst[len(positions) :])
