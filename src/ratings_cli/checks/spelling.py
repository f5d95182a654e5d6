"""Names that differ only in spelling: probably one thing that is written in two ways."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ratings_cli.model.names import fold
from ratings_cli.reading.diagnostics import Issue, KeyPath

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import DataFile

SHORTEST_WORD = 6
"""Shorter words are often real names one letter apart (Bath, Bach); longer ones hardly ever."""
_LONGEST_NAME = 200
"""Longer names are only compared as they are: leaving each letter out would take memory by the square."""
_MOST_ALIKE = 8
"""How many names of one shape are compared with each other, so that the time grows with the file alone."""


class _Use(NamedTuple):
    """A name and where it first stands.

    `told_by` is what tells it from names that look like it: two that have different ones are meant to be two.
    """

    name: str
    path: KeyPath
    told_by: str | None = None
    on_key: bool = False


_Placed: TypeAlias = tuple[str, "str | None", _Use]
"""A kind of name, the league or programme within which alike ones are looked for, and where one stands."""


def issues(file: DataFile, data: DataSet) -> Iterator[Issue]:
    """Find names of one kind that are the same but for case, spacing and punctuation, or but for one letter."""
    default = data.leagues[0].name if data.leagues else ""
    uses: dict[tuple[str, str | None], list[_Use]] = defaultdict(list)
    for kind, within, use in chain(_declared(file), _of_providers(file, default), _of_inspections(file, default)):
        uses[kind, within].append(use)
    for (kind, _), of_kind in uses.items():
        yield from _alike(of_kind, kind)
    proper = {alias: area.name for area in file.areas for alias in area.aliases if alias != area.name}
    for use in _once_each(uses["areas", None]):
        if use.name in proper and use.told_by is None:
            message = f"'{use.name}' is another name of the area '{proper[use.name]}' (write that)"
            yield Issue(use.path, message)


def _declared(file: DataFile) -> Iterator[_Placed]:
    for place, owner in enumerate(file.owners):
        yield "owners", None, _Use(owner.name, ("owners", place, "name"), told_by=owner.name)
    for place, area in enumerate(file.areas):
        yield "areas", None, _Use(area.name, ("areas", place, "name"), told_by=area.name)
    for place, programme in enumerate(file.programmes):
        for heading, names in programme.standards.items():
            for number, name in enumerate(names):
                path = ("programmes", place, "standards", heading, number)
                yield "standards", programme.name, _Use(name, path)


def _of_providers(file: DataFile, default: str) -> Iterator[_Placed]:
    for place, provider in enumerate(file.providers):
        path: KeyPath = ("providers", place)
        if provider.id is None:  # an id says that it is another one, however alike the names
            use = _Use(provider.name, (*path, "name"), told_by=provider.region)
            yield "providers", provider.league or default, use
        if provider.region:
            yield "regions", None, _Use(provider.region, (*path, "region"))
        for number, period in enumerate(provider.ownership):
            yield "owners", None, _Use(period.owner, (*path, "ownership", number, "owner"))
        for number, name in enumerate(provider.areas):
            yield "areas", None, _Use(name, (*path, "areas", number))


def _of_inspections(file: DataFile, default: str) -> Iterator[_Placed]:
    declared = {programme.name for programme in file.programmes if programme.standards}
    for place, inspection in enumerate(file.inspections):
        path: KeyPath = ("inspections", place)
        if not file.providers:
            yield "providers", inspection.league or default, _Use(inspection.provider, (*path, "provider"))
        if inspection.owner:
            yield "owners", None, _Use(inspection.owner, (*path, "owner"))
        if inspection.area:
            yield "areas", None, _Use(inspection.area, (*path, "area"))
        if inspection.programme not in declared:  # else reading knows the names, and says which one it does not
            for name in inspection.standards:
                yield "standards", inspection.programme, _Use(name, (*path, "standards", name), on_key=True)


def _alike(uses: Iterable[_Use], kind: str) -> Iterator[Issue]:
    """Compare all names of one kind; of two that are alike, the later one is the issue."""
    by_letters: dict[str, _Use] = {}
    by_shape: dict[tuple[str, ...], list[_Use]] = defaultdict(list)
    for use in _once_each(uses):
        words = fold(use.name).split()
        letters = "".join(words)
        if letters in by_letters:
            message = f"{kind} '{by_letters[letters].name}' and '{use.name}' differ in spelling alone (write one way)"
            yield Issue(use.path, message, use.on_key)
            continue
        by_letters[letters] = use
        shapes = list(_shapes(words))
        other = next((item for shape in shapes for item in by_shape[shape] if _one_edit_apart(item, use)), None)
        if other is not None:
            message = f"{kind} '{other.name}' and '{use.name}' differ by one letter (if they are one, write one way)"
            yield Issue(use.path, message, use.on_key)
        for shape in shapes:
            if len(by_shape[shape]) < _MOST_ALIKE:
                by_shape[shape].append(use)


def _once_each(uses: Iterable[_Use]) -> list[_Use]:
    first: dict[str, _Use] = {}
    for use in uses:
        first.setdefault(use.name, use)
    return list(first.values())


def _shapes(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The name as it is and with each letter of each long word left out: names one edit apart share one of them."""
    yield tuple(words)
    if sum(map(len, words)) > _LONGEST_NAME:
        return
    for place, word in enumerate(words):
        if len(word) >= SHORTEST_WORD - 1 and word.isalpha():
            before, after = words[:place], words[place + 1 :]
            for cut in range(len(word)):
                yield (*before, word[:cut] + word[cut + 1 :], *after)


def _one_edit_apart(item: _Use, other: _Use) -> bool:
    """Whether exactly one long word differs, by one letter more, less or other, or by two in the wrong order."""
    if item.told_by and other.told_by and item.told_by != other.told_by:
        return False
    words = zip(fold(item.name).split(), fold(other.name).split(), strict=False)
    differ = [sorted(pair, key=len) for pair in words if pair[0] != pair[1]]
    if len(differ) != 1:
        return False
    short, long = differ[0]
    if len(long) < SHORTEST_WORD or not (short.isalpha() and long.isalpha()):
        return False
    same = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    short, long = short[same:], long[same:]
    return long[1:] in {short, short[1:]} or long[1::-1] + long[2:] == short
