"""A CSV as it comes: what is found out by itself, what is asked, and what is never guessed."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from conftest import Run

CASES = sorted((Path(__file__).parent / "csv").glob("*.csv"))


def shown(ratings: Run, path: Path, *options: str) -> str:
    """What a reader is told of a file, and what the table then is: the parts of it that come from the file."""
    result = ratings("table", "--data", path.name, "--format", "json", *options)
    if result.status:
        return f"status {result.status}\n{result.err}"
    lines = [
        " | ".join(
            [
                f"{row['position'] or '-'}{'=' if row['tied'] else ''}",
                row["provider"],
                row["overall"] or "not rated",
                f"before: {row['previous']}" if row["previous"] else "",
                row["published"] or "not known",
                row["owner"] or "",
                "; ".join(row["areas"]),
                row["region"] or "",
                row["league"] or "",
            ]
        ).replace(" |  |", " | |")
        for row in result.json["rows"]
    ]
    return "\n".join([result.err, *lines, ""])


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_each_table_is_read_or_refused_as_the_file_beside_it_says(
    path: Path, ratings: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    options = path.with_suffix(".options")
    words = shlex.split(options.read_text(encoding="utf-8")) if options.exists() else []
    assert shown(ratings, path, *words) == path.with_suffix(".expected").read_text(encoding="utf-8")
