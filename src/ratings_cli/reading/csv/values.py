"""What the texts of a column say, each found out once: names and ids in one spelling, totals, and dates.

Dates are read in whichever way a column writes them, as long as it shows which way that is.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ratings_cli.model.dates import DateError, PartialDate, read_date
from ratings_cli.model.escape import JOINERS
from ratings_cli.model.names import all_differ, are_plain, fold, name_key
from ratings_cli.reading.csv.dialect import one_line
from ratings_cli.reading.csv.settings import DAY_FIRST, MONTH_FIRST
from ratings_cli.reading.csv.vocabulary import NO_VALUE, NOT_RATINGS, TOTALS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

T = TypeVar("T")
K = TypeVar("K")
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")  # what a spreadsheet may make of an id in figures: 100.0
_COUNTED = re.compile(r"\s*(\([^()]*\d[^()]*\)|:\s*\d*)$")
"""What may follow the name of a total: ``Total (12 homes)``, ``Total: 12``."""
_TOTAL_OF = re.compile(r"\Atotal (number of )?")
_BEGINNING = 3
_BEGINNINGS = frozenset(total[:_BEGINNING] for total in TOTALS)
PIVOT = 69  # years of two digits below this are 20.., the others 19.. (as POSIX has it)

_MONTHS_OF_A_YEAR, _LONGEST_MONTH = 12, 31
_NO_DATES = NO_VALUE.union(NOT_RATINGS)
_MIDNIGHT = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?$")
_IN_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_DAYS = re.compile(r"[2-5]\d{4}(\.\d+)?")  # how spreadsheets count days: from 1954 to 2064
_YEAR_FIRST = re.compile(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"\A((?:19|20)\d\d)(\d\d)(\d\d)\Z")
_SHORT_YEAR = re.compile(r"(.*[A-Za-z]\.?,?[\s-]+)(\d{2})")  # ``03-May-21``, ``May 21``: behind the name of a month


class Values(Generic[T]):
    """The values of a column: by the row its text, and by the text its value."""

    __slots__ = ("of_texts", "texts")

    def __init__(self, texts: list[str], of_texts: Mapping[str, T]) -> None:
        self.texts = texts
        self.of_texts = of_texts

    def __getitem__(self, row: int) -> T:
        return self.of_texts[self.texts[row]]

    def mapped(self, show: Callable[[T], K]) -> Values[K]:
        """Something of the values, found out once for each text."""
        return Values(self.texts, {text: show(value) for text, value in self.of_texts.items()})

    def each(self) -> list[T]:
        """The value of every row."""
        return list(map(self.of_texts.__getitem__, self.texts))

    def of_rows(self, rows: Iterable[int]) -> list[T]:
        """The values of some rows."""
        return list(map(self.of_texts.__getitem__, map(self.texts.__getitem__, rows)))


def read_names(texts: list[str], none: Container[str] = NO_VALUE) -> Values[str | None]:
    """The names in a column as they are seen, on one line; None for texts that say that there is no value."""
    different = dict.fromkeys(texts)
    seen = different if are_plain(different) else map(_seen, different)
    names: dict[str, str | None] = dict(zip(different, seen, strict=True))
    return Values(texts, names | dict.fromkeys(text for text in different if text.casefold() in none))


def _seen(text: str) -> str | None:
    """A text without characters that cannot be seen; None where nothing is left."""
    shown = one_line(text)
    if not shown.isascii():
        shown = "".join(char for char in shown if char in JOINERS or unicodedata.category(char) != "Cf")
    return one_line(shown.strip()) or None


def read_ids(texts: list[str]) -> Values[str | None]:
    """The ids in a column, each in one spelling: ``100`` for ``100.0``, and the first of ``RX1`` and ``rx1``."""
    ids = read_names(texts)
    known = list(filter(None, ids.of_texts.values()))
    if ".0" not in "".join(known) and all_differ(known):
        return ids  # each has one spelling already
    first: dict[str, str] = {}
    spelt: dict[str, str | None] = {}
    for text, number in ids.of_texts.items():
        match = number and _WHOLE_NUMBER.fullmatch(number)
        plain = match[1] if match else number
        spelt[text] = plain and first.setdefault(name_key(plain), plain)
    return Values(texts, spelt)


def in_one_spelling(
    names: Values[str | None], lines: Sequence[int], *, several: bool
) -> tuple[Values[str | None], dict[str, dict[str, int]]]:
    """The names, each in its most frequent spelling, the first of equally frequent ones: ``Ash`` for ``ASH``.

    Beside them, by each name that is written in several ways, the other ways and the first line of each, by the `lines`
    of the rows. A cell may hold `several` names, with semicolons between them.
    """
    parts = {text: split_names(name) if several else (name,) if name else () for text, name in names.of_texts.items()}
    different = dict.fromkeys(chain.from_iterable(parts.values()))
    if all_differ(different):
        return names.mapped(lambda name: "; ".join(split_names(name)) or None) if several else names, {}
    ways: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, number in Counter(names.texts).items():
        for name in dict.fromkeys(parts[text]):
            ways[name_key(name)][name] += number
    shown = {name: max(spellings, key=spellings.__getitem__) for spellings in ways.values() for name in spellings}
    first: dict[str, int] = {}
    for line, text in zip(lines, names.texts, strict=True):
        for name in parts[text]:
            first.setdefault(name, line)
    others: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name in different:
        if shown[name] != name:
            others[shown[name]][name] = first[name]
    spelt = {text: "; ".join(dict.fromkeys(map(shown.__getitem__, parts[text]))) or None for text in parts}
    return Values(names.texts, spelt), others


def split_names(text: str | None) -> tuple[str, ...]:
    """The names in a cell: one, or several with semicolons between them."""
    return tuple(filter(None, map(str.strip, (text or "").split(";"))))


def is_total(name: str) -> bool:
    """Whether what stands in place of a name says that a row adds up others."""
    # Few names begin as a total does, and to look closely at each would take long.
    counted = _COUNTED.sub("", name_key(name)) if name[:_BEGINNING].casefold() in _BEGINNINGS else ""
    return counted in TOTALS or _TOTAL_OF.sub("all ", counted) in TOTALS


def is_total_of(name: str, places: Container[str]) -> bool:
    """Whether a name says that a row adds up those of a country or one of a table's places, folded: ``North total``."""
    if "total" not in name.casefold():
        return False
    folded = fold(name)
    place = folded.removesuffix(" total").removeprefix("total ").removesuffix(" region")
    return place != folded and "total" in folded.split() and (place in TOTALS or place in places)


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

    Where no `form` is settled, a day above 12 must show it; `year_last` is known from another column.
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
    if not text[-1:].isdigit():
        return None  # "today" is no date here
    if match := _YEAR_FIRST.fullmatch(_COMPACT.sub(r"\1/\2/\3", text)):
        return _date(match[1], match[3], match[4])
    if match := _SHORT_YEAR.fullmatch(text):
        text = match[1] + _in_full(match[2])
    try:
        return read_date(text)
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
