"""Fuzz everything for a bounded time: python fuzz/run.py SECONDS [TARGET...], in the checkout. See docs/reliability.md.

Each target is fuzzed with hypothesis and, where it is installed, with atheris, side by side, in processes whose memory
is bounded. What is found stays in build/fuzz, and is tried again first by the next run.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

TARGETS = ("yaml", "csv", "workbooks", "dates", "names", "formats", "ranking", "tables", "commands")
HERE = Path(__file__).resolve().parent
WORK = Path("build/fuzz")
MOST_MEGABYTES = 1024
GRACE = 60
"""How many seconds longer a fuzzer may take than its time, to begin and to end; a longer one hangs."""


def main(seconds: float, targets: list[str]) -> int:
    """Fuzz the targets in turn, and return how many promises were seen broken."""
    has_atheris = importlib.util.find_spec("atheris") is not None
    if not has_atheris:
        print("atheris is not installed here (no wheel for this Python or system?): hypothesis alone fuzzes.")
    share = max(1, round(seconds / len(targets)))
    found = 0
    for name in targets:
        logs = [_begin(name, "hypothesis", ["with_hypothesis.py", name, str(share), str(MOST_MEGABYTES)])]
        if has_atheris:
            logs.append(_begin(name, "atheris", ["with_atheris.py", name, *_options(name, share)]))
        found += sum(_end(*log, share) for log in logs)
    print(f"{found} finds" if found else "nothing found", f"({len(targets)} targets, {share} seconds each)")
    return found


def _options(name: str, share: int) -> list[str]:
    """The options of libFuzzer for a target; the inputs that reach new code are kept, and begun with next time."""
    kept = WORK / "corpus" / name
    kept.mkdir(parents=True, exist_ok=True)
    (WORK / "finds").mkdir(exist_ok=True)
    seeds = HERE / "corpus" / name
    return [
        str(kept),
        *([str(seeds)] if seeds.is_dir() else ["-len_control=0"]),
        f"-max_total_time={share}",
        "-timeout=10",
        f"-rss_limit_mb={MOST_MEGABYTES}",
        f"-artifact_prefix={WORK}/finds/{name}-",
        "-print_final_stats=1",
    ]


def _begin(name: str, engine: str, command: list[str]) -> tuple[subprocess.Popen[bytes], Path]:
    WORK.mkdir(parents=True, exist_ok=True)
    log = WORK / f"{name}-{engine}.log"
    with log.open("wb") as out:
        command = [sys.executable, str(HERE / command[0]), *command[1:]]
        # The reference of the ranking rules, and the records that it is held against, live with the tests.
        env = {**os.environ, "PYTHONPATH": str(HERE.parent / "tests")}
        return subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=env), log


def _end(running: subprocess.Popen[bytes], log: Path, share: int) -> bool:
    """Wait for a fuzzer, and say how it ended: whether it found anything."""
    try:
        running.wait(share + GRACE)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
        print(f"{log.stem}: HANGS, and was stopped (see {log})")
        return True
    text = log.read_text(encoding="utf-8", errors="replace")
    if running.returncode == 0:
        tried = re.findall(r"tried ([\d,]+) inputs|number_of_executed_units: (\d+)", text)
        print(f"{log.stem}: {int(''.join(tried[-1]).replace(',', '')) if tried else 0:,} inputs, no find")
        return False
    print(f"{log.stem}: FOUND something (the whole log: {log})")
    print("\n".join(f"  {line}" for line in text.splitlines()[-40:]))
    return True


if __name__ == "__main__":
    sys.exit(1 if main(float(sys.argv[1]), sys.argv[2:] or list(TARGETS)) else 0)
