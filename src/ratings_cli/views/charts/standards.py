"""The picture of the standards: a bar for each, with how many providers got which band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.charts.captions import star_line
from ratings_cli.views.charts.model import Bar, Caption, StackedBars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.standards import Block, StandardCount


def standards_chart(blocks: Sequence[Block], title: str) -> StackedBars | None:
    """Draw every standard under the programmes that rate it; None when no band of any standard is known."""
    counts = [count for block in blocks for count in block.counts]
    if not any(count.known for count in counts):
        return None
    bars = tuple(
        Bar(
            phrases.capital(count.standard),
            tuple((band, count.bands[band]) for band in BANDS),
            f"{count.known} of {count.of} known",
            heading=phrases.listed([programme.label for programme in block.programmes if programme.label]),
            derived=count.derived_bands,
        )
        for block in blocks
        for count in block.counts
    )
    stars = star_line((row, found.provider.name) for row, count in enumerate(counts) for found in count.derived)
    return StackedBars(Caption(title=title, finding=_finding(counts), notes=stars), bars)


def _finding(counts: Sequence[StandardCount]) -> str:
    """How many ratings of standards are known, and how many of them are of each band."""
    given = {band.value: sum(count.bands[band] for count in counts) for band in BANDS}
    known, of = sum(given.values()), sum(count.of for count in counts)
    least = _most_often(counts, Band.INADEQUATE)
    return f"{known:,} of {of:,} ratings of standards are known: {phrases.band_counts(given)}.{least}"


def _most_often(counts: Sequence[StandardCount], band: Band) -> str:
    """Which standards got a band most often; nothing when none got it."""
    most = max(count.bands[band] for count in counts)
    if not most:
        return ""
    names = list(dict.fromkeys(count.standard for count in counts if count.bands[band] == most))
    return (
        f" Most often {band.value}: {phrases.some(names)} ({most:,} each)."
        if len(names) > 1
        else (f" Most often {band.value}: {names[0]} ({most:,}).")
    )
