"""The shape of a CSV: its encoding, its delimiter, and the line of headings under whatever stands above it."""

from __future__ import annotations

import codecs
import contextlib
import csv
import dataclasses
import io
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.reading.csv import workbook
from ratings_cli.reading.csv.notes import DELIMITERS, is_filled
from ratings_cli.reading.csv.reader import csv_reader, has_formulas, without_formulas, without_marks
from ratings_cli.reading.csv.vocabulary import HEADINGS, QUALIFIED, bare, fold_heading
from ratings_cli.reading.diagnostics import DataError, Diagnostic, whole_file

if TYPE_CHECKING:
    from ratings_cli.reading.csv.reader import CsvReader
    from ratings_cli.reading.csv.settings import CsvInspections
    from ratings_cli.reading.csv.workbook import Sheet

MOST_TITLE_LINES = 60
_OF_MORE_BYTES = re.compile("[^\\x00-\\x7f\\udc80-\\udcff]")
"""A character that several bytes stand for, as only UTF-8 has them."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ROLES: dict[str, set[str]] = {}
for _role, _tiers in HEADINGS.items():
    for _heading in itertools.chain.from_iterable(_tiers):
        _ROLES.setdefault(_heading, set()).add(_role)
ENCODING_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a CSV looks like.

    Args:
        data: its bytes.
        name: its name, for messages.
        encoding: the encoding, by Python's name for it.
        delimiter: what stands between cells.
        header_line: the line that the headings begin on, from 1.
        first_line: the line that the rows of data begin on.
        headings: the headings, each on one line; where two are the same, with the words of the group above them.
        groups: for each column, the words of the group above its heading; empty where there are none.
        titles: what stands in the cells above the headings.
        formulas: whether a cell may be a text in a formula.
        sheet: the name of the sheet, in a workbook; a line is a row of that then.
        remarks: what a reader of the sheet may not see in it.
    """

    data: bytes
    name: str
    encoding: str
    delimiter: str
    header_line: int
    first_line: int
    headings: tuple[str, ...]
    groups: tuple[str, ...]
    titles: tuple[str, ...]
    formulas: bool = False
    sheet: str = ""
    remarks: tuple[str, ...] = ()

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
        return csv_reader(text, self.delimiter, strict=strict)

    def sample(self, most: int) -> list[list[str]]:
        """The first rows of data, as far as they can be read."""
        rows: list[list[str]] = []
        with contextlib.suppress(csv.Error, UnicodeError):
            rows.extend(itertools.islice(self.reader(io.BytesIO(self.data), strict=False), most))
        rows = list(filter(is_filled, rows))
        return without_formulas(rows) if self.formulas else rows

    def problem(
        self, line: int, message: str, number: int = 0, *, severity: str = "error", option: str = ""
    ) -> Diagnostic:
        """A problem on a line of this file; in a sheet, in the column with that number, from zero."""
        return Diagnostic(line, number + 1 if self.sheet else 1, message, self.name, severity, self.sheet, option)


def find_shape(data: bytes, name: str, settings: CsvInspections, sheet: Sheet | None = None) -> Dialect:
    """Find out what a CSV looks like.

    Args:
        data: its bytes.
        name: its name, for messages.
        settings: what is settled already.
        sheet: the sheet of a workbook that the bytes are.

    Raises:
        DataError: it is empty, no text, or no line of headings can be told.
    """
    encoding = workbook.ENCODING if sheet else settings.encoding or find_encoding(data, name)
    wanted = {fold_heading(heading) for headings in settings.columns.values() for heading in headings}
    settled = workbook.DELIMITER if sheet else settings.delimiter
    delimiters = [settled] if settled else list(DELIMITERS)
    try:
        data = without_marks(data, encoding)
        tops = [(text, _top(data, encoding, text)) for text in delimiters]
    except (LookupError, UnicodeError) as error:
        raise whole_file(name, f"cannot be read as {encoding}: {error} (settle 'encoding' in a YAML file)") from None
    if not any(top for _, top in tops):
        raise _empty(name)  # it holds a byte-order mark alone
    best: tuple[int, int] | None = None
    found: tuple[str, int, list[str]] | None = None
    for delimiter, top in tops:
        for place, (line, _) in enumerate(top):
            row, score = _headings(top, place, wanted)
            if settings.header_line is not None:
                score = int(line == settings.header_line)
            # Of two lines that say as much, the one with more cells, and then the upper one, has the headings.
            if score and (best is None or (score, _filled(row)) > best):
                best, found = (score, _filled(row)), (delimiter, place, row)
    if best is None or found is None or (settings.header_line is None and best[0] < 2):  # noqa: PLR2004 - one is chance
        raise _no_headings(name, tops, settings, sheet.name if sheet else "")
    delimiter, place, row = found
    shape = _shape(data, name, encoding, delimiter, dict(tops)[delimiter], place, row)
    return dataclasses.replace(shape, sheet=sheet.name, remarks=sheet.remarks) if sheet else shape


