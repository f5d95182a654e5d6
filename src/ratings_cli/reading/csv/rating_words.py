"""What the words in a column of ratings mean: a band, no rating, or nothing that is known.

Ofsted's own scale holds for its own tables alone, and how a table says that it is one of them stands here too.
"""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING

from ratings_cli.model.escape import quoted
from ratings_cli.model.phrases import count, number
from ratings_cli.model.scale import BANDS, Band, UnknownBandError, find_band, parse_band
from ratings_cli.reading.csv.vocabulary import (
    NO_VALUE,
    NOT_RATINGS,
    OFSTED,
    OTHER_GRADES,
    STANDARDS,
    bare,
    fold_heading,
    fold_label,
    is_figure,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ratings_cli.reading.csv.settings import CsvInspections

_OTHER_REGULATORS = re.compile(rf"\b(?:{'|'.join(OFSTED['others'])})\b")
OFSTED_LABELS = {text: Band(word) for text, word in OFSTED["labels"].items()}
"""They hold only where the table says that it is Ofsted's (see `is_ofsted`)."""

_NOT_RATINGS = frozenset(map(fold_label, NOT_RATINGS))
_ANY_BAND = "BAND"
_SEVERAL = re.compile(r"[/;,+&|]|\b(?:and|or)\b", re.IGNORECASE)  # what may stand between two bands
_MAY_BE_NO_RATING = re.compile(r"awaiting|pending|exempt|not? (?!.*\bgood)", re.IGNORECASE)
_MOST_SHOWN = 20
_LONGEST_SHOWN = 80
_MOST_TO_PASTE = 6


class Labels(dict[str, "Band | None"]):
    """By each text the band that it means; None for no rating, and for those that are not known (see `unknown`).

    A text is looked up when it is asked for first. What the user says comes first, then what is known of the
    regulator, then the words that mean the same everywhere.
    """

    def __init__(self, settings: CsvInspections, *, ofsted: bool) -> None:
        super().__init__()
        self._said = {fold_label(text): band for text, band in settings.labels.items()}
        none = set(map(fold_label, settings.not_ratings))
        settled = none.union(self._said)
        self._by_rule = {text: band for text, band in OFSTED_LABELS.items() if ofsted and text not in settled}
        self._none = none.union(_NOT_RATINGS, OFSTED["not_ratings"] if ofsted else ()).difference(self._said)
        self.unknown: set[str] = set()
        self.other_grades: set[str] = set()  # texts that are grades, or headings, which only other scales have

    def __missing__(self, text: str) -> Band | None:
        folded = fold_label(text)
        if folded in OTHER_GRADES:
            self.other_grades.add(text)
        band = self._said.get(folded) or self._by_rule.get(folded)
        if band is None and folded not in self._none:
            band = find_band(folded)
            if band is None:
                self.unknown.add(text)
        self[text] = band
        return band

    def are_bands(self, heading: str, counts: Mapping[str, int]) -> bool | None:
        """Whether a column holds bands, by its folded heading and how many cells hold each text.

        They are most of what it holds, where it holds anything; None where it holds a few.
        """
        figures = set() if bare(heading) in STANDARDS else {text for text in counts if is_figure(text)}
        labelled = any(fold_label(text) in self._said for text in figures)
        bands = known = others = 0
        for text, cells in counts.items():
            if text in figures and not labelled:
                others += cells
            elif self[text]:
                bands += cells
            elif text not in self.unknown or text.casefold() in NO_VALUE:
                known += cells
            else:
                others += cells
        if not bands:
            return False
        mostly = 2 * others <= bands + known
        if labelled:
            # They may be grades here too, or mere numbers: that is asked, not guessed.
            return None if mostly else False
        return mostly or None

    def of_another_scale(self, texts: Iterable[str]) -> set[str]:
        """Those of the texts that are bands by their word alone, in a table with grades that only other scales have.

        Where "requires improvement" is among them, the table has this scale for what it rates.
        """
        by_word = {text for text in texts if self[text] and fold_label(text) not in self._said}
        this_scale = any(self[text] is Band.REQUIRES_IMPROVEMENT for text in by_word)
        return by_word if self.other_grades and not this_scale else set()

    def by_rule(self, texts: Iterable[str]) -> dict[str, Band]:
        """Those of the texts that are bands only because of what is known of the regulator."""
        folded = ((text, fold_label(text)) for text in texts)
        return {text: self._by_rule[word] for text, word in folded if word in self._by_rule}


def ask_for(unknown: Mapping[str, Mapping[str, int]], other_grades: Iterable[str] = ()) -> tuple[str, str]:
    """Ask what words are that are neither bands nor listed as no rating; and the options that say it, of a few words.

    For each word is given in how many rows it stands, by the heading of each column. Where the table has grades that
    only other scales have, words that look like bands are asked for too.
    """
    most = sorted(unknown, key=lambda text: (-sum(unknown[text].values()), text))
    shown = [f"'{_brief(text)}' ({_where(unknown[text])})" for text in most[:_MOST_SHOWN]]
    shown += [f"and {len(most) - _MOST_SHOWN} more"] if len(most) > _MOST_SHOWN else []
    options = ""
    if len(most) <= _MOST_TO_PASTE and max(map(len, most)) <= _LONGEST_SHOWN:
        words = sorted(unknown, key=str.casefold)
        none = {text: f"--not-a-rating {quote(text)}" for text in words if _MAY_BE_NO_RATING.match(text)}
        options = " ".join(
            none.get(text) or _label_options({text: _ANY_BAND if other_grades else _likely(text)}) for text in words
        )
    first = _brief(most[0])
    are_figures = any(map(is_figure, most))
    band = _ANY_BAND if other_grades or are_figures else _likely(first)
    such_as = f"say what each is, such as {_label_options({first: band})} or --not-a-rating {quote(first)}"
    too_many = f"a scale of more than {number(len(BANDS))} grades has no place here"
    grades = [str(place) for place in range(1, len(BANDS) + 1)]
    if set(map(fold_label, most)) <= set(grades):
        bands = [band.value for band in BANDS]
        up, down = (_label_options(dict(zip(order, bands, strict=True))) for order in (grades, grades[::-1]))
        question = (
            f"which band is each figure? (if 1 is the best: {up}; if {grades[-1]} is the best: {down}; {too_many})"
        )
    elif other_grades or are_figures:
        another = f"'{min(other_grades, default='')}' is of another scale: no word is taken for a band by itself;"
        question = f"which band is each, if any? ({another if other_grades else f'{too_many}; else'} {such_as})"
    else:
        which = ", with a band in place of BAND" if band == _ANY_BAND else ""
        yaml = f"in YAML labels: {{{quoted(first)}: {band}}} or not_ratings: [{quoted(first)}]"
        question = f"neither bands nor known to mean no rating ({such_as}; {yaml}{which})"
    return f"{', '.join(shown)}: {question}", options


def _label_options(words: Mapping[str, str]) -> str:
    return " ".join(f"--label {quote(f'{word}={band}')}" for word, band in words.items())


def _brief(text: str) -> str:
    """A text short enough for a message: a cell may hold a whole report."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."


def _likely(text: str) -> str:
    """The band to name in an example: what the word is a slip of the pen for.

    For a word such as "adequate" there is none: what it meant for Ofsted is wrong for others. Nor for "good/RI".
    """
    if _SEVERAL.search(text):
        return _ANY_BAND
    try:
        return parse_band(text).value
    except UnknownBandError as error:
        return error.suggestion or _ANY_BAND


def _where(found: Mapping[str, int]) -> str:
    """In how many rows a word stands in the first column that has it, and how often elsewhere."""
    (heading, rows), *others = found.items()
    cells = sum(number for _, number in others)
    elsewhere = f"; {count(cells, 'cell')} in {count(len(others), 'other column')}" if others else ""
    return f"{count(rows, 'row')}, in '{heading}'{elsewhere}"


def is_ofsted(titles: Iterable[str], headings: Iterable[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table says that it is Ofsted's, by the lines above its headings, these, or the first rows.

    A line above its headings names Ofsted, or a heading is one that only Ofsted has, or in every row that is no mere
    note the link to the report, or whatever says where the row is from, names Ofsted. A heading such as "Ofsted grade"
    proves nothing: other inspectorates quote Ofsted beside their own ratings.
    """
    above, below = list(map(fold_heading, titles)), list(map(fold_heading, headings))
    if any(map(_OTHER_REGULATORS.search, (*above, *below))):
        return False
    is_said = any("ofsted" in words and set(words).isdisjoint(OFSTED["denials"]) for words in map(str.split, above))
    if is_said or any(heading in OFSTED["headings"] or "oeif" in heading.split() for heading in below):
        return True
    for place in (place for place, heading in enumerate(below) if heading in OFSTED["origins"]):
        cells = {row[place] for row in rows if sum(map(bool, row)) > 1 and place < len(row)}
        if cells and all("ofsted" in fold_heading(cell).split() for cell in cells):
            return True
    return False
