"""Where a command's data comes from: --data, and the options that settle what a CSV leaves open."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.standard_error import say

if TYPE_CHECKING:
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.reading.csv.settings import CsvInspections

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar="RATINGS_DATA",
        metavar="FILE",
        help="Your own data, YAML or CSV, instead of the shipped record; - for standard input.",
    ),
]

ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WHAT=HEADING",
        autocompletion=completion.columns,
        help="CSV: which column is what, such as overall='Overall grade'; give it again for others.",
    ),
]
LabelOption = Annotated[
    list[str] | None,
    typer.Option(metavar="WORD=BAND", help="CSV: the band that a word in it means; give it again for others."),
]
NotARatingOption = Annotated[
    list[str] | None,
    typer.Option(metavar="WORD", help="CSV: a word that means no rating; give it again for others."),
]
DatesOption = Annotated[
    str | None,
    typer.Option(metavar="day-first|month-first", help="CSV: how dates such as 3/5/2019 are to be read."),
]
ContradictoryOption = Annotated[
    str | None,
    typer.Option(metavar="leave-out", help="CSV: leave out providers whose rows contradict each other."),
]


@dataclass(frozen=True, kw_only=True)
class CsvOptions:
    """The values of the options about a CSV, which say what it leaves open. See docs/csv.md."""

    column: ColumnOption = None
    label: LabelOption = None
    not_a_rating: NotARatingOption = None
    dates: DatesOption = None
    contradictory: ContradictoryOption = None

    @property
    def typed(self) -> list[str]:
        """The options that were given, as they would have to be typed again."""
        given = {field.name.replace("_", "-"): getattr(self, field.name) or () for field in fields(self)}
        each = {name: [value] if isinstance(value, str) else value for name, value in given.items()}
        return [part for name, values in each.items() for value in values for part in (f"--{name}", value)]

    @property
    def settings(self) -> CsvInspections | None:
        """What they settle; None when they say nothing.

        Raises:
            UsageError: one of them is not written as it should be.
        """
        if not (self.column or self.label or self.not_a_rating or self.dates or self.contradictory):
            return None
        from ratings_cli.reading.csv.settings import from_options

        return from_options(
            self.column or (), self.label or (), self.not_a_rating or (), self.dates, self.contradictory
        )


def read_data(path: Path | None, options: CsvOptions | None = None) -> DataSet:
    """Read a data file, or the shipped record, and say on standard error what a reader should know of it."""
    from ratings_cli.cli.progress import Progress
    from ratings_cli.reading import read

    with Progress("Reading") as progress:
        data = read(path, options.settings if options else None, progress)
    for remark in data.remarks:
        say(remark)
    return data
