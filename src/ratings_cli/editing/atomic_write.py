"""Putting a new text in the place of a file: whole or not at all, and never over what was saved there meanwhile."""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import signal
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ratings_cli.model.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ENDING = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux
_HERE = -100  # AT_FDCWD: a name is as seen from the folder that the program runs in
PATIENCE = 30.0
_PAUSE = 0.02


def replace_file(path: Path, data: bytes, expected: bytes | None = None) -> None:
    """Put `data` in a file's place in one step, so that no reader ever sees half of it.

    A link is followed, so that the file it leads to is replaced. Devices and pipes are written to directly.

    Args:
        path: the file.
        data: what it shall hold.
        expected: what it must hold until then; None when that does not matter.

    Raises:
        UsageError: the folder is not there, or the path is a folder.
        OutputError: the system refuses, or it would lose something; the message says why. The file is as it was.
    """
    try:
        if path.is_dir():
            raise UsageError(f"--output: '{path}' is a folder (name a file in it)")
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(data)
            return
        target = _followed(path)
        if not target.parent.is_dir():
            folder = target.parent if path.is_symlink() else path.parent
            raise UsageError(f"--output: there is no folder '{folder}' (make it first)")
        before = target.stat() if target.exists() else None
        if before is not None:
            _check_replaceable(path, target, before)
        with _signals_wait():
            _replace(path, target, data, before, expected)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from None


def _followed(path: Path) -> Path:
    """Where a link leads in the end; the path itself when it is none."""
    try:
        target = path.resolve()
    except RuntimeError:  # what Python before 3.13 makes of links that lead in a circle
        target = path
    if target.is_symlink():
        raise OSError(os.strerror(errno.ELOOP))
    return target


def _check_replaceable(path: Path, target: Path, before: os.stat_result) -> None:
    """Refuse to replace a file that is meant to stay as it is, or that has a second name, which would not change."""
    if not before.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise OutputError(f"{path}: may only be read (let it be written to: chmod u+w; or name another file)")
    if before.st_nlink > 1:
        message = "has another name as well (a hard link), under which it would stay as it is"
        raise OutputError(f"{path}: {message} (make a copy, and name that)")


@contextlib.contextmanager
def _signals_wait() -> Iterator[None]:
    """Let what would end the program wait until the file is whole and nothing else is left behind."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _is_to_end() -> bool:
    """Whether a signal that ends the program waits."""
    waiting = signal.sigpending() & _ENDING if hasattr(signal, "sigpending") else set()
    return any(signal.getsignal(item) is not signal.SIG_IGN for item in waiting)


def _replace(path: Path, target: Path, data: bytes, before: os.stat_result | None, expected: bytes | None) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            _take_after(path, target, file.fileno(), before)
            os.fsync(file.fileno())
        if _is_to_end():
            raise KeyboardInterrupt
        if expected is None:
            temporary.replace(target)
        elif not _swapped_in(temporary, target, data, expected):
            raise OutputError(f"{path}: was changed by another program just now (nothing is added; try again)")
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _take_after(path: Path, target: Path, handle: int, before: os.stat_result | None) -> None:
    """Give a new file the owner, the permissions and the further attributes of the one that it replaces."""
    if before is None:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(handle, 0o666 & ~mask)
        return
    own = os.fstat(handle)
    if (own.st_uid, own.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.chown(handle, before.st_uid, before.st_gid)
        except PermissionError:
            message = "belongs to another user or group, which it would lose"
            raise OutputError(f"{path}: {message} (let its owner do it, or name a copy)") from None
    os.chmod(handle, stat.S_IMODE(before.st_mode))
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):  # where the disk has none, or they are the system's own
            for attribute in os.listxattr(target):
                os.setxattr(handle, attribute, os.getxattr(target, attribute))


def _swapped_in(temporary: Path, target: Path, data: bytes, expected: bytes) -> bool:
    """Put a new file in place of one that holds what is expected; otherwise leave, or put back, what is there.

    To look first and replace then leaves a moment in which an editor can save. So the two files change places, which
    shows what was really there; where that is something else, it is put back, and so on until nothing newer comes out.
    """
    if target.read_bytes() != expected:
        return False
    exchange = exchanger()
    within = data
    while True:
        try:
            exchange(temporary, target)
        except OSError as error:
            if error.errno not in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
                raise
            temporary.replace(target)  # the system, or the disk, cannot exchange
            return True
        out = temporary.read_bytes()
        if out == expected:
            return within == data
        within, expected = out, within


@functools.cache
def exchanger() -> Callable[[Path, Path], None]:
    """What lets two files change places in one step."""
    if not sys.platform.startswith("linux"):
        return _cannot_exchange
    import ctypes

    rename: Any = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", _cannot_exchange)

    def exchange(path: Path, other: Path) -> None:
        if rename(_HERE, os.fsencode(path), _HERE, os.fsencode(other), _EXCHANGE):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    return exchange


def _cannot_exchange(*_: object) -> None:
    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))


def _sync_folder(folder: Path) -> None:
    """See to it that the new name of the file is on the disk too; where folders cannot be asked that, it is left."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_same(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file."""
    try:
        return path.is_file() and path.samefile(other)
    except OSError:  # one of them is not there, or its name is impossible, which is said elsewhere
        return False


@contextlib.contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a file, which need not be there yet, while the block runs.

    Without it, two that read the file at the same moment would each write it with their own addition only. The system
    drops the lock when the program that holds it ends, however it ends.

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
