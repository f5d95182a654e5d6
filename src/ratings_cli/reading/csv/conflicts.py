"""Rows that cannot all be right of one body, and columns that cannot all be right; what can be done about each."""

from __future__ import annotations

from itertools import islice
from shlex import quote
from typing import TYPE_CHECKING

from ratings_cli.model.names import name_key
from ratings_cli.model.phrases import some
from ratings_cli.reading.csv.rows import MOST_PROBLEMS
from ratings_cli.reading.csv.vocabulary import fold_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.model.records import ProviderKey
    from ratings_cli.reading.csv.columns import Columns
    from ratings_cli.reading.csv.dialect import Dialect
    from ratings_cli.reading.csv.grouping import Doubt, Groups
    from ratings_cli.reading.csv.rows import Rows
    from ratings_cli.reading.csv.settings import CsvInspections
    from ratings_cli.reading.diagnostics import Diagnostic


def contradictions(dialect: Dialect, columns: Columns, groups: Groups) -> list[Diagnostic]:
    """Rows of one body and day that contradict each other, and rows of one name that are about different places."""
    problems = []
    if not groups.contradictory and not groups.in_several_places:
        return []
    names = {provider.key: provider.name for provider in groups.providers}
    for (key, date), doubt in islice(groups.contradictory.items(), MOST_PROBLEMS):
        when = f"on {date}" if date else "without a date of publication"
        rated = not doubt.columns.keys().isdisjoint(columns.ratings)
        what = f"is rated differently {when}" if rated else f"has rows {when} that contradict each other"
        ways = _ways_out(dialect, columns, date)
        message = f"'{_called(names, key)}' {what}: {_differ(dialect, doubt)} (see {_others(dialect, doubt)}; {ways})"
        problems.append(dialect.problem(_last(doubt), message))
    for key, doubt in islice(groups.in_several_places.items(), MOST_PROBLEMS):
        (number,) = doubt.columns
        place = quote(f"place={dialect.column_name(number)}")
        message = (
            f"'{_called(names, key)}' has different places in '{dialect.headings[number]}', and may be different "
            f"bodies (see {_others(dialect, doubt)}; if they are, --column {place}, or name the column that tells them "
            f"apart with --column id=HEADING; if they are one, --column place=none; or leave them out with "
            f"--contradictory leave-out)"
        )
        problems.append(dialect.problem(_last(doubt), message))
    more = len(groups.contradictory) + len(groups.in_several_places) - len(problems)
    if more > 0:
        problems.append(dialect.problem(problems[-1].line, f"and {more:,} more such providers or dates"))
    return problems


def id_of_another(dialect: Dialect, columns: Columns, rows: Rows, settings: CsvInspections) -> list[Diagnostic]:
    """An id whose heading says that it is of the "provider", where one such id stands beside several names."""
    of = columns.of
    if "id" in settings.columns or "id" not in of or of["id"] == of["provider"]:
        return []
    heading, name = dialect.headings[of["id"]], dialect.headings[of["provider"]]
    if not heading.casefold().startswith("provider") or name.casefold().startswith("provider"):
        return []
    known: dict[str, str] = {}
    for row, (number, called) in enumerate(zip(rows.texts[of["id"]], rows.texts[of["provider"]], strict=True)):
        before = known.setdefault(number, called)
        if number and name_key(before) != name_key(called):
            message = (
                f"'{heading}' is {number} for '{before}' and for '{called}': is it the id of '{name}', or of who runs "
                f"it? (--column id={quote(dialect.column_name(of['id']))} or --column id=none)"
            )
            return [dialect.problem(rows.lines[row], message)]
    return []


def first_of_each_name(names: dict[int, str]) -> dict[str, int]:
    """The first column of each name, by the name folded."""
    first: dict[str, int] = {}
    for number, name in names.items():
        first.setdefault(fold_heading(name), number)
    return first


def one_name_twice(dialect: Dialect, rows: Rows, names: dict[int, str]) -> list[Diagnostic]:
    """Columns of one heading that do not say the same: which of them is the rating is not for us to say."""
    problems = []
    kept = first_of_each_name(names)
    for number, name in names.items():
        first = kept[fold_heading(name)]
        before, here = rows.texts[first], rows.texts[number]
        if before != here:
            row = next(row for row, text in enumerate(here) if text != before[row])
            message = (
                f"columns #{first + 1} and #{number + 1} are both headed '{name}', and differ on "
                f"{dialect.line_word} {rows.lines[row]:,} (give each a heading of its own, or name those that count: "
                f"--column 'standards=#{first + 1}')"
            )
            problems.append(dialect.problem(dialect.header_line, message))
    return problems


def _called(names: dict[ProviderKey, str], key: ProviderKey) -> str:
    return names[key] if names[key].endswith((key[1], f"[{key[1]}]")) else f"{names[key]} [{key[1]}]"


def _differ(dialect: Dialect, doubt: Doubt) -> str:
    """``'Owner' differs``, ``'Owner' and 'Rating' differ``."""
    headings = [f"'{dialect.column_name(number)}'" for number in sorted(doubt.columns)]
    return f"{some(headings)} differ{'s' if len(headings) == 1 else ''}"


def _last(doubt: Doubt) -> int:
    return next(reversed(doubt.lines))


def _others(dialect: Dialect, doubt: Doubt) -> str:
    return lines_of(dialect, list(doubt.lines)[:-1])


def lines_of(dialect: Dialect, lines: Sequence[int]) -> str:
    """The numbers of lines, in words: line 5; or lines 5 and 9. In a workbook they are rows."""
    return f"{dialect.line_word}{'s' if len(lines) > 1 else ''} {some([f'{line:,}' for line in lines])}"


def _ways_out(dialect: Dialect, columns: Columns, date: str) -> str:
    ways = ["fix the rows"]
    if "id" not in columns.of:
        ways.append(
            "name the column that tells bodies of one name apart with --column id=HEADING, or place=HEADING for where "
            "they are"
        )
    if not date and "published" not in columns.of:
        dates = dialect.column_name(columns.of["fieldwork"]) if "fieldwork" in columns.of else "HEADING"
        ways.append(f"name the column of dates with --column {quote(f'published={dates}')}")
    if "league" not in columns.of:
        ways.append("make leagues of a column that tells them apart with --column league=HEADING")
    ways.append("or leave such providers out with --contradictory leave-out")
    return ", ".join(ways)
