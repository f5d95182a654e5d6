"""`ratings init`: your own data file, to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from ratings_cli.errors import UsageError

TABLES = {".csv", ".tsv"}


def init(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="The data file to make, or a CSV to begin from. [default: ratings.yaml]"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The data file to make, where FILE is a CSV."),
    ] = None,
    from_shipped: Annotated[
        bool, typer.Option("--from-shipped", help="Copy the shipped record instead of a small example.")
    ] = False,
) -> None:
    """Start your own data file: a small example with comments, a copy of the shipped record, or what reads a CSV."""
    from ratings_cli.reading import shipped_path
    from ratings_cli.reading.files import read_bytes
    from ratings_cli.writing.starter import starter

    table = file if file is not None and file.suffix.casefold() in TABLES else None
    if table is not None and from_shipped:
        raise UsageError("--from-shipped does not go with a CSV (leave one of them out)")
    if table is None and file is not None and output is not None:
        raise UsageError(f"two files to make: '{file}' and --output '{output}' (name one)")
    target = output or (file if table is None else None) or Path("ratings.yaml")
    if target.suffix.casefold() in TABLES:
        raise UsageError(f"'{target}' would be a YAML file, whatever its name says (name it .yaml)")
    content = read_bytes(shipped_path()) if from_shipped else starter(shlex.quote(target.name)).encode()
    _make(target, content)
    name = shlex.quote(str(target))
    typer.echo(f"Wrote {target}. Next:", err=True)
    typer.echo(f"  ratings table --data {name}", err=True)
    typer.echo(f"  ratings add --data {name}", err=True)


def _make(target: Path, content: bytes) -> None:
    """Write a file that is not there yet."""
    from ratings_cli.output import replace_file
    from ratings_cli.writing.lock import locked

    if not target.resolve().parent.is_dir():
        raise UsageError(f"there is no folder '{target.parent}' (make it first)")
    with locked(target):
        if target.exists():
            raise UsageError(f"'{target}' is there already and stays as it is (name another file)")
        replace_file(target, content)
