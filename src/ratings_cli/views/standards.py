"""Providers by standards as a sheet: a block for each set of standards, and how often each band was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.cells import Cell, Column, Note, Table, band_cell, change_cell
from ratings_cli.views.changes import change_notes, changes_of
from ratings_cli.views.charts.providers import standards_chart
from ratings_cli.views.evidence import Evidence
from ratings_cli.views.fields import MARK, Field, View
from ratings_cli.views.head import table_sheet
from ratings_cli.views.notes import (
    last_notes,
    left_out_notes,
    names_of,
    no_positions_note,
    order_note,
    ranking_rule,
    table_filter_notes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.report import Change
    from ratings_cli.league.standards import Block
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection, ProviderKey
    from ratings_cli.model.scale import Band
    from ratings_cli.views.cells import Value
    from ratings_cli.views.sheet import Sheet

_UNKNOWN = "\u00b7"


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
    def evidence(self) -> list[Evidence]:
        """What backs the band."""
        return _evidence(self.placed.item, self.standard, "band")


def _evidence(standing: Standing, standard: str, column: str) -> list[Evidence]:
    counts = standing.counts
    known = counts is not None and standard in counts.standards
    return [Evidence(counts, standing.provider.name, standard, column)] if counts and known else []


_Field = Field[None, Row]
FIELDS: tuple[_Field, ...] = (
    _Field.of_position("the position in the table; empty without one", lambda row: row.placed),
    _Field("provider", "the provider", lambda row: row.placed.item.provider.name, quiet=False).shown(
        names=True, row_header=True
    ),
    _Field("league", "its league", lambda row: row.placed.item.provider.league or None),
    _Field("programme", "the programme of the inspection that counts", lambda row: row.placed.item.programme).shown(
        drop=11
    ),
    _Field("heading", "the heading that the standard stands under", lambda row: row.heading or None).shown(
        names=True, drop=11
    ),
    _Field("standard", "the standard", lambda row: row.standard, lambda row: Cell(phrases.capital(row.standard))).shown(
        names=True
    ),
    _Field(
        "band",
        "the band, in words; empty when not known",
        lambda row: row.band,
        lambda row: band_cell(row.counts, row.standard),
    ).shown(),
    _Field("score", "the band as 3 (outstanding) to 0", lambda row: row.band and row.band.score, align="right"),
    _Field(
        "derived",
        f"`true` when the band was read from wording or worked out; {MARK}",
        lambda row: any(value.ground is not None for value in row.evidence),
        wide=False,
    ),
)


def standards_sheet(
    result: LeagueTable, blocks: Sequence[Block], *, limit: int | None = None, every: bool = False
) -> Sheet:
    """Show providers by standards.

    Args:
        result: the league table, which gives the order and the positions.
        blocks: the same providers, cut by the sets of standards.
        limit: show only the first so many of the table; how often each band was given still counts them all.
        every: show a reader also the providers and standards of which no band is known.
    """
    listed = [block for block in blocks if block.headings]
    shown = listed if every else [block.known() for block in listed]
    cut = _first(result, listed, limit)
    rows = [Row(item, *standard) for block in cut for item in block.places for standard in block.standards]
    tables = [*_tables(result, listed, _first(result, shown, limit))]
    ranked = "" if result.by == "overall" else f", ranked by {result.by}"
    total = sum(len(block.places) for block in shown)
    notes: list[str] = []
    if limit is not None and limit < total:
        notes.append(Note(f"{phrases.only(limit, total)}; how many got which band counts them all.", "left out"))
    return table_sheet(
        result,
        f"by standards{ranked}",
        View(FIELDS, None, rows, evidence=lambda row: row.evidence),
        [*notes, *_notes(result, listed, shown)],
        own_tables=tuple(table for table, _ in tables) or (Table((Column("standard", "Standard"),), ()),),
        own_evidence=tuple(evidence for _, evidence in tables) or ((),),
        chart=standards_chart(result, cut),
        # Below the table stands how to see what is left out because nothing is known of it.
        hints=["Also what is not known: --all."] if listed != shown else [],
        more={"blocks": [_block_record(block) for block in listed]},
    )


def _first(result: LeagueTable, blocks: Sequence[Block], limit: int | None) -> list[Block]:
    """The blocks with only the first of those in them, in the order of the table, where `limit` says how many."""
    there = set().union(*(block.keys for block in blocks))
    keys = [ranked.item.provider.key for ranked in result.places if ranked.item.provider.key in there]
    return [block.only(keys[:limit]) for block in blocks]


def _tables(
    result: LeagueTable, blocks: Sequence[Block], matrices: Sequence[Block]
) -> Iterator[tuple[Table, Sequence[Sequence[Evidence]]]]:
    """For each block how often each band was given and, under it, the providers by standards; and what backs them."""
    changes = changes_of(result)
    for block, matrix in zip(blocks, matrices, strict=True):
        name = phrases.listed([programme.label for programme in block.programmes if programme.label])
        yield _counts_table(block, f"How many got which band: {name}" if name else ""), ()
        if matrix.places:
            evidence = [
                [value for _, name in matrix.standards for value in _evidence(ranked.item, name, name)]
                for ranked in matrix.places
            ]
            yield _matrix(matrix, changes, name), evidence


def _counts_table(block: Block, caption: str) -> Table:
    columns = (
        Column("standard", "Standard", row_header=True, names=True),
        *(Column(band.value, phrases.capital(band.value), "right") for band in BANDS),
        Column("known", "Known"),
    )
    rows = [
        (
            Cell(phrases.capital(count.standard)),
            *(
                Cell(str(number), quiet=number == 0, derived=band in count.derived_bands)
                for band, number in count.bands.items()
            ),
            Cell(f"{count.known} of {count.of}"),
        )
        for count in block.counts
    ]
    return Table(columns, rows, caption)


def _matrix(block: Block, changes: dict[ProviderKey, Change], caption: str) -> Table:
    has_positions = any(ranked.position is not None for ranked in block.places)
    columns = [
        *([Column("position", "#", "right")] if has_positions else []),
        *([Column("change", "Change")] if changes else []),
        Column("provider", "Provider", names=True, row_header=True),
    ]
    columns += [
        Column(name, phrases.capital(name), group=phrases.capital(heading or "standards"))
        for heading, name in block.standards
    ]
    rows = [
        (
            *([Cell(placed.label)] if has_positions else []),
            *([change_cell(changes[placed.item.provider.key])] if changes else []),
            Cell(placed.item.provider.name, short=placed.item.provider.short),
            *(_band_cell(placed.item.counts, name) for _, name in block.standards),
        )
        for placed in block.places
    ]
    return Table(tuple(columns), rows, caption)


def _band_cell(inspection: Inspection | None, standard: str) -> Cell:
    """The band in words, or in letters where there is no room; an unknown is a dot, which the key explains."""
    cell = band_cell(inspection, standard)
    return cell._replace(short=cell.band.letter) if cell.band else Cell(_UNKNOWN, quiet=True)


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


def _notes(result: LeagueTable, blocks: Sequence[Block], shown: Sequence[Block]) -> list[str]:
    """The lines below: the key, which programmes stand apart, what is known only as a number, what is left out."""
    if not result.places:
        return [*table_filter_notes(result), *left_out_notes(result)]
    letters = phrases.listed([f"{band.letter} {band.value}" for band in BANDS])
    key = f"{letters}; {_UNKNOWN} not known; {phrases.INFERRED} inferred. Only the latest rated inspection is shown."
    notes: list[str] = [Note(key, "rule"), ranking_rule(result.by), *order_note(result), *no_positions_note(result)]
    if len(blocks) > 1:
        notes.append("Programmes with different standards stand apart; positions are those in the whole table.")
    if tallies := [text for ranked in result.places if (text := _tally(result, ranked.item))]:
        notes.append(f"Known only by how many standards got each band, not by which: {phrases.listed(tallies)}.")
    if unrated := [ranked.item for ranked in result.places if ranked.item.counts is None]:
        notes.append(f"Not rated, so without a row: {names_of(unrated)}.")
    if bare := len(result.places) - len(unrated) - sum(len(block.places) for block in shown):
        notes.append(f"Without a row, because no standard is known or listed: {phrases.count(bare, 'provider')}.")
    kept = {key for block in shown for key in block.standards}
    if without := dict.fromkeys(key[1] for block in blocks for key in block.standards if key not in kept):
        notes.append(f"Without a column, because no band is known: {phrases.listed(list(without))}.")
    return [*notes, *change_notes(result), *last_notes(result)]


def _tally(result: LeagueTable, standing: Standing) -> str | None:
    """``London (5 good and 5 requires improvement)``; None where there is no tally."""
    if standing.counts is None or not standing.counts.tally:
        return None
    numbers = [f"{standing.counts.tally[band]} {band.value}" for band in BANDS if standing.counts.tally.get(band)]
    part = phrases.part_of(standing.counts.tally, result.data.programme_of(standing.counts)).strip(" ()")
    return f"{standing.provider.name} ({phrases.listed(numbers)}{f', {part}' if part else ''})"
