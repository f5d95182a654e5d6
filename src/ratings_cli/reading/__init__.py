"""Reading: the text of a data file -> a data set, or every problem with its line."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ratings_cli.reading import files
from ratings_cli.reading.diagnostics import ABSENT, DataError, Diagnostic, Issue

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import DataFile
    from ratings_cli.reading.csv.grouping import CsvTable
    from ratings_cli.reading.csv.settings import CsvInspections
    from ratings_cli.reading.yaml.parse import Places

__all__ = ["DataError", "Diagnostic", "read", "read_yaml", "shipped_path"]


def shipped_path() -> Path:
    """Return where the shipped record is: inside the installed package, or in the checkout beside it."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "data" / "inspections.yaml"
    return inside if inside.is_file() else package.parent.parent / "data" / "inspections.yaml"


def read(
    path: Path | None = None, options: CsvInspections | None = None, progress: Callable[[float], None] | None = None
) -> DataSet:
    """Read a data file, YAML or CSV, or the shipped record when no path is given.

    Args:
        path: the file; ``-`` for standard input.
        options: what is settled about a CSV, before what a YAML file says.
        progress: told now and then which share of a CSV is read.

    Raises:
        DataError: it cannot be used; the error carries every problem, sorted by line.
    """
    chosen = path or shipped_path()
    data = files.read_bytes(chosen)
    name = files.shown_name(chosen)
    if files.is_table(chosen, data):
        from ratings_cli.reading.csv.dataset import read_csv
        from ratings_cli.reading.csv.settings import CsvInspections

        return read_csv(data, name, options or CsvInspections(), progress)
    return read_yaml(files.decode(data, name), name, options, progress)


def read_yaml(
    text: str,
    name: str,
    options: CsvInspections | None = None,
    progress: Callable[[float], None] | None = None,
) -> DataSet:
    """Read the text of a YAML data file; `name` is the file's name for messages.

    Raises:
        DataError: it cannot be used.
    """
    data, _, problems = examine_yaml(text, name, options, progress)
    if data is None or problems:
        raise DataError(problems)
    return data


def examine_yaml(
    text: str,
    name: str,
    options: CsvInspections | None = None,
    progress: Callable[[float], None] | None = None,
) -> tuple[DataSet | None, DataFile | None, list[Diagnostic]]:
    """Read the text of a YAML data file as far as it goes.

    Returns:
        The data set and the records as written (None when they cannot be had), and the problems.
    """
    from ratings_cli.reading.yaml import parse, resolve, validate

    plain, problems = parse.parse(text, name)
    if plain is None:
        return None, None, problems or [Diagnostic(1, 1, "holds no data (see docs/data-format.md)", name)]
    table: CsvTable | None = None
    issues: list[Issue] = []
    if isinstance(plain, dict) and isinstance(plain.get("inspections"), dict):
        table, issues, wrong = _table(plain["inspections"], name, options, progress)
        problems += wrong
        plain = {**plain, "inspections": []}
    file, more = validate.validate(plain)
    issues += more
    data = None
    remarks: tuple[str, ...] = ()
    if file is not None and table is not None:
        from ratings_cli.reading.csv import dataset

        remarks = (dataset.describe(table),)
        if dataset.declares(file):
            file = dataset.joined(table, file)
        else:
            data = dataset.data_set(table, file, remarks)
    if file is not None and data is None:
        data, more = resolve.resolve(resolve.with_one_spelling(file))
        issues += [issue for issue in more if ABSENT not in issue.message]
    if data is not None and table is not None:
        data = dataclasses.replace(data, remarks=remarks, table=Path(table.dialect.name))
    # Places cost time and memory, so they are only looked up when there is something to point at.
    places = parse.places_of(text, name) if issues else parse.Places()
    return data, file, [*problems, *(_place(issue, name, places, table) for issue in issues)]


def _table(
    plain: dict[str, Any], name: str, options: CsvInspections | None, progress: Callable[[float], None] | None
) -> tuple[CsvTable | None, list[Issue], list[Diagnostic]]:
    """Read the CSV that a YAML file names; or say what is wrong with what is settled about it, or with it."""
    from ratings_cli.reading.csv.settings import read_settings
    from ratings_cli.reading.csv.table import read_table

    settings, issues = read_settings(plain)
    if settings is None:
        return None, issues, []
    path = Path(name).parent / settings.csv
    try:
        data = files.read_bytes(path)
        return read_table(data, str(path), settings.with_options(options) if options else settings, progress), [], []
    except DataError as error:
        return None, [], error.problems


def _place(issue: Issue, name: str, places: Places, table: CsvTable | None) -> Diagnostic:
    """The problem that an issue is, with its line: in the CSV, when it is about an inspection there."""
    match issue.path:
        case ("inspections", int(number), *_) if table is not None:
            return table.dialect.problem(table.lines[number], issue.message)
    return Diagnostic(*places.locate(issue), issue.message, name)
