"""A pool in which equal items are kept once and named by number, so that the page stays small."""

from __future__ import annotations

from typing import Any


class Interner:
    """Keeps each item once, and gives its number."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._numbers: dict[str, int] = {}

    def number(self, item: Any) -> int:  # noqa: ANN401 - whatever JSON can hold
        """Return the number of `item`, putting it in when it is new."""
        key = repr(item)
        if key not in self._numbers:
            self._numbers[key] = len(self.items)
            self.items.append(item)
        return self._numbers[key]
