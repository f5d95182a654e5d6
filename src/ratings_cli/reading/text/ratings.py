"""Which band a sentence gives to which body or standard, and what shows that none is given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.scale import Band
from ratings_cli.reading.text.vocabulary import CASE_STANDARDS, Rule, number, rules, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ratings_cli.reading.text.marking import Marked, Token

_KINDS = ("tally", "group", "standard", "overall")
_SCALE = 3
"""So many bands in a sentence explain the scale, unless it names standards."""
_EVERYDAY = {"overall-rating", "overall-band", "band-overall", "rated-overall-as", "label", "body-rated", "rated-body"}
_EVERYDAY |= {"rating-of-body", "body-requires"}
"""Rules of whole bodies that have the word overall or a verb that rates, so that a band in everyday words is meant."""


class Found(NamedTuple):
    """A band that a sentence gives: to bodies, to standards, or to a number of them; or one that it does not give."""

    what: str
    band: Band
    start: int
    end: int
    rule: str
    about: tuple[Token, ...] = ()
    number: int | None = None
    total: int | None = None
    doubt: str | None = None


def found_in(marked: Marked) -> Iterator[Found]:
    """Every band that a sentence gives, standards and tallies before the body, each band once."""
    bands = marked.all("RW")
    if (
        not bands
        or ("|" in marked.text and len(bands) > 1)
        or (len({token.meant for token in bands}) >= _SCALE and "<S" not in marked.text)
    ):
        return
    if "respectively" in marked.text:
        reason = "whose band is which is not said for sure"
        yield Found("left out", bands[0].meant, bands[0].start, bands[0].end, "respectively", doubt=reason)
        return
    used: set[str] = set()
    for kind in _KINDS:
        for rule in rules(kind):
            for match in rule.pattern.finditer(marked.text):
                yield from _of(kind, rule, match, marked, used)


def _of(what: str, rule: Rule, match: re.Match[str], marked: Marked, used: set[str]) -> Iterator[Found]:
    sign, after = match["band"], match.end("band")
    token, place, groups = marked.tokens[sign], marked.place, match.groupdict()
    span = place(match.start()), place(after) + (marked.text[after : after + 1] in {"'", '"'})
    if sign in used:
        return
    if reason := _why_none(what, match.start(), match.start("band"), after, marked):
        if what == "overall":
            used.add(sign)
            yield Found("left out", token.meant, *span, rule.name, doubt=reason)
        return
    if what == "overall" and (word("limited").match(marked.text[after:]) or not _is_meant(rule, token, match)):
        return
    if what == "standard" and not _is_no_praise(rule, token, marked, match):
        return
    used.add(sign)
    about = tuple(marked.all("BTPSG", groups.get("list") or groups.get("body") or ""))
    if what == "tally":
        yield _tally(match, marked, Found("tally", token.meant, *span, rule.name))
        if listed := word("after_tally").match(marked.text, match.end()):
            names = tuple(marked.all("S", listed["list"]))
            yield Found("standard", token.meant, span[0], place(listed.end()), "tally-names", names)
        return
    yield Found(what, token.meant, *span, rule.name, about, doubt=_in_doubt(rule, token))
    while what == "standard" and (more := word("ellipsis").match(marked.text, after)) and more["band"] not in used:
        used.add(more["band"])
        after, names = more.end(), tuple(marked.all("S", more["list"]))
        yield Found(what, marked.tokens[more["band"]].meant, place(more.start("list")), place(after), rule.name, names)


def _in_doubt(rule: Rule, token: Token) -> str | None:
    everyday = rule.name == "body-requires" and token.kind == "W"
    return "in everyday words, without a verb that rates" if everyday else None


def _tally(match: re.Match[str], marked: Marked, found: Found) -> Found:
    """How many standards got the band, and of how many."""
    groups = match.groupdict()
    whole = word("number", r"\b({}) (?:\w+ ){0,2}?«parts»").search(marked.text, 0, match.start())
    total = number(groups["m"]) if groups.get("m") else number(whole[1]) if whole else None
    count = number(groups["n"]) if groups.get("n") else (total or 0) // 2
    doubt = None if total or found.rule == "n-more" else "of how many is not said"
    return found._replace(number=count, total=total, doubt=doubt)


def _why_none(what: str, start: int, at: int, after: int, marked: Marked) -> str | None:
    """Why the words around a band show that no rating is given now, to this body; None when they do not."""
    text = re.sub(r"<T(\d+)>", r"it #\1", marked.text)  # as long as the mark
    begin = max((match.end() for match in word("clause").finditer(text, 0, at) if match.end() <= start), default=0)
    before, closed = text[begin:at], word("clause").search(text, after)
    behind = text[after : closed.start() if closed else len(text)]
    said = word("reported").sub(r"\1", word("first_to_be").sub("", before))
    either = re.search(r"<[RW]\d+>['\"]* or ['\"]*$", text[:at]) or re.match(r"['\"]* or ['\"]*<[RW]", text[after:])
    dated = word("inspected_in")
    year = word("year").search(dated.sub("", before)) or word("year_behind").search(dated.sub("", behind))
    year = year or word("year_after").match(text, after)
    whole = r"\b(?:{})\b"
    reasons = (
        (word("beside").search(text[:at]), "the band before, or one that is not reached"),
        (either, "one band or another"),
        (word("not_now", whole).search(f"{said} | {behind}") or year, "an earlier rating"),
        (word("not_so", whole).search(said), "a rating that is not given"),
        (word("not_yet", whole).search(said), "a plan, a wish or a guess"),
        (what != "group" and word("share").search(before + behind), "a share of cases"),
        (word("doubted").search(text), "in doubt"),
        (word("others_say").search(said) or word("rated_by_others").search(behind), "somebody else says so"),
        (what != "standard" and "<O" in text[: after + _BESIDE], "another kind of service"),
        (what == "overall" and word("counted").search(re.sub(r"it #\d+", "", before)), "a number of services"),
    )
    return next((reason for found, reason in reasons if found), None)


_BESIDE = 40


def _is_meant(rule: Rule, token: Token, match: re.Match[str]) -> bool:
    """Whether the band of a body is meant as one: everyday words need the word overall, or a verb that rates."""
    if rule.name == "body-requires":
        return token.meant is Band.REQUIRES_IMPROVEMENT and "<P" not in match[0]
    return token.kind == "R" or rule.name in _EVERYDAY


def _is_no_praise(rule: Rule, token: Token, marked: Marked, match: re.Match[str]) -> bool:
    """Whether a band beside a standard is one, and no praise: "planning was good" rates nothing."""
    names = {name for standard in marked.all("S", match["list"]) for name in standard.meant}
    everyday = bool(CASE_STANDARDS & names)
    if re.search(r"(?i)\b(?:our|we)\b", match[0]) or (names == {"staff", "staffing"} and _ACTIVE.search(match[0])):
        return False
    if token.kind == "R" or rule.name == "label":
        return True
    if rule.name in {"standard-rated", "rated-standard", "standard-lowest"}:
        return "found to be" not in match[0] or not everyday
    if rule.name == "band-for-standard" or token.meant is Band.GOOD:
        return False
    return token.meant is Band.REQUIRES_IMPROVEMENT or not everyday


_ACTIVE = re.compile(r"(?i)^<S\d+> (?:also |all )?(?:rated|gave|graded|judged|marked|scored|said|assessed)\b")
