"""The registry of formats: each turns a sheet into text.

A new format is one new file and one line here. Only the terminal format uses Rich; every format is loaded
when it is first used.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ratings_cli.tables.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Surface:
    """What a sheet is rendered for; found out at the edge of the program, so that formats ask nobody.

    Args:
        width: how many characters fit on a line; None when there is no limit (a pipe, a file).
        colour: whether colours may be used.
        unicode: whether the stream can carry more than ASCII.
        excel: CSV for Excel: a byte-order mark, and a guard against cells read as formulas.
    """

    width: int | None = None
    colour: bool = False
    unicode: bool = True
    excel: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module in this package whose `render` makes it, and the file endings that choose it."""

    module: str
    endings: tuple[str, ...]

    @property
    def render(self) -> Callable[[Sheet, Surface], str]:
        """The function that turns a sheet into text."""
        module = importlib.import_module(f"{__name__}.{self.module}")
        render: Callable[[Sheet, Surface], str] = module.render
        return render


FORMATS: dict[str, Format] = {
    "table": Format("terminal", (".txt",)),
    "csv": Format("comma", (".csv",)),
    "tsv": Format("tab", (".tsv", ".tab")),
    "json": Format("json_text", (".json",)),
}


def by_ending(path: Path) -> str | None:
    """Return the name of the format that a file's ending chooses; None when it chooses none."""
    ending = path.suffix.casefold()
    return next((name for name, one in FORMATS.items() if ending in one.endings), None)
