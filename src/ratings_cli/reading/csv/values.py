"""What the texts of a column say, each found out once: names and ids in one spelling, totals."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from ratings_cli.model.escape import JOINERS
from ratings_cli.model.names import all_differ, are_plain, name_key
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
_BEGINNING = 3
_BEGINNINGS = frozenset(total[:_BEGINNING] for total in TOTALS)


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


def read_names(texts: list[str]) -> Values[str | None]:
    """The names in a column as they are seen, on one line; None for texts that say that there is no value."""
    different = dict.fromkeys(texts)
    names: dict[str, str | None]
    if are_plain(different):
        names = dict(zip(different, different, strict=True))
    else:
        names = {text: _seen(text) for text in different}
    return Values(texts, names | dict.fromkeys(text for text in different if text.casefold() in NO_VALUE))


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

    def in_first_spelling(number: str | None) -> str | None:
        if number is None:
            return None
        match = _WHOLE_NUMBER.fullmatch(number)
        number = match[1] if match else number
        return first.setdefault(name_key(number), number)

    return ids.mapped(in_first_spelling)


def in_one_spelling(
    names: Values[str | None], lines: Sequence[int], *, several: bool
) -> tuple[Values[str | None], dict[str, dict[str, int]]]:
    """The names, each in its most frequent spelling, the first of equally frequent ones: ``Ash`` for ``ASH``.

    Args:
        names: the column.
        lines: the line of each row.
        several: whether a cell may hold several names, with semicolons between them.

    Returns:
        The column; and by each name that is written in several ways the other ways, and the first line of each.
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
    if not text or ";" not in text:
        return (text,) if text else ()
    return tuple(filter(None, map(str.strip, text.split(";"))))


def is_total(name: str) -> bool:
    """Whether what stands in place of a name says that a row adds up others."""
    # Few names begin as a total does, and to look closely at each would take long.
    return name[:_BEGINNING].casefold() in _BEGINNINGS and _COUNTED.sub("", name_key(name)) in TOTALS
