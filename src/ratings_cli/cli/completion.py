"""Tab completion: the names that the data knows. What goes wrong here completes nothing, and says nothing."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.names import Named
    from ratings_cli.views.fields import Field


def _names(context: typer.Context, typed: str, names_of: Callable[[DataSet], Sequence[Named[Any]]]) -> list[str]:
    """Each thing that has a name which begins as typed, in the data that the command line names."""
    from ratings_cli.reading import DataError, read
    from ratings_cli.reading.files import OWN_FILE

    path = context.params.get("data") or (OWN_FILE if OWN_FILE.is_file() else None)
    try:
        data = read(Path(path) if path else None)
    except DataError:
        return []
    ended = ([_ended(typed, name) for name in named.spellings] for named in names_of(data))
    return [next(filter(None, names)) for names in ended if any(names)]


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
    composed = unicodedata.normalize("NFC", name)
    for form in (composed, _one_word(composed), fold(name).replace(" ", "-")):
        lengths = [length for length in range(len(form) + 1) if fold(form[:length]) == wanted]
        if not lengths or fold(form) != fold(name):
            continue
        # What separates words belongs to the rest, unless some of it was typed.
        offer = typed + form[lengths[0] if typed[-1:].isalnum() or not typed else lengths[-1] :]
        if _is_harmless(offer):
            return offer
    return None


def _is_harmless(offer: str) -> bool:
    """Whether a text means itself to every shell, wherever it stands and however often it is evaluated."""
    allowed = "-_.,/=+@" if os.environ.get("_RATINGS_COMPLETE") == "complete_bash" else "-_.,/=+@ "
    return offer[:1].isalnum() and all(char.isalnum() or char in allowed for char in offer)


def _one_word(name: str) -> str:
    """``Working Links`` -> ``Working-Links``, which means the same here."""
    return re.sub(r"\W+", "-", re.sub("['\u2019]", "", name.replace("&", " and "))).strip("-")


def owners(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of an owner."""
    from ratings_cli.model.dataset import owner_names

    return _names(ctx, incomplete, owner_names)


def areas(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of an area."""
    from ratings_cli.model.dataset import area_names

    return _names(ctx, incomplete, area_names)


def areas_and_regions(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of an area, or of a region, by which --area filters too."""
    return list(dict.fromkeys([*areas(ctx, incomplete), *regions(ctx, incomplete)]))


def regions(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a region."""
    from ratings_cli.model.dataset import region_names

    return _names(ctx, incomplete, region_names)


def providers(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a provider."""
    from ratings_cli.model.dataset import provider_names

    return _names(ctx, incomplete, provider_names)


def comparable(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a league, an owner or a provider."""
    from ratings_cli.model.dataset import league_names

    found = _names(ctx, incomplete, league_names)
    return list(dict.fromkeys([*found, *owners(ctx, incomplete), *providers(ctx, incomplete)]))


def provider_words(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a provider where it may also be typed as several words: only the first of them."""
    return [] if ctx.params.get("name") else providers(ctx, incomplete)


def leagues(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a league."""
    from ratings_cli.model.dataset import league_names
    from ratings_cli.model.names import Named

    return _names(ctx, incomplete, lambda data: [*league_names(data), Named("all", "all")])


def ranking_keys(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete what to rank by: overall, points, or the name of a standard."""
    from ratings_cli.model.dataset import ranking_key_names

    return _names(ctx, incomplete, ranking_key_names)


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
    import importlib

    module, name = VIEWS_OF_ROWS[command].split(".")
    fields: tuple[Field[Any, Any], ...] = getattr(importlib.import_module(f"ratings_cli.views.{module}"), name)
    return fields


def programmes(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a programme."""
    from ratings_cli.model.dataset import programme_names

    return _names(ctx, incomplete, programme_names)


def rated_standards(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a standard, of the programme where one is named before it; and after that a band."""
    name, equals, band = incomplete.rpartition("=")
    if equals:
        return [f"{name}={text}" for text in bands(band)]
    return [f"{text}=" for text in _names(ctx, incomplete, lambda data: _standards(data, ctx.params.get("programme")))]


def _standards(data: DataSet, programme: str | None) -> Sequence[Named[str]]:
    from ratings_cli.model.dataset import programme_names, standard_names
    from ratings_cli.model.names import fold

    named = (name.item for name in programme_names(data) if fold(programme or "") in map(fold, name.spellings))
    return standard_names(data, next(named, None))


def kinds(incomplete: str) -> list[str]:
    """Complete a kind of names."""
    from ratings_cli.league.listing import KINDS

    return [kind for kind in KINDS if kind.startswith(incomplete)]


def columns(incomplete: str) -> list[str]:
    """Complete what a column can be."""
    from ratings_cli.reading.csv.vocabulary import ROLE_WORDS

    return [f"{role}=" for role in ROLE_WORDS if role.startswith(incomplete)]


def bands(incomplete: str) -> list[str]:
    """Complete a band."""
    from ratings_cli.model.scale import BANDS

    return list(filter(None, (_ended(incomplete, band.value) for band in BANDS)))


def tallied_bands(incomplete: str) -> list[str]:
    """Complete a band of which a number follows."""
    return [f"{band}=" for band in bands(incomplete)]


def orders(incomplete: str) -> list[str]:
    """Complete the end of the table to begin at."""
    return [order for order in ("best", "worst") if order.startswith(incomplete)]


def amounts(incomplete: str) -> list[str]:
    """Complete how many notes to show."""
    return [amount for amount in ("all", "some", "none") if amount.startswith(incomplete)]


def formats(incomplete: str) -> list[str]:
    """Complete the name of a format."""
    from ratings_cli.formats import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]
