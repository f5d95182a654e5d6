"""The scale: four bands, their scores and other spellings, and the points that standards add up to.

The bands are those of HM Inspectorate of Probation (and of Ofsted and CQC): outstanding, good, requires
improvement, inadequate. A band is worth 3, 2, 1 or 0 points; the inspectorate's stated maximum of 27 points
over nine standards bears that out.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Band(Enum):
    """A rating, best first. The value is the word that is written and shown."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"

    @cached_property
    def score(self) -> int:
        """The band as a number, from 3 (outstanding) to 0 (inadequate)."""
        return _SCORES[self]

    @property
    def letter(self) -> str:
        """One or two letters for a place where the word does not fit: O, G, RI, I."""
        return "".join(word[0] for word in self.value.split()).upper()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The other ways of writing this band that are understood, in any case and spacing."""
        return _SPELLINGS.get(self, ())


BANDS = tuple(Band)
TOP_SCORE = 3

_SCORES = {band: TOP_SCORE - place for place, band in enumerate(BANDS)}
_SPELLINGS = {
    Band.OUTSTANDING: ("excellent",),
    Band.REQUIRES_IMPROVEMENT: (
        "requiring improvement",
        "require improvement",
        "requires improvement to be good",
        "RI",
    ),
    Band.INADEQUATE: ("poor",),
}


def _fold(text: str) -> str:
    """Put case, spacing, hyphens and underscores out of the way."""
    return "".join(text.replace("-", " ").replace("_", " ").split()).casefold()


_BY_SPELLING = {_fold(word): band for band in BANDS for word in (band.value, *band.spellings)}


class UnknownBandError(ValueError):
    """A word that is none of the bands. Carries the nearest band's word, or None when nothing is near.

    A word that is the end of a band is no slip of it: ``adequate`` is nearly the opposite of ``inadequate``.
    """

    def __init__(self, word: str) -> None:
        """Say which `word` it was, and find the band that it is nearest to."""
        known = [
            spelling
            for band in BANDS
            for spelling in (band.value, *band.spellings)
            if not _fold(spelling).endswith(_fold(word))
        ]
        found = nearest(word, known, most=1)
        self.suggestion = _BY_SPELLING[_fold(found[0])].value if found else None
        hint = (
            f"did you mean '{self.suggestion}'?"
            if self.suggestion
            else f"bands: {', '.join(band.value for band in BANDS)}"
        )
        super().__init__(f"unknown band '{word}' ({hint})")


def find_band(text: str) -> Band | None:
    """The band that a text names, in any known spelling, case and spacing; None where it names none.

    Of the many texts in a table that name none, `parse_band` would look each up for the band that it comes near to.
    """
    return _BY_SPELLING.get(_fold(text))


@lru_cache(maxsize=1024)
def parse_band(text: str) -> Band:
    """Return the band that `text` names, in any known spelling, case and spacing.

    Raises:
        UnknownBandError: when it names none. It never becomes a blank or a zero.
    """
    band = find_band(text)
    if band is None:
        raise UnknownBandError(text)
    return band


class Points(NamedTuple):
    """The scores of all standards of one inspection added up, and the most that they could be.

    `derived` says how the points came about when no source states them; None means that a source does.
    """

    scored: int
    most: int
    derived: str | None = None

    @property
    def share(self) -> Fraction:
        """The exact share of the maximum, by which 15 of 30 can be compared with 2 of 27."""
        return Fraction(self.scored, self.most)

    def __str__(self) -> str:
        """``15 of 30``."""
        return f"{self.scored} of {self.most}"


def points_of(
    names: Iterable[str], standards: Mapping[str, Band], tally: Mapping[Band, int] | None = None
) -> Points | None:
    """Add up the points of an inspection, when enough is known to do so.

    Args:
        names: all standards that the inspection rates.
        standards: the bands that are known, by standard.
        tally: how many standards got each band, where a source says how many but not which.

    Returns:
        The points, derived when every standard is known or the tally covers them all; otherwise None:
        a part of the standards never stands for the whole.
    """
    all_names = tuple(names)
    if not all_names:
        return None
    most = TOP_SCORE * len(all_names)
    if all(name in standards for name in all_names):
        scored = sum(standards[name].score for name in all_names)
        return Points(scored, most, "added up from the bands of all standards")
    if tally and sum(tally.values()) == len(all_names):
        scored = sum(band.score * count for band, count in tally.items())
        return Points(scored, most, "added up from the number of standards in each band")
    return None
