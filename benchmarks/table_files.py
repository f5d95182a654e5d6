"""CSV files to measure with: as large as wanted, always the same, and with what makes the question hard.

A provider is inspected several times, on different days and in no order, sometimes without a rating, and under owners
that change; a few providers share a name and are distinguished by their id alone; very many share a rating.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADINGS = ("id", "provider", "owner", "local authority", "region", "inspection type", "published", "overall")
REGIONS = (
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and The Humber",
)
RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate", "Not judged")
SHARES = (15, 50, 20, 10, 5)
INSPECTIONS = 4
"""How many inspections a provider has on average."""
FIRST_DAY = dt.date(2012, 1, 1)
DAYS = 5000
NAMESAKES = 100
"""One provider in so many bears the name of the one before it."""
COMMAS = 20
"""One in so many has a comma in its name, so that it stands in quotes."""


def make(path: Path, rows: int, inspections: int = INSPECTIONS) -> None:
    """Write a file of that many rows, below a row of headings. The same numbers give the same bytes.

    Args:
        path: the file.
        rows: how many rows.
        inspections: how many a provider has on average.
    """
    chance = random.Random(rows)  # noqa: S311 - nothing here is a secret
    made = list(_inspections(chance, rows, inspections))
    chance.shuffle(made)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(made)


def _inspections(chance: random.Random, rows: int, each: int) -> Iterator[tuple[str, ...]]:
    owners = [f"Owner {number:04}" for number in range(max(rows // 200, 1))]
    made = number = 0
    while made < rows:
        number += 1
        many = min(chance.randint(1, 2 * each - 1), rows - made)
        made += many
        name = f"Provider {number - (number % NAMESAKES == 0):07}"
        if number % COMMAS == 0:
            name += ", with care"
        region = chance.choice(REGIONS)
        area = f"{region} {chance.randint(1, 16)}"
        for days in chance.sample(range(DAYS), many):
            day = FIRST_DAY + dt.timedelta(days)
            rating = chance.choices(RATINGS, SHARES)[0]
            yield (
                f"1-{number:09}",
                name,
                chance.choice(owners),
                area,
                region,
                "Full inspection",
                day.isoformat(),
                rating,
            )
