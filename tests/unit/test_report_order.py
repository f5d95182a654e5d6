"""The order of a provider's reports: certain dates first, then programmes, possible days and the place in the file."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import reference
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.league.standing import in_order
from ratings_cli.reading import read_yaml

DATES = ["", "2018", "2019", "2019-03", "2019-05", "2019-03-01", "2019-05-03", "2019-05-31", "2020-01-01"]
PROGRAMMES = ["", "old", "new", "unlisted"]
Written = tuple[str, str]


def record_of(reports: list[Written]) -> dict[str, Any]:
    """One provider's reports, each good and with its number for a note. Programmes that are declared all must be."""
    written = [
        {"provider": "A", "overall": "good", "note": str(number)}
        | ({"published": date} if date else {})
        | ({"programme": programme} if programme else {})
        for number, (date, programme) in enumerate(reports)
    ]
    declared = all(programme != "unlisted" for _, programme in reports)
    programmes = {"programmes": [{"name": "old"}, {"name": "new"}]} if declared else {}
    return {**programmes, "inspections": written}


reports_of = st.lists(
    st.tuples(st.sampled_from(DATES), st.sampled_from(PROGRAMMES)), min_size=1, max_size=6, unique=True
)


@given(reports_of)
def test_the_order_is_the_one_that_respects_the_dates_and_else_follows_the_programmes(
    reports: list[Written],
) -> None:
    record = record_of(reports)
    data = read_yaml(json.dumps(record), "data.yaml")
    expected = [report["note"] for report in reference.in_order(record, record["inspections"])]
    assert [inspection.note for inspection in in_order(data, data.inspections)] == expected


def test_many_reports_against_the_order_of_programmes_are_sorted_in_step_with_their_number() -> None:
    reports = [(f"{2000 + number % 20}-{number % 12 + 1:02}", ["old", "new"][number % 2]) for number in range(4000)]
    data = read_yaml(json.dumps(record_of(reports)), "data.yaml")
    latest = [inspection.publication.latest for inspection in in_order(data, data.inspections)]
    assert latest == sorted(latest, key=lambda day: day or dt.date.min)  # all in whole months: dates decide alone
