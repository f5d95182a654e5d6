"""The documentation leads to what is there, and shows what the program says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

PAGES = sorted(
    path
    for folder in (".", "docs", "docs/commands", "seeds", "tests/cases/golden", "tests/cases/post")
    for path in ROOT.glob(f"{folder}/*.md")
)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"""(?:\]\(|(?:href|src)=")(?P<to>[^)"\s]+)""")
COG = re.compile(r"\[\[\[cog\s+(?P<code>.*?)\]\]\] -->\n(?P<output>.*?)<!-- \[\[\[end\]\]\]", re.DOTALL)
PREPARES = (ast.FunctionDef, ast.Import, ast.ImportFrom, ast.Assign)


def ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ +(.+)$", FENCE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=ids(PAGES))
def test_every_link_within_the_project_leads_to_what_is_there(path: Path) -> None:
    for match in LINK.finditer(FENCE.sub("", path.read_text(encoding="utf-8"))):
        to = match["to"]
        if re.match(r"[a-z]+:", to):
            continue  # on the web, where no test goes
        file, _, anchor = to.partition("#")
        target = path.parent / file if file else path
        assert target.exists(), f"{to}: there is no such file"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{to}: there is no such heading"


def test_every_picture_stands_in_a_page_and_is_small() -> None:
    pictures = {path.name: path.stat().st_size for path in (ROOT / "docs" / "screenshots").glob("*.[ps][nv]g")}
    shown = {
        match["to"].rpartition("/")[2] for path in PAGES for match in LINK.finditer(path.read_text(encoding="utf-8"))
    }
    assert sorted(pictures.keys() - shown) == []
    assert {name: size for name, size in pictures.items() if size > 180_000} == {}


SHOWN = [path for path in PAGES if "[[[cog" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", SHOWN, ids=ids(SHOWN))
def test_every_block_that_shows_the_program_shows_something(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = list(COG.finditer(text))
    assert len(blocks) == text.count("[[[cog")
    for block in blocks:
        if not all(isinstance(statement, PREPARES) for statement in ast.parse(block["code"].strip()).body):
            assert re.sub(r"```\w*", "", block["output"]).strip(), block["code"]


def test_the_readme_and_each_command_have_a_page_that_shows_the_program() -> None:
    shown = {path.stem for path in SHOWN}
    assert "README" in shown
    assert {path.stem for path in (ROOT / "docs/commands").glob("*.md")} <= shown
