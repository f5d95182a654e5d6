"""`ratings check`: every problem in a data file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ratings_cli.cli.option_types import with_options
from ratings_cli.cli.options import CommonOptions
from ratings_cli.cli.output import format_for, write_out
from ratings_cli.cli.show_sheet import explain_table


@with_options(("data", "format"), format="Output format: table, json. [default: table]")
def check(
    options: CommonOptions,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The data file. [default: --data, or the shipped record]")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Also exit 1 on warnings.")] = False,
) -> None:
    """List the errors and warnings in a data file.

    Exit status: 0 when it is sound, 1 when there are errors (with --strict also when there are warnings).
    """
    from ratings_cli.checks import check_file

    is_json = format_for(options.format, None, ("table", "json")) == "json"
    path = file or options.file
    if options.explain:
        explain_table(options, path)
    report = check_file(path, options.settings)
    write_out(report.as_json() if is_json else report.as_lines(), plain=not is_json)
    if not report.passed(strict=strict):
        raise typer.Exit(1)
