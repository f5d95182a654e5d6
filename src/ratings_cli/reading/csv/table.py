"""A table as it comes -> a data set, alone or beside what a YAML file says; or every problem with its line."""

from __future__ import annotations

import contextlib
import dataclasses
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.reading import files
from ratings_cli.reading.csv import workbook
from ratings_cli.reading.csv.columns import NONE, Columns, choose_columns
from ratings_cli.reading.csv.conflicts import contradictions, first_of_each_name, id_of_another, one_name_twice
from ratings_cli.reading.csv.date_formats import DAY_FIRST, DateColumn, doubt, how_to_fix, puts_year_last, read_dates
from ratings_cli.reading.csv.dialect import Dialect, find_dialect
from ratings_cli.reading.csv.grouping import Groups, InspectionRows, StandardRows
from ratings_cli.reading.csv.rating_words import Labels, is_ofsted, settling, unknown_message
from ratings_cli.reading.csv.rows import MOST_PROBLEMS, Rows, read_rows
from ratings_cli.reading.csv.settings import LEAVE_OUT, CsvInspections
from ratings_cli.reading.csv.values import is_total
from ratings_cli.reading.csv.vocabulary import bare, fold_heading
from ratings_cli.reading.diagnostics import DataError, Diagnostic
from ratings_cli.reading.files import is_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.reading.csv.workbook import Sheet

