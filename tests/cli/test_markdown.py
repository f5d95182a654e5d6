"""Markdown: every reader of it makes the same table, and every cell says what the sheet says."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable

import cmarkgfm
import html5lib
import markdown
import mistune
import pytest
from cmarkgfm.cmark import Options
from conftest import Run
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_hostile import NAMES

from ratings_cli.formats import RenderOptions
from ratings_cli.formats.sheets.markdown import escape, escape_line, render, table_markdown
from ratings_cli.model.escape import escape_control
from ratings_cli.model.scale import Band
from ratings_cli.views.cells import Cell, Column, SourceNote, Table
from ratings_cli.views.sheet import Sheet

KRAMDOWN = shutil.which("kramdown")  # of Ruby; where it is not installed, its rules are tested as data
_MISTUNE = mistune.create_markdown(
    escape=False,  # HTML is HTML, as the specification says
    plugins=["table", "strikethrough", "url", "math", "footnotes", "task_lists"],
)


def _with_markdown_it(text: str) -> str:
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def _with_mistune(text: str) -> str:
    html = _MISTUNE(text)
    assert isinstance(html, str)
    return html


def _with_python_markdown(text: str) -> str:
    """As MkDocs and Pelican do, which take a backslash before few signs."""
    return markdown.markdown(text, extensions=["tables", "sane_lists"])


def _with_cmark(text: str) -> str:
    """As GitHub does; it shows HTML as HTML, so that none can hide."""
    return str(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


RENDERERS = [
    pytest.param(_with_cmark, id="cmark"),
    pytest.param(_with_markdown_it, id="markdown-it"),
    pytest.param(_with_mistune, id="mistune"),
    pytest.param(_with_python_markdown, id="python-markdown"),
]
Render = Callable[[str], str]


def _texts(html: str, tag: str) -> list[str]:
    """What the elements of one kind say."""
    document = html5lib.parse(html, namespaceHTMLElements=False)
    return ["".join(element.itertext()).strip() for element in document.iter(tag)]


def _rows(html: str) -> list[list[str]]:
    document = html5lib.parse(html, namespaceHTMLElements=False)
    return [["".join(cell.itertext()).strip() for cell in row] for row in document.iter("tr")]


def _sheet(text: str) -> Sheet:
    """A sheet that says one text in every place where a sheet has one."""
    table = Table((Column("a", text), Column("b", "B", "right")), ((Cell(text), Cell("1")),), caption=text)
    return Sheet(text, (table,), (text,), sources=(SourceNote(1, text),))


@pytest.mark.parametrize("rendered", RENDERERS)
@pytest.mark.parametrize("arguments", [[], ["--league", "all"], ["--by", "points"], ["--as-of", "2019-05-03"]])
def test_a_rendered_table_says_cell_by_cell_what_json_says(
    ratings: Run, rendered: Render, arguments: list[str]
) -> None:
    head, *body = _rows(rendered(ratings("table", *arguments, "--format", "markdown").out))
    rows = ratings("table", *arguments, "--format", "json").json["rows"]
    assert len(body) == len(rows)
    for cells, row in zip(body, rows, strict=True):
        shown = dict(zip(head, cells, strict=True))
        position = row["position"]
        assert shown.get("#", "") == ("" if position is None else f"{position}{'=' if row['tied'] else ''}")
        assert shown["Provider"] == row["provider"]
        assert shown["Overall"].rstrip("*") == (row["overall"] or "not rated")
        points = "not known" if row["points"] is None else f"{row['points']}/{row['points_max']}"
        assert "Points" not in shown or shown["Points"].rstrip("*") == points
        if row["owner"]:
            assert shown["Owner"].startswith(row["owner"])


@pytest.mark.parametrize("rendered", RENDERERS)
def test_a_title_and_notes_come_through_as_they_are(ratings: Run, rendered: Render) -> None:
    html = rendered(ratings("table", "--format", "markdown").out)
    seen = ratings("table", "--format", "json").json
    assert _texts(html, "strong")[0] == seen["title"]
    # JSON has the notes on every column, whether or not a reader is shown it.
    assert _texts(html, "li") == [note for note in seen["notes"] if not note.startswith("* Points")]


NASTY = [
    "<script>alert(1)</script>",
    "a|b",
    r"a\|b",
    "a\\\\|b\\",
    "`code` *bold* _it_ **x** ~~gone~~ $x$ [link](https://example.org) ![i](x)",
    "&lt;b&gt; &amp; &copy;",
    "# heading",
    "- list",
    "+ list",
    "1. one",
    "2) two",
    "> quoted",
    "=====",
    "---",
    "    four spaces",
    "[^1]: note",
    "[a]: https://example.org",
    "https://example.org www.example.org",
    "- [ ] task",
    "a\nb\r\nc",
    "\u202egnirts",
    "<!-- remark -->",
    "**",
    "*[HTML]: an abbreviation",
    "{:.red} {::comment} {:/} {{ site.title }} {% include x.html %}",
    "O'Hara \"and\" the '80s -- or --- so...",
    "<< quoted >>",
    ": a definition",
    "^ $$x$$",
]


@pytest.mark.parametrize("rendered", RENDERERS)
@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_markup_anywhere_in_a_sheet(rendered: Render, text: str) -> None:
    html = rendered(render(_sheet(text), RenderOptions()))
    said = " ".join(escape_control(text).split())
    squeezed = [[" ".join(cell.split()) for cell in row] for row in _rows(html)]
    assert squeezed == [[said, "B"], [said, "1"]]
    assert [" ".join(name.split()) for name in _texts(html, "strong")] == [said, said, "Sources"]
    assert [" ".join(name.split()) for name in _texts(html, "li")] == [said, f"[1] {said}"]
    document = html5lib.parse(html, namespaceHTMLElements=False)
    used = {element.tag for element in document.iter()}
    assert used <= {"html", "head", "body", "p", "strong", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("rendered", RENDERERS)
def test_any_text_comes_through_a_cell_and_a_line_whole(rendered: Render) -> None:
    @given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
    @example("\\|")
    @example("a`|`b")
    def holds(text: str) -> None:
        said = " ".join(escape_control(text).split())
        table = Table((Column("a", "A"),), ((Cell(text),),))
        assert [" ".join(cell.split()) for cell in _rows(rendered(table_markdown(table)))[-1]] == [said]
        if said:
            html = rendered(f"before\n\n- {escape_line(text)}\n")
            assert [" ".join(item.split()) for item in _texts(html, "li")] == [said]

    holds()


# What kramdown, which Jekyll uses, takes for a sign: its own documentation ("Escaping Characters", and the sections on
# tables, attribute lists, extensions, abbreviations, math, smart quotes and typographic symbols), and Liquid's tags.
KRAMDOWN_ESCAPED = re.compile(r"\\[\\.*_+`<>()\[\]{}#!:|\"'$=-]")
"""A backslash and what kramdown takes one before; before anything else it prints the backslash."""
REFERENCE = re.compile(r"&(?:#\d+|[a-z]+);")
KRAMDOWN_SIGNS = {
    "a backslash that it prints": r"\\",
    "code": "`",
    "emphasis": r"[*_]",
    "a link, a footnote or an abbreviation": r"[\[\]]",
    "HTML or a quotation in guillemets": r"[<>]",
    "an entity": r"&(?:#\w+|\w+);",
    "the next cell": r"\|",
    "math": r"\$\$",
    "an attribute list, an extension or a tag of Liquid": r"\{[:{%]",
    "a curly quote, but for an apostrophe inside a word": r"""\"|(?<!\w)'|'(?!\w)""",
    "a dash": "--",
    "an ellipsis": r"\.\.\.",
}


