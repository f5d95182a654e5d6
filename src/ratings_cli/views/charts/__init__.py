"""What a picture shows: parts of a few kinds, as plain values that any format can draw; and what its headline says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ratings_cli.league.report import Kind
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_day, show_limit
from ratings_cli.model.scale import BANDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.league.groups import Group
    from ratings_cli.league.league_table import LeagueTable, Since
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.records import League, Provider
    from ratings_cli.model.scale import Band

Counts: TypeAlias = "tuple[tuple[Band | None, int], ...]"
"""How many there are of each band, best first; None stands for those without one."""

MOST_KEYS = 25
"""How many short names a line below spells out; of more, it would be longer than the picture."""

_VERBS = {
    Kind.UP: ("rises", "rise"),
    Kind.DOWN: ("falls", "fall"),
    Kind.NEW: ("is first rated", "are first rated"),
}
_MOST_MOVES = 2


def counted(bands: Iterable[Band | None]) -> Counts:
    """Count bands, best first; those not rated last."""
    counts = phrases.count_bands(bands)
    return tuple((band, counts[band.value if band else phrases.NOT_RATED]) for band in (*BANDS, None))


class Tile(NamedTuple):
    """One body, on the ground of its band.

    Args:
        label: its short name.
        band: its band.
        derived: whether no source states the band outright; the label then has a star.
        mark: a sign for what became of its rating.
        change: what became of it, in words, which explain the mark.
        moved: whether its rating changed; the tile is then outlined.
        name: its name in full.
        key: what its label stands for, where that is no part of its name: ``DDC: Dorset, Devon and Cornwall``.
    """

    label: str
    band: Band | None
    derived: bool = False
    mark: str = ""
    change: str = ""
    moved: bool = False
    name: str = ""
    key: str = ""


class Tiles(NamedTuple):
    """Labelled tiles in groups of a band each: best first, or in the order of the first of each."""

    items: tuple[Tile, ...]
    best_first: bool = False


class Bar(NamedTuple):
    """One bar: its label, its parts, what stands beside the label, and which bands are derived for some in it."""

    label: str
    counts: Counts
    remark: str = ""
    derived: frozenset[Band] = frozenset()

    @classmethod
    def of_group(cls, label: str, group: Group, remark: str = "") -> Bar:
        """A bar of the bands of a group."""
        return cls(label, counted(group.bands), remark, group.derived_bands)

    @property
    def total(self) -> int:
        """How many it counts."""
        return sum(number for _, number in self.counts)


class Bars(NamedTuple):
    """Stacked bars, with a part for each band and the number in it."""

    items: tuple[Bar, ...]


class Square(NamedTuple):
    """One cell of a grid: a band, None where it is not known."""

    band: Band | None
    derived: bool = False


class Grid(NamedTuple):
    """Rows by columns of bands, each row with its label, under a heading; below the name of a column, its remark."""

    columns: tuple[str, ...]
    items: tuple[tuple[str, tuple[Square, ...]], ...]
    heading: str = ""
    remarks: tuple[str, ...] = ()


class Moment(NamedTuple):
    """One report on a time line: its date as exact as a source gives it, its rating in words, and what more to say."""

    when: str
    band: Band | None
    says: str
    remark: str = ""
    derived: bool = False


class TimeLine(NamedTuple):
    """Reports in order of time, with no measure of the time between them: few dates are exact."""

    items: tuple[Moment, ...]


Part: TypeAlias = "Tiles | Bars | Grid | TimeLine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture.

    Args:
        title: what can be seen in it, as a headline.
        subtitle: what is shown, as at when, with which filters.
        parts: what is drawn, one part below the other.
        notes: lines below.
        unknown: what those without a band are: ``not rated``, or ``not known`` where the bands are of a standard.
        by_rows: whether each tile or bar is a row of the table, so that a part of the table is a part of the picture.
        why: why there is nothing to draw; only where there are no parts.
    """

    title: str = ""
    subtitle: str = ""
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: str = phrases.NOT_RATED
    by_rows: bool = True
    why: str = ""

    def below(self, *lines: str) -> Chart:
        """The same picture with more lines below."""
        return replace(self, notes=(*lines, *self.notes))

    @property
    def size(self) -> int:
        """How many tiles, bars, rows and reports there are in it."""
        return sum(len(part.items) for part in self.parts)

    def first(self, number: int, of: int) -> Chart:
        """The picture of a sheet of which only the first rows, so many of all, are shown."""
        return self._cut(number, phrases.only(number, of)) if self.by_rows else self

    def with_room_for(self, number: int) -> Chart:
        """The picture with only so many tiles, bars, rows or reports, and a line on those that are left out."""
        missing = [item for part in self.parts for item in part.items][number:]
        bands = [item.band for item in missing if isinstance(item, Tile)]
        told = f" ({phrases.band_counts(phrases.count_bands(bands))})" if len(bands) == len(missing) else ""
        return self._cut(number, f"No room for the last {len(missing):,} of {self.size:,}{told}")

    def _cut(self, number: int, note: str) -> Chart:
        parts = []
        for part in self.parts:
            items: Any = part.items[: max(0, number)]
            parts += [part._replace(items=items)] if items else []
            number -= len(part.items)
        return replace(self.below(f"{note}; the headline is about all of them."), parts=tuple(parts))


def drawn(by: str) -> tuple[str, str, str]:
    """The field whose bands are drawn of a table, what it is called, and what those without a band are."""
    if by in {"overall", "points"}:
        return "overall", "overall rating", phrases.NOT_RATED
    return by, f"rating for {by}", phrases.NOT_KNOWN


def of_them(number: int, result: LeagueTable) -> str:
    """Of which bodies something is shown: ``each of the 21 providers``, ``6 of the 21 providers``."""
    shown = "each" if number == result.of else f"{number:,}"
    return f"{shown} of the {phrases.bodies(result.chosen.leagues, result.of)}" if result.of > 1 else "the only one"


def headline_name(provider: Provider, leagues: Iterable[League]) -> str:
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
    noun = f"{'' if whole or shown[-1][0] is None else 'rated '}{phrases.short_noun(chosen.leagues, total)}"
    most, number = max(shown, key=lambda item: (item[0] is not None, item[1]))
    if len(shown) == 1:
        every = {1: "one", 2: "both"}.get(total, f"all {phrases.figure(total)}")
        return f"{every} {noun} {phrases.verdict(most, total, unknown)}"
    rest = [
        f"{phrases.figure(other)} {phrases.verdict(band, other, unknown)}" for band, other in shown if band is not most
    ]
    return f"{number:,} of {total:,} {noun} {phrases.verdict(most, number, unknown)}; {', '.join(rest)}"


def headline(result: LeagueTable, counts: Counts, unknown: str = phrases.NOT_RATED) -> str:
    """The finding of a table; where a day was chosen, what happened to the ratings since then comes first."""
    said = [finding(counts, result.chosen, unknown)]
    if result.since is not None:
        moves = _moves(result, result.since)
        if not moves:
            unclear = any(change.unclear for change in result.since.changes.values())
            moves = [f"no rating {'is known to have' if unclear else 'has'} changed since {show_day(result.since.day)}"]
        most, number = max(counts, key=lambda item: (item[0] is not None, item[1]))
        said = [*moves, f"{phrases.figure(number)} {phrases.verdict(most, number, unknown)}"]
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
                noun = "" if said else f" {phrases.short_noun(result.chosen.leagues, number)}"
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
    return "; ".join([", ".join(words), *chosen.filter_words])
