"""Sharing out the width of a terminal among the columns of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2


@dataclass(frozen=True, slots=True)
class Need:
    """How much width a column needs.

    Args:
        full: the width at which everything in it stands on one line, as wide as it likes.
        good: the width that is worth having: to get it, less important columns go.
        least: the width below which something would be cut.
        drop: which column goes first, the highest number; 0 never goes.
        elastic: it gives way before the others do.
    """

    full: int
    good: int
    least: int
    drop: int = 0
    elastic: bool = False


def all_fit(needs: Sequence[Need], width: int | None) -> bool:
    """Whether every column can have the width that is worth having."""
    return width is None or sum(need.good + GAP for need in needs) <= width


def fitting(needs: Sequence[Need], width: int | None) -> list[int]:
    """Choose the columns that fit, by their places: the one with the highest `drop` goes first."""
    kept = list(range(len(needs)))
    if width is None:
        return kept
    while not all_fit([needs[place] for place in kept], width):
        worst = max(kept, key=lambda place: needs[place].drop)
        if needs[worst].drop == 0:
            break
        kept.remove(worst)
    return kept


def shrunk(needs: Sequence[Need], width: int | None) -> list[int]:
    """Share out the width: the elastic columns give way first, then the widest, none below its least."""
    widths = [need.full for need in needs]
    if width is None:
        return widths
    excess = sum(widths) + GAP * len(widths) - width
    while excess > 0:
        able = [place for place, need in enumerate(needs) if widths[place] > need.least]
        if not able:
            break
        first = max(able, key=lambda place: (needs[place].elastic, widths[place]))
        widths[first] -= 1
        excess -= 1
    return widths
