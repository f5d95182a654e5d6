"""The pictures of what is grouped or in order of date: a bar for each group, steps for the series of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli import wording
from ratings_cli.dates import show_day
from ratings_cli.tables.chart import Bar, Caption, Chart, StackedBars, Step, Steps
from ratings_cli.tables.findings import counted, verdicts

if TYPE_CHECKING:
    from ratings_cli.groups import Group, Groups
    from ratings_cli.ranking import Placed
    from ratings_cli.series import Report, Series


def group_chart(result: Groups, title: str) -> Chart | None:
    """A bar for each group, in their order, with the mean beside the name; None where there is no group."""
    if not result.places:
        return None
    overall = result.table.by in {"overall", "points"}
    unknown = wording.NOT_RATED if overall else wording.NOT_KNOWN
    before = "" if overall else f"For {result.table.by},"
    members = {one.provider.key: band for placed in result.places for one, band in placed.thing.banded}
    found = verdicts(counted(members.values()), result.table.chosen.leagues, before=before, unknown=unknown)
    return StackedBars(
        Caption(title=title, finding=f"{found}{_leaders(result)}"),
        tuple(_bar(one) for one in result.places),
        unknown,
    )


def _bar(placed: Placed[Group]) -> Bar:
    group = placed.thing
    name = wording.NOT_KNOWN if group.name is None else group.name
    of = f" ({group.league})" if group.league else ""
    mean = wording.NOT_KNOWN if group.mean is None else wording.decimals(group.mean)
    return Bar(f"{placed.label} {name}{of}".strip(), counted(group.bands), f"mean {mean}")


def _leaders(result: Groups) -> str:
    """Who has the highest mean; nothing where all are equal."""
    ranked = [one for one in result.places if one.position is not None]
    first = [one.thing for one in ranked if one.position == 1]
    if not first or len(first) == len(ranked) or first[0].mean is None:
        return ""
    names = wording.some([one.name or "" for one in first])
    verb = "has" if len(first) == 1 else "have"
    return f" {names} {verb} the highest mean, {wording.decimals(first[0].mean)}."


def series_chart(result: Series, title: str) -> Chart | None:
    """The running counts of one league from report to report; for several leagues, a bar of the reports of each."""
    if not result.reports:
        return None
    leagues = result.chosen.leagues
    dated = sorted((one for one in result.reports if one.number is not None), key=lambda one: one.number or 0)
    if len(leagues) == 1 and dated:
        return _steps(dated, result, title)
    bars = []
    for league in leagues:
        bands = [one.band for one in result.reports if (one.provider.league or "") == league.name]
        if bands:
            bars.append(Bar(league.label or "Reports", counted(bands)))
    counts = wording.band_counts(wording.count_bands(one.band for one in result.reports))
    return StackedBars(Caption(title=title, finding=f"The ratings of the reports: {counts}."), tuple(bars))


def _steps(dated: list[Report], result: Series, title: str) -> Steps:
    steps = {day: Step(day, one.by_then) for one in dated if (day := one.day)}
    last = dated[-1]
    day = max(steps)
    finding = verdicts(last.by_then, result.chosen.leagues, before=f"By {show_day(day)},")
    notes = ["A report counts from the last day on which it can have come out."]
    return Steps(
        Caption(title=title, finding=finding, notes=tuple(notes)),
        tuple(steps.values()),
        result.end or result.chosen.as_of or day,
    )
