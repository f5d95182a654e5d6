"""Grids of bands: providers by standards, and what is compared side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.groups import is_derived
from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.charts.captions import called, of_them, say, subtitle, verdict
from ratings_cli.views.charts.league import labels
from ratings_cli.views.charts.model import Chart, Grid, Square

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.comparison import Contender
    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.standards import Block
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet

_MOST_NAMES = 3


def standards_chart(result: LeagueTable, blocks: Sequence[Block]) -> Chart:
    """Draw the providers of whom the band of a standard is known, by standards; a grid for each set of standards."""
    grids = []
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
        notes=(left_out,) if bare else (),
        unknown=phrases.NOT_KNOWN,
        by_rows=False,
    )


def _square(rated: Standing, field: str) -> Square:
    return Square(rated.band_for(field), is_derived(rated, field))


def _most_often(blocks: Sequence[Block]) -> str:
    """Which standards are the worst: ``Through the gate is most often inadequate: 3 of 8 known ratings``."""
    counts = [count for block in blocks for count in block.counts if count.known]
    band = max((band for count in counts for band, number in count.bands.items() if number), key=BANDS.index)
    most = max(count.bands[band] for count in counts)
    worst = [count for count in counts if count.bands[band] == most]
    names = list(dict.fromkeys(count.standard for count in worst))
    word = band.value.replace("requires", "in need of")
    if most == 1:
        given = {band.value: sum(count.bands[band] for count in counts) for band in BANDS}
        return f"The known ratings of standards: {phrases.band_counts(given)}"
    if len(worst) > 1:
        who = phrases.listed(names) if len(names) <= _MOST_NAMES else f"{say(len(names))} standards"
        return f"{phrases.capital(who)} are most often {word}: {most:,} ratings each"
    return f"{phrases.capital(names[0])} is most often {word}: {most:,} of {worst[0].known:,} known ratings"


def compared_chart(data: DataSet, contenders: Sequence[Contender]) -> Chart:
    """Draw a column of bands for each of several providers: overall, and for each standard known of one of them."""
    standings = [contender.standing for contender in contenders]
    if not any(standing.counts for standing in standings):
        return Chart(why="none of these has a rating")
    names = dict.fromkeys(name for contender in contenders for (_, name), band in contender.standards.items() if band)
    fields = ("overall", *names)
    rows = tuple((phrases.capital(field), tuple(_square(rated, field) for rated in standings)) for field in fields)
    days = [phrases.as_at(contender.as_of) for contender in contenders]
    heads = [called(standing.provider, data.leagues) for standing in standings]
    if len(set(days)) > 1:
        heads = [f"{head}, {day}," for head, day in zip(heads, days, strict=True)]
    said = [f"{head} {verdict(rated.overall, 1)}" for head, rated in zip(heads, standings, strict=True)]
    dated = [
        f"{head.rstrip(',')}: {rated.counts.publication if rated.counts else phrases.NOT_RATED}"
        for head, rated in zip(heads, standings, strict=True)
    ]
    return Chart(
        title="; ".join(said),
        subtitle="Newest ratings side by side, each with the date of its report",
        parts=(Grid(tuple(dated), rows),),
        unknown=phrases.NOT_KNOWN,
    )
