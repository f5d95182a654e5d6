"""`ratings check`: every problem in a data file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ratings_cli.cli.explain_table import explain_table
from ratings_cli.cli.help import OPTIONS
from ratings_cli.cli.option_types import option, with_options
from ratings_cli.cli.options import CommonOptions
from ratings_cli.cli.output import write_out
from ratings_cli.model.errors import UsageError

_FORMATS = ["table", "json"]


@with_options(("data",))
def check(
    options: CommonOptions,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The data file. [default: --data, or the shipped record]")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Also exit 1 on warnings.")] = False,
    format: Annotated[  # noqa: A002
        str, option(OPTIONS, "FORMAT", "Output format: table, json.", "--format", "-f", autocompletion=lambda: _FORMATS)
    ] = "table",
) -> None:
    """List the errors and warnings in a data file.

    Exit status: 0 when it is sound, 1 when there are errors (with --strict also when there are warnings).
    """
    from ratings_cli.checks import check_file

    if format not in _FORMATS:
        raise UsageError(f"--format: check writes table or json, not '{format}'")
    path = file or options.file
    if options.explain:
        explain_table(path, options.settings, format, None)
    report = check_file(path, options.settings)
    write_out(report.as_json() if format == "json" else report.as_lines(), plain=format == "table")
    if not report.passed(strict=strict):
        raise typer.Exit(1)
