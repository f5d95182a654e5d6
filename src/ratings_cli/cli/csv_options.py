"""Where a command's data comes from: --data, and the options that settle what a table leaves open; --explain."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.help import TABLES, WHERE
from ratings_cli.cli.option_types import Text, Texts, shared
from ratings_cli.cli.output import write_sheet
from ratings_cli.cli.standard_error import say
from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    from ratings_cli.reading.csv.settings import CsvInspections


@dataclass(frozen=True, kw_only=True)
class DataOption:
    """The value of the option that names the data."""

    data: Path | None = shared(
        WHERE,
        "FILE",
        "Your own data, YAML or any table; - is standard input. [env: RATINGS_DATA]",
        envvar="RATINGS_DATA",
        show_envvar=False,
    )

    @cached_property
    def named_file(self) -> Path | None:
        """The file that --data names, else the one in the folder, which is said; None for the shipped record."""
        from ratings_cli.reading.files import OWN_FILE

        if self.data is None and OWN_FILE.is_file():
            say(f"Using {OWN_FILE} in this folder (--data FILE reads another)")
            return OWN_FILE
        return self.data


@dataclass(frozen=True, kw_only=True)
class CsvOptions:
    """The values of the options about a table, which say what it leaves open. See docs/csv.md."""

    column: Texts = shared(
        TABLES, "WHAT=HEADING", "Which column is what: overall='Overall grade'. Repeatable.", completion.columns
    )
    label: Texts = shared(TABLES, "WORD=BAND", "Which band a word means. Repeatable.")
    not_a_rating: Texts = shared(TABLES, "WORD", "A word that means no rating. Repeatable.")
    dates: Text = shared(TABLES, "day-first|month-first", "How to read dates such as 3/5/2019.")
    contradictory: Text = shared(TABLES, "leave-out", "Leave out providers whose rows contradict each other.")
    sheet: Text = shared(TABLES, "NAME", "Which sheet of a workbook holds the ratings.")
    explain: bool = shared(TABLES, None, "Show what each column was taken for, and stop.")

    @property
    def about_the_table(self) -> list[str]:
        """The options about the table that were given, as they would have to be typed again."""
        names = [field.name for field in fields(CsvOptions) if field.name != "explain"]
        given = {name.replace("_", "-"): getattr(self, name) or () for name in names}
        each = {name: [value] if isinstance(value, str) else value for name, value in given.items()}
        return [part for name, values in each.items() for value in values for part in (f"--{name}", value)]

    @property
    def settings(self) -> CsvInspections | None:
        """What they settle; None when they say nothing.

        Raises:
            UsageError: one of them is not written as it should be.
        """
        if not self.about_the_table:
            return None
        from ratings_cli.reading.csv.settings import from_options

        return from_options(
            self.column or (), self.label or (), self.not_a_rating or (), self.dates, self.contradictory, self.sheet
        )


def explain_table(
    path: Path | None, settings: CsvInspections | None, format_name: str | None, output: Path | None
) -> NoReturn:
    """Show what each column of a table was taken for, and end the program: `--explain`.

    Raises:
        UsageError: no table is named.
        DataError: reading it stops at a question; what is known of the columns is shown before.
    """
    from ratings_cli.reading.csv.dataset import explain
    from ratings_cli.reading.diagnostics import DataError
    from ratings_cli.views.cells import Cell, Column, Table
    from ratings_cli.views.sheet import Sheet

    if path is None:
        raise UsageError("--explain is about a table (name it with --data)")
    found = explain(path, settings)
    columns = (
        Column("number", "#", align="right"),
        Column("heading", "Heading", names=True, row_header=True),
        Column("taken_for", "Taken for", names=True),
        Column("cells", "Cells", names=True),
    )
    rows = [
        (
            Cell(str(item.number)),
            Cell(item.heading),
            Cell(item.taken_for, quiet=not item.taken_for),
            Cell(" | ".join(item.cells)),
        )
        for item in found.columns
    ]
    sheet = Sheet(
        f"What the columns of {path} were taken for" if found.remark else f"The columns of {path}",
        own_tables=(Table(columns, rows),),
        own_keys=tuple(column.key for column in columns),
        own_records=[dict(item._asdict()) for item in found.columns],
    )
    write_sheet(sheet, format_name, output, input_files=(path,))
    if found.problems:
        raise DataError(found.problems)
    say(found.remark)
    raise typer.Exit
