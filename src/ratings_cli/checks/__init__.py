"""Checks: what makes a data file worth a second look, though it can be used.

Each check is a pure function from what is read to issues. What makes a file unusable is an error, and the
work of `reading`.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.model.escape import escape_control
from ratings_cli.model.phrases import count
from ratings_cli.reading import examine_yaml, files
from ratings_cli.reading.diagnostics import ABSENT, DataError, Diagnostic, Issue, NoFileError

if TYPE_CHECKING:
    from pathlib import Path

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import DataFile, ProviderKey
    from ratings_cli.reading.csv.settings import CsvInspections

_KEYS = ("line", "column", "sheet", "severity", "message")


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What is wrong, or odd, with one data file: errors and warnings, each once, in order of their lines.

    It holds so many `inspections`, or None when there was no making sense of it, of so many `providers`.
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

    def as_lines(self) -> str:
        """One line for each problem, in the form of compilers, which editors can follow; then how many there are."""
        lines = [f"{problem.place}: {problem.severity}: {problem.message}" for problem in self.problems]
        held = f"{count(self.inspections or 0, 'inspection')} of "
        if not self.problems:
            lines.append(f"no problems: {held}{count(self.providers, 'provider')}")
        else:
            numbers = {"error": self.errors, "warning": self.warnings}
            kinds = ", ".join(count(number, kind) for kind, number in numbers.items() if number)
            lines.append(f"{kinds} in {'' if self.inspections is None else held}{self.file}")
        return "".join(f"{escape_control(line)}\n" for line in lines)

    def as_json(self) -> str:
        """One object with the counts and the problems; an interface documented in docs/commands/check.md."""
        body = {
            "file": self.file,
            "inspections": self.inspections,
            "providers": self.providers,
            "errors": self.errors,
            "warnings": self.warnings,
            "problems": [{key: getattr(problem, key) or None for key in _KEYS} for problem in self.problems],
        }
        return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def check_file(path: Path, settings: CsvInspections | None = None) -> CheckResult:
    """Find all problems of a data file, YAML or CSV; `settings` is what the command line says about a CSV.

    Raises:
        NoFileError: there is no such file, as for every other command.
    """
    name = files.shown_name(path)
    try:
        data = files.read_bytes(path)
        if files.is_table(path, data):
            return _check_table(data, name, settings)
        text = files.decode(data, name)
    except NoFileError:
        raise
    except DataError as error:
        return CheckResult(name, tuple(error.problems))
    return check_text(text, name, settings)


def check_text(text: str, name: str, settings: CsvInspections | None = None) -> CheckResult:
    """Find all problems in the text of a YAML data file; `name` is the file's name for messages."""
    from ratings_cli.reading.yaml.parse import places_of

    data, file, problems = examine_yaml(text, name, settings)
    if file and data and (issues := warnings(file, data)):
        places = places_of(text, name)
        problems += [Diagnostic(*places.locate(issue), issue.message, name, "warning") for issue in issues]
    held = (len(data.inspections), len(data.providers)) if data else ()
    return CheckResult(name, tuple(sorted(set(problems))), *held)


def warnings(file: DataFile, data: DataSet) -> list[Issue]:
    """Find what deserves a second look in records, as they are written in a `file` and with their names resolved."""
    from ratings_cli.checks import rules, spelling

    if data.remarks:  # the inspections come from a CSV, which has a check of its own
        file = dataclasses.replace(file, inspections=())
    values = () if data.remarks else rules.values(file, data)
    found = (*rules.sourcing(file, data), *values, *spelling.issues(file, data))
    return [issue for issue in found if ABSENT not in issue.message]


def _check_table(data: bytes, name: str, settings: CsvInspections | None) -> CheckResult:
    """Find what is odd about the rows of a CSV. The CSV is their source, so they need name no other.

    Raises:
        DataError: the CSV cannot be used.
    """
    from ratings_cli.checks import rules, spelling
    from ratings_cli.model.records import DataFile
    from ratings_cli.reading.csv.dataset import data_set
    from ratings_cli.reading.csv.settings import CsvInspections
    from ratings_cli.reading.csv.table import read_table

    table = read_table(data, name, settings or CsvInspections())
    records = data_set(table)
    file = DataFile(inspections=tuple(records.inspections), providers=records.providers)
    lines = table.lines
    first: dict[ProviderKey, int] = {}
    for inspection, line in zip(records.inspections, lines, strict=True):
        first.setdefault(inspection.key, line)
    found: list[tuple[int, str]] = []
    for issue in (*rules.values(file, records), *spelling.issues(file, records)):
        part, place = issue.path[0], int(issue.path[1])
        line = lines[place] if part == "inspections" else first.get(records.providers[place].key, 1)
        found.append((line, issue.message))
    for role, names in table.spellings.items():
        for shown, others in names.items():
            for other, line in others.items():
                found.append((line, f"{role}s '{shown}' and '{other}' differ in spelling alone (write one way)"))
    problems = {table.dialect.problem(line, message, severity="warning") for line, message in found}
    return CheckResult(name, tuple(sorted(problems)), len(records.inspections), len(records.providers))
