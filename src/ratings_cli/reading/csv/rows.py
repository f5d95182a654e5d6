"""The one pass over the rows of a table: the texts of each column that is read, without what is no row."""

from __future__ import annotations

import csv
import io
import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from ratings_cli.reading.csv.dialect import MOST_CHARACTERS, is_filled, without_formulas
from ratings_cli.reading.csv.settings import DELIMITERS
from ratings_cli.reading.csv.vocabulary import fold_heading
from ratings_cli.reading.diagnostics import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.reading.csv.columns import Columns
    from ratings_cli.reading.csv.dialect import CsvReader, Dialect
    from ratings_cli.reading.diagnostics import Diagnostic

MOST_PROBLEMS = 50
_ROWS = 256
"""How many rows are read at a time: few enough for all their cells to stay in the processor's cache."""
_ENOUGH = 8192
"""How many rows show which columns repeat themselves."""
_MOST_READ = 131_072
"""What stands in a column that is read is a name, a rating or a date, and never as long as this."""
_TAIL = 512
"""How many of the last rows are looked at for notes below the table."""
_MOST_CELLS = 2
"""How many cells of a note hold anything: its mark, and its text."""
_NARROW = 2
"""In a table of so few columns a line of one cell may be a provider without a rating."""
_LONGEST_SHOWN = 60
_BEGINS_A_NOTE = re.compile(
    r"(data\s+)?(sources?|notes?|footnotes?|key)\s*(:|\d|$)|\(?\d+[.)](\s|$)|\[\w|[©*†‡]|\(c\)|crown copyright",
    re.IGNORECASE,
)
_IS_AN_ID = re.compile(r"[\w/-]*\d[\w/-]*")


@dataclass(slots=True)
class Rows:
    """The rows that tell of an inspection, column by column."""

    texts: dict[int, list[str]]
    """What each column that is read holds, by the number of the column, without space around it."""
    lines: array[int] = field(default_factory=lambda: array("L"))  # the line that each row begins on
    notes: list[int] = field(default_factory=list)  # the lines below the table that hold no row, such as a source
    repeated_headings: list[int] = field(default_factory=list)  # the lines on which the headings stand once more
    unread: list[int] = field(default_factory=list)
    """The lines of rows that hold something, but nothing in any column that is read."""

    def take_out(self, rows: set[int]) -> None:
        """Take rows out, by their numbers."""
        if rows:
            kept = [row for row in range(len(self.lines)) if row not in rows]
            self.lines = array("L", map(self.lines.__getitem__, kept))
            self.texts = {number: list(map(texts.__getitem__, kept)) for number, texts in self.texts.items()}


def read_rows(dialect: Dialect, columns: Columns, progress: Callable[[float], None] | None = None) -> Rows:
    """Read the columns that are wanted.

    Args:
        dialect: the form of the table.
        columns: which columns to read.
        progress: told now and then which share of the bytes is read.

    Raises:
        DataError: a row has more cells than there are headings, a cell is too large, or the text breaks off.
    """
    reading = _Reading(dialect, columns)
    source = io.BytesIO(dialect.data)
    try:
        reader = dialect.reader(source)
        while reading.take(reader):
            if progress is not None:
                progress(source.tell() / len(dialect.data))
    except csv.Error as error:
        message = f"cannot be read from about here on: {error} (look for a quotation mark that is not closed)"
        if "field limit" in str(error):
            message = (
                f"has a cell of more than {MOST_CHARACTERS:,} characters (close its quotation mark, or shorten it)"
            )
        raise DataError([*reading.problems, dialect.problem(reading.line, message)]) from None
    except UnicodeDecodeError:
        raise DataError([_not_text(dialect)]) from None
    reading.end()
    if reading.problems:
        raise DataError(reading.problems)
    return reading.rows


def _not_text(dialect: Dialect) -> Diagnostic:
    """The problem that the bytes are not text in the encoding, with the line of the first that is not."""
    start = 0
    try:
        dialect.data.decode(dialect.encoding)
    except UnicodeDecodeError as error:
        start = error.start
    line = dialect.data.count(b"\n", 0, start) + 1
    return dialect.problem(line, f"is not {dialect.encoding} text (settle 'encoding')")


class _Known(dict[str, str]):
    """Gives back the first text that was equal, without space around it.

    What is kept grows with what differs, not with what is repeated.
    """

    __slots__ = ()

    def __missing__(self, text: str) -> str:
        plain = text.strip()
        self[text] = plain = self.setdefault(plain, plain)
        return plain


