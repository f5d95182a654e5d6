"""A text with tables: what a post is before a format writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from ratings_cli.views.cells import Table


class Span(NamedTuple):
    """Some words of a paragraph: plain, strong, or with an address that they lead to."""

    text: str
    strong: bool = False
    url: str | None = None


Paragraph: TypeAlias = tuple[Span, ...]


class Picture(NamedTuple):
    """A picture in a file of its own, and what it shows in words."""

    path: str
    text: str


Block: TypeAlias = "Paragraph | Table | Picture"


@dataclass(frozen=True, slots=True)
class Article:
    """A headline, the paragraphs and tables below it, and what it says of itself at the end.

    Args:
        headline: the headline.
        blocks: paragraphs, tables and pictures in their order.
        credit: that it is unofficial, who gives the ratings, and what their licence asks to be said.
        date: the day of the reports, as exactly as it is known; empty where it is not.
        tags: what it is filed under.
    """

    headline: str
    blocks: tuple[Block, ...]
    credit: str
    date: str = ""
    tags: tuple[str, ...] = ()


def strong(text: str) -> Span:
    """Words in bold: what a paragraph finds."""
    return Span(text, strong=True)


def paragraph(*parts: str | Span | None) -> Paragraph:
    """Sentences, and words within them, with a blank between any two; one that begins with a comma or stop follows."""
    spans: list[Span] = []
    for part in parts:
        span = Span(part) if isinstance(part, str) else part
        if span is None or not span.text:
            continue
        if spans and span.text[0] not in ",.:;":
            spans.append(Span(" "))
        spans.append(span)
    return tuple(spans)
