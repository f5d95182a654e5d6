"""The columns of a mean: how many it is of, the mean itself, the ratings behind it; and cells of several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.league.groups import is_derived
from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.cells import band_cell
from ratings_cli.views.sheet import Cell, Column, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.league.standing import Standing

Shown: TypeAlias = "tuple[bool, Column, Callable[[Group], Cell]]"

MEAN_KEYS = ("providers", "known", "mean", "outstanding", "good", "requires_improvement", "inadequate")


def mean_record(group: Group) -> dict[str, Value]:
    """What a program is told of a group's mean, and of the ratings behind it."""
    counts = dict(band_counts(group))
    return {
        "providers": len(group.members),
        "known": len(group.known),
        "mean": None if group.mean is None else round(float(group.mean), 4),
        **{band.value.replace(" ", "_"): counts[band] for band in BANDS},
        "derived_members": [one.provider.name for one in group.members if _any_derived(group, one)],
    }


def _any_derived(group: Group, one: Standing) -> bool:
    """Whether what the mean is of, or the band that is counted, is derived."""
    return is_derived(one, group.by) or (group.by == "points" and is_derived(one, "overall"))


def mean_columns(result: Groups, *, wide: bool, bar: bool = True) -> list[Shown]:
    """The columns of the mean: how many it is of, the mean itself, and the ratings behind it.

    Args:
        result: the groups.
        wide: with how many providers have each band, a column each.
        bar: with how many have each band as a bar; a sheet that shows the band of each member needs none.
    """
    heading = "Rated" if result.table.by == "overall" else "Known"
    counts = [
        (wide, Column(band.value.replace(" ", "_"), band.value.capitalize(), "right", drop=9), _counter(band))
        for band in BANDS
    ]
    return [
        (True, Column("known", heading, "right"), known_cell),
        (True, Column("mean", "Mean", "right"), mean_cell),
        (bar, Column("bands", "Ratings"), bar_cell),
        *counts,
    ]


def _counter(band: Band) -> Callable[[Group], Cell]:
    return lambda group: Cell(str(dict(band_counts(group))[band]), derived=band in group.derived_bands)


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
    stars = dict.fromkeys(group.derived_bands, "*")
    words = [f"{number:,} {band.value}{stars.get(band, '')}" for band, number in band_counts(group) if number]
    return Cell(", ".join(words), bar=band_counts(group), starred=group.derived_bands)


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
    return cell._replace(short=cell.band.letter) if cell.band else cell
