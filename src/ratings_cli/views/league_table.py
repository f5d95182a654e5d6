"""The league table as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.model import phrases
from ratings_cli.model.ownership import only_owner
from ratings_cli.views.caveats import table_caveats, with_caveats
from ratings_cli.views.cells import band_cell, change_cell, owner_cell, points_cell, previous_cell, published_cell
from ratings_cli.views.changes import change_notes
from ratings_cli.views.filter_notes import ended_notes, other_leagues, table_filter_notes
from ratings_cli.views.head import changes_record, head, title_of
from ratings_cli.views.notes import (
    counts_note,
    derived_notes,
    gaps_hint,
    left_out_notes,
    newest_note,
    no_positions_note,
    only_owner_note,
    order_note,
    ranking_rule,
    star_notes,
)
from ratings_cli.views.sheet import Cell, Column, Each, Later, Sheet, Table, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.league.league_table import Since, Standings
    from ratings_cli.league.movement import Change
    from ratings_cli.league.ranking import Placed
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import ProviderKey
    from ratings_cli.views.charts.model import Chart

CellOf: TypeAlias = "Callable[[DataSet, Placed[Standing]], Cell]"

KEYS = (
    "position",
    "provider",
    "short",
    "league",
    "region",
    "areas",
    "owner",
    "owner_now",
    "overall",
    "score",
    "points",
    "points_max",
    "previous",
    "published",
    "published_by",
    "programme",
    "inspections",
)
CHANGE_KEYS = ("change", "overall_then", "position_then")


def league_sheet(data: DataSet, result: Standings, *, wide: bool = False) -> Sheet:
    """Show a league table.

    Args:
        data: the records, for the names of programmes.
        result: the table.
        wide: with every column there is.
    """
    columns = _columns(result, wide=wide)
    rows = Each(lambda one: tuple(cell(data, one) for _, cell in columns), result.places)
    counts = phrases.count_bands(one.thing.overall for one in result.places)
    by = "overall rating" if result.by == "overall" else result.by
    title = title_of(result.chosen.leagues, f"by {by}", result.chosen, rerank=result.rerank)
    sheet = Sheet(
        title=title,
        tables=(Table(tuple(column for column, _ in columns), rows),),
        notes=Later(lambda: (counts_note(result, counts), *_notes(result))),
        keys=(*KEYS, *CHANGE_KEYS) if result.since else KEYS,
        records=Each(lambda one: standing_record(data, one) | _change_record(result.since, one.thing), result.places),
        head=head(title, result.chosen, result.by, {"total": len(result.places), **counts}) | changes_record(result),
        chart=lambda: _chart(data, result, title),
        hints=Later(lambda: [*other_leagues(result), *gaps_hint(result.data, result.chosen.leagues)]),
    )
    return with_caveats(sheet, table_caveats(result))


def _chart(data: DataSet, result: Standings, title: str) -> Chart | None:
    from ratings_cli.views.charts.league import league_chart  # a picture is seldom asked for, and takes long to load

    return league_chart(data, result, title)


def changes_of(result: Standings) -> dict[ProviderKey, Change]:
    """What became of each rating that is shown; nothing where no day was chosen, or nothing happened."""
    if result.since is None:
        return {}
    changes = {one.thing.provider.key: result.since.changes[one.thing.provider.key] for one in result.places}
    return changes if any(one.label for one in changes.values()) else {}


def _change_record(since: Since | None, one: Standing) -> dict[str, Value]:
    if since is None:
        return {}
    change = since.changes[one.provider.key]
    return {
        "change": change.kind.value if change.kind else None,
        "overall_then": change.then.overall.value if change.then and change.then.overall else None,
        "position_then": since.positions.get(one.provider.key),
    }


def standing_record(data: DataSet, placed: Placed[Standing]) -> dict[str, Value]:
    """One row for a program. The keys are an interface: docs/commands/table.md documents each."""
    one = placed.thing
    counts, overall, points = one.counts, one.overall, one.points
    return {
        "position": placed.position,
        "tied": placed.tied,
        "provider": one.provider.name,
        "short": one.provider.short,
        "league": one.provider.league or None,
        "region": one.provider.region,
        "areas": list(one.provider.areas),
        "owner": one.owner,
        "owner_now": one.owner_now,
        "overall": overall.value if overall else None,
        "score": overall.score if overall else None,
        "points": points.scored if points else None,
        "points_max": points.most if points else None,
        "previous": one.before.value if one.before else None,
        "published": counts.published.iso if counts and counts.published else None,
        "published_by": counts.published_by.isoformat() if counts and counts.published_by else None,
        "programme": one.programme,
        "inspections": inspections_under_rating(data, one),
    }


def inspections_under_rating(data: DataSet, one: Standing) -> int:
    """How many inspections the provider has had under programmes that rate."""
    if data.all_rate:
        return len(one.inspections)
    return sum(1 for inspection in one.inspections if data.programme_of(inspection).rated)


def _columns(result: Standings, *, wide: bool) -> list[tuple[Column, CellOf]]:
    """The columns to show: those that have something in them, and with `wide` all there are."""
    changes = changes_of(result)
    standings = [one.thing for one in result.places]
    owned = {one.provider.league for one in standings if one.owner or one.owner_now}
    changed = any(one.previous for one in standings)
    scored = any(one.points for one in standings)
    several = len(result.chosen.leagues) > 1
    by_standard = result.by not in {"overall", "points"}
    points_last = 0 if result.by == "points" else 4
    columns: list[tuple[bool, Column, CellOf]] = [
        (result.has_positions, Column("position", "#", "right"), lambda _, one: Cell(one.label)),
        (
            bool(changes),
            Column("change", "Change"),
            lambda _, one: change_cell(changes[one.thing.provider.key]),
        ),
        (True, Column("provider", "Provider", names=True, row_header=True), _provider),
        (wide, Column("short", "Short", drop=8), lambda _, one: _quiet(one.thing.provider.short)),
        (
            wide or several,
            Column("league", "League", drop=3),
            lambda _, one: Cell(one.thing.provider.league or ""),
        ),
        (
            by_standard,
            Column("standard", result.by.capitalize()),
            lambda _, one: band_cell(one.thing.counts, result.by),
        ),
        (True, Column("overall", "Overall"), lambda _, one: band_cell(one.thing.counts, "overall")),
        (wide or changed, Column("previous", "Before", drop=5), lambda _, one: previous_cell(one.thing)),
        (
            wide or (bool(owned) and only_owner(result.data, result.chosen.leagues) is None),
            Column("owner", "Owner", drop=2, names=True),
            lambda _, one: owner_cell(one.thing, expected=one.thing.provider.league in owned),
        ),
        (
            scored,
            Column("points", "Points", "right", drop=points_last),
            lambda _, one: points_cell(one.thing),
        ),
        (True, Column("published", "Published", drop=1), lambda _, one: published_cell(one.thing.counts)),
    ]
    shown = [(column, cell) for wanted, column, cell in columns if wanted]
    return [*shown, *_ONLY_WIDE] if wide else shown


def _provider(_: DataSet, one: Placed[Standing]) -> Cell:
    return Cell(one.thing.provider.name)


def _quiet(text: str | None) -> Cell:
    return Cell(text or "", quiet=True)


_ONLY_WIDE: tuple[tuple[Column, CellOf], ...] = (
    (Column("region", "Region", drop=9, names=True), lambda _, one: _quiet(one.thing.provider.region)),
    (Column("areas", "Areas", drop=10, names=True), lambda _, one: _quiet("; ".join(one.thing.provider.areas))),
    (Column("programme", "Programme", drop=7), lambda _, one: _quiet(one.thing.programme)),
    (
        Column("inspections", "Inspections", "right", drop=6),
        lambda data, one: _quiet(str(inspections_under_rating(data, one.thing))),
    ),
)
"""The columns at the end that only a wide table has."""


def _notes(result: Standings) -> list[str]:
    """The lines below the table, each only where there is something to say."""
    notes = [ranking_rule(result.by), *order_note(result)] if result.places else []
    notes += no_positions_note(result)
    unplaced = [one.thing for one in result.places if one.thing.key(result.by) is None]
    if unplaced:
        what = "has no overall rating" if result.by == "overall" else f"{result.by}: not known"
        names = phrases.some([one.provider.name for one in unplaced])
        where = "without a position" if result.has_positions else "last"
        notes.append(f"Listed {where} ({what}): {names}.")
    notes += change_notes(result)
    fields = ["overall", "previous"] if result.by in {"overall", "points"} else ["overall", "previous", result.by]
    notes += derived_notes(enumerate(one.thing for one in result.places), fields)
    notes += star_notes(result)
    return [
        *notes,
        *table_filter_notes(result),
        *left_out_notes(result),
        *newest_note(result),
        *ended_notes(result),
        *only_owner_note(result),
    ]
