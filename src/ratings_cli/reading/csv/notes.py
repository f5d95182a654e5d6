"""Lines in and below a table that are no rows: notes, and mistakes that are not written like the rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ratings_cli.reading.csv.sniff import Dialect
    from ratings_cli.reading.diagnostics import Diagnostic

DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}

_BEGINS_A_NOTE = re.compile(
    r"(data\s+)?(sources?|notes?|footnotes?|key)\s*(:|\d|$)|\(?\d+[.)](\s|$)|\[\w|[©*†‡]|\(c\)|crown copyright",
    re.IGNORECASE,
)
_IS_AN_ID = re.compile(r"[\w/-]*\d[\w/-]*")
_MOST_CELLS = 2
"""How many cells of a note hold anything: its mark, and its text."""
_TAIL = 512
"""How many of the last rows are looked at for notes below the table."""
_LONGEST_SHOWN = 60
_NARROW = 2
"""In a table of so few columns a line of one cell may be a provider without a rating."""


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
            is_note = bool(filled) and _begins_a_note(filled[0])
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


def _begins_a_note(text: str) -> bool:
    """Whether a text begins with what only a note begins with."""
    return _BEGINS_A_NOTE.match(text) is not None


def _other_delimiter(row: Sequence[str], width: int, delimiters: Iterable[str]) -> str | None:
    """The delimiter that makes as many cells of a row as the table has columns; None where none of these does."""
    for delimiter in delimiters:
        text = "".join(row)
        # In the text of a note a space follows such a sign.
        if width > 1 and text.count(delimiter) == width - 1 and f"{delimiter} " not in text:
            return delimiter
    return None


class Strays:
    """Lines with fewer cells than there are headings, of which one alone holds anything, or in another delimiter."""

    def __init__(self, shape: Dialect, id_column: int | None) -> None:
        """Begin with none.

        Args:
            shape: the CSV.
            id_column: the number of the column of ids, if there is one.
        """
        self._shape = shape
        self._id = id_column
        self._width = len(shape.headings)
        self._others = [name for name in DELIMITERS if name != shape.delimiter]
        self._found: list[tuple[int, list[str]]] = []

    def take(self, line: int, row: Sequence[str]) -> bool:
        """Keep a row for later if it is a stray; say whether it is."""
        if len(row) >= self._width:
            return False
        is_stray = sum(map(bool, map(str.strip, row))) == 1 or _other_delimiter(row, self._width, self._others)
        if is_stray:
            self._found.append((line, list(row)))
        return bool(is_stray)

    def sort(
        self, rows: Sequence[int], headings: Collection[int], notes: Collection[int]
    ) -> tuple[list[int], list[Diagnostic]]:
        """Tell notes from mistakes: a note stands below the table, or above headings that stand there once more.

        Args:
            rows: the lines that the rows above the notes begin on, rising.
            headings: those of them that say the headings once more.
            notes: the lines that are known to be notes.

        Returns:
            The lines that are notes, and what is wrong with the others.
        """
        known, again = set(notes), set(headings)
        found: list[int] = []
        problems: list[Diagnostic] = []
        for line, row in self._found:
            place = bisect_right(rows, line)
            is_last = place == len(rows)
            text = next(filter(None, map(str.strip, row)))
            other = None if _begins_a_note(text) else _other_delimiter(row, self._width, self._others)
            if other is None and (line in known or (self._is_note(row, text) if is_last else rows[place] in again)):
                found.append(line)
            else:
                problems.append(self._shape.problem(line, self._message(row, other, is_last=is_last)))
        return found, problems

    def _is_note(self, row: Sequence[str], text: str) -> bool:
        """Whether a line of one cell directly below the last row is a note."""
        in_id = self._id is not None and self._id < len(row) and bool(row[self._id].strip())
        return _begins_a_note(text) or (self._width > _NARROW and not (in_id and _IS_AN_ID.fullmatch(text)))

    def _message(self, row: Sequence[str], other: str | None, *, is_last: bool) -> str:
        text = self._shape.delimiter.join(row)
        shown = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."
        own = DELIMITERS.get(self._shape.delimiter, repr(self._shape.delimiter))
        if other is not None:
            sign = DELIMITERS[other]
            return f"has a {sign} between its cells, and the table a {own}: '{shown}' (write it as the others)"
        note = "put an empty line above it" if is_last else "put it below the table"
        return (
            f"holds one cell under {self._width} headings: '{shown}' (if it is a row, write a {own} for each cell "
            f"that is empty; if it is a note, {note}; else delete it)"
        )
