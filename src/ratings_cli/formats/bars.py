"""Bars of the four bands in characters: each part as wide as its share, with its number and letter in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.model.phrases import marked

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ratings_cli.model.scale import Band

Counts: TypeAlias = "Sequence[tuple[Band, int]]"

_EDGES = 2


def least_width(counts: Counts, starred: Collection[Band] = ()) -> int:
    """The width below which the numbers would not fit into the parts."""
    return sum(len(_label(band, number, starred)) + _EDGES for band, number in counts if number)


def parts(counts: Counts, width: int, starred: Collection[Band] = ()) -> list[tuple[Band, str]]:
    """Draw a bar: ``[1 G][  4 RI  ]``, or ``[1 G*][  4 RI  ]``.

    Args:
        counts: how many there are of each band; those with none have no part.
        width: how wide the bar is, if its numbers leave it that narrow.
        starred: the bands whose parts have a star.

    Returns:
        The text of each part with its band. The widths come as near to the shares as the numbers in them allow.
    """
    shown = [(band, number) for band, number in counts if number]
    total = sum(number for _, number in shown)
    widths = [len(_label(band, number, starred)) + _EDGES for band, number in shown]
    while shown and sum(widths) < width:
        wanting = [number * width - part * total for (_, number), part in zip(shown, widths, strict=True)]
        widths[wanting.index(max(wanting))] += 1
    return [
        (band, f"[{_label(band, number, starred):^{part - _EDGES}}]")
        for (band, number), part in zip(shown, widths, strict=True)
    ]


def _label(band: Band, number: int, starred: Collection[Band]) -> str:
    return marked(f"{number:,} {band.letter}", band in starred)
