"""Names that are not keys: bodies of one name are told apart by their ids, and shown with them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def is_told_apart(name: str, number: str | None) -> bool:
    """Whether a name is shown with its id, because there is another of that name."""
    return number is not None and name.endswith(f" [{number}]")


class Apart:
    """Knows which names occur more than once."""

    def __init__(self, names: Iterable[str]) -> None:
        """Count the names."""
        self._counts = Counter(names)

    def name(self, name: str, number: str | None) -> str:
        """The name to show: ``Hope House [1027]`` where there is another Hope House, else the name alone."""
        return f"{name} [{number}]" if number and number != name and self._counts[name] > 1 else name
