"""Showing a sheet as the options of a command ask: columns, order, rows, notes, sources, and where it goes.

Where it has no row, it shows the commands that show something.
"""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import typer

from ratings_cli.cli.output import DELIMITED, PICTURES, check_goes_with, terminal_surface, write
from ratings_cli.cli.standard_error import say
from ratings_cli.formats import FORMATS, PictureSize, RenderOptions
from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ratings_cli.cli.options import CommonOptions
    from ratings_cli.league.selection import Selection
    from ratings_cli.reading.csv.dataset import ExplainedColumn
    from ratings_cli.views.sheet import Sheet


class Asked(NamedTuple):
    """A command as it was typed, from which others are made; `limits` are its own options that leave something out."""

    command: tuple[str, ...]
    count: Callable[[Selection], int]
    """How many rows it has for another selection."""
    by: str = "overall"
    limits: tuple[str, ...] = ()
    without: Callable[[], int] | None = None
    """How many rows it has without the limits."""

    def instead(self, options: CommonOptions) -> list[str]:
        """The commands that show something where this one shows nothing, a line each."""
        from ratings_cli.league.selection import Alternative, alternatives, options_of

        data, by = options.records, () if self.by == "overall" else ("--by", self.by)
        ways = [((*by, *self.limits), other) for other in alternatives(data, options.chosen, self.count)]
        if self.limits and self.without and (number := self.without()):
            ways.append((by, Alternative(f"without {' and '.join(self.limits[::2])}", options.chosen, number)))
        leagues = data.leagues if options.default_leagues else data.leagues[:1]
        return [
            f"Try, {what}: {options.command(*self.command, *options_of(data, chosen, leagues), *own)} ({number:,})"
            for own, (what, chosen, number) in ways
        ]


def show_sheet(options: CommonOptions, sheet: Sheet, asked: Asked | None = None, *, whole: bool = False) -> None:
    """Write a sheet, or its first rows, in the format and to the place that the options name.

    Where it has no row, it gets no headings, but commands to try in place of the one that `asked` is. It is `whole`
    where --limit has been seen to, because its records are not one a row.
    """
    sheet = _arranged(options, sheet)
    if options.limit is not None and not whole:
        sheet = sheet.first(options.limit)
    if options.columns == "help":
        from ratings_cli.views.fields import explained

        options.write("".join(f"{key:<28}{text}\n" for key, text in explained(sheet.view.declared).items()))
        return
    if options.sources:
        sheet = sheet.with_sources()
    if asked and not sheet.size:
        hints = (*asked.instead(options), *sheet.hints)
        sheet = dataclasses.replace(sheet, own_tables=(), hints=hints)
    _write(options, _credited(options, _noted(options, sheet)), options.input_files)


def explain_table(options: CommonOptions, path: Path | None) -> NoReturn:
    """Show what each column of a table was taken for, and end the program: `--explain`.

    Raises:
        UsageError: no table is named.
        DataError: reading it stops at a question; what is known of the columns is shown before.
    """
    from ratings_cli.reading.csv.dataset import explain
    from ratings_cli.reading.diagnostics import DataError
    from ratings_cli.views.cells import Cell
    from ratings_cli.views.fields import Field, View
    from ratings_cli.views.sheet import Sheet

    if path is None:
        raise UsageError("--explain is about a table (name it with --data)")
    explained, remark, problems = explain(path, options.settings)
    fields: tuple[Field[None, ExplainedColumn], ...] = (
        Field("number", "its number", lambda column: column.number).shown(heading="#", align="right", quiet=False),
        Field("heading", "its heading", lambda column: column.heading).shown(names=True, row_header=True, quiet=False),
        Field("taken_for", "what it is", lambda column: column.taken_for).shown(names=True, quiet=False),
        Field(
            "cells", "what is in it", lambda column: column.cells, lambda column: Cell(" | ".join(column.cells))
        ).shown(names=True),
    )
    sheet = Sheet(
        f"What the columns of {path} were taken for" if remark else f"The columns of {path}",
        view=View(fields, None, explained),
    )
    _write(options, sheet, (path,))
    if problems:
        raise DataError(problems)
    say(remark)
    raise typer.Exit


def _write(options: CommonOptions, sheet: Sheet, input_files: Sequence[Path]) -> None:
    """Render a sheet in the format that the options choose, and put it where they say.

    Raises:
        UsageError: the format or the file name is wrong, or an option does not go with the format.
        OutputError: the file could not be written; what was there before is still there.
    """
    chosen, output = options.chosen_format, options.output
    check_goes_with("--excel", options.excel, DELIMITED, chosen)
    check_goes_with("--page", options.page, ("html",), chosen)
    check_goes_with("--size", options.size, PICTURES, chosen)
    surface = RenderOptions() if output else terminal_surface()
    if output is None and FORMATS[chosen].binary and sys.stdout.isatty():
        raise UsageError(f"{chosen} is no text that a terminal could show (name a file with --output)")
    surface = surface._replace(excel=options.excel, page=options.page, size=options.size or PictureSize.PHONE)
    is_plain = chosen == "table"
    content = FORMATS[chosen].render(sheet, surface)
    write(content, output, input_files, plain=is_plain, pager=is_plain and not options.no_pager)


def _arranged(options: CommonOptions, sheet: Sheet) -> Sheet:
    """The sheet with the columns and in the order that the options choose.

    Raises:
        UsageError: there is no such column, or the format has none.
    """
    from ratings_cli.views.fields import UnknownColumnError

    for option, typed in (("--columns", options.columns), ("--sort", options.sort)):
        if typed is None:
            continue
        if options.chosen_format in PICTURES:
            raise UsageError(
                f"{option} goes with tables, not with {options.chosen_format} (leave it out, or choose another format)"
            )
        try:
            sheet = sheet.choose(typed) if option == "--columns" else sheet.sort(typed)
        except UnknownColumnError as error:
            raise UsageError(f"{option}: {error}") from None
    return sheet


def _noted(options: CommonOptions, sheet: Sheet) -> Sheet:
    """The sheet with as many notes as the options ask for; what an empty one says goes where it can be read."""
    from ratings_cli.views.notes import brief

    is_table = options.chosen_format == "table"
    if not sheet.size and not is_table and options.chosen_format != "json":
        summary = [sheet.summary] if sheet.summary else []
        say(*([*summary, *sheet.notes] if options.chosen_format in DELIMITED else []), *sheet.hints)
    hints = sheet.hints if is_table or (options.chosen_format == "json" and not sheet.size) else ()
    amount = options.notes or ("some" if is_table and sheet.summary and sheet.size else "all")
    is_whole = options.chosen_format == "json" and not options.columns  # so that all that notes are on is in it
    told = sheet.notes if is_whole else sheet.notes_on_what_is_shown
    notes = {"all": [*told, *hints], "some": brief(told, hints), "none": []}[amount]
    return dataclasses.replace(sheet, notes=tuple(notes))


def _credited(options: CommonOptions, sheet: Sheet) -> Sheet:
    """The sheet with what everything that is published says: a credit for readers, licence and gaps in JSON."""
    from ratings_cli.views.sheet import credit, newest_report, rights_record, shown_leagues

    if options.chosen_format in {"table", *DELIMITED}:
        return sheet
    data = options.records
    leagues = shown_leagues(sheet.head)
    if options.chosen_format == "json":
        rights = {key: value for key, value in rights_record(data, leagues).items() if key not in sheet.head}
        return dataclasses.replace(sheet, head={**sheet.head, **rights})
    newest = newest_report(data, options.as_of.latest if options.as_of else None, leagues)
    return dataclasses.replace(sheet, credit=credit(data, newest))
