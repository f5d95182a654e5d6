"""Records as delimited text, for CSV and TSV alike."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ratings_cli.tables.sheet import Sheet, Value

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


def render_delimited(sheet: Sheet, delimiter: str, *, excel: bool) -> str:
    r"""Write a sheet's records under its keys.

    Lists are joined by ``; ``, an unknown is empty, lines end in ``\n``. With `excel`, a byte-order mark comes
    first, and a text cell that a spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV
    injection).
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(sheet.keys)
    for record in sheet.records:
        cells = (_text(record.get(key)) for key in sheet.keys)
        writer.writerow([_guarded(cell) if excel else cell for cell in cells])
    return (BYTE_ORDER_MARK if excel else "") + out.getvalue()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)


def _guarded(text: str) -> str:
    is_number = text.removeprefix("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not is_number else text
