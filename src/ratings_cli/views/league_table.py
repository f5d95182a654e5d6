"""The league table as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.standing import only_owner
from ratings_cli.model import phrases
from ratings_cli.views.caveats import table_caveats, with_caveats
from ratings_cli.views.cells import owner_text
from ratings_cli.views.changes import change_notes, summary
from ratings_cli.views.evidence import row_evidence
from ratings_cli.views.fields import View
from ratings_cli.views.filter_notes import ended_notes, other_leagues, table_filter_notes
from ratings_cli.views.head import changes_record, head, title_of
from ratings_cli.views.league_fields import FIELDS, READERS, Context
from ratings_cli.views.notes import (
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
from ratings_cli.views.sheet import Note, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.report import Change
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Provider, ProviderKey
    from ratings_cli.views.charts.model import Chart


MANY = 2
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
    view = View(
        FIELDS,
        _context(data, result),
        result.places,
        READERS,
        lambda row: row_evidence(result, row),
        wide=wide,
        group=None if result.by == "points" else lambda row: row.item.band_for(result.by),
    )
    counts = phrases.count_bands(ranked.item.overall for ranked in result.places)
    by = "overall rating" if result.by == "overall" else result.by
    title = title_of(result.chosen.leagues, f"by {by}", result.chosen, rerank=result.rerank)
    sheet = Sheet(
        title=title,
        summary=summary(result, counts),
        notes=_notes(result) if noted or not result.places else (),
        head=head(title, result.chosen, result.by, {"total": len(result.places), **counts}) | changes_record(result),
        chart=_chart(result) if drawn else None,
        hints=[*other_leagues(result), *gaps_hint(result.data, result.chosen.leagues)],
        view=view,
    )
    return with_caveats(sheet, table_caveats(result))


def _context(data: DataSet, result: LeagueTable) -> Context:
    standings = [placed.item for placed in result.places]
    owned = frozenset(rated.provider.league or "" for rated in standings if rated.owner or rated.owner_now)
    owned_by_several = bool(owned) and only_owner(data, result.chosen.leagues) is None
    shows = {
        "position": result.has_positions,
        "change": bool(changes_of(result)),
        "owner": owned_by_several and (len(standings) < MANY or len({owner_text(rated) for rated in standings}) > 1),
        "region": not owned_by_several and is_mostly_known([_region_of(rated.provider) for rated in standings]),
        "points": result.by == "points" or is_mostly_known([standing.points for standing in standings]),
        "previous": any(standing.previous for standing in standings),
    }
    shown = frozenset(key for key, is_shown in shows.items() if is_shown)
    return Context(data, result.by, result.since, owned, len(result.chosen.leagues) > 1, shown)


def _chart(result: LeagueTable) -> Chart:
    from ratings_cli.views.charts.league import league_chart  # a picture is seldom asked for, and takes long to load

    return league_chart(result)


def _region_of(provider: Provider) -> str | None:
    """The region of a provider that is not that region itself."""
    return None if provider.region == provider.name else provider.region


def is_mostly_known(values: Sequence[object]) -> bool:
    """Whether a column is worth showing: it is known of half of the rows at least, and does not always say the same."""
    known = [value for value in values if value is not None]
    return len(known) * 2 >= len(values) and len(set(known)) > 1


def changes_of(result: LeagueTable) -> dict[ProviderKey, Change]:
    """What became of each rating that is shown; nothing where no day was chosen, or nothing happened."""
    if result.since is None:
        return {}
    changes = {ranked.item.provider.key: result.since.changes[ranked.item.provider.key] for ranked in result.places}
    return changes if any(change.label for change in changes.values()) else {}


def _notes(result: LeagueTable) -> list[str]:
    """The lines below the table, each only where there is something to say."""
    notes: list[str] = [ranking_rule(result.by), *order_note(result)] if result.places else []
    notes += no_positions_note(result)
    unplaced = [ranked.item for ranked in result.places if ranked.item.key(result.by) is None]
    if unplaced:
        what = "has no overall rating" if result.by == "overall" else f"{result.by}: not known"
        names = phrases.some([standing.provider.name for standing in unplaced])
        where = "without a position" if result.has_positions else "last"
        notes.append(Note(f"Listed {where} ({what}): {names}.", "left out"))
    notes += change_notes(result)
    fields = {"overall": ["overall"], "previous": ["previous"]}
    if result.by not in {"overall", "points"}:
        fields[result.by] = ["standard"]
    notes += derived_notes(enumerate(ranked.item for ranked in result.places), fields)
    notes += star_notes(result)
    return [
        *notes,
        *table_filter_notes(result),
        *left_out_notes(result),
        *newest_note(result),
        *ended_notes(result),
        *only_owner_note(result),
    ]
