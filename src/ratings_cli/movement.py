"""Movement between two rankings: who rose, who fell, who is new and who is gone; and whose rating changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from ratings_cli.league import Standing
    from ratings_cli.ranking import Placed

T = TypeVar("T")

UP = "\u2191"
DOWN = "\u2193"


@dataclass(frozen=True, slots=True)
class Move:
    """How one thing moved.

    Args:
        was: its position then; None when it had none.
        places: how many places it gained, or lost when negative; None when it had or has no position.
        is_new: whether it has a position now and had none then.
    """

    was: int | None
    places: int | None
    is_new: bool = False

    @property
    def label(self) -> str:
        """``↑2``, ``↓1``, ``=``, ``new``, or nothing for a thing that has no position now."""
        if self.is_new:
            return "new"
        if self.places is None:
            return ""
        if self.places == 0:
            return "="
        return f"{UP if self.places > 0 else DOWN}{abs(self.places)}"


@dataclass(frozen=True, slots=True)
class Movement(Generic[T]):
    """What became of one ranking in another.

    Args:
        moves: how each thing of the later ranking moved, in the order of that ranking.
        gone: what had a position then and has none now, best first.
    """

    moves: tuple[Move, ...]
    gone: tuple[Placed[T], ...]


def movement(then: Iterable[Placed[T]], now: Sequence[Placed[T]], identity: Callable[[T], Hashable]) -> Movement[T]:
    """Compare two rankings.

    Args:
        then: the earlier ranking.
        now: the later ranking; in either, things without a position count as not ranked.
        identity: what tells that a thing of one ranking is a thing of the other.
    """
    before = {identity(one.thing): one for one in then if one.position is not None}
    ranked_now = {identity(one.thing) for one in now if one.position is not None}
    gone = [one for name, one in before.items() if name not in ranked_now]
    return Movement(
        moves=tuple(_move(before.get(identity(one.thing)), one) for one in now),
        gone=tuple(sorted(gone, key=lambda one: one.position or 0)),
    )


def _move(then: Placed[T] | None, now: Placed[T]) -> Move:
    was = then.position if then else None
    if was is None or now.position is None:
        return Move(was, None, is_new=was is None and now.position is not None)
    return Move(was, was - now.position)


@dataclass(frozen=True, slots=True)
class Changes:
    """How the newest ratings of some providers changed between two dates.

    Args:
        upgraded: those with a better band now.
        downgraded: those with a worse band now.
        unchanged: those with the same band.
        reinspected: those of the unchanged whose band is that of another inspection now.
        first: those without a rating then.
        unclear: those with a report that is not dated exactly enough to say on which side of the date it came out.
        unclear_changed: those of the unclear whose band is another one now than that of the earlier table.
    """

    upgraded: tuple[Standing, ...] = ()
    downgraded: tuple[Standing, ...] = ()
    unchanged: tuple[Standing, ...] = ()
    reinspected: tuple[Standing, ...] = ()
    first: tuple[Standing, ...] = ()
    unclear: tuple[Standing, ...] = ()
    unclear_changed: tuple[Standing, ...] = ()


def changes(pairs: Iterable[tuple[Standing, Standing]], since: dt.date) -> Changes:
    """Sort providers by what became of their rating.

    Args:
        pairs: each provider as it stood then and as it stands now; those without a rating now are passed over.
        since: the earlier date.
    """
    found: dict[str, list[Standing]] = {name: [] for name in Changes.__dataclass_fields__}
    for then, now in pairs:
        if now.counts is None or now.overall is None:
            continue
        if _unclear(then, now, since):
            found["unclear"].append(now)
            if then.overall not in {None, now.overall}:
                found["unclear_changed"].append(now)
        elif then.overall is None:
            found["first"].append(now)
        elif now.overall is then.overall:
            found["unchanged"].append(now)
            if now.counts is not then.counts:
                found["reinspected"].append(now)
        else:
            better = now.overall.score > then.overall.score
            found["upgraded" if better else "downgraded"].append(now)
    return Changes(**{name: tuple(standings) for name, standings in found.items()})


def _unclear(then: Standing, now: Standing, since: dt.date) -> bool:
    """Whether a rated report after the one that counted then was perhaps out then as well."""
    rated = [one for one in now.inspections if one.overall is not None]
    later = rated[rated.index(then.counts) + 1 :] if then.counts in rated else rated
    return any(one.publication.perhaps_out(since) for one in later)
