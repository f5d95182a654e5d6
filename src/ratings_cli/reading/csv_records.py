"""The columns of a CSV -> providers and inspections, and which rows contradict each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.reading.headings import NO_VALUE, OVERALL_STANDARDS, bare, fold_heading
from ratings_cli.records import Inspection, Provider

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ratings_cli.dates import PartialDate
    from ratings_cli.reading.csv_body import Body
    from ratings_cli.reading.csv_columns import Columns
    from ratings_cli.scale import Band

Event: TypeAlias = "tuple[str, str | None, PartialDate | None]"
"""What may stand on one row only: a provider, its league, and the date of publication."""

_NO_TALLY: dict[Band, int] = {}


@dataclass(slots=True)
class Records:
    """What a CSV holds.

    Args:
        providers: in the order of the file, as the row with the newest date has them.
        inspections: in the order of the file.
        lines: for each inspection the line that it begins on.
        repeated: how many rows say the same as one above them.
        other_services: how many rows are about a part of a provider, and are not read.
        nameless: the lines of rows that name no provider, or no league where there is a column for it.
        contradictory: for each provider and date with rows that contradict each other, their lines.
    """

    providers: list[Provider] = field(default_factory=list)
    inspections: list[Inspection] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    repeated: int = 0
    other_services: int = 0
    nameless: list[int] = field(default_factory=list)
    contradictory: dict[tuple[str, str], list[int]] = field(default_factory=dict)


def build_records(
    body: Body,
    columns: Columns,
    names: Mapping[int, str],
    bands: Mapping[str, Band | None],
    dates: Mapping[int, Mapping[str, PartialDate | None]],
) -> Records:
    """Make providers and inspections of the rows.

    Args:
        body: the cells.
        columns: which column is what.
        names: what the standards are called, by the number of the column.
        bands: the band of every text in the columns of ratings; None for no rating.
        dates: for each column of dates, the date of every text.
    """
    return _Builder(body, columns, bands, dates).build(names)


class _Builder:
    def __init__(
        self,
        body: Body,
        columns: Columns,
        bands: Mapping[str, Band | None],
        dates: Mapping[int, Mapping[str, PartialDate | None]],
    ) -> None:
        self.body = body
        self.columns = columns
        self.bands = bands
        self.found = Records()
        self.cells = [body.columns[number] for number in columns.numbers]
        self.names = self._texts("provider")
        ids = self._texts("id")
        self.keys = [one or name or "" for one, name in zip(ids, self.names, strict=True)]
        self.ids = ids
        self.owners = self._texts("owner")
        self.leagues = self._texts("league")
        self.programmes = self._texts("programme")
        self.published = self._dates("published", dates)
        self.fieldwork = self._dates("fieldwork", dates)

    def build(self, names: Mapping[int, str]) -> Records:
        rows = self._rows()
        if self.columns.long:
            self._one_standard_a_row(rows)
        else:
            self._one_inspection_a_row(rows, names)
        self._providers(rows)
        return self.found

    def _texts(self, role: str) -> list[str | None]:
        """The cells of a column, None for those that say that there is no value."""
        if role not in self.columns.of:
            return [None] * len(self.body.lines)
        column = self.body.columns[self.columns.of[role]]
        plain = {text: None if text.casefold() in NO_VALUE else " ".join(text.split()) for text in set(column)}
        return list(map(plain.__getitem__, column))

    def _dates(self, role: str, dates: Mapping[int, Mapping[str, PartialDate | None]]) -> list[PartialDate | None]:
        number = self.columns.of.get(role)
        if number is None:
            return [None] * len(self.body.lines)
        return list(map(dates[number].__getitem__, self.body.columns[number]))

    def _rows(self) -> Sequence[int]:
        """The numbers of the rows to read: those that name a provider, and are about all of it."""
        rows: Sequence[int] = range(len(self.keys))
        number = self.columns.of.get("service")
        if number is not None:
            whole = {text for text in set(self.body.columns[number]) if fold_heading(text) in {"overall", ""}}
            services = self.body.columns[number]
            rows = [row for row in rows if services[row] in whole]
            self.found.other_services = len(services) - len(rows)
        if "" in self.keys:
            empty = [row for row in rows if not self.keys[row]]
            filled = [row for row in empty if any(column[row] for column in self.cells)]
            self.found.nameless = [self.body.lines[row] for row in filled]
            rows = [row for row in rows if self.keys[row]]
        if "league" in self.columns.of:
            self.found.nameless += [self.body.lines[row] for row in rows if self.leagues[row] is None]
        return rows

    def _one_inspection_a_row(self, rows: Iterable[int], names: Mapping[int, str]) -> None:
        number = self.columns.of.get("overall")
        overall = [None] * len(self.keys) if number is None else list(map(self.bands.get, self.body.columns[number]))
        standards = self._standards(names)
        seen: dict[Event, int] = {}
        keys, leagues, published, lines = self.keys, self.leagues, self.published, self.body.lines
        fieldwork, owners, programmes = self.fieldwork, self.owners, self.programmes
        add, add_line = self.found.inspections.append, self.found.lines.append
        for row in rows:
            event = (keys[row], leagues[row], published[row])
            before = seen.setdefault(event, row)
            if before != row and self._clash(before, row, overall, standards, seen, event):
                continue
            add(
                Inspection(
                    provider=keys[row],
                    league=leagues[row],
                    programme=programmes[row],
                    published=published[row],
                    fieldwork=fieldwork[row],
                    overall=overall[row],
                    owner=owners[row],
                    standards=standards[row],
                    tally=_NO_TALLY,
                )
            )
            add_line(lines[row])

    def _clash(  # noqa: PLR0913, PLR0917 - the columns of the loop that calls it
        self,
        before: int,
        row: int,
        overall: Sequence[Band | None],
        standards: Sequence[Mapping[str, Band]],
        seen: dict[Event, int],
        event: Event,
    ) -> bool:
        """Whether a row must not be added beside one of the same provider and date."""
        if all(column[before] == column[row] for column in self.cells):
            self.found.repeated += 1
            return True
        if overall[row] is None and not standards[row]:
            return False
        if overall[before] is None and not standards[before]:
            seen[event] = row
            return False
        self._contradict(before, row)
        return True

    def _contradict(self, before: int, row: int) -> None:
        date = self.published[row]
        lines = self.found.contradictory.setdefault((self.keys[row], date.iso if date else ""), [])
        for one in (before, row):
            if self.body.lines[one] not in lines:
                lines.append(self.body.lines[one])

    def _standards(self, names: Mapping[int, str]) -> Sequence[Mapping[str, Band]]:
        """The bands of the standards of each row; rows with the same bands share them."""
        nothing: dict[str, Band] = {}
        if not self.columns.standards:
            return [nothing] * len(self.keys)
        titles = [names[number] for number in self.columns.standards]
        shared: dict[tuple[str, ...], Mapping[str, Band]] = {}
        rows = list(zip(*(self.body.columns[number] for number in self.columns.standards), strict=True))
        for texts in set(rows):
            found = zip(titles, map(self.bands.get, texts), strict=True)
            shared[texts] = {title: band for title, band in found if band is not None}
        return list(map(shared.__getitem__, rows))

    def _one_standard_a_row(self, rows: Iterable[int]) -> None:
        of = self.columns.of
        ratings = self.body.columns[of["rating"]]
        titles = self.body.columns[of["standard"]]
        folded = {title: fold_heading(title) for title in set(titles)}
        proper: dict[str, str] = {}
        for title in dict.fromkeys(titles):
            proper.setdefault(folded[title], title)
        events: dict[Event, dict[str, int]] = {}
        for row in rows:
            event = events.setdefault((self.keys[row], self.leagues[row], self.published[row]), {})
            before = event.setdefault(folded[titles[row]], row)
            if before == row:
                continue
            first, second = self.bands.get(ratings[before]), self.bands.get(ratings[row])
            if first is second:
                self.found.repeated += 1
            elif first is None:
                event[folded[titles[row]]] = row
            elif second is not None:
                self._contradict(before, row)
        for (key, league, published), rated in events.items():
            self._add_event(key, league, published, rated, ratings, proper)

    def _add_event(  # noqa: PLR0913, PLR0917 - what one inspection is made of
        self,
        key: str,
        league: str | None,
        published: PartialDate | None,
        rated: Mapping[str, int],
        ratings: Sequence[str],
        proper: Mapping[str, str],
    ) -> None:
        overall = None
        standards: dict[str, Band] = {}
        for folded, row in rated.items():
            band = self.bands.get(ratings[row])
            if bare(folded) in OVERALL_STANDARDS:
                overall = band
            elif band is not None:
                standards[proper[folded]] = band
        rows = sorted(rated.values())
        self.found.inspections.append(
            Inspection(
                provider=key,
                league=league,
                programme=next(filter(None, (self.programmes[row] for row in rows)), None),
                published=published,
                fieldwork=next(filter(None, (self.fieldwork[row] for row in rows)), None),
                overall=overall,
                owner=next(filter(None, (self.owners[row] for row in rows)), None),
                standards=standards,
                tally=_NO_TALLY,
            )
        )
        self.found.lines.append(self.body.lines[rows[0]])

    def _providers(self, rows: Iterable[int]) -> None:
        """Make each provider as the row with its newest date has it: a body can be renamed, or move."""
        best: dict[tuple[str | None, str], int] = {}
        published, keys, leagues = self.published, self.keys, self.leagues
        for row in rows:
            league_and_key = (leagues[row], keys[row])
            other = best.setdefault(league_and_key, row)
            if other != row:
                old, new = published[other], published[row]
                if new is not None and (old is None or new.latest >= old.latest):
                    best[league_and_key] = row
        areas, regions = self._texts("area"), self._texts("region")
        split = {text: _parts(text) for text in set(areas)}
        add = self.found.providers.append
        for (league, key), row in best.items():
            add(
                Provider(
                    name=self.names[row] or key,
                    id=self.ids[row],
                    league=league,
                    region=regions[row],
                    areas=split[areas[row]],
                )
            )


def _parts(text: str | None) -> tuple[str, ...]:
    """The areas of a cell: one, or several with semicolons between them."""
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())
