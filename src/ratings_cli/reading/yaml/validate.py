"""Plain values -> records, each parsed by its model; Pydantic's errors -> messages a reader can act on."""

from __future__ import annotations

import contextlib
import copy
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from ratings_cli.model import records
from ratings_cli.model.names import name_key, nearest
from ratings_cli.model.scale import UnknownBandError, parse_band
from ratings_cli.reading.diagnostics import ABSENT, Issue, KeyPath

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from ratings_cli.model.scale import Band

_KINDS: dict[str, tuple[type[Any], str]] = {
    "leagues": (records.League, "a league"),
    "programmes": (records.Programme, "a programme"),
    "areas": (records.Area, "an area"),
    "owners": (records.Owner, "an owner"),
    "providers": (records.Provider, "a provider"),
    "inspections": (records.Inspection, "an inspection"),
    "sources": (records.Source, "a source"),
    "derived": (records.Derived, "a derived value"),
    "ownership": (records.Ownership, "an ownership"),
    "also": (records.Reference, "a further provider"),
    "gaps": (records.Gap, "a gap"),
}


_GROUPS = {"standards": "leadership: good", "tally": "good: 5"}
_NEEDED_LISTS = ("inspections", "fields")
_ROUNDS = 3


@cache
def file_adapter() -> TypeAdapter[records.DataFile]:
    """The validator of a whole data file (made when first used: it takes a moment)."""
    return TypeAdapter(records.DataFile)


def validate(plain: object) -> tuple[records.DataFile | None, list[Issue]]:
    """Turn what YAML gave into records, and say what is wrong with them.

    The records hold the rest, so that it can be looked at too; they are None when there is no making sense of them.
    """
    if not isinstance(plain, dict):
        return None, [Issue((), "should hold groups such as 'inspections:' (see docs/data-format.md)")]
    issues = list(_same_bands(plain.get("inspections")))
    try:
        return file_adapter().validate_python(plain), issues
    except ValidationError as error:
        wrong = error.errors(include_url=False)
    issues += [_issue(details) for details in wrong if details["input"] != ABSENT]
    return _rest(wrong, plain), [issue for issue in issues if ABSENT not in issue.message]


def _same_bands(inspections: object) -> Iterator[Issue]:
    """Bands that stand in a tally under two of their names, of which one number would be lost."""
    for place, inspection in enumerate(inspections if isinstance(inspections, list) else ()):
        tally = inspection.get("tally") if isinstance(inspection, dict) else None
        words: dict[Band, list[str]] = defaultdict(list)
        for word in tally if isinstance(tally, dict) else ():
            with contextlib.suppress(UnknownBandError):  # which is said elsewhere
                words[parse_band(word)].append(word)
        for band, several in words.items():
            others = " and ".join(f"'{word}'" for word in several)
            for word in several if len(set(map(name_key, several))) > 1 else ():
                path: KeyPath = ("inspections", place, "tally", word)
                yield Issue(path, f"{others} are one band, {band.value} (keep one)", on_key=True)


def _rest(wrong: list[ErrorDetails], plain: dict[str, Any]) -> records.DataFile | None:
    """Return the records without what is wrong. Taking out a value that must be there needs a second round."""
    for _ in range(_ROUNDS):
        plain = _without(wrong, plain)
        try:
            return file_adapter().validate_python(plain)
        except ValidationError as error:
            wrong = error.errors(include_url=False)
    return None


def _without(wrong: list[ErrorDetails], plain: dict[str, Any]) -> dict[str, Any]:
    """Take out what is wrong, so that one run can also say what is wrong with the rest.

    List items keep their numbers: a bad one is replaced, not removed.
    """
    healed = copy.deepcopy(plain)
    for error in wrong:
        path = error["loc"][:-1] if error["loc"][-1:] == ("[key]",) else error["loc"]
        parent: Any = healed
        try:
            for step in path[:-1]:
                parent = parent[step]
        except (KeyError, IndexError, TypeError):
            continue  # something around it is taken out already
        if error["type"] == "missing":
            parent[path[-1]] = [] if path[-1] in _NEEDED_LISTS else ABSENT
        elif isinstance(parent, dict):
            parent.pop(path[-1], None)
        elif isinstance(parent, list):
            parent[int(path[-1])] = {} if error["type"] == "dataclass_type" else ABSENT
    return healed


def _issue(error: ErrorDetails) -> Issue:
    """Say in the words of the data format what Pydantic found wrong, and where."""
    path: KeyPath = error["loc"]
    is_key = path[-1:] == ("[key]",)
    path = path[:-1] if is_key else path
    last, parent, kind, message = str(path[-1]), path[:-1], error["type"], error["msg"]
    if kind == "unexpected_keyword_argument":
        record, name = _record_at(parent)
        known = records.field_names(record)
        near = nearest(last, known, most=1)
        hint = f"did you mean '{near[0]}'?" if near else f"{name} has: {', '.join(known)}"
        return Issue(path, f"unknown key '{last}' ({hint})", on_key=True)
    if kind == "missing":
        return Issue(parent, f"{_record_at(parent)[1]} needs '{last}' (add '{last}: ...')", is_key)
    if kind in {"tuple_type", "list_type"}:
        message = f"'{last}' should be a list (put the value between [ and ])"
    elif kind in {"dict_type", "mapping_type"}:
        example = "delivery: [leadership, staff]" if path[0] == "programmes" else _GROUPS[last]
        message = f"'{last}' should be a group of keys (such as '{example}')"
    elif kind == "dataclass_type":
        record, name = _record_at(path)
        keys = ", ".join(f"{key}: ..." for key in records.field_names(record)[:2])
        message = f"{name} should be a group of keys (such as '{keys}')"
    elif kind == "value_error":
        message = str(error["ctx"]["error"])
        message = f"'{last}' {message}" if message.startswith(("is empty", "should be")) else message
    return Issue(path, message, is_key)


def _record_at(path: KeyPath) -> tuple[type[Any], str]:
    """Which kind of record stands at a path, and what to call it."""
    for step in reversed(path):
        if step in _KINDS:
            return _KINDS[str(step)]
    return records.DataFile, "a data file"
