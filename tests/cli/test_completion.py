"""Tab completion offers the names of the data, in a form that the shell takes and that finds what it names."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Run

SMALL = ROOT / "tests" / "cases" / "golden" / "small.yaml"


def offers(ratings: Run, line: str, shell: str = "bash", **settings: str) -> list[str]:
    """What is offered for the last word of a line; the line ends in a space where nothing of it is typed yet."""
    words = line.split(" ")
    env = {"_RATINGS_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    result = ratings(env={**env, "_TYPER_COMPLETE_ARGS": line, **settings})
    assert result.err == ""
    return [offer for offer in result.out.splitlines() if offer]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ratings table --owner S", ["Sodexo", "Seetec", "Staffline"]),
        ("ratings table --owner sod", ["sodexo"]),  # as typed: names match in any case
        ("ratings table --owner Work", ["Working-Links"]),  # one word for the shell
        ("ratings table --owner xyzzy", []),
        ("ratings table --area northan", ["northants"]),  # an alias
        ("ratings table --area Isle", ["Isle-of-Wight"]),
        ("ratings table --by through", ["through-the-gate"]),
        ("ratings table --by po", ["points"]),
        ("ratings table --league ", ["CRC", "NPS", "PDU", "region", "all"]),
        ("ratings table --band ", ["outstanding", "good", "requires-improvement", "inadequate"]),
        ("ratings table --format js", ["json"]),
        ("ratings check --format ", ["table", "json"]),
        ("ratings post --format ", ["markdown", "html"]),
        ("ratings add --programme crc", ["crc-2018", "crc-2019"]),
        ("ratings add --standard lead", ["leadership="]),  # its band follows
        ("ratings add --standard court", ["court-reports-and-case-allocation=", "court-work="]),
        ("ratings add --programme PDU-2021 --standard court", ["court-work="]),  # the others are not of that one
        (f"ratings add --data {SMALL} --programme ", ["look-2016", "round-1", "round-2"]),
        (f"ratings add --data {SMALL} --standard ", ["deck=", "engine=", "crew="]),
        ("ratings add --new-provider --region Wa", ["Wales"]),
        ("ratings add --new-provider --area Isle", ["Isle-of-Wight"]),
        ("ratings add --tally r", ["requires-improvement="]),  # its number follows
        ("ratings add --area-inspected Northan", ["Northants"]),
        ("ratings add --also merseyside-", ["merseyside-CRC"]),
        (f"ratings table --data {SMALL} --owner ", ["Acme", "Bell-and-Daughters"]),
        (f"ratings table --data {SMALL} --by ", ["overall", "points", "deck", "engine", "crew"]),
        ("ratings table --dates ", ["day-first", "month-first"]),
        ("ratings table --order ", ["best", "worst"]),
        ("ratings table --data nowhere.yaml --owner ", []),  # what is wrong completes nothing, and says nothing
    ],
)
def test_what_is_offered(line: str, offered: list[str], ratings: Run) -> None:
    assert offers(ratings, line) == offered


def test_the_data_of_the_environment_is_used(ratings: Run) -> None:
    assert offers(ratings, "ratings table --owner A", RATINGS_DATA=str(SMALL)) == ["Acme"]


@pytest.mark.slow
def test_every_owner_area_and_standard_of_the_record_is_offered_and_found(ratings: Run) -> None:
    for option, least in (("--owner", 8), ("--area", 60), ("--by", 18)):
        offered = offers(ratings, f"ratings table {option} ")
        assert len(offered) >= least
        for word in offered:
            assert shlex.split(word) == [word]  # the shell takes it as it is
            assert ratings("table", option, word, "--league", "all", "--format", "csv").status == 0, word


def test_other_shells_quote_names_themselves(ratings: Run) -> None:
    (offered,) = offers(ratings, "ratings table --owner W", "zsh")
    assert '"Working Links"' in offered


def test_a_band_follows_its_standard_where_the_shell_takes_them_for_one_word(ratings: Run) -> None:
    (offered,) = offers(ratings, "ratings add --standard leadership=in", "zsh")
    assert '"leadership=inadequate"' in offered


def test_names_that_no_shell_should_run(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("inspections: [{provider: A, owner: '$(touch gone); `x`', overall: good}]")
    assert offers(ratings, f"ratings table --data {path} --owner ") == ["touch-gone-x"]
