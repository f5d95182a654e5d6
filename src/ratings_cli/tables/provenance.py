"""Where the values of a sheet come from: a numbered list of sources, and its numbers beside the cells.

One call serves every view: `with_sources` takes a finished sheet and, for each of its rows, what backs it.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.tables.sheet import Cell, Sheet, SourceNote, Table, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league import Standing
    from ratings_cli.records import Inspection, Source
    from ratings_cli.standings import Standings


@dataclass(frozen=True, slots=True)
class Backing:
    """An inspection that stands behind a value of a row.

    Args:
        inspection: the inspection.
        provider: the name of the provider that it rates, for the list.
        field: the value: ``overall``, ``points`` or a standard.
        column: the key of the column whose cell shows it.
        worked_out: how the value was worked out by the program, such as points that were added up.
    """

    inspection: Inspection
    provider: str
    field: str = "overall"
    column: str = "overall"
    worked_out: str | None = None

    @property
    def ground(self) -> str | None:
        """On what ground the value is derived; None when a source states it."""
        return self.worked_out or self.inspection.ground_of(self.field)


class SourceList:
    """A list of sources that numbers each when it is first cited, and gives it the same number again.

    Args:
        supports: whether the list says which values each source bears out.
    """

    def __init__(self, *, supports: bool = False) -> None:
        self._with_supports = supports
        self._numbers: dict[tuple[str, ...], int] = {}
        self._notes: list[SourceNote] = []
        self._supports: dict[int, dict[str, None]] = defaultdict(dict)

    @property
    def notes(self) -> tuple[SourceNote, ...]:
        """The list, in the order of the numbers."""
        if not self._with_supports:
            return tuple(self._notes)
        return tuple(
            dataclasses.replace(one, text=f"{one.text} (for {', '.join(fields)})")
            if (fields := self._supports[one.number])
            else one
            for one in self._notes
        )

    def cite(self, sources: Iterable[Source]) -> tuple[int, ...]:
        """Return the numbers of some sources, lowest first. One address is one source."""
        found = set()
        for one in sources:
            number = self._number(_identity(one), source_text(one), one.url)
            self._supports[number] |= dict.fromkeys(one.supports)
            found.add(number)
        return tuple(sorted(found))

    def explain(self, ground: str) -> int:
        """Return the number of an entry that says how a value was derived."""
        return self._number(("ground", ground), ground, None)

    def _number(self, identity: tuple[str, ...], text: str, url: str | None) -> int:
        if identity not in self._numbers:
            self._numbers[identity] = len(self._notes) + 1
            self._notes.append(SourceNote(len(self._notes) + 1, text, url))
        return self._numbers[identity]


def _identity(source: Source) -> tuple[str, ...]:
    return ("url", source.url) if source.url else ("text", source_text(source))


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


def addresses(sources: Iterable[Source]) -> list[Value]:
    """The addresses of sources, each once; a source without one is told in words."""
    return list(dict.fromkeys(one.url or source_text(one) for one in sources))


def supporting(sources: Iterable[Source], *fields: str) -> tuple[Source, ...]:
    """Those of some sources that are said to bear one of these values out."""
    return tuple(one for one in sources if set(fields) & set(one.supports))


def sources_of(inspection: Inspection, field: str) -> tuple[Source, ...]:
    """The sources that bear a value of an inspection out; all of them when none is said to.

    Points that no source states are borne out by whatever they are added up from.
    """
    fields = {field}
    if field == "points" and inspection.points is None:
        fields = {"tally", *inspection.standards}
    return supporting(inspection.sources, *fields) or inspection.sources


def standing_backings(result: Standings) -> list[list[Backing]]:
    """What backs the rows of a league table: the rating that counts, or the standard or points that it ranks by."""
    return [
        rating_backings([placed.thing], "overall" if placed.position is None else result.by) for placed in result.places
    ]


def rating_backings(standings: Iterable[Standing], field: str) -> list[Backing]:
    """What backs the ratings of providers: the overall rating, the points or one standard."""
    column = field if field in {"overall", "points"} else "standard"
    return [
        Backing(
            one.counts,
            one.provider.name,
            field,
            column,
            worked_out=one.points.derived if one.points and field == "points" else None,
        )
        for one in standings
        if one.counts
    ]


def with_sources(sheet: Sheet, backings: Sequence[Sequence[Backing]], cited: SourceList | None = None) -> Sheet:
    """Add a numbered list of sources to a sheet, and its numbers to the rows of the main table.

    For a program, each record gets `sources`, a list of addresses, and `derived`, the grounds of derived values.

    Args:
        sheet: a sheet with as many records as rows in its main table.
        backings: for each row, the inspections behind its values; none for a row without a rating.
        cited: the list to go on with, where sheets have one in common; a new one otherwise.
    """
    cited = SourceList() if cited is None else cited
    main = sheet.tables[0]
    rows = tuple(_numbered(main, row, backed, cited) for row, backed in zip(main.rows, backings, strict=True))
    records = tuple({**record, **_record(backed)} for record, backed in zip(sheet.records, backings, strict=True))
    return dataclasses.replace(
        sheet,
        tables=(dataclasses.replace(main, rows=rows), *sheet.tables[1:]),
        keys=(*sheet.keys, "sources"),
        records=records,
        sources=cited.notes,
    )


def _numbered(table: Table, row: tuple[Cell, ...], backed: Sequence[Backing], cited: SourceList) -> tuple[Cell, ...]:
    """Put the numbers beside the cells of one row: in the column of each value, or else in the row's header."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    header = next((place for place, column in enumerate(table.columns) if column.row_header), 0)
    numbers: dict[int, set[int]] = defaultdict(set)
    for one in backed:
        found = numbers[places.get(one.column, header)]
        found.update(cited.cite(sources_of(one.inspection, one.field)))
        if one.ground:
            found.add(cited.explain(f"{one.provider}, {one.field}: derived, {one.ground}"))
    return tuple(
        dataclasses.replace(cell, sources=tuple(sorted(numbers[place]))) if place in numbers else cell
        for place, cell in enumerate(row)
    )


def _record(backed: Sequence[Backing]) -> dict[str, Value]:
    grounds = {one.field: one.ground for one in backed if one.ground}
    return {
        "sources": addresses(source for one in backed for source in sources_of(one.inspection, one.field)),
        "derived": dict(grounds),
    }
