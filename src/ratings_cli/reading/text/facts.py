"""What a text says besides ratings: the day, the fieldwork, the owner, the caseload, the points."""

from __future__ import annotations

import contextlib
import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.model.dates import DateError, read_date
from ratings_cli.model.field_types import qualifier_of
from ratings_cli.model.names import fold, pattern_of
from ratings_cli.model.proposal import Value, agreed
from ratings_cli.model.scale import TOP_SCORE
from ratings_cli.reading.text import number, rules, word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Provider
    from ratings_cli.reading.document import Document, Sentence
    from ratings_cli.reading.text.ratings import Marked

Sentences: TypeAlias = "Sequence[tuple[Sentence, Marked]]"
_LONGEST_LINE, _NEAR_THE_TOP, _FIRST = 90, 12, 4  # the line that holds the day of the page
_OF_THE_PAGE = "the day of the page, which tells of the report as new"
_LONGEST_WAIT = 550  # days from the fieldwork to the report


def dates_in(document: Document) -> tuple[Value | None, Value | None]:
    """Find when the report came out, as the text says it, else its page, else its address; and the fieldwork."""
    said = [(sentence.text, sentence.plain) for sentence in document.sentences]
    own = itertools.takewhile(lambda line: not word("end_of_page").match(line), document.lines)
    short = [(line, line) for line in own if len(line) <= _LONGEST_LINE or line.startswith("date ")]
    first = [(plain, plain) for _, plain in said[:1]]
    top = [*first, *(line for line in short if line[0] in document.lines[:_NEAR_THE_TOP])]
    stated = _dated("published", [pair for pair in said if word("about_a_report").search(pair[1])], "not_a_report")
    page = _dated("page", top, "no_page_line")[:1] or _dated("signed", short, "no_page_line")
    address = _dated("address", [(document.address or "", document.address or "")], "no_page_line")
    pages = [replace(day, ground=_OF_THE_PAGE, doubt=_why_older(day, address, document)) for day in page]
    addresses = [replace(day, ground="the address of the page", doubt="only its address says so") for day in address]
    published = agreed(stated or pages or addresses, "the text gives more than one day")
    behind = itertools.dropwhile(lambda pair: not published or pair[0] != published.sentence, said)
    newer = any(word("newer").search(plain) for _, plain in itertools.islice(behind, 1, None))
    if published and published.rule == "report-of" and newer:
        published = replace(published, doubt="the text tells of a newer report")
    fieldwork = _dated("fieldwork", said, "no_fieldwork")
    if len({value.value for value in fieldwork}) != 1:
        return published, None
    began = fieldwork[0].value.earliest
    goes = published is None or 0 <= (published.value.latest - began).days <= _LONGEST_WAIT
    return published, replace(fieldwork[0], doubt=None if goes else "it does not go with the day of the report")


def _dated(kind: str, texts: Sequence[tuple[str, str]], unless: str) -> list[Value]:
    """The dates that texts give for a kind of thing, each text as it stands and in plain signs."""
    found: list[Value] = []
    of_ours = [(text, plain) for text, plain in texts if not word("other_report").search(plain)]
    for rule in rules(kind):
        for text, plain in of_ours:
            for match in rule.pattern.finditer(plain):
                said, date = plain[max(0, match.start() - _LONGEST_LINE) : match.end()], match["date"]
                with contextlib.suppress(DateError):
                    day = read_date(date.replace("/", "-") if kind == "address" else date)
                    if not word(unless, r"\b(?:{})\b").search(said):
                        found.append(Value(value=day, sentence=text, span=match.span("date"), rule=rule.name))
    return found


def _why_older(page: Value, address: Sequence[Value], document: Document) -> str | None:
    """Why the report may have come out before the day of the page; None where its address and words do not say so."""
    said = [sentence.plain for sentence in document.sentences]
    for other in (value.value for value in address):
        if not (other.earliest <= page.value.latest and page.value.earliest <= other.latest):
            return f"the address of the page has {other}"
    if any(word("for_a_meeting").search(line) for line in document.lines[:_FIRST]):
        return "it is the day of a meeting or an answer"
    day = page.value.earliest
    for match in (match for text in said for match in word("another_day").finditer(text)):
        same = match["when"] and match["when"][:3].title() in f"{day:%b %a}"
        if not same or int(match["day"] or day.day) != day.day or int(match["year"] or day.year) != day.year:
            return "the text names another day for the report"
    late = any("report" in text and word("not_of_the_day").search(text) for text in said)
    return "the report came out before" if late and not any(word("today").search(text) for text in said) else None


