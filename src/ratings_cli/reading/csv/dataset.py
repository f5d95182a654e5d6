"""A table that has been read -> a data set; and in words what was taken for what, also column by column."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections import Counter
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.dataset import DataSet, implied_leagues
from ratings_cli.model.names import name_key
from ratings_cli.model.phrases import count, listed, some
from ratings_cli.model.records import DataFile, Owner
from ratings_cli.reading import files, read_yaml
from ratings_cli.reading.csv.dialect import ENCODING_NAMES, one_line
from ratings_cli.reading.csv.settings import DELIMITERS, CsvInspections, read_settings
from ratings_cli.reading.csv.table import begin, read_table
from ratings_cli.reading.csv.vocabulary import OF_A_DATE, OVERALL_STANDARDS, ROLE_WORDS, SOME_BANDS, bare, fold_heading
from ratings_cli.reading.diagnostics import DataError, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ratings_cli.reading.csv.columns import Columns
    from ratings_cli.reading.csv.grouping import CsvTable
    from ratings_cli.reading.diagnostics import Diagnostic

_CELLS = 3
_SAMPLE = 1000
_LONGEST = 40


def read_csv(
    data: bytes, name: str, settings: CsvInspections, progress: Callable[[float], None] | None = None
) -> DataSet:
    """Read a table on its own; for the parameters and the error see `read_table`."""
    return data_set(table := read_table(data, name, settings, progress), None, (describe(table),))


def data_set(table: CsvTable, file: DataFile | None = None, remarks: tuple[str, ...] = ()) -> DataSet:
    """Make a data set of a table, with what a YAML file says beside it that declares nothing.

    Its names need no looking up: the providers are made of the same rows as the inspections.
    """
    return DataSet.of(
        file or DataFile(inspections=()),
        leagues=implied_leagues(table.providers),
        owners=tuple(Owner(name=name) for name in table.owners),
        providers=table.providers,
        inspections=table.inspections,
        remarks=remarks,
    )


def declares(file: DataFile) -> bool:
    """Whether a YAML file says anything that the names in its CSV must be looked up in."""
    return bool(file.gaps or file.leagues or file.programmes or file.areas or file.owners or file.providers)


def joined(table: CsvTable, file: DataFile) -> DataFile:
    """Put the records of a CSV into the YAML file that names it.

    What the file declares goes before what the rows say; owners and providers that only the rows name are added.
    """
    owned = {name_key(owner.name) for owner in file.owners}
    owners = tuple(Owner(name=name) for name in table.owners if name_key(name) not in owned) if file.owners else ()
    declared = {
        (name_key(provider.league), name_key(name))
        for provider in file.providers
        for name in (provider.id, provider.name)
        if name
    }
    kept = [
        provider
        for provider in table.providers
        if declared.isdisjoint((name_key(league), name_key(provider.key[1])) for league in (provider.league, ""))
    ]
    return dataclasses.replace(
        file,
        inspections=tuple(table.inspections),
        owners=file.owners + owners,
        providers=(*file.providers, *kept),
    )


def describe(table: CsvTable) -> str:
    """Say what was taken for what, how many cells hold no rating, and what was merged or left out."""
    dialect, rows = table.dialect, table.rows
    delimiter = DELIMITERS.get(dialect.delimiter, repr(dialect.delimiter))
    encoding = ENCODING_NAMES.get(dialect.encoding, dialect.encoding)
    how = f"sheet '{dialect.sheet}'" if dialect.sheet else f"{encoding}, {delimiter}"
    below = f"below the headings on {dialect.line_word} {dialect.header_line} ({how})"
    sentences = [f"{dialect.name}: {count(len(rows.lines), 'row')} {below}", *dialect.remarks]
    sentences.append(f"Taken: {'; '.join(_columns(table))}")
    sentences += _without_overall(table) + _labels(table) + _not_read(table)
    for role, names in table.spellings.items():
        ways = [_ways(name, others) for name, others in names.items()]
        sentences.append(f"Taken for one {role}, though written in several ways: {some(ways, most=3)}")
    sentences += _repeats(table)
    if table.empty:
        they_are = "is no inspection" if table.empty == 1 else "are no inspections"
        sentences.append(f"{count(table.empty, 'row')} without a date or a rating {they_are} beside the others")
    if table.other_services:
        heading = dialect.headings[table.columns.of["service"]]
        sentences.append(f"{count(table.other_services, 'row')} on a part of a provider ('{heading}') not read")
    for why, lines in (
        ("Read as notes, not as rows", rows.notes),
        ("Left out, because the headings stand there once more", rows.repeated_headings),
        ("Left out, because no column that is read holds anything there", rows.unread),
        ("Left out as totals", table.totals),
        ("Left out, because they have no id where nearly every row has one", table.without_id),
    ):
        sentences += [f"{why}: {dialect.lines(lines)}"] if lines else []
    if table.left_out:
        why = ", or are about different places" if any(date is None for _, date in table.doubts) else ""
        sentences.append(f"Left out, because their rows contradict each other{why}: {listed(table.left_out)}")
    if not table.providers:
        sentences.append("So no provider is left")
    return ". ".join(sentences) + "."


def _columns(table: CsvTable) -> list[str]:
    headings = table.dialect.headings
    parts = []
    for role in ROLE_WORDS:
        if role == "standards" and table.columns.standards:
            parts.append(f"standards {listed(table.dialect.names(table.columns.standards))}")
        elif role in table.columns.of:
            number = table.columns.of[role]
            dates = table.dates.get(role)
            years = ", years 00 to 68 as 20.." if dates and dates.short_years else ""
            form = f" ({dates.form.replace('-', ' ')}{years})" if dates and dates.form else ""
            parts.append(f"{role} '{headings[number]}'{form}")
    return parts


def _labels(table: CsvTable) -> list[str]:
    """The words that are bands by the regulator's own scale, and how many cells hold no rating."""
    sentences = []
    every = sum(table.counts.values(), Counter[str]())
    if rule := table.labels.by_rule(every):
        words = [f"'{text}' ({count(every[text], 'cell')}) is {band.value}" for text, band in sorted(rule.items())]
        sentences.append(f"By Ofsted's own scale, {listed(words)}")
    main = next((table.columns.of[role] for role in ("overall", "rating") if role in table.columns.of), None)
    if main is not None:
        what = "rating" if table.columns.long else "overall rating"
        sentences += _without(table, table.counts[main], f"No {what} in", "row")
    standards = sum((table.counts[number] for number in table.columns.standards), Counter[str]())
    return sentences + _without(table, standards, "No rating of a standard in", "cell")


