"""Draw what the program makes, as pictures for the docs: python tools/screenshots.py [--check].

Each command runs in a terminal of its own, 110 characters wide, and what it prints, colours and all, is drawn by
Rich. The pictures that it draws itself stand on contact sheets. Chromium, where it is installed, takes the pictures of
the page. With --check nothing is written; the exit status says whether the pictures in docs/screenshots/ are in step.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
# Another browser, or another record, draws other dots: what is checked is that the page itself has not changed since.
LOOKS = FOLDER / "page.sha256"
WIDTH = 110
COMMANDS = {"by-owner": "ratings by owner --as-of 2019-09-26", "show": "ratings show dorset devon"}
# The kinds of pictures that formats svg and png draw, on one sheet.
CHARTS = (
    "table --since 2019-09-26",
    "table --league pdu --region wales",
    "by owner",
    "by region --league crc --league nps",
    "by league",
    "by year",
    "standards",
    "show durham tees valley crc",
    "compare hampshire bench",
)
# The same in the sizes for a post and for social media.
SIZES = tuple(
    f"{command} --size {size}"
    for command in ("table --since 2019-09-26", "by owner", "standards", "by year")
    for size in ("post", "card")
)
COLUMNS, GAP, PHONE = 3, 24, 360
# The page: what is open in it, in which colour scheme, and how large the screen is.
PAGES: dict[str, list[tuple[str, Literal["light", "dark"], int, int]]] = {
    "page": [("#league=CRC&as-of=2019-05-08", "light", 1280, 900)],
    "page-phone": [
        ("", "light", 360, 720),
        ("#open=bench", "light", 360, 720),
        ("#league=CRC&owner=Sodexo", "dark", 360, 720),
    ],
}
SCREENS = "<style>body { margin: 0; display: inline-flex; gap: 24px; background: #d9d9d9 }</style>"
# Rich's own frame, without the fonts that it would fetch from the web.
FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
<rect fill="#ffffff" width="100%" height="100%" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def printed(command: str) -> str:
    """Return what a command prints on a terminal, with its colours."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(WIDTH), "LINES": "60", "TERM": "xterm-256color"}
    for name in ("NO_COLOR", "RATINGS_DATA"):
        environment.pop(name, None)
    with subprocess.Popen(shlex.split(command), stdout=theirs, env=environment) as process:
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side is closed
                break
            if not part:
                break
            parts.append(part)
    os.close(ours)
    if process.returncode:
        raise SystemExit(f"{command}: exit status {process.returncode}")
    return b"".join(parts).decode().replace("\r\n", "\n")


def picture(name: str, command: str) -> str:
    """Return the picture of a command and what it prints, as SVG."""
    console = Console(width=WIDTH, file=io.StringIO(), record=True, force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bold"), (command, "bold")), soft_wrap=True)
    console.print(Text.from_ansi(printed(command)), soft_wrap=True, end="")
    drawn = console.export_svg(theme=DEFAULT_TERMINAL_THEME, code_format=_frame(command), unique_id=f"ratings-{name}")
    return "\n".join(line.rstrip() for line in drawn.split("\n"))


def chart(command: str) -> str:
    """Return the picture that a command draws."""
    typed = [sys.executable, "-m", "ratings_cli", *shlex.split(command), "--format", "svg"]
    return subprocess.run(typed, check=True, capture_output=True, text=True).stdout


def contact_sheet(commands: Sequence[str], columns: int, breadth: int) -> str:
    """Return the pictures of commands on one sheet, each in the column that is the shortest so far."""
    heights = [GAP] * columns
    parts = []
    for command in commands:
        drawn = chart(command)
        found = re.match(r'<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn)
        if found is None:
            raise SystemExit(f"{command}: no picture")
        height = float(found[2]) * breadth / float(found[1])
        column = heights.index(min(heights))
        place = f'x="{GAP + column * (breadth + GAP)}" y="{heights[column]}"'
        own = re.sub(r' width="[\d.]+" height="[\d.]+"', f' width="{breadth}" height="{height:.0f}"', drawn, count=1)
        parts.append(own.replace("<svg ", f"<svg {place} ", 1))
        heights[column] += round(height) + GAP
    width = GAP + columns * (breadth + GAP)
    top = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {max(heights)}" role="img">'
    return f'{top}\n<rect width="100%" height="100%" fill="#d9d9d9"/>\n{"".join(parts)}</svg>\n'


def _frame(command: str) -> str:
    """The frame with its label filled in, and the sizes left for Rich to fill in."""
    return FRAME.replace("{label}", escape(command))


def page_pictures() -> None:
    """Take pictures of the page in Chromium, on a desk and on a telephone, in both colour schemes."""
    import oxipng
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        print("Chromium is not installed: the pictures of the page are as they were")
        return
    page_file = ROOT / "build" / "page.html"
    page_file.parent.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-m", "ratings_cli", "page", "-o", str(page_file)], check=True, capture_output=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--hide-scrollbars"])
        for name, screens in PAGES.items():
            taken = []
            for fragment, scheme, width, height in screens:
                page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": height})
                page.goto(page_file.as_uri() + fragment)
                taken.append(base64.b64encode(page.screenshot()).decode())
                page.close()
            page = browser.new_page(viewport={"width": 100, "height": 100})
            page.set_content(SCREENS + "".join(f'<img src="data:image/png;base64,{image}">' for image in taken))
            picture = oxipng.optimize_from_memory(page.locator("body").screenshot(), level=4)
            (FOLDER / f"{name}.png").write_bytes(picture)
            print(f"Wrote {FOLDER / name}.png")
        browser.close()
    LOOKS.write_text(looks(), encoding="utf-8")


def looks() -> str:
    """Return what the pictures of the page depend on but for the record: a digest of its looks and its script."""
    files = sorted((ROOT / "src" / "ratings_cli" / "webpage").glob("page.*"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest() + "\n"


def main() -> None:
    """Write the pictures, or check them."""
    check = "--check" in sys.argv[1:]
    stale = []
    pictures = {name: picture(name, command) for name, command in COMMANDS.items()}
    pictures["charts"] = contact_sheet(CHARTS, COLUMNS, PHONE)
    pictures["sizes"] = contact_sheet(SIZES, 2, 600)
    pictures["league"] = chart(CHARTS[0])
    for name, drawn in pictures.items():
        path = FOLDER / f"{name}.svg"
        if path.exists() and path.read_text(encoding="utf-8") == drawn:
            continue
        if check:
            stale.append(path.name)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(drawn, encoding="utf-8")
            print(f"Wrote {path}")
    if not LOOKS.exists() or LOOKS.read_text(encoding="utf-8") != looks():
        if check:
            stale += [f"{name}.png" for name in PAGES]
        else:
            page_pictures()
    if stale:
        raise SystemExit(f"Out of step with the program: {', '.join(stale)} (run make docs)")


if __name__ == "__main__":
    main()
