"""The whole record as plain tables for other programs: its ratings, and what these are of, by and from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ratings_cli.league.standing import owner_as_at, owner_when_rated
from ratings_cli.model.records import Owner
from ratings_cli.views.cells import plain
from ratings_cli.views.evidence import Evidence, addresses

if TYPE_CHECKING:
    from ratings_cli.model.dataset import DataSet

Plain: TypeAlias = "str | int | None"


class ExportColumn(NamedTuple):
    """A column: its name, what it is, its type in SQL, the table whose `id` it gives, and whether words are sought."""

    name: str
    help: str
    kind: str = "TEXT"
    references: str | None = None
    searched: bool = False


class ExportTable(NamedTuple):
    """A table: its rows are as its columns are, of which the first is `id`."""

    name: str
    columns: tuple[ExportColumn, ...]
    rows: list[tuple[Plain, ...]]


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
        ExportColumn("provider", "the provider's name", searched=True),
        ExportColumn("provider_reference", "its own number or code, where it has one", searched=True),
        ExportColumn("league", "its league"),
        ExportColumn("region", "its region", searched=True),
        ExportColumn("owner", "who ran it on the day of the report", searched=True),
        ExportColumn("programme", "the inspection programme"),
        ExportColumn("standard", "what was rated: `overall`, or the name of a standard", searched=True),
        ExportColumn("band", "the rating", searched=True),
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
        ExportColumn("verdict", "what the report found, where the programme gives no ratings", searched=True),
        ExportColumn("note", "what a reader should know", searched=True),
    ),
    "providers": (
        _ID,
        ExportColumn("name", "its name", searched=True),
        ExportColumn("reference", "its own number or code, where it has one", searched=True),
        ExportColumn("short", "its short name", searched=True),
        ExportColumn("league", "its league"),
        ExportColumn("region", "its region", searched=True),
        ExportColumn("areas", "the places that it serves, with semicolons between them", searched=True),
        ExportColumn("owner_id", "its last owner", "INTEGER", "owners"),
        ExportColumn("note", "what a reader should know"),
    ),
    "owners": (
        _ID,
        ExportColumn("name", "its name", searched=True),
        ExportColumn("full_name", "its name in full", searched=True),
        ExportColumn("partners", "with whom it runs providers, with semicolons between them", searched=True),
        ExportColumn("note", "what a reader should know"),
    ),
    "sources": (
        _ID,
        ExportColumn("inspection_id", "the inspection that it bears out", "INTEGER", "inspections"),
        ExportColumn("publisher", "who published it", searched=True),
        ExportColumn("url", "its address", searched=True),
        ExportColumn("date", "its own date"),
        ExportColumn("supports", "the values that it bears out, with semicolons between them; empty for all"),
    ),
}
"""The columns of each table, which docs/commands/export.md shows as they are."""


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
        for standard, band in [("overall", inspection.overall), *inspection.standards.items()]:
            if band is None:
                continue
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
    tables = tuple(ExportTable(name, columns, rows[name]) for name, columns in COLUMNS.items())
    return Export(tables, {name: getattr(data, name) for name in ("title", "inspectorate", "licence", "attribution")})


def _cell(value: object) -> Plain:
    """A value as a cell of a table holds it; nothing for an empty text or list."""
    found: Plain | list[Plain] = plain(value)
    text = "; ".join(map(str, found)) if isinstance(found, list) else found
    return None if text == "" else text
