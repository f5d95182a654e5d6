"""`--explain`: what each column of a table was taken for, in place of what the command shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

from ratings_cli.cli.output import write_sheet
from ratings_cli.cli.standard_error import say
from ratings_cli.model.errors import UsageError
from ratings_cli.reading.csv.dataset import explain
from ratings_cli.reading.diagnostics import DataError
from ratings_cli.views.cells import Cell, Column, Table
from ratings_cli.views.sheet import Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from ratings_cli.reading.csv.settings import CsvInspections

_KEYS = ("number", "heading", "taken_for", "cells")
_COLUMNS = (
    Column("number", "#", align="right"),
    Column("heading", "Heading", names=True, row_header=True),
    Column("taken_for", "Taken for", names=True),
    Column("cells", "Cells", names=True),
)


def explain_table(
    path: Path | None, settings: CsvInspections | None, format_name: str | None, output: Path | None
) -> NoReturn:
    """Show what each column of a table was taken for, and end the program.

    Raises:
        UsageError: no table is named.
        DataError: reading it stops at a question; what is known of the columns is shown before.
    """
    if path is None:
        raise UsageError("--explain is about a table (name it with --data)")
    found = explain(path, settings)
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
        own_tables=(Table(_COLUMNS, rows),),
        own_keys=_KEYS,
        own_records=[dict(item._asdict()) for item in found.columns],
    )
    write_sheet(sheet, format_name, output, input_files=(path,))
    if found.problems:
        raise DataError(found.problems)
    say(found.remark)
    raise typer.Exit
