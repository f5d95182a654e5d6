"""The whole HTML page in a real Chromium: nothing that axe finds fault with, in light and dark, on phone and desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="the browser tests did not run: Chromium is not installed"),
]
VIEWS = [["table", "--sources"], ["by", "region"], ["standards"], ["show", "bench"], ["post", "bench"]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.parametrize("setting", [("light", 1280), ("dark", 360)], ids=["light desk", "dark phone"])
@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
@pytest.mark.slow
def test_axe_finds_nothing_and_no_request_leaves_the_page(
    ratings: Run,
    browser: Any,  # noqa: ANN401 - Playwright's, imported only where it is used
    tmp_path: Path,
    view: list[str],
    setting: tuple[str, int],
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    scheme, width = setting
    path = tmp_path / "view.html"
    assert ratings(*view, "--page", "-o", path).status == 0
    with browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        found = Axe().run(page).response["violations"]
        assert [(item["id"], item["nodes"][0]["html"]) for item in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert asked == [path.as_uri()]


@pytest.mark.parametrize(
    ("view", "heading", "seen"),
    [
        (["post", "bench"], "BeNCH CRC requires improvement; its Through the Gate work is inadequate", True),
        # The caption says it, so the heading is for those who listen.
        (
            ["table", "--as-of", "2019-05-03"],
            "Community Rehabilitation Companies by overall rating, as at 3 May 2019",
            False,
        ),
    ],
    ids=["post", "table"],
)
def test_a_page_has_one_heading_and_it_is_seen_unless_a_caption_repeats_it(  # noqa: PLR0913, PLR0917 - fixtures
    ratings: Run,
    browser: Any,  # noqa: ANN401 - Playwright's
    tmp_path: Path,
    view: list[str],
    heading: str,
    seen: bool,  # noqa: FBT001 - of the cases
) -> None:
    path = tmp_path / "view.html"
    assert ratings(*view, "--page", "-o", path).status == 0
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        (only,) = page.locator("h1").all()
        assert only.text_content() == heading
        box = only.bounding_box()
        assert (box["width"] > len(heading) and box["height"] > 1) == seen
        assert page.get_by_text(heading, exact=True).last.bounding_box()["height"] > 1


def test_on_a_phone_the_caption_is_broken_and_the_band_is_in_sight(
    ratings: Run,
    browser: Any,  # noqa: ANN401 - Playwright's
    tmp_path: Path,
) -> None:
    path = tmp_path / "view.html"
    assert ratings("table", "--page", "-o", path).status == 0
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        for part in ("caption", "tbody tr:first-child td:nth-child(3)"):
            box = page.locator(part).first.bounding_box()
            assert box["x"] + box["width"] <= 360, part
        assert page.locator("thead th").nth(2).inner_text() == "Overall"
