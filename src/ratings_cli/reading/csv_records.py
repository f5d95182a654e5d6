"""The columns of a CSV -> providers and inspections, and which rows contradict each other.

An inspection is made of its row when it is first asked for: a table of one region makes no others.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar, overload

from ratings_cli.reading.apart import Apart
from ratings_cli.reading.csv_shape import one_line
from ratings_cli.reading.headings import NO_VALUE, OVERALL_STANDARDS, bare, fold_heading
from ratings_cli.records import Inspection, Provider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ratings_cli.dates import PartialDate
    from ratings_cli.reading.csv_body import Body
    from ratings_cli.reading.csv_columns import Columns
    from ratings_cli.scale import Band

Key: TypeAlias = "tuple[str | None, str]"
"""The league, and the id or name, of a provider."""

T = TypeVar("T")
K = TypeVar("K")
_NO_TALLY: dict[Band, int] = {}


class Inspections(Sequence[Inspection]):
    """Inspections by the numbers of their rows, each made when it is asked for."""

    __slots__ = ("_make", "rows")

    def __init__(self, rows: Sequence[int], make: Callable[[int], Inspection]) -> None:
        """Remember the rows, and how an inspection is made of one."""
        self.rows = rows
        self._make = make

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Inspection]:
        """Each in turn."""
        return map(self._make, self.rows)

    @overload
    def __getitem__(self, place: int) -> Inspection: ...
    @overload
    def __getitem__(self, place: slice) -> Inspections: ...
    def __getitem__(self, place: int | slice) -> Inspection | Inspections:
        """One of them, or some."""
        if isinstance(place, slice):
            return Inspections(self.rows[place], self._make)
        return self._make(self.rows[place])


@dataclass(slots=True)
class Records:
    """What a CSV holds.

    Args:
        providers: in the order of the file, as the row with the newest date has them.
        inspections: in the order of the file.
        grouped: the inspections of each provider.
        lines: for each inspection the line that it begins on.
        owners: every owner that a row names, in the order of the file.
        repeated: how many rows say the same as one above them.
        other_services: how many rows are about a part of a provider, and are not read.
        nameless: the lines of rows that name no provider, or no league where there is a column for it.
        left_out: the names of providers that are left out, because their rows contradict each other.
        contradictory: for each provider and date with rows that contradict each other, their lines.
    """

    providers: list[Provider] = field(default_factory=list)
    inspections: Sequence[Inspection] = ()
    grouped: dict[tuple[str, str], Sequence[Inspection]] = field(default_factory=dict)
    lines: Sequence[int] = ()
    owners: tuple[str, ...] = ()
    repeated: int = 0
    other_services: int = 0
    nameless: list[int] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    contradictory: dict[tuple[Key, str], list[int]] = field(default_factory=dict)


def build_records(  # noqa: PLR0913 - what was found out, each thing once
    body: Body,
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


class _Values(Generic[T]):
    """The values of a column: by the row its text, and by the text its value."""

    __slots__ = ("cells", "values")

    def __init__(self, cells: list[str], values: Mapping[str, T | None]) -> None:
        self.cells = cells
        self.values = values

    def __getitem__(self, row: int) -> T | None:
        return self.values[self.cells[row]]

    def each(self, show: Callable[[T | None], K]) -> list[K]:
        """Something of the value of every row, found out once for each text."""
        shown = {text: show(value) for text, value in self.values.items()}
        return list(map(shown.__getitem__, self.cells))


class _Rows:
    """The rows as columns, grouped by provider. Subclasses know what a row is about."""

    def __init__(
        self,
        body: Body,
        columns: Columns,
        names: Mapping[int, str],
        bands: Mapping[str, Band | None],
        dates: Mapping[int, Mapping[str, PartialDate | None]],
    ) -> None:
        self.body = body
        self.columns = columns
        self.names = names
        self.bands = bands
        self.found = Records()
        self.cells = [body.columns[number] for number in columns.numbers]
        self.providers = self.texts("provider")
        self.ids = self.texts("id")
        self.keys = self.keys_of_rows()
        self.owners = self.texts("owner")
        self.leagues = self.texts("league")
        self.programmes = self.texts("programme")
        self.published = self.dates("published", dates)
        self.fieldwork = self.dates("fieldwork", dates)
        # A PartialDate is slow to compare and to hash; its parts are not.
        self.iso = self.published.each(lambda date: date.iso if date else "")
        self.days = self.published.each(lambda date: date.latest if date else dt.date.min)
        self.made: dict[int, Inspection] = {}

    def build(self, *, leave_out: bool) -> Records:
        rows = self.readable()
        groups: defaultdict[Key, list[int]] = defaultdict(list)
        if "league" in self.columns.of:
            for row in rows:
                groups[self.leagues[row], self.keys[row]].append(row)
        else:
            by_key: defaultdict[str, list[int]] = defaultdict(list)
            for row in rows:
                by_key[self.keys[row]].append(row)
            groups.update(((None, key), found) for key, found in by_key.items())
        newest: dict[Key, int] = {}
        kept_rows: list[int] = []
        in_order = True
        for key, found in groups.items():
            contradictions = len(self.found.contradictory)
            kept = self.events(key, found)
            if leave_out and len(self.found.contradictory) > contradictions:
                name, number = self.providers[found[-1]], self.ids[found[-1]]
                self.found.left_out.append(f"{name} [{number}]" if name and number else key[1])
                in_order = False
                continue
            # A body can be renamed, or move: the row with the newest date has it as it is.
            best = max(reversed(found), key=self.days.__getitem__) if len(found) > 1 else found[0]
            newest[key] = best
            self.found.grouped[key[0] or "", key[1]] = Inspections(kept, self.inspection)
            in_order = in_order and kept is found
            kept_rows += kept
        self.found.providers = self.made_of(newest)
        inspections = rows if in_order else sorted(kept_rows)
        self.found.inspections = Inspections(inspections, self.inspection)
        lines = self.body.lines
        self.found.lines = lines if len(inspections) == len(lines) else [lines[row] for row in inspections]
        self.found.owners = tuple(
            one for one in dict.fromkeys(map(self.owners.values.__getitem__, dict.fromkeys(self.owners.cells))) if one
        )
        return self.found

    def made_of(self, newest: Mapping[Key, int]) -> list[Provider]:
        """The providers, each as the row with its newest date has it."""
        areas, regions = self.texts("area"), self.texts("region")
        split = {text: _parts(text) for text in set(areas.values.values())}
        apart = Apart(self.providers[row] or key for (_, key), row in newest.items())
        return [
            Provider(
                name=apart.name(self.providers[row] or key, self.ids[row]),
                id=self.ids[row],
                league=league,
                region=regions[row],
                areas=split[areas[row]],
            )
            for (league, key), row in newest.items()
        ]

    def events(self, key: Key, rows: list[int]) -> list[int]:
        """The rows of one provider that stand for an inspection each; the very same list when all do."""
        raise NotImplementedError

    def make(self, row: int) -> Inspection:
        """The inspection that a row stands for."""
        raise NotImplementedError

    def inspection(self, row: int) -> Inspection:
        """The inspection of a row: always the same one."""
        made = self.made.get(row)
        if made is None:
            made = self.made[row] = self.make(row)
        return made

    def texts(self, role: str) -> _Values[str]:
        """The cells of a column, None for those that say that there is no value."""
        if role not in self.columns.of:
            return _Values([""] * len(self.body.lines), {"": None})
        column = self.body.columns[self.columns.of[role]]
        return _Values(column, {text: None if text.casefold() in NO_VALUE else one_line(text) for text in set(column)})

    def dates(self, role: str, dates: Mapping[int, Mapping[str, PartialDate | None]]) -> _Values[PartialDate]:
        """The dates of a column."""
        number = self.columns.of.get(role)
        if number is None:
            return _Values([""] * len(self.body.lines), {"": None})
        return _Values(self.body.columns[number], dates[number])

    def keys_of_rows(self) -> list[str]:
        """For each row the id of its provider, else the name; empty where there is neither."""
        if all(self.ids.values.values()):
            return self.ids.each(str)
        names = self.providers.each(lambda name: name or "")
        return [one or name for one, name in zip(self.ids.each(lambda one: one or ""), names, strict=True)]

    def readable(self) -> Sequence[int]:
        """The numbers of the rows to read: those that name a provider, and are about all of it."""
        rows: Sequence[int] = range(len(self.keys))
        number = self.columns.of.get("service")
        if number is not None:
            services = self.body.columns[number]
            whole = {text for text in set(services) if fold_heading(text) in {"overall", ""}}
            rows = [row for row in rows if services[row] in whole]
            self.found.other_services = len(services) - len(rows)
        if "" in self.keys:
            filled = (row for row in rows if not self.keys[row] and any(column[row] for column in self.cells))
            self.found.nameless = [self.body.lines[row] for row in filled]
            rows = [row for row in rows if self.keys[row]]
        if "league" in self.columns.of:
            self.found.nameless += [self.body.lines[row] for row in rows if self.leagues[row] is None]
        return rows

    def contradict(self, key: Key, before: int, row: int) -> None:
        """Take down that two rows of a provider contradict each other."""
        lines = self.found.contradictory.setdefault((key, self.iso[row]), [])
        lines += [line for line in (self.body.lines[before], self.body.lines[row]) if line not in lines]


class _InspectionRows(_Rows):
    """Each row is about one inspection: its overall rating, and perhaps its standards beside it."""

    def build(self, *, leave_out: bool) -> Records:
        number = self.columns.of.get("overall")
        self.overall = None if number is None else self.body.columns[number]
        self.standards = [(self.names[one], self.body.columns[one]) for one in self.columns.standards]
        return super().build(leave_out=leave_out)

    def events(self, key: Key, rows: list[int]) -> list[int]:
        if len(rows) == 1 or len({self.iso[row] for row in rows}) == len(rows):
            return rows
        kept: list[int] = []
        seen: dict[str, int] = {}
        for row in rows:
            before = seen.setdefault(self.iso[row], row)
            if before == row:
                kept.append(row)
            elif all(column[before] == column[row] for column in self.cells):
                self.found.repeated += 1
            elif not self.is_rated(row):
                kept.append(row)
            elif not self.is_rated(before):
                seen[self.iso[row]] = row
                kept.append(row)
            else:
                self.contradict(key, before, row)
        return kept

    def is_rated(self, row: int) -> bool:
        """Whether a row holds any band."""
        columns = [column for _, column in self.standards] + ([self.overall] if self.overall else [])
        return any(self.bands[column[row]] is not None for column in columns)

    def make(self, row: int) -> Inspection:
        bands = self.bands
        found = ((name, bands[column[row]]) for name, column in self.standards)
        return Inspection(
            provider=self.keys[row],
            league=self.leagues[row],
            programme=self.programmes[row],
            published=self.published[row],
            fieldwork=self.fieldwork[row],
            overall=bands[self.overall[row]] if self.overall else None,
            owner=self.owners[row],
            standards={name: band for name, band in found if band is not None},
            tally=_NO_TALLY,
        )


class _StandardRows(_Rows):
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
        for row in rows:
            event = first.setdefault(self.iso[row], row)
            rated = self.rated.setdefault(event, {})
            before = rated.setdefault(self.standard[row], row)
            if before == row:
                continue
            old, new = self.bands[self.ratings[before]], self.bands[self.ratings[row]]
            if old is new:
                self.found.repeated += 1
            elif old is None:
                rated[self.standard[row]] = row
            elif new is not None:
                self.contradict(key, before, row)
        return list(first.values())

    def make(self, row: int) -> Inspection:
        overall = None
        standards: dict[str, Band] = {}
        for standard, one in self.rated[row].items():
            band = self.bands[self.ratings[one]]
            if bare(standard) in OVERALL_STANDARDS:
                overall = band
            elif band is not None:
                standards[self.titles[standard]] = band
        rows = self.rated[row].values()
        return Inspection(
            provider=self.keys[row],
            league=self.leagues[row],
            programme=_first(self.programmes, rows),
            published=self.published[row],
            fieldwork=_first(self.fieldwork, rows),
            overall=overall,
            owner=_first(self.owners, rows),
            standards=standards,
            tally=_NO_TALLY,
        )


def _first(column: _Values[T], rows: Iterable[int]) -> T | None:
    """The first value that there is in some rows of a column."""
    return next((value for row in rows if (value := column[row]) is not None), None)


def _parts(text: str | None) -> tuple[str, ...]:
    """The areas of a cell: one, or several with semicolons between them."""
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())
