"""The tools that are measured, and how each is asked the same question."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import BUILD

HERE = Path(__file__).parent
REGION = "North East"
AS_OF = "2023-06-30"
_ID = re.compile(r" \[[^]]*\]$")
COLUMNS = ("position", "provider", "owner", "overall", "published")


@dataclass(frozen=True)
class Rival:
    """A tool and the command that asks it.

    Args:
        name: what it is called.
        command: what to run.
        missing: why there is none.
        answers: whether it answers the question; else it is there to show what a part of the work takes.
    """

    name: str
    command: tuple[str, ...]
    missing: str = ""
    answers: bool = True


def ratings(file: Path) -> Rival:
    """This program."""
    program = Path(sys.executable).with_name("ratings")
    options = ("--data", str(file), "--region", REGION, "--rerank", "--as-of", AS_OF, "--format", "csv")
    return Rival("ratings", (str(program), "table", *options))


def others(file: Path) -> list[Rival]:
    """The other tools, those that are missing included."""
    # It begins with a comment, and the shell of SQLite takes what begins with a hyphen for an option.
    question = "\n" + (HERE / "question.sql").read_text(encoding="utf-8")
    view = f"CREATE VIEW inspections AS FROM read_csv('{file}');\n"
    python = str(BUILD / "tools" / "bin" / "python")
    score = (
        "$overall = tolower($overall);"
        '$score = {"outstanding": 3, "good": 2, "requires improvement": 1, "inadequate": 0}[$overall]'
    )
    miller = (
        *("--icsv", "--ocsv"),
        *("filter", f'$region == "{REGION}" && $published <= "{AS_OF}" && $overall != "Not judged"', "then"),
        *("sort", "-r", "published", "then", "head", "-n", "1", "-g", "id", "then", "put", score, "then"),
        *("sort", "-nr", "score", "-f", "provider", "-f", "id", "then"),
        *("put", "-f", str(HERE / "question.mlr"), "then", "cut", "-o", "-f", ",".join(COLUMNS)),
    )
    reading = (sys.executable, str(HERE / "only_reading.py"), str(file))
    return [
        Rival("(Python's csv module, reading alone)", reading, answers=False),
        _rival("DuckDB", "duckdb", "-csv", "-c", view + question),
        _rival("polars", python, str(HERE / "with_polars.py"), str(file), REGION, AS_OF),
        _rival("SQLite", "sqlite3", "-csv", "-header", "-cmd", f".import '{file}' inspections", ":memory:", question),
        _rival("Miller", "mlr", *miller, str(file)),
        _rival("pandas", python, str(HERE / "with_pandas.py"), str(file), REGION, AS_OF),
        _rival(
            "csvkit",
            "csvsql",
            "--no-inference",
            "--no-constraints",
            "--snifflimit",
            "0",
            "--tables",
            "inspections",
            "--query",
            question,
            str(file),
        ),
    ]


def _rival(name: str, program: str, *arguments: str) -> Rival:
    """Find a tool: in the environment that is made for them, or on the path."""
    own = BUILD / "tools" / "bin" / Path(program).name
    found = str(own) if own.exists() else shutil.which(program)
    return Rival(name, (found, *arguments)) if found else Rival(name, (), f"{Path(program).name} is not installed")


def answer(out: str) -> list[tuple[str, ...]]:
    """What a tool answered, in a form that can be compared; those that share a place in any order.

    `ratings` also lists who was inspected and has no rating, without a position; the question is who has one. And it
    puts the id after the name of namesakes.
    """
    rows = (row for row in csv.DictReader(io.StringIO(out)) if row.get("position"))
    return sorted(tuple(_ID.sub("", row.get(column) or "").casefold() for column in COLUMNS) for row in rows)
