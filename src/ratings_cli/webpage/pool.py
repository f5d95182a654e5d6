"""A pool in which equal things are kept once and named by number, so that the page stays small."""

from __future__ import annotations

from typing import Any


class Pool:
    """Keeps each thing once, and gives its number."""

    def __init__(self) -> None:
        self.things: list[Any] = []
        self._numbers: dict[str, int] = {}

    def number(self, thing: Any) -> int:  # noqa: ANN401 - whatever JSON can hold
        """Return the number of `thing`, putting it in when it is new."""
        key = repr(thing)
        if key not in self._numbers:
            self._numbers[key] = len(self.things)
            self.things.append(thing)
        return self._numbers[key]
