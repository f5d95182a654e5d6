"""What a view's picture shows: one of a few kinds of chart, as plain values that any format can draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from ratings_cli.model.phrases import NOT_RATED, only
from ratings_cli.views.sheet import RowNote

if TYPE_CHECKING:
    import datetime as dt
    from fractions import Fraction

    from ratings_cli.model.scale import Band

Counts: TypeAlias = "tuple[tuple[Band | None, int], ...]"
"""How many there are of each band, best first; None stands for those without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What every chart says in words.

    Args:
        title: what it shows, as at when, with which filters.
        finding: what can be seen in it, in one or more sentences.
        notes: lines below it.
    """

    title: str
    finding: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Args:
        label: what it is for.
        counts: its parts.
        remark: what stands beside the label.
        heading: the heading that it stands under.
        derived: the bands that are derived for some of those who are counted; their numbers have a star.
        own: the band of what the bar is for, shown before the bar.
    """

    label: str
    counts: Counts
    remark: str = ""
    heading: str = ""
    derived: frozenset[Band] = frozenset()
    own: Own | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """The band of what a bar is for, such as the regional body over the providers on its ground."""

    label: str
    band: Band | None
    derived: bool = False
    unknown: str = NOT_RATED


@dataclass(frozen=True, slots=True)
class StackedBars:
    """A bar for each label, with a part for each band and the number in it.

    `unknown` is what the parts without a band are: ``not rated``, or ``not known`` where the bands are of a standard.
    """

    caption: Caption
    bars: tuple[Bar, ...]
    unknown: str = NOT_RATED


@dataclass(frozen=True, slots=True)
class Span:
    """A band that stood from a day on, until the next span begins or the strip ends; derived, it has a star.

    `start` is only where it is drawn; `when` is the date of its report in words, as exact as a source gives it.
    """

    start: dt.date
    band: Band
    when: str
    derived: bool = False


@dataclass(frozen=True, slots=True)
class StripRow:
    """One provider over time.

    Args:
        label: its name.
        spans: the bands that stood, in order of time; empty when it has no rating, or none with a date.
        latest: the band that the table shows, which may be of a report without a date.
        derived: whether that band is derived.
        remark: what stands beside the label.
        moved: whether the remark tells of a change of the rating, which is outlined.
    """

    label: str
    spans: tuple[Span, ...]
    latest: Band | None
    derived: bool = False
    remark: str = ""
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Strips:
    """A strip of bands over time for each provider, from the first day to the last; `ends` says them in words."""

    caption: Caption
    rows: tuple[StripRow, ...]
    first: dt.date
    last: dt.date
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot on a line from nothing to everything."""

    label: str
    share: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Dots:
    """A dot for each provider, by its share of the most there could be."""

    caption: Caption
    axis: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """How many there were of each band from a day on; a number that a derived band is in has a star."""

    start: dt.date
    counts: Counts
    derived: frozenset[Band] = frozenset()


@dataclass(frozen=True, slots=True)
class Steps:
    """Running counts by band, from the first step to the last day; `ends` says these in words."""

    caption: Caption
    steps: tuple[Step, ...]
    last: dt.date
    ends: tuple[str, str] = ("", "")


Chart: TypeAlias = "StackedBars | Strips | Dots | Steps"


def first_rows(chart: Chart, number: int, of: int) -> Chart:
    """The chart of a sheet of which only the first rows are shown.

    Args:
        chart: the chart of all its rows.
        number: how many rows are shown.
        of: how many there are. A chart that has not one bar, strip or dot for each row stays as it is.
    """
    note = f"{only(number, of)}; the sentence above is about all of them."
    kept = [name for name in chart.caption.notes if not (isinstance(name, RowNote) and not name.stands_above(number))]
    caption = replace(chart.caption, notes=(note, *kept))
    if isinstance(chart, StackedBars) and len(chart.bars) == of:
        return replace(chart, caption=caption, bars=chart.bars[:number])
    if isinstance(chart, Strips) and len(chart.rows) == of:
        return replace(chart, caption=caption, rows=chart.rows[:number])
    if isinstance(chart, Dots):
        # Those without points come last in the table, and have no dot.
        return replace(chart, caption=caption, dots=chart.dots[:number])
    return chart
