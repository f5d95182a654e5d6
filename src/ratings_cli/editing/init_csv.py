"""A YAML file that names a CSV, with everything that was found out about it settled in so many words."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ratings_cli.model.errors import OutputError
from ratings_cli.model.records import Inspection
from ratings_cli.reading import files
from ratings_cli.reading.csv.settings import read_settings
from ratings_cli.reading.csv.summary import describe
from ratings_cli.reading.csv.table import read_table, settle
from ratings_cli.reading.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.reading.csv.settings import CsvInspections

_HEAD = """\
# The ratings in a table, for the program `ratings`: ratings table --data {name}
# The table stays where it is and as it is. Below stands how it is read: as found by `ratings init`, fix what is wrong.
# Here you can also give it a title and, beside `inspections`, the leagues, areas and owners that it does not know.
# Every key is explained in docs/csv.md.

# title: put your own

"""


@dataclass(frozen=True, slots=True)
class FromTable:
    """The text of a YAML file for a CSV, and what was found in that, in words."""

    text: str
    found: str


def file_for_table(
    csv: Path, target: Path, shown_name: str, settings: CsvInspections, progress: Callable[[float], None] | None = None
) -> FromTable:
    """Read a CSV, and write down what is what in it.

    Args:
        csv: the CSV.
        target: the file that the text is for: it names the CSV as seen from there.
        shown_name: what that is called in a command.
        settings: what is settled already.
        progress: told now and then which share of the CSV is read.

    Raises:
        DataError: something about the CSV is not certain, or wrong; each message names what settles it.
        OutputError: it has a heading or word that the YAML file could not give back.
    """
    data = files.read_bytes(csv)
    table = read_table(data, str(csv), settings, progress)
    settled = settle(table, _seen_from(target, csv), settings)
    text = _HEAD.format(name=shown_name) + "\n".join(settled.to_yaml_lines()) + "\n"
    plain, problems = parse.parse(text, str(target))
    inside = plain.get("inspections") if isinstance(plain, dict) else None
    if problems or not isinstance(inside, dict) or read_settings(inside)[0] != settled:
        raise OutputError(f"{csv}: has a heading or a word that cannot be written into a YAML file (fix it in the CSV)")
    again, before = read_table(data, str(csv), settled, progress).groups, table.groups
    same = again.providers == before.providers and again.lines == before.lines
    if not same or not all(map(Inspection.says_the_same, again.inspections, before.inspections)):
        raise OutputError(f"{csv}: would be read otherwise with what was found (say with --column what each column is)")
    return FromTable(text, describe(table))


def _seen_from(target: Path, csv: Path) -> str:
    """The way to the CSV from the folder of the file that names it."""
    if csv.is_absolute():
        return str(csv)
    return Path(os.path.relpath(csv.resolve(), target.resolve().parent)).as_posix()
