"""What a column is, by the words of its heading, and by what its cells hold."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from ratings_cli.reading.csv.vocabulary import (
    HEADINGS,
    NO_VALUE,
    QUALIFIED,
    STANDARDS,
    WHO_RUNS,
    bare,
    is_figure,
    qualifier,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ratings_cli.reading.csv.rating_words import Labels

_OTHER_LEVEL = {"location": "provider", "provider": "location"}
"""Where a table tells of organisations and of the places that they run: the first word of what is about the others."""
_OF_ONE_LEVEL = ("id", "area", "region", "overall")
"""What a provider has of its own on either level."""
DATES = ("published", "fieldwork")


def candidates(role: str, headings: Sequence[str], open_: Sequence[int], of: Mapping[str, int]) -> list[int]:
    """The columns whose headings name what is looked for: those of the first line of the vocabulary that has any.

    Args:
        role: what is looked for, such as ``region``.
        headings: all headings, folded.
        open_: the numbers of the columns that are not taken for anything yet.
        of: the number of the column by what it is, as far as that is known.

    Returns:
        One number; several where it is not certain which is meant; none where no heading is known.
    """
    if role in _OF_ONE_LEVEL and "provider" in of:
        return _of_its_level(role, headings, open_, of["provider"])
    if role in DATES:
        rating = of.get("overall", of.get("rating"))
        kind = None if rating is None else qualifier(headings[rating])
        # The dates of the most recent full inspection go with the ratings of the most recent full inspection.
        own = [n for n in open_ if qualifier(headings[n]) == kind]
        return _first_line(role, headings, own) or _first_line(role, headings, open_)
    found = _first_line(role, headings, open_)
    if role == "provider" and found and all(headings[n] in WHO_RUNS for n in found):
        bodies = {name for tier in HEADINGS[role][:-1] for name in tier}  # the last tier is of places
        found = [n for n in open_ if n not in found and headings[n] in bodies] + found
    return found


def is_long(headings: Sequence[str]) -> bool:
    """Whether each row is about one standard: a column says which, and another holds its rating."""
    if any(heading in HEADINGS["overall"][0] or bare(heading) in HEADINGS["overall"][0] for heading in headings):
        return False
    of_standard = {heading for tier in HEADINGS["standard"] for heading in headings if bare(heading) in tier}
    of_rating = {heading for tier in HEADINGS["rating"] for heading in headings if bare(heading) in tier}
    return any(name != other for name in of_standard for other in of_rating)


def _of_its_level(role: str, headings: Sequence[str], open_: Sequence[int], provider: int) -> list[int]:
    """What is the provider's own, in a table of organisations and of the places that they run."""
    runs = any(n != provider and heading in WHO_RUNS for n, heading in enumerate(headings))
    other = _OTHER_LEVEL.get(headings[provider].partition(" ")[0]) or ("provider" if runs else None)
    own = [n for n in open_ if headings[n].partition(" ")[0] != other]
    found = _first_line(role, headings, own)
    # The region of an organisation may do for a place of its, but neither its id nor its rating.
    return found if found or role in {"id", "overall"} else _first_line(role, headings, open_)


def _first_line(role: str, headings: Sequence[str], open_: Sequence[int]) -> list[int]:
    ranks = {n: rank for n in open_ if (rank := _rank(role, headings[n])) is not None}
    best = min(ranks.values(), default=None)
    return [n for n, rank in ranks.items() if rank == best]


_TIERS = {
    role: {name: 2 * tier for tier, names in enumerate(tiers) for name in names} for role, tiers in HEADINGS.items()
}


def _rank(role: str, heading: str) -> int | None:
    """Which line of the vocabulary has a heading; behind those that are in it as they are, those that are qualified."""
    tiers = _TIERS[role]
    exact, qualified = tiers.get(heading), tiers.get(bare(heading)) if role in QUALIFIED else None
    if qualified is None:
        return exact
    return qualified + 1 if exact is None else min(exact, qualified + 1)


class Holds(Enum):
    """What a column holds."""

    RATINGS = auto()
    SOME = auto()
    NONE = auto()


def holds(heading: str, counts: Mapping[str, int], labels: Labels) -> Holds:
    """Whether a column holds bands: nearly all of what it holds, where it holds anything.

    Args:
        heading: its heading, folded.
        counts: how many cells hold each text.
        labels: what the words in columns of ratings mean.
    """
    bands = known = others = 0
    figures = {text for text in counts if is_figure(text)}
    only_count = bool(figures) and bare(heading) not in STANDARDS
    if only_count and not any(map(labels.is_own, figures)):
        # Mere numbers, unless words beside them show that they are not, such as those below which a total stands.
        if not any(labels.meaning(text) for text in counts if text not in figures):
            return Holds.NONE
        only_count = False
    else:
        figures = set()
    for text, count in counts.items():
        meaning = labels.meaning(text)
        if text in figures:
            others += count
        elif meaning is not None:
            bands += count
        elif labels.is_known(text) or text.casefold() in NO_VALUE:
            known += count
        else:
            others += count
    # Figures that the user has labelled may be grades here too, or mere numbers: that is asked, not guessed.
    if bands and only_count != (2 * others > bands + known):
        return Holds.SOME
    return Holds.RATINGS if bands and not only_count else Holds.NONE


def holds_any_band(heading: str, texts: Iterable[str], labels: Labels) -> bool:
    """Whether any cell of a column holds a band; a figure is one below the heading of a rating only.

    Args:
        heading: its heading, folded.
        texts: what its cells hold.
        labels: what the words in columns of ratings mean.
    """
    of_ratings = heading.endswith((*STANDARDS, *HEADINGS["overall"][0]))
    return any(labels.meaning(text) is not None for text in texts if of_ratings or not is_figure(text))
