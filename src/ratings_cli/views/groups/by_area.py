"""The counties and places as a sheet: who serves each, and how they are rated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.views.groups.means import MEAN_KEYS, band_of, mean_columns, mean_record, row_of
from ratings_cli.views.groups.sheet import group_star_notes, grouped_sheet
from ratings_cli.views.notes import in_no_row
from ratings_cli.views.sheet import Cell, Column, Sheet, Value

if TYPE_CHECKING:
    from ratings_cli.league.groups import Group, Groups

KEYS = ("area", *MEAN_KEYS, "members", "leagues", "bands", "not_known_in")


def area_sheet(result: Groups, *, wide: bool = False) -> Sheet:
    """Show a league table by county or place.

    Args:
        result: the places.
        wide: with every column there is.
    """
    several = len(result.table.chosen.leagues) > 1
    heading = "Overall" if result.table.by in {"overall", "points"} else phrases.capital(result.table.by)
    return grouped_sheet(
        result,
        kind="area",
        columns=[
            (True, Column("area", "Area", names=True, row_header=True), lambda group: Cell(group.name or "")),
            (several, Column("league", "League"), _leagues),
            (True, Column("members", "Served by", names=True), _members),
            (True, Column("overall", heading), _bands),
            *mean_columns(result, wide=wide, bar=False),
        ],
        keys=KEYS,
        record=_record,
        notes=_notes(result),
    )


def _missing(group: Group, text: str) -> list[Cell]:
    """A further line for the leagues in which the record knows of nobody."""
    return [Cell(text, quiet=True)] if group.missing else []


def _leagues(group: Group) -> Cell:
    leagues = [Cell(one.provider.league or "") for one in group.members]
    return row_of([*leagues, *_missing(group, ", ".join(group.missing))], phrases.NOT_KNOWN)


def _members(group: Group) -> Cell:
    return row_of(
        [*(Cell(one.provider.name) for one in group.members), *_missing(group, phrases.NOT_KNOWN)], phrases.NOT_KNOWN
    )


def _bands(group: Group) -> Cell:
    return row_of(
        [*(band_of(one, group.by) for one in group.members), *_missing(group, phrases.NOT_KNOWN)], phrases.NOT_KNOWN
    )


def _record(group: Group) -> dict[str, Value]:
    return {
        "area": group.name,
        **mean_record(group),
        "members": [one.provider.name for one in group.members],
        "leagues": [one.provider.league or "" for one in group.members],
        "bands": [band_of(one, group.by).text for one in group.members],
        "not_known_in": list(group.missing),
    }


def _notes(result: Groups) -> list[str]:
    """That a provider may count in several rows, who is in none, and what the stars mean."""
    notes = ["A provider that serves several places counts in the row of each."] if result.places else []
    missing = any(one.thing.missing for one in result.places)
    if missing:
        notes.append("Not known: the record names nobody of that league who serves the place.")
    notes += in_no_row(
        result.apart, "the record names no place that it serves", "the record names no place that they serve"
    )
    return [*notes, *group_star_notes(result)]
