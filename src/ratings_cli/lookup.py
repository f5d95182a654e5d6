"""Which provider a name on the command line means, and help where it is the name of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.names import NameNotFoundError, find
from ratings_cli.selection import area_names, league_names, owner_names, provider_names, region_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.dataset import DataSet
    from ratings_cli.records import League, Provider


def find_provider(data: DataSet, query: str, leagues: Sequence[League] | None = None) -> Provider:
    """Return the one provider that a name means.

    Args:
        data: the records.
        query: what the user typed: a name, short name or alias, or an unambiguous part of one.
        leagues: only providers of these; None for every league.

    Raises:
        NameNotFoundError: no provider has that name, or several have. The message says so, and which command
            to try when the name is that of an owner, an area, a region or a league.
    """
    try:
        return find(query, provider_names(data, leagues), "provider", apart=_by_league)
    except NameNotFoundError as error:
        other = _other_kind(data, query)
        if other is None:
            raise
        what, command = other
        message = f"{error}; or, as {what}: {command}" if error.several else f"'{query}' is {what}: try: {command}"
        raise NameNotFoundError(message, several=error.several) from None


def _by_league(matches: Sequence[Provider]) -> str | None:
    """Say how to name one of several providers that differ in nothing but their league; None when they do."""
    leagues = {one.league for one in matches}
    if len({one.name for one in matches}) > 1 or len(leagues) < len(matches):
        return None
    one = matches[0]
    return f'add the league, such as --league {one.league}, or write "{one.name} {one.league}"'


def _other_kind(data: DataSet, query: str) -> tuple[str, str] | None:
    """Say what else a name is, and the command to try; None when it is nothing that the data knows."""
    kinds = (
        ("an owner", "owner", owner_names(data)),
        ("an area", "area", area_names(data)),
        ("a region", "region", region_names(data)),
        ("a league", "league", league_names(data)),
    )
    for what, option, names in kinds:
        try:
            found = find(query, names, option)
        except NameNotFoundError:
            continue
        more = "" if option == "league" else _league_option(data, option, found)
        typed = query if query.isalnum() else f'"{query}"'
        return what, f"ratings table --{option} {typed}{more}"
    return None


def _league_option(data: DataSet, option: str, found: str) -> str:
    """The option that is needed when the league that is shown by default has nothing to show."""
    leagues = [one.league for one in data.providers if found in _belongings(one, option)]
    return f" --league {leagues[0]}" if leagues and data.leagues[0].name not in leagues else ""


def _belongings(provider: Provider, option: str) -> set[str | None]:
    """The names of a kind that a provider goes with: its owners, its areas or its region."""
    if option == "owner":
        return {period.owner for period in provider.ownership}
    return set(provider.areas) if option == "area" else {provider.region}
