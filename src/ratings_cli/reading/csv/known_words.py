"""Which columns the vocabulary of headings names: as far as words can tell, without a look at what a column holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.reading.csv.vocabulary import HEADINGS, QUALIFIED, WHO_RUNS, bare, qualifier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
