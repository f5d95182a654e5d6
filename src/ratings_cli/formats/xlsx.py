"""XLSX: the tables of a sheet, each as a sheet of a workbook, with its notes and sources on sheets of their own."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING

from ratings_cli.formats.workbook import XlsxCell, XlsxSheet, day, workbook
from ratings_cli.model.dates import parse_date
from ratings_cli.model.phrases import marked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from ratings_cli.formats import RenderOptions
    from ratings_cli.views.cells import Cell, Column, Table, Value
    from ratings_cli.views.sheet import Sheet

_LONGEST_BEHIND = 100


def render(sheet: Sheet, _: RenderOptions) -> bytes:
    """Return the sheet as a workbook. The same input gives the same bytes.

    Raises:
        OutputError: the extra is not installed.
    """
    names = [
        table.caption or ("Table" if number == 1 else f"Table {number}") for number, table in enumerate(sheet.tables, 1)
    ]
    records = sheet.records if len(sheet.records) == len(sheet.tables[0].rows) else ()
    made = [
        XlsxSheet(name, [column.heading for column in table.columns], _rows(table, () if place else records))
        for place, (name, table) in enumerate(zip(names, sheet.tables, strict=True))
    ]
    lines = filter(None, [sheet.title, sheet.summary, *sheet.notes, sheet.credit.text])
    made.append(XlsxSheet("Notes", ["Notes"], [[XlsxCell(line)] for line in lines]))
    if sheet.sources:
        made.append(
            XlsxSheet(
                "Sources",
                ["Number", "Source", "Address"],
                [
                    [XlsxCell(item.number), XlsxCell(item.text), XlsxCell(item.url, url=item.url)]
                    for item in sheet.sources
                ],
            )
        )
    return workbook(made, sheet.title)


def _rows(table: Table, records: Sequence[Mapping[str, Value]]) -> Iterator[list[XlsxCell]]:
    for row, record in zip(table.rows, chain(records, repeat({})), strict=False):
        yield [_cell(cell, column, record) for cell, column in zip(row, table.columns, strict=True)]


def _cell(cell: Cell, column: Column, record: Mapping[str, Value]) -> XlsxCell:
    """A cell that holds what programs are told, where it shows that: a day, or a number with a sign behind."""
    value = record.get(column.key)
    marks = f" [{','.join(map(str, cell.sources))}]" if cell.sources else ""
    behind = f"{marked('', cell.derived)}{marks}"
    shown: str | int | float | dt.date = cell.text
    if (date := day(value)) and cell.text == str(parse_date(date.isoformat())):
        shown = date
    elif isinstance(value, int | float) and cell.text.startswith(str(value)):
        behind = f"{cell.text.removeprefix(str(value))}{behind}"
        shown = value
    if '"' in behind or len(behind) > _LONGEST_BEHIND:
        return XlsxCell(f"{cell.text}{behind}", cell.band, url=cell.url)
    return XlsxCell(shown, cell.band, behind, cell.url)
