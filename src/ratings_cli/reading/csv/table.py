"""A table as it comes -> a data set, alone or beside what a YAML file says; or every problem with its line."""

from __future__ import annotations

import dataclasses
from itertools import islice
from shlex import quote
from typing import TYPE_CHECKING

from ratings_cli.model.names import name_key
from ratings_cli.model.phrases import some
from ratings_cli.reading import files
from ratings_cli.reading.csv.columns import DATES, NONE, Columns
from ratings_cli.reading.csv.dialect import Dialect
from ratings_cli.reading.csv.grouping import CsvTable
from ratings_cli.reading.csv.rating_words import Labels, ask_for, is_ofsted
from ratings_cli.reading.csv.rows import MOST_PROBLEMS, read_rows
from ratings_cli.reading.csv.settings import DAY_FIRST
from ratings_cli.reading.csv.values import how_to_fix, is_total, puts_year_last, read_dates
from ratings_cli.reading.csv.vocabulary import OF_A_DATE, OTHER_HEADINGS, fold_heading
from ratings_cli.reading.diagnostics import DataError, Diagnostic
from ratings_cli.reading.files import is_workbook
from ratings_cli.reading.workbook import Sheet, ask_which, read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.reading.csv.settings import CsvInspections

_SAMPLE = 10_000  # how many rows are looked at to see which columns hold ratings


def read_table(
    data: bytes, name: str, settings: CsvInspections, progress: Callable[[float], None] | None = None
) -> CsvTable:
    """Read a table; `name` is its name for messages, and `progress` is told now and then which share is read.

    Raises:
        DataError: something is not certain, or wrong; each message names what settles it.
    """
    dialect, labels, columns = begin(data, name, settings)
    if columns.problems:
        raise DataError(columns.problems)
    rows = read_rows(dialect, columns, progress)
    if not rows.lines:
        raise DataError([dialect.problem(dialect.first_line, "holds no row below the headings (add inspections)")])
    if "league" in columns.of and not any(rows.texts[columns.of["league"]]):
        del columns.of["league"]  # as where another program has written the columns that it always writes
    table = CsvTable(dialect, columns, labels, rows, settings)
    problems = _unknown_words(table) + _what_is_no_date(table) or _id_of_another(table) or _one_name_twice(table)
    if problems:
        raise DataError(problems)
    table.group()
    if table.nameless:
        message = "names no provider or league (fill the cell, or delete the row)"
        nameless = [dialect.problem(line, message) for line in table.nameless[:MOST_PROBLEMS]]
        raise DataError([dialect.problem(dialect.header_line, remark) for remark in dialect.remarks] + nameless)
    if not table.providers and table.other_services:
        service = columns.of["service"]
        option = "--column " + quote(f"league={dialect.column_name(service)}")
        message = f"each row is on a part of a provider, and none on 'Overall' (for a league of each part: {option})"
        raise DataError([dialect.problem(dialect.first_line, message, service, option=option)])
    if not table.providers and (table.totals or table.without_id):
        message = "holds no row on a provider, only totals (add inspections)"
        raise DataError([dialect.problem(dialect.first_line, message)])
    if table.doubts and not settings.contradictory:
        raise DataError(_doubts(table))
    return table


