"""The form of a table: its encoding, its delimiter, and the line of headings under whatever stands above it."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from collections import Counter
from itertools import chain, islice, pairwise, zip_longest
from typing import TYPE_CHECKING

from ratings_cli.model.phrases import some
from ratings_cli.model.scale import find_band
from ratings_cli.reading.csv.settings import DELIMITERS
from ratings_cli.reading.csv.vocabulary import MARKERS, fold_heading, is_known_heading
from ratings_cli.reading.diagnostics import DataError, Diagnostic, whole_file
from ratings_cli.reading.workbook import DELIMITER, ENCODING, Sheet

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    from ratings_cli.reading.csv.settings import CsvInspections

    Top: TypeAlias = list[tuple[int, list[str]]]  # the first rows, each with the line that it begins on

MOST_CHARACTERS = 64 * 1024 * 1024
"""A cell may be as long as this: a quotation mark that is never closed is not to take all the memory there is."""
MOST_TITLE_LINES = 60
_LONGEST_HEADING = 200
_A_PAIR = 2  # more different bands than these are the whole scale
ENCODING_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MARKS_AS_TEXT = "\ufeff", codecs.BOM_UTF8.decode("cp1252")
"""A mark, and the three letters of Windows-1252 that a program has taken it for."""
_OF_MORE_BYTES = re.compile("[^\\x00-\\x7f\\udc80-\\udcff]")
"""A character that several bytes stand for, as only UTF-8 has them."""
_MARKERS = re.compile(MARKERS.pattern.removeprefix(r"\s*").encode(), re.IGNORECASE)
_FORMULA = re.compile(r'\A\s*="((?:[^"]|"")*)"\s*\Z')  # what a spreadsheet writes to keep a text as it is: ``="00123"``


class Dialect:
    """The form of a table: of a sheet of a workbook, or of a whole file."""

    def __init__(self, sheet: Sheet, name: str, settings: CsvInspections) -> None:
        """Find it out, where it is not settled.

        Raises:
            DataError: it is empty, no text, or no line of headings can be told.
        """
        self.name = name  # its name, for messages
        self.sheet = sheet.name  # the name of the sheet, in a workbook
        self.line_word = "row" if sheet.name else "line"  # what its rows stand on
        self.remarks = sheet.remarks  # what a reader of the sheet may not see in it
        # Its text in UTF-8, without byte-order marks; and the encoding that it had, by Python's name for it.
        self.data, self.encoding = (
            (sheet.data, ENCODING) if sheet.name else _as_utf8(sheet.data, name, settings.encoding)
        )
        self.marked = b'="' in self.data or _MARKERS.search(self.data) is not None  # whether cells hold more than text
        settled = DELIMITER if sheet.name else settings.delimiter
        tops = {delimiter: _top(self.data, delimiter) for delimiter in ([settled] if settled else DELIMITERS)}
        wanted = {fold_heading(heading) for headings in settings.columns.values() for heading in headings}
        candidates = []
        for delimiter, top in tops.items():
            for place, (line, _) in enumerate(top):
                cells, score = _headings(top, place, wanted)
                # Where the line is not settled, one heading that is known may be chance.
                if settings.header_line in {None, line} and (score > 1 or settings.header_line):
                    candidates.append((score, filled_cells(cells), delimiter, place, cells))
        for delimiter, top in tops.items() if not candidates and settings.header_line is None else ():
            if (above := _above_bands(top)) is not None:
                cells, _ = _headings(top, above, wanted, 0)
                candidates.append((0, filled_cells(cells), delimiter, above, cells))
        if not candidates:
            raise _no_headings(name, list(tops.values()), settings.header_line, sheet.name)
        # Of two lines that say as much, the one with more cells, and then the upper one, has the headings.
        _, _, self.delimiter, place, row = max(candidates, key=lambda candidate: candidate[:2])
        top = tops[self.delimiter]
        self.header_line = top[place][0]  # the line that the headings begin on, from 1
        below = place + 1 < len(top)
        self.first_line = top[place + 1][0] if below else self.header_line + 1  # that of the first row of data
        self.titles = [cell for _, cells in top[:place] for cell in cells if cell]  # what stands above the headings
        self.headings, self.groups = _with_groups(row, top[place - 1][1] if place else [])
        """The headings, each on one line, where two are the same with the words of the group above them; and these."""

    def names(self, numbers: Iterable[int]) -> list[str]:
        """The headings of columns, between quotation marks."""
        return [f"'{self.headings[number]}'" for number in numbers]

    def lines(self, numbers: Sequence[int]) -> str:
        """The numbers of lines, in words: line 5; or lines 5 and 9. In a workbook they are rows."""
        return f"{self.line_word}{'s' if len(numbers) > 1 else ''} {some([f'{line:,}' for line in numbers])}"

    def reader(self, source: io.BytesIO, *, strict: bool = True) -> Reader:
        """A reader of the rows of data in its bytes. Line ends in cells become line feeds."""
        # Only the reader knows where a cell begins, and so which quotation marks hold line breaks together.
        return _reader(source, self.delimiter, self.first_line - 1, strict=strict)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows of data, each with the line that it begins on."""
        return _with_lines(self.reader(io.BytesIO(self.data)), self.first_line)

    def sample(self, most: int) -> list[list[str]]:
        """The first rows of data, as far as they can be read."""
        rows: list[list[str]] = []
        with contextlib.suppress(csv.Error):
            rows.extend(islice(self.reader(io.BytesIO(self.data), strict=False), most))
        rows = list(filter(is_filled, rows))
        return in_plain(rows) if self.marked else rows

    def problem(
        self, line: int, message: str, number: int = 0, *, severity: str = "error", option: str = ""
    ) -> Diagnostic:
        """A problem on a line of this file; in a sheet, in the column with that number, from zero."""
        return Diagnostic(line, number + 1 if self.sheet else 1, message, self.name, severity, self.sheet, option)

    def column_name(self, number: int) -> str:
        """How to name a column: by its heading, or as ``#4`` where others have the same heading, or it has none."""
        folded = fold_heading(self.headings[number])
        alone = sum(fold_heading(heading) == folded for heading in self.headings) == 1
        return self.headings[number] if alone and folded else f"#{number + 1}"


