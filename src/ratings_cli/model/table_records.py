"""The records of all rows of a table, made at once."""

from __future__ import annotations

import dataclasses
from collections import deque
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


def records_of_rows(record: type[T], columns: dict[str, Sequence[Any]]) -> list[T]:
    """Make a record of each row; fields that no column gives are at their defaults.

    The `__init__` of a frozen data class calls back for each field that it sets: of a hundred thousand rows that is
    felt. Here each field is set for all rows by one call.

    Args:
        record: a frozen data class with slots, whose fields need no validation any more.
        columns: by the name of a field its values, of which each column has as many.
    """
    default = record(**dict.fromkeys(columns))
    made: list[T] = [object.__new__(record) for _ in next(iter(columns.values()))]
    for field in dataclasses.fields(record):  # type: ignore[arg-type]
        values = columns.get(field.name, repeat(getattr(default, field.name)))
        deque(map(getattr(record, field.name).__set__, made, values), maxlen=0)
    return made
