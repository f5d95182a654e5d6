"""Where the values of a row come from: their sources, numbered in one list, and the grounds of what is derived."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model import phrases
from ratings_cli.views.cells import Note, SourceNote, date_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection, Source
    from ratings_cli.views.cells import Cell, Table, Value

_DATES = {"published", "newest"}
_BESIDE = {"published", "previous"}
"""The columns that stand beside the rating that a row is about: of these only the grounds are told, not the sources."""
_WORDS = {
    "aliases": "other names",
    "ownership": "owner",
    "points_max": "most points",
    "published_by": "published",
    "short": "short name",
}


class Evidence(NamedTuple):
    """An inspection that stands behind a value of a row.

    Args:
        inspection: the inspection.
        provider: the name of the provider that it rates.
        field: the value: ``overall``, ``points``, a standard or a date.
        column: the key of the column whose cell shows it; none where the whole row does.
        worked_out: how the value was worked out by the program, such as points that were added up.
        cites: whether its sources are given: whether it is what the row is about.
    """

    inspection: Inspection
    provider: str
    field: str = "overall"
    column: str = "overall"
    worked_out: str | None = None
    cites: bool = True

    @property
    def ground(self) -> str | None:
        """On what ground the value is derived; None when a source states it."""
        return self.worked_out or self.inspection.ground_of(self.field)

    @property
    def explained(self) -> str:
        """How the value is derived, in words."""
        what = "overall before" if self.column == "previous" else field_words([self.field])
        return f"{self.provider}, {what}: derived, {self.ground}"

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that bear the value out; all of the inspection when none is said to.

        Points that no source states are borne out by whatever they are added up from.
        """
        fields = {self.field}
        if self.field == "points" and self.inspection.points is None:
            fields = {"tally", *self.inspection.standards}
        return supporting(self.inspection.sources, *fields) or self.inspection.sources


def rating_evidence(
    standings: Iterable[Standing], field: str, column: str = "", *, cites: bool = True
) -> list[Evidence]:
    """What backs the ratings of providers: the overall rating, the points or one standard."""
    found = []
    for standing in standings:
        added_up = standing.points.derived if standing.points and field == "points" else None
        if standing.counts:
            found.append(Evidence(standing.counts, standing.provider.name, field, column, added_up, cites))
    return found


def date_evidence(inspection: Inspection, provider: str, column: str = "published") -> Evidence:
    """What backs the date of publication that is shown."""
    return Evidence(inspection, provider, date_field(inspection), column, cites=False)


def standing_evidence(standing: Standing, by: str = "overall") -> list[Evidence]:
    """What backs the values of a row of a league table; sources are given of that by which it is ranked."""
    if standing.counts is None:
        return []
    ranked_by = "overall" if standing.key(by) is None else by
    found: list[Evidence] = []
    for field in dict.fromkeys(["overall", by, "points"]):
        if field != "points" or standing.points:
            column = field if field in {"overall", "points"} else "standard"
            found += rating_evidence([standing], field, column, cites=field == ranked_by)
    name = standing.provider.name
    found.append(date_evidence(standing.counts, name))
    if standing.previous:
        found.append(Evidence(standing.previous, name, column="previous", cites=False))
    return found


def grounds(values: Iterable[Evidence]) -> dict[str, Value]:
    """The values of a row that no source states outright, each with its ground, for a program; that of a date last."""
    found = sorted((value for value in values if value.ground), key=lambda value: value.column in _DATES)
    return {value.field if value.column in _DATES else value.column: value.ground for value in found}


def star_notes(rows: Iterable[Sequence[Evidence]]) -> list[Note]:
    """What the stars of rows mean: a line for each band that is derived, one for all points and one for all dates."""
    bands: dict[str, tuple[list[int], Evidence]] = {}
    others: dict[str, tuple[list[int], Evidence]] = {}
    for row, values in enumerate(rows):
        for value in values:
            if not value.ground:
                continue
            if value.column == "points" and value.worked_out:
                text, found = "Points: added up from the bands of the standards; no source states them", others
            elif value.column in _DATES:
                text, found = "Dates: worked out from other evidence, not stated in a source", others
            else:
                text, found = value.explained, bands
            found.setdefault(text, ([], value))[0].append(row)
    told = [*bands.items(), *sorted(others.items(), reverse=True)]
    return [
        Note(f"{phrases.INFERRED} {text}.", "star", found, filter(None, [value.column]))
        for text, (found, value) in told
    ]


