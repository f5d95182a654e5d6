"""The regions as a sheet: how the regional body itself is rated, beside the providers on its ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.views.groups.means import MEAN_KEYS, band_of, mean_columns, mean_record, row_of
from ratings_cli.views.groups.sheet import group_star_notes, grouped_sheet
from ratings_cli.views.sheet import Cell, Column, Sheet, Value

if TYPE_CHECKING:
    from ratings_cli.league.groups import Group, Groups

KEYS = ("region", "league", "own_overall", *MEAN_KEYS, "members", "leagues", "bands")


def region_sheet(result: Groups, *, wide: bool = False) -> Sheet:
    """Show a league table by region.

    Args:
        result: the regions.
        wide: with every column there is.
    """
    regional = any(one.thing.league for one in result.places)
    heading = "Overall" if result.table.by in {"overall", "points"} else phrases.capital(result.table.by)
    return grouped_sheet(
        result,
        kind="region",
        columns=[
            (True, Column("region", "Region", names=True, row_header=True), _region),
            (regional, Column("league", "Body"), lambda group: Cell(group.league or "")),
            (regional, Column("own", "Its rating"), _own),
            (True, Column("members", "On its ground", names=True), _members),
            (True, Column("overall", heading), _bands),
            *mean_columns(result, wide=wide, bar=False),
        ],
        keys=KEYS,
        record=_record,
        notes=_notes(result),
    )


def _region(group: Group) -> Cell:
    return Cell(phrases.NOT_KNOWN, quiet=True) if group.name is None else Cell(group.name)


def _own(group: Group) -> Cell:
    """The band of the regional body itself; a body that the record does not know has no known band."""
    if group.body is None:
        return Cell("" if group.league is None else phrases.NOT_KNOWN, quiet=True)
    return band_of(group.body, group.by)


def _members(group: Group) -> Cell:
    return row_of([Cell(one.provider.name) for one in group.members], phrases.NOT_KNOWN)


def _bands(group: Group) -> Cell:
    return row_of([band_of(one, group.by) for one in group.members], "")


def _record(group: Group) -> dict[str, Value]:
    own = group.body.overall if group.body else None
    return {
        "region": group.name,
        "league": group.league,
        "own_overall": own.value if own else None,
        **mean_record(group),
        "members": [one.provider.name for one in group.members],
        "leagues": [one.provider.league or "" for one in group.members],
        "bands": [band_of(one, group.by).text for one in group.members],
    }


def _notes(result: Groups) -> list[str]:
    """What the mean is of, which region is not known, and what the stars mean."""
    notes = []
    if any(one.thing.league for one in result.places):
        notes.append(
            "The mean is of the providers on the ground of the region, without the regional body's own rating."
        )
    nowhere = [one.thing for one in result.places if one.thing.name is None]
    if nowhere:
        number = phrases.count(sum(len(group.members) for group in nowhere), "provider")
        notes.append(f"Region not known: {number}; as they are no region, their row has no position.")
    return [*notes, *group_star_notes(result)]
