"""Files that are packed: what is in a zip archive of one file, or behind gzip, bzip2, xz or Zstandard."""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, BinaryIO

from ratings_cli.model.phrases import some
from ratings_cli.reading.diagnostics import DataError, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PACKINGS = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bz2",
    b"\xfd7zXZ": "lzma",
    b"\x28\xb5\x2f\xfd": "compression.zstd",
}
"""What a file that is packed begins with, and the module of Python that unpacks it."""


def unpacked(data: bytes, name: str, read: Callable[[BinaryIO, str], bytes]) -> bytes:
    """Return what is packed in the bytes of a file.

    Args:
        data: the bytes.
        name: the file's name, for messages.
        read: reads the unpacked file, and refuses one that is too large.

    Raises:
        DataError: it is broken, holds several files, or cannot be unpacked here.
    """
    module = next((module for begins, module in PACKINGS.items() if data.startswith(begins)), None)
    try:
        with (
            _from_zip(data, name) if module is None else importlib.import_module(module).open(io.BytesIO(data)) as file
        ):
            return read(file, name)
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
