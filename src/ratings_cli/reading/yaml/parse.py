"""YAML text -> plain lists, dicts and texts, with the place of every value when it is wanted.

Every scalar stays the text that it is in the file: nothing turns `no` into false or `2019-13-45` into a crash.
Duplicate keys, aliases, anchors and tags are problems, and depth is bounded, so that no small file can blow up.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from ratings_cli.model.names import name_key
from ratings_cli.reading.diagnostics import ABSENT, Diagnostic, Issue, KeyPath
from ratings_cli.reading.yaml.syntax_errors import (
    LOADER,
    UNSEEN_LINE_ENDS,
    character_problem,
    syntax_problem,
    without_unseen_line_ends,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Plain: TypeAlias = "str | list[Any] | dict[str, Any]"
MOST_DEEP = 32
TOO_DEEP = f"is nested deeper than {MOST_DEEP} levels (no part of a data file is)"


@dataclass(slots=True)
class Places:
    """Where values and keys stand, as (line, column) from 1, by their path."""

    values: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    keys: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)

    def locate(self, issue: Issue) -> tuple[int, int]:
        """The place of an issue: its own, or that of the nearest thing around it."""
        path = issue.path
        first, second = (self.keys, self.values) if issue.on_key else (self.values, self.keys)
        while path:
            if place := first.get(path) or second.get(path):
                return place
            path = path[:-1]
        return self.values.get((), (1, 1))


def places_of(text: str, file: str) -> Places:
    """Where everything stands in a text that has been parsed before."""
    places = Places()
    parse(text, file, places)
    return places


class _Stop(Exception):  # noqa: N818 - it only ends the walk; the problem is on record by then
    """Nothing after this point of the text can be made sense of."""


class _Builder:
    """Builds plain values from the events of a YAML parser, without recursion."""

    def __init__(self, file: str, places: Places | None) -> None:
        self.file = file
        self.places = places
        self.problems: list[Diagnostic] = []
        self.root: Plain | None = None
        self.stack: list[_Open] = []

    def take_all(self, next_event: Callable[[], Any]) -> None:
        """Build until there are no more events, most of which are texts without extras."""
        scalar = yaml.ScalarEvent
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is scalar:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_extras(event)
                if "\0" in event.value:
                    self._problem(event, "holds the character U+0000 (delete it)")
                self._take(event, event.value)
            elif kind is yaml.MappingStartEvent:
                self._open(event, {})
            elif kind is yaml.SequenceStartEvent:
                self._open(event, [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.stack.pop()
            elif kind is yaml.AliasEvent:
                self._problem(event, f"alias '*{event.anchor}' is not allowed (write the value out)")
                self._take(event, ABSENT)
            elif kind is yaml.DocumentStartEvent and self.root is not None:
                self._problem(event, "a second document begins here (keep one document in a file)")
                raise _Stop

    def _take(self, event: Any, text: str) -> None:  # noqa: ANN401 - PyYAML's events carry no types
        if self.stack and self.stack[-1].wants_key:
            self._key(event, text)
        else:
            self._put(event, text)

    def _problem(self, event: Any, message: str) -> None:  # noqa: ANN401
        mark = event.start_mark
        self.problems.append(Diagnostic(mark.line + 1, mark.column + 1, message, self.file))

    def _refuse_extras(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor is not None:
            self._problem(event, f"anchor '&{event.anchor}' is not allowed (write the value out where it is used)")
        if event.tag is not None and event.tag != "!":
            self._problem(event, f"tag '{event.tag}' is not allowed (every value is plain text)")

    def _key(self, event: Any, key: str) -> None:  # noqa: ANN401
        top = self.stack[-1]
        line = event.start_mark.line + 1
        first, written = top.lines.setdefault(name_key(key), (line, key))
        if (first, written) != (line, key) or key in top.value:
            also = f"as '{written}' " if written != key else ""
            self._problem(event, f"key '{key}' stands here twice (also {also}on line {first}; keep one)")
        top.key = key
        top.wants_key = False
        if self.places is not None:
            self.places.keys[(*top.path, key)] = (line, event.start_mark.column + 1)

    def _open(self, event: Any, value: list[Any] | dict[str, Any]) -> None:  # noqa: ANN401
        self._refuse_extras(event)
        if self.stack and self.stack[-1].wants_key:
            self._problem(event, "a key must be a plain text (put quotes around it)")
            raise _Stop
        if len(self.stack) >= MOST_DEEP:
            self._problem(event, TOO_DEEP)
            raise _Stop
        self.stack.append(_Open(value, self._put(event, value)))

    def _put(self, event: Any, value: Plain) -> KeyPath:  # noqa: ANN401
        """Put a value in its place, and return the path of that place (empty when places are not wanted)."""
        path: KeyPath = ()
        if not self.stack:
            self.root = value
        else:
            top = self.stack[-1]
            step: str | int
            if isinstance(top.value, list):
                step = len(top.value)
                top.value.append(value)
            else:
                step = top.key
                top.value.setdefault(step, value)
                top.wants_key = True
            path = (*top.path, step) if self.places is not None else ()
        if self.places is not None:
            self.places.values.setdefault(path, (event.start_mark.line + 1, event.start_mark.column + 1))
        return path


class _Open:
    """A list or mapping that is being filled, and of a mapping the lines of its keys."""

    __slots__ = ("key", "lines", "path", "value", "wants_key")

    def __init__(self, value: list[Any] | dict[str, Any], path: KeyPath) -> None:
        self.value = value
        self.path = path
        self.wants_key = isinstance(value, dict)
        self.key = ""
        self.lines: dict[str, tuple[int, str]] = {}


def parse(text: str, file: str, places: Places | None = None) -> tuple[Plain | None, list[Diagnostic]]:
    """Read YAML into plain lists, dicts and texts, and say what is wrong with it; `file` is its name for messages.

    `places` is filled with the place of every value, when it is given; it is quicker without.
    """
    builder = _Builder(file, places)
    if not text.isascii() and any(char in text for char in UNSEEN_LINE_ENDS):
        text, builder.problems = without_unseen_line_ends(text, file)
    try:
        builder.take_all(LOADER(text).get_event)
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        problem = syntax_problem(error, text, file)
        if "nesting depth" in (error.problem or ""):  # since PyYAML 6.0.4 its parser gives up first, looking ahead
            problem = replace(problem, message=TOO_DEEP)
        builder.problems.append(problem)
        return None, builder.problems
    except yaml.YAMLError as error:
        builder.problems.append(character_problem(error, text, file))
        return None, builder.problems
    return builder.root, builder.problems
