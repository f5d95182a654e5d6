"""The program: the commands put together, and the one place where an error becomes a message and a status.

Exit status: 0 done (also when nothing matches); 1 the data cannot be used, or output cannot be written;
2 the command line is wrong; 130 Ctrl-C.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import Annotated

import typer

from ratings_cli import __version__
from ratings_cli.cli.lazy_group import LazyGroup, register
from ratings_cli.cli.standard_error import ignore_stderr_errors, say
from ratings_cli.model.errors import OutputError, UsageError

app = typer.Typer(
    name="ratings",
    cls=LazyGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ratings {__version__}")
        typer.echo(_record())
        raise typer.Exit


def _record() -> str:
    """``record: 143 inspections, newest 29 Jan 2026``: what the program ships with."""
    from ratings_cli.reading import read

    inspections = read().inspections
    dated = [
        (inspection.publication.earliest, inspection.publication) for inspection in inspections if inspection.published
    ]
    newest = max(((earliest, str(date)) for earliest, date in dated if earliest), default=None)
    return f"record: {len(inspections):,} inspections{f', newest {newest[1]}' if newest else ''}"


@app.callback()
def ratings(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """League tables from inspection ratings: ranked, dated, sourced and ready to publish.

    It ships with the ratings of probation services in England and Wales, 2016-2026. Begin with: ratings table
    """
    del version  # the callback has seen to it


@ignore_stderr_errors()
def main() -> None:
    """Run the program, and end it with one clear message when something is wrong."""
    from ratings_cli.reading.diagnostics import DataError

    # Whatever else is installed beside the program must not change how a file is read; to look for it also takes long.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # One short run leaves nothing behind that is worth looking for, and the search takes a third of the time where
    # there are a hundred thousand records.
    collects = gc.isenabled()
    gc.disable()
    atexit.register(gc.freeze)  # nor does Python look for it at the very end
    try:
        app(prog_name="ratings")
    except UsageError as error:
        _fail(2, f"Error: {error}")
    except DataError as error:
        _fail(1, *error.problems)
    except OutputError as error:
        _fail(1, f"Error: {error}")
    except OSError as error:  # what the system refuses where nothing else has a message for it, such as a full --help
        from ratings_cli.cli.output import abandon_standard_output

        abandon_standard_output()
        _fail(1, f"Error: {error.filename or 'standard output'}: {error.strerror or error}")
    except MemoryError:
        _fail(1, "Error: there is not enough memory for this (give the program more, or less data)")
    finally:
        if collects:
            gc.enable()


def _fail(status: int, *lines: object) -> None:
    for line in lines:
        say(str(line))
    sys.exit(status)
