"""One run of a program as a whole process: how long, how much work of the processor, how much memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BUILD = Path("build/bench")
ALONE = Path(__file__).with_name("alone.py")
MOST_SECONDS = 180
"""A run that takes longer is ended."""
LONG_SECONDS = 10.0
"""A program whose first run takes longer is run once."""
_KIBIBYTES = 1024 if sys.platform == "darwin" else 1
"""What `ru_maxrss` counts in: bytes on macOS, KiB elsewhere."""


@dataclass(frozen=True)
class Run:
    """What one run took, and what it wrote to standard output."""

    seconds: float
    cpu: float
    mebibytes: float
    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Taken:
    """What several runs of one program took: the median time, the least work, the largest memory."""

    seconds: float
    cpu: float
    mebibytes: float
    runs: int


def environment(**more: str) -> dict[str, str]:
    """The environment of every run: Python's compiled files are kept, as they are where a program is installed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RATINGS", "TYPER"))}
    return {**kept, "PYTHONPYCACHEPREFIX": str((BUILD / "compiled").resolve()), **more}


def run(command: Sequence[str], **env: str) -> Run:
    """Run a program to its end, or for `MOST_SECONDS`, by way of `alone.py`."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        # -I and -S: nothing but Python itself, so that the process that starts the program is small.
        starter = (sys.executable, "-I", "-S", str(ALONE), str(MOST_SECONDS), str(out), str(err))
        told = subprocess.run([*starter, *command], env=environment(**env), capture_output=True, text=True, check=True)  # noqa: S603 - our own commands
        seconds, cpu, memory, status = told.stdout.split()
        mebibytes = int(memory) / _KIBIBYTES / 1024
        return Run(float(seconds), float(cpu), mebibytes, int(status), _text(out), _text(err))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def summary(runs: Sequence[Run]) -> Taken:
    """Put several runs of one program together."""
    return Taken(
        statistics.median(item.seconds for item in runs),
        min(item.cpu for item in runs),
        max(item.mebibytes for item in runs),
        len(runs),
    )
