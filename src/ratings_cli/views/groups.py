"""The fields of each table of groups: of owners, areas, regions, leagues and years."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ratings_cli.league.groups import is_derived
from ratings_cli.league.report import Kind, count_changes
from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.cells import Cell, band_cell, published_cell, row_of
from ratings_cli.views.fields import MARK, Field
from ratings_cli.views.notes import changes_text, names_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.selection import Selection
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dates import PartialDate


class Row(NamedTuple):
    """A group in its place; the context is all of them, the `Groups` of a league table or `Years`."""

    placed: Ranked[Group]
    context: Any

    @property
    def group(self) -> Group:
        """The group."""
        return self.placed.item

    @property
    def ended(self) -> PartialDate | None:
        """When the league that the group is ended, where it had as at the day of the table."""
        chosen: Selection = self.context.table.chosen
        return chosen.league(self.group.name or "").ended_by(chosen.as_of)

    @property
    def nobody(self) -> Cell:
        """What is said in place of its ratings where it has no members, which a region with a body of its own may."""
        return Cell("none shown" if self.context.table.chosen.filters else phrases.NOT_KNOWN, quiet=True)


GroupField: TypeAlias = Field[Any, Row]
Fields: TypeAlias = tuple[GroupField, ...]


def mean_cell(group: Group) -> Cell:
    """The mean with two decimals, marked when a derived rating is in it; what is not known is said so."""
    if group.mean is None:
        return Cell(phrases.NOT_KNOWN, quiet=True)
    return Cell(phrases.decimals(group.mean), derived=bool(group.derived))


def _known_cell(row: Row) -> Cell:
    """How many of the providers the mean is of: ``5``, or ``2 of 6`` where not all are known."""
    known, members = len(row.group.known), len(row.group.members)
    return Cell(f"{known}" if known == members else f"{known} of {members}")


def _bar_cell(row: Row) -> Cell:
    """How many providers have each band, as a bar and in words; a band that is derived for one of them is marked."""
    group = row.group
    if not group.members:
        return row.nobody
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


def _derived_members(row: Row) -> list[str]:
    """The providers of which what the mean is of, or the band that is counted, is derived."""
    by = row.group.by
    fields = {by, "overall"} if by == "points" else {by}
    return names_of(standing for standing in row.group.members if any(is_derived(standing, field) for field in fields))


def _derived(row: Row) -> dict[str, str]:
    """The fields of a row in which there is a value that no source states outright, each with whose."""
    group = row.group
    whose = {"mean": [*group.derived]} | {key_of(band): group.derived_with(band) for band in BANDS}
    return {key: phrases.listed(names_of(standings)) for key, standings in whose.items() if standings}


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


def _name_field(key: str, what: str) -> GroupField:
    """The field that says which group a row is about."""

    def cell(row: Row) -> Cell:
        return Cell(row.group.name or phrases.NOT_KNOWN, quiet=not row.group.name)

    return GroupField(key, what, lambda row: row.group.name, cell).shown(names=True, row_header=True)


def _end_field(name: str, what: str, end: Callable[..., Any], drop: int) -> GroupField:
    """The providers at one end: the best or the worst by name; where several are equal, how many."""

    def cell(row: Row) -> Cell:
        ends = row.group.at_the(end)
        if not ends:
            return Cell(phrases.NOT_KNOWN, quiet=True)
        if len(ends) == 1:
            return Cell(ends[0].provider.name)
        return Cell("all equal" if len(ends) == len(row.group.known) else f"{len(ends)} equal", quiet=True)

    return GroupField(name, what, lambda row: names_of(row.group.at_the(end)), cell).shown(drop=drop, names=True)


def _change_field(kind: Kind, what: str) -> GroupField:
    def number(row: Row) -> int:
        since = row.context.table.since
        return count_changes(since.changes[standing.provider.key] for standing in row.group.members)[kind.value]

    return GroupField(kind.value, f"of how many providers the rating {what}", number, **_SINCE, align="right")


def _changes_cell(row: Row) -> Cell:
    return Cell(changes_text(row.group.members, row.context.table.since))


_SINCE: dict[str, Any] = {"given": lambda groups: groups.table.since, "needs": "with `--since`", "wide": False}
_POSITION: Fields = (
    GroupField.of_position(
        "the place; empty where nothing is known, or filters leave out some of its providers",
        lambda row: row.placed,
        lambda groups: any(placed.position is not None for placed in groups.places),
    ),
    GroupField("tied", "whether others share the place", lambda row: row.placed.tied, wide=False),
)
_PROVIDERS = GroupField("providers", "how many providers", lambda row: len(row.group.members), align="right")
_KNOWN = GroupField("known", "how many of them the mean is of", lambda row: len(row.group.known), _known_cell).shown(
    heading=lambda groups: "Rated" if groups.table.by == "overall" else "Known", align="right"
)
_MEAN = GroupField(
    "mean",
    "the mean, rounded to four decimals",
    lambda row: None if row.group.mean is None else round(float(row.group.mean), 4),
    lambda row: mean_cell(row.group) if row.group.members else row.nobody,
    order=lambda row: row.group.mean,
).shown(align="right")
_COUNTS: Fields = (
    *map(_band_count_field, BANDS),
    GroupField(
        "derived_members",
        "the providers whose band or points in the row no source states outright",
        _derived_members,
        wide=False,
        csv=False,
    ),
)
_RATINGS = GroupField.of_words("ratings", "how many have each band, in words", _bar_cell).shown()
_MEANS: Fields = (_PROVIDERS, _KNOWN, _MEAN, *_COUNTS, _RATINGS)
_MEMBERS = GroupField("members", "all the providers, best first", lambda row: names_of(row.group.members), names=True)
_DERIVED = GroupField(
    "derived",
    f"the fields in which something counts that no source states outright, in JSON with whose; {MARK}",
    _derived,
    wide=False,
)
_LAST: Fields = (
    _change_field(Kind.UP, "went up"),
    _change_field(Kind.DOWN, "went down"),
    _change_field(Kind.SAME, "stayed the same"),
    _change_field(Kind.NEW, "was the first"),
    GroupField.of_words("change", "what became of the ratings, in words", _changes_cell, **_SINCE).shown(
        lambda groups: any(_changes_cell(Row(placed, groups)).text for placed in groups.places)
    ),
    _DERIVED,
)
OWNERS: Fields = (
    *_POSITION,
    _name_field("owner", "the owner"),
    *_MEANS,
    _end_field("best", "every provider with the highest rating, or what the mean is of", max, 2),
    _end_field("worst", "every provider with the lowest", min, 3),
    _MEMBERS,
    *_LAST,
)


def _lines(
    get: Callable[[Standing, str], Cell], unknown: Callable[[Group], str] = lambda _: phrases.NOT_KNOWN
) -> Callable[[Row], Cell]:
    """A line for each provider; where there is one place alone, another for the leagues in which nobody is known."""

    def cell(row: Row) -> Cell:
        group = row.group
        missing = [Cell(unknown(group), quiet=True)] if group.missing and len(row.context.places) == 1 else []
        return row_of([*(get(standing, group.by) for standing in group.members), *missing], row.nobody.text)

    return cell


_MEMBER_LINES = _MEMBERS.shown(cell=_lines(lambda standing, _: Cell(standing.provider.name)))
_LEAGUES = GroupField(
    "leagues",
    "for each of the providers its league",
    lambda row: [standing.provider.league for standing in row.group.members],
    drop=0,
)
_BANDS = GroupField(
    "bands",
    "for each of the providers its band",
    lambda row: [band_of(standing, row.group.by).text for standing in row.group.members],
    _lines(band_of),
).shown(
    heading=lambda groups: "Overall" if groups.table.by in {"overall", "points"} else phrases.capital(groups.table.by)
)


def _has_several(groups: Groups) -> bool:
    """Whether a mean says more than the ratings themselves."""
    return groups.compete and any(len(placed.item.members) > 1 for placed in groups.places)


AREAS: Fields = (
    *_POSITION,
    _name_field("area", "the county or place"),
    _PROVIDERS,
    _KNOWN.shown(_has_several),
    _MEAN.shown(_has_several),
    *_COUNTS,
    _MEMBER_LINES.shown(help="the providers in the order of the leagues", heading="Served by"),
    _LEAGUES.shown(
        lambda groups: len(groups.table.chosen.leagues) > 1,
        cell=_lines(lambda standing, _: Cell(standing.provider.league), lambda group: ", ".join(group.missing)),
        heading="League",
    ),
    _BANDS,
    GroupField(
        "not_known_in",
        "the chosen leagues in which the record knows of nobody who serves the place",
        lambda row: row.group.missing,
    ),
    *_LAST,
)


def _own_cell(row: Row) -> Cell:
    """The band of the regional body itself; a body that the record does not know has no known band."""
    group = row.group
    if group.body is None:
        return Cell("" if group.league is None else phrases.NOT_KNOWN, quiet=True)
    return band_of(group.body, group.by)


def _has_body(groups: Groups) -> bool:
    """Whether there is a league of regional bodies."""
    return any(placed.item.league for placed in groups.places)


def _is_only(groups: Groups) -> bool:
    """Whether there is room for the providers one by one."""
    return len(groups.places) == 1


REGIONS: Fields = (
    *_POSITION,
    _name_field("region", "the region; none for those whose region is not known"),
    GroupField(
        "league",
        "the league of the regional body; none where there is no such league",
        lambda row: row.group.league,
        wide=False,
        quiet=False,
    ).shown(_has_body, heading="Regional body"),
    GroupField(
        "own_overall",
        "the overall rating of the body itself; none when it is not rated or not in the record",
        lambda row: row.group.body and row.group.body.overall,
        _own_cell,
        wide=False,
    ).shown(_has_body, heading="Body's rating"),
    *_MEANS,
    _MEMBER_LINES.shown(_is_only, heading="Providers in the region"),
    _LEAGUES,
    _BANDS.shown(_is_only),
    *_LAST,
)


LEAGUES: Fields = (
    _name_field("league", "the league"),
    GroupField(
        "title",
        "what its providers are called",
        lambda row: row.context.table.chosen.league(row.group.name).label,
        quiet=False,
    ).shown(drop=3, names=True),
    *_MEANS,
    GroupField(
        "newest",
        "the date of its newest rated report, as exact as it is known",
        lambda row: row.group.newest and (row.group.newest.published or row.group.newest.published_by),
        lambda row: published_cell(row.group.newest),
    ).shown(heading="Newest report", drop=2),
    GroupField(
        "until",
        "when it ended; empty for one that lasts",
        lambda row: row.ended,
        lambda row: Cell(str(row.ended or "")),
    ).shown(lambda groups: any(Row(placed, groups).ended for placed in groups.places), heading="Ended", drop=1),
    _MEMBERS,
    *_LAST,
)
YEARS: Fields = (
    GroupField("league", "the league", lambda row: row.group.members[0].provider.league, quiet=False).shown(
        lambda years: len(years.series.chosen.leagues) > 1
    ),
    _name_field("year", "the year in which the reports came out"),
    GroupField("reports", "how many rated reports certainly came out in it", lambda row: len(row.group.members)).shown(
        align="right"
    ),
    _MEAN,
    *_COUNTS,
    _RATINGS,
    dataclasses.replace(_MEMBERS, help="whose reports they are, in order of date"),
    _DERIVED,
)
