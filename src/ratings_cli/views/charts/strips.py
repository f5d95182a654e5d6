"""Strips of bands over time: what tables as at each day would have shown of a provider."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from ratings_cli.league.groups import is_derived
from ratings_cli.league.standing import standing
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.charts.captions import star_line
from ratings_cli.views.charts.model import Caption, Span, StripRow, Strips

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ratings_cli.league.movement import Change
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, ProviderKey


_LEAST_SPAN = dt.timedelta(days=90)


def strips_of(
    data: DataSet,
    standings: Sequence[Standing],
    caption: Caption,
    changes: Mapping[ProviderKey, Change] | None = None,
) -> Strips | None:
    """Fill strips of bands over time; None when no rating of these providers is dated.

    A strip shows what the table as at each day showed, so a band begins on the latest day on which its report can
    have come out. A report without a date is in no table as at a day, and so in no strip, but in the last column.
    What became of the ratings is told beside the names, where it is given.
    """
    rows = [
        StripRow(
            rated.provider.name,
            _spans(data, rated),
            rated.overall,
            is_derived(rated, "overall"),
            change.label if change else "",
            moved=bool(change and change.moved),
        )
        for rated in standings
        for change in [changes.get(rated.provider.key) if changes else None]
    ]
    days = [span.start for row in rows for span in row.spans]
    if not days:
        return None
    notes = [*caption.notes, "A band begins on the latest day on which its report can have come out."]
    undated = [rated.provider.name for rated in standings if rated.counts and rated.counts.publication.latest is None]
    if undated:
        notes.append(f"In the last column only, because the newest report has no date: {phrases.some(undated)}.")
    notes += star_line(
        (number, row.label) for number, row in enumerate(rows) if row.derived or any(span.derived for span in row.spans)
    )
    told = Caption(title=caption.title, finding=caption.finding, notes=tuple(notes))
    # To the end of the year, so that there is room for the newest band; no report is known to come before that.
    as_of = standings[0].as_of
    last = as_of or dt.date(max(days).year, 12, 31)
    first = _first(min(days), last)
    begins = next(span.when for row in rows for span in row.spans if span.start == min(days))
    ends = (begins if first == min(days) else str(first.year), show_limit(as_of or last))
    return Strips(told, tuple(rows), first, last, ends)


def _first(day: dt.date, last: dt.date) -> dt.date:
    """Where the time begins: on the day of the first band, or earlier where that would leave only some days to show."""
    for first in (day, dt.date(day.year, 1, 1)):
        if last - first >= _LEAST_SPAN:
            return first
    return dt.date(max(day.year - 1, dt.MINYEAR), 1, 1)


def _spans(data: DataSet, rated: Standing) -> tuple[Span, ...]:
    """The bands that stood, each from the first day that a table as at it would show its report."""
    days = sorted({day for inspection in rated.inspections if (day := inspection.publication.latest)})
    spans: list[Span] = []
    shown = None
    for day in days:
        then = standing(data, rated.provider, day)
        if then.counts and then.overall is not None and then.counts is not shown:
            shown = then.counts
            spans.append(Span(day, then.overall, str(shown.publication), is_derived(then, "overall")))
    return tuple(spans)


def history_chart(data: DataSet, rated: Standing, title: str) -> Strips | None:
    """One provider's bands over time; None when it has no rating with a date."""
    if rated.counts is None:
        return None
    finding = f"Newest rating: {_told(rated.counts)}"
    if rated.previous is not None:
        finding += f"; before that: {_told(rated.previous)}"
    return strips_of(data, [rated], Caption(title=title, finding=f"{finding}."))


def _told(inspection: Inspection) -> str:
    """``good (3 May 2019)``."""
    band = inspection.overall.value if inspection.overall else phrases.NOT_RATED
    return f"{band} ({inspection.publication})"


def compared_chart(data: DataSet, standings: Sequence[Standing], labels: Sequence[str], title: str) -> Strips | None:
    """Several providers' bands over time, one under the other; None when they stand as at different dates."""
    if len({rated.as_of for rated in standings}) > 1:
        return None
    told = [
        f"{label}: {_told(rated.counts) if rated.counts else phrases.NOT_RATED}"
        for label, rated in zip(labels, standings, strict=True)
    ]
    strips = strips_of(data, standings, Caption(title=title, finding=f"{'; '.join(told)}."))
    if strips is None:
        return None
    rows = tuple(dataclasses.replace(row, label=label) for row, label in zip(strips.rows, labels, strict=True))
    return dataclasses.replace(strips, rows=rows)
