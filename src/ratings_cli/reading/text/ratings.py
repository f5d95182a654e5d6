"""Which band a sentence gives to which body or standard, and what shows that none is given.

A sentence first gets marks in place of what rules look for, so that one rule reads many wordings.
``Leeds PDU was rated as 'Good' for leadership`` becomes ``<B0> was rated as <R1> for <S2>``: B a body by name, T one
by reference ("the CRC"), P several ("both services"), O another kind of body, S a standard, G a group of standards,
R a band that is surely meant as one (in quotation marks, with a capital), W a band that may be an everyday word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.model.scale import Band
from ratings_cli.reading.text import ONLY_QUOTED, Rule, number, rules, table, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.model.records import Provider
    from ratings_cli.reading.text.mentions import Mention

_SCALE = 3  # bands that explain the scale
_MARK = re.compile(r"<([BTPOSGRW])\d+>")


class Token(NamedTuple):
    """What a mark stands for: where in the sentence, and the band, provider, names or words."""

    kind: str
    start: int
    end: int
    meant: Any = None


class Marked(NamedTuple):
    """A sentence with marks, and what each stands for, in the order in which they stand."""

    text: str
    tokens: dict[str, Token]

    def all(self, kinds: str, part: str | None = None) -> list[Token]:
        """What the marks of some kinds stand for, in a part of the text or in all of it."""
        found = _MARK.finditer(self.text if part is None else part)
        return [self.tokens[match[0]] for match in found if match[1] in kinds]

    def place(self, at: int, *, closed: bool = False) -> int:
        """Where in the sentence a place of the marked text is, behind a quotation mark that closes there if wanted."""
        ahead = [(sign, token) for sign, token in self.tokens.items() if self.text.index(sign) < at]
        moved = sum(token.end - token.start - len(sign) for sign, token in ahead)
        return at + moved + (closed and self.text[at : at + 1] in {"'", '"'})


def mark(text: str, mentions: Sequence[Mention], topics: Sequence[Provider]) -> Marked:
    """Put marks into a sentence of plain signs; where two would overlap, the first kind below stays."""
    taken: list[Token] = []
    for token in _tokens(text, mentions, topics):
        if all(token.end <= other.start or other.end <= token.start for other in taken):
            taken.append(token)
    marked, reached, tokens = "", 0, {}
    for place, token in enumerate(sorted(taken, key=lambda token: token.start)):
        sign = f"<{token.kind}{place}>"
        marked += text[reached : token.start] + sign
        tokens[sign], reached = token, token.end
    return Marked(marked + text[reached:], tokens)


def _tokens(text: str, mentions: Sequence[Mention], topics: Sequence[Provider]) -> Iterator[Token]:
    ours = {provider.key for provider in topics}
    for mention in mentions:
        meant = [provider for provider in mention.providers if provider.key in ours]
        if mention.sure or (len(meant) == 1 and mention.rank != 1):
            service = word("probation_service").match(text, mention.end)
            yield Token("B", mention.start, service.end() if service else mention.end, (meant or mention.providers)[0])
    for kind, name in (("O", "another_body"), ("G", "group")):
        yield from (Token(kind, *match.span(), match[0]) for match in word(name).finditer(text))
    yield from _bands(text)
    for phrase, names in table()["standards"].items():
        for match in re.finditer(rf"(?<![\w-])(?:{phrase})(?![\w-])", text, re.IGNORECASE):
            yield Token("S", *match.span(), tuple(names))
    for kind, name in (("T", "that_body"), ("P", "probation_services"), ("P", "several")):
        yield from (Token(kind, *match.span()) for match in word(name).finditer(text))


def _bands(text: str) -> Iterator[Token]:
    """The bands of a sentence; an adjective of something else ("good leadership") is none."""
    words = re.findall(r"[A-Za-z]{3,}", text)
    is_headline = sum(spelled[0].isupper() for spelled in words) > 0.6 * len(words)
    for name, pattern in table()["bands"].items():
        band = Band(name)
        for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text, re.IGNORECASE):
            before, after, has_capital = text[: match.start()], text[match.end() :], match[0][0].isupper()
            quoted = before.endswith(("'", '"')) and bool(re.match(r"[.,]?['\"]", after))
            begins = re.search(r"(?:^\s*|[.:?!]['\"]?\s*)['\"]?$", before) and not word("ratings_follow").match(after)
            requires = band is Band.REQUIRES_IMPROVEMENT
            goes_on = bool(word("goes_on").match(after))
            is_label = re.search(r"[:|-] ['\"]?$", before) and re.match(r"['\"]?(?:[.| ]*$| overall| \(| \|)", after)
            spelled = has_capital and (bool(is_label) or not (begins or is_headline))
            overall = requires and (word("overall_before").search(before) or after.startswith(" overall"))
            sure = spelled or overall or (quoted and (goes_on or requires))
            if (goes_on or requires) and (quoted or match[0].casefold() not in ONLY_QUOTED):
                yield Token("R" if sure else "W", *match.span(), band)


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
    counted = word("number", r"\b{} (?:\w+ ){0,2}?«parts»").search(marked.text) or "<S" in marked.text
    is_scale = len({token.meant for token in bands}) >= _SCALE and not counted and len(marked.all("B")) < _SCALE
    if not bands or is_scale or ("|" in marked.text and len(bands) > 1):
        return
    used, found = set[str](), list[Found]()
    for kind in () if "respectively" in marked.text else ("tally", "group", "standard", "overall"):
        for rule in rules(kind):
            for match in rule.pattern.finditer(marked.text):
                if match["band"] not in used:
                    found += _of(kind, rule, match, marked, used)
    signs = [s for s in marked.tokens if s not in used and not word("beside").search(marked.text.partition(s)[0])]
    unread = [marked.tokens[sign] for sign in signs if sign.startswith("<R")]
    for each in found:
        others = [token.meant.value for token in unread if token.meant is not each.band and "<S" not in marked.text]
        also = f"the sentence also says {others[0]}" if others and "overall" not in each.rule else None
        yield each._replace(doubt=each.doubt or also) if each.what == "overall" else each
    for token in unread:
        yield Found("left out", token.meant, token.start, token.end, "unread", doubt="no wording that is known")


def _of(what: str, rule: Rule, match: re.Match[str], marked: Marked, used: set[str]) -> Iterator[Found]:
    sign, after = match["band"], match.end("band")
    token, place, groups, text = marked.tokens[sign], marked.place, match.groupdict(), marked.text
    span = place(match.start()), place(after, closed=True)
    reason = _why_none(what, match, marked, rule)
    if reason and what == "overall":
        used.add(sign)
        yield Found("left out", token.meant, *span, rule.name, doubt=reason)
    if reason is not None:
        return
    used |= {sign, *(band[0] for band in _MARK.finditer(groups.get("aside") or ""))}
    about = tuple(marked.all("BTPSG", groups.get("list") or groups.get("body") or ""))
    everyday = rule.name == "body-requires" and token.kind == "W"
    found = Found(what, token.meant, *span, rule.name, about, doubt="in everyday words" if everyday else None)
    if what == "tally":
        found = _tally(match, text, found)
    yield found
    yield from _also(what, found, match.end(), marked)
    follows = {"standard": "ellipsis", "tally": "tally_more", "overall": "body_more"}.get(what)
    while follows and (more := word(follows).match(text, after)) and more["band"] not in used:
        if _why_none(what, more, marked):
            return
        used.add(more["band"])
        after, start = more.end(), place(more.start("n" if what == "tally" else "list"))
        found = found._replace(band=marked.tokens[more["band"]].meant, start=start, end=place(after, closed=True))
        names = tuple(marked.all("SB", more.groupdict().get("list") or ""))
        yield found._replace(about=names) if names else found._replace(number=number(more["n"]))
        yield from _also(what, found, after, marked)


def _also(what: str, found: Found, after: int, marked: Marked) -> Iterator[Found]:
    """The standards that are named behind a tally or a band: "two 'Inadequate' (planning and court work)"."""
    rule = {"standard": "as_does", "tally": "tally_names", "overall": "overall_names"}.get(what)
    if rule and (listed := word(rule).match(marked.text, after)):
        names, end = tuple(marked.all("S", listed["list"])), marked.place(listed.end())
        yield Found("standard", found.band, found.start, end, rule.replace("_", "-"), names)


def _tally(match: re.Match[str], text: str, found: Found) -> Found:
    """How many standards got the band, and of how many."""
    groups = match.groupdict()
    whole = word("number", r"\b({}) (?:\w+ ){0,2}?«parts»").search(text, 0, match.start())
    total = number(groups["m"]) if groups.get("m") else number(whole[1]) if whole else None
    count = number(groups["n"]) if groups.get("n") else (total or 0) // 2
    told = total or found.rule in {"n-more", "the-other-n", "rated-n"}
    return found._replace(number=count, total=total, doubt=None if told else "of how many is not said")


def _why_none(what: str, match: re.Match[str], marked: Marked, rule: Rule | None = None) -> str | None:
    """Why no rating is given here now, to this body; nothing to say where praise or a part of the work is meant."""
    text = re.sub(r"<T\d+>", lambda sign: "it".ljust(len(sign[0]), "_"), marked.text)  # as long as the mark
    at, after = match.start("band"), match.end("band")
    clauses = [found.end() for found in word("clause").finditer(text, 0, at)]
    before = text[max((end for end in clauses if end <= match.start()), default=0) : at]
    before = before.replace(match.groupdict().get("aside") or "", "")
    before, behind = (word("inspected_in").sub("", part) for part in (before, word("clause").split(text[after:], 1)[0]))
    said = word("reported").sub(r"\1", word("first_to_be").sub("", before))
    parts = {
        "all": text,
        "before the wording": marked.text[: match.start()],
        "after the wording": marked.text[match.end() :],
        "until the band": text[:at],
        "after the band": text[after:],
        "the clause until it": said,
        "the clause after it": behind,
    }
    if rule:
        body, begins = match.start("body") if match.groupdict().get("body") else -1, match.start()
        if body == begins or (body > 0 and rule.name == "overall-rating"):
            parts["the body"] = f"{marked.text[:body]}¦{marked.text[body:]}"
        token, standards = marked.tokens[match["band"]], marked.all("S", match.groupdict().get("list") or "")
        said = f"{rule.name} {token.kind} {token.meant.value} [{', '.join(n for s in standards for n in s.meant)}]"
        parts["the wording"] = f"{said} {marked.text[:begins]}¦{match[0]}"
    reasons = (reason for reason in table()["reasons"] if what in reason.get("values", what))
    found = (r for r in reasons if word(r["word"], r.get("around", "{}")).search(parts.get(r["part"], "")))
    return next((reason.get("says", "") for reason in found), None)
