"""What each column of a table was taken for, one by one, also where reading it stops at a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.reading import files
from ratings_cli.reading.csv.columns import Columns
from ratings_cli.reading.csv.settings import CsvInspections, read_settings
from ratings_cli.reading.csv.sniff import find_shape, one_line
from ratings_cli.reading.csv.summary import describe
from ratings_cli.reading.csv.table import begin, read_table
from ratings_cli.reading.csv.vocabulary import ROLE_WORDS
from ratings_cli.reading.csv.workbook import read_sheets
from ratings_cli.reading.diagnostics import DataError, whole_file
from ratings_cli.reading.no_text import is_workbook
from ratings_cli.reading.yaml import parse

if TYPE_CHECKING:
    from pathlib import Path

    from ratings_cli.reading.csv.sniff import Dialect
    from ratings_cli.reading.diagnostics import Diagnostic

_CELLS = 3
_SAMPLE = 1000
_LONGEST = 40


class ColumnSays(NamedTuple):
    """What is known of a column: its number from 1, its heading, what it was taken for, and its first cells."""

    number: int
    heading: str
    taken_for: str
    cells: list[str]


class Explained(NamedTuple):
    """A table, column by column.

    Args:
        columns: every column of it.
        remark: what was found out, in words; empty where reading it stopped.
        problems: what stopped it.
    """

    columns: list[ColumnSays]
    remark: str
    problems: list[Diagnostic]


def explain(path: Path, options: CsvInspections | None) -> Explained:
    """Say what each column of a table is taken for.

    Args:
        path: the table, or a YAML file that names one.
        options: what the command line says about it.

    Raises:
        DataError: it is no table, or has no headings that are known.
    """
    data, name, settings = _table(path, options or CsvInspections())
    try:
        shape, _, columns = begin(data, name, settings)
    except DataError as error:
        headings = _shape(data, name, settings)
        if headings is None:
            raise
        return Explained(_columns(headings, Columns({})), "", error.problems)
    try:
        return Explained(_columns(shape, columns), describe(read_table(data, name, settings)), [])
    except DataError as error:
        return Explained(_columns(shape, columns), "", error.problems)


def _table(path: Path, options: CsvInspections) -> tuple[bytes, str, CsvInspections]:
    """The bytes of the table, its name, and what is settled about it."""
    data, name = files.read_bytes(path), files.shown_name(path)
    if files.is_table(path, data):
        return data, name, options
    plain, problems = parse.parse(files.decode(data, name), name)
    inside = plain.get("inspections") if isinstance(plain, dict) else None
    if problems or not isinstance(inside, dict):
        raise DataError(problems) if problems else whole_file(name, "has no columns to explain (name a table)")
    settings, findings = read_settings(inside)
    if settings is None:
        raise whole_file(name, findings[0].message)
    table = path.parent / settings.csv
    return files.read_bytes(table), str(table), settings.with_options(options)


def _shape(data: bytes, name: str, settings: CsvInspections) -> Dialect | None:
    """The headings of a table of which more is not certain; None where not even these are."""
    try:
        if not is_workbook(data):
            return find_shape(data, name, settings)
        sheets = read_sheets(data, name, settings.sheet)
        return find_shape(sheets[0].data, name, settings, sheets[0]) if len(sheets) == 1 else None
    except DataError:
        return None


def _columns(shape: Dialect, columns: Columns) -> list[ColumnSays]:
    rows = shape.sample(_SAMPLE)
    found = []
    for number, heading in enumerate(shape.headings):
        cells = dict.fromkeys(one_line(row[number].strip()) for row in rows if number < len(row))
        shown = [cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…" for cell in cells if cell]
        found.append(ColumnSays(number + 1, heading, _taken_for(number, columns), shown[:_CELLS]))
    return found


def _taken_for(number: int, columns: Columns) -> str:
    roles = [f"{role}: {ROLE_WORDS[role]}" for role, place in columns.of.items() if place == number]
    if number in columns.standards:
        roles.append("standards: the rating of a standard")
    for places, why in (
        (columns.apart, "place: looked at, to tell bodies of one name apart"),
        (columns.doubtful, "not read, though some cells hold bands"),
        (columns.earlier, "not read: about an earlier inspection"),
        (columns.dated, "not read, though of a date"),
    ):
        if number in places and not roles:
            roles.append(why)
    return "; ".join(roles)
