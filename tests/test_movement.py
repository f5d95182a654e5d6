"""Movement: places gained and lost between two rankings, and whose rating changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import Run
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


def rows_by_provider(result: dict[str, list[dict[str, object]]]) -> dict[object, dict[str, object]]:
    return {row["provider"]: row for row in result["rows"]}


def test_thames_valley_rose_to_the_top_in_january_2020(ratings: Run) -> None:
    # On 26 Sept 2019: Hampshire good (1), 19 requires improvement (2=), Dorset inadequate (21). Thames Valley then
    # rose to good: 1= with Hampshire; the other 18 fell from 2= to 3=; Dorset stays the 21st.
    result = ratings("table", "--since", "2019-09-26", "--as-of", "2020-01-21", "--format", "json").json
    rows = rows_by_provider(result)
    moves = {name: (row["was"], row["position"], row["moved"]) for name, row in rows.items()}
    assert moves.pop("Thames Valley") == (2, 1, 1)
    assert moves.pop("Hampshire and Isle of Wight") == (1, 1, 0)
    assert moves.pop("Dorset, Devon and Cornwall") == (21, 21, 0)
    assert len(moves) == 18
    assert set(moves.values()) == {(2, 3, -1)}
    assert result["since"] == "2019-09-26"
    assert result["changes"] == {
        "upgraded": 1,
        "downgraded": 0,
        "unchanged": 20,
        "reinspected": 0,
        "first": 0,
        "unclear": 0,
        "unclear_changed": 0,
    }
    assert result["gone"] == []


def test_the_table_says_in_words_who_was_upgraded(ratings: Run) -> None:
    out = ratings("table", "--since", "2019-09-26", "--as-of", "2020-01-21").out
    row = next(line for line in out.splitlines() if "Thames Valley" in line)
    assert row.split()[:2] == ["1=", "↑1"]
    assert (
        "Newest overall rating since 26 Sept 2019: 1 upgraded, 0 downgraded, 20 unchanged, 0 rated for the first time."
        in out
    )


def test_without_since_there_is_no_word_of_movement(ratings: Run) -> None:
    result = ratings("table", "--format", "json").json
    assert not {"moved", "was"} & result["rows"][0].keys()
    assert not {"since", "changes", "gone"} & result.keys()
    assert "moved" not in ratings("table", "--format", "csv").out.splitlines()[0]
    header = ratings("table", "--since", "2019-01-01", "--format", "csv").out.splitlines()[0]
    assert header.endswith(",inspections,moved,was")


def test_a_rating_is_compared_with_the_providers_own_even_where_a_filter_hid_it(ratings: Run) -> None:
    # Among the good alone, Thames Valley is new; but it had a rating before, and was upgraded from it.
    options = ("--since", "2019-09-26", "--as-of", "2020-01-21", "--format", "json")
    good = ratings("table", "--band", "good", *options).json
    row = rows_by_provider(good)["Thames Valley"]
    assert (row["was"], row["moved"]) == (None, None)
    assert (good["changes"]["upgraded"], good["changes"]["first"]) == (1, 0)
    middling = ratings("table", "--band", "RI", *options).json
    assert middling["gone"] == [{"provider": "Thames Valley", "was": 2}]


SMALL = """
inspections:
  - {provider: Up, published: 2019-01-01, overall: inadequate}
  - {provider: Up, published: 2020-01-01, overall: good}
  - {provider: Down, published: 2019-01-01, overall: outstanding}
  - {provider: Down, published: 2020-01-01, overall: requires improvement}
  - {provider: Again, published: 2019-01-01, overall: good}
  - {provider: Again, published: 2020-01-01, overall: good}
  - {provider: Same, published: 2019-01-01, overall: good}
  - {provider: First, published: 2020-01-01, overall: good}
  - {provider: Vague, published: 2019, overall: good}
  - {provider: Unrated, published: 2019-01-01}
