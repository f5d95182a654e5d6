"""One at a time: a lock that two programs which change the same file wait for.

Without it, two that read the file at the same moment would each write it with their own addition only.
The system drops the lock when the program that holds it ends, however it ends.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

from ratings_cli.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30.0
_PAUSE = 0.02


@contextlib.contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a file, which need not be there yet, while the block runs.

    It is the folder of the file that is locked, because the file itself is replaced; so nothing is left behind.
    Where folders cannot be locked (Windows), a hidden file in it is.

    Args:
        path: the file; a link is followed.
        patience: how many seconds to wait for another program.

    Raises:
        OutputError: another program holds the lock for longer, or the folder cannot be locked.
    """
    handle = _open(path)
    try:
        end = time.monotonic() + patience
        while not _take(handle, path):
            if time.monotonic() >= end:
                raise OutputError(
                    f"{path}: another program is changing it (waited {patience:g} seconds; try again when it has ended)"
                )
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    target = path.resolve()
    try:
        if sys.platform == "win32":
            return os.open(target.parent / f".{target.name}.lock", os.O_RDWR | os.O_CREAT)
        return os.open(target.parent, os.O_RDONLY)
    except OSError as error:
        raise OutputError(f"{path}: its folder cannot be opened: {error.strerror or error}") from None


def _take(handle: int, path: Path) -> bool:
    """Try to get the lock: False when another program holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        raise OutputError(f"{path}: its folder cannot be locked: {error.strerror or error}") from None
    return True
