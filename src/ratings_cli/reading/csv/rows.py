"""The one pass over the rows of a table: the texts of each column that is read, without what is no row."""

from __future__ import annotations

import csv
import io
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import deque
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from ratings_cli.reading.csv.dialect import MOST_CHARACTERS, filled_cells, in_plain, is_filled
from ratings_cli.reading.csv.settings import DELIMITERS
from ratings_cli.reading.csv.vocabulary import fold_heading
from ratings_cli.reading.diagnostics import DataError

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Callable, Sequence

    from ratings_cli.reading.csv.columns import Columns
    from ratings_cli.reading.csv.dialect import Dialect
    from ratings_cli.reading.diagnostics import Diagnostic

MOST_PROBLEMS = 50
_ROWS = 256  # how many rows are read at a time: few enough for all their cells to stay in the processor's cache
_ENOUGH = 8192  # how many rows show which columns repeat themselves
_MOST_READ = 131_072  # what stands in a column that is read is a name, a rating or a date, and never as long as this
_TAIL = 512  # how many of the last rows are looked at for notes below the table
_NARROW = 2  # in a table of so few columns a line of one cell may be a provider without a rating
_LONGEST_SHOWN = 60
_BEGINS_A_NOTE = re.compile(
    r"(data\s+)?(sources?|notes?|footnotes?|key)\s*(:|\d|$)|\(?\d+[.)](\s|$)|\[\w|[©*†‡]|\(c\)|crown copyright",
    re.IGNORECASE,
)
_IS_AN_ID = re.compile(r"[\w/-]*\d[\w/-]*")


def read_rows(dialect: Dialect, columns: Columns, progress: Callable[[float], None] | None = None) -> Rows:
    """Read the columns that are wanted; `progress` is told now and then which share of the bytes is read.

    Raises:
        DataError: a row has more cells than there are headings, a cell is too large, or the text breaks off.
    """
    rows = Rows(dialect, columns)
    source = io.BytesIO(dialect.data)
    try:
        reader = dialect.reader(source)
        while rows.take(reader):
            if progress is not None:
                progress(source.tell() / len(dialect.data))
    except csv.Error as error:
        message = f"cannot be read from about here on: {error} (look for a quotation mark that is not closed)"
        if "field limit" in str(error):
            most = f"{MOST_CHARACTERS:,} characters"
            message = f"has a cell of more than {most} (close its quotation mark, or shorten it)"
        raise DataError([*rows.problems, dialect.problem(rows.line, message)]) from None
    rows.end()
    if rows.problems:
        raise DataError(rows.problems)
    return rows


