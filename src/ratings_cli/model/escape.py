"""Text made safe to show, and safe to write into a data file.

No control character, escape sequence or direction mark reaches a terminal raw.
"""

from __future__ import annotations

import re
import unicodedata

JOINERS = "\u200c\u200d"
"""Zero-width characters that change how the letters beside them join, and so are a part of how a name is spelt."""

_ASCII = {
    "\u2026": "...",
    "\u00b7": "-",
    "\u2191": "^",
    "\u2193": "v",
    "\u2013": "-",
    "\u2014": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2260": "!=",
    "\u2588": "#",
    "\u200c": "",
    "\u200d": "",
}
_UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"}
_KEPT_JOINER = re.compile(rf"(?<=[^\s{JOINERS}])[{JOINERS}](?=[^\s{JOINERS}])")
"""One within a word; elsewhere it joins nothing, and only hides."""


def escape_control(text: str) -> str:
    r"""Return one line of text in which a control or format character is written out: ``\x1b``, ``\u202e``."""
    if text.isprintable():
        return text
    kept = {found.start() for found in _KEPT_JOINER.finditer(text)}
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _UNSAFE and place not in kept else char
        for place, char in enumerate(text)
    )


def escape_control_lines(text: str, kept: str = "\n") -> str:
    """Return text of several lines as `escape_control` returns each; the characters in `kept` stay too."""
    return text if text.isprintable() else re.sub(f"[^{kept}]+", lambda part: escape_control(part[0]), text)


def to_ascii(text: str) -> str:
    """Return the text for a stream that carries nothing but ASCII: accents go, the rest becomes ``?``."""
    swapped = "".join(_ASCII.get(char, char) for char in text)
    plain = "".join(char for char in unicodedata.normalize("NFKD", swapped) if not unicodedata.combining(char))
    return plain.encode("ascii", "replace").decode()


_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def quoted(text: str) -> str:
    """Write a text in double quotes. What cannot be seen is escaped, so that the file stays readable."""
    return '"' + "".join(_ESCAPES.get(char) or (char if char.isprintable() else _escape(char)) for char in text) + '"'


def _escape(char: str) -> str:
    return f"\\U{ord(char):08x}" if ord(char) > 0xFFFF else f"\\u{ord(char):04x}"  # noqa: PLR2004 - what four digits can say
