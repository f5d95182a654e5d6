"""The whole record as a file for other programs: CSV, JSON, a workbook, or a database of SQLite."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

from ratings_cli.formats.sheets.csv import lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.views.export import Export, ExportColumn


def _csv(export: Export) -> bytes:
    """The ratings alone, without the numbers that lead to the other tables."""
    ratings = export.tables[0]
    kept = [place for place, column in enumerate(ratings.columns) if column.name != "id" and not column.references]
    rows = [[column.name for column in ratings.columns], *ratings.rows]
    return lines([[row[place] for place in kept] for row in rows], ",").encode()


def _json(export: Export) -> bytes:
    tables = {
        table.name: [dict(zip([column.name for column in table.columns], row, strict=True)) for row in table.rows]
        for table in export.tables
    }
    text = json.dumps({**export.about, **tables}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode(errors="backslashreplace")


def _xlsx(export: Export) -> bytes:
    from ratings_cli.formats.sheets.xlsx import XlsxCell, XlsxSheet, day, workbook
    from ratings_cli.model.scale import Band

    def cell(name: str, value: str | int | None) -> XlsxCell:
        band = Band(value) if name == "band" else None
        return XlsxCell(day(value) or value, band, url=value if name == "url" and isinstance(value, str) else None)

    sheets = []
    for table in export.tables:
        names = [column.name for column in table.columns]
        rows = [[cell(*pair) for pair in zip(names, row, strict=True)] for row in table.rows]
        sheets.append(XlsxSheet(table.name, names, rows))
    about = [[XlsxCell(key), XlsxCell(text)] for key, text in export.about.items() if text]
    return workbook([*sheets, XlsxSheet("about", ["what", "says"], about)], export.about["title"] or "")


def _db(export: Export) -> bytes:
    """A database with foreign keys, indexes on them, and a full-text search where this SQLite has one."""
    import sqlite3

    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("BEGIN")
        for table in export.tables:
            database.execute(f"CREATE TABLE {table.name} ({', '.join(map(_definition, table.columns))})")
            database.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})", table.rows)  # noqa: S608 - the names are ours
            for column in table.columns:
                if column.references:
                    database.execute(f"CREATE INDEX {table.name}_{column.name} ON {table.name} ({column.name})")
        database.execute("CREATE TABLE about (what TEXT PRIMARY KEY, says TEXT)")
        database.executemany("INSERT INTO about VALUES (?, ?)", [pair for pair in export.about.items() if pair[1]])
        database.execute("COMMIT")
        with contextlib.suppress(sqlite3.OperationalError):  # a SQLite may be built without it
            for table in export.tables:
                search = f"{table.name}_fts"
                searched = ", ".join(column.name for column in table.columns if column.searched)
                columns = f'{searched}, content="{table.name}", content_rowid="id"'
                database.execute(f"CREATE VIRTUAL TABLE {search} USING fts5({columns})")
                database.execute(f"INSERT INTO {search} ({search}) VALUES ('rebuild')")  # noqa: S608 - as above
        return database.serialize()


def _definition(column: ExportColumn) -> str:
    """A column in the words of SQL."""
    if column.name == "id":
        return "id INTEGER PRIMARY KEY"
    return f"{column.name} {column.kind}{f' REFERENCES {column.references} (id)' if column.references else ''}"


_WRITERS: dict[str, Callable[[Export], bytes]] = {".csv": _csv, ".json": _json, ".xlsx": _xlsx, ".db": _db}
ENDINGS = tuple(_WRITERS)


def render(export: Export, ending: str) -> bytes:
    """Return the content of a file with one of the `ENDINGS`.

    Raises:
        OutputError: a workbook is asked for, and its extra is not installed.
    """
    return _WRITERS[ending](export)
