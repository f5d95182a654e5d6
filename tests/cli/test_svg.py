"""The pictures: valid XML that says in words what it shows, legible on a phone, with a number in each part."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.formats import svg_canvas
from ratings_cli.formats.svg import chart_svg
from ratings_cli.formats.svg_canvas import INNER, MARGIN, WIDTH, text_width, wrapped
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.charts.model import (
    Bar,
    Caption,
    Chart,
    Dot,
    Dots,
    Span,
    StackedBars,
    Step,
    Steps,
    StripRow,
    Strips,
    first_rows,
)

SVG = "{http://www.w3.org/2000/svg}"
CAPTION = Caption(title="Title", finding="Issue.")
GOOD, RI, BAD = Band.GOOD, Band.REQUIRES_IMPROVEMENT, Band.INADEQUATE
VIEWS = [
    ["table"],
    ["table", "--league", "all"],
    ["table", "--league", "pdu"],
    ["table", "--by", "points"],
    ["table", "--by", "leadership"],
    ["table", "--as-of", "2019-05-03"],
    ["by", "owner"],
    ["by", "area"],
    ["by", "region"],
    ["by", "date"],
    ["standards"],
    ["show", "durham tees valley crc"],
    ["compare", "hampshire", "bench"],
]


def _parse(svg: str) -> Element:
    return ET.fromstring(svg)  # noqa: S314 - our own


def _texts(svg: str) -> list[str]:
    return [text.text or "" for text in _parse(svg).iter(f"{SVG}text")]


def _finding(svg: str) -> str:
    return _parse(svg).findtext(f"{SVG}desc") or ""


def _boxes(svg: str) -> list[tuple[str, float, float]]:
    """What each box says when it is pointed at, where it begins, and how wide it is."""
    return [
        (title, float(box.get("x") or 0), float(box.get("width") or 0))
        for box in _parse(svg).iter(f"{SVG}rect")
        if (title := box.findtext(f"{SVG}title"))
    ]


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_a_picture_is_valid_and_says_what_it_shows(ratings: Run, view: list[str]) -> None:
    result = ratings(*view, "--format", "svg")
    root = _parse(result.out)
    assert root.get("role") == "img"
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root.findtext(f"{SVG}title") == ratings(*view, "--format", "json").json["title"]
    assert len(_finding(result.out)) > 20
    assert result.out == ratings(*view, "--format", "svg").out


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_a_picture_can_be_read_on_a_phone_and_nothing_leaves_it(ratings: Run, view: list[str]) -> None:
    root = _parse(ratings(*view, "--format", "svg").out)
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    assert width == 360
    for text in root.iter(f"{SVG}text"):
        size, x, y = (float(text.get(name) or 0) for name in ("font-size", "x", "y"))
        assert size >= 12
        wide = text_width(text.text or "", size, bold=text.get("font-weight") == "bold")
        left = x - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor") or "", 0)
        assert left >= 0
        assert left + wide <= width
        assert 0 < y < height
    for box in root.iter(f"{SVG}rect"):
        assert float(box.get("x") or 0) + float(box.get("width") or 0) <= width
        assert float(box.get("y") or 0) + float(box.get("height") or 0) <= height


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_a_picture_refers_to_nothing_outside_it(ratings: Run, view: list[str]) -> None:
    text = ratings(*view, "--format", "svg").out.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in text
    assert not any(word in text for word in ("href", "url(", "<script", "<style", " id="))


def test_the_league_table_states_the_finding_and_shows_every_provider_and_change(ratings: Run) -> None:
    svg = ratings("table", "--format", "svg").out
    bodies = "Community Rehabilitation Companies in the record"
    assert _finding(svg) == f"3 of 21 {bodies} are good, 17 require improvement and 1 is inadequate."
    said = " ".join(_texts(svg))
    rows = ratings("table", "--format", "json").json["rows"]
    assert all(row["provider"] in said for row in rows)
    boxes = [title for title, _, _ in _boxes(svg)]
    assert sum(title.startswith("latest: ") for title in boxes) == 21
    # Durham Tees Valley: March 2019 and April 2020, each certainly out only at the end of its month.
    assert "requires improvement, Mar 2019, until Apr 2020" in boxes
    assert "good, Apr 2020" in boxes


def test_a_scorecard_has_the_strip_of_one_provider(ratings: Run) -> None:
    svg = ratings("show", "durham tees valley crc", "--format", "svg").out
    assert _finding(svg) == "Newest rating: good (Apr 2020); before that: requires improvement (Mar 2019)."
    assert [title for title, _, _ in _boxes(svg)] == [
        "requires improvement, Mar 2019, until Apr 2020",
        "good, Apr 2020",
        "latest: good",
    ]


def test_a_comparison_has_the_strips_of_its_providers_as_at_one_date(ratings: Run) -> None:
    svg = ratings("compare", "hampshire", "bench", "--format", "svg").out
    bench = "Bedfordshire, Northamptonshire, Cambridgeshire and Hertfordshire"
    said = f"Hampshire and Isle of Wight: good (8 May 2019); {bench}: requires improvement (3 May 2019)."
    assert _finding(svg) == said
    two_dates = ratings("compare", "hampshire@2019-06-01", "bench", "--format", "svg")
    assert two_dates.err == "Error: this view has no picture (use html or markdown)\n"


def test_a_strip_ends_on_the_day_of_the_table(ratings: Run) -> None:
    texts = _texts(ratings("table", "--as-of", "2019-05-03", "--format", "svg").out)
    assert "3 May 2019" in texts


def test_points_state_who_has_the_most_and_the_least(ratings: Run) -> None:
    svg = ratings("table", "--by", "points", "--format", "svg").out
    assert "from London (15 of 30) down to Cumbria and Lancashire (7 of 30)." in _finding(svg)
    assert {"15 of 30*", "7 of 30*", "London", "Cumbria and Lancashire"} <= set(_texts(svg))


def test_the_bar_of_an_owner_has_the_number_of_each_band_in_it(ratings: Run) -> None:
    boxes = _boxes(ratings("by", "owner", "--format", "svg").out)
    titles = [title for title, _, _ in boxes]
    assert "6 requires improvement" in titles  # Sodexo
    assert titles.count("1 good") == 2  # ARCC, Purple Futures
    assert titles.count("1 good*") == 1  # MTC: the good of Thames Valley is derived


def test_a_part_is_as_wide_as_its_number_and_the_parts_have_a_gap() -> None:
    bars = StackedBars(CAPTION, (Bar("A", ((GOOD, 10), (RI, 20), (BAD, 0))), Bar("B", ((GOOD, 5),))))
    first, second, third = _boxes(chart_svg(bars))
    assert first[2] / second[2] == pytest.approx(0.5, abs=0.01)
    assert second[1] - (first[1] + first[2]) == pytest.approx(3, abs=0.1)  # two, and half a line at each side
    assert third[2] == pytest.approx(first[2] / 2, abs=1.5)


def test_the_smallest_part_still_holds_its_number() -> None:
    svg = chart_svg(StackedBars(CAPTION, (Bar("A", tuple(zip(BANDS, (1, 1, 100_000, 1), strict=True))),)))
    boxes = _boxes(svg)
    assert all(width >= text_width(title.split()[0], 13, bold=True) for title, _, width in boxes)
    assert boxes[-1][1] + boxes[-1][2] <= WIDTH - MARGIN


def test_a_bar_with_nothing_known_says_so() -> None:
    assert "not known" in _texts(chart_svg(StackedBars(CAPTION, (Bar("A", ((GOOD, 0),)), Bar("B", ((GOOD, 1),))))))


def test_a_strip_stands_where_its_days_are() -> None:
    days = [dt.date(2019, 1, 1), dt.date(2019, 7, 2), dt.date(2020, 1, 1)]
    row = StripRow("Kent", (Span(days[0], BAD, "by 1 Jan 2019"), Span(days[1], GOOD, "July 2019")), GOOD)
    bare = StripRow("Wales", (), RI)
    unrated = StripRow("Essex", (), None)
    svg = chart_svg(Strips(CAPTION, (row, bare, unrated), days[0], days[2]))
    first, second, *latest = _boxes(svg)
    assert first[0] == "inadequate, by 1 Jan 2019, until July 2019"
    assert first[1] == pytest.approx(MARGIN + 0.5)
    middle = MARGIN + (INNER - 44) * 182 / 365
    assert second[1] == pytest.approx(middle + 0.5, abs=0.1)
    assert [title for title, _, _ in latest] == [
        "latest: good",
        "latest: requires improvement",
        "latest: not rated",
    ]
    texts = _texts(svg)
    assert texts[texts.index("Wales") + 1] == "date not known"
    assert texts[texts.index("Essex") + 1] == "not rated"


def test_a_dot_stands_at_its_share_and_its_points_beside_it() -> None:
    dots = Dots(CAPTION, "Share", tuple(Dot(f"{n}", Fraction(n, 4), f"{n} of 4") for n in range(5)))
    svg = chart_svg(dots)
    places = [float(dot.get("cx") or 0) for dot in _parse(svg).iter(f"{SVG}circle")]
    steps = [after - before for before, after in pairwise(places)]
    assert steps == pytest.approx([steps[0]] * 4)
    assert {f"{n} of 4" for n in range(5)} <= set(_texts(svg))


def test_steps_are_as_high_as_their_numbers() -> None:
    days = [dt.date(2019, 1, 1), dt.date(2019, 6, 1), dt.date(2020, 1, 1)]
    steps = (Step(days[0], ((GOOD, 1), (BAD, 0))), Step(days[1], ((GOOD, 1), (BAD, 3))))
    root = _parse(chart_svg(Steps(CAPTION, steps, days[2])))
    heights = [float(box.get("height") or 0) + 1 for box in root.iter(f"{SVG}rect") if box.get("shape-rendering")]
    assert heights == pytest.approx([55, 165, 55])
    assert {"1 G", "3 I"} <= {text.text for text in root.iter(f"{SVG}text")}


@pytest.mark.parametrize(
    "chart",
    [
        StackedBars(CAPTION, tuple(Bar(str(n), ((GOOD, n + 1),)) for n in range(4))),
        Strips(CAPTION, tuple(StripRow(str(n), (), GOOD) for n in range(4)), dt.date(2019, 1, 1), dt.date(2020, 1, 1)),
        Dots(CAPTION, "Share", tuple(Dot(str(n), Fraction(1), "1 of 1") for n in range(4))),
    ],
)
def test_the_first_rows_alone_are_drawn_when_they_alone_are_shown(chart: Chart) -> None:
    texts = " ".join(_texts(chart_svg(first_rows(chart, 2, 4))))
    assert "Only 2 of 4 are shown" in texts
    assert " 1 " in f" {texts} "
    assert " 3 " not in f" {texts} "


def test_top_cuts_the_picture_too(ratings: Run) -> None:
    svg = ratings("table", "--limit", "2", "--format", "svg").out
    assert "Hampshire and Isle of Wight" in _texts(svg)
    assert "Thames Valley" not in _texts(svg)


def test_a_view_without_a_picture_says_what_to_use(ratings: Run) -> None:
    for format_name in ("svg", "png"):
        result = ratings("scale", "--format", format_name)
        assert (result.status, result.out) == (2, "")
        assert result.err == "Error: this view has no picture (use html or markdown)\n"


def test_a_table_without_a_date_is_a_bar(ratings: Run, write: Callable[..., Path]) -> None:
    data = write("inspections:\n  - {provider: A, overall: good}\n  - {provider: B, overall: inadequate}\n")
    svg = ratings("table", "--data", data, "--format", "svg").out
    assert _finding(svg) == "1 of 2 providers is good and 1 is inadequate."
    assert [title for title, _, _ in _boxes(svg)] == ["1 good", "1 inadequate"]


@given(st.text(max_size=200), st.floats(min_value=20, max_value=400))
def test_wrapping_loses_nothing_and_fits(text: str, width: float) -> None:
    lines = wrapped(text, 13, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 13) <= width or len(line) == 1 for line in lines)


def test_lengths_are_written_short_and_the_same_everywhere() -> None:
    assert [svg_canvas.number(value) for value in (0.04, 1 / 3, 2.0, 100.25)] == ["0", "0.3", "2", "100.2"]


STARRED = """
leagues: [{name: U, title: Units}, {name: R, title: Regions, regions_of: U}]
providers:
  - {name: North, league: R}
  - {name: Ash House, league: U, region: North}
  - {name: Beech Lodge, league: U, region: North}
  - {name: Cedar Court, league: U}
