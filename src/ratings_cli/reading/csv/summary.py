"""What was taken for what in a CSV, in one paragraph for its reader."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from ratings_cli.model.phrases import count, listed, some
from ratings_cli.reading.csv.conflicts import lines_of
from ratings_cli.reading.csv.notes import DELIMITERS
from ratings_cli.reading.csv.sniff import ENCODING_NAMES
from ratings_cli.reading.csv.vocabulary import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.reading.csv.table import CsvTable


def describe(table: CsvTable) -> str:
    """Say what was taken for what, how many cells hold no rating, and what was merged or left out."""
    shape, columns, records = table.shape, table.columns, table.records
    sentences = [
        _form_of_file(table),
        *shape.remarks,
        f"Taken: {'; '.join(_columns(table))}",
    ]
    sentences += _labels(table)
    sentences += _not_read(table)
    sentences += _spellings(table)
    sentences += _repeats(table)
    if records.empty:
        they_are = "is no inspection" if records.empty == 1 else "are no inspections"
        sentences.append(f"{count(records.empty, 'row')} without a date or a rating {they_are} beside the others")
    if records.other_services:
        heading = shape.headings[columns.of["service"]]
        sentences.append(f"{count(records.other_services, 'row')} on a part of a provider ('{heading}') not read")
    if table.body.notes:
        as_what = "as a note, not as a row" if len(table.body.notes) == 1 else "as notes, not as rows"
        sentences.append(
            f"{count(len(table.body.notes), shape.line_word)} read {as_what}: {lines_of(shape, table.body.notes)}"
        )
    for why, lines in (
        ("Left out, because the headings stand there once more", table.body.repeated_headings),
        ("Left out, because no column that is read holds anything there", table.body.unread),
        ("Left out as totals", records.totals),
        ("Left out, because they have no id where nearly every row has one", records.without_id),
    ):
        sentences += [f"{why}: {lines_of(shape, lines)}"] if lines else []
    if records.left_out:
        why = ", or are about different places" if records.apart else ""
        sentences.append(f"Left out, because their rows contradict each other{why}: {listed(records.left_out)}")
    if not records.providers:
        sentences.append("So no provider is left")
    return ". ".join(sentences) + "."


def _form_of_file(table: CsvTable) -> str:
    """How many rows there are, and in what form."""
    shape = table.shape
    delimiter = DELIMITERS.get(shape.delimiter, repr(shape.delimiter))
    how = (
        f"sheet '{shape.sheet}'"
        if shape.sheet
        else f"{ENCODING_NAMES.get(shape.encoding, shape.encoding)}, {delimiter}"
    )
    where = f"{shape.line_word} {shape.header_line} ({how})"
    return f"{shape.name}: {count(len(table.body.lines), 'row')} below the headings on {where}"


def _not_read(table: CsvTable) -> list[str]:
    """The columns that are not read though they hold bands or dates."""
    shape, columns = table.shape, table.columns
    sentences = []
    if columns.doubtful:
        names = listed([f"'{shape.headings[number]}'" for number in columns.doubtful])
        sentences.append(
            f"Not read, though some cells hold bands: {names} (to read it, name it: --column standards=...)"
        )
    if columns.dated:
        names = some([f"'{shape.headings[number]}'" for number in columns.dated], most=3)
        ways = {"published": "if reports came out then", "fieldwork": "if inspectors were there"}
        named = [f"{why}: --column {role}=..." for role, why in ways.items() if role not in columns.of]
        how = f" ({', '.join(named)})" if named else ""
        sentences.append(f"Not read, though of a date: {names}{how}")
    if columns.earlier:
        they_are = "it is" if len(columns.earlier) == 1 else "they are"
        headings = some([f"'{shape.headings[number]}'" for number in columns.earlier], most=3)
        sentences.append(f"Not read, because {they_are} about an earlier inspection: {headings}")
    return sentences


def _repeats(table: CsvTable) -> list[str]:
    """How many rows were counted once with another; where they differ in what is not read, in what."""
    repeats, headings = table.repeats, table.shape.headings
    sentences = []
    if repeats.same:
        sentences.append(f"{count(repeats.same, 'row')} said the same as another, and counted once")
    if repeats.other:
        names = some([f"'{headings[number]}'" for number in repeats.columns])
        sentences.append(f"{count(repeats.other, 'row')} said the same as another but for {names}, and counted once")
    return sentences


def _spellings(table: CsvTable) -> list[str]:
    """The names that are written in several ways, and so were several names to whoever reads them as they are."""
    sentences = []
    for role, names in table.records.spellings.items():
        one_each = [_ways(name, others) for name, others in names.items()]
        sentences.append(f"Taken for one {role}, though written in several ways: {some(one_each, most=3)}")
    return sentences


def _ways(name: str, others: Iterable[str]) -> str:
    """How else a name is written; what looks the same is no news to the eye."""
    composed = [unicodedata.normalize("NFC", text) for text in (name, *others)]
    visible = [f"'{text}'" for text in dict.fromkeys(composed) if text != composed[0]]
    return f"'{name}' ({f'also {some(visible, most=3)}' if visible else 'in several Unicode forms'})"


def _columns(table: CsvTable) -> list[str]:
    headings = table.shape.headings
    parts = []
    for role in ROLE_WORDS:
        if role == "standards" and table.columns.standards:
            names = [f"'{headings[number]}'" for number in table.columns.standards]
            parts.append(f"standards {listed(names)}")
        elif role in table.columns.of:
            number = table.columns.of[role]
            parts.append(f"{role} '{headings[number]}'{_form(table, number)}")
    return parts


def _form(table: CsvTable, number: int) -> str:
    dates = table.dates.get(number)
    if dates is None or dates.form is None:
        return ""
    years = ", years 00 to 68 as 20.." if dates.short_years else ""
    return f" ({dates.form.replace('-', ' ')}{years})"


def _labels(table: CsvTable) -> list[str]:
    """The words that are bands by the regulator's own scale, and how many cells hold no rating."""
    sentences = []
    every = sum(table.texts.values(), Counter[str]())
    rule = table.labels.by_rule(every)
    if rule:
        words = [f"'{text}' ({count(every[text], 'cell')}) is {band.value}" for text, band in sorted(rule.items())]
        sentences.append(f"By Ofsted's own scale, {listed(words)}")
    main = next((table.columns.of[role] for role in ("overall", "rating") if role in table.columns.of), None)
    if main is not None:
        what = "rating" if table.columns.long else "overall rating"
        sentences += _without(table, table.texts[main], f"No {what} in", "row")
    standards = sum((table.texts[number] for number in table.columns.standards), Counter[str]())
    sentences += _without(table, standards, "No rating of a standard in", "cell")
    return sentences


def _without(table: CsvTable, texts: Counter[str], what: str, unit: str) -> list[str]:
    """How many cells hold no rating, and what they hold instead; nothing where all hold one."""
    none = [(text, number) for text, number in texts.most_common() if number and table.labels.meaning(text) is None]
    if not none:
        return []
    words = listed([f"{number:,} '{text}'" if text else f"{number:,} empty" for text, number in none])
    return [f"{what} {count(sum(number for _, number in none), unit)} ({words})"]
