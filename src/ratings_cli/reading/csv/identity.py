"""Which rows of a CSV are about the same body, and which are about none: totals, and rows without an id."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ratings_cli.model.escape import JOINERS
from ratings_cli.model.names import all_differ, name_key
from ratings_cli.reading.csv.sniff import one_line
from ratings_cli.reading.csv.vocabulary import NO_VALUE, TOTALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

T = TypeVar("T")
K = TypeVar("K")


class Values(Generic[T]):
    """The values of a column: by the row its text, and by the text its value."""

    __slots__ = ("cells", "values")

    def __init__(self, cells: list[str], values: Mapping[str, T | None]) -> None:
        self.cells = cells
        self.values = values

    def __getitem__(self, row: int) -> T | None:
        return self.values[self.cells[row]]

    @property
    def values_of_rows(self) -> list[T | None]:
        """The value of every row."""
        return list(map(self.values.__getitem__, self.cells))

    def mapped(self, show: Callable[[T | None], K]) -> Values[K]:
        """Something of the values, found out once for each text."""
        return Values(self.cells, {text: show(value) for text, value in self.values.items()})

    def each(self, show: Callable[[T | None], K]) -> list[K]:
        """Something of the value of every row."""
        shown = {text: show(value) for text, value in self.values.items()}
        return list(map(shown.__getitem__, self.cells))


def said(cells: Iterable[str]) -> dict[str, str | None]:
    """By the text of a cell what it says, on one line; None where it says that there is no value."""
    texts = dict.fromkeys(cells)
    together = "".join(texts)  # one look at all is many times as fast as one at each, and nearly always enough
    shown = texts if one_line(together) == together else map(one_line, texts)
    said: dict[str, str | None] = dict(zip(texts, shown, strict=True))
    return said | dict.fromkeys(text for text in texts if text.casefold() in NO_VALUE)


class Spellings(NamedTuple):
    """What names are called by all who write them in one way or another.

    Args:
        column: their column, each name in its one spelling.
        others: by each name that is written in several ways, the other ways, and the first row of each.
    """

    column: Values[str]
    others: dict[str, dict[str, int]]


_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")
"""What a spreadsheet may make of an id in figures: 100.0."""
_COUNTED = re.compile(r"\s*(\([^()]*\d[^()]*\)|:\s*\d*)$")
"""What may follow the name of a total: ``Total (12 homes)``, ``Total: 12``."""
_NEARLY_EVERY = 10
"""Where at most one row in so many has no id, such a row is no provider."""


def names(texts: Values[str]) -> Values[str]:
    """The names as they are seen, without characters that cannot be."""
    if "".join(texts.values).isascii():
        return texts
    return Values(texts.cells, {text: _seen(value) for text, value in texts.values.items()})


def ids(texts: Values[str]) -> Values[str]:
    """The ids, each in one spelling: ``100`` for ``100.0``, and the first of ``RX1`` and ``rx1``."""
    known = list(filter(None, texts.values.values()))
    together = "".join(texts.values)
    if together.isascii() and ".0" not in together and all_differ(known):
        return texts  # each has one spelling already
    first: dict[str, str] = {}
    values: dict[str, str | None] = {}
    for text, said in texts.values.items():
        value = _seen(said)
        if value is not None:
            match = _WHOLE_NUMBER.fullmatch(value)
            value = match[1] if match else value
            value = first.setdefault(name_key(value), value)
        values[text] = value
    return Values(texts.cells, values)


def in_one_spelling(texts: Values[str], *, several: bool = False) -> Spellings:
    """The names, each in its most frequent spelling, the first of equally frequent ones: ``Ash`` for ``ASH``.

    Args:
        texts: the column.
        several: whether a cell may hold several names, with semicolons between them.
    """
    values = texts.values
    if several and any(";" in text for text in values):
        values = {text: value and "; ".join(parts(value)) for text, value in values.items()}
    names: Iterable[str] = filter(None, values.values())
    names = dict.fromkeys(chain.from_iterable(map(parts, names)) if several else names)
    if all_differ(names):
        return Spellings(Values(texts.cells, values), {})
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(name_key(name), []).append(name)
    first: dict[str, int] = {}
    for row, text in enumerate(texts.cells):
        for name in parts(values[text]) if several else (values[text] or "",):
            first.setdefault(name, row)
    counts: Counter[str] = Counter()
    for text, number in Counter(texts.cells).items():
        value = values[text] or ""
        counts.update(dict.fromkeys(parts(value) if several else (value,), number))
    shown = {name: max(ways, key=counts.__getitem__) for ways in alike.values() for name in ways}
    others = {
        shown[ways[0]]: {name: first[name] for name in ways if name != shown[name]}
        for ways in alike.values()
        if len(ways) > 1
    }

    def spelt(value: str) -> str:
        return "; ".join(dict.fromkeys(map(shown.__getitem__, parts(value)))) if several else shown[value]

    return Spellings(Values(texts.cells, {text: value and spelt(value) for text, value in values.items()}), others)


def parts(text: str | None) -> tuple[str, ...]:
    """The names in a cell: one, or several with semicolons between them."""
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def is_total(name: str) -> bool:
    """Whether what stands in place of a name says that a row adds up others."""
    return _COUNTED.sub("", name_key(name)) in TOTALS


def totals(providers: Values[str], numbers: Values[str], rows: Sequence[int]) -> list[int]:
    """Those of the rows that add up others, by what stands in place of a name, or of an id where there is no name."""
    named = {text for text, name in providers.values.items() if name and name_key(name) in TOTALS}
    together = "".join(providers.values)
    if ")" in together or ":" in together:
        ends = (")", ":", *"0123456789")
        named |= {text for text, name in providers.values.items() if name and name.endswith(ends) and is_total(name)}
    nameless = None in providers.values.values()
    numbered = {text for text, number in numbers.values.items() if nameless and number and is_total(number)}
    if not named and not numbered:
        return []
    return [
        row
        for row in rows
        if providers.cells[row] in named or (numbers.cells[row] in numbered and providers[row] is None)
    ]


def without_id(numbers: Values[str], rows: Sequence[int]) -> list[int]:
    """Those of the rows that have no id, where nearly every row has one; else none."""
    empty = {text for text, number in numbers.values.items() if number is None}
    cells = numbers.cells
    found = [row for row in rows if cells[row] in empty] if empty else []
    return found if len(found) * _NEARLY_EVERY <= len(rows) else []


def _seen(text: str | None) -> str | None:
    if text is None or text.isascii():
        return text
    shown = "".join(char for char in text if char in JOINERS or unicodedata.category(char) != "Cf")
    return one_line(shown.strip()) or None
