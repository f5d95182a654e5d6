"""Checks: what makes a data file worth a second look, though it can be used.

Each check is a pure function from what is read to findings. What makes a file unusable is an error, and the
work of `reading`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.reading import examine_yaml, files
from ratings_cli.reading.diagnostics import ABSENT, DataError, Diagnostic, Issue, NoFileError

if TYPE_CHECKING:
    from pathlib import Path

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import DataFile
    from ratings_cli.reading.csv.settings import CsvInspections

__all__ = ["Report", "check_file", "check_text", "warnings"]


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong, or odd, with one data file.

    Args:
        file: its name.
        problems: errors and warnings, each once, in order of their lines.
        inspections: how many inspections it holds; None when there was no making sense of it.
        providers: how many providers they are of, or it declares.
    """

    file: str
    problems: tuple[Diagnostic, ...]
    inspections: int | None = None
    providers: int = 0

    @property
    def errors(self) -> int:
        """How many problems make the file unusable."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems deserve a second look."""
        return len(self.problems) - self.errors

    def passed(self, *, strict: bool) -> bool:
        """Whether the file is sound: without errors and, when `strict`, without warnings."""
        return not (self.problems if strict else self.errors)


def check_file(path: Path, settings: CsvInspections | None = None) -> Report:
    """Find all problems of a data file, YAML or CSV.

    Args:
        path: the file; ``-`` for standard input.
        settings: what the command line says about a CSV.

    Raises:
        NoFileError: there is no such file, as for every other command.
    """
    name = files.shown_name(path)
    try:
        data = files.read_bytes(path)
        if files.is_table(path, data):
            from ratings_cli.checks.table import check_table

            return check_table(data, name, settings)
        text = files.decode(data, name)
    except NoFileError:
        raise
    except DataError as error:
        return Report(name, tuple(error.problems))
    return check_text(text, name, settings)


def check_text(text: str, name: str, settings: CsvInspections | None = None) -> Report:
    """Find all problems in the text of a YAML data file; `name` is the file's name for messages."""
    from ratings_cli.reading.yaml.parse import Places

    data, file, problems = examine_yaml(text, name, None, settings)
    findings = warnings(file, data) if file and data else []
    if problems or findings:
        # Places cost time and memory, so they are only looked up when there is something to point at.
        places = Places()
        problems = examine_yaml(text, name, places, settings)[2]
        problems += [Diagnostic(*places.of(finding), finding.message, name, "warning") for finding in findings]
    in_order = sorted(set(problems))
    if data is None:
        return Report(name, tuple(in_order))
    return Report(name, tuple(in_order), len(data.inspections), len(data.providers))


def warnings(file: DataFile, data: DataSet) -> list[Issue]:
    """Find what deserves a second look.

    Args:
        file: the records as they are written, which give each finding its place.
        data: the same records with their names resolved.
    """
    from ratings_cli.checks import ratings, sourcing, spelling, timing

    if data.remarks:  # the inspections come from a CSV, which has a check of its own
        file = dataclasses.replace(file, inspections=())
        return [*sourcing.findings(file, data), *spelling.findings(file, data)]
    found = [
        finding
        for check in (sourcing.findings, ratings.findings, timing.findings, spelling.findings)
        for finding in check(file, data)
    ]
    return [finding for finding in found if ABSENT not in finding.message]
