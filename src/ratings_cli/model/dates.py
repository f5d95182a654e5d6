"""Dates as exact as their source: a day, a month or a year, and the days that they can stand for."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


_PEOPLES = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<word>[a-z]+)\.?,?[\s-]+(?P<year>\d{4})"),
    re.compile(r"(?P<word>[a-z]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"),
    re.compile(r"(?P<word>[a-z]+)\.?,?[\s-]+(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})"),
)
"""How people write dates: ``3 May 2019``, ``May 3, 2019``, ``May 2019``, ``3/5/2019`` with the day first."""


class DateError(ValueError):
    """A text that is not a date in the written form, or names a day that does not exist."""

    def __init__(self, what: str, write: str = "2019-05-03, 2019-05 or 2019") -> None:
        """Say `what` is wrong, and what to `write` instead."""
        super().__init__(f"{what} (write {write})")
        self.what = what


class PartialDate(NamedTuple):
    """A date as exact as its source: ``2019-05-03``, ``2018-09`` or ``2025``.

    `earliest` and `latest` are the first and the last day that it can stand for.
    """

    earliest: dt.date
    latest: dt.date
    iso: str

    @property
    def is_day(self) -> bool:
        """Whether the date is exact to the day."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        """The date for a reader: ``3 May 2019``, ``Sept 2018``, ``2025``."""
        if self.is_day:
            return show_day(self.earliest)
        exact_to_month = self.earliest.month == self.latest.month
        return f"{_MONTHS[self.earliest.month - 1]} {self.earliest.year}" if exact_to_month else self.iso


@lru_cache(maxsize=65536)
def parse_date(text: str) -> PartialDate:
    """Read a day, a month or a year in the ISO form, and nothing else.

    ``date.fromisoformat`` also takes ``20240501`` and ``2024-W18-3``; this does not.

    Raises:
        DateError: the form is another one, or there is no such day.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None or not text.isascii():
        raise DateError(f"'{text}' is not a date")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # the pattern's first group always takes part  # noqa: S101
    try:
        # Zero is not "not given": 2019-00 names no month.
        earliest = dt.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise DateError(f"there is no such date as '{text}'") from None
    if day:
        return PartialDate(earliest, earliest, match[0])
    last_month = month or 12
    latest = dt.date(year, last_month, calendar.monthrange(year, last_month)[1])
    return PartialDate(earliest, latest, match[0])


def read_date(text: str) -> PartialDate:
    """Read a date as people write it: the ISO form, ``3 May 2019``, ``May 2019``, ``3/5/2019``, ``today``.

    Dates in figures have the day first. Only what is typed is read so: a data file takes the ISO form alone.

    Raises:
        DateError: it is no date, or there is no such day.
    """
    typed = text.strip().casefold()
    if typed in {"today", "yesterday"}:
        day = dt.date.today() - dt.timedelta(days=typed == "yesterday")  # noqa: DTZ011 - the day where the user is
        return PartialDate(day, day, day.isoformat())
    found = next(filter(None, (form.fullmatch(typed) for form in _PEOPLES if typed.isascii())), None)
    parts = found.groupdict() if found else {}
    month = int(parts["month"]) if parts.get("month") else _month_called(parts.get("word", ""))
    try:
        if not parts or month is None:
            return parse_date(text)
        return parse_date(f"{parts['year']}-{month:02}" + (f"-{int(parts['day']):02}" if parts.get("day") else ""))
    except DateError as error:
        what = f"there is no such date as '{text}'" if parts and month is not None else error.what
        raise DateError(what, "3 May 2019, 2019-05-03, 2019-05 or 2019") from None


def _month_called(word: str) -> int | None:
    """The number of the month of a name, in full or with three letters or more."""
    shortest = 3
    starts = (number for number, name in enumerate(_LONG_MONTHS, 1) if name.casefold().startswith(word))
    return next(starts, None) if len(word) >= shortest else None


def parse_day(text: str, read: Callable[[str], PartialDate] = parse_date) -> dt.date:
    """Read a date that must be exact to the day: in the ISO form, or as `read` takes it.

    Raises:
        DateError: it is not a date, or only a month or a year.
    """
    try:
        date = read(text)
    except DateError as error:
        wrong = error.what
    else:
        if date.is_day:
            return date.earliest
        wrong = f"'{text}' is not exact to the day"
    raise DateError(wrong, "it like 2019-05-03")


