"""The league table as a sheet: its fields, one place for each column in every format, and its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.league.report import Change, Kind
from ratings_cli.league.standing import only_owner, under_rating_programmes
from ratings_cli.model import phrases
from ratings_cli.views.cells import Cell, band_cell, change_cell, owner_text, points_cell, previous_cell, published_cell
from ratings_cli.views.evidence import grounds, standing_evidence, star_notes
from ratings_cli.views.fields import GROUNDS, Field, View
from ratings_cli.views.notes import (
    change_notes,
    changes_of,
    last_notes,
    names_of,
    naming,
    order_notes,
    ranking_rule,
)
from ratings_cli.views.sheet import Sheet, table_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.league_table import LeagueTable, Since
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, Provider
    from ratings_cli.views.cells import Value
    from ratings_cli.views.evidence import Evidence

_SINCE: dict[str, Any] = {"given": lambda context: context.since is not None, "needs": "with `--since`"}
"""Of the fields that tell what has become of a rating since a day."""


class Context(NamedTuple):
    """What the rows of a league table have in common.

    Args:
        data: the records, for the names of programmes.
        by: what the table is ranked by.
        since: what has become of the ratings since a day, where one was chosen.
        owned: the leagues of which an owner is known of any provider that is shown.
        shows: the columns that have something in them, of those that may have nothing.
    """

    data: DataSet
    by: str = "overall"
    since: Since | None = None
    owned: frozenset[str] = frozenset()
    shows: frozenset[str] = frozenset()


class Row(NamedTuple):
    """A provider in a league table."""

    placed: Ranked[Standing]
    context: Context

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return self.placed.item

    @property
    def provider(self) -> Provider:
        """The provider."""
        return self.placed.item.provider

    @property
    def counts(self) -> Inspection | None:
        """The inspection that counts."""
        return self.placed.item.counts

    @property
    def change(self) -> Change:
        """What has become of its rating since the day that was chosen."""
        since = self.context.since
        return since.changes[self.provider.key] if since else Change(None)

    @property
    def evidence(self) -> list[Evidence]:
        """What backs its values."""
        return standing_evidence(self.standing, self.context.by)

    @property
    def grounds(self) -> dict[str, Value]:
        """Which of its values no source states, each with its ground."""
        return grounds(self.evidence) if self.standing.is_derived else {}


def _shows(key: str) -> Callable[[Context], bool]:
    return lambda context: key in context.shows


def _counted_by(inspection: Inspection) -> str | None:
    """Which date gives the last day on which a report can have come out; None where nothing bounds it."""
    if inspection.latest is None:
        return None
    exact = inspection.published and inspection.published.latest == inspection.latest
    return "published" if exact else "published_by"


def _owner_cell(row: Row) -> Cell:
    """The owner; where the league's providers have owners and this one's is not known, that is said."""
    text = owner_text(row.standing)
    is_expected = row.provider.league in row.context.owned
    owner = row.standing.owner or row.standing.owner_now
    short = row.context.data.owner_short_names.get(owner or "", owner)
    return Cell(text, short=short) if text or not is_expected else Cell(phrases.NOT_KNOWN, quiet=True, short=short)


_Field = Field[Context, Row]
FIELDS: tuple[_Field, ...] = (
    _Field.of_position("the position; empty without one", lambda row: row.placed, _shows("position")),
    _Field("tied", "whether others share the position", lambda row: row.placed.tied, wide=False),
    _Field(
        "provider",
        "its name",
        lambda row: row.provider.name,
        lambda row: Cell(row.provider.name, short=row.provider.short),
    ).shown(names=True, row_header=True, page="Provider"),
    _Field("short", "its short name", lambda row: row.provider.short, drop=8),
    _Field("league", "the league that it belongs to", lambda row: row.provider.league or None, quiet=False).shown(
        _shows("league"), drop=lambda context: 0 if "league" in context.shows else 3
    ),
    _Field("region", "the region that it belongs to", lambda row: row.provider.region).shown(
        _shows("region"), drop=4, names=True, page="Region"
    ),
    _Field("areas", "the counties and places that it serves", lambda row: row.provider.areas, drop=10, names=True),
    _Field(
        "owner", "the owner when the rating that counts was published", lambda row: row.standing.owner, _owner_cell
    ).shown(_shows("owner"), drop=2, names=True, page="Owner when rated"),
    _Field(
        "owner_now", "the owner as at the date, or the last there was", lambda row: row.standing.owner_now, names=True
    ),
    _Field(
        "standard",
        "the rating for the standard that the table is ranked by; empty when not known",
        lambda row: row.standing.band_for(row.context.by),
        lambda row: band_cell(row.counts, row.context.by),
        given=lambda context: context.by not in {"overall", "points"},
        needs="with `--by` and a standard",
    ).shown(heading=lambda context: context.by.capitalize()),
    _Field(
        "overall",
        "the newest rating, in words; empty when not rated",
        lambda row: row.standing.overall,
        lambda row: band_cell(row.counts, "overall"),
    ).shown(_shows("overall"), page="Overall"),
    _Field(
        "score",
        "the newest rating as 3 (outstanding) to 0",
        lambda row: row.standing.overall and row.standing.overall.score,
        align="right",
    ),
    _Field(
        "points",
        "the points; empty when not known",
        lambda row: row.standing.points and row.standing.points.scored,
        lambda row: points_cell(row.standing),
        order=lambda row: row.standing.points and row.standing.points.share,
    ).shown(_shows("points"), align="right", drop=lambda context: 0 if context.by == "points" else 6, page="Points"),
    _Field(
        "points_max",
        "the most points there could be",
        lambda row: row.standing.points and row.standing.points.most,
        align="right",
    ),
    _Field(
        "previous", "the rating before", lambda row: row.standing.before, lambda row: previous_cell(row.standing)
    ).shown(_shows("previous"), heading="Before", drop=5, page="Before"),
    _Field(
        "published",
        "`2019-05-03`, `2019-05` or `2019`, as exact as it is known",
        lambda row: row.counts and row.counts.published,
        lambda row: published_cell(row.counts),
        order=lambda row: row.counts and row.counts.latest,
    ).shown(drop=1, page="Published"),
    _Field(
        "published_by",
        "a day by which it was certainly out",
        lambda row: row.counts and row.counts.published_by,
    ),
    _Field(
        "counted_from",
        "the day from which it counts in a table as at a day: the last on which it can have come out",
        lambda row: row.counts and row.counts.latest,
        wide=False,
    ),
    _Field(
        "counted_by",
        "which date that day is the last of: `published` or `published_by`",
        lambda row: row.counts and _counted_by(row.counts),
        wide=False,
    ),
    _Field("programme", "the programme of the inspection that counts", lambda row: row.standing.programme, drop=7),
    _Field(
        "inspections",
        "how many inspections it has had under programmes that rate",
        lambda row: len(under_rating_programmes(row.context.data, row.standing.inspections)),
        align="right",
        drop=7,
    ),
    _Field(
        "change",
        "`up`, `down`, `same` or `new` (rated for the first time); empty without one, or where it cannot be told",
        lambda row: row.change.kind and row.change.kind.value,
        lambda row: change_cell(row.change),
        order=lambda row: [*Kind].index(row.change.kind) if row.change.kind else None,
        **_SINCE,
        wide=False,
    ).shown(_shows("change"), page="Change"),
    _Field(
        "overall_then",
        "the overall rating then; empty where there was none, or it cannot be told",
        lambda row: row.change.then and row.change.then.overall,
        **_SINCE,
    ),
    _Field(
        "position_then",
        "the position then, in the whole table",
        lambda row: row.context.since.positions.get(row.provider.key) if row.context.since else None,
        **_SINCE,
        align="right",
    ),
    _Field("derived", GROUNDS, lambda row: row.grounds, wide=False),
)
_READERS = (
    *("position", "change", "provider", "short", "league", "standard", "overall", "previous", "owner", "points"),
    *("published", "region", "areas", "programme", "inspections"),
)


def league_sheet(result: LeagueTable, *, wide: bool = False, noted: bool = True, drawn: bool = True) -> Sheet:
    """Show a league table; `wide` with every column there is.

    Its notes and its picture take long to make for a large file, and can be left out; a table without rows has notes.
    """
    context = _context(result)
    rows = [Row(placed, context) for placed in result.places]
    group = None if result.by == "points" else lambda row: row.standing.band_for(result.by)
    view = View(FIELDS, context, rows, _READERS, lambda row: row.evidence, wide=wide, group=group)
    by = "overall rating" if result.by == "overall" else result.by
    notes = _notes(result, rows) if noted or not result.places else ()
    chart = None
    if drawn:
        from ratings_cli.views.charts.providers import league_chart  # it is seldom asked for, and takes long to load

        chart = league_chart(result)
    return table_sheet(result, Sheet(f"by {by}", view=view, notes=notes, chart=chart))


def _context(result: LeagueTable) -> Context:
    standings = [placed.item for placed in result.places]
    owned = frozenset(rated.provider.league for rated in standings if rated.owner or rated.owner_now)
    owned_by_several = bool(owned) and only_owner(result.data, result.chosen.leagues) is None
    # A region says nothing of a provider that is that region itself.
    regions = [rated.provider.region if rated.provider.region != rated.provider.name else None for rated in standings]
    shows = {
        "position": result.has_positions,
        "overall": any(rated.overall for rated in standings) or not any(rated.counts for rated in standings),
        "league": len(result.chosen.leagues) > 1,
        "change": any(change.label for change in changes_of(result)),
        # A column that says the same of several rows says nothing.
        "owner": owned_by_several and (len(standings) == 1 or len({owner_text(rated) for rated in standings}) > 1),
        "region": not owned_by_several and _is_mostly_known(regions),
        "points": result.by == "points" or _is_mostly_known([standing.points for standing in standings]),
        "previous": any(standing.previous for standing in standings),
    }
    shown = frozenset(key for key, is_shown in shows.items() if is_shown)
    return Context(result.data, result.by, result.since, owned, shown)


def _is_mostly_known(values: Sequence[object]) -> bool:
    """Whether a column is worth showing: it is known of half of the rows at least, and does not always say the same."""
    known = [value for value in values if value is not None]
    return len(known) * 2 >= len(values) and len(set(known)) > 1


def _notes(result: LeagueTable, rows: Sequence[Row]) -> list[str]:
    """The lines below the table, each only where there is something to say."""
    what = "has no overall rating" if result.by == "overall" else f"{result.by}: not known"
    where = "without a position" if result.has_positions else "last"
    owner = only_owner(result.data, result.chosen.leagues)
    return [
        *([ranking_rule(result.by), *order_notes(result)] if result.places else []),
        *naming(
            f"Listed {where} ({what})", names_of(row.standing for row in rows if row.standing.key(result.by) is None)
        ),
        *change_notes(result),
        *star_notes(row.evidence for row in rows),
        *last_notes(result),
        # In place of a column that says the same in each row.
        *([f"All are run by {owner}."] if owner else []),
    ]
