"""Tab completion: the names that the data knows. What goes wrong here completes nothing, and says nothing."""

from __future__ import annotations

import importlib
import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.names import Named
    from ratings_cli.views.fields import Field


def _names(context: typer.Context, typed: str, names_of: Callable[[DataSet], Iterable[Named[Any]]]) -> list[str]:
    """Each thing that has a name which begins as typed, in the data that the command line names."""
    from ratings_cli.reading import DataError, read
    from ratings_cli.reading.files import OWN_FILE

    path = context.params.get("data") or (OWN_FILE if OWN_FILE.is_file() else None)
    try:
        data = read(Path(path) if path else None)
    except DataError:
        return []
    offers = (next(filter(None, (_ended(typed, name) for name in named.spellings)), "") for named in names_of(data))
    return list(dict.fromkeys(filter(None, offers)))


def _kinds(*kinds: str) -> Callable[[typer.Context, str], list[str]]:
    """Complete a name of these kinds, as `model.dataset` lists them."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        from ratings_cli.model import dataset

        names_of = [getattr(dataset, f"{kind}_names") for kind in kinds]
        return _names(ctx, incomplete, lambda data: (named for names in names_of for named in names(data)))

    return complete


def _ended(typed: str, name: str) -> str | None:
    """A name, beginning just as it was typed, because Typer offers nothing else; None when it begins otherwise.

    A shell runs what it takes for code: Typer's completion for zsh evaluates what is offered, and Bash puts it on the
    line as it is. So every name is offered in the first of three forms in which it holds nothing but letters, digits
    and signs that mean nothing to any shell: as it is (Bash takes a space for the end of it), as one word, or folded,
    which all find the same. A name that has none of the three is not offered.
    """
    from ratings_cli.model.names import fold

    wanted = fold(typed)
    if not fold(name).startswith(wanted):
        return None
    harmless = "-_.,/=+@" if os.environ.get("_RATINGS_COMPLETE") == "complete_bash" else "-_.,/=+@ "
    composed = unicodedata.normalize("NFC", name)
    one_word = re.sub(r"\W+", "-", re.sub("['\u2019]", "", composed.replace("&", " and "))).strip("-")
    for form in (composed, one_word, fold(name).replace(" ", "-")):
        lengths = [length for length in range(len(form) + 1) if fold(form[:length]) == wanted]
        if not lengths or fold(form) != fold(name):
            continue
        # What separates words belongs to the rest, unless some of it was typed.
        offer = typed + form[lengths[0] if typed[-1:].isalnum() or not typed else lengths[-1] :]
        if offer[:1].isalnum() and all(char.isalnum() or char in harmless for char in offer):
            return offer
    return None


owners = _kinds("owner")
areas = _kinds("area")
areas_and_regions = _kinds("area", "region")
"""By a region --area filters too."""
regions = _kinds("region")
providers = _kinds("provider")
comparable = _kinds("league", "owner", "provider")
programmes = _kinds("programme")
ranking_keys = _kinds("ranking_key")


def provider_words(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a provider where it may also be typed as several words: only the first of them."""
    return [] if ctx.params.get("name") else providers(ctx, incomplete)


def leagues(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a league, or ``all``."""
    return [*_kinds("league")(ctx, incomplete), "all"]


def keys(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the last of several keys of columns with commas between them."""
    before, comma, last = incomplete.rpartition(",")
    fields = fields_of(ctx.command.name or "")
    return [f"{before}{comma}{field.key}" for field in fields if field.key.startswith(last.removeprefix("-"))]


VIEWS_OF_ROWS = {
    "table": "league_table.FIELDS",
    "owner": "groups.OWNERS",
    "area": "groups.AREAS",
    "region": "groups.REGIONS",
    "league": "groups.LEAGUES",
    "year": "groups.YEARS",
    "date": "timeline.FIELDS",
    "list": "listing.FIELDS",
    "standards": "standards.FIELDS",
}
"""By the name of a command, where below `views` the fields of its rows are declared."""


def fields_of(command: str) -> tuple[Field[Any, Any], ...]:
    """The fields of the rows that a command shows."""
    module, name = VIEWS_OF_ROWS[command].split(".")
    fields: tuple[Field[Any, Any], ...] = getattr(importlib.import_module(f"ratings_cli.views.{module}"), name)
    return fields


def rated_standards(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a standard, of the programme where one is named before it; and after that a band."""
    from ratings_cli.model.dataset import programme_names, standard_names
    from ratings_cli.model.names import fold

    name, equals, band = incomplete.rpartition("=")
    if equals:
        return [f"{name}={text}" for text in bands(band)]
    programme = fold(ctx.params.get("programme") or "")

    def standards(data: DataSet) -> Iterable[Named[str]]:
        named = (name.item for name in programme_names(data) if programme in map(fold, name.spellings))
        return standard_names(data, next(named, None))

    return [f"{text}=" for text in _names(ctx, incomplete, standards)]


def formats(ctx: typer.Context) -> list[str]:
    """Complete a format, of those that the command writes."""
    from ratings_cli.formats import FORMATS

    return {"check": ["table", "json"], "post": ["markdown", "html"]}.get(ctx.command.name or "", [*FORMATS])


def kinds() -> list[str]:
    """Complete a kind of names."""
    from ratings_cli.league.listing import KINDS

    return list(KINDS)


def columns() -> list[str]:
    """Complete what a column can be."""
    from ratings_cli.reading.csv.vocabulary import ROLE_WORDS

    return [f"{role}=" for role in ROLE_WORDS]


def bands(incomplete: str) -> list[str]:
    """Complete a band."""
    from ratings_cli.model.scale import BANDS

    return list(filter(None, (_ended(incomplete, band.value) for band in BANDS)))


def tallied_bands(incomplete: str) -> list[str]:
    """Complete a band of which a number follows."""
    return [f"{band}=" for band in bands(incomplete)]
