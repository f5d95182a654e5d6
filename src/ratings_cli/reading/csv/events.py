"""What a row of a CSV is about: one inspection, or one standard of an inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ratings_cli.model.records import Inspection
from ratings_cli.reading.csv.rows import Rows
from ratings_cli.reading.csv.vocabulary import OVERALL_STANDARDS, bare, fold_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.scale import Band
    from ratings_cli.reading.csv.cells import Cells
    from ratings_cli.reading.csv.columns import Columns
    from ratings_cli.reading.csv.found import Key, Records
    from ratings_cli.reading.csv.identity import Values

T = TypeVar("T")
_NO_TALLY: dict[Band, int] = {}


def build_records(  # noqa: PLR0913 - what was found out, each thing once
    body: Cells,
    columns: Columns,
    names: Mapping[int, str],
    bands: Mapping[str, Band | None],
    dates: Mapping[int, Mapping[str, PartialDate | None]],
    *,
    leave_out: bool = False,
) -> Records:
    """Make providers and inspections of the rows.

    Args:
        body: the cells.
        columns: which column is what.
        names: what the standards are called, by the number of the column.
        bands: the band of every text in the columns of ratings; None for no rating.
        dates: for each column of dates, the date of every text.
        leave_out: leave out providers whose rows contradict each other.
    """
    kind = _StandardRows if columns.long else _InspectionRows
    return kind(body, columns, names, bands, dates).build(leave_out=leave_out)


class _InspectionRows(Rows):
    """Each row is about one inspection: its overall rating, and perhaps its standards beside it."""

    def build(self, *, leave_out: bool) -> Records:
        number = self.columns.of.get("overall")
        overall = [None] * len(self.keys) if number is None else list(map(self.bands.get, self.body.columns[number]))
        # A look at a list is much faster than one at the text and one at its value, for each cell of a million rows.
        columns = (self.leagues, self.programmes, self.published, self.fieldwork, self.owners)
        self.facts = list(zip(*(column.values_of_rows for column in columns), overall, strict=True))
        self.standards = [(self.names[standard], self.body.columns[standard]) for standard in self.columns.standards]
        self.shared: dict[tuple[str, ...], Mapping[str, Band]] = {}
        return super().build(leave_out=leave_out)

    def events(self, key: Key, rows: list[int]) -> list[int]:
        if len(rows) == 1 or (len(set(map(self.iso.__getitem__, rows))) == len(rows) and not self.some_undated):
            return rows
        kept: dict[int, None] = {}
        seen: dict[str, int] = {}
        for row in self.telling(rows):
            before = seen.setdefault(self.iso[row], row)
            if before == row:
                kept[row] = None
            elif not self.is_rated(row):
                if not self.iso[row]:
                    kept[row] = None  # of which day it is, is not known
            elif not self.is_rated(before):
                seen[self.iso[row]] = row
                kept[row] = None
                if self.iso[row]:
                    del kept[before]
            else:
                self.contradict(key, before, row, self.differing(before, row))
        return list(kept)

    def telling(self, rows: Iterable[int]) -> list[int]:
        """Those rows of a provider that tell of an inspection: no repeats, and no empty ones beside others."""
        first: dict[tuple[object, ...], int] = {}
        for row in rows:
            same = first.setdefault(tuple([values[row] for values in self.says.values()]), row)
            if same != row:
                self.found.repeated[row] = same
        full = [row for row in first.values() if not self.is_empty(row)]
        # Of empty rows alone one stays: its provider is not rated, and has an owner.
        full = full or [next(reversed(first.values()))]
        self.found.empty += len(first) - len(full)
        return full

    def inspection(self, row: int) -> Inspection:
        texts = tuple([column[row] for _, column in self.standards])
        standards = self.shared.get(texts)
        if standards is None:
            found = ((name, self.bands[text]) for (name, _), text in zip(self.standards, texts, strict=True))
            standards = self.shared[texts] = {name: band for name, band in found if band is not None}
        league, programme, published, fieldwork, owner, overall = self.facts[row]
        return Inspection(
            provider=self.keys[row],
            league=league or "",
            programme=programme,
            published=published,
            fieldwork=fieldwork,
            overall=overall,
            owner=owner,
            standards=standards,
            tally=_NO_TALLY,
        )


class _StandardRows(Rows):
    """Each row is about one standard of an inspection; the rows of one provider and date are one inspection."""

    def build(self, *, leave_out: bool) -> Records:
        titles = self.body.columns[self.columns.of["standard"]]
        self.ratings = self.body.columns[self.columns.of["rating"]]
        self.titles: dict[str, str] = {}
        folded = {title: fold_heading(title) for title in dict.fromkeys(titles)}
        for title, fold in folded.items():
            self.titles.setdefault(fold, title)
        self.standard = [folded[title] for title in titles]
        self.rated: dict[int, dict[str, int]] = {}
        return super().build(leave_out=leave_out)

    def events(self, key: Key, rows: list[int]) -> list[int]:
        first: dict[str, int] = {}
        owner: dict[int, int] = {}
        for row in rows:
            event = first.setdefault(self.iso[row], row)
            if self.owners[row] and self.owners[other := owner.setdefault(event, row)] != self.owners[row]:
                self.contradict(key, other, row, [self.columns.of["owner"]])
            rated = self.rated.setdefault(event, {})
            before = rated.setdefault(self.standard[row], row)
            if before == row:
                continue
            old, new = self.bands[self.ratings[before]], self.bands[self.ratings[row]]
            if old is new:
                self.found.repeated[row] = before
            elif old is None:
                rated[self.standard[row]] = row
            elif new is not None:
                self.contradict(key, before, row, self.differing(before, row))
        undated = first.get("")
        if undated is not None and len(first) > 1 and all(map(self.is_empty, self.rated[undated].values())):
            self.found.empty += len(self.rated[undated])
            del first[""]
        return list(first.values())

    def inspection(self, row: int) -> Inspection:
        overall = None
        standards: dict[str, Band] = {}
        for standard, item in self.rated[row].items():
            band = self.bands[self.ratings[item]]
            if bare(standard) in OVERALL_STANDARDS:
                overall = band
            elif band is not None:
                standards[self.titles[standard]] = band
        rows = self.rated[row].values()
        return Inspection(
            provider=self.keys[row],
            league=self.leagues[row] or "",
            programme=_first(self.programmes, rows),
            published=self.published[row],
            fieldwork=_first(self.fieldwork, rows),
            overall=overall,
            owner=_first(self.owners, rows),
            standards=standards,
            tally=_NO_TALLY,
        )


def _first(column: Values[T], rows: Iterable[int]) -> T | None:
    """The first value that there is in some rows of a column."""
    return next((value for row in rows if (value := column[row]) is not None), None)
