"""What a page of the docs shows of the program when several commands build on each other, in a folder of its own."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from pathlib import Path


class Session:
    """Commands that are run one after the other, in a folder that begins empty."""

    def __init__(self) -> None:
        """Make the folder; it is removed when the page is done."""
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)

    def show(self, *commands: str) -> str:
        """Run commands, and return them with what they say, as a block for the page."""
        return "```text\n" + "".join(f"$ {command}\n{self._said(command)}" for command in commands) + "```"

    def _said(self, command: str) -> str:
        words = shlex.split(command.replace("\\\n", " "))
        done = subprocess.run(words, cwd=self.folder.name, capture_output=True, text=True, check=False)
        if "Traceback" in done.stderr:
            raise RuntimeError(f"{command}: {done.stderr}")  # no page may show that
        return done.stdout + done.stderr

    def file(self, name: str) -> str:
        """Return a file of the folder, as a block for the page."""
        text = Path(self.folder.name, name).read_text(encoding="utf-8")
        return f"```yaml\n{text}```"
