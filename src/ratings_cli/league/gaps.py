"""What is known to be missing from the record, and what of it bears on what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.standing import standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Gap, League, Provider, ProviderKey


def caveats(
    data: DataSet,
    leagues: Iterable[League],
    as_of: dt.date | None,
    providers: Collection[ProviderKey] | None = None,
) -> tuple[Gap, ...]:
    """Return the gaps that bear on what is shown: those by which a rating in it is perhaps no longer the newest.

    Args:
        data: the records.
        leagues: the leagues that are shown.
        as_of: the day for which they are shown; None when all reports count.
        providers: those that are shown; None for all of the leagues, as where their numbers are.
    """
    names = {league.name for league in leagues}
    return tuple(
        gap
        for gap, concerned in _with_providers(data)
        if any(
            provider.league in names and (providers is None or provider.key in providers)
            for provider in concerned
            if _bears_on(data, gap, provider, as_of)
        )
    )


def _with_providers(data: DataSet) -> Iterator[tuple[Gap, list[Provider]]]:
    """Each gap that concerns certain providers, with them."""
    for gap in data.gaps:
        if gap.providers:
            yield gap, [provider for provider in data.providers if provider.key[1] in gap.providers]
    for league in data.leagues:
        for gap in league.gaps:
            if gap.providers:
                yield gap, [data.provider_of[league.name, key] for key in gap.providers]


def _bears_on(data: DataSet, gap: Gap, provider: Provider, as_of: dt.date | None) -> bool:
    """Whether a provider's rating as at a day is from before what is missing."""
    if as_of is None:
        if gap.until is not None:
            return False
    elif (gap.from_ and as_of < gap.from_.earliest) or (gap.until and as_of > gap.until.latest):
        return False
    rated = standing(data, provider, as_of).counts
    if rated is None:
        return False
    published = rated.publication.earliest
    return gap.from_ is None or published is None or published < gap.from_.earliest
