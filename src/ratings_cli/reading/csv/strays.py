"""Lines of a CSV that are not written like its rows: notes below the table, else mistakes that are refused."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ratings_cli.reading.csv.notes import begins_a_note, may_be_an_id, other_delimiter
from ratings_cli.reading.csv.sniff import DELIMITERS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ratings_cli.reading.csv.sniff import Dialect
    from ratings_cli.reading.diagnostics import Diagnostic

_LONGEST_SHOWN = 60
_NARROW = 2
"""In a table of so few columns a line of one cell may be a provider without a rating."""


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
        is_stray = sum(map(bool, map(str.strip, row))) == 1 or other_delimiter(row, self._width, self._others)
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
            other = None if begins_a_note(text) else other_delimiter(row, self._width, self._others)
            if other is None and (line in known or (self._is_note(row, text) if is_last else rows[place] in again)):
                found.append(line)
            else:
                problems.append(self._shape.problem(line, self._message(row, other, is_last=is_last)))
        return found, problems

    def _is_note(self, row: Sequence[str], text: str) -> bool:
        """Whether a line of one cell directly below the last row is a note."""
        in_id = self._id is not None and self._id < len(row) and bool(row[self._id].strip())
        return begins_a_note(text) or (self._width > _NARROW and not (in_id and may_be_an_id(text)))

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
