"""Providers by standards as a sheet: a block for each set of standards, and how often each band was given."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.caveats import table_caveats, with_caveats
from ratings_cli.views.cells import band_cell, change_cell
from ratings_cli.views.changes import change_notes
from ratings_cli.views.charts.standards import standards_chart
from ratings_cli.views.evidence import Evidence
from ratings_cli.views.fields import Field, View, always
from ratings_cli.views.filter_notes import ended_notes, other_leagues, table_filter_notes
from ratings_cli.views.head import changes_record, head, title_of
from ratings_cli.views.league_table import changes_of
from ratings_cli.views.notes import (
    counts_note,
    gaps_hint,
    left_out_notes,
    newest_note,
    no_positions_note,
    order_note,
    ranking_rule,
)
from ratings_cli.views.sheet import Cell, Column, Sheet, Table, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.movement import Change
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.standards import Block, StandardCount
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection, ProviderKey
    from ratings_cli.model.scale import Band

T = TypeVar("T")
UNKNOWN = "\u00b7"


class Row(NamedTuple):
    """One standard of one provider."""

    placed: Ranked[Standing]
    heading: str
    standard: str

    @property
    def counts(self) -> Inspection | None:
        """The inspection that counts."""
        return self.placed.item.counts

    @property
    def band(self) -> Band | None:
        """The band; None where it is not known."""
        return self.counts.standards.get(self.standard) if self.counts else None

    @property
    def is_derived(self) -> bool:
        """Whether no source states the band outright."""
        return bool(self.band and self.counts and self.counts.ground_of(self.standard) is not None)


def _of_row(get: Callable[[Row], T]) -> Callable[[None, Row], T]:
    return lambda _, row: get(row)


FIELDS: tuple[Field[None, Row], ...] = (
    Field(
        key="position",
        help="the position in the table; empty without one",
        value=_of_row(lambda row: row.placed.position),
        cell=_of_row(lambda row: Cell(row.placed.label)),
        heading="#",
        worth=always,
        align="right",
        drop=0,
    ),
    Field(
        key="provider",
        help="the provider",
        value=_of_row(lambda row: row.placed.item.provider.name),
        cell=_of_row(lambda row: Cell(row.placed.item.provider.name)),
        worth=always,
        drop=0,
        names=True,
        row_header=True,
    ),
    Field(key="league", help="its league", value=_of_row(lambda row: row.placed.item.provider.league or None)),
    Field(
        key="programme",
        help="the programme of the inspection that counts",
        value=_of_row(lambda row: row.placed.item.programme),
        worth=always,
    ),
    Field(
        key="heading",
        help="the heading that the standard stands under",
        value=_of_row(lambda row: row.heading or None),
        worth=always,
        names=True,
    ),
    Field(
        key="standard",
        help="the standard",
        value=_of_row(lambda row: row.standard),
        cell=_of_row(lambda row: Cell(phrases.capital(row.standard))),
        worth=always,
        drop=0,
        names=True,
    ),
    Field(
        key="band",
        help="the band, in words; empty when not known",
        value=_of_row(lambda row: row.band.value if row.band else None),
        cell=_of_row(lambda row: band_cell(row.counts, row.standard)),
        order=_of_row(lambda row: row.band.score if row.band else None),
        worth=always,
        drop=0,
    ),
    Field(
        key="score",
        help="the band as 3 (outstanding) to 0",
        value=_of_row(lambda row: row.band.score if row.band else None),
        align="right",
    ),
    Field(
        key="derived",
        help="`true` when the band was read from wording or worked out; a `*` for a reader",
        value=_of_row(lambda row: row.is_derived),
        wide=False,
    ),
)


def _evidence(row: Row) -> list[Evidence]:
    name = row.placed.item.provider.name
    return [Evidence(row.counts, name, row.standard, "band")] if row.counts and row.band else []


def standards_sheet(result: LeagueTable, blocks: Sequence[Block], *, limit: int | None = None) -> Sheet:
    """Show providers by standards.

    Args:
        result: the league table, which gives the order and the positions.
        blocks: the same providers, cut by the sets of standards.
        limit: show only the first so many of the table; how often each band was given still counts them all.
    """
    listed = [block for block in blocks if block.headings]
    cut = shown_blocks(result, blocks, limit)
    ranked = "" if result.by == "overall" else f", ranked by {result.by}"
    title = title_of(result.chosen.leagues, f"by standards{ranked}", result.chosen, rerank=result.rerank)
    counts = phrases.count_bands(item.item.overall for item in result.places)
    rows = [Row(item, *standard) for block in cut for item in block.places for standard in block.standards]
    view = View(FIELDS, None, rows, (), _evidence)
    sheet = Sheet(
        title=title,
        own_tables=_tables(result, listed, cut),
        notes=(*_limit_note(result, limit), counts_note(result, counts), *_notes(result, listed)),
        view=view,
        chart=standards_chart(result, cut),
        hints=[*other_leagues(result), *gaps_hint(result.data, result.chosen.leagues)],
        head=head(title, result.chosen, result.by, {"total": len(result.places), **counts})
        | {"blocks": [_block_record(block) for block in listed]}
        | changes_record(result),
    )
    return with_caveats(sheet, table_caveats(result))


def shown_blocks(result: LeagueTable, blocks: Sequence[Block], limit: int | None) -> list[Block]:
    """The blocks that have standards to show, with only the first of the table where `limit` says how many."""
    shown = {ranked.item.provider.key for ranked in result.places[:limit]}
    return [
        dataclasses.replace(block, places=tuple(ranked for ranked in block.places if ranked.item.provider.key in shown))
        for block in blocks
        if block.headings
    ]


def _block_record(block: Block) -> dict[str, Value]:
    return {
        "programmes": [programme.name for programme in block.programmes if programme.name],
        "providers": len(block.places),
        "standards": [
            {"heading": count.heading or None, "standard": count.standard, "known": count.known, "of": count.of}
            | {band.value: number for band, number in count.bands.items()}
            for count in block.counts
        ],
    }


def _tables(result: LeagueTable, blocks: Sequence[Block], cut: Sequence[Block]) -> tuple[Table, ...]:
    """For each block the providers by standards and, under it, how often each band was given."""
    changes = changes_of(result)
    found = []
    for block, part in zip(blocks, cut, strict=True):
        name = _block_name(block)
        found += [
            _matrix(part, changes, name),
            _counts_table(block, f"How many got which band: {name}" if name else ""),
        ]
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
        Cell(placed.item.provider.name),
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


def _limit_note(result: LeagueTable, limit: int | None) -> list[str]:
    total = len(result.places)
    if limit is None or limit >= total:
        return []
    return [f"{phrases.only(limit, total)}; how many got which band counts them all."]


def _notes(result: LeagueTable, blocks: Sequence[Block]) -> list[str]:
    """The lines below: the key, which programmes stand apart, what is known only as a number, what is left out."""
    if not result.places:
        return [*table_filter_notes(result), *left_out_notes(result)]
    letters = phrases.listed([f"{band.letter} {band.value}" for band in BANDS])
    notes = [f"Key: {letters}; {UNKNOWN} not known; * derived. Only the inspection that counts for the table is shown."]
    notes += [ranking_rule(result.by), *order_note(result), *no_positions_note(result)]
    if len(blocks) > 1:
        notes.append("Programmes with different standards stand apart; positions are those in the whole table.")
    tallies = [text for ranked in result.places if (text := _tally(result, ranked.item))]
    if tallies:
        notes.append(f"Known only by how many standards got each band, not by which: {phrases.listed(tallies)}.")
    unrated = [ranked.item.provider.name for ranked in result.places if ranked.item.counts is None]
    if unrated:
        notes.append(f"Not rated, so without a row: {phrases.some(unrated)}.")
    bare = sum(1 for ranked in result.places if ranked.item.counts) - sum(len(block.places) for block in blocks)
    if bare:
        notes.append(f"Without a row, because no standard is known or listed: {phrases.count(bare, 'provider')}.")
    return [
        *notes,
        *change_notes(result),
        *table_filter_notes(result),
        *left_out_notes(result),
        *newest_note(result),
        *ended_notes(result),
    ]


def _tally(result: LeagueTable, standing: Standing) -> str | None:
    """``London (5 good and 5 requires improvement)``; None where there is no tally."""
    if standing.counts is None or not standing.counts.tally:
        return None
    numbers = [f"{standing.counts.tally[band]} {band.value}" for band in BANDS if standing.counts.tally.get(band)]
    part = phrases.part_of(standing.counts.tally, result.data.programme_of(standing.counts)).strip(" ()")
    return f"{standing.provider.name} ({phrases.listed(numbers)}{f', {part}' if part else ''})"
