"""Help: short enough for 80 columns, with examples that run; and what a wrong command line is answered with."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

from ratings_cli.cli.app import COMMANDS
from ratings_cli.cli.help import EXAMPLES

sys.path.insert(0, str(ROOT / "tools"))
import doc_tables

BY = ("by owner", "by area", "by region", "by date", "by league", "by year")


@pytest.mark.parametrize("name", ["", *COMMANDS, *BY])
def test_help_is_whole_at_80_columns_and_has_two_to_four_examples(process: Run, name: str) -> None:
    help_text = process(*name.split(), "--help", env={"COLUMNS": "80"}).out
    assert max(map(len, help_text.splitlines())) <= 80
    commands = help_text.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert not any(line.endswith("...") for line in commands)
    examples = help_text.partition("Examples:\n")[2].splitlines()
    assert 2 <= len(examples) <= 4
    assert all(example.startswith(f"  ratings {name}".rstrip()) for example in examples)


@pytest.mark.parametrize("sentence", COMMANDS.values())
def test_a_command_is_described_in_at_most_50_characters(sentence: str) -> None:
    assert len(sentence) <= 50


@pytest.mark.parametrize("example", sorted({line for lines in EXAMPLES.values() for line in lines}))
def test_every_example_runs(ratings: Run, example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schools.csv").write_text("Name,Overall rating\nElm,Good\n")
    (tmp_path / "release.txt").write_text("Inspectors were at Leeds PDU.\n")
    if "schools.xlsx" in example:
        assert (
            ratings("table", "--data", "schools.csv", "--columns", "provider,overall", "-o", "schools.xlsx").out == ""
        )
    if "my.yaml" in example and " init " not in example:
        assert ratings("init", "my.yaml", "--from-shipped").status == 0
    _, *words = shlex.split(example)
    if words == ["add", "--data", "my.yaml"]:  # asks, in a terminal
        return
    result = ratings(*words)
    assert (result.status, "Traceback" in result.err) == (0, False)
    assert result.out or "Wrote" in result.err


def test_the_leagues_are_named_where_one_begins(ratings: Run) -> None:
    first = ratings()
    assert (first.status, first.err) == (0, "")
    for league in ("CRC", "NPS", "PDU", "region"):
        assert f"\n  {league} " in first.out
    assert first.out == ratings("--help").out


@pytest.mark.parametrize("words", [("help",), ("help", "table"), ("help", "by", "date"), ("help", "csv")])
def test_help_is_a_command_too(ratings: Run, words: tuple[str, ...]) -> None:
    result = ratings(*words)
    assert (result.status, result.err) == (0, "")
    subject = words[1:]
    if subject and subject != ("csv",):
        assert result.out == ratings(*subject, "--help").out


def test_help_on_nothing_there_is_lists_what_there_is(ratings: Run) -> None:
    result = ratings("help", "nonsense")
    assert (result.status, result.out) == (2, "")
    assert all(subject in result.err for subject in (*COMMANDS, "csv", "formats", "data"))


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("table --json", "use -f json"),
        ("table --csv", "use -f csv"),
        ("table --head 5", "use --limit N"),
        ("table --top 5", "use --limit N"),
        ("table --reverse", "use --order worst, or --sort -KEY"),
        ("table --year 2024", "use ratings by date --year YEAR"),
        ("table --no-notes", "use --notes none"),
        ("by date --since 2024", "use --from DATE"),
        ("show wales --sort x", "see: ratings show --help"),  # nothing like it there
        ("table --ownr sodexo", "did you mean --owner?"),
        ("owners", "use ratings list owners"),
        ("tabel", "did you mean ratings table?"),
        ("by onwer", "did you mean ratings by owner?"),
    ],
)
def test_what_people_type_from_habit_is_answered_with_what_does_it(ratings: Run, typed: str, instead: str) -> None:
    result = ratings(*typed.split())
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith("Error: there is no ")
    assert f"({instead})" in result.err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("table", "--as-of", "never", "-f", "json"), 2, "--as-of: 'never' is not a date"),
        (("table", "--format=json", "--nonsense"), 2, "there is no option --nonsense"),
        (("table", "--data", "nowhere.yaml", "--format", "json"), 1, "nowhere.yaml: there is no such file"),
    ],
)
def test_an_error_is_json_where_the_output_was_to_be(
    ratings: Run, words: tuple[str, ...], status: int, said: str
) -> None:
    result = ratings(*words)
    error = json.loads(result.err)["error"]
    assert (result.status, error["status"]) == (status, status)
    assert error["messages"][0].startswith(said)


def test_an_address_is_no_file_and_the_message_says_how_to_read_it(ratings: Run) -> None:
    result = ratings("table", "--data", "https://example.org/a/x.csv")
    assert result.status == 1
    assert "curl -sL https://example.org/a/x.csv | ratings table --data -" in result.err


def test_the_file_in_the_folder_is_used_and_that_is_said(
    ratings: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ratings.yaml").write_text("inspections: [{provider: Northshire, overall: good}]")
    result = ratings("table", "-f", "csv", "--columns", "provider,overall")
    assert result.out.splitlines() == ["provider,overall", "Northshire,good"]
    assert result.err == "Using ratings.yaml in this folder (--data FILE reads another)\n"
    Path("other.yaml").write_text("inspections: [{provider: Southshire, overall: good}]")
    other = ratings("table", "-f", "csv", "--columns", "provider", "--data", "other.yaml")
    assert (other.out.splitlines(), other.err) == (["provider", "Southshire"], "")


def test_a_format_may_be_named_by_its_file_ending(ratings: Run) -> None:
    assert ratings("table", "-f", "md").out == ratings("table", "-f", "markdown").out


def test_an_option_means_the_same_in_every_command_and_one_thing_has_one_option() -> None:
    """`add` is apart: its options are the fields of the inspection that is added."""
    meanings: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for command in doc_tables.COMMANDS_WITH_OPTIONS:
        if command == "add":
            continue
        for param in doc_tables.load_path(command).params:
            if param.param_type_name == "option":
                for name in param.opts:
                    meanings.setdefault(name, set()).add(doc_tables.meaning(param))
                names.setdefault(doc_tables.meaning(param), set()).add(param.opts[0])
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}
    assert {meaning: found for meaning, found in names.items() if len(found) > 1} == {}
