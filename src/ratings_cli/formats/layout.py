"""Fitting a table to a terminal: which columns it shows, how wide each is, and whether names are short.

Whatever takes the fewest lines is chosen; of what takes equally few, the most columns, and then the names in full.
So a wider terminal never makes a table longer: what fits into a narrow one fits into a wider one as well, in no
more lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.formats import bars
from ratings_cli.formats.folding import GAP, fold, width_of
from ratings_cli.model.phrases import INFERRED, marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.views.cells import Cell, Column, Table

_BAR = 24
_COUNTED = 1000
"""Of how many rows the lines are counted: enough to choose by, in a table of any length."""
_OUTLIER = 1.4
"""How many times as long as 19 of 20 names a name is that they do not make room for."""
_MARKS = ("=", INFERRED)


class Layout(NamedTuple):
    """A table as it is printed.

    Args:
        columns: its columns.
        widths: how many characters each of them takes.
        lines: its rows, each part of a cell on a line of its own; for each cell what is printed of it.
        lost: the headings of the columns for which there was no room.
        breaks: the numbers of the lines that a thin line stands above.
    """

    columns: list[Column]
    widths: list[int]
    lines: list[list[tuple[Cell, str]]]
    lost: list[str]
    breaks: frozenset[int]


class _Need(NamedTuple):
    """How much width a column needs.

    Args:
        full: so that its heading and every cell stand on one line.
        good: so that every cell stands on one line; only the heading is folded.
        least: so that no word is cut.
    """

    full: int
    good: int
    least: int


def layouts(table: Table, width: int | None) -> list[tuple[str, Layout]]:
    """Fit a table to a width, with a caption for each part of it.

    A table whose columns stand in groups is cut so that each part fits, and loses no column. Each part repeats the
    columns that are in no group.

    Args:
        table: the table.
        width: how many characters there are on a line; None where there is no limit.
    """
    groups = list(dict.fromkeys(column.group for column in table.columns if column.group))
    if groups and width is not None and not _fits(_columns(table), width):
        return [(_caption(table, group), _layout(_part(table, group), width)) for group in groups]
    return [(table.caption, _layout(table, width))]


def _caption(table: Table, group: str) -> str:
    return f"{table.caption}: {group}" if table.caption else group


def _part(table: Table, group: str) -> Table:
    places = [place for place, column in enumerate(table.columns) if column.group in {"", group}]
    return table._replace(
        columns=tuple(table.columns[place]._replace(group="") for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in table.rows),
    )


class _Texts(NamedTuple):
    """A column with what its cells say, in full or short; and how long the first of the texts are, sorted."""

    column: Column
    cells: list[Cell]
    texts: list[str]
    need: _Need
    lengths: list[int]

    def folds_at(self, width: int) -> int:
        """How many of the cells fit on one line of a width, and not on a narrower one."""
        return bisect_right(self.lengths, width) - bisect_left(self.lengths, width)


def _columns(table: Table) -> list[tuple[_Texts, _Texts]]:
    """Each column twice: in full, and with the short texts that its cells have."""
    lines = list(_unfolded(table))
    found = []
    for place, column in enumerate(table.columns):
        cells = [line[place] for line in lines]
        full = _texts_of(column, cells)
        short = _texts_of(column, _short(column, cells)) if any(cell.short for cell in cells) else full
        found.append((full, short))
    return found


def _unfolded(table: Table) -> Iterator[tuple[Cell, ...]]:
    """Give each part of a cell that is made of parts a line of its own; other cells stand on the first line."""
    from ratings_cli.views.cells import Cell

    empty = Cell()
    for row in table.rows:
        if not any(cell.parts for cell in row):
            yield row
            continue
        for number in range(_lines_of(row)):
            yield tuple(
                (cell.parts[number] if number < len(cell.parts) else empty)
                if cell.parts
                else (empty if number else cell)
                for cell in row
            )


def _short(column: Column, cells: list[Cell]) -> list[Cell]:
    """The cells with their short texts; of names, only those that are longer than the longest of the others."""
    if not column.names:
        return [cell if cell.short is None else _swapped(cell) for cell in cells]
    room = max((min(width_of(cell.text), width_of(cell.short or cell.text)) for cell in cells), default=0)
    return [_swapped(cell) if cell.short and width_of(cell.text) > room else cell for cell in cells]


def _texts_of(column: Column, cells: list[Cell]) -> _Texts:
    texts = [cell_text(cell) for cell in cells]
    if column.align == "right" and any(text.endswith(_MARKS) for text in texts):
        # The mark after a number (``2=``, ``7/30*``) hangs, so that the numbers themselves stand in line.
        texts = [f"{text} " if text and not text.endswith(_MARKS) else text for text in texts]
    drawn = [bars.least_width(cell.bar, cell.starred) if cell.bar else 0 for cell in cells]
    least_bar = max(drawn, default=0)
    shown = set(texts) if not least_bar else {text for text, bar in zip(texts, drawn, strict=True) if not bar}
    heading = max(map(width_of, column.heading.split(" ")))
    lengths = sorted(map(width_of, texts[:_COUNTED]))
    cells_need = max([least_bar, *map(width_of, shown)])
    full, good = max(width_of(column.heading), cells_need), max(heading, cells_need)
    if least_bar:
        return _Texts(column, cells, texts, _Need(max(_BAR, full), good, good), lengths)
    folds = column.names or column.align == "left"
    words = (max(map(width_of, text.split(" "))) for text in shown) if folds else ()
    return _Texts(column, cells, texts, _Need(full, good, max([heading, *words]) if folds else good), lengths)


def cell_text(cell: Cell) -> str:
    """What is printed of a cell: its text with its star and the numbers of its sources."""
    marks = f" [{','.join(map(str, cell.sources))}]" if cell.sources else ""
    return f"{marked(cell.text, cell.derived)}{marks}"


def _layout(table: Table, width: int | None) -> Layout:
    """Choose the columns, widths and names of a table that all fit."""
    columns = _columns(table)
    candidates = list(_candidates(columns))
    if width is None:
        chosen = candidates[0]
    else:
        fitting = [candidate for candidate in candidates if _can_fit(candidate, width)]
        # Where nothing fits, nothing is cut, and the lines are longer than the terminal.
        fitting = fitting or candidates[-1:]
        # Of equally high ones, `min` takes the first.
        chosen = min(fitting, key=lambda candidate: _height(candidate, _shared(candidate, width)))
        chosen = _lengthened(chosen, width - _whole([item.need.full for item in chosen]))
    widths = _shared(chosen, width)
    kept = [item.column for item in chosen]
    return Layout(
        kept,
        widths,
        [list(zip(cells, texts, strict=True)) for cells, texts in _rows(chosen)],
        [column.heading for column in table.columns if column not in kept],
        frozenset(_first_lines(table)),
    )


def _lengthened(columns: list[_Texts], room: int) -> list[_Texts]:
    """Give names in full again where there is room for them beside all that is shown."""
    if room <= 0:
        return columns
    found = []
    for item in columns:
        longest = item.need.full + room
        cells = [
            _swapped(cell) if _is_short(cell) and width_of(cell.short or "") <= longest else cell for cell in item.cells
        ]
        is_whole = item.lengths[-1:] <= [item.need.full]  # else a long name is folded, whatever the room
        longer = _texts_of(item.column, cells) if item.column.names and is_whole else item
        room -= longer.need.full - item.need.full
        found.append(longer)
    return found


def _swapped(cell: Cell) -> Cell:
    """A cell that says its short text and keeps the long one, or the other way round."""
    return cell._replace(text=cell.short or "", short=cell.text)


def _is_short(cell: Cell) -> bool:
    return cell.short is not None and width_of(cell.short) > width_of(cell.text)


def _first_lines(table: Table) -> Iterator[int]:
    """The numbers of the lines with which the rows begin that a thin line stands above."""
    number = 0
    for row, cells in enumerate(table.rows if table.breaks else ()):
        if row in table.breaks:
            yield number
        number += _lines_of(cells)


def _lines_of(row: Sequence[Cell]) -> int:
    return max([1, *(len(cell.parts) for cell in row)])


def _rows(columns: Sequence[_Texts]) -> Iterator[tuple[tuple[Cell, ...], tuple[str, ...]]]:
    return zip(
        zip(*(item.cells for item in columns), strict=True),
        zip(*(item.texts for item in columns), strict=True),
        strict=True,
    )


def _candidates(columns: Sequence[tuple[_Texts, _Texts]]) -> Iterator[list[_Texts]]:
    """All ways to show a table, the one that tells most first: columns are lost one after the other."""
    yield [full for full, _ in columns]
    kept = [(_without_outliers(full), _without_outliers(short)) for full, short in columns]
    while True:
        yield [full for full, _ in kept]
        yield [short for _, short in kept]
        least_important = max(kept, key=lambda pair: pair[0].column.drop)
        if least_important[0].column.drop == 0:
            return
        kept.remove(least_important)


def _without_outliers(item: _Texts) -> _Texts:
    """A column of names in which one that is much longer than nearly all others is folded and takes no room."""
    usual = item.lengths[-1 - len(item.lengths) // 20] if item.lengths else 0
    if not item.column.names or item.need.full <= usual * _OUTLIER:
        return item
    width = max(usual, width_of(item.column.heading), item.need.least)
    return item._replace(need=_Need(width, width, item.need.least))


def _fits(columns: Sequence[tuple[_Texts, _Texts]], width: int) -> bool:
    return _can_fit([short for _, short in columns], width)


def _can_fit(columns: Sequence[_Texts], width: int) -> bool:
    return _whole([item.need.least for item in columns]) <= width


def _whole(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _shared(columns: Sequence[_Texts], width: int | None) -> list[int]:
    """Share out the width: bars and headings give way first, then what folds the fewest cells, then the widest.

    None goes below its least. What a wider terminal takes away is the first part of what a narrower one does.
    """
    widths = [item.need.full for item in columns]
    if width is None:
        return widths
    for floors in ([item.need.good for item in columns], [item.need.least for item in columns]):
        while _whole(widths) > width:
            able = [place for place, floor in enumerate(floors) if widths[place] > floor]
            if not able:
                break
            widths[min(able, key=lambda place: (columns[place].folds_at(widths[place]), -widths[place]))] -= 1
    return widths


def _height(columns: Sequence[_Texts], widths: Sequence[int]) -> int:
    """How many lines a table takes, of its first rows and its headings."""
    rows = min(len(columns[0].texts), _COUNTED)
    heights = [1] * rows
    heading = 1
    for item, width in zip(columns, widths, strict=True):
        heading = max(heading, len(fold(item.column.heading, width)))
        if item.lengths[-1:] > [width]:
            for row, text in enumerate(item.texts[:rows]):
                if width_of(text) > width and not item.cells[row].bar:
                    heights[row] = max(heights[row], len(fold(text, width)))
    return sum(heights) + heading + len(columns[0].texts) - rows
