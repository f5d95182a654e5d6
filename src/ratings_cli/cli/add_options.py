"""What the options of `ratings add` say, as a mapping with the keys of the data file."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar
from urllib.parse import urlsplit

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.help import FOUND as _RATINGS
from ratings_cli.cli.help import INSPECTION as _REPORT
from ratings_cli.cli.help import NEW as _NEW
from ratings_cli.model.dates import PartialDate, read_date, read_day
from ratings_cli.model.errors import UsageError
from ratings_cli.model.field_types import parse_count, parse_qualifier
from ratings_cli.model.scale import Band, parse_band

if TYPE_CHECKING:
    from ratings_cli.editing.entry import Fields

T = TypeVar("T")
_ADDRESS = re.compile(r"(?:(?P<publisher>.*?),?\s+)?(?P<url>https?://\S+)", re.DOTALL | re.IGNORECASE)


def _option(group: str, metavar: str, text: str, names: Callable[..., Any] | None = None, *short: str) -> Any:  # noqa: ANN401
    return typer.Option(*short, metavar=metavar, help=text, autocompletion=names, rich_help_panel=group)


Text: TypeAlias = str | None
Texts: TypeAlias = list[str]
Number: TypeAlias = int | None


@dataclass(kw_only=True)
class AddOptions:
    """The values of the options, as they were typed."""

    provider: Annotated[Text, _option(_REPORT, "NAME", "Who was inspected (the whole name).", completion.providers)] = (
        None
    )
    league: Annotated[Text, _option(_REPORT, "NAME", "Its league.", completion.leagues, "--league", "-l")] = None
    programme: Annotated[Text, _option(_REPORT, "NAME", "The inspection programme.", completion.programmes)] = None
    published: Annotated[Text, _option(_REPORT, "DATE", "When the report came out: 3 May 2026, May 2026 or 2026.")] = (
        None
    )
    published_by: Annotated[Text, _option(_REPORT, "DATE", "A day by which it was certainly out.")] = None
    fieldwork: Annotated[Text, _option(_REPORT, "DATE", "When inspectors were there.")] = None
    owner: Annotated[Text, _option(_REPORT, "NAME", "Who ran it on the day of the report.", completion.owners)] = None
    area_inspected: Annotated[
        Text, _option(_REPORT, "NAME", "The place inspected, when it is only part of the whole.", completion.areas)
    ] = None
    also: Annotated[
        Texts, _option(_REPORT, "NAME", "A further provider in the same report. Repeatable.", completion.providers)
    ] = field(default_factory=list)
    source: Annotated[Texts, _option(_REPORT, "SOURCE", "Its address, or 'Publisher, address'. Repeatable.")] = field(
        default_factory=list
    )
    overall: Annotated[Text, _option(_RATINGS, "BAND", "The overall rating.", completion.bands)] = None
    standard: Annotated[
        Texts, _option(_RATINGS, "NAME=BAND", "The band of one standard. Repeatable.", completion.rated_standards)
    ] = field(default_factory=list)
    tally: Annotated[
        Texts, _option(_RATINGS, "BAND=N", "How many standards got a band. Repeatable.", completion.tallied_bands)
    ] = field(default_factory=list)
    points: Annotated[Number, typer.Option(metavar="N", min=0, help="Points stated.", rich_help_panel=_RATINGS)] = None
    points_max: Annotated[
        Number, typer.Option(metavar="N", min=0, help="The most points there could be.", rich_help_panel=_RATINGS)
    ] = None
    caseload: Annotated[Text, _option(_RATINGS, "N", "People supervised: 830, 'more than 7000'.")] = None
    verdict: Annotated[Text, _option(_RATINGS, "TEXT", "The finding in one line, where no ratings are given.")] = None
    note: Annotated[Text, _option(_RATINGS, "TEXT", "What a reader should know.")] = None
    new_provider: Annotated[
        bool, typer.Option("--new-provider", help="Add the provider to the file's list.", rich_help_panel=_NEW)
    ] = False
    region: Annotated[Text, _option(_NEW, "NAME", "The region of a new provider.", completion.regions)] = None
    area: Annotated[
        Texts, _option(_NEW, "NAME", "An area that a new provider serves. Repeatable.", completion.areas)
    ] = field(default_factory=list)


def entry_from(options: AddOptions) -> Fields:
    """The keys of the data file that the options give.

    Raises:
        UsageError: one is empty, or is not what its option takes; the message names the option.
    """
    if options.points_max is not None and options.points is None:
        raise UsageError("--points-max goes with --points (add it)")
    found: Fields = {
        "provider": _text("--provider", options.provider),
        "league": _text("--league", options.league),
        "programme": _text("--programme", options.programme),
        "area": _text("--area-inspected", options.area_inspected),
        "also": _each("--also", options.also, str),
        "published": _parsed("--published", options.published, read_date),
        "published_by": _parsed("--published-by", options.published_by, read_day),
        "fieldwork": _parsed("--fieldwork", options.fieldwork, read_date),
        "overall": _parsed("--overall", options.overall, parse_band),
        "owner": _text("--owner", options.owner),
        "points": options.points,
        "points_max": options.points_max,
        "standards": _pairs("--standard", options.standard, parse_standard),
        "tally": _pairs("--tally", options.tally, parse_tally),
        **(_parsed("--caseload", options.caseload, parse_caseload) or {}),
        "verdict": _text("--verdict", options.verdict),
        "note": _text("--note", options.note),
        "sources": _each("--source", options.source, parse_source),
        "new_provider": {
            "is_new": options.new_provider,
            "region": _text("--region", options.region),
            "areas": _each("--area", options.area, str),
        },
    }
    found["new_provider"] = {key: value for key, value in found["new_provider"].items() if value}
    return {key: value for key, value in found.items() if value is not None and value not in ([], {})}


def command_for(entry: Fields, data: str | None) -> str:
    """The command that would add an entry: the same mapping, as options."""
    words = ["ratings", "add", *(["--data", data] if data else [])]
    for key, value in entry.items():
        option = {"area": "area-inspected", "standards": "standard", "sources": "source"}.get(
            key, key.replace("_", "-")
        )
        if isinstance(value, Mapping):
            words += [
                word for name, band in value.items() for word in (f"--{option}", f"{_typed(name)}={_typed(band)}")
            ]
        elif key == "sources":
            words += [w for s in value for w in ("--source", ", ".join(filter(None, (s["publisher"], s.get("url")))))]
        elif key == "caseload":
            words += ["--caseload", f"{entry.get('caseload_is', '')} {value}".strip()]
        elif key not in {"derived", "caseload_is"}:
            words += [f"--{option}", _typed(value)]
    return shlex.join(words)


def _typed(value: object) -> str:
    return value.iso if isinstance(value, PartialDate) else value.value if isinstance(value, Band) else str(value)


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
    try:
        return None if text is None else parse(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def _each(option: str, values: list[str], parse: Callable[[str], T]) -> list[T]:
    parsed = (_parsed(option, value, parse) for value in values)
    return [value for value in parsed if value is not None]


def _pairs(option: str, values: list[str], parse: Callable[[str], tuple[Any, Any]]) -> Fields:
    found: Fields = {}
    for key, value in _each(option, values, parse):
        if key in found:
            raise UsageError(f"{option}: '{_typed(key)}' is given twice (give it once)")
        found[key] = value
    return found


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
    name, band = _pair(text, "standard and band", "leadership=good")
    return name, parse_band(band)


def parse_tally(text: str) -> tuple[Band, int]:
    """Read ``good=5``.

    Raises:
        ValueError: there is no band, or no number.
    """
    band, number = _pair(text, "band and number", "good=5")
    return parse_band(band), parse_count(number)


def parse_caseload(text: str) -> Fields:
    """Read ``830``, or with how the source qualifies it, ``more than 7000``.

    Raises:
        ValueError: it ends with no number, or begins with something else.
    """
    qualifier, _, number = text.rpartition(" ")
    count = {"caseload": parse_count(number)}
    return count | {"caseload_is": parse_qualifier(" ".join(qualifier.split()))} if qualifier.strip() else count


def parse_source(text: str) -> dict[str, str]:
    """Read ``https://example.org/report``, ``The Gazette, https://example.org/report`` or ``The Gazette, 3 May``.

    An address alone is published by its site.

    Raises:
        ValueError: the address has no site.
    """
    match = _ADDRESS.fullmatch(text)
    if match is None:
        if "://" in text:
            raise ValueError(f"'{text}' is no address on the web (write 'Publisher, https://...')")
        return {"publisher": text}
    site = urlsplit(match["url"]).hostname
    if not site:
        raise ValueError(f"'{match['url']}' is no whole address (write https://site/page)")
    return {"publisher": (match["publisher"] or "").strip() or site, "url": match["url"]}
