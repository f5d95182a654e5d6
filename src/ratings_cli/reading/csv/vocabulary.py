"""The words of regulators' tables, as `vocabulary.toml` has them, and how a heading or a cell is compared with them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from ratings_cli.model.names import fold, name_key

_DATA = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
ROLE_WORDS: dict[str, str] = _DATA["roles"]
HEADINGS: dict[str, list[list[str]]] = _DATA["headings"]
WHO_RUNS = frozenset({"provider", "provider name", "name of provider", "trust", "trust name"})
"""Headings of the body that is inspected, or of who runs it: where another column names a body, that is not certain."""
ORGANISATIONS = frozenset({"organisation", "organisation name", "org name"})
"""Headings of who runs the bodies that are inspected, or of these."""
OF_BODIES = frozenset(name for tier in HEADINGS["provider"][:-1] for name in tier)
BODIES = frozenset(filter(str.isalpha, OF_BODIES)) - {"name"}
"""The single words for a body that is inspected: ``school``, ``home``."""
COUNCILS = frozenset(HEADINGS["provider"][-1])
IDS_OF_COUNCILS = frozenset({"ons code", "gss code", "la code"})
"""Headings of ids that councils themselves have: one that is reorganised has two."""
QUALIFIERS: list[str] = _DATA["qualifiers"]
QUALIFIED = frozenset({"published", "fieldwork", "overall", "standard", "rating"})
EARLIER = frozenset(_DATA["earlier"])
OVERALL_STANDARDS = frozenset(HEADINGS["overall"][0])
"""What the overall rating is called where each row holds one standard."""
STANDARDS: list[str] = _DATA["standards"]
NOT_RATINGS: list[str] = _DATA["not_ratings"]
OTHER_GRADES = frozenset(_DATA["other_grades"])
OTHER_HEADINGS = frozenset(_DATA["other_headings"])
REPORT_CARD_GRADES = frozenset(_DATA["report_card_grades"])
TOTALS = frozenset(_DATA["totals"])
NO_VALUE = frozenset(_DATA["no_value"])
NO_NAME = NO_VALUE.union(_DATA["withheld"])
PLACES: list[str] = _DATA["places"]
ELSEWHERE: list[str] = _DATA["elsewhere"]
OFSTED: dict[str, Any] = _DATA["ofsted"]

# Why columns are not read that could have been.
SOME_BANDS, OF_A_DATE = "though some cells hold bands", "though of a date"
OF_AN_EARLIER = "because about an earlier inspection"
OF_REPORT_CARDS = "because Ofsted's report cards have five grades of their own"

_TIERS = {
    role: {name: 2 * tier for tier, names in enumerate(tiers) for name in names} for role, tiers in HEADINGS.items()
}
_HEADINGS = set[str]().union(*_TIERS.values())
_QUALIFIED_HEADINGS = set[str]().union(*map(_TIERS.__getitem__, QUALIFIED))
_WORDS = {word for name in (*_HEADINGS, *QUALIFIERS, *STANDARDS, *OFSTED["headings"]) for word in name.split()}
_WORDS |= EARLIER | {"at", "before", "since", "the"}
"""The words that headings are made of, by which a heading is read that has no spaces."""
_RATED = "rating|grade|judge?ment|effectiveness|inspection|outcome|score"
_EARLIER_WITHOUT_SPACES = re.compile(rf"\b(?=\w*(?:{_RATED}))\w*(?:{'|'.join(sorted(EARLIER - {'prev'}))})(?!ity)")
"""Words such as ``lastsafetyrating``, where what was rated is not among the words that are known."""
_QUALIFIERS = re.compile(rf"(?:(?:{'|'.join(QUALIFIERS)}) )+")
MARKERS = re.compile(r"\s*\[(?:notes? [\d, and]+|[bepr])\]", re.IGNORECASE)
"""What official statistics write behind a text that has a note, or that has been revised or is provisional."""
_NOT_IN_HEADINGS = re.compile(r"\(where applicable\)|_|(?<=[a-z])(?=[A-Z])")
_LONGEST_WORD = max(map(len, _WORDS))
_LONGEST_HEADING = 80
_FIGURE = re.compile(r"\d+\.0+")
_OF_A_PLACE = re.compile(rf"\b(?:{'|'.join(PLACES)})s?\d*\b")
_OF_ANOTHER = re.compile(rf"\b(?:{'|'.join(ELSEWHERE)})\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d(?: \d\d)?\b")
OF_ALL = re.compile(r"\b(?:overall|ratings?|grades?|judge?ments?|outcome|score)\b|^(\w+ )?(cqc|ofsted)( \d{4})?$")
"""What a heading says that may be that of the rating of the whole."""
OF_DATES = re.compile(r"\bdate\b|\byear$")


@lru_cache(maxsize=1 << 18)
def fold_heading(text: str) -> str:
    r"""Fold a heading: ``Latest_Full inspection\nRATING`` -> ``latest full inspection rating``; so ``Latestrating``."""
    folded = fold(_NOT_IN_HEADINGS.sub(" ", MARKERS.sub("", text)))
    return " ".join([_in_words(name) or name for name in folded.split()])


@lru_cache(maxsize=4096)
def _in_words(letters: str) -> str | None:
    """Letters without spaces as words of headings: ``schoolname`` -> ``school name``; None where they are others."""
    if letters in _WORDS:
        return letters
    for end in range(min(len(letters), _LONGEST_WORD), 1, -1) if len(letters) <= _LONGEST_HEADING else ():
        if letters[:end] in _WORDS and (rest := _in_words(letters[end:])):
            return f"{letters[:end]} {rest}"
    return None


def fold_label(text: str) -> str:
    """Fold a cell of ratings: as a name, with no underscore, mark or unseen character; ``1`` for ``1.0``."""
    seen = text if text.isascii() else "".join(char for char in text if unicodedata.category(char) != "Cf")
    folded = name_key(seen.replace("_", " "))
    return folded.partition(".")[0] if is_figure(folded) else folded


def is_figure(text: str) -> bool:
    """Whether a text is a whole number, as a spreadsheet may write it: ``1`` or ``1.0``."""
    return text[:1].isdigit() and (text.isdigit() or _FIGURE.fullmatch(text) is not None)


@lru_cache(maxsize=1 << 18)
def bare(folded: str) -> str:
    """Take the qualifiers off the front of a folded heading: ``latest overall rating`` -> ``overall rating``."""
    found = _QUALIFIERS.match(folded)
    rest = folded[found.end() :] if found else folded
    longer = f"inspection {rest}"  # "latest inspection date" is the latest "inspection date"
    return longer if longer in _QUALIFIED_HEADINGS and folded.endswith(longer) else rest


def rank_heading(role: str, folded: str) -> int | None:
    """Which tier of a role has a folded heading; behind those that are in it as they are, those that are qualified."""
    tiers = _TIERS[role]
    exact, qualified = tiers.get(folded), tiers.get(bare(folded)) if role in QUALIFIED else None
    if qualified is None:
        return exact
    return qualified + 1 if exact is None else min(exact, qualified + 1)


def is_known_heading(folded: str) -> bool:
    """Whether a folded heading names any column."""
    return folded in _HEADINGS or bare(folded) in _QUALIFIED_HEADINGS


def qualifier(folded: str) -> str:
    """The qualifiers on the front of a folded heading: ``latest`` of ``latest overall rating``."""
    return folded.removesuffix(bare(folded)).strip()


def is_earlier(folded: str) -> bool:
    """Whether a folded heading is about an inspection before the one that the row is about."""
    return not EARLIER.isdisjoint(folded.split()) or _EARLIER_WITHOUT_SPACES.search(folded) is not None


def is_of_a_place(heading: str) -> bool:
    """Whether a folded heading is that of a column that says where a body is: ``town``, ``address line 1``."""
    return _OF_A_PLACE.search(heading) is not None and _OF_ANOTHER.search(heading) is None


def without_year(heading: str) -> tuple[str, str]:
    """A folded heading without its year, and this; one without a year is of now."""
    found = _YEAR.search(heading)
    return " ".join(_YEAR.sub("", heading).split()), found[0] if found else "now"
