"""Where a text names providers, and which of them it is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.names import LITTLE_WORDS, fold, pattern_of, pattern_of_bodies, set_words
from ratings_cli.model.records import Provider
from ratings_cli.reading.text import word

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import ProviderKey
    from ratings_cli.reading.document import Document, Sentence

_FIRST = 5
BY_SERVICE = 2
_IN_TITLE, _AT_FIRST, _LATER = 12, 7, 3  # what a name counts in the title, at first and further down


class Mention(NamedTuple):
    """A name in a sentence, with its league where that stands beside it, and all that it can mean.

    It is sure where its league is named, or where it can mean nothing else; "Oldbury PDU" may be new to the file.
    """

    start: int
    end: int
    providers: tuple[Provider, ...]
    sure: bool
    rank: int = 0
    """0 for a name beside its league, 1 for the name of an area that it serves, 2 beside "probation service" alone."""


class Topic(NamedTuple):
    """A provider that a text is about, and where it is named."""

    provider: Provider
    mention: Mention
    sentence: Sentence


class Names:
    """Finds the providers of a data set in sentences; leagues that had ended or not begun by a day are not meant."""

    def __init__(self, data: DataSet, day: dt.date | None) -> None:
        self.leagues = {league.name: pattern_of_bodies(league.name, league.singular) for league in data.leagues}
        self.by_name: dict[str, dict[ProviderKey, Provider]] = defaultdict(dict)
        self.by_area: dict[str, dict[ProviderKey, Provider]] = defaultdict(dict)
        living = {league.name for league in data.leagues if not day or data.is_time_of(league, day)}
        aliases = {area.name: area.aliases for area in data.areas}
        for provider in data.providers:
            if provider.league in living:
                for name in filter(None, (provider.name, provider.short, *provider.aliases)):
                    self.by_name[self._key(name)][provider.key] = provider
                for name in (name for area in provider.areas for name in (area, *aliases.get(area, ()))):
                    self.by_area[self._key(name)][provider.key] = provider
        self.pattern = pattern_of([*self.by_name, *self.by_area])
        anyone = "|".join(self.leagues.values())
        self.unknown = word(
            "unknown_name", rf"(?P<name>{{}})(?:\([A-Z]+\)\s*)?(?P<kind>{anyone})(?:\s*\((?:{anyone})\))?"
        )
        kinds = [f"{league.name} {league.singular} {league.title}" for league in data.leagues]
        owners = [name for owner in data.owners for name in (owner.name, *owner.aliases)]
        self.no_names = set(fold(" ".join([*kinds, *owners, *LITTLE_WORDS])).split())

    def _key(self, name: str) -> str:
        """A name without the league before or after it, and without little words."""
        parts = set_words(name)
        leagues = {fold(league) for league in self.leagues}
        return " ".join([part for part in parts if part not in leagues] or parts)

    def leagues_in(self, text: str) -> list[str]:
        """The leagues of which a text speaks: the CRC, two PDUs."""
        shapes = ((name, shape.removesuffix(r"\b")) for name, shape in self.leagues.items())
        return [name for name, shape in shapes if re.search(rf"(?i){shape}s?\b", text)]

    def find(self, text: str) -> list[Mention]:
        """Every name in a sentence of plain signs."""
        known = list(self._known(text))
        for match in self.unknown.finditer(text):
            name, kind = match["name"].strip(), match["kind"]
            league = next((key for key, shape in self.leagues.items() if re.fullmatch(f"(?i){shape}", kind)), None)
            over = [mention for mention in known if mention.start < match.end() and match.start() < mention.end]
            if league and not set(fold(name).split()) <= self.no_names and not any(mention.sure for mention in over):
                known = [mention for mention in known if mention not in over]
                known.append(Mention(*match.span(), (Provider(name=name, league=league),), sure=True))
        return sorted(known, key=lambda mention: mention.start)

    def _known(self, text: str) -> Iterator[Mention]:
        """The names of the file in a sentence.

        Most are names of towns and counties too, so a name alone says little: it is surely a body where its league
        stands beside it and has one such body, or where it stands beside "probation service" and nothing else has it.
        """
        reached, listed, served = 0, None, False
        for match in self.pattern.finditer(text) if self.by_name else ():
            before, after = text[reached : match.start()], text[match.end() :]
            others = word("other_after").match(after) or word("other_before").search(before)
            if others or match.start() < reached:
                continue
            key = self._key(match[0].replace("'", ""))
            named, serving = tuple(self.by_name[key].values()), tuple(self.by_area[key].values())
            start, end, league = self._league_beside(before, after, match)
            if not league and listed and word("lists").fullmatch(before):
                league = listed  # "the CRCs Northshire and Easton"
            listed = league if (start, end) == match.span() else None
            of_league = [provider for provider in named if provider.league == league]
            by_area = [provider for provider in serving if provider.league == league and not of_league]
            if not match[0][0].isupper() and (start, end) == match.span():
                continue  # in small letters it is a name only beside its league
            if league and (of_league or by_area):
                meant = tuple(of_league or by_area)
                # Dorset CRC is short for Dorset, Devon and Cornwall; Manchester PDU is not Manchester North.
                one_of = rf"(?i)\b{re.escape(match[0])}\b(?! (?:North|South|East|West|Central|City)\b)"
                in_name = of_league or (len(meant[0].areas) > 1 and re.search(one_of, meant[0].name))
                mention = Mention(start, end, meant, len(meant) == 1 and bool(in_name), int(bool(by_area)))
            else:
                beside = word("service_after").match(after) or word("service_before").search(before)
                served = bool(beside or (served and word("lists").fullmatch(before)))
                alone = len(named) == 1 and {provider.key for provider in serving} <= {named[0].key}
                by_service = alone and served and not re.match(r"\s+(?!Probation)[A-Z]", after) and not league
                sure = by_service or (alone and not named[0].league)  # without leagues the name says it all
                mention = Mention(start, end, named or serving, sure, BY_SERVICE * by_service or int(not named))
            short = re.match(r" \(([^)]+)\)", text[mention.end :])
            if short and {self._key(short[1])} & {self._key(body.short or "") for body in mention.providers}:
                mention = mention._replace(end=mention.end + short.end())
            yield mention
            reached = mention.end

    def _league_beside(self, before: str, after: str, match: re.Match[str]) -> tuple[int, int, str | None]:
        """What follows the name goes first: "the Midlands division of the NPS" has both."""
        for name, shape in self.leagues.items():
            one, short = shape.removesuffix(r"\b"), r"(?-i:[A-Z ]+)|[\w& ]{{1,30}} {}"
            behind = (
                rf"(?i)(?:'s?)?,?\s*(?:\([^)]{{1,40}}\)\s*)?{one}s?\b(?:\s*[(\[](?:{one}s?|{short.format(one)})[)\]])?"
            )
            if found := re.match(behind, after):
                return match.start(), match.end() + found.end(), name
            if word("listed_before", rf"{{}}{one}s\b").match(after):  # "Northshire and Easton CRCs"
                return *match.span(), name
        for name, shape in self.leagues.items():
            bodies = shape.removesuffix(r"\b")
            ahead = rf"(?i){bodies}(?P<several>s)?\b(?:\s*\([A-Z]+\))?(?:'s)?\s*(?:[-:,]|of|for|in|is)?\s*(?:the\s+)?$"
            if found := re.search(ahead, before):
                return match.start() - (0 if found["several"] else len(found[0])), match.end(), name
        return match.start(), match.end(), None


def topics_of(document: Document, mentions: dict[int, list[Mention]], leagues: set[str]) -> list[Topic]:
    """Whom a text is about: the providers that it surely names, the most prominent first, in title or beginning.

    Where it names none for sure, a name near its beginning that only one body of the leagues has of which it speaks.
    """
    placed = [(sentence, mention) for sentence in document.sentences for mention in mentions[sentence.place]]
    sure = [(sentence, mention) for sentence, mention in placed if mention.sure]
    for sentence, mention in placed if not sure else ():
        meant = tuple(provider for provider in mention.providers if provider.league in leagues)
        if sentence.place < _FIRST and not mention.rank and len(meant) == 1:
            sure.append((sentence, mention._replace(providers=meant, rank=BY_SERVICE)))
    weights: Counter[ProviderKey] = Counter()
    where: dict[ProviderKey, Topic] = {}
    for sentence, mention in sure:
        if mention.rank == BY_SERVICE and leagues and mention.providers[0].league not in leagues:
            continue  # "probation services in Gwent", of which CRCs are told
        topic = Topic(mention.providers[0], mention, sentence)
        if where.setdefault(topic.provider.key, topic).mention.rank > mention.rank:
            where[topic.provider.key] = topic
        weight = _IN_TITLE if sentence.is_title else _AT_FIRST if sentence.place < _FIRST else _LATER
        weights[topic.provider.key] += weight - (mention.rank == 1)
    return [where[key] for key, _ in weights.most_common()]
