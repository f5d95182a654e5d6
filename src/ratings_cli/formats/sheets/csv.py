"""CSV: the records of a sheet, an interface documented in docs/formats.md."""

from __future__ import annotations

import csv
import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.formats import RenderOptions
    from ratings_cli.views.cells import Value
    from ratings_cli.views.sheet import Sheet

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


def render(sheet: Sheet, surface: RenderOptions, delimiter: str = ",") -> str:
    r"""Return the sheet's records under its keys, as text with a delimiter.

    Lists, and the keys of dictionaries, are joined by ``; ``, an unknown is empty, lines end in ``\n``. With `excel`, a
    byte-order mark comes first, and a text cell that a spreadsheet would run as a formula begins with an apostrophe
    (OWASP, CSV injection).
    """
    values = sheet.view.values()
    rows = ([value if value is None or type(value) is str else _text(value) for value in row] for row in values)
    if surface.excel:
        rows = ([text and _guarded(text) for text in row] for row in rows)
    return (BYTE_ORDER_MARK if surface.excel else "") + lines(itertools.chain([sheet.view.keys], rows), delimiter)


class _Lines(list[str]):
    r"""What Python's csv writes to: lines that end in ``\n``.

    csv is told that they end in ``\r\n``: before Python 3.13 it quotes a ``\r`` in a cell, which would break the row,
    only then.
    """

    def write(self, line: str) -> None:
        self.append(f"{line[:-2]}\n")


def lines(rows: Iterable[Iterable[str | int | None]], delimiter: str) -> str:
    """Write rows, each value quoted where it must be."""
    written = _Lines()
    csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return "".join(written)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):  # of a dictionary the keys
        return "; ".join(map(str, value))
    return str(value)


def _guarded(text: str) -> str:
    is_number = text.isascii() and text.removeprefix("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not is_number else text
