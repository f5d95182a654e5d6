"""What is fuzzed: for each target the inputs that hypothesis makes up, and the promise that they are held to."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import inputs
from generated import keep_ranking
from hypothesis import strategies as st
from program import keep_commands
from promises import keep_formats, keep_reading_csv, keep_reading_workbook, keep_reading_yaml
from table_reference import TABLES, keep_table
from words import keep_dates, keep_names

from ratings_cli.model.dataset import DataSet
from ratings_cli.model.dates import PartialDate, parse_date
from ratings_cli.model.records import Inspection, League, Owner, Provider
from ratings_cli.model.scale import Band

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy

_FILES = {
    "small.yaml": (inputs.CORPUS / "yaml" / "full.yaml").read_bytes(),
    "small.csv": (inputs.CORPUS / "csv" / "plain.csv").read_bytes(),
    "bad.yaml": (inputs.CORPUS / "yaml" / "aliases.yaml").read_bytes(),
}
_NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip)


@st.composite
def _records(draw: DrawFn) -> DataSet:
    """A record in which every name is any text at all."""
    names = draw(st.lists(_NAMES, min_size=1, max_size=4, unique=True))
    day: PartialDate = parse_date("2019-05-03")
    found = [
        Inspection(
            provider=name,
            league="",
            owner=draw(st.none() | _NAMES),
            published=draw(st.sampled_from((None, day))),
            overall=draw(st.sampled_from((None, *Band))),
            standards=draw(st.dictionaries(_NAMES, st.sampled_from(Band), max_size=2)),
        )
        for name in names
    ]
    return DataSet(
        leagues=(League(name="", title=draw(_NAMES), singular="one"),),
        programmes=(),
        areas=(),
        owners=tuple(Owner(name=text) for text in dict.fromkeys(i.owner for i in found if i.owner)),
        providers=tuple(
            Provider(name=name, league="", areas=tuple(draw(st.lists(_NAMES, max_size=2)))) for name in names
        ),
        inspections=tuple(found),
        title=draw(st.none() | _NAMES),
    )


def _run(drawn: tuple[list[str], bool, int]) -> None:
    args, terminal, width = drawn
    with tempfile.TemporaryDirectory() as folder:
        for name, data in _FILES.items():
            (Path(folder) / name).write_bytes(data)
        keep_commands(args, Path(folder), terminal=terminal, width=width)


TARGETS: dict[str, tuple[SearchStrategy[Any], Callable[[Any], None]]] = {
    "yaml": (inputs.yaml_files(), keep_reading_yaml),
    "csv": (inputs.csv_files(), keep_reading_csv),
    "workbooks": (inputs.workbooks(), keep_reading_workbook),
    "dates": (inputs.dates, keep_dates),
    "names": (st.tuples(inputs.texts, st.lists(inputs.texts, max_size=6)), keep_names),
    "formats": (_records(), keep_formats),
    "ranking": (st.integers(0, 2**63), keep_ranking),
    "tables": (TABLES, keep_table),
    "commands": (st.tuples(inputs.command_lines(), st.booleans(), st.integers(0, 4)), _run),
}
BYTES = frozenset({"yaml", "csv"})
"""Targets whose inputs are files: a fuzzer can change their bytes itself, and begins with fuzz/corpus."""
