"""Where a text names providers and owners, and which of them it is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.names import fold
from ratings_cli.reading.text.vocabulary import OTHER_BODIES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League, Provider
    from ratings_cli.reading.text.document import Document, Sentence

_BETWEEN = r"(?:[\s,&/–-]|\band\b)+"
_OTHER_AFTER = re.compile(rf"(?i)(?:'s)?[\s-]+(?:\w+\s+)?(?:{OTHER_BODIES})")
_OTHER_BEFORE = re.compile(r"(?i)(?:\bHMP|\bHMYOI|\bprison|\bpolice|\bcourt|England and|University of|MP for)\s+$")
_SERVICE_AFTER = re.compile(r"(?i)(?:'s?)?\s+(?:area\s+)?probation (?:services?|units?|delivery units?|team|area)\b")
_SERVICE_BEFORE = re.compile(r"(?i)\bprobation (?:services?|units?|delivery units?) (?:in|for|across|covering|of) (?:the )?$")
_FIRST = 5
"""So many sentences begin a text and say what it is about."""


class Mention(NamedTuple):
    """A name in a sentence.

    Args:
        start: where it begins; with the league's name where that stands before it.
        end: where it ends; with the league's name behind it.
        providers: all that it can mean.
        sure: its league is named beside it, or it can mean nothing else and stands beside "probation service".
        by_area: the name is that of an area that the provider serves.
        by_service: it stands beside "probation service" alone.
    """

    start: int
    end: int
    providers: tuple[Provider, ...]
    sure: bool
    by_area: bool = False
    by_service: bool = False


def pattern_of(spellings: Iterable[str]) -> re.Pattern[str]:
    """A pattern for names, the longest first, with whatever signs and "and" between their words."""
    shapes = {_BETWEEN.join(_word(word) for word in fold(name).split() if word != "and") for name in spellings}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(filter(None, shapes), key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def _word(word: str) -> str:
    return re.escape(word[:-1]) + "'?s" if len(word) > 3 and word.endswith("s") else re.escape(word)  # noqa: PLR2004


class Names:
    """Finds the providers of a data set in sentences.

    Args:
        data: the data set.
        day: a day near which the text was written; leagues that had ended or not begun by then are not meant.
    """

    def __init__(self, data: DataSet, day: dt.date | None) -> None:
        self.leagues = {league.name: _league_pattern(league) for league in data.leagues}
        self.by_name: dict[str, dict[tuple[str, str], Provider]] = defaultdict(dict)
        self.by_area: dict[str, dict[tuple[str, str], Provider]] = defaultdict(dict)
        living = {league.name for league in data.leagues if _lives(data, league, day)}
        aliases = {area.name: area.aliases for area in data.areas}
        for provider in data.providers:
            if provider.league not in living:
                continue
            for name in filter(None, (provider.name, provider.short, *provider.aliases)):
                self.by_name[self._key(name)][provider.key] = provider
            for area in provider.areas:
                for name in (area, *aliases.get(area, ())):
                    self.by_area[self._key(name)][provider.key] = provider
        names = [*self.by_name, *self.by_area]
        self.pattern = pattern_of(names) if names else None

    def _key(self, name: str) -> str:
        """A name without the league before or after it, and without "and"."""
        words = [word for word in fold(name).split() if word != "and"]
        leagues = {fold(name) for name in self.leagues}
        while len(words) > 1 and words[-1] in leagues:
            words.pop()
        while len(words) > 1 and words[0] in leagues:
            del words[0]
        return " ".join(words)

    def find(self, text: str) -> Iterator[Mention]:
        """Every name in a sentence of plain signs."""
        reached = 0
        for match in self.pattern.finditer(text) if self.pattern else ():
            before, after = text[reached : match.start()], text[match.end() :]
            if not match[0][0].isupper() or _OTHER_AFTER.match(after) or _OTHER_BEFORE.search(before):
                continue
            key = self._key(match[0].replace("'", ""))
            named, serving = tuple(self.by_name[key].values()), tuple(self.by_area[key].values())
            start, end, league = self._league_beside(before, after, match)
            mention = self._meant(start, end, named, serving, league)
            if mention is None:
                beside = _SERVICE_AFTER.match(after) or _SERVICE_BEFORE.search(before)
                others = {provider.key for provider in serving} - {provider.key for provider in named}
                sure = len(named) == 1 and bool(beside) and not others and not re.match(r"\s+(?!Probation)[A-Z]", after)
                mention = Mention(start, end, named or serving, sure, by_area=not named, by_service=sure)
            yield mention
            reached = mention.end

    def _league_beside(self, before: str, after: str, match: re.Match[str]) -> tuple[int, int, str | None]:
        for name, pattern in self.leagues.items():
            if found := re.match(rf"(?i)(?:'s)?,?\s*(?:\([^)]{{1,40}}\)\s*)?(?:{pattern})(?:\s*[(\[](?:{pattern}|[A-Z ]+)[)\]])?", after):
                return match.start(), match.end() + found.end(), name
        for name, pattern in self.leagues.items():
            # "the Midlands division of the NPS" has both: what follows the name was looked at first.
            if found := re.search(rf"(?i)\b(?:{pattern})s?(?:\s*\([A-Z]+\))?(?:'s)?\s*(?:[-:,]|of|for)?\s*(?:the\s+)?$", before):
                return match.start() - len(found[0]), match.end(), name
        return match.start(), match.end(), None

    @staticmethod
    def _meant(
        start: int, end: int, named: tuple[Provider, ...], serving: tuple[Provider, ...], league: str | None
    ) -> Mention | None:
        if league is None:
            return None
        of_league = tuple(provider for provider in named if provider.league == league)
        if of_league:
            return Mention(start, end, of_league, len(of_league) == 1)
        by_area = tuple(provider for provider in serving if provider.league == league)
        return Mention(start, end, by_area, len(by_area) == 1, by_area=True)


def _league_pattern(league: League) -> str:
    """What the bodies of a league are called: ``CRC``, ``Community (Rehabilitation) Company``, ``division``."""
    first, *middle, last = (league.singular or league.name).split() if " " in (league.singular or "") else ("", "")
    inner = "".join(rf"(?:\s+{re.escape(word)})?" for word in middle)
    long = rf"{first}{inner}\s+{last}" if first else ""
    begins = r"\s+".join([first, *middle]) if len(middle) > 1 else ""  # National Probation Service
    words = (re.escape(league.name), re.escape(league.singular or ""), long, begins, last)
    return r"\b(?:" + "|".join(filter(None, words)) + r")\b"


def _lives(data: DataSet, league: League, day: dt.date | None) -> bool:
    if day is None:
        return True
    began = min(
        (out.earliest or out.latest for i in data.inspections if i.league == league.name if (out := i.publication).latest),
        default=None,
    )
    late = league.until is not None and (day - league.until.latest).days > _AFTER_THE_END
    return not late and (began is None or (began - day).days < _BEFORE_THE_FIRST)


_AFTER_THE_END = 400
"""Reports on bodies that had ended still came out for about a year."""
_BEFORE_THE_FIRST = 200


def topics_of(document: Document, mentions: dict[int, list[Mention]]) -> list[tuple[Provider, Mention, Sentence]]:
    """Whom a text is about: the providers that it surely names, the most prominent first, each with where.

    A name in the title counts most, one near the beginning more than one further down. A name that stands alone
    counts for a provider that the text surely names elsewhere.
    """
    weights: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], tuple[Provider, Mention, Sentence]] = {}
    for sentence in document.sentences:
        for mention in mentions[sentence.place]:
            if mention.sure:
                provider = mention.providers[0]
                best = where.get(provider.key)
                if best is None or (best[1].by_area, best[1].by_service) > (mention.by_area, mention.by_service):
                    where[provider.key] = (provider, mention, sentence)
                weights[provider.key] += (12 if sentence.is_title else 7 if sentence.place < _FIRST else 3) - mention.by_area
    for sentence in document.sentences:
        for mention in mentions[sentence.place]:
            for provider in mention.providers if not mention.sure else ():
                if provider.key in where and not mention.by_area:
                    weights[provider.key] += 4 if sentence.is_title else 1
    found = [where[key] for key, _ in weights.most_common()]
    return [topic for topic in found if not topic[1].by_service] or found
