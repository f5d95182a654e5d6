"""The pictures of what is grouped: a bar for each group, or a tile where hardly any group has more than one in it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ratings_cli.league.groups import is_derived
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day
from ratings_cli.views.charts import Bar, Bars, Chart, Tile, Tiles, counted, drawn, framed, headline, of_them, subtitle
from ratings_cli.views.groups import band_of
from ratings_cli.views.notes import changes_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.comparison import GroupContender
    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.timeline import Series
    from ratings_cli.model.dates import Publication
    from ratings_cli.views.charts import Counts

_MANY = 12
_MOST_BARS = 50
_MOST_NAMES = 3


def group_chart(result: Groups, kind: str) -> Chart:
    """Draw a bar for each group with somebody in it, in their order.

    Where there are many groups of one, a picture of the same short bar over and over would say nothing: those are
    tiles under the bands.
    """
    table = result.table
    field, what, unknown = drawn(table.by)
    groups = [ranked.item for ranked in result.places if ranked.item.members]
    if not any(group.known for group in groups):
        return Chart(why=f"no rating is known of any {kind}")
    single = [group for group in groups if len(group.members) == 1]
    tiled = len(single) > _MANY and 2 * len(single) > len(groups)
    bars = tuple(_bar(group, kind, table) for group in groups if not (tiled and len(group.members) == 1))
    members = {standing.provider.key: standing for group in groups for standing in group.members}
    counts = counted(standing.band_for(field) for standing in members.values())
    what = what.replace("rating", "ratings", 1)
    chart = Chart(
        title=headline(table, counts, unknown) if table.since else _finding(groups, kind, table, counts, unknown),
        subtitle=subtitle(f"Newest {what} of {of_them(len(members), table)}", table.chosen, f"by {kind}"),
        parts=(
            *([Bars(bars)] if bars else []),
            *([Tiles(tuple(_tile(group, field, kind) for group in single))] if tiled else []),
        ),
        unknown=unknown,
        by_rows=not tiled and len(groups) == len(result.places),
    )
    return chart.first(_MOST_BARS, len(bars)) if len(bars) > _MOST_BARS else chart


def _name(group: Group, kind: str) -> str:
    return f"{phrases.capital(kind)} not known" if group.name is None else group.name


def _bar(group: Group, kind: str, table: LeagueTable) -> Bar:
    own = f"{group.league} itself: {band_of(group.body, group.by).text}" if group.league and group.body else ""
    label = table.chosen.league(group.name or "").label if kind == "league" else _name(group, kind)
    remark = "; ".join(filter(None, (own, changes_text(group.members, table.since))))
    return Bar.of_group(label, group, remark)


def _tile(group: Group, field: str, kind: str) -> Tile:
    return Tile(
        _name(group, kind), group.bands[0], is_derived(group.members[0], field), name=group.members[0].provider.name
    )


def _finding(groups: Sequence[Group], kind: str, table: LeagueTable, counts: Counts, unknown: str) -> str:
    """Which groups have the best and the worst: ``Acme has a CRC that is good; Bell has one that is inadequate``.

    What leagues have in them says more than which of them have something.
    """
    shown = [band for band, number in counts if band and number]
    named = [group for group in groups if group.name is not None]
    if len(shown) < 2 or len(named) < 2 or kind == "league":  # noqa: PLR2004 - best and worst are two
        return headline(table, counts, unknown)
    there = {standing.provider.league for group in groups for standing in group.members}
    noun = phrases.a(phrases.short_noun([league for league in table.chosen.leagues if league.name in there], 1))
    best = [group.name or "" for group in named if shown[0] in group.bands]
    worst = [group.name or "" for group in named if shown[-1] in group.bands]
    # One whose group is not known can be in a group that has no other.
    unplaced = {band for group in groups if group.name is None for band in group.bands}
    said = []
    if best:
        said.append(f"{_having(best, f' {kind}s', shown[0] in unplaced)} {noun} that {phrases.verdict(shown[0], 1)}")
    if worst and best == worst:
        said = [f"{said[0]} and one that {phrases.verdict(shown[-1], 1)}"]
    elif worst:
        who = _having(worst, "" if best else f" {kind}s", shown[-1] in unplaced)
        said.append(f"{who} {'one' if best else noun} that {phrases.verdict(shown[-1], 1)}")
    return framed("; ".join(said), table) if said else headline(table, counts, unknown)


def _having(names: Sequence[str], kinds: str, unplaced: bool) -> str:  # noqa: FBT001 - whether others may have it
    """Who has something: ``Acme and Bell have``, ``12 areas have``; names only where they are few and easily read.

    Where some `unplaced` ones have it too, a number is the least that there can be.
    """
    few = len(names) == 1 or (len(names) <= _MOST_NAMES and not any(" and " in name for name in names))
    number = f"{'at least ' if unplaced else ''}{phrases.figure(len(names))}{kinds}"
    return f"{phrases.listed(names) if few else number} {'has' if len(names) == 1 else 'have'}"


def owners_chart(contenders: Sequence[GroupContender], labels: Sequence[str]) -> Chart:
    """Draw a bar for each of some owners, with what it ran when that was rated."""
    groups = [contender.place.item for contender in contenders]
    if not any(group.known for group in groups):
        return Chart(why="none of these has a rating")
    bars = tuple(map(Bar.of_group, labels, groups))
    said = [f"{bar.label}: {_counts_words(bar)}" for bar in bars]
    return Chart(
        title="; ".join(said),
        subtitle="Newest overall ratings of "
        + ("each league" if contenders[0].is_league else "what each ran when the report came out"),
        parts=(Bars(bars),),
    )


def _counts_words(bar: Bar) -> str:
    """``all six require improvement``; ``one good, five inadequate``."""
    shown = [(band, number) for band, number in bar.counts if number]
    if len(shown) == 1 and bar.total > 1:
        return f"{phrases.every(bar.total)} {phrases.verdict(shown[0][0], bar.total)}"
    words = [f"{phrases.figure(number)} {band.value if band else phrases.NOT_RATED}" for band, number in shown]
    return ", ".join(words) or phrases.NOT_RATED


def series_chart(result: Series) -> Chart:
    """Draw a bar for each year of the reports, as exactly as their dates tell the year."""
    reports = result.reports
    if len(reports) < 2:  # noqa: PLR2004 - one report is no series
        return Chart(why="it takes two reports or more to make a picture of them")
    bars = []
    ordered = sorted(reports, key=lambda report: _order(report.inspection.publication))
    for year, found in groupby(ordered, key=lambda report: _year(report.inspection.publication)):
        rated = [(report.overall, report.inspection.ground_of("overall")) for report in found]
        starred = frozenset(band for band, ground in rated if band and ground)
        bars.append(Bar(year, counted(band for band, _ in rated), derived=starred))
    said = _counts_words(Bar("", counted(report.overall for report in reports)))
    noun = phrases.bodies_noun(result.chosen.leagues, 2)
    limits = [f"{word} {show_day(day)}" for word, day in (("from", result.start), ("until", result.end)) if day]
    return Chart(
        title=f"{len(reports):,} reports on {phrases.short_noun(result.chosen.leagues, 2)}: {said}",
        subtitle=subtitle(f"Overall ratings of reports on {noun}", result.chosen, "by year of publication", *limits),
        parts=(Bars(tuple(bars)),),
        by_rows=False,
    )


def _order(publication: Publication) -> tuple[bool, object, object]:
    latest = publication.latest
    return (latest is None, latest and latest.year, (publication.earliest and publication.earliest.year) or 0)


def _year(publication: Publication) -> str:
    """``2019``; ``2024 or 2025`` and ``by 2025`` where the dates leave it open."""
    first, last = publication.earliest, publication.latest
    if last is None:
        return "Year not known"
    if first is None:
        return f"By {last.year}"
    if first.year == last.year:
        return str(last.year)
    return f"{first.year} {'or' if last.year - first.year == 1 else 'to'} {last.year}"
