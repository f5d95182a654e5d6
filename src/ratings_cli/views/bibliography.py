"""The numbered list of sources under a sheet, and a source in words."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING

from ratings_cli.views.sheet import SourceNote, Value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import Source


class Bibliography:
    """A list of sources that numbers each when it is first cited, and gives it the same number again.

    Args:
        supports: whether the list says which values each source bears out.
    """

    def __init__(self, *, supports: bool = False) -> None:
        self._with_supports = supports
        self._numbers: dict[tuple[str, ...], int] = {}
        self._notes: list[SourceNote] = []
        self._told: dict[int, Source] = {}
        self._supports: dict[int, dict[str, None]] = defaultdict(dict)

    @property
    def notes(self) -> tuple[SourceNote, ...]:
        """The list, in the order of the numbers."""
        if not self._with_supports:
            return tuple(self._notes)
        return tuple(
            source._replace(text=f"{source.text} (for {field_words(fields)})")
            if (fields := self._supports[source.number])
            else source
            for source in self._notes
        )

    def cite(self, sources: Iterable[Source]) -> tuple[int, ...]:
        """Return the numbers of some sources, lowest first. One address is one source."""
        found = set()
        for source in sources:
            number = self._number(_identity(source), source_text(source), source.url)
            self._keep_date(number, source)
            self._supports[number] |= dict.fromkeys(source.supports)
            found.add(number)
        return tuple(sorted(found))

    def _keep_date(self, number: int, source: Source) -> None:
        """Tell of an address with the most exact date that is given for it: some records cite it without one."""
        told = self._told.setdefault(number, source)
        if source.date and (told.date is None or _days(source.date) < _days(told.date)):
            self._told[number] = told = dataclasses.replace(told, date=source.date)
            self._notes[number - 1] = SourceNote(number, source_text(told), told.url)

    def explain(self, ground: str) -> int:
        """Return the number of an entry that says how a value was derived."""
        return self._number(("ground", ground), ground, None)

    def _number(self, identity: tuple[str, ...], text: str, url: str | None) -> int:
        if identity not in self._numbers:
            self._numbers[identity] = len(self._notes) + 1
            self._notes.append(SourceNote(len(self._notes) + 1, text, url))
        return self._numbers[identity]


def _days(date: PartialDate) -> dt.timedelta:
    return date.latest - date.earliest


def _identity(source: Source) -> tuple[str, ...]:
    return ("url", source.url) if source.url else ("text", source_text(source))


def source_text(source: Source) -> str:
    """A source without its address: ``HM Inspectorate of Probation, Feb 2019``."""
    parts = [source.publisher]
    if source.date:
        parts.append(str(source.date))
    if source.seed:
        parts.append(f"founding document {source.seed}")
    if source.url is None:
        parts.append(f"no address: {source.no_url}" if source.no_url else "no address")
    return ", ".join(parts)


_WORDS = {
    "aliases": "other names",
    "ownership": "owner",
    "points_max": "most points",
    "published_by": "published",
    "short": "short name",
}


def field_words(fields: Iterable[str]) -> str:
    """What some fields of a record are called for a reader, each once: ``published, other names``."""
    return ", ".join(dict.fromkeys(_WORDS.get(field, field.replace("_", " ")) for field in fields))


def addresses(sources: Iterable[Source]) -> list[Value]:
    """The addresses of sources, each once; a source without one is told in words."""
    return list(dict.fromkeys(source.url or source_text(source) for source in sources))


def supporting(sources: Iterable[Source], *fields: str) -> tuple[Source, ...]:
    """Those of some sources that are said to bear one of these values out."""
    return tuple(source for source in sources if set(fields) & set(source.supports))
