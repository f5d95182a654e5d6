"""The picture of one provider: its reports along a line of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.report import between
from ratings_cli.model import phrases
from ratings_cli.views.charts.captions import called, verdict
from ratings_cli.views.charts.model import Chart, Moment, TimeLine

if TYPE_CHECKING:
    from ratings_cli.league.report import History, Report
    from ratings_cli.model.dataset import DataSet


def history_chart(data: DataSet, history: History, what: str) -> Chart:
    """Draw every report that is about the provider itself, the oldest first.

    Args:
        data: the records.
        history: the provider and its reports.
        what: what such a body is called.
    """
    own = [report for report in reversed(history.reports) if report.own]
    if len(own) < 2:  # noqa: PLR2004 - one report is no line
        return Chart(why=f"a time line takes two reports, and of {history.provider.name} there is {len(own) or 'none'}")
    stands = history.standing
    change = between(stands.previous, stands.counts).label if stands.previous and not stands.order_unknown else ""
    told = f", {change}" if change else ""
    day = f", {phrases.as_at(history.as_of)}" if history.as_of else ""
    about = ", ".join(filter(None, (history.provider.name, what)))
    return Chart(
        title=f"{called(history.provider, data.leagues)} {verdict(stands.overall, 1)}{told}",
        subtitle=f"{about}: every report in the record, oldest first{day}",
        parts=(TimeLine(tuple(map(_moment, own))),),
    )


def _moment(report: Report) -> Moment:
    band = report.overall
    unrated = "no ratings given" if not report.programme.rated else "no overall rating known"
    words = (
        report.programme.label,
        f"owner: {report.owner}" if report.owner else "",
        f"area: {report.inspection.area}" if report.inspection.area else "",
    )
    return Moment(
        phrases.capital(str(report.inspection.publication)),
        band,
        band.value if band else unrated,
        "; ".join(filter(None, words)),
        bool(band and report.inspection.ground_of("overall")),
    )