def begin(data: bytes, name: str, settings: CsvInspections) -> tuple[Dialect, Labels, Columns]:
    """Find the headings, what the words below them mean, and which column is what; in the sheet that holds ratings.

    Raises:
        DataError: there are no headings that are known, or several sheets hold ratings.
    """
    if is_workbook(data):
        sheets = read_sheets(data, name, settings.sheet)
    else:
        files.refuse_what_is_no_text(data, name)
        sheets = [Sheet("", data)]
    found: list[tuple[Dialect, Labels, Columns]] = []
    asking: list[tuple[Dialect, Labels, Columns]] = []  # with headings that are known, and questions
    for sheet in sheets:
        try:
            dialect = Dialect(sheet, name, settings)
        except DataError:
            if len(sheets) == 1:
                raise
            continue
        sample = dialect.sample(_SAMPLE)
        labels = Labels(settings, ofsted=is_ofsted(dialect.titles, dialect.headings, sample))
        labels.other_grades.update(name for name in dialect.headings if fold_heading(name) in OTHER_HEADINGS)
        columns = Columns(dialect, settings, sample, labels)
        (asking if columns.problems else found).append((dialect, labels, columns))
    if not found and [dialect.sheet for dialect, _, _ in asking] == [
        max(sheets, key=lambda sheet: len(sheet.data)).name
    ]:
        found = asking  # the sheet with the most in it
    if len(found) != 1:
        raise ask_which([dialect.sheet for dialect, _, _ in found], sheets, name)
    return found[0]


def _unknown_words(table: CsvTable) -> list[Diagnostic]:
    dialect, labels, texts = table.dialect, table.labels, table.rows.texts
    words = set().union(*table.counts.values())
    other_scale = labels.of_another_scale(words)
    unknown = other_scale | {text for text in words if labels[text] is None and text in labels.unknown}
    if unknown:
        # What the figures below a table mean that add up its rows is not asked.
        of_names = [texts[table.columns.of[role]] for role in ("provider", "id") if role in table.columns.of]
        totals = {row for names in of_names for row, text in enumerate(names) if is_total(text)}
        for number, found in table.counts.items():
            found.subtract(texts[number][row] for row in totals)
    cells = {
        text: {dialect.headings[number]: found[text] for number, found in table.counts.items() if found[text]}
        for text in sorted(unknown)
    }
    cells = {text: found for text, found in cells.items() if found}
    if not cells:
        return []
    first = next(number for number, found in table.counts.items() if any(text in found for text in cells))
    message, option = ask_for(cells, labels.other_grades if other_scale else ())
    return [dialect.problem(dialect.header_line, message, first, option=option)]


def _what_is_no_date(table: CsvTable) -> list[Diagnostic]:
    """Read the columns of dates, and find the texts that are no dates."""
    dialect, rows, of = table.dialect, table.rows, table.columns.of
    problems: list[Diagnostic] = []
    different = {role: dict.fromkeys(rows.texts[of[role]]) for role in DATES if role in of}
    year_last = any(map(puts_year_last, different.values()))
    for role, all_texts in different.items():
        table.dates[role] = found = read_dates(all_texts, table.settings.dates, year_last=year_last)
        heading, texts = dialect.headings[of[role]], rows.texts[of[role]]
        if found.either:
            option = f"--dates {DAY_FIRST}" if DAY_FIRST in found.doubt else ""
            problems.append(dialect.problem(dialect.header_line, f"'{heading}': {found.doubt}", option=option))
        wrong = [row for row, text in enumerate(texts) if text in found.wrong] if found.wrong else []
        for row in wrong[:MOST_PROBLEMS]:
            message = f"'{texts[row]}' in '{heading}' is no date ({how_to_fix(texts[row])})"
            problems.append(dialect.problem(rows.lines[row], message, of[role]))
        if len(wrong) > MOST_PROBLEMS:
            more = f"and {len(wrong) - MOST_PROBLEMS:,} more cells in '{heading}' are no dates"
            problems.append(dialect.problem(rows.lines[wrong[MOST_PROBLEMS]], more))
    return problems


def _id_of_another(table: CsvTable) -> list[Diagnostic]:
    """An id whose heading says that it is of the "provider", where one such id stands beside several names."""
    dialect, rows, of = table.dialect, table.rows, table.columns.of
    if "id" in table.settings.columns or "id" not in of or of["id"] == of["provider"]:
        return []
    heading, name = dialect.headings[of["id"]], dialect.headings[of["provider"]]
    if not heading.casefold().startswith("provider") or name.casefold().startswith("provider"):
        return []
    known: dict[str, str] = {}
    for line, number, called in zip(rows.lines, rows.texts[of["id"]], rows.texts[of["provider"]], strict=True):
        before = known.setdefault(number, called)
        if number and name_key(before) != name_key(called):
            message = (
                f"'{heading}' is {number} for '{before}' and for '{called}': is it the id of '{name}', or of who runs "
                f"it? (--column id={quote(dialect.column_name(of['id']))} or --column id=none)"
            )
            return [dialect.problem(line, message)]
    return []


