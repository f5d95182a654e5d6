"""What happened to ratings since a day, in words: of each group, in a sentence, and in the notes of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.report import counted
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day
from ratings_cli.views.notes import counts_note
from ratings_cli.views.sheet import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.league.league_table import LeagueTable, Since
    from ratings_cli.league.standing import Standing


def summary(result: LeagueTable, counts: dict[str, int]) -> str:
    """What everybody wants to know first: how many have each band, and how many ratings have changed since a day."""
    changed = change_sentence(result) if result.places else ""
    return " ".join(filter(None, [counts_note(result, counts), changed]))


def change_notes(result: LeagueTable) -> list[str]:
    """What cannot be told of the ratings that are shown since a day, and what the stars mean."""
    since = result.since
    if since is None:
        return []
    day = show_day(since.day)
    shown = [(row, ranked.item, since.changes[ranked.item.provider.key]) for row, ranked in enumerate(result.places)]
    unclear = [(standing, change) for _, standing, change in shown if change.unclear]
    notes: list[str] = []
    if unclear:
        names = phrases.some([f"{standing.provider.name} ({_published(standing)})" for standing, _ in unclear])
        what = "a report is not dated exactly enough to say if it was out then"
        text = f"What happened since {day} is not known of {len(unclear):,}, because {what}: {names}."
        notes.append(Note(text, "left out"))
    if since.gone:
        names = phrases.some([f"{standing.provider.name} ({_then(standing)})" for standing in since.gone])
        notes.append(Note(f"In this table as at {day}, and not now: {names}.", "left out"))
    notes += [
        Note(
            f"{phrases.INFERRED} {standing.provider.name}, overall on {day}: derived, {ground}.",
            "star",
            [row],
            ["change"],
        )
        for row, standing, change in shown
        if change.moved and change.then and change.then is not standing.previous
        if (ground := change.then.ground_of("overall"))
    ]
    return notes


def change_sentence(result: LeagueTable) -> str:
    """How many of the ratings that are shown changed how since a day, or that none did; nothing without a day."""
    if result.since is None:
        return ""
    day = show_day(result.since.day)
    changes = [result.since.changes[ranked.item.provider.key] for ranked in result.places]
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


def _then(standing: Standing) -> str:
    return f"{standing.overall.value} then" if standing.overall else f"{phrases.NOT_RATED} then"


def _published(standing: Standing) -> str:
    return str(standing.counts.publication) if standing.counts else ""


def changes_text(standings: Iterable[Standing], since: Since | None) -> str:
    """``1 up, 2 first rated``: what became of the ratings of a group; nothing where nothing happened."""
    if since is None:
        return ""
    changes = [since.changes[standing.provider.key] for standing in standings]
    numbers = counted(changes)
    words = {"up": numbers["up"], "down": numbers["down"], "first rated": numbers["new"]}
    words[phrases.NOT_KNOWN] = sum(1 for change in changes if change.unclear)
    return ", ".join(f"{number:,} {word}" for word, number in words.items() if number)
