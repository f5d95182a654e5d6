"""The tables of standards: how often each band was given, who got which, and the numbers of the sources of each."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.bibliography import Bibliography, addresses
from ratings_cli.views.cells import band_cell, change_cell
from ratings_cli.views.evidence import sources_of
from ratings_cli.views.league_table import changes_of
from ratings_cli.views.sheet import Cell, Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.report import Change
    from ratings_cli.league.standards import Block, StandardCount
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection, ProviderKey
    from ratings_cli.views.sheet import Sheet, Value

UNKNOWN = "\u00b7"


def standards_tables(result: LeagueTable, blocks: Sequence[Block], matrices: Sequence[Block]) -> tuple[Table, ...]:
    """For each block how often each band was given and, under it, the providers by standards, where there are any."""
    changes = changes_of(result)
    found = []
    for block, matrix in zip(blocks, matrices, strict=True):
        name = _block_name(block)
        found.append(_counts_table(block, f"How many got which band: {name}" if name else ""))
        if matrix.places:
            found.append(_matrix(matrix, changes, name))
    return tuple(found) or (Table((Column("standard", "Standard"),), ()),)


def _block_name(block: Block) -> str:
    return phrases.listed([programme.label for programme in block.programmes if programme.label])


def _matrix(block: Block, changes: dict[ProviderKey, Change], caption: str) -> Table:
    columns = [
        *([Column("position", "#", "right")] if _has_positions(block) else []),
        *([Column("change", "Change")] if changes else []),
        Column("provider", "Provider", names=True, row_header=True),
    ]
    columns += [
        Column(name, phrases.capital(name), group=phrases.capital(heading or "standards"))
        for heading, name in block.standards
    ]
    return Table(tuple(columns), tuple(_row(block, ranked, changes) for ranked in block.places), caption)


def _row(block: Block, placed: Ranked[Standing], changes: dict[ProviderKey, Change]) -> tuple[Cell, ...]:
    first = [
        *([Cell(placed.label)] if _has_positions(block) else []),
        *([change_cell(changes[placed.item.provider.key])] if changes else []),
    ]
    return (
        *first,
        Cell(placed.item.provider.name, short=placed.item.provider.short),
        *(_band_cell(placed.item.counts, name) for _, name in block.standards),
    )


def _has_positions(block: Block) -> bool:
    return any(ranked.position is not None for ranked in block.places)


def _band_cell(inspection: Inspection | None, standard: str) -> Cell:
    """The band in words, or in letters where there is no room; an unknown is a dot, which the key explains."""
    cell = band_cell(inspection, standard)
    return cell._replace(short=cell.band.letter) if cell.band else Cell(UNKNOWN, quiet=True)


def _counts_table(block: Block, caption: str) -> Table:
    columns = (
        Column("standard", "Standard", row_header=True, names=True),
        *(Column(band.value, phrases.capital(band.value), "right") for band in BANDS),
        Column("known", "Known"),
    )
    return Table(columns, tuple(_counts_row(count) for count in block.counts), caption)


def _counts_row(count: StandardCount) -> tuple[Cell, ...]:
    bands = (
        Cell(str(number), quiet=number == 0, derived=band in count.derived_bands)
        for band, number in count.bands.items()
    )
    return (Cell(phrases.capital(count.standard)), *bands, Cell(f"{count.known} of {count.of}"))


def with_standard_sources(sheet: Sheet, blocks: Sequence[Block]) -> Sheet:
    """Add the sources of every band that is known to a sheet of providers by standards.

    Args:
        sheet: the sheet.
        blocks: those of which it has a table of providers by standards, in their order.
    """
    cited = Bibliography()
    left = list(blocks)
    tables = [
        _numbered(table, left.pop(0), cited) if any(column.key == "provider" for column in table.columns) else table
        for table in sheet.tables
    ]
    rows = sheet.view.items if sheet.view else ()
    return dataclasses.replace(
        sheet,
        own_tables=tuple(tables),
        own_keys=(*sheet.keys, "sources"),
        own_records=tuple(
            record | {"sources": _addresses(row.placed.item, row.standard)}
            for record, row in zip(sheet.records, rows, strict=True)
        ),
        sources=cited.notes,
    )


def _numbered(table: Table, block: Block, cited: Bibliography) -> Table:
    standards = [name for _, name in block.standards]
    first = len(table.columns) - len(standards)
    rows = []
    for row, placed in zip(table.rows, block.places, strict=True):
        cells = (_cited(cell, placed.item, name, cited) for cell, name in zip(row[first:], standards, strict=True))
        rows.append((*row[:first], *cells))
    return table._replace(rows=tuple(rows))


def _cited(cell: Cell, standing: Standing, standard: str, cited: Bibliography) -> Cell:
    if cell.band is None or standing.counts is None:
        return cell
    numbers = set(cited.cite(sources_of(standing.counts, standard)))
    ground = standing.counts.ground_of(standard)
    if ground:
        numbers.add(cited.explain(f"{standing.provider.name}, {standard}: derived, {ground}"))
    return cell._replace(sources=tuple(sorted(numbers)))


def _addresses(standing: Standing, standard: str) -> list[Value]:
    known = standing.counts is not None and standard in standing.counts.standards
    return addresses(sources_of(standing.counts, standard)) if standing.counts and known else []
