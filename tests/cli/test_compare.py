"""Providers, owners and dates side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from ratings_cli.league.comparison import differ


def line(out: str, what: str) -> str:
    return next(name for name in out.splitlines() if name.strip().startswith(what))


def columns(result: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - parsed JSON
    return {row["provider"]: row for row in result["rows"]}


def test_hampshire_beside_bench(ratings: Run) -> None:
    # Hampshire: Purple Futures, good, 8 May 2019, through the gate RI. BeNCH: Sodexo, requires improvement, 3 May 2019,
    # through the gate inadequate. In the record of all reports three are good, so BeNCH is 4=.
    out = ratings("compare", "hampshire", "bench").out
    assert line(out, "Owner").split() == ["Owner", "≠", "Purple", "Futures", "Sodexo"]
    assert line(out, "Overall").split() == ["Overall", "≠", "good", "requires", "improvement"]
    assert line(out, "Position").split() == ["Position", "≠", "1=", "of", "21", "4=", "of", "21"]
    assert line(out, "Published").split() == ["Published", "≠", "8", "May", "2019", "3", "May", "2019"]
    gate = line(out, "through the gate").split()
    assert gate == ["through", "the", "gate", "≠", "requires", "improvement*", "inadequate"]


def test_what_is_not_known_of_one_is_no_difference(ratings: Run) -> None:
    out = ratings("compare", "hampshire", "bench").out
    reviewing = line(out, "reviewing")
    assert "≠" not in reviewing
    assert reviewing.split() == ["reviewing", "inadequate", "not", "known"]
    result = ratings("compare", "hampshire", "bench", "--format", "json").json
    assert result["differs"] == ["owner", "areas", "overall", "position", "published", "through the gate"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], False), ([1, None], False), ([None, None], False), ([1, 1, None], False), ([1, None, 2], True)],
)
def test_an_unknown_differs_from_nothing(values: list[int | None], expected: bool) -> None:  # noqa: FBT001 - a case
    assert differ(values) is expected


def test_a_provider_beside_itself_on_an_earlier_day(ratings: Run) -> None:
    # Its report came out on 3 May 2019: the day before there was none.
    result = ratings("compare", "bench@2019-05-02", "bench@2019-05-03", "--format", "json").json
    assert [(row["as_of"], row["overall"], row["position"]) for row in result["rows"]] == [
        ("2019-05-02", None, None),
        ("2019-05-03", "requires improvement", 1),
    ]
    out = ratings("compare", "bench@2019-05-02", "bench@2019-05-03").out
    assert line(out, "Overall").split() == ["Overall", "not", "rated", "requires", "improvement"]
    assert "as at 2 May 2019" in out


def test_ratings_so_far_of_thames_valley_before_and_after_its_rise(ratings: Run) -> None:
    result = ratings("compare", "thames valley crc@2019-09-26", "thames valley crc", "--format", "json").json
    assert [[item["overall"] for item in row["ratings"]] for row in result["rows"]] == [
        ["requires improvement"],
        ["requires improvement", "good"],
    ]
    assert result["rows"][1]["previous"] == "requires improvement"


def test_as_of_is_the_day_for_names_without_their_own(ratings: Run) -> None:
    result = ratings("compare", "bench@2019-05-02", "hampshire", "--as-of", "2019-06-30", "--format", "json").json
    assert [row["as_of"] for row in result["rows"]] == ["2019-05-02", "2019-06-30"]


@pytest.mark.parametrize("names", [("sodexo", "purple futures"), ("owner:sodexo", "owner:purple futures")])
def test_owners_side_by_side_on_26_september_2019(ratings: Run, names: tuple[str, ...]) -> None:
    # Sodexo's six were all requires improvement: mean 1. Purple Futures' five: one good, four requires improvement:
    # (2 + 4 x 1) / 5 = 1.2.
    result = ratings("compare", *names, "--as-of", "2019-09-26", "--format", "json").json
    assert result["compared"] == "owners"
    found = [(row["owner"], row["providers"], row["good"], row["requires_improvement"]) for row in result["rows"]]
    assert found == [("Sodexo", 6, 0, 6), ("Purple Futures", 5, 1, 4)]
    assert [row["mean"] for row in result["rows"]] == [1.0, 1.2]
    assert result["rows"][1]["best"] == ["Hampshire and Isle of Wight"]
    assert result["differs"] == ["providers rated", "position", "mean score", "good", "requires improvement"]


def test_an_owner_and_a_provider_cannot_be_compared(ratings: Run) -> None:
    result = ratings("compare", "bench", "sodexo")
    assert result.status == 2
    assert "'sodexo' is an owner" in result.err


def test_standards_of_another_programme_are_said_to_be_no_standards_there(
    ratings: Run, write: Callable[..., Path]
) -> None:
    path = write("""
programmes:
  - {name: old, standards: {running: [leadership], cases: [planning]}}
  - {name: new, standards: {running: [leadership, premises]}}
inspections:
  - {provider: A, programme: old, published: 2019-01-01, overall: good, standards: {leadership: good, planning: good}}
  - {provider: B, programme: new, published: 2020, overall: good, standards: {leadership: inadequate, premises: good}}
""")
    out = ratings("compare", "A", "B", "--data", path).out
    assert line(out, "leadership").split() == ["leadership", "≠", "good", "inadequate"]
    assert line(out, "planning").split() == ["planning", "good", "no", "such", "standard"]
    assert line(out, "premises").split() == ["premises", "no", "such", "standard", "good"]
    assert "They were rated on different standards" in out


def test_a_report_whose_date_is_not_exact_enough_is_named(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("""
inspections:
  - {provider: A, published: 2019, overall: good}
  - {provider: B, published: 2019-01-01, overall: good}
""")
    out = ratings("compare", "A@2019-06-30", "B", "--data", path).out
    assert "Left out of A: the date is not exact enough to say if out by the end of June 2019: 2019." in out


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("bench",), "compare needs at least two names"),
        (("bench", "atlantis"), "no provider is called 'atlantis'"),
        (("bench@tomorrow", "bench"), "NAME@DATE: 'tomorrow' is not a date"),
        (("owner:sodexo", "owner:nobody"), "no owner is called 'nobody'"),
    ],
)
def test_what_cannot_be_compared_is_a_usage_error(ratings: Run, names: tuple[str, ...], message: str) -> None:
    result = ratings("compare", *names)
    assert result.status == 2
    assert message in result.err
    assert result.out == ""


def test_csv_has_the_keys_of_the_table_after_the_date(ratings: Run) -> None:
    lines = ratings("compare", "bench@2019-05-03", "hampshire", "--format", "csv").out.splitlines()
    assert lines[0].startswith("as_of,position,tied,provider,short,league,")
    assert lines[1].startswith('2019-05-03,1,true,"Bedfordshire, Northamptonshire, Cambridgeshire and Hertfordshire",')
    assert len(lines) == 3
