"""Names that differ only in spelling: probably one thing that is written in two ways."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.names import fold
from ratings_cli.reading.diagnostics import Issue, Path

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
    path: Path
    told_by: str | None = None
    on_key: bool = False


def findings(file: DataFile, data: DataSet) -> Iterator[Issue]:
    """Find names of one kind that are the same but for case, spacing and punctuation, or but for one letter."""
    yield from _providers(file, data)
    yield from _owners(file)
    yield from _areas(file)
    yield from _alike(_regions(file), "regions")
    yield from _standards(file)


def _providers(file: DataFile, data: DataSet) -> Iterator[Issue]:
    default = data.leagues[0].name if data.leagues else ""
    leagues: dict[str, list[_Use]] = defaultdict(list)
    for place, provider in enumerate(file.providers):
        if provider.id is None:  # an id says that it is another one, however alike the names
            leagues[provider.league or default].append(
                _Use(provider.name, ("providers", place, "name"), told_by=provider.region)
            )
    if not file.providers:
        for place, inspection in enumerate(file.inspections):
            leagues[inspection.league or default].append(_Use(inspection.provider, ("inspections", place, "provider")))
    for uses in leagues.values():
        yield from _alike(uses, "providers")


def _owners(file: DataFile) -> Iterator[Issue]:
    uses = [_Use(owner.name, ("owners", place, "name"), told_by=owner.name) for place, owner in enumerate(file.owners)]
    for place, provider in enumerate(file.providers):
        for number, period in enumerate(provider.ownership):
            uses.append(_Use(period.owner, ("providers", place, "ownership", number, "owner")))
    for place, inspection in enumerate(file.inspections):
        if inspection.owner:
            uses.append(_Use(inspection.owner, ("inspections", place, "owner")))
    yield from _alike(uses, "owners")


def _areas(file: DataFile) -> Iterator[Issue]:
    uses = [_Use(area.name, ("areas", place, "name"), told_by=area.name) for place, area in enumerate(file.areas)]
    for place, provider in enumerate(file.providers):
        uses += [_Use(name, ("providers", place, "areas", number)) for number, name in enumerate(provider.areas)]
    for place, inspection in enumerate(file.inspections):
        if inspection.area:
            uses.append(_Use(inspection.area, ("inspections", place, "area")))
    yield from _alike(uses, "areas")
    proper = {alias: area.name for area in file.areas for alias in area.aliases if alias != area.name}
    for use in _once_each(uses):
        if use.name in proper and use.told_by is None:
            message = f"'{use.name}' is another name of the area '{proper[use.name]}' (write that)"
            yield Issue(use.path, message)


def _regions(file: DataFile) -> Iterator[_Use]:
    for place, provider in enumerate(file.providers):
        if provider.region:
            yield _Use(provider.region, ("providers", place, "region"))


def _standards(file: DataFile) -> Iterator[Issue]:
    programmes: dict[str | None, list[_Use]] = defaultdict(list)
    for place, programme in enumerate(file.programmes):
        for heading, names in programme.standards.items():
            programmes[programme.name] += [
                _Use(name, ("programmes", place, "standards", heading, number)) for number, name in enumerate(names)
            ]
    declared = set(programmes)
    for place, inspection in enumerate(file.inspections):
        if inspection.programme not in declared:  # else reading knows the names, and says which one it does not
            programmes[inspection.programme] += [
                _Use(name, ("inspections", place, "standards", name), on_key=True) for name in inspection.standards
            ]
    for uses in programmes.values():
        yield from _alike(uses, "standards")


def _alike(uses: Iterable[_Use], kind: str) -> Iterator[Issue]:
    """Compare all names of one kind; of two that are alike, the later one is the finding."""
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
    pairs = [
        pair for pair in zip(fold(item.name).split(), fold(other.name).split(), strict=False) if pair[0] != pair[1]
    ]
    if len(pairs) != 1:
        return False
    short, long = sorted(pairs[0], key=len)
    if len(long) < SHORTEST_WORD or not (short.isalpha() and long.isalpha()):
        return False
    if len(long) > len(short):
        return len(long) == len(short) + 1 and any(long[:cut] + long[cut + 1 :] == short for cut in range(len(long)))
    wrong = [place for place, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1  # noqa: PLR2004 - two neighbours
    return len(wrong) == 1 or (swapped and short[wrong[0]] == long[wrong[1]] and short[wrong[1]] == long[wrong[0]])
