"""The whole table of a file with one row a provider: on a terminal, as CSV, and by pandas."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import table_files
from benchmarks.measure import BUILD, Run, Taken, run, summary

HERE = Path(__file__).parent
ROWS = 25_000
TERMINAL, CSV, PANDAS = "`ratings table` on a terminal", "`ratings table --format csv`", "pandas"


def measure(rounds: int) -> dict[str, Taken]:
    """Ask for the whole table in turn, `rounds` times after once to warm up."""
    BUILD.mkdir(parents=True, exist_ok=True)
    file = BUILD / f"providers-{ROWS}.csv"
    table_files.make(file, ROWS, inspections=1)
    program = (str(Path(sys.executable).with_name("ratings")), "table", "--data", str(file))
    commands: dict[str, tuple[str, ...]] = {
        TERMINAL: (sys.executable, str(HERE / "on_terminal.py"), *program),
        CSV: (*program, "--format", "csv"),
    }
    pandas = BUILD / "tools" / "bin" / "python"
    if pandas.exists():
        commands[PANDAS] = (str(pandas), str(HERE / "rivals" / "with_pandas.py"), str(file), "", "9999-12-31")
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            item = run(command)
            if item.status or item.out.count("\n") < ROWS * 0.9:
                raise RuntimeError(f"{name}: {item.err or 'wrote too little'}")
            runs[name].append(item)
    return {name: summary(done[1:]) for name, done in runs.items()}
