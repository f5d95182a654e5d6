"""Tables of made-up rows, and who is where in them as pandas works it out, to hold what is read of them against."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import strategies as st
from reference import SCORES

from ratings_cli.league.league_table import league_table
from ratings_cli.league.selection import Selection
from ratings_cli.reading import DataError
from ratings_cli.reading.csv.dataset import read_csv
from ratings_cli.reading.csv.settings import CsvInspections

_WORDS = ["Outstanding", "good", "Requires Improvement", "INADEQUATE", "Requires improvement ", "Not judged", ""]
_DAYS = [dt.date(2019, 5, 13), dt.date(2019, 5, 14), dt.date(2020, 1, 31)]
"""Days that nobody can take for a month, so that dates in figures are clear."""
_PLACED = ["position", "name", "region", "owner", "band", "day"]


class MadeUp(NamedTuple):
    """A table: its rows, and how it is written.

    Args:
        rows: of each the id, name, region, owner, day of publication and rating.
        headings: what these are called.
        delimiter: what stands between cells.
        date_format: how days are written.
        mark: whether it begins with a byte-order mark.
    """

    rows: list[tuple[str, str, str, str, dt.date, str]]
    headings: tuple[str, ...]
    delimiter: str
    date_format: str
    mark: bool

    @property
    def is_rated(self) -> bool:
        """Whether any row has a rating; what is a column of ratings is asked where none has."""
        return any(row[-1].strip().casefold() in SCORES for row in self.rows)

    def written(self) -> bytes:
        """The file."""
        out = io.StringIO()
        table = csv.writer(out, delimiter=self.delimiter)
        table.writerow(self.headings)
        for number, name, region, owner, day, rating in self.rows:
            # The name holds the id, as a name that several bear is shown with it.
            table.writerow([number, f"{name} {number}", region, owner, day.strftime(self.date_format), rating])
        return out.getvalue().encode("utf-8-sig" if self.mark else "utf-8")


TABLES = st.builds(
    MadeUp,
    st.lists(
        st.tuples(
            st.sampled_from(["1", "2", "3", "4", "5"]),
            st.sampled_from(["Elm", 'Oak, "Old"', "Ash & Co"]),
            st.sampled_from(["North", "South"]),
            st.sampled_from(["Sun", "Moon"]),
            st.sampled_from(_DAYS),
            st.sampled_from(_WORDS),
        ),
        min_size=1,
        max_size=14,
    ),
    st.sampled_from(
        [
            ("URN", "Provider", "Region", "Owner", "Published", "Overall"),
            ("Provider ID", "Provider name", "Region", "Owner", "Publication date", "Overall effectiveness"),
        ]
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"]),
    st.booleans(),
)


def by_pandas(made: MadeUp) -> dict[str, tuple[Any, ...]] | None:
    """By its id how each provider stands; None where rows of one provider and day rate it differently."""
    table = pd.read_csv(io.BytesIO(made.written()), sep=made.delimiter, dtype=str, keep_default_na=False)
    table.columns = pd.Index(["id", "name", "region", "owner", "day", "band"])
    table["day"] = pd.to_datetime(table["day"], format=made.date_format).dt.strftime("%Y-%m-%d")
    table["band"] = table["band"].str.strip().str.lower()
    table = table.reset_index(names="row")
    rated = table[table["band"].isin(SCORES)].drop_duplicates(["id", "name", "region", "owner", "day", "band"])
    if rated.duplicated(["id", "day"]).any():
        return None
    newest = table.sort_values(["day", "row"]).drop_duplicates("id", keep="last").set_index("id")[["name", "region"]]
    counts = rated.sort_values("day").drop_duplicates("id", keep="last").set_index("id")[["owner", "band", "day"]]
    found = newest.join(counts)
    score = found["band"].map(SCORES)
    found["position"] = score.rank(method="min", ascending=False)
    if 2 * score.count() < len(found):  # a place among a few would be taken for one among all
        found["position"] = None
    found = found.astype(object).where(found.notna(), None)
    return {str(number): tuple(row) for number, row in zip(found.index, found[_PLACED].to_numpy(), strict=True)}


def keep_table(made: MadeUp) -> None:
    """Hold what the program makes of a table against what pandas does; where rows contradict each other it refuses.

    Raises:
        AssertionError: they differ.
    """
    if not made.is_rated:
        return
    expected = by_pandas(made)
    if expected is None:
        with pytest.raises(DataError, match=r"contradict each other|is rated differently"):
            read_csv(made.written(), "homes.csv", CsvInspections())
        return
    data = read_csv(made.written(), "homes.csv", CsvInspections())
    found = {
        str(ranked.item.provider.id): (
            ranked.position,
            ranked.item.provider.name,
            ranked.item.provider.region,
            ranked.item.owner,
            ranked.item.overall and ranked.item.overall.value,
            ranked.item.counts and ranked.item.counts.published and ranked.item.counts.published.iso,
        )
        for ranked in league_table(data, Selection(leagues=data.leagues)).whole
    }
    assert found == expected
