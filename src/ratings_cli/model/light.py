"""Records that are light to make, for a file may have a million of them, and to define, which every start does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def light(kind: type[T]) -> type[T]:
    """Make a data class that type checkers hold to be frozen.

    At run time it is not: Python takes four times as long to make a frozen one, field by field, and half as long again
    to define its class. Nothing may change one after it is made all the same, and `mypy` sees to that.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(kind)
