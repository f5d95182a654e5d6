"""What the XML of an .xlsx says of a sheet that its cells do not: hidden rows, formulas without a value, its size."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree as ET

from ratings_cli.reading.no_text import ZIP

_MOST_CELLS = 50_000_000
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_FAR_COLUMN = re.compile(rb'\br="([A-Z]{2,3})\d')
_WITHOUT_VALUE = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)(?:<(?:\w+:)?v ?/>|<v></v>)?</(?:\w+:)?c>")


class SheetXml(NamedTuple):
    """What the XML of a sheet says of it.

    Args:
        hidden: the numbers of its hidden rows, from 1.
        formulas: how many cells hold a formula that no program has worked out.
        last: its last cell, such as ``F120``.
        too_large: whether so many cells would not fit into the memory.
    """

    hidden: tuple[int, ...] = ()
    formulas: int = 0
    last: str = ""
    too_large: bool = False


def look(data: bytes, sheet: str) -> SheetXml:
    """Look at the XML of a sheet; nothing is found where the workbook is not of that kind, or is broken."""
    text = _xml(data, sheet) if data.startswith(ZIP) else b""
    if not text:
        return SheetXml()
    hidden: list[int] = []
    last = 0
    for row in _ROW.finditer(text):
        number = _NUMBER.search(row[1])
        last = int(number[1]) if number else last + 1
        if _HIDDEN.search(row[1]):
            hidden.append(last)
    widest = max({found[1] for found in _FAR_COLUMN.finditer(text)}, key=lambda name: (len(name), name), default=b"Z")
    return SheetXml(
        tuple(hidden),
        len(_WITHOUT_VALUE.findall(text)),
        f"{widest.decode()}{last}",
        _number(widest) * last > _MOST_CELLS,
    )


def _number(letters: bytes) -> int:
    """The number of a column, from 1: ``AA`` is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


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
