"""A small pen for SVG: text that wraps instead of being cut, boxes and lines, set one below the other.

A drawing is as wide as a phone, so that its letters have their real size there, and as high as it needs to be.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ratings_cli.formats.markup import escape
from ratings_cli.formats.palette import EDGES, FILLS, INK, PAPER
from ratings_cli.model.escape import escape_control

if TYPE_CHECKING:
    from ratings_cli.model.scale import Band

WIDTH = 360
MARGIN = 12
INNER = WIDTH - 2 * MARGIN
SHOWN_WIDTH = 540
SMALL = 12
TEXT = 13
LARGE = 15

# How wide letters are, as a share of the size: those of a wide sans serif, so that no common font needs more.
_THIN = frozenset("fijlrt .,:;'|!()[]-I/")
_WIDE = frozenset("mwMWQOGD@%")
_THIN_WIDTH, _USUAL_WIDTH, _WIDE_WIDTH, _FULL_WIDTH = 0.4, 0.62, 0.9, 1.05


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate how wide a text is, rather too wide than too narrow."""
    return sum(_share(char) for char in text) * size * (1.08 if bold else 1)


def _share(char: str) -> float:
    if char in _THIN:
        return _THIN_WIDTH
    if char in _WIDE:
        return _WIDE_WIDTH
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return _FULL_WIDTH
    return 0.72 if char.isupper() else _USUAL_WIDTH


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break text into lines between words, and within a word only when it is wider than a line."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if text_width(joined, size, bold=bold) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if lines[-1] and text_width(lines[-1] + char, size, bold=bold) > width:
                lines.append("")
            lines[-1] += char
    return lines


def number(value: float) -> str:
    """Write a length: to a tenth, without a needless zero."""
    return f"{value:.1f}".removesuffix(".0")


class Drawing:
    """What is drawn so far, and `y`, the height at which the next thing begins."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.y: float = MARGIN

    def text(  # noqa: PLR0913 - where it stands, and how it looks
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = TEXT,
        bold: bool = False,
        anchor: str = "start",
        colour: str = INK,
    ) -> None:
        """Write one line of text on the base line `y`."""
        weight = ' font-weight="bold"' if bold else ""
        placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._parts.append(
            f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}"{weight}{placed} fill="{colour}">'
            f"{escape(text)}</text>"
        )

    def paragraph(self, text: str, *, size: float = TEXT, bold: bool = False, colour: str = INK) -> None:
        """Write text over as many lines as it needs, and move down below it."""
        for line in wrapped(escape_control(text), size, INNER, bold=bold):
            self.text(MARGIN, self.y + size, line, size=size, bold=bold, colour=colour)
            self.y += size + 4

    def box(self, x: float, width: float, height: float, band: Band | None, says: str = "") -> None:
        """Draw a box for a band at the present height; `says` is what it says when it is pointed at."""
        title = f"<title>{escape(says)}</title></rect>" if says else ""
        # The edge is drawn within the box, so that boxes side by side keep their gap.
        self._parts.append(
            f'<rect x="{number(x + 0.5)}" y="{number(self.y + 0.5)}" width="{number(width - 1)}" '
            f'height="{number(height - 1)}" fill="{FILLS[band]}" stroke="{EDGES[band]}"{">" + title if title else "/>"}'
        )

    def outline(self, x: float, width: float, height: float) -> None:
        """Draw a frame round a box at the present height, so that it stands out."""
        self._parts.append(
            f'<rect x="{number(x)}" y="{number(self.y - 2)}" width="{number(width)}" height="{number(height + 4)}" '
            f'fill="none" stroke="{INK}" stroke-width="2"/>'
        )

    def area(self, x: float, width: float, height: float, band: Band | None) -> None:
        """Draw a part of an area for a band at the present height: an edge on top, and a gap to what lies below."""
        self._parts.append(
            f'<rect x="{number(x)}" y="{number(self.y)}" width="{number(width)}" '
            f'height="{number(max(height - 1, 0.5))}" fill="{FILLS[band]}" shape-rendering="crispEdges"/>'
        )
        self.line(x, self.y, x + width, self.y, EDGES[band])

    def blank(self, x: float, y: float, width: float, height: float) -> None:
        """Clear a place, so that a text on it can be read."""
        self._parts.append(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" fill="{PAPER}"/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str) -> None:
        """Draw a thin line."""
        self._parts.append(
            f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" stroke="{colour}"/>'
        )

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a dot."""
        self._parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{colour}"/>')

    def finish(self, title: str, description: str) -> str:
        """Return the whole picture, with its own background, so that it can stand on a light or a dark page."""
        height = number(self.y + MARGIN)
        shown = number((self.y + MARGIN) * SHOWN_WIDTH / WIDTH)
        size = f'viewBox="0 0 {WIDTH} {height}" width="{SHOWN_WIDTH}" height="{shown}"'
        style = 'style="max-width:100%;height:auto" font-family="Arial, Helvetica, sans-serif"'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} {style}>',
                f"<title>{escape(title)}</title>",
                f"<desc>{escape(description)}</desc>",
                f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
                *self._parts,
                "</svg>\n",
            ]
        )
