"""The pictures: XML that says its finding in words, legible at each size, with nothing cut and nothing made up."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.formats import PictureSize, canvas
from ratings_cli.formats.canvas import STAR_LINE, balanced, text_width, wrapped
from ratings_cli.formats.sheets.svg import chart_svg
from ratings_cli.model.escape import escape_control
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.charts import Bar, Bars, Chart, Tile, Tiles

SVG = "{http://www.w3.org/2000/svg}"
GOOD, RI, BAD = Band.GOOD, Band.REQUIRES_IMPROVEMENT, Band.INADEQUATE
SIZES = {"phone": (360, None), "post": (720, None), "card": (1200, 675)}
VIEWS = [
    ["table"],
    ["table", "--since", "2019-09-26"],
    ["table", "--league", "all"],
    ["table", "--league", "pdu", "--since", "2024-01-01"],
    ["table", "--by", "points"],
    ["table", "--by", "leadership"],
    ["by", "owner"],
    ["by", "area"],
    ["by", "region", "--league", "pdu"],
    ["by", "league"],
    ["by", "year"],
    ["by", "date"],
    ["standards"],
    ["show", "durham tees valley crc"],
    ["compare", "hampshire", "bench"],
    ["compare", "sodexo", "mtc"],
]


def _parse(svg: str) -> Element:
    return ET.fromstring(svg)  # noqa: S314 - our own


def _texts(svg: str) -> list[str]:
    return [text.text or "" for text in _parse(svg).iter(f"{SVG}text")]


def _said(svg: str) -> str:
    return " ".join(_texts(svg))


def _title(svg: str) -> str:
    return _parse(svg).findtext(f"{SVG}title") or ""


def _boxes(svg: str) -> list[tuple[str, float, float]]:
    """What each box says when it is pointed at, where it begins, and how wide it is, edges and all."""
    return [
        (title, float(box.get("x") or 0) - edge / 2, float(box.get("width") or 0) + edge)
        for box in _parse(svg).iter(f"{SVG}rect")
        for edge in [float(box.get("stroke-width") or 0)]
        if (title := box.findtext(f"{SVG}title"))
    ]


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_a_picture_says_what_it_shows_and_that_it_is_unofficial(ratings: Run, view: list[str]) -> None:
    svg = ratings(*view, "--format", "svg").out
    root = _parse(svg)
    assert root.get("role") == "img"
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert " ".join(_texts(svg)).startswith(_title(svg))
    assert "Unofficial. Ratings: HM Inspectorate of Probation. Newest report " in _said(svg)
    assert "Unofficial" in (root.findtext(f"{SVG}desc") or "")
    assert svg == ratings(*view, "--format", "svg").out


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_a_picture_can_be_read_and_nothing_leaves_it(ratings: Run, view: list[str], size: str) -> None:
    root = _parse(ratings(*view, "--format", "svg", "--size", size).out)
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    assert width == SIZES[size][0]
    assert height == SIZES[size][1] or size != "card"
    for text in root.iter(f"{SVG}text"):
        letters, x, y = (float(text.get(name) or 0) for name in ("font-size", "x", "y"))
        assert letters >= 12
        wide = text_width(text.text or "", letters, bold=text.get("font-weight") == "bold")
        if text.get("transform"):  # it reads upwards
            assert wide <= y <= height
            assert letters <= x <= width
            continue
        left = x - (wide / 2 if text.get("text-anchor") == "middle" else 0)
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


class TestTheLeagueTable:
    def test_is_a_tile_for_each_under_a_heading_that_counts_them(self, ratings: Run) -> None:
        svg = ratings("table", "--format", "svg").out
        assert _title(svg) == "17 of 21 CRCs require improvement; three are good, one is inadequate"
        said = "Newest overall rating of each of the 21 Community Rehabilitation Companies in the record"
        assert said in _said(svg)
        assert {"Good (3)", "Requires improvement (17)", "Inadequate (1)", "BeNCH", "DDC"} <= set(_texts(svg))
        assert len(_boxes(svg)) == 21
        assert "Dorset, Devon and Cornwall, inadequate" in [title for title, _, _ in _boxes(svg)]

    def test_outlines_whose_rating_changed_and_says_how(self, ratings: Run) -> None:
        svg = ratings("table", "--since", "2019-09-26", "--format", "svg").out
        assert _title(svg) == "Two more CRCs rise to good; 17 require improvement"
        assert {"\u2191 DTV", "\u2191 Thames Valley*", "HIOW"} <= set(_texts(svg))
        assert svg.count('stroke-width="3"') == 2
        assert "\u2191 up from requires improvement." in _texts(svg)
        assert "changes since 26 Sept 2019" in _said(svg)

    def test_says_of_whom_dates_do_not_tell(self, ratings: Run, write: Callable[..., Path]) -> None:
        path = write("""
