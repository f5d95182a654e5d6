"""The order of a provider's reports: certain dates first, then programmes, possible days and the place in the file."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.league.standing import in_order
from ratings_cli.model.dates import parse_date
from ratings_cli.model.records import Inspection
from ratings_cli.reading import read_yaml

DATES = ["", "2018", "2019", "2019-03", "2019-05", "2019-03-01", "2019-05-03", "2019-05-31", "2020-01-01"]
PROGRAMMES = ["", "old", "new", "unlisted"]
Written = tuple[str, str]


def dataset(reports: list[Written]) -> str:
    lines = [
        f"  - {{provider: A, overall: good, note: n{number}"
        + (f", published: {date}" if date else "")
        + (f", programme: {programme}" if programme else "")
        + "}"
        for number, (date, programme) in enumerate(reports)
    ]
    return "inspections:\n" + "\n".join(lines) + "\n"


def possible(date: str) -> tuple[dt.date, dt.date]:
    if not date:
        return dt.date.min, dt.date.max
    return parse_date(date).earliest, parse_date(date).latest


def by_the_rules(reports: list[Written], programmes: list[str]) -> list[int]:
    """The one order, found by trying every one that respects the dates and taking the first by the other rules."""

    def respects(order: tuple[int, ...]) -> bool:
        return not any(
            possible(reports[later][0])[1] < possible(reports[earlier][0])[0]
            for place, earlier in enumerate(order)
            for later in order[place + 1 :]
        )

    def rank(number: int) -> tuple[int, dt.date, int]:
        date, programme = reports[number]
        place = programmes.index(programme) if programme in programmes else -1
        return place, possible(date)[1] if date else dt.date.min, number

    allowed = [order for order in permutations(range(len(reports))) if respects(order)]
    return list(min(allowed, key=lambda order: [rank(number) for number in order]))


def numbers(inspections: list[Inspection]) -> list[int]:
    return [int((inspection.note or "n-1")[1:]) for inspection in inspections]


reports_of = st.lists(
    st.tuples(st.sampled_from(DATES), st.sampled_from(PROGRAMMES)), min_size=1, max_size=6, unique=True
)


@given(reports_of)
def test_the_order_is_the_one_that_respects_the_dates_and_else_follows_the_programmes(
    reports: list[Written],
) -> None:
    # Where a file declares its programmes, all must be declared.
    declared = all(programme != "unlisted" for _, programme in reports)
    head = "programmes: [{name: old}, {name: new}]\n" if declared else ""
    data = read_yaml(head + dataset(reports), "data.yaml")
    expected = by_the_rules(reports, ["old", "new"] if declared else [])
    assert numbers(in_order(data, data.inspections)) == expected


def test_many_reports_against_the_order_of_programmes_are_sorted_in_step_with_their_number() -> None:
    reports = [(f"{2000 + number % 20}-{number % 12 + 1:02}", ["old", "new"][number % 2]) for number in range(4000)]
    data = read_yaml("programmes: [{name: old}, {name: new}]\n" + dataset(reports), "data.yaml")
    latest = [inspection.publication.latest for inspection in in_order(data, data.inspections)]
    assert latest == sorted(latest, key=lambda day: day or dt.date.min)  # all in whole months: dates decide alone
