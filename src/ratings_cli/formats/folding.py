"""Breaking texts into lines for a terminal: how wide a text is, and how headings stand over their columns."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.views.cells import Column

GAP = 2
"""How many spaces stand between two columns."""


def width_of(text: str) -> int:
    """How many characters a text takes on a terminal: some of other scripts take two."""
    return len(text) if text.isascii() else cell_len(text)


def fold(text: str, width: int) -> list[str]:
    """Break a text between words into lines of a width; a word that is longer stays whole."""
    if width_of(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width_of(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def group_lines(columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    """Return the lines that name the groups, each above its columns; none where there are no groups."""
    if not any(column.group for column in columns):
        return []
    starts: list[int] = []
    folded: list[list[str]] = []
    start = 0
    for group, members in groupby(zip(columns, widths, strict=True), key=lambda pair: pair[0].group):
        span = sum(width + GAP for _, width in members)
        starts.append(start)
        folded.append(textwrap.wrap(group, max(span - GAP, 1), break_long_words=False))
        start += span
    height = max(map(len, folded))
    lines = [""] * height
    for start, words in zip(starts, folded, strict=True):
        for number, text in enumerate([""] * (height - len(words)) + words):
            lines[number] = f"{lines[number].ljust(start)}{' ' if len(lines[number]) > start else ''}{text}"
    return [line.rstrip() for line in lines]
