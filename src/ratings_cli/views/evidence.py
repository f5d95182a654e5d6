"""Where the values of a sheet come from: a numbered list of sources, and its numbers beside the cells.

One call serves every view: `with_sources` takes a finished sheet and, for each of its rows, what backs it.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.views.bibliography import Bibliography, addresses, field_words, supporting
from ratings_cli.views.cells import date_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection, Source
    from ratings_cli.views.sheet import Cell, Sheet, Table, Value


BESIDE = {"published", "previous"}
"""The columns that stand beside the rating that a row is about."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An inspection that stands behind a value of a row.

    Args:
        inspection: the inspection.
        provider: the name of the provider that it rates, for the list.
        field: the value: ``overall``, ``points`` or a standard.
        column: the key of the column whose cell shows it.
        worked_out: how the value was worked out by the program, such as points that were added up.
        cites: whether its sources are given; of what stands beside the value that a row is about, only the ground is.
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
    def explained(self) -> str | None:
        """How the value is derived, for the list of sources; None when a source states it."""
        what = "overall before" if self.column == "previous" else field_words([self.field])
        return f"{self.provider}, {what}: derived, {self.ground}" if self.ground else None


def sources_of(inspection: Inspection, field: str) -> tuple[Source, ...]:
    """The sources that bear a value of an inspection out; all of them when none is said to.

    Points that no source states are borne out by whatever they are added up from.
    """
    fields = {field}
    if field == "points" and inspection.points is None:
        fields = {"tally", *inspection.standards}
    return supporting(inspection.sources, *fields) or inspection.sources


def standing_evidence(result: LeagueTable) -> list[list[Evidence]]:
    """What backs the rows of a league table."""
    return [row_evidence(result, placed) for placed in result.places]


def row_evidence(result: LeagueTable, placed: Ranked[Standing]) -> list[Evidence]:
    """What backs a row of a league table: the rating that counts, or the standard or points that it ranks by.

    Of the date of publication and of the rating before, there are the grounds where they are derived.
    """
    by = "overall" if placed.item.key(result.by) is None else result.by
    return [*rating_evidence([placed.item], by), *beside_evidence(placed.item)]


def beside_evidence(standing: Standing) -> list[Evidence]:
    """The derived values that stand beside a rating: its date of publication, and the rating before."""
    found = [] if standing.counts is None else [date_evidence(standing.counts, standing.provider.name)]
    if standing.counts and standing.previous:
        found.append(Evidence(standing.previous, standing.provider.name, column="previous", cites=False))
    return [backing for backing in found if backing.ground]


def date_evidence(inspection: Inspection, provider: str) -> Evidence:
    """The date of publication that is shown."""
    return Evidence(inspection, provider, date_field(inspection), "published", cites=False)


def rating_evidence(standings: Iterable[Standing], field: str) -> list[Evidence]:
    """What backs the ratings of providers: the overall rating, the points or one standard."""
    column = field if field in {"overall", "points"} else "standard"
    return [
        Evidence(
            standing.counts,
            standing.provider.name,
            field,
            column,
            worked_out=standing.points.derived if standing.points and field == "points" else None,
        )
        for standing in standings
        if standing.counts
    ]


def with_sources(sheet: Sheet, evidence: Sequence[Sequence[Evidence]], cited: Bibliography | None = None) -> Sheet:
    """Add a numbered list of sources to a sheet, and its numbers to the rows of the main table.

    For a program, each record gets `sources`, a list of addresses.

    Args:
        sheet: a sheet with as many records as rows in its main table.
        evidence: for each row, the inspections behind its values; none for a row without a rating.
        cited: the list to go on with, where sheets have one in common; a new one otherwise.
    """
    cited = Bibliography() if cited is None else cited
    main = sheet.tables[0]
    rows = tuple(_numbered(main, row, backed, cited) for row, backed in zip(main.rows, evidence, strict=True))
    records = tuple({**record, **_record(backed)} for record, backed in zip(sheet.records, evidence, strict=True))
    return dataclasses.replace(
        sheet,
        own_tables=(main._replace(rows=rows), *sheet.own_tables[1:]),
        own_keys=(*sheet.keys, "sources"),
        own_records=records,
        sources=cited.notes,
    )


def _numbered(table: Table, row: tuple[Cell, ...], backed: Sequence[Evidence], cited: Bibliography) -> tuple[Cell, ...]:
    """Put the numbers beside the cells of one row: in the column of each value, or else in the row's header."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    header = next((place for place, column in enumerate(table.columns) if column.row_header), 0)
    numbers: dict[int, set[int]] = defaultdict(set)
    for backing in backed:
        if backing.column in BESIDE and backing.column not in places:
            continue  # a column that is not shown needs no explanation
        found = numbers[places.get(backing.column, header)]
        if backing.cites:
            found.update(cited.cite(sources_of(backing.inspection, backing.field)))
        if backing.explained:
            found.add(cited.explain(backing.explained))
    return tuple(
        cell._replace(sources=tuple(sorted(numbers[place]))) if place in numbers else cell
        for place, cell in enumerate(row)
    )


def _record(backed: Sequence[Evidence]) -> dict[str, Value]:
    cited = (source for backing in backed if backing.cites for source in sources_of(backing.inspection, backing.field))
    return {"sources": addresses(cited)}
