"""The league table as a sheet: its rows, which columns are worth showing, and its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.standing import only_owner
from ratings_cli.views.cells import Note, owner_text
from ratings_cli.views.changes import change_notes, changes_of
from ratings_cli.views.evidence import star_notes
from ratings_cli.views.fields import View
from ratings_cli.views.head import table_sheet
from ratings_cli.views.league_fields import FIELDS, READERS, Context, Row
from ratings_cli.views.notes import last_notes, names_of, no_positions_note, only_owner_note, order_note, ranking_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.views.charts.model import Chart
    from ratings_cli.views.sheet import Sheet

_MANY = 2
"""From how many rows on a column that always says the same says nothing."""


def league_sheet(
    data: DataSet, result: LeagueTable, *, wide: bool = False, noted: bool = True, drawn: bool = True
) -> Sheet:
    """Show a league table.

    Args:
        data: the records, for the names of programmes.
        result: the table.
        wide: with every column there is.
        noted: with its notes, which take long to find for a large file; a table without rows has them in any case.
        drawn: with its picture, which takes long as well.
    """
    context = _context(data, result)
    rows = [Row(placed, context) for placed in result.places]
    group = None if result.by == "points" else lambda row: row.standing.band_for(result.by)
    view = View(FIELDS, context, rows, READERS, lambda row: row.evidence, wide=wide, group=group)
    by = "overall rating" if result.by == "overall" else result.by
    notes = _notes(result, rows) if noted or not result.places else ()
    return table_sheet(result, f"by {by}", view, notes, chart=_chart(result) if drawn else None)


def _context(data: DataSet, result: LeagueTable) -> Context:
    standings = [placed.item for placed in result.places]
    owned = frozenset(rated.provider.league or "" for rated in standings if rated.owner or rated.owner_now)
    owned_by_several = bool(owned) and only_owner(data, result.chosen.leagues) is None
    # A region says nothing of a provider that is that region itself.
    regions = [rated.provider.region if rated.provider.region != rated.provider.name else None for rated in standings]
    shows = {
        "position": result.has_positions,
        "change": bool(changes_of(result)),
        "owner": owned_by_several and (len(standings) < _MANY or len({owner_text(rated) for rated in standings}) > 1),
        "region": not owned_by_several and _is_mostly_known(regions),
        "points": result.by == "points" or _is_mostly_known([standing.points for standing in standings]),
        "previous": any(standing.previous for standing in standings),
    }
    shown = frozenset(key for key, is_shown in shows.items() if is_shown)
    return Context(data, result.by, result.since, owned, len(result.chosen.leagues) > 1, shown)


def _is_mostly_known(values: Sequence[object]) -> bool:
    """Whether a column is worth showing: it is known of half of the rows at least, and does not always say the same."""
    known = [value for value in values if value is not None]
    return len(known) * 2 >= len(values) and len(set(known)) > 1


def _chart(result: LeagueTable) -> Chart:
    from ratings_cli.views.charts.league import league_chart  # a picture is seldom asked for, and takes long to load

    return league_chart(result)


def _notes(result: LeagueTable, rows: Sequence[Row]) -> list[str]:
    """The lines below the table, each only where there is something to say."""
    notes: list[str] = [ranking_rule(result.by), *order_note(result)] if result.places else []
    notes += no_positions_note(result)
    if unplaced := [ranked.item for ranked in result.places if ranked.item.key(result.by) is None]:
        what = "has no overall rating" if result.by == "overall" else f"{result.by}: not known"
        where = "without a position" if result.has_positions else "last"
        notes.append(Note(f"Listed {where} ({what}): {names_of(unplaced)}.", "left out"))
    stars = star_notes(row.evidence for row in rows)
    return [*notes, *change_notes(result), *stars, *last_notes(result), *only_owner_note(result)]
