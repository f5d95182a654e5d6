"""What the page can show, worked out by the program: every table of every league, and every scorecard."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias

from ratings_cli.formats.markup import web_address
from ratings_cli.league.groups import by_owner, by_region
from ratings_cli.league.league_table import Since, league_table
from ratings_cli.league.report import Change, Kind, history_of
from ratings_cli.league.selection import Selection
from ratings_cli.league.snapshots import News, TableDay, possible_days, table_days
from ratings_cli.league.standards import blocks
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day, show_limit
from ratings_cli.model.names import fold
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views import notes
from ratings_cli.views.evidence import field_words, standing_evidence, star_notes
from ratings_cli.views.group_sheets import group_sheet
from ratings_cli.views.league_table import FIELDS, Context, Row
from ratings_cli.views.standards import standards_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.report import Report
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Derived, League, Ownership, Provider, ProviderKey, Source
    from ratings_cli.views.cells import Cell, Table
    from ratings_cli.views.evidence import Evidence
    from ratings_cli.views.fields import Field
    from ratings_cli.views.sheet import Sheet

_ORDER = ("position", "provider", "overall", "owner", "region", "previous", "points", "published", "change")
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
MOST_SHOWN = 500
"""How many rows of a further table, and of the tables without JavaScript, are shown at most."""
_MOST_FIRST = {"overall", "previous", "points"}
"""The columns of which the highest comes first when a reader sorts by them."""


class Pool(dict[Any, int]):
    """Items of which the page has each once, with their numbers: one that is asked for is put in."""

    def __missing__(self, item: Any) -> int:  # noqa: ANN401 - whatever JSON can hold, with tuples for lists
        """Give an item the next number."""
        return self.setdefault(item, len(self))


Pools: TypeAlias = defaultdict[str, Pool]


def payload(data: DataSet, leagues: tuple[League, ...]) -> dict[str, Any]:
    """Work out all that the page shows.

    A table is a list of rows, as numbers into the list of all that there are, for most stay the same from day to day.
    A row is a list of numbers: the provider, the owner when rated, and a cell for each column but those of the
    position and the name, as numbers into the lists of providers, owners and cells. A cell is its text, its band (a
    number, or -1), what it is sorted by (nothing when that is not known), and 1 when it is derived.
    """
    pools: Pools = defaultdict(Pool)
    providers = [provider for league in leagues for provider in data.providers if provider.league == league.name]
    numbers = {provider.key: number for number, provider in enumerate(providers)}
    return {
        "bands": [band.value for band in BANDS],
        "inferred": phrases.INFERRED,
        "letters": [band.letter for band in BANDS],
        "columns": [{"key": field.key, "heading": field.page, "down": field.key in _MOST_FIRST} for field in COLUMNS],
        "leagues": [_league(data, league, leagues, numbers, pools) for league in leagues],
        "providers": [card(data, provider, pools) for provider in providers],
        **{name: [*pools[name]] for name in ("owners", "cells", "rows", "facts", "heads", "sources")},
    }


def _league(
    data: DataSet, league: League, leagues: tuple[League, ...], numbers: dict[ProviderKey, int], pools: Pools
) -> dict[str, Any]:
    """One league: its names, the owners and areas to choose from, and its tables with the further ones of each day."""
    size = sum(1 for provider in data.providers if provider.league == league.name)
    most = max(2, _MOST_ROWS // max(1, size))
    days = table_days(data, league, most)
    standings = [placed.item for day in days for placed in day.result.places]
    first = f"Tables from before {show_limit(days[0].day)}" if days[0].day else "Earlier tables"
    return {
        "name": league.name,
        "title": league.label,
        "option": f"{league.label}{f' (ended {league.until})' if league.until else ''}" or "all",
        "one": league.singular or f"{league.name} provider".strip(),
        "many": phrases.bodies_noun([league], 2),
        "where": phrases.in_record([league]),
        "owners": sorted({standing.owner for standing in standings if standing.owner}, key=fold),
        "areas": sorted({area for standing in standings for area in standing.provider.areas}, key=fold),
        "days": [_day(day, leagues, numbers, pools) for day in days],
        "kept": f"{first} are left out, to keep the page small." if len(possible_days(data, league)) > most else "",
    }


def _day(day: TableDay, leagues: tuple[League, ...], numbers: dict[ProviderKey, int], pools: Pools) -> dict[str, Any]:
    """One table: its day, its rows in order, the counts by band, what was new, the lines below, the further tables.

    Rows that share a position stand together, so a position stands once, with the number of its rows.
    """
    changes = defaultdict(lambda: UNCHANGED, day.changes)
    context = Context(day.result.data, since=Since(day.day or dt.date.min, changes, {}, ()))
    return {
        "day": day.day.isoformat() if day.day else "",
        "label": show_limit(day.day) if day.day else "all reports",
        "rows": [
            pools["rows"][
                numbers[placed.item.provider.key],
                pools["owners"][placed.item.owner] if placed.item.owner else -1,
                *(pools["cells"][_cell(field, Row(placed, context))] for field in COLUMNS[2:]),
            ]
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
            *notes.order_notes(day.result),
            *star_notes([_bands(placed.item) for placed in day.result.places]),
            *notes.left_out_notes(day.result),
            *notes.newest_note(day.result),
        ],
        "further": [
            [kind, sheet.title, [_further_table(table, pools) for table in sheet.tables]]
            for kind, sheet in further_sheets(day.result, leagues)
        ],
    }


def _bands(standing: Standing) -> list[Evidence]:
    return [value for value in standing_evidence(standing) if value.column in {"overall", "previous"}]


def _cell(field: Field[Context, Row], row: Row) -> tuple[Any, ...]:
    """A cell as the page has it: its text, its band, what it is sorted by, and whether it is derived."""
    cell = field.show(row)
    order = _CHANGE_ORDER.get(row.change.kind) if field.key == "change" else field.sort_key(row)
    if isinstance(order, Fraction):
        order = round(float(order), 6)
    elif isinstance(order, dt.date):
        order = order.isoformat()
    return cell.text, BANDS.index(cell.band) if cell.band else -1, order, int(cell.derived)


def _news_title(day: TableDay) -> str:
    """Over what is new: the day, where a source gives it for all of it."""
    if day.day is None:
        return "New with the reports that are not dated exactly"
    return f"New on {show_day(day.day)}" if day.of_the_day else f"New in the table as at {show_limit(day.day)}"


def _sentence(news: News) -> str:
    """One piece of news in words: ``Thames Valley: good, was requires improvement (21 Jan 2020)``."""
    standing, then, now = news.standing, news.change.then, _word(news.standing.overall)
    if not news.rated or standing.counts is None:
        return f"{standing.provider.name}: {phrases.NOT_RATED if news.rated else f'now run by {standing.owner_now}'}"
    words = {Kind.NEW: f"{now}, first rated", Kind.SAME: f"still {now}", None: now}
    said = words.get(news.change.kind, f"{now}, was {_word(then.overall if then else None)}")
    return f"{standing.provider.name}: {said} ({standing.counts.publication})"


def _word(band: Band | None) -> str:
    return band.value if band else phrases.NOT_RATED


def card(data: DataSet, provider: Provider, pools: Pools) -> dict[str, Any]:
    """Return a provider's scorecard for the page; whatever it does not have is left out."""
    history = history_of(data, provider, None)
    return _full(
        {
            "name": provider.name,
            "id": provider.id,
            "short": provider.short,
            "aliases": [*provider.aliases],
            "region": provider.region,
            "areas": [*provider.areas],
            "owners": [_period(period) for period in provider.ownership],
            "note": provider.note,
            "derived": _grounds(provider.derived),
            "reports": [_report(report, pools) for report in history.reports],
        }
    )


