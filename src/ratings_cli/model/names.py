"""Matching names kindly: case, punctuation, ``&``/``and``, short names, aliases and unambiguous parts."""

from __future__ import annotations

import difflib
import heapq
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

T = TypeVar("T")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return what decides that two names are the same: alike after Unicode normalisation (NFC), case and spacing.

    Zero-width joiners count as written, for they change how letters join. This is the one rule for providers, owners,
    areas, regions, leagues, programmes, standards, labels and duplicate keys; what is shown is the first spelling.
    """
    if name.isascii():
        return " ".join(name.casefold().split())
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return " ".join(folded.split())


def are_plain(names: Collection[str]) -> bool:
    """Whether names are ASCII on one line, with single spaces between words: found by one look at all of them."""
    lines = "\n".join(["", *names, ""])
    odd_spaces = any(spaces in lines for spaces in ("  ", " \n", "\n "))
    return lines.isascii() and not odd_spaces and "".join(names).isprintable()


def name_keys(names: Collection[str]) -> list[str]:
    """The key of each of many names. To remember each, as `name_key` does, would cost more than it saves."""
    return list(map(str.casefold if are_plain(names) else name_key.__wrapped__, names))


def all_differ(names: Collection[str]) -> bool:
    """Whether no two of so many names, each of which stands there once, are the same by `name_key`."""
    return len(set(name_keys(names))) == len(names)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Put case, accents, punctuation and ``&``/``and`` out of the way: ``Derby & Co.`` -> ``derby and co``."""
    plain = name.replace("&", " and ")
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    words = re.findall(r"\w+", plain.casefold().replace("'", "").replace("\u2019", ""))
    return " ".join(words) or plain.casefold().strip()  # a name of signs alone keeps them


_LONGEST = 200
"""Longer names are not compared: it takes time by the square of their length, and nobody mistypes so long a name."""

_ALIKE = 0.7
"""How alike two names are, from zero to 1, when one may be a slip of the other."""
_SHORT, _ALIKE_SHORT = 4, 0.55
"""Of so few letters, one that is wrong weighs more: less will do, if the first letter is right."""

_COMPARED = 100
"""Of more names, those that share most pairs of letters with a name are compared with it, which takes far longer."""


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return up to `most` of the `known` names that `name` may be a slip of, nearest first."""
    wanted = fold(name)
    by_folded: dict[str, str] = {}
    for text in known if len(name) <= _LONGEST else ():
        if len(text) <= _LONGEST:
            by_folded.setdefault(fold(text), text)
    if len(by_folded) > _COMPARED:
        pairs = set(pairwise(wanted))
        by_folded = {
            text: by_folded[text]
            for text in heapq.nlargest(_COMPARED, by_folded, key=lambda name: len(pairs.intersection(pairwise(name))))
        }
    short = [text for text in by_folded if len(wanted) <= _SHORT >= len(text) and text[:1] == wanted[:1]]
    found = difflib.get_close_matches(wanted, list(by_folded), n=most, cutoff=_ALIKE)
    found = found or difflib.get_close_matches(wanted, short, n=most, cutoff=_ALIKE_SHORT)
    return [by_folded[text] for text in found]


class Named(NamedTuple, Generic[T]):
    """An `item` that can be asked for by name: what it is called, and its other names."""

    item: T
    name: str
    others: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name, the proper one first."""
        return (self.name, *self.others)


class NameNotFoundError(UsageError):
    """No name matched, or `several` did. The message says so and what to do."""

    def __init__(self, message: str, *, several: bool = False) -> None:
        super().__init__(message)
        self.several = several


def find(
    query: str,
    candidates: Sequence[Named[T]],
    kind: str,
    *,
    apart: Callable[[Sequence[T]], str | None] | None = None,
    far: str = "no name comes near it",
) -> T:
    """Return the one thing that `query` names.

    The very name (`name_key`) wins over one that only reads alike, and that over a part, which must fit only one.

    Args:
        query: what the user typed.
        candidates: what there is to choose from.
        kind: the word for the message, such as ``owner``.
        apart: says how to tell several matches apart, where writing more of the name does not; else None.
        far: what to say when no name comes near and there are too many to list.

    Raises:
        NameNotFoundError: nothing, or more than one thing, has that name.
    """
    matches = matching(query, candidates)
    if len(matches) == 1:
        return matches[0].item
    if matches:
        hint = (apart and apart([named.item for named in matches])) or "write more of the name"
        raise NameNotFoundError(_several(query, kind, matches, hint), several=True)
    raise NameNotFoundError(_none(query, kind, candidates, far))


