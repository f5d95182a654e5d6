"""From the sentences of a text to proposed entries: what each says of whom, and where they do not agree."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ratings_cli.model.known_names import standard_names
from ratings_cli.model.names import fold
from ratings_cli.reading.text import facts
from ratings_cli.reading.text.marking import mark
from ratings_cli.reading.text.mentions import Names, topics_of
from ratings_cli.reading.text.programme import programme_in
from ratings_cli.reading.text.ratings import Found, found_in
from ratings_cli.reading.text.values import Proposal, Proposed, Value
from ratings_cli.reading.text.vocabulary import CASE_STANDARDS, number, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Programme, Provider
    from ratings_cli.reading.text.document import Document, Sentence
    from ratings_cli.reading.text.marking import Marked, Token
    from ratings_cli.reading.text.mentions import Mention

_SHOWN = 200
_NEAR = 4
"""So many sentences back "all four aspects" and "the CRC" can point."""


def propose(document: Document, data: DataSet) -> Proposal:
    """Read a text, and propose an entry for each provider that it is about."""
    return _Reader(document, data).proposal()


class _Reader:
    """Holds a text, and whom it is about, while its sentences are read."""

    def __init__(self, document: Document, data: DataSet) -> None:
        self.document = document
        self.data = data
        self.dates = facts.dates_in(document)
        self.notes: list[str] = []
        names = Names(data, self.dates.page)
        self.mentions = {sentence.place: list(names.find(sentence.plain)) for sentence in document.sentences}
        self.topics = topics_of(document, self.mentions)
        providers = [provider for provider, _, _ in self.topics]
        self.marked = [
            (sentence, mark(sentence.plain, self.mentions[sentence.place], providers))
            for sentence in document.sentences
        ]
        self.overall: dict[tuple[str, str], list[Value]] = defaultdict(list)
        self.standards: dict[tuple[str, str], dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        self.tallies: dict[tuple[str, str], list[tuple[Found, Sentence]]] = defaultdict(list)

    def proposal(self) -> Proposal:
        self.main = self._main()
        for sentence, marks in self.marked:
            for found in found_in(marks):
                self._take(found, sentence, marks)
        entries = tuple(entry for topic in self.main if (entry := self._entry(*topic)))
        if not self.main:
            self.notes.append("the text names no provider of the file for sure, so nothing is proposed")
        document = self.document
        return Proposal(
            entries, tuple(dict.fromkeys(self.notes)), document.address, document.publisher, self.dates.page
        )

    def _main(self) -> list[tuple[Provider, Mention, Sentence]]:
        """The first provider, and those that are rated in one sentence with it, or inspected with it."""
        if not self.topics:
            return []
        first = self.topics[0]
        if first[0].key not in self.data.provider_of:
            self.notes.append(
                f"the file knows no provider '{first[0].name}' in {first[0].league} (a new one: --new-provider)"
            )
            return []
        beside = {first[0].key}
        for _, marks in self.marked:
            bodies = {token.meant.key for token in marks.all("B", marks.text)}
            inspected = re.search(r"(?i)\binspect|\brat(?:ed|ing)|\bscored|\balike\b|\bwas at\b", marks.text)
            if first[0].key in bodies and inspected:
                beside |= bodies
        return [
            topic
            for topic in self.topics
            if topic[0].key in beside & self.data.provider_of.keys() and topic[0].league == first[0].league
        ]

    def _take(self, found: Found, sentence: Sentence, marks: Marked) -> None:
        if found.what == "left out":
            self.notes.append(f"left out ({found.doubt}): {sentence.text[:_SHOWN]}")
            return
        keys, doubt = self._whose(found, sentence, marks)
        value = Value(
            value=found.band,
            sentence=sentence.text,
            span=(found.start, found.end),
            rule=found.rule,
            doubt=found.doubt or doubt,
        )
        for key in keys:
            if found.what == "overall":
                self.overall[key].append(
                    replace(
                        value,
                        doubt=value.doubt
                        or ("only the headline says so" if sentence.is_title and "overall" not in found.rule else None),
                    )
                )
            elif found.what == "tally":
                self.tallies[key].append((found._replace(doubt=value.doubt), sentence))
            elif found.what == "group":
                self._take_group(key, found, value, sentence)
            else:
                self._take_standards(key, found, value)

    def _whose(self, found: Found, sentence: Sentence, marks: Marked) -> tuple[list[tuple[str, str]], str | None]:
        """The providers that a band is of, and why that is not sure."""
        all_keys = [provider.key for provider, _, _ in self.main]
        bodies = [token for token in found.about if token.kind in "BTP"] or self._before(found, marks)
        named = [token.meant.key for token in bodies if token.kind == "B"]
        if (
            named
            and found.what == "overall"
            and any(token.kind == "P" for token in marks.all("P", marks.text))
            and len(all_keys) > 1
            and set(named) < set(all_keys)
            and bodies[0].kind == "P"
        ):
            return all_keys, None
        if named:
            return [key for key in named if key in all_keys], None
        if len(all_keys) <= 1:
            return all_keys, self._other_before(sentence)
        if any(token.kind == "P" for token in bodies) or self._several_before(sentence):
            return all_keys, None
        return all_keys, "the text is about several services, and does not say which is meant here"

    def _before(self, found: Found, marks: Marked) -> list[Token]:
        """The last body that the sentence names before the band."""
        before = [token for token in marks.tokens.values() if token.kind in "BTP" and token.end <= found.end]
        return before[-1:]

    def _other_before(self, sentence: Sentence) -> str | None:
        """Whether another provider of the league was named last, so that "the CRC" may be that one."""
        ours = {provider.key for provider, _, _ in self.main}
        for place in range(sentence.place, max(-1, sentence.place - _NEAR), -1):
            sure = [mention.providers[0] for mention in self.mentions[place] if mention.sure]
            if any(provider.key in ours for provider in sure):
                return None
            if others := [provider for provider in sure if provider.key not in ours]:
                return f"{others[0].name} is named just before"
        return None

    def _several_before(self, sentence: Sentence) -> bool:
        for place in range(sentence.place, max(-1, sentence.place - _NEAR), -1):
            marks = self.marked[place][1]
            if "<P" in marks.text:
                return True
            if "<B" in marks.text:
                return False
        return False

    def _take_standards(self, key: tuple[str, str], found: Found, value: Value) -> None:
        known = self._names(key)
        for token in found.about:
            if token.kind == "S" and (name := next((name for name in token.meant if name in known), None)):
                self.standards[key][name].append(value)

    def _names(self, key: tuple[str, str]) -> dict[str, None]:
        """Every standard that the programmes of a league rate, or, where none says, that the file names."""
        rated = dict.fromkeys(name for programme in self._programmes(key[0]) for name in programme.standard_names)
        return rated or dict.fromkeys(named.name for named in standard_names(self.data))

    def _programmes(self, league: str) -> list[Programme]:
        used = {inspection.programme for inspection in self.data.inspections if inspection.league == league}
        return [programme for programme in self.data.programmes if programme.name in used and programme.rated]

    def _take_group(self, key: tuple[str, str], found: Found, value: Value, sentence: Sentence) -> None:
        words = next(token.meant for token in found.about if token.kind == "G")
        counted = word("number", r"\b{}\b").search(words)
        count = number(counted[0]) if counted else 0
        kinds = set(fold(words).split()) - {"all", "the", "of", "standards", "aspects", "areas", "quality"}
        pointed = any(
            word("case_steps").search(self.document.sentences[place].plain)
            for place in range(max(0, sentence.place - _NEAR), sentence.place + 1)
        )
        groups: set[tuple[str, ...]] = set()
        for programme in self._programmes(key[0]):
            if count == len(programme.standard_names):
                groups.add(programme.standard_names)
            for heading, names in programme.standards.items():
                is_case = {"assessment", "planning", "reviewing"} <= set(names)
                named = kinds & set(fold(heading).split()) - {"and", "work"} or (
                    is_case and kinds & {"case", "casework"}
                )
                if len(names) == count and (named or (is_case and pointed)):
                    groups.add(names)
                elif is_case and pointed and count == len(CASE_STANDARDS):
                    groups.add(tuple(name for name in names if name in CASE_STANDARDS))
        if len(groups) == 1:
            for name in next(iter(groups)):
                self.standards[key][name].append(replace(value, ground=f"“{words}”"))
        else:
            self.notes.append(f"left out: which standards are meant by “{words}”")

    def _entry(self, provider: Provider, mention: Mention, sentence: Sentence) -> Proposed | None:
        key = provider.key
        words = (sentence.text, (mention.start, mention.end))
        rule = "area-and-league" if mention.by_area else "name"
        values: dict[str, Value] = {"provider": Value(value=provider.name, sentence=words[0], span=words[1], rule=rule)}
        if provider.league:
            values["league"] = replace(values["provider"], value=provider.league)
        found: dict[str, Value | None] = {
            "programme": programme_in(
                self.document, provider, self.dates, self.data, rated=bool(self.overall[key] or self.standards[key])
            ),
            "published": self.dates.published,
            "fieldwork": self.dates.fieldwork,
            "overall": agreed(self.overall[key]),
            "owner": facts.owner_in(self.marked, provider, len(self.main), self.data),
            "points": facts.points_in(self.marked, provider, len(self.main)),
            "tally": self._tally(key),
            "caseload": facts.caseload_in(self.document, provider) if len(self.main) == 1 else None,
        }
        standards = {name: value for name, every in self.standards[key].items() if (value := agreed(every))}
        if not any((found["overall"], standards, found["points"], found["tally"])):
            programme = found["programme"]
            unrated = (
                programme is not None and not next(p for p in self.data.programmes if p.name == programme.value).rated
            )
            if not unrated and not re.search(r"(?i)\binspect(?:ed|ion|ors)", self.document.plain):
                self.notes.append(f"{provider.name} is named, but no inspection of it; nothing is proposed")
                return None
            self.notes.append(f"{provider.name}: the text gives no rating")
        self._note_known(provider, found["published"])
        return Proposed(provider, values | {name: value for name, value in found.items() if value}, standards)

    def _note_known(self, provider: Provider, published: Value | None) -> None:
        for inspection in self.data.inspections_of.get(provider.key, ()):
            out = inspection.published
            if published and out and out.earliest <= published.value.latest and published.value.earliest <= out.latest:
                band = inspection.overall.value if inspection.overall else "no overall rating"
                self.notes.append(f"already in the file: {provider.name}, {out}, {band}")

    def _tally(self, key: tuple[str, str]) -> Value | None:
        if not self.tallies[key]:
            return None
        counts = {found.band: found.number for found, _ in self.tallies[key]}
        first, sentence = self.tallies[key][0]
        doubts = [found.doubt for found, _ in self.tallies[key] if found.doubt]
        if len(counts) < len({(found.band, found.number) for found, _ in self.tallies[key]}):
            doubts.append("the text gives more than one number")
        totals = {len(programme.standard_names) for programme in self._programmes(key[0])}
        if first.total and first.total not in totals:
            doubts.append(f"no programme of the league rates {first.total} standards")
        return Value(
            value=counts,
            sentence=sentence.text,
            span=(first.start, first.end),
            rule=first.rule,
            doubt=doubts[0] if doubts else None,
        )


def agreed(values: Sequence[Value]) -> Value | None:
    """The value that the sentences agree on, the surest sentence first; unclear where they do not."""
    if not values:
        return None
    ranked = sorted(values, key=lambda value: (value.doubt is not None, "overall" not in value.rule))
    best = ranked[0]
    others = {
        value.value
        for value in values
        if value.value != best.value and (value.doubt is None or "overall" not in best.rule)
    }
    if others and best.doubt is None:
        said: Any = next(iter(others))
        return replace(best, doubt=f"the text also says {said.value}")
    return best
