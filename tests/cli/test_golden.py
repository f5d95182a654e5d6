"""Whole outputs, byte for byte. When one has changed on purpose: pytest --rewrite-goldens, then read the difference."""

from __future__ import annotations

import pytest
from conftest import CASES_FOLDER, Run

GOLDEN = CASES_FOLDER / "golden"
ENDINGS = {
    "table": "txt",
    "csv": "csv",
    "tsv": "tsv",
    "json": "json",
    "markdown": "md",
    "html": "html",
    "svg": "svg",
}
CASES = {
    "small": ("table", "--data", "small.yaml", "--wide"),
    "small-2020": ("table", "--data", "small.yaml", "--as-of", "2020-06-30", "--by", "points"),
    "record-2019-05-03": ("table", "--as-of", "2019-05-03"),
}


@pytest.mark.parametrize("format_name", ENDINGS)
@pytest.mark.parametrize("case", CASES)
def test_the_output_is_the_one_that_was_read_and_kept(
    case: str, format_name: str, ratings: Run, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.chdir(GOLDEN)
    result = ratings(*CASES[case], "--format", format_name)
    assert (result.status, result.err) == (0, "")
    kept = GOLDEN / f"{case}.{ENDINGS[format_name]}"
    if pytestconfig.getoption("--rewrite-goldens"):
        kept.write_bytes(result.out.encode())
    assert result.out.encode() == kept.read_bytes()


def test_every_kept_output_is_compared() -> None:
    compared = {f"{case}.{ending}" for case in CASES for ending in ENDINGS.values()}
    assert {path.name for path in GOLDEN.iterdir()} == compared | {"small.yaml"}
