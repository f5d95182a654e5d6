"""The fields of a league table: one place for each column, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ratings_cli.league.report import Kind
from ratings_cli.views.cells import (
    band_cell,
    change_cell,
    date_field,
    date_ground,
    owner_cell,
    points_cell,
    previous_cell,
    published_cell,
)
from ratings_cli.views.fields import Field, always, record
from ratings_cli.views.sheet import Cell, Value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from ratings_cli.league.league_table import Since
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.report import Change
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Provider
    from ratings_cli.model.scale import Band


class Context(NamedTuple):
    """What the rows of a league table have in common.

    Args:
        data: the records, for the names of programmes.
        by: what the table is ranked by.
        since: what has become of the ratings since a day, where one was chosen.
        owned: the leagues of which an owner is known of any provider that is shown.
        several_leagues: whether it is of more than one league.
        shows: the columns that have something in them, of those that may have nothing.
    """

    data: DataSet
    by: str = "overall"
    since: Since | None = None
    owned: frozenset[str] = frozenset()
    several_leagues: bool = False
    shows: frozenset[str] = frozenset()

    @property
    def ranked_by_standard(self) -> bool:
        """Whether the table is ranked by a standard."""
        return self.by not in {"overall", "points"}


Row: TypeAlias = "Ranked[Standing]"


def _of_provider(get: Callable[[Provider], Value]) -> Callable[[Context, Row], Value]:
    return lambda _, row: get(row.item.provider)


def _of_standing(get: Callable[[Standing], Value]) -> Callable[[Context, Row], Value]:
    return lambda _, row: get(row.item)


def _quiet(text: str | None) -> Cell:
    return Cell(text or "", quiet=True)


def _latest_day(_: Context, row: Row) -> dt.date | None:
    counts = row.item.counts
    return counts.publication.latest if counts else None


def _shows(key: str) -> Callable[[Context], bool]:
    return lambda context: key in context.shows


def _is_since(context: Context) -> bool:
    return context.since is not None


def _change(context: Context, row: Row) -> Change | None:
    return context.since.changes[row.item.provider.key] if context.since else None


def _change_kind(context: Context, row: Row) -> str | None:
    change = _change(context, row)
    return change.kind.value if change and change.kind else None


def _change_cell(context: Context, row: Row) -> Cell:
    change = _change(context, row)
    return change_cell(change) if change else Cell()


def _band_then(context: Context, row: Row) -> Band | None:
    change = _change(context, row)
    return change.then.overall if change and change.then else None


def _word(band: Band | None) -> str | None:
    return band.value if band else None


def _score(band: Band | None) -> int | None:
    return band.score if band else None


def _owner(context: Context, row: Row) -> Cell:
    cell = owner_cell(row.item, expected=(row.item.provider.league or "") in context.owned)
    owner = row.item.owner or row.item.owner_now
    return cell._replace(short=context.data.owner_short_names.get(owner or "", owner))


def _inspections(context: Context, row: Row) -> int:
    """How many inspections the provider has had under programmes that rate."""
    inspections, data = row.item.inspections, context.data
    if data.all_rate:
        return len(inspections)
    return sum(1 for inspection in inspections if data.programme_of(inspection).rated)


def _derived(context: Context, row: Row) -> dict[str, Value]:
    """The fields of a row that no source states outright, each with the ground on which it is known."""
    standing = row.item
    counts, previous, points = standing.counts, standing.previous, standing.points
    if counts is None:
        return {}
    grounds = {
        "overall": counts.ground_of("overall"),
        "standard": counts.ground_of(context.by) if context.ranked_by_standard else None,
        "points": points.derived if points else None,
        "previous": previous.ground_of("overall") if previous else None,
        date_field(counts): date_ground(counts),
    }
    return {field: ground for field, ground in grounds.items() if ground}


FIELDS: tuple[Field[Context, Row], ...] = (
    Field(
        key="position",
        help="the position; empty without one",
        value=lambda _, row: row.position,
        cell=lambda _, row: Cell(row.label),
        heading="#",
        worth=_shows("position"),
        wide=False,
        align="right",
        drop=0,
    ),
    Field(key="tied", help="whether others share the position", value=lambda _, row: row.tied, wide=False),
    Field(
        key="provider",
        help="its name",
        value=_of_provider(lambda provider: provider.name),
        cell=lambda _, row: Cell(row.item.provider.name, short=row.item.provider.short),
        worth=always,
        drop=0,
        names=True,
        row_header=True,
    ),
    Field(key="short", help="its short name", value=_of_provider(lambda provider: provider.short), drop=8),
    Field(
        key="league",
        help="the league that it belongs to",
        value=_of_provider(lambda provider: provider.league or None),
        cell=lambda _, row: Cell(row.item.provider.league or ""),
        worth=lambda context: context.several_leagues,
        drop=lambda context: 0 if context.several_leagues else 3,
    ),
    Field(
        key="region",
        help="the region that it belongs to",
        value=_of_provider(lambda provider: provider.region),
        worth=_shows("region"),
        drop=4,
        names=True,
    ),
    Field(
        key="areas",
        help="the counties and places that it serves",
        value=_of_provider(lambda provider: list(provider.areas)),
        drop=10,
        names=True,
    ),
    Field(
        key="owner",
        help="the owner when the rating that counts was published",
        value=_of_standing(lambda standing: standing.owner),
        cell=_owner,
        worth=_shows("owner"),
        drop=2,
        names=True,
    ),
    Field(
        key="owner_now",
        help="the owner as at the date, or the last there was",
        value=_of_standing(lambda standing: standing.owner_now),
        names=True,
    ),
    Field(
        key="standard",
        help="the rating for the standard that the table is ranked by; empty when not known",
        value=lambda context, row: _word(row.item.band_for(context.by)),
        cell=lambda context, row: band_cell(row.item.counts, context.by),
        heading=lambda context: context.by.capitalize(),
        order=lambda context, row: _score(row.item.band_for(context.by)),
        given=lambda context: context.ranked_by_standard,
        needs="with `--by` and a standard",
        worth=always,
        drop=0,
    ),
    Field(
        key="overall",
        help="the newest rating, in words; empty when not rated",
        value=_of_standing(lambda standing: _word(standing.overall)),
        cell=lambda _, row: band_cell(row.item.counts, "overall"),
        order=_of_standing(lambda standing: _score(standing.overall)),
        worth=always,
        drop=0,
    ),
    Field(
        key="score",
        help="the newest rating as 3 (outstanding) to 0",
        value=_of_standing(lambda standing: _score(standing.overall)),
        align="right",
    ),
    Field(
        key="points",
        help="the points; empty when not known",
        value=_of_standing(lambda standing: standing.points.scored if standing.points else None),
        cell=lambda _, row: points_cell(row.item),
        order=lambda _, row: row.item.points.share if row.item.points else None,
        worth=_shows("points"),
        align="right",
        drop=lambda context: 0 if context.by == "points" else 6,
    ),
    Field(
        key="points_max",
        help="the most points there could be",
        value=_of_standing(lambda standing: standing.points.most if standing.points else None),
        align="right",
    ),
    Field(
        key="previous",
        help="the rating before",
        value=_of_standing(lambda standing: _word(standing.before)),
        cell=lambda _, row: previous_cell(row.item),
        heading="Before",
        order=_of_standing(lambda standing: _score(standing.before)),
        worth=_shows("previous"),
        drop=5,
    ),
    Field(
        key="published",
        help="`2019-05-03`, `2019-05` or `2019`, as exact as it is known",
        value=_of_standing(
            lambda standing: standing.counts.published.iso if standing.counts and standing.counts.published else None
        ),
        cell=lambda _, row: published_cell(row.item.counts),
        order=_latest_day,
        worth=always,
        drop=1,
    ),
    Field(
        key="published_by",
        help="a day by which it was certainly out",
        value=_of_standing(
            lambda standing: (
                standing.counts.published_by.isoformat() if standing.counts and standing.counts.published_by else None
            )
        ),
    ),
    Field(
        key="counted_from",
        help="the day from which it counts in a table as at a day: the last on which it can have come out",
        value=lambda context, row: day.isoformat() if (day := _latest_day(context, row)) else None,
        wide=False,
    ),
    Field(
        key="programme",
        help="the programme of the inspection that counts",
        value=_of_standing(lambda standing: standing.programme),
        drop=7,
    ),
    Field(
        key="inspections",
        help="how many inspections it has had under programmes that rate",
        value=_inspections,
        align="right",
        drop=7,
    ),
    Field(
        key="change",
        help="`up`, `down`, `same` or `new` (rated for the first time); empty without one, or where it cannot be told",
        value=_change_kind,
        cell=_change_cell,
        order=lambda context, row: (
            [*Kind].index(change.kind) if (change := _change(context, row)) and change.kind else None
        ),
        given=_is_since,
        needs="with `--since`",
        worth=_shows("change"),
        wide=False,
        drop=0,
    ),
    Field(
        key="overall_then",
        help="the overall rating then; empty where there was none, or it cannot be told",
        value=lambda context, row: _word(_band_then(context, row)),
        order=lambda context, row: _score(_band_then(context, row)),
        given=_is_since,
        needs="with `--since`",
    ),
    Field(
        key="position_then",
        help="the position then, in the whole table",
        value=lambda context, row: context.since.positions.get(row.item.provider.key) if context.since else None,
        given=_is_since,
        needs="with `--since`",
        align="right",
    ),
    Field(
        key="derived",
        help="the fields of the row that no source states outright, in JSON each with the ground; a `*` for a reader",
        value=_derived,
        wide=False,
    ),
)
READERS = (
    *("position", "change", "provider", "short", "league", "standard", "overall", "previous", "owner", "points"),
    *("published", "region", "areas", "programme", "inspections"),
)


def standing_record(data: DataSet, placed: Row) -> dict[str, Value]:
    """One row of a table for a program, without what has become of it since a day."""
    return record((field for field in FIELDS if not field.needs), Context(data), placed)
