"""Providers by standards as a sheet: a block for each set of standards, and how often each band was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.caveats import table_caveats, with_caveats
from ratings_cli.views.cells import band_cell
from ratings_cli.views.changes import change_notes, summary
from ratings_cli.views.charts.standards import standards_chart
from ratings_cli.views.evidence import Evidence
from ratings_cli.views.fields import Field, View, always
from ratings_cli.views.filter_notes import ended_notes, other_leagues, table_filter_notes
from ratings_cli.views.head import changes_record, head, title_of
from ratings_cli.views.notes import (
    gaps_hint,
    left_out_notes,
    newest_note,
    no_positions_note,
    order_note,
    ranking_rule,
)
from ratings_cli.views.sheet import Cell, Note, Sheet, Value
from ratings_cli.views.standards_tables import UNKNOWN, standards_tables, with_standard_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.standards import Block
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection
    from ratings_cli.model.scale import Band

T = TypeVar("T")


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


def standards_sheet(
    result: LeagueTable,
    blocks: Sequence[Block],
    *,
    limit: int | None = None,
    every: bool = False,
    sources: bool = False,
) -> Sheet:
    """Show providers by standards.

    Args:
        result: the league table, which gives the order and the positions.
        blocks: the same providers, cut by the sets of standards.
        limit: show only the first so many of the table; how often each band was given still counts them all.
        every: show a reader also the providers and standards of which no band is known.
        sources: number the sources of the bands, and list them.
    """
    listed = [block for block in blocks if block.headings]
    shown = listed if every else [block.known() for block in listed]
    matrices = _first(result, shown, limit)
    cut = _first(result, listed, limit)
    ranked = "" if result.by == "overall" else f", ranked by {result.by}"
    title = title_of(result.chosen.leagues, f"by standards{ranked}", result.chosen, rerank=result.rerank)
    counts = phrases.count_bands(item.item.overall for item in result.places)
    rows = [Row(item, *standard) for block in cut for item in block.places for standard in block.standards]
    view = View(FIELDS, None, rows, (), _evidence)
    sheet = Sheet(
        title=title,
        own_tables=standards_tables(result, listed, matrices),
        summary=summary(result, counts),
        notes=(*_limit_note(shown, limit), *_notes(result, listed, shown)),
        view=view,
        chart=standards_chart(result, cut),
        hints=[*_more(listed, shown), *other_leagues(result), *gaps_hint(result.data, result.chosen.leagues)],
        head=head(title, result.chosen, result.by, {"total": len(result.places), **counts})
        | {"blocks": [_block_record(block) for block in listed]}
        | changes_record(result),
    )
    if sources:
        sheet = with_standard_sources(sheet, [block for block in matrices if block.places])
    return with_caveats(sheet, table_caveats(result))


def _first(result: LeagueTable, blocks: Sequence[Block], limit: int | None) -> list[Block]:
    """The blocks with only the first of those in them, in the order of the table, where `limit` says how many."""
    there = set().union(*(block.keys for block in blocks))
    keys = [ranked.item.provider.key for ranked in result.places if ranked.item.provider.key in there]
    return [block.only(keys[:limit]) for block in blocks]


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


def _limit_note(shown: Sequence[Block], limit: int | None) -> list[str]:
    total = sum(len(block.places) for block in shown)
    if limit is None or limit >= total:
        return []
    return [Note(f"{phrases.only(limit, total)}; how many got which band counts them all.", "left out")]


def _more(listed: Sequence[Block], shown: Sequence[Block]) -> list[str]:
    """How to see what is left out because nothing is known of it."""
    return ["Also what is not known: --all."] if list(listed) != list(shown) else []


def _notes(result: LeagueTable, blocks: Sequence[Block], shown: Sequence[Block]) -> list[str]:
    """The lines below: the key, which programmes stand apart, what is known only as a number, what is left out."""
    if not result.places:
        return [*table_filter_notes(result), *left_out_notes(result)]
    letters = phrases.listed([f"{band.letter} {band.value}" for band in BANDS])
    notes: list[str] = [
        Note(
            f"{letters}; {UNKNOWN} not known; {phrases.INFERRED} inferred. Only the latest rated inspection is shown.",
            "rule",
        )
    ]
    notes += [ranking_rule(result.by), *order_note(result), *no_positions_note(result)]
    if len(blocks) > 1:
        notes.append("Programmes with different standards stand apart; positions are those in the whole table.")
    tallies = [text for ranked in result.places if (text := _tally(result, ranked.item))]
    if tallies:
        notes.append(f"Known only by how many standards got each band, not by which: {phrases.listed(tallies)}.")
    unrated = [ranked.item.provider.name for ranked in result.places if ranked.item.counts is None]
    if unrated:
        notes.append(f"Not rated, so without a row: {phrases.some(unrated)}.")
    bare = sum(1 for ranked in result.places if ranked.item.counts) - sum(len(block.places) for block in shown)
    if bare:
        notes.append(f"Without a row, because no standard is known or listed: {phrases.count(bare, 'provider')}.")
    kept = {key for block in shown for key in block.standards}
    bare_names = dict.fromkeys(key[1] for block in blocks for key in block.standards if key not in kept)
    if bare_names:
        notes.append(f"Without a column, because no band is known: {phrases.listed(list(bare_names))}.")
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
