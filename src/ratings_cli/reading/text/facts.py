"""What a text says besides ratings: the day, the fieldwork, the owner, the caseload, the points."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.dates import DateError, PartialDate, read_date
from ratings_cli.model.names import fold
from ratings_cli.reading.text.mentions import pattern_of
from ratings_cli.reading.text.values import Value
from ratings_cli.reading.text.vocabulary import NOT_NOW, NUMBER, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Owner, Provider
    from ratings_cli.reading.text.document import Document, Sentence
    from ratings_cli.reading.text.marking import Marked

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{4}})"
_MONTH_OF_YEAR = rf"{_MONTH} \d{{4}}"
_OUT = r"(?:published|released|issued|came out|comes out|launched|available[^;]{0,90}?)"
_DATED = (
    ("today-dated", re.compile(rf"(?i:\btoday)(?:'s)?,? ?\(?(?:\w+day,? )?(?P<date>{_DAY})")),
    ("published-on", re.compile(rf"(?i:\b{_OUT})(?: today| yesterday)?,? ?(?:on|from)? ?\(?(?:\w+day,? )?(?:the )?(?P<date>{_DAY})")),
    ("published-in", re.compile(rf"(?i:\breport (?:was |is )?{_OUT}) in (?P<date>{_MONTH_OF_YEAR})")),
)
_PAGE_LINE = re.compile(rf"^(?P<label>[^\d]{{0,40}}?)\(?(?P<date>{_DAY})")
_LONGEST_LINE, _NEAR_THE_TOP = 90, 12
_TODAY = re.compile(r"(?i)\btoday\b|\bthis morning\b")
_NOT_OF_THE_DAY = re.compile(r"(?i)\b(?:last (?:week|month|year|autumn|spring|summer|winter)|earlier this (?:week|month|year)|yesterday|(?:weeks|months) ago)\b")
_FIELDWORK = re.compile(rf"(?i:\binspect(?:ed|ion)|\bfieldwork|\bvisited|\bwas at)\b[^.;:]{{0,70}}?[( ](?P<date>{_MONTH_OF_YEAR})")
_ADDRESS_MONTH = re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])(?:/([0-2]\d|3[01]))?(?:/|$)")


class Dates(NamedTuple):
    """The days that a text gives: of the report, of the page itself, and of the fieldwork."""

    published: Value | None
    page: dt.date | None
    fieldwork: Value | None


def dates_in(document: Document) -> Dates:
    """Find when the report came out, as the text says it, and else as its page does."""
    stated = [
        Value(value=date, sentence=sentence.text, span=match.span("date"), rule=rule)
        for rule, pattern in _DATED
        for sentence in document.sentences
        for match in pattern.finditer(sentence.plain)
        if (date := _date(match["date"])) and not re.search(rf"(?i)\b(?:{NOT_NOW})\b", sentence.plain[: match.start()])
    ]
    page = _page_line(document)
    days = {value.value for value in stated}
    fieldwork = _fieldwork(document, page)
    if len(days) > 1:
        doubt = "the text gives more than one day"
        return Dates(_doubted(stated[0], doubt), page.value.earliest if page else None, fieldwork)
    if stated:
        return Dates(stated[0], stated[0].value.earliest, fieldwork)
    address = _address_month(document)
    if page is None:
        return Dates(address, address.value.latest if address else None, fieldwork)
    if address and not (address.value.earliest <= page.value.latest and page.value.earliest <= address.value.latest):
        page = _doubted(page, f"the address of the page has {address.value}")
    elif not any(_TODAY.search(sentence.plain) for sentence in document.sentences):
        late = any(_NOT_OF_THE_DAY.search(sentence.plain) and "report" in sentence.plain for sentence in document.sentences)
        page = _doubted(page, "the report came out before the page") if late else page
    return Dates(page, page.value.earliest, fieldwork)


def _doubted(value: Value, doubt: str) -> Value:
    return Value(value=value.value, sentence=value.sentence, span=value.span, rule=value.rule, doubt=doubt, ground=value.ground)


def _date(text: str) -> PartialDate | None:
    try:
        return read_date(re.sub(r"\b(Sept?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Oct|Nov|Dec)\.", r"\1", text))
    except DateError:
        return None


def _page_line(document: Document) -> Value | None:
    """The day in a line of its own near the top, or at the beginning of the title."""
    lines = [line for line in document.lines[:_NEAR_THE_TOP] if len(line) <= _LONGEST_LINE]
    title = document.sentences[0].plain if document.sentences else ""
    for line in [title, *lines]:
        match = _PAGE_LINE.match(line)
        if match is None or re.search(r"(?i)updated|inspect|related|born|died|between", match["label"]):
            continue
        if len(match["label"].split()) > 4:  # noqa: PLR2004 - a sentence that has a date in it
            continue
        if date := _date(match["date"]):
            return Value(value=date, sentence=line, span=match.span("date"), rule="day-of-the-page", ground="the day of the page, which tells of the report as new")
    return None


def _address_month(document: Document) -> Value | None:
    match = _ADDRESS_MONTH.search(document.address or "")
    date = _date("-".join(filter(None, match.groups()))) if match else None
    if match is None or date is None:
        return None
    return Value(value=date, sentence=document.address or "", span=match.span(), rule="address-month", doubt="only the address of the page says so", ground="the address of the page")


def _fieldwork(document: Document, page: Value | None) -> Value | None:
    found: dict[str, Value] = {}
    for sentence in document.sentences:
        for match in _FIELDWORK.finditer(sentence.plain):
            said = sentence.plain[max(0, match.start() - 60) : match.end()]
            date = _date(match["date"])
            if date and not re.search(rf"(?i)\b(?:{NOT_NOW}|once before|announced|published|since|rated)\b", said):
                found.setdefault(date.iso, Value(value=date, sentence=sentence.text, span=match.span("date"), rule="inspected-in"))
    if len(found) != 1:
        return None
    value = next(iter(found.values()))
    late = page is not None and not 0 <= (page.value.latest - value.value.earliest).days <= _LONGEST_WAIT
    return _doubted(value, "it does not go with the day of the report") if late else value


_LONGEST_WAIT = 550
"""So many days after the fieldwork a report comes out at the latest."""

_OWNS = (
    ("owner-of", re.compile(r"<W>,?(?: an?| the)?(?: \w+){0,4}? (?:owners?|parent(?: company)?|operators?) of (?:the )?<X>")),
    ("owned-by", re.compile(r"<X>(?:[^<;]|<P\d+>){0,80}?\b(?:owned|run|managed|operated|led|provided) by (?:the )?<W>")),
    ("owner-runs", re.compile(r"<W>(?:,[^<;]{0,80},)?(?:,? (?:now|which|who|also))* (?:owns|runs|manages|operates)\b(?:[^<;]|<P\d+>){0,60}<X>")),
    ("new-owner", re.compile(r"<W>,?[^<;]{0,40}\b(?:the|its) (?:new |current )?owner\b[^<;]{0,40}(?:<P\d+>)?[^<;]{0,20}<X>|<X>'s (?:new |current )?(?:owner|parent|operator),? <W>")),
    ("owners-crcs", re.compile(r"\bone of (?:the )?<W>(?:'s)? (?:\w+ )?(?:CRCs|companies|services) ?[-,:(]+ ?<X>")),
)
_NOT_THE_OWNER = re.compile(rf"(?i)\b(?:former(?:ly)?|previous(?:ly)?|defunct|until|take over|taken over|will|would|had been|was (?:then )?(?:owned|run)|used to|{NOT_NOW})\b")


def owner_in(marked: Sequence[tuple[Sentence, Marked]], provider: Provider, topics: int, data: DataSet) -> Value | None:
    """The owner that a text gives the provider; unclear where it names several, or one that the file does not."""
    names = {fold(name): owner for owner in data.owners for name in filter(None, (owner.name, owner.full_name, *owner.aliases))}
    if not names:
        return None
    pattern = pattern_of(names)
    found: dict[str, Value] = {}
    for sentence, marks in marked:
        text = marks.text
        for match in pattern.finditer(text):
            owner = names.get(fold(match[0]))
            if owner is None or not match[0][0].isupper():
                continue
            if value := _owns(text, match, owner, provider, marks, sentence, topics):
                found.setdefault(owner.name, value)
    if not found:
        return None
    value = next(iter(found.values()))
    if len(found) > 1:
        return _doubted(value, "the text names more than one owner")
    known = {period.owner for period in provider.ownership}
    return _doubted(value, "the file knows another owner") if known and value.value not in known else value


def _owns(text: str, match: re.Match[str], owner: Owner, provider: Provider, marks: Marked, sentence: Sentence, topics: int) -> Value | None:
    """Whether a sentence says that this owner has the provider: its name made <W>, the provider's marks <X>."""
    said = f"{text[: match.start()]}<W>{text[match.end() :]}"
    for name in filter(None, (owner.name, owner.full_name, *owner.aliases)):
        said = re.sub(rf"\b{re.escape(name)}\b", "<W>", said)
    for sign, token in marks.tokens.items():
        if (token.kind == "B" and token.meant.key == provider.key) or (token.kind == "T" and topics == 1):
            said = said.replace(sign, "<X>")
    for rule, pattern in _OWNS:
        if (hit := pattern.search(said)) and not _NOT_THE_OWNER.search(hit[0]):
            start = marks.place(match.start())
            return Value(value=owner.name, sentence=sentence.text, span=(start, start + len(match[0])), rule=rule)
    return None


