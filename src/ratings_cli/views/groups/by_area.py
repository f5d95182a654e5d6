"""The counties and places as a sheet: who serves each, and how they are rated."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.views.fields import Field, always
from ratings_cli.views.groups.means import (
    BANDS_OF_MEMBERS,
    CHANGES,
    DERIVED,
    LEAGUES,
    MEANS,
    MEMBERS,
    POSITION,
    band_of,
    name_field,
    of_group,
    row_of,
)
from ratings_cli.views.groups.sheet import group_star_notes, grouped_sheet
from ratings_cli.views.notes import in_no_row
from ratings_cli.views.sheet import Cell

if TYPE_CHECKING:
    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.views.groups.means import Row
    from ratings_cli.views.sheet import Sheet


def _missing(group: Group, text: str) -> list[Cell]:
    """A further line for the leagues in which the record knows of nobody."""
    return [Cell(text, quiet=True)] if group.missing else []


def _leagues(group: Group) -> Cell:
    leagues = [Cell(standing.provider.league or "") for standing in group.members]
    return row_of([*leagues, *_missing(group, ", ".join(group.missing))], phrases.NOT_KNOWN)


def _members(group: Group) -> Cell:
    return row_of(
        [*(Cell(standing.provider.name) for standing in group.members), *_missing(group, phrases.NOT_KNOWN)],
        phrases.NOT_KNOWN,
    )


def _bands(group: Group) -> Cell:
    return row_of(
        [*(band_of(standing, group.by) for standing in group.members), *_missing(group, phrases.NOT_KNOWN)],
        phrases.NOT_KNOWN,
    )


FIELDS: tuple[Field[Groups, Row], ...] = (
    *POSITION,
    name_field("area", "the county or place"),
    *MEANS,
    dataclasses.replace(
        MEMBERS,
        help="the providers in the order of the leagues",
        cell=of_group(_members),
        heading="Served by",
        worth=always,
        drop=0,
    ),
    dataclasses.replace(
        LEAGUES, cell=of_group(_leagues), heading="League", worth=lambda groups: len(groups.table.chosen.leagues) > 1
    ),
    dataclasses.replace(BANDS_OF_MEMBERS, cell=of_group(_bands)),
    Field(
        key="not_known_in",
        help="the chosen leagues in which the record knows of nobody who serves the place",
        value=of_group(lambda group: list(group.missing)),
    ),
    *CHANGES,
    DERIVED,
)
READERS = ("area", "leagues", "members", "bands", "known", "mean")


def area_sheet(result: Groups, *, wide: bool = False) -> Sheet:
    """Show a league table by county or place.

    Args:
        result: the places.
        wide: with every column there is.
    """
    return grouped_sheet(result, "area", FIELDS, READERS, _notes(result), wide=wide)


def _notes(result: Groups) -> list[str]:
    """That a provider may count in several rows, who is in none, and what the stars mean."""
    notes = ["A provider that serves several places counts in the row of each."] if result.places else []
    missing = any(ranked.item.missing for ranked in result.places)
    if missing:
        notes.append("Not known: the record names nobody of that league who serves the place.")
    notes += in_no_row(
        result.apart, "the record names no place that it serves", "the record names no place that they serve"
    )
    return [*notes, *group_star_notes(result)]
