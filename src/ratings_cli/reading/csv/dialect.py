"""The form of a table: its encoding, its delimiter, and the line of headings under whatever stands above it."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from ratings_cli.reading.csv import workbook
from ratings_cli.reading.csv.settings import DELIMITERS
from ratings_cli.reading.csv.vocabulary import fold_heading, is_known_heading
from ratings_cli.reading.diagnostics import DataError, Diagnostic, whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Protocol, TypeAlias

    from ratings_cli.reading.csv.settings import CsvInspections
    from ratings_cli.reading.csv.workbook import Sheet

    class CsvReader(Protocol):
        """What `csv.reader` gives, which has no name of its own."""

        line_num: int

        def __iter__(self) -> Iterator[list[str]]: ...

    Top: TypeAlias = list[tuple[int, list[str]]]
    """The first rows, each with the line that it begins on."""

MOST_CHARACTERS = 64 * 1024 * 1024
"""A cell may be as long as this: a quotation mark that is never closed is not to take all the memory there is."""
MOST_TITLE_LINES = 60
_LONGEST_HEADING = 200
ENCODING_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MARK_AS_TEXT = codecs.BOM_UTF8.decode("cp1252").encode()
"""A mark that a program has taken for three letters of Windows-1252, and saved as UTF-8."""
_OF_MARKS = ("utf-8", "utf-8-sig", "cp1252", "iso8859-1", "ascii")
"""In these encodings the bytes of a mark are no letters that anybody writes."""
_OF_MORE_BYTES = re.compile("[^\\x00-\\x7f\\udc80-\\udcff]")
"""A character that several bytes stand for, as only UTF-8 has them."""
_FORMULA_BEGINS = (b'="', b'=\0"')
_FORMULA = re.compile(r'\s*="((?:[^"]|"")*)"\s*')
"""What a spreadsheet writes to keep a text as it is: ``="00123"``."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The form of a table."""

    data: bytes  # its bytes
    name: str  # its name, for messages
    encoding: str  # the encoding, by Python's name for it
    delimiter: str  # what stands between cells
    header_line: int  # the line that the headings begin on, from 1
    first_line: int  # the line that the rows of data begin on
    headings: tuple[str, ...]
    """The headings, each on one line; where two are the same, with the words of the group above them."""
    groups: tuple[str, ...]  # for each column, the words of the group above its heading; empty where there are none
    titles: tuple[str, ...]  # what stands in the cells above the headings
    formulas: bool  # whether a cell may be a text in a formula
    sheet: str  # the name of the sheet, in a workbook; a line is a row of that then
    remarks: tuple[str, ...]  # what a reader of the sheet may not see in it

    @property
    def line_word(self) -> str:
        """What its rows stand on."""
        return "row" if self.sheet else "line"

    def reader(self, source: io.BytesIO, *, strict: bool = True) -> CsvReader:
        """A reader of the rows of data in its bytes. Line ends in cells become line feeds."""
        text = io.TextIOWrapper(source, encoding=self.encoding)
        for _ in range(self.first_line - 1):
            next(text, None)
        # Only the reader knows where a cell begins, and so which quotation marks hold line breaks together.
        return _csv_reader(text, self.delimiter, strict=strict)

    def sample(self, most: int) -> list[list[str]]:
        """The first rows of data, as far as they can be read."""
        rows: list[list[str]] = []
        with contextlib.suppress(csv.Error, UnicodeError):
            rows.extend(islice(self.reader(io.BytesIO(self.data), strict=False), most))
        rows = list(filter(is_filled, rows))
        return without_formulas(rows) if self.formulas else rows

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


def find_dialect(data: bytes, name: str, settings: CsvInspections, sheet: Sheet | None = None) -> Dialect:
    """Find out the form of a table.

    Args:
        data: its bytes.
        name: its name, for messages.
        settings: what is settled already.
        sheet: the sheet of a workbook that the bytes are.

    Raises:
        DataError: it is empty, no text, or no line of headings can be told.
    """
    encoding = workbook.ENCODING if sheet else settings.encoding or _find_encoding(data, name)
    settled = workbook.DELIMITER if sheet else settings.delimiter
    try:
        data = _without_marks(data, encoding)
        tops = {delimiter: _top(data, encoding, delimiter) for delimiter in ([settled] if settled else DELIMITERS)}
    except (LookupError, UnicodeError) as error:
        raise whole_file(name, f"cannot be read as {encoding}: {error} (settle 'encoding' in a YAML file)") from None
    wanted = {fold_heading(heading) for headings in settings.columns.values() for heading in headings}
    best = (0, 0)
    delimiter, place, row = "", 0, [""]
    for candidate, top in tops.items():
        for above, (line, _) in enumerate(top):
            cells, score = _headings(top, above, wanted)
            if settings.header_line is not None:
                score = int(line == settings.header_line)
            # Of two lines that say as much, the one with more cells, and then the upper one, has the headings.
            if score and (score, _filled(cells)) > best:
                best = (score, _filled(cells))
                delimiter, place, row = candidate, above, cells
    if best[0] < (2 if settings.header_line is None else 1):  # one may be chance
        raise _no_headings(name, list(tops.values()), settings, sheet)
    top = tops[delimiter]
    headings, groups = _with_groups(row, top[place - 1][1] if place else [])
    return Dialect(
        data=data,
        name=name,
        encoding=encoding,
        delimiter=delimiter,
        header_line=top[place][0],
        first_line=top[place + 1][0] if place + 1 < len(top) else top[place][0] + 1,
        headings=headings,
        groups=groups,
        titles=tuple(filter(None, chain.from_iterable(row for _, row in top[:place]))),
        # One byte is found much faster than two.
        formulas=b"=" in data and any(mark in data for mark in _FORMULA_BEGINS),
        sheet=sheet.name if sheet else "",
        remarks=sheet.remarks if sheet else (),
    )


