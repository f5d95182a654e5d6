"""Giving a command the options that it shares with others, so that each is written down once."""

from __future__ import annotations

import copy
import functools
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from typing import Annotated, Any, TypeAlias, get_args, get_type_hints

from ratings_cli.cli.csv_options import CsvOptions
from ratings_cli.cli.options import CommonOptions

Command: TypeAlias = Callable[..., None]

_ABOUT_A_CSV = tuple(item.name for item in fields(CsvOptions))
_OF_A_TABLE = tuple(item.name for item in fields(CommonOptions) if item.name not in _ABOUT_A_CSV)


def with_options(
    only: Sequence[str] | None = None, *, without: Sequence[str] = (), **helps: str
) -> Callable[[Command], Command]:
    """Give a command shared options: it is called with a `CommonOptions` first, then with its own options.

    Typer reads the signature of a function; this one is put together from the command's own and the view's. The
    options about a CSV come last, and come always: whatever reads data can be given a CSV.

    Args:
        only: which options of a `CommonOptions`; all of them when left out.
        without: which of them not.
        helps: another line of help for an option whose default is another one here.
    """
    names = [name for name in only or _OF_A_TABLE if name not in without] + [*_ABOUT_A_CSV]

    def decorate(command: Command) -> Command:
        return _taking(CommonOptions, names, command, [*_own(command), *_parameters(CommonOptions, names, helps)])

    return decorate


with_common_options = with_options()
"""Give a command every shared option: what a command with a table takes."""


def with_fields(kind: type[Any]) -> Callable[[Command], Command]:
    """Give a command an option for each field of a data class: it is called with one of these, then with its own."""
    names = [field.name for field in fields(kind)]

    def decorate(command: Command) -> Command:
        return _taking(kind, names, command, [*_parameters(kind, names, {}), *_own(command)])

    return decorate


def _own(command: Command) -> list[inspect.Parameter]:
    """The parameters of a command after its first."""
    hints = get_type_hints(command, include_extras=True)
    own = list(inspect.signature(command).parameters.values())[1:]
    return [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[parameter.name]) for parameter in own
    ]


def _taking(
    kind: type[Any], names: Sequence[str], command: Command, parameters: Sequence[inspect.Parameter]
) -> Command:
    """Put what Typer parsed together as the command takes it: what is in `names` as one `kind`, then the rest."""

    @functools.wraps(command)
    def run(**values: Any) -> None:  # noqa: ANN401 - Typer calls it with what it parsed
        taken = kind(**{name: values.pop(name) for name in names})
        command(taken, **values)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters} | {"return": None}
    del run.__dict__["__wrapped__"]  # else its signature would be looked up there
    return run


def _parameters(kind: type[Any], names: Iterable[str], helps: Mapping[str, str]) -> list[inspect.Parameter]:
    """Fields of a data class as parameters, with another line of help where there is one."""
    hints = get_type_hints(kind, include_extras=True)
    return [_parameter(kind.__dataclass_fields__[name], hints[name], helps.get(name)) for name in names]


def _parameter(field: Field[Any], annotation: Any, help_text: str | None) -> inspect.Parameter:  # noqa: ANN401 - any type
    if help_text is not None:
        typed, option = get_args(annotation)
        option = copy.copy(option)
        option.help = help_text
        annotation = Annotated[typed, option]
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
