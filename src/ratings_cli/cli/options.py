"""The options that every command with a table shares, in one place, and what they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ratings_cli.cli import completion
from ratings_cli.cli.csv_options import CsvOptions, DataOption, explain_table
from ratings_cli.cli.help import HOW, WHAT, WHERE
from ratings_cli.cli.option_types import (
    OUTPUT,
    Bands,
    Date,
    Text,
    Texts,
    format_name,
    one_of,
    parse_bands,
    parse_date,
    parse_limit,
    shared,
)
from ratings_cli.cli.output import format_for, write_file, write_out
from ratings_cli.cli.standard_error import Progress, say
from ratings_cli.formats import FORMATS, PictureSize
from ratings_cli.model.errors import UsageError
from ratings_cli.model.names import NameNotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.selection import Selection
    from ratings_cli.model.dataset import DataSet

LEAGUE = "League: CRC, NPS, PDU, region or all. Repeatable."
ALL_LEAGUES = f"{LEAGUE} [default: all]"
"""The help of --league where a command is about all of them."""


@dataclass(frozen=True, kw_only=True)
class CommonOptions(DataOption, CsvOptions):
    """The values of the shared options."""

    league: Texts = shared(WHAT, "NAME", f"{LEAGUE} [default: CRC]", completion.leagues, short="-l")
    owner: Texts = shared(WHAT, "NAME", "Only providers run by this owner when rated. Repeatable.", completion.owners)
    area: Texts = shared(
        WHAT, "NAME", "Only providers serving this county or place. Repeatable.", completion.areas_and_regions
    )
    region: Texts = shared(WHAT, "NAME", "Only providers in this region. Repeatable.", completion.regions)
    band: list[Bands] | None = shared(
        WHAT, "BAND", "Only this rating (of what the table is ranked by). Repeatable.", completion.bands, parse_bands
    )
    as_of: Date = shared(WHAT, "DATE", "As it stood on that day: 3 May 2019, 2019-05-03, May 2019.", parser=parse_date)
    since: Date = shared(HOW, "DATE", "Show how ratings have changed since then.", parser=parse_date)
    rerank: bool = shared(HOW, None, "Rank only what the filters show, not the whole table.")
    order: str = shared(HOW, "best|worst", "Which end comes first.", **one_of("best", "worst"), default="best")
    limit: int | None = shared(HOW, "N", "Show only the first N.", parser=parse_limit, short="-n")
    columns: Text = shared(
        HOW, "KEY,...", "Show these columns, in this order; --columns help lists them.", completion.keys
    )
    wide: bool = shared(HOW, None, "Show all columns.", short="-w")
    sort: Text = shared(HOW, "KEY,...", "Sort the rows by columns; -KEY sorts downwards.", completion.keys)
    sources: bool = shared(HOW, None, "Add a numbered list of sources.")
    notes: Text = shared(
        HOW, "all|some|none", "How many notes to show. [default: some in a terminal]", **one_of("all", "some", "none")
    )
    no_pager: bool = shared(HOW, None, "Do not show long output page by page.")
    format: Text = shared(
        WHERE,
        "FORMAT",
        f"Output format: {', '.join(FORMATS)}. [default: table]",
        lambda: list(FORMATS),
        short="-f",
        callback=format_name,
    )
    output: Path | None = shared(
        WHERE, "FILE", "Write to FILE; its ending sets the format. [default: -, standard output]", short="-o", **OUTPUT
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

    @property
    def input_files(self) -> tuple[Path, ...]:
        """The files that everything is made from: the data file, and the CSV that it names."""
        table = self._data.table
        return (self.file, table) if table else (self.file,)

    def read(self) -> DataSet:
        """Read the data that the options name, and say on standard error what a reader should know of it."""
        return self._data

    @cached_property
    def _data(self) -> DataSet:
        from ratings_cli.reading import read

        if self.explain:
            explain_table(self.named_file, self.settings, self.format, self.output)
        with Progress("Reading") as progress:
            data = read(self.named_file, self.settings, progress)
        for remark in data.remarks:
            say(remark)
        return data

    @property
    def chosen_format(self) -> str:
        """The format that the options choose."""
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
    def of_the_data(self) -> list[str]:
        """The options that say what the data is, as they would have to be typed again."""
        return [*(["--data", str(self.data)] if self.data else []), *self.about_the_table]

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
        for name, values in (("--owner", self.owner), ("--area", self.area), ("--region", self.region)):
            if any(not value.strip() for value in values or ()):
                raise UsageError(f"{name}: is empty (give a name, or leave the option out)")
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
        if self.output is None:
            write_out(text, plain=False)
        else:
            write_file(self.output, text, self.input_files)


def ranking_key_option(data: DataSet, by: str) -> tuple[str, tuple[str, ...]]:
    """Look up what --by names: the key, and the option as it would have to be typed.

    Raises:
        UsageError: it is neither ``overall`` nor ``points`` nor a standard; the message says what comes near.
    """
    from ratings_cli.league.lookup import ranking_key

    try:
        key = ranking_key(data, by)
    except NameNotFoundError as error:
        raise UsageError(f"--by: {error}") from None
    return key, () if key == "overall" else ("--by", key)
