"""What every view produces and every format renders: a sheet of tables, with notes and sources.

A sheet says the same thing twice: as cells for a reader (text, bands, bars) and as records for a program
(`keys` and `records`). Formats for readers use the first, formats for programs the second.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ratings_cli.tables.chart import first_rows

if TYPE_CHECKING:
    from ratings_cli.scale import Band
    from ratings_cli.tables.chart import Chart

Value: TypeAlias = "str | int | float | bool | list[Any] | dict[str, Any] | None"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell for a reader.

    Args:
        text: what it says.
        band: the band that it shows, for colour; the word is always in the text as well.
        derived: the value was read from wording or worked out; formats mark it with a star.
        sources: numbers in the sheet's list of sources.
        bar: counts by band, drawn as a bar where there is room; the numbers are in the text as well.
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
    url: str | None = None
    quiet: bool = False
    short: str | None = None
    parts: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
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


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows for a reader; a caption where a sheet has more than one table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class SourceNote:
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
        chart: its picture; None for a view that has none.
    """

    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    keys: tuple[str, ...]
    records: tuple[dict[str, Value], ...]
    head: dict[str, Value] = field(default_factory=dict)
    sources: tuple[SourceNote, ...] = ()
    chart: Chart | None = None

    def top(self, number: int) -> Sheet:
        """The same sheet with only the first rows of its main table and their sources, and a note that says so."""
        if number >= len(self.records):
            return self
        main = dataclasses.replace(self.tables[0], rows=self.tables[0].rows[:number])
        tables = (main, *self.tables[1:])
        cited = {one for table in tables for row in table.rows for cell in row for one in cell.sources}
        return dataclasses.replace(
            self,
            tables=tables,
            notes=(f"Only the first {number:,} of {len(self.records):,} rows are shown.", *self.notes),
            records=self.records[:number],
            sources=tuple(one for one in self.sources if one.number in cited),
            chart=first_rows(self.chart, number, len(self.records)) if self.chart else None,
        )
