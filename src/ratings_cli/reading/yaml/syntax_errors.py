"""What is wrong with text that is not YAML, in plain words and at the place where it is to be fixed.

The parser says where it gave up and, as the context, what it was in the middle of. Where something was opened and
not closed, that context is where the mistake is: the parser only gives up some lines below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from ratings_cli.reading.diagnostics import Diagnostic
from ratings_cli.reading.yaml.parse import LOADER, UNSEEN_LINE_ENDS

_NOT_ALLOWED = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What the specification of YAML (5.1) does not allow, nor a byte-order mark inside the text. It is long to compile, so
that is done where it is needed."""
_LONGEST_KEY = 1024
"""In a longer key the parser looks for no colon, so what it then says is not the point."""
_LINE_END = f"\r\n|[\n\r{UNSEEN_LINE_ENDS}]"
_ESCAPES = {"\x85": r"\N", "\u2028": r"\L", "\u2029": r"\P"}

_Told: TypeAlias = tuple[tuple[int, int], str]
"""The place of a mistake, and the message."""

_CLOSING = {"while parsing a flow sequence": "]", "while parsing a flow mapping": "}"}
_BLOCK = {"while parsing a block collection": "list", "while parsing a block mapping": "group of keys"}
_SIGNS = {"while scanning an alias", "while scanning an anchor", "while scanning a tag", "while parsing a tag"}


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    """Say what is wrong where the parser gave up, and what to do about it.

    Args:
        error: what the parser says.
        text: the whole file.
        file: its name, for the message.
    """
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Diagnostic(1, 1, _as_it_is(error), file)
    opened = error.context_mark or mark
    lines = re.split(_LINE_END, text)
    stop = _Stop(
        error.problem or "", error.context or "", lines, (mark.line, mark.column), (opened.line, opened.column)
    )
    (line, column), message = stop.not_closed() or stop.out_of_place() or (stop.here, _as_it_is(error))
    return Diagnostic(line + 1, column + 1, message, file)


def character_problem(error: yaml.YAMLError, text: str, file: str) -> Diagnostic:
    """Place a character that YAML does not allow; the parser itself gives only an offset, or nothing."""
    found = re.search(_NOT_ALLOWED, text)
    if found is None:
        return Diagnostic(1, 1, f"is not valid YAML: {str(error).splitlines()[0]}", file)
    message = f"holds the character U+{ord(found[0]):04X}, which YAML does not allow (delete it)"
    return Diagnostic(*_seen_place(text, found.start()), message, file)


def without_unseen_line_ends(text: str, file: str) -> tuple[str, list[Diagnostic]]:
    """Refuse the characters that end a line for this parser and for nobody else, and take them out of its way.

    Between double quotes they are written as escapes, so that they stay as they are and no line is counted for them.

    Args:
        text: the whole file.
        file: its name, for the messages.

    Returns:
        The text in which only what the parser makes no sense of still holds any, and the problems.
    """
    quoted = bytearray(len(text))
    end = len(text)
    event: Any
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if getattr(event, "style", None) == '"':
                start, stop = event.start_mark.index, event.end_mark.index
                quoted[start:stop] = b"\1" * (stop - start)
    except yaml.YAMLError as error:
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        end = mark.index if mark else 0
    problems = []

    def replaced(found: re.Match[str]) -> str:
        at, char = found.start(), found[0]
        if at >= end:
            return char
        if quoted[at] and text[at - 1] != "\\":
            return _ESCAPES[char]
        escape = f"\\u{ord(char):04x}"
        message = f"holds the character U+{ord(char):04X} (delete it, or write {escape} between double quotes)"
        problems.append(Diagnostic(*_seen_place(text, at), message, file))
        return " "

    return re.sub(f"[{UNSEEN_LINE_ENDS}]", replaced, text), problems


def _seen_place(text: str, at: int) -> tuple[int, int]:
    """The line and column of a character, from 1, as an editor shows them."""
    lines = re.split("\r\n|[\r\n]", text[:at])
    return len(lines), len(lines[-1]) + 1


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where the parser gave up, and why. Lines and columns count from zero here, as the parser counts them."""

    problem: str
    context: str
    lines: list[str]
    here: tuple[int, int]
    opened: tuple[int, int]

    def not_closed(self) -> _Told | None:
        """What was opened and is not closed, or not followed by what it needs."""
        first = self._from(self.opened)[:1]
        if self.context in _CLOSING and self._from(self.here)[:1] != "\t":
            missing = f"'{_CLOSING[self.context]}' or a comma"
            if self.here[0] == self.opened[0]:
                return (
                    self.here,
                    f"{missing} is missing here, after the '{first}' in column {self.opened[1] + 1} (add it)",
                )
            return self.opened, f"the '{first}' that opens here lacks {missing} before line {self.here[0] + 1} (add it)"
        if self.context == "while scanning a quoted scalar":
            return self.opened, f"the quote {first} that opens here is not closed (add another where the text ends)"
        if self.context == "while scanning a simple key" and len(self._from(self.opened)) < _LONGEST_KEY:
            message = "no colon stands behind this (write 'key: value', or indent it as part of the line before)"
            return self.opened, message
        return None

    def out_of_place(self) -> _Told | None:
        """What cannot stand where it stands."""
        sign = self._from(self.here)[:1]
        if sign == "\t":
            return self.here, "a tab stands here (indent with spaces)"
        if self.context in _BLOCK:
            if self.lines[self.here[0]][: self.here[1]].strip():
                message = "nothing can stand behind the value before it (fix the quotes and brackets of this line)"
            else:
                what = f"{_BLOCK[self.context]} that begins on line {self.opened[0] + 1}"
                message = f"is not in line with the {what} (fix the indentation)"
            return self.here, message
        if self.problem.startswith("mapping values are not allowed"):
            message = "no colon can stand here (put quotes around a text that holds one, or fix the indentation)"
            return self.here, message
        if "cannot start any token" in self.problem or self.context in _SIGNS:
            return self.opened, f"a text cannot begin with {self._from(self.opened)[:1]} (put quotes around it)"
        return None

    def _from(self, place: tuple[int, int]) -> str:
        """The rest of a line from a place on; nothing at the end of the text."""
        return self.lines[place[0]][place[1] :] if place[0] < len(self.lines) else ""


def _as_it_is(error: yaml.MarkedYAMLError) -> str:
    what = ", ".join(part for part in (error.problem, error.context) if part)
    return f"is not valid YAML: {what} (check indentation, quotes and colons here)"
