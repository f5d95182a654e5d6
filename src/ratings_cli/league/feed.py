"""The reports as a feed: the newest first, each with the rating before it and an identity that stays."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.report import Report, reports_of
from ratings_cli.league.selection import Judged

if TYPE_CHECKING:
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, Provider


class Item(NamedTuple):
    """One report of a feed.

    Args:
        league: the league of the provider.
        report: the report.
        identity: what tells it from every other report and does not change when a record becomes more exact.
    """

    league: League
    report: Report
    identity: tuple[str, ...]

    @property
    def updated(self) -> dt.date:
        """When there was last something new to read, for the order; before all others where no date is known."""
        return max(self.report.day or dt.date.min, self.report.inspection.corrected or dt.date.min)


class Feed(NamedTuple):
    """The reports of a selection, the newest first, those without a date last.

    Args:
        chosen: the selection.
        items: the reports.
        of: how many there are without the limit.
        inexact: how many are left out because they are not dated exactly enough for the date that was chosen.
        every: what filters look at, of all the reports on the chosen leagues.
    """

    chosen: Selection
    items: tuple[Item, ...]
    of: int
    inexact: int
    every: tuple[Judged, ...] = ()


def feed_of(data: DataSet, chosen: Selection, limit: int | None = None) -> Feed:
    """Collect the reports of a selection, rated or not: the newest of them up to a limit.

    Of one day, the one that stands later in the file comes first.
    """
    leagues = {candidate.name: candidate for candidate in chosen.leagues}
    items, every, inexact = [], [], 0
    for provider in data.providers:
        if not chosen.has_league(provider.league):
            continue
        identities = _identities(data, provider)
        for report in reports_of(data, provider, chosen.as_of):
            if not report.own:
                continue
            publication = report.inspection.publication
            every.append(Judged(provider, report.owner, report.overall, report.overall is not None))
            if not chosen.shows(provider, report.owner, report.overall):
                continue
            if publication.certainly_out(chosen.as_of):
                league = leagues[provider.league]
                items.append(Item(league, report, identities[report.inspection]))
            elif chosen.as_of and publication.perhaps_out(chosen.as_of):
                inexact += 1
    order = {inspection: place for place, inspection in enumerate(data.inspections)}
    items.sort(key=lambda item: (item.updated, order[item.report.inspection]), reverse=True)
    return Feed(chosen, tuple(items[:limit]), len(items), inexact, tuple(every))


def _identities(data: DataSet, provider: Provider) -> dict[Inspection, tuple[str, ...]]:
    """What tells the reports on a provider apart: the programme, or the date where none is named, and a number.

    The date of a report with a programme is not among it, so that a month that becomes a day leaves it as it is.
    """
    found: dict[Inspection, tuple[str, ...]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for inspection in data.inspections_of.get(provider.key, ()):
        by = inspection.published_by.isoformat() if inspection.published_by else ""
        date = inspection.published.iso if inspection.published else by
        which = ("programme", inspection.programme) if inspection.programme else ("published", date)
        seen[which] += 1
        found[inspection] = (*provider.key, *which, str(seen[which]))
    return found
