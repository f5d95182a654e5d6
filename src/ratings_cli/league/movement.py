"""What happened to ratings between two days: up, down, the same, the first; or that it cannot be told.

A provider moves when its own rating does. The places of others around it move nobody.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection


class Kind(Enum):
    """What became of a rating."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"


class Change(NamedTuple):
    """What became of one provider's rating.

    Args:
        kind: what is known to have happened; None where there is no rating, or it cannot be told.
        then: the report that counted then; None when there was none, or it cannot be told which.
        again: whether a report that is certainly newer gave the same rating.
        unclear: whether there is a rating, and dates do not tell what became of it.
    """

    kind: Kind | None
    then: Inspection | None = None
    again: bool = False
    unclear: bool = False

    @property
    def moved(self) -> bool:
        """Whether something is known to have happened to the rating."""
        return self.kind in {Kind.UP, Kind.DOWN, Kind.NEW}

    @property
    def label(self) -> str:
        """``up from requires improvement``, ``first rated``; nothing where nothing happened."""
        if self.kind is Kind.NEW:
            return "first rated"
        if self.kind is Kind.SAME:
            return "same, inspected again" if self.again else ""
        if self.kind and self.then and self.then.overall:
            return f"{self.kind.value} from {self.then.overall.value}"
        return "not known" if self.unclear else ""


def between(then: Inspection | None, now: Inspection | None) -> Change:
    """What became of a rating from one report to another; no change is told but to a report that is certainly later."""
    if now is None or now.overall is None:
        return Change(None)
    if then is None or then.overall is None:
        return Change(Kind.NEW)
    if now is then:
        return Change(Kind.SAME, then)
    if not then.publication.certainly_before(now.publication):
        return Change(None, unclear=True)
    if now.overall is then.overall:
        return Change(Kind.SAME, then, again=True)
    return Change(Kind.UP if now.overall.score > then.overall.score else Kind.DOWN, then)


def unless_between(then: Inspection | None, now: Inspection | None, others: Iterable[Inspection]) -> Change:
    """What became of a rating; not known where another rated report on the provider can have come between the two.

    Args:
        then: the report that counted before.
        now: the report that counts now.
        others: the inspections of the provider.
    """
    possible = (
        inspection
        for inspection in others
        if now and inspection.overall is not None and inspection is not then and inspection is not now
        if not now.publication.certainly_before(inspection.publication)
        if then is None or not inspection.publication.certainly_before(then.publication)
    )
    return Change(None, unclear=True) if any(possible) else between(then, now)


def change(then: Standing, now: Standing, since: dt.date) -> Change:
    """What became of a provider's rating since a day.

    Reports that can have come out on either side of the day make it unclear, unless each of them gave the rating
    that there was without them. A report without a date is one of these: it is never taken for new. A report of a
    month or a year that begins with the day is one since then: `--since 2025` tells of the reports of 2025.

    Args:
        then: the provider as at that day.
        now: the provider as it stands now.
        since: the day.
    """
    if now.overall is None:
        return Change(None)
    after = now.rated[now.rated.index(then.counts) + 1 :] if then.counts in now.rated else now.rated
    before = since - dt.timedelta(days=1) if since > dt.date.min else since
    either_side = [inspection for inspection in after if inspection.publication.perhaps_out(before)]
    if any(inspection.overall is not then.overall for inspection in either_side):
        return Change(None, unclear=True)
    if now.counts in either_side:
        return Change(Kind.SAME, then.counts)
    return between(then.counts, now.counts)


def counted(changes: Iterable[Change]) -> dict[str, int]:
    """How many went up, went down, stayed the same and were rated for the first time."""
    kinds = Counter(item.kind for item in changes)
    return {kind.value: kinds[kind] for kind in Kind}
