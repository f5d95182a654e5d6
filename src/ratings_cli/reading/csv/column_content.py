"""What the cells of a column show of what it is: ratings, hardly any, or none."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from ratings_cli.reading.csv.vocabulary import HEADINGS, NO_VALUE, STANDARDS, bare, is_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ratings_cli.reading.csv.rating_words import Labels


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
