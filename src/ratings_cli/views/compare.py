"""Providers side by side as a sheet: a row for everything that is known of each, with a mark where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ratings_cli.league.comparison import differ
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.caveats import league_caveats, with_caveats
from ratings_cli.views.cells import band_cell, owner_text, points_cell, published_cell
from ratings_cli.views.charts.strips import compared_chart
from ratings_cli.views.league_table import FIELDS, standing_record
from ratings_cli.views.sheet import Cell, Column, Sheet, Table, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.comparison import Contender
    from ratings_cli.league.ranking import Placed
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, Provider

KEYS = ("as_of", *(field.key for field in FIELDS if field.csv and not field.needs))
DIFFERS = "\u2260"
TOO_FEW = "none, fewer than half are rated"


class Rows:
    """The rows of a comparison as they are put together, and the names of those that differ."""

    def __init__(self) -> None:
        self.rows: list[tuple[Cell, ...]] = []
        self.differing: list[str] = []

    def add(self, what: str, cells: Sequence[Cell], values: Sequence[object], *, key: str | None = None) -> None:
        """Add a row: what it is about, its cells, and what is compared (None for what is not known)."""
        differs = differ(values)
        if differs:
            self.differing.append(key or what.casefold())
        self.rows.append((Cell(what), Cell(DIFFERS if differs else ""), *cells))

    def add_texts(self, what: str, texts: Sequence[str | None], unknown: str = phrases.NOT_KNOWN) -> None:
        """Add a row of texts; None for what is not known."""
        self.add(what, [Cell(text or unknown, quiet=not text) for text in texts], texts)

    def add_positions(self, places: Sequence[tuple[Placed[Any], int, bool]]) -> None:
        """Add the row of positions: for each the place, how many have one, and whether it is rated at all."""
        texts = [None if place.position is None else f"{place.label} of {of}" for place, of, _ in places]
        why = [TOO_FEW if is_rated else "none, not rated" for _, _, is_rated in places]
        cells = [Cell(text or none, quiet=not text) for text, none in zip(texts, why, strict=True)]
        self.add("Position", cells, texts)

    def table(self, names: Sequence[str], caption: str = "") -> Table:
        """The rows as a table with a column for each name."""
        columns = [Column("what", "", row_header=True), Column("differs", "")]
        columns += [Column(f"column{number}", name, names=True) for number, name in enumerate(names, 1)]
        return Table(tuple(columns), tuple(self.rows), caption)


def headings(names: Sequence[str], days: Sequence[str]) -> list[str]:
    """The names over the columns, with the dates where these are not the same for all."""
    return [f"{name}, {day}" for name, day in zip(names, days, strict=True)] if len(set(days)) > 1 else list(names)


def compare_sheet(data: DataSet, contenders: Sequence[Contender]) -> Sheet:
    """Show providers side by side.

    Args:
        data: the records.
        contenders: the providers, each as at its date.
    """
    days = [phrases.as_at(one.as_of) for one in contenders]
    heads = headings([one.standing.provider.name for one in contenders], days)
    facts = _facts(data, contenders)
    standards = _standards(contenders)
    ratings = Rows()
    ratings.add("Ratings so far", [_ratings(one) for one in contenders], [])
    same_day = f", {days[0]}" if len(set(days)) == 1 else ""
    title = f"Side by side: {'; '.join(heads)}{same_day}"
    rows = Rows()
    rows.rows = [*facts.rows, *standards.rows, *ratings.rows]
    sheet = Sheet(
        title=title,
        tables=(rows.table(heads),),
        notes=tuple(_notes(contenders)),
        keys=KEYS,
        records=tuple(_record(data, one) for one in contenders),
        head={"title": title, "compared": "providers", "differs": [*facts.differing, *standards.differing]},
        chart=compared_chart(data, [one.standing for one in contenders], heads, title),
    )
    found = [line for one in contenders for line in league_caveats(data, [one.standing.provider], one.as_of)]
    return with_caveats(sheet, found)


def _facts(data: DataSet, contenders: Sequence[Contender]) -> Rows:
    """Who each is, and how it stands."""
    standings = [one.standing for one in contenders]
    providers = [one.provider for one in standings]
    labels = {one.name: one.label for one in data.leagues}
    rows = Rows()
    if any(one.league for one in providers):
        rows.add_texts("League", [labels.get(one.league or "", one.league) for one in providers])
    peers = [one for one in data.providers if one.league in {provider.league for provider in providers}]
    if any(one.owner or one.owner_now for one in standings) or any(one.ownership for one in peers):
        owners = [(one.owner or one.owner_now, one.owner_now) for one in standings]
        cells = [_known(owner_text(one)) for one in standings]
        rows.add("Owner", cells, [owner if owner[0] else None for owner in owners])
    if any(one.region for one in peers):
        cells = [_known(one.region, derived=_derives(one, "region")) for one in providers]
        rows.add("Region", cells, [one.region for one in providers])
    if any(one.areas for one in peers):
        cells = [_areas(one) for one in providers]
        rows.add("Areas", cells, [one.areas or None for one in providers])
    rows.add("Overall", [band_cell(one.counts, "overall") for one in standings], [one.overall for one in standings])
    rows.add_positions([(one.place, one.of, one.standing.overall is not None) for one in contenders])
    rows.add(
        "Before",
        [
            band_cell(one.previous, "overall") if one.previous else Cell("no rating before", quiet=True)
            for one in standings
        ],
        [one.before for one in standings],
    )
    if any(one.points for one in standings):
        cells = [points_cell(one) for one in standings]
        rows.add("Points", cells, [one.points.share if one.points else None for one in standings])
    dates = [published_cell(one.counts) if one.counts else Cell(phrases.NOT_RATED, quiet=True) for one in standings]
    rows.add("Published", dates, [_of(one.counts, lambda counts: str(counts.publication)) for one in standings])
    programmes = [_of(one.counts, lambda counts: data.programme_of(counts).label) for one in standings]
    if any(programmes):
        rows.add_texts("Programme", programmes, phrases.NOT_RATED)
    return rows


def _known(text: str | None, *, derived: bool = False) -> Cell:
    return Cell(text, derived=derived) if text else Cell(phrases.NOT_KNOWN, quiet=True)


def _areas(provider: Provider) -> Cell:
    """The areas; a star at the end of several would seem that of the last alone, so the word stands there."""
    text = "; ".join(provider.areas)
    derived = _derives(provider, "areas")
    return _known(f"{text} (derived)") if derived and len(provider.areas) > 1 else _known(text, derived=derived)


def _derives(provider: Provider, field: str) -> bool:
    return any(field in one.fields for one in provider.derived)


def _of(counts: Inspection | None, text: Callable[[Inspection], str]) -> str | None:
    return (text(counts) or None) if counts else None


def _standards(contenders: Sequence[Contender]) -> Rows:
    """Each standard under its heading; one that the programme of a contender does not have is said so."""
    rows = Rows()
    every = dict.fromkeys(key for one in contenders for key in one.standards)
    for heading in dict.fromkeys(heading for heading, _ in every):
        if heading:
            rows.rows.append(
                (Cell(phrases.capital(heading), quiet=True), *(Cell() for _ in range(len(contenders) + 1)))
            )
        for name in (name for other, name in every if other == heading):
            cells = [_standard_cell(one, (heading, name)) for one in contenders]
            rows.add(f"  {name}", cells, [one.standards.get((heading, name)) for one in contenders], key=name)
    return rows


def _standard_cell(one: Contender, key: tuple[str, str]) -> Cell:
    if one.standing.counts is None:
        return Cell(phrases.NOT_RATED, quiet=True)
    if key not in one.standards:
        return Cell("no such standard", quiet=True)
    return band_cell(one.standing.counts, key[1])


def _ratings(one: Contender) -> Cell:
    """Every rating so far with its date, oldest first."""
    parts = tuple(
        Cell(f"{rated.publication}: {rated.overall.value}", band=rated.overall, derived=_is_derived(rated))
        for rated in one.ratings
        if rated.overall
    )
    if not parts:
        return Cell(phrases.NOT_RATED, quiet=True)
    text = "; ".join(f"{part.text}{'*' if part.derived else ''}" for part in parts)
    return Cell(text, parts=parts) if len(parts) > 1 else parts[0]


def _is_derived(inspection: Inspection) -> bool:
    return inspection.ground_of("overall") is not None


def _notes(contenders: Sequence[Contender]) -> list[str]:
    """What the marks mean, on what ground overall ratings are derived, and what is left out."""
    notes = [f"{DIFFERS} marks where they differ in what is known. * derived: the ground is in the scorecard (show)."]
    if len({tuple(one.standards) for one in contenders if one.standards}) > 1:
        notes.append("They were rated on different standards; only those of the same name and heading are compared.")
    for one in contenders:
        if one.inexact and one.as_of:
            name = one.standing.provider.name
            dates = phrases.listed([str(report.publication) for report in one.inexact])
            day = show_limit(one.as_of)
            notes.append(f"Left out of {name}: the date is not exact enough to say if out by {day}: {dates}.")
    return list(dict.fromkeys(notes))


def _record(data: DataSet, one: Contender) -> dict[str, Value]:
    """One provider for a program. The keys are an interface: docs/commands/compare.md."""
    counts = one.standing.counts
    return {
        "as_of": one.as_of.isoformat() if one.as_of else None,
        **standing_record(data, one.place),
        "standards": [
            {
                "heading": heading or None,
                "standard": name,
                "band": band.value if band else None,
                "derived": bool(band and counts and counts.ground_of(name) is not None),
            }
            for (heading, name), band in one.standards.items()
        ],
        "ratings": [
            {
                "published": rated.published.iso if rated.published else None,
                "published_by": rated.published_by.isoformat() if rated.published_by else None,
                "overall": rated.overall.value if rated.overall else None,
            }
            for rated in one.ratings
        ],
    }
