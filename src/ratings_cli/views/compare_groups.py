"""Owners or leagues side by side as a sheet: what is in each, and how many of it have which band."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.cells import Cell, band_cell, published_cell, row_of
from ratings_cli.views.charts.groups import owners_chart
from ratings_cli.views.compare import DIFFERS, Fact, comparison_sheet, heads_of, position_fact, text_fact
from ratings_cli.views.evidence import rating_evidence, star_notes
from ratings_cli.views.fields import record
from ratings_cli.views.group_fields import Row, mean_cell
from ratings_cli.views.group_sheets import newest_star_notes
from ratings_cli.views.groups import KINDS, newest_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ratings_cli.league.comparison import GroupContender
    from ratings_cli.league.groups import Group
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League
    from ratings_cli.model.scale import Band
    from ratings_cli.views.sheet import Sheet


def compare_groups_sheet(data: DataSet, leagues: Sequence[League], contenders: Sequence[GroupContender]) -> Sheet:
    """Show owners side by side, or leagues.

    Args:
        data: the records.
        leagues: the leagues whose providers count for owners.
        contenders: the owners or the leagues, each as at its date.
    """
    are_leagues = contenders[0].is_league
    groups = [contender.place.item for contender in contenders]
    heads = heads_of([group.name or "" for group in groups], contenders)
    within = {member.provider.league or "" for group in groups for member in group.members}
    if are_leagues:
        compared = ("leagues", [group.name or "" for group in groups])
        facts, (fields, _) = _league_facts(data, contenders), KINDS["league"]
    else:
        compared = ("owners", [league.name for league in leagues if league.name in within])
        facts, (fields, _) = _owner_facts(contenders), KINDS["owner"]
    return comparison_sheet(
        data,
        contenders,
        heads,
        [*facts],
        compared=compared,
        fields=fields,
        records=[record(fields, Row(contender.place, contender.groups)) for contender in contenders],
        notes=_notes(heads, leagues, contenders),
        members=[[member.provider for member in group.members] for group in groups],
        chart=owners_chart(contenders, heads),
    )


def _owner_facts(contenders: Sequence[GroupContender]) -> Iterator[Fact]:
    groups = [contender.place.item for contender in contenders]
    yield text_fact("Providers rated", [str(len(group.known)) for group in groups])
    yield position_fact([(item.place, item.of, item.place.item.mean is not None) for item in contenders])
    yield from _band_facts(groups)
    yield Fact("Ran when rated", [_rated_cell(group.known) for group in groups])
    others = [_under_others(contender) for contender in contenders]
    if any(others):
        yield Fact("Runs, rated under another", [_rated_cell(other) for other in others])


def _under_others(contender: GroupContender) -> list[Standing]:
    """What an owner runs as at the date, or was the last to run, and that was rated under another."""
    name = contender.place.item.name
    standings = [placed.item for placed in contender.groups.table.whole]
    return [item for item in standings if item.counts and item.owner_now == name and item.owner != name]


def _rated_cell(standings: Iterable[Standing]) -> Cell:
    """``Essex: requires improvement``, with a star where no source states it."""
    cells = []
    for standing in standings:
        cell = band_cell(standing.counts, "overall")
        if cell.band:
            cells.append(cell._replace(text=f"{standing.provider.name}: {cell.text}"))
    return row_of(cells, "none")


def _league_facts(data: DataSet, contenders: Sequence[GroupContender]) -> Iterator[Fact]:
    groups = [contender.place.item for contender in contenders]
    leagues = {league.name: league for league in data.leagues}
    yield Fact("In full", [Cell(leagues[group.name or ""].label) for group in groups])
    yield text_fact("Providers", [str(len(group.members)) for group in groups])
    yield text_fact("Rated", [str(len(group.known)) for group in groups])
    yield from _band_facts(groups)
    newest = [newest_report(group) for group in groups]
    cells = [published_cell(report) if report else Cell(phrases.NOT_RATED, quiet=True) for report in newest]
    yield Fact("Newest report", cells, [str(report.publication) if report else None for report in newest])
    ended = [leagues[item.place.item.name or ""].ended_by(item.as_of) for item in contenders]
    if any(ended):
        yield Fact("Ended", [Cell(str(until)) if until else Cell("no", quiet=True) for until in ended], ended)


def _band_facts(groups: Sequence[Group]) -> Iterator[Fact]:
    """The mean, and for each band that one of them has, how many of those that are rated have it."""
    yield Fact("Mean score", [mean_cell(group) for group in groups], [group.mean for group in groups])
    for band in BANDS:
        if any(band in group.bands for group in groups):
            cells = [Cell(_share(group, [band]), derived=band in group.derived_bands) for group in groups]
            shares = [Fraction(group.bands.count(band), len(group.known)) if group.known else None for group in groups]
            yield Fact(phrases.capital(band.value), cells, shares)


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


def _notes(heads: Sequence[str], leagues: Sequence[League], contenders: Sequence[GroupContender]) -> list[str]:
    groups = [contender.place.item for contender in contenders]
    members = [standing for group in groups for standing in group.members]
    notes = _what_stands_out(heads, groups)
    rule = f"{DIFFERS} marks where they differ: of the bands, in how many of those that are rated have each."
    if contenders[0].is_league:
        notes += [*newest_star_notes(groups), rule]
        programmes = [{item.programme for item in group.known} for group in groups]
        if all(programmes) and not set.intersection(*programmes):
            notes.append("Each was inspected under programmes of its own: the same band is not for the same work.")
    else:
        members += [standing for contender in contenders for standing in _under_others(contender)]
        where = phrases.league_titles(leagues)
        notes += [rule, "The newest ratings of what each ran when the report came out count."]
        notes.append(f"Position: among all owners by mean score, of these leagues: {where}.")
    return [*notes, *star_notes([rating_evidence(members, "overall")], columns=())]
