"""Standard error takes messages, notes on how a run went, and a bar for work that takes long.

Where it cannot be written, the run goes on without it.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from typing import TYPE_CHECKING

from ratings_cli.model.escape import escape_control, escape_control_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self


@contextlib.contextmanager
def ignore_stderr_errors() -> Iterator[None]:
    """Let what is said on standard error get lost where it is full, broken or closed, so that it changes no status.

    Whoever writes there need not think of it: the program's own notes, Typer's messages on a command line.
    """
    real = sys.stderr
    if real is not None and not hasattr(real, "buffer"):  # something else has put a stream of its own there
        yield
        return
    stream = _Forgiving(
        real.buffer if real else open(os.devnull, "wb"),  # noqa: PTH123, SIM115 - `2>&-`: it stands to the end
        encoding=real.encoding if real else "utf-8",
        errors=real.errors if real else "backslashreplace",
        line_buffering=True,
    )
    sys.stderr = stream
    try:
        yield
    finally:
        sys.stderr = real
        with contextlib.suppress(OSError):
            stream.detach()


def say(*lines: str) -> None:
    """Say something about the run, each on one line of standard error, whatever the names in it hold."""
    for line in lines:
        print(escape_control(line), file=sys.stderr)  # noqa: T201 - this is where such things are said


_PATIENCE = 1.0
"""How many seconds pass before there is a bar."""
_BAR = 30


class Progress:
    """Shows which share of the work is done. Without a terminal, or when it is done soon, it shows nothing."""

    def __init__(self, what: str) -> None:
        """Begin to wait; `what` is the work, in a word."""
        self.what = what
        self.visible_from = time.monotonic() + _PATIENCE if sys.stderr.isatty() else float("inf")
        self.shown = ""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __call__(self, share: float) -> None:
        """Show that a share of the work, from 0 to 1, is done."""
        if time.monotonic() >= self.visible_from:
            done = round(min(max(share, 0), 1) * _BAR)
            self._write(f"{self.what} [{'#' * done}{'.' * (_BAR - done)}] {min(share, 1):4.0%}")

    def __exit__(self, *_: object) -> None:
        """Take the bar away, whatever happened, so that it stands in nothing that follows."""
        self._write("")

    def _write(self, bar: str) -> None:
        if bar != self.shown:
            with contextlib.suppress(OSError):  # a text would have \r written out
                sys.stderr.buffer.write(f"\r{bar.ljust(len(self.shown))}\r{bar}".encode())
                sys.stderr.buffer.flush()
            self.shown = bar


class _Forgiving(io.TextIOWrapper):
    """Writes out what could play tricks on a terminal, whoever says it; what the system refuses is gone."""

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            super().write(escape_control_lines(text))
        return len(text)
