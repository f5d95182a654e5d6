"""Ofsted's own scale, which holds for its own tables alone, and how a table says that it is one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model.scale import Band
from ratings_cli.reading.csv.vocabulary import fold_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OFSTED_HEADINGS = frozenset({"ofsted region", "ofsted phase", "early years register flag"})
"""Headings that only Ofsted's own tables have; so is any with the word "OEIF", the name of its framework."""
ORIGINS = frozenset(
    {"web link", "weblink", "link", "url", "report", "report link", "report url", "source", "inspectorate", "regulator"}
)
"""Headings of columns that say where a row is from: a table whose every row is from Ofsted is Ofsted's."""
OTHER_REGULATORS = frozenset(
    "cqc estyn hmip hmicfrs hmic peel prison prisons force forces police constabulary constabularies probation".split()  # noqa: SIM905
)
OTHER_REGULATORS_PHRASES = (
    "care inspectorate",
    "care quality commission",
    "education scotland",
    "healthy establishment",
    "healthy prison",
    "independent schools inspectorate",
    "inspectorate of",
    "joint area review",
    "performance assessment",
)
"""Words of other inspectorates: where a heading or a line above has one, a table is not Ofsted's. Nor is one of the
annual performance assessments and joint area reviews until 2008: Ofsted had a part in them, and 4 was the best."""
_DENIALS = frozenset({"not", "unlike", "than", "against", "comparable", "compared"})
OFSTED_LABELS = {
    "1": Band.OUTSTANDING,
    "2": Band.GOOD,
    "3": Band.REQUIRES_IMPROVEMENT,
    "4": Band.INADEQUATE,
    "adequate": Band.REQUIRES_IMPROVEMENT,
    "satisfactory": Band.REQUIRES_IMPROVEMENT,
}
"""Ofsted's own grades in figures, and what it called its third grade before it was 'requires improvement'.

They hold only where the table says that it is Ofsted's (see `is_ofsted`): for the inspectorate of constabulary
'adequate' is a grade of its own, between good and requires improvement.
"""
OFSTED_NOT_RATINGS = (
    "0",
    "9",
    "met",
    "not met",
    "met (with actions)",
    "not met (with actions)",
    "not met (enforcement)",
    "improved effectiveness",
    "sustained effectiveness",
    "declined in effectiveness",
)
"""What Ofsted writes where no judgement was made: figures; whether the law is kept where no child is looked after; and
what it said after interim inspections of homes."""


def is_ofsted(titles: Iterable[str], headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table says that it is Ofsted's.

    A line above its headings names Ofsted, or a heading is one that only Ofsted has, or in every row the link to the
    report, or whatever says where the row is from, names Ofsted. A heading such as "Ofsted grade" proves nothing: other
    inspectorates quote Ofsted beside their own ratings.

    Args:
        titles: the cells of the lines above the headings.
        headings: the headings.
        rows: the first rows below them.
    """
    above, below = (
        [fold_heading(title).split() for title in titles],
        [fold_heading(heading).split() for heading in headings],
    )
    for words in (*above, *below):
        text = " ".join(words)
        if not OTHER_REGULATORS.isdisjoint(words) or any(phrase in text for phrase in OTHER_REGULATORS_PHRASES):
            return False
    folded = [" ".join(words) for words in below]
    return (
        any("ofsted" in words and _DENIALS.isdisjoint(words) for words in above)
        or any("oeif" in words for words in below)
        or not OFSTED_HEADINGS.isdisjoint(folded)
        or any(_every_row_names_ofsted(number, rows) for number, name in enumerate(folded) if name in ORIGINS)
    )


def _every_row_names_ofsted(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cell of a column names Ofsted in every row that is no mere note."""
    cells = {row[number] for row in rows if sum(map(bool, row)) > 1 and number < len(row)}
    return bool(cells) and all("ofsted" in fold_heading(cell).split() for cell in cells)