def _as_utf8(data: bytes, name: str, settled: str | None) -> tuple[bytes, str]:
    """A text in UTF-8, without the marks that files which have been joined have in their midst; and its encoding.

    Raises:
        DataError: it is empty, or no text.
    """
    by_mark = (encoding for mark, encoding in _MARKS if data.startswith(mark))
    encoding = settled or next(by_mark, None) or _find_encoding(data, name)
    try:
        text = data.decode(encoding)
        if text.isascii() and len(text) == len(data):
            return data, encoding
        for mark in _MARKS_AS_TEXT:
            text = text.replace(mark, "")
        return text.encode(), encoding
    except (LookupError, UnicodeError) as error:
        message = f"is not {encoding} text (settle 'encoding')"
        raise _at(getattr(error, "start", 0), data, message, name) from None


def _find_encoding(data: bytes, name: str) -> str:
    """The encoding of a text without a mark: UTF-8 where it is that, else Windows-1252."""
    if not data.strip():
        raise _empty(name)
    if (place := data.find(b"\0")) >= 0:
        message = "holds a NUL byte, so it is no CSV in an encoding that can be told (save it as UTF-8)"
        raise _at(place, data, message, name)
    for encoding in ("utf-8", "cp1252"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
        else:
            return encoding
        # Read as Windows-1252, every other accented letter of UTF-8 would become two strange ones.
        if _OF_MORE_BYTES.search(data.decode("utf-8", "surrogateescape")):
            message = "is UTF-8 but for one byte or more (fix it here, or settle 'encoding' in a YAML file)"
            raise _at(place, data, message, name)
    message = "is neither UTF-8 nor Windows-1252 (save it as UTF-8, or settle 'encoding' in a YAML file)"
    raise _at(place, data, message, name)


def _at(place: int, data: bytes, message: str, name: str) -> DataError:
    return DataError([Diagnostic(data.count(b"\n", 0, place) + 1, 1, message, name)])


def _top(data: bytes, delimiter: str) -> Top:
    """The first rows: as many as may hold titles, beside empty ones."""
    rows: Top = []
    filled = 0
    # What is wrong further down is told when the rows are read.
    with contextlib.suppress(csv.Error):
        for line, row in _with_lines(_reader(io.BytesIO(data), delimiter), 1):
            rows.append((line, in_plain([row])[0]))
            filled += is_filled(row)
            if filled == MOST_TITLE_LINES:
                break
    return rows


def _with_lines(reader: Reader, first: int) -> Iterator[tuple[int, list[str]]]:
    line = first
    for row in reader:
        yield line, row
        line = first + reader.line_num


def _reader(source: io.BytesIO, delimiter: str, skipped: int = 0, *, strict: bool = False) -> Reader:
    """A reader of the rows below so many lines: a long cell in a column that is not read is no matter."""
    text = io.TextIOWrapper(source, encoding=ENCODING)
    for _ in range(skipped):
        next(text, None)
    csv.field_size_limit(MOST_CHARACTERS)
    return csv.reader(text, delimiter=delimiter, strict=strict)


def _headings(top: Top, place: int, wanted: set[str], least: int = 1) -> tuple[list[str], int]:
    """A row as headings, and how many different things it names.

    A heading may span the row of groups and the row of headings, and then stands in the upper one alone. This is looked
    for where the row names the least number of things that is given.
    """
    row = top[place][1]
    score = _recognised(row, wanted)
    above = top[place - 1][1] if place else []
    if score >= least and filled_cells(above) > 1 and filled_cells(row) < len(above):
        both = [cell if cell.strip() else over for cell, over in zip_longest(row, above, fillvalue="")]
        if score < (of_both := _recognised(both, wanted)) >= _recognised(above, wanted):
            return both, of_both
    return row, score


def _above_bands(top: Top) -> int | None:
    """The place of the row above the first one with a band, where it may be headings that are not known."""
    for place, ((_, row), (_, below)) in enumerate(pairwise(top)):
        if _holds_bands(below):
            plain = filled_cells(row) > 1 and not any(cell[:1].isdigit() for cell in row) and not _holds_bands(row)
            return place if plain else None
    return None


def _holds_bands(row: list[str]) -> bool:
    return any(find_band(cell) is not None for cell in row if cell)


def _recognised(row: list[str], wanted: set[str]) -> int:
    """How many different cells of a row are known headings."""
    folded = {fold_heading(cell) for cell in row if len(cell) < _LONGEST_HEADING}
    return sum(name in wanted or is_known_heading(name) for name in folded)


def _with_groups(row: list[str], above: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headings, and the words above each, when the row above holds names of groups of columns and not a title."""
    plain = list(map(one_line, row))
    while plain and not plain[-1]:
        plain.pop()  # a spreadsheet leaves delimiters behind where columns were
    groups = [""] * len(plain)
    first = next((number for number, cell in enumerate(plain) if cell.strip()), 0)
    # A title stands above the first heading, alone.
    if len(above) >= len(row) and is_filled(above[first + 1 :]):
        name = ""
        for number, cell in enumerate(map(one_line, above[: len(plain)])):
            groups[number] = name = cell or name
    counts = Counter(map(fold_heading, plain))
    headings = tuple(
        f"{group}: {text}" if group and counts[fold_heading(text)] > 1 else text
        for text, group in zip(plain, groups, strict=True)
    )
    return headings, tuple(groups)


def _no_headings(name: str, tops: list[Top], header_line: int | None, sheet: str) -> DataError:
    if header_line is not None and any(tops):
        return whole_file(name, f"has no row that begins on line {header_line} (fix 'header_line')")
    for (line, row), (_, below) in chain.from_iterable(map(pairwise, tops)):
        if len({find_band(fold_heading(cell)) for cell in row} - {None}) > _A_PAIR and not _holds_bands(below):
            message = "has bands for headings, as where providers are counted (write a row for each, with its band)"
            return DataError([Diagnostic(line, 1, message, name, sheet=sheet)])
    line, row = max(chain.from_iterable(tops), key=lambda item: filled_cells(item[1]), default=(1, []))
    seen = ", ".join(f"'{one_line(cell)[:40]}'" for cell in [cell for cell in row if cell.strip()][:12])
    if not seen:
        return _empty(name)  # it may hold a byte-order mark alone
    message = (
        f"no line of headings is known among the first {MOST_TITLE_LINES} (if this one is: {seen}; then name its "
        'columns, such as --column provider="..." --column overall="...")'
    )
    return DataError([Diagnostic(line, 1, message, name, sheet=sheet)])


def _empty(name: str) -> DataError:
    return whole_file(name, "is empty (a CSV has a line of headings and a row for each inspection)")


def in_plain(rows: list[list[str]]) -> list[list[str]]:
    """The rows without what official statistics put behind a text, and with the text of a formula that only says it."""
    return [[_in_plain(cell) if '="' in cell or "[" in cell else cell for cell in row] for row in rows]


def _in_plain(cell: str) -> str:
    return MARKERS.sub("", _FORMULA.sub(lambda said: said[1].replace('""', '"'), cell))


def is_filled(row: Iterable[str]) -> bool:
    """Whether any cell of a row holds anything."""
    return any(map(str.strip, row))


def filled_cells(row: Iterable[str]) -> int:
    """How many cells hold anything."""
    return sum(map(bool, map(str.strip, row)))


def one_line(text: str) -> str:
    """A cell on one line: line breaks and runs of spaces become one space."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())
