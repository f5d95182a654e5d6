"""What every view produces and every format renders: a sheet of tables, with notes and sources; and its head.

A sheet says the same thing twice: as cells for a reader (text, bands, bars) and as records for a program
(those of its view). Formats for readers use the first, formats for programs the second. Its head is its title, what
JSON has before the rows, how new the ratings are and who gives them.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.views.cells import NO_CREDIT, Credit, Note, Table
from ratings_cli.views.evidence import Bibliography, addresses
from ratings_cli.views.fields import NO_VIEW, Field
from ratings_cli.views.notes import change_sentence, changes_record, counts_note, other_leagues, table_caveats

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.views.cells import SourceNote, Value
    from ratings_cli.views.charts import Chart
    from ratings_cli.views.fields import View


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole view.

    Its main table, its keys and its records are made of its view each time that they are asked for.

    Args:
        title: what it shows, as at when, with which filters.
        own_tables: its tables for a reader, the main one first; None where that of the view is the only one.
        notes: the lines below: counts, the ranking rule, what was left out, the newest report.
        head: what JSON says before the rows.
        sources: the numbered list of sources, when it was asked for.
        chart: its picture; None where it has none, or none was asked for.
        credit: that it is unofficial, who gives the ratings, and what their licence asks to be said.
        hints: for whoever typed the command, and for no reader of what is published: other commands to try.
        view: its fields and rows.
        summary: what everybody wants to know first, in a sentence: how many have each band.
    """

    title: str
    own_tables: tuple[Table | View[Any, Any], ...] | None = None
    notes: Sequence[str] = ()
    head: dict[str, Value] = field(default_factory=dict)
    sources: tuple[SourceNote, ...] = ()
    chart: Chart | None = None
    credit: Credit = NO_CREDIT
    hints: Sequence[str] = ()
    view: View[Any, Any] = NO_VIEW
    summary: str = ""

    @property
    def _shown(self) -> tuple[Table | View[Any, Any], ...]:
        return (self.view,) if self.own_tables is None else self.own_tables

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables for a reader, the main one first."""
        return tuple(item if isinstance(item, Table) else item.table() for item in self._shown)

    @property
    def notes_on_what_is_shown(self) -> list[str]:
        """The notes without those on marks in columns that a reader is not shown."""
        shown = {column.key for table in self._shown[:1] for column in table.columns}
        return [note for note in self.notes if not isinstance(note, Note) or note.is_about(shown)]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.view.rows)

    def first(self, number: int) -> Sheet:
        """The same sheet with only the first rows of its view, and a note that says so."""
        if number >= self.size:
            return self
        return dataclasses.replace(
            self,
            summary=f"{self.summary} {phrases.only(number, self.size, 'rows')}.".strip(),
            notes=[note for note in self.notes if not (isinstance(note, Note) and not note.stands_above(number))],
            chart=self.chart and self.chart.first(number, self.size),
            view=dataclasses.replace(self.view, rows=self.view.rows[:number]),
        )

    def choose(self, typed: str) -> Sheet:
        """The same sheet with only the columns whose keys are typed, in that order; ``help`` chooses none."""
        if typed == "help":
            return self
        return dataclasses.replace(self, own_tables=None, view=self.view.choose(typed))

    def sort(self, typed: str) -> Sheet:
        """The same sheet with its rows sorted by the columns whose keys are typed; positions stay what they are."""
        order = self.view.order(typed)
        view = dataclasses.replace(self.view, rows=[self.view.rows[row] for row in order], group=None)
        place = {row: number for number, row in enumerate(order)}
        notes = [note.moved(place) if isinstance(note, Note) else note for note in self.notes]
        return dataclasses.replace(self, own_tables=None, notes=notes, view=view)

    def with_caveats(self, lines: Sequence[str]) -> Sheet:
        """The same sheet with lines on what is perhaps newer before its notes, and below its picture."""
        if not lines:
            return self
        unique = tuple(dict.fromkeys(lines))
        notes = (*(Note(line, "gap") for line in unique), *self.notes)
        return dataclasses.replace(self, notes=notes, chart=self.chart and self.chart.below(*unique))

    def with_sources(self) -> Sheet:
        """The same sheet with a numbered list of sources, and its numbers in the rows that they back.

        For a program, each record gets `sources`, a list of addresses.
        """
        view = self.view
        cited = Bibliography()
        backed_by: Field[Any, Any] = Field(
            "sources",
            "the addresses of the sources",
            lambda row: addresses(source for value in view.evidence(row) if value.cites for source in value.sources),
        )
        return dataclasses.replace(
            self,
            own_tables=tuple(
                item if isinstance(item, Table) else cited.number(item.table(), [*map(item.evidence, item.rows)])
                for item in self._shown
            ),
            view=dataclasses.replace(
                view,
                declared=(*view.declared, backed_by),
                chosen=(*view.chosen, backed_by.key) if view.chosen else (),
            ),
            sources=cited.notes,
        )


def title_of(what: str, chosen: Selection, *, rerank: bool = False) -> str:
    """``Community Rehabilitation Companies by overall rating, as at 3 May 2019, owner: Sodexo``."""
    within = ["ranked only among these"] if rerank and chosen.filters else []
    day = phrases.as_at(chosen.as_of)
    return ", ".join([f"{phrases.league_titles(chosen.leagues)} {what}", day, *chosen.filter_words, *within])


def head_record(title: str, chosen: Selection, by: str, counts: dict[str, int]) -> dict[str, Value]:
    """The title, what was chosen, what it is ranked by, and how many there are of each kind."""
    return {
        "title": title,
        "leagues": [league.name for league in chosen.leagues],
        "as_of": chosen.as_of.isoformat() if chosen.as_of else None,
        "ranked_by": by,
        "filters": {**chosen.filters},
        "counts": dict(counts),
    }


def table_sheet(result: LeagueTable, sheet: Sheet) -> Sheet:
    """The sheet of a league table, or of what is made of one: with title, counts, hints, and what is perhaps newer.

    Args:
        result: the league table.
        sheet: the sheet; its title follows on the names of the leagues, and its head on what JSON says of every table.
    """
    counts = phrases.count_bands(ranked.item.overall for ranked in result.places)
    title = title_of(sheet.title, result.chosen, rerank=result.rerank)
    changed = change_sentence(result) if result.places else ""
    has_gaps = result.data.gaps or any(league.gaps for league in result.chosen.leagues)
    record = head_record(title, result.chosen, result.by, {"total": len(result.places), **counts})
    whole = dataclasses.replace(
        sheet,
        title=title,
        summary=" ".join(filter(None, [counts_note(result, counts), changed])),
        head=record | sheet.head | changes_record(result),
        hints=[*sheet.hints, *other_leagues(result), *(["Known gaps: ratings scale."] if has_gaps else [])],
    )
    return whole.with_caveats(table_caveats(result))


def newest_report(data: DataSet, as_of: dt.date | None, leagues: Container[object] | None = None) -> str:
    """How new the ratings are: ``Newest report in the record (CRC): July 2020.``; nothing where no report is dated.

    It is of all reports on some leagues (None for all), whatever the filters, and says so.
    """
    dated = [
        (latest, inspection)
        for inspection in data.inspections
        if (latest := inspection.latest)
        and (as_of is None or latest <= as_of)
        and (leagues is None or inspection.league in leagues)
    ]
    if not dated:
        return ""
    shown = [league.name for league in data.leagues if leagues is None or league.name in leagues]
    which = f" ({', '.join(shown)})" if all(shown) and len(shown) < len(data.leagues) else ""
    until = f"by {show_limit(as_of)}" if as_of else "in the record"
    return f"Newest report {until}{which}: {max(dated, key=lambda pair: pair[0])[1].publication}."


def credit(data: DataSet, newest: str) -> Credit:
    """The lines that everything for readers carries; one says when the `newest_report` came out."""
    by = data.inspectorate
    gives = f": {by} gives the ratings and publishes no ranking" if by else " table of published ratings"
    licence = data.attribution or data.licence or ""
    text = " ".join(filter(None, (f"Unofficial{gives}.", newest, licence)))
    return Credit(text, " ".join(filter(None, ("Unofficial.", f"Ratings: {by}." if by else "", newest))))


def shown_leagues(head: dict[str, Value]) -> list[object] | None:
    """The names of the leagues that a view is of, as its head for JSON says; None for all of them."""
    provider, leagues = head.get("provider"), head.get("leagues")
    if isinstance(provider, dict):
        return [provider["league"] or ""]
    return [*leagues] if isinstance(leagues, list) else None


def rights_record(data: DataSet, leagues: Container[object] | None = None) -> dict[str, Value]:
    """What JSON says of every view: who gives the ratings, the licence, what is missing of some leagues or of all."""
    shown = [league for league in data.leagues if leagues is None or league.name in leagues]
    gaps = [*data.gaps, *(gap for league in shown for gap in league.gaps)]
    return {
        "inspectorate": data.inspectorate,
        "licence": data.licence,
        "attribution": data.attribution,
        "gaps": [phrases.capital(gap.text) for gap in gaps],
    }
