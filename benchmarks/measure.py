"""One run of a program as a whole process: how long, how much work of the processor, how much memory."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import resource
    from collections.abc import Sequence

BUILD = Path("build/bench")
MOST_SECONDS = 180.0
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
    """Run a program to its end, or for `MOST_SECONDS`."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=BUILD) as out, tempfile.TemporaryFile(dir=BUILD) as err:
        actions = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, err.fileno(), 2)]
        begun = time.perf_counter()
        child = os.posix_spawnp(command[0], list(command), environment(**env), file_actions=actions)
        end = threading.Timer(MOST_SECONDS, os.kill, (child, 9))
        end.start()
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - begun
        end.cancel()
        return Run(
            seconds,
            _cpu(usage),
            usage.ru_maxrss / _KIBIBYTES / 1024,
            os.waitstatus_to_exitcode(status),
            _text(out),
            _text(err),
        )


def _cpu(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def summary(runs: Sequence[Run]) -> Taken:
    """Put several runs of one program together."""
    return Taken(
        statistics.median(one.seconds for one in runs),
        min(one.cpu for one in runs),
        max(one.mebibytes for one in runs),
        len(runs),
    )
