"""The league table as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ratings_cli import wording
from ratings_cli.dates import show_day
from ratings_cli.tables.sheet import Cell, Column, Sheet, Table, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.league import Standing
    from ratings_cli.ranking import Placed
    from ratings_cli.records import DataSet, Inspection
    from ratings_cli.standings import Standings

CellOf: TypeAlias = "Callable[[DataSet, Placed[Standing]], Cell]"

KEYS = (
    "position",
    "provider",
    "short",
    "league",
    "region",
    "areas",
    "owner",
    "owner_now",
    "overall",
    "score",
    "points",
    "points_max",
    "previous",
    "published",
    "published_by",
    "programme",
    "inspections",
)


def league_sheet(data: DataSet, result: Standings, *, wide: bool = False) -> Sheet:
    """Show a league table.

    Args:
        data: the records, for the names of programmes.
        result: the table.
        wide: with every column there is.
    """
    columns = _columns(result, wide=wide)
    rows = tuple(tuple(cell(data, one) for _, cell in columns) for one in result.places)
    counts = wording.count_bands(one.thing.overall for one in result.places)
    by = "overall rating" if result.by == "overall" else result.by
    title = wording.title(result.chosen.leagues, f"by {by}", result.chosen)
    notes = (_counts_note(result, counts), *_notes(result))
    return Sheet(
        title=title,
        tables=(Table(tuple(column for column, _ in columns), rows),),
        notes=notes,
        keys=KEYS,
        records=tuple(_record(data, one) for one in result.places),
        head={
            "title": title,
            "leagues": [league.name for league in result.chosen.leagues],
            "as_of": result.chosen.as_of.isoformat() if result.chosen.as_of else None,
            "ranked_by": result.by,
            "filters": dict(result.chosen.filters),
            "counts": {"total": len(result.places), **counts},
        },
    )


def _record(data: DataSet, placed: Placed[Standing]) -> dict[str, Value]:
    """One row for a program. The keys are an interface: docs/formats.md documents each."""
    one = placed.thing
    counts = one.counts
    return {
        "position": placed.position,
        "tied": placed.tied,
        "provider": one.provider.name,
        "short": one.provider.short,
        "league": one.provider.league or None,
        "region": one.provider.region,
        "areas": list(one.provider.areas),
        "owner": one.owner,
        "owner_now": one.owner_now,
        "overall": one.overall.value if one.overall else None,
        "score": one.overall.score if one.overall else None,
        "points": one.points.scored if one.points else None,
        "points_max": one.points.most if one.points else None,
        "previous": one.before.value if one.before else None,
        "published": counts.published.iso if counts and counts.published else None,
        "published_by": counts.published_by.isoformat() if counts and counts.published_by else None,
        "programme": one.programme,
        "inspections": inspections_under_rating(data, one),
    }


def inspections_under_rating(data: DataSet, one: Standing) -> int:
    """How many inspections the provider has had under programmes that rate."""
    return sum(1 for inspection in one.inspections if data.programme_of(inspection).rated)


def _columns(result: Standings, *, wide: bool) -> list[tuple[Column, CellOf]]:
    """The columns to show: those that have something in them, and with `wide` all there are."""
    standings = [one.thing for one in result.places]
    owned = any(one.owner or one.owner_now for one in standings)
    changed = any(one.previous for one in standings)
    scored = any(one.points for one in standings)
    several = len(result.chosen.leagues) > 1
    by_standard = result.by not in {"overall", "points"}
    points_last = 0 if result.by == "points" else 4
    columns: list[tuple[bool, Column, CellOf]] = [
        (True, Column("position", "#", "right"), lambda _, one: Cell(one.label)),
        (True, Column("provider", "Provider", names=True, row_header=True), _provider),
        (wide, Column("short", "Short", drop=8), lambda _, one: _quiet(one.thing.provider.short)),
        (
            wide or several,
            Column("league", "League", drop=3),
            lambda _, one: Cell(one.thing.provider.league or ""),
        ),
        (
            wide or owned,
            Column("owner", "Owner", drop=2, names=True),
            lambda _, one: Cell(owner_text(one.thing)),
        ),
        (
            by_standard,
            Column("standard", result.by.capitalize()),
            lambda _, one: band_cell(one.thing.counts, result.by),
        ),
        (True, Column("overall", "Overall"), lambda _, one: band_cell(one.thing.counts, "overall")),
        (wide or changed, Column("previous", "Before", drop=5), lambda _, one: previous_cell(one.thing)),
        (
            scored,
            Column("points", "Points", "right", drop=points_last),
            lambda _, one: points_cell(one.thing),
        ),
        (True, Column("published", "Published", drop=1), lambda _, one: published_cell(one.thing.counts)),
        (
            wide,
            Column("region", "Region", drop=9, names=True),
            lambda _, one: _quiet(one.thing.provider.region),
        ),
        (
            wide,
            Column("areas", "Areas", drop=10, names=True),
            lambda _, one: _quiet("; ".join(one.thing.provider.areas)),
        ),
        (
            wide,
            Column("programme", "Programme", drop=7),
            lambda _, one: _quiet(one.thing.programme),
        ),
        (
            wide,
            Column("inspections", "Inspections", "right", drop=6),
            lambda data, one: _quiet(str(inspections_under_rating(data, one.thing))),
        ),
    ]
    return [(column, cell) for shown, column, cell in columns if shown]


def _provider(_: DataSet, one: Placed[Standing]) -> Cell:
    return Cell(one.thing.provider.name)


def _quiet(text: str | None) -> Cell:
    return Cell(text or "", quiet=True)


def owner_text(one: Standing) -> str:
    """The owner when rated, and the owner as at the date where that is another: ``A (now B)``."""
    if one.owner and one.owner_now and one.owner != one.owner_now:
        return f"{one.owner} (now {one.owner_now})"
    return one.owner or (f"(now {one.owner_now})" if one.owner_now else "")


def band_cell(inspection: Inspection | None, field: str) -> Cell:
    """A band of an inspection: its ``overall`` rating or a standard; what is not known is said so."""
    band = None
    if inspection is not None:
        band = inspection.overall if field == "overall" else inspection.standards.get(field)
    if inspection is None or band is None:
        return Cell(wording.NOT_RATED if field == "overall" else wording.NOT_KNOWN, quiet=True)
    return Cell(band.value, band=band, derived=inspection.ground_of(field) is not None)


def previous_cell(one: Standing) -> Cell:
    """The rating before, with an arrow when it changed: up for a better rating now."""
    before, now = one.before, one.overall
    if before is None or now is None:
        return Cell()
    if now is before:
        return Cell(before.value, band=before, quiet=True)
    arrow = "\u2191" if now.score > before.score else "\u2193"
    return Cell(f"{arrow} {before.value}", band=before)


def points_cell(one: Standing) -> Cell:
    """``15/30``; marked when derived."""
    points = one.points
    return Cell(f"{points.scored}/{points.most}", derived=points.derived is not None) if points else Cell()


def published_cell(inspection: Inspection | None) -> Cell:
    """The date of publication, as exact as it is known."""
    return Cell(str(inspection.publication)) if inspection else Cell()


def _counts_note(result: Standings, counts: dict[str, int]) -> str:
    shown = len(result.places)
    leagues = result.chosen.leagues
    if shown == 0:
        return f"No provider matches, of {wording.bodies(leagues, result.of)}."
    of = wording.bodies(leagues, result.of) if shown < result.of else wording.bodies(leagues, shown)
    return f"{f'{shown} of ' if shown < result.of else ''}{of}: {wording.band_counts(counts)}."


def _notes(result: Standings) -> list[str]:
    """The lines below the table, each only where there is something to say."""
    notes = [ranking_rule(result.by)] if result.places else []
    unplaced = [one.thing for one in result.places if one.position is None]
    if unplaced:
        what = "has no overall rating" if result.by == "overall" else f"{result.by}: not known"
        names = wording.some([one.provider.name for one in unplaced])
        notes.append(f"Listed without a position ({what}): {names}.")
    notes += _derived_notes(result)
    notes += left_out_notes(result)
    if result.newest:
        provider, inspection = result.newest
        notes.append(f"Newest report: {provider.name}, {inspection.publication}.")
    return notes


def ranking_rule(by: str) -> str:
    """How places are decided, in one sentence."""
    if by == "points":
        return (
            "Ranked by points as a share of the most there could be (outstanding 3, good 2, requires improvement 1, "
            "inadequate 0 for each standard). Equal shares have the same position (=), in order of name."
        )
    what = "overall rating" if by == "overall" else f"rating for {by}"
    return f"Ranked by newest {what}, best first. Equal ratings have the same position (=), in order of name."


def _derived_notes(result: Standings) -> list[str]:
    """What the stars mean: which values no source states outright."""
    notes = []
    fields = ["overall"] if result.by in {"overall", "points"} else ["overall", result.by]
    for one in result.places:
        for field in fields:
            ground = one.thing.counts and one.thing.counts.ground_of(field)
            if ground:
                notes.append(f"* {one.thing.provider.name}, {field}: derived, {ground}.")
    if any(one.thing.points and one.thing.points.derived for one in result.places):
        notes.append("* Points with a star are added up from the bands of the standards; no source states them.")
    return notes


def left_out_notes(result: Standings) -> list[str]:
    """What the table does not show, and why."""
    notes = []
    day = result.chosen.as_of
    left_out = result.left_out
    if left_out.inexact and day:
        names = wording.some([f"{provider.name} ({one.publication})" for provider, one in left_out.inexact])
        reports = wording.count(len(left_out.inexact), "rated report")
        what = "its date is" if len(left_out.inexact) == 1 else "their dates are"
        notes.append(f"Left out: {reports}, because {what} not exact enough to say if out by {show_day(day)}: {names}.")
    later = [one.thing for one in result.places if one.thing.later_unrated]
    if later:
        names = wording.some([f"{one.provider.name} ({one.later_unrated[-1].publication})" for one in later])
        notes.append(f"Inspected again without an overall rating, so the rating before stands: {names}.")
    if left_out.only_unrated:
        names = wording.some([provider.name for provider in left_out.only_unrated])
        notes.append(f"Not in the table, inspected only under programmes that give no ratings: {names}.")
    if left_out.now_owned:
        names = wording.some([f"{one.provider.name} (rated under {one.owner})" for one in left_out.now_owned])
        notes.append(f"{result.chosen.owner} runs, but was not the owner when rated: {names}.")
    return notes
