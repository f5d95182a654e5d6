"""Which band a sentence gives to which body or standard: rules with names, and what shows that none is given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.scale import Band
from ratings_cli.reading.text.marking import MARK
from ratings_cli.reading.text.vocabulary import (
    BESIDE_A_BAND,
    CASE_WORDS,
    CUES,
    FILLERS,
    FIRST_TO_BE,
    LOWEST,
    NOT_NOW,
    NOT_SO,
    NOT_YET,
    NUMBER,
    PARTS,
    RATING,
    number,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ratings_cli.reading.text.marking import Marked, Token

_FILL = rf"(?:[\s,*()'\"\[\]-]|\b(?i:{FILLERS})\b)*"
_CUE = rf"\b(?i:{CUES})\b"
_ANY = r"(?P<band><[RW]\d+>)"
_SURE = r"(?P<band><R\d+>)"
_BODY = r"(?P<body><[BTP]\d+>(?:(?:[\s,]|\band\b|\bboth\b)*<B\d+>)*)"
_LIST = r"(?P<list>(?:<S\d+>(?:[\s,'\"&-]|\b(?:and|its|their|the|of|these|those|cases|as|well|both|work)\b)*)+)"


class Rule(NamedTuple):
    """A wording in which a band is given.

    Args:
        name: what --explain calls it.
        pattern: the wording, in marks.
        example: a sentence that it reads.
    """

    name: str
    pattern: re.Pattern[str]
    example: str


def _rule(name: str, pattern: str, example: str) -> Rule:
    return Rule(name, re.compile(pattern), example)


OVERALL = (
    _rule(
        "overall-rating",
        rf"(?:<[BT]\d+>'?s? )?\b(?i:overall) (?:\w+ )?(?i:{RATING}|performance)s?\b[^<;]{{0,90}}(?:{_BODY}[^<;]{{0,40}})?{_ANY}",
        "Leeds PDU has been given an overall rating of 'Good'",
    ),
    _rule("overall-band", rf"\b(?i:overall)(?: rating of)?,?['\" ]*{_ANY}['\"]* (?i:{RATING})", "it has an overall 'Good' rating"),
    _rule(
        "band-overall",
        rf"(?:{_CUE}{_FILL}{_ANY}['\",]* overall\b|{_CUE} overall (?:as )?['\"]?{_ANY.replace('band', 'band2')})",
        "Leeds PDU was rated 'Good' overall",
    ),
    _rule("overall-comma", rf"\b(?i:overall),? (?:{_FILL}){_BODY}{_FILL}(?:{_CUE}{_FILL})?{_SURE}", "Overall, inspectors said Leeds PDU 'requires improvement'"),
    _rule("band-is-overall", rf"{_SURE}['\")]* (?:is|was) (?:the|its|their) (?i:overall) (?:\w+ )?(?i:{RATING})", "'Good' is the overall rating of Leeds PDU"),
    _rule("label", rf"^(?i:overall(?: rating| judgement| grade)?)\s*[:|-]\s*['\"]?{_ANY}['\".| ]*$", "Overall rating: Good"),
    _rule("body-rated", rf"{_BODY}{_FILL}{_CUE}{_FILL}{_ANY}", "Leeds PDU was rated as 'Good' by inspectors"),
    _rule("rated-body", rf"{_CUE}{_FILL}{_BODY}{_FILL}{_ANY}", "Inspectors assessed Leeds PDU as 'Good'"),
    _rule("band-to-body", rf"{_SURE}['\")]*{_FILL}(?:went|goes|given|awarded)? ?to {_BODY}", "The lowest rating ('Inadequate') went to Leeds PDU"),
    _rule("rating-of-body", rf"\b(?i:the|an?) rating (?:of|for) {_BODY}[^<;]{{0,50}}\bis['\" ]*{_ANY}", "the rating of Leeds PDU is 'Good'"),
    _rule("band-is-rating", rf"{_SURE}['\")]* (?:is|was) (?:the|its) rating\b", "'Good' is the rating of Leeds PDU"),
    _rule("body-has-rating", rf"{_BODY}[^<;,]{{0,40}}\b(?:have|has) (?:the |an? )(?:\w+ )?rating(?: of)?['\" ]*{_SURE}", "probation services in Leeds have the rating 'inadequate'"),
    _rule("rises-to", rf"{_BODY}{_FILL}(?:improved|risen|rose|moved|gone|upgraded|downgraded|fallen|fell|dropped|slipped)(?: from (?:an? )?['\"]*<[RW]\d+>['\"]*)?,? to ['\"]*{_SURE}", "Leeds PDU fell from 'Good' to 'Inadequate'"),
    _rule("body-is", rf"{_BODY}(?:,? (?:which )?(?:is|are|was|were|still|now))*['\" ]*{_SURE}", "Leeds PDU is 'Inadequate'"),
    _rule("body-requires", rf"{_BODY}(?P<band><W\d+>)", "The CRC requires improvement, inspectors say"),
)
"""In the order of their weight: what is called overall first."""

STANDARDS_RATED = (
    _rule("standard-rated", rf"{_LIST}{_FILL}{_CUE}{_FILL}(?:{LOWEST})?['\" ]*{_ANY}", "Leadership was rated 'Good'"),
    _rule("rated-standard", rf"{_CUE}{_FILL}{_LIST}{_FILL}{_ANY}", "Inspectors rated leadership and staffing as 'Good'"),
    _rule("standard-lowest", rf"{_LIST}{_FILL}{LOWEST}['\" ]*{_ANY}", "Through the Gate - the lowest rating of 'inadequate'"),
    _rule("band-for-standard", rf"{_ANY}(?:['\")]| ratings?| grades?)*(?: (?:was|were)? ?(?:given|awarded))? (?:for|on|in) (?:both |its |their |the |all )*['\"]*{_LIST}", "it was rated 'Good' for leadership"),
    _rule("standard-is", rf"{_LIST}{_FILL}(?:(?:is|are|was|were|remains?)\b|found to be|in a way that was){_FILL}{_ANY}", "Through the Gate was found to be inadequate"),
    _rule("standard-managed", rf"{_LIST}(?:is|was|are|were) managed in a way that (?:is|was) {_ANY}", "facilities were managed in a way that was outstanding"),
    _rule("standard-requires", rf"{_LIST}{_FILL}(?P<band><[RW]\d+>)", "Delivery of unpaid work requires improvement"),
    _rule("label", rf"^[\d. |]*{_LIST}\s*[:|-]\s*['\"]?{_ANY}['\".| ]*$", "Leadership: Good"),
)
GROUPS_RATED = (
    _rule("group-rated", rf"(?P<list><G\d+>){_FILL}(?:{_CUE}|is|was|are|were){_FILL}(?:{LOWEST})?['\" ]*{_ANY}", "all four aspects are rated 'Inadequate'"),
    _rule("band-on-group", rf"{_ANY}(?:['\")]| ratings?)* (?:on|in|for|across) (?P<list><G\d+>)", "'Inadequate' on all five case standards"),
)
TALLIES = (
    _rule("n-of-m", rf"\b(?P<n>(?i:{NUMBER})) (?:out )?of (?:the |its |our |a possible )?(?P<m>(?i:{NUMBER})) (?:\w+ ){{0,2}}?{PARTS}{_FILL}(?:{_CUE}{_FILL})?{_ANY}", "eight of the nine standards were rated 'Inadequate'"),
    _rule("band-on-n-of-m", rf"{_ANY}(?:['\")]| ratings?)* (?:on|in|for|across) (?P<n>(?i:{NUMBER})) (?:out )?of (?:the |its |our )?(?P<m>(?i:{NUMBER})) (?:\w+ ){{0,2}}?{PARTS}", "'Inadequate' ratings on eight out of nine standards"),
    _rule("half", rf"\b(?P<half>half)\b{_FILL}(?:{_CUE}{_FILL})?{_ANY}", "Of ten aspects half were rated 'Good'"),
    _rule("n-of-them", rf"\b(?P<n>(?i:{NUMBER})) of (?:them|these|those)\b{_FILL}(?:{_CUE}{_FILL})?{_ANY}", "nine parts were rated: two of them good"),
    _rule("n-more", rf"{_CUE}{_FILL}{_ANY}['\"]*{_FILL}(?P<n>(?i:{NUMBER})) (?:more|other|further) {PARTS}", "Marked as requires improvement were five more parts"),
)
_AFTER_TALLY = re.compile(rf"['\"]*(?:[,:(-]|\bincluding\b|\bnamely\b|\s)*{_LIST}")
_ELLIPSIS = re.compile(rf"(?:['\" ,]|\bratings?\b|\bone\b)*(?:and|while|but|;)\s+(?:for )?(?:the |its )?{_LIST}(?:[\s'\"]|\b(?:an?|was|were|as|rated)\b)*{_ANY}")
_CLAUSE = re.compile(r";|\s-\s|:\s|,\s+(?:but|while|whereas|although|though|yet|with|which|where|when|despite|after|having|compared|as)\b")
_COUNTED = re.compile(
    rf"(?i)\b(?:{NUMBER}|several|many|most|some|few|others?|\d+ per cent)\s+(?:more\s+|other\s+)?(?:(?:of|in) (?:the |these |those |all |its )?(?:[\w-]+ ){{0,4}})?"
    rf"(?:(?:CRCs?|PDUs?|NPS|services|divisions|regions|units|companies|providers|areas)\b[\w ]{{0,30}})?(?:(?:have|has|had|we|are|were|was|been|being|is) )*(?:{CUES}|as)?(?: as)?\s*['\"]*$"
)
_LIMIT = re.compile(r"^(?:['\")]| ratings?| grades?)* (?:in|on|for|across|with|at|over) (?!(?:an?|the|its|this|their) (?:\w+ )?(?:reports?|inspections?|county|region|area|year)|<[BT]|[A-Z0-9(]|today|overall|now)")
_YEAR = re.compile(r"(?i)\b(?:in|since|of|by|during) (?:\w+ )?(?:19|20)\d\d\b")
_INSPECTED_IN = re.compile(r"(?i)\b(?:inspect\w*|fieldwork|visit\w*|published|report)\b(?: \w+){0,4}? (?:in|of|from|on) (?:\d+ )?(?:\w+ )?(?:19|20)\d\d")


class Found(NamedTuple):
    """A band that a sentence gives: to bodies, to standards, or to a number of them."""

    what: str
    band: Band
    start: int
    end: int
    rule: str
    about: tuple[Token, ...] = ()
    count: int | None = None
    total: int | None = None
    doubt: str | None = None


def found_in(marked: Marked) -> Iterator[Found]:
    """Every band that a sentence gives, standards and tallies before the body, each band once."""
    if len({token.meant for token in marked.all("RW", marked.text)}) >= _SCALE and "<S" not in marked.text:
        return  # the four bands in a row explain the scale
    if "respectively" in marked.text and (token := next(iter(marked.all("RW", marked.text)), None)):
        yield Found("left out", token.meant, token.start, token.end, "respectively", doubt="whose band is which is not said for sure")
        return
    used: set[str] = set()
    for what, rules in (("tally", TALLIES), ("group", GROUPS_RATED), ("standard", STANDARDS_RATED), ("overall", OVERALL)):
        for rule in rules:
            for match in rule.pattern.finditer(marked.text):
                yield from _of(what, rule, match, marked, used)


_SCALE = 3
_SHARE = re.compile(
    r"(?i)per cent|%|\b(?:half|third|quarter|majority|most|some|many|few\w*|proportion|number|\d+) of (?:the |these )?\w* ?cases"
)


def _of(what: str, rule: Rule, match: re.Match[str], marked: Marked, used: set[str]) -> Iterator[Found]:
    groups = match.groupdict()
    name = next(key for key in ("band", "band2") if groups.get(key))
    sign, at, after = match[name], match.start(name), match.end(name)
    token = marked.token(sign)
    if sign in used:
        return
    if reason := _no_rating(what, match.start(), at, after, marked):
        if what == "overall":
            used.add(sign)
            yield Found("left out", token.meant, marked.place(match.start()), marked.place(after), rule.name, doubt=reason)
        return
    if what == "overall" and (_LIMIT.match(marked.text[after:]) or not _means_all(rule, token)):
        return
    if what == "standard" and not _is_band(rule, token, marked, match):
        return
    used.add(sign)
    start, end = marked.place(match.start()), marked.place(after)
    about = tuple(marked.all("BTPSG", groups.get("list") or groups.get("body") or ""))
    if what == "tally":
        yield _tally(rule, match, marked, token, start, end)
        listed = _AFTER_TALLY.match(marked.text, match.end()) or None
        if listed:
            yield Found("standard", token.meant, start, marked.place(listed.end()), "tally-names", tuple(marked.all("S", listed["list"])))
        return
    doubt = "in everyday words, without a verb that rates" if rule.name == "body-requires" else None
    if what == "overall" and not about:
        about = tuple(marked.all("BTP", marked.text[:at]))[-1:]
    yield Found(what, token.meant, start, end, rule.name, about, doubt=doubt)
    while what == "standard" and (more := _ELLIPSIS.match(marked.text, after)) and more["band"] not in used:
        used.add(more["band"])
        after = more.end()
        band = marked.token(more["band"]).meant
        yield Found(what, band, marked.place(more.start("list")), marked.place(after), rule.name, tuple(marked.all("S", more["list"])))


def _tally(rule: Rule, match: re.Match[str], marked: Marked, token: Token, start: int, end: int) -> Found:
    groups = match.groupdict()
    whole = re.search(rf"(?i)\b({NUMBER}) (?:\w+ ){{0,2}}?{PARTS}", marked.text[: match.start()])
    total = number(groups["m"]) if groups.get("m") else number(whole[1]) if whole else None
    count = number(groups["n"]) if groups.get("n") else (total or 0) // 2
    doubt = None if total or rule.name == "n-more" else "of how many is not said"
    return Found("tally", token.meant, start, end, rule.name, (), count, total, doubt)


def _no_rating(what: str, start: int, at: int, after: int, marked: Marked) -> str | None:
    """Why the words around a band show that no rating is given now, to this body; None when they do not."""
    text = re.sub(r"<T(\d+)>", r"it #\1", marked.text)  # as long as the mark
    begin = max((match.end() for match in _CLAUSE.finditer(text, 0, at) if match.end() <= start), default=0)
    before = text[begin:at]
    closed = _CLAUSE.search(text, after)
    behind = text[after : closed.start() if closed else len(text)]
    said = re.sub(FIRST_TO_BE, "", before)
    either = re.search(r"<[RW]\d+>['\"]* or ['\"]*$", text[:at]) or re.match(r"['\"]* or ['\"]*<[RW]", text[after:])
    year = _YEAR.search(_INSPECTED_IN.sub("", before)) or re.match(r"['\")]* (?:in|since|until) (?:\w+ )?(?:19|20)\d\d\b", text[after:])
    reasons = (
        (BESIDE_A_BAND.search(text[:at]), "the band before, or one that is not reached"),
        (either, "one band or another"),
        (re.search(rf"(?i)\b(?:{NOT_NOW})\b", said + " | " + behind) or year, "an earlier rating"),
        (re.search(rf"(?i)\b(?:{NOT_SO})\b", said), "a rating that is not given"),
        (re.search(rf"(?i)\b(?:{NOT_YET})\b", said), "a plan, a wish or a guess"),
        (what != "group" and _SHARE.search(before + behind), "a share of cases"),
        (what != "standard" and "<O" in text[: after + 40], "another kind of service"),
        (what == "overall" and _COUNTED.search(re.sub(r"it #\d+", "", before)), "a number of services"),
    )
    return next((reason for found, reason in reasons if found), None)


def _means_all(rule: Rule, token: Token) -> bool:
    """Whether a weak band can be meant: everyday words need the word overall, or a verb that rates."""
    return token.kind == "R" or rule.name in {"overall-rating", "overall-band", "band-overall", "label", "body-rated", "rated-body", "rating-of-body", "body-requires"}


def _is_band(rule: Rule, token: Token, marked: Marked, match: re.Match[str]) -> bool:
    """Whether a band beside a standard is one, and no praise: "planning was good" rates nothing."""
    if token.kind == "R" or rule.name in {"standard-rated", "rated-standard", "standard-lowest", "label"}:
        return "found to be" not in match[0] or token.kind == "R" or not _usual(marked, match)
    if rule.name == "band-for-standard" or re.search(r"(?i)\b(?:our|we)\b", match[0]):
        return False
    return token.meant is not Band.GOOD and (token.meant is Band.REQUIRES_IMPROVEMENT or not _usual(marked, match))


def _usual(marked: Marked, match: re.Match[str]) -> bool:
    """Whether the standard's name is also an everyday word."""
    return any(CASE_WORDS.intersection(token.meant) for token in marked.all("S", match["list"]))


EXAMPLES = {rule: what for what, rules in (("overall", OVERALL), ("standard", STANDARDS_RATED), ("group", GROUPS_RATED), ("tally", TALLIES)) for rule in rules}
__all__ = ["EXAMPLES", "MARK", "Found", "found_in"]