def programme_in(text: Document, data: DataSet) -> Value | None:
    """The programme without ratings that a text names."""
    for programme in (programme for programme in data.programmes if not programme.rated):
        name = (programme.title or programme.name).partition(" inspection")[0]
        for sentence in text.sentences if name else ():
            for match in pattern_of([name]).finditer(sentence.plain):
                if match[0][0].isupper() and word("names_programme").match(sentence.plain, match.end()):
                    return Value(value=programme.name, sentence=sentence.text, span=match.span(), rule="programme-name")
    return None


def owner_in(marked: Sentences, provider: Provider, topics: int, data: DataSet) -> Value | None:
    """The owner that a text gives a provider; unclear where it names several, or one that the file does not."""
    found: dict[str, Value] = {}
    for owner in data.owners:
        pattern = pattern_of(filter(None, (owner.name, owner.full_name, *owner.aliases)))
        for sentence, marks in marked:
            match = pattern.search(marks.text)
            said = pattern.sub("<W>", marks.text) if match and match[0][0].isupper() else ""
            for sign, token in marks.tokens.items():  # <W> the owner, <X> the provider
                if (token.kind == "B" and token.meant.key == provider.key) or (token.kind == "T" and topics == 1):
                    said = said.replace(sign, "<X>")
            hits = ((rule.name, hit) for rule in rules("owner") if (hit := rule.pattern.search(said)))
            rule = next((name for name, hit in hits if not word("no_owner").search(said[: hit.end()])), None)
            if match and rule:
                span = (marks.place(match.start()), marks.place(match.start()) + len(match[0]))
                found.setdefault(owner.name, Value(value=owner.name, sentence=sentence.text, span=span, rule=rule))
    value = agreed([*found.values()], "the text names more than one owner")
    known = {period.owner for period in provider.ownership}
    another = value and known and value.value not in known
    return replace(value, doubt="the file knows another owner") if value and another else value


def caseload_in(document: Document, provider: Provider, doubt: Callable[[Sentence], str | None]) -> Value | None:
    """How many people the provider supervises; unclear where the text gives several numbers."""
    found: list[Value] = []
    own = set(fold(" ".join((provider.name, *provider.areas))).split())
    for sentence in document.sentences:
        if not word("supervised").search(sentence.plain) or word("of_the_country").search(sentence.plain):
            continue
        for name, match in ((r.name, hit) for r in rules("caseload") for hit in r.pattern.finditer(sentence.plain)):
            behind = sentence.plain[match.end() :]
            part = re.match(r" (?:of them )?in ((?>[A-Z]\w+(?: [A-Z]\w+)*))(?!\w|,? and|, [A-Z])", behind)
            part = part or re.match(r"(?:In|Across) ([A-Z]\w+),? (?!and |[A-Z])", sentence.plain)
            elsewhere = part and (len(provider.areas) > 1 or fold(part[1]) not in own)
            if elsewhere or word("counted_for_report").match(behind):
                continue  # of one county alone or of another place, or of the report's sample
            count, why = int(match["n"].replace(",", "")), doubt(sentence)
            amount = {"count": count, "qualifier": qualifier_of(match["how"])}
            found.append(Value(value=amount, sentence=sentence.text, span=match.span(), rule=name, doubt=why))
    found = [value for value in found if not value.doubt] or found
    return agreed(found, "the text gives several numbers")


def points_in(
    marked: Sentences, provider: Provider, topics: int, totals: set[int], whose: Callable[[Sentence], str | None]
) -> Value | None:
    """The points that a text gives the provider, with the most that there could be for so many standards."""
    whole = {match[1] for _, marks in marked for match in word("most_points").finditer(marks.text)}
    told = [(s, m) for s, m in marked if word("tells_points").search(s.plain) and not word("doubted").search(m.text)]
    hits = ((r, s, m, hit) for r in rules("points") for s, m in told for hit in r.pattern.finditer(m.text))
    for rule, sentence, marks, match in hits:
        bodies = marks.all("BT", match["body"])
        ours = not bodies or any(token.meant is None or token.meant.key == provider.key for token in bodies)
        ours = ours and (topics == 1 or bool(marks.all("B", match["body"])))
        most = match.groupdict().get("m") or (next(iter(whole)) if len(whole) == 1 else None)
        of_these = not most or not totals or int(most) in {TOP_SCORE * total for total in totals}
        before, behind = marks.text[: match.end()], marks.text[match.end() :]
        no_points = word("not_points").search(word("inspected_in").sub("", marks.text))
        no_points = no_points or word("not_yet", r"\b(?:{})\b").search(before) or word("not_yet_behind").search(behind)
        if ours and of_these and not no_points:
            text = " of ".join(filter(None, (str(number(match["n"])), most)))
            span = (marks.place(match.start()), marks.place(match.end("n")))
            doubt = None if most else "of how many is not said"
            if not any(token.kind == "B" for token in bodies[-1:]):
                doubt = doubt or whose(sentence)
            return Value(value=text, sentence=sentence.text, span=span, rule=rule.name, doubt=doubt)
    return None
