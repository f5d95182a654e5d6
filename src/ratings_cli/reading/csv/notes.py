"""Lines in and below a table that may be no rows: notes, and rows that are not written like the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BEGINS_A_NOTE = re.compile(
    r"(data\s+)?(sources?|notes?|footnotes?|key)\s*(:|\d|$)|\(?\d+[.)](\s|$)|\[\w|[©*†‡]|\(c\)|crown copyright",
    re.IGNORECASE,
)
_IS_AN_ID = re.compile(r"[\w/-]*\d[\w/-]*")
_MOST_CELLS = 2
"""How many cells of a note hold anything: its mark, and its text."""
_TAIL = 512
"""How many of the last rows are looked at for notes below the table."""


class LastRows:
    """The last rows of a file, as they are, each with the line that it begins on."""

    def __init__(self, width: int, id_column: int | None) -> None:
        """Begin with none.

        Args:
            width: how many columns the table has.
            id_column: the number of the column of ids, if there is one.
        """
        self._width = width
        self._id = id_column
        self._most = min(_MOST_CELLS, width - 1)
        self._rows: list[tuple[int, list[str]]] = []

    def add(self, lines: Iterable[int], rows: list[list[str]]) -> None:
        """Take the next rows into account."""
        last = rows[-1]
        # Rows that are kept are rows whose memory is not used again: that costs time, and is done for notes alone.
        if len(last) >= self._width and sum(map(bool, last)) > self._most:
            self._rows.clear()
            return
        for line, row in zip(lines, rows, strict=False):
            # Of many empty rows, such as those at the end of a spreadsheet, one says as much as all.
            if is_filled(row) or (self._rows and is_filled(self._rows[-1][1])):
                self._rows.append((line, row))
        del self._rows[:-_TAIL]

    def notes(self) -> tuple[int | None, list[int]]:
        """Return the first line below the table, None where there is none, and the lines of the notes there."""
        place = self._notes_begin()
        below = self._rows[place:]
        return below[0][0] if below else None, [line for line, row in below if is_filled(row)]

    def _notes_begin(self) -> int:
        """Return which of the rows is the first below the table; their number where none is.

        Below the table are lines of one cell, as far as an empty line or what only a note begins with stands above
        them: a lone name at the end of the table is a provider without a rating. A mark in the column of ids, such as
        ``2.``, with the text of the note beside it, is a note too; so is a short line with commas in its text.
        """
        begin = len(self._rows)
        for place in reversed(range(begin)):
            row = self._rows[place][1]
            filled = [cell.strip() for cell in row if cell.strip()]
            number = row[self._id].strip() if self._id is not None and self._id < len(row) else ""
            is_note = bool(filled) and begins_a_note(filled[0])
            if is_note and len(row) < self._width:
                begin = place
                continue
            if len(filled) > 1 + bool(number) or _IS_AN_ID.fullmatch(number):
                break
            if len(row) != self._width and len(filled) > 1:
                break  # it was taken for a row
            if not filled or is_note:
                begin = place
        return begin


def is_filled(row: Iterable[str]) -> bool:
    """Whether any cell of a row holds anything."""
    return any(map(str.strip, row))


def begins_a_note(text: str) -> bool:
    """Whether a text begins with what only a note begins with."""
    return _BEGINS_A_NOTE.match(text) is not None


def may_be_an_id(text: str) -> bool:
    """Whether a text may be an id rather than words."""
    return _IS_AN_ID.fullmatch(text) is not None


def other_delimiter(row: Sequence[str], width: int, delimiters: Iterable[str]) -> str | None:
    """The delimiter that makes as many cells of a row as the table has columns; None where none of these does."""
    for delimiter in delimiters:
        text = "".join(row)
        # In the text of a note a space follows such a sign.
        if width > 1 and text.count(delimiter) == width - 1 and f"{delimiter} " not in text:
            return delimiter
    return None
