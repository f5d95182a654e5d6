"""Matching names kindly: case, punctuation, ``&``/``and``, short names, aliases and unambiguous parts."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")


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


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return up to `most` of the `known` names that look like `name`, nearest first."""
    by_folded: dict[str, str] = {}
    for one in known if len(name) <= _LONGEST else ():
        if len(one) <= _LONGEST:
            by_folded.setdefault(fold(one), one)
    found = difflib.get_close_matches(fold(name), list(by_folded), n=most, cutoff=0.55)
    return [by_folded[one] for one in found]


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """Something that can be asked for by name: what it `is`, what it is called, and its other names."""

    thing: T
    name: str
    others: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name, the proper one first."""
        return (self.name, *self.others)


class NameNotFoundError(LookupError):
    """No name matched, or `several` did. The message says so and what to do."""

    def __init__(self, message: str, *, several: bool = False) -> None:
        super().__init__(message)
        self.several = several


def find(query: str, candidates: Sequence[Named[T]], kind: str) -> T:
    """Return the one thing that `query` names.

    A whole name or alias wins over a part of one. A part must fit only one candidate.

    Args:
        query: what the user typed.
        candidates: what there is to choose from.
        kind: the word for the message, such as ``owner``.

    Raises:
        NameNotFoundError: nothing, or more than one thing, has that name.
    """
    wanted = fold(query)
    whole = [one for one in candidates if any(fold(name) == wanted for name in one.spellings)]
    matches = whole or [one for one in candidates if any(_is_part(wanted, name) for name in one.spellings)]
    if len(matches) == 1:
        return matches[0].thing
    if matches:
        raise NameNotFoundError(_several(query, kind, matches), several=True)
    raise NameNotFoundError(_none(query, kind, candidates))


def _is_part(wanted: str, name: str) -> bool:
    """Whether the words of `wanted` begin words of `name`, in that order and side by side."""
    return bool(wanted) and f" {wanted}" in f" {fold(name)}"


def _several(query: str, kind: str, matches: Sequence[Named[T]]) -> str:
    names = sorted({one.name for one in matches})
    shown = "; ".join(names[:6]) + (f"; and {len(names) - 6} more" if len(names) > 6 else "")  # noqa: PLR2004
    return f"'{query}' fits more than one {kind}: {shown} (write more of the name)"


def _none(query: str, kind: str, candidates: Sequence[Named[T]]) -> str:
    by_spelling = {spelling: one.name for one in candidates for spelling in one.spellings}
    near = list(dict.fromkeys(by_spelling[spelling] for spelling in nearest(query, by_spelling)))
    if near:
        hint = f"did you mean {' or '.join(near)}?"
    else:
        names = sorted({one.name for one in candidates})
        few = 12
        hint = f"{kind}s: {'; '.join(names)}" if 0 < len(names) <= few else "no name comes near it"
    return f"no {kind} is called '{query}' ({hint})"
