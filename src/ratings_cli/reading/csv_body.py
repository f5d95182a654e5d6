"""The rows of a CSV, column by column, with the line of each: as lean as a file of a million rows wants."""

from __future__ import annotations

import csv
import io
from array import array
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from ratings_cli.reading.problems import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ratings_cli.reading.csv_columns import Columns
    from ratings_cli.reading.csv_shape import Shape

_CHUNK = 1 << 15
"""How many bytes are read at a time: few enough for all their cells to stay in the processor's cache."""
_ENOUGH = 8192
"""How many rows show which columns repeat themselves."""
_MOST_PROBLEMS = 50


@dataclass(slots=True)
class Body:
    """The rows that tell of an inspection.

    Args:
        columns: the cells of each column that is read, by the number of the column, without space around them.
        lines: the line that each row begins on.
        notes: how many lines below the table hold no row, such as a source.
    """

    columns: dict[int, list[str]] = field(default_factory=dict)
    lines: array[int] = field(default_factory=lambda: array("L"))
    notes: int = 0


class _Known(dict[str, str]):
    """Gives back the first text that was equal, without space around it.

    What is kept grows with what differs, not with what is repeated.
    """

    __slots__ = ()

    def __missing__(self, text: str) -> str:
        plain = text.strip()
        self[text] = plain = self.setdefault(plain, plain)
        return plain


def read_body(shape: Shape, columns: Columns, progress: Callable[[float], None] | None = None) -> Body:
    """Read the cells of the columns that are wanted.

    Args:
        shape: the CSV.
        columns: which columns to read.
        progress: told now and then which share of the bytes is read.

    Raises:
        DataError: a row has more cells than there are headings, a cell is too large, or the text breaks off.
    """
    reading = _Reading(shape, columns)
    try:
        for text, share in _chunks(shape):
            reading.take(text)
            if progress is not None:
                progress(share)
    except csv.Error as error:
        message = f"cannot be read from about here on: {error} (look for a quotation mark that is not closed)"
        raise DataError([*reading.problems, shape.problem(reading.line, message)]) from None
    except UnicodeDecodeError as error:
        line = shape.data.count(b"\n", 0, error.start) + 1
        raise DataError([shape.problem(line, f"is not {shape.encoding} text (settle 'encoding')")]) from None
    if reading.problems:
        raise DataError(reading.problems)
    return reading.body


def _chunks(shape: Shape) -> Iterator[tuple[str, float]]:
    """The text below the headings, in parts that end where a row ends, and which share is then read.

    Line ends become line feeds. A row ends at a line end that has an even number of quotation marks before it.
    """
    data = shape.data
    if shape.encoding.startswith(("utf-16", "utf-32", "utf_16", "utf_32")) or data.count(b"\r") != data.count(b"\r\n"):
        data = data.decode(shape.encoding).replace("\r\n", "\n").replace("\r", "\n").encode()
        encoding = "utf-8"
    else:
        encoding = shape.encoding
    position = 0
    for _ in range(shape.first_line - 1):
        position = data.find(b"\n", position) + 1
    while position < len(data):
        end = data.rfind(b"\n", position, position + _CHUNK) + 1 or data.find(b"\n", position) + 1 or len(data)
        while data.count(b'"', position, end) % 2 and end < len(data):
            end = data.find(b"\n", data.index(b'"', end) if b'"' in data[end:] else len(data)) + 1 or len(data)
        part = data[position:end]
        text = part.decode(encoding) if encoding != "utf-8-sig" else part.decode("utf-8")
        yield text.replace("\r\n", "\n") if "\r" in text else text, end / len(data)
        position = end


class _Reading:
    def __init__(self, shape: Shape, columns: Columns) -> None:
        self.shape = shape
        self.numbers = columns.numbers
        self.width = len(shape.headings)
        self.body = Body(columns={number: [] for number in self.numbers})
        self.line = shape.first_line
        self.problems: list[Problem] = []
        self.known = {number: _Known() for number in self.numbers}
        self.seen = 0
        self._reader = partial(csv.reader, delimiter=shape.delimiter, strict=True)
        self.keys = [columns.of[role] for role in ("provider", "id") if role in columns.of]

    def take(self, text: str) -> None:
        """Take a part of the text that ends where a row ends."""
        rows = self._even_rows(text)
        if rows is None:
            self._take_with_care(text)
        else:
            self._keep(rows, range(self.line, self.line + len(rows)))
            self.line += len(rows)

    def _even_rows(self, text: str) -> list[list[str]] | None:
        """The rows, when each is on a line of its own and has as many cells as there are headings; else None."""
        reader = self._reader(io.StringIO(text, newline=""))
        try:
            rows = list(reader)
        except csv.Error:
            return None
        return rows if reader.line_num == len(rows) and {self.width}.issuperset(map(len, rows)) else None

    def _take_with_care(self, text: str) -> None:
        """Take rows of different widths, empty ones, and cells of several lines."""
        kept: list[list[str]] = []
        lines: list[int] = []
        reader = self._reader(io.StringIO(text, newline=""))
        first = self.line
        row: list[str] = []
        for row in reader:
            line, self.line = self.line, first + reader.line_num
            if len(row) == self.width:
                kept.append(row)
                lines.append(line)
            elif self._is_row(row, line):
                kept.append((row + [""] * (self.width - len(row)))[: self.width])
                lines.append(line)
        if not text.endswith("\n") and 1 < len(row) < self.width:
            self._problem(self.line - 1, f"breaks off: {len(row)} of {self.width} cells (is the file cut short?)")
        self._keep(kept, lines)

    def _is_row(self, row: Sequence[str], line: int) -> bool:
        """Whether a row of another width is one all the same: not empty, no note below the table, not too wide."""
        full = [cell for cell in row if cell.strip()]
        if not full:
            return False
        has_id = len(self.keys) > 1 and self.keys[1] < len(row) and bool(row[self.keys[1]].strip())
        if len(full) == 1 and self.width > 2 and not has_id:  # noqa: PLR2004 - a table of two columns has no notes
            self.body.notes += 1
            return False
        if any(cell.strip() for cell in row[self.width :]):
            what = f"has {len(row)} cells under {self.width} headings (put quotes around a cell with a comma in it)"
            self._problem(line, what)
            return False
        return True

    def _problem(self, line: int, message: str) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(self.shape.problem(line, message))

    def _keep(self, rows: list[list[str]], lines: Sequence[int]) -> None:
        if self.known and len(self.body.lines) > _ENOUGH > self.seen:
            # Where hardly any cell says what another does, looking each up is a waste.
            self.known = {n: known for n, known in self.known.items() if 2 * len(known) < len(self.body.lines)}
        self.seen = len(self.body.lines)
        columns = list(zip(*rows, strict=True))
        for number in self.numbers if rows else ():
            known = self.known.get(number)
            plain = map(str.strip if known is None else known.__getitem__, columns[number])
            self.body.columns[number].extend(plain)
        self.body.lines.extend(lines)
