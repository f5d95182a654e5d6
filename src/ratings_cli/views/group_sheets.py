"""The sheets of groups of providers: owners, areas, regions, leagues and years; owners or leagues side by side."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.cells import Cell, Note, published_cell
from ratings_cli.views.charts.groups import group_chart, owners_chart
from ratings_cli.views.compare import DIFFERS, Fact, comparison_sheet, heads_of, position_fact, ratings_cell, text_fact
from ratings_cli.views.evidence import Evidence, date_evidence, rating_evidence, star_notes
from ratings_cli.views.fields import View
from ratings_cli.views.groups import AREAS, LEAGUES, OWNERS, REGIONS, YEARS, Fields, Row, key_of, mean_cell
from ratings_cli.views.notes import (
    TIES,
    change_notes,
    dated,
    last_notes,
    league_caveats,
    names_of,
    naming,
    order_notes,
    ranking_rule,
)
from ratings_cli.views.sheet import Sheet, table_sheet
from ratings_cli.views.timeline import report_notes, series_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ratings_cli.league.comparison import GroupContender
    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.league.standing import Standing
    from ratings_cli.league.timeline import Years
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League
    from ratings_cli.model.scale import Band
    from ratings_cli.views.cells import Value


def group_sheet(result: Groups, kind: str, *, wide: bool = False) -> Sheet:
    """Show the groups of a league table, by a kind of them; `wide` with every column there is."""
    table = result.table
    fields, readers, own_notes = _KINDS[kind]
    rows = [Row(placed, result) for placed in result.places]
    view = View(fields, result, rows, ("position", "change", *readers), _evidence, wide=wide)
    has_means = any(column.key == "mean" for column in view.columns)
    by = table.by
    mean = {"overall": "mean overall rating", "points": "mean share of points"}.get(by, f"mean rating for {by}")
    ranked = f", {'ranked by ' if result.compete else ''}{mean}" if has_means else ""
    notes = [
        *(_rules(result, has_means=has_means) if result.places else []),
        *own_notes(result),
        *_group_stars(result),
        *(_newest_star_notes([placed.item for placed in result.places]) if kind == "league" else []),
        *change_notes(table),
        *last_notes(table, ended=kind != "league"),
    ]
    more = kind == "region" and not wide and len(result.places) > 1
    hints = ["The providers of each region: --wide"] if more else []
    chart = group_chart(result, kind)
    return table_sheet(table, Sheet(f"by {kind}{ranked}", view=view, notes=notes, chart=chart, hints=hints))


def _evidence(row: Row) -> list[Evidence]:
    """What backs a row: the ratings that the mean is of, and of a region the rating of its own body."""
    rated = [*filter(None, [row.group.body]), *row.group.known]
    return rating_evidence(rated, row.group.by)


def _rules(result: Groups, *, has_means: bool) -> list[str]:
    """How places are decided, in one sentence; what the mean is of, in another; and who has none."""
    table = result.table
    by = table.by
    what = {
        "overall": f"mean score of the latest overall ratings ({phrases.SCORES})",
        "points": "mean share of the maximum points, at the latest rating",
    }
    mean = what.get(by, f"mean score of the latest ratings for {by} ({phrases.SCORES})")
    unknown = {"overall": "Unrated providers are", "points": "Providers whose points are not known are"}
    left_out = f"{unknown.get(by, f'Providers whose rating for {by} is not known are')} excluded"
    if not has_means and not result.compete:
        unranked = "In order of name, without positions: the ratings of several leagues are not ranked together."
        return [Note(unranked, "rule")]
    if not result.compete:
        return [Note(f"Mean: the {mean}. {left_out}.", "rule")]
    rule = Note(f"Ranked by {mean}; {TIES}. {left_out}.", "rule") if has_means else ranking_rule(by)
    return [rule, *order_notes(table), *_partly_shown(result)]


def _partly_shown(result: Groups) -> list[str]:
    """Why some groups have no position though there is a mean of them."""
    without = [ranked.item for ranked in result.places if ranked.position is None and ranked.item.mean is not None]
    named = [group.name for group in without if group.name is not None]
    if not named or not result.table.has_positions:
        return []
    text = f"No position, as the filters change who is counted: {phrases.some(named)} (--rerank ranks what is shown)."
    return [Note(text, "left out")]


def _stars(groups: Sequence[Group], by: str = "overall") -> list[Note]:
    """What the stars behind the bands of the members mean, and of a region behind that of its own body."""
    field = "overall" if by == "points" else by
    rated = ((*filter(None, [group.body]), *group.members) for group in groups)
    return star_notes(rating_evidence(standings, field) for standings in rated)


def _group_stars(result: Groups) -> list[Note]:
    """What the stars mean: those behind bands, and whose points in the means of points no source states."""
    groups = [placed.item for placed in result.places]
    notes = _stars(groups, result.table.by)
    rows = [row for row, group in enumerate(groups) if group.derived] if result.table.by == "points" else []
    if rows:
        derived = dict.fromkeys(standing.provider.name for group in groups for standing in group.derived)
        what = f"of points that are added up from the bands of the standards: {phrases.some(list(derived))}"
        notes.append(Note(f"{phrases.INFERRED} Means: {what}.", "star", rows, ["mean"]))
    return notes


def _owner_notes(result: Groups) -> list[str]:
    """Whose owner it is, and which providers and owners are in no row."""
    few = f"Not shown, fewer than {phrases.count(result.least, 'rated provider')}"
    return [
        "Owner: the owner when the report was published.",
        *_in_no_row([standing for standing in result.ungrouped if standing.counts], "owner when rated unknown"),
        *_in_no_row([standing for standing in result.ungrouped if not standing.counts], "not rated"),
        *naming(few, [f"{group.name} ({len(group.members)})" for group in result.too_few]),
    ]


def _in_no_row(standings: Sequence[Standing], why: str) -> list[str]:
    number = f": {phrases.count(len(standings), 'provider')}" if len(standings) > 1 else ""
    return naming(f"Not shown, {why}{number}", names_of(standings))


def _area_notes(result: Groups) -> list[str]:
    """That a provider may count in several rows, and who is in none."""
    notes = ["A provider that serves several places counts in the row of each."] if result.places else []
    missing = Counter(league for ranked in result.places for league in ranked.item.missing)
    if missing and len(result.places) == 1:
        notes.append("Not known: no provider of that league is recorded for this area.")
    elif missing:
        names = (league.name for league in result.table.chosen.leagues if missing[league.name])
        leagues = phrases.listed([f"{name} in {missing[name]:,}" for name in names])
        notes.append(f"Of {len(result.places):,} areas, the record names nobody of some leagues: {leagues}.")
    return [*notes, *_in_no_row(result.ungrouped, "area not in the record")]


def _region_notes(result: Groups) -> list[str]:
    """What the mean is of, and of whom the region is not known."""
    notes: list[str] = []
    if any(ranked.item.league for ranked in result.places):
        notes.append("The mean covers the providers in the region, not the regional body.")
    nowhere = [ranked.item for ranked in result.places if ranked.item.name is None]
    if nowhere:
        number = phrases.count(sum(len(group.members) for group in nowhere), "provider")
        notes.append(Note(f"No region in the record, listed unranked: {number}.", "left out"))
    return notes


def _newest_star_notes(groups: Sequence[Group]) -> list[Note]:
    """What the stars behind the dates of the newest reports of leagues mean."""
    return star_notes([date_evidence(group.newest, "", "newest")] if group.newest else [] for group in groups)


_KINDS: dict[str, tuple[Fields, tuple[str, ...], Callable[[Groups], list[str]]]] = {
    "owner": (OWNERS, ("owner", "known", "mean", "ratings", *map(key_of, BANDS), "best", "worst"), _owner_notes),
    "area": (AREAS, ("area", "leagues", "members", "bands", "known", "mean"), _area_notes),
    "region": (
        REGIONS,
        ("region", "league", "own_overall", "known", "mean", "ratings", "members", "bands"),
        _region_notes,
    ),
    "league": (LEAGUES, ("league", "title", "known", "mean", "ratings", "newest", "until"), lambda _: []),
}
"""For each kind of group its fields, those that readers are shown after the place and the change, and its notes."""


def year_sheet(data: DataSet, result: Years, *, wide: bool = False) -> Sheet:
    """Show how the reports of each year were rated; `wide` with every column there is."""
    notes: list[str] = []
    if result.places:
        notes.append(Note(f"Mean: the mean score of the reports of the year ({phrases.SCORES}).", "rule"))
    uncertain = f"Not shown, year of publication uncertain: {phrases.count(len(result.uncertain), 'report')}"
    notes += naming(uncertain, dated((report.provider, report.inspection) for report in result.uncertain))
    notes += [*report_notes(result.series), *_stars([placed.item for placed in result.places])]
    rows = [Row(placed, result) for placed in result.places]
    view = View(YEARS, result, rows, ("league", "year", "reports", "mean", "ratings"), _evidence, wide=wide)
    return series_sheet(data, result.series, "year", Sheet("by year of publication", view=view, notes=notes))


def compare_groups_sheet(data: DataSet, leagues: Sequence[League], contenders: Sequence[GroupContender]) -> Sheet:
    """Show owners side by side, or leagues, each as at its date.

    Args:
        data: the records.
        leagues: the leagues whose providers count for owners.
        contenders: the owners or the leagues.
    """
    groups = [contender.place.item for contender in contenders]
    heads = heads_of([group.name or "" for group in groups], contenders)
    within = {member.provider.league for group in groups for member in group.members}
    head: dict[str, Value] = {"compared": "owners", "leagues": [item.name for item in leagues if item.name in within]}
    facts, fields = _owner_facts(contenders), OWNERS
    if contenders[0].is_league:
        head = {"compared": "leagues", "leagues": [group.name or "" for group in groups]}
        facts, fields = _league_facts(data, contenders), LEAGUES
    view = View(fields, contenders[0].groups, [Row(contender.place, contender.groups) for contender in contenders])
    sheet = Sheet(
        "Side by side",
        notes=_group_notes(heads, leagues, contenders),
        view=view,
        head=head,
        chart=owners_chart(contenders, heads),
    )
    members = [([member.provider for member in item.place.item.members], item.as_of) for item in contenders]
    lines = [line for providers, day in members for line in league_caveats(data, providers, day)]
    return comparison_sheet(contenders, heads, facts, sheet).with_caveats(lines)


def _owner_facts(contenders: Sequence[GroupContender]) -> Iterator[Fact]:
    groups = [contender.place.item for contender in contenders]
    yield text_fact("Providers rated", [str(len(group.known)) for group in groups])
    yield position_fact(contenders, [group.mean is not None for group in groups])
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
    return ratings_cell(((standing.provider.name, standing.counts) for standing in standings), "none")


def _league_facts(data: DataSet, contenders: Sequence[GroupContender]) -> Iterator[Fact]:
    groups = [contender.place.item for contender in contenders]
    leagues = {league.name: league for league in data.leagues}
    yield Fact("In full", [Cell(leagues[group.name or ""].label) for group in groups])
    yield text_fact("Providers", [str(len(group.members)) for group in groups])
    yield text_fact("Rated", [str(len(group.known)) for group in groups])
    yield from _band_facts(groups)
    newest = [group.newest for group in groups]
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


def _group_notes(heads: Sequence[str], leagues: Sequence[League], contenders: Sequence[GroupContender]) -> list[str]:
    groups = [contender.place.item for contender in contenders]
    members = [standing for group in groups for standing in group.members]
    notes = _what_stands_out(heads, groups)
    rule = f"{DIFFERS} marks where they differ: of the bands, in how many of those that are rated have each."
    if contenders[0].is_league:
        notes += [*_newest_star_notes(groups), rule]
        programmes = [{item.programme for item in group.known} for group in groups]
        if all(programmes) and not set.intersection(*programmes):
            notes.append("Each was inspected under programmes of its own: the same band is not for the same work.")
    else:
        members += [standing for contender in contenders for standing in _under_others(contender)]
        where = phrases.league_titles(leagues)
        notes += [rule, "The newest ratings of what each ran when the report came out count."]
        notes.append(f"Position: among all owners by mean score, of these leagues: {where}.")
    return [*notes, *star_notes([rating_evidence(members, "overall")])]