def _headings(top: list[tuple[int, list[str]]], place: int, wanted: set[str]) -> tuple[list[str], int]:
    """A row as headings, and how many different things it names.

    A heading may span the row of groups and the row of headings, and then stands in the upper one alone.
    """
    row = top[place][1]
    score = _recognised(row, wanted)
    above = top[place - 1][1] if place else []
    if score and _filled(above) > 1 and _filled(row) < len(above):
        both = [cell if cell.strip() else over for cell, over in itertools.zip_longest(row, above, fillvalue="")]
        if score < (of_both := _recognised(both, wanted)) >= _recognised(above, wanted):
            return both, of_both
    return row, score


def _filled(row: list[str]) -> int:
    """How many cells hold anything."""
    return sum(map(bool, map(str.strip, row)))


def find_encoding(data: bytes, name: str) -> str:
    """Return the encoding: by its mark, else UTF-8 when it is that, else Windows-1252.

    Raises:
        DataError: it is empty, no text in any of these, or UTF-8 with a mistake in it.
    """
    if not data.strip():
        raise _empty(name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    nul = data.find(b"\0")
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        message = "holds a NUL byte, so it is no CSV in an encoding that can be told (save it as UTF-8)"
        raise DataError([Diagnostic(line, 1, message, name)])
    if data.isascii() or _is_utf8(data, name):
        return "utf-8"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    else:
        return "cp1252"
    message = "is neither UTF-8 nor Windows-1252 (save it as UTF-8, or settle 'encoding' in a YAML file)"
    raise DataError([Diagnostic(line, 1, message, name)])


def _is_utf8(data: bytes, name: str) -> bool:
    """Whether bytes are UTF-8 and not another encoding; refuse what is both, and so has a mistake in it."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Read as Windows-1252, every other accented letter would become two strange ones.
        if _OF_MORE_BYTES.search(data.decode("utf-8", "surrogateescape")):
            line = data.count(b"\n", 0, error.start) + 1
            message = "is UTF-8 but for one byte or more (fix it here, or settle 'encoding' in a YAML file)"
            raise DataError([Diagnostic(line, 1, message, name)]) from None
        return False
    return True


def _empty(name: str) -> DataError:
    return whole_file(name, "is empty (a CSV has a line of headings and a row for each inspection)")


def _top(data: bytes, encoding: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The first rows, each with the line that it begins on."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    reader = csv_reader(text, delimiter)
    rows: list[tuple[int, list[str]]] = []
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


def _recognised(row: list[str], wanted: set[str]) -> int:
    """How many different cells of a row are known headings."""
    longest = 200
    folded = {fold_heading(cell) for cell in row if len(cell) < longest and not cell[:1].isdigit()}
    known = {name for name in folded if name in _ROLES or not QUALIFIED.isdisjoint(_ROLES.get(bare(name), ()))}
    return len(known | (folded & wanted))


def _no_headings(
    name: str, tops: list[tuple[str, list[tuple[int, list[str]]]]], settings: CsvInspections, sheet: str
) -> DataError:
    if settings.header_line is not None:
        return whole_file(name, f"has no row that begins on line {settings.header_line} (fix 'header_line')")
    line, row = max((text for _, top in tops for text in top), key=lambda text: _filled(text[1]))
    seen = ", ".join(f"'{one_line(cell)[:40]}'" for cell in [cell for cell in row if cell.strip()][:12])
    if not seen:
        raise _empty(name)
    message = (
        f"no line of headings is known among the first {MOST_TITLE_LINES} (if this one is: {seen}; then name its "
        'columns, such as --column provider="..." --column overall="...")'
    )
    return DataError([Diagnostic(line, 1, message, name, sheet=sheet)])


def _shape(  # noqa: PLR0913, PLR0917 - what has been found out, put together in one place
    data: bytes,
    name: str,
    encoding: str,
    delimiter: str,
    top: list[tuple[int, list[str]]],
    place: int,
    header: list[str],
) -> Dialect:
    header_line = top[place][0]
    groups = _groups(top[place - 1][1], header) if place else ("",) * len(header)
    plain = [one_line(cell) for cell in header]
    while plain and not plain[-1]:
        plain.pop()  # a spreadsheet leaves delimiters behind where columns were
    folded = [fold_heading(text) for text in plain]
    headings = tuple(
        f"{groups[number]}: {text}" if groups[number] and folded.count(folded[number]) > 1 else text
        for number, text in enumerate(plain)
    )
    titles = tuple(filter(None, itertools.chain.from_iterable(row for _, row in top[:place])))
    first_line = top[place + 1][0] if place + 1 < len(top) else header_line + 1
    return Dialect(
        data,
        name,
        encoding,
        delimiter,
        header_line,
        first_line,
        headings,
        groups[: len(plain)],
        titles,
        has_formulas(data),
    )


def _groups(row: list[str], header: list[str]) -> tuple[str, ...]:
    """The words above each heading, when the row above holds the names of groups of columns and not a title."""
    width = len(header)
    names = [one_line(cell) for cell in row]
    first = next((number for number, cell in enumerate(header) if cell.strip()), 0)
    # A title stands above the first heading, alone.
    if len(names) < width or not any(names[first + 1 :]):
        return ("",) * width
    filled: list[str] = []
    for name in names[:width]:
        filled.append(name or (filled[-1] if filled else ""))
    return tuple(filled)


def one_line(text: str) -> str:
    """A cell on one line: line breaks and runs of spaces become one space."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())
