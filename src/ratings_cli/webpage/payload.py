"""What the page can show, worked out by the program: every table of every league, and every scorecard."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ratings_cli.league.league_table import Since
from ratings_cli.league.report import Change, Kind
from ratings_cli.league.snapshots import News, TableDay, possible_days, table_days
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day, show_limit
from ratings_cli.model.names import fold
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views import notes
from ratings_cli.views.evidence import standing_evidence, star_notes
from ratings_cli.views.league_table import FIELDS, Context, Row
from ratings_cli.webpage.cards import card
from ratings_cli.webpage.pool import Interner

if TYPE_CHECKING:
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League, ProviderKey
    from ratings_cli.views.evidence import Evidence
    from ratings_cli.views.fields import Field

_ORDER = ("position", "provider", "overall", "owner", "previous", "points", "published", "change")
"""The columns that the page shows first, in this order; others follow in the order of the fields."""
COLUMNS = sorted(
    (field for field in FIELDS if field.page),
    key=lambda field: _ORDER.index(field.key) if field.key in _ORDER else len(_ORDER),
)
"""The fields of the league table that have a column on the page."""
UNCHANGED = Change(None)
_CHANGE_ORDER: dict[Kind | None, int] = {Kind.UP: 0, Kind.DOWN: 1, Kind.NEW: 2, Kind.SAME: 3}
"""How the column of changes is sorted: those that went up, went down, are new, and stayed the same."""
_MOST_ROWS = 60_000
"""How many rows all tables of a league may have together: the page of a large file keeps its newest days."""
_MOST_FIRST = {"overall", "previous", "points"}
"""The columns of which the highest comes first when a reader sorts by them."""


def payload(data: DataSet, leagues: tuple[League, ...]) -> dict[str, Any]:
    """Work out all that the page shows.

    A table is a list of rows, as numbers into the list of all that there are, for most stay the same from day to day.
    A row is a list of numbers: the provider, the owner when rated, and a cell for each column but those of the
    position and the name, as numbers into the lists of providers, owners and cells. A cell is its text, its band (a
    number, or -1), what it is sorted by (nothing when that is not known), and 1 when it is derived.
    """
    pool, rows, owners, sources, facts = (Interner() for _ in range(5))
    providers = [
        provider for league in leagues for provider in data.providers if (provider.league or "") == league.name
    ]
    numbers = {provider.key: number for number, provider in enumerate(providers)}
    return {
        "bands": [band.value for band in BANDS],
        "letters": [band.letter for band in BANDS],
        "columns": [{"key": field.key, "heading": field.page, "down": field.key in _MOST_FIRST} for field in COLUMNS],
        "leagues": [_league(data, league, numbers, (pool, rows, owners)) for league in leagues],
        "providers": [card(data, provider, sources, facts) for provider in providers],
        "owners": owners.items,
        "cells": pool.items,
        "rows": rows.items,
        "facts": facts.items,
        "sources": sources.items,
    }


def _league(
    data: DataSet, league: League, numbers: dict[ProviderKey, int], pools: tuple[Interner, Interner, Interner]
) -> dict[str, Any]:
    """One league: its names, the owners and areas to choose from, and its tables."""
    size = sum(1 for provider in data.providers if (provider.league or "") == league.name)
    most = max(2, _MOST_ROWS // max(1, size))
    days = table_days(data, league, most)
    standings = [placed.item for day in days for placed in day.result.places]
    return {
        "name": league.name,
        "title": league.label,
        "option": f"{league.label}{f' (ended {league.until})' if league.until else ''}" or "all",
        "one": league.singular or f"{league.name} provider".strip(),
        "many": phrases.bodies_noun([league], 2),
        "where": phrases.in_record([league]),
        "owners": sorted({standing.owner for standing in standings if standing.owner}, key=fold),
        "areas": sorted({area for standing in standings for area in standing.provider.areas}, key=fold),
        "days": [_day(day, numbers, *pools) for day in days],
        "kept": _kept(days[0].day) if len(possible_days(data, league)) > most else "",
    }


def _kept(first: dt.date | None) -> str:
    """What a page says that does not keep every table."""
    before = f"Tables from before {show_limit(first)}" if first else "Earlier tables"
    return f"{before} are left out, to keep the page small."


def _day(
    day: TableDay, numbers: dict[ProviderKey, int], pool: Interner, rows: Interner, owners: Interner
) -> dict[str, Any]:
    """One table: its day, its rows in order, the counts by band, what was new, and the lines below.

    Rows that share a position stand together, so a position stands once, with the number of its rows.
    """
    changes = defaultdict(lambda: UNCHANGED, day.changes)
    context = Context(day.result.data, since=Since(day.day or dt.date.min, changes, {}, ()))
    return {
        "day": day.day.isoformat() if day.day else "",
        "label": show_limit(day.day) if day.day else "all reports",
        "rows": [
            rows.number(
                [
                    numbers[placed.item.provider.key],
                    owners.number(placed.item.owner) if placed.item.owner else -1,
                    *(pool.number(_cell(field, Row(placed, context))) for field in COLUMNS[2:]),
                ]
            )
            for placed in day.result.places
        ],
        "places": [
            [label, position, sum(1 for _ in placed)]
            for (label, position), placed in groupby(day.result.places, lambda placed: (placed.label, placed.position))
        ],
        "counts": list(phrases.count_bands(placed.item.overall for placed in day.result.places).values()),
        "news_title": _news_title(day),
        "news": [_sentence(news) for news in day.news],
        "notes": [
            *notes.table_caveats(day.result),
            *notes.no_positions_note(day.result),
            *star_notes([_bands(placed.item) for placed in day.result.places]),
            *notes.left_out_notes(day.result),
            *notes.newest_note(day.result),
        ],
    }


def _bands(standing: Standing) -> list[Evidence]:
    return [value for value in standing_evidence(standing) if value.column in {"overall", "previous"}]


def _cell(field: Field[Context, Row], row: Row) -> list[Any]:
    """A cell as the page has it: its text, its band, what it is sorted by, and whether it is derived."""
    cell = field.show(row)
    order = _CHANGE_ORDER.get(row.change.kind) if field.key == "change" else field.sort_key(row)
    if isinstance(order, Fraction):
        order = round(float(order), 6)
    elif isinstance(order, dt.date):
        order = order.isoformat()
    return [cell.text, BANDS.index(cell.band) if cell.band else -1, order, int(cell.derived)]


def _news_title(day: TableDay) -> str:
    """Over what is new: the day, where a source gives it for all of it."""
    if day.day is None:
        return "New with the reports that are not dated exactly"
    return f"New on {show_day(day.day)}" if day.of_the_day else f"New in the table as at {show_limit(day.day)}"


def _sentence(news: News) -> str:
    """One piece of news in words: ``Thames Valley: good, was requires improvement (21 Jan 2020)``."""
    standing = news.standing
    if not news.rated or standing.counts is None:
        return (
            f"{standing.provider.name}: {f'now run by {standing.owner_now}' if not news.rated else phrases.NOT_RATED}"
        )
    then = news.change.then
    now = _word(standing.overall)
    words = {
        Kind.NEW: f"{now}, first rated",
        Kind.SAME: f"still {now}",
        None: now,
    }.get(news.change.kind, f"{now}, was {_word(then.overall if then else None)}")
    return f"{standing.provider.name}: {words} ({standing.counts.publication})"


def _word(band: Band | None) -> str:
    return band.value if band else phrases.NOT_RATED
