"""What everything that is published says of itself: that it is unofficial, who gives the ratings, how new they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.sheet import Credit, Value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container

    from ratings_cli.model.dataset import DataSet


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
