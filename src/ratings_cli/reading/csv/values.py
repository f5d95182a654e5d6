"""What the texts of a column say, each found out once: names and ids in one spelling, totals, places."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from ratings_cli.model.escape import JOINERS
from ratings_cli.model.names import all_differ, fold, name_key
from ratings_cli.reading.csv.dialect import one_line
from ratings_cli.reading.csv.vocabulary import NO_VALUE, TOTALS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")
K = TypeVar("K")
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")
"""What a spreadsheet may make of an id in figures: 100.0."""
_COUNTED = re.compile(r"\s*(\([^()]*\d[^()]*\)|:\s*\d*)$")
"""What may follow the name of a total: ``Total (12 homes)``, ``Total: 12``."""
_NEARLY_EVERY = 10
"""Where at most one row in so many has no id, such a row is no provider."""


class Values(Generic[T]):
    """The values of a column: by the row its text, and by the text its value."""

    __slots__ = ("of_texts", "texts")

    def __init__(self, texts: list[str], of_texts: Mapping[str, T | None]) -> None:
        self.texts = texts
        self.of_texts = of_texts

    def __getitem__(self, row: int) -> T | None:
        return self.of_texts[self.texts[row]]

    def mapped(self, show: Callable[[T | None], K | None]) -> Values[K]:
        """Something of the values, found out once for each text."""
        return Values(self.texts, {text: show(value) for text, value in self.of_texts.items()})

    def each(self, show: Callable[[T | None], K]) -> list[K]:
        """Something of the value of every row."""
        shown = {text: show(value) for text, value in self.of_texts.items()}
        return list(map(shown.__getitem__, self.texts))


def read_names(texts: list[str]) -> Values[str]:
    """The names in a column as they are seen, on one line; None for texts that say that there is no value."""
    different = dict.fromkeys(texts)
    together = "".join(different)  # one look at all is many times as fast as one at each, and nearly always enough
    if together.isascii() and one_line(together) == together:
        names: dict[str, str | None] = dict(zip(different, different, strict=True))
    else:
        names = {text: _seen(text) for text in different}
    return Values(texts, names | dict.fromkeys(text for text in different if text.casefold() in NO_VALUE))


def _seen(text: str) -> str | None:
    """A text without characters that cannot be seen; None where nothing is left."""
    shown = one_line(text)
    if not shown.isascii():
        shown = "".join(char for char in shown if char in JOINERS or unicodedata.category(char) != "Cf")
    return one_line(shown.strip()) or None


def read_ids(texts: list[str]) -> Values[str]:
    """The ids in a column, each in one spelling: ``100`` for ``100.0``, and the first of ``RX1`` and ``rx1``."""
    ids = read_names(texts)
    known = list(filter(None, ids.of_texts.values()))
    together = "".join(known)
    if together.isascii() and ".0" not in together and all_differ(known):
        return ids  # each has one spelling already
    first: dict[str, str] = {}

    def in_first_spelling(number: str | None) -> str | None:
        if number is None:
            return None
        match = _WHOLE_NUMBER.fullmatch(number)
        number = match[1] if match else number
        return first.setdefault(name_key(number), number)

    return ids.mapped(in_first_spelling)


def in_one_spelling(names: Values[str], *, several: bool) -> tuple[Values[str], dict[str, dict[str, int]]]:
    """The names, each in its most frequent spelling, the first of equally frequent ones: ``Ash`` for ``ASH``.

    Args:
        names: the column.
        several: whether a cell may hold several names, with semicolons between them.

    Returns:
        The column; and by each name that is written in several ways the other ways, and the first row of each.
    """
    parts = {text: split_names(name) if several else (name,) if name else () for text, name in names.of_texts.items()}
    different = dict.fromkeys(chain.from_iterable(parts.values()))
    if all_differ(different):
        return names.mapped(lambda name: "; ".join(split_names(name)) or None) if several else names, {}
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in different:
        alike[name_key(name)].append(name)
    first: dict[str, int] = {}
    for row, text in enumerate(names.texts):
        for name in parts[text]:
            first.setdefault(name, row)
    counts: Counter[str] = Counter()
    for text, number in Counter(names.texts).items():
        counts.update(dict.fromkeys(parts[text], number))
    shown = {name: max(ways, key=counts.__getitem__) for ways in alike.values() for name in ways}
    others = {
        shown[ways[0]]: {name: first[name] for name in ways if name != shown[name]}
        for ways in alike.values()
        if len(ways) > 1
    }
    spelt = {text: "; ".join(dict.fromkeys(map(shown.__getitem__, parts[text]))) or None for text in parts}
    return Values(names.texts, spelt), others


def split_names(text: str | None) -> tuple[str, ...]:
    """The names in a cell: one, or several with semicolons between them."""
    if not text or ";" not in text:
        return (text,) if text else ()
    return tuple(filter(None, map(str.strip, text.split(";"))))


def is_total(name: str) -> bool:
    """Whether what stands in place of a name says that a row adds up others."""
    return _COUNTED.sub("", name_key(name)) in TOTALS


def total_rows(names: Values[str], ids: Values[str], rows: Sequence[int]) -> list[int]:
    """Those of the rows that add up others, by what stands in place of a name, or of an id where there is no name."""
    named = {
        text
        for text, name in names.of_texts.items()
        if name and (name.casefold() in TOTALS or ((")" in name or ":" in name) and is_total(name)))
    }
    nameless = {text for text, name in names.of_texts.items() if name is None}
    numbered = {text for text, number in ids.of_texts.items() if nameless and number and is_total(number)}
    if not named and not numbered:
        return []
    return [
        row
        for row in rows
        if names.texts[row] in named or (ids.texts[row] in numbered and names.texts[row] in nameless)
    ]


def rows_without_id(ids: Values[str], rows: Sequence[int]) -> list[int]:
    """Those of the rows that have no id, where nearly every row has one; else none."""
    empty = {text for text, number in ids.of_texts.items() if number is None}
    found = [row for row in rows if ids.texts[row] in empty] if empty else []
    return found if len(found) * _NEARLY_EVERY <= len(rows) else []


def columns_of_places(keys: Sequence[str], columns: Mapping[int, list[str]]) -> dict[int, list[str]]:
    """The columns that differ between rows of one name, that which tells most of them apart first.

    Args:
        keys: the name on each row.
        columns: the texts of columns that may tell bodies apart, by their numbers.
    """
    names = len(set(keys)) if columns else 0
    pairs = {number: len(set(zip(keys, texts, strict=True))) for number, texts in columns.items()}
    return {number: columns[number] for number in sorted(pairs, key=lambda n: -pairs[n]) if pairs[number] > names}


def different_places(texts: Sequence[str], rows: Sequence[int]) -> list[int]:
    """The first row about each place that some rows of a column name.

    Places are compared without signs and spaces, as addresses and postcodes are written with and without them.
    """
    first: dict[str, int] = {}
    for row in rows:
        if name_key(texts[row]) not in NO_VALUE:
            first.setdefault(fold(texts[row]).replace(" ", ""), row)
    return list(first.values())


def with_places(names: Sequence[str], places: Sequence[str]) -> list[str]:
    """The names, with its place behind each that occurs in several: ``St Mary's [Leeds]``."""
    several: defaultdict[str, set[str]] = defaultdict(set)
    for name, place in zip(names, places, strict=True):
        several[name].add(place)
    ambiguous = {name for name, known in several.items() if len(known - {""}) > 1}
    pairs = zip(names, places, strict=True)
    return [f"{name} [{place}]" if place and name in ambiguous else name for name, place in pairs]
