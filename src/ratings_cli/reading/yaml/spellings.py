"""One body, one name: a name that is written in two ways that differ in case, spacing or composition gets the first."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from ratings_cli.model.names import name_key
from ratings_cli.model.records import (
    Area,
    DataFile,
    Derived,
    Gap,
    Inspection,
    League,
    Owner,
    Ownership,
    Programme,
    Provider,
    Reference,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = TypeVar("Record")

_NAMES: dict[type[Any], dict[str, str]] = {
    League: {"name": "league", "regions_of": "league"},
    Programme: {"name": "programme", "standards": "standard"},
    Area: {"name": "area"},
    Owner: {"name": "owner"},
    Provider: {"name": "provider", "league": "league", "region": "region", "areas": "area"},
    Ownership: {"owner": "owner"},
    Gap: {"providers": "provider"},
    Reference: {"provider": "provider", "league": "league"},
    Inspection: {
        "provider": "provider",
        "league": "league",
        "programme": "programme",
        "owner": "owner",
        "area": "area",
        "standards": "standard",
    },
}
"""Which fields of a record hold names, and of what."""
_MENTIONS: dict[type[Any], dict[str, str]] = {Source: {"supports": "standard"}, Derived: {"fields": "standard"}}
"""Which fields hold the names of standards among others, and so are not where a spelling is first."""
_DECLARED_FIRST = ("leagues", "programmes", "areas", "owners", "providers", "inspections", "gaps")


def with_one_spelling(file: DataFile) -> DataFile:
    """Write every name as the file has it first, what is declared before what is used.

    Ids are codes and stay as they are. Two declarations that mean one get one name too, so that whoever looks for
    names that stand twice finds them.
    """
    spellings = _Spellings(file)
    return spellings.rewritten(file) if spellings.differ else file


class _Spellings:
    """The first spelling of every name, by what it is a name of; and whether any is written in another way too."""

    def __init__(self, file: DataFile) -> None:
        self._ids = {provider.id for provider in file.providers if provider.id}
        self._first: dict[str, dict[str, str]] = defaultdict(dict)
        self.differ = False
        for record in _records(file):
            for field, kind in _NAMES.get(type(record), {}).items():
                for name in _names(getattr(record, field)):
                    if name not in self._ids and self._first[kind].setdefault(name_key(name), name) != name:
                        self.differ = True

    def rewritten(self, record: Record) -> Record:
        """A record with the first spellings, and all that it holds."""
        named = _NAMES.get(type(record), {}) | _MENTIONS.get(type(record), {})
        values: dict[str, Any] = {}
        for field in record.__dataclass_fields__:  # type: ignore[attr-defined]
            value = getattr(record, field)
            if field in named:
                values[field] = self._written(named[field], value)
            elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
                values[field] = tuple(self.rewritten(held) for held in value)
        return dataclasses.replace(record, **values)  # type: ignore[type-var]

    def _written(self, kind: str, value: Any) -> Any:  # noqa: ANN401 - as in `_names`
        if isinstance(value, str):
            return value if value in self._ids else self._first[kind].get(name_key(value), value)
        if isinstance(value, tuple):
            return tuple(self._written(kind, name) for name in value)
        if not isinstance(value, dict):
            return value
        if any(isinstance(held, tuple) for held in value.values()):
            return {heading: self._written(kind, names) for heading, names in value.items()}
        return {self._written(kind, name): band for name, band in value.items()}


def _records(record: Any) -> Iterator[Any]:  # noqa: ANN401 - any of the records
    """A record and all that it holds, what is declared first."""
    yield record
    fields = _DECLARED_FIRST if isinstance(record, DataFile) else record.__dataclass_fields__
    for field in fields:
        value = getattr(record, field)
        if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            for held in value:
                yield from _records(held)


def _names(value: Any) -> Iterator[str]:  # noqa: ANN401 - a name, names, names under headings, or bands by name
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from value
    elif isinstance(value, dict):
        for name, held in value.items():
            yield from held if isinstance(held, tuple) else (name,)
