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
        """The name to show: ``Hope House [1027]`` where there is another Hope House, else the name alone.

        A name that looks like one with an id, where there are several of what stands before that, gets its own as well.
        """
        several = self._counts[name] > 1 or (name.endswith("]") and self._counts[name.rpartition(" [")[0]] > 1)
        return f"{name} [{number}]" if number and number != name and several else name
