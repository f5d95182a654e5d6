"""What a view says of itself: its title, what JSON has before the rows, how new the ratings are and who gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.cells import Credit
from ratings_cli.views.changes import change_sentence, changes_record
from ratings_cli.views.notes import counts_note, gaps_hint, other_leagues, table_caveats, with_caveats
from ratings_cli.views.sheet import Sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League
    from ratings_cli.views.cells import Table, Value
    from ratings_cli.views.charts import Chart
    from ratings_cli.views.evidence import Evidence
    from ratings_cli.views.fields import View


def title_of(leagues: Sequence[League], what: str, chosen: Selection, *, rerank: bool = False) -> str:
    """``Community Rehabilitation Companies by overall rating, as at 3 May 2019, owner: Sodexo``.

    Args:
        leagues: the leagues.
        what: what follows on their names.
        chosen: the date and the filters.
        rerank: whether the positions are those within what the filters show.
    """
    within = ["ranked only among these"] if rerank and chosen.filters else []
    day = phrases.as_at(chosen.as_of)
    return ", ".join([f"{phrases.league_titles(leagues)} {what}", day, *filter_words(chosen), *within])


def filter_words(chosen: Selection) -> list[str]:
    """``owner: Sodexo``, ``band: good or outstanding``."""
    return [f"{name}: {phrases.listed(values, 'or')}" for name, values in chosen.filters.items()]


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


def table_sheet(  # noqa: PLR0913 - what a sheet is made of
    result: LeagueTable,
    what: str,
    view: View[Any, Any],
    notes: Sequence[str],
    *,
    chart: Chart | None = None,
    own_tables: tuple[Table, ...] = (),
    own_evidence: tuple[Sequence[Sequence[Evidence]], ...] = (),
    hints: Sequence[str] = (),
    more: dict[str, Value] | None = None,
) -> Sheet:
    """The sheet of a league table, or of what is made of one: with title, counts, hints, and what is perhaps newer.

    Args:
        result: the league table.
        what: what follows in the title on the names of the leagues.
        view: its rows.
        notes: its notes.
        chart: its picture.
        own_tables: its tables, where they are not that of the view.
        own_evidence: what backs them.
        hints: its own hints, before those that all have.
        more: what JSON says of it beside what it says of all.
    """
    counts = phrases.count_bands(ranked.item.overall for ranked in result.places)
    title = title_of(result.chosen.leagues, what, result.chosen, rerank=result.rerank)
    changed = change_sentence(result) if result.places else ""
    record = head(title, result.chosen, result.by, {"total": len(result.places), **counts})
    sheet = Sheet(
        title=title,
        summary=" ".join(filter(None, [counts_note(result, counts), changed])),
        own_tables=own_tables,
        own_evidence=own_evidence,
        notes=notes,
        head=record | (more or {}) | changes_record(result),
        chart=chart,
        hints=[*hints, *other_leagues(result), *gaps_hint(result.data, result.chosen.leagues)],
        view=view,
    )
    return with_caveats(sheet, table_caveats(result))


def newest_report(data: DataSet, as_of: dt.date | None, leagues: Container[object] | None = None) -> str:
    """How new the ratings are: ``Newest report in the record (CRC): July 2020.``; nothing where no report is dated.

    It is of all reports on the leagues, whatever the filters, and says so.

    Args:
        data: the records.
        as_of: the day for which something is shown; None when all reports count.
        leagues: the names of the leagues that are shown; None for all.
    """
    dated = [
        (latest, inspection)
        for inspection in data.inspections
        if (latest := inspection.latest)
        and (as_of is None or latest <= as_of)
        and (leagues is None or (inspection.league or "") in leagues)
    ]
    if not dated:
        return ""
    shown = [league.name for league in data.leagues if leagues is None or league.name in leagues]
    which = f" ({', '.join(shown)})" if all(shown) and len(shown) < len(data.leagues) else ""
    until = f"by {show_limit(as_of)}" if as_of else "in the record"
    return f"Newest report {until}{which}: {max(dated, key=lambda pair: pair[0])[1].publication}."


def credit(data: DataSet, newest: str) -> Credit:
    """The lines that everything for readers carries.

    Args:
        data: the records, for who gives the ratings and what their licence asks to be said.
        newest: a sentence on when the newest report came out; see `newest_report`.
    """
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
    """What JSON says of every view: who gives the ratings, the licence, and what is known to be missing.

    Args:
        data: the records.
        leagues: the names of the leagues that are shown; None for all.
    """
    shown = [league for league in data.leagues if leagues is None or league.name in leagues]
    gaps = [*data.gaps, *(gap for league in shown for gap in league.gaps)]
    return {
        "inspectorate": data.inspectorate,
        "licence": data.licence,
        "attribution": data.attribution,
        "gaps": [phrases.capital(gap.text) for gap in gaps],
    }
