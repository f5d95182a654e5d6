"""What JSON says of every view before its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ratings_cli.selection import Selection
    from ratings_cli.tables.sheet import Value


def head(title: str, chosen: Selection, by: str, counts: dict[str, int]) -> dict[str, Value]:
    """The title, what was chosen, what it is ranked by, and how many there are of each kind."""
    return {
        "title": title,
        "leagues": [league.name for league in chosen.leagues],
        "as_of": chosen.as_of.isoformat() if chosen.as_of else None,
        "ranked_by": by,
        "filters": dict(chosen.filters),
        "counts": dict(counts),
    }
