"""A bar on standard error for work that takes long, when somebody is there to see it."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

_PATIENCE = 1.0
"""How many seconds pass before there is a bar."""
_WIDTH = 30


class Progress:
    """Shows which share of the work is done. Without a terminal, or when it is done soon, it shows nothing."""

    def __init__(self, what: str) -> None:
        """Begin to wait; `what` is the work, in a word."""
        self.what = what
        self.visible = sys.stderr.isatty()
        self.begun = time.monotonic()
        self.shown = ""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __call__(self, share: float) -> None:
        """Show that a share of the work, from 0 to 1, is done."""
        if not self.visible or time.monotonic() - self.begun < _PATIENCE:
            return
        done = round(min(max(share, 0), 1) * _WIDTH)
        bar = f"{self.what} [{'#' * done}{'.' * (_WIDTH - done)}] {min(share, 1):4.0%}"
        if bar != self.shown:
            self._write(bar)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away, whatever happened, so that it stands in nothing that follows."""
        if self.shown:
            self._write("")

    def _write(self, bar: str) -> None:
        sys.stderr.buffer.write(f"\r{bar.ljust(len(self.shown))}\r{bar}".encode())  # a text would have \r written out
        sys.stderr.flush()
        self.shown = bar