def _find_encoding(data: bytes, name: str) -> str:
    """Return the encoding: by its mark, else UTF-8 when it is that, else Windows-1252.

    Raises:
        DataError: it is empty, no text in any of these, or UTF-8 with a mistake in it.
    """
    if not data.strip():
        raise _empty(name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if (place := data.find(b"\0")) >= 0:
        message = "holds a NUL byte, so it is no CSV in an encoding that can be told (save it as UTF-8)"
    else:
        try:
            data.decode()
        except UnicodeDecodeError as error:
            place = error.start
        else:
            return "utf-8"
        # Read as Windows-1252, every other accented letter of UTF-8 would become two strange ones.
        if _OF_MORE_BYTES.search(data.decode("utf-8", "surrogateescape")):
            message = "is UTF-8 but for one byte or more (fix it here, or settle 'encoding' in a YAML file)"
        else:
            try:
                data.decode("cp1252")
            except UnicodeDecodeError as error:
                place = error.start
            else:
                return "cp1252"
            message = "is neither UTF-8 nor Windows-1252 (save it as UTF-8, or settle 'encoding' in a YAML file)"
    raise DataError([Diagnostic(data.count(b"\n", 0, place) + 1, 1, message, name)])


def _without_marks(data: bytes, encoding: str) -> bytes:
    """Take out every byte-order mark: files that have been joined have some in their midst."""
    if data.isascii():
        return data
    encoding = codecs.lookup(encoding).name
    if encoding.startswith(("utf-16", "utf-32")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            return data  # where it is no text is told when its rows are read
        return text.replace("\ufeff", "").encode(encoding) if "\ufeff" in text else data
    for mark in (codecs.BOM_UTF8, _MARK_AS_TEXT) if encoding in _OF_MARKS else ():
        if mark in data:
            data = data.replace(mark, b"")
    return data


def _top(data: bytes, encoding: str, delimiter: str) -> Top:
    """The first rows: as many as may hold titles, beside empty ones."""
    reader = _csv_reader(io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline=""), delimiter)
    rows: Top = []
    line, filled = 1, 0
    # What is wrong further down is told when the rows are read.
    with contextlib.suppress(csv.Error):
        for row in reader:
            rows.append((line, without_formulas([row])[0]))
            line = reader.line_num + 1
            filled += is_filled(row)
            if filled == MOST_TITLE_LINES:
                break
    return rows


def _csv_reader(text: io.TextIOWrapper, delimiter: str, *, strict: bool = False) -> CsvReader:
    """Return a reader of rows: a long cell in a column that is not read is no matter."""
    csv.field_size_limit(MOST_CHARACTERS)
    return csv.reader(text, delimiter=delimiter, strict=strict)


def _headings(top: Top, place: int, wanted: set[str]) -> tuple[list[str], int]:
    """A row as headings, and how many different things it names.

    A heading may span the row of groups and the row of headings, and then stands in the upper one alone.
    """
    row = top[place][1]
    score = _recognised(row, wanted)
    above = top[place - 1][1] if place else []
    if score and _filled(above) > 1 and _filled(row) < len(above):
        both = [cell if cell.strip() else over for cell, over in zip_longest(row, above, fillvalue="")]
        if score < (of_both := _recognised(both, wanted)) >= _recognised(above, wanted):
            return both, of_both
    return row, score


def _recognised(row: list[str], wanted: set[str]) -> int:
    """How many different cells of a row are known headings."""
    folded = {fold_heading(cell) for cell in row if len(cell) < _LONGEST_HEADING and not cell[:1].isdigit()}
    return sum(name in wanted or is_known_heading(name) for name in folded)


def _with_groups(row: list[str], above: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headings, and the words above each, when the row above holds names of groups of columns and not a title."""
    plain = [one_line(cell) for cell in row]
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


def _no_headings(name: str, tops: list[Top], settings: CsvInspections, sheet: Sheet | None) -> DataError:
    if not any(tops):
        return _empty(name)  # it holds a byte-order mark alone
    if settings.header_line is not None:
        return whole_file(name, f"has no row that begins on line {settings.header_line} (fix 'header_line')")
    line, row = max(chain.from_iterable(tops), key=lambda item: _filled(item[1]))
    seen = ", ".join(f"'{one_line(cell)[:40]}'" for cell in [cell for cell in row if cell.strip()][:12])
    if not seen:
        return _empty(name)
    message = (
        f"no line of headings is known among the first {MOST_TITLE_LINES} (if this one is: {seen}; then name its "
        'columns, such as --column provider="..." --column overall="...")'
    )
    return DataError([Diagnostic(line, 1, message, name, sheet=sheet.name if sheet else "")])


def _empty(name: str) -> DataError:
    return whole_file(name, "is empty (a CSV has a line of headings and a row for each inspection)")


def without_formulas(rows: list[list[str]]) -> list[list[str]]:
    """The rows with the text of a cell in place of a formula that only says that text."""
    return [list(map(_said, row)) for row in rows]


def _said(cell: str) -> str:
    match = _FORMULA.fullmatch(cell) if '="' in cell else None
    return cell if match is None else match[1].replace('""', '"')


def is_filled(row: Iterable[str]) -> bool:
    """Whether any cell of a row holds anything."""
    return any(map(str.strip, row))


def _filled(row: Iterable[str]) -> int:
    """How many cells hold anything."""
    return sum(map(bool, map(str.strip, row)))


def one_line(text: str) -> str:
    """A cell on one line: line breaks and runs of spaces become one space."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())
