"""Putting an inspection into a data file: planned, checked, and written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from ratings_cli.editing.effect import effect_of
from ratings_cli.editing.insertion import Insertion, insert
from ratings_cli.editing.lock import locked
from ratings_cli.editing.resolve_names import look_up
from ratings_cli.editing.scalars import node_of
from ratings_cli.editing.yaml_locator import find_list
from ratings_cli.model.errors import OutputError, UsageError
from ratings_cli.reading import DataError, examine_yaml, files, shipped_path
from ratings_cli.reading.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ratings_cli.editing.resolve_names import Fields
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import DataFile
    from ratings_cli.reading import Diagnostic

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an addition would make of a file.

    Args:
        before: the bytes of the file as it was read.
        after: the bytes that it would have.
        lines: the lines that are added, for showing.
        notes: what the user should know.
        effects: what each changes in the league table, or why it changes nothing.
    """

    before: bytes
    after: bytes
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    effects: tuple[str, ...]


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
    from ratings_cli.model.atomic_write import is_same

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
    place = find_list(text, "inspections")  # which can be asked where the parser has read the file to its end
    if problems and not (place and place.empty):
        raise DataError(problems)
    if place is None:
        raise UsageError(f"{path}: keeps its inspections elsewhere (add the row to the CSV that it names)")
    return content, file, data


def plan(path: Path, entries: Sequence[Fields]) -> Plan:
    """Work out what a file would be with inspections added, and check that.

    Raises:
        DataError: the file cannot be used as it is.
        UsageError: an inspection does not go with the file; the message says why.
    """
    content, file, data = read_own(path)
    text = files.decode(content, str(path))
    lines: list[str] = []
    notes: list[str] = []
    effects: list[str] = []
    for entry in entries:
        addition = look_up(entry, file, data)
        parts = {"providers": addition.provider, "inspections": addition.inspection}
        new_text = text
        for key, record in parts.items():
            if record is not None:
                done = _inserted(new_text, key, record, path)
                new_text = done.text
                lines += [f"{key}:", *done.lines] if addition.provider else done.lines
        new_data, file = _check(new_text, text, path, parts)
        effects.append(effect_of(data, new_data, new_data.inspections[-1]))
        text, data = new_text, new_data
        notes += addition.notes
    mark = _MARK if content.startswith(_MARK) else b""
    return Plan(content, mark + text.encode(), tuple(lines), tuple(dict.fromkeys(notes)), tuple(effects))


def _inserted(text: str, key: str, record: Fields, path: Path) -> Insertion:
    try:
        return insert(text, key, node_of(record))
    except (ValueError, yaml.YAMLError):
        raise _cannot_be_added_to(path) from None


def _cannot_be_added_to(path: Path) -> OutputError:
    return OutputError(f"{path}: is written in a way that cannot be added to safely (put the lines in by hand)")


def add(path: Path, entries: Sequence[Fields]) -> Plan:
    """Add inspections to a file, all or none. Whoever else adds to it at the same time waits, and nothing is lost.

    Raises:
        DataError: the file cannot be used as it is.
        UsageError: an inspection does not go with the file.
        OutputError: the file cannot be written, or something else changed it meanwhile. It is as it was.
    """
    from ratings_cli.model.atomic_write import replace_file

    with locked(path):
        done = plan(path, entries)
        replace_file(path, done.after, expected=done.before)
    return done


def _check(text: str, before: str, path: Path, parts: Mapping[str, Fields | None]) -> tuple[DataSet, DataFile]:
    """Read the new text: it must be free of errors, and say what the old one said and the addition, no more."""
    data, file, problems = _examined(text, str(path))
    if problems or data is None or file is None:
        reasons = "; ".join(dict.fromkeys(problem.message for problem in problems))
        raise UsageError(f"{path}: nothing is added, because then: {reasons}")
    expected: Any = parse.parse(before, str(path))[0]
    for key, record in parts.items():
        if record is not None:
            expected[key] = [*(expected.get(key) or ()), node_of(record)]
    if parse.parse(text, str(path))[0] != expected:
        raise _cannot_be_added_to(path)
    return data, file


def _examined(text: str, name: str) -> tuple[DataSet | None, DataFile | None, list[Diagnostic]]:
    data, file, problems = examine_yaml(text, name, parse.Places())
    return data, file, [problem for problem in problems if problem.severity == "error"]
