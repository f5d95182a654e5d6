"""The commands that there are, each loaded only when it is called.

A command's options take a while to put together, and help and tab completion come after every key press. So the
program knows of each command its name and one line of help, and loads the one that is called.
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperArgument
from typer.main import get_group

from ratings_cli.cli.help import HelpfulCommand, HelpfulGroup

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def _placeholder() -> None:
    """Stand in a list for a command that is not loaded."""


def register(app: typer.Typer) -> None:
    """Give the program its commands; its class must be `LazyGroup`."""
    for name, sentence in COMMANDS.items():
        app.command(name, help=sentence)(_placeholder)


class LazyGroup(HelpfulGroup):
    """A group whose commands are loaded when they are called.

    Help whose reader has seen enough (`ratings --help | head -1`) ends well, as a table does.
    """

    def make_context(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - private types of Typer
        """Read what stands before the command."""
        with _seen_enough():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as above
        """Run the command."""
        with _seen_enough():
            return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401 - private types of Typer
        """Find the command that the arguments name, as Typer does, and put the real one in place of its stand-in."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, load(name) if name else None, rest


@contextmanager
def _seen_enough() -> Iterator[None]:
    """End well where Typer itself writes into a pipe that is closed, and would end with status 1."""
    try:
        yield
    except BrokenPipeError:
        from ratings_cli.cli.output import abandon_standard_output

        abandon_standard_output()
        raise typer.Exit from None


def load(name: str) -> Any:  # noqa: ANN401 - as above
    """Load one command as Typer runs it."""
    module = import_module(f"ratings_cli.cli.commands.{name}")
    only = typer.Typer(rich_markup_mode=None)
    if hasattr(module, "app"):
        only.add_typer(module.app)
    else:
        only.command(name, cls=HelpfulCommand)(getattr(module, name))
    command: Any = get_group(only).commands[name]
    for param in command.params:
        if isinstance(param, TyperArgument):
            _plain_in_help(param)
    return command


def _plain_in_help(argument: Any) -> None:  # noqa: ANN401 - as above
    """Let help name an argument as every manual does, `NAME...` or `[FILE]`, without Python's name of its type."""
    name = argument.metavar
    if argument.nargs != 1 and not name.endswith("..."):
        name = f"{name}..."
    record = argument.get_help_record
    argument.get_usage_pieces = lambda _: [name if argument.required else f"[{name}]"]
    argument.get_help_record = lambda ctx: (name, record(ctx)[1])
