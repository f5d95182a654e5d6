"""Getting at the text of a file: what kind of file it is, and one clear message when it cannot be read."""

from __future__ import annotations

import codecs
import importlib
import io
import re
import shlex
import sys
from pathlib import Path
from typing import BinaryIO

from ratings_cli.model.phrases import some
from ratings_cli.reading.diagnostics import DataError, Diagnostic, NoFileError, whole_file

MOST_BYTES = 64 * 1024 * 1024
MOST_TABLE_BYTES = 2 * 1024 * 1024 * 1024
_PART = 32 * 1024 * 1024
STANDARD_INPUT = "-"
OWN_FILE = Path("ratings.yaml")
"""What `ratings init` makes, and what is read where it lies in the folder and no other file is named."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PACKINGS = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bz2",
    b"\xfd7zXZ": "lzma",
    b"\x28\xb5\x2f\xfd": "compression.zstd",
}
"""What a file that is packed begins with, and the module of Python that unpacks it."""
WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
PACKED_ENDINGS = frozenset({".gz", ".bz2", ".xz", ".zst", ".zip"})
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".tab"}) | WORKBOOK_ENDINGS
YAML_ENDINGS = frozenset({".yaml", ".yml"})

_YAML_KEY = re.compile(
    rb"^(inspections|title|licence|attribution|inspectorate|author|standard_phrases|gaps|leagues|programmes|areas|owners"
    rb"|providers)[ \t]*:",
    re.MULTILINE,
)
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OF_A_WORKBOOK = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype|<html|<head|<table|<\?xml)", re.IGNORECASE)


def shown_name(path: Path) -> str:
    """The name of a file for messages."""
    return "standard input" if str(path) == STANDARD_INPUT else str(path)


def ending_of(path: Path) -> str:
    """The ending of a file; of one that is packed, such as ``schools.csv.gz``, the one before."""
    return _unpacked_name(path).suffix.casefold()


def without_ending(path: Path) -> str:
    """The name of a file without its ending, and without that of a packed one."""
    return _unpacked_name(path).stem


def _unpacked_name(path: Path) -> Path:
    return Path(path.stem) if path.suffix.casefold() in PACKED_ENDINGS else path


def is_table(path: Path, data: bytes) -> bool:
    """Whether a data file is a table rather than YAML: by its ending, or, where that does not say, by what it holds.

    A workbook is one whatever its ending.
    """
    if is_workbook(data):
        return True
    ending = ending_of(path)
    if ending in TABLE_ENDINGS | YAML_ENDINGS:
        return ending in TABLE_ENDINGS
    head = data[:65536]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    first = next((line for line in head.splitlines() if line.strip()), b"")
    return _YAML_KEY.search(head) is None and any(mark in first for mark in (b",", b"\t", b";", b"|"))


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


def read_bytes(path: Path) -> bytes:
    """Return what is in a file, unpacked.

    Raises:
        DataError: there is no such file, it is a folder, it may not be read, or cannot be unpacked.
    """
    data = read_as_it_is(path)
    if not is_packed(data):
        return data
    return _unpacked(data, shown_name(path))


def read_as_it_is(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        DataError: there is no such file, it is a folder, or it may not be read.
    """
    name = str(path)
    try:
        if name == STANDARD_INPUT:
            if sys.stdin is None:  # `<&-`
                raise whole_file(shown_name(path), "is closed (open it, or name a file)")
            return _bounded(sys.stdin.buffer, shown_name(path))
        with path.open("rb") as file:
            return _bounded(file, name)
    except FileNotFoundError:
        scheme, _, rest = name.partition(":/")  # of the two slashes of an address a path keeps one
        if scheme in {"http", "https", "ftp"}:
            url = shlex.quote(f"{scheme}://{rest}")
            what = f"is an address, not a file (download it first, or: curl -sL {url} | ratings table --data -)"
            raise NoFileError(f"{scheme}://{rest}", what) from None
        raise NoFileError(name, "there is no such file (check its name, or start one: ratings init)") from None
    except IsADirectoryError:
        raise whole_file(name, "is a folder (name the data file in it)") from None
    except PermissionError:
        raise whole_file(name, "may not be read (ask for permission to read it)") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise whole_file(name, f"cannot be read: {reason}") from None


def _bounded(file: BinaryIO, name: str) -> bytes:
    """What is in a file, which may be a device without an end."""
    parts: list[bytes] = []
    size = 0
    while part := file.read(_PART):
        size += len(part)
        if size > MOST_TABLE_BYTES:
            raise whole_file(name, "is larger than 2 GiB (take the rows that you need)")
        parts.append(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _unpacked(data: bytes, name: str) -> bytes:
    """What is packed in the bytes of a file: in a zip archive of one file, or behind gzip, bzip2, xz or Zstandard."""
    module = next((module for begins, module in PACKINGS.items() if data.startswith(begins)), None)
    try:
        packed = _from_zip(data, name) if module is None else importlib.import_module(module).open(io.BytesIO(data))
        with packed as file:
            return _bounded(file, name)
    except DataError:
        raise
    except ImportError:  # Zstandard came with Python 3.14, and a Python may be built without the others
        raise whole_file(name, "is packed, and this Python has nothing to unpack it (unpack it yourself)") from None
    except Exception as error:  # noqa: BLE001 - each unpacker has errors of its own for what is broken or has a password
        raise whole_file(name, f"cannot be unpacked: {error}") from None


def _from_zip(data: bytes, name: str) -> BinaryIO:
    """The one file of an archive."""
    import zipfile

    archive = zipfile.ZipFile(io.BytesIO(data))
    names = [item for item in archive.namelist() if not item.endswith("/") and not item.startswith("__MACOSX/")]
    if len(names) != 1:
        inside = some([f"'{item}'" for item in names], most=5) if names else "no file"
        raise whole_file(name, f"is a zip archive that holds {inside} (unpack it, and name the file with the ratings)")
    file: BinaryIO = archive.open(names[0])  # type: ignore[assignment]
    return file


def refuse_what_is_no_text(data: bytes, name: str, *, markup: bool = False) -> None:
    """Refuse bytes that are no text of ours; with `markup` a page of the web is one.

    Raises:
        DataError: they are a PDF, a web page or the like; the message says what can be done.
    """
    if is_workbook(data):
        raise whole_file(name, "is a workbook, and no text (save it as YAML or CSV)")
    if is_packed(data):
        raise whole_file(name, "is packed (unpack it)")
    if data.startswith(b"%PDF-"):
        raise whole_file(name, "is a PDF (look for its tables as CSV, or type them into one)")
    if _MARKUP.match(data) and not markup:
        what = "is a web page, or a workbook saved as XML, and no CSV (if it is a workbook, save it as .xlsx)"
        raise whole_file(name, what)


def decode(data: bytes, name: str, *, markup: bool = False) -> str:
    """Return the text that the bytes of a file are; a byte-order mark at its beginning does no harm.

    Args:
        data: the bytes.
        name: what the file is called in a message.
        markup: whether it may be a page of the web.

    Raises:
        DataError: it is not UTF-8, is empty, or is too large for a file kept by hand.
    """
    refuse_what_is_no_text(data, name, markup=markup)
    data = data.removeprefix(codecs.BOM_UTF8)
    if len(data) > MOST_BYTES:
        raise whole_file(name, "is larger than 64 MiB (keep so many rows in a CSV file)")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
        message = "is not UTF-8 text (save the file as UTF-8)"
        raise DataError([Diagnostic(line, column, message, name)]) from None
    if not text.strip():
        raise whole_file(name, "is empty (a data file has at least 'inspections:' with one inspection)")
    return text
