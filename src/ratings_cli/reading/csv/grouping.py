"""The rows of a table, grouped by provider: the providers and inspections that they tell of, and what is doubtful."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.model.names import NameDisambiguator, fold, name_key
from ratings_cli.model.records import Inspection, Provider
from ratings_cli.model.table_records import records_of_rows
from ratings_cli.reading.csv.values import (
    DateColumn,
    Values,
    in_one_spelling,
    is_total,
    is_total_of,
    read_ids,
    read_names,
    split_names,
)
from ratings_cli.reading.csv.vocabulary import NO_NAME, NO_VALUE, OVERALL_STANDARDS, bare, fold_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ratings_cli.model.records import ProviderKey
    from ratings_cli.model.scale import Band
    from ratings_cli.reading.csv.columns import Columns
    from ratings_cli.reading.csv.dialect import Dialect
    from ratings_cli.reading.csv.rating_words import Labels
    from ratings_cli.reading.csv.rows import Rows
    from ratings_cli.reading.csv.settings import CsvInspections

_NEARLY_EVERY = 10  # where at most one row in so many has no id, such a row is no provider


class Doubt(NamedTuple):
    """Rows that may not be about one body, or not about one inspection: their lines, and the columns that differ."""

    lines: dict[int, None]
    columns: dict[int, None]


class CsvTable:
    """A table that has been read: its providers and inspections, and all that was found out of it or is doubtful."""

    def __init__(
        self, dialect: Dialect, columns: Columns, labels: Labels, rows: Rows, settings: CsvInspections
    ) -> None:
        """Begin with the rows as they are: what stands in them is to be checked before they are grouped."""
        self.dialect, self.columns, self.labels, self.rows, self.settings = dialect, columns, labels, rows, settings
        self.counts = {number: Counter(rows.texts[number]) for number in columns.ratings}
        """How many cells hold each text, by the number of the column of ratings."""
        self.dates: dict[str, DateColumn] = {}  # what was read in the columns of dates, by what each is
        self.spellings: dict[str, dict[str, dict[str, int]]] = {}
        """By role each name that is written in several ways, and a line of each other way."""
        self.repeated: dict[int, int] = {}  # each row that says the same as one above it in what is read, and that one
        self.empty = 0  # how many rows hold neither a date nor a rating, beside others of their provider
        self.other_services = 0  # how many rows are about a part of a provider
        self.nameless: list[int] = []  # the lines that name no provider, or no league where there is a column for it
        self.totals: list[int] = []  # the lines that add up others, by their name
        self.without_id: list[int] = []  # the lines without an id, where nearly every row has one
        self.left_out: list[str] = []  # the names of providers that are left out, as their rows contradict each other
        self.doubts: dict[tuple[ProviderKey, str | None], Doubt] = {}
        """By provider and date, which is empty where it is not known; None for rows about different places."""

    def group(self) -> None:
        """Group the rows by provider, and take down what is doubtful in them."""
        columns, labels, dates = self.columns, self.labels, self.dates
        self.names, self.ids = read_names(self._texts("provider")), read_ids(self._texts("id"))
        self.keys = self._keys()
        self.owner, self.area, self.region, self.league, self.programme = map(
            self._in_one_spelling, ("owner", "area", "region", "league", "programme")
        )
        self.published, self.fieldwork = (
            Values(self._texts(role), dates[role].values if role in dates else {"": None})
            for role in ("published", "fieldwork")
        )
        # A PartialDate is slow to compare and to hash; its parts are not.
        self.iso = self.published.mapped(lambda date: date.iso if date else "").each()
        if columns.long:
            titles = self._texts("standard")
            self._standard = list(map(fold_heading, titles))
            self._titles = dict(zip(reversed(self._standard), reversed(titles), strict=True))  # each as first written
            self._ratings = Values(self._texts("rating"), labels)
            self._rated: dict[int, dict[str, int]] = {}  # by the first row of an inspection the row of each standard
        newest, kept = self._by_provider()
        self.providers = self._providers(newest)
        rows = sorted(chain.from_iterable(kept.values()))
        self.lines = [self.rows.lines[row] for row in rows]
        facts: dict[str, Sequence[Any]] = {
            "provider": [self.keys[row] for row in rows],
            "league": [league or "" for league in self.league.of_rows(rows)],
            "published": self.published.of_rows(rows),
        }
        facts |= self._by_standard(rows) if columns.long else self._by_row(rows)
        self.inspections = tuple(records_of_rows(Inspection, facts))
        owners = dict.fromkeys(map(self.owner.of_texts.__getitem__, dict.fromkeys(self.owner.texts)))
        self.owners = tuple(filter(None, owners))

    def _texts(self, role: str) -> list[str]:
        """The texts of a column; empty ones where there is none."""
        number = self.columns.of.get(role)
        return [""] * len(self.rows.lines) if number is None else self.rows.texts[number]

    def _in_one_spelling(self, role: str) -> Values[str | None]:
        """The names in a column, each in one spelling; takes down how else they are written."""
        names = read_names(self._texts(role), NO_VALUE if role == "provider" else NO_NAME)
        column, others = in_one_spelling(names, self.rows.lines, several=role == "area")
        if others:
            self.spellings[role] = others
        return column

    def _keys(self) -> list[str]:
        """For each row the id of its provider, else the name, and its place where that tells apart; else nothing."""
        ids = [number or "" for number in self.ids.each()]
        if all(ids):
            return ids
        names = [name or "" for name in self._in_one_spelling("provider").each()]
        if "place" in self.columns.of:
            places = [place or "" for place in self._in_one_spelling("place").each()]
            pairs = list(zip(names, places, strict=True))
            known = Counter(name for name, place in set(pairs) if place)
            names = [f"{name} [{place}]" if place and known[name] > 1 else name for name, place in pairs]
        return [number or name for number, name in zip(ids, names, strict=True)]

    def _readable(self) -> Sequence[int]:
        """The numbers of the rows to read: those that name a provider, are about all of it, and no totals."""
        lines, texts = self.rows.lines, self.rows.texts
        rows: Sequence[int] = range(len(lines))
        if "service" in self.columns.of:
            services = self._texts("service")
            whole = {text for text in set(services) if fold_heading(text) in {"overall", ""}}
            rows = [row for row in rows if services[row] in whole]
            self.other_services = len(services) - len(rows)
        called = {*self.names.of_texts.values(), *self.ids.of_texts.values()}
        grounds = (self.region, self.area, self.league)
        places = {fold(place) for column in grounds for place in column.of_texts.values() if place}
        if of_totals := {name for name in called if name and (is_total(name) or is_total_of(name, places))}:
            totals = {row for row in rows if (self.names[row] or self.ids[row]) in of_totals}
            self.totals = [lines[row] for row in sorted(totals)]
            rows = [row for row in rows if row not in totals]
        if "id" in self.columns.of and None in self.ids.of_texts.values():
            without = [row for row in rows if self.ids[row] is None]
            if len(without) * _NEARLY_EVERY <= len(rows):
                self.without_id = [lines[row] for row in without if self.keys[row]]
                rows = [row for row in rows if self.ids[row] is not None or not self.keys[row]]
        if "" in self.keys:
            self.nameless = [
                lines[row] for row in rows if not self.keys[row] and any(column[row] for column in texts.values())
            ]
            rows = [row for row in rows if self.keys[row]]
        if "league" in self.columns.of:
            self.nameless += [lines[row] for row in rows if self.league[row] is None]
        return rows

    def _by_provider(self) -> tuple[dict[ProviderKey, int], dict[ProviderKey, Sequence[int]]]:
        """By provider the row with its newest date, and the rows that stand for an inspection each."""
        keys = list(zip([league or "" for league in self.league.each()], self.keys, strict=True))
        by_provider: defaultdict[ProviderKey, list[int]] = defaultdict(list)
        for row in self._readable():
            by_provider[keys[row]].append(row)
        newest = {key: rows[0] for key, rows in by_provider.items()}
        kept: dict[ProviderKey, Sequence[int]] = dict(by_provider)
        day = self.published.mapped(lambda date: date.latest if date else dt.date.min).each()
        places = self._columns_of_places()
        events = self._inspections_by_standard if self.columns.long else self._inspections
        for key, rows in by_provider.items():
            if len(rows) == 1:
                continue
            of_day = dict(zip(map(day.__getitem__, rows), rows, strict=True))
            if len(of_day) == len(rows) and dt.date.min not in of_day and not places:
                newest[key] = of_day[max(of_day)]
                continue  # where each row is of a day of its own, nothing is said twice
            doubts = len(self.doubts)
            if not self._in_several_places(key, rows, places):
                kept[key] = events(key, rows)
            # A body can be renamed, or move: the row with the newest date has it as it is.
            newest[key] = max(reversed(rows), key=day.__getitem__)
            if self.settings.contradictory and len(self.doubts) > doubts:
                name, of_name = self.names[rows[-1]], self.ids[rows[-1]]
                self.left_out.append(f"{name} [{of_name}]" if name and of_name else key[1])
                del newest[key], kept[key]
        return newest, kept

    def _columns_of_places(self) -> list[int]:
        """The columns of places that differ between rows of one name, that which tells most of them apart first."""
        names = len(set(self.keys)) if self.columns.places else 0
        pairs = {n: len(set(zip(self.keys, self.rows.texts[n], strict=True))) for n in self.columns.places}
        return [number for number in sorted(pairs, key=lambda n: -pairs[n]) if pairs[number] > names]

    def _in_several_places(self, key: ProviderKey, rows: Sequence[int], columns: Iterable[int]) -> bool:
        """Whether the rows of one name are about several places; takes down the first row about each.

        Places are compared without signs and spaces, as addresses and postcodes are written with and without them.
        """
        for number in columns:
            first: dict[str, int] = {}
            for row in rows:
                text = self.rows.texts[number][row]
                if name_key(text) not in NO_NAME:
                    first.setdefault(fold(text).replace(" ", ""), row)
            if len(first) > 1:
                lines = dict.fromkeys(self.rows.lines[row] for row in first.values())
                self.doubts[key, None] = Doubt(lines, {number: None})
                return True
        return False

    def _providers(self, newest: Mapping[ProviderKey, int]) -> tuple[Provider, ...]:
        """The providers, each as the row with its newest date has it; without an id its key is its name."""
        rows = list(newest.values())
        ids, names = self.ids.of_rows(rows), self.names.of_rows(rows)
        called = [(number and name) or key for number, name, (_, key) in zip(ids, names, newest, strict=True)]
        facts: dict[str, Sequence[Any]] = {
            "name": list(map(NameDisambiguator(called).name, called, ids)),
            "id": ids,
            "league": [league for league, _ in newest],
            "region": self.region.of_rows(rows),
            "areas": self.area.mapped(split_names).of_rows(rows),
        }
        return tuple(records_of_rows(Provider, facts))

    @cached_property
    def _says(self) -> dict[int, Values[Any]]:
        """For each column that is read what its cells say, so that what is said in two ways is the same."""
        by_role: dict[str, Values[Any]] = {
            "provider": self.names.mapped(lambda name: name and name_key(name)),
            "id": self.ids,
            "owner": self.owner,
            "area": self.area,
            "region": self.region,
            "programme": self.programme,
            "published": self.published,
            "fieldwork": self.fieldwork,
        }
        of = self.columns.of
        said = {of[role]: column for role, column in by_role.items() if role in of}
        return said | {number: Values(self.rows.texts[number], self.labels) for number in self.columns.ratings}

    def _is_empty(self, row: int) -> bool:
        """Whether a row holds no date and no rating, and so tells of no inspection."""
        return self.published[row] is None and self.fieldwork[row] is None and not self._is_rated(row)

    def _is_rated(self, row: int) -> bool:
        return any(self.labels[self.rows.texts[number][row]] is not None for number in self.columns.ratings)

    def _contradict(self, key: ProviderKey, before: int, row: int, columns: Iterable[int] | None = None) -> None:
        """Take down that two rows of a provider contradict each other: in some columns, else in all that differ."""
        if columns is None:
            columns = [number for number, column in self._says.items() if column[before] != column[row]]
        doubt = self.doubts.setdefault((key, self.iso[row]), Doubt({}, {}))
        doubt.lines.update(dict.fromkeys((self.rows.lines[before], self.rows.lines[row])))
        doubt.columns.update(dict.fromkeys(columns))

    def _inspections(self, key: ProviderKey, rows: Sequence[int]) -> Sequence[int]:
        """The rows of a provider that stand for an inspection each: no repeats, and no empty ones beside others."""
        first: dict[tuple[object, ...], int] = {}
        for row in rows:
            same = first.setdefault(tuple([column[row] for column in self._says.values()]), row)
            if same != row:
                self.repeated[row] = same
        # Of empty rows alone one stays: its provider is not rated, and has an owner.
        full = [row for row in first.values() if not self._is_empty(row)] or [next(reversed(first.values()))]
        self.empty += len(first) - len(full)
        by_day: defaultdict[str, list[int]] = defaultdict(list)
        for row in full:
            by_day[self.iso[row]].append(row)
        kept: list[int] = []
        for day, of_day in by_day.items():
            rated = [row for row in of_day if self._is_rated(row)]
            for row in rated[1:]:
                self._contradict(key, rated[0], row)
            if day:
                kept.append((rated or of_day)[0])
            else:  # of which day each is, is not known
                kept += rated[:1] + [row for row in of_day if not self._is_rated(row)]
        return sorted(kept)

    def _by_row(self, rows: Sequence[int]) -> dict[str, Sequence[Any]]:
        """What rows that stand for an inspection each say of it beside the day, by the field."""
        of, texts = self.columns.of, self.rows.texts
        standards = zip(*(map(texts[number].__getitem__, rows) for number in self.columns.standards), strict=True)
        bands = Values(self._texts("overall"), self.labels if "overall" in of else {"": None})
        return {
            "standards": list(map(cache(self._standards_of), standards)) or [{}] * len(rows),
            "overall": bands.of_rows(rows),
            **{name: getattr(self, name).of_rows(rows) for name in ("programme", "fieldwork", "owner")},
        }

    def _standards_of(self, texts: tuple[str, ...]) -> Mapping[str, Band]:
        bands = zip(self.columns.standards.values(), map(self.labels.__getitem__, texts), strict=True)
        return {name: band for name, band in bands if band is not None}

    def _inspections_by_standard(self, key: ProviderKey, rows: Sequence[int]) -> Sequence[int]:
        """The first rows of a provider on each day, where each row is about one standard."""
        first: dict[str, int] = {}
        owners: dict[int, int] = {}
        for row in rows:
            event = first.setdefault(self.iso[row], row)
            if self.owner[row] and self.owner[other := owners.setdefault(event, row)] != self.owner[row]:
                self._contradict(key, other, row, [self.columns.of["owner"]])
            rated = self._rated.setdefault(event, {})
            before = rated.setdefault(self._standard[row], row)
            if before == row:
                continue
            old, new = self._ratings[before], self._ratings[row]
            if old is new:
                self.repeated[row] = before
            elif old is None:
                rated[self._standard[row]] = row
            elif new is not None:
                self._contradict(key, before, row)
        undated = self._rated.get(first.get("", -1), {})
        if undated and len(first) > 1 and all(map(self._is_empty, undated.values())):
            self.empty += len(undated)
            del first[""]
        return list(first.values())

    def _by_standard(self, rows: Sequence[int]) -> dict[str, Sequence[Any]]:
        """What the rows say of the inspections that begin with some, where each row is about one standard."""
        facts: dict[str, list[Any]] = {"standards": [], "overall": [], "programme": [], "fieldwork": [], "owner": []}
        for first in rows:
            rated = self._rated.get(first) or {self._standard[first]: first}
            bands = {standard: self._ratings[row] for standard, row in rated.items()}
            overall = [band for standard, band in bands.items() if bare(standard) in OVERALL_STANDARDS]
            facts["overall"].append(overall[-1] if overall else None)
            facts["standards"].append(
                {
                    self._titles[standard]: band
                    for standard, band in bands.items()
                    if band is not None and bare(standard) not in OVERALL_STANDARDS
                }
            )
            for name in ("programme", "fieldwork", "owner"):
                said = map(getattr(self, name).__getitem__, rated.values())
                facts[name].append(next(filter(None, said), None))
        return dict(facts)
