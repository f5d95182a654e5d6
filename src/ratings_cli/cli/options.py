"""The shared options: where a command's data comes from, what a table leaves open, what to show and how."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from ratings_cli.cli import completion
from ratings_cli.cli.help import HOW, TABLES, WHAT, WHERE
from ratings_cli.cli.option_types import (
    Date,
    Many,
    Text,
    Texts,
    as_typed,
    parse_bands,
    parse_date,
    parse_limit,
    read_output,
    shared,
)
from ratings_cli.cli.output import format_for, write
from ratings_cli.cli.show_sheet import explain_table
from ratings_cli.cli.standard_error import reading_progress, say
from ratings_cli.formats import FORMATS, PictureSize
from ratings_cli.model import phrases
from ratings_cli.model.dates import DateError
from ratings_cli.model.errors import UsageError
from ratings_cli.model.names import NameNotFoundError

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Provider
    from ratings_cli.reading.csv.settings import CsvInspections

MOST_OTHERS = 3
LEAGUE = "League: CRC, NPS, PDU, region or all. Repeatable."


@dataclass(frozen=True, kw_only=True)
class DataOption:
    """The value of the option that names the data."""

    data: Path | None = shared(
        WHERE,
        "FILE",
        "Your own data, YAML or any table; - is standard input. [env: RATINGS_DATA]",
        envvar="RATINGS_DATA",
        show_envvar=False,
    )

    @cached_property
    def named_file(self) -> Path | None:
        """The file that --data names, else the one in the folder, which is said; None for the shipped record."""
        from ratings_cli.reading.files import OWN_FILE

        if self.data is None and OWN_FILE.is_file():
            say(f"Using {OWN_FILE} in this folder (--data FILE reads another)")
            return OWN_FILE
        return self.data


@dataclass(frozen=True, kw_only=True)
class CsvOptions:
    """The values of the options about a table, which say what it leaves open. See docs/csv.md."""

    column: Texts = shared(
        TABLES, "WHAT=HEADING", "Which column is what: overall='Overall grade'. Repeatable.", completion.columns
    )
    label: Texts = shared(TABLES, "WORD=BAND", "Which band a word means. Repeatable.")
    not_a_rating: Texts = shared(TABLES, "WORD", "A word that means no rating. Repeatable.")
    dates: Literal["day-first", "month-first"] | None = shared(
        TABLES, "day-first|month-first", "How to read dates such as 3/5/2019."
    )
    contradictory: Literal["leave-out"] | None = shared(
        TABLES, "leave-out", "Leave out providers whose rows contradict each other."
    )
    sheet: Text = shared(TABLES, "NAME", "Which sheet of a workbook holds the ratings.")
    explain: bool = shared(TABLES, None, "Show what each column was taken for, and stop.")

    @property
    def about_the_table(self) -> list[str]:
        """The options about the table that were given, as they would have to be typed again."""
        names = [field.name for field in fields(CsvOptions) if field.name != "explain"]
        return [word for name in names for word in as_typed(name, getattr(self, name))]

    @property
    def settings(self) -> CsvInspections | None:
        """What they settle; None when they say nothing.

        Raises:
            UsageError: one of them is not written as it should be.
        """
        if not self.about_the_table:
            return None
        from ratings_cli.reading.csv.settings import from_options

        settings = from_options(self.column or (), self.label or (), self.not_a_rating or ())
        return replace(settings, dates=self.dates, contradictory=self.contradictory, sheet=self.sheet)


@dataclass(frozen=True, kw_only=True)
class CommonOptions(DataOption, CsvOptions):
    """The values of the options that every command with a table shares, and what they lead to."""

    default_leagues: ClassVar[Sequence[str]] = ()
    """The leagues where the options name none; the first of the data where this is empty."""

    league: Texts = shared(WHAT, "NAME", f"{LEAGUE} [default: CRC]", completion.leagues, "-l")
    owner: Texts = shared(WHAT, "NAME", "Only providers run by this owner when rated. Repeatable.", completion.owners)
    area: Texts = shared(
        WHAT, "NAME", "Only providers serving this county or place. Repeatable.", completion.areas_and_regions
    )
    region: Texts = shared(WHAT, "NAME", "Only providers in this region. Repeatable.", completion.regions)
    band: Many = shared(
        WHAT,
        "BAND",
        "Only this rating (of what the table is ranked by). Repeatable.",
        completion.bands,
        parser=parse_bands,
    )
    as_of: Date = shared(WHAT, "DATE", "As it stood on that day: 3 May 2019, 2019-05-03, May 2019.", parser=parse_date)
    since: Date = shared(HOW, "DATE", "Show how ratings have changed since then.", parser=parse_date)
    rerank: bool = shared(HOW, None, "Rank only what the filters show, not the whole table.")
    order: Literal["best", "worst"] = shared(HOW, "best|worst", "Which end comes first.", default="best")
    limit: int | None = shared(HOW, "N", "Show only the first N.", None, "-n", parser=parse_limit)
    columns: Text = shared(
        HOW, "KEY,...", "Show these columns, in this order; --columns help lists them.", completion.keys
    )
    wide: bool = shared(HOW, None, "Show all columns.", None, "-w")
    sort: Text = shared(HOW, "KEY,...", "Sort the rows by columns; -KEY sorts downwards.", completion.keys)
    sources: bool = shared(HOW, None, "Add a numbered list of sources.")
    notes: Literal["all", "some", "none"] | None = shared(
        HOW, "all|some|none", "How many notes to show. [default: some in a terminal]"
    )
    no_pager: bool = shared(HOW, None, "Do not show long output page by page.")
    format: Text = shared(
        WHERE, "FORMAT", f"Output format: {', '.join(FORMATS)}. [default: table]", completion.formats, "-f"
    )
    output: Path | None = shared(
        WHERE,
        "FILE",
        "Write to FILE; its ending sets the format. [default: -, standard output]",
        None,
        "-o",
        parser=read_output,
    )
    excel: bool = shared(WHERE, None, "CSV that Excel opens well (BOM, no formulas).")
    page: bool = shared(WHERE, None, "HTML: write a whole page, not a fragment for a blog.")
    size: PictureSize | None = shared(
        WHERE, "<phone|post|card>", "Pictures: 360 wide, 720 wide, or 1200 by 675. [default: phone]"
    )

    @property
    def file(self) -> Path:
        """The data file: the one that was named, or the shipped record."""
        from ratings_cli.reading import shipped_path

        return self.named_file or shipped_path()

    @cached_property
    def records(self) -> DataSet:
        """The data that the options name, read once; what a reader should know of it is said on standard error."""
        from ratings_cli.reading import read

        if self.explain:
            explain_table(self, self.named_file)
        with reading_progress() as progress:
            data = read(self.named_file, self.settings, progress)
        say(*data.remarks)
        return data

    @property
    def input_files(self) -> tuple[Path, ...]:
        """The files that everything is made from: the data file, and the CSV that it names."""
        return (self.file, self.records.table) if self.records.table else (self.file,)

    @cached_property
    def chosen_format(self) -> str:
        """The format that the options choose."""
        return format_for(self.format, self.output)

    @property
    def of_the_data(self) -> list[str]:
        """The options that say what the data is, as they would have to be typed again."""
        return [*as_typed("data", self.data), *self.about_the_table]

    def command(self, *words: str) -> str:
        """A command on the same data, to be pasted."""
        return shlex.join(["ratings", *words, *self.of_the_data])

    @cached_property
    def chosen(self) -> Selection:
        """The selection that the options make of the data.

        Raises:
            UsageError: a name is none, or --since is after --as-of; the message says which option, and what comes near.
        """
        from ratings_cli.league.lookup import select

        day = self.as_of.latest if self.as_of else None
        since = self.since.earliest if self.since else None
        if since and day and since > day:
            raise UsageError("--since is after --as-of (give an earlier day)")
        for name, values in (("--owner", self.owner), ("--area", self.area), ("--region", self.region)):
            if any(not value.strip() for value in values or ()):
                raise UsageError(f"{name}: is empty (give a name, or leave the option out)")
        return select(
            self.records,
            leagues=self.league or self.default_leagues,
            owners=self.owner or (),
            areas=self.area or (),
            regions=self.region or (),
            bands=[band for bands in self.band or () for band in bands],
            as_of=day,
            since=since,
        )

    def league_table(self, by: str) -> LeagueTable:
        """The league table that the options choose, ranked by what --by names.

        Raises:
            UsageError: it names neither ``overall`` nor ``points`` nor a standard; the message says what comes near.
        """
        from ratings_cli.league.league_table import league_table
        from ratings_cli.league.lookup import ranking_key

        try:
            key = ranking_key(self.records, by)
        except NameNotFoundError as error:
            raise UsageError(f"--by: {error}") from None
        worst_first = self.order == "worst"
        return league_table(self.records, self.chosen, key, worst_first=worst_first, rerank=self.rerank)

    def provider(self, command: str, words: Sequence[str]) -> tuple[Provider, dt.date | None]:
        """Look up the provider that a command names, and say on standard error who else could have been meant.

        A day may follow, ``dorset crc@2019-05-03``, else it is that of --as-of. A provider on which no report was out
        by the day makes room for the only other one that could be meant and on which one was.

        Raises:
            UsageError: no provider has that name, or several have, or the day is none.
        """
        from ratings_cli.league.lookup import find_provider, is_name, name_and_day, other_kinds, others_meant
        from ratings_cli.league.standing import reports_out

        data, chosen, typed = self.records, self.chosen, " ".join(words)
        leagues = chosen.leagues if self.league else None
        if not typed.strip():
            raise UsageError("NAME: is empty (give the name of a provider, or a part of it)")
        try:
            name, day = name_and_day(typed, chosen.as_of)
        except DateError as error:
            if not is_name(data, typed):
                raise UsageError(f"NAME@DATE: {error}") from None
            name, day = typed, chosen.as_of
        found = find_provider(data, name, leagues, self.of_the_data)
        others = others_meant(data, name, found, leagues)
        reported = [other for other in others if reports_out(data, other, day)]
        if day and len(reported) == 1 and not reports_out(data, found, day):
            others = [found, *(other for other in others if other.key != reported[0].key)]
            found = reported[0]
        self.say_others(command, others)
        for kind, other in other_kinds(data, name, self.of_the_data, whole=True) if command == "show" else ():
            say(f"Also: {phrases.a(kind)}: {other}")
        return found, day

    def say_others(self, command: str, others: Sequence[Provider]) -> None:
        """Say who else could have been meant, each with the command for it."""
        from ratings_cli.model.dataset import with_league

        for other in others[:MOST_OTHERS]:
            called = " ".join(filter(None, (other.short or other.name, other.league)))
            say(f"Also: {with_league(other)}: {self.command(command, *called.split())}")
        if len(others) > MOST_OTHERS:
            say(f"Also: {len(others) - MOST_OTHERS} more whose names hold this one")

    def write(self, text: str) -> None:
        """Write a text that is no sheet to the place that the options name."""
        write(text, self.output, self.input_files)


@dataclass(frozen=True, kw_only=True)
class AllLeaguesOptions(CommonOptions):
    """The same where a command is about all leagues unless some are named."""

    default_leagues = ("all",)
    league: Texts = shared(WHAT, "NAME", f"{LEAGUE} [default: all]", completion.leagues, "-l")
