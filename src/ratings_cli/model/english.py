"""Words of running text: numbers and ordinals in words, articles, and what one of a league's bodies is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ratings_cli.model import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.model.records import League

_TO_TEN = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TO_FIFTEEN = ("eleven", "twelve", "thirteen", "fourteen", "fifteen")
_NUMBERS = (*_TO_TEN, *_TO_FIFTEEN, "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(10, 21)
# Letters whose names begin with the sound of a vowel, as in "an NPS division".
_SPOKEN_WITH_A_VOWEL = "AEFHILMNORSX"
_SOUNDS_LIKE_A_CONSONANT = re.compile(r"(?i)^(uni(?!n|m)|use|uk|eu|one|once)")
_SOUNDS_LIKE_A_VOWEL = re.compile(r"(?i)^([aeiou]|hour|honest|honour|heir)")


def number(count: int) -> str:
    """A number in words up to twenty, in digits beyond: ``none``, ``one``, ``twenty``, ``21``, ``1,000``."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def ordinal(count: int) -> str:
    """An ordinal in words up to tenth, in digits beyond: ``first``, ``tenth``, ``21st``, ``112th``."""
    if 1 <= count <= len(_ORDINALS):
        return _ORDINALS[count - 1]
    ending = "th" if count % 100 in _TEENS else _ENDINGS.get(count % 10, "th")
    return f"{count:,}{ending}"


def a(noun: str) -> str:
    """A noun with its indefinite article: ``a provider``, ``an NPS division``, ``a unit``."""
    first = noun.split(maxsplit=1)[0] if noun.strip() else ""
    if len(first) > 1 and first.isupper() and first.isalpha():
        vowel = first[0] in _SPOKEN_WITH_A_VOWEL
    else:
        vowel = bool(_SOUNDS_LIKE_A_VOWEL.match(first)) and not _SOUNDS_LIKE_A_CONSONANT.match(first)
    return f"{'an' if vowel else 'a'} {noun}"


def are(count: int) -> str:
    """``is`` for ``none`` and ``one``, ``are`` for several."""
    return "is" if count <= 1 else "are"


def names(items: Sequence[str]) -> str:
    """Names in a row: ``Essex and Wales``; with semicolons where a name has a comma or an ``and`` of its own."""
    if len(items) > 1 and any("," in item or " and " in item for item in items):
        return f"{'; '.join(items[:-1])}; and {items[-1]}"
    return phrases.listed(items)


def every(count: int) -> str:
    """``both`` of two, ``all three`` of three."""
    return "both" if count == 2 else f"all {number(count)}"  # noqa: PLR2004 - both are two


def body(league: League, count: int) -> str:
    """What so many bodies of a league are called, within a sentence: ``provider``, ``Probation Delivery Units``."""
    return phrases.bodies_noun([league], count)


def counted(league: League, count: int) -> str:
    """``thirteen Community Rehabilitation Companies``, ``one provider``, ``no providers``."""
    return f"{number(count) if count else 'no'} {body(league, count)}"
