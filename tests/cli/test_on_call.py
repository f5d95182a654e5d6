"""Commands are loaded only when they are called, and the list of them says of each what its own help says."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from conftest import Run

from ratings_cli.cli.app import COMMANDS

SLOW = ("rich", "yaml", "ratings_cli.cli.options", "ratings_cli.model.records")
"""What takes long to load, and no list of commands needs. (Typer itself loads Pydantic to complete a word.)"""


def loaded(env: dict[str, str], *args: str) -> set[str]:
    """Run the program, and return every module that it has loaded by its end."""
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from ratings_cli.cli.app import main\n"
        f"sys.argv = ['ratings', *{args!r}]\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    return set(done.stderr.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_commands_own_help_says(ratings: Run, name: str) -> None:
    own = " ".join(ratings(name, "--help").out.split())
    assert f" {COMMANDS[name]} " in own


def test_the_help_lists_every_command(ratings: Run) -> None:
    listed = [
        line.split()[0] for line in ratings("--help").out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    ]
    assert listed == list(COMMANDS)


@pytest.mark.parametrize(
    ("env", "args"),
    [
        ({}, ["--help"]),
        ({"_RATINGS_COMPLETE": "complete_bash", "COMP_WORDS": "ratings st", "COMP_CWORD": "1"}, []),
    ],
)
def test_what_needs_no_command_loads_none(env: dict[str, str], args: list[str]) -> None:
    assert loaded(env, *args).isdisjoint(SLOW)


def test_a_slip_in_the_name_of_a_command_is_told(ratings: Run) -> None:
    result = ratings("tabel")
    assert (result.status, result.out) == (2, "")
    assert "there is no command 'ratings tabel' (did you mean ratings table?)" in result.err


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("show", "NAME..."),
        ("compare", "NAME NAME..."),
        ("post", "[NAME...]"),
        ("check", "[FILE]"),
        ("init", "[FILE]"),
    ],
)
def test_help_names_arguments_as_manuals_do(ratings: Run, name: str, arguments: str) -> None:
    shown = ratings(name, "--help").out
    assert f"Usage: ratings {name} [OPTIONS] {arguments}\n" in shown
    assert f"Arguments:\n  {arguments.strip('[]')}  " in shown


@pytest.mark.parametrize("name", [*COMMANDS, "by owner", "by area", "by region", "by date"])
def test_no_help_shows_a_type_of_python(ratings: Run, name: str) -> None:
    assert not re.search(r"<\w+[\[\]\w]*>|list\[|[{}]", ratings(*name.split(), "--help").out)
