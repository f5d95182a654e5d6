"""Positions: standard competition ranking, in which equal keys share a place (1, 2=, 2=, 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ratings_cli.model.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

T = TypeVar("T")


class Ranked(NamedTuple, Generic[T]):
    """A item and its place. The position is None for a item without a key, which has no place at all."""

    item: T
    position: int | None
    tied: bool = False

    @property
    def label(self) -> str:
        """``1``, ``2=``, or nothing."""
        return "" if self.position is None else f"{self.position}{'=' if self.tied else ''}"


def rank(
    items: Iterable[T],
    key: Callable[[T], int | Fraction | None],
    name: Callable[[T], str],
    *,
    worst_first: bool = False,
) -> list[Ranked[T]]:
    """Rank items by a key, higher being better.

    A position is one more than the number of items that are strictly better. Keys are compared as they are,
    never rounded. Inside a tie, and among items without a key, the order is by name.

    Args:
        items: what to rank, in any order.
        key: what to rank by; None when an item cannot be ranked.
        name: the order inside a tie.
        worst_first: begin at the bottom; positions stay the same.

    Returns:
        The ranked items in order, then those without a key.
    """
    keyed = [(key(item), fold(name(item)), item) for item in items]
    keyed.sort(key=lambda row: row[1])
    ranked = [(value, item) for value, _, item in keyed if value is not None]
    ranked.sort(key=lambda row: row[0], reverse=True)
    placed: list[Ranked[T]] = []
    for number, (value, item) in enumerate(ranked, 1):
        same_above = number > 1 and ranked[number - 2][0] == value
        same_below = number < len(ranked) and ranked[number][0] == value
        position = placed[-1].position if same_above else number
        placed.append(Ranked(item, position, same_above or same_below))
    if worst_first:
        # Sorting by position alone keeps the order by name inside a tie.
        placed.sort(key=lambda ranked: -(ranked.position or 0))
    unranked = [Ranked(item, None) for value, _, item in keyed if value is None]
    return placed + unranked


def without_positions(places: Iterable[Ranked[T]]) -> list[Ranked[T]]:
    """The same in the same order, where a position would say more than is known."""
    return [Ranked(ranked.item, None) for ranked in places]
