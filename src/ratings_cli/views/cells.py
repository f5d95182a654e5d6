"""Cells that more than one view shows: a band, an owner, points, a date of publication, a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.report import Kind, between
from ratings_cli.model import phrases
from ratings_cli.views.sheet import Cell

if TYPE_CHECKING:
    from ratings_cli.league.report import Change
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection


def owner_text(standing: Standing) -> str:
    """The owner when rated, and the owner as at the date where that is another: ``A (now B)``.

    A provider that has no rating has the owner as at the date alone.
    """
    if standing.counts is None:
        return standing.owner_now or ""
    if standing.owner and standing.owner_now and standing.owner != standing.owner_now:
        return f"{standing.owner} (now {standing.owner_now})"
    return standing.owner or (f"(now {standing.owner_now})" if standing.owner_now else "")


def owner_cell(standing: Standing, *, expected: bool) -> Cell:
    """The owner; where the league's providers have owners and this one's is not known, that is said."""
    text = owner_text(standing)
    return Cell(text) if text or not expected else Cell(phrases.NOT_KNOWN, quiet=True)


def band_cell(inspection: Inspection | None, field: str) -> Cell:
    """A band of an inspection: its ``overall`` rating or a standard; what is not known is said so."""
    band = None
    if inspection is not None:
        band = inspection.overall if field == "overall" else inspection.standards.get(field)
    if inspection is None or band is None:
        return Cell(phrases.NOT_RATED if field == "overall" else phrases.NOT_KNOWN, quiet=True)
    return Cell(band.value, band=band, derived=inspection.ground_of(field) is not None)


def previous_cell(standing: Standing) -> Cell:
    """The rating before, with an arrow when it changed, up for a better rating now, and dates tell the order."""
    before, now = standing.before, standing.overall
    if before is None or now is None:
        return Cell()
    derived = standing.previous is not None and standing.previous.ground_of("overall") is not None
    if now is before:
        return Cell(before.value, band=before, derived=derived, quiet=True)
    kind = between(standing.previous, standing.counts).kind
    arrow = "\u2191 " if kind is Kind.UP else "\u2193 " if kind is Kind.DOWN else ""
    return Cell(f"{arrow}{before.value}", band=before, derived=derived)


def points_cell(standing: Standing) -> Cell:
    """``15/30``, marked when derived; what is not known is said so."""
    points = standing.points
    if points is None:
        return Cell(phrases.NOT_KNOWN, quiet=True)
    return Cell(f"{points.scored}/{points.most}", derived=points.derived is not None)


def published_cell(inspection: Inspection | None) -> Cell:
    """The date of publication, as exact as it is known; marked when it is derived."""
    if inspection is None:
        return Cell()
    return Cell(str(inspection.publication), derived=date_ground(inspection) is not None)


def date_field(inspection: Inspection) -> str:
    """Which field gives the date that is shown: the date itself, or a day by which the report was out."""
    return "published_by" if inspection.publication.shows_by else "published"


def date_ground(inspection: Inspection) -> str | None:
    """On what ground the date that is shown is derived; None when a source states it, or it is not known."""
    return inspection.ground_of(date_field(inspection))


def change_cell(change: Change) -> Cell:
    """What became of a rating: ``up from good``, ``first rated``; marked when the rating then is derived."""
    named = change.then if change.kind in {Kind.UP, Kind.DOWN} else None
    derived = named is not None and named.ground_of("overall") is not None
    return Cell(change.label, quiet=not change.moved, derived=derived)
