"""`ratings help`: the help of a command, or of a subject."""

from __future__ import annotations

from typing import Annotated

import typer

from ratings_cli.cli.app import COMMANDS
from ratings_cli.model.errors import UsageError

TOPICS = {
    "csv": """\
Any table of ratings can be ranked, with no set-up, as CSV or as a workbook (.xlsx, .xls, .xlsb, .ods):

  ratings table --data schools.csv
  ratings table --data schools.xlsx --sheet Ratings
  ratings table --data schools.csv --explain    what each column was taken for

It needs a column of names and a column of ratings; columns of dates, owners, areas, regions and standards are
used when they are there. They are found by their headings (Provider, Overall rating, Date of publication ...)
and by what is in them; delimiter and encoding are found too. What is not clear is asked about, not guessed:

  --column overall='Overall grade'   which column is what
  --label 'Grade A=outstanding'      which band a word means
  --not-a-rating 'Not inspected'     a word that means no rating
  --dates day-first                  how 3/5/2019 is read
  --contradictory leave-out          leave out providers whose rows contradict each other

To keep such answers:  ratings init schools.csv    (writes schools.yaml, to be read with --data schools.yaml)
""",
    "formats": """\
-f FORMAT, or the ending of -o FILE, sets the format:

  table      for people: a terminal or plain text (.txt)
  csv, tsv   for spreadsheets and programs; --excel for Excel (.csv, .tsv)
  json       for programs, with notes and, with --sources, every source (.json)
  markdown   for a blog; md for short (.md)
  html       a fragment for a blog, or with --page a whole page (.html)
  svg, png   a picture (.svg, .png); --size phone, post or card
  xlsx       a workbook (.xlsx)

-o - is standard output. The columns of each command, for --columns and --sort:  ratings table --columns help
Every rating as data (.csv, .json, .xlsx, .db):  ratings export FILE
""",
    "data": """\
A data file is YAML. This much is enough:

  inspections:
    - {provider: Northshire CRC, owner: Acme, published: 2019-05-03, overall: good}

  ratings init                         starts one, with comments, as ratings.yaml
  ratings init my.yaml --from-shipped  starts from a copy of the shipped record
  ratings add --data my.yaml           adds an inspection to it
  ratings check my.yaml                lists what is wrong in it
  ratings table --data my.yaml         shows it

--data FILE names the file; without it RATINGS_DATA does, else ratings.yaml in the folder, else the shipped
record is used.
""",
}


def _subjects(incomplete: str) -> list[str]:
    return [subject for subject in (*COMMANDS, *TOPICS) if subject.startswith(incomplete)]


def help(  # noqa: A001 - the name of the command
    context: typer.Context,
    subject: Annotated[
        list[str] | None,
        typer.Argument(metavar="SUBJECT", autocompletion=_subjects, help="A command, or csv, formats or data."),
    ] = None,
) -> None:
    """Explain a command, csv, formats or data."""
    words, root = subject or [], context.find_root()
    if not words:
        typer.echo(root.get_help())
    elif len(words) == 1 and words[0] in TOPICS:
        typer.echo(TOPICS[words[0]], nl=False)
    elif words[0] in COMMANDS:
        root.command.main([*words, "--help"], prog_name="ratings", standalone_mode=False)
    else:
        raise UsageError(f"there is no help on '{' '.join(words)}' (subjects: {', '.join([*COMMANDS, *TOPICS])})")
