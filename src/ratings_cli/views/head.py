"""The title of a view, and what JSON says of every view before its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.report import counted
from ratings_cli.model.phrases import as_at, league_titles, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.records import League
    from ratings_cli.views.sheet import Value


def head(title: str, chosen: Selection, by: str, counts: dict[str, int]) -> dict[str, Value]:
    """The title, what was chosen, what it is ranked by, and how many there are of each kind."""
    return {
        "title": title,
        "leagues": [league.name for league in chosen.leagues],
        "as_of": chosen.as_of.isoformat() if chosen.as_of else None,
        "ranked_by": by,
        "filters": {**chosen.filters},
        "counts": dict(counts),
    }


def changes_record(result: LeagueTable) -> dict[str, Value]:
    """What JSON says of changes: the day, how many ratings changed how, and who was shown then and is not now."""
    since = result.since
    if since is None:
        return {}
    shown = [since.changes[ranked.item.provider.key] for ranked in result.places]
    counts: dict[str, Value] = {
        **counted(shown),
        "inspected_again": sum(1 for change in shown if change.again),
        "not_known": sum(1 for change in shown if change.unclear),
    }
    gone = [
        {
            "provider": standing.provider.name,
            "overall_then": standing.overall.value if standing.overall else None,
            "position_then": since.positions.get(standing.provider.key),
        }
        for standing in since.gone
    ]
    return {"since": since.day.isoformat(), "changes": counts, "gone": gone}


def title_of(leagues: Sequence[League], what: str, chosen: Selection, *, rerank: bool = False) -> str:
    """``Community Rehabilitation Companies by overall rating, as at 3 May 2019, owner: Sodexo``.

    Args:
        leagues: the leagues.
        what: what follows on their names.
        chosen: the date and the filters.
        rerank: whether the positions are those within what the filters show.
    """
    within = ["ranked only among these"] if rerank and chosen.filters else []
    return ", ".join([f"{league_titles(leagues)} {what}", as_at(chosen.as_of), *filter_words(chosen), *within])


def filter_words(chosen: Selection) -> list[str]:
    """``owner: Sodexo``, ``band: good or outstanding``."""
    return [f"{name}: {listed(values, 'or')}" for name, values in chosen.filters.items()]
