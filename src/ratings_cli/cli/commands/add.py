"""`ratings add`: an inspection into your own data file."""

from __future__ import annotations

import contextlib
import signal
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ratings_cli.cli.add_options import Answers, entry_from
from ratings_cli.cli.csv_options import DataOption, data_file
from ratings_cli.cli.option_injection import with_fields
from ratings_cli.cli.standard_error import say
from ratings_cli.model.errors import OutputError

if TYPE_CHECKING:
    from ratings_cli.editing.edit_file import Plan


@with_fields(Answers)
def add(
    answers: Answers,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be added, and add nothing.")] = False,
    data: DataOption = None,
) -> None:
    """Add an inspection to your data file.

    Without options it asks for the values, in a terminal.

    The new file is checked before it takes the place of the old one. Everything else in it, comments, order and
    spacing included, stays as it is.
    """
    from ratings_cli.editing import edit_file

    path = edit_file.own_path(data_file(data))
    asks = answers == Answers() and sys.stdin.isatty() and sys.stdout.isatty()
    if asks:
        from ratings_cli.cli.prompts import ask

        signal.signal(signal.SIGINT, signal.default_int_handler)  # so that the terminal is given back as it was
        answers = ask(path)
    entry = entry_from(answers)
    if dry_run or asks:
        _show(edit_file.plan(path, entry))
    if dry_run or (asks and not typer.confirm("Add this?", default=True)):
        say(f"Nothing is added to {path}")
        return
    done = edit_file.add(path, entry)
    with contextlib.suppress(OutputError):  # when standard output is full or closed: the file has it all the same
        if not asks:
            _show(done)
    say(f"Added to {path}")
    say(done.effect)


def _show(plan: Plan) -> None:
    """The lines that are added, and what the user should know about them."""
    from ratings_cli.cli.output import write_out
    from ratings_cli.model.escape import escape_control

    for note in plan.notes:
        say(f"Note: {note}")
    write_out("".join(f"{escape_control(line)}\n" for line in plan.lines), plain=True)
