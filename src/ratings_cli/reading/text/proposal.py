"""From the sentences of a text to proposed entries: what each says of whom, and where they do not agree."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ratings_cli.model.names import LITTLE_WORDS, fold
from ratings_cli.model.proposal import UNSURE_WHOSE, Proposal, Proposed, Value, agreed
from ratings_cli.reading.text import facts, number, word
from ratings_cli.reading.text.mentions import BY_SERVICE, Names, topics_of
from ratings_cli.reading.text.ratings import Found, Marked, found_in, mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Provider, ProviderKey
    from ratings_cli.reading.document import Document, Sentence
    from ratings_cli.reading.text.mentions import Topic
    from ratings_cli.reading.text.ratings import Token

_SHOWN, _HEADING, _SEVERAL = 200, 60, 3  # letters of a sentence that are shown, of a heading at most; and names
_NEAR = 4  # so many sentences back "all four aspects" can point


def propose(document: Document, data: DataSet) -> Proposal:
    """Read a text, and propose an entry for each provider that it is about."""
    return _Reader(document, data).proposal()


class _Reader:
    """Holds a text, and whom it is about, while its sentences are read."""

    def __init__(self, document: Document, data: DataSet) -> None:
        self.document, self.data = document, data
        self.published, self.fieldwork = facts.dates_in(document)
        day = self.published.value.latest if self.published else None
        self.notes: dict[str, None] = {}
        self.latest = day.year if day else max([0, *map(int, word("any_year").findall(document.plain))])
        self.names = Names(data, day)
        self.mentions = {sentence.place: self.names.find(sentence.plain) for sentence in document.sentences}
        topics = topics_of(document, self.mentions, set(self.names.leagues_in(document.plain)))
        providers = [topic.provider for topic in topics]
        year = str(day.year) if day and self.published and not self.published.ground else "year"
        texts = [(s, s.plain.replace(year, "year")) for s in document.sentences]  # the year of now is no earlier one
        self.marked = [(s, mark(text, self.mentions[s.place], providers)) for s, text in texts]
        self.found = [(found, sentence, marks) for sentence, marks in self.marked for found in found_in(marks)]
        self.labels = sum(found.rule == "body-label" for found, _, _ in self.found)
        self.rated = {key for item in self.found for key in self._rated(*item)}
        named = [topic for topic in topics if topic.mention.rank < BY_SERVICE or topic.provider.key in self.rated]
        # The most prominent provider first; but where the ratings are of bodies of another league, that goes first.
        topics = sorted(named or topics, key=lambda topic: topic.provider.league not in dict(self.rated))
        self.regions = {league.name: league.regions_of for league in data.leagues if league.regions_of}
        self.main = self._main(topics)
        self.keys = [topic.provider.key for topic in self.main]
        self.published, self.fieldwork = self._of_ours(self.published), self._of_ours(self.fieldwork)
        self.bands: dict[ProviderKey, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        self.tallies: dict[ProviderKey, list[tuple[Found, Sentence]]] = defaultdict(list)

    def proposal(self) -> Proposal:
        for found, sentence, marks in self.found:
            self._take(found, sentence, marks)
        entries = tuple(filter(None, map(self._entry, self.main)))
        if not self.main:
            self.notes["the text names no provider of the file for sure, so nothing is proposed"] = None
        return Proposal(entries, tuple(self.notes), self.document.address, self.document.publisher)

    def _main(self, topics: list[Topic]) -> list[Topic]:
        """The first provider, and those that are inspected or rated in a row with it or named as often."""
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
        dated = [marks for near, marks in self.marked if self.published and near.text == self.published.sentence]
        told_of = {token.meant.key for marks in dated for token in marks.all("B") if token.meant.league == first.league}
        self.of_the_day = rated if word("several_reports").search(self.document.plain) else told_of or keys
        return [topic for topic in known if topic.provider.key in rated]

    def _take(self, found: Found, sentence: Sentence, marks: Marked) -> None:
        """Put what a sentence says to the providers that it is of."""
        if found.what == "left out":
            self._leave_out(f"left out ({found.doubt})", sentence)
            return
        found = self._as_standard(found, sentence, marks)
        keys, doubt = self._whose(found, sentence, marks)
        if doubt and len(keys) > 1:
            keys = []
        if not keys:
            self._leave_out(f"{UNSURE_WHOSE} ({doubt})" if doubt else "left out (of another provider)", sentence)
        doubt = found.doubt or doubt or self._not_now(found, sentence)
        span, ground = (found.start, found.end), None
        if found.what == "group":
            ground = f"the text says “{found.about[0].meant}”"
        value = Value(value=found.band, sentence=sentence.text, span=span, rule=found.rule, doubt=doubt, ground=ground)
        for key in keys:
            if found.what == "tally":
                self.tallies[key].append((found._replace(doubt=doubt), sentence))
            for name in self._names(key, found, sentence):
                self.bands[key][name].append(value)

    def _leave_out(self, why: str, sentence: Sentence) -> None:
        self.notes[f"{why}: {sentence.text[:_SHOWN]}"] = None

    def _not_now(self, found: Found, sentence: Sentence) -> str | None:
        """Why a sentence may give no rating of now: it goes on about another inspection, or is a headline."""
        for near, marks in self.marked[sentence.place :: -1]:
            if near.paragraph != sentence.paragraph:
                break
            if near is not sentence and (opens := word("section_of_another").search(near.plain)):
                return f"it goes on with “{opens[0]}”"
            if word("section_ends").search(marks.text):
                break
        years = [int(year) for year in word("any_year").findall(sentence.plain[: found.end].rpartition(";")[2])]
        if years and max(years) < self.latest - 1:
            return f"the sentence is about {max(years)}"
        shortened = found.what == "overall" and sentence.is_title and "overall" not in found.rule
        alone = shortened and not word("by_inspectors").search(sentence.plain)
        return "only the headline says so" if alone else None

    def _names(self, key: ProviderKey, found: Found, sentence: Sentence) -> Sequence[str]:
        """What a band is of, as the programmes of a provider's league name it: overall, or standards."""
        if found.what == "group":
            return self._group(key, found.about[0].meant, sentence)
        rated = self.data.rated_standards(key[0])
        standards = [[name for name in token.meant if name in rated][:1] for token in found.about if token.kind == "S"]
        return ["overall"] if found.what == "overall" else [name for names in standards for name in names]

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

    def _whose(self, found: Found, sentence: Sentence, marks: Marked) -> tuple[list[ProviderKey], str | None]:
        """The providers that a band is of, and why that is not sure."""
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
            return self.keys, "several services are meant" if several else self._other_near(sentence, bodies)
        if not together and (last := self._last_named(found, sentence, sentence.place)):
            return [key for key in self.keys if key == last[0].meant.key], self._other_near(sentence, bodies)
        back = (near.text for _, near in self.marked[sentence.place :: -1][: _NEAR + 1])
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
            return "another kind of service is told of before it"
        if not bodies and word("other_subject").search(sentence.plain[: found.start]):
            return "the sentence has another subject"
        near = set(marks.all("BTP")) | set(before.all("BTP"))
        unsaid = (bodies or "overall" not in found.rule) and near <= set(bodies)
        return "the sentence before names no service" if unsaid else None

    def _as_standard(self, found: Found, sentence: Sentence, marks: Marked) -> Found:
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
        """Whether a provider is one that the text is about, or a region of the same name that leads others."""
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
            return "another kind of service is told of before it"
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
            return f"{named[0].name} is named near by" if named else "another kind of service is told of before it"
        of_an_owner = word("runs_others").search(sentence.plain)
        return None if of_an_owner else self._other_place([t.provider for t in self.main], sentence, marks)

    def _of_ours(self, day: Value | None) -> Value | None:
        """A day, unclear where its sentence tells of another's report or inspection."""
        near = next((near for near, _ in self.marked if day and not day.ground and near.text == day.sentence), None)
        doubt = self._another_in(near, plainly=True) if near else None
        return replace(day, doubt=day.doubt or doubt) if day and doubt else day

    def _whose_number(self, sentence: Sentence) -> str | None:
        """Why a number of people may be another's."""
        return self._another_in(sentence, plainly=True) or self._other_near(sentence)

    def _other_near(self, sentence: Sentence, bodies: Sequence[Token] = ()) -> str | None:
        """Whether another provider was named last, so that "the CRC" may be it, or is named next, for "a county's"."""
        back, ahead = range(sentence.place, -1, -1), range(sentence.place + 1, len(self.marked))[: _NEAR - 1]
        indefinite = any(word("indefinite").match(sentence.plain, token.start) for token in bodies)
        for place in (sentence.place, *ahead, *back) if indefinite else (*back, *ahead):
            near, marks = self.marked[place]
            another = None if word("cover_line").fullmatch(near.plain) else self._another_in(near)
            if another or any(self._is_ours(token.meant) for token in marks.all("B")):
                return another
        return None

    def _group(self, key: ProviderKey, words: str, sentence: Sentence) -> Sequence[str]:
        """Find which standards "all four case standards" or "all four aspects" are: one heading's, or all there are."""
        count = number((word("number", r"\b{}\b").findall(words) or ["0"])[-1])  # "every one of the five"
        words = re.sub("casework|cases|(?:service )?(?<!organisational )(?<! and )delivery", "case", fold(words))
        kinds = set(words.split()) - {"and", "of", "the", "work"}
        back = self.document.sentences[sentence.place :: -1][: _NEAR + 1]
        pointed = any(word("case_steps").search(said.plain) for said in back)
        groups = self.data.groups_of_standards(key[0], count, kinds | ({"case"} if pointed else set()))
        if len(groups) != 1:
            self._leave_out("left out (which standards are meant)", sentence)
        return next(iter(groups)) if len(groups) == 1 else ()

    def _entry(self, topic: Topic) -> Proposed | None:
        """The entry of a provider; None where the text tells of no inspection of it."""
        provider, mention, sentence = topic
        key, alone = provider.key, len(self.main) == 1
        rule, span = "area-and-league" if mention.rank == 1 else "name", (mention.start, mention.end)
        named = Value(value=provider.name, sentence=sentence.text, span=span, rule=rule)
        totals = {len(known.standard_names) for known in self.data.programmes_of(key[0]) if known.standard_names}
        bands = {name: value for name, every in self.bands[key].items() if (value := agreed(every))}
        published = self.published
        if published and key not in self.of_the_day:
            published = replace(published, doubt="its report may have come out on another day")
        values = {
            "provider": named,
            "league": replace(named, value=provider.league) if provider.league else None,
            "programme": None if bands else facts.programme_in(self.document, self.data),
            "published": published,
            "fieldwork": self.fieldwork if key in self.of_the_day else None,
            "overall": bands.pop("overall", None),
            "owner": facts.owner_in(self.marked, provider, len(self.main), self.data),
            "points": facts.points_in(self.marked, provider, len(self.main), totals, self._other_near),
            "tally": self._tally(key, totals),
            "caseload": facts.caseload_in(self.document, provider, self._whose_number) if alone else None,
        }
        ratings = [*filter(None, (values["overall"], values["points"], values["tally"])), *bands.values()]
        if not any(value in values.values() or not value.doubt for value in ratings):
            named_in = {place for place, every in self.mentions.items() for m in every if provider in m.providers}
            pairs = zip([self.marked[0], *self.marked], self.marked, strict=False)
            ours = [m.text for (_, before), (_, m) in pairs if "<O" not in m.text and (before.all("BT") or m.all("BT"))]
            told = any(word("told").search(word("not_told").sub("", text)) for text in ours)
            told = told and (len(named_in) > 1 or min(named_in) <= 1)
            sure = {m.providers[0].key for every in self.mentions.values() for m in every if m.sure}
            told = told and len(sure) < _SEVERAL
            then = self.data.programmes_on(published.value.latest, key[0], rated=False) if published else []
            if not told and not values["programme"] and all(programme.rated for programme in then[-1:]):
                self.notes[f"{provider.name} is named, but no rating of it is sure (enter it: ratings add)"] = None
                return None
            self.notes[f"{provider.name}: the text gives no rating"] = None
        return Proposed(provider, {name: value for name, value in values.items() if value}, bands)

    def _tally(self, key: ProviderKey, totals: set[int]) -> Value | None:
        """How many standards got each band; unclear where that cannot be all of one programme."""
        found = self.tallies[key]
        if not found:
            return None
        first, sentence = found[0]
        counts = {item.band: item.number for item, _ in found}
        doubt = next((item.doubt for item, _ in found if item.doubt), None)
        if len(counts) < len({(item.band, item.number) for item, _ in found}):
            doubt = doubt or "the text gives more than one number"
        last = found[-1][1].place
        near = self.marked[sentence.place : last + 2]
        partly = first.total and sum(filter(None, counts.values())) != first.total
        bands = {token.meant for s, marks in near for token in marks.all("RW") if s.place <= last}
        if partly and (bands - set(counts) or any(word("rest_told").search(s.plain) for s, _ in near)):
            doubt = doubt or "only a part of it is read"
        if first.total and first.total not in totals:
            doubt = doubt or f"no programme of the league rates {first.total} standards"
        return Value(value=counts, sentence=sentence.text, span=(first.start, first.end), rule=first.rule, doubt=doubt)
