"""The sheets of a workbook, each as a CSV that has a line for each of its rows: all else reads one kind of table."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from ratings_cli.model.names import name_key, nearest
from ratings_cli.model.phrases import some
from ratings_cli.reading.diagnostics import DataError, whole_file
from ratings_cli.reading.files import ZIP

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ENCODING = "utf-8"
DELIMITER = ","
_MOST_CELLS = 50_000_000
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_FAR_COLUMN = re.compile(rb'\br="([A-Z]{2,3})\d')
_WITHOUT_VALUE = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)(?:<(?:\w+:)?v ?/>|<v></v>)?</(?:\w+:)?c>")


class Sheet(NamedTuple):
    """One sheet of a workbook; a file of text is one without a name."""

    name: str
    data: bytes  # its cells as CSV: row 7 of the sheet is line 7
    remarks: tuple[str, ...] = ()  # what a reader of the sheet may not see in it, in words


def read_sheets(data: bytes, name: str, wanted: str | None) -> list[Sheet]:
    """Return the sheets of a workbook that can be seen and hold anything; only the one that is wanted, where one is.

    Raises:
        DataError: it is broken or has a password, or has no such sheet.
    """
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        visible = python_calamine.SheetVisibleEnum.Visible
        hidden = [sheet.name for sheet in book.sheets_metadata if sheet.visible != visible]
        chosen = [_named(wanted, book.sheet_names, name)] if wanted else book.sheet_names
        remarks = () if wanted or not hidden else (f"Not looked at, because hidden: {_sheets(hidden)}",)
        sheets = [_read_sheet(book, title, data, name, remarks) for title in chosen if wanted or title not in hidden]
    except python_calamine.PasswordError:
        raise whole_file(name, "is a workbook with a password (save it without one)") from None
    except DataError:
        raise
    except BaseException as error:
        # The panics of the library are no exceptions to Python, and have no name to catch them by.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise whole_file(name, f"is no workbook that can be read: {error} (save it again as .xlsx)") from None
        raise
    if not (filled := [sheet for sheet in sheets if sheet.data.strip(b',"\n')]):
        raise whole_file(name, f"is a workbook without a cell in {'that sheet' if wanted else 'its sheets'}")
    return filled


def ask_which(found: list[str], sheets: list[Sheet], name: str) -> DataError:
    """Ask which sheet is meant: of several that hold ratings, or of all where none has ratings below known headings."""
    wanted = found[-1] if found else max(sheets, key=lambda sheet: len(sheet.data)).name
    option = f"--sheet {quote(wanted)}"
    if found:
        return whole_file(name, f"more than one sheet holds ratings: {_sheets(found)} (name one: {option})", option)
    names = _sheets([sheet.name for sheet in sheets])
    message = f"no sheet has ratings below headings that are known: {names} (name the one to read: {option}; "
    return whole_file(name, f"{message}what is wrong with it is said then)", option)


def _sheets(names: list[str]) -> str:
    return some([f"'{name}'" for name in names], most=12)


def _named(wanted: str, names: list[str], file: str) -> str:
    found = [name for name in names if name == wanted] or [name for name in names if name_key(name) == name_key(wanted)]
    if not found:
        near = nearest(wanted, names)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"sheets: {_sheets(names)}"
        raise whole_file(file, f"has no sheet '{wanted}' ({hint})")
    return found[0]


def _read_sheet(book: CalamineWorkbook, title: str, data: bytes, name: str, remarks: tuple[str, ...]) -> Sheet:
    hidden_rows, formulas, far_cell = _look_at_xml(data, title)
    if far_cell:
        raise whole_file(name, f"sheet '{title}' reaches to cell {far_cell} (delete what stands far off the table)")
    sheet = book.get_sheet_by_name(title)
    rows = [[_shown(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    _fill_merged(sheet, rows)
    out = io.StringIO()
    csv.writer(out, delimiter=DELIMITER, lineterminator="\n").writerows(rows)
    hidden = [f"{row:,}" for row in hidden_rows if row <= len(rows) and any(rows[row - 1])]
    if hidden:
        what = "row is read as the others: row" if len(hidden) == 1 else "rows are read as the others: rows"
        remarks += (f"{len(hidden):,} hidden {what} {some(hidden)}",)
    if formulas:
        what = "cell holds a formula" if formulas == 1 else "cells hold formulas"
        remarks += (f"{formulas:,} {what} without a value, read as empty (open the workbook, and save it again)",)
    return Sheet(title, out.getvalue().encode(ENCODING), remarks)


def _shown(cell: object) -> str:
    """A cell as a person sees it, on one line."""
    if type(cell) is str:
        return cell if cell.isprintable() else cell.replace("\r", "\n").replace("\n", " ")
    if type(cell) is float:
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    if type(cell) is bool:
        return str(cell).upper()
    if type(cell) is dt.datetime:
        return str(cell.date() if cell.time() == dt.time.min else cell)
    return str(cell)


def _fill_merged(sheet: CalamineSheet, rows: list[list[str]]) -> None:
    """Let a cell that is merged with those below it say the same in each row that holds anything else."""
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for row in rows[top + 1 : bottom + 1]:
            if top < len(rows) and left < len(row) and any(row):
                row[left] = row[left] or rows[top][left]


def _look_at_xml(data: bytes, sheet: str) -> tuple[list[int], int, str]:
    """What the XML of a sheet says of it; nothing where the workbook is not of that kind, or is broken.

    Returns:
        The numbers of its hidden rows, from 1; how many cells hold a formula that no program has worked out; and its
        last cell, such as ``F120``, where so many cells would not fit into the memory.
    """
    text = _xml(data, sheet) if data.startswith(ZIP) else b""
    hidden: list[int] = []
    last = columns = 0
    for row in _ROW.finditer(text):
        number = _NUMBER.search(row[1])
        last = int(number[1]) if number else last + 1
        if _HIDDEN.search(row[1]):
            hidden.append(last)
    widest = max({found[1] for found in _FAR_COLUMN.finditer(text)}, key=lambda name: (len(name), name), default=b"Z")
    for letter in widest:
        columns = 26 * columns + letter - ord("A") + 1
    too_far = f"{widest.decode()}{last}" if columns * last > _MOST_CELLS else ""
    return hidden, len(_WITHOUT_VALUE.findall(text)), too_far


def _xml(data: bytes, sheet: str) -> bytes:
    """The XML of a sheet, by way of the list of sheets and the list of parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat bounds what entities may become
            parts = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - as above
            key = next(
                value
                for element in book.iter()
                if element.tag.endswith("}sheet") and element.get("name") == sheet
                for name, value in element.items()
                if name.endswith("}id")
            )
            target = next(part.get("Target", "") for part in parts.iter() if part.get("Id") == key)
            return archive.read(target[1:] if target.startswith("/") else f"xl/{target}")
    except (KeyError, StopIteration, ET.ParseError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError):
        return b""
