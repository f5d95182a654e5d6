"""Sharing out the width of a terminal among the columns of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2


class Need(NamedTuple):
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
    return width is None or _whole([need.good for need in needs]) <= width


def _whole(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


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
    """Share out the width: the elastic columns give way first, then the widest.

    None goes below its good width as long as that is enough, and none ever below its least: then the table is
    wider than the terminal, and nothing is cut.
    """
    widths = [need.full for need in needs]
    if width is None:
        return widths
    for floors in ([need.good for need in needs], [need.least for need in needs]):
        while _whole(widths) > width:
            able = [place for place, floor in enumerate(floors) if widths[place] > floor]
            if not able:
                break
            widths[max(able, key=lambda place: (needs[place].elastic, widths[place]))] -= 1
    return widths
