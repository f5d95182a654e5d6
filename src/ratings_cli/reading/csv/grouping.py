"""The rows of a table, grouped by provider: the providers and inspections that they tell of, and what is doubtful."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.model.dataset import InspectionsOfRows, inspection_of_row
from ratings_cli.model.names import NameDisambiguator, name_key
from ratings_cli.model.records import Inspection, Provider
from ratings_cli.reading.csv import values
from ratings_cli.reading.csv.values import Values
from ratings_cli.reading.csv.vocabulary import OVERALL_STANDARDS, bare, fold_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import ProviderKey
    from ratings_cli.model.scale import Band
    from ratings_cli.reading.csv.columns import Columns
    from ratings_cli.reading.csv.rows import Rows


class Doubt(NamedTuple):
    """Rows that may not be about one body, or not about one inspection: their lines, and the columns that differ."""

    lines: dict[int, None]
    columns: dict[int, None]


class Groups(ABC):
    """What a table holds, and what is doubtful in it. Subclasses know what a row is about.

    What a row says is had from its texts when it is asked for: by `standards` a column of ratings has its name, by
    `bands` a text in it its band (None for no rating), by `dates` a text in a column of dates its date.
    """

    def __init__(  # noqa: PLR0913 - what was found out, each thing once
        self,
        rows: Rows,
        columns: Columns,
        standards: Mapping[int, str],
        bands: Mapping[str, Band | None],
        dates: Mapping[int, Mapping[str, PartialDate | None]],
        *,
        leave_out: bool,
    ) -> None:
        self.rows, self.columns, self.standards, self.bands = rows, columns, standards, bands
        self.spellings: dict[str, dict[str, dict[str, int]]] = {}
        """By role each name that is written in several ways, and a line of each other way."""
        self.repeated: dict[int, int] = {}  # each row that says the same as one above it in what is read, and that one
        self.empty = 0  # how many rows hold neither a date nor a rating, beside others of their provider
        self.other_services = 0  # how many rows are about a part of a provider
        self.nameless: list[int] = []  # the lines that name no provider, or no league where there is a column for it
        self.totals: list[int] = []  # the lines that add up others, by their name
        self.without_id: list[int] = []  # the lines without an id, where nearly every row has one
        self.left_out: list[str] = []  # the names of providers that are left out, as their rows contradict each other
        self.contradictory: dict[tuple[ProviderKey, str], Doubt] = {}  # by provider and date
        self.in_several_places: dict[ProviderKey, Doubt] = {}  # by the name: a row of each place
        self.names = values.read_names(self._texts("provider"))
        self.ids = values.read_ids(self._texts("id"))
        self.keys = self._keys()
        self.owner, self.area, self.region, self.league, self.programme = map(
            self._in_one_spelling, ("owner", "area", "region", "league", "programme")
        )
        self.published, self.fieldwork = (
            Values(self._texts(role), dates.get(columns.of.get(role, -1), {"": None}))
            for role in ("published", "fieldwork")
        )
        # A PartialDate is slow to compare and to hash; its parts are not.
        self.iso = self.published.each(lambda date: date.iso if date else "")
        self.prepare()
        newest, kept = self._group(leave_out=leave_out)
        self.providers = self._providers(newest)
        self.inspections = InspectionsOfRows(kept, self.inspection)
        owners = dict.fromkeys(map(self.owner.of_texts.__getitem__, dict.fromkeys(self.owner.texts)))
        self.owners = tuple(filter(None, owners))

    @property
    def lines(self) -> list[int]:
        """For each inspection the line that it begins on."""
        return [self.rows.lines[row] for row in self.inspections.rows]

    def _group(self, *, leave_out: bool) -> tuple[dict[ProviderKey, int], dict[ProviderKey, Sequence[int]]]:
        """By provider the row with its newest date, and the rows that stand for an inspection each."""
        day = self.published.each(lambda date: date.latest if date else dt.date.min).__getitem__
        newest: dict[ProviderKey, int] = {}
        kept: dict[ProviderKey, Sequence[int]] = {}
        places = values.columns_of_places(self.keys, {n: self.rows.texts[n] for n in self.columns.places})
        for key, rows in self._by_provider(self._readable()).items():
            doubts = len(self.contradictory)
            for number, texts in places.items() if len(rows) > 1 else ():
                if len(found := values.different_places(texts, rows)) > 1:
                    lines = dict.fromkeys(self.rows.lines[row] for row in found)
                    self.in_several_places[key] = Doubt(lines, {number: None})
                    break
            events = rows if key in self.in_several_places else self.events(key, rows)
            if leave_out and (key in self.in_several_places or len(self.contradictory) > doubts):
                name, of_name = self.names[rows[-1]], self.ids[rows[-1]]
                self.left_out.append(f"{name} [{of_name}]" if name and of_name else key[1])
                continue
            # A body can be renamed, or move: the row with the newest date has it as it is.
            newest[key] = max(reversed(rows), key=day) if len(rows) > 1 else rows[0]
            kept[key] = events
        return newest, kept

    @abstractmethod
    def prepare(self) -> None:
        """Set what the rows of this kind need."""

    @abstractmethod
    def events(self, key: ProviderKey, rows: list[int]) -> Sequence[int]:
        """The rows of one provider that stand for an inspection each."""

    @abstractmethod
    def inspection(self, row: int) -> Inspection:
        """The inspection that a row stands for."""

    def _texts(self, role: str) -> list[str]:
        """The texts of a column; empty ones where there is none."""
        number = self.columns.of.get(role)
        return [""] * len(self.rows.lines) if number is None else self.rows.texts[number]

    def _in_one_spelling(self, role: str) -> Values[str]:
        """The names in a column, each in one spelling; takes down how else they are written."""
        column, others = values.in_one_spelling(values.read_names(self._texts(role)), several=role == "area")
        if others:
            lines = self.rows.lines
            self.spellings[role] = {
                name: {other: lines[row] for other, row in ways.items()} for name, ways in others.items()
            }
        return column

    def _keys(self) -> list[str]:
        """For each row the id of its provider, else the name; empty where there is neither."""
        if all(number is text for text, number in self.ids.of_texts.items()):
            return self.ids.texts  # every text is an id, as it is
        ids = self.ids.each(lambda number: number or "")
        if all(ids):
            return ids
        names = self._in_one_spelling("provider").each(lambda name: name or "")
        if "place" in self.columns.of:
            names = values.with_places(names, self._in_one_spelling("place").each(lambda place: place or ""))
        return [number or name for number, name in zip(ids, names, strict=True)]

    def _readable(self) -> Sequence[int]:
        """The numbers of the rows to read: those that name a provider, are about all of it, and no totals."""
        lines = self.rows.lines
        rows: Sequence[int] = range(len(lines))
        if "service" in self.columns.of:
            services = self._texts("service")
            whole = {text for text in set(services) if fold_heading(text) in {"overall", ""}}
            rows = [row for row in rows if services[row] in whole]
            self.other_services = len(services) - len(rows)
        if totals := set(values.total_rows(self.names, self.ids, rows)):
            self.totals = [lines[row] for row in sorted(totals)]
            rows = [row for row in rows if row not in totals]
        without = set(values.rows_without_id(self.ids, rows)) if "id" in self.columns.of else set()
        if without := {row for row in without if self.keys[row]}:
            self.without_id = [lines[row] for row in sorted(without)]
            rows = [row for row in rows if row not in without]
        if "" in self.keys:
            filled = (row for row in rows if not self.keys[row] and any(t[row] for t in self.rows.texts.values()))
            self.nameless = [lines[row] for row in filled]
            rows = [row for row in rows if self.keys[row]]
        if "league" in self.columns.of:
            self.nameless += [lines[row] for row in rows if self.league[row] is None]
        return rows

    def _by_provider(self, rows: Iterable[int]) -> Mapping[ProviderKey, list[int]]:
        """The rows of each provider, in the order of the file."""
        by_both: defaultdict[ProviderKey, list[int]] = defaultdict(list)
        if "league" in self.columns.of:
            for row in rows:
                by_both[self.league[row] or "", self.keys[row]].append(row)
            return by_both
        by_key: defaultdict[str, list[int]] = defaultdict(list)
        for row in rows:
            by_key[self.keys[row]].append(row)
        return {("", key): found for key, found in by_key.items()}

    def _providers(self, newest: Mapping[ProviderKey, int]) -> tuple[Provider, ...]:
        """The providers, each as the row with its newest date has it; without an id its key is its name."""
        called = [(self.ids[row] and self.names[row]) or key for (_, key), row in newest.items()]
        apart = NameDisambiguator(called)
        areas = self.area.mapped(values.split_names)
        return tuple(
            [
                Provider(
                    name=apart.name(name, self.ids[row]),
                    id=self.ids[row],
                    league=league,
                    region=self.region[row],
                    areas=areas[row] or (),
                )
                for name, ((league, _), row) in zip(called, newest.items(), strict=True)
            ]
        )

    @cached_property
    def says(self) -> dict[int, Values[Any]]:
        """For each column that is read what its cells say, so that what is said in two ways is the same."""
        by_role: dict[str, Values[Any]] = {
            "provider": self.names.mapped(lambda name: name and name_key(name)),
            "id": self.ids,
            "owner": self.owner,
            "area": self.area,
            "region": self.region,
            "programme": self.programme,
            "published": self.published.mapped(lambda date: date and date.iso),
            "fieldwork": self.fieldwork.mapped(lambda date: date and date.iso),
        }
        of = self.columns.of
        said = {of[role]: column for role, column in by_role.items() if role in of}
        return said | {number: Values(self.rows.texts[number], self.bands) for number in self.columns.ratings}

    def is_empty(self, row: int) -> bool:
        """Whether a row holds no date and no rating, and so tells of no inspection."""
        return self.published[row] is None and self.fieldwork[row] is None and not self.is_rated(row)

    def is_rated(self, row: int) -> bool:
        """Whether a row holds any band."""
        return any(self.bands[self.rows.texts[number][row]] is not None for number in self.columns.ratings)

    def contradict(self, key: ProviderKey, before: int, row: int, columns: Iterable[int] | None = None) -> None:
        """Take down that two rows of a provider contradict each other: in some columns, else in all that differ."""
        if columns is None:
            columns = [number for number, column in self.says.items() if column[before] != column[row]]
        doubt = self.contradictory.setdefault((key, self.iso[row]), Doubt({}, {}))
        doubt.lines.update(dict.fromkeys((self.rows.lines[before], self.rows.lines[row])))
        doubt.columns.update(dict.fromkeys(columns))


class InspectionRows(Groups):
    """Each row is about one inspection: its overall rating, and perhaps its standards beside it."""

    def prepare(self) -> None:  # noqa: D102 - as above
        self.some_undated = None in self.published.of_texts.values()
        self.same_standards: dict[tuple[str, ...], Mapping[str, Band]] = {}
        overall = Values(self._texts("overall"), self.bands if "overall" in self.columns.of else {"": None})
        league = self.league.mapped(lambda league: league or "")
        columns: list[Values[Any]] = [league, self.programme, self.published, self.fieldwork, overall, self.owner]
        self.facts = [(column.texts, column.of_texts) for column in columns]

    def events(self, key: ProviderKey, rows: list[int]) -> Sequence[int]:  # noqa: D102 - as above
        if len(rows) == 1 or (len(set(map(self.iso.__getitem__, rows))) == len(rows) and not self.some_undated):
            return rows
        kept: dict[int, None] = {}
        seen: dict[str, int] = {}
        for row in self._telling(rows):
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
                self.contradict(key, before, row)
        return list(kept)

    def _telling(self, rows: Iterable[int]) -> list[int]:
        """Those rows of a provider that tell of an inspection: no repeats, and no empty ones beside others."""
        first: dict[tuple[object, ...], int] = {}
        for row in rows:
            same = first.setdefault(tuple([column[row] for column in self.says.values()]), row)
            if same != row:
                self.repeated[row] = same
        full = [row for row in first.values() if not self.is_empty(row)]
        # Of empty rows alone one stays: its provider is not rated, and has an owner.
        full = full or [next(reversed(first.values()))]
        self.empty += len(first) - len(full)
        return full

    def inspection(self, row: int) -> Inspection:  # noqa: D102 - as above
        texts = tuple([self.rows.texts[number][row] for number in self.columns.standards])
        standards = self.same_standards.get(texts)
        if standards is None:
            names = map(self.standards.__getitem__, self.columns.standards)
            bands = map(self.bands.__getitem__, texts)
            standards = {name: band for name, band in zip(names, bands, strict=True) if band is not None}
            self.same_standards[texts] = standards
        facts = [of_texts[texts[row]] for texts, of_texts in self.facts]
        return inspection_of_row(self.keys[row], standards, *facts)


class StandardRows(Groups):
    """Each row is about one standard of an inspection; the rows of one provider and date are one inspection."""

    def prepare(self) -> None:  # noqa: D102 - as above
        titles = self._texts("standard")
        self.ratings = Values(self._texts("rating"), self.bands)
        self.standard = list(map(fold_heading, titles))
        self.titles = dict(zip(reversed(self.standard), reversed(titles), strict=True))  # each as it is first written
        self.rated: dict[int, dict[str, int]] = {}  # by the first row of an inspection the row of each standard

    def events(self, key: ProviderKey, rows: list[int]) -> Sequence[int]:  # noqa: D102 - as above
        first: dict[str, int] = {}
        owner: dict[int, int] = {}
        for row in rows:
            event = first.setdefault(self.iso[row], row)
            if self.owner[row] and self.owner[other := owner.setdefault(event, row)] != self.owner[row]:
                self.contradict(key, other, row, [self.columns.of["owner"]])
            rated = self.rated.setdefault(event, {})
            before = rated.setdefault(self.standard[row], row)
            if before == row:
                continue
            old, new = self.ratings[before], self.ratings[row]
            if old is new:
                self.repeated[row] = before
            elif old is None:
                rated[self.standard[row]] = row
            elif new is not None:
                self.contradict(key, before, row)
        undated = first.get("")
        if undated is not None and len(first) > 1 and all(map(self.is_empty, self.rated[undated].values())):
            self.empty += len(self.rated[undated])
            del first[""]
        return list(first.values())

    def inspection(self, row: int) -> Inspection:  # noqa: D102 - as above
        rated = self.rated[row]
        overall = None
        standards: dict[str, Band] = {}
        for standard, place in rated.items():
            band = self.ratings[place]
            if bare(standard) in OVERALL_STANDARDS:
                overall = band
            elif band is not None:
                standards[self.titles[standard]] = band
        programme, fieldwork, owner = (
            next((value for place in rated.values() if (value := column[place]) is not None), None)
            for column in (self.programme, self.fieldwork, self.owner)
        )
        league, published = self.league[row] or "", self.published[row]
        return inspection_of_row(self.keys[row], standards, league, programme, published, fieldwork, overall, owner)
