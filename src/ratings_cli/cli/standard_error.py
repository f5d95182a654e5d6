"""Standard error takes messages and notes on how a run went. Where it cannot be written, the run goes on without it."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING, BinaryIO

from ratings_cli.model.escape import escape_control, escape_control_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import Buffer


@contextlib.contextmanager
def ignore_stderr_errors() -> Iterator[None]:
    """Let what is said on standard error get lost where it is full, broken or closed, so that it changes no status.

    Whoever writes there need not think of it: the program's own notes, Typer's messages on a command line.
    """
    real = sys.stderr
    if real is not None and not hasattr(real, "buffer"):  # something else has put a stream of its own there
        yield
        return
    sys.stderr = _Visible(
        _Forgiving(real.buffer if real else None),  # type: ignore[arg-type] # it needs no name
        encoding=real.encoding if real else "utf-8",
        errors=real.errors if real else "backslashreplace",
        line_buffering=True,
    )
    try:
        yield
    finally:
        sys.stderr.flush()
        sys.stderr = real


def say(line: str) -> None:
    """Say something about the run, on one line of standard error, whatever the names in it hold."""
    print(escape_control(line), file=sys.stderr)  # noqa: T201 - this is where such things are said


class _Visible(io.TextIOWrapper):
    """Writes out what could play tricks on a terminal, whoever says it; only line ends go through as they are."""

    def write(self, text: str) -> int:
        return super().write(escape_control_lines(text))


class _Forgiving(io.RawIOBase):
    """Passes on what is written; what the system refuses is gone."""

    def __init__(self, stream: BinaryIO | None) -> None:
        self.stream = stream  # None where standard error is closed: `2>&-`

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self.stream is not None and self.stream.isatty()

    def fileno(self) -> int:
        if self.stream is None:
            raise io.UnsupportedOperation("standard error is closed")
        return self.stream.fileno()

    def write(self, data: Buffer) -> int:
        size = memoryview(data).nbytes
        if self.stream is not None:
            with contextlib.suppress(OSError):
                self.stream.write(data)
                self.stream.flush()
        return size
