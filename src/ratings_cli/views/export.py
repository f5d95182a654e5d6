"""The whole record as plain tables for other programs: its ratings, and what these are of, by and from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ratings_cli.league.standing import owner_as_at, owner_when_rated
from ratings_cli.model.records import Owner
from ratings_cli.views.cells import plain
from ratings_cli.views.evidence import Evidence, addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection
    from ratings_cli.model.scale import Band

Plain: TypeAlias = "str | int | None"


class ExportColumn(NamedTuple):
    """A column of a table: its name, its type in SQL, and the table whose `id` it gives.

    `help` says in one line what it is.
    """

    name: str
    help: str
    kind: str = "TEXT"
    references: str | None = None


class ExportTable(NamedTuple):
    """A table: its rows are as its columns are.

    Args:
        name: its name.
        columns: its columns, first `id`.
        rows: its rows.
        searched: the columns that a search for words looks in.
    """

    name: str
    columns: tuple[ExportColumn, ...]
    rows: list[tuple[Plain, ...]]
    searched: tuple[str, ...]


class Export(NamedTuple):
    """The tables, that of ratings first, and what the record says of itself."""

    tables: tuple[ExportTable, ...]
    about: dict[str, str | None]


_ID = ExportColumn("id", "the number of the row in this file", "INTEGER")
COLUMNS: dict[str, tuple[ExportColumn, ...]] = {
    "ratings": (
        _ID,
        ExportColumn("inspection_id", "the inspection that gave it", "INTEGER", "inspections"),
        ExportColumn("provider_id", "the provider", "INTEGER", "providers"),
        ExportColumn("owner_id", "who ran it on the day of the report", "INTEGER", "owners"),
        ExportColumn("provider", "the provider's name"),
        ExportColumn("provider_reference", "its own number or code, where it has one"),
        ExportColumn("league", "its league"),
        ExportColumn("region", "its region"),
        ExportColumn("owner", "who ran it on the day of the report"),
        ExportColumn("programme", "the inspection programme"),
        ExportColumn("standard", "what was rated: `overall`, or the name of a standard"),
        ExportColumn("band", "the rating"),
        ExportColumn("score", "the rating as a number, from 3 (outstanding) to 0 (inadequate)", "INTEGER"),
        ExportColumn("published", "when the report was published: a day, a month or a year"),
        ExportColumn("published_by", "a day by which it was certainly out"),
        ExportColumn("derived", "the ground on which no source states it outright; empty where one does"),
        ExportColumn("sources", "the addresses of its sources, with semicolons between them"),
    ),
    "inspections": (
        _ID,
        ExportColumn("provider_id", "the provider", "INTEGER", "providers"),
        ExportColumn("owner_id", "who ran it on the day of the report", "INTEGER", "owners"),
        ExportColumn("programme", "the inspection programme"),
        ExportColumn("area", "the place whose work was inspected, where it is only a part"),
        ExportColumn("published", "when the report was published: a day, a month or a year"),
        ExportColumn("published_by", "a day by which it was certainly out"),
        ExportColumn("fieldwork", "when inspectors were there"),
        ExportColumn("points", "the points that a source states", "INTEGER"),
        ExportColumn("points_max", "the most points that there could be", "INTEGER"),
        ExportColumn("caseload", "how many people the provider supervised", "INTEGER"),
        ExportColumn("caseload_is", "how the source qualifies that number"),
        ExportColumn("verdict", "what the report found, where the programme gives no ratings"),
        ExportColumn("note", "what a reader should know"),
    ),
    "providers": (
        _ID,
        ExportColumn("name", "its name"),
        ExportColumn("reference", "its own number or code, where it has one"),
        ExportColumn("short", "its short name"),
        ExportColumn("league", "its league"),
        ExportColumn("region", "its region"),
        ExportColumn("areas", "the places that it serves, with semicolons between them"),
        ExportColumn("owner_id", "its last owner", "INTEGER", "owners"),
        ExportColumn("note", "what a reader should know"),
    ),
    "owners": (
        _ID,
        ExportColumn("name", "its name"),
        ExportColumn("full_name", "its name in full"),
        ExportColumn("partners", "with whom it runs providers, with semicolons between them"),
        ExportColumn("note", "what a reader should know"),
    ),
    "sources": (
        _ID,
        ExportColumn("inspection_id", "the inspection that it bears out", "INTEGER", "inspections"),
        ExportColumn("publisher", "who published it"),
        ExportColumn("url", "its address"),
        ExportColumn("date", "its own date"),
        ExportColumn("supports", "the values that it bears out, with semicolons between them; empty for all"),
    ),
}
"""The columns of each table, which docs/commands/export.md shows as they are."""
_SEARCHED = {
    "ratings": ("provider", "provider_reference", "region", "owner", "standard", "band"),
    "inspections": ("verdict", "note"),
    "providers": ("name", "reference", "short", "region", "areas"),
    "owners": ("name", "full_name", "partners"),
    "sources": ("publisher", "url"),
}


def export(data: DataSet) -> Export:
    """Make the tables of a data set: one row for each rating, of all leagues and times, in the order of the file."""
    owners = {owner.name: number for number, owner in enumerate(data.owners, 1)}
    providers = {provider.key: number for number, provider in enumerate(data.providers, 1)}
    rows: dict[str, list[tuple[Plain, ...]]] = {name: [] for name in COLUMNS}

    def add(table: str, record: object, **facts: object) -> int:
        """Add a row, which is a record and what else is known of it, and return its number."""
        number = len(rows[table]) + 1
        known = facts | {"id": number}
        values = (known.get(column.name, getattr(record, column.name, None)) for column in COLUMNS[table])
        rows[table].append(tuple(map(_cell, values)))
        return number

    for inspection in data.inspections:
        provider = data.provider_of[inspection.key]
        owner = owner_when_rated(provider, inspection)
        owner_id = owners.setdefault(owner, len(owners) + 1) if owner else None
        of_whom = {"provider_id": providers[provider.key], "owner_id": owner_id}
        inspection_id = add("inspections", inspection, **of_whom)
        for standard, band in _bands(inspection):
            add(
                "ratings",
                inspection,
                inspection_id=inspection_id,
                **of_whom,
                provider=provider.name,
                provider_reference=provider.id,
                league=provider.league,
                region=provider.region,
                owner=owner,
                standard=standard,
                band=band.value,
                score=band.score,
                derived=inspection.ground_of(standard),
                sources=addresses(Evidence(inspection, provider.name, standard).sources),
            )
        for source in inspection.sources:
            add("sources", source, inspection_id=inspection_id)
    for provider in data.providers:
        owner = owner_as_at(provider, None)
        add("providers", provider, reference=provider.id, owner_id=owners.get(owner or ""))
    known = {owner.name: owner for owner in data.owners}
    for name in owners:
        add("owners", known.get(name) or Owner(name=name))
    tables = tuple(ExportTable(name, columns, rows[name], _SEARCHED[name]) for name, columns in COLUMNS.items())
    return Export(tables, {name: getattr(data, name) for name in ("title", "inspectorate", "licence", "attribution")})


def _bands(inspection: Inspection) -> Iterator[tuple[str, Band]]:
    if inspection.overall is not None:
        yield "overall", inspection.overall
    yield from inspection.standards.items()


def _cell(value: object) -> Plain:
    """A value as a cell of a table holds it; nothing for an empty text or list."""
    found: Plain | list[Plain] = plain(value)
    text = "; ".join(map(str, found)) if isinstance(found, list) else found
    return None if text == "" else text
