"""Names that are not keys: bodies of one name are distinguished by their ids, and shown with them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ratings_cli.model.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable


def is_told_apart(name: str, number: str | None) -> bool:
    """Whether a name is shown with its id, because there is another of that name."""
    return number is not None and name.endswith(f" [{number}]")


class NameDisambiguator:
    """Knows which names occur more than once."""

    def __init__(self, names: Iterable[str]) -> None:
        """Count the names."""
        counts = Counter(map(name_key.__wrapped__, names))  # to remember each would cost more than it saves
        self._several = {key for key, number in counts.items() if number > 1}

    def name(self, name: str, number: str | None) -> str:
        """The name to show: ``Hope House [1027]`` where there is another Hope House, else the name alone.

        A name that looks like one with an id, where there are several of what stands before that, gets its own as well.
        """
        several = self._occurs_often(name) or (name.endswith("]") and self._occurs_often(name.rpartition(" [")[0]))
        return f"{name} [{number}]" if number and number != name and several else name

    def _occurs_often(self, name: str) -> bool:
        return bool(self._several) and name_key.__wrapped__(name) in self._several
