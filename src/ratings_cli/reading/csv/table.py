"""A CSV as it comes -> a data set, and in words what was taken for what; or every problem with its line."""

from __future__ import annotations

import contextlib
import dataclasses
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.reading.csv import workbook
from ratings_cli.reading.csv.cells import Cells, read_body
from ratings_cli.reading.csv.columns import Columns, choose_columns, column_name
from ratings_cli.reading.csv.conflicts import contradictions, id_of_another
from ratings_cli.reading.csv.date_formats import DAY_FIRST, DateColumn, doubt, how_to_fix, puts_year_last, read_dates
from ratings_cli.reading.csv.events import build_records
from ratings_cli.reading.csv.identity import is_total
from ratings_cli.reading.csv.ofsted import is_ofsted
from ratings_cli.reading.csv.rating_words import Labels, settling, unknown_message
from ratings_cli.reading.csv.repeats import Repeats, compare
from ratings_cli.reading.csv.settings import LEAVE_OUT, CsvInspections
from ratings_cli.reading.csv.sniff import Dialect, find_shape
from ratings_cli.reading.csv.vocabulary import bare, fold_heading
from ratings_cli.reading.diagnostics import DataError, Diagnostic
from ratings_cli.reading.files import refuse_what_is_no_text
from ratings_cli.reading.no_text import is_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.reading.csv.found import Records
    from ratings_cli.reading.csv.workbook import Sheet

