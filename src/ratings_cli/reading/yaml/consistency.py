"""What cannot be true together: dates that overlap, tallies too large, sources for what a record does not have."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from ratings_cli.model.names import nearest
from ratings_cli.reading.diagnostics import Issue, KeyPath

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import Inspection, Ownership, Programme, Provider, Reference


def ownership(periods: Sequence[Ownership], path: KeyPath) -> Iterator[Issue]:
    """Find periods that end before they begin, or begin before the one before them has ended."""
    yield from backwards("ownership", "to", [(period.from_, period.to) for period in periods], path)
    for place, (item, after) in enumerate(itertools.pairwise(periods), 1):
        begins = after.from_
        if begins is None:
            yield Issue((*path, place), f"when did {after.owner} take over from {item.owner}? (add 'from')")
        elif item.to is None:
            message = f"ownership from {begins.iso} begins while that of {item.owner} has no end (add 'to' to that one)"
            yield Issue((*path, place, "from"), message)
        elif begins.latest < item.to.earliest:
            message = f"ownership from {begins.iso} overlaps that of {item.owner} to {item.to.iso} (fix a date)"
            yield Issue((*path, place, "from"), message)


def backwards(
    what: str, key: str, periods: Iterable[tuple[PartialDate | None, PartialDate | None]], path: KeyPath
) -> Iterator[Issue]:
    """Find periods whose end, called `key`, lies before their beginning."""
    for place, (begins, ends) in enumerate(periods):
        if begins and ends and ends.latest < begins.earliest:
            message = f"{what} ends ({ends.iso}) before it begins ({begins.iso}) (fix a date)"
            yield Issue((*path, place, key), message)


def cannot_be(inspection: Inspection, programme: Programme | None, path: KeyPath) -> Iterator[Issue]:
    """Find values of one inspection that cannot be true together."""
    rates = inspection.overall or inspection.standards or inspection.tally
    if programme is not None and not programme.rated and rates:
        message = f"programme {programme.name} gives no ratings (take the ratings out, or fix the programme)"
        yield Issue((*path, "programme"), message)
    published, by = inspection.published, inspection.published_by
    if published and by and by < published.earliest:
        message = f"published_by {by.isoformat()} is before published {published.iso} (fix one of them)"
        yield Issue((*path, "published_by"), message)
    total = sum(inspection.tally.values())
    standards = len(programme.standard_names) if programme else 0
    if standards and total > standards:
        of = f"programme {inspection.programme} has {standards}"
        yield Issue((*path, "tally"), f"the tally counts {total} standards, but {of} (fix the numbers)")
    if inspection.points is not None and inspection.points > (inspection.points_max or inspection.points):
        message = f"points {inspection.points} are more than points_max {inspection.points_max} (fix one of them)"
        yield Issue((*path, "points"), message)
    if inspection.caseload_is is not None and inspection.caseload is None:
        message = f"caseload_is says '{inspection.caseload_is}', but there is no caseload (add it, or take this out)"
        yield Issue((*path, "caseload_is"), message)


def further(
    provider: Provider, also: Sequence[Reference], written: Sequence[Reference], path: KeyPath
) -> Iterator[Issue]:
    """Find further providers of a report that stand there twice, or are the one that it is of: it would show twice.

    The messages name them as they are `written`, and not as they were looked up.
    """
    seen = {provider.key}
    for place, (reference, as_written) in enumerate(zip(also, written, strict=True)):
        if reference.key == provider.key:
            message = f"'{as_written.provider}' is the provider that the inspection is of (take it out)"
            yield Issue((*path, place), message)
        elif reference.key in seen:
            yield Issue((*path, place), f"'{as_written.provider}' stands here twice (keep one)")
        seen.add(reference.key)


def twice_on_one_day(inspections: Sequence[Inspection], written: Sequence[Inspection]) -> Iterator[Issue]:
    """Find two ratings of one provider in one programme on one date: which one counts nobody can say.

    The messages name providers as they are `written`, and not as they were looked up.
    """
    seen: dict[tuple[object, ...], int] = {}
    for place, inspection in enumerate(inspections):
        if inspection.overall is None or inspection.published is None or not inspection.published.is_day:
            continue
        first = seen.setdefault((inspection.key, inspection.programme, inspection.published), place)
        if first != place:
            message = f"'{written[place].provider}' is rated twice on {inspection.published.iso} in one programme"
            hint = f"also as inspection number {first + 1} of the file; keep one"
            yield Issue(("inspections", place, "provider"), f"{message} ({hint})")


def unsupported(record: object, known: Collection[str], path: KeyPath) -> Iterator[Issue]:
    """Find sources that are said to bear out, and values said to be derived, what the record does not have."""
    lists = (("sources", "supports", "a source cannot support '{}'"), ("derived", "fields", "'{}' cannot be derived"))
    for part, field, says in lists:
        for place, item in enumerate(getattr(record, part, ())):
            for number, name in enumerate(getattr(item, field)):
                if name not in known:
                    near = nearest(name, known, most=1)
                    hint = f"did you mean '{near[0]}'?" if near else "name a field or a standard of this record"
                    yield Issue((*path, part, place, field, number), f"{says.format(name)} ({hint})")
