"""Tables of made-up rows: who is where comes out as Python's csv and a plain loop work it out."""

from __future__ import annotations

import csv
import io
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import SCORES

from ratings_cli.league.league_table import league_table
from ratings_cli.league.selection import Selection
from ratings_cli.reading import DataError
from ratings_cli.reading.csv.dataset import read_csv
from ratings_cli.reading.csv.settings import CsvInspections

HEADINGS = ["URN", "Provider", "Region", "Published", "Overall"]
ROWS = st.tuples(
    st.sampled_from(["1", "2", "3", "4"]),
    st.sampled_from(["Elm", "Oak"]),
    st.sampled_from(["North", "South"]),
    st.sampled_from(["2019-05-03", "2019-05-04", "2020-01-31"]),
    st.sampled_from(["Outstanding", "good", "Requires Improvement", "Inadequate", "Not judged", ""]),
)
Placed = dict[str, tuple[int | None, str, str, str | None, str | None]]


def by_reference(text: str) -> Placed | None:
    """By its id each provider's place, name, region, rating and its date; None where rows contradict each other."""
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(text)):
        rows[row["URN"]].append(row)
    found: Placed = {}
    for number, own in rows.items():
        rated = {tuple(row.values()) for row in own if row["Overall"].casefold() in SCORES}
        days = [day for *_, day, _ in rated]
        if len(set(days)) < len(days):
            return None
        newest = max(reversed(own), key=lambda row: row["Published"])
        *_, day, band = max(rated, key=lambda row: row[3], default=(None, None))
        found[number] = (None, newest["Provider"], newest["Region"], band and band.casefold(), day)
    scores = [SCORES[band] for _, _, _, band, _ in found.values() if band]
    placed = 2 * len(scores) >= len(found)  # a place among a few would be taken for one among all
    return {
        number: (
            1 + sum(score > SCORES[band] for score in scores) if band and placed else None,
            name,
            region,
            band,
            day,
        )
        for number, (_, name, region, band, day) in found.items()
    }


@settings(max_examples=300)
@given(st.lists(ROWS, min_size=1, max_size=12))
def test_a_table_is_read_as_the_reference_reads_it(rows: list[tuple[str, ...]]) -> None:
    out = io.StringIO()
    # The name holds the id, as a name that several bear is shown with it.
    csv.writer(out).writerows([HEADINGS, *((row[0], f"{row[1]} House {row[0]}", *row[2:]) for row in rows)])
    expected = by_reference(out.getvalue())
    if not any(row[-1].casefold() in SCORES for row in rows):
        return  # no column holds ratings, which is asked
    if expected is None:
        with pytest.raises(DataError, match=r"contradict each other|is rated differently"):
            read_csv(out.getvalue().encode(), "homes.csv", CsvInspections())
        return
    data = read_csv(out.getvalue().encode(), "homes.csv", CsvInspections())
    chosen = Selection(leagues=data.leagues)
    found = {
        str(ranked.item.provider.id): (
            ranked.position,
            ranked.item.provider.name,
            ranked.item.provider.region,
            ranked.item.overall and ranked.item.overall.value,
            ranked.item.counts and ranked.item.counts.published and ranked.item.counts.published.iso,
        )
        for ranked in league_table(data, chosen).whole
    }
    assert found == expected
