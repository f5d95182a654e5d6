"""Which column of a CSV is what: as it is settled, else by its heading, else not at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

from ratings_cli.model.escape import quoted
from ratings_cli.model.names import nearest
from ratings_cli.reading.csv.date_formats import holds_dates
from ratings_cli.reading.csv.namesakes import is_of_a_place
from ratings_cli.reading.csv.recognise import DATES, Holds, candidates, holds, holds_any_band, is_long
from ratings_cli.reading.csv.vocabulary import ROLE_WORDS, fold_heading, is_earlier
from ratings_cli.reading.diagnostics import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.reading.csv.rating_words import Labels
    from ratings_cli.reading.csv.settings import CsvInspections
    from ratings_cli.reading.csv.sniff import Dialect

NONE = "none"
"""Written for a heading, it says that there is no such column."""

_FEW = 200
"""So many rows show whether a column holds dates."""
_BY_NUMBER = re.compile(r"#(\d{1,6})")
_ALWAYS = ("provider", "id", "owner", "area", "region", "league", "programme", "service")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that are read.

    Args:
        of: the number of the column by what it is (see `headings.ROLE_WORDS`).
        standards: the numbers of the columns that hold the ratings of single standards.
        doubtful: the numbers of columns that hold some bands, but mostly something else, and are not read.
        earlier: the numbers of columns that hold bands of an earlier inspection, and are not read.
        dated: the numbers of columns of dates, by their heading or by what they hold, that are not read.
        apart: the numbers of columns that may tell bodies of one name apart, where no column is settled that does.
    """

    of: dict[str, int]
    standards: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()
    earlier: tuple[int, ...] = ()
    dated: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()

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
        return tuple(dict.fromkeys((*self.of.values(), *self.standards, *self.apart)))


def choose_columns(
    shape: Dialect, settings: CsvInspections, sample: Sequence[Sequence[str]], labels: Labels
) -> Columns:
    """Decide which column is what.

    Args:
        shape: the headings.
        settings: the columns that are settled already.
        sample: the first rows, to see which columns hold ratings.
        labels: what the words in columns of ratings mean.

    Raises:
        DataError: it is not certain, or what must be there is missing; the message names the option to settle it.
    """
    return _Chooser(shape, settings, sample, labels).choose()


def column_name(shape: Dialect, number: int) -> str:
    """How to name a column: by its heading, or as ``#4`` where others have the same heading, or it has none."""
    folded = fold_heading(shape.headings[number])
    alone = sum(fold_heading(heading) == folded for heading in shape.headings) == 1
    return shape.headings[number] if alone and folded else f"#{number + 1}"


