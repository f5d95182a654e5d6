"""The leagues as a sheet: how many providers each has in the record, how they are rated, and which have ended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.views.cells import published_cell
from ratings_cli.views.fields import Field, always
from ratings_cli.views.groups.means import (
    CHANGES,
    DERIVED,
    MEANS,
    MEMBERS,
    RATINGS,
    name_field,
    of_group,
)
from ratings_cli.views.groups.sheet import group_star_notes, grouped_sheet
from ratings_cli.views.notes import date_star_notes
from ratings_cli.views.sheet import Cell

if TYPE_CHECKING:
    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import Inspection, League
    from ratings_cli.views.groups.means import Row
    from ratings_cli.views.sheet import Sheet, Value


def _league(groups: Groups, row: Row) -> League:
    return next(league for league in groups.table.chosen.leagues if league.name == (row.item.name or ""))


def _ended(groups: Groups, row: Row) -> PartialDate | None:
    """When the league ended, where it had as at the day of the table."""
    return _league(groups, row).ended_by(groups.table.chosen.as_of)


def newest_report(group: Group) -> Inspection | None:
    """The newest report that counts; one of those that share the latest possible day."""
    dated = [standing.counts for standing in group.members if standing.counts and standing.counts.publication.latest]
    return max(dated, key=lambda inspection: inspection.publication.latest or dt.date.min, default=None)


def _newest(group: Group) -> Value:
    found = newest_report(group)
    if found is None:
        return None
    return found.published.iso if found.published else str(found.published_by)


FIELDS: tuple[Field[Groups, Row], ...] = (
    name_field("league", "the league", lambda group: Cell(group.name or phrases.NOT_KNOWN, quiet=not group.name)),
    Field(
        key="title",
        help="what its providers are called",
        value=lambda groups, row: _league(groups, row).label,
        cell=lambda groups, row: Cell(_league(groups, row).label),
        worth=always,
        drop=3,
        names=True,
    ),
    *MEANS,
    RATINGS,
    Field(
        key="newest",
        help="the date of its newest rated report, as exact as it is known",
        value=of_group(_newest),
        cell=of_group(lambda group: published_cell(newest_report(group))),
        heading="Newest report",
        worth=always,
        drop=2,
    ),
    Field(
        key="until",
        help="when it ended; empty for one that lasts",
        value=lambda groups, row: until.iso if (until := _ended(groups, row)) else None,
        cell=lambda groups, row: Cell(str(until) if (until := _ended(groups, row)) else ""),
        heading="Ended",
        worth=lambda groups: any(_ended(groups, row) for row in groups.places),
        drop=1,
    ),
    MEMBERS,
    *CHANGES,
    DERIVED,
)
READERS = ("league", "title", "known", "mean", "ratings", "newest", "until")


def league_groups_sheet(result: Groups, *, wide: bool = False) -> Sheet:
    """Show the leagues.

    Args:
        result: the leagues.
        wide: with every column there is.
    """
    stars = date_star_notes([newest_report(row.item) for row in result.places], "newest")
    return grouped_sheet(result, "league", FIELDS, READERS, [*group_star_notes(result), *stars], wide=wide)
