"""The dates of one column of a CSV, in whichever way it writes them, as long as it shows which way that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.model.dates import DateError, PartialDate, parse_date
from ratings_cli.reading.csv.vocabulary import NO_VALUE, NOT_RATINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY_FIRST = "day-first"
MONTH_FIRST = "month-first"
FORMS = (DAY_FIRST, MONTH_FIRST)
PIVOT = 69
"""Years of two digits below this are 20.., the others 19.. (as POSIX has it)."""

_MONTHS_OF_A_YEAR, _LONGEST_MONTH = 12, 31
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_NO_DATES = NO_VALUE.union(NOT_RATINGS)
_MIDNIGHT = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?$")
_IN_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_DAYS = re.compile(r"[2-5]\d{4}(\.\d+)?")
"""How spreadsheets count days: from 1954 to 2064."""
_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?P<sign>[/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})|"
    r"(?P<day_1>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<name_1>[A-Za-z]+)\.?,?[\s-]+(?P<year_1>\d{4}|\d{2})|"
    r"(?P<name_2>[A-Za-z]+)\.?\s+(?P<day_2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year_2>\d{4})|"
    r"(?P<name_3>[A-Za-z]+)\.?[\s-]+(?P<year_3>\d{4}|\d{2})"
)
"""A date with the year first, or with its month by name."""


@dataclass(frozen=True, slots=True)
class DateColumn:
    """The dates of one column."""

    values: dict[str, PartialDate | None]  # by each text the date that it is; None where it says that there is none
    form: str | None  # day-first or month-first, where dates are in figures and it matters
    wrong: dict[str, None]  # texts that are no date
    either: tuple[str, ...]  # texts that show why the order is not certain; empty when it is
    short_years: bool  # whether years have two digits


def read_dates(texts: Iterable[str], form: str | None = None, *, year_last: bool = False) -> DateColumn:
    """Read the different texts of one column as dates.

    Args:
        texts: each text of the column once.
        form: day-first or month-first, when it is settled; else a day above 12 must show it.
        year_last: whether it is known, from another column, that the year stands last.
    """
    figures: dict[str, re.Match[str]] = {}
    values: dict[str, PartialDate | None] = {}
    wrong: dict[str, None] = {}
    for text in texts:
        bare = _MIDNIGHT.sub("", text)
        if text.casefold() in _NO_DATES:
            values[text] = None
        elif match := _IN_FIGURES.fullmatch(bare):
            figures[text] = match
        else:
            _keep(text, _iso_or_named(bare), values, wrong)
    order, either = (form, []) if form or not figures else _order(figures, year_last=year_last)
    for text, match in figures.items():
        first, _, second, year = match.groups()
        day, month = (second, first) if order == MONTH_FIRST else (first, second)
        _keep(text, _date(year, int(month), int(day)), values, wrong)
    short = any(len(match[4]) == 2 for match in figures.values())  # noqa: PLR2004 - two digits
    return DateColumn(values, order, wrong if not either else {}, tuple(either), short)


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


def doubt(column: DateColumn) -> str:
    """Why the order of day and month is not certain in a column, and what settles it."""
    figures = [match for match in map(_IN_FIGURES.match, column.either) if match]
    examples = " and ".join(f"'{text}'" for text in column.either)
    if any(int(figure[1]) > _MONTHS_OF_A_YEAR for figure in figures) and any(
        int(figure[3]) > _MONTHS_OF_A_YEAR for figure in figures
    ):
        return f"{examples} are not written in one way (write all its dates alike, such as 2019-05-03)"
    leave = "leaves" if len(column.either) == 1 else "leave"
    year = " if the year is last, else write the years in full" if column.short_years else ""
    return (
        f"are its dates day first or month first? {examples} {leave} it open (add --dates day-first or --dates "
        f"month-first{year}; in YAML dates: day-first)"
    )


def how_to_fix(text: str) -> str:
    """What can be done about a text that is no date."""
    if _DAYS.fullmatch(text):
        return "a spreadsheet's number of a day? Give the column the format of a date there, and save it again"
    return "fix it, or leave it empty"


def _keep(text: str, date: PartialDate | None, values: dict[str, PartialDate | None], wrong: dict[str, None]) -> None:
    if date is None:
        wrong[text] = None
    else:
        values[text] = date


def _order(figures: dict[str, re.Match[str]], *, year_last: bool) -> tuple[str | None, list[str]]:
    """Which order the column shows, or the texts that leave it open."""
    day_first = next((text for text, match in figures.items() if int(match[1]) > _MONTHS_OF_A_YEAR), None)
    month_first = next((text for text, match in figures.items() if int(match[3]) > _MONTHS_OF_A_YEAR), None)
    if day_first and month_first:
        return None, [day_first, month_first]
    year_last = year_last or month_first is not None or not all(map(_may_begin_with_year, figures.values()))
    if year_last and (day_first or month_first):
        return (DAY_FIRST if day_first else MONTH_FIRST), []
    # Where every way of reading gives the same day, such as 2/2/2018, there is nothing to ask.
    open_ = [text for text, match in figures.items() if len(_readings(match, year_last=year_last)) > 1]
    return None, open_[:2]


def _readings(match: re.Match[str], *, year_last: bool) -> set[str]:
    """The days that figures can be, by whichever of them is the day, the month and the year."""
    first, _, second, last = match.groups()
    dates = [_date(last, int(second), int(first)), _date(last, int(first), int(second))]
    if not year_last and _may_begin_with_year(match):
        dates.append(_date(first, int(second), int(last)))
    return {date.iso for date in dates if date}


def _may_begin_with_year(match: re.Match[str]) -> bool:
    """Whether the figures could as well be year, month and day: ``21/05/13``."""
    return len(match[1]) == len(match[4]) == 2 and 1 <= int(match[4]) <= _LONGEST_MONTH  # noqa: PLR2004 - two digits


def _iso_or_named(text: str) -> PartialDate | None:
    """The date that a text is, where it needs no other to tell its parts."""
    try:
        return parse_date(text)
    except DateError:
        match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    parts = {name.partition("_")[0]: part for name, part in match.groupdict().items() if part}
    month = int(parts["month"]) if "month" in parts else _month(parts["name"])
    return _date(parts["year"], month, int(parts["day"]) if "day" in parts else None)


def _month(word: str) -> int:
    """The number of a month by its name, in full or by its first three letters; 0 for none."""
    name = word.capitalize()
    found = (number for number, month in enumerate(_MONTHS, 1) if name in {month, month[:3]})
    return 9 if name == "Sept" else next(found, 0)


def _date(year: str, month: int, day: int | None) -> PartialDate | None:
    """A date of its parts; a year of two digits is one of the years around 2000."""
    number = int(year) if len(year) > len("yy") else int(year) + (2000 if int(year) < PIVOT else 1900)
    try:
        return parse_date(f"{number:04}-{month:02}" + ("" if day is None else f"-{day:02}"))
    except DateError:
        return None
