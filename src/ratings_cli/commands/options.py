"""Giving a command the options that it shares with others, so that each is written down once."""

from __future__ import annotations

import copy
import functools
import inspect
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Annotated, Any, TypeAlias, get_args, get_type_hints

from ratings_cli.commands.data import TableOptions
from ratings_cli.commands.view import View

Command: TypeAlias = Callable[..., None]

_ABOUT_A_CSV = tuple(one.name for one in fields(TableOptions))
_OF_A_TABLE = tuple(one.name for one in fields(View) if one.name not in _ABOUT_A_CSV)


def with_options(
    only: Sequence[str] | None = None, *, without: Sequence[str] = (), **helps: str
) -> Callable[[Command], Command]:
    """Give a command shared options: it is called with a `View` first, then with its own options.

    Typer reads the signature of a function; this one is put together from the command's own and the view's. The
    options about a CSV come last, and come always: whatever reads data can be given a CSV.

    Args:
        only: which options of a `View`; all of them when left out.
        without: which of them not.
        helps: another line of help for an option whose default is another one here.
    """
    names = [name for name in only or _OF_A_TABLE if name not in without] + [*_ABOUT_A_CSV]

    def decorate(command: Command) -> Command:
        own_hints = get_type_hints(command, include_extras=True)
        own = [
            one.replace(annotation=own_hints[one.name])
            for one in list(inspect.signature(command).parameters.values())[1:]
        ]
        shared = [_parameter(name, helps.get(name)) for name in names]

        @functools.wraps(command)
        def run(**values: Any) -> None:  # noqa: ANN401 - Typer calls it with what it parsed
            view = View(**{name: values.pop(name) for name in names})
            command(view, **values)

        run.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in [*own, *shared]} | {"return": None}
        del run.__dict__["__wrapped__"]  # else its signature would be looked up there
        return run

    return decorate


with_view = with_options()
"""Give a command every shared option: what a command with a table takes."""


def _parameter(name: str, help_text: str | None) -> inspect.Parameter:
    """A shared option as a parameter, with another line of help where there is one."""
    field = View.__dataclass_fields__[name]
    annotation = get_type_hints(View, include_extras=True)[name]
    if help_text is not None:
        kind, option = get_args(annotation)
        option = copy.copy(option)
        option.help = help_text
        annotation = Annotated[kind, option]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=annotation)
