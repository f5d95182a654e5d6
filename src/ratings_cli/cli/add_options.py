"""What the options of `ratings add` say, as they were typed, and the entry that they make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, TypeVar
from urllib.parse import urlsplit

import typer

from ratings_cli.cli import completion
from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    from ratings_cli.editing.entry import Entry
    from ratings_cli.model.records import Source
    from ratings_cli.model.scale import Band

T = TypeVar("T")
_ADDRESS = re.compile(r"(?:(?P<publisher>.*?),?\s+)?(?P<url>https?://\S+)", re.DOTALL | re.IGNORECASE)


@dataclass(kw_only=True)
class Answers:
    """The values of the options, or the answers to the questions."""

    provider: Annotated[
        str | None,
        typer.Option(metavar="NAME", autocompletion=completion.providers, help="Who was inspected (the whole name)."),
    ] = None
    overall: Annotated[
        str | None, typer.Option(metavar="BAND", autocompletion=completion.bands, help="The overall rating.")
    ] = None
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the report came out: 2026-11-01, 2026-11 or 2026.")
    ] = None
    published_by: Annotated[str | None, typer.Option(metavar="DATE", help="A day by which it was certainly out.")] = (
        None
    )
    league: Annotated[
        str | None,
        typer.Option("--league", "-l", metavar="NAME", autocompletion=completion.leagues, help="Its league."),
    ] = None
    programme: Annotated[
        str | None,
        typer.Option(metavar="NAME", autocompletion=completion.programmes, help="The inspection programme."),
    ] = None
    area_inspected: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completion.areas,
            help="The place whose work was inspected, when it is only a part of what the provider serves.",
        ),
    ] = None
    also: Annotated[
        list[str],
        typer.Option(
            metavar="NAME",
            autocompletion=completion.providers,
            help="A further provider that the same report is about; give it again for several.",
        ),
    ] = field(default_factory=list)
    fieldwork: Annotated[str | None, typer.Option(metavar="DATE", help="When inspectors were there.")] = None
    owner: Annotated[
        str | None,
        typer.Option(metavar="NAME", autocompletion=completion.owners, help="Who ran it on the day of the report."),
    ] = None
    standard: Annotated[
        list[str],
        typer.Option(
            metavar="NAME=BAND",
            autocompletion=completion.rated_standards,
            help="The band of one standard; give it again for several.",
        ),
    ] = field(default_factory=list)
    points: Annotated[int | None, typer.Option(metavar="N", min=0, help="The points that a source states.")] = None
    points_max: Annotated[int | None, typer.Option(metavar="N", min=0, help="The most that they could be.")] = None
    tally: Annotated[
        list[str],
        typer.Option(
            metavar="BAND=N",
            autocompletion=completion.tallied_bands,
            help="How many standards got a band, where a source does not say which; give it again for each band.",
        ),
    ] = field(default_factory=list)
    caseload: Annotated[
        str | None,
        typer.Option(metavar="N", help="How many people it supervised, as the source has it: 830, 'more than 7000'."),
    ] = None
    verdict: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What the report found, in one line, where its programme gives no ratings."),
    ] = None
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What a reader should know.")] = None
    source: Annotated[
        list[str],
        typer.Option(
            metavar="SOURCE",
            help="What bears it out: an address, or 'Publisher, address'; give it again for several.",
        ),
    ] = field(default_factory=list)
    new_provider: Annotated[
        bool, typer.Option("--new-provider", help="Add the provider to the file's list of providers.")
    ] = False
    region: Annotated[
        str | None,
        typer.Option(metavar="NAME", autocompletion=completion.regions, help="The region of a new provider."),
    ] = None
    area: Annotated[
        list[str],
        typer.Option(
            metavar="NAME",
            autocompletion=completion.areas,
            help="An area that a new provider serves; give it again for several.",
        ),
    ] = field(default_factory=list)


def entry_from(answers: Answers) -> Entry:
    """Parse the answers.

    Raises:
        UsageError: one is empty, or is not what its option takes; the message names the option.
    """
    from ratings_cli.editing.entry import Entry
    from ratings_cli.model.dates import read_date, read_day
    from ratings_cli.model.scale import parse_band

    provider = _text("--provider", answers.provider)
    if provider is None:
        raise UsageError("--provider is missing (say who was inspected: --provider NAME)")
    if answers.points_max is not None and answers.points is None:
        raise UsageError("--points-max goes with --points (add it)")
    return Entry(
        provider=provider,
        league=_text("--league", answers.league),
        programme=_text("--programme", answers.programme),
        published=_parsed("--published", answers.published, read_date),
        published_by=_parsed("--published-by", answers.published_by, read_day),
        area=_text("--area-inspected", answers.area_inspected),
        also=_each("--also", answers.also, str),
        fieldwork=_parsed("--fieldwork", answers.fieldwork, read_date),
        overall=_parsed("--overall", answers.overall, parse_band),
        owner=_text("--owner", answers.owner),
        points=answers.points,
        points_max=answers.points_max,
        standards=_each("--standard", answers.standard, parse_standard),
        tally=_each("--tally", answers.tally, parse_tally),
        caseload=_parsed("--caseload", answers.caseload, parse_caseload),
        verdict=_text("--verdict", answers.verdict),
        note=_text("--note", answers.note),
        sources=_each("--source", answers.source, parse_source),
        new_provider=answers.new_provider,
        region=_text("--region", answers.region),
        serves=_each("--area", answers.area, str),
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
    return tuple(t for t in parsed if t is not None)


def _pair(text: str, what: str, example: str) -> tuple[str, str]:
    """What stands before and after the equals sign."""
    name, equals, value = text.rpartition("=")
    if not equals or not name.strip():
        raise ValueError(f"'{text}' names no {what} (write it like {example})")
    return name.strip(), value.strip()


def parse_standard(text: str) -> tuple[str, Band]:
    """Read ``leadership=good``.

    Raises:
        ValueError: there is no name, or no band.
    """
    from ratings_cli.model.scale import parse_band

    name, band = _pair(text, "standard and band", "leadership=good")
    return name, parse_band(band)


def parse_tally(text: str) -> tuple[Band, int]:
    """Read ``good=5``.

    Raises:
        ValueError: there is no band, or no number.
    """
    from ratings_cli.model.field_types import parse_count
    from ratings_cli.model.scale import parse_band

    band, number = _pair(text, "band and number", "good=5")
    return parse_band(band), parse_count(number)


def parse_caseload(text: str) -> tuple[int, str | None]:
    """Read ``830``, or with how the source qualifies it, ``more than 7000``.

    Raises:
        ValueError: it ends with no number, or begins with something else.
    """
    from ratings_cli.model.field_types import parse_count, parse_qualifier

    qualifier, _, number = text.rpartition(" ")
    return parse_count(number), parse_qualifier(" ".join(qualifier.split())) if qualifier.strip() else None


def parse_source(text: str) -> Source:
    """Read ``https://example.org/report``, ``The Gazette, https://example.org/report`` or ``The Gazette, 3 May``.

    An address alone is published by its site.

    Raises:
        ValueError: the address has no site.
    """
    from ratings_cli.model.records import Source

    match = _ADDRESS.fullmatch(text)
    if match is None:
        if "://" in text:
            raise ValueError(f"'{text}' is no address on the web (write 'Publisher, https://...')")
        return Source(publisher=text)
    site = urlsplit(match["url"]).hostname
    if not site:
        raise ValueError(f"'{match['url']}' is no whole address (write https://site/page)")
    return Source(publisher=(match["publisher"] or "").strip() or site, url=match["url"])
