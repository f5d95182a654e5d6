"""What happened to ratings since a day, in words: of each group, in a sentence, in the notes of a table, in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.report import counted
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day
from ratings_cli.views.cells import Note
from ratings_cli.views.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.league.league_table import LeagueTable, Since
    from ratings_cli.league.report import Change
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import ProviderKey
    from ratings_cli.views.cells import Value


def changes_of(result: LeagueTable) -> dict[ProviderKey, Change]:
    """What became of each rating that is shown; nothing where no day was chosen, or nothing happened."""
    changes = _changes(result)
    return changes if any(change.label for change in changes.values()) else {}


def _changes(result: LeagueTable) -> dict[ProviderKey, Change]:
    if result.since is None:
        return {}
    return {ranked.item.provider.key: result.since.changes[ranked.item.provider.key] for ranked in result.places}


def change_notes(result: LeagueTable) -> list[str]:
    """What cannot be told of the ratings that are shown since a day, and what the stars mean."""
    since = result.since
    if since is None:
        return []
    day = show_day(since.day)
    changes = _changes(result)
    notes: list[str] = []
    unclear = [ranked.item for ranked in result.places if changes[ranked.item.provider.key].unclear]
    if unclear:
        names = phrases.some(
            [f"{standing.provider.name} ({standing.counts.publication})" for standing in unclear if standing.counts]
        )
        what = "a report is not dated exactly enough to say if it was out then"
        text = f"What happened since {day} is not known of {len(unclear):,}, because {what}: {names}."
        notes.append(Note(text, "left out"))
    if since.gone:
        names = phrases.some(
            [
                f"{standing.provider.name} ({standing.overall.value if standing.overall else phrases.NOT_RATED} then)"
                for standing in since.gone
            ]
        )
        notes.append(Note(f"In this table as at {day}, and not now: {names}.", "left out"))
    for row, ranked in enumerate(result.places):
        change = changes[ranked.item.provider.key]
        if change.moved and change.then and change.then is not ranked.item.previous:
            then = Evidence(change.then, ranked.item.provider.name)
            text = f"{phrases.INFERRED} {then.provider}, overall on {day}: derived, {then.ground}."
            notes += [Note(text, "star", [row], ["change"])] if then.ground else []
    return notes


def change_sentence(result: LeagueTable) -> str:
    """How many of the ratings that are shown changed how since a day, or that none did; nothing without a day."""
    if result.since is None:
        return ""
    day = show_day(result.since.day)
    changes = _changes(result).values()
    counts = counted(changes)
    unclear = sum(1 for change in changes if change.unclear)
    again = sum(1 for change in changes if change.again)
    of_them = f" ({again:,} inspected again, with the same rating)" if again else ""
    if not any(change.moved for change in changes):
        known = f"is known to have changed since {day}{of_them}; of {unclear:,} it is not known"
        return f"No rating {known if unclear else f'has changed since {day}{of_them}'}."
    new = f"{counts['new']:,} rated for the first time, " if counts["new"] else ""
    moved = f"{counts['up'] or 'none'} up, {counts['down'] or 'none'} down"
    not_known = f", {unclear:,} not known" if unclear else ""
    return f"Ratings since {day}: {moved}, {new}{counts['same'] or 'none'} the same{of_them}{not_known}."


def changes_text(standings: Iterable[Standing], since: Since | None) -> str:
    """``1 up, 2 first rated``: what became of the ratings of a group; nothing where nothing happened."""
    if since is None:
        return ""
    changes = [since.changes[standing.provider.key] for standing in standings]
    numbers = counted(changes)
    words = {"up": numbers["up"], "down": numbers["down"], "first rated": numbers["new"]}
    words[phrases.NOT_KNOWN] = sum(1 for change in changes if change.unclear)
    return ", ".join(f"{number:,} {word}" for word, number in words.items() if number)


def changes_record(result: LeagueTable) -> dict[str, Value]:
    """What JSON says of changes: the day, how many ratings changed how, and who was shown then and is not now."""
    since = result.since
    if since is None:
        return {}
    shown = _changes(result).values()
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
