"""What is wrong with a command line, in the program's own words, and what to type instead."""

from __future__ import annotations

from typing import Any

import typer

from ratings_cli.model.errors import UsageError

CommandLineError: type[Exception] = typer.BadParameter.__mro__[1]
"""What Typer raises for a wrong command line: click's `UsageError`, which Typer carries under other names in some
versions. Tried with Typer 0.16 to 0.29."""

HABITS: dict[str, str] = {
    "--json": "-f json",
    "--csv": "-f csv",
    "--tsv": "-f tsv",
    "--markdown": "-f markdown",
    "--md": "-f markdown",
    "--html": "-f html",
    "--svg": "-f svg",
    "--xlsx": "-o FILE.xlsx",
    "--head": "--limit N",
    "--top": "--limit N",
    "--first": "--limit N",
    "--max": "--limit N",
    "--reverse": "--order worst, or --sort -KEY",
    "--desc": "--sort -KEY",
    "--worst": "--order worst",
    "--newest": "--sort -published, or ratings by date --newest",
    "--latest": "--sort -published, or ratings by date --newest",
    "--oldest": "--sort published",
    "--year": "ratings by date --year YEAR",
    "--from": "ratings by date --from DATE",
    "--until": "ratings by date --until DATE",
    "--before": "ratings by date --until DATE",
    "--after": "ratings by date --from DATE",
    "--date": "--as-of DATE",
    "--on": "--as-of DATE",
    "--at": "--as-of DATE",
    "--as-at": "--as-of DATE",
    "--since": "--from DATE",
    "--changed": "--since DATE",
    "--changes": "--since DATE",
    "--fields": "--columns KEY,...",
    "--select": "--columns KEY,...",
    "--rating": "--band BAND",
    "--overall": "--band BAND",
    "--company": "--owner NAME",
    "--county": "--area NAME",
    "--type": "--league NAME",
    "--rank-by": "--by KEY",
    "--order-by": "--sort KEY,...",
    "--sort-by": "--sort KEY,...",
    "--no-notes": "--notes none",
    "--quiet": "--notes none",
    "-q": "--notes none",
    "--verbose": "--notes all",
    "--short": "--columns KEY,... with the column short",
    "--file": "--data FILE",
    "--input": "--data FILE",
    "--out": "-o FILE",
    "--save": "-o FILE",
    "--no-color": "the environment variable NO_COLOR=1",
    "--no-colour": "the environment variable NO_COLOR=1",
    "--color": "the environment variable FORCE_COLOR=1",
    "--colour": "the environment variable FORCE_COLOR=1",
}
"""What people type from habit, and what does it here."""

COMMANDS: dict[str, str] = {
    "ls": "ratings list leagues",
    "leagues": "ratings list leagues",
    "owners": "ratings list owners",
    "areas": "ratings list areas",
    "regions": "ratings list regions",
    "providers": "ratings list providers",
    "provider": "ratings show NAME, or ratings table",
    "owner": "ratings by owner",
    "area": "ratings by area",
    "region": "ratings by region",
    "year": "ratings by year",
    "league": "ratings by league",
    "date": "ratings by date",
    "dates": "ratings by date",
    "history": "ratings show NAME",
    "latest": "ratings by date -l all --newest",
    "news": "ratings by date -l all --newest",
    "new": "ratings by date -l all --newest",
    "changes": "ratings table --since DATE",
    "rank": "ratings table",
    "ranking": "ratings table",
    "league-table": "ratings table",
    "chart": "ratings table -o chart.svg",
    "plot": "ratings table -o chart.svg",
    "html": "ratings page -o league.html",
    "web": "ratings page -o league.html",
    "csv": "ratings table -f csv",
    "json": "ratings table -f json",
    "blog": "ratings post",
    "validate": "ratings check FILE",
    "bands": "ratings scale",
    "version": "ratings --version",
    "band": "ratings table --band BAND",
    "standard": "ratings standards",
    "quarter": "ratings by year",
    "month": "ratings by date",
    "diff": "ratings compare NAME NAME",
    "edit": "ratings add",
    "programmes": "ratings scale",
}
"""The same for commands."""


def explain(error: Any) -> str:  # noqa: ANN401 - whichever class of click Typer has
    """Return one line on what is wrong, where, and what to type instead."""
    if isinstance(error, UsageError):
        return str(error)
    return _of_the_command_line(error)


def _of_the_command_line(error: Any) -> str:  # noqa: ANN401 - as above
    context = error.ctx
    path = context.command_path if context else "ratings"
    name = type(error).__name__
    help_line = f"see: {path} --help"
    if name == "NoSuchOption":
        return _no_such_option(error.option_name, _options(context), help_line)
    if name == "MissingParameter" or "requires an argument" in error.message:
        return f"{_name_of(error)}: a value is missing ({help_line})"
    if error.message.startswith("No such command"):
        return _no_such_command(error, path)
    if "unexpected extra argument" in error.message:
        extra = error.message.rpartition("(")[2].rstrip(").")
        return f"{path} takes no name such as '{extra}' ({help_line})"
    what = error.message.rstrip(".")
    return f"{_name_of(error)}: {what}" if _name_of(error) else f"{what} ({help_line})"


def _name_of(error: Any) -> str:  # noqa: ANN401 - as above
    """The option, or the argument as help names it, that an error is about."""
    param = getattr(error, "param", None)
    if param is None:
        return getattr(error, "option_name", None) or ""
    name: str = param.opts[0] if param.opts[0].startswith("-") else param.metavar or param.name
    return name


def _options(context: Any) -> list[str]:  # noqa: ANN401 - as above
    return [option for param in context.command.params for option in param.opts] if context else []


def _no_such_option(typed: str, options: list[str], help_line: str) -> str:
    from difflib import get_close_matches  # for one who has mistyped something, and for nobody else

    near = get_close_matches(typed, options, 1, 0.75)
    instead = HABITS.get(typed, "")
    if instead.startswith(("ratings", "the")) or instead.split(" ")[0] in options:
        return f"there is no option {typed} (use {instead})"
    return f"there is no option {typed} ({f'did you mean {near[0]}?' if near else help_line})"


def _no_such_command(error: Any, path: str) -> str:  # noqa: ANN401 - as above
    typed = error.message.split("'")[1]
    names = error.ctx.command.list_commands(error.ctx)
    from difflib import get_close_matches

    near = get_close_matches(typed, names, 1, 0.7)
    instead = COMMANDS.get(typed)
    if near and typed not in COMMANDS:
        return f"there is no command '{path} {typed}' (did you mean {path} {near[0]}?)"
    if instead:
        return f"there is no command '{path} {typed}' (use {instead})"
    return f"there is no command '{path} {typed}' (commands: {', '.join(names)})"