inspections:
  - {provider: North, published: 2020-01-01, overall: requires improvement}
  - provider: Ash House
    owner: Acme
    published: 2019-12-28
    overall: good
    standards: {safe: good, caring: good}
    derived: [{fields: [overall, safe], ground: read from its praise}]
  - {provider: Beech Lodge, owner: Bell, published: 2019-12-30, overall: outstanding, standards: {safe: outstanding}}
  - {provider: Cedar Court, owner: Bell, published: 2020-01-02, overall: inadequate}
"""
STAR_LINE = "* Derived, not stated outright by a source: Ash House."


@pytest.mark.parametrize(
    ("view", "star"),
    [
        (["table"], "good*"),
        (["table", "--league", "all"], "1*"),
        (["by", "owner"], "1*"),
        (["by", "region"], "1*"),
        (["by", "date"], "1 G*"),
        (["show", "ash house"], "G*"),
        (["compare", "ash house", "beech lodge"], "G*"),
        (["compare", "acme", "bell"], "1*"),
        (["standards"], "1*"),
    ],
    ids=" ".join,
)
def test_a_derived_band_has_a_star_that_a_line_explains(
    view: list[str], star: str, ratings: Run, write: Callable[..., Path]
) -> None:
    texts = _texts(ratings(*view, "--data", write(STARRED), "--format", "svg").out)
    assert star in texts
    assert STAR_LINE in " ".join(texts)


def test_only_the_derived_bands_of_a_standard_have_a_star(ratings: Run, write: Callable[..., Path]) -> None:
    boxes = _boxes(ratings("standards", "--data", write(STARRED), "--format", "svg").out)
    assert [title for title, _, _ in boxes if title] == ["1 outstanding", "1 good*", "1 good"]


def test_no_star_is_explained_where_none_is_drawn(ratings: Run, write: Callable[..., Path]) -> None:
    out = ratings("table", "--limit", "1", "--data", write(STARRED), "--format", "svg").out
    assert "Beech Lodge" in out
    assert "*" not in " ".join(_texts(out))


def test_owners_side_by_side_are_a_bar_each(ratings: Run, write: Callable[..., Path]) -> None:
    out = ratings("compare", "acme", "bell", "--data", write(STARRED), "--format", "svg").out
    assert [title for title, _, _ in _boxes(out) if title] == ["1 good*", "1 outstanding", "1 inadequate"]
    assert {"Acme (mean\u00a02.00*\u00a0of\u00a01)", "Bell (mean\u00a01.50\u00a0of\u00a02)"} <= set(_texts(out))


def test_the_band_of_the_regional_body_stands_before_the_bar(ratings: Run, write: Callable[..., Path]) -> None:
    boxes = _boxes(ratings("by", "region", "--data", write(STARRED), "--format", "svg").out)
    assert [title for title, _, _ in boxes if title] == [
        "R itself: requires improvement",
        "1 outstanding",
        "1 good*",
        "R itself: not known",  # Cedar Court is in no known region
        "1 inadequate",
    ]


def test_the_newest_band_has_room_and_the_axis_ends_with_its_year(ratings: Run, write: Callable[..., Path]) -> None:
    out = ratings("table", "--data", write(STARRED), "--format", "svg").out
    assert {"28 Dec 2019", "the end of 2020"} <= set(_texts(out))
    newest = next(width for title, _, width in _boxes(out) if title == "inadequate, 2 Jan 2020")
    assert newest > 0.8 * INNER  # nearly all of the time that is shown


@pytest.mark.parametrize("asked", ["2020-01-02", "2020-01-03"])
def test_a_band_of_the_last_day_is_wide_enough_to_be_seen(asked: str, ratings: Run, write: Callable[..., Path]) -> None:
    out = ratings("table", "--as-of", asked, "--data", write(STARRED), "--format", "svg").out
    boxes = [(title, width) for title, _, width in _boxes(out) if title]
    assert min(width for _, width in boxes) >= text_width("RI*", svg_canvas.SMALL) + 1
    assert {"2019", f"{int(asked[-2:])} Jan 2020"} <= set(_texts(out))  # and not an axis of five or six days


def test_bands_of_one_month_stand_beside_each_other_and_in_the_picture() -> None:
    days = [dt.date(2020, 12, day) for day in (1, 2, 3, 4)]
    spans = tuple(Span(day, band, "2020") for day, band in zip(days, (GOOD, RI, GOOD, RI), strict=True))
    strips = Strips(CAPTION, (StripRow("A", spans, RI),), dt.date(1990, 1, 1), days[-1])
    boxes = [(x, width) for title, x, width in _boxes(chart_svg(strips)) if "2020" in title]
    assert len(boxes) == 4
    for (x, width), (after, _) in pairwise(boxes):
        assert x + width < after
    assert boxes[0][0] >= MARGIN


def test_no_picture_gives_a_day_that_no_source_gives(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("""
inspections:
  - {provider: A, published: 2019-03, overall: good}
  - {provider: A, published: 2020, overall: inadequate}
  - {provider: B, published_by: 2019-11-05, overall: good}
  - {provider: C, overall: good}
