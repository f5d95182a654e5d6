"""The registry of formats: each turns a sheet into text, or into the bytes of a picture or a workbook.

A new format is one new file in `sheets/`, which is found by itself. Only the terminal's uses Rich; every format is
loaded when it is first used.
"""

from __future__ import annotations

import importlib
from enum import StrEnum
from pkgutil import iter_modules
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """A format: its name, which is that of its module, and the file endings that choose it."""

    name: str
    endings: tuple[str, ...]

    @property
    def binary(self) -> bool:
        """Whether it is bytes and no text, and so nothing for a terminal."""
        return self.name in {"png", "xlsx"}

    @property
    def render(self) -> Callable[[Sheet, RenderOptions], str | bytes]:
        """The function that turns a sheet into text, or into bytes."""
        render: Callable[[Sheet, RenderOptions], str | bytes]
        render = importlib.import_module(f"{__name__}.sheets.{self.name}").render
        return render


_ORDER = ("table", "csv", "tsv", "json", "markdown", "html", "svg", "png", "xlsx")
"""The formats in the order in which they are told; others that are found follow."""
_ENDINGS = {"table": (".txt",), "tsv": (".tsv", ".tab"), "markdown": (".md", ".markdown"), "html": (".html", ".htm")}
"""The endings of formats; one that is not here ends in its name."""
_NAMES = [module.name for module in iter_modules([f"{__path__[0]}/sheets"])]
FORMATS = {name: Format(name, _ENDINGS.get(name, (f".{name}",))) for name in dict.fromkeys([*_ORDER, *_NAMES])}
BY_ENDING = {ending: name for name, item in FORMATS.items() for ending in item.endings}