inspections:
  - {provider: A, published: 2018-03, overall: good}
  - {provider: A, published: 2019, overall: inadequate}
""")
        svg = ratings("table", "--since", "2019-05-01", "--data", path, "--format", "svg").out
        assert _title(svg) == "No rating is known to have changed since 1 May 2019; one is inadequate"
        assert "? A" in _texts(svg)
        assert "? whether it has changed is not known." in _texts(svg)

    def test_of_several_leagues_is_a_bar_each(self, ratings: Run) -> None:
        titles = [title for title, _, _ in _boxes(ratings("table", "--league", "all", "--format", "svg").out)]
        assert {"3 good*", "17 requires improvement", "1 inadequate"} <= set(titles)

    def test_by_points_says_who_has_most(self, ratings: Run) -> None:
        svg = ratings("table", "--by", "points", "--format", "svg").out
        assert _title(svg) == "London CRC has the most points, 15 of 30; points are known of 2 of 21 CRCs"
        assert "London: 15 of 30" in _texts(svg)
        assert "Points are added up from the ratings of the standards" in _said(svg)
        assert "added up" not in _said(ratings("table", "--format", "svg").out)

    def test_with_a_filter_says_whose_numbers_they_are(self, ratings: Run) -> None:
        svg = ratings("table", "--owner", "sodexo", "--format", "svg").out
        assert _title(svg) == "Sodexo: all six rated CRCs require improvement"
        assert "6 of the 21 Community Rehabilitation Companies in the record; owner: Sodexo" in _said(svg)

    def test_draws_only_the_rows_that_are_shown(self, ratings: Run) -> None:
        svg = ratings("table", "--limit", "2", "--format", "svg").out
        assert len(_boxes(svg)) == 2
        assert {"Good (2)", "DTV", "HIOW"} <= set(_texts(svg))
        assert "Only 2 of 21 are shown; the headline is about all of them." in _said(svg)

    def test_names_in_full_those_that_share_a_short_name(self, ratings: Run, write: Callable[..., Path]) -> None:
        path = write("""
providers: [{name: Ash House, short: A}, {name: Alder Court, short: A}, {name: Birch Lodge, short: B}]
inspections: [{provider: Ash House, overall: good}, {provider: Alder Court, overall: good},
  {provider: Birch Lodge, overall: good}]
""")
        texts = _texts(ratings("table", "--data", path, "--format", "svg").out)
        assert {"Ash House", "Alder Court", "B"} <= set(texts)


class TestGroups:
    def test_are_bars_with_the_number_and_the_letters_in_each_part(self, ratings: Run) -> None:
        svg = ratings("by", "owner", "--format", "svg").out
        titles = [title for title, _, _ in _boxes(svg)]
        assert "6 requires improvement" in titles  # Sodexo
        assert titles.count("1 good") == 2  # ARCC, Purple Futures
        assert titles.count("1 good*") == 1  # MTC: the good of Thames Valley is derived
        assert {"6 RI", "1 G", "1 G*", "1 I"} <= set(_texts(svg))
        said = "ARCC, MTC and Purple Futures have a CRC that is good; Working Links has one that is inadequate"
        assert _title(svg) == said
        assert "mean" not in _said(svg)

    def test_name_a_group_once_that_has_the_best_and_the_worst(self, ratings: Run, write: Callable[..., Path]) -> None:
        path = write("""
inspections:
  - {provider: A, owner: Acme, overall: good}
  - {provider: B, owner: Acme, overall: inadequate}
  - {provider: C, owner: Bell, overall: requires improvement}
