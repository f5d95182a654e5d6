"""What is wrong with text that is not YAML, in plain words and at the place where it is to be fixed.

The parser says where it gave up and, as the context, what it was in the middle of. Where something was opened and
not closed, that context is where the mistake is: the parser only gives up some lines below.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from ratings_cli.reading.diagnostics import Diagnostic

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

UNSEEN_LINE_ENDS = "\x85\u2028\u2029"
"""Characters that end a line for YAML 1.1, and so for PyYAML, but for no editor: data could hide in a comment."""

_NOT_ALLOWED = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What the specification of YAML (5.1) does not allow, nor a byte-order mark inside the text. It is long to compile, so
that is done where it is needed."""
_LONGEST_KEY = 1024
"""In a longer key the parser looks for no colon, so what it then says is not the point."""
_ESCAPES = {"\x85": r"\N", "\u2028": r"\L", "\u2029": r"\P"}

_CLOSING = {"while parsing a flow sequence": "]", "while parsing a flow mapping": "}"}
_BLOCK = {"while parsing a block collection": "list", "while parsing a block mapping": "group of keys"}
_SIGNS = {"while scanning an alias", "while scanning an anchor", "while scanning a tag", "while parsing a tag"}


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    """Say what is wrong where the parser gave up in the text of a file, and what to do about it."""
    problem, context = error.problem or "", error.context or ""
    what = ", ".join(filter(None, (problem, context)))
    as_it_is = f"is not valid YAML: {what} (check indentation, quotes and colons here)"
    here = error.problem_mark or error.context_mark
    if here is None:
        return Diagnostic(1, 1, as_it_is, file)
    opened = error.context_mark or here
    lines = [*re.split(f"\r\n|[\n\r{UNSEEN_LINE_ENDS}]", text), ""]  # the parser can give up behind the last line
    line, begun = lines[here.line], lines[opened.line][opened.column :]
    is_tab = line[here.column : here.column + 1] == "\t"
    first, missing = begun[:1], f"'{_CLOSING.get(context)}' or a comma"
    not_closed = context in _CLOSING and not is_tab
    block = f"{_BLOCK.get(context)} that begins on line {opened.line + 1}"
    # The first that holds: whether it does, where the mistake is, and what to say.
    cases = (
        (
            not_closed and here.line == opened.line,
            here,
            f"{missing} is missing here, after the '{first}' in column {opened.column + 1} (add it)",
        ),
        (not_closed, opened, f"the '{first}' that opens here lacks {missing} before line {here.line + 1} (add it)"),
        (
            context == "while scanning a quoted scalar",
            opened,
            f"the quote {first} that opens here is not closed (add another where the text ends)",
        ),
        (
            context == "while scanning a simple key" and len(begun) < _LONGEST_KEY,
            opened,
            "no colon stands behind this (write 'key: value', or indent it as part of the line before)",
        ),
        (is_tab, here, "a tab stands here (indent with spaces)"),
        (
            context in _BLOCK and line[: here.column].strip(),
            here,
            "nothing can stand behind the value before it (fix the quotes and brackets of this line)",
        ),
        (context in _BLOCK, here, f"is not in line with the {block} (fix the indentation)"),
        (
            problem.startswith("mapping values are not allowed"),
            here,
            "no colon can stand here (put quotes around a text that holds one, or fix the indentation)",
        ),
        (
            "cannot start any token" in problem or context in _SIGNS,
            opened,
            f"a text cannot begin with {first} (put quotes around it)",
        ),
        (True, here, as_it_is),
    )
    mark, message = next((mark, message) for holds, mark, message in cases if holds)
    return Diagnostic(mark.line + 1, mark.column + 1, message, file)


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
    Only the part of the text that the parser makes no sense of still holds any.
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
