"""Bodies of one name where there are no ids: what may tell them apart, and what the user says does."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ratings_cli.model.names import fold, name_key
from ratings_cli.reading.csv.found import Doubt
from ratings_cli.reading.csv.vocabulary import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OF_A_PLACE = re.compile(
    r"\b(town|city|village|locality|suburb|neighbourhood|street|address|post ?code|zip|county|borough|district|parish|"
    r"ward|constituency|uprn|latitude|longitude|easting|northing)s?\d*\b"
)
"""Words of headings of columns that say where a body is."""
_OF_ANOTHER = re.compile(
    r"\b(e ?mail|web|website|internet|url|link|ip|owner|company|registered|trust|organisation|group|proprietor|"
    r"operator|contact|correspondence|head)\b"
)
"""Words of headings of columns that say where something else is, such as who runs it."""


def is_of_a_place(heading: str) -> bool:
    """Whether a folded heading is that of a column that says where a body is: ``town``, ``address line 1``."""
    return _OF_A_PLACE.search(heading) is not None and _OF_ANOTHER.search(heading) is None


def telling_apart(keys: Sequence[str], columns: Mapping[int, list[str]]) -> dict[int, list[str]]:
    """The columns that differ between rows of one name, that which tells most of them apart first.

    Args:
        keys: the name on each row.
        columns: the cells of columns that may tell bodies apart, by their numbers.
    """
    names = len(set(keys)) if columns else 0
    pairs = {number: len(set(zip(keys, cells, strict=True))) for number, cells in columns.items()}
    return {
        number: columns[number] for number in sorted(pairs, key=lambda number: -pairs[number]) if pairs[number] > names
    }


def doubt(columns: Mapping[int, list[str]], rows: Sequence[int], lines: Sequence[int]) -> Doubt | None:
    """The first row about each place, where rows of one name are about several; None where they are not."""
    for number, cells in columns.items():
        first: dict[str, int] = {}
        for row in rows:
            first.setdefault(_place(cells[row]), lines[row])
        first.pop("", None)
        if len(first) > 1:
            return Doubt(dict.fromkeys(first.values()), {number: None})
    return None


def with_places(names: Sequence[str], places: Sequence[str]) -> list[str]:
    """The names, with its place behind each that occurs in several: ``St Mary's [Leeds]``."""
    several: defaultdict[str, set[str]] = defaultdict(set)
    for name, place in zip(names, places, strict=True):
        several[name].add(place)
    apart = {name for name, known in several.items() if len(known - {""}) > 1}
    pairs = zip(names, places, strict=True)
    return [f"{name} [{place}]" if place and name in apart else name for name, place in pairs]


def _place(text: str) -> str:
    """A place without signs and spaces, as addresses and postcodes are written with and without them."""
    return "" if name_key(text) in NO_VALUE else fold(text).replace(" ", "")
