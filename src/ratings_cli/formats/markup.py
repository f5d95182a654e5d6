"""What published pages and pictures are written with: safe texts, safe addresses, and the colours of the bands.

A text shows exactly what it says, in a browser and on the way there. The colours are pale fills under near-black
text, and darker edges. The word of a band always stands in or beside its colour. Every fill carries the ink at 12:1 or
better, and every edge stands out from white at 3:1 or better; tests/unit/test_palette.py works both out. All are hex,
because blog editors drop every other way to write a colour.
"""

from __future__ import annotations

import re
from html import escape as escape_html
from urllib.parse import quote, urlsplit

from ratings_cli.model.escape import escape_control
from ratings_cli.model.scale import Band

INK = "#111111"
QUIET_INK = "#595959"
LINK = "#00308f"
PAPER = "#ffffff"
RULE = "#8c8c8c"
HEAD_FILL = "#f2f2f2"

FILLS: dict[Band | None, str] = {
    Band.OUTSTANDING: "#cfe2ff",
    Band.GOOD: "#cdf0d1",
    Band.REQUIRES_IMPROVEMENT: "#ffe8a8",
    Band.INADEQUATE: "#ffd6d1",
    None: "#f0f0f0",
}
EDGES: dict[Band | None, str] = {
    Band.OUTSTANDING: "#1d5fbf",
    Band.GOOD: "#1f7a33",
    Band.REQUIRES_IMPROVEMENT: "#946000",
    Band.INADEQUATE: "#b3261e",
    None: "#757575",
}

TEMPLATE = r"\{|\[(?!\d+\])"
"""What begins a shortcode of WordPress (`[gallery]`) or a tag of Jekyll, Hugo and others (`{{ x }}`, `{% x %}`). No
shortcode is a number alone, as ids are."""
# Everything that an address may hold as it is, except what Markdown or HTML could take for its end.
_KEPT = "/:?#@!$&*+,;=%~-._"


def escape(text: str) -> str:
    """Return text for an element or an attribute; control characters are written out, and no template is in it."""
    return re.sub(TEMPLATE, reference, escape_html(escape_control(text)))


def reference(found: re.Match[str]) -> str:
    """Return a character as a reference by its number, which is the character for a reader and no sign of anything."""
    return f"&#{ord(found[0])};"


def web_address(url: str | None) -> str | None:
    """Return an address that a published page may lead to, or None when there is none.

    Only ``http`` and ``https`` will do: a ``javascript:`` address is text and stays text. Whatever could end a
    link early is written as a percent code.
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    if parts.scheme.casefold() not in {"http", "https"} or not parts.netloc:
        return None
    return quote((url or "").strip(), safe=_KEPT)
