"""How long the commands take, start to end: the median and the slowest of several runs of each.

Run by `make bench`. The number of runs may be given as an argument.
"""

import statistics
import subprocess
import sys
import time

COMMANDS = (
    ["--help"],
    ["table"],
    ["table", "--league", "all", "--wide"],
    ["table", "--format", "csv"],
    ["table", "--format", "json"],
)


def seconds(arguments: list[str]) -> float:
    """Run `ratings` once and say how long it took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "ratings_cli", *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def bench(runs: int) -> None:
    """Print one line for each command."""
    print(f"{'median':>8}  {'slowest':>8}  of {runs} runs")
    for arguments in COMMANDS:
        seconds(arguments)  # the first one also compiles
        times = [seconds(arguments) for _ in range(runs)]
        print(f"{statistics.median(times):6.3f} s  {max(times):6.3f} s  ratings {' '.join(arguments)}")


if __name__ == "__main__":
    bench(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