def _report(report: Report, pools: Pools) -> dict[str, Any]:
    """One report, with what reports share as its head.

    A head is the first day on which it was certainly out, or nothing where that is not known; when it was published;
    its programme; and whether that gives the provider ratings of its own.
    """
    inspection = report.inspection
    latest = inspection.publication.latest
    points, before = report.points, report.before
    tally = ", ".join(f"{number} {band.value}" for band, number in inspection.tally.items())
    facts = {
        "Area inspected": inspection.area,
        "Rates": None if report.own else f"{report.subject.name} ({report.subject.league})",
        "Owner at the time": report.owner,
        "Points": f"{points} ({points.derived})" if points and points.derived else str(points or ""),
        "Fieldwork": str(inspection.fieldwork) if report.own and inspection.fieldwork else None,
        "Caseload": phrases.caseload(inspection) if report.own else None,
        "Standards in each band": tally and tally + phrases.part_of(inspection.tally, report.programme),
    }
    return _full(
        {
            "head": pools["heads"][
                latest.isoformat() if latest else None,
                str(inspection.publication),
                report.programme.label,
                int(report.own and report.programme.rated),
            ],
            "overall": BANDS.index(report.overall) if report.overall else None,
            "starred": 1 if report.overall and inspection.ground_of("overall") else None,
            "was": BANDS.index(before.overall)
            if report.overall
            and before
            and before.overall
            and before.publication.certainly_before(inspection.publication)
            else None,
            "standards": [
                [heading, [[name, BANDS.index(band) if band else -1] for name, band in standards.items()]]
                for heading, standards in report.standards.items()
                if any(standards.values())
            ],
            "facts": [pools["facts"][name, text] for name, text in facts.items() if text],
            "verdict": inspection.verdict,
            "note": inspection.note,
            "derived": _grounds(inspection.derived),
            "sources": [
                [pools["sources"][_source(source)], field_words(source.supports)] for source in inspection.sources
            ],
        }
    )


