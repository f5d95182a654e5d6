"""Owners or leagues side by side as a sheet: what is in each, and how many of it have which band."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.caveats import league_caveats, with_caveats
from ratings_cli.views.cells import published_cell
from ratings_cli.views.charts.groups import owners_chart
from ratings_cli.views.compare import DIFFERS, Rows, headings
from ratings_cli.views.fields import record
from ratings_cli.views.groups import by_league, by_owner
from ratings_cli.views.groups.means import mean_cell, row_of
from ratings_cli.views.notes import date_star_notes, derived_notes
from ratings_cli.views.sheet import Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.comparison import GroupContender
    from ratings_cli.league.groups import Group
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League
    from ratings_cli.model.scale import Band


def compare_groups_sheet(data: DataSet, leagues: Sequence[League], contenders: Sequence[GroupContender]) -> Sheet:
    """Show owners side by side, or leagues.

    Args:
        data: the records.
        leagues: the leagues whose providers count for owners.
        contenders: the owners or the leagues, each as at its date.
    """
    are_leagues = contenders[0].is_league
    fields = (by_league if are_leagues else by_owner).FIELDS
    days = [phrases.as_at(contender.as_of) for contender in contenders]
    groups = [contender.place.item for contender in contenders]
    heads = headings([group.name or "" for group in groups], days)
    rows = _league_rows(data, contenders) if are_leagues else _owner_rows(contenders)
    same_day = f", {days[0]}" if len(set(days)) == 1 else ""
    title = f"Side by side: {'; '.join(heads)}{same_day}"
    sheet = Sheet(
        title=title,
        own_tables=(rows.table(heads),),
        notes=[*_what_stands_out(heads, groups), *rows.notes, *_notes(leagues, contenders)],
        own_keys=("as_of", *(field.key for field in fields if field.csv and not field.needs)),
        own_records=tuple(
            {"as_of": contender.as_of.isoformat() if contender.as_of else None}
            | record((field for field in fields if not field.needs), contender.groups, contender.place)
            for contender in contenders
        ),
        head={
            "title": title,
            "compared": "leagues" if are_leagues else "owners",
            "leagues": [group.name for group in groups] if are_leagues else _league_names(leagues, groups),
            "differs": rows.differing,
        },
        chart=owners_chart(contenders, heads),
    )
    found = [
        line
        for contender in contenders
        for line in league_caveats(data, (member.provider for member in contender.place.item.members), contender.as_of)
    ]
    return with_caveats(sheet, found)


def _league_names(leagues: Sequence[League], groups: Iterable[Group]) -> list[str]:
    """The leagues of which the owners have providers."""
    found = {member.provider.league or "" for group in groups for member in group.members}
    return [league.name for league in leagues if league.name in found]


def _owner_rows(contenders: Sequence[GroupContender]) -> Rows:
    groups = [contender.place.item for contender in contenders]
    rows = Rows()
    rows.add_texts("Providers rated", [str(len(group.known)) for group in groups])
    rows.add_positions([(item.place, item.of, item.place.item.mean is not None) for item in contenders])
    _add_bands(rows, groups)
    rows.add("Ran when rated", [row_of(_rated(group.known), "none") for group in groups], [])
    others = [_under_others(contender) for contender in contenders]
    if any(others):
        rows.add("Runs, rated under another", [row_of(_rated(other), "none") for other in others], [])
    return rows


def _under_others(contender: GroupContender) -> list[Standing]:
    """What an owner runs as at the date, or was the last to run, and that was rated under another."""
    name = contender.place.item.name
    standings = [placed.item for placed in contender.groups.table.whole]
    return [item for item in standings if item.counts and item.owner_now == name and item.owner != name]


def _rated(standings: Iterable[Standing]) -> list[Cell]:
    """``Essex: requires improvement``, with a star where no source states it."""
    return [
        Cell(f"{item.provider.name}: {item.overall.value}", band=item.overall, derived=bool(_is_derived(item)))
        for item in standings
        if item.overall
    ]


def _is_derived(item: Standing) -> str | None:
    return item.counts.ground_of("overall") if item.counts else None


def _league_rows(data: DataSet, contenders: Sequence[GroupContender]) -> Rows:
    groups = [contender.place.item for contender in contenders]
    leagues = {league.name: league for league in data.leagues}
    rows = Rows()
    rows.add("In full", [Cell(leagues[group.name or ""].label) for group in groups], [])
    rows.add_texts("Providers", [str(len(group.members)) for group in groups])
    rows.add_texts("Rated", [str(len(group.known)) for group in groups])
    _add_bands(rows, groups)
    newest = [by_league.newest_report(group) for group in groups]
    cells = [published_cell(report) if report else Cell(phrases.NOT_RATED, quiet=True) for report in newest]
    rows.add("Newest report", cells, [str(report.publication) if report else None for report in newest])
    rows.notes += date_star_notes(newest, "newest")
    ended = [leagues[item.place.item.name or ""].ended_by(item.as_of) for item in contenders]
    if any(ended):
        rows.add("Ended", [Cell(str(until)) if until else Cell("no", quiet=True) for until in ended], ended)
    return rows


def _add_bands(rows: Rows, groups: Sequence[Group]) -> None:
    """Add the mean, and for each band that one of them has, how many of those that are rated have it."""
    rows.add("Mean score", [mean_cell(group) for group in groups], [group.mean for group in groups])
    for band in BANDS:
        if any(band in group.bands for group in groups):
            cells = [Cell(_share(group, [band]), derived=band in group.derived_bands) for group in groups]
            shares = [Fraction(group.bands.count(band), len(group.known)) if group.known else None for group in groups]
            rows.add(phrases.capital(band.value), cells, shares)


def _share(group: Group, bands: Sequence[Band]) -> str:
    """``6 of 8``: how many of those that are rated have one of some bands."""
    number = sum(group.bands.count(band) for band in bands)
    return f"{number or 'none'} of {len(group.known)}" if group.known else phrases.NOT_RATED


def _what_stands_out(names: Sequence[str], groups: Sequence[Group]) -> list[str]:
    """How many are at the upper half of the scale and how many have the lowest band, each of how many."""
    parts = []
    for bands in (BANDS[:2], BANDS[-1:]):
        if any(band in group.bands for group in groups for band in bands):
            what = phrases.capital(phrases.listed([band.value for band in reversed(bands)], "or"))
            shares = [f"{_share(group, bands)} ({name})" for name, group in zip(names, groups, strict=True)]
            parts.append(f"{what}: {phrases.listed(shares)}.")
    return [" ".join(parts)] if parts else []


def _notes(leagues: Sequence[League], contenders: Sequence[GroupContender]) -> list[str]:
    groups = [contender.place.item for contender in contenders]
    notes = [f"{DIFFERS} marks where they differ: of the bands, in how many of those that are rated have each."]
    if contenders[0].is_league:
        programmes = [{item.programme for item in group.known} for group in groups]
        if all(programmes) and not set.intersection(*programmes):
            notes.append("Each was inspected under programmes of its own: the same band is not for the same work.")
    else:
        notes.append("The newest ratings of what each ran when the report came out count.")
        where = phrases.league_titles(leagues)
        notes.append(f"Position: among all owners by mean score, of these leagues: {where}.")
    members = [(0, item) for group in groups for item in group.members]
    if not contenders[0].is_league:
        members += [(0, item) for contender in contenders for item in _under_others(contender)]
    return [*notes, *derived_notes(members, {"overall": ()})]