"""


def test_who_was_upgraded_downgraded_inspected_again_and_rated_first(ratings: Run, write: Callable[..., Path]) -> None:
    result = ratings("table", "--data", write(SMALL), "--since", "2019-06-30", "--format", "json").json
    # Vague came out some day of 2019: nobody knows on which side of 30 June. Unrated has no rating to compare.
    assert result["changes"] == {
        "upgraded": 1,
        "downgraded": 1,
        "unchanged": 2,
        "reinspected": 1,
        "first": 1,
        "unclear": 1,
        "unclear_changed": 0,
    }
    # then: Down 1; Again, Same 2=; Up 4. now: Again, First, Same, Up, Vague 1=; Down 6
    moves = {row["provider"]: row["moved"] for row in result["rows"]}
    assert moves == {"Again": 1, "First": None, "Same": 1, "Up": 3, "Vague": None, "Down": -5, "Unrated": None}


def test_the_notes_say_what_is_unclear_and_who_was_inspected_again(ratings: Run, write: Callable[..., Path]) -> None:
    out = ratings("table", "--data", write(SMALL), "--since", "2019-06-30").out
    assert "2 unchanged (1 of them inspected again)" in out
    assert (
        "Not counted there, because the date is not exact enough to say if it was out by 30 June 2019: Vague (2019)"
        in out
    )


def test_an_older_vague_report_makes_a_first_rating_unclear(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("""
inspections:
  - {provider: A, published: 2019, overall: good}
  - {provider: A, published: 2020-01-01, overall: good}
""")
    found = ratings("table", "--data", path, "--since", "2019-06-30", "--format", "json").json["changes"]
    assert (found["first"], found["unclear"]) == (0, 1)


def test_a_report_of_a_programme_that_began_after_the_day_is_on_the_later_side_of_it(ratings: Run) -> None:
    # Reports of 2022 and then, of the programme that began in October 2023, reports without an exact date:
    # Essex North, West Kent and Swansea Neath Port Talbot from inadequate to requires improvement; Northamptonshire
    # from requires improvement to inadequate, South Tyneside and Gateshead from good to requires improvement.
    result = ratings("table", "--league", "PDU", "--since", "2022-12-31", "--format", "json").json
    assert (result["changes"]["upgraded"], result["changes"]["downgraded"]) == (3, 2)
    # Of the earlier programme, Cumbria, Dorset, and Portsmouth and the Isle of Wight are known to be of 2023.
    assert result["changes"]["unclear"] == 0


def test_a_report_of_a_later_programme_is_not_left_out_of_an_earlier_table_for_want_of_a_date(ratings: Run) -> None:
    out = ratings("table", "--league", "region", "--as-of", "2023-09-30").out
    assert "Left out" not in out
    assert "Left out" in ratings("table", "--league", "region", "--as-of", "2023-10-01").out


def test_the_note_names_those_of_the_unclear_whose_band_is_another_one_now(
    ratings: Run, write: Callable[..., Path]
) -> None:
    path = write("""
inspections:
  - {provider: Changed, published: 2018, overall: good}
  - {provider: Changed, published: 2019, overall: inadequate}
  - {provider: As before, published: 2018, overall: good}
  - {provider: As before, published: 2019, overall: good}
""")
    out = ratings("table", "--data", path, "--since", "2019-06-30").out
    assert "by 30 June 2019: As before (2019) and Changed (2019). Of these with another band now" in out
    assert "another band now than in the table as at 30 June 2019: Changed." in out
    found = ratings("table", "--data", path, "--since", "2019-06-30", "--format", "json").json["changes"]
    assert (found["unclear"], found["unclear_changed"]) == (2, 1)


def test_who_left_an_owner_is_gone_from_its_table(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("""
inspections:
  - {provider: A, owner: Old, published: 2019-01-01, overall: good}
  - {provider: B, owner: Old, published: 2019-01-01, overall: inadequate}
  - {provider: A, owner: New, published: 2020-01-01, overall: good}
""")
    out = ratings("table", "--data", path, "--owner", "Old", "--since", "2019-06-30").out
    assert "Gone since 30 June 2019: A (was 1)." in out
    assert next(line for line in out.splitlines() if line.split()[2:3] == ["B"]).split()[:2] == ["2", "="]


def test_since_after_as_of_is_a_usage_error(ratings: Run) -> None:
    result = ratings("table", "--since", "2020-01-22", "--as-of", "2020-01-21")
    assert result.status == 2
    assert "--since is after --as-of" in result.err
