"""A text with tables: what a post is before a format writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ratings_cli.views.charts.model import Chart
    from ratings_cli.views.sheet import SourceNote, Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part under a heading of its own.

    Args:
        heading: its heading.
        tables: its tables, each with a caption.
        notes: the lines below them.
        chart: its picture, for formats that can show one.
    """

    heading: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A headline, paragraphs, sections with tables, and the numbered sources of all of them."""

    headline: str
    paragraphs: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceNote, ...] = ()
