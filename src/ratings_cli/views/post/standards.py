"""The sentences of a post about the standards of its reports, and their points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.english import every, names, number
from ratings_cli.model.scale import BANDS
from ratings_cli.views.post.headline import called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.post import Story


def standards_sentences(stories: Sequence[Story]) -> list[str]:
    """Which standards are known and what they are; or how many got each band, where that is all that is known.

    Args:
        stories: one report, or several of which the same is known.
    """
    entry = stories[0].entry
    bands = {name: band for known in entry.standards.values() for name, band in known.items()}
    known = {name: band for name, band in bands.items() if band}
    inspection = entry.inspection
    each = "" if len(stories) == 1 else " for each"
    said = []
    if known:
        groups = [(band, [name for name, found in known.items() if found is band]) for band in BANDS]
        what = "; ".join(f"{band.value} for {phrases.listed(own)}" for band, own in groups if own)
        if len(bands) == 1:
            said.append(f"The one standard is known{each}: {what}.")
        elif len(known) == len(bands):
            said.append(f"{phrases.capital(every(len(bands)))} standards are known{each}: {what}.")
        else:
            said.append(f"Of the {number(len(bands))} standards the record holds {number(len(known))}{each}: {what}.")
    derived = [name for name in known if inspection.ground_of(name) is not None]
    if derived:
        said.append(f"Derived, and not stated outright by a source: {phrases.listed(derived)}.")
    if inspection.tally and len(known) < len(bands):
        counts = [f"{number(inspection.tally[band])} {band.value}" for band in BANDS if inspection.tally.get(band)]
        if counts:
            part = phrases.part_of(inspection.tally, entry.programme)
            said.append(
                f"A source says how many standards got each band, if not which: {phrases.listed(counts)}{part}."
            )
    return said


def points_sentence(stories: Sequence[Story]) -> str:
    """How many points they have, with the ground where no source states them; nothing where they are not known."""
    known = [(called(story.provider), story.entry.points) for story in stories if story.entry.points]
    if not known:
        return ""
    first = known[0][1]
    ground = f" ({first.derived}; no source states them)" if first.derived else ""
    if len(stories) == 1:
        return f"It has {first.scored} of {first.most} points{ground}."
    return f"Of {first.most} points, {names([f'{name} has {points.scored}' for name, points in known])}{ground}."