class _Reading:
    """The rows as far as they are read, and the lines that may be rows, notes or mistakes.

    Lines of less cells than there are headings, of which one alone holds anything, or in another delimiter, are
    strays: notes from mistakes can only be told when all rows are known.
    """

    def __init__(self, dialect: Dialect, columns: Columns) -> None:
        self.dialect = dialect
        self.numbers = columns.numbers
        self.width = len(dialect.headings)
        self.rows = Rows({number: [] for number in self.numbers})
        self.line = dialect.first_line
        self.problems: list[Diagnostic] = []
        self.known = {number: _Known() for number in self.numbers}
        self.provider = columns.of["provider"]
        self.id = columns.of.get("id")
        self.others = [name for name in DELIMITERS if name != dialect.delimiter]
        self.last: list[str] = []
        self.tail: list[tuple[int, list[str]]] = []
        self.strays: list[tuple[int, list[str]]] = []

    def take(self, reader: CsvReader) -> bool:
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
        if self.dialect.formulas:
            rows = without_formulas(rows)
        height = reader.line_num - before
        lines: Sequence[int] = range(self.line, self.line + height)
        if height != len(rows):
            lines = list(accumulate(map(_height, rows[:-1]), initial=self.line))
        self.line += height
        self.last = rows[-1]
        self._take_tail(rows, lines)
        if {self.width}.issuperset(map(len, rows)):
            self._keep(rows, lines)
        else:  # rows of different widths, and empty ones
            kept = [
                (line, self._as_wide(row)) for line, row in zip(lines, rows, strict=True) if self._is_row(row, line)
            ]
            self._keep([row for _, row in kept], [line for line, _ in kept])
        return True

    def _take_tail(self, rows: list[list[str]], lines: Sequence[int]) -> None:
        """Keep the rows that may turn out to be the last ones, as they are."""
        # Rows that are kept are rows whose memory is not used again: that costs time, and is done for notes alone.
        if len(self.last) >= self.width and sum(map(bool, self.last)) > min(_MOST_CELLS, self.width - 1):
            self.tail.clear()
            return
        for line, row in zip(lines, rows, strict=True):
            # Of many empty rows, such as those at the end of a spreadsheet, one says as much as all.
            if is_filled(row) or (self.tail and is_filled(self.tail[-1][1])):
                self.tail.append((line, row))
        del self.tail[:-_TAIL]

    def _is_row(self, row: list[str], line: int) -> bool:
        """Whether a row is one if its width is another: not empty, not of one cell alone, not too wide."""
        if len(row) == self.width:
            return True
        if not is_filled(row):
            return False
        if len(row) < self.width:
            is_stray = sum(map(bool, map(str.strip, row))) == 1 or self._other_delimiter(row) is not None
            if is_stray:
                self.strays.append((line, row))
            return not is_stray
        if is_filled(row[self.width :]):
            fix = "give each column a heading" if self.dialect.sheet else "put quotes around a cell with a comma in it"
            self._problem(line, f"has {len(row)} cells under {self.width} headings ({fix})")
            return False
        return True

    def _as_wide(self, row: list[str]) -> list[str]:
        return (row + [""] * (self.width - len(row)))[: self.width]

    def _keep(self, rows: list[list[str]], lines: Sequence[int]) -> None:
        count = len(self.rows.lines)
        if count < _ENOUGH <= count + len(rows):
            # Where hardly any cell says what another does, looking each up is a waste.
            self.known = {n: known for n, known in self.known.items() if 2 * len(known) < count}
        columns = list(zip(*rows, strict=True))
        if rows and not all(map(str.strip, columns[self.provider])):
            # Rows that say nothing in any column that is read are none.
            unread = {n for n, row in enumerate(rows) if not any(row[number].strip() for number in self.numbers)}
            self.rows.unread += [line for n, line in enumerate(lines) if n in unread and is_filled(rows[n])]
            lines = [line for n, line in enumerate(lines) if n not in unread]
            columns = list(zip(*(row for n, row in enumerate(rows) if n not in unread), strict=True))
        for number in self.numbers if lines else ():
            known = self.known.get(number)
            self.rows.texts[number].extend(map(str.strip if known is None else known.__getitem__, columns[number]))
        self.rows.lines.extend(lines)

    def end(self) -> None:
        """See whether the text breaks off in its last row, and take out what is no row."""
        rows = self.rows
        below = self.tail[self._notes_begin() :]
        notes = {line for line, row in below if is_filled(row)}
        line = self.line - _height(self.last)
        cut_short = not self.dialect.data.rstrip(b"\0").endswith((b"\n", b"\r")) and is_filled(self.last)
        if cut_short and 1 < len(self.last) < self.width and line not in notes:
            self._problem(line, f"breaks off: {len(self.last)} of {self.width} cells (is the file cut short?)")
        if below:
            rows.take_out(set(range(bisect_left(rows.lines, below[0][0]), len(rows.lines))))
            rows.unread = [line for line in rows.unread if line < below[0][0]]
        lines = rows.lines
        self._without_headings()
        rows.notes = sorted({*notes, *self._strays_that_are_notes(lines, notes)})
        for number, texts in rows.texts.items():
            longest = max(map(len, self.known.get(number, texts)), default=0)
            too_long = (row for row, text in enumerate(texts) if len(text) > _MOST_READ) if longest > _MOST_READ else ()
            for row in islice(too_long, 1):
                what = f"has {len(texts[row]):,} characters in '{self.dialect.headings[number]}'"
                self._problem(rows.lines[row], f"{what} (look for a quotation mark that is not closed)")

    def _without_headings(self) -> None:
        """Take out lines that say the headings once more, as where tables have been put together."""
        headings = {number: self.dialect.headings[number] for number in self.numbers}
        first, heading = self.rows.texts[self.numbers[0]], headings[self.numbers[0]]
        alike = [row for row, text in enumerate(first) if text == heading] if heading in first else []
        repeated = {row for row in alike if all(_says(self.rows.texts[n][row], headings[n]) for n in headings)}
        self.rows.repeated_headings = [self.rows.lines[row] for row in sorted(repeated)]
        self.rows.take_out(repeated)

    def _notes_begin(self) -> int:
        """Which row of the tail is the first below the table; their number where none is.

        Below the table are lines of one cell, as far as an empty line or what only a note begins with stands above
        them: a lone name at the end of the table is a provider without a rating. A mark in the column of ids, such as
        ``2.``, with the text of the note beside it, is a note too; so is a short line with commas in its text.
        """
        begin = len(self.tail)
        for place in reversed(range(begin)):
            row = self.tail[place][1]
            filled = [cell.strip() for cell in row if cell.strip()]
            number = self._id_in(row)
            is_note = bool(filled) and _begins_a_note(filled[0])
            if is_note and len(row) < self.width:
                begin = place
                continue
            if len(filled) > 1 + bool(number) or _IS_AN_ID.fullmatch(number):
                break
            if len(row) != self.width and len(filled) > 1:
                break  # it was taken for a row
            if not filled or is_note:
                begin = place
        return begin

    def _id_in(self, row: list[str]) -> str:
        return row[self.id].strip() if self.id is not None and self.id < len(row) else ""

    def _strays_that_are_notes(self, rows: Sequence[int], notes: set[int]) -> list[int]:
        """Tell notes from mistakes: a note stands below the table, or above headings that stand there once more.

        Args:
            rows: the lines that the rows above the notes begin on, rising.
            notes: the lines that are known to be notes.
        """
        found: list[int] = []
        headings = set(self.rows.repeated_headings)
        for line, row in self.strays:
            place = bisect_right(rows, line)
            is_last = place == len(rows)
            text = next(filter(None, map(str.strip, row)))
            other = None if _begins_a_note(text) else self._other_delimiter(row)
            above_headings = not is_last and rows[place] in headings
            if other is None and (line in notes or above_headings or (is_last and self._is_note(row, text))):
                found.append(line)
            else:
                self._problem(line, self._stray_message(row, other, is_last=is_last))
        return found

    def _is_note(self, row: list[str], text: str) -> bool:
        """Whether a line of one cell directly below the last row is a note."""
        is_id = bool(self._id_in(row)) and _IS_AN_ID.fullmatch(text) is not None
        return _begins_a_note(text) or (self.width > _NARROW and not is_id)

    def _other_delimiter(self, row: list[str]) -> str | None:
        """The delimiter that makes as many cells of a row as the table has columns; None where none of these does."""
        text = "".join(row)
        # In the text of a note a space follows such a sign.
        fits = (sign for sign in self.others if text.count(sign) == self.width - 1 and f"{sign} " not in text)
        return next(fits, None) if self.width > 1 else None

    def _stray_message(self, row: list[str], other: str | None, *, is_last: bool) -> str:
        text = self.dialect.delimiter.join(row)
        shown = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."
        own = DELIMITERS.get(self.dialect.delimiter, repr(self.dialect.delimiter))
        if other is not None:
            sign = DELIMITERS[other]
            return f"has a {sign} between its cells, and the table a {own}: '{shown}' (write it as the others)"
        note = "put an empty line above it" if is_last else "put it below the table"
        return (
            f"holds one cell under {self.width} headings: '{shown}' (if it is a row, write a {own} for each cell "
            f"that is empty; if it is a note, {note}; else delete it)"
        )

    def _problem(self, line: int, message: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(self.dialect.problem(line, message))


def _begins_a_note(text: str) -> bool:
    """Whether a text begins with what only a note begins with."""
    return _BEGINS_A_NOTE.match(text) is not None


def _says(cell: str, heading: str) -> bool:
    """Whether a cell says its heading; before this there may be the name of a group."""
    said, heading = fold_heading(cell), fold_heading(heading)
    return heading.endswith(said) and bool(said or not heading)


def _height(row: Sequence[str]) -> int:
    """How many lines a row stands on."""
    return 1 + sum(cell.count("\n") for cell in row)