class _Chooser:
    def __init__(
        self, shape: Dialect, settings: CsvInspections, sample: Sequence[Sequence[str]], labels: Labels
    ) -> None:
        self.shape = shape
        self.folded = [fold_heading(heading) for heading in shape.headings]
        self.sample = sample
        self.labels = labels
        self.settled = settings.columns
        self.problems: list[str] = []
        self.options: list[str] = []
        self.of: dict[str, int] = {}
        self.standards: tuple[int, ...] = ()
        groups = [fold_heading(group) for group in shape.groups]
        self.earlier = {
            number for number, name in enumerate(self.folded) if is_earlier(name) or is_earlier(groups[number])
        }
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
            line = self.shape.header_line
            # What only comes near is a question, and no command to paste.
            option = " ".join(self.options) if len(self.options) == len(self.problems) else ""
            raise DataError([self.shape.problem(line, problem, option=option) for problem in self.problems])
        earlier = tuple(n for n in sorted(self.earlier - self.taken) if self._holds_any_band(n))
        return Columns(self.of, self.standards, tuple(self.doubtful), earlier, self._dated(), self._apart())

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
        if heading not in self.shape.headings and (match := _BY_NUMBER.fullmatch(heading)):
            number = int(match[1]) - 1
            if 0 <= number < len(self.folded):
                return number
            self.problems.append(f"there is no column {heading} (the columns are #1 to #{len(self.folded)})")
            return None
        wanted = fold_heading(heading)
        found = [number for number, name in enumerate(self.folded) if name == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            numbers = " or ".join(f"'#{number + 1}'" for number in found)
            self.problems.append(f"{len(found)} columns are headed '{heading}' (name one by its number: {numbers})")
            return None
        near = nearest(heading, self.shape.headings)
        hint = f"did you mean {' or '.join(repr(name) for name in near)}?" if near else self._all_headings()
        self.problems.append(f"no column is headed '{heading}', which is to be '{role}' ({hint})")
        return None

    def _all_headings(self) -> str:
        return "headings: " + "; ".join(heading for heading in self.shape.headings if heading)

    def _by_heading(self, role: str) -> None:
        if role in self.settled:
            return
        found = candidates(role, self.folded, self._open(), self.of)
        if len(found) > 1:
            names = " and ".join(f"'{self.shape.headings[n]}'" for n in found)
            first = column_name(self.shape, found[0])
            self.problems.append(
                f"{names} could each be '{role}', {ROLE_WORDS[role]} (name one: --column {quote(f'{role}={first}')}; "
                f"in YAML columns: {{{role}: {quoted(first)}}})"
            )
            self.options.append(f"--column {quote(f'{role}={first}')}")
        elif found:
            self.of[role] = found[0]
            self.taken.add(found[0])

    def _ratings(self) -> None:
        """Take the columns of ratings: one standard a row, or one overall rating and its standards beside it."""
        if self._is_long():
            self._by_heading("standard")
            self._by_heading("rating")
            self._dates()
            if {"standard", "rating"} <= self.of.keys():
                return
            self._missing("rating" if "standard" in self.of else "standard")
            return
        self._by_heading("overall")
        self._dates()
        if "standards" not in self.settled:
            self.standards = tuple(n for n in range(len(self.folded)) if self._holds_ratings(n))
        if "overall" in self.of or any("'overall'" in problem for problem in self.problems):
            return
        if not self.standards:
            self._without_ratings()
        elif "overall" not in self.settled:
            self._missing("overall", [column_name(self.shape, n) for n in self.standards])

    def _dates(self) -> None:
        for role in DATES:
            self._by_heading(role)

    def _without_ratings(self) -> None:
        """Say that no column holds bands: what its words mean is asked when one is named."""
        example = column_name(self.shape, self.doubtful[0]) if self.doubtful else "HEADING"
        named = quote(f"standards={example}")
        overall = "--column overall=HEADING, or, if there is no overall rating, --column overall=none "
        self.problems.append(
            "no column holds ratings in words that are known (name what holds ratings, and what its words mean is "
            f"asked: {'' if 'overall' in self.settled else overall}--column {named}; {self._all_headings()})"
        )

    def _is_long(self) -> bool:
        """Whether each row is about one standard: a column says which, and another holds its rating."""
        if "standard" in self.settled or "rating" in self.settled:
            return True
        if "overall" in self.settled or "standards" in self.settled:
            return False
        return is_long([self.folded[n] for n in self._open()])

    def _open(self) -> list[int]:
        """The columns that may still be anything."""
        return [n for n in range(len(self.folded)) if n not in self.taken and n not in self.earlier]

    def _holds_ratings(self, number: int) -> bool:
        """Whether a column holds bands: nearly all of what it holds, where it holds anything."""
        if number in self.taken or number in self.earlier or not self.folded[number]:
            return False
        counts = Counter(row[number].strip() for row in self.sample if number < len(row))
        found = holds(self.folded[number], counts, self.labels)
        if found is Holds.SOME:
            self.doubtful.append(number)
        return found is Holds.RATINGS

    def _dated(self) -> tuple[int, ...]:
        """The columns of dates that are not read, but for those about an earlier inspection."""
        left = [number for number in self._open() if number not in self.standards and self.folded[number]]
        return tuple(
            number
            for number in left
            if "date" in self.folded[number].split()
            or holds_dates(row[number].strip() for row in self.sample[:_FEW] if number < len(row))
        )

    def _holds_any_band(self, number: int) -> bool:
        texts = {row[number].strip() for row in self.sample if number < len(row)}
        return holds_any_band(self.folded[number], texts, self.labels)

    def _apart(self) -> tuple[int, ...]:
        """The columns that may tell bodies of one name apart: where they are, in one way or another."""
        if "id" in self.of or "place" in self.settled:
            return ()
        where = [self.of[role] for role in ("area", "region") if role in self.of][:1]
        open_ = [n for n in self._open() if n not in self.standards and is_of_a_place(self.folded[n])]
        return tuple(n for n in (*where, *open_) if n != self.of["provider"])

    def _missing(self, role: str, near: Sequence[str] = ()) -> None:
        if any(f"'{role}'" in problem for problem in self.problems):
            return  # it is said already that its heading is wrong
        hint = f"perhaps {' or '.join(repr(name) for name in near[:3])}" if near else self._all_headings()
        example = quote(f"{role}={near[0]}") if near else f"{role}=HEADING"
        more = "; if there is none, --column overall=none" if role == "overall" else ""
        self.problems.append(
            f"which column is '{role}', {ROLE_WORDS[role]}? (name it: --column {example}{more}; {hint})"
        )
