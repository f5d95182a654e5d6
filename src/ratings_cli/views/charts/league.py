"""The picture of a league table: strips over time, dots by points, or a bar for each league."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ratings_cli.league.groups import is_derived
from ratings_cli.model import phrases
from ratings_cli.views.changes import change_sentence, changes_text
from ratings_cli.views.charts.captions import counted, star_line, verdicts
from ratings_cli.views.charts.model import Bar, Caption, Dot, Dots, StackedBars
from ratings_cli.views.charts.strips import strips_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.scale import Band
    from ratings_cli.views.charts.model import Chart


def league_chart(data: DataSet, result: LeagueTable, title: str) -> Chart | None:
    """Choose and fill the chart that suits a league table.

    Ranked by points, it is a dot for each provider. Ranked by the overall rating, it is a strip of bands over time
    for each provider of one league; several leagues are too many strips for one picture, and are a bar each, and so
    is a table by a standard. A table with nothing to draw has no picture.
    """
    chart = _chart_of(data, result, title) if result.places else None
    if chart is None or result.since is None:
        return chart
    said = f"{chart.caption.finding} {change_sentence(result)}"
    return replace(chart, caption=replace(chart.caption, finding=said))


def _chart_of(data: DataSet, result: LeagueTable, title: str) -> Chart | None:
    standings = [ranked.item for ranked in result.places]
    if result.by == "points":
        return _dots(result, title)
    if result.by == "overall" and len(result.chosen.leagues) == 1:
        finding = verdicts(counted(standing.overall for standing in standings), result.chosen.leagues)
        strips = strips_of(
            data, standings, Caption(title=title, finding=finding), result.since.changes if result.since else None
        )
        if strips is not None:
            return strips
    return _league_bars(result, title)


def _dots(result: LeagueTable, title: str) -> Dots | None:
    """A dot for each provider whose points are known; who has none is named below."""
    dots = []
    unknown = []
    for placed in result.places:
        points = placed.item.points
        name = placed.item.provider.name
        if points is None:
            unknown.append(name)
        else:
            change = result.since.changes[placed.item.provider.key].label if result.since else ""
            label = f"{placed.label} {name}{f' ({change})' if change else ''}".strip()
            dots.append(Dot(label, points.share, f"{points}{'*' if points.derived else ''}"))
    if not dots:
        return None
    notes = []
    if any(ranked.item.points and ranked.item.points.derived for ranked in result.places):
        notes.append("* Added up from the bands of the standards; no source states these points.")
    if unknown:
        notes.append(f"Points not known: {phrases.some(unknown)}.")
    caption = Caption(title=title, finding=_points_finding(result), notes=tuple(notes))
    return Dots(caption, "Share of the most points there could be", tuple(dots))


def _points_finding(result: LeagueTable) -> str:
    """How many have points, and who has the most and the least of them."""
    known = [ranked.item for ranked in result.places if ranked.item.points]
    shares = [standing.points.share for standing in known if standing.points]
    bodies = phrases.bodies(result.chosen.leagues, len(result.places))
    said = f"The points of {len(known)} of {bodies} are known"
    if min(shares) == max(shares):
        return f"{said}: {_end(known, shares[0])}."
    return f"{said}, from {_end(known, max(shares))} down to {_end(known, min(shares))}."


def _end(known: Sequence[Standing], share: object) -> str:
    """Who has this share of the points: ``London (15 of 30)``."""
    there = [standing for standing in known if standing.key("points") == share]
    return f"{phrases.some([standing.provider.name for standing in there])} ({there[0].points})"


def _league_bars(result: LeagueTable, title: str) -> StackedBars:
    """A bar for each league, with what each provider is rated for the ranking key."""
    bars = []
    for league in result.chosen.leagues:
        members = [ranked.item for ranked in result.places if (ranked.item.provider.league or "") == league.name]
        if members:
            starred = frozenset(
                band for standing in members if is_derived(standing, result.by) and (band := _band(standing, result.by))
            )
            bands = counted(_band(standing, result.by) for standing in members)
            remark = changes_text(members, result.since)
            bars.append(Bar(league.label or "Providers", bands, remark, derived=starred))
    every = counted(_band(ranked.item, result.by) for ranked in result.places)
    overall = result.by == "overall"
    unknown = phrases.NOT_RATED if overall else phrases.NOT_KNOWN
    before = "" if overall else f"For {result.by},"
    finding = verdicts(every, result.chosen.leagues, before=before, unknown=unknown)
    stars = star_line((0, ranked.item.provider.name) for ranked in result.places if is_derived(ranked.item, result.by))
    return StackedBars(Caption(title=title, finding=finding, notes=stars), tuple(bars), unknown)


def _band(standing: Standing, by: str) -> Band | None:
    if by == "overall":
        return standing.overall
    return standing.counts.standards.get(by) if standing.counts else None
