"""The fields that groups share: name, place, mean, ratings behind it, changes; cells of several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from ratings_cli.league.groups import is_derived
from ratings_cli.league.report import Kind, counted
from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.cells import band_cell
from ratings_cli.views.changes import changes_text
from ratings_cli.views.fields import Field, always
from ratings_cli.views.sheet import Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.report import Change
    from ratings_cli.league.standing import Standing
    from ratings_cli.views.sheet import Value

T = TypeVar("T")

Row: TypeAlias = "Ranked[Group]"


def of_group(get: Callable[[Group], T]) -> Callable[[object, Row], T]:
    """What a function of a group says of a row."""
    return lambda _, row: get(row.item)


def mean_cell(group: Group) -> Cell:
    """The mean with two decimals, marked when a derived rating is in it; what is not known is said so."""
    if group.mean is None:
        return Cell(phrases.NOT_KNOWN, quiet=True)
    return Cell(phrases.decimals(group.mean), derived=bool(group.derived))


def known_cell(group: Group) -> Cell:
    """How many of the providers the mean is of: ``5``, or ``2 of 6`` where not all are known."""
    known, members = len(group.known), len(group.members)
    return Cell(f"{known}" if known == members else f"{known} of {members}")


def bar_cell(group: Group) -> Cell:
    """How many providers have each band, as a bar and in words; a band that is derived for one of them is marked."""
    known = [band for band in group.bands if band]
    if not known:
        return Cell(phrases.NOT_RATED if group.by in {"overall", "points"} else phrases.NOT_KNOWN, quiet=True)
    words = [
        phrases.marked(f"{number:,} {band.value}", band in group.derived_bands)
        for band, number in band_counts(group)
        if number
    ]
    return Cell(", ".join(words), bar=band_counts(group), starred=group.derived_bands)


def band_counts(group: Group) -> tuple[tuple[Band, int], ...]:
    """How many of the providers have each band, best first."""
    return tuple((band, group.bands.count(band)) for band in BANDS)


def row_of(parts: Sequence[Cell], nobody: str) -> Cell:
    """Cells in a row as one cell; `nobody` where there are none."""
    if not parts:
        return Cell(nobody, quiet=True)
    text = "; ".join(phrases.marked(part.text, part.derived) for part in parts)
    if len(parts) == 1:
        return parts[0]
    return Cell(text, parts=tuple(parts))


def band_of(standing: Standing, by: str) -> Cell:
    """The band that counts for the mean: of the standard where the mean is of a standard, else the overall rating."""
    cell = band_cell(standing.counts, "overall" if by == "points" else by)
    return cell._replace(short=cell.band.letter) if cell.band else cell


def _derived_members(group: Group) -> list[Value]:
    """The providers of which what the mean is of, or the band that is counted, is derived."""
    return [
        standing.provider.name
        for standing in group.members
        if is_derived(standing, group.by) or (group.by == "points" and is_derived(standing, "overall"))
    ]


def _derived(group: Group) -> dict[str, Value]:
    """The fields of a row in which there is a value that no source states outright, each with whose."""
    mean = {"mean": group.derived} if group.derived else {}
    field = "overall" if group.by == "points" else group.by
    bands = {
        key_of(band): [standing for standing, of in group.banded if of is band and is_derived(standing, field)]
        for band in BANDS
        if band in group.derived_bands
    }
    return {
        key: phrases.listed([standing.provider.name for standing in standings])
        for key, standings in {**mean, **bands}.items()
    }


def key_of(band: Band) -> str:
    """``requires_improvement``."""
    return band.value.replace(" ", "_")


def _band_field(band: Band) -> Field[Any, Row]:
    return Field(
        key=key_of(band),
        help=f"how many providers have the band {band.value}: overall, or for the standard of `--by`",
        value=of_group(lambda group: dict(band_counts(group))[band]),
        cell=of_group(lambda group: Cell(str(dict(band_counts(group))[band]), derived=band in group.derived_bands)),
        heading=band.value.capitalize(),
        align="right",
        drop=9,
    )


def name_field(key: str, what: str, cell: Callable[[Group], Cell] | None = None) -> Field[Any, Row]:
    """The field that says which group a row is about."""
    return Field(
        key=key,
        help=what,
        value=of_group(lambda group: group.name),
        cell=of_group(cell or (lambda group: Cell(group.name or ""))),
        worth=always,
        drop=0,
        names=True,
        row_header=True,
    )


POSITION: tuple[Field[Groups, Row], ...] = (
    Field(
        key="position",
        help="the place; empty where nothing is known, or filters leave out some of its providers",
        value=lambda _, row: row.position,
        cell=lambda _, row: Cell(row.label),
        heading="#",
        worth=lambda groups: any(row.position is not None for row in groups.places),
        wide=False,
        align="right",
        drop=0,
    ),
    Field(key="tied", help="whether others share the place", value=lambda _, row: row.tied, wide=False),
)
MEAN: Field[Any, Row] = Field(
    key="mean",
    help="the mean, rounded to four decimals",
    value=of_group(lambda group: None if group.mean is None else round(float(group.mean), 4)),
    cell=of_group(mean_cell),
    order=of_group(lambda group: group.mean),
    worth=always,
    align="right",
    drop=0,
)
COUNTS: tuple[Field[Any, Row], ...] = (
    *map(_band_field, BANDS),
    Field(
        key="derived_members",
        help="the providers whose band or points in the row no source states outright",
        value=of_group(_derived_members),
        wide=False,
        csv=False,
    ),
)
MEANS: tuple[Field[Groups, Row], ...] = (
    Field(key="providers", help="how many providers", value=of_group(lambda group: len(group.members)), align="right"),
    Field(
        key="known",
        help="how many of them the mean is of",
        value=of_group(lambda group: len(group.known)),
        cell=of_group(known_cell),
        heading=lambda groups: "Rated" if groups.table.by == "overall" else "Known",
        worth=always,
        align="right",
        drop=0,
    ),
    MEAN,
    *COUNTS,
)
RATINGS: Field[Any, Row] = Field(
    key="ratings",
    help="how many have each band, in words",
    value=of_group(lambda group: bar_cell(group).text),
    cell=of_group(bar_cell),
    worth=always,
    csv=False,
    json=False,
    drop=0,
)
MEMBERS: Field[Any, Row] = Field(
    key="members",
    help="all the providers, best first",
    value=of_group(lambda group: [standing.provider.name for standing in group.members]),
    names=True,
)
LEAGUES: Field[Groups, Row] = Field(
    key="leagues",
    help="for each of the providers its league",
    value=of_group(lambda group: [standing.provider.league or "" for standing in group.members]),
    drop=0,
)
BANDS_OF_MEMBERS: Field[Groups, Row] = Field(
    key="bands",
    help="for each of the providers its band",
    value=of_group(lambda group: [band_of(standing, group.by).text for standing in group.members]),
    heading=lambda groups: "Overall" if groups.table.by in {"overall", "points"} else phrases.capital(groups.table.by),
    worth=always,
    drop=0,
)


def _is_since(groups: Groups) -> bool:
    return groups.table.since is not None


def _change_field(kind: Kind, what: str) -> Field[Groups, Row]:
    return Field(
        key=kind.value,
        help=f"of how many providers the rating {what}",
        value=lambda groups, row: counted(_changes(groups, row.item))[kind.value],
        given=_is_since,
        needs="with `--since`",
        align="right",
        wide=False,
    )


def _changes(groups: Groups, group: Group) -> list[Change]:
    """What became of the ratings of a group's providers."""
    since = groups.table.since
    return [since.changes[standing.provider.key] for standing in group.members] if since else []


CHANGES: tuple[Field[Groups, Row], ...] = (
    _change_field(Kind.UP, "went up"),
    _change_field(Kind.DOWN, "went down"),
    _change_field(Kind.SAME, "stayed the same"),
    _change_field(Kind.NEW, "was the first"),
    Field(
        key="change",
        help="what became of the ratings, in words",
        value=lambda groups, row: changes_text(row.item.members, groups.table.since),
        cell=lambda groups, row: Cell(changes_text(row.item.members, groups.table.since)),
        given=_is_since,
        needs="with `--since`",
        worth=lambda groups: any(changes_text(row.item.members, groups.table.since) for row in groups.places),
        wide=False,
        csv=False,
        json=False,
        drop=0,
    ),
)
DERIVED: Field[Any, Row] = Field(
    key="derived",
    help="the fields in which something counts that no source states outright, in JSON with whose; a `*` for a reader",
    value=of_group(_derived),
    wide=False,
)
