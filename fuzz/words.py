"""What must hold of every date and every name."""

from __future__ import annotations

import datetime as dt
import re

from ratings_cli.model.dates import DateError, parse_date, parse_day
from ratings_cli.model.names import Named, NameNotFoundError, find, fold, nearest
from ratings_cli.reading.csv.values import read_dates


def keep_dates(text: str) -> None:
    """A text is refused, or is the date that it says: to the day, the month or the year."""
    try:
        date = parse_date(text)
    except DateError as error:
        assert "write 2019-05-03" in str(error)
    else:
        numbers = [int(part) for part in re.findall("[0-9]+", text)]
        assert date.iso == text.strip()
        assert [date.earliest.year, date.earliest.month, date.earliest.day][: len(numbers)] == numbers
        assert [date.latest.year, date.latest.month, date.latest.day][: len(numbers)] == numbers
        assert date.earliest <= date.latest
        assert date.is_day is (len(numbers) == len(("year", "month", "day")))
        assert not date.is_day or parse_day(text) == dt.date.fromisoformat(text.strip())
    for form in (None, "day-first", "month-first"):
        column = read_dates({text, "2019-05-03"}, form)
        assert column.values["2019-05-03"] == parse_date("2019-05-03")
        assert text in {*column.values, *column.wrong, *column.either}
        if column.either:
            continue  # it is refused: its order is not certain
        read = column.values.get(text)
        year = str(read.earliest.year % 100) if read else ""
        assert year.lstrip("0") in text, f"{text!r} became {read!r}"


def keep_names(drawn: tuple[str, list[str]]) -> None:
    """A name is found only where it, or a part of it, stands; and a whole name finds its own."""
    query, known = drawn
    candidates = [Named(number, name) for number, name in enumerate(known)]
    try:
        found = find(query, candidates, "provider")
    except NameNotFoundError as error:
        assert str(error)
        whole = [name for name in known if fold(name) == fold(query)]
        assert len(whole) != 1, "a whole name is not found"
    else:
        assert fold(query) in fold(known[found])
    assert set(nearest(query, known)) <= set(known)
