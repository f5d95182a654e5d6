"""The values of a column of a CSV, found out once for each text in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from ratings_cli.reading.csv.sniff import one_line
from ratings_cli.reading.csv.vocabulary import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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
