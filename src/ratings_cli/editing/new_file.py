"""The data file that `ratings init` begins with: a commented example, or all that was found out about a table."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ratings_cli.editing.entry import stated
from ratings_cli.editing.yaml_text import block_pair, node_of
from ratings_cli.model.errors import OutputError
from ratings_cli.model.records import Inspection
from ratings_cli.reading import files
from ratings_cli.reading.csv.dataset import describe
from ratings_cli.reading.csv.settings import DELIMITERS, read_settings
from ratings_cli.reading.csv.table import read_table, settle
from ratings_cli.reading.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.reading.csv.settings import CsvInspections

# The text of a first data file, with its name in the commands in its comments.
STARTER = """\
# Ratings of your own, for the program `ratings`. It works as it stands: ratings table --data {name}
# What begins with # is a comment. Every field is explained in docs/data-format.md.
#
# Bands   outstanding, good, requires improvement, inadequate.
# Dates   as exact as you know them: 2019-05-03, 2019-05 or 2019.
# Leave out what you do not know: an unknown is never a blank, a zero or a guess.

title: Ratings of probation services in Northshire and Southshire   # stands over every table: put your own

# Uncomment these lists when you want them. Once a list is there, a name that is not in it is an error,
# so that a slip of the pen cannot make a second provider or owner.
#
# owners:
#   - {{name: Acme, full_name: Acme Justice Limited, aliases: [Acme Justice]}}
#   - {{name: Beacon}}
#
# providers:
#   - name: Northshire CRC
#     areas: [Northshire, Easton]
#     ownership:
#       - {{owner: Acme, from: 2015-02}}
#   - {{name: Southshire CRC, areas: [Southshire]}}

# Examples, made up: put your own in their place. Only `provider` must be there; the rest as far as you know it.
# `ratings add --data {name}` adds another at the end.
inspections:
  - provider: Northshire CRC
    owner: Acme
    published: 2024-05-03
    overall: requires improvement
    sources:
      - {{publisher: The inspectorate, url: "https://example.org/northshire-2024"}}

  - provider: Southshire CRC
    owner: Beacon
    published: 2025-02
    overall: good
    standards:
      leadership: good
      staff: outstanding
    note: The day of publication is not known.
    sources:
      - {{publisher: The inspectorate, url: "https://example.org/southshire-2025"}}
"""

_HEAD = """\
# The ratings in a table, for the program `ratings`: ratings table --data {name}
# The table stays where it is and as it is. Below stands how it is read: as found by `ratings init`, fix what is wrong.
# Here you can also give it a title and, beside `inspections`, the leagues, areas and owners that it does not know.
# Every key is explained in docs/csv.md.

# title: put your own

"""


def file_for_table(
    csv: Path, target: Path, shown_name: str, settings: CsvInspections, progress: Callable[[float], None] | None = None
) -> tuple[str, str]:
    """Read a CSV, and write down what is what in it for the file `target`, which names the CSV as seen from there.

    Returns its text, and what was found in the CSV, in words.

    Raises:
        DataError: something about the CSV is not certain, or wrong; each message names what settles it.
        OutputError: it has a heading or word that the YAML file could not give back.
    """
    data = files.read_bytes(csv)
    table = read_table(data, str(csv), settings, progress)
    folder = target.resolve().parent
    seen_from = str(csv) if csv.is_absolute() else Path(os.path.relpath(csv.resolve(), folder)).as_posix()
    settled = settle(table, seen_from, settings)
    text = _HEAD.format(name=shown_name) + "\n".join(lines_of(settled)) + "\n"
    plain, problems = parse.parse(text, str(target))
    inside = plain.get("inspections") if isinstance(plain, dict) else None
    if problems or not isinstance(inside, dict) or read_settings(inside)[0] != settled:
        raise OutputError(f"{csv}: has a heading or a word that cannot be written into a YAML file (fix it in the CSV)")
    again = read_table(data, str(csv), settled, progress)
    same = again.providers == table.providers and again.lines == table.lines
    if not same or not all(map(Inspection.says_the_same, again.inspections, table.inspections)):
        raise OutputError(f"{csv}: would be read otherwise with what was found (say with --column what each column is)")
    return text, describe(table)


def lines_of(settled: CsvInspections) -> list[str]:
    """What is settled about a CSV, as the lines of a data file."""
    columns = {what: names if what == "standards" else names[0] for what, names in settled.columns.items()}
    fields = dataclasses.asdict(settled) | {
        "columns": columns,
        "not_ratings": list(settled.not_ratings),
        "delimiter": settled.delimiter and DELIMITERS.get(settled.delimiter, settled.delimiter),
    }
    return block_pair("inspections", node_of(stated(fields)), "")
