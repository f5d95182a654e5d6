"""What there is to ask for by name, as a sheet: each name with its other names, and how many providers go with it."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.listing import KINDS, listing
from ratings_cli.model import phrases
from ratings_cli.views.cells import band_cell
from ratings_cli.views.fields import Field, View, always
from ratings_cli.views.head import filter_words, head
from ratings_cli.views.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.listing import Entry
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.dates import PartialDate

_ASK = {
    "leagues": ("table", "-l"),
    "owners": ("table", "-l", "all", "--owner"),
    "areas": ("table", "-l", "all", "--area"),
    "regions": ("table", "-l", "all", "--region"),
    "providers": ("show",),
    "standards": ("table", "-l", "all", "--by"),
}
"""For each kind the command that asks for one of it; the name follows."""
_RATED = {
    "owners": "Providers: those that it ever ran. Rated: those that it ran when they were rated.",
    "standards": "Providers: those rated under a programme that has it. Rated: those of which the band is known.",
}


class Context(NamedTuple):
    """What the rows have in common: the kind of what is listed, what was chosen, and whether any has other names."""

    kind: str
    chosen: Selection
    has_others: bool


def _is(*kinds: str) -> Callable[[Context], bool]:
    return lambda context: context.kind in kinds


def _is_not(*kinds: str) -> Callable[[Context], bool]:
    return lambda context: context.kind not in kinds


def _leagues(entry: Entry) -> Counter[str]:
    return Counter(item.provider.league or "" for item in entry.members)


def _leagues_cell(context: Context, entry: Entry) -> Cell:
    counts = _leagues(entry)
    alone = context.kind == "providers"
    return Cell(", ".join(name if alone else f"{name} {number:,}".strip() for name, number in counts.items()))


def _until(context: Context, entry: Entry) -> PartialDate | None:
    league = next(league for league in context.chosen.leagues if league.name == entry.name)
    return league.ended_by(context.chosen.as_of)


FIELDS: tuple[Field[Context, Entry], ...] = (
    Field(
        key="name",
        help="the name",
        value=lambda _, entry: entry.name,
        cell=lambda _, entry: Cell(entry.name or phrases.NOT_KNOWN, quiet=not entry.name),
        heading=lambda context: phrases.capital(context.kind.removesuffix("s")),
        worth=always,
        drop=0,
        names=True,
        row_header=True,
    ),
    Field(
        key="also",
        help="what else it is called",
        value=lambda _, entry: list(entry.others),
        heading="Also called",
        worth=lambda context: context.has_others,
        drop=3,
        names=True,
    ),
    Field(
        key="leagues",
        help="the leagues of the providers that go with it",
        value=lambda _, entry: list(_leagues(entry)),
        cell=_leagues_cell,
        heading=lambda context: "League" if context.kind == "providers" else "Leagues",
        given=_is_not("leagues"),
        needs="of other kinds than leagues",
        worth=lambda context: len(context.chosen.leagues) > 1,
        drop=2,
        names=True,
    ),
    Field(
        key="providers",
        help="how many providers go with it",
        value=lambda _, entry: len(entry.members),
        given=_is_not("providers"),
        needs="of other kinds than providers",
        worth=always,
        align="right",
        drop=1,
    ),
    Field(
        key="rated",
        help="how many of them have a rating: of an owner, those it ran when they were rated; of a standard, for that",
        value=lambda _, entry: len(entry.rated),
        given=_is_not("providers"),
        needs="of other kinds than providers",
        worth=always,
        align="right",
        drop=0,
    ),
    Field(
        key="overall",
        help="its newest overall rating",
        value=lambda _, entry: band.value if (band := entry.members[0].overall) else None,
        cell=lambda _, entry: band_cell(entry.members[0].counts, "overall"),
        order=lambda _, entry: band.score if (band := entry.members[0].overall) else None,
        given=_is("providers"),
        needs="of providers",
        worth=always,
        drop=0,
    ),
    Field(
        key="reports",
        help="how many reports on them there are in the record",
        value=lambda _, entry: sum(len(item.inspections) for item in entry.members),
        given=_is("leagues", "providers"),
        needs="of leagues and providers",
        worth=always,
        align="right",
        drop=4,
    ),
    Field(
        key="until",
        help="when the league ended",
        value=lambda context, entry: until.iso if (until := _until(context, entry)) else None,
        cell=lambda context, entry: Cell(str(_until(context, entry) or "")),
        heading="Ended",
        given=_is("leagues"),
        needs="of leagues",
        worth=lambda context: any(league.ended_by(context.chosen.as_of) for league in context.chosen.leagues),
        drop=1,
    ),
)


def listing_sheet(
    data: DataSet, kind: str, chosen: Selection, *, wide: bool = False, typed: Sequence[str] = ()
) -> Sheet:
    """List everything of a kind.

    Args:
        data: the records.
        kind: one of the kinds.
        chosen: which providers count.
        wide: with every column there is.
        typed: the options that name the data, for the command to try.
    """
    entries = listing(data, kind, chosen)
    context = Context(kind, chosen, any(entry.others for entry in entries))
    title = _title(data, kind, chosen)
    notes = [f"{phrases.count(len(entries), kind.removesuffix('s'), kind)}.", *filter(None, [_RATED.get(kind)])]
    asked = max((entry for entry in entries if entry.name), key=lambda entry: len(entry.rated), default=None)
    return Sheet(
        title=title,
        notes=notes if entries else [f"No {kind} {'with these filters' if chosen.filters else 'in the record'}."],
        head=head(title, chosen, "name", {"total": len(entries)}),
        view=View(FIELDS, context, entries, (), lambda _: [], wide=wide),
        hints=[_hint(kind, asked, typed)] if asked else [],
    )


def _title(data: DataSet, kind: str, chosen: Selection) -> str:
    leagues = [] if chosen.leagues == data.leagues else [phrases.league_titles(chosen.leagues)]
    day = [phrases.as_at(chosen.as_of)] if chosen.as_of else []
    return ", ".join([f"{phrases.capital(kind)} in the record", *leagues, *day, *filter_words(chosen)])


def _hint(kind: str, entry: Entry, typed: Sequence[str]) -> str:
    league = [entry.members[0].provider.league or ""] if kind == "providers" else []
    return f"Ask for one like this: {shlex.join(['ratings', *_ASK[kind], entry.name, *filter(None, league), *typed])}"


def kinds_sheet(data: DataSet, chosen: Selection) -> Sheet:
    """How much there is of each kind, and the command that lists it."""
    numbers = {kind: len(listing(data, kind, chosen)) for kind in KINDS}
    columns = (
        Column("what", "What", row_header=True),
        Column("number", "How many", "right"),
        Column("command", "Command"),
    )
    rows = [
        (Cell(phrases.capital(kind)), Cell(f"{number:,}"), Cell(f"ratings list {kind}"))
        for kind, number in numbers.items()
    ]
    return Sheet(
        title=_title(data, "names", chosen),
        own_tables=(Table(columns, rows),),
        own_keys=("what", "number"),
        own_records=[{"what": kind, "number": number} for kind, number in numbers.items()],
    )