def _without_overall(table: CsvTable) -> list[str]:
    """That the table says nothing of any provider as a whole, and how to rank by a standard instead."""
    columns = table.columns
    if columns.long:
        names = list(dict.fromkeys(filter(None, table.rows.texts[columns.of["standard"]])))
        rated = any(bare(fold_heading(name)) in OVERALL_STANDARDS for name in names)
    else:
        names, rated = list(columns.standards.values()), "overall" in columns.of
    if rated or not names:
        return []
    return [f"No overall rating in the table (to rank by a standard: --by {quote(names[0])})"]


def _without(table: CsvTable, texts: Counter[str], what: str, unit: str) -> list[str]:
    """How many cells hold no rating, and what they hold instead; nothing where all hold one."""
    none = [(text, number) for text, number in texts.most_common() if number and table.labels[text] is None]
    if not none:
        return []
    words = listed([f"{number:,} '{text}'" if text else f"{number:,} empty" for text, number in none])
    return [f"{what} {count(sum(number for _, number in none), unit)} ({words})"]


def _not_read(table: CsvTable) -> list[str]:
    """The columns that are not read though they hold bands or dates."""
    ways = {"published": "if reports came out then", "fieldwork": "if inspectors were there"}
    named = [f"{why}: --column {role}=..." for role, why in ways.items() if role not in table.columns.of]
    how = {SOME_BANDS: " (to read it, name it: --column standards=...)"}
    how[OF_A_DATE] = f" ({', '.join(named)})" if named else ""
    unread = {why: table.dialect.names(numbers) for why, numbers in table.columns.unread.items() if numbers}
    return [f"Not read, {why}: {some(names, most=3)}{how.get(why, '')}" for why, names in unread.items()]


