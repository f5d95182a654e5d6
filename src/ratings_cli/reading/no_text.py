"""Files that are neither text nor workbooks, known by what they hold, and what can be done about each."""

from __future__ import annotations

import io
import re

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OF_A_WORKBOOK = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
PACKINGS = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bz2",
    b"\xfd7zXZ": "lzma",
    b"\x28\xb5\x2f\xfd": "compression.zstd",
}
"""What a file that is packed begins with, and the module of Python that unpacks it."""
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype|<html|<head|<table|<\?xml)", re.IGNORECASE)


def is_workbook(data: bytes) -> bool:
    """Whether bytes are a workbook: of Excel, in either form, or of OpenDocument."""
    if not data.startswith(ZIP):
        return data.startswith(_OLD_WORKBOOK)
    import zipfile

    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return not _OF_A_WORKBOOK.isdisjoint(names)


def is_packed(data: bytes) -> bool:
    """Whether bytes hold a file, or several, that must be unpacked first."""
    return data.startswith((*ZIP, *PACKINGS)) and not is_workbook(data)


def what_it_is(data: bytes) -> str | None:
    """Say what the bytes of a file are, and what to do, when they are no text of ours; else None."""
    if is_workbook(data):
        return "is a workbook, and no text (save it as YAML or CSV)"
    if is_packed(data):
        return "is packed (unpack it)"
    if data.startswith(b"%PDF-"):
        return "is a PDF (look for its tables as CSV, or type them into one)"
    if _MARKUP.match(data):
        return "is a web page, or a workbook saved as XML, and no CSV (if it is a workbook, save it as .xlsx)"
    return None