""")
    for command in (("table",), ("by", "date"), ("show", "A")):
        svg = ratings(*command, "--data", path, "--format", "svg").out
        assert not re.search(r"31 Mar 2019|31 Dec 20|1 Jan 20", svg)
        assert "Mar 2019" in _texts(svg)
    svg = ratings("by", "date", "--data", path, "--format", "svg").out
    assert "1 of 2 providers with a dated report is good and 1 is inadequate." in _finding(svg)
    left_out = "Left out, because the date is not known, or not exactly enough: 1 report: C (date not known)."
    assert left_out in " ".join(_texts(svg))


def test_the_picture_shows_whose_rating_changed(ratings: Run) -> None:
    since = ratings("table", "--since", "2019-09-26", "--format", "svg").out
    assert since != ratings("table", "--format", "svg").out
    assert "Ratings since 26 Sept 2019: 2 up, none down, 19 the same" in _finding(since)
    assert "Thames Valley (up from requires improvement)" in " ".join(_texts(since))
    assert since.count('stroke-width="2"') == 2  # the newest band of the two that moved is outlined
    assert "latest: good (up from requires improvement)" in [title for title, _, _ in _boxes(since)]
    owners = ratings("by", "owner", "--since", "2019-09-26", "--format", "svg").out
    assert "MTC (mean 1.50* of 2; 1 up)" in " ".join(_texts(owners)).replace("\u00a0", " ")
    leagues = ratings("table", "--league", "all", "--since", "2019-09-26", "--format", "svg").out
    assert re.search(r"Ratings since 26 Sept 2019: \d+ up", _finding(leagues))
    points = ratings("table", "--by", "points", "--since", "2026-01-01", "--format", "svg").out
    assert _finding(points).endswith("No rating has changed since 1 Jan 2026.")


def test_why_there_is_nothing_to_draw_is_said(ratings: Run, write: Callable[..., Path]) -> None:
    result = ratings("by", "area", "--data", write(STARRED), "--format", "svg")
    assert result.status == 2
    assert "there is nothing to draw" in result.err
