"""Start-up: how soon `ratings` has answered, beside programs that do next to nothing on the same libraries."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.measure import Run, Taken, run, summary

HERE = Path(__file__).parent
TABLE, HELP, HELLO, BARE, BARE_PLAIN = (
    "ratings table",
    "ratings --help",
    "a hello-world on the four libraries",
    "a bare Typer program, --help",
    "the same with Rich turned off",
)


def measure(rounds: int) -> dict[str, Taken]:
    """Start every program in turn, `rounds` times after once to warm up."""
    python = sys.executable
    program = str(Path(python).with_name("ratings"))
    hello = str(HERE / "hello.py")
    bare = str(HERE / "bare.py")
    completion = {"_RATINGS_COMPLETE": "complete_bash"}
    programs: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
        "Python itself": ((python, "-c", "pass"), {}),
        BARE: ((python, bare, "--help"), {}),
        BARE_PLAIN: ((python, bare, "--help"), {"TYPER_USE_RICH": "0"}),
        HELLO: ((python, hello, str(HERE / "hello.yaml")), {}),
        HELP: ((program, "--help"), {}),
        "ratings table --help": ((program, "table", "--help"), {}),
        TABLE: ((program, "table"), {}),
        "tab completion: ratings st": ((program,), completion | {"COMP_WORDS": "ratings st", "COMP_CWORD": "1"}),
        "tab completion: ratings table --owner s": (
            (program,),
            completion | {"COMP_WORDS": "ratings table --owner s", "COMP_CWORD": "3"},
        ),
    }
    runs: dict[str, list[Run]] = {name: [] for name in programs}
    for _ in range(rounds + 1):
        for name, (command, env) in programs.items():
            item = run(command, **env)
            if item.status or not (item.out or name == "Python itself"):
                raise RuntimeError(f"{name}: {item.err or 'wrote nothing'}")
            runs[name].append(item)
    return {name: summary(done[1:]) for name, done in runs.items()}
