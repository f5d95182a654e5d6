"""The pictures of what is grouped or in order of date: a bar for each group, steps for the series of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.groups import is_derived
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.changes import change_sentence, changes_text
from ratings_cli.views.charts.captions import counted, star_line, verdicts
from ratings_cli.views.charts.model import Bar, Caption, Chart, Own, StackedBars, Step, Steps
from ratings_cli.views.groups.means import band_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.timeline import Report, Series
    from ratings_cli.model.records import ProviderKey


def group_chart(result: Groups, title: str) -> Chart | None:
    """A bar for each group, in their order, with the mean beside the name; None where there is no group."""
    if not result.places:
        return None
    overall = result.table.by in {"overall", "points"}
    unknown = phrases.NOT_RATED if overall else phrases.NOT_KNOWN
    before = "" if overall else f"For {result.table.by},"
    members = {standing.provider.key: band for placed in result.places for standing, band in placed.item.banded}
    found = verdicts(counted(members.values()), result.table.chosen.leagues, before=before, unknown=unknown)
    changed = change_sentence(result.table)
    finding = f"{found}{_leaders(result)}{f' {changed}' if changed else ''}"
    return StackedBars(
        Caption(title=title, finding=finding, notes=_stars(ranked.item for ranked in result.places)),
        tuple(
            _bar(
                ranked,
                f"{ranked.label} {_name(ranked.item)}".strip(),
                changes_text(ranked.item.members, result.table.since),
            )
            for ranked in result.places
        ),
        unknown,
    )


def owners_chart(owners: Sequence[Ranked[Group]], labels: Sequence[str], title: str) -> StackedBars:
    """A bar for each of some owners, with what it ran when it was rated.

    Args:
        owners: each with its place among all owners.
        labels: what each is called in the picture.
        title: what it shows.
    """
    means = [f"{label}: mean {_mean(ranked.item)}" for label, ranked in zip(labels, owners, strict=True)]
    caption = Caption(title=title, finding=f"{'; '.join(means)}.", notes=_stars(ranked.item for ranked in owners))
    return StackedBars(caption, tuple(_bar(ranked, label) for label, ranked in zip(labels, owners, strict=True)))


def _name(group: Group) -> str:
    return phrases.NOT_KNOWN if group.name is None else group.name


def _mean(group: Group) -> str:
    """``1.50 of 2``: the mean, and how many it is of; who is rated, but not for this, is in neither."""
    if group.mean is None:
        return phrases.NOT_KNOWN
    return f"{phrases.decimals(group.mean)}{'*' if group.derived else ''} of {len(group.known):,}"


def _bar(placed: Ranked[Group], label: str, changed: str = "") -> Bar:
    group = placed.item
    remark = f"mean {_mean(group)}{f'; {changed}' if changed else ''}"
    return Bar(label, counted(group.bands), remark, derived=group.derived_bands, own=_own(group))


def _own(group: Group) -> Own | None:
    """The band of the regional body itself; None where a region has no league of its own."""
    if group.league is None:
        return None
    if group.body is None:
        return Own(f"{group.league} itself", None, unknown=phrases.NOT_KNOWN)
    field = "overall" if group.by == "points" else group.by
    band = band_of(group.body, group.by).band
    unknown = phrases.NOT_RATED if field == "overall" else phrases.NOT_KNOWN
    return Own(f"{group.league} itself", band, is_derived(group.body, field), unknown)


def _stars(groups: Iterable[Group]) -> tuple[str, ...]:
    """Of whom a band or points are derived."""
    found: list[tuple[int, str]] = []
    for row, group in enumerate(groups):
        field = "overall" if group.by == "points" else group.by
        if group.body and is_derived(group.body, field):
            found.append((row, f"{group.body.provider.name} ({group.league})"))
        members = [
            standing for standing in group.members if is_derived(standing, field) or is_derived(standing, group.by)
        ]
        found += [(row, standing.provider.name) for standing in members]
    return star_line(found)


def _leaders(result: Groups) -> str:
    """Who has the highest mean of two providers or more, for a mean of one is none; nothing where all are equal.

    Nothing either where filters leave groups out, or parts of them, or where the key is known of few.
    """
    table = result.table
    if not table.has_positions or (table.chosen.filters and not table.rerank):
        return ""
    known = [ranked.item for ranked in result.places if ranked.item.name is not None and ranked.item.mean is not None]
    several = [(group.mean, group) for group in known if group.mean is not None and len(group.known) > 1]
    if not several:
        return ""
    highest = max(mean for mean, _ in several)
    first = [group for mean, group in several if mean == highest]
    if len(first) == len(several):
        return ""
    names = phrases.some([group.name or "" for group in first])
    verb = "has" if len(first) == 1 else "have"
    scope = "" if len(several) == len(known) else " of those of two or more"
    return f" {names} {verb} the highest mean{scope}, {_mean(first[0])}."


def series_chart(result: Series, title: str) -> Chart | None:
    """The running counts of one league from report to report; for several leagues, a bar of the reports of each."""
    if not result.reports:
        return None
    leagues = result.chosen.leagues
    dated = sorted(
        (report for report in result.reports if report.number is not None), key=lambda report: report.number or 0
    )
    if len(leagues) == 1 and dated:
        return _steps(dated, result, title)
    bars = []
    for league in leagues:
        reports = [report for report in result.reports if (report.provider.league or "") == league.name]
        if reports:
            derived = frozenset(report.band for report in reports if _is_derived(report))
            bars.append(Bar(league.label or "Reports", counted(report.band for report in reports), derived=derived))
    counts = phrases.band_counts(phrases.count_bands(report.band for report in result.reports))
    stars = star_line((0, report.provider.name) for report in result.reports if _is_derived(report))
    return StackedBars(Caption(title=title, finding=f"The ratings of the reports: {counts}.", notes=stars), tuple(bars))


def _is_derived(report: Report) -> bool:
    return report.inspection.ground_of("overall") is not None


def _steps(dated: list[Report], result: Series, title: str) -> Steps:
    steps = {}
    newest: dict[ProviderKey, Report] = {}
    for item in dated:
        newest[item.provider.key] = item
        if item.day:
            starred = frozenset(report.band for report in newest.values() if _is_derived(report))
            steps[item.day] = Step(item.day, item.by_then, starred)
    last = dated[-1]
    limit = result.end or result.chosen.as_of
    before = f"By {show_limit(limit)}," if limit else ""
    # A day can be named that was asked for; that of the newest report is only as exact as its date.
    left_out = [*result.undated, *result.inexact]
    where = " with a dated report" if left_out and not limit else None
    finding = verdicts(last.by_then, result.chosen.leagues, before=before, where=where)
    notes = ["A report counts from the last day on which it can have come out."]
    if left_out:
        names = phrases.some([f"{item.provider.name} ({item.inspection.publication})" for item in left_out])
        reports = phrases.count(len(left_out), "report")
        notes.append(f"Left out, because the date is not known, or not exactly enough: {reports}: {names}.")
    notes += star_line((0, item.provider.name) for item in newest.values() if _is_derived(item))
    first_day, last_day = min(steps), max(steps)
    return Steps(
        Caption(title=title, finding=finding, notes=tuple(notes)),
        tuple(steps.values()),
        limit or last_day,
        (_when(dated, first_day), show_limit(limit) if limit else _when(dated, last_day)),
    )


def _when(reports: Iterable[Report], day: dt.date) -> str:
    """The date of the reports that count from a day, as exactly as a source gives it."""
    found = [report.inspection.publication for report in reports if report.day == day]
    return str(next((publication for publication in found if publication.is_day), found[0]))
