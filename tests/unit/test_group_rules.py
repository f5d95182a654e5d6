"""Which bands of a group are derived, who is left out, and how a region's own body stood on the day."""

from __future__ import annotations

import datetime as dt

from ratings_cli.league.groups import by_owner, by_region
from ratings_cli.league.league_table import league_table
from ratings_cli.league.selection import Selection
from ratings_cli.model.scale import Band
from ratings_cli.reading import read_yaml

DATA = read_yaml(
    """
leagues: [{name: one}, {name: division, regions_of: one}]
providers:
  - {name: Hill, league: one, region: South, ownership: [{owner: Oak}]}
  - {name: Wood, league: one, region: South, ownership: [{owner: ash}]}
  - {name: Moor, league: one, region: South, ownership: [{owner: ash}]}
  - {name: South, league: division}
inspections:
  - provider: Hill
    published: 2019-01-01
    overall: good
    points: 20
    points_max: 30
    derived: [{fields: [overall], ground: the wording}]
  - provider: Wood
    published: 2019-01-01
    overall: inadequate
    points: 2
    points_max: 30
    derived: [{fields: [points], ground: the chart}]
  - {provider: Moor, published: 2019-01-01, overall: requires improvement, points: 10, points_max: 30}
  - {provider: South, published: 2019-01-01, overall: good}
  - {provider: South, published: 2020-01-01, overall: inadequate}
""",
    "data.yaml",
)
ONE = DATA.leagues[:1]


def test_where_points_are_ranked_by_the_derived_bands_are_the_overall_ones() -> None:
    groups = {placed.item.name: placed.item for placed in by_owner(league_table(DATA, Selection(ONE), "points")).places}
    # The mean of Oak rests on stated points, and that of ash on derived ones; with the bands it is the other way round.
    assert [[*groups[name].derived_bands] for name in ("Oak", "ash")] == [[Band.GOOD], []]
    assert [len(groups[name].derived) for name in ("Oak", "ash")] == [0, 1]
    assert [standing.provider.name for standing in groups["Oak"].derived_with(Band.GOOD)] == ["Hill"]


def test_owners_of_too_few_are_named_in_order_whatever_their_case() -> None:
    found = by_owner(league_table(DATA, Selection(ONE)), least=3)
    assert [group.name for group in found.too_few] == ["ash", "Oak"]
    assert found.places == ()


def test_beside_a_region_its_own_body_is_as_it_stood_on_the_day() -> None:
    def body(as_of: dt.date | None) -> Band | None:
        (placed,) = by_region(league_table(DATA, Selection(ONE, as_of=as_of))).places
        return placed.item.body and placed.item.body.overall

    assert (body(dt.date(2019, 12, 31)), body(None)) == (Band.GOOD, Band.INADEQUATE)