def _one_name_twice(table: CsvTable) -> list[Diagnostic]:
    """Of columns of one heading leave the first; where they do not say the same, which is the rating is not certain."""
    dialect, rows, standards = table.dialect, table.rows, table.columns.standards
    problems = []
    first: dict[str, int] = {}
    for number, name in standards.items():
        before, here = first.setdefault(fold_heading(name), number), rows.texts[number]
        if here != rows.texts[before]:
            pairs = zip(rows.lines, rows.texts[before], here, strict=True)
            line = next(line for line, text, other in pairs if text != other)
            message = (
                f"columns #{before + 1} and #{number + 1} are both headed '{name}', and differ on "
                f"{dialect.line_word} {line:,} (give each a heading of its own, or name those that count: "
                f"--column 'standards=#{before + 1}')"
            )
            problems.append(dialect.problem(dialect.header_line, message))
    table.columns.standards = {number: standards[number] for number in first.values()}
    return problems


def _doubts(table: CsvTable) -> list[Diagnostic]:
    """Rows of one body and day that contradict each other, and rows of one name that are about different places."""
    dialect, columns = table.dialect, table.columns
    names = {provider.key: provider.name for provider in table.providers}
    problems = []
    for (key, date), doubt in islice(table.doubts.items(), MOST_PROBLEMS):
        called = names[key] if names[key].endswith((key[1], f"[{key[1]}]")) else f"{names[key]} [{key[1]}]"
        headings = [dialect.column_name(number) for number in sorted(doubt.columns)]
        *others, last = doubt.lines
        see = dialect.lines(others)
        if date is None:
            message = (
                f"'{called}' has different places in '{dialect.headings[min(doubt.columns)]}', and may be different "
                f"bodies (see {see}; if they are, --column {quote(f'place={headings[0]}')}, or name the column that "
                f"tells them apart with --column id=HEADING; if they are one, --column place=none; or leave them out "
                f"with --contradictory leave-out)"
            )
        else:
            when = f"on {date}" if date else "without a date of publication"
            rated = not doubt.columns.keys().isdisjoint(columns.ratings)
            what = f"is rated differently {when}" if rated else f"has rows {when} that contradict each other"
            named = some([f"'{heading}'" for heading in headings])
            differ = f"{named} differ{'s' if len(headings) == 1 else ''}"
            message = f"'{called}' {what}: {differ} (see {see}; {_ways_out(dialect, columns, date)})"
        problems.append(dialect.problem(last, message))
    if more := len(table.doubts) - len(problems):
        problems.append(dialect.problem(problems[-1].line, f"and {more:,} more such providers or dates"))
    return problems


def _ways_out(dialect: Dialect, columns: Columns, date: str) -> str:
    ways = ["fix the rows"]
    if "id" not in columns.of:
        ways.append(
            "name the column that tells bodies of one name apart with --column id=HEADING, or place=HEADING for where "
            "they are"
        )
    if not date and "published" not in columns.of:
        dated = [columns.of["fieldwork"]] if "fieldwork" in columns.of else columns.unread[OF_A_DATE]
        dates = dialect.column_name(dated[0]) if dated else "HEADING"
        ways.append(f"name the column of dates with --column {quote(f'published={dates}')}")
    if "league" not in columns.of:
        ways.append("make leagues of a column that tells them apart with --column league=HEADING")
    return ", ".join([*ways, "or leave such providers out with --contradictory leave-out"])


def settle(table: CsvTable, csv: str, settings: CsvInspections) -> CsvInspections:
    """Add what was found out about a table to what was settled, for a YAML file that names the table as `csv`."""
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
