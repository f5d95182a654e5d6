"""Providers by standards as a sheet: a block for each set of standards, and how often each band was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.league.standards import StandardCount
from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.cells import Cell, Note, band_cell, change_cell
from ratings_cli.views.charts.providers import standards_chart
from ratings_cli.views.evidence import Evidence
from ratings_cli.views.fields import MARK, Field, View
from ratings_cli.views.notes import change_notes, changes_of, last_notes, names_of, naming, order_notes, ranking_rule
from ratings_cli.views.sheet import Sheet, table_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.standards import Block
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection
    from ratings_cli.model.scale import Band
    from ratings_cli.views.cells import Value

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
    """Show providers by standards: the blocks of a league table, which gives the order and the positions.

    Args:
        result: the league table.
        blocks: the blocks.
        limit: show only the first so many of the table; how often each band was given still counts them all.
        every: show a reader also the providers and standards of which no band is known.
    """
    listed = [block for block in blocks if block.headings]
    shown = listed if every else [block.known() for block in listed]
    cut = _first(result, listed, limit)
    rows = [Row(item, *standard) for block in cut for item in block.places for standard in block.standards]
    ranked = "" if result.by == "overall" else f", ranked by {result.by}"
    total = sum(len(block.places) for block in shown)
    notes: list[str] = []
    if limit is not None and limit < total:
        notes.append(Note(f"{phrases.only(limit, total)}; how many got which band counts them all.", "left out"))
    sheet = Sheet(
        f"by standards{ranked}",
        view=View(FIELDS, None, rows, evidence=lambda row: row.evidence),
        notes=[*notes, *_notes(result, listed, shown)],
        own_tables=tuple(_tables(result, listed, _first(result, shown, limit))),
        chart=standards_chart(result, cut),
        # Below the table stands how to see what is left out because nothing is known of it.
        hints=["Also what is not known: --all."] if listed != shown else [],
        head={"blocks": [_block_record(block) for block in listed]},
    )
    return table_sheet(result, sheet)


def _first(result: LeagueTable, blocks: Sequence[Block], limit: int | None) -> list[Block]:
    """The blocks with only the first of those in them, in the order of the table, where `limit` says how many."""
    there = set().union(*(block.keys for block in blocks))
    keys = [ranked.item.provider.key for ranked in result.places if ranked.item.provider.key in there]
    return [block.only(keys[:limit]) for block in blocks]


def _tables(result: LeagueTable, blocks: Sequence[Block], matrices: Sequence[Block]) -> Iterator[View[None, Any]]:
    """For each block how often each band was given and, under it, the providers by standards."""
    for block, matrix in zip(blocks, matrices, strict=True):
        name = phrases.listed([programme.label for programme in block.programmes if programme.label])
        yield View(_COUNTS, None, block.counts, caption=f"How many got which band: {name}" if name else "")
        if matrix.places:
            yield _matrix(result, matrix, name)


_CountField = Field[None, StandardCount]


def _number_field(band: Band) -> _CountField:
    def cell(count: StandardCount) -> Cell:
        number = count.bands[band]
        return Cell(str(number), quiet=number == 0, derived=band in count.derived_bands)

    return _CountField(band.value, "how many got it", lambda count: count.bands[band], cell).shown(align="right")


_COUNTS: tuple[_CountField, ...] = (
    _CountField(
        "standard", "the standard", lambda count: count.standard, lambda count: Cell(phrases.capital(count.standard))
    ).shown(names=True, row_header=True),
    *map(_number_field, BANDS),
    _CountField("known", "of how many it is known", lambda count: f"{count.known} of {count.of}", quiet=False).shown(),
)


def _matrix(result: LeagueTable, block: Block, caption: str) -> View[None, Any]:
    """The providers of a block by its standards."""
    field = Field[None, Any]
    has_positions = any(placed.position is not None for placed in block.places)
    has_changes = any(change.label for change in changes_of(result))
    changes = result.since.changes if result.since else {}

    def change(placed: Ranked[Standing]) -> Cell:
        return change_cell(changes[placed.item.provider.key])

    def provider(placed: Ranked[Standing]) -> Cell:
        return Cell(placed.item.provider.name, short=placed.item.provider.short)

    fields = (
        field.of_position("its position", lambda placed: placed, lambda _: has_positions),
        field.of_words("change", "what became of its rating", change).shown(lambda _: has_changes),
        field.of_words("provider", "the provider", provider).shown(names=True, row_header=True),
        *(_standard_field(*standard) for standard in block.standards),
    )

    def evidence(placed: Ranked[Standing]) -> list[Evidence]:
        return [value for key in block.standards for value in _evidence(placed.item, key[1], _key(*key))]

    return View(fields, None, block.places, evidence=evidence, caption=caption)


def _key(heading: str, standard: str) -> str:
    """What tells a standard from those of the same name under other headings, and from the other columns."""
    return f"{heading}: {standard}"


def _standard_field(heading: str, standard: str) -> Field[None, Any]:
    """A band in words, or in letters where there is no room; an unknown is a dot, which the key explains."""

    def cell(placed: Ranked[Standing]) -> Cell:
        found = band_cell(placed.item.counts, standard)
        return found._replace(short=found.band.letter) if found.band else Cell(_UNKNOWN, quiet=True)

    field = Field[None, Any].of_words(_key(heading, standard), "its rating", cell)
    return field.shown(heading=phrases.capital(standard), group=phrases.capital(heading or "standards"))


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
        return last_notes(result, ended=False)
    letters = phrases.listed([f"{band.letter} {band.value}" for band in BANDS])
    key = f"{letters}; {_UNKNOWN} not known; {phrases.INFERRED} inferred. Only the latest rated inspection is shown."
    notes: list[str] = [Note(key, "rule"), ranking_rule(result.by), *order_notes(result)]
    if len(blocks) > 1:
        notes.append("Programmes with different standards stand apart; positions are those in the whole table.")
    if tallies := [text for ranked in result.places if (text := _tally(result, ranked.item))]:
        notes.append(f"Known only by how many standards got each band, not by which: {phrases.listed(tallies)}.")
    unrated = [ranked.item for ranked in result.places if ranked.item.counts is None]
    notes += naming("Not rated, so without a row", names_of(unrated), "more")
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
