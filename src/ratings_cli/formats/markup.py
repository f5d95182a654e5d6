"""Text inside HTML, SVG and XML: it shows exactly what it says, in a browser and on the way there."""

from __future__ import annotations

import re
from html import escape as escape_html

from ratings_cli.model.escape import escape_control

TEMPLATE = r"\{|\[(?!\d+\])"
"""What begins a shortcode of WordPress (`[gallery]`) or a tag of Jekyll, Hugo and others (`{{ x }}`, `{% x %}`). No
shortcode is a number alone, as ids are."""


def escape(text: str) -> str:
    """Return text for an element or an attribute; control characters are written out, and no template is in it."""
    return re.sub(TEMPLATE, reference, escape_html(escape_control(text)))


def reference(found: re.Match[str]) -> str:
    """Return a character as a reference by its number, which is the character for a reader and no sign of anything."""
    return f"&#{ord(found[0])};"
