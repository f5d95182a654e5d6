"""Single values of a data file: each is read as it is written, or refused with what to do."""

from __future__ import annotations

import datetime as dt

import pytest

from ratings_cli.model.dates import parse_date
from ratings_cli.model.field_types import parse_count, parse_qualifier
from ratings_cli.model.records import Inspection
from ratings_cli.model.scale import Band
from ratings_cli.reading import read_yaml
from ratings_cli.reading.diagnostics import DataError

FULL = """
programmes: [{{name: p, rated: {rated}}}]
inspections:
  - {{provider: " Kent ", published: 2019-05, published_by: 2019-05-03, overall: Good, points: {points},
     caseload: 7000, caseload_is: {qualifier}, note: {note}}}
"""


@pytest.mark.parametrize(("rated", "points"), [("true", "0"), ("false", "999999999")])
def test_each_kind_of_value_is_what_is_written(rated: str, points: str) -> None:
    data = read_yaml(FULL.format(rated=rated, points=points, qualifier="more than", note="a"), "data.yaml")
    (inspection,) = data.inspections
    assert inspection.says_the_same(
        Inspection(
            provider="Kent",
            published=parse_date("2019-05"),
            published_by=dt.date(2019, 5, 3),
            overall=Band.GOOD,
            points=int(points),
            caseload=7000,
            caseload_is="more than",
            note="a",
        )
    )
    assert data.programmes[0].rated is (rated == "true")


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("rated", "yes", "'yes' is neither true nor false"),
        ("points", "-3", "'-3' is not a whole number (write it with digits only)"),
        ("points", "٣", "'٣' is not a whole number (write it with digits only)"),
        ("points", "1000000000", "1000000000 is too large for a count here (fix the number)"),
        ("qualifier", "some", "'some' is none of: more than, nearly, about, up to"),
        ("note", "~", "is empty (give a value, or leave the key out when it is not known)"),
        ("note", "null", "is empty (give a value, or leave the key out when it is not known)"),
        ("note", '" "', "is empty (give a value, or leave the key out when it is not known)"),
        ("note", "[a, b]", "should be a text, not a list"),
        ("note", "{a: b}", "should be a text, not a group of keys"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_do(field: str, text: str, said: str) -> None:
    values = {"rated": "true", "points": "3", "qualifier": "about", "note": "a"} | {field: text}
    with pytest.raises(DataError) as caught:
        read_yaml(FULL.format(**values), "data.yaml")
    assert str(caught.value).endswith(said)


def test_the_options_that_add_an_inspection_read_numbers_alike() -> None:
    assert (parse_count("8136"), parse_qualifier("up to")) == (8136, "up to")
