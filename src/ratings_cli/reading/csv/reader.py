"""The rows of a CSV as its bytes hold them, without what is no text: byte-order marks, and formulas around a text."""

from __future__ import annotations

import codecs
import csv
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from typing import Protocol

    class CsvReader(Protocol):
        """What `csv.reader` gives, which has no name of its own."""

        line_num: int

        def __iter__(self) -> Iterator[list[str]]: ...


MOST_CHARACTERS = 64 * 1024 * 1024
"""A cell may be as long as this: a quotation mark that is never closed is not to take all the memory there is."""
_MARK = "\ufeff"
_MARK_AS_TEXT = codecs.BOM_UTF8.decode("cp1252").encode()
"""A mark that a program has taken for three letters of Windows-1252, and saved as UTF-8."""
_OF_MARKS = ("utf-8", "utf-8-sig", "cp1252", "iso8859-1", "ascii")
"""In these encodings the bytes of a mark are no letters that anybody writes."""
_FORMULA_BEGINS = (b'="', b'=\0"')
_FORMULA = re.compile(r'\s*="((?:[^"]|"")*)"\s*')
"""What a spreadsheet writes to keep a text as it is: ``="00123"``."""


def csv_reader(text: io.TextIOWrapper, delimiter: str, *, strict: bool = False) -> CsvReader:
    """Return a reader of rows: a long cell in a column that is not read is no matter."""
    csv.field_size_limit(MOST_CHARACTERS)
    return csv.reader(text, delimiter=delimiter, strict=strict)


def without_marks(data: bytes, encoding: str) -> bytes:
    """Take out every byte-order mark: files that have been joined have some in their midst."""
    if data.isascii():
        return data
    encoding = codecs.lookup(encoding).name
    if encoding.startswith(("utf-16", "utf-32")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            return data  # where it is no text is told when its rows are read
        return text.replace(_MARK, "").encode(encoding) if _MARK in text else data
    for mark in (codecs.BOM_UTF8, _MARK_AS_TEXT) if encoding in _OF_MARKS else ():
        if mark in data:
            data = data.replace(mark, b"")
    return data


def has_formulas(data: bytes) -> bool:
    """Whether a cell of a file may be a text in a formula."""
    return b"=" in data and any(mark in data for mark in _FORMULA_BEGINS)  # one byte is found much faster than two


def without_formulas(rows: list[list[str]]) -> list[list[str]]:
    """The rows with the text of a cell in place of a formula that only says that text."""
    return [list(map(_said, row)) for row in rows]


def _said(cell: str) -> str:
    match = _FORMULA.fullmatch(cell) if '="' in cell else None
    return cell if match is None else match[1].replace('""', '"')
