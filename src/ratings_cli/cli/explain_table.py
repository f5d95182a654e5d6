"""`--explain`: what each column of a table was taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

from ratings_cli.cli.output import write_sheet
from ratings_cli.cli.standard_error import say
from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from ratings_cli.reading.csv.settings import CsvInspections


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
    explained, remark, problems = explain(path, settings)
    columns = (
        Column("number", "#", align="right"),
        Column("heading", "Heading", names=True, row_header=True),
        Column("taken_for", "Taken for", names=True),
        Column("cells", "Cells", names=True),
    )
    texts = ((str(item.number), item.heading, item.taken_for, " | ".join(item.cells)) for item in explained)
    sheet = Sheet(
        f"What the columns of {path} were taken for" if remark else f"The columns of {path}",
        own_tables=(Table(columns, [tuple(map(Cell, row)) for row in texts]),),
        own_keys=tuple(column.key for column in columns),
        own_records=[dict(item._asdict()) for item in explained],
    )
    write_sheet(sheet, format_name, output, input_files=(path,))
    if problems:
        raise DataError(problems)
    say(remark)
    raise typer.Exit
