"""The lines below a table that tell what its filters cannot judge, and which leagues there are beside it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ratings_cli.league.league_table import league_standings
from ratings_cli.league.selection import Judged, Selection, judged, near_by_name, unjudged
from ratings_cli.model import phrases
from ratings_cli.views.sheet import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.league_table import LeagueTable


def table_filter_notes(result: LeagueTable) -> list[str]:
    """What the filters of a league table cannot judge."""
    if not result.chosen.filters:
        return []
    return filter_notes(result.chosen, judged((ranked.item for ranked in result.whole), result.by), result.by)


def ended_notes(result: LeagueTable) -> list[str]:
    """When the leagues of a table ended, where they had as at its date."""
    ended = ((league.label, league.ended_by(result.chosen.as_of)) for league in result.chosen.leagues)
    return [f"{label} ended {'on' if until.is_day else 'in'} {until}." for label, until in ended if until]


def other_leagues(result: LeagueTable) -> list[str]:
    """Which leagues there are beside a table of the one that is shown when none is named, and how to see them."""
    data, chosen = result.data, result.chosen
    if chosen.leagues != data.leagues[:1]:
        return []
    others = (
        (league.name, league_standings(data, Selection((league,), as_of=chosen.as_of))) for league in data.leagues[1:]
    )
    known = {name: len(standings) for name, standings in others if standings}
    if not known:
        return []
    there = ", ".join(f"{name} {number:,}" for name, number in known.items())
    largest = shlex.quote(max(known, key=lambda name: known[name]).casefold())
    return [f"Also: {there} (-l {largest}, -l all)."]


def filter_notes(chosen: Selection, things: Sequence[Judged], by: str = "overall") -> list[str]:
    """What filters cannot judge, and how they took a name that can be understood in two ways.

    Args:
        chosen: the filters.
        things: all that there is before filters.
        by: what is ranked by.
    """
    shown = [item.provider for item in things if chosen.serves(item.provider) and chosen.passes(item.owner, item.band)]
    notes = [
        f"{area} is also a region: those in the region are shown, whatever areas they serve."
        for area in chosen.areas
        if any(provider.region == area and area not in provider.areas for provider in shown)
    ]
    if near := near_by_name(chosen, things):
        notes.append(f"Not shown, but near by name: {phrases.some([provider.name for provider in near])}.")
    what = {"owner": "the owner when rated", "area": "the area", "region": "the region", "band": f"the rating for {by}"}
    for kind, providers in unjudged(chosen, things).items():
        number = phrases.bodies(chosen.leagues, len(providers))
        names = phrases.some([provider.name for provider in providers])
        notes.append(f"Not searched, because the record does not give {what[kind]}: {number}: {names}.")
    return [Note(note, "left out") for note in notes]
