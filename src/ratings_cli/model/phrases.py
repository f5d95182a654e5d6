"""Words for readers that more than one view needs: counts, lists, plurals, titles, numbers in words."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from ratings_cli.model.dates import show_limit
from ratings_cli.model.scale import BANDS, Band

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from ratings_cli.model.records import Inspection, League, Programme

NOT_RATED = "not rated"
NOT_KNOWN = "not known"
MOST_TITLES = 2
INFERRED = "*"
"""What a reader sees behind a value that no source states outright."""
NO_RATING_KNOWN = "no rating known"
SCORES = ", ".join(f"{band.value} {band.score}" for band in BANDS)


def marked(text: str, inferred: object) -> str:
    """A text with the mark behind it where its value is inferred."""
    return f"{text}{INFERRED}" if inferred else text


def count(number: int, name: str, many: str | None = None) -> str:
    """``1 report``, ``2 reports``, ``2 bodies``."""
    return f"{number:,} {name if number == 1 else many or name + 's'}"


def only(number: int, of: int, what: str = "") -> str:
    """``Only 1 of 8 rows is shown``, ``Only 3 of 8 are shown``."""
    return f"Only {number:,} of {of:,}{f' {what}' if what else ''} {'is' if number == 1 else 'are'} shown"


def capital(text: str) -> str:
    """The text with a capital letter first and the rest as it is: ``Unpaid work``, ``HR and IT``."""
    return text[:1].upper() + text[1:]


def possessive(name: str) -> str:
    """``Sodexo's``, ``Working Links'``."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def listed(items: Sequence[str], joint: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``; with semicolons where an item has a comma or an ``and`` outside of quotes."""
    if len(items) < 2:  # noqa: PLR2004
        return "".join(items)
    if any(", " in item or " and " in item for item in items if not item.startswith("'")):
        return f"{'; '.join(items[:-1])}; {joint} {items[-1]}"
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def some(items: Sequence[str], most: int = 6) -> str:
    """The items in a row; beyond `most` of them, how many more there are."""
    if len(items) <= most:
        return listed(items)
    return listed([*items[: most - 1], f"{len(items) - most + 1} more"])


def caseload(inspection: Inspection) -> str | None:
    """``8,136``, or as its source qualifies it: ``more than 7,000``; None where it is not known."""
    if inspection.caseload is None:
        return None
    return f"{inspection.caseload_is or ''} {inspection.caseload:,}".strip()


def decimals(number: Fraction) -> str:
    """An exact number, not below zero, with two decimals; halves are rounded up: ``1.20``."""
    hundredths = int(number * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02}"


def bodies(leagues: Sequence[League], number: int) -> str:
    """``21 Community Rehabilitation Companies``; ``28 providers`` where several leagues are shown."""
    return f"{number:,} {bodies_noun(leagues, number)}"


def bodies_noun(leagues: Sequence[League], number: int) -> str:
    """What so many bodies are called: ``Community Rehabilitation Company``; ``providers`` of several leagues.

    A title begins with a capital letter because it is one; the singular tells whether the word has one of its own.
    """
    if len(leagues) != 1:
        return "provider" if number == 1 else "providers"
    league = leagues[0]
    if number == 1:
        return league.singular or f"{league.name} provider".strip()
    title = league.title or f"{league.name} providers".strip()
    return title[:1].lower() + title[1:] if league.singular and league.singular[:1].islower() else title


def short_noun(leagues: Sequence[League], number: int) -> str:
    """What a headline calls so many bodies: ``CRC``, ``probation units``, ``providers`` of several leagues."""
    kind = leagues[0].kind if len(leagues) == 1 else None
    return f"{kind}{'' if number == 1 else 's'}" if kind else bodies_noun(leagues, number)


def verdict(band: Band | None, number: int, unknown: str = NOT_RATED) -> str:
    """What so many bodies are or do: ``is good``, ``require improvement``; without a band, what `unknown` says."""
    word = band.value if band else unknown
    if word.startswith("requires "):  # the one band that is a verb
        return word if number == 1 else word.replace("requires", "require")
    return f"{'is' if number == 1 else 'are'} {word}"


def count_bands(bands: Iterable[Band | None]) -> dict[str, int]:
    """Count ratings by the band's word, and ``not rated`` for those without; every word has its number."""
    found = Counter(bands)
    return {band.value: found[band] for band in BANDS} | {NOT_RATED: found[None]}


def band_counts(counts: dict[str, int]) -> str:
    """``3 good, 17 requires improvement, 1 inadequate``: what there is, best first."""
    return ", ".join(f"{number:,} {word}" for word, number in counts.items() if number) or "none"


def part_of(tally: Mapping[Band, int], programme: Programme) -> str:
    """`` (3 of 10 standards)``: of how many a tally is, where it does not count all; nothing where it does."""
    number, of = sum(tally.values()), len(programme.standard_names)
    return f" ({number} of {of} standards)" if number < of else ""


def in_record(leagues: Iterable[League]) -> str:
    """`` in the record``: what numbers are of, where a league says that something is missing from it."""
    return " in the record" if any(league.gaps for league in leagues) else ""


def league_titles(leagues: Sequence[League]) -> str:
    """The leagues' titles in a row; the names alone of many."""
    return listed([league.label if len(leagues) <= MOST_TITLES else league.name for league in leagues])


def as_at(day: dt.date | None) -> str:
    """``as at 3 May 2019``, or that every report counts."""
    return f"as at {show_limit(day)}" if day else "all reports"


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


def figure(count: int) -> str:
    """A number within a sentence or a headline: in words up to ten, in digits beyond."""
    return number(count) if count < len(_TO_TEN) else f"{count:,}"


def ordinal(count: int) -> str:
    """An ordinal in words up to tenth, in digits beyond: ``first``, ``tenth``, ``21st``, ``112th``."""
    if 1 <= count <= len(_ORDINALS):
        return _ORDINALS[count - 1]
    ending = "th" if count % 100 in _TEENS else _ENDINGS.get(count % 10, "th")
    return f"{count:,}{ending}"


def a(noun: str) -> str:
    """A noun with its indefinite article: ``a provider``, ``an NPS division``, ``a unit``."""
    first = noun.partition(" ")[0]
    if first.isupper() and first.isalpha():
        vowel = first[0] in _SPOKEN_WITH_A_VOWEL
    else:
        vowel = bool(_SOUNDS_LIKE_A_VOWEL.match(first)) and not _SOUNDS_LIKE_A_CONSONANT.match(first)
    return f"{'an' if vowel else 'a'} {noun}"


def every(count: int) -> str:
    """``both`` of two, ``all three`` of three."""
    return "both" if count == 2 else f"all {number(count)}"  # noqa: PLR2004 - both are two


def body(league: League, count: int) -> str:
    """What so many bodies of a league are called, within a sentence: ``provider``, ``Probation Delivery Units``."""
    return bodies_noun([league], count)
