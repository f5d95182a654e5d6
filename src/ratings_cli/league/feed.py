"""The reports as a feed: the newest first, each with the rating before it and an identity that stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.league.instead import Judged
from ratings_cli.league.standing import in_order
from ratings_cli.model.ownership import owner_when_rated

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.dates import Publication
    from ratings_cli.model.records import Inspection, League, Provider


@dataclass(frozen=True, slots=True)
class Item:
    """One report of a feed.

    Args:
        league: the league of the provider.
        provider: whose report it is.
        inspection: the inspection that the report is of.
        before: the rated inspection before it.
        owner: the owner when it was published.
        day: the first day on which it can have been out, or the day by which it was where that is all that is
            known. Unlike the last possible day, which the tables count from, it cannot lie ahead.
        identity: what tells it from every other report and does not change when a record becomes more exact.
    """

    league: League
    provider: Provider
    inspection: Inspection
    before: Inspection | None
    owner: str | None
    day: dt.date
    identity: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """The reports of a selection, the newest first.

    Args:
        chosen: the selection.
        items: the reports.
        of: how many there are without the limit.
        undated: how many are left out because nothing says by when they were out.
        inexact: how many are left out because they are not dated exactly enough for the date that was chosen.
        every: what filters look at, of all the reports on the chosen leagues.
    """

    chosen: Selection
    items: tuple[Item, ...]
    of: int
    undated: int
    inexact: int
    every: tuple[Judged, ...] = ()


def feed_of(data: DataSet, chosen: Selection, limit: int | None = None) -> Feed:
    """Collect the reports of a selection, rated or not.

    Of one day, the one that stands later in the file comes first.

    Args:
        data: the records.
        chosen: leagues, filters and date.
        limit: at most so many, the newest; None for all.
    """
    leagues = {candidate.name: candidate for candidate in chosen.leagues}
    items = []
    undated = 0
    inexact = 0
    order = {report: place for place, report in enumerate(data.inspections)}
    every = []
    for provider in data.providers:
        if not chosen.has_league(provider.league):
            continue
        identities = _identities(data, provider)
        before: Inspection | None = None
        for inspection in in_order(data, data.inspections_of.get(provider.key, ())):
            previous, before = before, inspection if inspection.overall else before
            owner = owner_when_rated(provider, inspection)
            every.append(Judged(provider, owner, inspection.overall, inspection.overall is not None))
            if not chosen.serves(provider) or not chosen.passes(owner, inspection.overall):
                continue
            day = _day(inspection.publication)
            if day is None:
                undated += 1
            elif inspection.publication.certainly_out(chosen.as_of):
                league = leagues[provider.league or ""]
                items.append(Item(league, provider, inspection, previous, owner, day, identities[inspection]))
            elif chosen.as_of and inspection.publication.perhaps_out(chosen.as_of):
                inexact += 1
    items.sort(key=lambda item: (item.day, order[item.inspection]), reverse=True)
    return Feed(chosen, tuple(items[:limit]), len(items), undated, inexact, tuple(every))


def _day(publication: Publication) -> dt.date | None:
    return publication.earliest if publication.date else publication.by


def _identities(data: DataSet, provider: Provider) -> dict[Inspection, tuple[str, ...]]:
    """What tells the reports on a provider apart: the programme, or the date where none is named, and a number.

    The date of a report with a programme is not among it, so that a month that becomes a day leaves it as it is.
    """
    found: dict[Inspection, tuple[str, ...]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for inspection in data.inspections_of.get(provider.key, ()):
        date = (
            inspection.published.iso
            if inspection.published
            else inspection.published_by.isoformat()
            if inspection.published_by
            else ""
        )
        which = ("programme", inspection.programme) if inspection.programme else ("published", date)
        seen[which] += 1
        found[inspection] = (*provider.key, *which, str(seen[which]))
    return found
