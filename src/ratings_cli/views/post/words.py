"""What a post calls things: a provider, its kind, a standard, a date; and the sentences that count bands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ratings_cli.model import phrases
from ratings_cli.model.english import body, names, number
from ratings_cli.model.names import fold
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.charts.captions import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.post import Post
    from ratings_cli.league.report import Report
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, League, Provider

T = TypeVar("T", bound="Standing | Report")
LONG = 40
"""A name with more characters than this is long for a headline."""
MOST_NAMED = 3
"""How many providers are named where others are only counted."""
_TENS = ("Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
WORDS_TO = 10


def called(provider: Provider) -> str:
    """The name; the short one where the name is long, or where the short one says more: ``NPS South West``."""
    short = provider.short
    return short if short and (len(provider.name) > LONG or provider.name in short) else provider.name


def kind(league: League) -> str:
    """What one of a league is called for short: ``CRC``, ``probation unit``; nothing where the file does not say."""
    return league.kind or (league.name if league.name.isupper() else "")


def kinds(league: League, count: int) -> str:
    """``CRCs``, ``probation units``, ``providers``."""
    word = kind(league)
    return body(league, count) if not word else word if count == 1 else f"{word}s"


def service(provider: Provider, league: League, room: int) -> str:
    """A provider with its kind, for a headline, which has no bare place: ``BeNCH CRC``, ``NPS South West``.

    Args:
        provider: the provider.
        league: its league.
        room: how many characters there are; its short name stands for one that has more.
    """
    name, word = called(provider), kind(league)
    says_so = word and (fold(word) in fold(name) or fold(word.split()[0]) in fold(name).split())
    if says_so or not word:
        return name
    full = f"{provider.name} {word}"
    return full if len(full) <= room else f"{name} {word}"


def figure(count: int) -> str:
    """A number within a sentence: in words up to ten, in digits beyond."""
    return number(count) if count <= WORDS_TO else f"{count:,}"


def figures(count: int) -> str:
    """A number that begins a sentence, in words up to ninety-nine."""
    tens, units = divmod(count, 10)
    if not 2 <= tens < 10:  # noqa: PLR2004 - the others are words already, or long ones
        return phrases.capital(number(count))
    return f"{_TENS[tens - 2]}{f'-{number(units)}' if units else ''}"


def standard(data: DataSet, name: str) -> str:
    """What a standard is called in a sentence."""
    return data.standard_phrases.get(name, name)


def standards_are(data: DataSet, found: Sequence[str], band: Band) -> str:
    """``leadership and staffing are good``, ``services require improvement``."""
    said = [standard(data, name) for name in found]
    several = len(said) > 1 or " and " in said[0] or (said[0].endswith("s") and not said[0].endswith("ss"))
    return f"{names(said)} {verdict(band, 2 if several else 1)}"


def bands_of(report: Report) -> dict[Band, list[str]]:
    """The standards of a report that are known, by band, the lowest first."""
    known = report.inspection.standards if report.own else {}
    ordered = [name for name in report.programme.standard_names if name in known]
    ordered += [name for name in known if name not in ordered]
    found = {band: [name for name in ordered if known[name] is band] for band in reversed(BANDS)}
    return {band: listed for band, listed in found.items() if listed}


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


def counts(items: Iterable[T]) -> dict[Band, list[T]]:
    """Who has which band, best first."""
    listed = [*items]
    return {band: [item for item in listed if item.overall is band] for band in BANDS}


def provider_names(items: Iterable[Standing | Report]) -> str:
    """The names of some providers in a row."""
    return names([item.provider.name for item in items])


def possessive(name: str) -> str:
    """``Sodexo's``, ``Working Links'``."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def region_of_all(post: Post) -> str | None:
    """The region that all providers of a post belong to; None where there is not one."""
    regions = {report.provider.region for report in post.reports}
    return regions.pop() if len(regions) == 1 else None


def sentence(text: str) -> str:
    """A text of the data file with a stop at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def verdict_on(post: Post, inspection: Inspection) -> str:
    """A verdict; of one that says of several leagues which is whose (``CRC: ...; NPS: ...``), that on the post's."""
    text, name = inspection.verdict or "", post.league.name
    begins = sorted(place for league in post.data.leagues if (place := text.find(f"{league.name}: ")) >= 0)
    begin = text.find(f"{name}: ") if name else -1
    if begin < 0:
        return text
    end = next((place for place in begins if place > begin), len(text))
    return text[begin + len(name) + 2 : end].rstrip("; ")
