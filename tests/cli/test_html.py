"""HTML: a fragment that a blog editor leaves as it is, and a whole page, both valid."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import html5lib
import pytest
from conftest import Run
from wordpress import lost

from ratings_cli.formats import RenderOptions
from ratings_cli.formats.sheets.html import bar_html, render, table_html
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.cells import Cell, Column, SourceNote, Table
from ratings_cli.views.sheet import Sheet

VIEWS = [
    ["table"],
    ["table", "--league", "all", "--wide", "--sources"],
    ["table", "--owner", "sodexo", "--as-of", "2019-05-03"],
    ["table", "--area", "kent", "--band", "outstanding"],
    ["by", "owner"],
    ["by", "area"],
    ["by", "region", "--sources"],
    ["by", "date"],
    ["standards"],
    ["show", "bench"],
    ["scale"],
]
POSTS = [
    ["post", "bench", "--as-of", "2019-05-03"],
    ["post", "dorset crc", "--as-of", "2019-02-15"],
    ["post", "--league", "pdu", "--as-of", "2022-10-18"],
]


def _fragment(text: str) -> Element:
    """The fragment, parsed; html5lib raises at the first thing that is wrong."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    fragment = parser.parseFragment(text, container="div")
    assert isinstance(fragment, Element)
    return fragment


def _says(element: Element) -> str:
    return "".join(element.itertext())


def _render(*rows: tuple[Cell, ...], columns: tuple[Column, ...]) -> Element:
    return _fragment(table_html(Table(columns, rows), "What it is"))


@pytest.mark.parametrize("view", [*VIEWS, *POSTS], ids=" ".join)
def test_wordpress_takes_nothing_out_of_a_fragment_or_a_post(ratings: Run, view: list[str]) -> None:
    result = ratings(*view, "--format", "html")
    assert result.status == 0
    # Browsers of today reach what scrolls without it; elsewhere it stays.
    assert set(lost(result.out)) <= {"<div tabindex>"}
    for element in _fragment(result.out).iter():
        assert not {"class", "id"} & set(element.keys())  # two tables fit on one page
        colours = re.findall(r"(?:^|;)(?:background-)?color:([^;]+)", element.get("style") or "")
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ('<p style="color:rgb(1,2,3);padding:1px">a</p>', ["color:rgb(1,2,3)"]),
        ('<span style="display:inline-block">a</span>', ["display:inline-block"]),
        ('<p class="a" tabindex="0">a</p>', ["<p tabindex>"]),
        ('<p><a href="javascript:x">a</a></p>', ["href=javascript:x"]),
        ("<video></video>", ["<video>"]),
        ("<p>a > b</p>", ["a bare >"]),
    ],
)
def test_the_filter_of_the_tests_takes_out_what_wordpress_takes_out(fragment: str, found: list[str]) -> None:
    assert lost(fragment) == found


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_every_table_begins_with_its_caption_and_every_heading_has_a_scope(ratings: Run, view: list[str]) -> None:
    fragment = _fragment(ratings(*view, "--format", "html").out)
    tables = list(fragment.iter("table"))
    assert tables or "kent" in view  # where nothing matches there is no table
    for table in tables:
        assert table[0].tag == "caption"
        assert _says(table[0]).strip()
    for heading in fragment.iter("th"):
        assert heading.get("scope") in {"col", "row", "colgroup"}
        assert _says(heading).strip()


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_every_row_is_as_wide_as_the_table(ratings: Run, view: list[str]) -> None:
    for table in _fragment(ratings(*view, "--format", "html").out).iter("table"):
        for part in ("thead", "tbody"):
            widths: list[int] = []
            below: list[int] = []
            for row in table.findall(f"{part}/tr"):
                own = [(int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)) for cell in row]
                widths.append(sum(width for width, _ in own) + sum(1 for left in below if left))
                below = [left - 1 for left in below if left > 1]
                below += [height - 1 for width, height in own for _ in range(width) if height > 1]
            assert len(set(widths)) <= 1
            assert not below


def test_the_table_says_cell_by_cell_what_json_says(ratings: Run) -> None:
    rows = ratings("table", "--format", "json").json["rows"]
    shown = _fragment(ratings("table", "--format", "html").out).findall(".//tbody/tr")
    assert len(shown) == len(rows)
    for cells, row in zip(shown, rows, strict=True):
        assert cells[0].text == f"{row['position']}{'=' if row['tied'] else ''}"
        assert (cells[1].tag, _says(cells[1])) == ("th", row["provider"])
        assert _says(cells[2]).rstrip("*") == row["overall"]
        assert _says(cells[4]).startswith(row["owner"])


