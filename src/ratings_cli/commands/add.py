"""`ratings add`: an inspection into your own data file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ratings_cli.commands import complete
from ratings_cli.commands.data import DataOption

if TYPE_CHECKING:
    from ratings_cli.writing.own_file import Plan


def add(
    provider: Annotated[
        str | None,
        typer.Option(metavar="NAME", autocompletion=complete.providers, help="Who was inspected (the whole name)."),
    ] = None,
    overall: Annotated[
        str | None, typer.Option(metavar="BAND", autocompletion=complete.bands, help="The overall rating.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the report came out: 2026-11-01, 2026-11 or 2026.")
    ] = None,
    published_by: Annotated[
        str | None, typer.Option(metavar="DATE", help="A day by which it was certainly out.")
    ] = None,
    league: Annotated[
        str | None, typer.Option("--league", "-l", metavar="NAME", autocompletion=complete.leagues, help="Its league.")
    ] = None,
    programme: Annotated[str | None, typer.Option(metavar="NAME", help="The inspection programme.")] = None,
    fieldwork: Annotated[str | None, typer.Option(metavar="DATE", help="When inspectors were there.")] = None,
    owner: Annotated[
        str | None,
        typer.Option(metavar="NAME", autocompletion=complete.owners, help="Who ran it on the day of the report."),
    ] = None,
    standard: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=BAND", help="The band of one standard; give it again for several."),
    ] = None,
    points: Annotated[int | None, typer.Option(metavar="N", min=0, help="The points that a source states.")] = None,
    points_max: Annotated[int | None, typer.Option(metavar="N", min=0, help="The most that they could be.")] = None,
    caseload: Annotated[int | None, typer.Option(metavar="N", min=0, help="How many people it supervised.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What a reader should know.")] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE",
            help="What bears it out: an address, or 'Publisher, address'; give it again for several.",
        ),
    ] = None,
    new_provider: Annotated[
        bool, typer.Option("--new-provider", help="Add the provider to the file's list of providers.")
    ] = False,
    region: Annotated[str | None, typer.Option(metavar="NAME", help="The region of a new provider.")] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="An area that a new provider serves; give it again for several."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be added, and add nothing.")] = False,
    data: DataOption = None,
) -> None:
    """Put an inspection into your own data file; without options, in a terminal, it asks.

    The new file is checked before it takes the place of the old one. Everything else in it, comments, order and
    spacing included, stays as it is.
    """
    from ratings_cli.commands.answers import Answers, entry_from
    from ratings_cli.writing import own_file

    path = own_file.own_path(data)
    answers = Answers(
        provider=provider,
        overall=overall,
        published=published,
        published_by=published_by,
        league=league,
        programme=programme,
        fieldwork=fieldwork,
        owner=owner,
        standard=standard or [],
        points=points,
        points_max=points_max,
        caseload=caseload,
        note=note,
        source=source or [],
        new_provider=new_provider,
        region=region,
        area=area or [],
    )
    asks = answers == Answers() and sys.stdin.isatty() and sys.stdout.isatty()
    if asks:
        from ratings_cli.commands.asking import ask

        answers = ask(path)
    entry = entry_from(answers)
    if dry_run or asks:
        _show(own_file.plan(path, entry))
    if dry_run or (asks and not typer.confirm("Add this?", default=True)):
        typer.echo(f"Nothing is added to {path}", err=True)
        return
    done = own_file.add(path, entry)
    try:
        if not asks:
            _show(done)
    finally:  # also when standard output is full or closed: the file has it
        typer.echo(f"Added to {path}", err=True)


def _show(plan: Plan) -> None:
    """The lines that are added, and what the user should know about them."""
    from ratings_cli.formats.plain import visible
    from ratings_cli.output import write_out

    write_out("".join(f"{visible(line)}\n" for line in plan.lines), plain=True)
    for note in plan.notes:
        typer.echo(f"Note: {visible(note)}", err=True)
