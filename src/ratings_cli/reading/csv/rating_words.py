"""What the words in a column of ratings mean: a band, no rating, or nothing that is known."""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING

from ratings_cli.model.escape import quoted
from ratings_cli.model.phrases import count
from ratings_cli.model.scale import Band, UnknownBandError, parse_band
from ratings_cli.reading.csv.ofsted import OFSTED_LABELS, OFSTED_NOT_RATINGS
from ratings_cli.reading.csv.vocabulary import NOT_RATINGS, fold_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ratings_cli.reading.csv.settings import CsvInspections

_NOT_RATINGS = frozenset(map(fold_label, NOT_RATINGS))
_ANY_BAND = "BAND"
_SEVERAL = re.compile(r"[/;,+&|]|\b(?:and|or)\b", re.IGNORECASE)
"""What may stand between two bands."""
_MOST_SHOWN = 20
_LONGEST_SHOWN = 80
_MOST_TO_PASTE = 5


class Labels:
    """Tells bands from what stands where there is no rating, and remembers every word that it was asked about.

    What the user says comes first, then what is known of the regulator, then the words that mean the same everywhere.
    """

    def __init__(self, settings: CsvInspections, *, ofsted: bool) -> None:
        """Put together what is known: the user's own labels, and Ofsted's where the table is Ofsted's."""
        self._bands: dict[str, Band] = dict(OFSTED_LABELS) if ofsted else {}
        self._none = set(_NOT_RATINGS) | (set(OFSTED_NOT_RATINGS) if ofsted else set())
        for text in settings.not_ratings:
            self._none.add(fold_label(text))
            self._bands.pop(fold_label(text), None)
        for text, band in settings.labels.items():
            self._bands[fold_label(text)] = band
            self._none.discard(fold_label(text))
        self._own = frozenset(map(fold_label, settings.labels))
        self.cache: dict[str, Band | None] = {}
        self.unknown: set[str] = set()

    def meaning(self, text: str) -> Band | None:
        """The band that a text means; None for no rating, and for what is not known (see `is_known`)."""
        if text in self.cache:
            return self.cache[text]
        folded = fold_label(text)
        band = self._bands.get(folded)
        if band is None and folded not in self._none:
            try:
                band = parse_band(folded)
            except UnknownBandError:
                self.unknown.add(text)
        self.cache[text] = band
        return band

    def is_known(self, text: str) -> bool:
        """Whether a text is a band, or listed as no rating."""
        self.meaning(text)
        return text not in self.unknown

    def is_own(self, text: str) -> bool:
        """Whether the user has said which band a text is."""
        return fold_label(text) in self._own

    def by_rule(self, texts: Iterable[str]) -> dict[str, Band]:
        """Those of the texts that are bands only because of what is known of the regulator."""
        return {
            text: self._bands[fold_label(text)]
            for text in texts
            if fold_label(text) in self._bands and fold_label(text) not in self._own
        }


def unknown_message(unknown: dict[str, dict[str, int]]) -> str:
    """Say which words are neither bands nor listed as no rating, and how to settle each.

    Args:
        unknown: for each word its number of rows, by the heading of each column that it stands in.
    """
    most = sorted(unknown.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    shown = [f"'{_brief(text)}' ({_rows(found)})" for text, found in most[:_MOST_SHOWN]]
    if len(most) > _MOST_SHOWN:
        shown.append(f"and {len(most) - _MOST_SHOWN} more")
    first = _brief(most[0][0])
    texts = set(unknown)
    if set(map(fold_label, texts)) <= {"1", "2", "3", "4"}:
        return (
            f"{', '.join(shown)}: which band is each figure? (if 1 is the best: {_all_labels('1234')}; "
            f"if 4 is the best: {_all_labels('4321')}; a scale of more than four grades has no place here)"
        )
    band = _likely(first)
    which = ", with a band in place of BAND" if band == _ANY_BAND else ""
    return (
        f"{', '.join(shown)}: neither bands nor known to mean no rating (say what each is, such as "
        f"--label {quote(f'{first}={band}')} or --not-a-rating {quote(first)}; in YAML "
        f"labels: {{{quoted(first)}: {band}}} or not_ratings: [{quoted(first)}]{which})"
    )


def settling(texts: Collection[str]) -> str:
    """The options that say what a few words mean: for a slip of the pen its band, elsewhere BAND; empty for others."""
    if len(texts) > _MOST_TO_PASTE or max(map(len, texts)) > _LONGEST_SHOWN:
        return ""
    return " ".join(f"--label {quote(f'{text}={_likely(text)}')}" for text in sorted(texts, key=str.casefold))


def _all_labels(figures: str) -> str:
    """The options that say which band each figure is, the best first."""
    bands = ("outstanding", "good", "requires improvement", "inadequate")
    return " ".join(f"--label {quote(f'{n}={band}')}" for n, band in zip(figures, bands, strict=True))


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


def _rows(found: dict[str, int]) -> str:
    """In how many rows a word stands in the first column that has it, and how often elsewhere."""
    (heading, rows), *others = found.items()
    here = f"{count(rows, 'row')}, in '{heading}'"
    if not others:
        return here
    return f"{here}; {count(sum(number for _, number in others), 'cell')} in {count(len(others), 'other column')}"
