"""The line that a view carries where a rating in it is perhaps no longer the newest: below tables and pictures."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from ratings_cli.league.league_table import caveats
from ratings_cli.views.sheet import Note

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Provider
    from ratings_cli.views.sheet import Sheet


def provider_caveats(data: DataSet, provider: Provider, as_of: dt.date | None) -> list[str]:
    """What bears on one provider as at a day, one line for each gap."""
    return [gap.text for gap in caveats(data, data.leagues, as_of, {provider.key})]


def league_caveats(data: DataSet, providers: Iterable[Provider], as_of: dt.date | None) -> list[str]:
    """What bears on the leagues of some providers as at a day: the position of each is one among all."""
    if not any(gap.providers for gap in (*data.gaps, *(gap for league in data.leagues for gap in league.gaps))):
        return []  # without a look at every provider of a large file
    shown = {provider.league for provider in providers}
    return [
        gap.text for gap in caveats(data, [candidate for candidate in data.leagues if candidate.name in shown], as_of)
    ]


def table_caveats(result: LeagueTable) -> list[str]:
    """What bears on a league table that has rows."""
    return league_caveats(result.data, (placed.item.provider for placed in result.places), result.chosen.as_of)


def with_caveats(sheet: Sheet, lines: Sequence[str]) -> Sheet:
    """Put lines before the notes of a sheet, and below its picture."""
    if not lines:
        return sheet
    unique = tuple(dict.fromkeys(lines))
    return dataclasses.replace(
        sheet,
        notes=(*(Note(line, "gap") for line in unique), *sheet.notes),
        chart=sheet.chart and sheet.chart.below(unique),
    )
