"""Addresses in the list of sources: links where a terminal has them, readable everywhere."""

from __future__ import annotations

import pytest

from ratings_cli.formats import RenderOptions
from ratings_cli.formats.sheets.table import render
from ratings_cli.views.cells import Cell, Column, SourceNote, Table
from ratings_cli.views.sheet import Sheet


def _one_source(url: str) -> Sheet:
    table = Table((Column("a", "A"),), ((Cell("x", sources=(1,)),),))
    return Sheet("T", (table,), sources=(SourceNote(1, "The Echo", url),))


def test_an_address_is_a_link_in_a_terminal_that_has_links_and_always_readable() -> None:
    terminal = RenderOptions(width=80, colours=256, links=True)
    text = render(_one_source("https://example.org/1"), terminal)
    assert "\x1b]8;;https://example.org/1\x1b\\https://example.org/1\x1b]8;;\x1b\\" in text
    assert render(_one_source("https://example.org/1"), terminal) == text
    assert "[1] The Echo, https://example.org/1" in render(_one_source("https://example.org/1"), RenderOptions())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "not an address"])
def test_only_an_address_on_the_web_is_a_link(url: str) -> None:
    text = render(_one_source(url), RenderOptions(width=80, colours=256, links=True))
    assert "\x1b]8" not in text
    assert url in text
