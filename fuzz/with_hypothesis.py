"""Fuzz one target with hypothesis: python fuzz/with_hypothesis.py TARGET SECONDS MEGABYTES."""

from __future__ import annotations

import resource
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from targets import TARGETS

if TYPE_CHECKING:
    from types import FrameType

_PATIENCE = 10
"""After how many seconds one input counts as a hang."""
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)


def _hang(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"one input took longer than {_PATIENCE} seconds")


def main(name: str, seconds: float) -> None:
    """Make up inputs until the time is up; what breaks a promise is shown in its smallest form, and raised."""
    strategy, keep = TARGETS[name]
    end = time.monotonic() + seconds
    tried = 0
    signal.signal(signal.SIGALRM, _hang)

    @settings(
        max_examples=200,
        deadline=None,
        phases=_PHASES,
        database=DirectoryBasedExampleDatabase(Path("build/fuzz/hypothesis")),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def promise(drawn: Any) -> None:  # noqa: ANN401 - each target has inputs of its own kind
        nonlocal tried
        if time.monotonic() > end:
            return
        tried += 1
        signal.alarm(_PATIENCE)
        try:
            keep(drawn)
        finally:
            signal.alarm(0)

    while time.monotonic() < end:
        promise()
    print(f"{name}: hypothesis tried {tried:,} inputs")


if __name__ == "__main__":
    most = int(sys.argv[3]) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    main(sys.argv[1], float(sys.argv[2]))
