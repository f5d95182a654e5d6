"""Where a command's data comes from: --data, and the options that settle what a CSV leaves open."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.option_types import TABLES, WHERE
from ratings_cli.cli.standard_error import say

if TYPE_CHECKING:
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.reading.csv.settings import CsvInspections

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar="RATINGS_DATA",
        show_envvar=False,
        metavar="FILE",
        rich_help_panel=WHERE,
        help="Your own data, YAML or any table; - is standard input. [env: RATINGS_DATA]",
    ),
]

ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WHAT=HEADING",
        autocompletion=completion.columns,
        rich_help_panel=TABLES,
        help="Which column is what: overall='Overall grade'. Repeatable.",
    ),
]
LabelOption = Annotated[
    list[str] | None,
    typer.Option(metavar="WORD=BAND", rich_help_panel=TABLES, help="Which band a word means. Repeatable."),
]
NotARatingOption = Annotated[
    list[str] | None,
    typer.Option(metavar="WORD", rich_help_panel=TABLES, help="A word that means no rating. Repeatable."),
]
DatesOption = Annotated[
    str | None,
    typer.Option(metavar="day-first|month-first", rich_help_panel=TABLES, help="How to read dates such as 3/5/2019."),
]
ContradictoryOption = Annotated[
    str | None,
    typer.Option(
        metavar="leave-out", rich_help_panel=TABLES, help="Leave out providers whose rows contradict each other."
    ),
]
SheetOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", rich_help_panel=TABLES, help="Which sheet of a workbook holds the ratings."),
]
ExplainOption = Annotated[
    bool, typer.Option("--explain", rich_help_panel=TABLES, help="Show what each column was taken for, and stop.")
]


@dataclass(frozen=True, kw_only=True)
class CsvOptions:
    """The values of the options about a CSV, which say what it leaves open. See docs/csv.md."""

    column: ColumnOption = None
    label: LabelOption = None
    not_a_rating: NotARatingOption = None
    dates: DatesOption = None
    contradictory: ContradictoryOption = None
    sheet: SheetOption = None
    explain: ExplainOption = False

    @property
    def typed(self) -> list[str]:
        """The options that were given, as they would have to be typed again."""
        names = [field.name for field in fields(self) if field.name != "explain"]
        given = {name.replace("_", "-"): getattr(self, name) or () for name in names}
        each = {name: [value] if isinstance(value, str) else value for name, value in given.items()}
        return [part for name, values in each.items() for value in values for part in (f"--{name}", value)]

    @property
    def settings(self) -> CsvInspections | None:
        """What they settle; None when they say nothing.

        Raises:
            UsageError: one of them is not written as it should be.
        """
        if not self.typed:
            return None
        from ratings_cli.reading.csv.settings import from_options

        return from_options(
            self.column or (), self.label or (), self.not_a_rating or (), self.dates, self.contradictory, self.sheet
        )


def data_file(named: Path | None) -> Path | None:
    """The file that --data names, else the one that lies in the folder, which is said; None for the shipped record."""
    from ratings_cli.reading.files import OWN_FILE

    if named is None and OWN_FILE.is_file():
        say(f"Using {OWN_FILE} in this folder (--data FILE reads another)")
        return OWN_FILE
    return named


def read_data(path: Path | None, options: CsvOptions | None = None) -> DataSet:
    """Read a data file, or the shipped record, and say on standard error what a reader should know of it."""
    from ratings_cli.cli.progress import Progress
    from ratings_cli.reading import read

    with Progress("Reading") as progress:
        data = read(path, options.settings if options else None, progress)
    for remark in data.remarks:
        say(remark)
    return data
