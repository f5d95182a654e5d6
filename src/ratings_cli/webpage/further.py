"""The further tables of the page: owners, regions and standards, as at any day that the page can show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.groups import by_owner, by_region
from ratings_cli.league.league_table import league_table
from ratings_cli.league.selection import Selection
from ratings_cli.league.standards import blocks
from ratings_cli.views.group_sheets import group_sheet
from ratings_cli.views.standards import standards_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.model.records import League
    from ratings_cli.views.cells import Table
    from ratings_cli.views.sheet import Sheet

_MOST_ROWS = 500
"""How many rows of a table are shown at most; its caption says where there are more."""


class Further(NamedTuple):
    """Tables under a line that opens them: of owners, of regions or of standards."""

    kind: str
    title: str
    tables: list[Table]


def further_tables(table: LeagueTable, leagues: Sequence[League]) -> Iterator[Further]:
    """Make the further tables of a league that have something to tell.

    Args:
        table: the table of the league, as at the day that is wanted.
        leagues: the leagues of the page, for the bodies that are the regions of this one.
    """
    (league,) = table.chosen.leagues
    owners = by_owner(table)
    if len(owners.places) > 1:
        yield _further("owner", group_sheet(owners, "owner"))
    # The bodies of a league that are the regions of this one stand beside the providers on their ground.
    if regional := [other for other in leagues if other.regions_of == league.name]:
        both = Selection((league, *regional), as_of=table.chosen.as_of)
        yield _further("region", group_sheet(by_region(league_table(table.data, both)), "region"))
    found = blocks(table.data, table)
    if any(count.known for block in found for count in block.counts):
        yield _further("standards", standards_sheet(table, found))


def _further(kind: str, sheet: Sheet) -> Further:
    return Further(kind, sheet.title, [_first_rows(table) for table in sheet.tables])


def _first_rows(table: Table) -> Table:
    if len(table.rows) <= _MOST_ROWS:
        return table
    cut = f"the first {_MOST_ROWS:,} of {len(table.rows):,} rows"
    caption = f"{table.caption}, {cut}" if table.caption else cut.capitalize()
    return table._replace(rows=table.rows[:_MOST_ROWS], caption=caption)
