"""The draft of a post: what it is before a format writes it, and what it calls things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from ratings_cli.model import phrases
from ratings_cli.model.dates import say_limit
from ratings_cli.model.names import fold
from ratings_cli.model.phrases import figure, listed, number, some, verdict
from ratings_cli.model.scale import BANDS, Band

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from ratings_cli.league.post import Post
    from ratings_cli.league.report import Report
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League, Provider, ProviderKey
    from ratings_cli.views.cells import Table

T = TypeVar("T", bound="Standing | Report")
MOST_NAMED = 3
"""How many providers are named where others are only counted."""
_MOST_LEFT_OUT = 7
MOST_IN_A_ROW = 26
"""How many names stand in a row."""
MOST_ROWS = 25
"""How many rows a table may have in a post."""
_LONG = 40
_TENS = ("Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")


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


def paragraph(*parts: str | Span) -> Paragraph:
    """Sentences, and words within them, with a blank between any two; one that begins with a comma or stop follows."""
    spans: list[Span] = []
    for part in parts:
        span = Span(part) if isinstance(part, str) else part
        if spans and span.text and span.text[0] not in ",.:;":
            spans.append(Span(" "))
        spans += [span] if span.text else []
    return tuple(spans)


def called(provider: Provider) -> str:
    """The name; the short one where the name is long, or where the short one says more: ``NPS South West``."""
    short = provider.short
    return short if short and (len(provider.name) > _LONG or provider.name in short) else provider.name


def service(provider: Provider, league: League, room: int) -> str:
    """A provider with its kind, for a headline, which has no bare place: ``BeNCH CRC``, ``NPS South West``.

    Its short name stands for one that has more characters than there is `room` for.
    """
    name, kind = called(provider), league.kind or (league.name if league.name.isupper() else "")
    if not kind or fold(kind.split()[0]) in fold(name).split():
        return name
    return min(f"{provider.name} {kind}", f"{name} {kind}", key=lambda text: len(text) > room)


def figures(count: int) -> str:
    """A number that begins a sentence, in words up to ninety-nine."""
    tens, units = divmod(count, 10)
    if not 2 <= tens < 10:  # noqa: PLR2004 - the others are words already, or long ones
        return phrases.capital(number(count))
    return f"{_TENS[tens - 2]}{f'-{number(units)}' if units else ''}"


def standards_are(data: DataSet, found: Iterable[str], band: Band) -> str:
    """``leadership and staffing are good``, ``services require improvement``."""
    said = standard_names(data, found)
    several = " and " in said or (said.endswith("s") and not said.endswith("ss"))
    return f"{said} {verdict(band, 2 if several else 1)}"


def standard_names(data: DataSet, found: Iterable[str]) -> str:
    """What some standards are called in a sentence, in a row."""
    return listed([data.standard_phrases.get(name, name) for name in found])


def contradiction(report: Report) -> tuple[str, Band] | None:
    """A heading all of whose standards have one band that is below the overall one, or above an inadequate one."""
    overall = report.overall
    found = []
    for heading, bands in report.standards.items():
        (band, *others) = set(bands.values()) or {None}
        differs = overall and band and (band.score < overall.score or (band is not overall is Band.INADEQUATE))
        if heading and band and differs and not others and len(bands) > 1:
            found.append((heading, band))
    return min(found, key=lambda item: item[1].score, default=None)


def by_band(items: Iterable[T]) -> dict[Band, list[T]]:
    """Who has which band, best first."""
    listed = [*items]
    found = {band: [item for item in listed if item.overall is band] for band in BANDS}
    return {band: those for band, those in found.items() if those}


def how_many_are(groups: Mapping[Band, Sequence[object]]) -> str:
    """``two are good and one requires improvement``."""
    return listed([f"{figure(len(found))} {verdict(band, len(found))}" for band, found in groups.items()])


def provider_names(items: Sequence[Standing | Report]) -> str:
    """The names of providers in a row; of very many the first, and how many more there are."""
    return some([item.provider.name for item in items], MOST_IN_A_ROW)


def left_out(post: Post, whom: Container[ProviderKey] | None = None) -> str:
    """Which rated reports, on all or on some providers, do not count, as they were perhaps not out by the day."""
    found = [
        f"{provider.name} ({report.overall.value})"
        for provider, report in post.table.inexact
        if report.overall and (whom is None or provider.key in whom)
    ]
    if not found or post.as_of is None:
        return ""
    return f"Left out, as perhaps not out by {say_limit(post.as_of)}: {some(found, _MOST_LEFT_OUT)}."


def sentence(text: str) -> str:
    """A text of the data file with a stop at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
