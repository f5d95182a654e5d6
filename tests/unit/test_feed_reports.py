"""Which reports a feed has, in which order, by which identity, and which are left out for their dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ratings_cli.league.feed import Feed, feed_of
from ratings_cli.league.selection import Judged, Selection
from ratings_cli.model.scale import Band
from ratings_cli.reading import read_yaml

DATA = read_yaml(
    """
leagues: [{name: one}, {name: two}]
programmes: [{name: first}]
providers:
  - {name: Lake, league: one}
  - {name: Hill, league: one, ownership: [{owner: Ash}]}
  - {name: Wood, league: one, ownership: [{owner: Oak}]}
  - {name: Far, league: two}
inspections:
  - {provider: Hill, programme: first, published: 2019-01-01, overall: good}
  - {provider: Hill, programme: first, published: 2020-01-01, overall: inadequate}
  - {provider: Wood, published: 2019-06, overall: requires improvement}
  - {provider: Wood, published_by: 2019-08-01}
  - {provider: Wood, overall: outstanding}
  - {provider: Far, published: 2021-01-01, overall: good}
""",
    "data.yaml",
)
LAKE, HILL, WOOD, _ = DATA.providers


def feed(limit: int | None = None, **chosen: Any) -> Feed:  # noqa: ANN401 - any filter
    return feed_of(DATA, Selection(DATA.leagues[:1], **chosen), limit)


def numbers(found: Feed) -> list[int]:
    """Which of the inspections of the file, counted from zero, the items are of."""
    return [DATA.inspections.index(item.report.inspection) for item in found.items]


def test_the_newest_comes_first_and_what_has_no_date_last() -> None:
    found = feed()
    assert numbers(found) == [1, 3, 2, 0, 4]
    assert (found.of, found.inexact) == (5, 0)
    assert numbers(feed(2)) == [1, 3]
    assert feed(2).of == 5


def test_a_report_is_known_by_its_programme_or_its_date_and_a_number() -> None:
    assert [item.identity for item in feed().items] == [
        ("one", "Hill", "programme", "first", "2"),
        ("one", "Wood", "published", "2019-08-01", "1"),
        ("one", "Wood", "published", "2019-06", "1"),
        ("one", "Hill", "programme", "first", "1"),
        ("one", "Wood", "published", "", "1"),
    ]


def test_what_was_only_perhaps_out_by_the_day_is_counted() -> None:
    # June 2019 can be after the 15th, and of the two others nothing says that they were not out before.
    found = feed(as_of=dt.date(2019, 6, 15))
    assert (numbers(found), found.inexact) == ([0], 3)


def test_as_at_a_day_only_what_was_certainly_out_came_before_a_report() -> None:
    (report,) = (item.report for item in feed(as_of=dt.date(2019, 12, 31)).items if item.report.overall is None)
    assert [DATA.inspections.index(inspection) for inspection in report.earlier] == [2]


def test_each_report_passes_the_filters_by_itself() -> None:
    assert numbers(feed(bands=(Band.INADEQUATE,))) == [1]
    assert numbers(feed(owners=("Oak",), bands=(Band.REQUIRES_IMPROVEMENT,))) == [2]
    assert feed(owners=("Nobody",)).items == ()


def test_what_filters_look_at_is_told_of_every_report() -> None:
    assert set(feed(owners=("Nobody",)).every) == {
        Judged(HILL, "Ash", Band.GOOD),
        Judged(HILL, "Ash", Band.INADEQUATE),
        Judged(WOOD, "Oak", Band.REQUIRES_IMPROVEMENT),
        Judged(WOOD, "Oak", None, is_rated=False),
        Judged(WOOD, "Oak", Band.OUTSTANDING),
    }
