"""Which column of a table is what: settled, else known by its heading, else by what its cells hold."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from shlex import quote
from typing import TYPE_CHECKING

from ratings_cli.model.escape import quoted
from ratings_cli.model.names import nearest
from ratings_cli.reading.csv.date_formats import holds_dates
from ratings_cli.reading.csv.vocabulary import (
    HEADINGS,
    ROLE_WORDS,
    STANDARDS,
    WHO_RUNS,
    bare,
    fold_heading,
    is_earlier,
    is_figure,
    is_known_heading,
    qualifier,
    rank_heading,
)
from ratings_cli.reading.diagnostics import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ratings_cli.reading.csv.dialect import Dialect
    from ratings_cli.reading.csv.rating_words import Labels
    from ratings_cli.reading.csv.settings import CsvInspections

NONE = "none"
"""Written for a heading, it says that there is no such column."""

_FEW = 200
"""So many rows show whether a column holds dates."""
_BY_NUMBER = re.compile(r"#(\d{1,6})")
_ALWAYS = ("provider", "id", "owner", "area", "region", "league", "programme", "service")
_DATES = ("published", "fieldwork")
_OTHER_LEVEL = {"location": "provider", "provider": "location"}
"""Where a table tells of organisations and of the places that they run: the first word of what is about the others."""
_OF_ONE_LEVEL = ("id", "area", "region", "overall")
"""What a provider has of its own on either level."""
_OF_A_PLACE = re.compile(
    r"\b(town|city|village|locality|suburb|neighbourhood|street|address|post ?code|zip|county|borough|district|parish|"
    r"ward|constituency|uprn|latitude|longitude|easting|northing)s?\d*\b"
)
"""Words of headings of columns that say where a body is."""
_OF_ANOTHER = re.compile(
    r"\b(e ?mail|web|website|internet|url|link|ip|owner|company|registered|trust|organisation|group|proprietor|"
    r"operator|contact|correspondence|head)\b"
)
"""Words of headings of columns that say where something else is, such as who runs it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that are read."""

    of: dict[str, int]  # the number of the column by what it is (see `vocabulary.ROLE_WORDS`)
    standards: tuple[int, ...] = ()  # the numbers of the columns that hold the ratings of single standards
    doubtful: tuple[int, ...] = ()
    """The numbers of columns that hold some bands, but mostly something else, and are not read."""
    earlier: tuple[int, ...] = ()  # the numbers of columns that hold bands of an earlier inspection, and are not read
    dated: tuple[int, ...] = ()
    """The numbers of columns of dates, by their heading or by what they hold, that are not read."""
    places: tuple[int, ...] = ()
    """The numbers of columns that may tell bodies of one name apart, where no column is settled that does."""

    @property
    def long(self) -> bool:
        """Whether each row holds the rating of one standard."""
        return "standard" in self.of

    @property
    def ratings(self) -> tuple[int, ...]:
        """Every column that holds ratings."""
        return tuple(self.of[role] for role in ("overall", "rating") if role in self.of) + self.standards

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every column that is read, each once."""
        return tuple(dict.fromkeys((*self.of.values(), *self.standards, *self.places)))


def choose_columns(
    dialect: Dialect, settings: CsvInspections, sample: Sequence[Sequence[str]], labels: Labels
) -> Columns:
    """Decide which column is what.

    Args:
        dialect: the headings.
        settings: the columns that are settled already.
        sample: the first rows, to see which columns hold ratings.
        labels: what the words in columns of ratings mean.

    Raises:
        DataError: it is not certain, or what must be there is missing; the message names the option to settle it.
    """
    return _Chooser(dialect, settings.columns, sample, labels).choose()


def is_of_a_place(heading: str) -> bool:
    """Whether a folded heading is that of a column that says where a body is: ``town``, ``address line 1``."""
    return _OF_A_PLACE.search(heading) is not None and _OF_ANOTHER.search(heading) is None


