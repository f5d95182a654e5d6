"""Providers side by side as a sheet: a row for everything that is known of each, with a mark where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ratings_cli.league.comparison import differ
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.caveats import league_caveats, with_caveats
from ratings_cli.views.cells import band_cell, owner_text, points_cell, published_cell
from ratings_cli.views.charts.standards import compared_chart
from ratings_cli.views.league_fields import FIELDS, standing_record
from ratings_cli.views.sheet import Cell, Column, Sheet, Table, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratings_cli.league.comparison import Contender
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Inspection, Provider

KEYS = ("as_of", *(field.key for field in FIELDS if field.csv and not field.needs))
DIFFERS = "\u2260"
TOO_FEW = "none, fewer than half are rated"
NO_SUCH_STANDARD = "no such standard"


class Rows:
    """The rows of a comparison as they are put together, the names of those that differ, and notes on them."""

    def __init__(self) -> None:
        self.rows: list[tuple[Cell, ...]] = []
        self.differing: list[str] = []
        self.unknown: list[str] = []
        self.notes: list[str] = []

    def add(self, what: str, cells: Sequence[Cell], values: Sequence[object], *, key: str | None = None) -> None:
        """Add a row: what it is about, its cells, and what is compared (None for what is not known).

        Of what is known of none of them there is no row, but its name is kept.
        """
        if all(cell.text in {phrases.NOT_KNOWN, NO_SUCH_STANDARD} for cell in cells):
            self.unknown.append(key or what.casefold())
            return
        differs = differ(values)
        if differs:
            self.differing.append(key or what.casefold())
        self.rows.append((Cell(what), Cell(DIFFERS if differs else ""), *cells))

    def add_texts(self, what: str, texts: Sequence[str | None], unknown: str = phrases.NOT_KNOWN) -> None:
        """Add a row of texts; None for what is not known."""
        self.add(what, [Cell(text or unknown, quiet=not text) for text in texts], texts)

    def add_positions(self, places: Sequence[tuple[Ranked[Any], int, bool]]) -> None:
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
    days = [phrases.as_at(contender.as_of) for contender in contenders]
    heads = headings([contender.standing.provider.name for contender in contenders], days)
    facts = _facts(data, contenders)
    standards = _standards(contenders)
    ratings = Rows()
    ratings.add("Ratings so far", [_ratings(contender) for contender in contenders], [])
    same_day = f", {days[0]}" if len(set(days)) == 1 else ""
    title = f"Side by side: {'; '.join(heads)}{same_day}"
    rows = Rows()
    rows.rows = [*facts.rows, *standards.rows, *ratings.rows]
    sheet = Sheet(
        title=title,
        own_tables=(rows.table(heads),),
        notes=_notes(contenders, [*facts.unknown, *standards.unknown]),
        own_keys=KEYS,
        own_records=tuple(_record(data, contender) for contender in contenders),
        head={
            "title": title,
            "compared": "providers",
            "leagues": [*dict.fromkeys(contender.standing.provider.league or "" for contender in contenders)],
            "differs": [*facts.differing, *standards.differing],
        },
        chart=compared_chart(data, contenders),
    )
    found = [
        line
        for contender in contenders
        for line in league_caveats(data, [contender.standing.provider], contender.as_of)
    ]
    return with_caveats(sheet, found)


def _facts(data: DataSet, contenders: Sequence[Contender]) -> Rows:
    """Who each is, and how it stands."""
    standings = [contender.standing for contender in contenders]
    providers = [standing.provider for standing in standings]
    labels = {league.name: league.label for league in data.leagues}
    rows = Rows()
    if any(candidate.league for candidate in providers):
        rows.add_texts("League", [labels.get(candidate.league or "", candidate.league) for candidate in providers])
    peers = [
        candidate for candidate in data.providers if candidate.league in {provider.league for provider in providers}
    ]
    if any(standing.owner or standing.owner_now for standing in standings) or any(peer.ownership for peer in peers):
        owners = [(standing.owner or standing.owner_now, standing.owner_now) for standing in standings]
        cells = [_known(owner_text(standing)) for standing in standings]
        rows.add("Owner", cells, [owner if owner[0] else None for owner in owners])
    if any(peer.region for peer in peers):
        cells = [_known(candidate.region, derived=_derives(candidate, "region")) for candidate in providers]
        rows.add("Region", cells, [candidate.region for candidate in providers])
    if any(peer.areas for peer in peers):
        cells = [_areas(candidate) for candidate in providers]
        rows.add("Areas", cells, [candidate.areas or None for candidate in providers])
    rows.add(
        "Overall",
        [band_cell(standing.counts, "overall") for standing in standings],
        [standing.overall for standing in standings],
    )
    rows.add_positions(
        [(contender.place, contender.of, contender.standing.overall is not None) for contender in contenders]
    )
    rows.add(
        "Before",
        [
            band_cell(standing.previous, "overall") if standing.previous else Cell("no rating before", quiet=True)
            for standing in standings
        ],
        [standing.before for standing in standings],
    )
    if any(standing.points for standing in standings):
        cells = [points_cell(standing) for standing in standings]
        rows.add("Points", cells, [standing.points.share if standing.points else None for standing in standings])
    dates = [
        published_cell(standing.counts) if standing.counts else Cell(phrases.NOT_RATED, quiet=True)
        for standing in standings
    ]
    rows.add(
        "Published", dates, [_of(standing.counts, lambda counts: str(counts.publication)) for standing in standings]
    )
    programmes = [_of(standing.counts, lambda counts: data.programme_of(counts).label) for standing in standings]
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
    return any(field in derived.fields for derived in provider.derived)


def _of(counts: Inspection | None, text: Callable[[Inspection], str]) -> str | None:
    return (text(counts) or None) if counts else None


def _standards(contenders: Sequence[Contender]) -> Rows:
    """Each standard under its heading; one that the programme of a contender does not have is said so."""
    rows = Rows()
    every = dict.fromkeys(key for contender in contenders for key in contender.standards)
    for heading in dict.fromkeys(heading for heading, _ in every):
        before = len(rows.rows)
        for name in (name for other, name in every if other == heading):
            cells = [_standard_cell(contender, (heading, name)) for contender in contenders]
            rows.add(
                f"  {name}", cells, [contender.standards.get((heading, name)) for contender in contenders], key=name
            )
        if heading and len(rows.rows) > before:
            above = (Cell(phrases.capital(heading), quiet=True), *(Cell() for _ in range(len(contenders) + 1)))
            rows.rows.insert(before, above)
    return rows


def _standard_cell(contender: Contender, key: tuple[str, str]) -> Cell:
    if contender.standing.counts is None:
        return Cell(phrases.NOT_RATED, quiet=True)
    if key not in contender.standards:
        return Cell(NO_SUCH_STANDARD, quiet=True)
    return band_cell(contender.standing.counts, key[1])


def _ratings(contender: Contender) -> Cell:
    """Every rating so far with its date, oldest first."""
    parts = tuple(
        Cell(f"{rated.publication}: {rated.overall.value}", band=rated.overall, derived=_is_derived(rated))
        for rated in contender.ratings
        if rated.overall
    )
    if not parts:
        return Cell(phrases.NOT_RATED, quiet=True)
    text = "; ".join(phrases.marked(part.text, part.derived) for part in parts)
    return Cell(text, parts=parts) if len(parts) > 1 else parts[0]


def _is_derived(inspection: Inspection) -> bool:
    return inspection.ground_of("overall") is not None


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


def _record(data: DataSet, contender: Contender) -> dict[str, Value]:
    """One provider for a program. The keys are an interface: docs/commands/compare.md."""
    counts = contender.standing.counts
    return {
        "as_of": contender.as_of.isoformat() if contender.as_of else None,
        **standing_record(data, contender.place),
        "standards": [
            {
                "heading": heading or None,
                "standard": name,
                "band": band.value if band else None,
                "derived": bool(band and counts and counts.ground_of(name) is not None),
            }
            for (heading, name), band in contender.standards.items()
        ],
        "ratings": [
            {
                "published": rated.published.iso if rated.published else None,
                "published_by": rated.published_by.isoformat() if rated.published_by else None,
                "overall": rated.overall.value if rated.overall else None,
            }
            for rated in contender.ratings
        ],
    }
