"""What every view produces and every format renders: a sheet of tables, with notes and sources.

A sheet says the same thing twice: as cells for a reader (text, bands, bars) and as records for a program
(`keys` and `records`). Formats for readers use the first, formats for programs the second.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Self

    from ratings_cli.model.scale import Band
    from ratings_cli.views.charts.model import Chart
    from ratings_cli.views.fields import View

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


NoteKind: TypeAlias = Literal["rule", "left out", "gap", "star", "more"]


class Note(str):
    """A line below a table.

    Args:
        text: the line.
        kind: what it is for: how the table is ranked, what it leaves out, what the record lacks, what a star means,
            or anything else.
        rows: the numbers of the rows in the main table of which it explains a mark, from zero; none where it is about
            the whole table. It has no place below a table that shows none of them.
        columns: the keys of the columns whose marks it explains; none where it explains them all.
    """

    __slots__ = ("columns", "kind", "rows")
    kind: NoteKind
    rows: tuple[int, ...]
    columns: frozenset[str]

    def __new__(cls, text: str, kind: NoteKind = "more", rows: Iterable[int] = (), columns: Iterable[str] = ()) -> Self:
        """Make the line, and remember what it is about."""
        note = super().__new__(cls, text)
        note.kind = kind
        note.rows = tuple(rows)
        note.columns = frozenset(columns)
        return note

    def stands_above(self, number: int) -> bool:
        """Whether it is about one of the first so many rows, or about the whole table."""
        return not self.rows or any(row < number for row in self.rows)


class Table(NamedTuple):
    """Columns and rows for a reader.

    Args:
        columns: the columns.
        rows: a cell of each row for each of them.
        caption: what it shows, where a sheet has more than one table.
        breaks: the numbers of the rows that begin a group, such as the next band.
    """

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    caption: str = ""
    breaks: frozenset[int] = frozenset()


class SourceNote(NamedTuple):
    """One entry of the numbered list of sources under a sheet."""

    number: int
    text: str
    url: str | None = None


class Credit(NamedTuple):
    """What is published says of itself: in full below a text, and in one short line below a picture."""

    text: str = ""
    short: str = ""


NO_CREDIT = Credit()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole view.

    A sheet of a `View` has its main table, its keys and its records made of it each time that they are asked for.

    Args:
        title: what it shows, as at when, with which filters.
        own_tables: its tables for a reader where they are not just the one of the view, the main one first.
        notes: the lines below: counts, the ranking rule, what was left out, the newest report.
        own_keys: its columns for a program where they are not those of the view.
        own_records: its rows for a program where they are not those of the view.
        head: what JSON says before the rows.
        sources: the numbered list of sources, when it was asked for.
        chart: its picture; None where it has none, or none was asked for.
        credit: that it is unofficial, who gives the ratings, and what their licence asks to be said.
        view: the fields and items that its main table and its records are made of, where they are.
        summary: what everybody wants to know first, in a sentence: how many have each band.
        hints: for whoever typed the command, and for no reader of what is published: other commands to try.
    """

    title: str
    own_tables: tuple[Table, ...] = ()
    notes: Sequence[str] = ()
    own_keys: tuple[str, ...] = ()
    own_records: Sequence[dict[str, Value]] = ()
    head: dict[str, Value] = field(default_factory=dict)
    sources: tuple[SourceNote, ...] = ()
    chart: Chart | None = None
    credit: Credit = NO_CREDIT
    hints: Sequence[str] = ()
    view: View[Any, Any] | None = None
    summary: str = ""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables for a reader, the main one first."""
        return (self.view.table(),) if self.view and not self.own_tables else self.own_tables

    @property
    def notes_on_what_is_shown(self) -> list[str]:
        """The notes without those on marks in columns that a reader is not shown."""
        shown = {column.key for table in self.tables[:1] for column in table.columns}
        return [
            note for note in self.notes if not (isinstance(note, Note) and note.columns and not note.columns & shown)
        ]

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns for a program (CSV), a documented interface."""
        return self.view.keys if self.view and not self.own_keys else self.own_keys

    @property
    def records(self) -> Sequence[dict[str, Value]]:
        """The rows for a program; they may hold more than `keys`, which JSON shows."""
        return self.view.records() if self.view and not self.own_records else self.own_records

    @property
    def size(self) -> int:
        """How many records there are."""
        return len(self.view.items if self.view else self.own_records)

    def first(self, number: int) -> Sheet:
        """The same sheet with only the first rows of its main table and their sources, and a note that says so."""
        from ratings_cli.model.phrases import only

        if number >= self.size:
            return self
        tables = tuple(
            table if place else table._replace(rows=table.rows[:number]) for place, table in enumerate(self.own_tables)
        )
        cited = {source for table in tables for row in table.rows for cell in row for source in cell.sources}
        kept = [note for note in self.notes if not (isinstance(note, Note) and not note.stands_above(number))]
        return dataclasses.replace(
            self,
            own_tables=tables,
            summary=f"{self.summary} {only(number, self.size, 'rows')}.".strip(),
            notes=kept,
            own_records=self.own_records[:number],
            sources=tuple(source for source in self.sources if source.number in cited),
            chart=self.chart and self.chart.first(number, self.size),
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
        items = [self.view.items[row] for row in order]
        return self._with_view(dataclasses.replace(self.view, items=items, group=None), order)

    def _with_view(self, view: View[Any, Any], order: Sequence[int]) -> Sheet:
        """The same sheet made of other fields or items; `order` says which row each was before."""
        shown = {column.key for column in view.columns}
        notes = _rearranged(self.notes, order, shown)
        return dataclasses.replace(self, own_tables=(), own_keys=(), own_records=(), notes=notes, view=view)


def _rearranged(notes: Iterable[str], order: Sequence[int], shown: AbstractSet[str]) -> list[str]:
    """Notes without those on marks in columns that are not shown, and with the rows where they are now."""
    place = {row: number for number, row in enumerate(order)}
    found: list[str] = []
    for note in notes:
        if isinstance(note, Note) and note.rows:
            if note.columns and not note.columns & shown:
                continue
            found.append(Note(note, note.kind, sorted(place[row] for row in note.rows), note.columns))
        else:
            found.append(note)
    return found
