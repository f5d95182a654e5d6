"""The program: the commands put together, and the one place where an error becomes a message and a status.

A command's options take a while to put together, and help and tab completion come after every key press. So the
program knows of each command its name and one line of help, and loads the one that is called.

Exit status: 0 done (also when nothing matches); 1 the data cannot be used, or output cannot be written;
2 the command line is wrong; 130 Ctrl-C.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import shlex
import sys
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ratings_cli import __version__
from ratings_cli.cli.help import HelpfulCommand, HelpfulGroup
from ratings_cli.cli.standard_error import ignore_stderr_errors, say
from ratings_cli.cli.usage_errors import CommandLineError, explain
from ratings_cli.model.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.reading.diagnostics import Diagnostic

COMMANDS = {
    "table": "Rank providers by rating, with owner and date.",
    "show": "Show one provider: ratings, history and sources.",
    "by": "Group ratings by owner, region, league or year.",
    "standards": "Show the ratings for each standard.",
    "compare": "Compare providers, owners or leagues side by side.",
    "list": "List the leagues, owners, areas and other names.",
    "page": "Write an interactive web page (one HTML file).",
    "post": "Write a blog post about the newest report.",
    "feed": "Write an Atom feed of the reports.",
    "export": "Write every rating as data, also for SQLite.",
    "scale": "Explain the bands, programmes and ranking.",
    "check": "List the errors and warnings in a data file.",
    "init": "Start a data file of your own.",
    "add": "Add an inspection to your data file.",
    "help": "Explain a command, csv, formats or data.",
}
"""Each command with the first sentence of its own help. A command `name` is the function `name` in `commands/name.py`;
one that is a group of commands is the `app` there."""


@cache
def load(name: str) -> Any:  # noqa: ANN401 - private types of Typer
    """Load one command as Typer runs it."""
    module = import_module(f"ratings_cli.cli.commands.{name}")
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name, cls=HelpfulCommand)(getattr(module, name))
    return typer.main.get_command(app)


@contextmanager
def _seen_enough() -> Iterator[None]:
    """End well where Typer itself writes into a pipe that is closed, and would end with status 1."""
    try:
        yield
    except BrokenPipeError:
        from ratings_cli.cli.output import abandon_standard_output

        abandon_standard_output()
        raise typer.Exit from None


class LazyGroup(HelpfulGroup):
    """A group whose commands are loaded when they are called.

    Help whose reader has seen enough (`ratings --help | head -1`) ends well, as a table does. It replaces three methods
    of Click's `Group`, which Typer keeps under the same names.
    """

    make_context = _seen_enough()(HelpfulGroup.make_context)
    invoke = _seen_enough()(HelpfulGroup.invoke)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401 - as above
        """Find the command that the arguments name, as Typer does, and put the real one in place of its stand-in."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, load(name) if name else None, rest


app = typer.Typer(
    name="ratings",
    cls=LazyGroup,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for name, sentence in COMMANDS.items():
    app.command(name, help=sentence)(lambda: None)


def _show_version(wanted: bool) -> None:
    """Say the version, and what record the program ships with: its inspections and its newest report."""
    if wanted:
        from ratings_cli.reading import read
        from ratings_cli.views.sheet import newest_report

        typer.echo(f"ratings {__version__}")
        data = read()
        typer.echo(f"record: {len(data.inspections):,} inspections. {newest_report(data, None)}".strip())
        raise typer.Exit


@app.callback(
    help="""League tables from inspection ratings: ranked, dated and sourced.

    It comes with the ratings of probation services in England and Wales, 2016-2026, in four leagues:

    \b
    CRC     Community Rehabilitation Companies, ended June 2021 (the default)
    NPS     National Probation Service divisions, ended June 2021
    PDU     Probation Delivery Units
    region  probation regions
    """
)
def ratings(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Show the help where no command is named."""
    del version  # the callback has seen to it
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@ignore_stderr_errors()
def main() -> None:
    """Run the program, and end it with one clear message when something is wrong."""
    from ratings_cli.cli.output import abandon_standard_output
    from ratings_cli.reading.diagnostics import DataError

    # Whatever else is installed beside the program must not change how a file is read; to look for it also takes long.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # One short run leaves nothing behind that is worth looking for, and the search takes a third of the time where
    # there are a hundred thousand records.
    collects = gc.isenabled()
    gc.disable()
    atexit.register(gc.freeze)  # nor does Python look for it at the very end
    try:
        status = app(prog_name="ratings", standalone_mode=False) or 0
    except (CommandLineError, UsageError) as error:
        status = _fail(2, explain(error))
    except DataError as error:
        status = _fail(1, *error.problems, *_to_paste(error.problems), prefix="")
    except OutputError as error:
        status = _fail(1, error)
    except typer.Abort:
        status = _fail(1, "stopped before the end; nothing was changed")
    except MemoryError:
        status = _fail(1, "there is not enough memory for this (give the program more, or less data)")
    except OSError as error:  # where nothing else has a message for it, such as a full --help
        abandon_standard_output()
        status = _fail(1, f"{error.filename or 'standard output'}: {error.strerror or error}")
    finally:
        if collects:
            gc.enable()
    sys.exit(status)


_MOST_TO_PASTE = 1000  # characters of options: more are not worth pasting


def _to_paste(problems: Sequence[Diagnostic]) -> list[str]:
    """The whole command again, with what would settle all the questions, where options can."""
    options = " ".join(dict.fromkeys(problem.option for problem in problems))
    settled = all(problem.option for problem in problems) and 0 < len(options) <= _MOST_TO_PASTE
    typed = [word for word in sys.argv[1:] if word != "--explain"]
    return [f"For example: {shlex.join(['ratings', *typed])} {options}"] if settled else []


def _fail(status: int, *lines: object, prefix: str = "Error: ") -> int:
    """Say what is wrong on standard error, as a JSON object where the output was to be JSON; return the status."""
    messages = [str(line) for line in lines]
    if _asks_for_json(sys.argv[1:]):
        prefix, messages = "", [json.dumps({"error": {"status": status, "messages": messages}}, ensure_ascii=False)]
    say(*(f"{prefix}{message}" for message in messages))
    return status


def _asks_for_json(words: list[str]) -> bool:
    """Whether a command line asks for JSON, as far as it can be told where it is wrong."""
    pairs = {f"{before} {word}" for before, word in pairwise(words)}
    return not {"-f json", "--format json"}.isdisjoint(pairs) or not {"-fjson", "--format=json"}.isdisjoint(words)