""")
        svg = ratings("by", "owner", "--data", path, "--format", "svg").out
        assert _title(svg) == "Acme has a provider that is good and one that is inadequate"

    def test_of_one_are_tiles_and_no_bars_of_one_over_and_over(self, ratings: Run) -> None:
        svg = ratings("by", "area", "--format", "svg").out
        assert not any(re.fullmatch(r"1 (G|RI|I)\*?", text) for text in _texts(svg))
        assert "Inadequate (3)" in _texts(svg)
        assert _title(svg).endswith("Cornwall, Devon and Dorset have one that is inadequate")

    def test_are_no_more_than_a_reader_looks_at(self, ratings: Run, write: Callable[..., Path]) -> None:
        entries = (f"  - {{provider: P{n}, owner: O{n % 60}, overall: good}}\n" for n in range(120))
        svg = ratings("by", "owner", "--data", write(f"inspections:\n{''.join(entries)}"), "--format", "svg").out
        assert _texts(svg).count("2 G") == 50
        assert "Only 50 of 60 are shown; the headline is about all of them." in _said(svg)

    def test_by_region_say_how_the_regional_body_itself_is_rated(
        self, ratings: Run, write: Callable[..., Path]
    ) -> None:
        texts = _texts(ratings("by", "region", "--data", write(STARRED), "--format", "svg").out)
        assert {"North", "R itself: requires improvement", "Region not known"} <= set(texts)

    def test_say_at_least_where_the_group_of_some_is_not_known(self, ratings: Run) -> None:
        # Three CRCs are good; in which region Hampshire and Isle of Wight is, the record does not say.
        svg = ratings("by", "region", "--league", "crc,nps", "--format", "svg").out
        assert _title(svg).startswith("At least two regions have a CRC that is good; South West")

    def test_of_owners_side_by_side_are_a_bar_each(self, ratings: Run, write: Callable[..., Path]) -> None:
        svg = ratings("compare", "acme", "bell", "--data", write(STARRED), "--format", "svg").out
        assert _title(svg) == "Acme: one good; Bell: one outstanding, one inadequate"
        assert {"1 good*", "1 outstanding", "1 inadequate"} <= {title for title, _, _ in _boxes(svg)}


class TestReportsByYear:
    def test_are_a_bar_for_each_year(self, ratings: Run) -> None:
        svg = ratings("by", "date", "--format", "svg").out
        rows = ratings("by", "date", "--format", "json").json["rows"]
        assert _title(svg).startswith(f"{len(rows)} reports on CRCs: ")
        assert {"2018", "2019", "2020"} <= set(_texts(svg))

    def test_say_no_more_of_the_year_than_a_source(self, ratings: Run, write: Callable[..., Path]) -> None:
        path = write("""
inspections:
  - {provider: A, published: 2019-03, overall: good}
  - {provider: B, published_by: 2020-11-05, fieldwork: 2019-12, overall: good}
  - {provider: C, published_by: 2021-11-05, overall: good}
  - {provider: D, overall: good}
""")
        for command in (("by", "date"), ("by", "year")):
            texts = _texts(ratings(*command, "--data", path, "--format", "svg").out)
            assert {"2019", "2019 or 2020", "By 2021", "Year not known"} <= set(texts)


class TestOneProvider:
    def test_is_a_line_of_its_reports_with_their_dates_as_they_are_known(self, ratings: Run) -> None:
        svg = ratings("show", "durham tees valley crc", "--format", "svg").out
        assert _title(svg) == "DTV CRC is good, up from requires improvement"
        texts = _texts(svg)
        when = texts.index("Mar 2019")
        assert texts[when + 1] == "requires improvement"
        assert when < texts.index("Apr 2020")

    def test_that_has_one_report_has_no_picture(self, ratings: Run, write: Callable[..., Path]) -> None:
        path = write("inspections:\n  - {provider: A, published: 2019-03, overall: good}\n")
        result = ratings("show", "A", "--data", path, "--format", "svg")
        assert (result.status, result.out) == (2, "")
        assert "nothing to draw: a time line takes two reports, and of A there is 1" in result.err

    def test_no_picture_gives_a_day_that_no_source_gives(self, ratings: Run, write: Callable[..., Path]) -> None:
        path = write("""
inspections:
  - {provider: A, published: 2019-03, overall: good}
  - {provider: A, published: 2020, overall: inadequate}
  - {provider: B, published_by: 2019-11-05, overall: good}
  - {provider: C, overall: good}
