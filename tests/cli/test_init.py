"""`ratings init`: a data file to begin with; and the tutorial that begins with it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, Run

from ratings_cli.reading import read, shipped_path


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_first_file_passes_check_without_a_warning_and_makes_a_table(ratings: Run) -> None:
    made = ratings("init")
    assert (made.status, made.out) == (0, "")
    assert made.err.startswith("Wrote ratings.yaml.")
    checked = ratings("check", "ratings.yaml")
    assert (checked.status, "warning" in checked.out + checked.err) == (0, False)
    rows = ratings("table", "--data", "ratings.yaml", "--format", "json").json["rows"]
    assert [row["provider"] for row in rows] == ["Southshire CRC", "Northshire CRC"]


def test_the_lists_in_its_comments_are_a_part_of_a_data_file_too(ratings: Run) -> None:
    ratings("init", "mine.yaml")
    path = Path("mine.yaml")
    lists = re.search(r"^# owners:\n.*?(?=\n\n)", path.read_text(), re.DOTALL | re.MULTILINE)
    assert lists is not None
    path.write_text(path.read_text().replace(lists[0], re.sub("^# ?", "", lists[0], flags=re.MULTILINE)))
    assert set(yaml.safe_load(path.read_text())) == {"title", "owners", "providers", "inspections"}
    assert ratings("check", path).status == 0
    assert [
        row["region"] for row in ratings("table", "--data", path, "--area", "Easton", "--format", "json").json["rows"]
    ]


def test_the_commands_that_it_names_work(ratings: Run) -> None:
    made = ratings("init", "my homes.yaml")
    command = next(line.split() for line in made.err.splitlines() if "ratings table" in line)
    assert ratings(*shlex.split(" ".join(command))[1:]).status == 0
    assert "ratings table --data 'my homes.yaml'" in Path("my homes.yaml").read_text()


def test_a_first_file_can_be_added_to_at_once(ratings: Run) -> None:
    ratings("init", "mine.yaml")
    before = Path("mine.yaml").read_text()
    options = ("--overall", "good", "--published", "2026-11-01", "--source", "https://example.org/report")
    assert ratings("add", "--data", "mine.yaml", "--provider", "Northshire CRC", *options).status == 0
    assert Path("mine.yaml").read_text().startswith(before)
    rows = ratings("table", "--data", "mine.yaml", "--format", "json").json["rows"]
    assert [(row["provider"], row["published"]) for row in rows if row["overall"] == "good"] == [
        ("Northshire CRC", "2026-11-01"),
        ("Southshire CRC", "2025-02"),
    ]


def test_a_file_that_is_there_is_never_overwritten(ratings: Run) -> None:
    Path("ratings.yaml").write_text("mine")
    Path("link.yaml").symlink_to("ratings.yaml")
    for arguments in ((), ("link.yaml",), ("ratings.yaml", "--from-shipped"), ("--output", "ratings.yaml")):
        result = ratings("init", *arguments)
        assert result.status == 2
        assert "already exists" in result.err
    assert Path("ratings.yaml").read_text() == "mine"


def test_from_shipped_copies_the_record_byte_for_byte(ratings: Run) -> None:
    assert ratings("init", "mine.yaml", "--from-shipped").status == 0
    assert Path("mine.yaml").read_bytes() == shipped_path().read_bytes()
    assert len(read(Path("mine.yaml")).inspections) == len(read().inspections)


CSV = """\
Homes of the north
"Home ""A"" #1",Home number,Grade,Date
Ash: House,1,Good,13/05/2019
Ash: House,2,Fine,14/05/2019
"""


def test_a_csv_gets_a_file_that_settles_how_it_is_read(ratings: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "homes.csv").write_text(CSV)
    roles = ('provider=Home "A" #1', "id=Home number", "published=Date", "overall=Grade")
    options = [word for role in roles for word in ("--column", role)]
    made = ratings("init", "in/homes.csv", "-o", "out/homes.yaml", *options, "--label", "Fine=requires improvement")
    assert made.status == 0
    assert "day first" in made.err  # what was found is said
    settled = yaml.safe_load(Path("out/homes.yaml").read_text())["inspections"]
    assert settled["csv"] == "../in/homes.csv"
    assert settled["columns"]["provider"] == 'Home "A" #1'
    assert (settled["labels"], settled["dates"], settled["header_line"]) == (
        {"Fine": "requires improvement"},
        "day-first",
        2,
    )
    rows = ratings("table", "--data", "out/homes.yaml", "--format", "json").json["rows"]
    assert [(row["overall"], row["published"]) for row in rows] == [
        ("good", "2019-05-13"),
        ("requires improvement", "2019-05-14"),
    ]


def test_a_csv_that_leaves_something_open_gets_no_file(ratings: Run) -> None:
    Path("homes.csv").write_text("Name,Rating\nAsh House,splendid\n")
    result = ratings("init", "homes.csv")
    assert result.status == 1
    assert "--label" in result.err
    assert not Path("homes.yaml").exists()


def test_without_another_name_the_file_for_a_csv_is_called_like_it_and_made_here(ratings: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "homes.txt").write_text("Name\tRating\nAsh House\tgood\n")  # a table, whatever its ending
    assert ratings("init", "in/homes.txt").status == 0
    assert ratings("check", "homes.yaml").status == 0
    assert ratings("add", "--data", "homes.yaml", "--provider", "Ash House", "--overall", "good").status == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none/mine.yaml",), "there is no folder 'none'"),
        (("a.yaml", "--output", "b.yaml"), "two files to make"),
        (("a.csv", "--from-shipped"), "--from-shipped does not go with a table"),
        (("--output", "b.csv"), "would be a YAML file"),
        (("-", "--output", "b.yaml"), "standard input"),
        (("a.yaml", "--label", "fine=good"), "are for a table"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    ratings: Run, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = ratings("init", *arguments)
    assert result.status == 2
    assert message in result.err
    assert list(tmp_path.iterdir()) == []


def test_the_commands_of_the_tutorial_work_and_fail_where_it_says_so(ratings: Run) -> None:
    # That the answers are word for word those of the program is seen to by `make check`.
    text = (ROOT / "docs" / "own-data.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```text\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    steps = [step.partition("\n") for block in blocks for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    assert [command.split()[1] for command, _, _ in steps] == [
        *("init", "table", "add", "add", "add", "check", "table", "table")
    ]
    for command, _, shown in steps:
        result = ratings(*shlex.split(command)[1:])
        assert (result.status, result.out == "") == ((2, True) if "Error:" in shown else (0, "Wrote" in shown)), command
    assert len(read(Path("mine.yaml")).inspections) == 4  # two at first, and the two that were added
