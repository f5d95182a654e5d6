"""What the tests share: the program run in this process, or as a process of its own, and small data files."""

from __future__ import annotations

import functools
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings

from ratings_cli import reading
from ratings_cli.model.dataset import DataSet
from ratings_cli.reading import read_yaml, shipped_path

ROOT = Path(__file__).resolve().parent.parent
CASES_FOLDER = ROOT / "tests" / "cases"
"""Files that are found by themselves: bad ones with their messages, tables with what they give, kept outputs."""

# How long an example takes says how busy the machine is, and nothing about the program.
# What has passed once passes again: to look for new inputs is what `make fuzz` is for.
# `make mutants` runs a test many times in one process, which Hypothesis takes for several executors.
settings.register_profile(
    "any machine",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-goldens", action="store_true", help="Write the kept outputs in tests/cases again.")


class Result(NamedTuple):
    """What a run of the program left: its two streams and its exit status."""

    out: str
    err: str
    status: int

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever was printed
        """The standard output, parsed as JSON."""
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests may change what the program does."""
    for name in ("RATINGS_DATA", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True, scope="session")
def _shipped_record_is_read_once() -> Iterator[None]:
    """Reading the record is two thirds of a command's time; a data set is frozen, so that tests can share the one."""
    read_yaml = reading.read_yaml
    shipped = shipped_path().read_text(encoding="utf-8")
    record = functools.cache(lambda name: read_yaml(shipped, name))

    def read(text: str, name: str, *options: Any) -> DataSet:  # noqa: ANN401 - handed on
        return record(name) if text == shipped else read_yaml(text, name, *options)

    with patch.object(reading, "read_yaml", read):
        yield


@pytest.fixture
def ratings() -> Run:
    """Run `ratings ARGS` in this process: quick, with standard output as a pipe that carries UTF-8."""

    def run(*args: str | Path, env: dict[str, str] | None = None) -> Result:
        from ratings_cli.cli.app import main

        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        status = 0
        with (
            patch.dict(os.environ, env or {}),
            patch.object(sys, "argv", ["ratings", *map(str, args)]),
            patch.object(sys, "stdout", out),
            patch.object(sys, "stderr", err),
        ):
            try:
                main()
            except SystemExit as exit_:
                status = exit_.code if isinstance(exit_.code, int) else 1
            finally:
                out.flush()
                err.flush()
        return Result(_text(out), _text(err), status)

    return run


def _text(stream: io.TextIOWrapper) -> str:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


@pytest.fixture
def process() -> Run:
    """Run `ratings ARGS` as a process of its own, as a user does; keyword arguments go to subprocess.run."""

    def run(*args: str | Path, env: dict[str, str] | None = None, **more: Any) -> Result:  # noqa: ANN401
        done = subprocess.run(
            [sys.executable, "-m", "ratings_cli", *map(str, args)],
            capture_output=True,
            check=False,
            env={**os.environ, **(env or {})},
            timeout=60,
            **more,
        )
        return Result(done.stdout.decode(), done.stderr.decode(), done.returncode)

    return run


def headings(out: str) -> list[str]:
    """The headings of the first table in a text: the line above the first rule."""
    lines = out.splitlines()
    above = lines[next(number for number, line in enumerate(lines) if line.startswith("\u2500")) - 1]
    return [heading for heading in re.split(" {2,}", above.strip()) if heading]


def at_a_terminal(arguments: list[Any], answers: str) -> str:
    """Run `ratings ARGUMENTS` in a terminal of its own, type the answers, and return what it showed."""
    import pty  # there is none on Windows

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ratings_cli", *map(str, arguments)]
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "100"}
    running = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=ROOT)
    os.close(theirs)
    os.write(ours, answers.encode())
    shown = b""
    while True:
        try:
            shown += os.read(ours, 4096)
        except OSError:
            break
    os.close(ours)
    running.wait(timeout=60)
    return shown.decode()


@pytest.fixture(scope="session")
def record() -> DataSet:
    """The shipped record."""
    return read_yaml(shipped_path().read_text(encoding="utf-8"), "data/inspections.yaml")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a small data file, and return its path."""

    def write_file(text: str, name: str = "data.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write_file
