"""Who ran a provider until when, and what came before a report, as far as it had happened by a day."""

from __future__ import annotations

import datetime as dt

import pytest

from ratings_cli.league.league_table import league_table
from ratings_cli.league.report import Change, Kind, between, history_of, reports_of
from ratings_cli.league.selection import Selection
from ratings_cli.reading import read_yaml

DATA = read_yaml(
    """
providers:
  - {name: Hill, ownership: [{owner: Ash, to: 2019-06}, {owner: Oak, from: 2019-07}]}
inspections:
  - {provider: Hill, published: 2019-01-01, overall: good}
""",
    "data.yaml",
)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        # June 2019 can be its first day: from then on the end is told, and before it Ash may still have been there.
        ("2019-05-31", [("Ash", None)]),
        ("2019-06-01", [("Ash", "2019-06")]),
        ("2019-06-30", [("Ash", "2019-06")]),
        ("2019-07-01", [("Ash", "2019-06"), ("Oak", None)]),
        (None, [("Ash", "2019-06"), ("Oak", None)]),
    ],
)
def test_an_owner_ended_when_its_last_day_can_have_come(
    as_of: str | None, expected: list[tuple[str, str | None]]
) -> None:
    history = history_of(DATA, DATA.providers[0], dt.date.fromisoformat(as_of) if as_of else None)
    ends = [(period.owner, history.end_of(period)) for period in history.ownership]
    assert [(owner, end and end.iso) for owner, end in ends] == expected


UNDATED = read_yaml(
    """
inspections:
  - {provider: Hill, overall: inadequate}
  - {provider: Hill, published: 2019-01-01, overall: good}
""",
    "data.yaml",
)


def test_only_what_was_certainly_out_by_the_day_came_before_a_report() -> None:
    (provider,), (undated, dated) = UNDATED.providers, UNDATED.inspections
    (report,) = history_of(UNDATED, provider, dt.date(2020, 1, 1)).reports
    assert (report.inspection, report.earlier, report.before) == (dated, (), None)
    newest, _ = history_of(UNDATED, provider, None).reports
    assert (newest.inspection, newest.earlier, newest.before) == (dated, (undated,), undated)


def test_what_happened_since_the_first_of_all_days_can_be_asked() -> None:
    table = league_table(DATA, Selection(DATA.leagues, since=dt.date.min))
    assert table.since
    assert [change.kind for change in table.since.changes.values()] == [Kind.NEW]


SHARED = read_yaml(
    """
providers:
  - {name: Hill}
  - {name: Wood, ownership: [{owner: Ash, to: 2018-12-31}, {owner: Oak, from: 2019-01-01}]}
  - {name: Moor}
inspections:
  - {provider: Wood, published: 2018-01-01, overall: good}
  - {provider: Hill, published: 2018-06-01, overall: inadequate, also: [{provider: Wood}, {provider: Moor}]}
  - {provider: Hill, overall: good, also: [{provider: Wood}]}
""",
    "data.yaml",
)


def test_a_report_that_only_names_a_provider_rates_it_not_and_has_the_owner_of_its_day() -> None:
    hill, wood, moor = SHARED.providers
    reports = {SHARED.inspections.index(report.inspection): report for report in reports_of(SHARED, wood, None)}
    named, undated = reports[1], reports[2]
    assert (named.own, named.subject, named.overall, named.change) == (False, hill, None, Change(None))
    assert (named.owner, named.others, named.points, named.standards) == ("Ash", (moor,), None, {})
    assert (undated.owner, undated.others, undated.change) == (None, (), Change(None))
    own = next(report for report in reports_of(SHARED, hill, None) if report.day)
    assert own.others == (wood, moor)


def test_no_change_is_told_between_reports_of_which_neither_is_certainly_the_later() -> None:
    undated, dated = UNDATED.inspections
    assert between(undated, dated) == between(dated, undated) == Change(None, unclear=True)
    assert between(None, dated) == Change(Kind.NEW)
    assert between(None, dated, [undated, dated]) == Change(None, unclear=True)
    assert between(undated, None) == Change(None)
