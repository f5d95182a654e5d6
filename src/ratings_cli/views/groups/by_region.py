"""The regions as a sheet: how the regional body itself is rated, beside the providers on its ground."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.views.fields import Field
from ratings_cli.views.groups.means import (
    BANDS_OF_MEMBERS,
    CHANGES,
    DERIVED,
    LEAGUES,
    MEANS,
    MEMBERS,
    POSITION,
    RATINGS,
    band_of,
    name_field,
    of_group,
    row_of,
)
from ratings_cli.views.groups.sheet import group_star_notes, grouped_sheet
from ratings_cli.views.sheet import Cell, Note

if TYPE_CHECKING:
    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.views.groups.means import Row
    from ratings_cli.views.sheet import Sheet


def _region(group: Group) -> Cell:
    return Cell(phrases.NOT_KNOWN, quiet=True) if group.name is None else Cell(group.name)


def _own(group: Group) -> Cell:
    """The band of the regional body itself; a body that the record does not know has no known band."""
    if group.body is None:
        return Cell("" if group.league is None else phrases.NOT_KNOWN, quiet=True)
    return band_of(group.body, group.by)


def _members(group: Group) -> Cell:
    return row_of([Cell(standing.provider.name) for standing in group.members], phrases.NOT_KNOWN)


def _bands(group: Group) -> Cell:
    return row_of([band_of(standing, group.by) for standing in group.members], "")


def _is_regional(groups: Groups) -> bool:
    return any(row.item.league for row in groups.places)


def _is_only(groups: Groups) -> bool:
    """Whether there is room for the providers one by one."""
    return len(groups.places) == 1


FIELDS: tuple[Field[Groups, Row], ...] = (
    *POSITION,
    name_field("region", "the region; none for those whose region is not known", _region),
    Field(
        key="league",
        help="the league of the regional body; none where there is no such league",
        value=of_group(lambda group: group.league),
        cell=of_group(lambda group: Cell(group.league or "")),
        heading="Regional body",
        worth=_is_regional,
        wide=False,
        drop=0,
    ),
    Field(
        key="own_overall",
        help="the overall rating of the body itself; none when it is not rated or not in the record",
        value=of_group(lambda group: group.body.overall.value if group.body and group.body.overall else None),
        cell=of_group(_own),
        heading="Body's rating",
        order=of_group(lambda group: group.body.overall.score if group.body and group.body.overall else None),
        worth=_is_regional,
        wide=False,
        drop=0,
    ),
    *MEANS,
    RATINGS,
    dataclasses.replace(MEMBERS, cell=of_group(_members), heading="Providers in the region", worth=_is_only, drop=0),
    LEAGUES,
    dataclasses.replace(BANDS_OF_MEMBERS, cell=of_group(_bands), worth=_is_only),
    *CHANGES,
    DERIVED,
)
READERS = ("region", "league", "own_overall", "known", "mean", "ratings", "members", "bands")


def region_sheet(result: Groups, *, wide: bool = False) -> Sheet:
    """Show a league table by region.

    Args:
        result: the regions.
        wide: with every column there is.
    """
    sheet = grouped_sheet(result, "region", FIELDS, READERS, _notes(result), wide=wide)
    more = [] if wide or len(result.places) < 2 else ["The providers of each region: --wide"]  # noqa: PLR2004
    return dataclasses.replace(sheet, hints=[*more, *sheet.hints])


def _notes(result: Groups) -> list[str]:
    """What the mean is of, which region is not known, and what the stars mean."""
    notes: list[str] = []
    if any(ranked.item.league for ranked in result.places):
        notes.append("The mean covers the providers in the region, not the regional body.")
    nowhere = [ranked.item for ranked in result.places if ranked.item.name is None]
    if nowhere:
        number = phrases.count(sum(len(group.members) for group in nowhere), "provider")
        notes.append(Note(f"No region in the record, listed unranked: {number}.", "left out"))
    return [*notes, *group_star_notes(result)]
