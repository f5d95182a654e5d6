"""The house has an order: no module imports one of a room that stands below its own in the map of CONTRIBUTING.md."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from conftest import ROOT

SOURCE = ROOT / "src" / "ratings_cli"


def rooms() -> dict[str, int]:
    """Each module and folder that the map names, with the line on which it does."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = re.findall(
        r"^\| (`[^|]+) \|", text.partition("## Where things live")[2].partition("\n### ")[0], re.MULTILINE
    )
    return {name: line for line, names in enumerate(table) for name in re.findall(r"`(\w+)(?:\.py|/)`", names)}


def imported(path: Path) -> set[str]:
    """The modules and folders of the program that one of its files imports, wherever in it and for whatever reason."""
    found = [one for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(one, ast.ImportFrom)]
    inside = [one for one in found if (one.module or "").partition(".")[0] == "ratings_cli"]
    whole = {name.name for one in inside if one.module == "ratings_cli" for name in one.names}
    return whole | {one.module.split(".")[1] for one in inside if one.module and "." in one.module}


def test_the_map_names_only_what_is_there_and_every_folder() -> None:
    there = {path.stem for path in SOURCE.iterdir()}
    assert rooms().keys() - there == set()
    assert {path.parent.name for path in SOURCE.glob("*/__init__.py")} - rooms().keys() == set()


def test_a_room_knows_none_below_it() -> None:
    line = rooms()
    wrong = [
        f"{path.relative_to(SOURCE)} imports {other}"
        for path in sorted(SOURCE.rglob("*.py"))
        if (own := path.relative_to(SOURCE).parts[0].removesuffix(".py")) in line
        for other in sorted(imported(path))
        if line.get(other, -1) > line[own]
    ]
    assert wrong == []
