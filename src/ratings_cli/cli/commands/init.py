"""`ratings init`: your own data file, to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from ratings_cli.cli.help import OPTIONS
from ratings_cli.cli.option_types import file_to_write, option, with_options
from ratings_cli.cli.options import CsvOptions
from ratings_cli.cli.output import write_out
from ratings_cli.cli.standard_error import reading_progress, say
from ratings_cli.model.errors import UsageError

_STANDARD_OUTPUT = Path("-")
_OUTPUT = "Write to FILE; its ending sets the format. [default: its name with .yaml]"


@with_options(without=("explain",))
def init(
    options: CsvOptions,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="The data file to make [default: ratings.yaml], or a table for which to make one.",
            parser=file_to_write,
        ),
    ] = None,
    output: Annotated[Path | None, option(OPTIONS, "FILE", _OUTPUT, "--output", "-o", parser=file_to_write)] = None,
    from_shipped: Annotated[
        bool, typer.Option("--from-shipped", help="Copy the shipped record instead of a small example.")
    ] = False,
) -> None:
    """Start a data file of your own.

    A small example, a copy of the shipped record, or settings that say how to read a table.
    """
    from ratings_cli.editing.new_file import STARTER, file_for_table
    from ratings_cli.model.escape import escape_control
    from ratings_cli.reading import files, shipped_path
    from ratings_cli.reading.csv.settings import CsvInspections

    table = file if file is not None and _is_table(file) else None
    target = _target(file, table, output)
    if table is not None and from_shipped:
        raise UsageError("--from-shipped does not go with a table (leave one of them out)")
    if table is None and options.settings is not None:
        raise UsageError(
            "--column, --label, --not-a-rating, --dates, --contradictory and --sheet are for a table (name one)"
        )
    _check_target(target)
    name = shlex.quote(str(target))
    if table is not None:
        shown = escape_control(name)  # in a comment, where the name must not end the line
        with reading_progress() as progress:
            text, found = file_for_table(table, target, shown, options.settings or CsvInspections(), progress)
        say(found)
        content = text.encode()
    elif from_shipped:
        content = files.read_bytes(shipped_path())
    else:
        content = STARTER.format(name=escape_control(shlex.quote(target.name))).encode()
    if target == _STANDARD_OUTPUT:
        write_out(content, plain=False)
        return
    _make(target, content)
    say(f"Wrote {target}. Next:")
    say(f"  ratings table --data {name}")
    if table is None:
        say(f"  ratings add --data {name}")


def _is_table(file: Path) -> bool:
    """Whether the file is a table to be read, and not the data file to be made."""
    from ratings_cli.reading import files

    return files.is_table(file, files.read_bytes(file) if file.is_file() else b"")


def _target(file: Path | None, table: Path | None, output: Path | None) -> Path:
    """The file to make."""
    from ratings_cli.reading import files

    if str(file) == files.STANDARD_INPUT:
        raise UsageError("a data file cannot name standard input (save the table in a file, and name that)")
    if table is None and file is not None and output is not None:
        raise UsageError(f"two files to make: '{file}' and --output '{output}' (name one)")
    target = output or (Path(f"{files.without_ending(table)}.yaml") if table else file) or files.OWN_FILE
    if files.ending_of(target) in files.TABLE_ENDINGS:
        raise UsageError(f"'{target}' would be a YAML file, whatever its name says (name it .yaml)")
    return target


def _check_target(target: Path) -> None:
    if target == _STANDARD_OUTPUT:
        return
    if not target.resolve().parent.is_dir():
        raise UsageError(f"there is no folder '{target.parent}' (make it first)")
    if target.exists():
        raise UsageError(f"'{target}' already exists; not overwritten (name another file with --output)")


def _make(target: Path, content: bytes) -> None:
    """Write a file that is not there yet."""
    from ratings_cli.editing.atomic_write import locked, replace_file

    with locked(target):
        _check_target(target)
        replace_file(target, content)
