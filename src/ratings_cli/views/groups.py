"""The fields of each table of groups: of owners, areas, regions, leagues and years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.cells import Cell, published_cell, row_of
from ratings_cli.views.fields import always
from ratings_cli.views.group_fields import (
    BANDS_OF_MEMBERS,
    CHANGES,
    COUNTS,
    DERIVED,
    KNOWN,
    LEAGUES_OF_MEMBERS,
    MEAN,
    MEANS,
    MEMBERS,
    POSITION,
    PROVIDERS,
    RATINGS,
    Fields,
    GroupField,
    Row,
    band_of,
    key_of,
    name_field,
    names,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.league.groups import Group
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection


def _end_field(name: str, what: str, end: Callable[..., Any], drop: int) -> GroupField:
    """The providers at one end: the best or the worst by name; where several are equal, how many."""

    def cell(row: Row) -> Cell:
        ends = row.group.at_the(end)
        if not ends:
            return Cell(phrases.NOT_KNOWN, quiet=True)
        if len(ends) == 1:
            return Cell(ends[0].provider.name)
        return Cell("all equal" if len(ends) == len(row.group.known) else f"{len(ends)} equal", quiet=True)

    return GroupField(name, what, lambda row: names(row.group.at_the(end)), cell).shown(drop=drop, names=True)


OWNERS: Fields = (
    *POSITION,
    name_field("owner", "the owner"),
    *MEANS,
    RATINGS,
    _end_field("best", "every provider with the highest rating, or what the mean is of", max, 2),
    _end_field("worst", "every provider with the lowest", min, 3),
    MEMBERS,
    *CHANGES,
    DERIVED,
)


def _lines(get: Callable[[Standing, str], Cell], unknown: Callable[[Group], str]) -> Callable[[Row], Cell]:
    """A line for each provider; where there is one place alone, another for the leagues in which nobody is known."""

    def cell(row: Row) -> Cell:
        group = row.group
        missing = [Cell(unknown(group), quiet=True)] if group.missing and len(row.context.places) == 1 else []
        return row_of([*(get(standing, group.by) for standing in group.members), *missing], phrases.NOT_KNOWN)

    return cell


def _not_known(_: Group) -> str:
    return phrases.NOT_KNOWN


def _has_several(groups: Any) -> bool:  # noqa: ANN401 - see `Row`
    """Whether a mean says more than the ratings themselves."""
    return groups.compete and any(len(placed.item.members) > 1 for placed in groups.places)


AREAS: Fields = (
    *POSITION,
    name_field("area", "the county or place"),
    PROVIDERS,
    replace(KNOWN, worth=_has_several),
    replace(MEAN, worth=_has_several),
    *COUNTS,
    replace(
        MEMBERS,
        help="the providers in the order of the leagues",
        cell=_lines(lambda standing, _: Cell(standing.provider.name), _not_known),
        heading="Served by",
        worth=always,
        drop=0,
    ),
    replace(
        LEAGUES_OF_MEMBERS,
        cell=_lines(lambda standing, _: Cell(standing.provider.league or ""), lambda group: ", ".join(group.missing)),
        heading="League",
        worth=lambda groups: len(groups.table.chosen.leagues) > 1,
    ),
    replace(BANDS_OF_MEMBERS, cell=_lines(band_of, _not_known)),
    GroupField(
        "not_known_in",
        "the chosen leagues in which the record knows of nobody who serves the place",
        lambda row: row.group.missing,
    ),
    *CHANGES,
    DERIVED,
)


def _own_cell(row: Row) -> Cell:
    """The band of the regional body itself; a body that the record does not know has no known band."""
    group = row.group
    if group.body is None:
        return Cell("" if group.league is None else phrases.NOT_KNOWN, quiet=True)
    return band_of(group.body, group.by)


_OF_BODY: dict[str, Any] = {
    "worth": lambda groups: any(placed.item.league for placed in groups.places),
    "wide": False,
    "drop": 0,
}


def _is_only(groups: Any) -> bool:  # noqa: ANN401 - see `Row`
    """Whether there is room for the providers one by one."""
    return len(groups.places) == 1


def _name_or_unknown(row: Row) -> Cell:
    return Cell(row.group.name or phrases.NOT_KNOWN, quiet=not row.group.name)


REGIONS: Fields = (
    *POSITION,
    name_field("region", "the region; none for those whose region is not known", _name_or_unknown),
    GroupField(
        "league",
        "the league of the regional body; none where there is no such league",
        lambda row: row.group.league,
        heading="Regional body",
        **_OF_BODY,
        quiet=False,
    ),
    GroupField(
        "own_overall",
        "the overall rating of the body itself; none when it is not rated or not in the record",
        lambda row: row.group.body and row.group.body.overall,
        _own_cell,
        heading="Body's rating",
        **_OF_BODY,
    ),
    *MEANS,
    RATINGS,
    replace(
        MEMBERS,
        cell=lambda row: row_of([Cell(item.provider.name) for item in row.group.members], phrases.NOT_KNOWN),
        heading="Providers in the region",
        worth=_is_only,
        drop=0,
    ),
    LEAGUES_OF_MEMBERS,
    replace(
        BANDS_OF_MEMBERS,
        cell=lambda row: row_of([band_of(standing, row.group.by) for standing in row.group.members], ""),
        worth=_is_only,
    ),
    *CHANGES,
    DERIVED,
)


def newest_report(group: Group) -> Inspection | None:
    """The newest report that counts; one of those that share the latest possible day."""
    dated = [
        (latest, standing.counts)
        for standing in group.members
        if standing.counts and (latest := standing.counts.publication.latest)
    ]
    return max(dated, key=lambda found: found[0])[1] if dated else None


def _newest(row: Row) -> object:
    found = newest_report(row.group)
    return found and (found.published or found.published_by)


LEAGUES: Fields = (
    name_field("league", "the league", _name_or_unknown),
    GroupField("title", "what its providers are called", lambda row: row.league.label, quiet=False).shown(
        drop=3, names=True
    ),
    *MEANS,
    RATINGS,
    GroupField(
        "newest",
        "the date of its newest rated report, as exact as it is known",
        _newest,
        lambda row: published_cell(newest_report(row.group)),
    ).shown(heading="Newest report", drop=2),
    GroupField(
        "until",
        "when it ended; empty for one that lasts",
        lambda row: row.ended,
        lambda row: Cell(str(row.ended or "")),
    ).shown(lambda groups: any(Row(placed, groups).ended for placed in groups.places), heading="Ended", drop=1),
    MEMBERS,
    *CHANGES,
    DERIVED,
)


def _league_of(row: Row) -> str:
    return row.group.members[0].provider.league or ""


YEARS: Fields = (
    GroupField("league", "the league", _league_of, quiet=False).shown(
        lambda years: len(years.series.chosen.leagues) > 1
    ),
    name_field("year", "the year in which the reports came out"),
    GroupField("reports", "how many rated reports certainly came out in it", lambda row: len(row.group.members)).shown(
        align="right"
    ),
    MEAN,
    *COUNTS,
    RATINGS,
    replace(MEMBERS, help="whose reports they are, in order of date"),
    DERIVED,
)

KINDS: dict[str, tuple[Fields, tuple[str, ...]]] = {
    "owner": (OWNERS, ("owner", "known", "mean", "ratings", *map(key_of, BANDS), "best", "worst")),
    "area": (AREAS, ("area", "leagues", "members", "bands", "known", "mean")),
    "region": (REGIONS, ("region", "league", "own_overall", "known", "mean", "ratings", "members", "bands")),
    "league": (LEAGUES, ("league", "title", "known", "mean", "ratings", "newest", "until")),
    "year": (YEARS, ("league", "year", "reports", "mean", "ratings")),
}
"""For each kind of group its fields, and those that readers are shown after the place and the change."""
