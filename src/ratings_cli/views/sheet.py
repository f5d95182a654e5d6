"""What every view produces and every format renders: a sheet of tables, with notes and sources.

A sheet says the same thing twice: as cells for a reader (text, bands, bars) and as records for a program
(`keys` and `records`). Formats for readers use the first, formats for programs the second.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Self

    from ratings_cli.model.scale import Band
    from ratings_cli.views.charts.model import Chart
    from ratings_cli.views.fields import View

T = TypeVar("T")
Value: TypeAlias = "str | int | float | bool | list[Any] | dict[str, Any] | None"


class Cell(NamedTuple):
    """One cell for a reader.

    Args:
        text: what it says.
        band: the band that it shows, for colour; the word is always in the text as well.
        derived: the value was read from wording or worked out; formats mark it with a star.
        sources: numbers in the sheet's list of sources.
        bar: counts by band, drawn as a bar where there is room; the numbers are in the text as well.
        starred: the bands of the bar that are derived for some of those who are counted; the text has their stars.
        url: an address that the text leads to.
        quiet: of less importance than the others in its row.
        short: what it says instead where its text would make the table too wide.
        parts: what the text is a row of, each with its own band; a format may give each a line of its own.
    """

    text: str = ""
    band: Band | None = None
    derived: bool = False
    sources: tuple[int, ...] = ()
    bar: tuple[tuple[Band, int], ...] = ()
    starred: frozenset[Band] = frozenset()
    url: str | None = None
    quiet: bool = False
    short: str | None = None
    parts: tuple[Cell, ...] = ()


class Column(NamedTuple):
    """One column for a reader.

    Args:
        key: its name in the program.
        heading: its heading.
        align: how its cells stand.
        drop: which column a narrow terminal loses first, the highest number; 0 is never lost.
        names: it holds names and may be broken over lines between words.
        row_header: its cells say what the row is about.
        group: the heading that it stands under together with its neighbours.
    """

    key: str
    heading: str
    align: Literal["left", "right"] = "left"
    drop: int = 0
    names: bool = False
    row_header: bool = False
    group: str = ""


class RowNote(str):
    """A line that explains a mark in certain rows, and has no place below a table that shows none of them.

    Args:
        text: the line.
        rows: the numbers of these rows in the main table, from zero.
        columns: the keys of the columns whose marks it explains; none where it explains them all.
    """

    __slots__ = ("columns", "rows")
    rows: tuple[int, ...]
    columns: frozenset[str]

    def __new__(cls, text: str, rows: Iterable[int], columns: Iterable[str] = ()) -> Self:
        """Make the line, and remember the rows."""
        note = super().__new__(cls, text)
        note.rows = tuple(rows)
        note.columns = frozenset(columns)
        return note

    def stands_above(self, number: int) -> bool:
        """Whether one of its rows is among the first so many."""
        return any(row < number for row in self.rows)


class Later(Sequence[str]):
    """Lines that are put together when they are first asked for: CSV needs no notes."""

    def __init__(self, make: Callable[[], Sequence[str]]) -> None:
        """Remember how."""
        self._make = make

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        return tuple(self._make())

    def __len__(self) -> int:
        """How many there are."""
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        """One of them, or some."""
        return self._lines[place]


class Each(Sequence[T], Generic[T]):
    """The rows or records of things, each made when it is asked for: CSV needs no cells, a page no records."""

    __slots__ = ("_make", "_things")

    def __init__(self, make: Callable[[Any], T], things: Sequence[Any]) -> None:
        """Remember the things, and how one is shown."""
        self._make = make
        self._things = things

    def __len__(self) -> int:
        """How many there are."""
        return len(self._things)

    def __iter__(self) -> Iterator[T]:
        """Each in turn."""
        return map(self._make, self._things)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Each[T]: ...
    def __getitem__(self, place: int | slice) -> T | Each[T]:
        """One of them, or some."""
        if isinstance(place, slice):
            return Each(self._make, self._things[place])
        return self._make(self._things[place])


class Table(NamedTuple):
    """Columns and rows for a reader; a caption where a sheet has more than one table."""

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    caption: str = ""


class SourceNote(NamedTuple):
    """One entry of the numbered list of sources under a sheet."""

    number: int
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole view.

    Args:
        title: what it shows, as at when, with which filters.
        tables: the tables for a reader, the main one first.
        notes: the lines below: counts, the ranking rule, what was left out, the newest report.
        keys: the columns for a program (CSV), a documented interface.
        records: the rows for a program; may hold more than `keys`, which JSON shows.
        head: what JSON says before the rows.
        sources: the numbered list of sources, when it was asked for.
        chart: its picture, or what draws it when it is asked for; None for a view that has none.
        view: the fields and items that its main table and its records are made of, where they are.
        hints: for whoever typed the command, and for no reader of what is published: other commands to try.
    """

    title: str
    tables: tuple[Table, ...]
    notes: Sequence[str]
    keys: tuple[str, ...]
    records: Sequence[dict[str, Value]]
    head: dict[str, Value] = field(default_factory=dict)
    sources: tuple[SourceNote, ...] = ()
    chart: Chart | Callable[[], Chart | None] | None = None
    hints: Sequence[str] = ()
    view: View[Any, Any] | None = None

    @property
    def picture(self) -> Chart | None:
        """Its picture, drawn now if it was not before."""
        return self.chart() if callable(self.chart) else self.chart

    def top(self, number: int) -> Sheet:
        """The same sheet with only the first rows of its main table and their sources, and a note that says so."""
        if number >= len(self.records):
            return self
        main = self.tables[0]._replace(rows=self.tables[0].rows[:number])
        tables = (main, *self.tables[1:])
        cited = {source for table in tables for row in table.rows for cell in row for source in cell.sources}
        return dataclasses.replace(
            self,
            tables=tables,
            notes=Later(lambda: self._first_notes(number)),
            records=self.records[:number],
            sources=tuple(source for source in self.sources if source.number in cited),
            chart=self._first_rows_of_chart(number) if self.chart else None,
            view=self.view and dataclasses.replace(self.view, items=self.view.items[:number]),
        )

    def choose(self, typed: str) -> Sheet:
        """The same sheet with only the columns that the user chose, in that order.

        Args:
            typed: their keys, with commas between them; ``help`` chooses none.

        Raises:
            UnknownColumnError: one is no column of this view.
        """
        if self.view is None or typed == "help":
            return self
        return self._with_view(self.view.choose(typed), range(len(self.view.items)))

    def sort(self, typed: str) -> Sheet:
        """The same sheet with its rows sorted; the position of each stays what it is.

        Args:
            typed: keys of columns, with commas between them; ``-`` before one sorts downwards.

        Raises:
            UnknownColumnError: one is no column of this view.
        """
        if self.view is None:
            return self
        order = self.view.order(typed)
        return self._with_view(dataclasses.replace(self.view, items=[self.view.items[row] for row in order]), order)

    def _with_view(self, view: View[Any, Any], order: Sequence[int]) -> Sheet:
        """The same sheet made of other fields or items; `order` says which row each was before."""
        main = view.table()
        shown = {column.key for column in main.columns}
        return dataclasses.replace(
            self,
            tables=(main,),
            notes=Later(lambda: _rearranged(self.notes, order, shown)),
            keys=view.keys,
            records=view.records(),
            view=view,
        )

    def _first_notes(self, number: int) -> list[str]:
        from ratings_cli.model.phrases import only

        kept = [note for note in self.notes if not (isinstance(note, RowNote) and not note.stands_above(number))]
        return [f"{only(number, len(self.records), 'rows')}.", *kept]

    def _first_rows_of_chart(self, number: int) -> Callable[[], Chart | None]:
        def draw() -> Chart | None:
            from ratings_cli.views.charts.model import first_rows

            picture = self.picture
            return picture and first_rows(picture, number, len(self.records))

        return draw


def _rearranged(notes: Iterable[str], order: Sequence[int], shown: AbstractSet[str]) -> list[str]:
    """Notes without those on marks in columns that are not shown, and with the rows where they are now."""
    place = {row: number for number, row in enumerate(order)}
    found: list[str] = []
    for note in notes:
        if isinstance(note, RowNote):
            if note.columns and not note.columns & shown:
                continue
            found.append(RowNote(note, sorted(place[row] for row in note.rows), note.columns))
        else:
            found.append(note)
    return found
