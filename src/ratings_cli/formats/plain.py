"""Text that is safe to show: no control character, escape sequence or direction mark reaches a terminal raw."""

from __future__ import annotations

import unicodedata

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
}
_UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"}


def visible(text: str) -> str:
    r"""Return one line of text in which a control or format character is written out: ``\x1b``, ``\u202e``."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_written_out(char) if unicodedata.category(char) in _UNSAFE else char for char in text)


def _written_out(char: str) -> str:
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char) or char.encode("unicode_escape").decode("ascii")


def to_ascii(text: str) -> str:
    """Return the text for a stream that carries nothing but ASCII: accents go, the rest becomes ``?``."""
    swapped = "".join(_ASCII.get(char, char) for char in text)
    plain = "".join(char for char in unicodedata.normalize("NFKD", swapped) if not unicodedata.combining(char))
    return plain.encode("ascii", "replace").decode("ascii")
