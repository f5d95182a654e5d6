"""What a new report changes in the league table, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.league_table import league_table
from ratings_cli.league.selection import Selection

if TYPE_CHECKING:
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, ProviderKey


def effect_of(before: DataSet, after: DataSet, inspection: Inspection) -> str:
    """Say what an inspection changes: ``Leeds: inadequate -> good; 34= -> 1= of 65``, or why it changes nothing.

    Args:
        before: the data set without the inspection.
        after: the data set with it.
        inspection: the inspection, as it stands in `after`.
    """
    then, _ = _placed(before, inspection.key)
    now, ranked = _placed(after, inspection.key)
    name = after.provider_of[inspection.key].name
    counts = now.item.counts if now else None
    if now is None or counts is None:
        return f"{name}: no change, because the report gives no overall rating"
    if counts is not inspection:
        reason = (
            "the report gives no overall rating"
            if inspection.overall is None
            else f"the report of {counts.publication} is the newer one"
            if inspection.publication.certainly_before(counts.publication)
            else f"nothing says that it is newer than the report of {counts.publication} (give its date)"
        )
        return f"{name}: still {_band(now)}, because {reason}"
    return f"{name}: {_band(then)} -> {_band(now)}; {_positions(then, now)}of {ranked}"


def _placed(data: DataSet, key: ProviderKey) -> tuple[Ranked[Standing] | None, int]:
    """How a provider stands in its whole league, and how many there have a position."""
    leagues = tuple(league for league in data.leagues if league.name == key[0])
    places = league_table(data, Selection(leagues)).places
    found = next((placed for placed in places if placed.item.provider.key == key), None)
    return found, sum(1 for placed in places if placed.position is not None)


def _band(placed: Ranked[Standing] | None) -> str:
    return placed.item.overall.value if placed and placed.item.overall else "not rated"


def _positions(then: Ranked[Standing] | None, now: Ranked[Standing]) -> str:
    if not now.label:
        return ""
    return f"{then.label} -> {now.label} " if then and then.label and then.label != now.label else f"{now.label} "
