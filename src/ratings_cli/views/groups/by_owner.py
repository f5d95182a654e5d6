"""The owners as a sheet: how many providers each ran when they were rated, and how these were rated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.fields import Field, always
from ratings_cli.views.groups.means import (
    CHANGES,
    DERIVED,
    MEANS,
    MEMBERS,
    POSITION,
    RATINGS,
    key_of,
    name_field,
    of_group,
)
from ratings_cli.views.groups.sheet import group_star_notes, grouped_sheet
from ratings_cli.views.notes import in_no_row
from ratings_cli.views.sheet import Cell, Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.league.standing import Standing
    from ratings_cli.views.groups.means import Row
    from ratings_cli.views.sheet import Sheet, Value


def _names(standings: Sequence[Standing]) -> list[Value]:
    return [standing.provider.name for standing in standings]


def _end(group: Group, ends: Sequence[Standing]) -> Cell:
    """The best or the worst by name; where several are equal, how many."""
    if not ends:
        return Cell(phrases.NOT_KNOWN, quiet=True)
    if len(ends) == 1:
        return Cell(ends[0].provider.name)
    return Cell("all equal" if len(ends) == len(group.known) else f"{len(ends)} equal", quiet=True)


FIELDS: tuple[Field[Groups, Row], ...] = (
    *POSITION,
    name_field("owner", "the owner"),
    *MEANS,
    RATINGS,
    Field(
        key="best",
        help="every provider with the highest rating, or what the mean is of",
        value=of_group(lambda group: _names(group.at_the(max))),
        cell=of_group(lambda group: _end(group, group.at_the(max))),
        worth=always,
        drop=2,
        names=True,
    ),
    Field(
        key="worst",
        help="every provider with the lowest",
        value=of_group(lambda group: _names(group.at_the(min))),
        cell=of_group(lambda group: _end(group, group.at_the(min))),
        worth=always,
        drop=3,
        names=True,
    ),
    MEMBERS,
    *CHANGES,
    DERIVED,
)
READERS = ("owner", "known", "mean", "ratings", *map(key_of, BANDS), "best", "worst")


def owner_sheet(result: Groups, *, wide: bool = False) -> Sheet:
    """Show a league table by owner.

    Args:
        result: the owners.
        wide: with every column there is.
    """
    return grouped_sheet(result, "owner", FIELDS, READERS, _notes(result), wide=wide)


def _notes(result: Groups) -> list[str]:
    """Whose owner it is, and which providers and owners are in no row."""
    notes: list[str] = ["Owner: the owner when the report was published."]
    unknown = [standing for standing in result.apart if standing.counts]
    unrated = [standing for standing in result.apart if not standing.counts]
    notes += in_no_row(unknown, "owner when rated unknown")
    notes += in_no_row(unrated, "not rated")
    if result.too_few:
        owners = phrases.some([f"{group.name} ({len(group.members)})" for group in result.too_few])
        rated = phrases.count(result.least, "rated provider")
        notes.append(Note(f"Not shown, fewer than {rated}: {owners}.", "left out"))
    return [*notes, *group_star_notes(result)]
