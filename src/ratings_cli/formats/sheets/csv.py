"""CSV: the records of a sheet, an interface documented in docs/formats.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.formats import RenderOptions
    from ratings_cli.views.cells import Value
    from ratings_cli.views.sheet import Sheet

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_QUOTED = ('"', "\n", "\r")
BYTE_ORDER_MARK = "\ufeff"


def render(sheet: Sheet, surface: RenderOptions, delimiter: str = ",") -> str:
    r"""Return the sheet's records under its keys, as text with a delimiter.

    Lists, and the keys of dictionaries, are joined by ``; ``, an unknown is empty, lines end in ``\n``. With `excel`, a
    byte-order mark comes first, and a text cell that a spreadsheet would run as a formula begins with an apostrophe
    (OWASP, CSV injection).
    """
    lines = [line(sheet.keys, delimiter)]
    for values in sheet.rows:
        cells = [value if type(value) is str else _text(value) for value in values]
        lines.append(line([_guarded(cell) for cell in cells] if surface.excel else cells, delimiter))
    return (BYTE_ORDER_MARK if surface.excel else "") + "".join(lines)


def line(cells: Sequence[str], delimiter: str) -> str:
    r"""Write one row, quoted where it must be.

    Not by Python's csv: before 3.13 it leaves a ``\r`` unquoted when lines end in ``\n``, and so breaks the row.
    """
    if list(cells) == [""]:
        return '""\n'  # an empty line would be no row at all
    row = delimiter.join(cells)
    if row.count(delimiter) < len(cells) and not any(char in row for char in _QUOTED):
        return row + "\n"  # nothing in it needs quoting, as in nearly every row
    return delimiter.join(_quoted(cell, delimiter) for cell in cells) + "\n"


def _quoted(cell: str, delimiter: str) -> str:
    if delimiter not in cell and not any(char in cell for char in _QUOTED):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):  # of a dictionary the keys
        return "; ".join(map(str, value))
    return str(value)


def _guarded(text: str) -> str:
    is_number = text.isascii() and text.removeprefix("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not is_number else text
