"""The page of a large file in a real browser: what it weighs, and how soon it is there and sorted."""

from __future__ import annotations

import gzip
import shutil
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import table_files
from benchmarks.measure import BUILD, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROVIDERS, INSPECTIONS = 5_000, 3
_READY = """() => Math.max(
    performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
    performance.getEntriesByName("first-contentful-paint")[0].startTime)"""
_SORTED = """async () => {
    const begin = performance.now();
    document.querySelector("[data-sort=provider]").click();
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    return performance.now() - begin;
}"""


class PageTaken(NamedTuple):
    """The bytes of the page, as it is and packed by gzip, and the medians of several readings of it."""

    size: int
    packed: int
    ready: float
    sorted: float


def measure(rounds: int) -> PageTaken | None:
    """Open the page `rounds` times after once to warm up; None where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    from playwright.sync_api import sync_playwright

    BUILD.mkdir(parents=True, exist_ok=True)
    table, page = BUILD / "page.csv", BUILD / "page.html"
    table_files.make(table, PROVIDERS * INSPECTIONS, INSPECTIONS)
    made = run((str(Path(sys.executable).with_name("ratings")), "page", "--data", str(table), "--output", str(page)))
    if made.status:
        raise RuntimeError(made.err)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        times = [_read(browser, page) for _ in range(rounds + 1)][1:]
        browser.close()
    content = page.read_bytes()
    ready, sorting = (statistics.median(seconds) for seconds in zip(*times, strict=True))
    return PageTaken(len(content), len(gzip.compress(content, mtime=0)), ready, sorting)


def _read(browser: Browser, path: Path) -> tuple[float, float]:
    """How many seconds a new reader waits for the first rows, and then for the table sorted by name."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(path.resolve().as_uri())
        return page.evaluate(_READY) / 1000, page.evaluate(_SORTED) / 1000
