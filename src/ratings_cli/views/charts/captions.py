"""The words of pictures: the finding as a headline, what is shown, and whose ratings they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ratings_cli.league.report import Kind
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day, show_limit
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.head import filter_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ratings_cli.league.league_table import LeagueTable, Since
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.records import League, Provider
    from ratings_cli.views.charts import Counts

_VERBS = {
    Kind.UP: ("rises", "rise"),
    Kind.DOWN: ("falls", "fall"),
    Kind.NEW: ("is first rated", "are first rated"),
}
_MOST_MOVES = 2


def drawn(by: str) -> tuple[str, str, str]:
    """The field whose bands are drawn of a table, what it is called, and what those without a band are."""
    if by in {"overall", "points"}:
        return "overall", "overall rating", phrases.NOT_RATED
    return by, f"rating for {by}", phrases.NOT_KNOWN


def of_them(number: int, result: LeagueTable) -> str:
    """Of which bodies something is shown: ``each of the 21 providers``, ``6 of the 21 providers``."""
    shown = "each" if number == result.of else f"{number:,}"
    return f"{shown} of the {phrases.bodies(result.chosen.leagues, result.of)}" if result.of > 1 else "the only one"


def verdict(band: Band | None, number: int, unknown: str = phrases.NOT_RATED) -> str:
    """What so many bodies are or do: ``is good``, ``require improvement``; without a band, what `unknown` says."""
    word = band.value if band else unknown
    if word.startswith("requires "):  # the one band that is a verb
        return word if number == 1 else word.replace("requires", "require", 1)
    return f"{'is' if number == 1 else 'are'} {word}"


def bodies(leagues: Sequence[League], number: int) -> str:
    """What a headline calls so many bodies: ``CRC``, ``probation units``, ``providers`` of several leagues."""
    kind = leagues[0].kind if len(leagues) == 1 else None
    return f"{kind}{'' if number == 1 else 's'}" if kind else phrases.bodies_noun(leagues, number)


def called(provider: Provider, leagues: Iterable[League]) -> str:
    """What a headline calls a body, so that nobody takes it for the place of its name: ``BeNCH CRC``."""
    name = provider.short or provider.name
    kind = next((league.kind or league.name for league in leagues if league.name == provider.league), "")
    return name if kind.casefold() in name.casefold() else f"{name} {kind}"


def finding(counts: Counts, chosen: Selection, unknown: str = phrases.NOT_RATED) -> str:
    """The commonest band first: ``17 of 21 rated CRCs require improvement; three are good, one is inadequate``.

    They are called the rated ones unless they are all that there are, or some of them have no rating.
    """
    shown = [(band, number) for band, number in counts if number]
    total = sum(number for _, number in shown)
    whole = not chosen.filters and [total] == [league.size for league in chosen.leagues]
    noun = f"{'' if whole or shown[-1][0] is None else 'rated '}{bodies(chosen.leagues, total)}"
    most, number = max(shown, key=lambda item: (item[0] is not None, item[1]))
    if len(shown) == 1:
        every = {1: "one", 2: "both"}.get(total, f"all {phrases.figure(total)}")
        return f"{every} {noun} {verdict(most, total, unknown)}"
    rest = [f"{phrases.figure(other)} {verdict(band, other, unknown)}" for band, other in shown if band is not most]
    return f"{number:,} of {total:,} {noun} {verdict(most, number, unknown)}; {', '.join(rest)}"


def headline(result: LeagueTable, counts: Counts, unknown: str = phrases.NOT_RATED) -> str:
    """The finding of a table; where a day was chosen, what happened to the ratings since then comes first."""
    said = [finding(counts, result.chosen, unknown)]
    if result.since is not None:
        moves = _moves(result, result.since)
        if not moves:
            unclear = any(change.unclear for change in result.since.changes.values())
            moves = [f"no rating {'is known to have' if unclear else 'has'} changed since {show_day(result.since.day)}"]
        most, number = max(counts, key=lambda item: (item[0] is not None, item[1]))
        said = [*moves, f"{phrases.figure(number)} {verdict(most, number, unknown)}"]
    return framed("; ".join(said), result)


def framed(said: str, result: LeagueTable) -> str:
    """A headline with what it is about, where that is not the overall rating of all: ``Sodexo: all six ...``."""
    chosen = result.chosen
    names = [*chosen.owners, *chosen.areas, *chosen.regions, *(f"rated {band.value}" for band in chosen.bands)]
    about = [phrases.capital(phrases.listed(names))] if names else []
    if result.by not in {"overall", "points"}:
        about.append(f"{'for' if about else 'For'} {result.by}")
    return f"{', '.join(about)}: {said}" if about else phrases.capital(said)


def _moves(result: LeagueTable, since: Since) -> list[str]:
    """What happened to ratings: ``two more providers rise to good``; where that is a lot, how many rose and fell."""
    shown = [(ranked.item.overall, since.changes[ranked.item.provider.key]) for ranked in result.places]
    numbers = Counter((change.kind, band) for band, change in shown if change.moved)
    if len(numbers) > _MOST_MOVES:
        numbers = Counter((change.kind, None) for _, change in shown if change.moved)
    said: list[str] = []
    for kind, verbs in _VERBS.items():
        for band in (*BANDS, None):
            if number := numbers[kind, band]:
                there = any(other is band and not change.moved for other, change in shown)
                more = " more" if band and there and kind is not Kind.NEW else ""
                noun = "" if said else f" {bodies(result.chosen.leagues, number)}"
                to = f" {'as' if kind is Kind.NEW else 'to'} {band.value}" if band else ""
                said.append(f"{phrases.figure(number)}{more}{noun} {verbs[number > 1]}{to}")
    return said


def subtitle(what: str, chosen: Selection, *more: str) -> str:
    """What is shown: ``Newest overall rating of each, as at 3 May 2019; owner: Sodexo``."""
    words = [f"{what}{phrases.in_record(chosen.leagues)}", *more]
    if chosen.since:
        words.append(f"and changes since {show_day(chosen.since)}")
    if chosen.as_of:
        words.append(f"as at {show_limit(chosen.as_of)}")
    return "; ".join([", ".join(words), *filter_words(chosen)])
