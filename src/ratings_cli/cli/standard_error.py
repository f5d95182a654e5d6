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
    from collections.abc import Callable, Iterator


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


@contextlib.contextmanager
def reading_progress() -> Iterator[Callable[[float], None]]:
    """Show which share of a file is read, from 0 to 1. Without a terminal, or when it is soon read, nothing is shown.

    The bar is taken away, whatever happens, so that it stands in nothing that follows.
    """
    visible_from = time.monotonic() + _PATIENCE if sys.stderr.isatty() else float("inf")
    shown = ""

    def write(bar: str) -> None:
        nonlocal shown
        if bar != shown:
            with contextlib.suppress(OSError):  # a text would have \r written out
                sys.stderr.buffer.write(f"\r{bar.ljust(len(shown))}\r{bar}".encode())
                sys.stderr.buffer.flush()
            shown = bar

    def show(share: float) -> None:
        if time.monotonic() >= visible_from:
            done = round(min(max(share, 0), 1) * _BAR)
            write(f"Reading [{'#' * done}{'.' * (_BAR - done)}] {min(share, 1):4.0%}")

    try:
        yield show
    finally:
        write("")


class _Forgiving(io.TextIOWrapper):
    """Writes out what could play tricks on a terminal, whoever says it; what the system refuses is gone."""

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            super().write(escape_control_lines(text))
        return len(text)
