"""How an option is declared, how its value is read, and how a command is given options that it shares."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Sequence
from dataclasses import Field, field, fields
from pathlib import Path
from typing import Annotated, Any, TypeAlias, TypeVar, get_type_hints

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.help import HOW, TABLES
from ratings_cli.model.dates import PartialDate, read_date
from ratings_cli.model.errors import UsageError
from ratings_cli.model.scale import Band, parse_band

T = TypeVar("T")
Command: TypeAlias = Callable[..., None]
Text: TypeAlias = str | None
Texts: TypeAlias = list[str] | None
Completer: TypeAlias = Callable[..., list[str]]
Date: TypeAlias = PartialDate | None
Many: TypeAlias = list[Any] | None
"""The values of an option that is repeated, as its parser makes them."""


def option(heading: str, metavar: str | None, text: str, *names: str, **settings: Any) -> Any:  # noqa: ANN401 - as Typer
    """Declare an option: its heading in help, what stands for its value there, its line of help, and its names."""
    return typer.Option(*names, metavar=metavar, help=text, rich_help_panel=heading, **settings)


def shared(
    heading: str,
    metavar: str | None,
    text: str,
    complete: Completer | None = None,
    *short: str,
    **settings: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401 - as Typer
    """Declare an option as a field, whose name it has, for `with_options`; without a metavar it is a flag."""
    default = settings.pop("default", None if metavar else False)
    said = {"metavar": metavar, "help": text, "autocompletion": complete, "rich_help_panel": heading, "short": short}
    return field(default=default, metadata=said | settings)


def parser(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Let Typer say what `parse` raises as a ValueError."""

    @functools.wraps(parse)
    def parse_option(typed: str) -> T:
        try:
            return parse(typed)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None

    return parse_option


@parser
def parse_limit(typed: str) -> int:
    """Read a number of rows."""
    if not typed.isdecimal() or not int(typed):
        raise ValueError(f"'{typed}' is not a number of rows (write 1 or more)")
    return int(typed)


@parser
def parse_bands(typed: str) -> list[Band]:
    """Read one band, or several with commas between them."""
    return [parse_band(word) for word in typed.split(",")]


parse_date = parser(read_date)


def file_to_write(typed: str) -> Path:
    """Read the path of a file to write. What ends as only that of a folder does, a path would not show any more."""
    if typed.endswith(("/", os.sep)):
        raise UsageError(f"'{typed}' is the name of a folder (name a file)")
    return Path(typed)


def read_output(typed: str) -> Path | None:
    """The same, with `-` for standard output, as without the option."""
    return None if typed == "-" else file_to_write(typed)


_BY = "Rank by overall, points or the name of a standard."
ByOption = Annotated[str, option(HOW, "KEY", _BY, "--by", autocompletion=completion.ranking_keys)]


def with_options(
    only: Sequence[str] | None = None, *, without: Sequence[str] = (), **helps: str
) -> Callable[[Command], Command]:
    """Give a command an option for each field of the data class that its first parameter is, or for some of them.

    Typer reads the signature of a function; this one is put together from the command's own and the fields. The options
    about a table come always, as whatever reads data can be given one. `helps` are other lines of help for options of
    which the default is another one here.
    """

    def decorate(command: Command) -> Command:
        hints = get_type_hints(command, include_extras=True)
        first, *own = inspect.signature(command).parameters.values()
        kind = hints[first.name]
        types = get_type_hints(kind)
        given = {
            field.name: _parameter(field, types[field.name], helps.get(field.name))
            for field in fields(kind)
            if field.name not in without
            and (only is None or field.name in only or field.metadata["rich_help_panel"] == TABLES)
        }
        own = [item.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[item.name]) for item in own]

        def run(**values: Any) -> None:  # noqa: ANN401 - Typer calls it with what it parsed
            command(kind(**{name: values.pop(name) for name in given}), **values)

        every = [*own, *given.values()]
        run.__doc__ = command.__doc__
        run.__signature__ = inspect.Signature(every)  # type: ignore[attr-defined]
        run.__annotations__ = {item.name: item.annotation for item in every}
        return run

    return decorate


def as_typed(name: str, value: object) -> list[str]:
    """An option as it would have to be typed: once for each of its values, and not at all where it has none."""
    option = f"--{name.replace('_', '-')}"
    values = value if isinstance(value, list) else [str(value)] if value else []
    return [option] if value is True else [word for text in values for word in (option, text)]


def _parameter(field: Field[Any], kind: object, text: str | None) -> inspect.Parameter:
    settings = dict(field.metadata)
    names = (f"--{field.name.replace('_', '-')}", *settings.pop("short"))
    option: Any = typer.Option(*names, **settings | ({"help": text} if text else {}))
    hint: Any = Annotated[kind, option]
    return inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hint)
