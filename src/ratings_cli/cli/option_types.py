"""The options that more than one command has, each with its name, its type and its line of help."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from ratings_cli.cli import completion
from ratings_cli.formats import FORMATS, PictureSize
from ratings_cli.model.dates import read_date
from ratings_cli.model.errors import UsageError
from ratings_cli.model.scale import Band, parse_band

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

WHAT = "What to show"
HOW = "How to show it"
WHERE = "Data and output"
TABLES = "Reading a table"
"""The headings under which help lists the options."""


def parser(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Let Typer say what `parse` raises as a ValueError."""

    def parse_option(typed: str) -> T:
        try:
            return parse(typed)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None

    return parse_option


def one_of(*words: str) -> Callable[[str], str]:
    """Make a parser that takes one of some words."""

    def parse(typed: str) -> str:
        if typed not in words:
            raise ValueError(f"'{typed}' is not one of {', '.join(words)}")
        return typed

    return parser(parse)


def _number(typed: str) -> int:
    if not typed.isdecimal() or not int(typed):
        raise ValueError(f"'{typed}' is not a number of rows (write 1 or more)")
    return int(typed)


class Bands(tuple[Band, ...]):
    """What one --band names. A type of its own, as Typer 0.16 would convert a `Band` once more after the parser."""

    __slots__ = ()


@parser
def parse_bands(typed: str) -> Bands:
    """Read one band, or several with commas between them."""
    return Bands(map(parse_band, typed.split(",")))


def file_to_write(typed: str | None) -> Path | None:
    """Return the file that an option names.

    Raises:
        UsageError: it ends as only the path of a folder does, which a path itself would not show any more.
    """
    if typed and typed.endswith(("/", os.sep)):
        raise UsageError(f"'{typed}' is the name of a folder (name a file)")
    return None if typed is None else Path(typed)


def _output(typed: str | None) -> Path | None:
    """The file that --output names; None where that is standard output, as without the option."""
    return None if typed == "-" else file_to_write(typed)


def format_name(typed: str | None) -> str | None:
    """Return the name of a format, also of one that is asked for by a file ending: ``md``."""
    by_ending = {ending.removeprefix("."): name for name, item in FORMATS.items() for ending in item.endings}
    return by_ending.get(typed, typed) if typed not in FORMATS and typed is not None else typed


parse_date = parser(read_date)
NumberOption = Annotated[
    int | None,
    typer.Option(
        "--limit", "-n", metavar="N", parser=parser(_number), rich_help_panel=HOW, help="Show only the first N."
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        autocompletion=completion.formats,
        callback=format_name,
        rich_help_panel=WHERE,
        help=f"Output format: {', '.join(FORMATS)}. [default: table]",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        path_type=str,
        callback=_output,
        rich_help_panel=WHERE,
        help="Write to FILE; its ending sets the format. [default: -, standard output]",
    ),
]
PageOption = Annotated[
    bool, typer.Option("--page", rich_help_panel=WHERE, help="HTML: write a whole page, not a fragment for a blog.")
]
SizeOption = Annotated[
    PictureSize | None,
    typer.Option(
        "--size", rich_help_panel=WHERE, help="Pictures: 360 wide, 720 wide, or 1200 by 675. [default: phone]"
    ),
]
ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="KEY",
        autocompletion=completion.ranking_keys,
        rich_help_panel=HOW,
        help="Rank by overall, points or the name of a standard.",
    ),
]
