"""`ratings export`: the whole record for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ratings_cli.cli.option_types import file_to_write, with_options
from ratings_cli.cli.options import CommonOptions
from ratings_cli.cli.output import write
from ratings_cli.model.errors import UsageError


@with_options(("data",))
def export(
    options: CommonOptions,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="The file to write: .csv, .json, .xlsx or .db (SQLite).", parser=file_to_write
        ),
    ],
) -> None:
    """Write every rating as data, also for SQLite.

    One row for each rating: all leagues, inspections and standards. JSON, workbooks and databases also
    hold the inspections, providers, owners and sources.
    """
    from ratings_cli.formats.export import ENDINGS, render
    from ratings_cli.views.export import export as tables_of

    ending = file.suffix.casefold()
    if ending not in ENDINGS:
        raise UsageError(f"the ending of '{file}' chooses no kind of file (endings: {' '.join(ENDINGS)})")
    write(render(tables_of(options.records), ending), file, options.input_files)
