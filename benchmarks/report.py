"""The figures as Markdown, and their place in a page."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import start_up, web_page, whole_table

if TYPE_CHECKING:
    from benchmarks.large_files import Outcome, Size
    from benchmarks.measure import Taken
    from benchmarks.web_page import PageTaken

BEGIN = "<!-- figures: written by make bench -->"
END = "<!-- end of figures -->"
TARGET_ROWS = 200_000
MOST_MEBIBYTES = 250.0
OF_PANDAS, OF_CSVKIT, OF_HELLO, OF_BARE = 1.9, 1.0, 1.15, 1.1
OF_CSV, WHOLE_OF_PANDAS = 1.6, 1.3
PAGE_READY, PAGE_SORTED, PAGE_MEGABYTES = 1.5, 0.3, 2.5


def figures(
    sizes: list[Size], whole: dict[str, Taken], starts: dict[str, Taken], page: PageTaken | None, load: float
) -> str:
    """Everything that was measured."""
    title = f"A whole table of {whole_table.ROWS:,} rows"
    parts = [_machine(load), *map(_size, sizes), _taken(title, whole), _taken("Start-up", starts), _page(page)]
    parts.append(_targets(sizes, whole, starts, page))
    return "\n\n".join(parts)


def _machine(load: float) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"Measured on {platform.system()} {platform.machine()}, {_processor()} with {os.cpu_count()} cores, "
        f"{memory:.0f} GiB of memory, Python {platform.python_version()}; the load of the machine was {load:.1f} "
        "before (a quiet one has next to none)."
    )


def _processor() -> str:
    try:
        found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.processor() or "a processor"


def _size(size: Size) -> str:
    ours = size.taken("ratings")
    lines = [
        f"### {size.rows:,} rows ({size.mebibytes:.1f} MiB)",
        f"{size.answers:,} providers are in the answer.",
        "| | time | beside `ratings` | peak memory | runs |\n| --- | ---: | ---: | ---: | ---: |",
    ]
    rows = sorted(size.outcomes, key=lambda outcome: outcome.taken.seconds if outcome.taken else float("inf"))
    return "\n\n".join(lines) + "\n" + "\n".join(_outcome(outcome, ours) for outcome in rows)


def _outcome(outcome: Outcome, ours: Taken | None) -> str:
    name = f"**{outcome.tool}**" if outcome.tool == "ratings" else outcome.tool
    if outcome.taken is None:
        return f"| {name} | {outcome.why_not} | | | |"
    beside = f"{outcome.taken.seconds / ours.seconds:.2f} ×" if ours else ""
    taken = outcome.taken
    return f"| {name} | {taken.seconds:.2f} s | {beside} | {taken.mebibytes:.0f} MiB | {taken.runs} |"


def _taken(title: str, measured: dict[str, Taken]) -> str:
    lines = [f"### {title}", "| | time | processor | peak memory |\n| --- | ---: | ---: | ---: |"]
    rows = (
        f"| {name} | {taken.seconds * 1000:.0f} ms | {taken.cpu * 1000:.0f} ms | {taken.mebibytes:.0f} MiB |"
        for name, taken in measured.items()
    )
    return "\n\n".join(lines) + "\n" + "\n".join(rows)


def _page(page: PageTaken | None) -> str:
    title = f"### The page of {web_page.PROVIDERS:,} providers, each inspected {web_page.INSPECTIONS} times"
    if page is None:
        return f"{title}\n\nNot measured: Chromium is not installed."
    weight = f"{page.size / 1e6:.2f} MB ({page.packed / 1e3:.0f} kB packed by gzip)"
    return (
        f"{title}\n\nIt weighs {weight}, has its rows after {page.ready:.2f} s, and is sorted in {page.sorted:.2f} s."
    )


def _targets(sizes: list[Size], whole: dict[str, Taken], starts: dict[str, Taken], page: PageTaken | None) -> str:
    lines = ["### Targets", "| target | measured | |\n| --- | ---: | --- |"]
    rows = []
    for size in sizes:
        ours = size.taken("ratings")
        if size.rows != TARGET_ROWS or ours is None:
            continue
        for other, most in (("pandas", OF_PANDAS), ("csvkit", OF_CSVKIT)):
            if theirs := size.taken(other):
                what = f"within {most:g} times" if most > 1 else "faster than"
                rows.append(_target(f"{size.rows:,} rows: {what} {other}", ours.seconds / theirs.seconds, most, " ×"))
        rows.append(_target(f"{size.rows:,} rows: below 250 MiB", ours.mebibytes, MOST_MEBIBYTES, " MiB"))
    for name, beside, most in (
        (whole_table.TERMINAL, whole_table.CSV, OF_CSV),
        (whole_table.CSV, whole_table.PANDAS, WHOLE_OF_PANDAS),
    ):
        if beside in whole:
            share = whole[name].seconds / whole[beside].seconds
            rows.append(
                _target(f"{name}, {whole_table.ROWS:,} rows: within {most:g} times {beside}", share, most, " ×")
            )
    for name, beside, most in (
        (start_up.TABLE, start_up.HELLO, OF_HELLO),
        (start_up.HELP, start_up.BARE, OF_BARE),
        (start_up.HELP, start_up.BARE_PLAIN, OF_BARE),
    ):
        share = starts[name].seconds / starts[beside].seconds
        rows.append(_target(f"`{name}`: within {most:g} times {beside}", share, most, " ×"))
    if page:
        rows += [
            _target("the page: ready within 1.5 s", page.ready, PAGE_READY, " s"),
            _target("the page: sorted within 0.3 s", page.sorted, PAGE_SORTED, " s"),
            _target("the page: at most 2.5 MB", page.size / 1e6, PAGE_MEGABYTES, " MB"),
        ]
    return "\n\n".join(lines) + "\n" + "\n".join(rows)


def _target(what: str, found: float, most: float, unit: str) -> str:
    shown = f"{found:.2f}" if found < 10 else f"{found:.0f}"  # noqa: PLR2004 - three figures are enough
    return f"| {what} | {shown}{unit} | {'met' if found <= most else '**missed**'} |"


def put_into(page: Path, text: str) -> None:
    """Put the figures between their marks in a page.

    Raises:
        ValueError: the page has no such marks.
    """
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no lines '{BEGIN}' and '{END}' to put the figures between")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
