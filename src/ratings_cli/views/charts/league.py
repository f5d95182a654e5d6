"""The picture of a league table: a tile for each provider, under its band."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ratings_cli.league.groups import is_derived
from ratings_cli.league.report import Kind
from ratings_cli.model import phrases
from ratings_cli.model.names import fold
from ratings_cli.model.scale import BANDS
from ratings_cli.views.charts.captions import bodies, called, counted, framed, headline, of_them, subtitle
from ratings_cli.views.charts.model import Bar, Bars, Chart, Tile, Tiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.report import Change
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Provider

_MARKS: dict[Kind | None, str] = {Kind.UP: "\u2191", Kind.DOWN: "\u2193", Kind.NEW: "+"}
_MOST_TILES = 150
_MOST_NAMES = 3
_ADDED_UP = "Points are added up from the ratings of the standards where no source states them."


def league_chart(result: LeagueTable) -> Chart:
    """Draw a tile for each provider of one league; of several leagues, or of very many providers, a bar of each."""
    standings = [ranked.item for ranked in result.places]
    by_points = result.by == "points"
    field = "overall" if by_points else result.by
    unknown = phrases.NOT_RATED if field == "overall" else phrases.NOT_KNOWN
    bands = [standing.band_for(field) for standing in standings]
    if not any(bands):
        return Chart(why=f"{'no overall rating' if field == 'overall' else f'no rating for {field}'} is known")
    alone = len(result.chosen.leagues) == 1
    tiled = alone and len(standings) <= _MOST_TILES
    what = "overall rating" if field == "overall" else f"rating for {field}"
    return Chart(
        title=framed(_points(result), result) if by_points else headline(result, counted(bands), unknown),
        subtitle=subtitle(f"Newest {what} of {of_them(len(standings), result)}", result.chosen),
        parts=(_tiles(result, standings, field) if tiled else _league_bars(result, standings, field),),
        notes=(_ADDED_UP,) if any(rated.points and rated.points.derived for rated in standings if by_points) else (),
        unknown=unknown,
        by_rows=tiled,
    )


def _points(result: LeagueTable) -> str:
    """Who has the most points, and of how many they are known."""
    known = [ranked.item for ranked in result.places if ranked.item.points]
    number = len(result.places)
    of = f"points are known of {len(known):,} of {number:,} {bodies(result.chosen.leagues, number)}"
    if not known:
        return phrases.capital(of)
    most = max(known, key=lambda standing: standing.points.share if standing.points else 0)
    first = [standing for standing in known if standing.key("points") == most.key("points")]
    names = phrases.some([called(standing.provider, result.data.leagues) for standing in first], _MOST_NAMES)
    return f"{names} {'has' if len(first) == 1 else 'have'} the most points, {most.points}; {of}"


def labels(providers: Sequence[Provider]) -> list[str]:
    """Their short names; the names in full of those that share one."""
    short = Counter({provider.key: provider.short or provider.name for provider in providers}.values())
    return [
        provider.short if provider.short and short[provider.short] == 1 else provider.name for provider in providers
    ]


def _tiles(result: LeagueTable, standings: Sequence[Standing], field: str) -> Tiles:
    names = labels([standing.provider for standing in standings])
    tiles = []
    for row, (standing, label) in enumerate(zip(standings, names, strict=True)):
        change = result.since.changes[standing.provider.key] if result.since else None
        points = f": {standing.points}" if standing.points and result.by == "points" else ""
        tiles.append(
            Tile(
                f"{label}{points}",
                standing.band_for(field),
                is_derived(standing, field),
                *_change(change),
                name=standing.provider.name,
                row=row,
                key=_key(label, standing.provider.name),
            )
        )
    # Ranked by points, the bands still stand best first.
    if result.by == "points":
        tiles.sort(key=lambda tile: BANDS.index(tile.band) if tile.band else len(BANDS))
    return Tiles(tuple(tiles))


def _key(label: str, name: str) -> str:
    """What a short name stands for: ``DDC: Dorset, Devon and Cornwall``; nothing where it says so itself."""
    short, full = fold(label), fold(name)
    return "" if short in full or full in short else f"{label}: {name}"


def _change(change: Change | None) -> tuple[str, str, bool]:
    """What became of a rating as a sign and in words, and whether it moved."""
    if change is None:
        return "", "", False
    if change.unclear:
        return "?", "whether it has changed is not known", False
    return _MARKS.get(change.kind, ""), change.label, change.moved


def _league_bars(result: LeagueTable, standings: Sequence[Standing], field: str) -> Bars:
    bars = []
    for league in result.chosen.leagues:
        members = [standing for standing in standings if (standing.provider.league or "") == league.name]
        if members:
            starred = {standing.band_for(field) for standing in members if is_derived(standing, field)}
            bands = counted(standing.band_for(field) for standing in members)
            bars.append(Bar(league.label or "Providers", bands, derived=frozenset(band for band in starred if band)))
    return Bars(tuple(bars))
