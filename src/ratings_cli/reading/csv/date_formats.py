"""The dates of one column of a CSV, in whichever way it writes them, as long as it shows which way that is."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.dates import DateError, PartialDate, read_date
from ratings_cli.reading.csv.vocabulary import NO_VALUE, NOT_RATINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY_FIRST = "day-first"
MONTH_FIRST = "month-first"
FORMS = (DAY_FIRST, MONTH_FIRST)
PIVOT = 69
"""Years of two digits below this are 20.., the others 19.. (as POSIX has it)."""

_MONTHS_OF_A_YEAR, _LONGEST_MONTH = 12, 31
_NO_DATES = NO_VALUE.union(NOT_RATINGS)
_MIDNIGHT = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?$")
_IN_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_DAYS = re.compile(r"[2-5]\d{4}(\.\d+)?")
"""How spreadsheets count days: from 1954 to 2064."""
_YEAR_FIRST = re.compile(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})")
_SHORT_YEAR = re.compile(r"(.*[A-Za-z]\.?,?[\s-]+)(\d{2})")
"""``03-May-21``, ``May 21``: behind the name of a month."""


class DateColumn(NamedTuple):
    """The dates of one column."""

    values: dict[str, PartialDate | None]  # by each text the date that it is; None where it says that there is none
    form: str | None  # day-first or month-first, where dates are in figures and it matters
    wrong: set[str]  # texts that are no date
    either: tuple[str, ...]  # texts that show why the order is not certain; empty when it is
    short_years: bool  # whether years have two digits

    @property
    def doubt(self) -> str:
        """Why the order of day and month is not certain, and what settles it."""
        figures = [match for match in map(_IN_FIGURES.match, self.either) if match]
        examples = " and ".join(f"'{text}'" for text in self.either)
        if all(any(int(match[place]) > _MONTHS_OF_A_YEAR for match in figures) for place in (1, 3)):
            return f"{examples} are not written in one way (write all its dates alike, such as 2019-05-03)"
        leave = "leaves" if len(self.either) == 1 else "leave"
        year = " if the year is last, else write the years in full" if self.short_years else ""
        return (
            f"are its dates day first or month first? {examples} {leave} it open (add --dates day-first or --dates "
            f"month-first{year}; in YAML dates: day-first)"
        )


def read_dates(texts: Iterable[str], form: str | None = None, *, year_last: bool = False) -> DateColumn:
    """Read the different texts of one column as dates.

    Args:
        texts: each text of the column once.
        form: day-first or month-first, when it is settled; else a day above 12 must show it.
        year_last: whether it is known, from another column, that the year stands last.
    """
    figures: dict[str, re.Match[str]] = {}
    values: dict[str, PartialDate | None] = {}
    for text in texts:
        bare = _MIDNIGHT.sub("", text)
        if match := _IN_FIGURES.fullmatch(bare):
            figures[text] = match
        else:
            values[text] = None if text.casefold() in _NO_DATES else _iso_or_named(bare)
    order, either = (form, []) if form or not figures else _order(figures, year_last=year_last)
    for text, match in figures.items():
        first, _, second, year = match.groups()
        day, month = (second, first) if order == MONTH_FIRST else (first, second)
        values[text] = _date(year, month, day)
    wrong = {text for text, date in values.items() if date is None and text.casefold() not in _NO_DATES}
    short = any(len(match[4]) == 2 for match in figures.values())  # noqa: PLR2004 - two digits
    return DateColumn(values, order, set() if either else wrong, tuple(either), short)


def puts_year_last(texts: Iterable[str]) -> bool:
    """Whether a column has dates in figures that end with a year in full."""
    return any(match is not None and len(match[4]) == 4 for match in map(_IN_FIGURES.match, texts))  # noqa: PLR2004


def holds_dates(texts: Iterable[str]) -> bool:
    """Whether at least half of some texts that hold anything are days or months, in whichever way they are written."""
    bare = [_MIDNIGHT.sub("", text) for text in texts if text.casefold() not in NO_VALUE]
    found = sum(
        _IN_FIGURES.fullmatch(text) is not None
        or ((date := _iso_or_named(text)) is not None and len(date.iso) > len("2019"))
        for text in bare
    )
    return bool(found) and 2 * found >= len(bare)


def how_to_fix(text: str) -> str:
    """What can be done about a text that is no date."""
    if _DAYS.fullmatch(text):
        return "a spreadsheet's number of a day? Give the column the format of a date there, and save it again"
    return "fix it, or leave it empty"


def _order(figures: dict[str, re.Match[str]], *, year_last: bool) -> tuple[str | None, list[str]]:
    """Which order the column shows, or the texts that leave it open."""
    day_first, month_first = (
        next((text for text, match in figures.items() if int(match[place]) > _MONTHS_OF_A_YEAR), None)
        for place in (1, 3)
    )
    if day_first and month_first:
        return None, [day_first, month_first]
    year_last = year_last or month_first is not None or not all(map(_may_begin_with_year, figures.values()))
    if year_last and (day_first or month_first):
        return (DAY_FIRST if day_first else MONTH_FIRST), []
    # Where every way of reading gives the same day, such as 2/2/2018, there is nothing to ask.
    open_ = [text for text, match in figures.items() if len(_readings(match, year_last=year_last)) > 1]
    return None, open_[:2]


def _readings(match: re.Match[str], *, year_last: bool) -> set[PartialDate]:
    """The days that figures can be, by whichever of them is the day, the month and the year."""
    first, _, second, last = match.groups()
    dates = [_date(last, second, first), _date(last, first, second)]
    if not year_last and _may_begin_with_year(match):
        dates.append(_date(first, second, last))
    return set(filter(None, dates))


def _may_begin_with_year(match: re.Match[str]) -> bool:
    """Whether the figures could as well be year, month and day: ``21/05/13``."""
    return len(match[1]) == len(match[4]) == 2 and 1 <= int(match[4]) <= _LONGEST_MONTH  # noqa: PLR2004 - two digits


def _iso_or_named(text: str) -> PartialDate | None:
    """The date that a text is, where it needs no other to tell its parts."""
    if match := _YEAR_FIRST.fullmatch(text):
        return _date(match[1], match[3], match[4])
    if match := _SHORT_YEAR.fullmatch(text):
        text = match[1] + _in_full(match[2])
    try:
        return read_date(text) if text[-1:].isdigit() else None  # "today" is no date
    except DateError:
        return None


def _date(year: str, month: str, day: str) -> PartialDate | None:
    try:
        date = dt.date(int(_in_full(year)), int(month), int(day))
    except ValueError:
        return None
    return PartialDate(date, date, date.isoformat())


def _in_full(year: str) -> str:
    """A year of two digits as one of the years around 2000."""
    return year if len(year) > len("yy") else str(int(year) + (2000 if int(year) < PIVOT else 1900))
