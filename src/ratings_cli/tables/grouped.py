"""What the sheets of owners, areas and regions have in common: places, means, counts, bars and notes."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, TypeAlias

from ratings_cli import wording
from ratings_cli.scale import BANDS, Band
from ratings_cli.tables.by_charts import group_chart
from ratings_cli.tables.cells import band_cell, moved_cell
from ratings_cli.tables.head import head
from ratings_cli.tables.notes import counts_note, left_out_notes, movement_notes, newest_note
from ratings_cli.tables.provenance import rating_backings
from ratings_cli.tables.sheet import Cell, Column, Sheet, Table, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.groups import Group, Groups, Identity
    from ratings_cli.league import Standing
    from ratings_cli.movement import Move
    from ratings_cli.ranking import Placed
    from ratings_cli.tables.provenance import Backing

Shown: TypeAlias = "tuple[bool, Column, Callable[[Group], Cell]]"

MEAN_KEYS = ("providers", "known", "mean", "outstanding", "good", "requires_improvement", "inadequate")
MOVEMENT_KEYS = ("moved", "was")


def grouped_sheet(  # noqa: PLR0913 - one parameter for each thing in which the three sheets differ
    result: Groups,
    *,
    kind: str,
    columns: Sequence[Shown],
    keys: Sequence[str],
    record: Callable[[Group], dict[str, Value]],
    notes: Sequence[str],
) -> Sheet:
    """Put a sheet of groups together.

    Args:
        result: the groups.
        kind: what the groups are: owner, area or region.
        columns: the columns after the position, each with whether it is shown and what its cells are.
        keys: the keys of `record`, in the order of the columns of CSV.
        record: what a program is told of a group besides its place and its mean.
        notes: the notes of this sheet, which stand after the ranking rule.
    """
    table = result.table
    moves = _moves(result)
    counts = wording.count_bands(one.thing.overall for one in table.places)
    title = wording.title(table.chosen.leagues, f"by {kind}, ranked by {_key_words(table.by)}", table.chosen)
    shown = [(column, cell) for is_shown, column, cell in columns if is_shown]
    first = [Column("position", "#", "right"), *([Column("moved", "Moved")] if moves else [])]
    rows = tuple(
        (
            Cell(one.label),
            *([moved_cell(moves[one.thing.identity])] if moves else []),
            *(cell(one.thing) for _, cell in shown),
        )
        for one in result.places
    )
    gone = result.movement.gone if result.movement else ()
    return Sheet(
        title=title,
        tables=(Table((*first, *(column for column, _ in shown)), rows),),
        notes=(
            counts_note(table, counts),
            *([_rule(table.by)] if result.places else []),
            *notes,
            *movement_notes(table.since, [f"{one.thing.name} (was {one.label})" for one in gone]),
            *left_out_notes(table),
            *newest_note(table),
        ),
        keys=("position", *keys, *(MOVEMENT_KEYS if table.since else ())),
        records=tuple(_place_record(one) | record(one.thing) | _movement_record(moves, one) for one in result.places),
        head=head(title, table.chosen, table.by, {"total": len(table.places), **counts}),
        chart=group_chart(result, title),
    )


def mean_record(group: Group) -> dict[str, Value]:
    """What a program is told of a group's mean, and of the ratings behind it."""
    counts = dict(band_counts(group))
    return {
        "providers": len(group.members),
        "known": len(group.known),
        "mean": None if group.mean is None else round(float(group.mean), 4),
        **{band.value.replace(" ", "_"): counts[band] for band in BANDS},
    }


def mean_columns(result: Groups, *, wide: bool) -> list[Shown]:
    """The columns of the mean: how many it is of, the mean itself, and the ratings behind it as a bar."""
    heading = "Rated" if result.table.by == "overall" else "Known"
    counts = [
        (wide, Column(band.value.replace(" ", "_"), band.value.capitalize(), "right", drop=9), _counter(band))
        for band in BANDS
    ]
    return [
        (True, Column("known", heading, "right", drop=1), known_cell),
        (True, Column("mean", "Mean", "right"), mean_cell),
        (True, Column("bands", "Ratings"), bar_cell),
        *counts,
    ]


