"""The pictures of providers: a league table, their standards, some of them side by side, and the reports on one."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ratings_cli.league.groups import by_league, is_derived
from ratings_cli.league.report import Kind, between
from ratings_cli.model import phrases
from ratings_cli.model.names import fold
from ratings_cli.model.scale import BANDS
from ratings_cli.views.charts import (
    MOST_KEYS,
    Bar,
    Bars,
    Chart,
    Grid,
    Moment,
    Square,
    Tile,
    Tiles,
    TimeLine,
    counted,
    drawn,
    framed,
    headline,
    headline_name,
    of_them,
    subtitle,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.comparison import Contender
    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.report import Change, History, Report
    from ratings_cli.league.standards import Block
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Provider
    from ratings_cli.model.scale import Band

_MARKS: dict[Kind | None, str] = {Kind.UP: "\u2191", Kind.DOWN: "\u2193", Kind.NEW: "+"}
_MOST_TILES = 150
_MOST_NAMES = 3
_ADDED_UP = "Points are added up from the ratings of the standards where no source states them."


def league_chart(result: LeagueTable) -> Chart:
    """Draw a tile for each provider of one league; of several leagues, or of very many providers, a bar of each."""
    standings = [ranked.item for ranked in result.places]
    by_points = result.by == "points"
    field, what, unknown = drawn(result.by)
    bands = [standing.band_for(field) for standing in standings]
    if not any(bands):
        return Chart(why=f"no {what} is known")
    tiled = len(result.chosen.leagues) == 1 and len(standings) <= _MOST_TILES
    return Chart(
        title=framed(_points(result), result) if by_points else headline(result, counted(bands), unknown),
        subtitle=subtitle(f"Newest {what} of {of_them(len(standings), result)}", result.chosen),
        parts=(_tiles(result, standings, field) if tiled else _league_bars(result),),
        notes=(_ADDED_UP,) if any(rated.points and rated.points.derived for rated in standings if by_points) else (),
        unknown=unknown,
        by_rows=tiled,
    )


def _points(result: LeagueTable) -> str:
    """Who has the most points, and of how many they are known."""
    known = [ranked.item for ranked in result.places if ranked.item.points]
    number = len(result.places)
    of = f"points are known of {len(known):,} of {number:,} {phrases.short_noun(result.chosen.leagues, number)}"
    if not known:
        return phrases.capital(of)
    most = max(known, key=lambda standing: standing.points.share if standing.points else 0)
    first = [standing for standing in known if standing.key("points") == most.key("points")]
    names = phrases.some([headline_name(standing.provider, result.data.leagues) for standing in first], _MOST_NAMES)
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
    for standing, label in zip(standings, names, strict=True):
        change = result.since.changes[standing.provider.key] if result.since else None
        points = f": {standing.points}" if standing.points and result.by == "points" else ""
        tiles.append(
            Tile(
                f"{label}{points}",
                standing.band_for(field),
                is_derived(standing, field),
                *_change(change),
                name=standing.provider.name,
                key=_key(label, standing.provider.name),
            )
        )
    return Tiles(tuple(tiles), best_first=result.by == "points")


def _key(label: str, name: str) -> str:
    """What a short name stands for: ``DDC: Dorset, Devon and Cornwall``; nothing where it says so itself."""
    short, full = fold(label), fold(name)
    return "" if short in full or full in short else f"{label}: {name}"


def _keys(labels: Iterable[str], providers: Iterable[Provider]) -> tuple[str, ...]:
    """The line that says what short names stand for; none where there are none, or so many that it would be long."""
    keys = list(filter(None, (_key(label, provider.name) for label, provider in zip(labels, providers, strict=True))))
    return (f"{'; '.join(keys)}.",) if 0 < len(keys) <= MOST_KEYS else ()


def _change(change: Change | None) -> tuple[str, str, bool]:
    """What became of a rating as a sign and in words, and whether it moved."""
    if change is None:
        return "", "", False
    if change.unclear:
        return "?", "whether it has changed is not known", False
    return _MARKS.get(change.kind, ""), change.label, change.moved


def _league_bars(result: LeagueTable) -> Bars:
    groups = (ranked.item for ranked in by_league(result).places)
    named = ((result.chosen.league(group.name or "").label, group) for group in groups)
    return Bars(tuple(Bar.of_group(label or "Providers", group) for label, group in named))


def standards_chart(result: LeagueTable, blocks: Sequence[Block]) -> Chart:
    """Draw the providers of whom the band of a standard is known, by standards; a grid for each set of standards."""
    grids = []
    shown: dict[str, Provider] = {}
    bare = 0
    for block in blocks:
        columns = [name for _, name in block.standards]
        standings = [ranked.item for ranked in block.places]
        known = [
            rated for rated in standings if rated.counts and any(name in rated.counts.standards for name in columns)
        ]
        bare += len(standings) - len(known)
        if known:
            names = labels([standing.provider for standing in known])
            shown |= zip(names, (standing.provider for standing in known), strict=True)
            fields = ("overall", *columns)
            rows = zip(names, (tuple(_square(rated, field) for field in fields) for rated in known), strict=True)
            heading = phrases.listed([programme.label for programme in block.programmes if programme.label])
            grids.append(Grid(tuple(map(phrases.capital, fields)), tuple(rows), heading if len(blocks) > 1 else ""))
    if not grids:
        return Chart(why="no rating of any standard is known")
    left_out = f"Left out, because no rating of a standard is known: {phrases.count(bare, 'provider')}."
    return Chart(
        title=_most_often(blocks),
        subtitle=subtitle(f"Known ratings of standards of {of_them(len(result.places), result)}", result.chosen),
        parts=tuple(grids),
        notes=(*_keys(shown, shown.values()), *([left_out] if bare else [])),
        unknown=phrases.NOT_KNOWN,
        by_rows=False,
    )


def _square(rated: Standing, field: str) -> Square:
    return Square(rated.band_for(field), is_derived(rated, field))


def _most_often(blocks: Sequence[Block]) -> str:
    """Which standards are the worst: ``Through the gate is most often inadequate: 3 of 8 known ratings``."""
    counts: dict[str, Counter[Band]] = defaultdict(Counter)
    for block in blocks:
        for count in block.counts:
            counts[count.standard].update(count.bands)
    band = max((band for bands in counts.values() for band, number in bands.items() if number), key=BANDS.index)
    most = max(bands[band] for bands in counts.values())
    worst = [standard for standard, bands in counts.items() if bands[band] == most]
    word = band.value.replace("requires", "in need of")
    if most == 1:
        given = {band.value: sum(bands[band] for bands in counts.values()) for band in BANDS}
        return f"The known ratings of standards: {phrases.band_counts(given)}"
    if len(worst) > 1:
        who = phrases.listed(worst) if len(worst) <= _MOST_NAMES else f"{phrases.figure(len(worst))} standards"
        return f"{phrases.capital(who)} are most often {word}: {most:,} ratings each"
    known = counts[worst[0]].total()
    return f"{phrases.capital(worst[0])} is most often {word}: {most:,} of {known:,} known ratings"


def compared_chart(data: DataSet, contenders: Sequence[Contender]) -> Chart:
    """Draw a column of bands for each of several providers: overall, and for each standard known of one of them."""
    standings = [contender.standing for contender in contenders]
    if not any(standing.counts for standing in standings):
        return Chart(why="none of these has a rating")
    names = dict.fromkeys(name for contender in contenders for (_, name), band in contender.standards.items() if band)
    fields = ("overall", *names)
    rows = tuple((phrases.capital(field), tuple(_square(rated, field) for rated in standings)) for field in fields)
    days = [phrases.as_at(contender.as_of) for contender in contenders]
    heads = [headline_name(standing.provider, data.leagues) for standing in standings]
    if len(set(days)) > 1:
        heads = [f"{head}, {day}," for head, day in zip(heads, days, strict=True)]
    said = [f"{head} {phrases.verdict(rated.overall, 1)}" for head, rated in zip(heads, standings, strict=True)]
    dates = tuple(str(rated.counts.publication) if rated.counts else phrases.NOT_RATED for rated in standings)
    providers = [standing.provider for standing in standings]
    return Chart(
        title="; ".join(said),
        subtitle="Newest ratings side by side, each with the date of its report",
        parts=(Grid(tuple(head.rstrip(",") for head in heads), rows, remarks=dates),),
        notes=_keys([provider.short or provider.name for provider in providers], providers),
        unknown=phrases.NOT_KNOWN,
    )


def history_chart(data: DataSet, history: History, what: str) -> Chart:
    """Draw every report that is about the provider itself, the oldest first; `what` is what such a body is called."""
    own = [report for report in reversed(history.reports) if report.own]
    if len(own) < 2:  # noqa: PLR2004 - one report is no line
        return Chart(why=f"a time line takes two reports, and of {history.provider.name} there is {len(own) or 'none'}")
    stands = history.standing
    change = between(stands.previous, stands.counts).label if stands.previous and not stands.order_unknown else ""
    told = f", {change}" if change else ""
    day = f", {phrases.as_at(history.as_of)}" if history.as_of else ""
    about = ", ".join(filter(None, (history.provider.name, what)))
    return Chart(
        title=f"{headline_name(history.provider, data.leagues)} {phrases.verdict(stands.overall, 1)}{told}",
        subtitle=f"{about}: every report in the record, oldest first{day}",
        parts=(TimeLine(tuple(map(_moment, own))),),
    )


def _moment(report: Report) -> Moment:
    band = report.overall
    words = (
        report.programme.label,
        f"owner: {report.owner}" if report.owner else "",
        f"area: {report.inspection.area}" if report.inspection.area else "",
    )
    return Moment(
        phrases.capital(str(report.inspection.publication)),
        band,
        band.value if band else report.unrated,
        "; ".join(filter(None, words)),
        bool(band and report.inspection.ground_of("overall")),
    )
