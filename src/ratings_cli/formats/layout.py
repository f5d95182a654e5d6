"""Fitting a table to a terminal: which columns it shows, how wide each is, and whether names are short.

Whatever takes the fewest lines is chosen; of what takes equally few, the most columns, and then the names in full.
So a wider terminal never makes a table longer: what fits into a narrow one fits into a wider one as well, in no
more lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.cells import cell_len

from ratings_cli.model.phrases import INFERRED, marked
from ratings_cli.views.cells import Cell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ratings_cli.model.scale import Band
    from ratings_cli.views.cells import Column, Table

Counts: TypeAlias = "Sequence[tuple[Band, int]]"

GAP = 2
"""How many spaces stand between two columns."""
_BAR = 24
_EDGES = 2
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


class _Texts(NamedTuple):
    """A column with what its cells say, in full or short, and how much width it needs.

    Args:
        column: the column.
        cells: its cells.
        texts: what they say.
        full: the width with which its heading and every cell stand on one line.
        good: the width with which every cell stands on one line; only the heading is folded.
        least: the width with which no word is cut.
        lengths: how long the first of the texts are, sorted.
    """

    column: Column
    cells: list[Cell]
    texts: list[str]
    full: int
    good: int
    least: int
    lengths: list[int]

    def folds_at(self, width: int) -> int:
        """How many of the cells fit on one line of a width, and not on a narrower one."""
        return bisect_right(self.lengths, width) - bisect_left(self.lengths, width)

    def without_outliers(self) -> _Texts:
        """The column; where it has a name that is much longer than nearly all others, that is folded."""
        usual = self.lengths[-1 - len(self.lengths) // 20] if self.lengths else 0
        if not self.column.names or self.full <= usual * _OUTLIER:
            return self
        width = max(usual, width_of(self.column.heading), self.least)
        return self._replace(full=width, good=width)


def width_of(text: str) -> int:
    """How many characters a text takes on a terminal: some of other scripts take two."""
    return len(text) if text.isascii() else cell_len(text)


def fold(text: str, width: int) -> list[str]:
    """Break a text between words into lines of a width; a word that is longer stays whole."""
    if width_of(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width_of(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def bar_parts(counts: Counts, width: int, starred: Collection[Band] = ()) -> list[tuple[Band, str]]:
    """Draw a bar of a width in characters, a part for each band that there is: ``[1 G*][  4 RI  ]``.

    The widths of the parts come as near to their shares as the labels in them allow; the labels may need a wider bar.
    """
    shown = [(band, number) for band, number in counts if number]
    total = sum(number for _, number in shown)
    labels = [marked(f"{number:,} {band.letter}", band in starred) for band, number in shown]
    widths = [len(label) + _EDGES for label in labels]
    while shown and sum(widths) < width:
        wanting = [number * width - part * total for (_, number), part in zip(shown, widths, strict=True)]
        widths[wanting.index(max(wanting))] += 1
    texts = (f"[{label:^{part - _EDGES}}]" for label, part in zip(labels, widths, strict=True))
    return list(zip((band for band, _ in shown), texts, strict=True))


def layouts(table: Table, width: int | None) -> list[tuple[str, Layout]]:
    """Fit a table to a width, with a caption for each part of it.

    A table whose columns stand in groups is cut so that each part fits, and loses no column. Each part repeats the
    columns that are in no group.

    Args:
        table: the table.
        width: how many characters there are on a line; None where there is no limit.
    """
    table = _unfolded(table)
    groups = list(dict.fromkeys(column.group for column in table.columns if column.group))
    if groups and width is not None and not _can_fit([short for _, short in _columns(table)], width):
        return [
            (": ".join(filter(None, (table.caption, group))), _layout(_part(table, group), width)) for group in groups
        ]
    return [(table.caption, _layout(table, width))]


def _unfolded(table: Table) -> Table:
    """Give each part of a cell that is made of parts a line of its own; other cells stand on the first line."""
    lines: list[tuple[Cell, ...]] = []
    breaks = []
    for number, row in enumerate(table.rows):
        breaks += [len(lines)] if number in table.breaks else []
        if any(cell.parts for cell in row):
            lines += zip_longest(*(cell.parts or (cell,) for cell in row), fillvalue=Cell())
        else:
            lines.append(row)
    return table._replace(rows=lines, breaks=frozenset(breaks))


def _part(table: Table, group: str) -> Table:
    places = [place for place, column in enumerate(table.columns) if column.group in {"", group}]
    return table._replace(
        columns=tuple(table.columns[place]._replace(group="") for place in places),
        rows=[tuple(row[place] for place in places) for row in table.rows],
    )


def _columns(table: Table) -> list[tuple[_Texts, _Texts]]:
    """Each column twice: in full, and with the short texts that its cells have."""
    found = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        full = _texts_of(column, cells)
        short = _texts_of(column, _short(column, cells)) if any(cell.short for cell in cells) else full
        found.append((full, short))
    return found


def _swapped(cell: Cell) -> Cell:
    """A cell that says its short text and keeps the long one, or the other way round."""
    return cell._replace(text=cell.short or "", short=cell.text)


def _short(column: Column, cells: list[Cell]) -> list[Cell]:
    """The cells with their short texts; of names, only those that are longer than the longest of the others."""
    if not column.names:
        return [cell if cell.short is None else _swapped(cell) for cell in cells]
    room = max((min(width_of(cell.text), width_of(cell.short or cell.text)) for cell in cells), default=0)
    return [_swapped(cell) if cell.short and width_of(cell.text) > room else cell for cell in cells]


def _texts_of(column: Column, cells: list[Cell]) -> _Texts:
    texts = [f"{cell.text}{cell.marks}" for cell in cells]
    if column.align == "right" and any(text.endswith(_MARKS) for text in texts):
        # The mark after a number (``2=``, ``7/30*``) hangs, so that the numbers themselves stand in line.
        texts = [f"{text} " if text and not text.endswith(_MARKS) else text for text in texts]
    bars = (bar_parts(cell.bar, 0, cell.starred) for cell in cells if cell.bar)
    bar = max((sum(len(text) for _, text in parts) for parts in bars), default=0)
    shown = {text for text, cell in zip(texts, cells, strict=True) if not cell.bar}
    heading = max(map(width_of, column.heading.split(" ")))
    need = max([bar, *map(width_of, shown)])
    full, good = max(width_of(column.heading), need), max(heading, need)
    least = good
    if bar:
        full = max(_BAR, full)
    elif column.names or column.align == "left":
        least = max([heading, *(width_of(word) for text in shown for word in text.split(" "))])
    return _Texts(column, cells, texts, full, good, least, sorted(map(width_of, texts[:_COUNTED])))


def _layout(table: Table, width: int | None) -> Layout:
    """Choose the columns, widths and names of a table that all fit."""
    candidates = list(_candidates(_columns(table)))
    if width is None:
        chosen = candidates[0]
    else:
        # Where nothing fits, nothing is cut, and the lines are longer than the terminal.
        fitting = [candidate for candidate in candidates if _can_fit(candidate, width)] or candidates[-1:]
        # Of equally high ones, `min` takes the first.
        chosen = min(fitting, key=lambda candidate: _height(candidate, _shared(candidate, width)))
        chosen = _lengthened(chosen, width - _whole([item.full for item in chosen]))
    kept = [item.column for item in chosen]
    by_column = [zip(item.cells, item.texts, strict=True) for item in chosen]
    return Layout(
        kept,
        _shared(chosen, width),
        list(map(list, zip(*by_column, strict=True))),
        [column.heading for column in table.columns if column not in kept],
        table.breaks,
    )


def _candidates(columns: Sequence[tuple[_Texts, _Texts]]) -> Iterator[list[_Texts]]:
    """All ways to show a table, the one that tells most first: columns are lost one after the other."""
    yield [full for full, _ in columns]
    kept = [(full.without_outliers(), short.without_outliers()) for full, short in columns]
    while True:
        yield [full for full, _ in kept]
        yield [short for _, short in kept]
        least_important = max(kept, key=lambda pair: pair[0].column.drop)
        if least_important[0].column.drop == 0 or len(kept) == 1:
            return
        kept.remove(least_important)


def _lengthened(columns: list[_Texts], room: int) -> list[_Texts]:
    """Give names in full again where there is room for them beside all that is shown."""
    if room <= 0:
        return columns
    found = []
    for item in columns:
        longer, longest = item, item.full + room
        is_whole = item.lengths[-1:] <= [item.full]  # else a long name is folded, whatever the room
        if item.column.names and is_whole:
            longer = _texts_of(item.column, [_full(cell, longest) for cell in item.cells])
        room -= longer.full - item.full
        found.append(longer)
    return found


def _full(cell: Cell, room: int) -> Cell:
    """A cell with the longer of its two texts where there is room for that."""
    return _swapped(cell) if cell.short and width_of(cell.text) < width_of(cell.short) <= room else cell


def _can_fit(columns: Sequence[_Texts], width: int) -> bool:
    return _whole([item.least for item in columns]) <= width


def _whole(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _shared(columns: Sequence[_Texts], width: int | None) -> list[int]:
    """Share out the width: bars and headings give way first, then what folds the fewest cells, then the widest.

    None goes below its least. What a wider terminal takes away is the first part of what a narrower one does.
    """
    widths = [item.full for item in columns]
    if width is None:
        return widths
    for floors in ([item.good for item in columns], [item.least for item in columns]):
        while _whole(widths) > width and (able := [at for at, floor in enumerate(floors) if widths[at] > floor]):
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
