"""The fields of a league table: one place for each column, in every format; and what backs their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.league.report import Change, Kind
from ratings_cli.model import phrases
from ratings_cli.views.cells import (
    Cell,
    band_cell,
    change_cell,
    owner_text,
    points_cell,
    previous_cell,
    published_cell,
)
from ratings_cli.views.evidence import Evidence, date_evidence, grounds, rating_evidence
from ratings_cli.views.fields import GROUNDS, Field, band_field, band_score, date_text, day_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from ratings_cli.league.league_table import Since
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, Provider
    from ratings_cli.model.scale import Band

_SINCE: dict[str, Any] = {"given": lambda context: context.since is not None, "needs": "with `--since`"}
"""Of the fields that tell what has become of a rating since a day."""


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
    def standard(self) -> str | None:
        """The standard that the table is ranked by, if it is by one."""
        return None if self.by in {"overall", "points"} else self.by


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
    def latest(self) -> dt.date | None:
        """The last day on which its report can have come out."""
        return self.counts.publication.latest if self.counts else None

    @property
    def change(self) -> Change:
        """What has become of its rating since the day that was chosen."""
        since = self.context.since
        return since.changes[self.provider.key] if since else Change(None)

    @property
    def band_then(self) -> Band | None:
        """The overall rating on that day."""
        return self.change.then.overall if self.change.then else None

    @property
    def evidence(self) -> list[Evidence]:
        """What backs its values."""
        return standing_evidence(self.standing, self.context.by)


def _shows(key: str) -> Callable[[Context], bool]:
    return lambda context: key in context.shows


def _owner_cell(row: Row) -> Cell:
    """The owner; where the league's providers have owners and this one's is not known, that is said."""
    text = owner_text(row.standing)
    is_expected = (row.provider.league or "") in row.context.owned
    owner = row.standing.owner or row.standing.owner_now
    short = row.context.data.owner_short_names.get(owner or "", owner)
    return Cell(text, short=short) if text or not is_expected else Cell(phrases.NOT_KNOWN, quiet=True, short=short)


def _inspections(row: Row) -> int:
    """How many inspections the provider has had under programmes that rate."""
    inspections, data = row.standing.inspections, row.context.data
    if data.all_rate:
        return len(inspections)
    return sum(1 for inspection in inspections if data.programme_of(inspection).rated)


FIELDS: tuple[Field[Context, Row], ...] = (
    Field(
        "position",
        "the position; empty without one",
        lambda row: row.placed.position,
        lambda row: Cell(row.placed.label),
        heading="#",
        worth=_shows("position"),
        wide=False,
        align="right",
        drop=0,
    ),
    Field("tied", "whether others share the position", lambda row: row.placed.tied, wide=False),
    Field(
        "provider",
        "its name",
        lambda row: row.provider.name,
        lambda row: Cell(row.provider.name, short=row.provider.short),
        worth=True,
        drop=0,
        names=True,
        row_header=True,
    ),
    Field("short", "its short name", lambda row: row.provider.short, drop=8),
    Field(
        "league",
        "the league that it belongs to",
        lambda row: row.provider.league or None,
        lambda row: Cell(row.provider.league or ""),
        worth=lambda context: context.several_leagues,
        drop=lambda context: 0 if context.several_leagues else 3,
    ),
    Field(
        "region",
        "the region that it belongs to",
        lambda row: row.provider.region,
        worth=_shows("region"),
        drop=4,
        names=True,
    ),
    Field("areas", "the counties and places that it serves", lambda row: list(row.provider.areas), drop=10, names=True),
    Field(
        "owner",
        "the owner when the rating that counts was published",
        lambda row: row.standing.owner,
        _owner_cell,
        worth=_shows("owner"),
        drop=2,
        names=True,
    ),
    Field(
        "owner_now", "the owner as at the date, or the last there was", lambda row: row.standing.owner_now, names=True
    ),
    band_field(
        "standard",
        "the rating for the standard that the table is ranked by; empty when not known",
        lambda row: row.standing.band_for(row.context.by),
        lambda row: band_cell(row.counts, row.context.by),
        heading=lambda context: context.by.capitalize(),
        given=lambda context: context.standard is not None,
        needs="with `--by` and a standard",
        worth=True,
        drop=0,
    ),
    band_field(
        "overall",
        "the newest rating, in words; empty when not rated",
        lambda row: row.standing.overall,
        lambda row: band_cell(row.counts, "overall"),
        worth=True,
        drop=0,
    ),
    Field(
        "score",
        "the newest rating as 3 (outstanding) to 0",
        lambda row: band_score(row.standing.overall),
        align="right",
    ),
    Field(
        "points",
        "the points; empty when not known",
        lambda row: row.standing.points.scored if row.standing.points else None,
        lambda row: points_cell(row.standing),
        order=lambda row: row.standing.points.share if row.standing.points else None,
        worth=_shows("points"),
        align="right",
        drop=lambda context: 0 if context.by == "points" else 6,
    ),
    Field(
        "points_max",
        "the most points there could be",
        lambda row: row.standing.points.most if row.standing.points else None,
        align="right",
    ),
    band_field(
        "previous",
        "the rating before",
        lambda row: row.standing.before,
        lambda row: previous_cell(row.standing),
        heading="Before",
        worth=_shows("previous"),
        drop=5,
    ),
    Field(
        "published",
        "`2019-05-03`, `2019-05` or `2019`, as exact as it is known",
        lambda row: date_text(row.counts.published) if row.counts else None,
        lambda row: published_cell(row.counts),
        order=lambda row: row.latest,
        worth=True,
        drop=1,
    ),
    Field(
        "published_by",
        "a day by which it was certainly out",
        lambda row: day_text(row.counts.published_by) if row.counts else None,
    ),
    Field(
        "counted_from",
        "the day from which it counts in a table as at a day: the last on which it can have come out",
        lambda row: day_text(row.latest),
        wide=False,
    ),
    Field("programme", "the programme of the inspection that counts", lambda row: row.standing.programme, drop=7),
    Field(
        "inspections",
        "how many inspections it has had under programmes that rate",
        _inspections,
        align="right",
        drop=7,
    ),
    Field(
        "change",
        "`up`, `down`, `same` or `new` (rated for the first time); empty without one, or where it cannot be told",
        lambda row: row.change.kind.value if row.change.kind else None,
        lambda row: change_cell(row.change),
        order=lambda row: [*Kind].index(row.change.kind) if row.change.kind else None,
        **_SINCE,
        worth=_shows("change"),
        wide=False,
        drop=0,
    ),
    band_field(
        "overall_then",
        "the overall rating then; empty where there was none, or it cannot be told",
        lambda row: row.band_then,
        **_SINCE,
    ),
    Field(
        "position_then",
        "the position then, in the whole table",
        lambda row: row.context.since.positions.get(row.provider.key) if row.context.since else None,
        **_SINCE,
        align="right",
    ),
    Field("derived", GROUNDS, lambda row: grounds(row.evidence), wide=False),
)
READERS = (
    *("position", "change", "provider", "short", "league", "standard", "overall", "previous", "owner", "points"),
    *("published", "region", "areas", "programme", "inspections"),
)


def standing_evidence(standing: Standing, by: str = "overall") -> list[Evidence]:
    """What backs the values of a row of a league table; sources are given of that by which it is ranked."""
    if standing.counts is None:
        return []
    ranked_by = "overall" if standing.key(by) is None else by
    found: list[Evidence] = []
    for field in dict.fromkeys(["overall", by, "points"]):
        if field != "points" or standing.points:
            found += rating_evidence([standing], field, cites=field == ranked_by)
    name = standing.provider.name
    found.append(date_evidence(standing.counts, name))
    if standing.previous:
        found.append(Evidence(standing.previous, name, column="previous", cites=False))
    return found