""")
        for command in (("table",), ("by", "date"), ("show", "A"), ("by", "year"), ("compare", "A", "B")):
            said = _said(ratings(*command, "--data", path, "--format", "svg").out)
            assert not re.search(r"31 Mar 2019|31 Dec|\b1 Jan|[^y] 5 Nov", said)


class TestGrids:
    def test_show_providers_by_standards_under_a_key(self, ratings: Run) -> None:
        svg = ratings("standards", "--format", "svg").out
        assert _title(svg) == "Reviewing is most often inadequate: 6 of 7 known ratings"
        assert "DTV: Durham Tees Valley; HIOW:" in " ".join(_texts(svg))
        assert "BeNCH, Through the gate: inadequate" in [title for title, _, _ in _boxes(svg)]
        assert "Left out, because no rating of a standard is known: 10 providers." in _said(svg)

    def test_compare_providers_in_words(self, ratings: Run) -> None:
        svg = ratings("compare", "hampshire", "bench", "--format", "svg").out
        assert _title(svg) == "HIOW CRC is good; BeNCH CRC requires improvement"
        assert "Through the gate, BeNCH CRC, 3 May 2019: inadequate" in [title for title, _, _ in _boxes(svg)]
        # A date stands on a line of its own, and short names are spelled out below.
        assert "8 May 2019" in _texts(svg)
        assert "HIOW: Hampshire and Isle of Wight; BeNCH:" in " ".join(_texts(svg))
        assert "not known" in _texts(svg)

    def test_count_a_standard_of_two_programmes_once(self, ratings: Run) -> None:
        # Five in the grid of 2021 to 2023 and six in that of the programme that followed.
        svg = ratings("standards", "--league", "pdu", "--format", "svg").out
        assert _title(svg) == "Reviewing is most often inadequate: 11 of 11 known ratings"

    def test_compare_as_at_two_dates(self, ratings: Run) -> None:
        svg = ratings("compare", "essex north@2024-01-01", "essex north", "--format", "svg").out
        assert ", as at 1 Jan 2024, " in _title(svg)


class TestSizes:
    @pytest.mark.parametrize("command", [("by", "area", "--league", "all"), ("standards", "--league", "pdu")])
    def test_a_card_says_what_it_has_no_room_for(self, ratings: Run, command: tuple[str, ...]) -> None:
        whole, card = (ratings(*command, "--format", "svg", "--size", size).out for size in ("post", "card"))
        said = re.search(
            r"No room for the last (\d+) of (\d+); the headline is about all of them", " ".join(_texts(card))
        )
        assert said
        assert 0 < int(said[1]) < int(said[2])
        assert _title(card) == _title(whole)
        assert max(float(y) for y in re.findall(r' y="([\d.]+)"', card)) < 675

    def test_a_card_counts_the_bands_of_those_it_has_no_room_for(self) -> None:
        # A card of 675 has no room for 120 tiles of 20 and more.
        bands = [Band.GOOD] * 40 + [Band.INADEQUATE] * 80
        tiles = tuple(Tile(f"Provider {number} of a long name", band) for number, band in enumerate(bands))
        picture = chart_svg(Chart(title="Title", subtitle="What", parts=(Tiles(tiles),)), PictureSize.CARD)
        said = re.search(r"No room for the last (\d+) of 120 \((\d+) inadequate\)", " ".join(_texts(picture)))
        assert said
        assert said[1] == said[2]

    def test_go_with_pictures_alone(self, ratings: Run) -> None:
        result = ratings("table", "--size", "card")
        assert (result.status, result.out) == (2, "")
        assert "--size goes with svg and png, not with table" in result.err


def _bars(*bars: Bar) -> str:
    return chart_svg(Chart(title="Title", subtitle="What", parts=(Bars(bars),)))


def test_a_part_is_as_wide_as_its_number_and_the_parts_have_a_gap() -> None:
    key = 2
    boxes = _boxes(_bars(Bar("A", ((GOOD, 10), (RI, 20), (BAD, 0))), Bar("B", ((GOOD, 5),))))[key:]
    first, second, third = boxes
    assert first[2] / second[2] == pytest.approx(0.5, abs=0.01)
    assert second[1] - (first[1] + first[2]) == pytest.approx(2, abs=0.2)
    assert third[2] == pytest.approx(first[2] / 2, abs=1.5)


def test_the_smallest_part_still_holds_its_number() -> None:
    boxes = _boxes(_bars(Bar("A", tuple(zip(BANDS, (1, 1, 100_000, 1), strict=True)))))[len(BANDS) :]
    letters = dict(zip((band.value for band in BANDS), ("O", "G", "RI", "I"), strict=True))
    for title, _, width in boxes:
        number, _, word = title.partition(" ")
        assert width >= text_width(f"{number} {letters[word]}", 14, bold=True)
    assert boxes[-1][1] + boxes[-1][2] <= 360 - 14


def test_a_view_without_a_picture_says_what_to_use(ratings: Run) -> None:
    for format_name in ("svg", "png"):
        result = ratings("scale", "--format", format_name)
        assert (result.status, result.out) == (2, "")
        assert result.err == "Error: this view has no picture (use html or markdown)\n"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("by", "area"), "the table has no row"),
        (("table", "--by", "safe", "--owner", "cord"), "no rating for safe is known"),
        (("by", "date", "--owner", "cord"), "it takes two reports"),
    ],
)
def test_why_there_is_nothing_to_draw_is_said(
    command: tuple[str, ...], why: str, ratings: Run, write: Callable[..., Path]
) -> None:
    result = ratings(*command, "--data", write(STARRED), "--format", "svg")
    assert (result.status, result.out) == (2, "")
    assert f"there is nothing to draw: {why}" in result.err


@given(st.text(max_size=200), st.floats(min_value=20, max_value=400))
def test_wrapping_loses_nothing_and_fits(text: str, width: float) -> None:
    for lines in (wrapped(text, 13, width), balanced(text, 13, width)):
        assert "".join(lines).replace(" ", "") == escape_control(text).replace(" ", "")
        assert all(text_width(line, 13) <= width or len(line) == 1 for line in lines)
    assert len(balanced(text, 13, width)) == len(wrapped(text, 13, width))


def test_lengths_are_written_short_and_the_same_everywhere() -> None:
    assert [canvas.number(value) for value in (0.04, 1 / 3, 2.0, 100.25)] == ["0", "0.3", "2", "100.2"]


STARRED = """
leagues: [{name: U, title: Units}, {name: R, title: Regions, regions_of: U}]
providers:
  - {name: North, league: R}
  - {name: Ash House, league: U, region: North}
  - {name: Beech Lodge, league: U, region: North}
  - {name: Cedar Court, league: U}
  - {name: Deal Hall, league: U}