def _ways(name: str, others: Iterable[str]) -> str:
    """How else a name is written; what looks the same is no news to the eye."""
    composed = [unicodedata.normalize("NFC", text) for text in (name, *others)]
    visible = [f"'{text}'" for text in dict.fromkeys(composed) if text != composed[0]]
    return f"'{name}' ({f'also {some(visible, most=3)}' if visible else 'in several Unicode forms'})"


def _repeats(table: CsvTable) -> list[str]:
    """How many rows were counted once with another; where they differ in what is not read, in what.

    They are compared in all columns, for which the file is gone through once more: there are few such files.
    """
    lines, dialect = table.rows.lines, table.dialect
    original = {lines[row]: lines[before] for row, before in table.repeated.items()}
    wanted = {*original, *original.values()}
    width = len(dialect.headings)
    said = {
        line: [*map(name_key, row), *[""] * (width - len(row))]
        for line, row in (dialect.rows() if wanted else ())
        if line in wanted
    }
    differ = [{n for n in range(width) if said[line][n] != said[before][n]} for line, before in original.items()]
    other = sum(map(bool, differ))
    same = len(differ) - other
    sentences = [f"{count(same, 'row')} said the same as another, and counted once"] if same else []
    if other:
        names = some(dialect.names(sorted(set().union(*differ))))
        sentences.append(f"{count(other, 'row')} said the same as another but for {names}, and counted once")
    return sentences


class ExplainedColumn(NamedTuple):
    """What is known of a column: its number from 1, its heading, what it was taken for, and its first cells."""

    number: int
    heading: str
    taken_for: str
    cells: list[str]


def explain(path: Path, options: CsvInspections | None) -> tuple[list[ExplainedColumn], str, list[Diagnostic]]:
    """Say what each column of a table, or of that which a YAML file names, is taken for, also where a question is left.

    Then what was found out, in words, or else the problems that stopped reading it.

    Raises:
        DataError: it is no table, or has no headings that are known.
    """
    data, name, settings = _table(path, options or CsvInspections())
    dialect, _, columns = begin(data, name, settings)
    rows = dialect.sample(_SAMPLE)
    explained = []
    for number, heading in enumerate(dialect.headings):
        cells = dict.fromkeys(one_line(row[number].strip()) for row in rows if number < len(row))
        shown = [cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…" for cell in cells if cell]
        explained.append(ExplainedColumn(number + 1, heading, _taken_for(number, columns), shown[:_CELLS]))
    try:
        return explained, describe(read_table(data, name, settings)), []
    except DataError as error:
        return explained, "", error.problems


def _table(path: Path, options: CsvInspections) -> tuple[bytes, str, CsvInspections]:
    from ratings_cli.reading.yaml import parse

    data, name = files.read_bytes(path), files.shown_name(path)
    if files.is_table(path, data):
        return data, name, options
    text = files.decode(data, name)
    plain, _ = parse.parse(text, name)
    inside = plain.get("inspections") if isinstance(plain, dict) else None
    settings, _ = read_settings(inside) if isinstance(inside, dict) else (None, [])
    if settings is None:
        read_yaml(text, name, options)  # it says where the mistake is
        raise whole_file(name, "has no columns to explain (name a table)")
    table = path.parent / settings.csv
    return files.read_bytes(table), str(table), settings.with_options(options)


def _taken_for(number: int, columns: Columns) -> str:
    roles = [f"{role}: {ROLE_WORDS[role]}" for role, place in columns.of.items() if place == number]
    if number in columns.standards:
        roles.append("standards: the rating of a standard")
    others = {"place: looked at, to tell bodies of one name apart": columns.places}
    others |= {f"not read, {why}": numbers for why, numbers in columns.unread.items()}
    return "; ".join(roles) or next((why for why, numbers in others.items() if number in numbers), "")