_QUALIFIERS = {"more than": "more than", "over": "more than", "nearly": "nearly", "almost": "nearly", "just under": "nearly", "about": "about", "around": "about", "approximately": "about", "roughly": "about", "some": "about", "up to": "up to"}
_PEOPLE = r"(?:(?:low|medium|high|higher|lower|adult|and|or|to|-|,|risk|[a-z]+-risk) ?){0,6}(?:offenders|people|individuals|adults|service users|men and women|cases)"
_CASELOAD = re.compile(rf"(?i)(?:\b(?P<how>{'|'.join(_QUALIFIERS)}) )?(?<![\d,.£-])(?P<n>\d{{1,3}},\d{{3}}|\d{{3,5}})(?![\d,.]\d|%) {_PEOPLE}\b")
_SUPERVISED = re.compile(r"(?i)supervis|on probation|manag|look(?:s|ing)? after|responsib|in its care|caseload of|\b(?:CRC|PDU|division|service|unit|company|it) has\b")
_OF_THE_COUNTRY = re.compile(r"(?i)\b(?:(?-i:national)|nationally|England and Wales|across the country|in total|average|each|per officer|sample|inspected \d)\b")


def caseload_in(document: Document, provider: Provider) -> Value | None:
    """How many people the provider supervises; unclear where the text gives several numbers."""
    found: list[Value] = []
    for sentence in document.sentences:
        if not _SUPERVISED.search(sentence.plain) or _OF_THE_COUNTRY.search(sentence.plain):
            continue
        for match in _CASELOAD.finditer(sentence.plain):
            behind = sentence.plain[match.end() : match.end() + 40]
            part = re.match(r" (?:of them )?in ([A-Z]\w+)", behind)
            if part and fold(part[1]) in {fold(area) for area in provider.areas} and len(provider.areas) > 1:
                continue  # of one county alone
            if re.match(r"\s+(?:cases )?(?:inspected|were (?:inspected|analysed|examined)|had died|died)", behind):
                continue
            amount = {"count": int(match["n"].replace(",", "")), "qualifier": _QUALIFIERS.get((match["how"] or "").casefold())}
            found.append(Value(value=amount, sentence=sentence.text, span=match.span(), rule="people-supervised"))
    if not found:
        return None
    several = len({tuple(value.value.items()) for value in found}) > 1
    return _doubted(found[0], "the text gives several numbers") if several else found[0]


