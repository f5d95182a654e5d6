"""Reading: the text of a data file -> a data set, or every problem with its line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ratings_cli.reading import files
from ratings_cli.reading.problems import ABSENT, DataError, Finding, Problem

if TYPE_CHECKING:
    from ratings_cli.records import DataFile, DataSet

__all__ = ["DataError", "Problem", "read", "read_yaml", "shipped_path"]


def shipped_path() -> Path:
    """Return where the shipped record is: inside the installed package, or in the checkout beside it."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "data" / "inspections.yaml"
    return inside if inside.is_file() else package.parent.parent / "data" / "inspections.yaml"


def read(path: Path | None = None) -> DataSet:
    """Read a data file, or the shipped record when no path is given.

    Raises:
        DataError: it cannot be used; the error carries every problem, sorted by line.
    """
    chosen = path or shipped_path()
    return read_yaml(files.read_text(chosen), str(chosen))


def read_yaml(text: str, name: str) -> DataSet:
    """Read the text of a YAML data file; `name` is the file's name for messages.

    Raises:
        DataError: it cannot be used.
    """
    data, _, problems = examine_yaml(text, name, places=None)
    if data is None or problems:
        # Places cost time, so they are only looked up when there is something to point at.
        raise DataError(_located(text, name))
    return data


def examine_yaml(text: str, name: str, places: Places | None) -> tuple[DataSet | None, DataFile | None, list[Problem]]:
    """Read the text of a YAML data file as far as it goes.

    Returns:
        The data set and the records as written (None when they cannot be had), and the problems, with their
        lines when `places` is given to be filled.
    """
    from ratings_cli.reading import resolve, validate, yaml_text

    plain, problems = yaml_text.parse(text, name, places)
    if plain is None:
        return None, None, problems or [Problem(1, 1, "holds no data (see docs/data-format.md)", name)]
    file, findings = validate.validate(plain)
    data = None
    if file is not None:
        data, more = resolve.resolve(file)
        findings = [*findings, *(finding for finding in more if ABSENT not in finding.message)]
    return data, file, [*problems, *(_place(finding, name, places) for finding in findings)]


def _located(text: str, name: str) -> list[Problem]:
    from ratings_cli.reading.yaml_text import Places

    return examine_yaml(text, name, Places())[2]


def _place(finding: Finding, name: str, places: Places | None) -> Problem:
    line, column = places.of(finding) if places else (0, 0)
    return Problem(line, column, finding.message, name)


if TYPE_CHECKING:
    from ratings_cli.reading.yaml_text import Places
