"""XLSX: the tables of a sheet, each as a sheet of a workbook, with its notes and sources on sheets of their own.

The workbook is made by the optional extra `xlsx`; nothing in it runs as a formula.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ratings_cli.formats.markup import FILLS, HEAD_FILL, INK, web_address
from ratings_cli.model.dates import parse_date
from ratings_cli.model.errors import OutputError
from ratings_cli.model.escape import escape_control

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ratings_cli.formats import RenderOptions
    from ratings_cli.model.scale import Band
    from ratings_cli.views.cells import Cell, Column, Value
    from ratings_cli.views.sheet import Sheet

Plain: TypeAlias = "str | int | float | dt.date | None"

_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook says when it was made; the same input gives the same bytes
_MOST_ROWS = 1_048_576
_LONGEST_TEXT = 32_000
_MOST_LINKS = 60_000
_WIDEST = 60
_NARROWEST = 6
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_EARLIEST = "1900-03-01"
"""The first day that every program counts alike."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_BEHIND = 100


def render(sheet: Sheet, _: RenderOptions) -> bytes:
    """Return the sheet as a workbook. The same input gives the same bytes.

    Raises:
        OutputError: the extra is not installed.
    """
    made = []
    records = sheet.view.records()
    for number, table in enumerate(sheet.tables):
        is_main = number == 0 and len(records) == len(table.rows)
        rows = [
            [_cell(cell, column, record) for cell, column in zip(row, table.columns, strict=True)]
            for row, record in zip(table.rows, records if is_main else repeat({}), strict=False)
        ]
        made.append(XlsxSheet(table.caption or "Table", [column.heading for column in table.columns], rows))
    lines = filter(None, [sheet.title, sheet.summary, *sheet.notes, sheet.credit.text])
    made.append(XlsxSheet("Notes", ["Notes"], [[XlsxCell(line)] for line in lines]))
    if sheet.sources:
        cited = [
            [XlsxCell(item.number), XlsxCell(item.text), XlsxCell(item.url, url=item.url)] for item in sheet.sources
        ]
        made.append(XlsxSheet("Sources", ["Number", "Source", "Address"], cited))
    return workbook(made, sheet.title)


def _cell(cell: Cell, column: Column, record: Mapping[str, Value]) -> XlsxCell:
    """A cell that holds what programs are told, where it shows that: a day, or a number with a sign behind."""
    value = record.get(column.key)
    behind = cell.marks
    shown: str | int | float | dt.date = cell.text
    if (date := day(value)) and cell.text == str(parse_date(date.isoformat())):
        shown = date
    elif isinstance(value, int | float) and cell.text.startswith(str(value)):
        behind = f"{cell.text.removeprefix(str(value))}{behind}"
        shown = value
    if '"' in behind or len(behind) > _LONGEST_BEHIND:
        return XlsxCell(f"{cell.text}{behind}", cell.band, url=cell.url)
    return XlsxCell(shown, cell.band, behind, cell.url)


class XlsxCell(NamedTuple):
    """A cell: its value, and how that is shown.

    Args:
        value: what it holds; a spreadsheet sorts and filters by that.
        band: the band whose colour it has.
        behind: what is shown behind the value, such as a star.
        url: an address that it leads to.
    """

    value: Plain = None
    band: Band | None = None
    behind: str = ""
    url: str | None = None


class XlsxSheet(NamedTuple):
    """A sheet: its name, its headings and its rows."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[XlsxCell]]


def workbook(sheets: Sequence[XlsxSheet], title: str = "") -> bytes:
    """Write a workbook.

    Raises:
        OutputError: the extra is not installed, or there are more rows than a sheet can have.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise OutputError("xlsx needs an extra that is not installed: pip install 'ratings-cli[xlsx]'") from None
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": escape_control(title)[:250], "created": _MADE})
    writer = _Writer(book)
    for sheet in sheets:
        writer.write(sheet)
    book.close()
    return out.getvalue()


def day(text: object) -> dt.date | None:
    """The day that a text in ISO form is; None for another text, and for a day that spreadsheets cannot show."""
    return dt.date.fromisoformat(text) if isinstance(text, str) and _DAY.fullmatch(text) and text >= _EARLIEST else None


class _Writer:
    def __init__(self, book: Any) -> None:  # noqa: ANN401 - the library carries no types
        self.book = book
        self.head = book.add_format({"bold": True, "bg_color": HEAD_FILL, "font_color": INK, "bottom": 1})
        self.format = cache(self._format)
        self.links = 0

    def write(self, sheet: XlsxSheet) -> None:
        page = self.book.add_worksheet(self._name(sheet.name))
        widths = [len(heading) + 3 for heading in sheet.headings]
        for place, heading in enumerate(sheet.headings):
            page.write_string(0, place, escape_control(heading), self.head)
        if len(sheet.rows) >= _MOST_ROWS:
            raise OutputError(f"a sheet of a workbook has at most {_MOST_ROWS:,} rows (choose CSV)")
        for number, row in enumerate(sheet.rows, 1):
            for place, cell in enumerate(row):
                widths[place] = max(widths[place], self._write(page, number, place, cell))
        for place, width in enumerate(widths):
            page.set_column(place, place, max(_NARROWEST, min(width, _WIDEST)))
        if any(sheet.headings):
            page.freeze_panes(1, 0)
            if sheet.rows and len(widths) > 1:
                page.autofilter(0, 0, len(sheet.rows), len(widths) - 1)

    def _write(self, page: Any, row: int, column: int, cell: XlsxCell) -> int:  # noqa: ANN401 - as above
        """Write a cell; return how wide it is."""
        value, behind = cell.value, f'"{cell.behind}"' if cell.behind else ""
        if value is not None and not isinstance(value, str):
            shown = "d mmm yyyy" if isinstance(value, dt.date) else "General"
            page.write(row, column, value, self.format(cell.band, f"{shown}{behind}"))
            return len(str(value)) + len(cell.behind) + 2
        text = escape_control(value or "")[:_LONGEST_TEXT]
        form = self.format(cell.band, f"@{behind}")
        address = web_address(cell.url)
        if not text and not cell.band:
            return 0
        # A longer list of links, or a longer address, would cost the program that opens it its patience.
        if address and self.links < _MOST_LINKS and not page.write_url(row, column, address, form, text):
            self.links += 1
        else:
            page.write_string(row, column, text, form)
        return len(text) + len(cell.behind) + 1

    def _format(self, band: Band | None, shown: str) -> Any:  # noqa: ANN401 - as above
        fill = {"bg_color": FILLS[band], "font_color": INK} if band else {}
        return self.book.add_format({"num_format": shown, **fill})

    def _name(self, wanted: str) -> str:
        """A name that a sheet can have, and no other has."""
        plain = _NOT_IN_A_NAME.sub(" ", escape_control(wanted)).strip() or "Table"
        names = [plain[:31], *(f"{plain[:27]} {number}" for number in range(2, 1000))]
        taken = {page.name.casefold() for page in self.book.worksheets()}
        return next(name for name in names if name.casefold() not in taken)
