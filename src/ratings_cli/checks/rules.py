"""What is odd about records: values without a source, numbers that do not agree, dates that rule each other out.

Only what is certainly wrong or missing is an issue: an exact day is never read into a date that is a year.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias

from ratings_cli.league.standing import owner_when_rated, owners_on
from ratings_cli.model.phrases import count, listed
from ratings_cli.model.scale import TOP_SCORE
from ratings_cli.reading.diagnostics import Issue, KeyPath

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import DataFile, Inspection
    from ratings_cli.model.scale import Band

Found: TypeAlias = "Iterator[tuple[str, str]]"
"""Of one inspection: the field that is odd (none for all of it), and the message."""

MOST_YEARS_AHEAD = 3


def sourcing(file: DataFile, data: DataSet) -> Iterator[Issue]:
    """Find records without a source, sources without an address, and derived values without a ground."""
    for place, inspection in enumerate(file.inspections):
        if not inspection.sources:
            message = f"the inspection of '{inspection.provider}' has no source (add 'sources', with publisher and url)"
            yield Issue(("inspections", place), message)
    yield from _never_inspected(file, data)
    records: list[tuple[KeyPath, Any]] = [
        ((part, place), record)
        for part in ("programmes", "owners", "providers", "inspections")
        for place, record in enumerate(getattr(file, part))
    ]
    for at, provider in enumerate(file.providers):
        records += [(("providers", at, "events", place), event) for place, event in enumerate(provider.events)]
    for path, record in records:
        for place, source in enumerate(record.sources):
            if source.url is None and source.no_url is None:
                what = "add 'url', or say in 'no_url' why there is none"
                yield Issue((*path, "sources", place), f"source '{source.publisher}' has no address ({what})")
            elif source.url is not None and not source.url.startswith(("https://", "http://")):
                message = f"'{source.url}' is not an address on the web (begin it with https:// or http://)"
                yield Issue((*path, "sources", place, "url"), message)
        for place, derived in enumerate(getattr(record, "derived", ())):
            if derived.ground is None:
                fields = ", ".join(derived.fields)
                message = f"no ground is given for what is derived: {fields} (add 'ground')"
                yield Issue((*path, "derived", place), message)


def _never_inspected(file: DataFile, data: DataSet) -> Iterator[Issue]:
    inspected = set(data.inspections_of)
    inspected |= {reference.key for inspection in data.inspections for reference in inspection.also}
    if not inspected <= data.provider_of.keys():
        return  # an inspection names nobody that is known, which is an error: who has none cannot be said
    default = data.leagues[0].name if data.leagues else ""
    for place, provider in enumerate(file.providers):
        if (provider.league or default, provider.key[1]) not in inspected:
            message = f"provider '{provider.name}' has no inspection (add one, or take the provider out)"
            yield Issue(("providers", place, "name"), message)


def values(file: DataFile, data: DataSet) -> Iterator[Issue]:
    """Find numbers, dates and owners of inspections that contradict each other, and ratings that stand twice."""
    for place, inspection in enumerate(data.inspections):
        for rule in (_points, _tally, _too_early, _owner):
            for field, message in rule(inspection, data):
                yield Issue(("inspections", place, field) if field else ("inspections", place), message)
    yield from _twice(file, data)
    yield from _order(data)
    yield from _far_ahead(file)


def _bands(inspection: Inspection, data: DataSet) -> tuple[int, Mapping[Band, int]]:
    """How many standards the programme rates, if it says so, and how many of them are known to have each band."""
    names = data.programme_of(inspection).standard_names
    return len(names), Counter(band for name, band in inspection.standards.items() if not names or name in names)


def _points(inspection: Inspection, data: DataSet) -> Found:
    stated, stated_most = inspection.points, inspection.points_max
    if stated is None or (stated_most is not None and stated > stated_most):
        return  # the latter is an error; which of the two is wrong nobody can say
    standards, bands = _bands(inspection, data)
    if not standards:
        return
    most = TOP_SCORE * standards
    if stated_most not in {None, most}:
        message = f"points_max is {stated_most}, but {count(standards, 'standard')} make {most} at most"
        yield "points_max", f"{message} (fix one of them)"
        return
    for told_by, counts in (("standards", bands), ("tally", inspection.tally)):
        low = sum(band.score * number for band, number in counts.items())
        high = low + TOP_SCORE * max(0, standards - sum(counts.values()))
        if not low <= stated <= high:
            makes = str(low) if low == high else f"between {low} and {high}"
            message = f"points are stated as {stated}, but the {told_by} would make {makes}"
            yield "points", f"{message} (check both against the source)"


def _tally(inspection: Inspection, data: DataSet) -> Found:
    tally = inspection.tally
    if not tally:
        return
    standards, bands = _bands(inspection, data)
    for band, number in tally.items():
        if bands.get(band, 0) > number:
            message = f"the tally has {number} {band.value}, but the standards have {bands[band]}"
            yield "tally", f"{message} (fix the tally or the standards)"
    left = standards - sum(tally.values())
    others = sum(number for band, number in bands.items() if band not in tally)
    if standards and others > left >= 0:
        message = f"the tally leaves {left} of {count(standards, 'standard')} for other bands, but {others} have one"
        yield "tally", f"{message} (fix the tally or the standards)"


def _too_early(inspection: Inspection, _: DataSet) -> Found:
    """The report, when it came out before its fieldwork or its programme."""
    began, programme = inspection.fieldwork, inspection.publication.programme
    latest, published = inspection.publication.latest, inspection.published
    for what, begun in (("the fieldwork of {}", began), ("the beginning of its programme, {}", programme)):
        if begun is not None and latest is not None and latest < begun.earliest:
            in_date = published and published.latest < begun.earliest
            field, date = ("published", published.iso) if published and in_date else ("published_by", str(latest))
            yield field, f"{field} {date} is before {what.format(begun.iso)} (fix one of them)"


def _owner(inspection: Inspection, data: DataSet) -> Found:
    """The owner that a report names, when the dates of ownership rule that out; or that they leave none to name."""
    provider, publication = data.provider_of.get(inspection.key), inspection.publication
    if provider is None or publication.latest is None or not provider.ownership:
        return
    when = publication.said
    if inspection.owner is None:
        if inspection.overall is not None and owner_when_rated(provider, inspection) is None:
            owners = sorted(owners_on(provider, publication.latest))
            then = f"leaves open whether it was {listed(owners, 'or')}" if owners else "names nobody"
            message = f"has no owner: the ownership of '{provider.name}' {then} {when}"
            yield "", f"{message} (name the owner here, or fix the dates)"
        return
    first, last = publication.earliest or dt.date.min, publication.latest
    begins = [period.from_.earliest for period in provider.ownership if period.from_ is not None]
    days = {first, last, *(day for day in begins if first <= day <= last)}
    possible = {owner for day in days for owner in owners_on(provider, day)}
    if inspection.owner in possible:
        return
    if possible or any(period.owner == inspection.owner for period in provider.ownership):
        then = listed(sorted(possible), "or") if possible else "nobody"
        message = f"owner '{inspection.owner}' does not fit the ownership of '{provider.name}'"
        yield "owner", f"{message}, which has {then} {when} (fix the owner or the dates)"


def _twice(file: DataFile, data: DataSet) -> Iterator[Issue]:
    """The same rating twice on the same inexact date: the same report, or two that nobody can put in order.

    Two ratings on one exact day are an error, which reading reports.
    """
    seen: set[tuple[object, ...]] = set()
    for place, inspection in enumerate(data.inspections):
        if inspection.overall is None or (inspection.published is not None and inspection.published.is_day):
            continue
        date = inspection.published.iso if inspection.published else None
        key = (inspection.key, inspection.programme, inspection.area, date, inspection.overall)
        if key in seen:
            when = f"in {date}" if date else "without a date"
            name = file.inspections[place].provider
            message = f"'{name}' is rated {inspection.overall.value} twice {when} in one programme"
            yield Issue(("inspections", place, "provider"), f"{message} (keep one, or give exact dates)")
        seen.add(key)


def _order(data: DataSet) -> Iterator[Issue]:
    """Reports whose dates contradict the order of the programmes; and once for the file, the order of its entries."""
    places = {inspection: place for place, inspection in enumerate(data.inspections)}
    misplaced: list[int] = []
    for inspections in data.inspections_of.values():
        by_programme = sorted(inspections, key=data.programme_place)
        for _, of_programme in groupby(by_programme, key=data.programme_place):
            misplaced += [places[later] for later, _ in _against_dates(of_programme)]
        by_programme.sort(key=lambda item: (data.programme_place(item), item.publication.latest or dt.date.min))
        for later, earlier in _against_dates(by_programme):
            than, advice = f"the report of {earlier.publication}", "name its programme"
            if later.programme is not None:
                than, advice = f"{than} under the later '{earlier.programme}'", "check the programme and the date"
            message = f"{later.publication} is later than {than}; the dates decide ({advice})"
            yield Issue(("inspections", places[later]), message)
    if misplaced:
        others = f", as {count(len(misplaced), 'report')} do in all" if len(misplaced) > 1 else ""
        what = f"stands before an earlier report of its provider{others}"
        yield Issue(("inspections", min(misplaced)), f"{what}; the dates decide (put the earlier one first)")


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


def _far_ahead(file: DataFile) -> Iterator[Issue]:
    """The newest report, when it is so far after the next that its year is likely mistyped."""
    dated = [(i.publication.latest, place) for place, i in enumerate(file.inspections) if i.publication.latest]
    if len(dated) < 2:  # noqa: PLR2004 - it takes another to be far ahead of
        return
    (before, _), (_, place) = sorted(dated)[-2:]
    newest = file.inspections[place].publication
    first = newest.date.earliest if newest.date else newest.latest
    in_years = before.year + MOST_YEARS_AHEAD, before.month, before.day
    if first and (first.year, first.month, first.day) > in_years:
        field = "published" if newest.date else "published_by"
        message = f"{newest} is more than {MOST_YEARS_AHEAD} years after every other report (is the year right?)"
        yield Issue(("inspections", place, field), message)
