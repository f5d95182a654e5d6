"""What there is: the names to ask for, with how many providers go with each; the scale, programmes and known gaps."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from ratings_cli.league.listing import KINDS, listing
from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS, TOP_SCORE, Band
from ratings_cli.views.cells import Cell, Column, Table, band_cell, values_of
from ratings_cli.views.fields import Field, View
from ratings_cli.views.notes import ranking_rule
from ratings_cli.views.sheet import Sheet, head_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.listing import Entry
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import Gap, Programme

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


class Row(NamedTuple):
    """A name, and what goes with it."""

    entry: Entry
    context: Context

    @property
    def leagues(self) -> Counter[str]:
        """How many of its providers are in which league."""
        return Counter(item.provider.league for item in self.entry.members)

    @property
    def ended(self) -> PartialDate | None:
        """When the league of this name ended."""
        chosen = self.context.chosen
        return chosen.league(self.entry.name).ended_by(chosen.as_of)


def _only(*kinds: str) -> dict[str, Any]:
    return {"given": lambda context: context.kind in kinds, "needs": f"of {phrases.listed(kinds)}"}


def _not_of(kind: str) -> dict[str, Any]:
    return {"given": lambda context: context.kind != kind, "needs": f"of other kinds than {kind}"}


def _leagues_cell(row: Row) -> Cell:
    if row.context.kind == "providers":
        return Cell(", ".join(row.leagues))
    return Cell(", ".join(f"{name} {number:,}".strip() for name, number in row.leagues.items()))


_Field = Field[Context, Row]
FIELDS: tuple[_Field, ...] = (
    _Field(
        "name",
        "the name",
        lambda row: row.entry.name,
        lambda row: Cell(row.entry.name or phrases.NOT_KNOWN, quiet=not row.entry.name),
    ).shown(heading=lambda context: phrases.capital(context.kind.removesuffix("s")), names=True, row_header=True),
    _Field("also", "what else it is called", lambda row: row.entry.others).shown(
        lambda context: context.has_others, heading="Also called", drop=3, names=True
    ),
    _Field(
        "leagues",
        "the leagues of the providers that go with it",
        lambda row: list(row.leagues),
        _leagues_cell,
        **_not_of("leagues"),
    ).shown(
        lambda context: len(context.chosen.leagues) > 1,
        heading=lambda context: "League" if context.kind == "providers" else "Leagues",
        drop=2,
        names=True,
    ),
    _Field(
        "providers", "how many providers go with it", lambda row: len(row.entry.members), **_not_of("providers")
    ).shown(align="right", drop=1),
    _Field(
        "rated",
        "how many of them have a rating: of an owner, those it ran when they were rated; of a standard, for that",
        lambda row: len(row.entry.rated),
        **_not_of("providers"),
    ).shown(align="right"),
    _Field(
        "overall",
        "its newest overall rating",
        lambda row: row.entry.members[0].overall,
        lambda row: band_cell(row.entry.members[0].counts, "overall"),
        **_only("providers"),
    ).shown(),
    _Field(
        "reports",
        "how many reports on them there are in the record",
        lambda row: sum(len(item.inspections) for item in row.entry.members),
        **_only("leagues", "providers"),
    ).shown(align="right", drop=4),
    _Field(
        "until",
        "when the league ended",
        lambda row: row.ended,
        lambda row: Cell(str(row.ended or "")),
        **_only("leagues"),
    ).shown(
        lambda context: any(league.ended_by(context.chosen.as_of) for league in context.chosen.leagues),
        heading="Ended",
        drop=1,
    ),
)


def listing_sheet(
    data: DataSet, kind: str, chosen: Selection, *, wide: bool = False, typed: Sequence[str] = ()
) -> Sheet:
    """List everything of a kind; `typed` are the options that name the data, for the command to try."""
    entries = listing(data, kind, chosen)
    context = Context(kind, chosen, any(entry.others for entry in entries))
    title = _title(data, kind, chosen)
    notes = [f"{phrases.count(len(entries), kind.removesuffix('s'), kind)}.", *filter(None, [_RATED.get(kind)])]
    asked = max((entry for entry in entries if entry.name), key=lambda entry: len(entry.rated), default=None)
    return Sheet(
        title=title,
        notes=notes if entries else [f"No {kind} {'with these filters' if chosen.filters else 'in the record'}."],
        head=head_record(title, chosen, "name", {"total": len(entries)}),
        view=View(FIELDS, context, [Row(entry, context) for entry in entries], wide=wide),
        hints=[_hint(kind, asked, typed)] if asked else [],
    )


def _title(data: DataSet, kind: str, chosen: Selection) -> str:
    leagues = [] if chosen.leagues == data.leagues else [phrases.league_titles(chosen.leagues)]
    day = [phrases.as_at(chosen.as_of)] if chosen.as_of else []
    return ", ".join([f"{phrases.capital(kind)} in the record", *leagues, *day, *chosen.filter_words])


def _hint(kind: str, entry: Entry, typed: Sequence[str]) -> str:
    league = [entry.members[0].provider.league] if kind == "providers" else []
    return f"Ask for one like this: {shlex.join(['ratings', *_ASK[kind], entry.name, *filter(None, league), *typed])}"


_KINDS: tuple[Field[None, tuple[str, int]], ...] = (
    Field("what", "the kind", lambda row: row[0], lambda row: Cell(phrases.capital(row[0]))).shown(row_header=True),
    Field("number", "how many there are of it", lambda row: row[1], lambda row: Cell(f"{row[1]:,}")).shown(
        heading="How many", align="right"
    ),
    Field.of_words("command", "the command that lists them", lambda row: Cell(f"ratings list {row[0]}")).shown(),
)


def kinds_sheet(data: DataSet, chosen: Selection) -> Sheet:
    """How much there is of each kind, and the command that lists it."""
    rows = [(kind, len(listing(data, kind, chosen))) for kind in KINDS]
    return Sheet(title=_title(data, "names", chosen), view=View(_KINDS, None, rows))


_WHICH_COUNTS = (
    "For each provider the newest rated inspection counts: by date, and by programme where dates do not decide."
)
_BandField = Field[None, Band]
_BANDS = (
    _BandField("band", "the word", lambda band: band.value, lambda band: Cell(band.value, band)).shown(row_header=True),
    _BandField("score", "how many points it is worth", lambda band: band.score, align="right", quiet=False).shown(),
    _BandField("letter", "its letter where there is no room", lambda band: band.letter, quiet=False).shown(),
    _BandField(
        "spellings",
        "how it is also written",
        lambda band: list(band.spellings),
        lambda band: Cell(", ".join(band.spellings), quiet=True),
    ).shown(heading="Also written", names=True),
)
_GapField = Field[None, tuple[str, "Gap"]]
_GAPS = (
    _GapField("league", "its league", lambda row: row[0] or None, quiet=False).shown(row_header=True),
    _GapField("text", "what is missing", lambda row: row[1].text, quiet=False).shown(
        heading="What is missing", names=True
    ),
    _GapField("ground", "how that is known", lambda row: row[1].ground).shown(heading="How that is known", names=True),
    _GapField("providers", "whose reports are missing", lambda row: row[1].providers),
    _GapField("from", "since when", lambda row: row[1].from_),
    _GapField("until", "until when", lambda row: row[1].until),
)


def scale_sheet(data: DataSet) -> Sheet:
    """Show the scale, and the programmes of a data set."""
    title = "The scale, best first"
    view = View(_BANDS, None, BANDS)
    # First what is of no league.
    missing = [("", gap) for gap in data.gaps] + [(league.name, gap) for league in data.leagues for gap in league.gaps]
    gaps = View(_GAPS, None, missing, caption="What is known to be missing")
    return Sheet(
        title=title,
        own_tables=(view, *map(_programme_table, data.programmes), *([gaps] if missing else [])),
        notes=(
            "Bands are read in any case and spacing; any other word is an error, never a blank or a zero.",
            _WHICH_COUNTS,
            "A later inspection without an overall rating replaces nothing.",
            ranking_rule("overall"),
            ranking_rule("points"),
            "Points are those that a source states, or are added up when every standard is known.",
            "A body without a rating is listed without a position and is never scored zero.",
        ),
        view=view,
        head={
            "title": title,
            "programmes": [
                values_of(programme, "name", "title", "rated", "standards", "note") for programme in data.programmes
            ],
            "gaps": gaps.records(),
        },
    )


def _programme_table(programme: Programme) -> Table:
    rows = [(Cell(heading.capitalize()), Cell("; ".join(names))) for heading, names in programme.standards.items()]
    if not rows or not programme.rated:
        text = "standards not listed" if programme.rated else "gives no ratings"
        rows.append((Cell(text, quiet=True), Cell()))
    number = len(programme.standard_names)
    most = f": {phrases.count(number, 'standard')}, at most {TOP_SCORE * number} points" if number else ""
    return Table(
        columns=(Column("heading", "", row_header=True, names=True), Column("standards", "", names=True)),
        rows=rows,
        caption=f"{programme.label} ({programme.name}){most}",
    )