_SAMPLE = 10_000
"""How many rows are looked at to see which columns hold ratings."""
_MOST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV that has been read.

    Args:
        shape: what it looks like.
        columns: which column is what.
        names: what its standards are called, by the number of the column.
        labels: what its words mean.
        texts: how many cells hold each text, by the number of the column of ratings.
        dates: how its columns of dates are written, by the number of the column.
        records: what it holds.
        repeats: rows that were counted once with another.
        body: its cells, and the lines that hold no row.
    """

    shape: Dialect
    columns: Columns
    names: dict[int, str]
    labels: Labels
    texts: dict[int, Counter[str]]
    dates: dict[int, DateColumn]
    records: Records
    repeats: Repeats
    body: Cells


def read_table(
    data: bytes, name: str, settings: CsvInspections, progress: Callable[[float], None] | None = None
) -> CsvTable:
    """Read a CSV.

    Args:
        data: its bytes.
        name: its name, for messages.
        settings: what is settled about it.
        progress: told now and then which share is read.

    Raises:
        DataError: something is not certain, or wrong; each message names what settles it.
    """
    shape, labels, columns = begin(data, name, settings)
    body = read_body(shape, columns, progress)
    if not body.lines:
        raise DataError([shape.problem(shape.first_line, "holds no row below the headings (add inspections)")])
    if "league" in columns.of and not any(body.columns[columns.of["league"]]):
        # As where another program has written the columns that it always writes.
        columns = dataclasses.replace(columns, of={role: n for role, n in columns.of.items() if role != "league"})
    texts, problems = _labels(shape, columns, body, labels)
    dates, more = _dates(shape, columns, body, settings)
    if problems or more:
        raise DataError([*problems, *more])
    if problems := id_of_another(shape, columns, body, settings):
        raise DataError(problems)
    names = _standard_names(shape, columns)
    if problems := _one_name_twice(shape, columns, body, names):
        raise DataError(problems)
    columns = dataclasses.replace(columns, standards=_each_name_once(names))
    bands = {text: labels.meaning(text) for found in texts.values() for text in found}
    read = {number: column.values for number, column in dates.items()}
    leave_out = settings.contradictory == LEAVE_OUT
    records = build_records(body, columns, names, bands, read, leave_out=leave_out)
    if records.nameless:
        lines = records.nameless[:_MOST_PROBLEMS]
        raise DataError(
            [shape.problem(line, "names no provider or league (fill the cell, or delete the row)") for line in lines]
        )
    if not records.providers and (records.totals or records.without_id):
        raise DataError([shape.problem(shape.first_line, "holds no row on a provider, only totals (add inspections)")])
    if not leave_out and (problems := contradictions(shape, columns, records)):
        raise DataError(problems)
    repeats = compare(shape, body, records.repeated)
    return CsvTable(shape, columns, names, labels, texts, dates, records, repeats, body)


def begin(data: bytes, name: str, settings: CsvInspections) -> tuple[Dialect, Labels, Columns]:
    """Find the headings, what the words below them mean, and which column is what; in the sheet that holds ratings.

    Raises:
        DataError: something is not certain, or wrong; each message names what settles it.
    """
    return _begin_workbook(data, name, settings) if is_workbook(data) else _begin(data, name, settings)


def _begin(
    data: bytes, name: str, settings: CsvInspections, sheet: Sheet | None = None
) -> tuple[Dialect, Labels, Columns]:
    """The same for text, or for one sheet."""
    refuse_what_is_no_text(data, name)
    shape = find_shape(data, name, settings, sheet)
    sample = shape.sample(_SAMPLE)
    labels = Labels(settings, ofsted=is_ofsted(shape.titles, shape.headings, sample))
    return shape, labels, choose_columns(shape, settings, sample, labels)


def _begin_workbook(data: bytes, name: str, settings: CsvInspections) -> tuple[Dialect, Labels, Columns]:
    """The same for the one sheet of a workbook that holds ratings, or that is settled."""
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


def settle(table: CsvTable, csv: str, settings: CsvInspections) -> CsvInspections:
    """Return everything that was found out about a CSV, to be settled once in a YAML file.

    Args:
        table: the CSV, read.
        csv: how the YAML file is to name it.
        settings: what was settled before.
    """
    of = table.columns.of
    columns: dict[str, tuple[str, ...]] = {role: (column_name(table.shape, number),) for role, number in of.items()}
    if "overall" not in of and not table.columns.long:
        columns["overall"] = ("none",)
    if not table.columns.long:
        columns["standards"] = tuple(column_name(table.shape, number) for number in table.columns.standards) or (
            "none",
        )
    columns = {**settings.columns, **columns}  # what is settled to be none, stays none
    by_rule = table.labels.by_rule(sorted(set().union(*table.texts.values())))
    forms = {column.form for column in table.dates.values() if column.form}
    return dataclasses.replace(
        settings,
        csv=csv,
        columns=columns,
        labels={**by_rule, **settings.labels},
        dates=settings.dates or (forms.pop() if len(forms) == 1 else None),
        encoding=None if table.shape.sheet else table.shape.encoding,
        delimiter=None if table.shape.sheet else table.shape.delimiter,
        sheet=table.shape.sheet or settings.sheet,
        header_line=table.shape.header_line,
    )


def _labels(
    shape: Dialect, columns: Columns, body: Cells, labels: Labels
) -> tuple[dict[int, Counter[str]], list[Diagnostic]]:
    """Count the texts in the columns of ratings, and find those that mean nothing that is known."""
    texts: dict[int, Counter[str]] = {}
    unknown: dict[str, dict[str, int]] = {}
    for number in columns.ratings:
        texts[number] = found = Counter(body.columns[number])
        for text, count in found.items():
            if not labels.is_known(text):
                unknown.setdefault(text, {})[shape.headings[number]] = count
    if unknown:
        _forget_totals(columns, body, texts, unknown)
    if not unknown:
        return texts, []
    first = next(number for number in columns.ratings if any(text in texts[number] for text in unknown))
    return texts, [shape.problem(shape.header_line, unknown_message(unknown), first, option=settling(unknown))]


def _forget_totals(
    columns: Columns, body: Cells, texts: dict[int, Counter[str]], unknown: dict[str, dict[str, int]]
) -> None:
    """Do not ask what the figures below a table mean that add up its rows."""
    of_names = [body.columns[columns.of[role]] for role in ("provider", "id") if role in columns.of]
    rows = {row for column in of_names for row, text in enumerate(column) if is_total(text)}
    for number in columns.ratings:
        texts[number].subtract(body.columns[number][row] for row in rows)
    for text in list(unknown):
        if not any(found[text] for found in texts.values()):
            del unknown[text]


def _dates(
    shape: Dialect, columns: Columns, body: Cells, settings: CsvInspections
) -> tuple[dict[int, DateColumn], list[Diagnostic]]:
    dates: dict[int, DateColumn] = {}
    problems: list[Diagnostic] = []
    numbers = [columns.of[role] for role in ("published", "fieldwork") if role in columns.of]
    texts = {number: dict.fromkeys(body.columns[number]) for number in numbers}
    year_last = any(map(puts_year_last, texts.values()))
    for number in numbers:
        column = body.columns[number]
        dates[number] = found = read_dates(texts[number], settings.dates, year_last=year_last)
        heading = shape.headings[number]
        if found.either:
            option = f"--dates {DAY_FIRST}" if DAY_FIRST in doubt(found) else ""
            problems.append(shape.problem(shape.header_line, f"'{heading}': {doubt(found)}", option=option))
        wrong = set(found.wrong)
        rows = [row for row, text in enumerate(column) if text in wrong] if wrong else []
        problems += [
            shape.problem(
                body.lines[row], f"'{column[row]}' in '{heading}' is no date ({how_to_fix(column[row])})", number
            )
            for row in rows[:_MOST_PROBLEMS]
        ]
        if len(rows) > _MOST_PROBLEMS:
            more = f"and {len(rows) - _MOST_PROBLEMS:,} more cells in '{heading}' are no dates"
            problems.append(shape.problem(body.lines[rows[_MOST_PROBLEMS]], more))
    return dates, problems


def _standard_names(shape: Dialect, columns: Columns) -> dict[int, str]:
    """What the standards are called: their headings, without words that stand before all of them."""
    short: dict[int, str] = {}
    for number in columns.standards:
        heading = shape.headings[number] or f"Column {number + 1}"
        words = heading.split()
        folded = fold_heading(heading)
        extra = len(folded.split()) - len(bare(folded).split())
        rest = " ".join(words[extra:])
        same = fold_heading(rest) == bare(folded)
        short[number] = rest[:1].upper() + rest[1:] if extra and same else heading
    counts = Counter(short.values())
    return {number: name if counts[name] == 1 else shape.headings[number] or name for number, name in short.items()}


def _each_name_once(names: dict[int, str]) -> tuple[int, ...]:
    """The first column of each name."""
    first: dict[str, int] = {}
    for number, name in names.items():
        first.setdefault(fold_heading(name), number)
    return tuple(first.values())


def _one_name_twice(shape: Dialect, columns: Columns, body: Cells, names: dict[int, str]) -> list[Diagnostic]:
    """Columns of one heading that do not say the same: which of them is the rating is not for us to say."""
    problems = []
    kept = {fold_heading(names[number]): number for number in _each_name_once(names)}
    for number in columns.standards:
        first = kept[fold_heading(names[number])]
        before, here = body.columns[first], body.columns[number]
        if before != here:
            row = next(row for row, text in enumerate(here) if text != before[row])
            message = (
                f"columns #{first + 1} and #{number + 1} are both headed '{names[number]}', and differ on "
                f"{shape.line_word} {body.lines[row]:,} (give each a heading of its own, or name those that count: "
                f"--column 'standards=#{first + 1}')"
            )
            problems.append(shape.problem(shape.header_line, message))
    return problems
