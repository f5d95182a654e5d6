"""Do the dates agree: of reports, of fieldwork and of ownership. Only what is certainly wrong is a finding."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

from ratings_cli.league.standing import owner_when_rated, owners_on
from ratings_cli.model.phrases import count, listed
from ratings_cli.reading.diagnostics import Issue, Path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.dates import PartialDate, Publication
    from ratings_cli.model.records import DataFile, Inspection, Provider

MOST_YEARS_AHEAD = 3


def findings(file: DataFile, data: DataSet) -> Iterator[Issue]:
    """Find reports before their fieldwork or programme, reports of a far future, and owners that the dates rule out."""
    providers = {provider.key: provider for provider in data.providers}
    yield from _order(data)
    for place, inspection in enumerate(data.inspections):
        path: Path = ("inspections", place)
        yield from _too_early(inspection, path)
        provider = providers.get(inspection.key)
        if provider is not None:
            yield from _owner(inspection, provider, path)
    yield from _far_ahead(file)


def _order(data: DataSet) -> Iterator[Issue]:
    """Reports whose dates contradict the order of the programmes; and once for the file, the order of its entries."""
    places = {inspection: place for place, inspection in enumerate(data.inspections)}
    misplaced: list[int] = []
    for inspections in data.inspections_of.values():
        by_programme = sorted(inspections, key=data.programme_place)
        for _, of_programme in groupby(by_programme, key=data.programme_place):
            misplaced += [places[later] for later, _ in _against_dates(of_programme)]
        by_programme.sort(
            key=lambda inspection: (data.programme_place(inspection), inspection.publication.latest or dt.date.min)
        )
        for later, earlier in _against_dates(by_programme):
            if later.programme is None:
                than, advice = f"the report of {earlier.publication}", "name its programme"
            else:
                than = f"the report of {earlier.publication} under the later '{earlier.programme}'"
                advice = "check the programme and the date"
            message = f"{later.publication} is later than {than}; the dates decide ({advice})"
            yield Issue(("inspections", places[later]), message)
    if misplaced:
        others = f", as {count(len(misplaced), 'report')} do in all" if len(misplaced) > 1 else ""
        message = (
            f"stands before an earlier report of its provider{others}; the dates decide (put the earlier one first)"
        )
        yield Issue(("inspections", min(misplaced)), message)


def _against_dates(inspections: Iterable[Inspection]) -> Iterator[tuple[Inspection, Inspection]]:
    """The reports that stand after one that is certainly later: each after that one."""
    newest: Inspection | None = None
    for inspection in inspections:
        publication = inspection.publication
        if newest is not None and publication.certainly_before(newest.publication):
            yield newest, inspection
        elif publication.earliest and (
            newest is None or publication.earliest > (newest.publication.earliest or dt.date.min)
        ):
            newest = inspection


def _too_early(inspection: Inspection, path: Path) -> Iterator[Issue]:
    began = inspection.fieldwork
    if began is not None:
        yield from _before(inspection, began, f"the fieldwork of {began.iso}", path)
    programme = inspection.publication.programme
    if programme is not None:
        yield from _before(inspection, programme, f"the beginning of its programme, {programme.iso}", path)


def _before(inspection: Inspection, began: PartialDate, what: str, path: Path) -> Iterator[Issue]:
    """The report, when it came out before something that it comes after."""
    latest = inspection.publication.latest
    if latest is None or latest >= began.earliest:
        return
    published = inspection.published
    field = "published" if published and published.latest < began.earliest else "published_by"
    written = published.iso if published and field == "published" else latest.isoformat()
    message = f"{field} {written} is before {what} (fix one of them)"
    yield Issue((*path, field), message)


def _far_ahead(file: DataFile) -> Iterator[Issue]:
    """The newest report, when it is so far after the next that its year is likely mistyped."""
    dated = [
        (latest, place)
        for place, inspection in enumerate(file.inspections)
        if (latest := inspection.publication.latest) is not None
    ]
    if len(dated) < 2:  # noqa: PLR2004 - it takes another to be far ahead of
        return
    dated.sort()
    before, _ = dated[-2]
    _, place = dated[-1]
    newest = file.inspections[place].publication
    first = newest.date.earliest if newest.date else newest.latest
    if first is None or first <= _years_after(before, MOST_YEARS_AHEAD):
        return
    field = "published" if newest.date else "published_by"
    message = f"{newest} is more than {MOST_YEARS_AHEAD} years after every other report (is the year right?)"
    yield Issue(("inspections", place, field), message)


def _years_after(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February, or the end of the calendar
        return dt.date(day.year + years, 3, 1) if day.year + years <= dt.MAXYEAR else dt.date.max


def _owner(inspection: Inspection, provider: Provider, path: Path) -> Iterator[Issue]:
    """The owner that a report names, when the dates of ownership rule that out; or that they leave none to name."""
    latest = inspection.publication.latest
    if latest is None or not provider.ownership:
        return
    if inspection.owner is None:
        yield from _no_owner(inspection, provider, latest, path)
        return
    possible = _owners_between(provider, inspection.publication.earliest or dt.date.min, latest)
    dated = {period.owner for period in provider.ownership}
    if inspection.owner in possible or not (possible or inspection.owner in dated):
        return
    then = listed(sorted(possible), "or") if possible else "nobody"
    message = f"owner '{inspection.owner}' does not fit the ownership of '{provider.name}'"
    when = _when(inspection.publication)
    yield Issue((*path, "owner"), f"{message}, which has {then} {when} (fix the owner or the dates)")


def _no_owner(inspection: Inspection, provider: Provider, latest: dt.date, path: Path) -> Iterator[Issue]:
    """That a rating is put down to nobody, because the dates of ownership end before it or leave two to choose from."""
    if inspection.overall is None or owner_when_rated(provider, inspection) is not None:
        return
    possible = sorted(owners_on(provider, latest))
    then = f"leaves open whether it was {listed(possible, 'or')}" if possible else "names nobody"
    message = f"has no owner: the ownership of '{provider.name}' {then} {_when(inspection.publication)}"
    yield Issue(path, f"{message} (name the owner here, or fix the dates)")


def _owners_between(provider: Provider, first: dt.date, last: dt.date) -> set[str]:
    begins = [period.from_.earliest for period in provider.ownership if period.from_ is not None]
    days = {first, last, *(day for day in begins if first <= day <= last)}
    return {owner for day in days for owner in owners_on(provider, day)}


def _when(publication: Publication) -> str:
    words = str(publication)
    return words if words.startswith("by ") else f"on {words}" if publication.is_day else f"in {words}"
