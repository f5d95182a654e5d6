"""What must hold of every input: each function takes one and fails when a promise is broken.

No traceback: whatever is no clear message is raised. Nothing changes in silence: what is shown stands in the input.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from xml.etree import ElementTree as ET

import html5lib
from facts import is_harmless, said_by_csv, said_by_yaml, squeezed

from ratings_cli.formats import FORMATS, RenderOptions
from ratings_cli.league.groups import by_owner
from ratings_cli.league.league_table import league_table
from ratings_cli.league.lookup import select
from ratings_cli.league.timeline import series
from ratings_cli.model.errors import UsageError
from ratings_cli.reading import DataError, files, read_yaml
from ratings_cli.reading.csv import rows
from ratings_cli.reading.csv.dataset import read_csv
from ratings_cli.reading.csv.settings import CsvInspections
from ratings_cli.views.group_sheets import group_sheet
from ratings_cli.views.league_table import league_sheet
from ratings_cli.views.timeline import date_sheet

if TYPE_CHECKING:
    from facts import Said

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.views.sheet import Sheet

_FEW_ROWS = 2
_WIDTHS = (None, 1, 20, 80)


def keep_reading_yaml(data: bytes) -> None:
    """A YAML file is refused with clear messages, or every band that is shown stands in it."""
    try:
        text = files.decode(data, "fuzz.yaml")
        found = read_yaml(text, "fuzz.yaml")
    except DataError as error:
        _is_clear(error)
        return
    _stands_in(found, said_by_yaml(text))


def keep_reading_csv(data: bytes) -> None:
    """A CSV is refused with clear messages, or every band that is shown stands in a row of it.

    How much of it is read at a time, and how its lines end, must make no difference.
    """
    found = _csv(data)
    with patch.object(rows, "_ROWS", _FEW_ROWS):
        in_parts = _csv(data)
    assert _content(found) == _content(in_parts), "it matters how much is read at a time"
    if found is None:
        return
    _stands_in(found, said_by_csv(data))
    if b"\r" not in data and b'"' not in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert _content(_csv(data.replace(b"\n", b"\r\n"))) == _content(found), "it matters how lines end"


def keep_reading_workbook(data: bytes) -> None:
    """A workbook is refused with clear messages, or read."""
    _csv(data)


def _csv(data: bytes) -> DataSet | None:
    try:
        return read_csv(data, "fuzz.csv", CsvInspections())
    except DataError as error:
        _is_clear(error)
        return None


def _content(data: DataSet | None) -> object:
    return data and [
        (
            inspection.provider,
            inspection.league,
            inspection.owner,
            inspection.published,
            inspection.overall,
            inspection.standards,
        )
        for inspection in data.inspections
    ]


def _is_clear(error: DataError) -> None:
    assert error.problems, "no problem is named"
    for problem in error.problems:
        assert problem.message.strip(), "a problem says nothing"
        assert problem.line >= 0, problem


def _stands_in(data: DataSet, said: Said) -> None:
    result = league_table(data, select(data, leagues=["all"]))
    rows = _rows(league_sheet(result, wide=True))
    for row in rows:
        if row["overall"]:
            name = row["provider"]
            # A body with an id keeps its ratings under a new name.
            ids = {
                provider.id
                for provider in data.providers
                if provider.id and name in {provider.name, f"{provider.name} [{provider.id}]"}
            }
            assert any(said.has(squeezed(item), row["overall"]) for item in (name, *ids)), row


def keep_formats(data: DataSet) -> None:
    """Every format of every kind of sheet is sound, shows nothing dangerous, and says the same."""
    chosen = select(data, leagues=["all"])
    result = league_table(data, chosen)
    for sheet in (
        league_sheet(result, wide=True),
        group_sheet(by_owner(result), "owner", wide=True),
        date_sheet(data, series(data, chosen), wide=True),
    ):
        _rows(sheet)
        for width, unicode in zip(_WIDTHS, (True, False, True, False), strict=True):
            text = _text("table", sheet, RenderOptions(width=width, unicode=unicode))
            assert is_harmless(text), text
            assert unicode or text.isascii(), text
        html5lib.HTMLParser(strict=True).parseFragment(_text("html", sheet, RenderOptions()), container="div")
        html5lib.HTMLParser(strict=True).parse(_text("html", sheet, RenderOptions(page=True)))
        with contextlib.suppress(UsageError):  # nothing to draw, and it says so
            ET.fromstring(_text("svg", sheet, RenderOptions()))  # noqa: S314 - our own
        assert is_harmless(_text("markdown", sheet, RenderOptions()))
        cells = csv.reader(
            io.StringIO(_text("csv", sheet, RenderOptions(excel=True)).removeprefix("\ufeff"), newline="")
        )
        assert not [cell for row in cells for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]


def _rows(sheet: Sheet) -> list[dict[str, Any]]:
    """The rows of a sheet as JSON gives them; CSV and TSV must give the same."""
    rows: list[dict[str, Any]] = json.loads(_text("json", sheet, RenderOptions()))["rows"]
    for name, delimiter in (("csv", ","), ("tsv", "\t")):
        read = list(csv.DictReader(io.StringIO(_text(name, sheet, RenderOptions()), newline=""), delimiter=delimiter))
        assert [{key: _as_cell(row.get(key)) for key in sheet.view.keys} for row in rows] == read
    return rows


def _as_cell(value: object) -> str:
    if isinstance(value, (list, dict)):
        return "; ".join(map(str, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _text(name: str, sheet: Sheet, surface: RenderOptions) -> str:
    text = FORMATS[name].render(sheet, surface)
    assert isinstance(text, str)
    text.encode()
    return text
