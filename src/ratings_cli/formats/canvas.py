"""A small pen for SVG: text that wraps instead of being cut, and boxes, set one below the other."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypedDict

from ratings_cli.formats.markup import EDGES, FILLS, INK, PAPER, RULE, escape
from ratings_cli.model.escape import escape_control
from ratings_cli.model.phrases import INFERRED, marked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from ratings_cli.model.scale import Band

_THIN = frozenset("fijlrt .,:;'|!()[]-I/")
_WIDE = frozenset("mwMWQOGD@%")
_LEADING = 1.25
STAR_LINE = f"{INFERRED} Inferred: no source states this rating outright."
_LEAST = 12


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate how wide a text is, rather too wide than too narrow: long texts in DejaVu Sans need no more."""
    return sum(_share(char) for char in text) * size * (1.16 if bold else 1)


def _share(char: str) -> float:
    """How wide a letter is, as a share of the size."""
    if char in _THIN:
        return 0.34
    if char in _WIDE:
        return 0.9
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    return 0.7 if char.isupper() else 0.59


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break text, with its control characters written out, into lines: within a word only if a line has no room."""
    lines = [""]
    for word in escape_control(text).split(" "):
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


def balanced(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break text into as few lines as `wrapped` does, but of about the same length."""
    lines = wrapped(text, size, width, bold=bold)
    while len(narrower := wrapped(text, size, width - size, bold=bold)) == len(lines) and width > 2 * size:
        lines, width = narrower, width - size
    return lines


def number(value: float) -> str:
    """Write a length: to a tenth, without a needless zero."""
    return f"{value:.1f}".removesuffix(".0")


class Look(TypedDict, total=False):
    """How a text looks where it is not plain: `upright`, it reads from below to above."""

    bold: bool
    anchor: str
    colour: str
    upright: bool


class Drawing:
    """What is drawn so far, `y`, the height at which the next thing begins, and footnotes on the marks in it.

    Args:
        width: how wide the picture is.
        unit: how large everything in it is, as a multiple of what suits a phone; text is never smaller than 12.
        unknown: what bodies without a band are.
    """

    def __init__(self, width: float, unit: float, unknown: str) -> None:
        self.width = width
        self.unit = unit
        self.unknown = unknown
        self.small, self.text_size, self.large = (max(_LEAST, size * unit) for size in (12, 14, 20))
        self.margin = 14 * unit
        self.inner = width - 2 * self.margin
        self.y = self.margin
        self.footnotes: dict[str, None] = {}
        self._parts: list[str] = []

    def word(self, band: Band | None) -> str:
        """What bodies with a band are, or those without one."""
        return band.value if band else self.unknown

    def starred(self, text: str, *, derived: bool) -> str:
        """A text with a star, which a footnote explains, where what it says is derived; fit to be measured."""
        if derived:
            self.footnotes[STAR_LINE] = None
        return escape_control(marked(text, derived))

    def height(self, lines: float, size: float) -> float:
        """How high lines of text are."""
        return lines * size * _LEADING

    def text(self, x: float, y: float, text: str, size: float, **look: Unpack[Look]) -> None:
        """Write one line of text on the base line `y`."""
        weight = ' font-weight="bold"' if look.get("bold") else ""
        placed = f' text-anchor="{look["anchor"]}"' if "anchor" in look else ""
        turned = f' transform="rotate(-90 {number(x)} {number(y)})"' if look.get("upright") else ""
        self._parts.append(
            f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}"{weight}{placed}{turned} '
            f'fill="{look.get("colour", INK)}">{escape(text)}</text>'
        )

    def block(self, lines: Sequence[str], x: float, top: float, size: float, **look: Unpack[Look]) -> None:
        """Write lines one below the other."""
        for place, line in enumerate(lines):
            self.text(x, top + size + self.height(place, size), line, size, **look)

    def title(self, text: str) -> None:
        """Write a headline over lines of about the same length, and move down below it."""
        bound = re.sub(r"(?<=\d) ", "\u00a0", text)  # a number stands with what it counts
        lines = balanced(bound, self.large, self.inner, bold=True)
        self.block([line.replace("\u00a0", " ") for line in lines], self.margin, self.y, self.large, bold=True)
        self.y += self.height(len(lines), self.large)

    def paragraph(
        self, text: str, size: float, x: float | None = None, width: float | None = None, **look: Unpack[Look]
    ) -> None:
        """Write text over as many lines as it needs, and move down below it."""
        left = self.margin if x is None else x
        lines = wrapped(text, size, width or self.margin + self.inner - left, bold=look.get("bold", False))
        self.block(lines, left, self.y, size, **look)
        self.y += self.height(len(lines), size)

    def box(  # noqa: PLR0913 - where it stands, and what it says
        self, x: float, width: float, height: float, band: Band | None, says: str, *, thick: bool = False
    ) -> None:
        """Draw a box for a band at the present height; `says` is what it says when it is pointed at."""
        # The edge is drawn within the box, so that boxes side by side keep their gap.
        edge = 3 * self.unit if thick else 1
        self._parts.append(
            f'<rect x="{number(x + edge / 2)}" y="{number(self.y + edge / 2)}" width="{number(width - edge)}" '
            f'height="{number(height - edge)}" fill="{FILLS[band]}" stroke="{EDGES[band]}" '
            f'stroke-width="{number(edge)}"><title>{escape(says)}</title></rect>'
        )

    def dots(self, x: float, dots: Sequence[tuple[float, Band | None]]) -> None:
        """Draw dots in the colours of bands, one below the other along a thin line; each with its height."""
        left, (top, bottom) = number(x), (number(dots[place][0]) for place in (0, -1))
        ends = f'x1="{left}" y1="{top}" x2="{left}" y2="{bottom}"'
        self._parts.append(f'<line {ends} stroke="{RULE}" stroke-width="{number(2 * self.unit)}"/>')
        radius = number(5 * self.unit)
        self._parts += [f'<circle cx="{left}" cy="{number(y)}" r="{radius}" fill="{EDGES[band]}"/>' for y, band in dots]

    def finish(self, title: str, description: str, height: float) -> str:
        """Return the whole picture, with its own background, so that it can stand on a light or a dark page."""
        width, tall = number(self.width), number(height)
        size = f'width="{width}" height="{tall}"'
        font = 'font-family="Arial, Helvetica, sans-serif"'
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {tall}" {size} '
            f'style="max-width:100%;height:auto" {font}>\n<title>{escape(title)}</title>\n'
            f'<desc>{escape(description)}</desc>\n<rect {size} fill="{PAPER}"/>'
        )
        return "\n".join([head, *self._parts, "</svg>\n"])
