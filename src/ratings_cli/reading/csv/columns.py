"""Which column of a table is what: settled, else known by its heading, else by what its cells hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from shlex import quote
from typing import TYPE_CHECKING

from ratings_cli.model.escape import quoted
from ratings_cli.model.names import nearest
from ratings_cli.model.phrases import capital, listed
from ratings_cli.reading.csv import vocabulary as words
from ratings_cli.reading.csv.values import holds_dates
from ratings_cli.reading.csv.vocabulary import (
    bare,
    fold_heading,
    is_earlier,
    is_figure,
    is_known_heading,
    is_of_a_place,
    qualifier,
    rank_heading,
    without_year,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.reading.csv.dialect import Dialect
    from ratings_cli.reading.csv.rating_words import Labels
    from ratings_cli.reading.csv.settings import CsvInspections
    from ratings_cli.reading.diagnostics import Diagnostic

NONE = "none"  # written for a heading, it says that there is no such column

_FEW = 200  # so many rows show whether a column holds dates
_BY_NUMBER = re.compile(r"#(\d{1,6})")
_ALWAYS = ("provider", "id", "owner", "area", "region", "league", "programme", "service")
DATES = ("published", "fieldwork")
_OTHER_LEVEL = {"location": ["provider"], "provider": ["location"]}
"""Where a table tells of organisations and of the places that they run: the first word of what is about the others."""
_OF_ONE_LEVEL = ("id", "area", "region", "overall")  # what a provider has of its own on either level


class Columns:
    """Which column is what, by its number; and what is not certain about it."""

    def __init__(
        self, dialect: Dialect, settings: CsvInspections, sample: Sequence[Sequence[str]], labels: Labels
    ) -> None:
        self.of: dict[str, int] = {}  # by what it is (see `vocabulary.ROLE_WORDS`)
        self.standards: dict[int, str] = {}  # those of single standards, and what these are called
        self.unread: defaultdict[str, list[int]] = defaultdict(list)  # those that are not read, by why
        self.places: list[int] = []  # those that may tell bodies of one name apart, where none is settled that does
        self.problems: list[Diagnostic] = []  # what is not certain, or missing: each names the option to settle it
        self._dialect = dialect
        self._settled = settings.columns
        self._sample = sample
        self._labels = labels
        self._folded = list(map(fold_heading, dialect.headings))
        groups = {group: is_earlier(fold_heading(group)) for group in set(dialect.groups)}
        self._earlier = {n for n, name in enumerate(self._folded) if groups[dialect.groups[n]] or is_earlier(name)}
        self._taken: set[int] = set()
        self._asked: list[tuple[str, str]] = []  # each problem, and the option that settles it, where one does
        self._decide()

    @property
    def long(self) -> bool:
        """Whether each row holds the rating of one standard."""
        return "standard" in self.of

    @property
    def ratings(self) -> tuple[int, ...]:
        """Every column that holds ratings."""
        return (*(self.of[role] for role in ("overall", "rating") if role in self.of), *self.standards)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every column that is read, each once."""
        return tuple(dict.fromkeys((*self.of.values(), *self.standards, *self.places)))

    def _decide(self) -> None:
        self._settle()
        for role in _ALWAYS:
            self._by_heading(role)
        self._leave_councils()
        self._ratings()
        if "provider" not in self.of and "id" in self.of and not self._asked:
            is_organisation = "owner" in self.of and self._folded[self.of["owner"]] in words.ORGANISATIONS
            of_its_own = is_organisation and not self._has_several_ids(self.of["owner"])
            # An organisation that has one id alone is no owner: it is what is inspected.
            self.of["provider"] = self.of.pop("owner") if of_its_own and "owner" not in self._settled else self.of["id"]
        if "provider" not in self.of:
            self._missing("provider")
        if self._asked:
            # What only comes near is a question, and no command to paste.
            options = [option for _, option in self._asked]
            option = " ".join(options) if all(options) else ""
            line = self._dialect.header_line
            self.problems = [self._dialect.problem(line, text, option=option) for text, _ in self._asked]
            # While one is not certain, no other is: an overall rating that is asked for looks like a standard.
            self.of, self.standards, self.unread[words.SOME_BANDS] = {}, {}, []
            return
        self._name_standards()
        earlier = [n for n in sorted(self._earlier - self._taken) if self._holds_any_band(n)]
        # The last inspection may be the latest, or that before.
        last = [n for n in self._earlier.difference(self._taken, earlier) if "last" in self._folded[n].split()]
        for n in sorted((*self._open(), *last)):
            if words.OF_DATES.search(self._folded[n]) or holds_dates(self._texts(n, _FEW)):
                self.unread[words.OF_A_DATE].append(n)
        self.unread[words.OF_AN_EARLIER] = earlier
        if "id" not in self.of and "place" not in self._settled:
            where = [self.of[role] for role in ("area", "region") if role in self.of][:1]
            where += [n for n in self._open() if is_of_a_place(self._folded[n])]
            self.places = [n for n in where if n != self.of["provider"]]
        self._sample = ()  # the rows are not to stay in the memory

    def _leave_councils(self) -> None:
        """Take councils for the areas of what is inspected, where several ids stand beside one: homes without names."""
        council, number = self.of.get("provider"), self.of.get("id")
        if council is None or number is None or "provider" in self._settled:
            return
        is_council = self._folded[council] in words.COUNCILS and self._folded[number] not in words.IDS_OF_COUNCILS
        if is_council and self._has_several_ids(council):
            del self.of["provider"]  # they go by their ids then
            if "area" not in self._settled:
                self.of.setdefault("area", council)

    def _has_several_ids(self, names: int) -> bool:
        """Whether several ids stand beside one name."""
        number = self.of["id"]
        pairs = {(row[names], row[number]) for row in self._sample if max(names, number) < len(row)}
        return len({name for name, _ in pairs}) < len(pairs)

    def _ask(self, problem: str, option: str = "") -> None:
        self._asked.append((problem, option))

    def _settle(self) -> None:
        for role, headings in self._settled.items():
            found = [self._heading(role, heading) for heading in headings if heading.casefold() != NONE]
            numbers = [number for number in found if number is not None]
            self._taken.update(numbers if role != "place" else ())  # a place may be an area too
            if role == "standards":
                self.standards = dict.fromkeys(numbers, "")
            elif numbers:
                self.of[role] = numbers[0]
                if len(numbers) > 1:
                    self._ask(f"'{role}' is given several columns (name one; only 'standards' has several)")

    def _heading(self, role: str, heading: str) -> int | None:
        """The number of the column that is named; None, with what is wrong, where there is not one such."""
        headings, wanted = self._dialect.headings, fold_heading(heading)
        number = None if heading in headings else _BY_NUMBER.fullmatch(heading)
        found = [n for n, name in enumerate(self._folded) if (int(number[1]) == n + 1 if number else name == wanted)]
        if len(found) == 1:
            return found[0]
        near = nearest(heading, headings)
        if found:
            numbers = " or ".join(f"'#{n + 1}'" for n in found)
            self._ask(f"{len(found)} columns are headed '{heading}' (name one by its number: {numbers})")
        elif number:
            self._ask(f"there is no column {heading} (the columns are #1 to #{len(headings)})")
        else:
            hint = f"did you mean {' or '.join(map(repr, near))}?" if near else self._all_headings()
            self._ask(f"no column is headed '{heading}', which is to be '{role}' ({hint})")
        return None

    def _all_headings(self) -> str:
        return "headings: " + "; ".join(filter(None, self._dialect.headings))

    def _by_heading(self, role: str) -> None:
        """Take the column whose heading names what is looked for; ask where several do."""
        if role in self._settled:
            return
        found = self._candidates(role)
        if role == "overall" and len(found) > 1:
            # An overall score beside the overall rating holds no bands.
            found = [n for n in found if self._labels.are_bands(self._folded[n], Counter(self._texts(n)))] or found
        if len(found) > 1:
            names = " and ".join(self._dialect.names(found))
            first = self._dialect.column_name(found[0])
            option = f"--column {quote(f'{role}={first}')}"
            yaml = f"in YAML columns: {{{role}: {quoted(first)}}}"
            self._ask(f"{names} could each be '{role}', {words.ROLE_WORDS[role]} (name one: {option}; {yaml})", option)
        elif found:
            self.of[role] = found[0]
            self._taken.add(found[0])

    def _candidates(self, role: str) -> list[int]:
        """The columns whose headings name what is looked for, of the first tier that has any."""
        open_ = [n for n in self._known if n not in self._taken]
        if role in _OF_ONE_LEVEL and "provider" in self.of:
            return self._of_its_level(role, open_)
        if role in DATES:
            rating = self.of.get("overall", self.of.get("rating"))
            kind = None if rating is None else qualifier(self._folded[rating])
            # The dates of the most recent full inspection go with the ratings of the most recent full inspection.
            same = self._first_tier(role, [n for n in open_ if qualifier(self._folded[n]) == kind])
            return same or self._first_tier(role, open_)
        found = self._first_tier(role, open_)
        if role == "provider" and found and all(self._folded[n] in words.WHO_RUNS for n in found):
            found = [n for n in open_ if n not in found and self._folded[n] in words.OF_BODIES] + found
        return found

    @cached_property
    def _known(self) -> list[int]:
        """The columns whose headings name anything: of a very wide table these are few."""
        return [n for n, name in enumerate(self._folded) if n not in self._earlier and is_known_heading(name)]

    def _of_its_level(self, role: str, open_: Sequence[int]) -> list[int]:
        """What is the provider's own, in a table of organisations and of the places that they run."""
        provider = self.of["provider"]
        runs = {
            word
            for n, name in enumerate(self._folded)
            if n != provider and name in words.WHO_RUNS
            for word in name.split()
        }
        others = _OTHER_LEVEL.get(self._folded[provider].partition(" ")[0], runs)
        found = self._first_tier(role, [n for n in open_ if self._folded[n].partition(" ")[0] not in others])
        # The region of an organisation may do for a place of its, but neither its id nor its rating.
        return found if found or role in {"id", "overall"} else self._first_tier(role, open_)

    def _first_tier(self, role: str, open_: Sequence[int]) -> list[int]:
        ranks = {n: rank for n in open_ if (rank := rank_heading(role, self._folded[n])) is not None}
        best = min(ranks.values(), default=None)
        return [n for n, rank in ranks.items() if rank == best]

    def _ratings(self) -> None:
        """Take the columns of ratings: one standard a row, or one overall rating and its standards beside it."""
        roles = ("standard", "rating") if self._is_long() else ("overall",)
        for role in (*roles, *DATES):
            self._by_heading(role)
        if len(roles) > 1:
            if not {"standard", "rating"} <= self.of.keys():
                self._missing("rating" if "standard" in self.of else "standard")
            return
        if "overall" in self.of:
            name, year = without_year(self._folded[self.of["overall"]])
            others = {n: without_year(self._folded[n]) for n in self._open()}
            self._earlier |= {n for n, (other, then) in others.items() if other == name and then < year}
        if "standards" not in self._settled:
            self._find_standards()
        if "overall" in self.of or any("'overall'" in problem for problem, _ in self._asked):
            return
        if not self.standards:
            self._without_ratings()
        elif "overall" not in self._settled:
            self._missing("overall", [self._dialect.column_name(n) for n in self.standards])

    def _find_standards(self) -> None:
        """Take the columns that hold bands, and hardly anything else."""
        for n in self._open():
            counts = Counter(self._texts(n))
            holds_bands = self._labels.are_bands(self._folded[n], counts)
            if not words.REPORT_CARD_GRADES.isdisjoint(map(str.casefold, counts)):
                self.unread[words.OF_REPORT_CARDS].append(n)
            elif holds_bands:
                self.standards[n] = ""
            elif holds_bands is None:
                self.unread[words.SOME_BANDS].append(n)

    def _is_long(self) -> bool:
        """Whether each row is about one standard: a column says which, and another holds its rating."""
        if "standard" in self._settled or "rating" in self._settled:
            return True
        if "overall" in self._settled or "standards" in self._settled:
            return False
        headings = [self._folded[n] for n in self._known if n not in self._taken]
        if any(bare(heading) in words.OVERALL_STANDARDS for heading in headings):
            return False
        of_standard, of_rating = (
            {heading for heading in headings if rank_heading(role, heading) is not None}
            for role in ("standard", "rating")
        )
        return any(name != other for name in of_standard for other in of_rating)

    def _without_ratings(self) -> None:
        """Say that no column holds bands: what its words mean is asked when one is named."""
        last = [n for n in sorted(self._earlier) if self._holds_any_band(n)]
        if last and not self.unread[words.SOME_BANDS] and "overall" not in self._settled:
            options = [f"--column {quote(f'overall={self._dialect.column_name(n)}')}" for n in last]
            how = f"if it has the latest ratings: {' or '.join(options)}"
            names = listed(self._dialect.names(last))
            self._ask(f"{names} may be about an earlier inspection ({how})", options[0] if len(last) == 1 else "")
            return
        grades = self.unread[words.OF_REPORT_CARDS]
        example = next(map(self._dialect.column_name, grades + self.unread[words.SOME_BANDS]), "HEADING")
        named = quote(f"standards={example}")
        likely = [self._dialect.column_name(n) for n in self._open() if words.OF_ALL.search(self._folded[n])]
        heading = quote(f"overall={likely[0] if len(likely) == 1 else 'HEADING'}")
        overall = f"--column {heading}, or, if there is no overall rating, --column overall=none "
        cards = "Ofsted's report cards have five grades of their own; " if grades else ""
        self._ask(
            f"no column holds ratings in words that are known ({cards}name what holds ratings, and what its words mean "
            f"is asked: {'' if 'overall' in self._settled else overall}--column {named}; {self._all_headings()})"
        )

    def _open(self) -> list[int]:
        """The columns that have a heading and may still be anything."""
        left = (n for n, name in enumerate(self._folded) if name and n not in self._taken and n not in self._earlier)
        return [n for n in left if n not in self.standards] if self.standards else list(left)

    def _texts(self, number: int, most: int | None = None) -> list[str]:
        return [row[number].strip() for row in self._sample[:most] if number < len(row)]

    def _holds_any_band(self, number: int) -> bool:
        """Whether any cell of a column holds a band; a figure is one below the heading of a rating only."""
        of_ratings = self._folded[number].endswith((*words.STANDARDS, *words.OVERALL_STANDARDS))
        texts = set(self._texts(number))
        return any(self._labels[text] is not None for text in texts if of_ratings or not is_figure(text))

    def _name_standards(self) -> None:
        """Call the standards as their headings do, without words that stand before all of them."""
        for number in self.standards:
            heading = self._dialect.headings[number] or f"Column {number + 1}"
            folded = self._folded[number]
            extra = len(folded.split()) - len(bare(folded).split())
            rest = " ".join(heading.split()[extra:])
            self.standards[number] = capital(rest) if extra and fold_heading(rest) == bare(folded) else heading
        counts = Counter(self.standards.values())
        for number, name in self.standards.items():
            self.standards[number] = name if counts[name] == 1 else self._dialect.headings[number] or name

    def _missing(self, role: str, near: Sequence[str] = ()) -> None:
        if any(f"'{role}'" in problem for problem, _ in self._asked):
            return  # it is said already that its heading is wrong
        of_all = [name for name in near if words.OF_ALL.search(fold_heading(name))]
        if near and not of_all:
            # A standard is not to be proposed for the rating of the whole.
            none = "--column overall=none"
            how = f"if there are only standards, such as {near[0]!r}: {none}; else --column overall=HEADING"
            self._ask(f"no heading names 'overall', {words.ROLE_WORDS[role]} ({how})", none)
            return
        bodies = [n for n in self._open() if role == "provider" and words.BODIES.intersection(self._folded[n].split())]
        bodies += [n for n in self._taken if role == "provider" and self._folded[n] in words.ORGANISATIONS]
        likely = of_all or list(map(self._dialect.column_name, bodies))
        hint = f"perhaps {' or '.join(map(repr, likely[:3]))}" if likely else self._all_headings()
        example = quote(f"{role}={likely[0]}") if len(likely) == 1 else f"{role}=HEADING"
        more = "; if there is none, --column overall=none" if role == "overall" else ""
        self._ask(f"which column is '{role}', {words.ROLE_WORDS[role]}? (name it: --column {example}{more}; {hint})")
