"""Whom a text is about, and which of them a sentence or a band in it is about."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ratings_cli.model.names import LITTLE_WORDS, fold
from ratings_cli.reading.text import word
from ratings_cli.reading.text.mentions import BY_SERVICE, Names, topics_of
from ratings_cli.reading.text.ratings import found_in, mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.proposal import Value
    from ratings_cli.model.records import Provider, ProviderKey
    from ratings_cli.reading.document import Document, Sentence
    from ratings_cli.reading.text.mentions import Topic
    from ratings_cli.reading.text.ratings import Found, Marked, Token

NEAR = 4  # so many sentences back "all four aspects" can point
_HEADING = 60  # letters of a heading at most
_OTHER_KIND = "another kind of service is told of before it"


class Subjects:
    """The providers that a text is about: `main`, the most prominent first, and by key; its sentences with marks.

    `rated` are those that it surely rates by name, `of_the_day` those whose report came out on the day that it gives;
    `found` are the bands in it, `notes` why it is about none.
    """

    def __init__(self, document: Document, data: DataSet, published: Value | None) -> None:
        self.document, self.data, self.published = document, data, published
        self.notes: dict[str, None] = {}
        self.of_the_day: set[ProviderKey] = set()
        day = published.value.latest if published else None
        self.latest = day.year if day else max([0, *map(int, word("any_year").findall(document.plain))])
        self.regions = {league.name: league.regions_of for league in data.leagues if league.regions_of}
        self.names = Names(data, day)
        self.mentions = {sentence.place: self.names.find(sentence.plain) for sentence in document.sentences}
        topics = topics_of(document, self.mentions, set(self.names.leagues_in(document.plain)))
        providers = [topic.provider for topic in topics]
        year = str(day.year) if day and published and not published.ground else "year"
        texts = [(s, s.plain.replace(year, "year")) for s in document.sentences]  # the year of now is no earlier one
        self.marked = [(s, mark(text, self.mentions[s.place], providers)) for s, text in texts]
        self.found = [(found, sentence, marks) for sentence, marks in self.marked for found in found_in(marks)]
        self.labels = sum(found.rule == "body-label" for found, _, _ in self.found)
        self.rated = {key for item in self.found for key in self._rated(*item)}
        named = [topic for topic in topics if topic.mention.rank < BY_SERVICE or topic.provider.key in self.rated]
        # The most prominent provider first; but where the ratings are of bodies of another league, that goes first.
        self.main = self._main(sorted(named or topics, key=lambda topic: topic.provider.league not in dict(self.rated)))
        self.keys = [topic.provider.key for topic in self.main]

    def _main(self, topics: list[Topic]) -> list[Topic]:
        """The first provider, and those of its league that are named in a row with it or surely rated."""
        known = [topic for topic in topics if topic.provider.key in self.data.provider_of]
        if topics and topics[0].provider.key not in self.rated:
            topics = known or topics
        if not topics:
            return []
        first = topics[0].provider
        if first.key not in self.data.provider_of:
            self.notes[f"the file knows no provider '{first.name}' in {first.league} (new: --new-provider)"] = None
            return []
        told = first.key in self.rated or word("inspection_of").search(self.marked[topics[0].sentence.place][1].text)
        for sentence, marks in self.marked[: topics[0].sentence.place] if not told else ():
            if "<O" in marks.text and (marks.all("RW") or word("inspects").search(sentence.plain)):
                self.notes["the text is about another kind of service"] = None
                return []
        keys = {first.key}
        for _, marks in self.marked:
            for row in word("row").finditer(marks.text):
                beside = {token.meant.key for token in marks.all("B", row[0])}
                keys |= beside if first.key in beside else set()
        rated = keys | {key for key in self.rated if key[0] == first.league}
        # The day is that of the services which its sentence names, else of those in a row with the first.
        dated = self._sentence_of(self.published)
        named = self.marked[dated.place][1].all("B") if dated else []
        told_of = {token.meant.key for token in named if token.meant.league == first.league}
        self.of_the_day = rated if word("several_reports").search(self.document.plain) else told_of or keys
        return [topic for topic in known if topic.provider.key in rated]

    def _rated(self, found: Found, sentence: Sentence, marks: Marked) -> list[ProviderKey]:
        """The providers that a sentence surely rates by name."""
        named = [token.meant for token in self._bodies(found, sentence, marks) if token.kind == "B"]
        sure = found.what == "overall" and not found.doubt and not self._not_listed(found, sentence)
        return [p.key for p in named] if named and sure and not self._other_named(named, sentence, marks) else []

    def _not_listed(self, found: Found, sentence: Sentence) -> str | None:
        """Why a row of a list does not give a rating of now."""
        rows = {s.paragraph for s, marks in self.marked if marks.all("RW")}
        above = next((s.plain for s, _ in self.marked[sentence.place :: -1] if s.paragraph not in rows), "")
        old = any(int(year) < self.latest for year in word("any_year").findall(above))
        if "label" in found.rule and len(above) < _HEADING and (old or word("not_of_now").search(above)):
            return f"it stands below “{above}”"
        listed = found.rule == "body-label" and self.labels > 1 and not word("tells_ratings").search(above)
        return "a list of several services" if listed else None

    def _said(self, found: Found, marks: Marked) -> list[Token]:
        """The bodies that the wording of a band names, else the last that its sentence names before it."""
        before = [token for token in marks.tokens.values() if token.kind in "BTP" and token.end <= found.end]
        return [token for token in found.about if token.kind in "BTP"] or before[-1:]

    def _bodies(self, found: Found, sentence: Sentence, marks: Marked) -> list[Token]:
        """The bodies that a band is of as the sentence has it, else the last one before it, or what "it" stands for."""
        bodies = self._said(found, marks)
        rows = (row[0] for row in word("row_of_all").finditer(marks.text))
        if row := next((row for row in rows if marks.all("P", row) == bodies[:1]), None):
            return marks.all("B", row)  # "A and B, which were both rated"
        named_here = any(token.kind == "B" and token.end <= found.end for token in marks.tokens.values())
        refers = "reference" if named_here else "pronoun"
        said = [sentence.plain[token.start : token.end] for token in bodies]
        if all(word(refers).match(text) for text in said) and (said or "label" in found.rule):
            named = self._last_named(found, sentence, 1 if said else sentence.place)
            if named and {name for text in said for name in self.names.leagues_in(text)} <= {named[0].meant.league}:
                return named  # "Easton CRC did better: it was rated Good"
        return bodies

    def _back(self, sentence: Sentence, end: int) -> Iterator[tuple[Sentence, list[Token]]]:
        """A sentence, up to a place, and those before it, each with what it marks, the last first."""
        for near, marks in self.marked[sentence.place :: -1]:
            yield near, [token for token in [*marks.tokens.values()][::-1] if near is not sentence or token.end <= end]

    def _last_named(self, found: Found, sentence: Sentence, back: int) -> list[Token]:
        """The provider that is named last before a band: in its paragraph, or in the heading above its row."""
        for near, tokens in itertools.islice(self._back(sentence, found.end), back + 1):
            named = [token for token in tokens if token.kind == "B"]
            kinds = [token.kind for token in tokens if token.kind in "BO"]
            if near is not sentence and "O" in kinds[:1] + kinds[-1:]:
                return []  # "Easton PDU runs a hostel. It was rated"
            if named and not word("cover_line").fullmatch(near.plain):
                rates = any(token.kind in "RW" for token in tokens)
                is_heading = "label" in found.rule and len(near.plain) < _HEADING and not rates
                in_reach = is_heading or near.paragraph == sentence.paragraph
                return named if in_reach and len({token.meant.key for token in named}) == 1 else []
        return []

    def whose(self, found: Found, sentence: Sentence, marks: Marked) -> tuple[list[ProviderKey], str | None]:
        """The providers that a band is of, and why that is not sure; none where it can be of one of several."""
        keys, doubt = self._meant(found, sentence, marks)
        return [] if doubt and len(keys) > 1 else keys, doubt

    def _meant(self, found: Found, sentence: Sentence, marks: Marked) -> tuple[list[ProviderKey], str | None]:
        """The providers that a band may be of, and what speaks against it."""
        if word("of_a_standard").search(f"{self.marked[max(0, sentence.place - 1)][1].text}\n{sentence.plain}"):
            return [], "of a standard"  # "Leadership: staff speak well of it. Rating: good"
        bodies = self._bodies(found, sentence, marks)
        named = [token.meant for token in bodies if token.kind == "B"]
        doubt = self._other_named(named, sentence, marks)
        doubt = doubt or self._not_listed(found, sentence)
        doubt = doubt or (None if named else self._something_else(found, sentence, marks, bodies))
        if named or doubt:
            return [known.key for known in named if known.key in self.keys] if named else self.keys, doubt
        together = any(token.kind == "P" for token in bodies)
        if len(self.keys) <= 1:
            several = any(word("several").match(sentence.plain, token.start) for token in bodies)
            several = several or bool(word("several_here").search(self.document.plain))
            return self.keys, "several services are meant" if several else self.other_near(sentence, bodies)
        if not together and (last := self._last_named(found, sentence, sentence.place)):
            return [key for key in self.keys if key == last[0].meant.key], self.other_near(sentence, bodies)
        back = (near.text for _, near in self.marked[sentence.place :: -1][: NEAR + 1])
        together = together or next(("<P" in text for text in back if "<P" in text or "<B" in text), False)
        which = "the text is about several services, and does not say which is meant here"
        return self.keys, None if together else which

    def _something_else(self, found: Found, sentence: Sentence, marks: Marked, bodies: Sequence[Token]) -> str | None:
        """What else a band may be of, where the sentence does not name a provider."""
        before = self.marked[max(0, sentence.place - 1)][1]
        for token in (token for token in bodies if token.kind == "T"):
            said = sentence.plain[token.start : token.end]
            leagues = set(self.names.leagues_in(said))
            kinds = "".join(other.kind for other in marks.tokens.values() if other.start < token.start)
            another = word("another").search(f"{kinds} {said} {found.rule}")  # "it replaced a service"
            if another or (leagues and not leagues & {league for league, _ in self.keys}):
                return f"of {said}"  # "the region" is no PDU
        pronouns = all(word("pronoun").match(sentence.plain, token.start) for token in bodies)
        if found.what != "overall" or "label" in found.rule or not pronouns:
            return None
        if bodies and [token.kind for token in before.tokens.values() if token.kind in "BTPO"][-1:] == ["O"]:
            return _OTHER_KIND
        near = set(marks.all("BTP")) | set(before.all("BTP"))
        unsaid = (bodies or "overall" not in found.rule) and near <= set(bodies)
        return "the sentence before names no service" if unsaid else None

    def as_standard(self, found: Found, sentence: Sentence, marks: Marked) -> Found:
        """A band of the standards for which "it" or "both" stands, where they are what is named last before it."""
        said = self._said(found, marks) if found.what == "overall" and "overall" not in found.rule else []
        if not said or not all(word("stands_for").match(sentence.plain, token.start) for token in said):
            return found
        inner = word("preposition", "{}$")  # "planning in the region, and it was"
        for near, tokens in itertools.islice(self._back(sentence, said[0].start), 2):
            named = [t for t in tokens if t.kind in "BTPOSG" and not inner.search(near.plain[: t.start])]
            if named and named[0].kind in "SG" and near.paragraph == sentence.paragraph:
                many = {"it": 1, "both": 2}.get(sentence.plain[said[0].start : said[0].end].casefold())
                sure = len(named) == many and {token.kind for token in named} == {"S"}
                return found._replace(what="standard", about=tuple(named if sure else ()), rule="standard-as-it")
            if named:
                break
        return found

    def _other_named(self, named: Sequence[Provider], sentence: Sentence, marks: Marked) -> str | None:
        """Which other provider a sentence names, so that the band may be its own; any, where it does not say whose."""
        if aside := word("aside").search(marks.text):
            token = marks.all("BT", aside[0])[-1]
            return f"{sentence.plain[token.start : token.end]} is named in passing"
        subjects = word("subject").findall(word("in_passing", "(?<=>){}").sub("", marks.text))
        return self._other_place(named or [topic.provider for topic in self.main], sentence, marks, subjects)

    def _other_place(
        self, bodies: Sequence[Provider], sentence: Sentence, marks: Marked, subjects: Sequence[str] = ()
    ) -> str | None:
        """A place that a sentence names as one with a provider would be named, and that is in no name of ours."""
        names = [name or "" for b in bodies for name in (b.name, b.short, b.region, *b.aliases, *b.areas)]
        titles = [near.plain for near, _ in self.marked if near.is_title]
        ours = set(fold(" ".join(names + titles)).split())
        known = [range(token.start, token.end) for token in marks.all("B")]
        placed = (m for m in word("in_a_place").finditer(sentence.plain) if not any(m.start(1) in r for r in known))
        unsure = [m for m in self.mentions[sentence.place] if not any(m.start in r for r in known)]
        mentioned = [sentence.plain[mention.start : mention.end] for mention in unsure]
        for place in (*(match[1] for match in placed), *subjects, *mentioned):
            words = set(fold(place).split())
            if not words & ours or (place in mentioned and not words <= ours | set(LITTLE_WORDS)):
                return f"another provider may be meant by “{place}”"
        return None

    def _is_ours(self, provider: Provider) -> bool:
        """Whether a provider is one that the text is about, or another league's body for the same place.

        The region of Wales is "Wales" of a text on NPS Wales too; the NPS division of London is not London CRC, as that
        league is one of the regions of CRCs, whose bodies are inspected beside them.
        """
        apart = {provider.league, self.regions.get(provider.league)}
        same_name = (league for league, name in self.keys if name == provider.name)
        return any(league == provider.league or not {league, self.regions.get(league)} & apart for league in same_name)

    def _another_in(self, sentence: Sentence, *, plainly: bool = False) -> str | None:
        """What else than ours a sentence tells of: another provider, a place that may be one, another kind of body.

        Only what it begins with counts, or, `plainly`, whatever it refers to.
        """
        marks = self.marked[sentence.place][1]
        named = [token.meant for token in marks.all("B")]
        if word("other_first").match(marks.text):
            return _OTHER_KIND
        if any(map(self._is_ours, named)):
            return None
        first = word("first_reference").match(sentence.plain)
        said = word("in_a_region").sub("", sentence.plain if plainly else first[0] if first else "")
        if not plainly and not marks.all("RW"):
            said = re.sub("(?i)region", "", said)  # where something is, most often
        leagues = set(self.names.leagues_in(said))
        if leagues and not leagues & {league for league, _ in self.keys}:
            return f"it tells of a {min(leagues)}"
        if named or word("other_inspected").search(marks.text):
            return f"{named[0].name} is named near by" if named else _OTHER_KIND
        of_an_owner = word("runs_others").search(sentence.plain)
        return None if of_an_owner else self._other_place([t.provider for t in self.main], sentence, marks)

    def _sentence_of(self, day: Value | None) -> Sentence | None:
        """The sentence that says a day; None for the day of the page or its address."""
        said = (near for near, _ in self.marked if day and not day.ground and near.text == day.sentence)
        return next(said, None)

    def of_ours(self, day: Value | None) -> Value | None:
        """A day, unclear where its sentence tells of another's report or inspection."""
        near = self._sentence_of(day)
        doubt = self._another_in(near, plainly=True) if near else None
        return replace(day, doubt=day.doubt or doubt) if day and doubt else day

    def whose_number(self, sentence: Sentence) -> str | None:
        """Why a number of people may be another's."""
        return self._another_in(sentence, plainly=True) or self.other_near(sentence)

    def other_near(self, sentence: Sentence, bodies: Sequence[Token] = ()) -> str | None:
        """Whether another provider was named last, so that "the CRC" may be it, or is named next, for "a county's"."""
        back, ahead = range(sentence.place, -1, -1), range(sentence.place + 1, len(self.marked))[: NEAR - 1]
        indefinite = any(word("indefinite").match(sentence.plain, token.start) for token in bodies)
        for place in (sentence.place, *ahead, *back) if indefinite else (*back, *ahead):
            near, marks = self.marked[place]
            another = None if word("cover_line").fullmatch(near.plain) else self._another_in(near)
            if another or any(self._is_ours(token.meant) for token in marks.all("B")):
                return another
        return None
