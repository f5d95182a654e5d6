"""Names that look like markup, formulas or commands come through every format as text: harmless, and whole."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import mistune
import pytest
from conftest import Run
from wordpress import lost

from ratings_cli.formats import FORMATS, RenderOptions
from ratings_cli.model.escape import escape_control
from ratings_cli.views.cells import Cell, Column, SourceNote, Table
from ratings_cli.views.sheet import Sheet

Write = Callable[..., Path]

NAMES = [
    "<script>alert(1)</script>",
    "</td></table></svg></title><img src=x onerror=alert(1)>",
    """He said "it's" & 'left'""",
    "a|b|c",
    "line one\nline two\ttabbed",
    "\u202eright to left\u2066 and \u200fmarks",
    '=HYPERLINK("http://evil.example","click")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "javascript:alert(1)",
    "[click](javascript:alert(1)) ![x](y) `code` **bold** # 1.",
    "]]> <!-- --> <?php ?> &amp; &lt;",
    "\\ back\\slash \\| and \\",
    '[gallery ids="1"] [[wiki]] [3d-view] [00123]',
    "{{ site.title }} {% include evil.html %} {{< evil >}} {# x #} ${x}",
    "Ynys M\u00f4n \u4e2d\u6587 \U0001f600 e\u0301",
    "x" * 200,
]
VIEWS = [["table"], ["table", "--wide", "--sources"], ["by", "owner"], ["by", "area"], ["by", "date"], ["standards"]]
NAMELESS_PICTURES = [["by", "date"], ["standards"]]
FOR_READERS = [name for name, form in FORMATS.items() if name not in {"csv", "tsv", "json"} and not form.binary]


@pytest.fixture
def hostile(write: Callable[..., Path]) -> Path:
    """A record in which everything that is a name, a title or an address is hostile."""
    bands = ["good", "inadequate", "requires improvement", "outstanding"]
    inspections = [
        {
            "provider": name,
            "owner": f"Owner {name}",
            "published": f"2019-01-{number + 1:02}",
            "overall": bands[number % 4],
            "standards": {f"Standard {NAMES[0]}": bands[number % 3]},
            "sources": [{"publisher": f"Source {name}", "url": "javascript:alert(document.cookie)"}],
        }
        for number, name in enumerate(NAMES)
    ]
    providers = [{"name": name, "areas": [f"Area {name}"], "region": f"Region {name}"} for name in NAMES]
    # YAML takes JSON as it is.
    return write(
        json.dumps({"title": NAMES[0], "providers": providers, "inspections": inspections}, ensure_ascii=False)
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _said(name: str, text: str) -> str:
    """What a reader sees: of Markdown, HTML and SVG what is left when the markup is taken away."""
    if name == "markdown":
        html = mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "url"])(text)
        assert isinstance(html, str)
        return "".join(html5lib.parse(html, namespaceHTMLElements=False).itertext())
    if name == "html":
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        return "".join(parser.parseFragment(text, container="div").itertext())
    if name == "svg":
        return "".join(ET.fromstring(text).itertext())  # noqa: S314 - our own
    return text


@pytest.mark.parametrize(
    ("view", "format_name"),
    [(view, name) for view in VIEWS for name in FOR_READERS if name != "svg" or view not in NAMELESS_PICTURES],
)
def test_every_name_is_shown_whole_to_a_reader(ratings: Run, hostile: Path, view: list[str], format_name: str) -> None:
    result = ratings(*view, "--data", hostile, "--format", format_name)
    assert (result.status, result.err) == (0, "")
    said = _squeezed(_said(format_name, result.out))
    for name in NAMES:
        assert _squeezed(escape_control(name)) in said


@pytest.mark.parametrize("format_name", FOR_READERS)
@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_no_control_character_or_direction_mark_is_left(
    ratings: Run, hostile: Path, view: list[str], format_name: str
) -> None:
    out = ratings(*view, "--data", hostile, "--format", format_name).out
    assert not set(out) & set("\u202e\u2066\u200f\t\r\x1b")


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_no_name_becomes_an_element_or_a_link(ratings: Run, hostile: Path, view: list[str]) -> None:
    def render(text: str) -> str:
        html = mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "url"])(text)
        assert isinstance(html, str)
        return html

    markdown = render(ratings(*view, "--data", hostile, "--format", "markdown").out)
    fragment = ratings(*view, "--data", hostile, "--format", "html").out
    page = ratings(*view, "--data", hostile, "--format", "html", "--page").out
    svg = ratings(*view, "--data", hostile, "--format", "svg").out
    for text in (markdown, fragment, page, svg):
        for element in html5lib.parse(text, namespaceHTMLElements=False).iter():
            assert element.tag not in {"script", "img", "a", "code"}
            assert element.tag != "em" or (element.text or "").startswith("Unofficial")
            assert element.tag != "h1" or text is page
            assert not any(name.startswith("on") for name in element.keys())  # noqa: SIM118 - an Element is no dict


@pytest.mark.parametrize(
    "view",
    [
        *(["list", kind] for kind in ("owners", "areas", "providers")),
        ["by", "league", "--wide"],
        ["by", "year", "--wide"],
    ],
    ids=" ".join,
)
def test_no_name_in_a_list_becomes_an_element(ratings: Run, hostile: Path, view: list[str]) -> None:
    markdown = ratings(*view, "--data", hostile, "--format", "markdown").out
    rendered = mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "url"])(markdown)
    assert isinstance(rendered, str)
    for text in (rendered, ratings(*view, "--data", hostile, "--format", "html").out):
        found = {element.tag for element in html5lib.parse(text, namespaceHTMLElements=False).iter()}
        assert not found & {"script", "img", "a", "code", "h1"}
    assert "\x1b" not in ratings(*view, "--data", hostile).out


@pytest.mark.parametrize("format_name", ["markdown", "html", "svg"])
@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_no_name_is_a_shortcode_or_a_tag_of_a_template(
    ratings: Run, hostile: Path, view: list[str], format_name: str
) -> None:
    out = ratings(*view, "--data", hostile, "--format", format_name).out
    assert "{" not in out
    assert re.findall(r"\[(?:\[|gallery|3d)", out) == []


@pytest.mark.parametrize("view", [*VIEWS, ["post"], ["show", NAMES[3]]], ids=" ".join)
def test_wordpress_takes_no_part_of_a_name_out(ratings: Run, hostile: Path, view: list[str]) -> None:
    result = ratings(*view, "--data", hostile, "--format", "html")
    assert result.status == 0
    assert set(lost(result.out)) <= {"<div tabindex>"}


@pytest.mark.parametrize(("format_name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_program_gets_every_name_exactly(ratings: Run, hostile: Path, format_name: str, delimiter: str) -> None:
    out = ratings("table", "--data", hostile, "--format", format_name).out
    rows = csv.DictReader(io.StringIO(out, newline=""), delimiter=delimiter)
    assert {row["provider"] for row in rows} == set(NAMES)
    rows_of_json = ratings("table", "--data", hostile, "--format", "json").json["rows"]
    assert {row["provider"] for row in rows_of_json} == set(NAMES)


def test_no_cell_for_excel_is_a_formula(ratings: Run, hostile: Path) -> None:
    out = ratings("table", "--data", hostile, "--format", "csv", "--excel").out
    cells = [cell for row in csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert '\'=HYPERLINK("http://evil.example","click")' in cells


@pytest.mark.parametrize("format_name", [name for name, form in FORMATS.items() if not form.binary])
@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_the_same_input_gives_the_same_bytes(ratings: Run, hostile: Path, view: list[str], format_name: str) -> None:
    first, second = (ratings(*view, "--data", hostile, "--format", format_name).out for _ in range(2))
    assert first == second
    assert first.endswith("\n")


def test_two_processes_give_the_same_bytes(process: Run, hostile: Path) -> None:
    for format_name in ("markdown", "html", "svg"):
        outs = {
            process("by", "owner", "--data", hostile, "--format", format_name, env={"PYTHONHASHSEED": seed}).out
            for seed in ("1", "2")
        }
        assert len(outs) == 1


JOINED = ("\u0dc1\u0dca\u200d\u0dbb\u0dd3 \u0dbd\u0d82\u0d9a\u0dcf", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")
"""Names in Sinhala and Persian, in which a zero-width joiner and non-joiner change how letters join."""


@pytest.mark.parametrize("format_name", [name for name, form in FORMATS.items() if name != "svg" and not form.binary])
@pytest.mark.parametrize("ending", ["csv", "yaml"])
def test_joiners_within_a_name_stay_as_written(ratings: Run, write: Write, format_name: str, ending: str) -> None:
    entries = "".join(f"- {{provider: {name}, overall: good}}\n" for name in JOINED)
    texts = {"yaml": f"inspections:\n{entries}", "csv": "Name,Rating\n" + "".join(f"{name},Good\n" for name in JOINED)}
    out = ratings("table", "--data", write(texts[ending], f"data.{ending}"), "--format", format_name).out
    assert [name for name in JOINED if name not in out] == []


TRICKS = "a\x1b]52;c;ZXZpbA==\x07\x1b[2J\x9b31m\u202e\u2028b\nc"


def _tricky(value: Any) -> Any:  # noqa: ANN401
    """The same sheet, or part of one, with tricks in every text that it has."""
    if isinstance(value, str):
        return TRICKS
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*map(_tricky, value))
    if isinstance(value, Sequence):
        return tuple(map(_tricky, value))
    return value


@pytest.mark.parametrize(
    "surface", [RenderOptions(), RenderOptions(width=200, unicode=False), RenderOptions(width=40, colours=256)]
)
def test_no_text_of_a_sheet_reaches_a_terminal_raw_wherever_it_stands(surface: RenderOptions) -> None:
    cell = Cell("a", sources=(1,), url="https://example.org", short="b", parts=(Cell("c", short="d"), Cell("e")))
    column = Column("key", "heading", group="group")
    sheet = Sheet(
        title="title",
        own_tables=(Table((column, column), [(cell, Cell("f"))], "caption"),),
        notes=("note",),
        sources=(SourceNote(1, "source", "https://example.org"),),
    )
    fields = {field.name: _tricky(getattr(sheet, field.name)) for field in dataclasses.fields(sheet)}
    fields |= {"view": sheet.view, "head": {}, "chart": None}
    # Rows whose columns have an alignment that there is.
    tables = tuple(
        table._replace(columns=tuple(item._replace(align="left") for item in table.columns))
        for table in fields["own_tables"]
    )
    out = FORMATS["table"].render(Sheet(**{**fields, "own_tables": tables}), surface)
    assert isinstance(out, str)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert [char for char in bare if not char.isprintable() and char != "\n"] == []
    assert {r"\x1b]52;c;ZXZpbA==\x07"} <= set(re.findall(r"\\x1b\]52;c;ZXZpbA==\\x07", bare))
