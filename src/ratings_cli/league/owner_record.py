"""What an owner runs as at a date, and how it was rated: every provider of a league that is or was its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.league.ranking import rank
from ratings_cli.league.standing import Standing, standing
from ratings_cli.model.ownership import owners_on

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League


@dataclass(frozen=True, slots=True)
class OwnerRecord:
    """What an owner runs in a league, as at a date.

    Args:
        owner: its name.
        runs: the providers that it runs, or was the last to run, best first; those without a rating last.
        lasting: whether it certainly still runs all of them.
        formerly: the providers whose rating is of its work and that another runs now.
        of: how many providers the league has in the record.
    """

    owner: str
    runs: tuple[Standing, ...]
    lasting: bool
    formerly: tuple[Standing, ...]
    of: int

    @property
    def rated(self) -> tuple[Standing, ...]:
        """Those that it runs and that were rated under it."""
        return tuple(run for run in self.runs if run.counts and run.owner == self.owner)

    @property
    def rated_under_others(self) -> tuple[Standing, ...]:
        """Those that it runs and that were rated under another owner, or under one who is not known."""
        return tuple(run for run in self.runs if run.counts and run.owner != self.owner)

    @property
    def unrated(self) -> tuple[Standing, ...]:
        """Those that it runs and that have no rating."""
        return tuple(run for run in self.runs if run.counts is None)


def owner_record(data: DataSet, league: League, owner: str, as_of: dt.date | None) -> OwnerRecord:
    """Collect what an owner runs in a league as at a date; without a date, what it was the last to run."""
    standings = [standing(data, provider, as_of) for provider in data.providers if provider.league == league.name]
    runs = [rated for rated in standings if rated.owner_now == owner]
    return OwnerRecord(
        owner=owner,
        runs=_best_first(runs),
        lasting=all(_lasts(run, as_of) for run in runs),
        formerly=_best_first([rated for rated in standings if rated.owner == owner and rated.owner_now != owner]),
        of=len(standings),
    )


def _best_first(standings: list[Standing]) -> tuple[Standing, ...]:
    ranked = rank(standings, key=lambda rated: rated.key("overall"), name=lambda rated: rated.provider.name)
    return tuple(item.item for item in ranked)


def _lasts(rated: Standing, as_of: dt.date | None) -> bool:
    """Whether nothing in the record says that the owner's time had ended."""
    periods = rated.provider.ownership
    if not periods:
        return True
    return rated.owner_now in owners_on(rated.provider, as_of) if as_of else periods[-1].to is None