_POINTS = (
    ("points-of", re.compile(rf"(?P<body>(?:<B\d+>(?:[\s,]|\band\b)*)+|<T\d+>)[^<;]{{0,50}}?\b(?P<n>(?i:{NUMBER})) (?:points )?(?:out )?of (?:the |an? |possible |maximum |total |of )*(?P<m>\d\d)\b[^<;]{{0,30}}")),
    ("points", re.compile(rf"(?P<body>(?:<B\d+>(?:[\s,]|\band\b|\bboth\b)*)+|<T\d+>)(?: each)? (?:scored|got|received|was given|were given|earned)(?: \w+){{0,2}}? (?P<n>(?i:{NUMBER})) (?:\w+ )?points")),
)


def points_in(marked: Sequence[tuple[Sentence, Marked]], provider: Provider, topics: int) -> Value | None:
    """The points that a text gives the provider, with the most that there could be."""
    whole = {match[1] for _, marks in marked for match in re.finditer(r"of (?:the |an? |possible |maximum |total |of )*(\d\d)\b[\w ]{0,20}points", marks.text)}
    for rule, pattern in _POINTS:
        for sentence, marks in marked:
            for match in pattern.finditer(marks.text):
                bodies = marks.all("BT", match["body"])
                ours = any(token.kind == "T" if token.meant is None else token.meant.key == provider.key for token in bodies)
                if not ours or "point" not in sentence.plain or (topics > 1 and bodies[0].kind == "T"):
                    continue
                most = match.groupdict().get("m") or (next(iter(whole)) if len(whole) == 1 else None)
                text = f"{number(match['n'])} of {most}" if most else str(number(match["n"]))
                return Value(value=text, sentence=sentence.text, span=(marks.place(match.start()), marks.place(match.end("n"))), rule=rule)
    return None
