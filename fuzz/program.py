"""The whole program on one command line, in this process, and what must hold of every such run."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from facts import is_harmless

from ratings_cli.cli.app import main

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTHS = ("1", "2", "20", "80", "")


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def keep_commands(args: Sequence[str], folder: Path, *, terminal: bool, width: int) -> None:
    """A run ends with a status that is documented, and says in clear words why when it is not zero.

    Args:
        args: the command line.
        folder: where it runs; files that it makes are left there.
        terminal: whether standard output is a terminal.
        width: which of the widths of a terminal it has.
    """
    kind = _Terminal if terminal else io.TextIOWrapper
    out = kind(io.BytesIO(), encoding="utf-8", newline="", errors="strict")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", errors="backslashreplace")
    status: object = 0
    before = Path.cwd()
    os.chdir(folder)
    try:
        with (
            patch.object(sys, "argv", ["ratings", *args]),
            patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""))),
            patch.object(sys, "stdout", out),
            patch.object(sys, "stderr", err),
            patch.dict(os.environ, {"COLUMNS": _WIDTHS[width % len(_WIDTHS)], "NO_COLOR": "1"}),
        ):
            main()
    except SystemExit as ended:
        status = ended.code or 0
    finally:
        os.chdir(before)
    said = _text(out), _text(err)
    assert status in {0, 1, 2}, status
    assert status == 0 or said[0].strip() or said[1].strip(), "it fails without a word"
    assert "Traceback" not in said[1], said[1]
    assert is_harmless(said[1]), said[1]


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
