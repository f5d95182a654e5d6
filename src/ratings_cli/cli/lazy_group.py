"""The commands that there are, each loaded only when it is called.

A command's options take a while to put together, and help and tab completion come after every key press. So the
program knows of each command its name and one line of help, and loads the one that is called.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer

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
