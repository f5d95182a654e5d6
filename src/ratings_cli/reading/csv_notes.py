"""Where a table ends and the notes below it begin, when a spreadsheet has put empty cells beside the notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGINS_A_NOTE = re.compile(
    r"(sources?|notes?|footnotes?|key)\s*(:|\d|$)|\(?\d+[.)](\s|$)|\[\w|[©*†‡]|\(c\)|crown copyright", re.IGNORECASE
)
_IS_AN_ID = re.compile(r"[\w/-]*\d[\w/-]*")
MOST_CELLS = 2
"""How many cells of a note hold anything: its mark, and its text."""
_NARROW = 2
"""A table of so few columns has no notes: a row of one cell may be a provider without a rating."""


def notes_begin(rows: Sequence[Sequence[str]], width: int, id_column: int | None) -> int:
    """Return which of the last rows is the first below the table; their number where none is.

    Below the table are lines of one cell, as far as an empty line or what only a note begins with stands above them: a
    lone name at the end of the table is a provider without a rating. A mark in the column of ids, such as ``2.``, with
    the text of the note beside it, is a note too.

    Args:
        rows: the last rows, as they are.
        width: how many columns the table has.
        id_column: the number of the column of ids, if there is one.
    """
    begin = len(rows)
    if width <= _NARROW:
        return begin
    for place in reversed(range(len(rows))):
        row = rows[place]
        filled = [cell.strip() for cell in row if cell.strip()]
        number = row[id_column].strip() if id_column is not None and id_column < len(row) else ""
        if len(filled) > 1 + bool(number) or _IS_AN_ID.fullmatch(number):
            break
        if len(row) != width and (number or len(filled) > 1):
            break  # it was taken for a row
        if not filled or _BEGINS_A_NOTE.match(filled[0]):
            begin = place
    return begin
