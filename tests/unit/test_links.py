"""A published page leads to the web and to nothing else."""

from __future__ import annotations

import pytest

from ratings_cli.formats.markup import web_address


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:someone@example.org",
        "ftp://example.org/",
        "//example.org/",
        "example.org",
        "http:example",
        "http://[broken",
        "",
        None,
    ],
)
def test_what_is_no_address_on_the_web_is_no_link(url: str | None) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=1&c=%20d#e", "https://example.org/a?b=1&c=%20d#e"),
        ("HTTP://Example.org", "HTTP://Example.org"),
        (" https://example.org/ ", "https://example.org/"),
        ("https://example.org/a b(c)|d", "https://example.org/a%20b%28c%29%7Cd"),
        ("https://example.org/\"><script>'", "https://example.org/%22%3E%3Cscript%3E%27"),
        ("https://example.org/\u4e2d", "https://example.org/%E4%B8%AD"),
    ],
)
def test_an_address_keeps_its_meaning_and_cannot_end_the_link_early(url: str, address: str) -> None:
    assert web_address(url) == address