class Rows:
    """The rows that tell of an inspection, column by column, as far as they are read; and the lines that hold none.

    Lines of less cells than there are headings, of which one alone holds anything, or in another delimiter, are
    strays: notes from mistakes can only be told when all rows are known.
    """

    def __init__(self, dialect: Dialect, columns: Columns) -> None:
        self.texts: dict[int, list[str]] = {number: [] for number in columns.numbers}
        """What each column that is read holds, by the number of the column, without space around it."""
        self.lines = array("L")  # the line that each row begins on
        self.notes: list[int] = []  # the lines below the table that hold no row, such as a source
        self.repeated_headings: list[int] = []  # the lines on which the headings stand once more
        self.unread: list[int] = []  # the lines of rows that hold something, but nothing in any column that is read
        self.problems: list[Diagnostic] = []
        self.line = dialect.first_line  # the next line
        self._dialect = dialect
        self._width = len(dialect.headings)
        self._provider, self._id = columns.of["provider"], columns.of.get("id")
        self._known: dict[int, dict[str, str]] = {number: {} for number in self.texts}
        """By column each text that stood in it: what is kept grows with what differs, not with what is repeated."""
        self._last: deque[tuple[Sequence[int], list[list[str]]]] = deque()  # as they are
        self._strays: list[tuple[int, list[str]]] = []

    def take(self, reader: Reader) -> bool:
        """Take the next rows; False when there are none left."""
        before = reader.line_num
        rows: list[list[str]] = []
        try:
            rows.extend(islice(reader, _ROWS))  # what was read before an error stays
        except csv.Error:
            self.line += sum(map(_height, rows))
            raise
        if not rows:
            return False
        if self._dialect.marked:
            rows = in_plain(rows)
        height = reader.line_num - before
        lines: Sequence[int] = range(self.line, self.line + height)
        if height != len(rows):
            lines = list(accumulate(map(_height, rows[:-1]), initial=self.line))
        self.line += height
        if not all(map(any, rows)):
            lines = [line for line, row in zip(lines, rows, strict=True) if any(row)]
            rows = list(filter(any, rows))
        self._last.append((lines, rows))
        if sum(len(chunk) for _, chunk in self._last) >= _TAIL + len(self._last[0][1]):
            self._last.popleft()
        if not {self._width}.issuperset(map(len, rows)):
            kept = [(line, row) for line, row in zip(lines, rows, strict=True) if self._is_row(row, line)]
            lines = [line for line, _ in kept]
            rows = [(row + [""] * (self._width - len(row)))[: self._width] for _, row in kept]
        if rows:
            self._keep(lines, rows)
        return True

    def _is_row(self, row: list[str], line: int) -> bool:
        """Whether a row is one if its width is another: not empty, not of one cell alone, not too wide."""
        if len(row) == self._width:
            return True
        if not is_filled(row):
            return False
        if len(row) < self._width:
            is_stray = filled_cells(row) == 1 or self._other_delimiter(row) is not None
            if is_stray:
                self._strays.append((line, row))
            return not is_stray
        if not self._dialect.sheet and is_filled(row[self._width :]):  # in a sheet it may be a remark, beside the table
            what = f"has {len(row)} cells under {self._width} headings"
            self._problem(line, f"{what} (put quotes around a cell with a comma in it, or a heading above each column)")
            return False
        return True

    def _keep(self, lines: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        if len(self.lines) < _ENOUGH <= len(self.lines) + len(rows):
            # Where hardly any cell says what another does, looking each up is a waste.
            self._known = {n: known for n, known in self._known.items() if 2 * len(known) < len(self.lines)}
        columns = list(zip(*rows, strict=True))
        if not all(map(str.strip, columns[self._provider])):
            # Rows that say nothing in any column that is read are none.
            unread = {n for n, row in enumerate(rows) if not any(row[number].strip() for number in self.texts)}
            self.unread += [lines[n] for n in sorted(unread) if is_filled(rows[n])]
            lines = [line for n, line in enumerate(lines) if n not in unread]
            columns = list(zip(*(row for n, row in enumerate(rows) if n not in unread), strict=True))
        for number, texts in self.texts.items() if lines else ():
            plain = list(map(str.strip, columns[number]))
            known = self._known.get(number)
            texts.extend(plain if known is None else map(known.setdefault, plain, plain))
        self.lines.extend(lines)

    def end(self) -> None:
        """See whether the text breaks off in its last row, and take out what is no row."""
        tail = [pair for lines, rows in self._last for pair in zip(lines, rows, strict=True)][-_TAIL:]
        below = tail[self._notes_begin(tail) :]
        notes = {line for line, row in below if is_filled(row)}
        ends = self._dialect.data.rstrip(b"\0").endswith((b"\n", b"\r"))
        for line, row in () if ends else tail[-1:]:
            cut_short = is_filled(row) and line + _height(row) == self.line and 1 < len(row) < self._width
            if cut_short and line not in notes:
                self._problem(line, f"breaks off: {len(row)} of {self._width} cells (is the file cut short?)")
        if below:
            self._take_out(set(range(bisect_left(self.lines, below[0][0]), len(self.lines))))
            self.unread = [line for line in self.unread if line < below[0][0]]
        lines = self.lines
        self._without_headings()
        self.notes = sorted({*notes, *self._strays_that_are_notes(lines, notes)})
        for number, texts in self.texts.items():
            if max(map(len, texts), default=0) > _MOST_READ:
                first = next(row for row, text in enumerate(texts) if len(text) > _MOST_READ)
                what = f"has {len(texts[first]):,} characters in '{self._dialect.headings[number]}'"
                self._problem(self.lines[first], f"{what} (look for a quotation mark that is not closed)")

    def _take_out(self, rows: set[int]) -> None:
        if rows:
            kept = [row for row in range(len(self.lines)) if row not in rows]
            self.lines = array("L", map(self.lines.__getitem__, kept))
            self.texts = {number: list(map(texts.__getitem__, kept)) for number, texts in self.texts.items()}

    def _without_headings(self) -> None:
        """Take out lines that say the headings once more, as where tables have been put together."""
        headings = {number: self._dialect.headings[number] for number in self.texts}
        number, heading = next(iter(headings.items()))
        alike = [row for row, text in enumerate(self.texts[number]) if text == heading]
        repeated = {row for row in alike if all(_says(self.texts[n][row], headings[n]) for n in headings)}
        self.repeated_headings = [self.lines[row] for row in sorted(repeated)]
        self._take_out(repeated)

    def _notes_begin(self, tail: Sequence[tuple[int, list[str]]]) -> int:
        """Which row of the tail is the first below the table; their number where none is.

        Below the table are lines of one cell, as far as an empty line or what only a note begins with stands above
        them: a lone name at the end of the table is a provider without a rating. A mark in the column of ids, such as
        ``2.``, with the text of the note beside it, is a note too; so is a short line with commas in its text.
        """
        begin = len(tail)
        for place in reversed(range(begin)):
            line, row = tail[place]
            filled = [cell.strip() for cell in row if cell.strip()]
            number = self._id_in(row)
            is_note = bool(filled and _BEGINS_A_NOTE.match(filled[0]))
            if not is_note or len(row) == self._width:
                if len(filled) > 1 + bool(number) or _IS_AN_ID.fullmatch(number):
                    break
                if len(row) != self._width and len(filled) > 1:
                    break  # it was taken for a row
            above = tail[place - 1] if place else (line, [])
            if not filled or is_note or above[0] + _height(above[1]) < line:
                begin = place
        return begin

    def _id_in(self, row: list[str]) -> str:
        return row[self._id].strip() if self._id is not None and self._id < len(row) else ""

    def _strays_that_are_notes(self, rows: Sequence[int], notes: set[int]) -> list[int]:
        """Tell notes from mistakes: a note stands below the rows, or above headings that stand there once more."""
        found: list[int] = []
        headings = set(self.repeated_headings)
        for line, row in self._strays:
            place = bisect_right(rows, line)
            is_last = place == len(rows)
            text = next(filter(None, map(str.strip, row)))
            begins_a_note = _BEGINS_A_NOTE.match(text) is not None
            other = None if begins_a_note else self._other_delimiter(row)
            above_headings = not is_last and rows[place] in headings
            # Directly below the last row such a line may be a provider without a rating, or an id.
            is_name = self._width <= _NARROW or (self._id_in(row) and _IS_AN_ID.fullmatch(text))
            is_note = line in notes or above_headings or (is_last and (begins_a_note or not is_name))
            if is_note and other is None:
                found.append(line)
            else:
                self._problem(line, self._stray_message(row, other, is_last=is_last))
        return found

    def _other_delimiter(self, row: list[str]) -> str | None:
        """The delimiter that makes as many cells of a row as the table has columns; None where none of these does."""
        text = "".join(row)
        # In the text of a note a space follows such a sign.
        others = (sign for sign in DELIMITERS if sign != self._dialect.delimiter and f"{sign} " not in text)
        fits = (sign for sign in others if text.count(sign) == self._width - 1)
        return next(fits, None) if self._width > 1 else None

    def _stray_message(self, row: list[str], other: str | None, *, is_last: bool) -> str:
        text = self._dialect.delimiter.join(row)
        shown = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."
        own = DELIMITERS.get(self._dialect.delimiter, repr(self._dialect.delimiter))
        if other is not None:
            sign = DELIMITERS[other]
            return f"has a {sign} between its cells, and the table a {own}: '{shown}' (write it as the others)"
        note = "put an empty line above it" if is_last else "put it below the table"
        return (
            f"holds one cell under {self._width} headings: '{shown}' (if it is a row, write a {own} for each cell "
            f"that is empty; if it is a note, {note}; else delete it)"
        )

    def _problem(self, line: int, message: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(self._dialect.problem(line, message))


def _says(cell: str, heading: str) -> bool:
    """Whether a cell says its heading; before this there may be the name of a group."""
    said, heading = fold_heading(cell), fold_heading(heading)
    return heading.endswith(said) and bool(said or not heading)


def _height(row: Sequence[str]) -> int:
    """How many lines a row stands on."""
    return 1 + sum(cell.count("\n") for cell in row)