def test_an_apostrophe_inside_a_word_stays_readable() -> None:
    assert "| St John's |" in table_markdown(Table((Column("a", "A"),), ((Cell("St John's"),),)))


@pytest.mark.parametrize("text", [*NASTY, *NAMES])
def test_every_sign_of_kramdown_in_a_cell_is_written_as_it_wants_it(text: str) -> None:
    _, _, row = table_markdown(Table((Column("a", "A"),), ((Cell(text),),))).split("\n")
    cell = row.removeprefix("| ").removesuffix(" |")
    left = REFERENCE.sub("", KRAMDOWN_ESCAPED.sub("", cell))
    assert [sign for sign, pattern in KRAMDOWN_SIGNS.items() if re.search(pattern, left)] == []


@pytest.mark.skipif(KRAMDOWN is None, reason="kramdown is not installed")
def test_kramdown_itself_shows_every_text_as_it_is() -> None:
    texts = [*NASTY, *NAMES]
    table = Table((Column("a", "A"), Column("b", "B")), tuple((Cell(text), Cell("1")) for text in texts))
    done = subprocess.run([str(KRAMDOWN)], input=table_markdown(table), capture_output=True, text=True, check=True)
    shown = [[" ".join(cell.split()) for cell in row] for row in _rows(done.stdout)[1:]]
    curved = [re.sub(r"(?<=\w)'(?=\w)", "\u2019", escape_control(text)) for text in texts]
    assert shown == [[" ".join(text.split()), "1"] for text in curved]


@pytest.mark.parametrize("rendered", RENDERERS)
def test_only_web_addresses_become_links_and_the_others_stay_readable(rendered: Render) -> None:
    sources = (
        SourceNote(1, "Inspectorate", "https://example.org/a_(b)|c d?x=1&y=2"),
        SourceNote(2, "Trap", "javascript:alert(1)"),
        SourceNote(3, "Paper"),
    )
    table = Table((Column("a", "A"),), ((Cell("good", Band.GOOD, derived=True, sources=(1, 2)),),))
    html = rendered(render(Sheet("T", (table,), sources=sources), RenderOptions()))
    document = html5lib.parse(html, namespaceHTMLElements=False)
    address = "https://example.org/a_%28b%29%7Cc%20d?x=1&y=2"
    assert [link.get("href") for link in document.iter("a")] == [address, address]
    assert _rows(html)[1] == ["good* [1, 2]"]
    assert _texts(html, "li") == ["[1] Inspectorate", "[2] Trap, javascript:alert(1)", "[3] Paper"]


def test_columns_keep_their_alignment_and_the_source_is_lined_up() -> None:
    table = Table((Column("a", "#", "right"), Column("b", "Name")), ((Cell("1="), Cell("Ab")), (Cell("10"), Cell("C"))))
    assert table_markdown(table).split("\n") == [
        "|   # | Name |",
        "| --: | ---- |",
        "|  1= | Ab   |",
        "|  10 | C    |",
    ]


def test_an_address_in_a_text_is_kept_from_becoming_a_link_by_itself() -> None:
    assert escape("see https://a.org and www.b.org") == "see https&#58;//a.org and www&#46;b.org"
