"""A sentence with marks in place of what rules look for, so that one rule reads many wordings.

``Leeds PDU was rated as 'Good' for leadership`` becomes ``<B0> was rated as <R1> for <S2>``: B a body by name, T one
by reference ("the CRC"), P several ("both services"), O another kind of body, S a standard, G a group of standards,
R a band that is surely meant as one (in quotation marks, with a capital), W a band that may be an everyday word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.model.scale import Band
from ratings_cli.reading.text.vocabulary import ONLY_QUOTED, table, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.model.records import Provider
    from ratings_cli.reading.text.mentions import Mention

_MARK = re.compile(r"<([BTPOSGRW])\d+>")


class Token(NamedTuple):
    """What a mark stands for: where in the sentence, and the band, provider, names or words."""

    kind: str
    start: int
    end: int
    meant: Any = None


class Marked(NamedTuple):
    """A sentence with marks, what each stands for, and where marked and plain text part."""

    text: str
    tokens: dict[str, Token]
    starts: tuple[tuple[int, int], ...]

    def all(self, kinds: str, part: str | None = None) -> list[Token]:
        """What the marks of some kinds stand for, in a part of the text or in all of it."""
        found = _MARK.finditer(self.text if part is None else part)
        return [self.tokens[match[0]] for match in found if match[1] in kinds]

    def place(self, at: int, *, closed: bool = False) -> int:
        """Where in the sentence a place of the marked text is, behind a quotation mark that closes there if wanted."""
        marked, original = max(pair for pair in self.starts if pair[0] <= at)
        return original + at - marked + (closed and self.text[at : at + 1] in {"'", '"'})


def mark(text: str, mentions: Sequence[Mention], topics: Sequence[Provider]) -> Marked:
    """Put marks into a sentence of plain signs; where two would overlap, the first kind below stays."""
    taken: list[Token] = []
    for token in _tokens(text, mentions, topics):
        if all(token.end <= other.start or other.end <= token.start for other in taken):
            taken.append(token)
    marked, reached, tokens, starts = "", 0, {}, [(0, 0)]
    for number, token in enumerate(sorted(taken, key=lambda token: token.start)):
        sign = f"<{token.kind}{number}>"
        marked += text[reached : token.start]
        starts += [(len(marked), token.start), (len(marked) + len(sign), token.end)]
        marked += sign
        tokens[sign], reached = token, token.end
    return Marked(marked + text[reached:], tokens, tuple(starts))


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
    for phrase, names in table("standards").items():
        for match in re.finditer(rf"(?<![\w-])(?:{phrase})(?![\w-])", text, re.IGNORECASE):
            if not (match[0].casefold().startswith("assess") and word("no_standard").search(text[: match.start()])):
                yield Token("S", *match.span(), tuple(names))
    for kind, name in (("T", "that_body"), ("P", "probation_services"), ("P", "several")):
        yield from (Token(kind, *match.span()) for match in word(name).finditer(text))


def _bands(text: str) -> Iterator[Token]:
    """The bands of a sentence; an adjective of something else ("good leadership") is none."""
    words = re.findall(r"[A-Za-z]{3,}", text)
    is_headline = sum(spelled[0].isupper() for spelled in words) > 0.6 * len(words)
    for name, pattern in table("bands").items():
        band = Band(name)
        for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text, re.IGNORECASE):
            before, after, has_capital = text[: match.start()], text[match.end() :], match[0][0].isupper()
            closed = re.match(r"[.,]?['\"]", after) or (has_capital and before[-2:-1] == " ")
            quoted = before.endswith(("'", '"')) and bool(closed)
            begins = not before.strip() or re.search(r"[.:?!]['\"]?\s*['\"]?$", before)
            requires = band is Band.REQUIRES_IMPROVEMENT
            goes_on = bool(word("goes_on").match(after))
            sure = (quoted and (goes_on or requires)) or (has_capital and not begins and not is_headline)
            if (goes_on or requires) and (quoted or match[0].casefold() not in ONLY_QUOTED):
                yield Token("R" if sure else "W", *match.span(), band)
