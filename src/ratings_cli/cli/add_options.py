"""What the options of `ratings add` say, as a mapping with the keys of the data file; and that mapping as options."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from ratings_cli.cli import completion
from ratings_cli.cli.help import FOUND, INSPECTION, NEW
from ratings_cli.cli.option_types import Completer, Many, Text, as_typed, parser, shared
from ratings_cli.cli.options import DataOption
from ratings_cli.model.dates import parse_day, read_date
from ratings_cli.model.errors import UsageError
from ratings_cli.model.field_types import parse_count, parse_qualifier
from ratings_cli.model.proposal import as_json
from ratings_cli.model.scale import Band, parse_band

if TYPE_CHECKING:
    from ratings_cli.editing.entry import Fields

Parsed: TypeAlias = object
Parser: TypeAlias = Callable[[str], Any]
_ADDRESS = re.compile(r"(?:(?P<publisher>.*?),?\s+)?(?P<url>https?://\S+)", re.DOTALL | re.IGNORECASE)


def _pair(text: str, what: str, example: str) -> tuple[str, str]:
    """What stands before and after the equals sign."""
    name, equals, value = text.rpartition("=")
    if not equals or not name.strip():
        raise ValueError(f"'{text}' names no {what} (write it like {example})")
    return name.strip(), value.strip()


def parse_standard(text: str) -> tuple[str, Band]:
    """Read ``leadership=good``; raises ValueError, as those below do, where it is not so."""
    name, band = _pair(text, "standard and band", "leadership=good")
    return name, parse_band(band)


def parse_tally(text: str) -> tuple[Band, int]:
    """Read ``good=5``."""
    band, number = _pair(text, "band and number", "good=5")
    return parse_band(band), parse_count(number)


def parse_caseload(text: str) -> Fields:
    """Read ``830``, or with how the source qualifies it, ``more than 7000``."""
    qualifier, _, number = text.rpartition(" ")
    count = {"caseload": parse_count(number)}
    return count | {"caseload_is": parse_qualifier(" ".join(qualifier.split()))} if qualifier.strip() else count


def parse_source(text: str) -> dict[str, str]:
    """Read ``https://example.org/report``, ``The Gazette, https://example.org/report`` or ``The Gazette, 3 May``.

    An address alone is published by its site.
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


def _said(
    heading: str, metavar: str, text: str, complete: Completer | None = None, *short: str, parse: Parser = str
) -> Any:  # noqa: ANN401 - as `shared`
    """Declare an option whose value is a text that `parse` reads, and never an empty one."""

    def parse_text(typed: str) -> Any:  # noqa: ANN401 - whatever `parse` makes
        text = typed.strip()
        if not text:
            raise ValueError("is empty (give a value, or leave the option out)")
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise ValueError("holds bytes that are no text (type it again)")
        return parse(text)

    return shared(heading, metavar, text, complete, *short, parser=parser(parse_text))


@dataclass(frozen=True, kw_only=True)
class AddOptions(DataOption):
    """The values of the options, as they were read."""

    provider: Text = _said(INSPECTION, "NAME", "Who was inspected (the whole name).", completion.providers)
    league: Text = _said(INSPECTION, "NAME", "Its league.", completion.leagues, "-l")
    programme: Text = _said(INSPECTION, "NAME", "The inspection programme.", completion.programmes)
    published: Parsed = _said(
        INSPECTION, "DATE", "When the report came out: 3 May 2026, May 2026 or 2026.", parse=read_date
    )
    published_by: Parsed = _said(
        INSPECTION, "DATE", "A day by which it was certainly out.", parse=lambda text: parse_day(text, read_date)
    )
    fieldwork: Parsed = _said(INSPECTION, "DATE", "When inspectors were there.", parse=read_date)
    owner: Text = _said(INSPECTION, "NAME", "Who ran it on the day of the report.", completion.owners)
    area_inspected: Text = _said(
        INSPECTION, "NAME", "The place inspected, when it is only part of the whole.", completion.areas
    )
    also: Many = _said(INSPECTION, "NAME", "A further provider in the same report. Repeatable.", completion.providers)
    source: Many = _said(INSPECTION, "SOURCE", "Its address, or 'Publisher, address'. Repeatable.", parse=parse_source)
    overall: Parsed = _said(FOUND, "BAND", "The overall rating.", completion.bands, parse=parse_band)
    standard: Many = _said(
        FOUND, "NAME=BAND", "The band of one standard. Repeatable.", completion.rated_standards, parse=parse_standard
    )
    tally: Many = _said(
        FOUND, "BAND=N", "How many standards got a band. Repeatable.", completion.tallied_bands, parse=parse_tally
    )
    points: int | None = shared(FOUND, "N", "Points stated.", min=0)
    points_max: int | None = shared(FOUND, "N", "The most points there could be.", min=0)
    caseload: Parsed = _said(FOUND, "N", "People supervised: 830, 'more than 7000'.", parse=parse_caseload)
    verdict: Text = _said(FOUND, "TEXT", "The finding in one line, where no ratings are given.")
    note: Text = _said(FOUND, "TEXT", "What a reader should know.")
    new_provider: bool = shared(NEW, None, "Add the provider to the file's list.")
    region: Text = _said(NEW, "NAME", "The region of a new provider.", completion.regions)
    area: Many = _said(NEW, "NAME", "An area that a new provider serves. Repeatable.", completion.areas)


_KEYS = {"area_inspected": "area", "standard": "standards", "source": "sources"}
"""The options that have another name than the key of the data file."""
_NEW_KEYS = {"new_provider": "is_new", "region": "region", "area": "areas"}
"""The options about a new provider, and the keys of its record."""


def entry_from(options: AddOptions) -> Fields:
    """The keys of the data file that the options give.

    Raises:
        UsageError: one goes with another that is not there, or says something twice.
    """
    from ratings_cli.editing.entry import stated

    if options.points_max is not None and options.points is None:
        raise UsageError("--points-max goes with --points (add it)")
    given = {field.name: getattr(options, field.name) for field in fields(options) if field.name != "data"}
    given |= {name: _pairs(f"--{name}", given[name] or ()) for name in ("standard", "tally")}
    about = {key: given.pop(name) for name, key in _NEW_KEYS.items()}
    found: Fields = {_KEYS.get(name, name): value for name, value in given.items()}
    found |= given["caseload"] or {}
    found["new_provider"] = {key: value for key, value in about.items() if value}
    return stated(found)


def _pairs(option: str, pairs: Iterable[tuple[Any, Any]]) -> Fields:
    found: Fields = {}
    for key, value in pairs:
        if key in found:
            raise UsageError(f"{option}: '{as_json(key)}' is given twice (give it once)")
        found[key] = value
    return found


def command_for(entry: Fields, data: str | None) -> str:
    """The command that would add an entry: the same mapping, as options."""
    names = {key: name for name, key in (_KEYS | _NEW_KEYS).items()}
    words = ["ratings", "add", *as_typed("data", data)]
    typed: Any
    for key, value in (entry | entry.get("new_provider", {})).items():
        if key in {"derived", "caseload_is", "new_provider"}:
            continue
        if key == "sources":
            typed = [", ".join(filter(None, (source["publisher"], source.get("url")))) for source in value]
        elif key == "caseload":
            typed = f"{entry.get('caseload_is', '')} {value}".strip()
        elif isinstance(value, Mapping):
            typed = [f"{as_json(name)}={as_json(band)}" for name, band in value.items()]
        else:
            typed = str(value) if isinstance(value, int) and value is not True else as_json(value)
        words += as_typed(names.get(key, key), typed)
    return shlex.join(words)