def _period(period: Ownership) -> str:
    """``Working Links, Feb 2015 to 15 Feb 2019``."""
    begin, end = period.from_, period.to
    times = f"{begin} to {end}" if begin and end else f"from {begin}" if begin else f"to {end}" if end else ""
    return ", ".join(filter(None, (period.owner, times)))


def _grounds(derived: Iterable[Derived]) -> list[str]:
    return [f"{field_words(value.fields)}: {value.ground or 'no ground is given'}" for value in derived]


def _source(source: Source) -> tuple[str, str | None]:
    text = f"{source.publisher}, {source.date}" if source.date else source.publisher
    return text, web_address(source.url)


def _full(record: dict[str, Any]) -> dict[str, Any]:
    """The record without what is missing or empty."""
    return {key: value for key, value in record.items() if value is not None and value not in ("", [], {})}


def further_sheets(table: LeagueTable, leagues: Sequence[League]) -> Iterator[tuple[str, Sheet]]:
    """The further tables of a league that have something to tell: of owners, of regions, of standards.

    Args:
        table: the table of the league, as at the day that is wanted.
        leagues: the leagues of the page, for the bodies that are the regions of this one.
    """
    (league,) = table.chosen.leagues
    owners = by_owner(table)
    if len(owners.places) > 1:
        yield "owner", group_sheet(owners, "owner")
    # The bodies of a league that are the regions of this one stand beside the providers on their ground.
    if regional := [other for other in leagues if other.regions_of == league.name]:
        both = Selection((league, *regional), as_of=table.chosen.as_of)
        yield "region", group_sheet(by_region(league_table(table.data, both)), "region")
    found = blocks(table.data, table)
    if any(count.known for block in found for count in block.counts):
        yield "standards", standards_sheet(table, found)


def first_rows(table: Table) -> Table:
    """A further table as the page shows it: its first rows, and in its caption how many there are."""
    if len(table.rows) <= MOST_SHOWN:
        return table
    cut = f"the first {MOST_SHOWN:,} of {len(table.rows):,} rows"
    caption = f"{table.caption}, {cut}" if table.caption else cut.capitalize()
    return table._replace(rows=table.rows[:MOST_SHOWN], caption=caption)


def _further_table(table: Table, pools: Pools) -> list[Any]:
    """Return what the page's script makes a further table of.

    That is its caption, which of its columns head a row, its headings and its rows, as numbers into the list of all
    rows; a row is numbers into the list of all cells, and a cell is its lines, each a text and a band (or -1).
    """
    table = first_rows(table)
    return [
        table.caption,
        [place for place, column in enumerate(table.columns) if column.row_header],
        [column.heading for column in table.columns],
        [pools["rows"][tuple(pools["cells"][_lines_of(cell)] for cell in row)] for row in table.rows],
    ]


def _lines_of(cell: Cell) -> tuple[tuple[str, int], ...]:
    parts = cell.parts or (cell,)
    return tuple(
        (phrases.marked(part.text, part.derived), BANDS.index(part.band) if part.band else -1) for part in parts
    )
