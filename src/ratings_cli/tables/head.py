"""What JSON says of every view before its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ratings_cli.selection import Selection
    from ratings_cli.standings import Since
    from ratings_cli.tables.sheet import Value


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


def changes_record(since: Since | None) -> dict[str, Value]:
    """What JSON says of movement: the day, how many ratings changed how, and who is gone."""
    if since is None:
        return {}
    kinds = {kind: len(getattr(since.changes, kind)) for kind in since.changes.__dataclass_fields__}
    gone = [{"provider": one.thing.provider.name, "was": one.position} for one in since.movement.gone]
    return {"since": since.day.isoformat(), "changes": kinds, "gone": gone}
