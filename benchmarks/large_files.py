"""Large files: the same question to every tool, side by side, with the check that all give the same answer."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from benchmarks import rivals, table_files
from benchmarks.measure import BUILD, LONG_SECONDS, Run, Taken, run, summary


@dataclass(frozen=True)
class Outcome:
    """One tool with one file: what it took, or why it has no figures."""

    tool: str
    taken: Taken | None
    why_not: str = ""


@dataclass(frozen=True)
class Size:
    """All tools with one file."""

    rows: int
    mebibytes: float
    answers: int
    outcomes: list[Outcome]

    def taken(self, tool: str) -> Taken | None:
        """What one tool took."""
        return next((outcome.taken for outcome in self.outcomes if outcome.tool == tool), None)


def measure(rows: int, rounds: int) -> Size:
    """Ask every tool about a file of so many rows, in turn, `rounds` times."""
    BUILD.mkdir(parents=True, exist_ok=True)
    file = BUILD / f"inspections-{rows}.csv"
    table_files.make(file, rows)
    tools = [rivals.ratings(file), *rivals.others(file)]
    outcomes = {rival.name: Outcome(rival.name, None, rival.missing) for rival in tools}
    expected: list[tuple[str, ...]] | None = None
    runs: dict[str, list[Run]] = {}
    for _ in range(rounds + 1):
        for tool in tools:
            done = runs.setdefault(tool.name, [])
            if outcomes[tool.name].why_not or (done and done[0].seconds > LONG_SECONDS):
                continue
            item = run(tool.command)
            found = rivals.answer(item.out)
            if expected is None and item.status == 0:
                expected = found
            if why_not := _wrong(item, found, expected if tool.answers else found):
                outcomes[tool.name] = Outcome(tool.name, None, why_not)
            done.append(item)
            print(f"{rows:>9,} rows  {tool.name:36} {item.seconds:7.2f} s  {why_not}", file=sys.stderr)
    for name, done in runs.items():
        if done and not outcomes[name].why_not:
            outcomes[name] = Outcome(name, summary(done[1:] or done))  # the first one also warms up
    return Size(rows, file.stat().st_size / 1024**2, len(expected or ()), list(outcomes.values()))


def _wrong(item: Run, found: list[tuple[str, ...]], expected: list[tuple[str, ...]] | None) -> str:
    """Why a run does not count; empty when it does."""
    if item.status == -9:  # noqa: PLR2004 - the signal that ends a process
        return f"ended after {item.seconds:.0f} s, or out of memory"
    if item.status:
        return f"failed: {item.err.strip().splitlines()[-1:]}"
    return "" if found == expected else f"another answer: {len(found):,} rows instead of {len(expected or ()):,}"