def _counter(band: Band) -> Callable[[Group], Cell]:
    return lambda group: Cell(str(dict(band_counts(group))[band]))


def mean_cell(group: Group) -> Cell:
    """The mean with two decimals; what is not known is said so."""
    return Cell(wording.NOT_KNOWN, quiet=True) if group.mean is None else Cell(wording.decimals(group.mean))


def known_cell(group: Group) -> Cell:
    """How many of the providers the mean is of: ``5``, or ``2 of 6`` where not all are known."""
    known, members = len(group.known), len(group.members)
    return Cell(f"{known}" if known == members else f"{known} of {members}")


def bar_cell(group: Group) -> Cell:
    """How many providers have each band, as a bar and in words."""
    known = [band for band in group.bands if band]
    counts = wording.count_bands(known)
    if not known:
        return Cell(wording.NOT_RATED if group.by in {"overall", "points"} else wording.NOT_KNOWN, quiet=True)
    return Cell(wording.band_counts(counts), bar=band_counts(group))


def band_counts(group: Group) -> tuple[tuple[Band, int], ...]:
    """How many of the providers have each band, best first."""
    return tuple((band, group.bands.count(band)) for band in BANDS)


def row_of(parts: Sequence[Cell], nobody: str) -> Cell:
    """Cells in a row as one cell; `nobody` where there are none."""
    if not parts:
        return Cell(nobody, quiet=True)
    text = "; ".join(f"{part.text}{'*' if part.derived else ''}" for part in parts)
    if len(parts) == 1:
        return parts[0]
    return Cell(text, parts=tuple(parts))


def band_of(one: Standing, by: str) -> Cell:
    """The band that counts for the mean: of the standard where the mean is of a standard, else the overall rating."""
    cell = band_cell(one.counts, "overall" if by == "points" else by)
    return dataclasses.replace(cell, short=cell.band.letter) if cell.band else cell


def group_backings(result: Groups) -> list[list[Backing]]:
    """What backs the rows: the ratings that the mean is of, and of a region the rating of its own body."""
    return [
        [
            dataclasses.replace(backing, column="")  # beside the name of the group
            for backing in rating_backings([*filter(None, [one.thing.body]), *one.thing.known], one.thing.by)
        ]
        for one in result.places
    ]


def _moves(result: Groups) -> dict[Identity, Move]:
    if result.movement is None:
        return {}
    return {one.thing.identity: move for one, move in zip(result.places, result.movement.moves, strict=True)}


def _place_record(placed: Placed[Group]) -> dict[str, Value]:
    return {"position": placed.position, "tied": placed.tied}


def _movement_record(moves: dict[Identity, Move], placed: Placed[Group]) -> dict[str, Value]:
    move = moves.get(placed.thing.identity)
    return {"moved": move.places, "was": move.was} if move else {}


def _key_words(by: str) -> str:
    words = {"overall": "mean overall rating", "points": "mean share of points"}
    return words.get(by, f"mean rating for {by}")


def _rule(by: str) -> str:
    """How places are decided, in one sentence; what the mean is of, in another."""
    scores = ", ".join(f"{band.value} {band.score}" for band in BANDS)
    what = {
        "overall": f"mean score of the newest overall ratings ({scores})",
        "points": "mean share of the most points there could be, at the newest rating",
    }
    ranked = what.get(by, f"mean score of the newest ratings for {by} ({scores})")
    unknown = {"overall": "Providers without a rating are", "points": "Providers whose points are not known are"}
    left_out = unknown.get(by, f"Providers whose rating for {by} is not known are")
    order = "best first. Equal means have the same position (=), in order of name"
    return f"Ranked by {ranked}, {order}. {left_out} in no mean."
