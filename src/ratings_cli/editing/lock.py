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

from ratings_cli.model.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30.0
_PAUSE = 0.02


@contextlib.contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a file, which need not be there yet, while the block runs.

    It is the folder of the file that is locked, because the file itself is replaced; so nothing is left behind.
    Where folders cannot be locked (Windows, some network drives), a hidden file in it is, and stays there.

    Raises:
        OutputError: another program holds the lock for longer than `patience`, or nothing can be locked there.
    """
    target = path.resolve()
    end = time.monotonic() + patience
    with contextlib.ExitStack() as stack:
        try:
            handle = None
            if sys.platform != "win32":
                folder = _opened(target.parent, os.O_RDONLY, stack)
                with contextlib.suppress(OSError):
                    _take(folder)  # this may be it already; taking it twice does no harm
                    handle = folder
            if handle is None:
                handle = _opened(target.parent / f".{target.name}.lock", os.O_RDWR | os.O_CREAT, stack)
            while not _take(handle):
                if time.monotonic() >= end:
                    waited = f"waited {patience:g} seconds; try again when it has ended"
                    raise OutputError(f"{path}: another program is changing it ({waited})")
                time.sleep(_PAUSE)
        except OSError as error:
            raise OutputError(f"{path}: its folder cannot be locked: {error.strerror or error}") from None
        yield


def _opened(path: Path, flags: int, stack: contextlib.ExitStack) -> int:
    handle = os.open(path, flags, 0o666)
    stack.callback(os.close, handle)
    return handle


def _take(handle: int) -> bool:
    """Try to take the lock: False when another program holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
