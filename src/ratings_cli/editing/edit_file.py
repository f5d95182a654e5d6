"""Putting inspections into a data file: planned, checked, and written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from ratings_cli.editing.atomic_write import is_same, locked, replace_file
from ratings_cli.editing.entry import look_up
from ratings_cli.editing.yaml_text import find_list, insert, node_of
from ratings_cli.league.league_table import league_table
from ratings_cli.league.selection import Selection
from ratings_cli.model.errors import OutputError, UsageError
from ratings_cli.reading import DataError, examine_yaml, files, shipped_path
from ratings_cli.reading.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ratings_cli.editing.entry import Fields
    from ratings_cli.league.ranking import Ranked
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import DataFile, Inspection, ProviderKey
    from ratings_cli.reading import Diagnostic

_MARK = b"\xef\xbb\xbf"


class Plan(NamedTuple):
    """What an addition would make of a file: its bytes before and after, and in words what is added."""

    before: bytes
    after: bytes
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    """What the user should know."""
    effects: tuple[str, ...]
    """What each inspection changes in the league table, or why it changes nothing."""


def own_path(path: Path | None) -> Path:
    """Return the file to add to.

    Raises:
        UsageError: none is named, or it is the shipped record, or no file of which a line can be added to.
    """
    copy = "(make a copy: ratings init mine.yaml --from-shipped; then add --data mine.yaml)"
    if path is None:
        raise UsageError(f"the shipped record is not added to {copy}; or start your own: ratings init mine.yaml")
    if _is_shipped(path):
        raise UsageError(f"'{path}' is the shipped record, which is not added to {copy}")
    if str(path) == "-" or files.ending_of(path) in files.TABLE_ENDINGS:
        raise UsageError(f"'{path}' is no YAML file (add the row where the table is kept)")
    if path.exists() and not path.is_dir() and not path.is_file():
        raise UsageError(f"'{path}' is no file that could be added to, but a pipe or a device (name a file)")
    return path


def _is_shipped(path: Path) -> bool:
    try:
        return is_same(path, shipped_path())
    except OSError:  # where the program is, this user may not look: then nothing there can be written to either
        return False


def read_own(path: Path) -> tuple[bytes, DataFile, DataSet]:
    """Read a file that shall be added to: its bytes, what it says, and what that means.

    A file with `inspections:` and nothing after it is a good beginning here, though not yet a data file.

    Raises:
        DataError: it cannot be used as it is.
        UsageError: its inspections stand in a CSV.
    """
    content = files.read_as_it_is(path)
    text = files.decode(content, str(path))
    data, file, problems = _examined(text, str(path))
    if data is None or file is None or (problems and parse.parse(text, str(path))[1]):
        raise DataError(problems)
    nodes = find_list(text, "inspections")  # which can be asked where the parser has read the file to its end
    if problems and not (nodes and nodes.is_empty):
        raise DataError(problems)
    if nodes is None:
        raise UsageError(f"{path}: keeps its inspections elsewhere (add the row to the CSV that it names)")
    return content, file, data


def plan(path: Path, entries: Sequence[Fields]) -> Plan:
    """Work out what a file would be with inspections added, and check that.

    Raises:
        DataError: the file cannot be used as it is.
        UsageError: an inspection does not go with the file; the message says why.
        OutputError: it is written in a way that cannot be added to safely.
    """
    content, file, data = read_own(path)
    text = files.decode(content, str(path))
    lines: list[str] = []
    notes: list[str] = []
    effects: list[str] = []
    for entry in entries:
        addition = look_up(entry, file, data)
        parts = {"providers": addition.provider, "inspections": addition.inspection}
        before = data
        text, data, file, added = _with_records(path, text, {key: node_of(part) for key, part in parts.items() if part})
        lines += added
        notes += addition.notes
        effects.append(_effect(before, data, data.inspections[-1]))
    mark = _MARK if content.startswith(_MARK) else b""
    return Plan(content, mark + text.encode(), tuple(lines), tuple(dict.fromkeys(notes)), tuple(effects))


def _with_records(path: Path, before: str, parts: Fields) -> tuple[str, DataSet, DataFile, list[str]]:
    """Put a record into each of some lists in the text of a file.

    What comes out is read again: it must be free of errors, and say what the old text said and the new records, no
    more and no less. So a mistake in the insertion can refuse an addition, but never change what the file says.
    """
    cannot = OutputError(f"{path}: is written in a way that cannot be added to safely (put the lines in by hand)")
    expected: Any = parse.parse(before, str(path))[0]
    text = before
    lines: list[str] = []
    for key, record in parts.items():
        try:
            done = insert(text, key, record)
        except (ValueError, yaml.YAMLError):
            raise cannot from None
        text = done.text
        lines += [f"{key}:", *done.lines] if len(parts) > 1 else done.lines
        expected[key] = [*(expected.get(key) or ()), record]
    data, file, problems = _examined(text, str(path))
    if problems or data is None or file is None:
        reasons = "; ".join(dict.fromkeys(problem.message for problem in problems))
        raise UsageError(f"{path}: nothing is added, because then: {reasons}")
    if parse.parse(text, str(path))[0] != expected:
        raise cannot
    return text, data, file, lines


def add(path: Path, entries: Sequence[Fields]) -> Plan:
    """Add inspections to a file, all or none. Whoever else adds to it at the same time waits, and nothing is lost.

    Raises:
        DataError: the file cannot be used as it is.
        UsageError: an inspection does not go with the file.
        OutputError: the file cannot be written, or something else changed it meanwhile. It is as it was.
    """
    with locked(path):
        done = plan(path, entries)
        replace_file(path, done.after, expected=done.before)
    return done


def _examined(text: str, name: str) -> tuple[DataSet | None, DataFile | None, list[Diagnostic]]:
    data, file, problems = examine_yaml(text, name)
    return data, file, [problem for problem in problems if problem.severity == "error"]


def _effect(before: DataSet, after: DataSet, inspection: Inspection) -> str:
    """Say what an inspection changes: ``Leeds: inadequate -> good; 34= -> 1= of 65``, or why it changes nothing."""
    then, _ = _ranked(before, inspection.key)
    now, ranked = _ranked(after, inspection.key)
    name = after.provider_of[inspection.key].name
    counts = now.item.counts if now else None
    if now is None or counts is None:
        return f"{name}: no change, because the report gives no overall rating"
    if counts is inspection:
        old, new = then.label if then else "", now.label
        positions = f"{old} -> {new} " if old and new and old != new else f"{new} " if new else ""
        return f"{name}: {_band(then)} -> {_band(now)}; {positions}of {ranked}"
    if inspection.overall is None:
        reason = "the report gives no overall rating"
    elif inspection.publication.certainly_before(counts.publication):
        reason = f"the report of {counts.publication} is the newer one"
    else:
        reason = f"nothing says that it is newer than the report of {counts.publication} (give its date)"
    return f"{name}: still {_band(now)}, because {reason}"


def _ranked(data: DataSet, key: ProviderKey) -> tuple[Ranked[Standing] | None, int]:
    """How a provider stands in its whole league, and how many there have a position."""
    leagues = tuple(league for league in data.leagues if league.name == key[0])
    places = league_table(data, Selection(leagues)).places
    found = next((ranked for ranked in places if ranked.item.provider.key == key), None)
    return found, sum(ranked.position is not None for ranked in places)


def _band(ranked: Ranked[Standing] | None) -> str:
    return ranked.item.overall.value if ranked and ranked.item.overall else "not rated"
