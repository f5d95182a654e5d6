"""The rows of a CSV, column by column, with the line of each: as lean as a file of a million rows wants."""

from __future__ import annotations

import csv
import io
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from ratings_cli.reading.csv.notes import LastRows, Strays, is_filled
from ratings_cli.reading.csv.reader import MOST_CHARACTERS, without_formulas
from ratings_cli.reading.csv.vocabulary import fold_heading
from ratings_cli.reading.diagnostics import DataError, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.reading.csv.columns import Columns
    from ratings_cli.reading.csv.reader import CsvReader
    from ratings_cli.reading.csv.sniff import Dialect


_ROWS = 256
"""How many rows are read at a time: few enough for all their cells to stay in the processor's cache."""
_ENOUGH = 8192
"""How many rows show which columns repeat themselves."""
_MOST_PROBLEMS = 50
_MOST_READ = 131_072
"""What stands in a column that is read is a name, a rating or a date, and never as long as this."""


@dataclass(slots=True)
class Cells:
    """The rows that tell of an inspection.

    Args:
        columns: the cells of each column that is read, by the number of the column, without space around them.
        lines: the line that each row begins on.
        notes: the lines below the table that hold no row, such as a source.
        repeated_headings: the lines on which the headings stand once more.
        unread: the lines of rows that hold something, but nothing in any column that is read.
    """

    columns: dict[int, list[str]] = field(default_factory=dict)
    lines: array[int] = field(default_factory=lambda: array("L"))
    notes: list[int] = field(default_factory=list)
    repeated_headings: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)

    def take_out(self, rows: set[int]) -> None:
        """Take rows out, by their numbers."""
        if not rows:
            return
        self.columns = {
            number: [text for row, text in enumerate(column) if row not in rows]
            for number, column in self.columns.items()
        }
        self.lines = array("L", (line for row, line in enumerate(self.lines) if row not in rows))


class _Known(dict[str, str]):
    """Gives back the first text that was equal, without space around it.

    What is kept grows with what differs, not with what is repeated.
    """

    __slots__ = ()

    def __missing__(self, text: str) -> str:
        plain = text.strip()
        self[text] = plain = self.setdefault(plain, plain)
        return plain


def read_body(shape: Dialect, columns: Columns, progress: Callable[[float], None] | None = None) -> Cells:
    """Read the cells of the columns that are wanted.

    Args:
        shape: the CSV.
        columns: which columns to read.
        progress: told now and then which share of the bytes is read.

    Raises:
        DataError: a row has more cells than there are headings, a cell is too large, or the text breaks off.
    """
    reading = _Reading(shape, columns)
    source = io.BytesIO(shape.data)
    try:
        reader = shape.reader(source)
        while reading.take(reader):
            if progress is not None:
                progress(source.tell() / len(shape.data))
    except csv.Error as error:
        message = f"cannot be read from about here on: {error} (look for a quotation mark that is not closed)"
        if "field limit" in str(error):
            most = f"{MOST_CHARACTERS:,}"
            message = f"has a cell of more than {most} characters (close its quotation mark, or shorten it)"
        raise DataError([*reading.problems, shape.problem(reading.line, message)]) from None
    except UnicodeDecodeError:
        raise DataError([_not_text(shape)]) from None
    reading.end()
    if reading.problems:
        raise DataError(reading.problems)
    return reading.body


def _not_text(shape: Dialect) -> Diagnostic:
    """The problem that the bytes are not text in the encoding, with the line of the first that is not."""
    start = 0
    try:
        shape.data.decode(shape.encoding)
    except UnicodeDecodeError as error:
        start = error.start
    line = shape.data.count(b"\n", 0, start) + 1
    return shape.problem(line, f"is not {shape.encoding} text (settle 'encoding')")


