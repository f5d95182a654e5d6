"""The fields that tables of groups share: name, place, mean, ratings behind it, changes; cells of several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ratings_cli.league.groups import is_derived
from ratings_cli.league.report import Kind, counted
from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.cells import Cell, band_cell
from ratings_cli.views.changes import changes_text
from ratings_cli.views.fields import MARK, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ratings_cli.league.groups import Group
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import League
    from ratings_cli.views.cells import Value


class Row(NamedTuple):
    """A group in a table.

    Args:
        placed: the group and its place.
        context: all the groups: the `Groups` of a league table, or `Years`.
    """

    placed: Ranked[Group]
    context: Any

    @property
    def group(self) -> Group:
        """The group."""
        return self.placed.item

    @property
    def league(self) -> League:
        """The league that the group is, where it is one."""
        leagues: tuple[League, ...] = self.context.table.chosen.leagues
        return next(league for league in leagues if league.name == (self.group.name or ""))

    @property
    def ended(self) -> PartialDate | None:
        """When that league ended, where it had as at the day of the table."""
        return self.league.ended_by(self.context.table.chosen.as_of)


GroupField: TypeAlias = Field[Any, Row]
Fields: TypeAlias = tuple[GroupField, ...]


def mean_cell(group: Group) -> Cell:
    """The mean with two decimals, marked when a derived rating is in it; what is not known is said so."""
    if group.mean is None:
        return Cell(phrases.NOT_KNOWN, quiet=True)
    return Cell(phrases.decimals(group.mean), derived=bool(group.derived))


def _known_text(group: Group) -> str:
    """How many of the providers the mean is of: ``5``, or ``2 of 6`` where not all are known."""
    known, members = len(group.known), len(group.members)
    return f"{known}" if known == members else f"{known} of {members}"


def _bar_cell(group: Group) -> Cell:
    """How many providers have each band, as a bar and in words; a band that is derived for one of them is marked."""
    counts = tuple((band, group.bands.count(band)) for band in BANDS)
    words = [
        phrases.marked(f"{number:,} {band.value}", band in group.derived_bands) for band, number in counts if number
    ]
    if not words:
        return Cell(phrases.NOT_RATED if group.by in {"overall", "points"} else phrases.NOT_KNOWN, quiet=True)
    return Cell(", ".join(words), bar=counts, starred=group.derived_bands)


def band_of(standing: Standing, by: str) -> Cell:
    """The band that counts for the mean: of the standard where the mean is of a standard, else the overall rating."""
    cell = band_cell(standing.counts, "overall" if by == "points" else by)
    return cell._replace(short=cell.band.letter) if cell.band else cell


def names(standings: Iterable[Standing]) -> list[Value]:
    """The names of some providers."""
    return [standing.provider.name for standing in standings]


def _derived_members(group: Group) -> list[Value]:
    """The providers of which what the mean is of, or the band that is counted, is derived."""
    fields = {group.by, "overall"} if group.by == "points" else {group.by}
    return names(standing for standing in group.members if any(is_derived(standing, field) for field in fields))


def _derived(group: Group) -> dict[str, Value]:
    """The fields of a row in which there is a value that no source states outright, each with whose."""
    whose = {"mean": list(group.derived)} if group.derived else {}
    field = "overall" if group.by == "points" else group.by
    for band in BANDS:
        if band in group.derived_bands:
            whose[key_of(band)] = [item for item, given in group.banded if given is band and is_derived(item, field)]
    return {key: phrases.listed([standing.provider.name for standing in standings]) for key, standings in whose.items()}


def key_of(band: Band) -> str:
    """``requires_improvement``."""
    return band.value.replace(" ", "_")


def _band_count_field(band: Band) -> GroupField:
    return GroupField(
        key_of(band),
        f"how many providers have the band {band.value}: overall, or for the standard of `--by`",
        lambda row: row.group.bands.count(band),
        lambda row: Cell(str(row.group.bands.count(band)), derived=band in row.group.derived_bands),
        heading=band.value.capitalize(),
        align="right",
        drop=9,
    )


def name_field(key: str, what: str, cell: Callable[[Row], Cell] | None = None) -> GroupField:
    """The field that says which group a row is about."""
    cell = cell or (lambda row: Cell(row.group.name or ""))
    return GroupField(key, what, lambda row: row.group.name, cell).shown(names=True, row_header=True)


POSITION: Fields = (
    GroupField.of_position(
        "the place; empty where nothing is known, or filters leave out some of its providers",
        lambda row: row.placed,
        lambda groups: any(placed.position is not None for placed in groups.places),
    ),
    GroupField("tied", "whether others share the place", lambda row: row.placed.tied, wide=False),
)
KNOWN = GroupField(
    "known",
    "how many of them the mean is of",
    lambda row: len(row.group.known),
    lambda row: Cell(_known_text(row.group)),
).shown(heading=lambda groups: "Rated" if groups.table.by == "overall" else "Known", align="right")
MEAN = GroupField(
    "mean",
    "the mean, rounded to four decimals",
    lambda row: None if row.group.mean is None else round(float(row.group.mean), 4),
    lambda row: mean_cell(row.group),
    order=lambda row: row.group.mean,
).shown(align="right")
COUNTS: Fields = (
    *map(_band_count_field, BANDS),
    GroupField(
        "derived_members",
        "the providers whose band or points in the row no source states outright",
        lambda row: _derived_members(row.group),
        wide=False,
        csv=False,
    ),
)
PROVIDERS = GroupField("providers", "how many providers", lambda row: len(row.group.members), align="right")
MEANS: Fields = (PROVIDERS, KNOWN, MEAN, *COUNTS)
RATINGS = GroupField(
    "ratings",
    "how many have each band, in words",
    lambda row: _bar_cell(row.group).text,
    lambda row: _bar_cell(row.group),
    csv=False,
    json=False,
).shown()
MEMBERS = GroupField("members", "all the providers, best first", lambda row: names(row.group.members), names=True)
LEAGUES_OF_MEMBERS = GroupField(
    "leagues",
    "for each of the providers its league",
    lambda row: [standing.provider.league or "" for standing in row.group.members],
    drop=0,
)
BANDS_OF_MEMBERS = GroupField(
    "bands",
    "for each of the providers its band",
    lambda row: [band_of(standing, row.group.by).text for standing in row.group.members],
).shown(
    heading=lambda groups: "Overall" if groups.table.by in {"overall", "points"} else phrases.capital(groups.table.by)
)
_SINCE: dict[str, Any] = {
    "given": lambda groups: groups.table.since is not None,
    "needs": "with `--since`",
    "wide": False,
}


def _change_counts(row: Row) -> dict[str, int]:
    """How many of a group's providers went up, went down, stayed the same, and were rated for the first time."""
    since = row.context.table.since
    return counted(since.changes[standing.provider.key] for standing in row.group.members)


def _change_field(kind: Kind, what: str) -> GroupField:
    text = f"of how many providers the rating {what}"
    return GroupField(kind.value, text, lambda row: _change_counts(row)[kind.value], **_SINCE, align="right")


def _changes_text(row: Row) -> str:
    return changes_text(row.group.members, row.context.table.since)


CHANGES: Fields = (
    _change_field(Kind.UP, "went up"),
    _change_field(Kind.DOWN, "went down"),
    _change_field(Kind.SAME, "stayed the same"),
    _change_field(Kind.NEW, "was the first"),
    GroupField(
        "change", "what became of the ratings, in words", _changes_text, **_SINCE, csv=False, json=False, quiet=False
    ).shown(lambda groups: any(_changes_text(Row(placed, groups)) for placed in groups.places)),
)
DERIVED = GroupField(
    "derived",
    f"the fields in which something counts that no source states outright, in JSON with whose; {MARK}",
    lambda row: _derived(row.group),
    wide=False,
)
