"""The counties and places as a sheet: who serves each, and how they are rated."""

from __future__ import annotations

import dataclasses
from collections import Counter
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
    from collections.abc import Callable

    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.league.standing import Standing
    from ratings_cli.views.groups.means import Row
    from ratings_cli.views.sheet import Sheet


def _lines(get: Callable[[Standing, str], Cell], unknown: Callable[[Group], str]) -> Callable[[Groups, Row], Cell]:
    """A line for each provider; where there is one place alone, another for the leagues in which nobody is known."""

    def cell(groups: Groups, row: Row) -> Cell:
        group = row.item
        missing = [Cell(unknown(group), quiet=True)] if group.missing and len(groups.places) == 1 else []
        return row_of([*(get(standing, group.by) for standing in group.members), *missing], phrases.NOT_KNOWN)

    return cell


def _not_known(_: Group) -> str:
    return phrases.NOT_KNOWN


def _has_several(groups: Groups) -> bool:
    """Whether a mean says more than the ratings themselves."""
    return groups.compete and any(len(row.item.members) > 1 for row in groups.places)


FIELDS: tuple[Field[Groups, Row], ...] = (
    *POSITION,
    name_field("area", "the county or place"),
    *(dataclasses.replace(field, worth=_has_several) if field.key in {"known", "mean"} else field for field in MEANS),
    dataclasses.replace(
        MEMBERS,
        help="the providers in the order of the leagues",
        cell=_lines(lambda standing, _: Cell(standing.provider.name), _not_known),
        heading="Served by",
        worth=always,
        drop=0,
    ),
    dataclasses.replace(
        LEAGUES,
        cell=_lines(lambda standing, _: Cell(standing.provider.league or ""), lambda group: ", ".join(group.missing)),
        heading="League",
        worth=lambda groups: len(groups.table.chosen.leagues) > 1,
    ),
    dataclasses.replace(BANDS_OF_MEMBERS, cell=_lines(band_of, _not_known)),
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
    missing = Counter(league for ranked in result.places for league in ranked.item.missing)
    if missing and len(result.places) == 1:
        notes.append("Not known: no provider of that league is recorded for this area.")
    elif missing:
        names = (league.name for league in result.table.chosen.leagues if missing[league.name])
        leagues = phrases.listed([f"{name} in {missing[name]:,}" for name in names])
        notes.append(f"Of {len(result.places):,} areas, the record names nobody of some leagues: {leagues}.")
    notes += in_no_row(result.apart, "area not in the record")
    return [*notes, *group_star_notes(result)]
