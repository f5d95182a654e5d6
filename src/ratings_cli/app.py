"""The program: the commands put together, and the one place where an error becomes a message and a status.

Exit status: 0 done (also when nothing matches); 1 the data cannot be used, or output cannot be written;
2 the command line is wrong.
"""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from ratings_cli import __version__
from ratings_cli.commands import by
from ratings_cli.commands.add import add
from ratings_cli.commands.check import check
from ratings_cli.commands.compare import compare
from ratings_cli.commands.init import init
from ratings_cli.commands.page import page
from ratings_cli.commands.scale import scale
from ratings_cli.commands.show import show
from ratings_cli.commands.standards import standards
from ratings_cli.commands.table import table
from ratings_cli.errors import OutputError, UsageError

app = typer.Typer(
    name="ratings",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("table")(table)
app.command("show")(show)
app.add_typer(by.app)
app.command("standards")(standards)
app.command("compare")(compare)
app.command("page")(page)
app.command("scale")(scale)
app.command("check")(check)
app.command("init")(init)
app.command("add")(add)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ratings {__version__}")
        raise typer.Exit


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


def main() -> None:
    """Run the program, and end it with one clear message when something is wrong."""
    from ratings_cli.reading.problems import DataError

    # One short run leaves nothing behind that is worth looking for, and the search takes a third of the time where
    # there are a hundred thousand records.
    collects = gc.isenabled()
    gc.disable()
    try:
        app(prog_name="ratings")
    except UsageError as error:
        _fail(f"Error: {error}", 2)
    except DataError as error:
        _fail(str(error), 1)
    except OutputError as error:
        _fail(f"Error: {error}", 1)
    finally:
        if collects:
            gc.enable()


def _fail(message: str, status: int) -> None:
    from ratings_cli.formats.plain import visible

    for line in message.split("\n"):
        typer.echo(visible(line), err=True)
    sys.exit(status)
