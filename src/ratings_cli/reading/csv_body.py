"""The rows of a CSV, column by column, with the line of each: as lean as a file of a million rows wants."""

from __future__ import annotations

import csv
import itertools
from array import array
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from ratings_cli.reading.problems import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ratings_cli.reading.csv_columns import Columns
    from ratings_cli.reading.csv_shape import Shape

_BLOCK = 8192
_MOST_PROBLEMS = 50


@dataclass(slots=True)
class Body:
    """The rows that tell of an inspection.

    Args:
        columns: the cells of each column that is read, by the number of the column, without space around them.
        lines: the line that each row begins on.
        notes: the lines below the table that hold no row, such as a source.
    """

    columns: dict[int, list[str]] = field(default_factory=dict)
    lines: array[int] = field(default_factory=lambda: array("L"))
    notes: int = 0

    def column(self, number: int | None) -> list[str]:
        """The cells of a column; empty ones where there is no such column."""
        return [""] * len(self.lines) if number is None else self.columns[number]


def read_body(shape: Shape, columns: Columns, progress: Callable[[float], None] | None = None) -> Body:
    """Read the cells of the columns that are wanted.

    Equal cells become one text, so that what is kept grows with what is different, not with what is repeated.

    Args:
        shape: the CSV.
        columns: which columns to read.
        progress: told now and then which share of the bytes is read.

    Raises:
        DataError: a row has more cells than there are headings, a cell is too large, or the text breaks off.
    """
    reading = _Reading(shape, columns)
    stream = shape.stream()
    rows = shape.rows(stream)
    try:
        while block := list(itertools.islice(rows, _BLOCK)):
            reading.take(block, rows.line_num)
            if progress is not None:
                progress(stream.tell() / len(shape.data))
    except csv.Error as error:
        message = f"cannot be read from about here on: {error} (look for a quotation mark that is not closed)"
        raise DataError([*reading.problems, shape.problem(reading.line, message)]) from None
    except UnicodeDecodeError as error:
        line = shape.data.count(b"\n", 0, error.start) + 1
        raise DataError([shape.problem(line, f"is not {shape.encoding} text (settle 'encoding')")]) from None
    if reading.problems:
        raise DataError(reading.problems)
    return reading.body


class _Reading:
    def __init__(self, shape: Shape, columns: Columns) -> None:
        self.shape = shape
        self.numbers = columns.numbers
        self.width = len(shape.headings)
        self.body = Body(columns={number: [] for number in self.numbers})
        self.line = shape.first_line
        self.problems: list[Problem] = []
        self.known: dict[str, str] = {}
        self.keys = [columns.of[role] for role in ("provider", "id") if role in columns.of]
        self.complete = shape.data.endswith((b"\n", b"\r", b"\n\0"))
        self._pick = itemgetter(*self.numbers) if len(self.numbers) > 1 else None

    def take(self, block: list[list[str]], read: int) -> None:
        """Take a block of rows, up to and with the line number `read`."""
        if set(map(len, block)) == {self.width} and read + 1 - self.line == len(block):
            self._keep(block, range(self.line, read + 1))
        else:
            self._take_with_care(block)
        self.line = read + 1

    def _take_with_care(self, block: list[list[str]]) -> None:
        """Rows of different widths, empty ones, and cells of several lines."""
        kept: list[list[str]] = []
        lines: list[int] = []
        for row in block:
            line = self.line
            self.line += 1 + sum(cell.count("\n") for cell in row)
            full = [cell for cell in row if cell.strip()]
            if not full:
                continue
            if len(full) == 1 and self.width > 2 and not self._is_row(row):  # noqa: PLR2004 - narrower has no notes
                self.body.notes += 1
                continue
            if len(row) > self.width and any(cell.strip() for cell in row[self.width :]):
                what = f"has {len(row)} cells under {self.width} headings (put quotes around a cell with a comma in it)"
                self._problem(line, what)
                continue
            kept.append((row + [""] * (self.width - len(row)))[: self.width])
            lines.append(line)
        last = block[-1]
        if len(block) < _BLOCK and 1 < len(last) < self.width and not self.complete:
            self._problem(self.line - 1, f"breaks off: {len(last)} of {self.width} cells (is the file cut short?)")
        self._keep(kept, lines)

    def _is_row(self, row: Sequence[str]) -> bool:
        """Whether a row with one full cell is about a provider all the same: its id is known, and nothing else."""
        return len(self.keys) > 1 and self.keys[1] < len(row) and bool(row[self.keys[1]].strip())

    def _problem(self, line: int, message: str) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(self.shape.problem(line, message))

    def _keep(self, rows: list[list[str]], lines: Sequence[int]) -> None:
        if not rows:
            return
        cells: Iterator[tuple[str, ...]]
        cells = (
            zip(*map(self._pick, rows), strict=True) if self._pick else iter([tuple(r[self.numbers[0]] for r in rows)])
        )
        known = self.known.setdefault
        for number, column in zip(self.numbers, cells, strict=True):
            plain = list(map(str.strip, column))
            self.body.columns[number].extend(map(known, plain, plain))
        self.body.lines.extend(lines)
