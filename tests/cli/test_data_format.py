"""The page on the data file: its examples load, say what they are shown for, and leave no field out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, Run

from ratings_cli.checks import check_file
from ratings_cli.model import records
from ratings_cli.model.scale import Band, Points
from ratings_cli.reading import read

EXAMPLES = ROOT / "docs" / "examples"
PAGE = ROOT / "docs" / "data-format.md"
BEGINNER = EXAMPLES / "beginner.yaml"
FULL = EXAMPLES / "full.yaml"


def test_the_beginners_file_has_ten_lines_and_no_errors() -> None:
    assert len(BEGINNER.read_text(encoding="utf-8").splitlines()) == 10
    assert check_file(BEGINNER).errors == 0


def test_the_beginners_file_gives_a_table(ratings: Run) -> None:
    rows = ratings("table", "--data", BEGINNER, "--format", "json").json["rows"]
    assert [(row["position"], row["provider"], row["overall"]) for row in rows] == [
        (1, "Dogwood Grange", "outstanding"),
        (2, "Ash House", "good"),
        (2, "Cedar Court", "good"),
        (4, "Beech Lodge", "requires improvement"),
    ]


def test_the_full_file_has_nothing_to_look_at_twice() -> None:
    assert check_file(FULL).problems == ()


def test_the_full_file_means_what_the_page_says() -> None:
    data = read(FULL)
    (provider, _) = data.providers
    (pilot, inspection) = data.inspections
    assert (pilot.overall, inspection.overall) == (None, Band.REQUIRES_IMPROVEMENT)
    assert inspection.publication.latest == dt.date(2019, 5, 9)
    assert inspection.ground_of("published_by") == "a newspaper of that day reports it"
    assert data.points_of(inspection) == Points(5, 12)
    assert provider.key == ("CRC", "CRC-7")


def keys_in(value: Any) -> set[str]:  # noqa: ANN401 - whatever YAML gives
    """Every key at any depth."""
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in keys_in(item)}
    if isinstance(value, list):
        return {key for item in value for key in keys_in(item)}
    return set()


KINDS = [
    kind
    for kind in vars(records).values()
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and hasattr(kind, "__pydantic_config__")
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_full_file_has_every_field(kind: type[Any]) -> None:
    # All but `seed`, which numbers the founding documents of this project alone.
    written = keys_in(yaml.load(FULL.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506 - texts alone
    assert set(records.field_names(kind)) - {"seed"} <= written


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_page_has_every_field(kind: type[Any]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in records.field_names(kind):
        assert f"| `{name}` |" in page


@pytest.mark.parametrize("path", [BEGINNER, FULL], ids=lambda path: path.stem)
def test_the_page_shows_the_file_as_it_is(path: Path) -> None:
    assert f"```yaml\n{path.read_text(encoding='utf-8')}```" in PAGE.read_text(encoding="utf-8")
