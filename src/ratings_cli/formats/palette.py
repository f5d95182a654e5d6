"""The colours of the bands for a published page: pale fills under near-black text, and darker edges.

The word of a band always stands in or beside its colour. Every fill carries the ink at 12:1 or better, and every
edge stands out from white at 3:1 or better; tests/unit/test_palette.py works both out. All are hex, because blog
editors drop every other way to write a colour.
"""

from __future__ import annotations

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
