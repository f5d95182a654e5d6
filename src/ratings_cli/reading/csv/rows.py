"""The rows of a CSV as columns, grouped by provider, and the providers and inspections that are made of them."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from ratings_cli.model.names import name_key
from ratings_cli.model.records import Provider
from ratings_cli.reading.csv import identity, namesakes
from ratings_cli.reading.csv.found import Doubt, Records
from ratings_cli.reading.csv.identity import Values, said
from ratings_cli.reading.csv.vocabulary import fold_heading
from ratings_cli.reading.disambiguation import NameDisambiguator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import Inspection
    from ratings_cli.model.scale import Band
    from ratings_cli.reading.csv.cells import Cells
    from ratings_cli.reading.csv.columns import Columns
    from ratings_cli.reading.csv.found import Key


class Rows(ABC):
    """The rows as columns, grouped by provider. Subclasses know what a row is about."""

    def __init__(
        self,
        body: Cells,
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
        self.providers = self.seen("provider")
        self.ids = identity.ids(self.texts("id"))
        self.keys = self.keys_of_rows()
        self.owners = self.names_of("owner")
        self.areas = self.names_of("area")
        self.regions = self.names_of("region")
        self.leagues = self.names_of("league")
        self.programmes = self.names_of("programme")
        self.published = self.dates("published", dates)
        self.fieldwork = self.dates("fieldwork", dates)
        self.some_undated = None in self.published.values.values()
        # A PartialDate is slow to compare and to hash; its parts are not.
        self.iso = self.published.each(lambda date: date.iso if date else "")
        self.days = self.published.each(lambda date: date.latest if date else dt.date.min)

    def build(self, *, leave_out: bool) -> Records:
        """Make the providers, and find the rows that stand for an inspection each."""
        rows = self.readable()
        newest: dict[Key, int] = {}
        kept: dict[Key, list[int]] = {}
        day = self.days.__getitem__
        places = namesakes.telling_apart(
            self.keys, {number: self.body.columns[number] for number in self.columns.apart}
        )
        for key, found in self.grouped(rows).items():
            contradictions = len(self.found.contradictory)
            apart = namesakes.doubt(places, found, self.body.lines) if places and len(found) > 1 else None
            if apart:
                self.found.apart[key] = apart
            events = found if apart else self.events(key, found)
            if leave_out and (apart or len(self.found.contradictory) > contradictions):
                name, number = self.providers[found[-1]], self.ids[found[-1]]
                self.found.left_out.append(f"{name} [{number}]" if name and number else key[1])
                continue
            # A body can be renamed, or move: the row with the newest date has it as it is.
            newest[key] = max(reversed(found), key=day) if len(found) > 1 else found[0]
            kept[key] = events
        self.found.providers = self.made_of(newest)
        all_kept = sum(map(len, kept.values())) == len(rows)
        inspections = rows if all_kept else sorted(chain.from_iterable(kept.values()))
        self.found.inspections = tuple(map(self.inspection, inspections))
        lines = self.body.lines
        self.found.lines = lines if len(inspections) == len(lines) else [lines[row] for row in inspections]
        owners = dict.fromkeys(map(self.owners.values.__getitem__, dict.fromkeys(self.owners.cells)))
        self.found.owners = tuple(owner for owner in owners if owner)
        return self.found

    def grouped(self, rows: Iterable[int]) -> dict[Key, list[int]]:
        """The rows of each provider, in the order of the file."""
        if "league" in self.columns.of:
            by_both: defaultdict[Key, list[int]] = defaultdict(list)
            for row in rows:
                by_both[self.leagues[row] or "", self.keys[row]].append(row)
            return by_both
        by_key: defaultdict[str, list[int]] = defaultdict(list)
        for row, key in enumerate(self.keys) if isinstance(rows, range) else ((row, self.keys[row]) for row in rows):
            by_key[key].append(row)
        return {("", key): found for key, found in by_key.items()}

    @abstractmethod
    def events(self, key: Key, rows: list[int]) -> list[int]:
        """The rows of one provider that stand for an inspection each; the very same list when all do."""

    @abstractmethod
    def inspection(self, row: int) -> Inspection:
        """The inspection that a row stands for."""

    def made_of(self, newest: Mapping[Key, int]) -> tuple[Provider, ...]:
        """The providers, each as the row with its newest date has it; without an id its key is its name."""
        called = [(self.ids[row] and self.providers[row]) or key for (_, key), row in newest.items()]
        apart = NameDisambiguator(called)
        areas = self.areas.mapped(identity.parts)
        return tuple(
            Provider(
                name=apart.name(name, self.ids[row]),
                id=self.ids[row],
                league=league,
                region=self.regions[row],
                areas=areas[row] or (),
            )
            for name, ((league, _), row) in zip(called, newest.items(), strict=True)
        )

    def texts(self, role: str) -> Values[str]:
        """The cells of a column, None for those that say that there is no value."""
        if role not in self.columns.of:
            return Values([""] * len(self.body.lines), {"": None})
        column = self.body.columns[self.columns.of[role]]
        return Values(column, said(column))

    def seen(self, role: str) -> Values[str]:
        """The names in a column as they are seen."""
        return identity.names(self.texts(role))

    def names_of(self, role: str) -> Values[str]:
        """The names in a column, each in one spelling; takes down how else they are written."""
        spellings = identity.in_one_spelling(self.seen(role), several=role == "area")
        if spellings.others:
            lines = self.body.lines
            self.found.spellings[role] = {
                name: {other: lines[row] for other, row in others.items()} for name, others in spellings.others.items()
            }
        return spellings.column

    def dates(self, role: str, dates: Mapping[int, Mapping[str, PartialDate | None]]) -> Values[PartialDate]:
        """The dates of a column."""
        number = self.columns.of.get(role)
        if number is None:
            return Values([""] * len(self.body.lines), {"": None})
        return Values(self.body.columns[number], dates[number])

    def keys_of_rows(self) -> list[str]:
        """For each row the id of its provider, else the name; empty where there is neither."""
        if all(number is text for text, number in self.ids.values.items()):
            return self.ids.cells  # every cell is an id, as it is
        ids = self.ids.each(lambda number: number or "")
        if all(ids):
            return ids
        names = self.names_of("provider").each(lambda name: name or "")
        if "place" in self.columns.of:
            names = namesakes.with_places(names, self.names_of("place").each(lambda place: place or ""))
        return [number or name for number, name in zip(ids, names, strict=True)]

    def readable(self) -> Sequence[int]:
        """The numbers of the rows to read: those that name a provider, and are about all of it."""
        rows: Sequence[int] = range(len(self.keys))
        number = self.columns.of.get("service")
        if number is not None:
            services = self.body.columns[number]
            whole = {text for text in set(services) if fold_heading(text) in {"overall", ""}}
            rows = [row for row in rows if services[row] in whole]
            self.found.other_services = len(services) - len(rows)
        rows = self.without_totals(rows)
        if "" in self.keys:
            filled = (row for row in rows if not self.keys[row] and any(column[row] for column in self.cells))
            self.found.nameless = [self.body.lines[row] for row in filled]
            rows = [row for row in rows if self.keys[row]]
        if "league" in self.columns.of:
            self.found.nameless += [self.body.lines[row] for row in rows if self.leagues[row] is None]
        return rows

    def without_totals(self, rows: Sequence[int]) -> Sequence[int]:
        """Leave out rows that add up others, by their name, or for want of an id where nearly every row has one."""
        lines = self.body.lines
        totals = identity.totals(self.providers, self.ids, rows)
        self.found.totals = [lines[row] for row in totals]
        left_out = set(totals)
        if "id" in self.columns.of:
            others = [row for row in rows if row not in left_out] if totals else rows
            without = [row for row in identity.without_id(self.ids, others) if self.keys[row]]
            self.found.without_id = [lines[row] for row in without]
            left_out.update(without)
        return [row for row in rows if row not in left_out] if left_out else rows

    @cached_property
    def says(self) -> dict[int, Values[Any]]:
        """For each column that is read what its cells say, so that what is said in two ways is the same."""
        by_role: dict[str, Values[Any]] = {
            "provider": self.providers.mapped(lambda name: name and name_key(name)),
            "id": self.ids,
            "owner": self.owners,
            "area": self.areas,
            "region": self.regions,
            "programme": self.programmes,
            "published": self.published.mapped(lambda date: date and date.iso),
            "fieldwork": self.fieldwork.mapped(lambda date: date and date.iso),
        }
        of = self.columns.of
        said = {of[role]: values for role, values in by_role.items() if role in of}
        return said | {number: Values(self.body.columns[number], self.bands) for number in self.columns.ratings}

    def is_empty(self, row: int) -> bool:
        """Whether a row holds no date and no rating, and so tells of no inspection."""
        return self.published[row] is None and self.fieldwork[row] is None and not self.is_rated(row)

    def is_rated(self, row: int) -> bool:
        """Whether a row holds any band."""
        return any(self.bands[self.body.columns[number][row]] is not None for number in self.columns.ratings)

    def differing(self, before: int, row: int) -> list[int]:
        """The numbers of the columns in which two rows do not say the same."""
        return [number for number, values in self.says.items() if values[before] != values[row]]

    def contradict(self, key: Key, before: int, row: int, columns: Iterable[int]) -> None:
        """Take down that two rows of a provider contradict each other, and in which columns."""
        doubt = self.found.contradictory.setdefault((key, self.iso[row]), Doubt({}, {}))
        doubt.lines.update(dict.fromkeys((self.body.lines[before], self.body.lines[row])))
        doubt.columns.update(dict.fromkeys(columns))
