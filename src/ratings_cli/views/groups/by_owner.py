"""The owners as a sheet: how many providers each ran when they were rated, and how these were rated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.views.groups.means import MEAN_KEYS, mean_columns, mean_record
from ratings_cli.views.groups.sheet import group_star_notes, grouped_sheet
from ratings_cli.views.notes import in_no_row
from ratings_cli.views.sheet import Cell, Column, Sheet, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.league.standing import Standing

KEYS = ("owner", *MEAN_KEYS, "best", "worst", "members")


def owner_sheet(result: Groups, *, wide: bool = False) -> Sheet:
    """Show a league table by owner.

    Args:
        result: the owners.
        wide: with every column there is.
    """
    return grouped_sheet(
        result,
        kind="owner",
        columns=[
            (True, Column("owner", "Owner", names=True, row_header=True), lambda group: Cell(group.name or "")),
            *mean_columns(result, wide=wide),
            (True, Column("best", "Best", drop=2, names=True), lambda group: _end(group, group.at_the(max), wide=wide)),
            (
                True,
                Column("worst", "Worst", drop=3, names=True),
                lambda group: _end(group, group.at_the(min), wide=wide),
            ),
        ],
        keys=KEYS,
        record=owner_record,
        notes=_notes(result),
    )


def _end(group: Group, ends: Sequence[Standing], *, wide: bool) -> Cell:
    """The best or the worst by name; where several are equal how many, and with `wide` who."""
    if not ends:
        return Cell(phrases.NOT_KNOWN, quiet=True)
    if len(ends) == 1 or wide:
        return Cell("; ".join(one.provider.name for one in ends))
    return Cell("all equal" if len(ends) == len(group.known) else f"{len(ends)} equal", quiet=True)


def owner_record(group: Group) -> dict[str, Value]:
    """What a program is told of an owner."""
    return {
        "owner": group.name,
        **mean_record(group),
        "best": [one.provider.name for one in group.at_the(max)],
        "worst": [one.provider.name for one in group.at_the(min)],
        "members": [one.provider.name for one in group.members],
    }


def _notes(result: Groups) -> list[str]:
    """Whose owner it is, and which providers and owners are in no row."""
    notes = ["Owner: the owner when the report was published."]
    unknown = [one for one in result.apart if one.counts]
    unrated = [one for one in result.apart if not one.counts]
    notes += in_no_row(unknown, "the owner when rated is not known", "the owner when rated is not known")
    notes += in_no_row(unrated, "it is not rated", "they are not rated")
    if result.too_few:
        owners = phrases.some([f"{group.name} ({len(group.members)})" for group in result.too_few])
        rated = phrases.count(result.least, "rated provider")
        notes.append(f"Left out, because they have fewer than {rated}: {owners}.")
    return [*notes, *group_star_notes(result)]
