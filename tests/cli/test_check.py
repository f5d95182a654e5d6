"""`ratings check`: every problem of a data file, with its line and what to do, and an honest exit status."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CASES_FOLDER, ROOT, Result, Run
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.checks import check_file, check_text
from ratings_cli.reading import shipped_path

FOLDER = CASES_FOLDER / "check"
FILES = sorted(FOLDER.glob("*.yaml"))
Write = Callable[..., Path]

SOUND = """\
inspections:
  - provider: Northshire
    published: 2019-05-03
    overall: good
    sources: [{publisher: Gazette, url: "https://www.example.org/1"}]
"""
UNSOURCED = "inspections:\n  - {provider: Northshire, overall: good}\n"
BROKEN = "inspections:\n  - {provider: Northshire, overall: godo}\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_has_the_problems_that_stand_beside_it(
    path: Path, ratings: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    result = ratings("check", path.name)
    assert result.out == path.with_suffix(".expected").read_text(encoding="utf-8")
    assert result.err == ""
    assert result.status == int(": error: " in result.out)


def test_every_file_and_every_expectation_has_its_other_half() -> None:
    assert {path.stem for path in FILES} == {path.stem for path in FOLDER.glob("*.expected")}


def test_every_warning_of_the_checks_is_shown_by_a_file() -> None:
    # The fixed words of each message in the code, up to its first value, must be in some expectation.
    shown = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.expected"))
    for module in (ROOT / "src/ratings_cli/checks").glob("*.py"):
        code = module.read_text(encoding="utf-8")
        for message in re.findall(r'message = f"([^"]+)"', code):
            words = max(re.split(r"\{[^}]*\}", message), key=len)
            assert words in shown, f"{module.name}: {message}"


@pytest.mark.parametrize("format_name", ["table", "json"])
def test_errors_fail_and_warnings_fail_only_when_they_count(ratings: Run, write: Write, format_name: str) -> None:
    for text, status, strict_status in [(SOUND, 0, 0), (UNSOURCED, 0, 1), (BROKEN, 1, 1)]:
        path = write(text)
        assert ratings("check", path, "--format", format_name).status == status
        assert ratings("check", path, "--format", format_name, "--strict").status == strict_status


def test_the_shipped_record_has_nothing_to_look_at_twice(ratings: Run) -> None:
    result = ratings("check", "--strict")
    assert result.out == "no problems: 143 inspections of 104 providers\n"
    assert result.status == 0


def test_the_file_to_check_may_come_from_the_environment_or_from_data(
    ratings: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(BROKEN)
    assert ratings("check", "--data", path).status == 1
    monkeypatch.setenv("RATINGS_DATA", str(path))
    assert ratings("check").status == 1
    assert ratings("check", write(SOUND, "other.yaml")).status == 0


def test_a_file_that_is_not_there_is_told_alike_by_every_command(ratings: Run, tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    found = {ratings(*words) for words in (("check", path), ("table", "--data", path), ("show", "x", "--data", path))}
    found.add(ratings("add", "--data", path, "--provider", "x", "--overall", "good"))
    assert found == {Result("", f"{path}: there is no such file (check its name, or start one: ratings init)\n", 1)}


def test_json_holds_the_same_problems(ratings: Run, write: Write) -> None:
    path = write(BROKEN)
    assert ratings("check", path, "--format", "json").json == {
        "file": str(path),
        "inspections": 1,
        "providers": 1,
        "errors": 1,
        "warnings": 1,
        "problems": [
            {
                "line": 2,
                "column": 5,
                "sheet": None,
                "severity": "warning",
                "message": "the inspection of 'Northshire' has no source (add 'sources', with publisher and url)",
            },
            {
                "line": 2,
                "column": 37,
                "sheet": None,
                "severity": "error",
                "message": "unknown band 'godo' (did you mean 'good'?)",
            },
        ],
    }


def test_json_says_null_where_there_is_no_line_and_no_making_sense(ratings: Run, write: Write) -> None:
    body = ratings("check", write(""), "--format", "json").json
    assert (body["inspections"], body["errors"]) == (None, 1)
    assert (body["problems"][0]["line"], body["problems"][0]["column"]) == (None, None)


def test_an_unknown_format_is_a_usage_error(ratings: Run) -> None:
    result = ratings("check", "--format", "csv")
    assert (result.out, result.status) == ("", 2)
    assert result.err == "Error: --format: there is no format 'csv' (formats: table, json)\n"


def test_a_control_character_in_a_name_does_not_reach_the_terminal(ratings: Run, write: Write) -> None:
    out = ratings("check", write('inspections:\n  - {provider: "North\\eshire"}\n')).out
    assert "\x1b" not in out
    assert "North\\x1bshire" in out


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("published: 2019-05-03", "published: 2109-05-03", "more than 3 years"),
        ("published: 2018-12-18\n    fieldwork: 2018-08", "published: 2018-02-18\n    fieldwork: 2018-08", "fieldwork"),
        ("areas: [Cheshire, Greater Manchester]", "areas: [Chesire, Greater Manchester]", "one letter"),
        ("areas: [Norfolk, Suffolk]", "areas: [norfolk, Suffolk]", "spelling alone"),
        ("tally: {good: 1, requires improvement: 5", "tally: {outstanding: 1, requires improvement: 5", "tally"),
    ],
)
def test_one_slip_in_the_shipped_record_is_noticed(right: str, wrong: str, words: str) -> None:
    text = shipped_path().read_text(encoding="utf-8")
    assert right in text
    report = check_text(text.replace(right, wrong, 1), "data.yaml")
    assert report.errors == 0
    assert any(words in problem.message for problem in report.problems)


LINES = st.sampled_from((FOLDER / "everything.yaml").read_text(encoding="utf-8").splitlines())


@given(st.lists(LINES, max_size=30))
def test_no_jumble_of_lines_breaks_the_check(lines: list[str]) -> None:
    report = check_text("inspections:\n" + "\n".join(lines), "data.yaml")
    assert list(report.problems) == sorted(report.problems)


@given(st.integers(min_value=0), st.text("abcdefghijklmnop: -[]{}'\"\n0129", max_size=3))
def test_no_slip_of_the_keyboard_breaks_the_check(place: int, typed: str) -> None:
    text = (ROOT / "docs/examples/full.yaml").read_text(encoding="utf-8")
    place %= len(text)
    report = check_text(text[:place] + typed + text[place + 1 :], "data.yaml")
    assert report.passed(strict=False) == (report.errors == 0)


def test_a_report_counts_errors_and_warnings_apart() -> None:
    report = check_file(FOLDER / "errors-and-warnings.yaml")
    assert (report.errors, report.warnings, report.inspections) == (4, 3, 3)


class TestCsv:
    ROWS = (
        "Provider,Owner,Published,Overall\n"
        "Ash House,Acme Care,2019-05-03,good\n"
        "Beech Lodge,Acme care,2019-05-04,good\n"
        "Cedar Court,Bright,2091-05-05,good\n"
    )

    def test_rows_get_the_warnings_that_make_sense_for_them_with_their_lines(self, ratings: Run, write: Write) -> None:
        path = write(self.ROWS, "homes.csv")
        result = ratings("check", path, "--strict")
        assert result.out == (
            f"{path}:3:1: warning: owners 'Acme Care' and 'Acme care' differ in spelling alone (write one way)\n"
            f"{path}:4:1: warning: 5 May 2091 is more than 3 years after every other report (is the year right?)\n"
            f"2 warnings in 3 inspections of {path}\n"
        )
        assert result.status == 1

    def test_what_the_table_would_refuse_is_an_error(self, ratings: Run, write: Write) -> None:
        path = write(self.ROWS.replace("-05,good", "-05,splendid"), "homes.csv")
        *refused, example = ratings("table", "--data", path).err.splitlines()
        assert example == f"For example: ratings table --data {path} --label splendid=BAND"
        out = ratings("check", path).out.splitlines()
        assert [line.replace(": error: ", ": ") for line in out[:-1]] == refused
        assert out[-1] == f"1 error in {path}"
        assert ratings("check", path, "--label", "splendid=outstanding").status == 0

    def test_a_yaml_file_that_names_a_csv_is_checked_for_what_it_says_itself(self, ratings: Run, write: Write) -> None:
        write(self.ROWS, "homes.csv")
        path = write("inspections: {csv: homes.csv}\nowners:\n  - name: Bright\n    sources: [{publisher: Bright}]\n")
        assert f"{path}:4:15: warning: source 'Bright' has no address" in ratings("check", path).out