class Bibliography:
    """A list of sources that numbers each when it is first cited, and gives it the same number again.

    Args:
        supports: whether the list says which values each source bears out.
    """

    def __init__(self, *, supports: bool = False) -> None:
        self._with_supports = supports
        self._told: dict[tuple[str, str], Source | str] = {}
        self._numbers: dict[tuple[str, str], int] = {}

    @property
    def notes(self) -> tuple[SourceNote, ...]:
        """The list, in the order of the numbers."""
        return tuple(self._note(number, told) for number, told in enumerate(self._told.values(), 1))

    def _note(self, number: int, told: Source | str) -> SourceNote:
        if isinstance(told, str):
            return SourceNote(number, told)
        what = f" (for {field_words(told.supports)})" if self._with_supports and told.supports else ""
        return SourceNote(number, f"{source_text(told)}{what}", told.url)

    def cite(self, sources: Iterable[Source]) -> tuple[int, ...]:
        """Return the numbers of some sources, lowest first. One address is one source."""
        return tuple(sorted({self._cite(source) for source in sources}))

    def _cite(self, source: Source) -> int:
        """Tell of an address with the most exact date that is given for it, and all that it is said to bear out."""
        identity = ("url", source.url) if source.url else ("text", source_text(source))
        told = self._told.get(identity, source)
        if not isinstance(told, str) and told is not source:
            dates = [date for date in (told.date, source.date) if date]
            exact = min(dates, key=lambda date: date.latest - date.earliest, default=None)
            supports = tuple(dict.fromkeys((*told.supports, *source.supports)))
            told = dataclasses.replace(told, date=exact, supports=supports)
        return self._number(identity, told)

    def explain(self, ground: str) -> int:
        """Return the number of an entry that says how a value was derived."""
        return self._number(("ground", ground), ground)

    def _number(self, identity: tuple[str, str], told: Source | str) -> int:
        self._told[identity] = told
        return self._numbers.setdefault(identity, len(self._told))

    def number(self, table: Table, evidence: Sequence[Sequence[Evidence]]) -> Table:
        """Put the numbers beside the cells of a table: in the column of each value, or else in the row's header."""
        rows = (self._row(table, row, values) for row, values in zip(table.rows, evidence, strict=True))
        return table._replace(rows=tuple(rows))

    def _row(self, table: Table, row: tuple[Cell, ...], values: Sequence[Evidence]) -> tuple[Cell, ...]:
        places = {column.key: place for place, column in enumerate(table.columns)}
        header = next((place for place, column in enumerate(table.columns) if column.row_header), 0)
        numbers: dict[int, set[int]] = defaultdict(set)
        for value in values:
            # What stands beside the rating needs no explanation where its column is not shown.
            if not value.cites and (value.column not in _BESIDE or value.column not in places or not value.ground):
                continue
            found = numbers[places.get(value.column, header)]
            if value.cites:
                found.update(self.cite(value.sources))
            if value.ground:
                found.add(self.explain(value.explained))
        return tuple(
            cell._replace(sources=tuple(sorted(numbers[place]))) if place in numbers else cell
            for place, cell in enumerate(row)
        )


def source_text(source: Source) -> str:
    """A source without its address: ``HM Inspectorate of Probation, Feb 2019``."""
    parts = [source.publisher]
    if source.date:
        parts.append(str(source.date))
    if source.seed:
        parts.append(f"founding document {source.seed}")
    if source.url is None:
        parts.append(f"no address: {source.no_url}" if source.no_url else "no address")
    return ", ".join(parts)


def field_words(fields: Iterable[str]) -> str:
    """What some fields of a record are called for a reader, each once: ``published, other names``."""
    return ", ".join(dict.fromkeys(_WORDS.get(field, field.replace("_", " ")) for field in fields))


def addresses(sources: Iterable[Source]) -> list[Value]:
    """The addresses of sources, each once; a source without one is told in words."""
    return list(dict.fromkeys(source.url or source_text(source) for source in sources))


def supporting(sources: Iterable[Source], *fields: str) -> tuple[Source, ...]:
    """Those of some sources that are said to bear one of these values out."""
    return tuple(source for source in sources if set(fields) & set(source.supports))
