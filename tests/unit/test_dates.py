"""Dates as exact as their source, and what was certainly out on a day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ratings_cli.model.dataset import DataSet
from ratings_cli.model.dates import DateError, PartialDate, Publication, parse_date, parse_day, read_date, show_day
from ratings_cli.model.records import Inspection

DAYS = st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9999, 12, 31))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("written", "earliest", "latest", "shown"),
    [
        ("2019-05-03", "2019-05-03", "2019-05-03", "3 May 2019"),
        ("2018-09", "2018-09-01", "2018-09-30", "Sept 2018"),
        ("2019-12", "2019-12-01", "2019-12-31", "Dec 2019"),
        ("2019-06", "2019-06-01", "2019-06-30", "June 2019"),
        ("2025", "2025-01-01", "2025-12-31", "2025"),
        ("2020-02", "2020-02-01", "2020-02-29", "Feb 2020"),  # a leap year
        ("2019-02", "2019-02-01", "2019-02-28", "Feb 2019"),
        ("1900-02", "1900-02-01", "1900-02-28", "Feb 1900"),  # divisible by 100: no leap year
        ("2000-02", "2000-02-01", "2000-02-29", "Feb 2000"),  # divisible by 400: a leap year
        ("2020-02-29", "2020-02-29", "2020-02-29", "29 Feb 2020"),
        ("2020", "2020-01-01", "2020-12-31", "2020"),
        ("9999-12", "9999-12-01", "9999-12-31", "Dec 9999"),
    ],
)
def test_a_date_stands_for_all_the_days_that_it_can_be(written: str, earliest: str, latest: str, shown: str) -> None:
    date = parse_date(written)
    assert (date.earliest, date.latest) == (day(earliest), day(latest))
    assert (str(date), date.iso) == (shown, written)
    assert date.is_day is (earliest == latest)


@pytest.mark.parametrize(
    "written",
    [
        "2019-02-29",
        "2019-04-31",
        "2019-13",
        "2019-00",
        "2019-01-00",
        "0000",
        "20190503",
        "2019-W18-5",
        "2019-5-3",
        "3 May 2019",
        "03/05/2019",
        "19",
        "0",
        "",
        "2019-05-03T00:00",
        "2019-05-",
        "-2019",
        "٢٠١٩",  # digits, but not those of the written form
        "2019-05-03 2019-05-04",
        "1556841600",
    ],
)
def test_anything_else_is_no_date(written: str) -> None:
    with pytest.raises(DateError, match=r"write 2019-05-03, 2019-05 or 2019"):
        parse_date(written)


@pytest.mark.parametrize("written", ["2019-05", "2019"])
def test_where_a_day_is_needed_a_month_is_not_enough(written: str) -> None:
    with pytest.raises(DateError, match="is not exact to the day"):
        parse_day(written)


@pytest.mark.parametrize("written", ["2019-05", "2019", "yesterday", "2019-02-30", ""])
def test_where_a_day_is_needed_no_other_form_is_offered(written: str) -> None:
    with pytest.raises(DateError, match=r"\(write it like 2019-05-03\)$"):
        parse_day(written)


@given(DAYS)
def test_every_day_can_be_written_and_read_again(item: dt.date) -> None:
    assert parse_day(item.isoformat()) == item
    assert parse_date(item.isoformat()).is_day


@given(DAYS)
def test_a_day_lies_in_its_month_and_its_year(item: dt.date) -> None:
    month, year = parse_date(item.isoformat()[:7]), parse_date(item.isoformat()[:4])
    assert year.earliest <= month.earliest <= item <= month.latest <= year.latest
    assert month.earliest.day == 1
    # The day after a month's last day is the first of another month.
    assume(month.latest < dt.date.max)
    assert (month.latest + dt.timedelta(days=1)).day == 1


def test_days_are_shown_the_same_in_every_locale() -> None:
    shown = [show_day(dt.date(2019, month, 3)).split()[1] for month in range(1, 13)]
    assert shown == ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]


class TestPublication:
    """What was certainly out on a day: what can only have been published on that day or before."""

    @pytest.mark.parametrize(
        ("published", "by", "asked", "out"),
        [
            ("2019-05-03", None, "2019-05-02", "no"),
            ("2019-05-03", None, "2019-05-03", "certainly"),
            ("2018-09", None, "2018-08-31", "no"),
            ("2018-09", None, "2018-09-01", "perhaps"),
            ("2018-09", None, "2018-09-29", "perhaps"),
            ("2018-09", None, "2018-09-30", "certainly"),
            ("2020-02", None, "2020-02-28", "perhaps"),
            ("2020-02", None, "2020-02-29", "certainly"),
            ("2025", None, "2025-12-30", "perhaps"),
            ("2025", None, "2025-12-31", "certainly"),
            ("2025", None, "2024-12-31", "no"),
            (None, "2018-12-19", "2018-12-18", "perhaps"),
            (None, "2018-12-19", "2018-12-19", "certainly"),
            ("2019-04", "2019-04-04", "2019-04-03", "perhaps"),
            ("2019-04", "2019-04-04", "2019-04-04", "certainly"),
            ("2019-04", "2019-04-04", "2019-03-31", "no"),
            ("2019-04", "2019-06-01", "2019-04-30", "certainly"),  # the ground is weaker than the date
            ("2022", "2022-05-17", "2022-05-16", "perhaps"),
            ("2022", "2022-05-17", "2022-05-17", "certainly"),
            (None, None, "9999-12-31", "perhaps"),
        ],
    )
    def test_as_at_a_day(self, published: str | None, by: str | None, asked: str, out: str) -> None:
        publication = Publication(parse_date(published) if published else None, day(by) if by else None)
        assert publication.certainly_out(day(asked)) is (out == "certainly")
        assert publication.perhaps_out(day(asked)) is (out == "perhaps")

    @pytest.mark.parametrize(
        ("published", "by", "fieldwork", "asked", "out"),
        [
            (None, None, "2024-05", "2024-04-30", "no"),
            (None, None, "2024-05", "2024-05-01", "perhaps"),
            (None, "2025-03-18", "2024-05-13", "2024-05-12", "no"),
            ("2024", None, "2024-05-13", "2024-05-12", "no"),
            ("2024", None, "2024-05-13", "2024-05-13", "perhaps"),
            ("2024", None, "2023-05-13", "2023-12-31", "no"),  # the date says more than the fieldwork does
            ("2024", None, "2025-01-01", "2024-12-30", "perhaps"),  # a mistake, which `check` finds
            ("2024", None, "2025-01-01", "2024-12-31", "certainly"),
        ],
    )
    def test_no_report_comes_out_before_its_fieldwork(
        self, published: str | None, by: str | None, fieldwork: str, asked: str, out: str
    ) -> None:
        publication = Publication(
            parse_date(published) if published else None, day(by) if by else None, parse_date(fieldwork)
        )
        assert publication.certainly_out(day(asked)) is (out == "certainly")
        assert publication.perhaps_out(day(asked)) is (out == "perhaps")

    @pytest.mark.parametrize(
        ("fieldwork", "asked", "out"),
        [
            (None, "2023-09-30", "no"),
            (None, "2023-10-01", "perhaps"),
            ("2023-11", "2023-10-31", "no"),  # the fieldwork says more than the programme does
            ("2023-09", "2023-09-30", "no"),
        ],
    )
    def test_no_report_comes_out_before_its_programme_begins(self, fieldwork: str | None, asked: str, out: str) -> None:
        began = parse_date(fieldwork) if fieldwork else None
        publication = Publication(None, day("2025-03-18"), began, programme=parse_date("2023-10"))
        assert publication.perhaps_out(day(asked)) is (out == "perhaps")
        assert not publication.certainly_out(day(asked))

    def test_fieldwork_on_the_last_possible_day_makes_no_date_more_exact(self) -> None:
        assert not Publication(None, day("2019-05-03"), parse_date("2019-05-03")).is_day
        assert not Publication(parse_date("2019"), None, parse_date("2019-12-31")).is_day

    @pytest.mark.parametrize(
        ("published", "by", "shown"),
        [
            ("2019-05-03", None, "3 May 2019"),
            ("2018-09", None, "Sept 2018"),
            ("2025", None, "2025"),
            (None, "2018-12-19", "by 19 Dec 2018"),
            ("2019-04", "2019-04-04", "Apr 2019"),
            ("2022", "2022-05-17", "by 17 May 2022"),  # says more than the year does
            (None, None, "date not known"),
        ],
    )
    def test_shown_as_exact_as_it_is_known(self, published: str | None, by: str | None, shown: str) -> None:
        publication = Publication(parse_date(published) if published else None, day(by) if by else None)
        assert str(publication) == shown

    def test_without_a_day_every_report_counts(self) -> None:
        assert Publication().certainly_out(None)

    def test_nothing_is_known_of_a_missing_date(self) -> None:
        assert (Publication().earliest, Publication().latest, Publication().is_day) == (None, None, False)

    @given(DAYS, DAYS)
    def test_what_is_certainly_out_stays_out(self, published: dt.date, asked: dt.date) -> None:
        for written in (published.isoformat(), published.isoformat()[:7], published.isoformat()[:4]):
            publication = Publication(parse_date(written))
            assert publication.certainly_out(asked) is (parse_date(written).latest <= asked)
            assert not (publication.certainly_out(asked) and publication.perhaps_out(asked))


class TestTheConflictsOfTheRecord:
    """Dates that sources give in part, or differently; each with its ground in the data file."""

    def _published(self, record: DataSet, provider: str, programme: str) -> Inspection:
        (found,) = (
            inspection
            for inspection in record.inspections
            if (inspection.provider, inspection.programme) == (provider, programme)
        )
        return found

    def _check(self, inspection: Inspection, published: str | None, by: str | None) -> None:
        assert inspection.published == (parse_date(published) if published else None)
        assert inspection.published_by == (day(by) if by else None)

    def test_thames_valley_was_out_by_the_release_that_speaks_of_six(self, record: DataSet) -> None:
        # The release of 19 December 2018 on Staffordshire and West Midlands speaks of six CRCs; the others are dated.
        inspection = self._published(record, "Thames Valley", "crc-2018")
        self._check(inspection, "2018", "2018-12-19")
        assert not inspection.publication.certainly_out(day("2018-12-18"))
        assert inspection.publication.certainly_out(day("2018-12-19"))

    def test_cheshire_and_greater_manchester_was_in_a_newspaper_on_4_april_2019(self, record: DataSet) -> None:
        inspection = self._published(record, "Cheshire and Greater Manchester", "crc-2018")
        self._check(inspection, "2019-04", "2019-04-04")
        assert inspection.publication.latest == day("2019-04-04")

    def test_bench_is_dated_3_may_although_a_newspaper_has_2_may(self, record: DataSet) -> None:
        name = "Bedfordshire, Northamptonshire, Cambridgeshire and Hertfordshire"
        inspection = self._published(record, name, "crc-2018")
        self._check(inspection, "2019-05-03", None)
        assert not inspection.publication.certainly_out(day("2019-05-02"))
        assert inspection.note is not None
        assert "on 2 May" in inspection.note

    def test_west_kent_is_of_2022_and_was_out_by_17_may(self, record: DataSet) -> None:
        inspection = self._published(record, "West Kent", "pdu-2021")
        self._check(inspection, "2022", "2022-05-17")
        assert str(inspection.publication) == "by 17 May 2022"

    def test_derbyshire_and_the_others_were_in_the_table_of_23_january_2019(self, record: DataSet) -> None:
        inspection = self._published(record, "Derbyshire, Leicestershire, Nottinghamshire and Rutland", "crc-2018")
        self._check(inspection, "2019-01", "2019-01-23")

    def test_norfolk_and_suffolk_was_in_the_table_of_26_september_2019(self, record: DataSet) -> None:
        self._check(self._published(record, "Norfolk and Suffolk", "crc-2018"), "2019-09", "2019-09-26")

    def test_each_published_by_has_its_ground(self, record: DataSet) -> None:
        grounds = {
            f"{inspection.provider}, {inspection.programme}": inspection.ground_of("published_by")
            for inspection in record.inspections
            if inspection.published_by
        }
        assert len(grounds) > 5
        assert [name for name, ground in grounds.items() if not ground] == []


def test_dates_sort_by_time() -> None:
    written = ["2019-05-03", "2018-09", "2025", "2018-09-30", "2018"]
    in_order = sorted(map(parse_date, written))
    assert [date.iso for date in in_order] == ["2018", "2018-09", "2018-09-30", "2019-05-03", "2025"]
    assert isinstance(in_order[0], PartialDate)


def test_no_report_is_left_out_of_a_table_before_its_fieldwork_had_begun(record: DataSet) -> None:
    # Nottingham City is not dated; inspectors were there in March 2025.
    for inspection in record.inspections:
        if inspection.fieldwork:
            before = inspection.fieldwork.earliest - dt.timedelta(days=1)
            assert not inspection.publication.perhaps_out(before), f"{inspection.provider}, {inspection.fieldwork}"


class TestReadDate:
    """Dates that people type."""

    @pytest.mark.parametrize(
        ("text", "iso"),
        [
            ("2019-05-03", "2019-05-03"),
            ("2019-05", "2019-05"),
            ("2019", "2019"),
            ("3 May 2019", "2019-05-03"),
            ("03-May-2019", "2019-05-03"),
            ("3rd of May 2019", "2019-05-03"),
            ("May 3, 2019", "2019-05-03"),
            (" 26 Sept 2019 ", "2019-09-26"),
            ("26 SEP. 2019", "2019-09-26"),
            ("May 2019", "2019-05"),
            ("september 2019", "2019-09"),
            ("3/5/2019", "2019-05-03"),
            ("03.05.2019", "2019-05-03"),
            ("31/12/2019", "2019-12-31"),
        ],
    )
    def test_as_people_write_them(self, text: str, iso: str) -> None:
        assert read_date(text) == parse_date(iso)

    @pytest.mark.parametrize("text", ["", "soon", "3 Mai 2019", "ma 2019", "3/5/19", "2019/05", "May", "٣ May 2019"])
    def test_what_is_no_date(self, text: str) -> None:
        with pytest.raises(DateError, match=r"is not a date \(write 3 May 2019"):
            read_date(text)

    @pytest.mark.parametrize("text", ["31 June 2019", "5/13/2019", "2019-13", "30 Feb 2020"])
    def test_no_such_date(self, text: str) -> None:
        with pytest.raises(DateError, match=f"there is no such date as '{text}'"):
            read_date(text)

    def test_today_and_yesterday(self) -> None:
        before = dt.datetime.now().astimezone().date()
        today, yesterday = read_date("Today"), read_date("yesterday")
        assert before <= today.earliest <= dt.datetime.now().astimezone().date()
        assert today.is_day
        assert yesterday.earliest < today.earliest


def test_a_year_that_ends_before_the_day_by_which_it_was_out_says_more_than_that_day() -> None:
    known = Publication(parse_date("2024"), dt.date(2025, 3, 18))
    assert (str(known), known.said, known.latest) == ("2024", "in 2024", dt.date(2024, 12, 31))
    closer = Publication(parse_date("2024"), dt.date(2024, 3, 18))
    assert (str(closer), closer.said) == ("by 18 Mar 2024", "by 18 March 2024")


def test_what_is_no_exact_day_is_named_with_the_form_that_is_wanted() -> None:
    for text, wrong in (("soon", "is not a date"), ("2019-05", "is not exact to the day")):
        with pytest.raises(DateError) as error:
            parse_day(text)
        assert str(error.value) == f"'{text}' {wrong} (write it like 2019-05-03)"