def test_a_title_notes_and_rule_stand_with_the_table(ratings: Run) -> None:
    seen = ratings("table", "--format", "json").json
    fragment = _fragment(ratings("table", "--format", "html").out)
    assert [_says(caption) for caption in fragment.iter("caption")] == [seen["title"]]
    shown = [note for note in seen["notes"] if not note.startswith("* Points")]  # no column of points is shown
    assert [_says(note) for note in fragment.iter("li")] == shown


def test_a_band_is_coloured_and_its_word_is_there_and_a_quiet_cell_is_not_coloured() -> None:
    columns = (Column("a", "A", row_header=True), Column("b", "B", "right"), Column("c", "C"))
    table = _render(
        (Cell("Kent"), Cell("good", Band.GOOD, derived=True), Cell("good", Band.GOOD, quiet=True)), columns=columns
    )
    head, loud, quiet = table.findall(".//tbody/tr/*")
    assert (head.tag, head.get("scope")) == ("th", "row")
    assert _says(loud) == "good*"
    assert "background-color:#cdf0d1;color:#111111" in (loud.get("style") or "")
    assert "text-align:right" in (loud.get("style") or "")
    assert "background" not in (quiet.get("style") or "")


def test_a_bar_has_a_part_for_each_band_with_its_number_and_is_as_wide_as_its_share() -> None:
    bar = _fragment(bar_html(tuple(zip(BANDS, (0, 3, 17, 1), strict=True))))
    parts = bar.findall("span/span")
    assert [_says(part) for part in parts] == ["3", "17", "1"]
    padding = [int(re.findall(r"padding:0 (\d+)px", part.get("style") or "")[0]) for part in parts]
    assert padding[1] > 3 * padding[0] >= 3 * padding[2] > 0
    assert _says(bar) == "3\N{NO-BREAK SPACE}17\N{NO-BREAK SPACE}1"
    assert bar_html(tuple((band, 0) for band in BANDS)) == ""


def test_lines_of_a_cell_stand_beside_the_lines_that_belong_to_them() -> None:
    columns = (Column("r", "Region", row_header=True), Column("p", "Provider"), Column("o", "Overall"))
    providers = Cell("Kent; Wales", parts=(Cell("Kent"), Cell("Wales")))
    bands = Cell("good; inadequate", parts=(Cell("good", Band.GOOD), Cell("inadequate", Band.INADEQUATE)))
    rows = _render((Cell("South"), providers, bands), columns=columns).findall(".//tbody/tr")
    assert [[_says(cell) for cell in row] for row in rows] == [["South", "Kent", "good"], ["Wales", "inadequate"]]
    assert rows[0][0].get("rowspan") == "2"


def test_groups_of_columns_stand_under_one_heading() -> None:
    columns = (Column("p", "Provider"), Column("a", "Staff", group="Delivery"), Column("b", "Plans", group="Delivery"))
    head = _render(columns=columns).findall("div/table/thead/tr")
    assert [[(cell.get("scope"), _says(cell)) for cell in row] for row in head] == [
        [("col", "Provider"), ("colgroup", "Delivery")],
        [("col", "Staff"), ("col", "Plans")],
    ]
    assert (head[0][0].get("rowspan"), head[0][1].get("colspan")) == ("2", "2")


def test_sources_are_numbered_as_the_cells_number_them_and_lead_to_the_web_alone() -> None:
    table = Table((Column("a", "A"),), ((Cell("good", Band.GOOD, sources=(3, 5)),),))
    sources = (SourceNote(3, "Inspectorate", "https://example.org/a?b=1&c=2"), SourceNote(5, "Trap", "javascript:x()"))
    fragment = _fragment(render(Sheet("T", (table,), sources=sources), RenderOptions()))
    cell = fragment.find(".//tbody/tr/td")
    assert cell is not None
    assert _says(cell) == "good [3, 5]"
    items = [(item.get("value"), _says(item)) for item in fragment.iter("li")]
    assert items == [("3", "Inspectorate"), ("5", "Trap, javascript:x()")]
    assert {link.get("href") for link in fragment.iter("a")} == {"https://example.org/a?b=1&c=2"}


def test_a_page_is_a_whole_valid_document(ratings: Run) -> None:
    text = ratings("table", "--format", "html", "--page").out
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document = parser.parse(text)
    assert document.get("lang") == "en"
    assert document.findtext("head/title") == ratings("table", "--format", "json").json["title"]
    assert document.find("head/meta[@name='viewport']") is not None
    assert ratings("table", "--format", "html").out in text


def test_page_goes_with_html_alone(ratings: Run) -> None:
    result = ratings("table", "--page")
    assert result.status == 2
    assert result.err == "Error: --page goes with html, not with table (leave it out, or add --format html)\n"
