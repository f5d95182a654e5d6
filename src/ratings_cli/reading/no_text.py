"""Files that are neither CSV nor YAML, known by what they hold, and what can be done about each."""

from __future__ import annotations

import re

_SAVE = "open it, and save the sheet with the ratings as CSV"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OF_A_ZIP = (
    (b"application/vnd.oasis.opendocument.spreadsheet", f"is a workbook of OpenDocument ({_SAVE})"),
    (b"xl/", f"is a workbook of Excel ({_SAVE})"),
    (b"Index/", f"is a workbook of Numbers, or another file in parts ({_SAVE})"),
)
"""What stands in an archive, and what the archive then is: the names of its parts are never compressed."""
_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"is a workbook of Excel in its old form, or one with a password ({_SAVE})"),
    (b"\x1f\x8b", "is compressed (unpack it with gunzip)"),
    (b"%PDF-", "is a PDF (look for its tables as CSV, or type them into one)"),
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype|<html|<head|<table|<\?xml)", re.IGNORECASE)
_PART = 65536


def what_it_is(data: bytes) -> str | None:
    """Say what the bytes of a file are, and what to do, when they are no text of ours; else None."""
    if data.startswith(_ZIP):
        # The names of the parts stand before each of them, and once more at the end.
        names = data[:_PART] + data[-_PART:]
        return next((says for mark, says in _OF_A_ZIP if mark in names), "is a zip archive (unpack it, and name a CSV)")
    for beginning, says in _BEGINNINGS:
        if data.startswith(beginning):
            return says
    if _MARKUP.match(data):
        return f"is a web page, or a workbook saved as XML, and no CSV (if it is a workbook, {_SAVE})"
    return None
