"""Rows that say the same as others in what is read: which say the same in everything, and in what the rest differ."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ratings_cli.model.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ratings_cli.reading.csv.cells import Cells
    from ratings_cli.reading.csv.sniff import Dialect


@dataclass(slots=True)
class Repeats:
    """Rows that were counted once with another.

    Args:
        same: how many say the same in every column.
        other: how many differ in columns that decide nothing.
        columns: the numbers of these columns, in their order.
    """

    same: int = 0
    other: int = 0
    columns: list[int] = field(default_factory=list)


def compare(shape: Dialect, body: Cells, repeated: Mapping[int, int]) -> Repeats:
    """Compare such rows in all columns, for which the file is gone through once more: there are few such files.

    Args:
        shape: the CSV.
        body: the rows that were read.
        repeated: by its number each row that says the same as one above it in what is read, and that one.
    """
    found = Repeats()
    if not repeated:
        return found
    lines = body.lines
    original = {lines[row]: lines[before] for row, before in repeated.items()}
    wanted = {line: [""] for line in original.values()}
    columns: set[int] = set()
    for line, cells in _rows(shape):
        if line in wanted:
            wanted[line] = cells
        if line in original:
            width = len(shape.headings)
            before = wanted[original[line]]
            differ = {number for number in range(width) if _cell(before, number) != _cell(cells, number)}
            columns |= differ
            found.same += not differ
            found.other += bool(differ)
    found.columns = sorted(columns)
    return found


def _rows(shape: Dialect) -> Iterator[tuple[int, list[str]]]:
    """Each row below the headings, with the line that it begins on."""
    reader = shape.reader(io.BytesIO(shape.data))
    line = shape.first_line
    for cells in reader:
        yield line, cells
        line = shape.first_line + reader.line_num


def _cell(cells: list[str], number: int) -> str:
    return name_key(cells[number]) if number < len(cells) else ""
