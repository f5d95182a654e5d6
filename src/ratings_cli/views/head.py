"""What a view says of itself: its title, what JSON has before the rows, how new the ratings are and who gives them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.cells import Credit
from ratings_cli.views.notes import (
    change_sentence,
    changes_record,
    counts_note,
    other_leagues,
    table_caveats,
    with_caveats,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.views.cells import Value
    from ratings_cli.views.sheet import Sheet


def title_of(what: str, chosen: Selection, *, rerank: bool = False) -> str:
    """``Community Rehabilitation Companies by overall rating, as at 3 May 2019, owner: Sodexo``."""
    within = ["ranked only among these"] if rerank and chosen.filters else []
    day = phrases.as_at(chosen.as_of)
    return ", ".join([f"{phrases.league_titles(chosen.leagues)} {what}", day, *chosen.filter_words, *within])


def head(title: str, chosen: Selection, by: str, counts: dict[str, int]) -> dict[str, Value]:
    """The title, what was chosen, what it is ranked by, and how many there are of each kind."""
    return {
        "title": title,
        "leagues": [league.name for league in chosen.leagues],
        "as_of": chosen.as_of.isoformat() if chosen.as_of else None,
        "ranked_by": by,
        "filters": {**chosen.filters},
        "counts": dict(counts),
    }


def table_sheet(result: LeagueTable, sheet: Sheet) -> Sheet:
    """The sheet of a league table, or of what is made of one: with title, counts, hints, and what is perhaps newer.

    Args:
        result: the league table.
        sheet: the sheet; its title follows on the names of the leagues, and its head on what JSON says of every table.
    """
    counts = phrases.count_bands(ranked.item.overall for ranked in result.places)
    title = title_of(sheet.title, result.chosen, rerank=result.rerank)
    changed = change_sentence(result) if result.places else ""
    has_gaps = result.data.gaps or any(league.gaps for league in result.chosen.leagues)
    record = head(title, result.chosen, result.by, {"total": len(result.places), **counts})
    whole = dataclasses.replace(
        sheet,
        title=title,
        summary=" ".join(filter(None, [counts_note(result, counts), changed])),
        head=record | sheet.head | changes_record(result),
        hints=[*sheet.hints, *other_leagues(result), *(["Known gaps: ratings scale."] if has_gaps else [])],
    )
    return with_caveats(whole, table_caveats(result))


def newest_report(data: DataSet, as_of: dt.date | None, leagues: Container[object] | None = None) -> str:
    """How new the ratings are: ``Newest report in the record (CRC): July 2020.``; nothing where no report is dated.

    It is of all reports on some leagues (None for all), whatever the filters, and says so.
    """
    dated = [
        (latest, inspection)
        for inspection in data.inspections
        if (latest := inspection.latest)
        and (as_of is None or latest <= as_of)
        and (leagues is None or inspection.league in leagues)
    ]
    if not dated:
        return ""
    shown = [league.name for league in data.leagues if leagues is None or league.name in leagues]
    which = f" ({', '.join(shown)})" if all(shown) and len(shown) < len(data.leagues) else ""
    until = f"by {show_limit(as_of)}" if as_of else "in the record"
    return f"Newest report {until}{which}: {max(dated, key=lambda pair: pair[0])[1].publication}."


def credit(data: DataSet, newest: str) -> Credit:
    """The lines that everything for readers carries; one says when the `newest_report` came out."""
    by = data.inspectorate
    gives = f": {by} gives the ratings and publishes no ranking" if by else " table of published ratings"
    licence = data.attribution or data.licence or ""
    text = " ".join(filter(None, (f"Unofficial{gives}.", newest, licence)))
    return Credit(text, " ".join(filter(None, ("Unofficial.", f"Ratings: {by}." if by else "", newest))))


def shown_leagues(head: dict[str, Value]) -> list[object] | None:
    """The names of the leagues that a view is of, as its head for JSON says; None for all of them."""
    provider, leagues = head.get("provider"), head.get("leagues")
    if isinstance(provider, dict):
        return [provider["league"] or ""]
    return [*leagues] if isinstance(leagues, list) else None


def rights_record(data: DataSet, leagues: Container[object] | None = None) -> dict[str, Value]:
    """What JSON says of every view: who gives the ratings, the licence, what is missing of some leagues or of all."""
    shown = [league for league in data.leagues if leagues is None or league.name in leagues]
    gaps = [*data.gaps, *(gap for league in shown for gap in league.gaps)]
    return {
        "inspectorate": data.inspectorate,
        "licence": data.licence,
        "attribution": data.attribution,
        "gaps": [phrases.capital(gap.text) for gap in gaps],
    }
