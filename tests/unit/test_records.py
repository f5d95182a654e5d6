"""What a record says of itself: its keys in the file, its end, its days and the ground of what is derived."""

from __future__ import annotations

import datetime as dt

import pytest

from ratings_cli.model.dates import parse_date
from ratings_cli.model.records import (
    Derived,
    Inspection,
    League,
    Ownership,
    Programme,
    Provider,
    Reference,
    field_names,
)
from ratings_cli.model.scale import Band
from ratings_cli.model.table_records import records_of_rows

JUNE = parse_date("2021-06")


def test_the_keys_of_a_record_are_those_of_the_file() -> None:
    assert field_names(Ownership) == ["owner", "from", "to", "note"]


@pytest.mark.parametrize(
    ("day", "ended"),
    [
        (dt.date(2021, 6, 30), False),  # it may have been there until the last day of its month
        (dt.date(2021, 7, 1), True),
        (None, True),
    ],
)
def test_a_league_has_ended_when_the_last_day_of_its_end_is_over(day: dt.date | None, *, ended: bool) -> None:
    assert League(name="CRC", until=JUNE).ended_by(day) == (JUNE if ended else None)
    assert League(name="PDU").ended_by(day) is None


def test_a_league_or_a_programme_is_called_by_its_title_or_else_its_name() -> None:
    for record in (League, Programme):
        assert (record(name="CRC", title="Companies").label, record(name="CRC").label) == ("Companies", "CRC")


def test_a_provider_is_told_from_others_by_its_league_and_its_id_or_name() -> None:
    assert Provider(name="Kent", league="CRC").key == Reference(provider="Kent", league="CRC").key == ("CRC", "Kent")
    assert Provider(name="Kent", id="7").key == Inspection(provider="7").key == ("", "7")


@pytest.mark.parametrize(
    ("published", "published_by", "latest"),
    [
        ("2019-05", None, dt.date(2019, 5, 31)),
        ("2019", dt.date(2019, 3, 1), dt.date(2019, 3, 1)),  # it was out by then
        (None, dt.date(2019, 3, 1), dt.date(2019, 3, 1)),
        (None, None, None),
    ],
)
def test_the_latest_day_that_a_report_can_be_of(
    published: str | None, published_by: dt.date | None, latest: dt.date | None
) -> None:
    date = parse_date(published) if published else None
    inspection = Inspection(provider="Kent", published=date, published_by=published_by)
    assert inspection.latest == inspection.publication.latest == latest


def test_a_derived_value_has_its_ground() -> None:
    derived = (Derived(fields=("overall", "owner"), ground="the summary"), Derived(fields=("points",)))
    inspection = Inspection(provider="Kent", derived=derived)
    grounds = [inspection.ground_of(field) for field in ("owner", "points", "caseload")]
    assert grounds == ["the summary", "no ground is given", None]


def test_two_entries_say_the_same_where_every_value_is_the_same() -> None:
    first, second = (Inspection(provider="Kent", overall=Band.GOOD) for _ in range(2))
    assert first != second
    assert first.says_the_same(second)
    assert not first.says_the_same(Inspection(provider="Kent", overall=Band.GOOD, note="One more."))


def test_the_records_of_rows_are_those_that_are_made_one_by_one() -> None:
    names, areas = ["Kent", "Essex"], [("Kent", "Medway"), ()]
    assert records_of_rows(Provider, {"name": names, "areas": areas}) == [
        Provider(name=name, areas=area) for name, area in zip(names, areas, strict=True)
    ]
    assert records_of_rows(Provider, {"name": [], "areas": []}) == []
