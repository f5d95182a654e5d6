"""What a text says besides ratings: the day, the fieldwork, the owner, the caseload, the points."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.dates import DateError, PartialDate, read_date
from ratings_cli.model.field_types import QUALIFIERS
from ratings_cli.model.names import fold
from ratings_cli.reading.text.mentions import pattern_of
from ratings_cli.reading.text.values import Value
from ratings_cli.reading.text.vocabulary import number, rules, word

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Owner, Provider
    from ratings_cli.reading.text.document import Document, Sentence
    from ratings_cli.reading.text.marking import Marked

_LONGEST_LINE, _NEAR_THE_TOP, _LABEL = 90, 12, 4
"""A line that holds the day of the page is short, near the top, and has few words before the day."""
_LONGEST_WAIT = 550
"""So many days after the fieldwork a report comes out at the latest."""
_ALIKE = 0.1
_ALSO_SAID = {"over": "more than", "almost": "nearly", "just under": "nearly", "up to": "up to"}


class Dates(NamedTuple):
    """The days that a text gives: of the report, of the page itself, and of the fieldwork."""

    published: Value | None
    page: dt.date | None
    fieldwork: Value | None


def dates_in(document: Document) -> Dates:
    """Find when the report came out: as the text says it, else as its page does, else as its address does."""
    stated = list(_dated(document, "published", "not_a_report"))
    page, address = _page_line(document), _address_month(document)
    published = _agreed(stated, "the text gives more than one day") or page or address
    if published is page and page:
        published = _checked(page, address, document)
    at = published or page
    day = at.value.latest if at else None
    fieldwork = _agreed({value.value: value for value in _dated(document, "fieldwork", "no_fieldwork")}.values(), "")
    if fieldwork and day and not 0 <= (day - fieldwork.value.earliest).days <= _LONGEST_WAIT:
        fieldwork = replace(fieldwork, doubt="it does not go with the day of the report")
    return Dates(published, day, None if fieldwork and fieldwork.doubt == "" else fieldwork)


def _dated(document: Document, kind: str, unless: str) -> Iterator[Value]:
    """The dates that sentences give for a kind of thing, but for those of an earlier one."""
    for rule in rules(kind):
        for sentence in document.sentences:
            for match in rule.pattern.finditer(sentence.plain):
                said = sentence.plain[max(0, match.start() - _LONGEST_LINE) : match.end()]
                date = _date(match["date"]) if word("about_a_report").search(sentence.plain) else None
                if date and not word(unless, r"\b(?:{})\b").search(said):
                    yield Value(value=date, sentence=sentence.text, span=match.span("date"), rule=rule.name)


def _agreed(values: Iterable[Value], doubt: str) -> Value | None:
    """The first of some values; unclear where they are not all the same."""
    found = list(values)
    several = any(value.value != found[0].value for value in found)
    return replace(found[0], doubt=doubt) if several else found[0] if found else None


def _date(text: str) -> PartialDate | None:
    try:
        return read_date(text)
    except DateError:
        return None


def _page_line(document: Document) -> Value | None:
    """The day in a line of its own near the top, or at the beginning of the title."""
    title = [sentence.plain for sentence in document.sentences[:1]]
    for line in [*title, *(line for line in document.lines[:_NEAR_THE_TOP] if len(line) <= _LONGEST_LINE)]:
        match = word("page_line").match(line)
        if match is None or word("no_page_line").search(match["label"]) or len(match["label"].split()) > _LABEL:
            continue
        if date := _date(match["date"]):
            ground = "the day of the page, which tells of the report as new"
            return Value(value=date, sentence=line, span=match.span("date"), rule="day-of-the-page", ground=ground)
    return None


def _checked(page: Value, address: Value | None, document: Document) -> Value:
    """The day of the page, unclear where its address or its words say that the report is older."""
    said = [sentence.plain for sentence in document.sentences]
    if address and not (address.value.earliest <= page.value.latest and page.value.earliest <= address.value.latest):
        return replace(page, doubt=f"the address of the page has {address.value}")
    late = any("report" in text and word("not_of_the_day").search(text) for text in said)
    if late and not any(word("today").search(text) for text in said):
        return replace(page, doubt="the report came out before the page")
    return page


def _address_month(document: Document) -> Value | None:
    text = document.address or ""
    match = word("address_month").search(text)
    date = _date("-".join(filter(None, match.groups()))) if match else None
    doubt, ground = "only the address of the page says so", "the address of the page"
    span = match.span() if match else (0, 0)
    return (
        Value(value=date, sentence=text, span=span, rule="address-month", doubt=doubt, ground=ground) if date else None
    )


def owner_in(marked: Sequence[tuple[Sentence, Marked]], provider: Provider, topics: int, data: DataSet) -> Value | None:
    """The owner that a text gives a provider; unclear where it names several, or one that the file does not."""
    owners = {fold(name): owner for owner in data.owners for name in _names(owner)}
    if not owners:
        return None
    pattern = pattern_of(owners)
    found: dict[str, Value] = {}
    for sentence, marks in marked:
        for match in pattern.finditer(marks.text):
            owner = owners.get(fold(match[0]))
            if owner and match[0][0].isupper() and (rule := _owns(owner, provider, marks, topics)):
                start = marks.place(match.start())
                span = (start, start + len(match[0]))
                found.setdefault(owner.name, Value(value=owner.name, sentence=sentence.text, span=span, rule=rule))
    value = _agreed(found.values(), "the text names more than one owner")
    known = {period.owner for period in provider.ownership}
    return (
        replace(value, doubt="the file knows another owner")
        if value and known - {value.value} == known != set()
        else value
    )


def _names(owner: Owner) -> list[str]:
    return [name for name in (owner.name, owner.full_name, *owner.aliases) if name]


def _owns(owner: Owner, provider: Provider, marks: Marked, topics: int) -> str | None:
    """The rule by which a sentence says that an owner has the provider: <W> the one, <X> the other."""
    said = pattern_of(_names(owner)).sub("<W>", marks.text)
    for sign, token in marks.tokens.items():
        if (token.kind == "B" and token.meant.key == provider.key) or (token.kind == "T" and topics == 1):
            said = said.replace(sign, "<X>")
    found = ((rule, rule.pattern.search(said)) for rule in rules("owner"))
    return next((rule.name for rule, hit in found if hit and not word("no_owner").search(hit[0])), None)


def caseload_in(document: Document, provider: Provider) -> Value | None:
    """How many people the provider supervises; unclear where the text gives several numbers."""
    found: list[Value] = []
    counties = {fold(area) for area in provider.areas} if len(provider.areas) > 1 else set()
    (rule,) = rules("caseload")
    for sentence in document.sentences:
        if not word("supervised").search(sentence.plain) or word("of_the_country").search(sentence.plain):
            continue
        for match in rule.pattern.finditer(sentence.plain):
            behind = sentence.plain[match.end() :]
            part = re.match(r" (?:of them )?in ([A-Z]\w+)", behind)
            if (part and fold(part[1]) in counties) or word("counted_for_report").match(behind):
                continue  # of one county alone, or of the report's sample
            how = (match["how"] or "").casefold()
            qualifier = how if how in QUALIFIERS else _ALSO_SAID.get(how, "about") if how else None
            amount = {"count": int(match["n"].replace(",", "")), "qualifier": qualifier}
            found.append(Value(value=amount, sentence=sentence.text, span=match.span(), rule=rule.name))
    exact = [value for value in found if value.value["qualifier"] is None]
    if exact and all(abs(value.value["count"] / exact[0].value["count"] - 1) < _ALIKE for value in found):
        return exact[0]  # "more than 8,000" in one place, 8,136 in another
    return _agreed(found, "the text gives several numbers")


def points_in(marked: Sequence[tuple[Sentence, Marked]], provider: Provider, topics: int) -> Value | None:
    """The points that a text gives the provider, with the most that there could be."""
    whole = {match[1] for _, marks in marked for match in word("most_points").finditer(marks.text)}
    found = (
        (rule, *pair, hit) for rule in rules("points") for pair in marked for hit in rule.pattern.finditer(pair[1].text)
    )
    for rule, sentence, marks, match in found:
        bodies = marks.all("BT", match["body"])
        ours = any(token.meant is None or token.meant.key == provider.key for token in bodies)
        if ours and "point" in sentence.plain and (topics == 1 or bodies[0].kind == "B"):
            most = match.groupdict().get("m") or (next(iter(whole)) if len(whole) == 1 else None)
            text = " of ".join(filter(None, (str(number(match["n"])), most)))
            span = (marks.place(match.start()), marks.place(match.end("n")))
            return Value(value=text, sentence=sentence.text, span=span, rule=rule.name)
    return None