inspections:
  - {provider: North, published: 2020-01-01, overall: requires improvement}
  - provider: Ash House
    owner: Acme
    published: 2019-12-28
    overall: good
    standards: {safe: good, caring: good}
    derived: [{fields: [overall, safe], ground: read from its praise}]
  - {provider: Ash House, owner: Acme, published: 2018-12-28, overall: inadequate}
  - {provider: Beech Lodge, owner: Bell, published: 2019-12-30, overall: outstanding, standards: {safe: outstanding}}
  - {provider: Cedar Court, owner: Bell, published: 2020-01-02, overall: inadequate}
  - {provider: Deal Hall, owner: Cord, published: 2020-01-02, overall: inadequate}
"""


@pytest.mark.parametrize(
    ("view", "star"),
    [
        (["table"], "Ash House*"),
        (["table", "--league", "all"], "1 G*"),
        (["by", "owner"], "1 G*"),
        (["by", "region"], "1 G*"),
        (["by", "date"], "1 G*"),
        (["show", "ash house"], "good*"),
        (["compare", "ash house", "beech lodge"], "good*"),
        (["compare", "acme", "bell"], "1 G*"),
        (["standards"], "G*"),
    ],
    ids=" ".join,
)
def test_a_derived_band_has_a_star_that_a_line_explains(
    view: list[str], star: str, ratings: Run, write: Callable[..., Path]
) -> None:
    texts = _texts(ratings(*view, "--data", write(STARRED), "--format", "svg").out)
    assert star in texts
    assert STAR_LINE in texts


def test_only_the_derived_bands_of_a_standard_have_a_star(ratings: Run, write: Callable[..., Path]) -> None:
    boxes = _boxes(ratings("standards", "--data", write(STARRED), "--format", "svg").out)
    assert "Ash House, Safe: good*" in [title for title, _, _ in boxes]
    assert "Ash House, Caring: good" in [title for title, _, _ in boxes]


def test_no_star_is_explained_where_none_is_drawn(ratings: Run, write: Callable[..., Path]) -> None:
    out = ratings("table", "--limit", "1", "--data", write(STARRED), "--format", "svg").out
    assert "Beech Lodge" in out
    assert "*" not in _said(out)


def test_short_names_are_spelled_out_below(ratings: Run) -> None:
    svg = _said(ratings("table", "--format", "svg").out)
    assert "DDC: Dorset, Devon and Cornwall" in svg
    assert "Essex: " not in svg
    divisions = _said(ratings("table", "-l", "nps", "--format", "svg").out)
    # "NPS Midlands" says itself where it is.
    assert "NPS SWSC: South West and South Central; NPS SEE: South East and Eastern." in divisions
