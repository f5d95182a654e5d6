"""What is wrong with a command line, in the program's own words, and what to type instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

CommandLineError: type[Exception] = typer.BadParameter.__mro__[1]
"""What Typer raises for a wrong command line: the `UsageError` of the Click that it carries, for which it has no public
name. Tried with Typer 0.26 to 0.29."""

_OPTIONS: dict[str, str] = {
    "-f json": "--json",
    "-f csv": "--csv",
    "-f tsv": "--tsv",
    "-f markdown": "--markdown --md",
    "-f html": "--html",
    "-f svg": "--svg",
    "-o FILE.xlsx": "--xlsx",
    "--limit N": "--head --top --first --max",
    "--order worst, or --sort -KEY": "--reverse",
    "--sort -KEY": "--desc",
    "--order worst": "--worst",
    "--sort -published, or ratings by date --newest": "--newest --latest",
    "--sort published": "--oldest",
    "ratings by date --year YEAR": "--year",
    "ratings by date --from DATE": "--from --after",
    "ratings by date --until DATE": "--until --before",
    "--as-of DATE": "--date --on --at --as-at",
    "--from DATE": "--since",
    "--since DATE": "--changed --changes",
    "--columns KEY,...": "--fields --select",
    "--band BAND": "--rating --overall",
    "--owner NAME": "--company",
    "--area NAME": "--county",
    "--league NAME": "--type",
    "--by KEY": "--rank-by",
    "--sort KEY,...": "--order-by --sort-by",
    "--notes none": "--no-notes --quiet -q",
    "--notes all": "--verbose",
    "--columns KEY,... with the column short": "--short",
    "--data FILE": "--file --input",
    "-o FILE": "--out --save",
    "the environment variable NO_COLOR=1": "--no-color --no-colour",
    "the environment variable FORCE_COLOR=1": "--color --colour",
}
"""What there is here, and the options that people type from habit for it."""

_COMMANDS: dict[str, str] = {
    "ratings list leagues": "ls leagues",
    "ratings list owners": "owners",
    "ratings list areas": "areas",
    "ratings list regions": "regions",
    "ratings list providers": "providers",
    "ratings show NAME, or ratings table": "provider",
    "ratings by owner": "owner",
    "ratings by area": "area",
    "ratings by region": "region",
    "ratings by year": "year quarter",
    "ratings by league": "league",
    "ratings by date": "date dates month",
    "ratings show NAME": "history",
    "ratings by date -l all --newest": "latest news new",
    "ratings table --since DATE": "changes",
    "ratings table": "rank ranking league-table",
    "ratings table -o chart.svg": "chart plot",
    "ratings page -o league.html": "html web",
    "ratings table -f csv": "csv",
    "ratings table -f json": "json",
    "ratings post": "blog",
    "ratings check FILE": "validate",
    "ratings scale": "bands programmes",
    "ratings --version": "version",
    "ratings table --band BAND": "band",
    "ratings standards": "standard",
    "ratings compare NAME NAME": "diff",
    "ratings add": "edit",
}
"""The same for commands."""


def explain(error: Any) -> str:  # noqa: ANN401 - whichever class of click Typer has
    """Return one line on what is wrong, where, and what to type instead."""
    if isinstance(error, UsageError):
        return str(error)
    context, message = error.ctx, error.message.rstrip(".").removeprefix("Value error, ")
    path = context.command_path if context else "ratings"
    help_line = f"see: {path} --help"
    name = _name_of(error)
    if type(error).__name__ == "NoSuchOption":
        return _no_such_option(error.option_name, context, help_line)
    if type(error).__name__ == "MissingParameter" or "requires an argument" in message:
        return f"{name}: a value is missing ({help_line})"
    if message.startswith("No such command"):
        return _no_such_command(message.split("'")[1], context.command.list_commands(context), path)
    if "unexpected extra argument" in message:
        return f"{path} takes no name such as '{message.rpartition('(')[2].rstrip(')')}' ({help_line})"
    return f"{name}: {message}" if name else f"{message} ({help_line})"


def _name_of(error: Any) -> str:  # noqa: ANN401 - as above
    """The option, or the argument as help names it, that an error is about."""
    param = getattr(error, "param", None)
    if param is None:
        return getattr(error, "option_name", None) or ""
    name: str = param.opts[0] if param.opts[0].startswith("-") else param.metavar or param.name
    return name


def _no_such_option(typed: str, context: Any, help_line: str) -> str:  # noqa: ANN401 - as above
    options = [option for param in context.command.params for option in param.opts] if context else []
    instead = _from_habit(typed, _OPTIONS)
    if instead.startswith(("ratings", "the")) or instead.split(" ")[0] in options:
        return f"there is no option {typed} (use {instead})"
    near = _nearest(typed, options, 0.75)
    return f"there is no option {typed} ({f'did you mean {near}?' if near else help_line})"


def _no_such_command(typed: str, names: Sequence[str], path: str) -> str:
    if instead := _from_habit(typed, _COMMANDS):
        hint = f"use {instead}"
    elif near := _nearest(typed, names, 0.7):
        hint = f"did you mean {path} {near}?"
    else:
        hint = f"commands: {', '.join(names)}"
    return f"there is no command '{path} {typed}' ({hint})"


def _from_habit(typed: str, habits: dict[str, str]) -> str:
    return next((instead for instead, words in habits.items() if typed in words.split()), "")


def _nearest(typed: str, names: Sequence[str], least: float) -> str | None:
    from difflib import get_close_matches  # for one who has mistyped something, and for nobody else

    return next(iter(get_close_matches(typed, names, 1, least)), None)