class _Reading:
    def __init__(self, shape: Dialect, columns: Columns) -> None:
        self.shape = shape
        self.numbers = columns.numbers
        self.width = len(shape.headings)
        self.body = Cells(columns={number: [] for number in self.numbers})
        self.line = shape.first_line
        self.problems: list[Diagnostic] = []
        self.known = {number: _Known() for number in self.numbers}
        self.seen = 0
        self.provider = columns.of["provider"]
        number = columns.of.get("id")
        self.last_rows = LastRows(self.width, number)
        self.last: list[str] = []
        self.strays = Strays(shape, number)

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
        if self.shape.formulas:
            rows = without_formulas(rows)
        begin: Sequence[int] = range(self.line, self.line + len(rows) + 1)
        of_one_line = reader.line_num - before == len(rows)
        if not of_one_line:
            begin = list(accumulate(map(_height, rows), initial=self.line))
        self.last_rows.add(begin, rows)
        self.last = rows[-1]
        if of_one_line and {self.width}.issuperset(map(len, rows)):
            self._keep(rows, begin[:-1])
        else:
            self._take_with_care(rows, begin)
        self.line += reader.line_num - before
        return True

    def end(self) -> None:
        """See whether the text breaks off in its last row, and take out what is no row."""
        below, notes = self.last_rows.notes()
        line = self.line - _height(self.last)
        cut_short = not self.shape.data.rstrip(b"\0").endswith((b"\n", b"\r")) and is_filled(self.last)
        if cut_short and 1 < len(self.last) < self.width and line not in notes:
            self._problem(line, f"breaks off: {len(self.last)} of {self.width} cells (is the file cut short?)")
        if below is not None:
            self.body.take_out(set(range(bisect_left(self.body.lines, below), len(self.body.lines))))
            self.body.unread = [line for line in self.body.unread if line < below]
        lines = self.body.lines
        self._without_headings()
        more, problems = self.strays.sort(lines, self.body.repeated_headings, notes)
        self.body.notes = sorted({*notes, *more})
        for problem in problems:
            self._problem(problem.line, problem.message)
        for number, column in self.body.columns.items():
            if max(map(len, column), default=0) > _MOST_READ:
                row, text = next((row, text) for row, text in enumerate(column) if len(text) > _MOST_READ)
                what = f"has {len(text):,} characters in '{self.shape.headings[number]}'"
                self._problem(self.body.lines[row], f"{what} (look for a quotation mark that is not closed)")

    def _without_headings(self) -> None:
        """Take out lines that say the headings once more, as where tables have been put together."""
        headings = {number: fold_heading(self.shape.headings[number]) for number in self.numbers}
        first = self.shape.headings[self.numbers[0]]
        column = self.body.columns[self.numbers[0]]
        alike = [row for row, text in enumerate(column) if text == first] if first in column else []
        rows = [row for row in alike if all(self._says(row, number, item) for number, item in headings.items())]
        self.body.repeated_headings = [self.body.lines[row] for row in rows]
        self.body.take_out(set(rows))

    def _says(self, row: int, number: int, heading: str) -> bool:
        """Whether a cell says its heading; before this there may be the name of a group."""
        cell = fold_heading(self.body.columns[number][row])
        return heading.endswith(cell) and bool(cell or not heading)

    def _take_with_care(self, rows: list[list[str]], begin: Sequence[int]) -> None:
        """Take rows of different widths, empty ones, and cells of several lines."""
        kept: list[list[str]] = []
        lines: list[int] = []
        for line, row in zip(begin, rows, strict=False):
            if len(row) == self.width:
                kept.append(row)
                lines.append(line)
            elif self._is_row(row, line):
                kept.append((row + [""] * (self.width - len(row)))[: self.width])
                lines.append(line)
        self._keep(kept, lines)

    def _is_row(self, row: Sequence[str], line: int) -> bool:
        """Whether a row of another width is one all the same: not empty, not of one cell alone, not too wide."""
        if not is_filled(row) or self.strays.take(line, row):
            return False
        if any(cell.strip() for cell in row[self.width :]):
            fix = "give each column a heading" if self.shape.sheet else "put quotes around a cell with a comma in it"
            what = f"has {len(row)} cells under {self.width} headings ({fix})"
            self._problem(line, what)
            return False
        return True

    def _problem(self, line: int, message: str) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(self.shape.problem(line, message))

    def _keep(self, rows: list[list[str]], lines: Sequence[int]) -> None:
        if len(self.body.lines) >= _ENOUGH > self.seen:
            # Where hardly any cell says what another does, looking each up is a waste.
            self.known = {n: known for n, known in self.known.items() if 2 * len(known) < len(self.body.lines)}
        self.seen = len(self.body.lines)
        columns = list(zip(*rows, strict=True))
        if rows and not all(map(str.strip, columns[self.provider])):
            lines = self._without_empty(rows, lines)
            columns = list(zip(*rows, strict=True))
        for number in self.numbers if rows else ():
            known = self.known.get(number)
            plain = map(str.strip if known is None else known.__getitem__, columns[number])
            self.body.columns[number].extend(plain)
        self.body.lines.extend(lines)

    def _without_empty(self, rows: list[list[str]], lines: Sequence[int]) -> list[int]:
        """Take out rows that say nothing in any column that is read; return the lines of the others."""
        both = list(zip(rows, lines, strict=True))
        kept = [(row, line) for row, line in both if any(row[number].strip() for number in self.numbers)]
        lines = [line for _, line in kept]
        known = set(lines)
        self.body.unread += [line for row, line in both if line not in known and is_filled(row)]
        rows[:] = [row for row, _ in kept]
        return lines


def _height(row: Sequence[str]) -> int:
    """How many lines a row stands on."""
    return 1 + sum(cell.count("\n") for cell in row)
