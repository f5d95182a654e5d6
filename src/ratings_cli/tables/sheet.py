"""What every view produces and every format renders: a sheet of tables, with notes and sources.

A sheet says the same thing twice: as cells for a reader (text, bands, bars) and as records for a program
(`keys` and `records`). Formats for readers use the first, formats for programs the second.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from ratings_cli.scale import Band

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
    """

    text: str = ""
    band: Band | None = None
    derived: bool = False
    sources: tuple[int, ...] = ()
    bar: tuple[tuple[Band, int], ...] = ()
    url: str | None = None
    quiet: bool = False


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
    """

    key: str
    heading: str
    align: Literal["left", "right"] = "left"
    drop: int = 0
    names: bool = False
    row_header: bool = False


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
    """

    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    keys: tuple[str, ...]
    records: tuple[dict[str, Value], ...]
    head: dict[str, Value] = field(default_factory=dict)
    sources: tuple[SourceNote, ...] = ()

    def top(self, number: int) -> Sheet:
        """The same sheet with only the first rows of its main table, and a note that says so."""
        if number >= len(self.records):
            return self
        main = dataclasses.replace(self.tables[0], rows=self.tables[0].rows[:number])
        return dataclasses.replace(
            self,
            tables=(main, *self.tables[1:]),
            notes=(f"Only the first {number:,} of {len(self.records):,} rows are shown.", *self.notes),
            records=self.records[:number],
        )
