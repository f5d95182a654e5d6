"""The options that every command with a table shares, in one place, and what they lead to."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.csv_options import CsvOptions, DataOption, data_file, read_data
from ratings_cli.cli.option_types import (
    HOW,
    WHAT,
    WHERE,
    Bands,
    FormatOption,
    NumberOption,
    OutputOption,
    PageOption,
    SizeOption,
    one_of,
    parse_bands,
    parse_date,
)
from ratings_cli.model.dates import PartialDate
from ratings_cli.model.errors import UsageError
from ratings_cli.model.names import NameNotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet


@dataclass(frozen=True, kw_only=True)
class CommonOptions(CsvOptions):
    """The values of the shared options."""

    league: Annotated[
        list[str] | None,
        typer.Option(
            "--league",
            "-l",
            metavar="NAME",
            autocompletion=completion.leagues,
            rich_help_panel=WHAT,
            help="League: CRC, NPS, PDU, region or all. Repeatable. [default: CRC]",
        ),
    ] = None
    owner: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completion.owners,
            rich_help_panel=WHAT,
            help="Only providers run by this owner when rated. Repeatable.",
        ),
    ] = None
    area: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completion.areas_and_regions,
            rich_help_panel=WHAT,
            help="Only providers serving this county or place. Repeatable.",
        ),
    ] = None
    region: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completion.regions,
            rich_help_panel=WHAT,
            help="Only providers in this region. Repeatable.",
        ),
    ] = None
    band: Annotated[
        list[Bands] | None,
        typer.Option(
            metavar="BAND",
            parser=parse_bands,
            autocompletion=completion.bands,
            rich_help_panel=WHAT,
            help="Only this rating (of what the table is ranked by). Repeatable.",
        ),
    ] = None
    as_of: Annotated[
        PartialDate | None,
        typer.Option(
            metavar="DATE",
            parser=parse_date,
            rich_help_panel=WHAT,
            help="As it stood on that day: 3 May 2019, 2019-05-03, May 2019.",
        ),
    ] = None
    since: Annotated[
        PartialDate | None,
        typer.Option(
            metavar="DATE", parser=parse_date, rich_help_panel=HOW, help="Show how ratings have changed since then."
        ),
    ] = None
    rerank: Annotated[
        bool,
        typer.Option("--rerank", rich_help_panel=HOW, help="Rank only what the filters show, not the whole table."),
    ] = False
    order: Annotated[
        str,
        typer.Option(
            metavar="best|worst",
            parser=one_of("best", "worst"),
            autocompletion=completion.orders,
            rich_help_panel=HOW,
            help="Which end comes first.",
        ),
    ] = "best"
    limit: NumberOption = None
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="KEY,...",
            autocompletion=completion.keys,
            rich_help_panel=HOW,
            help="Show these columns, in this order; --columns help lists them.",
        ),
    ] = None
    wide: Annotated[bool, typer.Option("--wide", "-w", rich_help_panel=HOW, help="Show all columns.")] = False
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="KEY,...",
            autocompletion=completion.keys,
            rich_help_panel=HOW,
            help="Sort the rows by columns; -KEY sorts downwards.",
        ),
    ] = None
    sources: Annotated[bool, typer.Option("--sources", rich_help_panel=HOW, help="Add a numbered list of sources.")] = (
        False
    )
    notes: Annotated[
        str | None,
        typer.Option(
            metavar="all|some|none",
            parser=one_of("all", "some", "none"),
            autocompletion=completion.amounts,
            rich_help_panel=HOW,
            help="How many notes to show. [default: some in a terminal]",
        ),
    ] = None
    no_pager: Annotated[
        bool, typer.Option("--no-pager", rich_help_panel=HOW, help="Do not show long output page by page.")
    ] = False
    data: DataOption = None
    format: FormatOption = None
    output: OutputOption = None
    excel: Annotated[
        bool, typer.Option("--excel", rich_help_panel=WHERE, help="CSV that Excel opens well (BOM, no formulas).")
    ] = False
    page: PageOption = False
    size: SizeOption = None

    @property
    def file(self) -> Path:
        """The data file: the one that was named, or the shipped record."""
        from ratings_cli.reading import shipped_path

        return self._named or shipped_path()

    @property
    def input_files(self) -> tuple[Path, ...]:
        """The files that everything is made from: the data file, and the CSV that it names."""
        table = self._data.table
        return (self.file, table) if table else (self.file,)

    def read(self) -> DataSet:
        """Read the data that the options name."""
        return self._data

    @cached_property
    def _data(self) -> DataSet:
        if self.explain:
            from ratings_cli.cli.explain import explain_table

            explain_table(self._named, self.table_options.settings, self.format, self.output)
        return read_data(self._named, self.table_options)

    @cached_property
    def _named(self) -> Path | None:
        return data_file(self.data)

    @property
    def chosen_format(self) -> str:
        """The format that the options choose."""
        from ratings_cli.cli.output import format_for

        return format_for(self.format, self.output)

    @property
    def is_picture(self) -> bool:
        """Whether the format is a picture."""
        return self.chosen_format in {"svg", "png"}

    @property
    def is_delimited(self) -> bool:
        """Whether the format is records without notes."""
        return self.chosen_format in {"csv", "tsv"}

    @property
    def table_options(self) -> CsvOptions:
        """What the options say about a CSV."""
        return CsvOptions(**{field.name: getattr(self, field.name) for field in fields(CsvOptions)})

    @property
    def of_the_data(self) -> list[str]:
        """The options that say what the data is, as they would have to be typed again."""
        return [*(["--data", str(self.data)] if self.data else []), *self.table_options.typed]

    def select(self, data: DataSet, leagues: Sequence[str] = ()) -> Selection:
        """Look up the names and the date that the options give.

        Args:
            data: where to look.
            leagues: the leagues when the options name none; the first of the data when left out.

        Raises:
            UsageError: a name is none, or --since is after --as-of; the message says which option, and what comes near.
        """
        from ratings_cli.league.lookup import select

        day = self.as_of.latest if self.as_of else None
        since = self.since.earliest if self.since else None
        if since and day and since > day:
            raise UsageError("--since is after --as-of (give an earlier day)")
        named = (("--owner", self.owner), ("--area", self.area), ("--region", self.region))
        for option, values in named:
            if any(not value.strip() for value in values or ()):
                raise UsageError(f"{option}: is empty (give a name, or leave the option out)")
        try:
            return select(
                data,
                leagues=self.league or leagues,
                owners=self.owner or (),
                areas=self.area or (),
                regions=self.region or (),
                bands=[band for bands in self.band or () for band in bands],
                as_of=day,
                since=since,
            )
        except NameNotFoundError as error:
            raise UsageError(str(error)) from None

    @property
    def worst_first(self) -> bool:
        """Whether to begin at the bottom."""
        return self.order == "worst"

    def write(self, text: str) -> None:
        """Write a text that is no sheet to the place that the options name."""
        from ratings_cli.cli.output import write_file, write_out

        if self.output is None:
            write_out(text, plain=False)
        else:
            write_file(self.output, text, self.input_files)


def by_options(key: str) -> tuple[str, ...]:
    """The option that ranks by a key, as it would have to be typed."""
    return () if key == "overall" else ("--by", key)


def ranking_key_option(data: DataSet, by: str) -> str:
    """Look up what --by names.

    Raises:
        UsageError: it is neither ``overall`` nor ``points`` nor a standard; the message says what comes near.
    """
    from ratings_cli.league.lookup import ranking_key

    try:
        return ranking_key(data, by)
    except NameNotFoundError as error:
        raise UsageError(f"--by: {error}") from None
