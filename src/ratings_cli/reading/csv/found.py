"""What a CSV holds, what was left out of it, and what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ratings_cli.model.records import ProviderKey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.model.records import Inspection, Provider

Key: TypeAlias = ProviderKey
"""The league, and the id or name, of a provider."""


class Doubt(NamedTuple):
    """Rows that may not be about one body, or not about one inspection.

    Args:
        lines: the lines that they begin on, each once.
        columns: the numbers of the columns in which they differ, each once.
    """

    lines: dict[int, None]
    columns: dict[int, None]


@dataclass(slots=True)
class Records:
    """What a CSV holds.

    Args:
        providers: in the order of the file, as the row with the newest date has them.
        inspections: in the order of the file.
        lines: for each inspection the line that it begins on.
        owners: every owner that a row names, in the order of the file.
        spellings: by what they are names of, each name that is written in several ways, and a line of each other way.
        repeated: each row that says the same as one above it in what is read, and that one.
        empty: how many rows hold neither a date nor a rating, beside others of their provider.
        other_services: how many rows are about a part of a provider, and are not read.
        nameless: the lines of rows that name no provider, or no league where there is a column for it.
        totals: the lines of rows that add up others, by their name, and are not read.
        without_id: the lines of rows without an id, where nearly every row has one, which are not read.
        left_out: the names of providers that are left out, because their rows contradict each other.
        contradictory: for each provider and date with rows that contradict each other, these.
        apart: for each name, where there are no ids, with rows about different places, a row of each place.
    """

    providers: tuple[Provider, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    lines: Sequence[int] = ()
    owners: tuple[str, ...] = ()
    spellings: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    repeated: dict[int, int] = field(default_factory=dict)
    empty: int = 0
    other_services: int = 0
    nameless: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    without_id: list[int] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    contradictory: dict[tuple[Key, str], Doubt] = field(default_factory=dict)
    apart: dict[Key, Doubt] = field(default_factory=dict)
