"""A text in double quotes, as YAML reads it: to be written into a data file, or to be copied there by the user."""

from __future__ import annotations

_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_WIDEST_ESCAPE = {2: "\\U{:08x}", 1: "\\u{:04x}"}


def quoted(text: str) -> str:
    """Write a text in double quotes. What cannot be seen is escaped, so that the file stays readable."""
    return '"' + "".join(_ESCAPES.get(char) or (char if char.isprintable() else _escape(char)) for char in text) + '"'


def _escape(char: str) -> str:
    return _WIDEST_ESCAPE[2 if ord(char) > 0xFFFF else 1].format(ord(char))  # noqa: PLR2004 - what four digits can say
