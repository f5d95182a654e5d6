"""The check of a CSV: what reading says of it, and the warnings that make sense for its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.checks import Report, ratings, spelling, timing
from ratings_cli.model.records import DataFile, ProviderKey
from ratings_cli.reading.csv.dataset import data_set
from ratings_cli.reading.csv.settings import CsvInspections
from ratings_cli.reading.csv.table import CsvTable, read_table

if TYPE_CHECKING:
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.reading.diagnostics import Issue


def check_table(data: bytes, name: str, settings: CsvInspections | None = None) -> Report:
    """Find what is odd about the rows of a CSV. The CSV is their source, so they need name no other.

    Raises:
        DataError: the CSV cannot be used.
    """
    table = read_table(data, name, settings or CsvInspections())
    records = data_set(table)
    file = DataFile(inspections=tuple(records.inspections), providers=records.providers)
    findings = [finding for check in (ratings, timing, spelling) for finding in check.findings(file, records)]
    lines = _Lines(table, records)
    problems = {table.dialect.problem(lines.of(finding), finding.message, severity="warning") for finding in findings}
    problems.update(
        table.dialect.problem(
            line, f"{role}s '{shown}' and '{other}' differ in spelling alone (write one way)", severity="warning"
        )
        for role, names in table.groups.spellings.items()
        for shown, others in names.items()
        for other, line in others.items()
    )
    return Report(name, tuple(sorted(problems)), len(records.inspections), len(records.providers))


class _Lines:
    """Which line of the CSV a finding is about."""

    def __init__(self, table: CsvTable, records: DataSet) -> None:
        self.of_inspections = table.groups.lines
        first: dict[ProviderKey, int] = {}
        for inspection, line in zip(records.inspections, self.of_inspections, strict=True):
            first.setdefault(inspection.key, line)
        self.of_providers = [first.get(provider.key, 1) for provider in records.providers]

    def of(self, finding: Issue) -> int:
        """The line of the inspection, or of the provider's first."""
        match finding.path:
            case ("inspections", int(place), *_):
                return self.of_inspections[place]
            case ("providers", int(place), *_):
                return self.of_providers[place]
        return 1