_SAMPLE = 10_000
"""How many rows are looked at to see which columns hold ratings."""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table that has been read."""

    dialect: Dialect  # its form
    columns: Columns  # which column is what
    labels: Labels  # what its words mean
    counts: dict[int, Counter[str]]  # how many cells hold each text, by the number of the column of ratings
    dates: dict[int, DateColumn]  # how its columns of dates are written, by the number of the column
    rows: Rows  # its rows, and the lines that hold none
    groups: Groups  # the providers and inspections that they tell of


def read_table(
    data: bytes, name: str, settings: CsvInspections, progress: Callable[[float], None] | None = None
) -> CsvTable:
    """Read a table.

    Args:
        data: its bytes.
        name: its name, for messages.
        settings: what is settled about it.
        progress: told now and then which share is read.

    Raises:
        DataError: something is not certain, or wrong; each message names what settles it.
    """
    dialect, labels, columns = begin(data, name, settings)
    rows = read_rows(dialect, columns, progress)
    if not rows.lines:
        raise DataError([dialect.problem(dialect.first_line, "holds no row below the headings (add inspections)")])
    if "league" in columns.of and not any(rows.texts[columns.of["league"]]):
        # As where another program has written the columns that it always writes.
        columns = dataclasses.replace(columns, of={role: n for role, n in columns.of.items() if role != "league"})
    counts, problems = _count_labels(dialect, columns, rows, labels)
    dates, more = _read_dates(dialect, columns, rows, settings)
    names = _standard_names(dialect, columns)
    problems = problems + more or id_of_another(dialect, columns, rows, settings)
    problems = problems or one_name_twice(dialect, rows, names)
    if problems:
        raise DataError(problems)
    columns = dataclasses.replace(columns, standards=tuple(first_of_each_name(names).values()))
    leave_out = settings.contradictory == LEAVE_OUT
    groups = (StandardRows if columns.long else InspectionRows)(
        rows,
        columns,
        names,
        {text: labels.meaning(text) for found in counts.values() for text in found},
        {number: column.values for number, column in dates.items()},
        leave_out=leave_out,
    )
    if groups.nameless:
        message = "names no provider or league (fill the cell, or delete the row)"
        raise DataError([dialect.problem(line, message) for line in groups.nameless[:MOST_PROBLEMS]])
    if not groups.providers and (groups.totals or groups.without_id):
        message = "holds no row on a provider, only totals (add inspections)"
        raise DataError([dialect.problem(dialect.first_line, message)])
    if not leave_out and (problems := contradictions(dialect, columns, groups)):
        raise DataError(problems)
    return CsvTable(dialect, columns, labels, counts, dates, rows, groups)


def begin(data: bytes, name: str, settings: CsvInspections) -> tuple[Dialect, Labels, Columns]:
    """Find the headings, what the words below them mean, and which column is what; in the sheet that holds ratings.

    Raises:
        DataError: something is not certain, or wrong; each message names what settles it.
    """
    if not is_workbook(data):
        files.refuse_what_is_no_text(data, name)
        return _begin(data, name, settings)
    sheets = workbook.read_sheets(data, name, settings.sheet)
    if len(sheets) == 1:
        return _begin(sheets[0].data, name, settings, sheets[0])
    found = []
    for sheet in sheets:
        with contextlib.suppress(DataError):
            found.append((sheet, _begin(sheet.data, name, settings, sheet)))
    if not found:
        raise workbook.none_found(sheets, name)
    if len(found) > 1:
        raise workbook.ask_which([sheet for sheet, _ in found], name)
    return found[0][1]


def _begin(
    data: bytes, name: str, settings: CsvInspections, sheet: Sheet | None = None
) -> tuple[Dialect, Labels, Columns]:
    """The same for text, or for one sheet."""
    dialect = find_dialect(data, name, settings, sheet)
    sample = dialect.sample(_SAMPLE)
    labels = Labels(settings, ofsted=is_ofsted(dialect.titles, dialect.headings, sample))
    return dialect, labels, choose_columns(dialect, settings, sample, labels)


def _count_labels(
    dialect: Dialect, columns: Columns, rows: Rows, labels: Labels
) -> tuple[dict[int, Counter[str]], list[Diagnostic]]:
    """Count the texts in the columns of ratings, and find those that mean nothing that is known."""
    counts = {number: Counter(rows.texts[number]) for number in columns.ratings}
    unknown = {text for found in counts.values() for text in found if not labels.is_known(text)}
    if unknown:
        # What the figures below a table mean that add up its rows is not asked.
        of_names = [rows.texts[columns.of[role]] for role in ("provider", "id") if role in columns.of]
        totals = {row for texts in of_names for row, text in enumerate(texts) if is_total(text)}
        for number, found in counts.items():
            found.subtract(rows.texts[number][row] for row in totals)
    cells = {
        text: {dialect.headings[number]: found[text] for number, found in counts.items() if found[text]}
        for text in sorted(unknown)
    }
    cells = {text: found for text, found in cells.items() if found}
    if not cells:
        return counts, []
    first = next(number for number, found in counts.items() if any(text in found for text in cells))
    return counts, [dialect.problem(dialect.header_line, unknown_message(cells), first, option=settling(cells))]


def _read_dates(
    dialect: Dialect, columns: Columns, rows: Rows, settings: CsvInspections
) -> tuple[dict[int, DateColumn], list[Diagnostic]]:
    """Read the columns of dates, and find the texts that are no dates."""
    dates: dict[int, DateColumn] = {}
    problems: list[Diagnostic] = []
    numbers = [columns.of[role] for role in ("published", "fieldwork") if role in columns.of]
    different = {number: dict.fromkeys(rows.texts[number]) for number in numbers}
    year_last = any(map(puts_year_last, different.values()))
    for number in numbers:
        dates[number] = found = read_dates(different[number], settings.dates, year_last=year_last)
        heading, texts = dialect.headings[number], rows.texts[number]
        if found.either:
            option = f"--dates {DAY_FIRST}" if DAY_FIRST in doubt(found) else ""
            problems.append(dialect.problem(dialect.header_line, f"'{heading}': {doubt(found)}", option=option))
        wrong = [row for row, text in enumerate(texts) if text in found.wrong] if found.wrong else []
        for row in wrong[:MOST_PROBLEMS]:
            message = f"'{texts[row]}' in '{heading}' is no date ({how_to_fix(texts[row])})"
            problems.append(dialect.problem(rows.lines[row], message, number))
        if len(wrong) > MOST_PROBLEMS:
            more = f"and {len(wrong) - MOST_PROBLEMS:,} more cells in '{heading}' are no dates"
            problems.append(dialect.problem(rows.lines[wrong[MOST_PROBLEMS]], more))
    return dates, problems


def _standard_names(dialect: Dialect, columns: Columns) -> dict[int, str]:
    """What the standards are called: their headings, without words that stand before all of them."""
    short: dict[int, str] = {}
    for number in columns.standards:
        heading = dialect.headings[number] or f"Column {number + 1}"
        folded = fold_heading(heading)
        extra = len(folded.split()) - len(bare(folded).split())
        rest = " ".join(heading.split()[extra:])
        short[number] = rest[:1].upper() + rest[1:] if extra and fold_heading(rest) == bare(folded) else heading
    counts = Counter(short.values())
    return {number: name if counts[name] == 1 else dialect.headings[number] or name for number, name in short.items()}


def settle(table: CsvTable, csv: str, settings: CsvInspections) -> CsvInspections:
    """Return everything that was found out about a table, to be settled once in a YAML file.

    Args:
        table: the table, read.
        csv: how the YAML file is to name it.
        settings: what was settled before.
    """
    dialect, of = table.dialect, table.columns.of
    columns: dict[str, tuple[str, ...]] = {role: (dialect.column_name(number),) for role, number in of.items()}
    if not table.columns.long:
        columns.setdefault("overall", (NONE,))
        columns["standards"] = tuple(map(dialect.column_name, table.columns.standards)) or (NONE,)
    forms = {column.form for column in table.dates.values() if column.form}
    return dataclasses.replace(
        settings,
        csv=csv,
        columns={**settings.columns, **columns},  # what is settled to be none, stays none
        labels={**table.labels.by_rule(sorted(set().union(*table.counts.values()))), **settings.labels},
        dates=settings.dates or (forms.pop() if len(forms) == 1 else None),
        encoding=None if dialect.sheet else dialect.encoding,
        delimiter=None if dialect.sheet else dialect.delimiter,
        sheet=dialect.sheet or settings.sheet,
        header_line=dialect.header_line,
    )
