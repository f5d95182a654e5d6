"""The registry of formats: each turns a sheet into text, or a picture into bytes.

A new format is one new file and one line here. Only the terminal format uses Rich; every format is loaded
when it is first used.
"""

from __future__ import annotations

import importlib
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ratings_cli.views.sheet import Sheet


class PictureSize(StrEnum):
    """How large a picture is: for a phone, for a post on a desk, or a card for social media."""

    PHONE = "phone"
    POST = "post"
    CARD = "card"


class RenderOptions(NamedTuple):
    """What a sheet is rendered for; found out at the edge of the program, so that formats ask nobody.

    Args:
        width: how many characters fit on a line; None when there is no limit (a pipe, a file).
        colours: how many colours there are: none, the 16 of a theme, or 256.
        unicode: whether the stream can carry more than ASCII.
        links: whether a text can lead to an address.
        excel: CSV for Excel: a byte-order mark, and a guard against cells read as formulas.
        page: HTML as a whole page, and not as a fragment of one.
        size: how large a picture is.
    """

    width: int | None = None
    colours: int = 0
    unicode: bool = True
    links: bool = False
    excel: bool = False
    page: bool = False
    size: PictureSize = PictureSize.PHONE


class Format(NamedTuple):
    """A format: the module in this package whose `render` makes it, and the file endings that choose it.

    `binary` marks one that is bytes and no text, and so nothing for a terminal.
    """

    module: str
    endings: tuple[str, ...]
    binary: bool = False

    @property
    def render(self) -> Callable[[Sheet, RenderOptions], str | bytes]:
        """The function that turns a sheet into text; into bytes where the format is a picture of dots."""
        module = importlib.import_module(f"{__name__}.{self.module}")
        render: Callable[[Sheet, RenderOptions], str | bytes] = module.render
        return render


FORMATS: dict[str, Format] = {
    "table": Format("terminal", (".txt",)),
    "csv": Format("comma", (".csv",)),
    "tsv": Format("tab", (".tsv", ".tab")),
    "json": Format("json", (".json",)),
    "markdown": Format("markdown", (".md", ".markdown")),
    "html": Format("html", (".html", ".htm")),
    "svg": Format("svg", (".svg",)),
    "png": Format("png", (".png",), binary=True),
    "xlsx": Format("xlsx", (".xlsx",), binary=True),
}


def by_ending(path: Path) -> str | None:
    """Return the name of the format that a file's ending chooses; None when it chooses none."""
    ending = path.suffix.casefold()
    return next((name for name, item in FORMATS.items() if ending in item.endings), None)
