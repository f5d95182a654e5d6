"""The whole record as plain tables for other programs: its ratings, and what these are of, by and from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ratings_cli.league.standing import owner_as_at, owner_when_rated
from ratings_cli.model.records import Owner
from ratings_cli.views.evidence import addresses, supporting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, Source
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
    ratings: list[tuple[Plain, ...]] = []
    inspections: list[tuple[Plain, ...]] = []
    sources: list[tuple[Plain, ...]] = []
    for number, inspection in enumerate(data.inspections, 1):
        provider = data.provider_of[inspection.key]
        owner = owner_when_rated(provider, inspection)
        if owner and owner not in owners:
            owners[owner] = len(owners) + 1
        of_whom = (providers[inspection.key], owners.get(owner or ""))
        published = inspection.published.iso if inspection.published else None
        by = str(inspection.published_by) if inspection.published_by else None
        inspections.append(_inspection(number, of_whom, inspection, published, by))
        names = (provider.name, provider.id, provider.league or None, provider.region, owner, inspection.programme)
        for standard, band in _bands(inspection):
            derived, cited = (
                inspection.ground_of(standard),
                supporting(inspection.sources, standard) or inspection.sources,
            )
            given = (
                standard,
                band.value,
                band.score,
                published,
                by,
                derived,
                "; ".join(map(str, addresses(cited))) or None,
            )
            ratings.append((len(ratings) + 1, number, *of_whom, *names, *given))
        sources += [_source(len(sources) + place, number, source) for place, source in enumerate(inspection.sources, 1)]
    rows = {
        "ratings": ratings,
        "inspections": inspections,
        "providers": _providers(data, owners),
        "owners": _owners(data, owners),
        "sources": sources,
    }
    tables = tuple(ExportTable(name, columns, rows[name], _SEARCHED[name]) for name, columns in COLUMNS.items())
    return Export(tables, {name: getattr(data, name) for name in ("title", "inspectorate", "licence", "attribution")})


def _bands(inspection: Inspection) -> Iterator[tuple[str, Band]]:
    if inspection.overall is not None:
        yield "overall", inspection.overall
    yield from inspection.standards.items()


def _inspection(
    number: int, of_whom: tuple[Plain, ...], inspection: Inspection, published: str | None, by: str | None
) -> tuple[Plain, ...]:
    fieldwork = inspection.fieldwork.iso if inspection.fieldwork else None
    counted = (inspection.points, inspection.points_max, inspection.caseload, inspection.caseload_is)
    texts = (inspection.verdict, inspection.note)
    return (number, *of_whom, inspection.programme, inspection.area, published, by, fieldwork, *counted, *texts)


def _source(number: int, inspection: int, source: Source) -> tuple[Plain, ...]:
    date = source.date.iso if source.date else None
    return (number, inspection, source.publisher, source.url, date, "; ".join(source.supports) or None)


def _providers(data: DataSet, owners: dict[str, int]) -> list[tuple[Plain, ...]]:
    rows: list[tuple[Plain, ...]] = []
    for number, provider in enumerate(data.providers, 1):
        names = (provider.name, provider.id, provider.short, provider.league or None, provider.region)
        areas, owner = "; ".join(provider.areas) or None, owners.get(owner_as_at(provider, None) or "")
        rows.append((number, *names, areas, owner, provider.note))
    return rows


def _owners(data: DataSet, owners: dict[str, int]) -> list[tuple[Plain, ...]]:
    known = {owner.name: owner for owner in data.owners}
    found = [(number, known.get(name) or Owner(name=name)) for name, number in owners.items()]
    return [
        (number, owner.name, owner.full_name, "; ".join(owner.partners) or None, owner.note) for number, owner in found
    ]
