"""Side by side as a sheet: a row for every fact, with a mark where they differ; and the facts of providers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.comparison import differ
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.cells import (
    Cell,
    Column,
    Table,
    band_cell,
    owner_text,
    plain,
    points_cell,
    published_cell,
    row_of,
    values_of,
)
from ratings_cli.views.charts.providers import compared_chart
from ratings_cli.views.fields import View, records_view
from ratings_cli.views.league_table import FIELDS, Context, Row
from ratings_cli.views.notes import league_caveats
from ratings_cli.views.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ratings_cli.league.comparison import Contender, GroupContender
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, Provider
    from ratings_cli.views.cells import Value

DIFFERS = "\u2260"
_NO_SUCH_STANDARD = "no such standard"


class Fact(NamedTuple):
    """A row of a comparison.

    Args:
        what: what it is about.
        cells: a cell for each; none where it is a heading above others.
        values: what of each is compared, None for what is not known; none where they are not compared.
        key: its name for a program; that of what it is about when left out.
    """

    what: str
    cells: Sequence[Cell] = ()
    values: Sequence[object] = ()
    key: str = ""

    @property
    def name(self) -> str:
        """Its name for a program."""
        return self.key or self.what.casefold()

    @property
    def is_known(self) -> bool:
        """Whether it is known of one of them."""
        return not self.cells or any(cell.text not in {phrases.NOT_KNOWN, _NO_SUCH_STANDARD} for cell in self.cells)

    @property
    def differs(self) -> bool:
        """Whether they differ in it, as far as it is known."""
        return self.is_known and differ(self.values)


def _cell(text: str | None, unknown: str = phrases.NOT_KNOWN, *, derived: bool = False) -> Cell:
    return Cell(text, derived=derived) if text else Cell(unknown, quiet=True)


def text_fact(what: str, texts: Sequence[str | None], unknown: str = phrases.NOT_KNOWN) -> Fact:
    """A row of texts; None for what is not known."""
    return Fact(what, [_cell(text, unknown) for text in texts], texts)


def position_fact(contenders: Sequence[Contender] | Sequence[GroupContender], are_rated: Sequence[bool]) -> Fact:
    """The row of positions, each with how many there are; and why there is none."""
    places = [(item.place, item.of) for item in contenders]
    texts = [None if place.position is None else f"{place.label} of {of}" for place, of in places]
    why = ["none, fewer than half are rated" if is_rated else "none, not rated" for is_rated in are_rated]
    return Fact("Position", [_cell(text, none) for text, none in zip(texts, why, strict=True)], texts)


def heads_of(names: Sequence[str], contenders: Sequence[Contender] | Sequence[GroupContender]) -> list[str]:
    """The names over the columns, with the dates where these are not the same for all."""
    days = [phrases.as_at(contender.as_of) for contender in contenders]
    return [f"{name}, {day}" for name, day in zip(names, days, strict=True)] if len(set(days)) > 1 else list(names)


def comparison_sheet(
    contenders: Sequence[Contender] | Sequence[GroupContender],
    heads: Sequence[str],
    facts: Iterable[Fact],
    sheet: Sheet,
) -> Sheet:
    """Put a comparison together: a column for each, and a row for each fact that is known of one of them.

    Args:
        contenders: what is compared.
        heads: the headings of the columns.
        facts: the rows.
        sheet: all else; to its records for a program the dates are added, and to its head in what they differ.
    """
    days = [contender.as_of for contender in contenders]
    known = [fact for fact in facts if fact.is_known]
    same_day = f", {phrases.as_at(days[0])}" if len(set(days)) == 1 else ""
    title = f"{sheet.title}: {'; '.join(heads)}{same_day}"
    columns = [Column("what", "", row_header=True), Column("differs", "")]
    columns += [Column(f"column{number}", name, names=True) for number, name in enumerate(heads, 1)]
    rows = [
        (
            Cell(fact.what, quiet=not fact.cells),
            Cell(DIFFERS if fact.differs else ""),
            *(fact.cells or [Cell()] * len(heads)),
        )
        for fact in known
    ]
    records = [{"as_of": plain(day), **told} for day, told in zip(days, sheet.view.records(), strict=True)]
    return dataclasses.replace(
        sheet,
        title=title,
        own_tables=(Table(tuple(columns), rows),),
        view=records_view(("as_of", *sheet.view.keys), records),
        head={"title": title, **sheet.head, "differs": [fact.name for fact in known if fact.differs]},
    )


def compare_sheet(data: DataSet, contenders: Sequence[Contender]) -> Sheet:
    """Show providers side by side, each as at its date."""
    providers = [contender.standing.provider for contender in contenders]
    facts = [*_facts(data, contenders), *_standards(contenders)]
    ratings = [[(rated.publication, rated) for rated in contender.ratings] for contender in contenders]
    context = Context(data)
    view = View(FIELDS, context, [Row(contender.place, context) for contender in contenders])
    records = [record | _record(item) for record, item in zip(view.records(), contenders, strict=True)]
    sheet = Sheet(
        "Side by side",
        notes=_notes(contenders, [fact.name for fact in facts if not fact.is_known]),
        view=records_view(view.keys, records),
        head={"compared": "providers", "leagues": [*dict.fromkeys(provider.league for provider in providers)]},
        chart=compared_chart(data, contenders),
    )
    facts.append(Fact("Ratings so far", [ratings_cell(rated, phrases.NOT_RATED) for rated in ratings]))
    heads = heads_of([provider.name for provider in providers], contenders)
    lines = [line for item in contenders for line in league_caveats(data, [item.standing.provider], item.as_of)]
    return comparison_sheet(contenders, heads, facts, sheet).with_caveats(lines)


def _facts(data: DataSet, contenders: Sequence[Contender]) -> Iterator[Fact]:
    """Who each is, and how it stands; what a league has of nobody has no row."""
    standings = [contender.standing for contender in contenders]
    providers = [standing.provider for standing in standings]
    counts = [standing.counts for standing in standings]
    leagues = {provider.league for provider in providers}
    labels = {league.name: league.label for league in data.leagues}
    peers = [peer for peer in data.providers if peer.league in leagues]
    if any(leagues):
        yield text_fact("League", [labels.get(provider.league, provider.league) for provider in providers])
    owners = [(standing.owner or standing.owner_now, standing.owner_now) for standing in standings]
    if any(first for first, _ in owners) or any(peer.ownership for peer in peers):
        cells = [_cell(owner_text(standing)) for standing in standings]
        yield Fact("Owner", cells, [owner if owner[0] else None for owner in owners])
    if any(peer.region for peer in peers):
        cells = [_cell(provider.region, derived=_derives(provider, "region")) for provider in providers]
        yield Fact("Region", cells, [provider.region for provider in providers])
    if any(peer.areas for peer in peers):
        yield Fact("Areas", [_areas(provider) for provider in providers], [item.areas or None for item in providers])
    overall = [standing.overall for standing in standings]
    yield Fact("Overall", [band_cell(inspection, "overall") for inspection in counts], overall)
    yield position_fact(contenders, [band is not None for band in overall])
    before = [
        band_cell(standing.previous, "overall") if standing.previous else Cell("no rating before", quiet=True)
        for standing in standings
    ]
    yield Fact("Before", before, [standing.before for standing in standings])
    points = [standing.points for standing in standings]
    if any(points):
        yield Fact("Points", [*map(points_cell, standings)], [item.share if item else None for item in points])
    dates = [published_cell(item) if item else Cell(phrases.NOT_RATED, quiet=True) for item in counts]
    yield Fact("Published", dates, [str(item.publication) or None if item else None for item in counts])
    programmes = [(data.programme_of(item).label or None) if item else None for item in counts]
    if any(programmes):
        yield text_fact("Programme", programmes, phrases.NOT_RATED)


def _areas(provider: Provider) -> Cell:
    """The areas; a star at the end of several would seem that of the last alone, so the word stands there."""
    text = "; ".join(provider.areas)
    derived = _derives(provider, "areas")
    return _cell(f"{text} (derived)") if derived and len(provider.areas) > 1 else _cell(text, derived=derived)


def _derives(provider: Provider, field: str) -> bool:
    return any(field in derived.fields for derived in provider.derived)


def _standards(contenders: Sequence[Contender]) -> Iterator[Fact]:
    """Each standard under its heading; one that the programme of a contender does not have is said so."""
    every = dict.fromkeys(key for contender in contenders for key in contender.standards)
    for heading in dict.fromkeys(heading for heading, _ in every):
        facts = [
            Fact(
                f"  {key[1]}",
                [_standard_cell(contender, key) for contender in contenders],
                [contender.standards.get(key) for contender in contenders],
                key[1],
            )
            for key in every
            if key[0] == heading
        ]
        if heading and any(fact.is_known for fact in facts):
            yield Fact(phrases.capital(heading))
        yield from facts


def _standard_cell(contender: Contender, key: tuple[str, str]) -> Cell:
    if contender.standing.counts is None:
        return Cell(phrases.NOT_RATED, quiet=True)
    if key not in contender.standards:
        return Cell(_NO_SUCH_STANDARD, quiet=True)
    return band_cell(contender.standing.counts, key[1])


def ratings_cell(rated: Iterable[tuple[object, Inspection | None]], nobody: str) -> Cell:
    """Some overall ratings, each after its name or date: ``Essex: good*``."""
    cells = [(name, band_cell(inspection, "overall")) for name, inspection in rated]
    return row_of([cell._replace(text=f"{name}: {cell.text}") for name, cell in cells if cell.band], nobody)


def _notes(contenders: Sequence[Contender], unknown: Sequence[str]) -> list[str]:
    """What the marks mean, on what ground overall ratings are derived, and what is left out."""
    notes = [f"{DIFFERS} differs. {phrases.INFERRED} inferred: see ratings show NAME."]
    if unknown:
        notes.append(f"Not known of any, and left out: {phrases.some(unknown, 12)}.")
    if len({tuple(contender.standards) for contender in contenders if contender.standards}) > 1:
        notes.append("They were rated on different standards; only those of the same name and heading are compared.")
    for contender in contenders:
        if contender.inexact and contender.as_of:
            name = contender.standing.provider.name
            dates = phrases.listed([str(report.publication) for report in contender.inexact])
            day = show_limit(contender.as_of)
            notes.append(f"Left out of {name}: the date is not exact enough to say if out by {day}: {dates}.")
    return list(dict.fromkeys(notes))


def _record(contender: Contender) -> dict[str, Value]:
    """What JSON says of a provider beside its fields. The keys are an interface: docs/commands/compare.md."""
    counts = contender.standing.counts
    return {
        "standards": [
            {
                "heading": heading or None,
                "standard": name,
                "band": plain(band),
                "derived": bool(band and counts and counts.ground_of(name) is not None),
            }
            for (heading, name), band in contender.standards.items()
        ],
        "ratings": [values_of(rated, "published", "published_by", "overall") for rated in contender.ratings],
    }