def matching(query: str, candidates: Sequence[Named[T]]) -> list[Named[T]]:
    """Those that have the very name; or else a name that reads alike; or else a name of which it is a part."""
    key, wanted = name_key(query), fold(query)
    return (
        [named for named in candidates if any(name_key(name) == key for name in named.spellings)]
        or [named for named in candidates if any(fold(name) == wanted for name in named.spellings)]
        or with_part(query, candidates)
    )


def with_part(query: str, candidates: Sequence[Named[T]]) -> list[Named[T]]:
    """Those with a name of which `query` is a part, from the beginning of a word on."""
    wanted = fold(query)
    return [named for named in candidates if any(_is_part(wanted, name) for name in named.spellings)]


def _is_part(wanted: str, name: str) -> bool:
    """Whether the words of `wanted` begin words of `name`, in that order and side by side."""
    return bool(wanted) and f" {wanted}" in f" {fold(name)}"


def nearest_named(query: str, candidates: Sequence[Named[T]]) -> list[str]:
    """The proper names of those that have a name of which `query` may be a slip, nearest first."""
    by_spelling = {spelling: named.name for named in candidates for spelling in named.spellings}
    return list(dict.fromkeys(by_spelling[spelling] for spelling in nearest(query, by_spelling)))


def _several(query: str, kind: str, matches: Sequence[Named[T]], hint: str) -> str:
    names = sorted({named.name for named in matches})
    shown = "; ".join(names[:6]) + (f"; and {len(names) - 6} more" if len(names) > 6 else "")  # noqa: PLR2004
    return f"'{query}' fits more than one {kind}: {shown} ({hint})"


def _none(query: str, kind: str, candidates: Sequence[Named[T]], far: str) -> str:
    if near := nearest_named(query, candidates):
        hint = f"did you mean {' or '.join(near)}?"
    else:
        names = sorted({named.name for named in candidates if named.name})
        few = 12
        hint = f"{kind}s: {'; '.join(names)}" if 0 < len(names) <= few else far
    return f"no {kind} is called '{query}' ({hint})"


LITTLE_WORDS = frozenset({"and", "the"})
"""Words that a name has in one text and lacks in another."""
_BETWEEN = r"(?:[\s,&/–-]|\b(?:and|the)\b)+"
_WITH_APOSTROPHE = 4


def pattern_of(spellings: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds names in running text, the longest first, with whatever stands between their words."""
    shapes = {_BETWEEN.join(map(_spelled, set_words(name))) for name in spellings}
    longest_first = "|".join(sorted(filter(None, shapes), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{longest_first})(?!\w)", re.IGNORECASE)


def pattern_of_bodies(league: str, singular: str | None) -> str:
    """What the bodies of a league are called: ``CRC``, ``((Community) Rehabilitation) Company``, ``division``."""
    parts = [re.escape(part) for part in (singular or league).split()]
    whole = parts[0] + "".join(rf"(?:\s+{part})?" for part in parts[1:-1]) + rf"\s+{parts[-1]}"
    last = rf"(?:{parts[-2]}\s+)?{parts[-1]}" if len(parts) > 1 else parts[-1]
    shapes = [re.escape(league), whole, last]
    if len(parts) > 3:  # noqa: PLR2004 - National Probation Service division
        shapes.append(r"\s+".join(parts[:-1]))
    return rf"\b(?:{'|'.join(filter(None, shapes))})\b"


def set_words(name: str) -> list[str]:
    """The words of a name that it has in every text."""
    return [word for word in fold(name).split() if word not in LITTLE_WORDS]


def _spelled(word: str) -> str:
    plural = len(word) >= _WITH_APOSTROPHE and word.endswith("s")
    return f"{re.escape(word[:-1])}'?s" if plural else re.escape(word)


def is_told_apart(name: str, number: str | None) -> bool:
    """Whether a name is shown with its id, because there is another of that name."""
    return number is not None and name.endswith(f" [{number}]")


class NameDisambiguator:
    """Knows which names occur more than once."""

    def __init__(self, names: Collection[str]) -> None:
        """Count the names."""
        counts = Counter(name_keys(names))
        self._several = {key for key, number in counts.items() if number > 1}

    def name(self, name: str, number: str | None) -> str:
        """The name to show: ``Hope House [1027]`` where there is another Hope House, else the name alone.

        A name that looks like one with an id, where there are several of what stands before that, gets its own as well.
        """
        if not self._several or not number or number == name:
            return name
        several = self._occurs_often(name) or (name.endswith("]") and self._occurs_often(name.rpartition(" [")[0]))
        return f"{name} [{number}]" if several else name

    def _occurs_often(self, name: str) -> bool:
        return name_key.__wrapped__(name) in self._several