class _Chooser:
    def __init__(
        self,
        dialect: Dialect,
        settled: Mapping[str, tuple[str, ...]],
        sample: Sequence[Sequence[str]],
        labels: Labels,
    ) -> None:
        self.dialect = dialect
        self.folded = list(map(fold_heading, dialect.headings))
        self.sample = sample
        self.labels = labels
        self.settled = settled
        self.problems: list[str] = []
        self.options: list[str] = []
        self.of: dict[str, int] = {}
        self.standards: tuple[int, ...] = ()
        groups = {group: is_earlier(fold_heading(group)) for group in set(dialect.groups)}
        self.earlier = {n for n, name in enumerate(self.folded) if groups[dialect.groups[n]] or is_earlier(name)}
        self.taken: set[int] = set()
        self.doubtful: list[int] = []

    def choose(self) -> Columns:
        self._settle()
        for role in _ALWAYS:
            self._by_heading(role)
        self._ratings()
        if "provider" not in self.of and "id" in self.of and not self.problems:
            self.of["provider"] = self.of["id"]
        if "provider" not in self.of:
            self._missing("provider")
        if self.problems:
            line = self.dialect.header_line
            # What only comes near is a question, and no command to paste.
            option = " ".join(self.options) if len(self.options) == len(self.problems) else ""
            raise DataError([self.dialect.problem(line, problem, option=option) for problem in self.problems])
        earlier = tuple(n for n in sorted(self.earlier - self.taken) if self._holds_any_band(n))
        return Columns(self.of, self.standards, tuple(self.doubtful), earlier, self._dated(), self._places())

    def _settle(self) -> None:
        """Take the columns that are settled."""
        for role, headings in self.settled.items():
            found = [self._heading(role, heading) for heading in headings if heading.casefold() != NONE]
            numbers = [number for number in found if number is not None]
            self.taken.update(numbers if role != "place" else ())  # a place may be an area too
            if role == "standards":
                self.standards = tuple(numbers)
            elif numbers:
                self.of[role] = numbers[0]
                if len(numbers) > 1:
                    self.problems.append(f"'{role}' is given several columns (name one; only 'standards' has several)")

    def _heading(self, role: str, heading: str) -> int | None:
        """The number of the column that is named; None, with what is wrong, where there is not one such."""
        headings = self.dialect.headings
        if heading not in headings and (match := _BY_NUMBER.fullmatch(heading)):
            number = int(match[1]) - 1
            if 0 <= number < len(headings):
                return number
            self.problems.append(f"there is no column {heading} (the columns are #1 to #{len(headings)})")
            return None
        wanted = fold_heading(heading)
        found = [number for number, name in enumerate(self.folded) if name == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            numbers = " or ".join(f"'#{number + 1}'" for number in found)
            self.problems.append(f"{len(found)} columns are headed '{heading}' (name one by its number: {numbers})")
            return None
        near = nearest(heading, headings)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else self._all_headings()
        self.problems.append(f"no column is headed '{heading}', which is to be '{role}' ({hint})")
        return None

    def _all_headings(self) -> str:
        return "headings: " + "; ".join(filter(None, self.dialect.headings))

    def _by_heading(self, role: str) -> None:
        """Take the column whose heading names what is looked for; ask where several do."""
        if role in self.settled:
            return
        found = self._candidates(role)
        if len(found) > 1:
            names = " and ".join(f"'{self.dialect.headings[n]}'" for n in found)
            first = self.dialect.column_name(found[0])
            self.problems.append(
                f"{names} could each be '{role}', {ROLE_WORDS[role]} (name one: --column {quote(f'{role}={first}')}; "
                f"in YAML columns: {{{role}: {quoted(first)}}})"
            )
            self.options.append(f"--column {quote(f'{role}={first}')}")
        elif found:
            self.of[role] = found[0]
            self.taken.add(found[0])

    def _candidates(self, role: str) -> list[int]:
        """The columns whose headings name what is looked for, of the first tier that has any."""
        open_ = [n for n in self._known if n not in self.taken]
        if role in _OF_ONE_LEVEL and "provider" in self.of:
            return self._of_its_level(role, open_)
        if role in _DATES:
            rating = self.of.get("overall", self.of.get("rating"))
            kind = None if rating is None else qualifier(self.folded[rating])
            # The dates of the most recent full inspection go with the ratings of the most recent full inspection.
            return self._first_tier(role, [n for n in open_ if qualifier(self.folded[n]) == kind]) or self._first_tier(
                role, open_
            )
        found = self._first_tier(role, open_)
        if role == "provider" and found and all(self.folded[n] in WHO_RUNS for n in found):
            bodies = {name for tier in HEADINGS[role][:-1] for name in tier}  # the last tier is of places
            found = [n for n in open_ if n not in found and self.folded[n] in bodies] + found
        return found

    @cached_property
    def _known(self) -> list[int]:
        """The columns whose headings name anything: of a very wide table these are few."""
        return [n for n, name in enumerate(self.folded) if n not in self.earlier and is_known_heading(name)]

    def _of_its_level(self, role: str, open_: Sequence[int]) -> list[int]:
        """What is the provider's own, in a table of organisations and of the places that they run."""
        provider = self.of["provider"]
        runs = any(n != provider and heading in WHO_RUNS for n, heading in enumerate(self.folded))
        other = _OTHER_LEVEL.get(self.folded[provider].partition(" ")[0]) or ("provider" if runs else None)
        found = self._first_tier(role, [n for n in open_ if self.folded[n].partition(" ")[0] != other])
        # The region of an organisation may do for a place of its, but neither its id nor its rating.
        return found if found or role in {"id", "overall"} else self._first_tier(role, open_)

    def _first_tier(self, role: str, open_: Sequence[int]) -> list[int]:
        ranks = {n: rank for n in open_ if (rank := rank_heading(role, self.folded[n])) is not None}
        best = min(ranks.values(), default=None)
        return [n for n, rank in ranks.items() if rank == best]

    def _ratings(self) -> None:
        """Take the columns of ratings: one standard a row, or one overall rating and its standards beside it."""
        roles = ("standard", "rating") if self._is_long() else ("overall",)
        for role in (*roles, *_DATES):
            self._by_heading(role)
        if len(roles) > 1:
            if not {"standard", "rating"} <= self.of.keys():
                self._missing("rating" if "standard" in self.of else "standard")
            return
        if "standards" not in self.settled:
            self.standards = tuple(n for n in self._open() if self._holds_ratings(n))
        if "overall" in self.of or any("'overall'" in problem for problem in self.problems):
            return
        if not self.standards:
            self._without_ratings()
        elif "overall" not in self.settled:
            self._missing("overall", [self.dialect.column_name(n) for n in self.standards])

    def _is_long(self) -> bool:
        """Whether each row is about one standard: a column says which, and another holds its rating."""
        if "standard" in self.settled or "rating" in self.settled:
            return True
        if "overall" in self.settled or "standards" in self.settled:
            return False
        headings = [self.folded[n] for n in self._known if n not in self.taken]
        if any(bare(heading) in HEADINGS["overall"][0] for heading in headings):
            return False
        of_standard, of_rating = (
            {heading for heading in headings if any(bare(heading) in tier for tier in HEADINGS[role])}
            for role in ("standard", "rating")
        )
        return any(name != other for name in of_standard for other in of_rating)

    def _without_ratings(self) -> None:
        """Say that no column holds bands: what its words mean is asked when one is named."""
        example = self.dialect.column_name(self.doubtful[0]) if self.doubtful else "HEADING"
        named = quote(f"standards={example}")
        overall = "--column overall=HEADING, or, if there is no overall rating, --column overall=none "
        self.problems.append(
            "no column holds ratings in words that are known (name what holds ratings, and what its words mean is "
            f"asked: {'' if 'overall' in self.settled else overall}--column {named}; {self._all_headings()})"
        )

    def _open(self) -> list[int]:
        """The columns that have a heading and may still be anything."""
        left = (n for n, name in enumerate(self.folded) if name and n not in self.taken and n not in self.earlier)
        return [n for n in left if n not in self.standards] if self.standards else list(left)

    def _texts(self, number: int, most: int | None = None) -> list[str]:
        """What the first cells of a column hold."""
        return [row[number].strip() for row in self.sample[:most] if number < len(row)]

    def _holds_ratings(self, number: int) -> bool:
        """Whether a column holds bands, and hardly anything else; takes down where it holds some."""
        found = self.labels.are_bands(self.folded[number], Counter(self._texts(number)))
        if found is None:
            self.doubtful.append(number)
        return bool(found)

    def _dated(self) -> tuple[int, ...]:
        """The columns of dates that are not read, but for those about an earlier inspection."""
        return tuple(n for n in self._open() if "date" in self.folded[n].split() or holds_dates(self._texts(n, _FEW)))

    def _holds_any_band(self, number: int) -> bool:
        """Whether any cell of a column holds a band; a figure is one below the heading of a rating only."""
        of_ratings = self.folded[number].endswith((*STANDARDS, *HEADINGS["overall"][0]))
        texts = set(self._texts(number))
        return any(self.labels.meaning(text) is not None for text in texts if of_ratings or not is_figure(text))

    def _places(self) -> tuple[int, ...]:
        """The columns that may tell bodies of one name apart: where they are, in one way or another."""
        if "id" in self.of or "place" in self.settled:
            return ()
        where = [self.of[role] for role in ("area", "region") if role in self.of][:1]
        others = [n for n in self._open() if is_of_a_place(self.folded[n])]
        return tuple(n for n in (*where, *others) if n != self.of["provider"])

    def _missing(self, role: str, near: Sequence[str] = ()) -> None:
        if any(f"'{role}'" in problem for problem in self.problems):
            return  # it is said already that its heading is wrong
        hint = f"perhaps {' or '.join(map(repr, near[:3]))}" if near else self._all_headings()
        example = quote(f"{role}={near[0]}") if near else f"{role}=HEADING"
        more = "; if there is none, --column overall=none" if role == "overall" else ""
        self.problems.append(
            f"which column is '{role}', {ROLE_WORDS[role]}? (name it: --column {example}{more}; {hint})"
        )
