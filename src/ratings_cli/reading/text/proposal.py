"""From the sentences of a text to proposed entries: what each says of whom, and where they do not agree."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ratings_cli.model.names import fold
from ratings_cli.model.proposal import UNSURE_WHOSE, Proposal, Proposed, Value, agreed
from ratings_cli.reading.text import facts, number, word
from ratings_cli.reading.text.subjects import NEAR, Subjects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import ProviderKey
    from ratings_cli.reading.document import Document, Sentence
    from ratings_cli.reading.text.mentions import Topic
    from ratings_cli.reading.text.ratings import Found, Marked

_SHOWN, _SEVERAL = 200, 3  # letters of a sentence that are shown; and names


def propose(document: Document, data: DataSet) -> Proposal:
    """Read a text, and propose an entry for each provider that it is about."""
    return _Reader(document, data).proposal()


class _Reader:
    """Holds a text, and whom it is about, while its sentences are read."""

    def __init__(self, document: Document, data: DataSet) -> None:
        self.document, self.data = document, data
        published, fieldwork = facts.dates_in(document)
        self.subjects = Subjects(document, data, published)
        self.marked, self.main, self.notes = self.subjects.marked, self.subjects.main, self.subjects.notes
        self.published, self.fieldwork = self.subjects.of_ours(published), self.subjects.of_ours(fieldwork)
        self.bands: dict[ProviderKey, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        self.tallies: dict[ProviderKey, list[tuple[Found, Sentence]]] = defaultdict(list)

    def proposal(self) -> Proposal:
        for found, sentence, marks in self.subjects.found:
            self._take(found, sentence, marks)
        entries = tuple(filter(None, map(self._entry, self.main)))
        if not self.main:
            self.notes["the text names no provider of the file for sure, so nothing is proposed"] = None
        return Proposal(entries, tuple(self.notes), self.document.address, self.document.publisher)

    def _take(self, found: Found, sentence: Sentence, marks: Marked) -> None:
        """Put what a sentence says to the providers that it is of."""
        if found.what == "left out":
            self._leave_out(f"left out ({found.doubt})", sentence)
            return
        found = self.subjects.as_standard(found, sentence, marks)
        keys, doubt = self.subjects.whose(found, sentence, marks)
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
        if years and max(years) < self.subjects.latest - 1:
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

    def _group(self, key: ProviderKey, words: str, sentence: Sentence) -> Sequence[str]:
        """Find which standards "all four case standards" or "all four aspects" are: one heading's, or all there are."""
        count = number((word("number", r"\b{}\b").findall(words) or ["0"])[-1])  # "every one of the five"
        words = re.sub("casework|cases|(?:service )?(?<!organisational )(?<! and )delivery", "case", fold(words))
        kinds = set(words.split()) - {"and", "of", "the", "work"}
        back = self.document.sentences[sentence.place :: -1][: NEAR + 1]
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
        if published and key not in self.subjects.of_the_day:
            published = replace(published, doubt="its report may have come out on another day")
        values = {
            "provider": named,
            "league": replace(named, value=provider.league) if provider.league else None,
            "programme": None if bands else facts.programme_in(self.document, self.data),
            "published": published,
            "fieldwork": self.fieldwork if key in self.subjects.of_the_day else None,
            "overall": bands.pop("overall", None),
            "owner": facts.owner_in(self.marked, provider, len(self.main), self.data),
            "points": facts.points_in(self.marked, provider, len(self.main), totals, self.subjects.other_near),
            "tally": self._tally(key, totals),
            "caseload": facts.caseload_in(self.document, provider, self.subjects.whose_number) if alone else None,
        }
        ratings = [*filter(None, (values["overall"], values["points"], values["tally"])), *bands.values()]
        if not any(value in values.values() or not value.doubt for value in ratings):
            named_in = {
                place for place, every in self.subjects.mentions.items() for m in every if provider in m.providers
            }
            pairs = zip([self.marked[0], *self.marked], self.marked, strict=False)
            ours = [m.text for (_, before), (_, m) in pairs if "<O" not in m.text and (before.all("BT") or m.all("BT"))]
            told = any(word("told").search(word("not_told").sub("", text)) for text in ours)
            told = told and (len(named_in) > 1 or min(named_in) <= 1)
            sure = {m.providers[0].key for every in self.subjects.mentions.values() for m in every if m.sure}
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