def show_day(day: dt.date) -> str:
    """Return ``3 May 2019``: the same in every locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_day(day: dt.date) -> str:
    """Return ``3 September 2019``: for a sentence, with the month in full."""
    return f"{day.day} {_LONG_MONTHS[day.month - 1]} {day.year}"


def show_limit(day: dt.date) -> str:
    """A day up to which reports count: ``3 May 2019``, ``the end of May 2019``, ``the end of 2019``.

    Where the day comes from a report of a month or a year, no source gave it as a day.
    """
    return _end_of(day, _MONTHS) or show_day(day)


def say_limit(day: dt.date) -> str:
    """The same for a sentence, with the month in full."""
    return _end_of(day, _LONG_MONTHS) or say_day(day)


def _end_of(day: dt.date, months: tuple[str, ...]) -> str | None:
    if day.day < calendar.monthrange(day.year, day.month)[1]:
        return None
    return f"the end of {day.year}" if day.month == len(months) else f"the end of {months[day.month - 1]} {day.year}"


class Publication(NamedTuple):
    """When a report was published, as far as it is known.

    Args:
        date: the date that a source gives, as exact as it is; None when there is none.
        by: a day by which it was certainly out; None when nothing of the kind is known.
        fieldwork: when inspectors were there, for no report comes out before; None when that is not known.
        programme: when the programme of the report began, for no report of it came out before either.
    """

    date: PartialDate | None = None
    by: dt.date | None = None
    fieldwork: PartialDate | None = None
    programme: PartialDate | None = None

    @property
    def earliest(self) -> dt.date | None:
        """The earliest possible day of publication; None when nothing bounds it.

        Fieldwork or a programme that begins after the report was out is a mistake that bounds nothing.
        """
        latest = self.latest
        begun = [date.earliest for date in (self.fieldwork, self.programme) if date is not None]
        bounds = [day for day in begun if latest is None or day <= latest]
        if self.date:
            bounds.append(self.date.earliest)
        return max(bounds, default=None)

    @property
    def latest(self) -> dt.date | None:
        """The latest possible day of publication; None when nothing bounds it."""
        if self.date is None:
            return self.by
        return self.date.latest if self.by is None else min(self.date.latest, self.by)

    @property
    def is_day(self) -> bool:
        """Whether a source gives the day itself."""
        return self.date is not None and self.date.earliest == self.latest

    def certainly_out(self, day: dt.date | None) -> bool:
        """Whether the report was certainly out on `day`; with no day, every report counts."""
        return day is None or ((latest := self.latest) is not None and latest <= day)

    def certainly_within(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Whether the report certainly came out between two days; without one of them, that end is open."""
        since = first is None or ((earliest := self.earliest) is not None and earliest >= first)
        return since and self.certainly_out(last)

    def perhaps_within(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Whether the report can have come out between two days; without one of them, that end is open."""
        earliest, latest = self.earliest, self.latest
        begun = last is None or earliest is None or earliest <= last
        return begun and (first is None or latest is None or latest >= first)

    def perhaps_out(self, day: dt.date) -> bool:
        """Whether the date is not exact enough to say if the report was out on `day`."""
        return not self.certainly_out(day) and self.perhaps_within(None, day)

    def certainly_before(self, other: Publication) -> bool:
        """Whether the dates alone say that this report came out before another."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    @property
    def shows_by(self) -> bool:
        """Whether a reader is shown the day by which it was out, which says more than a year alone."""
        if self.by is None or self.date is None:
            return self.by is not None
        return self.by < self.date.latest and self.date.earliest.month != self.date.latest.month

    def __str__(self) -> str:
        """The date for a reader: ``3 May 2019``, ``Sept 2018``, ``by 19 Dec 2018`` or ``date not known``."""
        if self.shows_by and self.by:
            return f"by {show_day(self.by)}"
        return str(self.date) if self.date else "date not known"

    @property
    def said(self) -> str:
        """When, for a sentence: ``on 3 May 2019``, ``in September 2018``, ``by 19 December 2018``, or nothing.

        It is as exact as the date that `str` gives.
        """
        if self.shows_by and self.by:
            return f"by {say_day(self.by)}"
        date = self.date
        if date is None:
            return ""
        if date.is_day:
            return f"on {say_day(date.earliest)}"
        if date.earliest.month == date.latest.month:
            return f"in {_LONG_MONTHS[date.earliest.month - 1]} {date.earliest.year}"
        return f"in {date.iso}"
