"""A sentence with marks in place of what rules look for, so that one rule reads many wordings.

``Leeds PDU was rated as 'Good' for leadership`` becomes ``<B0> was rated as <R0> for <S0>``: B a body by name, T one
by reference ("the CRC"), P several ("both services"), O another body, S a standard, G a group of standards, R a band
that is surely meant as one (in quotation marks, with a capital), W a band that may be an everyday word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.model.scale import Band
from ratings_cli.reading.text.vocabulary import BAND, BANDS, NUMBER, ONLY_QUOTED, OTHER_BODIES, PARTS, STANDARDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.model.records import Provider
    from ratings_cli.reading.text.mentions import Mention

_BODY = r"(?:CRC|NPS|PDU|division|region|organi[sz]ation|company|unit|provider|(?:probation )?service)"
_KIND = r"(?:(?:probation|county's|local|private|privately[- ]run|public|regional|whole|same|entire|new) ){0,2}"
_TAIL = (
    r"(?:'s probation services?)?(?: \([^)]{1,40}\))?"
    r"(?: for (?:(?:some|around|about|nearly|almost|more than|over) )?(?:[\d,]+ |(?:high|low|medium)[\w-]* (?:and [\w-]+ )?)[\w-]+)?"
    r"(?: (?:that|which) (?:looks after|supervises|manages|serves|covers|runs)[^<,;.'\"]{0,40}?(?:offenders|people))?"
    r"(?: (?:in|for|across|of|covering|serving) (?:the )?(?:[A-Z][\w'-]+|of|and|,|&|the|east|west|north|south|northern|southern|eastern|western)"
    r"(?:[ ,]+(?:[A-Z][\w'-]+|of|and|&|the|east|west|north|south|England))*)?(?<!,)(?<! and)"
)
_THAT = re.compile(rf"\b(?:the|this|that|an?|[a-z]+'s|The|This|That|An?|[A-Z]\w+'s) {_KIND}{_BODY}\b{_TAIL}|\b[Ii]t(?= (?:is|was|has|had|got)\b)")
_PLURAL = re.compile(
    rf"(?i)\b(?:(?:both|all (?:three|four|five|six)|each)(?: (?:of )?(?:the )?(?:\w+ )?{_KIND}(?:services|PDUs|units|CRCs|divisions)\b"
    rf"|(?= (?:is|are|was|were|has|have|had|been|got|received|rated|given)\b)))"
)
_SERVICES = re.compile(rf"\b[Pp]robation services\b{_TAIL}")
_OTHER = re.compile(rf"(?i)\b(?:{OTHER_BODIES})")
_GROUP = re.compile(rf"(?i)\b(?:all|every one) (?:of )?(?:the |its |our |their |these )?(?:{NUMBER}) (?:of (?:the|its|our|their|these) )?(?:[\w-]+ ){{0,3}}?(?:{PARTS}|[a-z]{{4,}}$)")
_STANDARD = re.compile("|".join(rf"(?P<s{place}>(?<![\w-])(?:{phrase})(?![\w-]))" for place, phrase in enumerate(STANDARDS)), re.IGNORECASE)
_NO_STANDARD = re.compile(r"(?i)\b(?:overall|lowest|highest|risks?|needs?|initial|first|their|his|her)\s$")
_GOES_ON = re.compile(
    r"^['\")]*(?:[.,;:!?)-]|$|\s+(?:-|ratings?|grades?|overall|by|for|in|on|at|after|following|and|or|but|with|from|today|despite|when|"
    r"because|as|last|again|one|ones|assessment|in|were|was|is|to|across|while|among|this|mark|score)\b)"
)
MARK = re.compile(r"<([BTPOSGRW])(\d+)>")


class Token(NamedTuple):
    """What a mark stands for: where in the sentence, and the band, providers, names or words."""

    kind: str
    start: int
    end: int
    meant: Any


class Marked(NamedTuple):
    """A sentence with marks, and what each stands for."""

    text: str
    tokens: dict[str, Token]
    starts: tuple[tuple[int, int], ...]

    def token(self, mark: str) -> Token:
        """What a mark stands for, such as ``<R0>``."""
        return self.tokens[mark]

    def all(self, kind: str, part: str) -> list[Token]:
        """What the marks of a kind in a part of the text stand for."""
        return [self.tokens[match[0]] for match in MARK.finditer(part) if match[1] in kind]

    def place(self, at: int) -> int:
        """Where in the sentence a place of the marked text is."""
        marked, original = max(pair for pair in self.starts if pair[0] <= at)
        return original + at - marked


def mark(text: str, mentions: Sequence[Mention], topics: Sequence[Provider]) -> Marked:
    """Put marks into a sentence of plain signs."""
    taken: list[Token] = []
    for token in _tokens(text, mentions, topics):
        if all(token.end <= other.start or other.end <= token.start for other in taken):
            taken.append(token)
    parts, tokens, starts, reached, length = [], {}, [(0, 0)], 0, 0
    for number, token in enumerate(sorted(taken, key=lambda token: token.start)):
        sign = f"<{token.kind}{number}>"
        parts += [text[reached : token.start], sign]
        length += token.start - reached
        starts += [(length, token.start), (length + len(sign), token.end)]
        length += len(sign)
        tokens[sign], reached = token, token.end
    return Marked("".join(parts) + text[reached:], tokens, tuple(starts))


def _tokens(text: str, mentions: Sequence[Mention], topics: Sequence[Provider]) -> Iterator[Token]:
    keys = {provider.key: provider for provider in topics}
    for mention in mentions:
        meant = [provider for provider in mention.providers if provider.key in keys]
        if mention.sure or (len(meant) == 1 and not mention.by_area):
            yield Token("B", *_with_possessive(text, mention.start, mention.end), (meant or list(mention.providers))[0])
    yield from (Token("O", *match.span(), match[0]) for match in _OTHER.finditer(text))
    yield from (Token("G", *match.span(), match[0]) for match in _GROUP.finditer(text))
    yield from _bands(text)
    for match in _STANDARD.finditer(text):
        if match[0].casefold().startswith("assess") and _NO_STANDARD.search(text[: match.start()]):
            continue
        yield Token("S", *match.span(), list(STANDARDS.values())[int((match.lastgroup or "s0")[1:])])
    yield from (Token("T", *match.span(), None) for match in _THAT.finditer(text))
    yield from (Token("P", *match.span(), None) for pattern in (_SERVICES, _PLURAL) for match in pattern.finditer(text))


def _with_possessive(text: str, start: int, end: int) -> tuple[int, int]:
    after = re.match(r"(?:'s?)? probation services?\b", text[end:])
    return start, end + (after.end() if after else 0)


def _bands(text: str) -> Iterator[Token]:
    words = re.findall(r"[A-Za-z]{3,}", text)
    is_headline = sum(word[0].isupper() for word in words) > 0.6 * len(words)  # noqa: PLR2004 - in Title Case
    for match in BAND.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        band = next(band for words, band in BANDS.items() if re.fullmatch(words, match[0], re.IGNORECASE))
        opened = before.endswith(("'", '"'))
        quoted = opened and (re.match(r"[.,]?['\"]", after) is not None or (match[0][0].isupper() and before[-2:-1] == " "))
        capital = match[0][0].isupper() and before.strip() != "" and not is_headline and not re.search(r"[.:?!]['\"]?\s*['\"]?$", before)
        if match[0].casefold() in ONLY_QUOTED and not quoted:
            continue
        kind = "R" if quoted or capital else "W"
        if kind == "W" and band is not Band.REQUIRES_IMPROVEMENT and not _GOES_ON.match(after):
            continue  # "good leadership" is praise
        if kind == "R" and not quoted and not _GOES_ON.match(after):
            continue
        yield Token(kind, match.start(), match.end(), band)
