"""What the options of `ratings add` say, as they were typed, and the entry that they make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from ratings_cli.errors import UsageError

if TYPE_CHECKING:
    from ratings_cli.records import Source
    from ratings_cli.scale import Band
    from ratings_cli.writing.entry import Entry

T = TypeVar("T")
_ADDRESS = re.compile(r"(?:(?P<publisher>.*?),?\s+)?(?P<url>https?://\S+)", re.DOTALL | re.IGNORECASE)


@dataclass(kw_only=True)
class Answers:
    """The values of the options, or the answers to the questions."""

    provider: str | None = None
    overall: str | None = None
    published: str | None = None
    published_by: str | None = None
    league: str | None = None
    programme: str | None = None
    fieldwork: str | None = None
    owner: str | None = None
    standard: list[str] = field(default_factory=list)
    points: int | None = None
    points_max: int | None = None
    caseload: int | None = None
    note: str | None = None
    source: list[str] = field(default_factory=list)
    new_provider: bool = False
    region: str | None = None
    area: list[str] = field(default_factory=list)


def entry_from(answers: Answers) -> Entry:
    """Parse the answers.

    Raises:
        UsageError: one is empty, or is not what its option takes; the message names the option.
    """
    from ratings_cli.dates import parse_date, parse_day
    from ratings_cli.scale import parse_band
    from ratings_cli.writing.entry import Entry

    provider = _text("--provider", answers.provider)
    if provider is None:
        raise UsageError("--provider is missing (say who was inspected: --provider NAME)")
    if answers.points_max is not None and answers.points is None:
        raise UsageError("--points-max goes with --points (add it)")
    return Entry(
        provider=provider,
        league=_text("--league", answers.league),
        programme=_text("--programme", answers.programme),
        published=_parsed("--published", answers.published, parse_date),
        published_by=_parsed("--published-by", answers.published_by, parse_day),
        fieldwork=_parsed("--fieldwork", answers.fieldwork, parse_date),
        overall=_parsed("--overall", answers.overall, parse_band),
        owner=_text("--owner", answers.owner),
        points=answers.points,
        points_max=answers.points_max,
        standards=_each("--standard", answers.standard, parse_standard),
        caseload=answers.caseload,
        note=_text("--note", answers.note),
        sources=_each("--source", answers.source, parse_source),
        new_provider=answers.new_provider,
        region=_text("--region", answers.region),
        areas=_each("--area", answers.area, str),
    )


def _text(option: str, value: str | None) -> str | None:
    if value is None:
        return None
    text = value.strip()
    if not text:
        raise UsageError(f"{option}: is empty (give a value, or leave the option out)")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise UsageError(f"{option}: holds bytes that are no text (type it again)")
    return text


def _parsed(option: str, value: str | None, parse: Callable[[str], T]) -> T | None:
    text = _text(option, value)
    if text is None:
        return None
    try:
        return parse(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def _each(option: str, values: list[str], parse: Callable[[str], T]) -> tuple[T, ...]:
    parsed = (_parsed(option, value, parse) for value in values)
    return tuple(one for one in parsed if one is not None)


def parse_standard(text: str) -> tuple[str, Band]:
    """Read ``leadership=good``.

    Raises:
        ValueError: there is no name, or no band.
    """
    from ratings_cli.scale import parse_band

    name, equals, band = text.rpartition("=")
    if not equals or not name.strip():
        raise ValueError(f"'{text}' names no standard and band (write it like leadership=good)")
    return name.strip(), parse_band(band.strip())


def parse_source(text: str) -> Source:
    """Read ``https://example.org/report``, ``The Gazette, https://example.org/report`` or ``The Gazette, 3 May``.

    An address alone is published by its site.

    Raises:
        ValueError: the address has no site.
    """
    from ratings_cli.records import Source

    match = _ADDRESS.fullmatch(text)
    if match is None:
        if "://" in text:
            raise ValueError(f"'{text}' is no address on the web (write 'Publisher, https://...')")
        return Source(publisher=text)
    site = urlsplit(match["url"]).hostname
    if not site:
        raise ValueError(f"'{match['url']}' is no whole address (write https://site/page)")
    return Source(publisher=(match["publisher"] or "").strip() or site, url=match["url"])
