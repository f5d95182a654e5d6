"""What a picture shows, said in a sentence: ``3 of 21 providers are good, 17 require improvement``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.sheet import RowNote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.model.records import League
    from ratings_cli.views.charts.model import Counts

_VERDICTS = {
    Band.OUTSTANDING: ("is outstanding", "are outstanding"),
    Band.GOOD: ("is good", "are good"),
    Band.REQUIRES_IMPROVEMENT: ("requires improvement", "require improvement"),
    Band.INADEQUATE: ("is inadequate", "are inadequate"),
    None: ("is not rated", "are not rated"),
}


_UNKNOWN = ("is not known", "are not known")


def counted(bands: Iterable[Band | None]) -> Counts:
    """Count bands, best first; those not rated last."""
    counts = phrases.count_bands(bands)
    return tuple((band, counts[band.value if band else phrases.NOT_RATED]) for band in (*BANDS, None))


def verdict(band: Band | None, number: int, unknown: str = phrases.NOT_RATED) -> str:
    """What so many bodies are or do: ``is good``, ``require improvement``; without a band, what `unknown` says."""
    name, many = _UNKNOWN if band is None and unknown == phrases.NOT_KNOWN else _VERDICTS[band]
    return name if number == 1 else many


def verdicts(
    counts: Counts,
    leagues: Sequence[League],
    *,
    before: str = "",
    unknown: str = phrases.NOT_RATED,
    where: str | None = None,
) -> str:
    """How many of what is shown are what: ``3 of 21 providers are good, 17 require improvement and 1 is ...``.

    Args:
        counts: how many there are of each band.
        leagues: whose providers they are.
        before: how the sentence begins: ``By 3 May 2019,``.
        unknown: what is said of those without a band, ``not rated`` or ``not known``.
        where: of which bodies the numbers are; of those in the record when left out.
    """
    said = _verdicts(counts, leagues, unknown, phrases.in_record(leagues) if where is None else where)
    return f"{before} {said[0].lower()}{said[1:]}" if before else said


def star_line(derived: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """What the stars in a picture mean: of whom a band is derived; nothing where there is nobody.

    Args:
        derived: the number of the bar or strip, from zero, and the name.
    """
    found = list(derived)
    if not found:
        return ()
    names = list(dict.fromkeys(name for _, name in found))
    return (RowNote(f"* Derived, not stated outright by a source: {phrases.some(names)}.", [row for row, _ in found]),)


def _verdicts(counts: Counts, leagues: Sequence[League], unknown: str, where: str) -> str:
    total = sum(number for _, number in counts)
    shown = [(band, number) for band, number in counts if number]
    if not shown:
        return f"There are no {phrases.bodies(leagues, 0).removeprefix('0 ')} to show."
    if len(shown) == 1:
        band, number = shown[0]
        every = "All " if number > 1 else ""
        return f"{every}{phrases.bodies(leagues, number)}{where} {verdict(band, number, unknown)}."
    said = [f"{number:,} {verdict(band, number, unknown)}" for band, number in shown]
    first, number = shown[0]
    said[0] = f"{number:,} of {phrases.bodies(leagues, total)}{where} {verdict(first, number, unknown)}"
    return f"{phrases.listed(said)}."
