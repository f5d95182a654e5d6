"""Records -> the keys and values of the data file, as far as something is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import TYPE_CHECKING

from ratings_cli.editing.scalars import PlainScalar
from ratings_cli.model.dates import PartialDate
from ratings_cli.model.records import field_names
from ratings_cli.model.scale import Band

if TYPE_CHECKING:
    from ratings_cli.editing.scalars import Node


def item_of(record: object) -> dict[str, Node]:
    """Return a record as it is written in the file. What is not known is left out.

    Args:
        record: one of the records of the data file, such as an inspection.
    """
    keys = zip(field_names(type(record)), type(record).__dataclass_fields__, strict=True)  # type: ignore[attr-defined]
    values = {key: getattr(record, name) for key, name in keys}
    return {key: _node(value) for key, value in values.items() if value is not None and value not in ((), {})}


def _node(value: object) -> Node:
    if isinstance(value, Mapping):
        return {str(_node(key)): _node(item) for key, item in value.items()}
    if isinstance(value, tuple) and not isinstance(value, PartialDate):
        return [_node(item) for item in value]
    if is_dataclass(value):
        return item_of(value)
    return value if isinstance(value, str) else PlainScalar(_written(value))


def _written(value: object) -> str:
    """A date, a band, a number or a switch as the file has it."""
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.value if isinstance(value, Band) else str(value).lower()
