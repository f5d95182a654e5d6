"""A table fitted to a terminal: with letters for bands, or with one group of columns at a time."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from ratings_cli.formats.widths import GAP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.views.sheet import Cell, Column, Table


def parts(table: Table, fits: Callable[[Table], bool]) -> list[Table]:
    """Cut a table whose columns stand in groups so that each part fits, without losing a column.

    Short texts are tried before cutting: the letters of the bands instead of their words. Each part repeats the
    columns that are in no group. A table without groups stays whole, with short texts where even the columns that
    it cannot lose do not fit.
    """
    groups = list(dict.fromkeys(column.group for column in table.columns if column.group))
    if not groups:
        return [table if fits(_bare(table)) else _shortened(table)]
    if fits(table):
        return [table]
    short = _shortened(table)
    return [short] if fits(short) else [_part(short, group) for group in groups]


def _shortened(table: Table) -> Table:
    return table._replace(rows=tuple(tuple(map(_short, row)) for row in table.rows))


def _short(cell: Cell) -> Cell:
    if cell.short is None and not cell.parts:
        return cell
    text = cell.text if cell.short is None else cell.short
    return cell._replace(text=text, parts=tuple(map(_short, cell.parts)))


def _part(table: Table, group: str) -> Table:
    part = _with(table, [place for place, column in enumerate(table.columns) if column.group in {"", group}])
    return part._replace(
        columns=tuple(column._replace(group="") for column in part.columns),
        caption=f"{table.caption}: {group}" if table.caption else group,
    )


def _bare(table: Table) -> Table:
    return _with(table, [place for place, column in enumerate(table.columns) if column.drop == 0])


def _with(table: Table, kept: Sequence[int]) -> Table:
    return table._replace(
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
    )


def group_lines(columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    """Return the lines that name the groups, each above its columns; none where there are no groups."""
    if not any(column.group for column in columns):
        return []
    starts: list[int] = []
    folded: list[list[str]] = []
    start = 0
    for group, members in groupby(zip(columns, widths, strict=True), key=lambda pair: pair[0].group):
        span = sum(width + GAP for _, width in members)
        starts.append(start)
        folded.append(textwrap.wrap(group, max(span - GAP, 1), break_long_words=False))
        start += span
    height = max(map(len, folded))
    lines = [""] * height
    for start, words in zip(starts, folded, strict=True):
        for number, text in enumerate([""] * (height - len(words)) + words):
            lines[number] = f"{lines[number].ljust(start)}{' ' if len(lines[number]) > start else ''}{text}"
    return [line.rstrip() for line in lines]
