"""Do the numbers of an inspection agree: its points, its tally and the bands of its standards."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ratings_cli.model.phrases import count
from ratings_cli.model.scale import TOP_SCORE
from ratings_cli.reading.diagnostics import Issue, Path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import DataFile, Inspection
    from ratings_cli.model.scale import Band


def findings(file: DataFile, data: DataSet) -> Iterator[Issue]:
    """Find points and tallies that the bands of the standards contradict, and ratings that stand twice."""
    for place, inspection in enumerate(data.inspections):
        names = data.programme_of(inspection).standard_names
        known = {name: band for name, band in inspection.standards.items() if not names or name in names}
        path: Path = ("inspections", place)
        yield from _points(inspection, names, known, path)
        yield from _tally(inspection, names, known, path)
    yield from _twice(file, data)


def _points(inspection: Inspection, names: Collection[str], known: Mapping[str, Band], path: Path) -> Iterator[Issue]:
    stated = inspection.points
    if stated is None or not names:
        return
    if inspection.points_max is not None and stated > inspection.points_max:
        return  # an error; which of the two is wrong nobody can say
    most = TOP_SCORE * len(names)
    if inspection.points_max not in {None, most}:
        message = f"points_max is {inspection.points_max}, but {count(len(names), 'standard')} make {most} at most"
        yield Issue((*path, "points_max"), f"{message} (fix one of them)")
        return
    bands = Counter(known.values())
    for ground, counts in (("standards", bands), ("tally", inspection.tally)):
        low, high = _span(counts, len(names))
        if low <= stated <= high:
            continue
        makes = str(low) if low == high else f"between {low} and {high}"
        message = f"points are stated as {stated}, but the {ground} would make {makes}"
        yield Issue((*path, "points"), f"{message} (check both against the source)")


def _span(counts: Mapping[Band, int], standards: int) -> tuple[int, int]:
    """The fewest and the most points there can be, when so many standards are known to have these bands."""
    low = sum(band.score * number for band, number in counts.items())
    return low, low + TOP_SCORE * max(0, standards - sum(counts.values()))


def _tally(inspection: Inspection, names: Collection[str], known: Mapping[str, Band], path: Path) -> Iterator[Issue]:
    tally = inspection.tally
    if not tally:
        return
    bands = Counter(known.values())
    for band, number in tally.items():
        if bands[band] > number:
            message = f"the tally has {number} {band.value}, but the standards have {bands[band]}"
            yield Issue((*path, "tally"), f"{message} (fix the tally or the standards)")
    if not names:
        return
    room = len(names) - sum(tally.values())
    others = sum(number for band, number in bands.items() if band not in tally)
    if others > room >= 0:
        message = f"the tally leaves {room} of {count(len(names), 'standard')} for other bands, but {others} have one"
        yield Issue((*path, "tally"), f"{message} (fix the tally or the standards)")


def _twice(file: DataFile, data: DataSet) -> Iterator[Issue]:
    """The same rating twice on the same inexact date: the same report, or two that nobody can put in order.

    Two ratings on one exact day are an error, which reading reports.
    """
    seen: set[tuple[object, ...]] = set()
    for place, inspection in enumerate(data.inspections):
        if inspection.overall is None or (inspection.published is not None and inspection.published.is_day):
            continue
        date = inspection.published.iso if inspection.published else None
        key = (inspection.league, inspection.provider, inspection.programme, inspection.area, date, inspection.overall)
        if key in seen:
            when = f"in {date}" if date else "without a date"
            name = file.inspections[place].provider
            message = f"'{name}' is rated {inspection.overall.value} twice {when} in one programme"
            yield Issue(("inspections", place, "provider"), f"{message} (keep one, or give exact dates)")
        seen.add(key)
