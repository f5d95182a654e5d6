"""Long output on a terminal goes through the pager, as with git: $PAGER, else `less -FRX`."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys


def show_in_pager(text: str) -> bool:
    """Show a text in the pager where somebody sits before a terminal that is too short for it, and there is one.

    Ctrl-C is for the pager, which stops what it is doing; it ends nothing.
    """
    command = shlex.split(os.environ.get("PAGER", "less -FRX"))
    is_watched = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if not is_watched or os.environ.get("TERM") == "dumb" or text.count("\n") < shutil.get_terminal_size().lines:
        return False
    if not command or shutil.which(command[0]) is None:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        encoded = text.encode(sys.stdout.encoding or "utf-8", "replace")
        subprocess.run(command, input=encoded, check=False)  # noqa: S603 - what the user has set
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True
