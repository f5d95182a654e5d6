"""Where the bands of single standards come from: numbers beside the cells, and a list of sources."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from ratings_cli.views.bibliography import Bibliography, addresses
from ratings_cli.views.evidence import sources_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.standards import Block
    from ratings_cli.league.standing import Standing
    from ratings_cli.views.sheet import Cell, Sheet, Table, Value


def with_standard_sources(sheet: Sheet, blocks: Sequence[Block]) -> Sheet:
    """Add the sources of every band that is known to a sheet of providers by standards.

    Args:
        sheet: the sheet, with two tables a block: the providers first.
        blocks: the blocks as they are shown in it.
    """
    cited = Bibliography()
    tables = list(sheet.tables)
    for place, block in enumerate(blocks):
        tables[2 * place] = _numbered(tables[2 * place], block, cited)
    backed = [(ranked.item, standard) for block in blocks for ranked in block.places for _, standard in block.standards]
    return dataclasses.replace(
        sheet,
        own_tables=tuple(tables),
        own_keys=(*sheet.keys, "sources"),
        own_records=tuple(
            record | {"sources": _addresses(standing, standard)}
            for record, (standing, standard) in zip(sheet.records, backed, strict=True)
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
