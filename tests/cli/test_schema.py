"""The JSON Schema: it is that of the records, and an editor with it accepts what the program reads."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from jsonschema import Draft7Validator

from ratings_cli.model.scale import BANDS
from ratings_cli.reading import examine_yaml, shipped_path
from ratings_cli.reading.yaml.validate import validate

sys.path.insert(0, str(ROOT / "tools"))
from data_schema import file_schema

SCHEMA = ROOT / "docs" / "inspections.schema.json"
SOUND = [shipped_path(), *sorted((ROOT / "docs" / "examples").glob("*.yaml"))]


class AsEditorsSeeIt(yaml.SafeLoader):
    """YAML 1.2, as editors read it: whole numbers, true and false are typed; dates, yes and no are text."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - PyYAML's own name for it


AsEditorsSeeIt.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
AsEditorsSeeIt.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?[0-9]+$"), list("-+0123456789"))
AsEditorsSeeIt.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(null|~|)$"), ["n", "~", ""])
AsEditorsSeeIt.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(str(node.value)))


def problems(text: str, loader: type[Any] = AsEditorsSeeIt) -> list[str]:
    """What an editor marks: the path and the message of each violation."""
    found = Draft7Validator(file_schema()).iter_errors(yaml.load(text, Loader=loader))  # noqa: S506 - both are safe
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


def test_the_file_is_the_schema_of_the_records() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == file_schema()


def test_it_is_a_valid_schema() -> None:
    Draft7Validator.check_schema(file_schema())


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
@pytest.mark.parametrize("loader", [AsEditorsSeeIt, yaml.BaseLoader])
def test_what_is_sound_is_not_marked(path: Path, loader: type[Any]) -> None:
    assert problems(path.read_text(encoding="utf-8"), loader) == []


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_the_modeline_of_a_file_leads_to_the_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    if "yaml-language-server" in first:
        named = first.partition("$schema=")[2]
        assert (path.parent / named).resolve() == SCHEMA
    else:
        assert path.stem == "beginner"


INSPECTION = "inspections:\n  - {provider: Northshire, "


@pytest.mark.parametrize(
    "fields",
    [
        "published: 2019",
        "published: '2019'",
        "published: 2019-05",
        "published: 2019-05-03, published_by: 2019-05-04",
        "caseload: 7000",
        "caseload: '7000'",
        *(f"caseload: 7000, caseload_is: {word}" for word in ("more than", "nearly", "about", "up to")),
        "tally: {Good: 2, RI: 3}",
        "standards: {leadership: Requires  Improvement, 2: poor}",
        *(f"overall: {word}" for band in BANDS for word in (band.value, band.value.upper(), *band.spellings)),
        "overall: requires-improvement",
        "overall: requires_improvement",
        "note: 2019",
        "note: no",
    ],
)
def test_what_the_program_reads_an_editor_accepts(fields: str) -> None:
    text = f"{INSPECTION}{fields}}}\n"
    _, _, wrong = examine_yaml(text, "data.yaml")
    assert wrong == []
    assert problems(text) == []


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ("overal: good", "inspections/0"),
        ("overall: goood", "inspections/0/overall"),
        ("overall:", "inspections/0/overall"),
        ("published: 3 May 2019", "inspections/0/published"),
        ("published: 20190503", "inspections/0/published"),
        ("published_by: 2019-05", "inspections/0/published_by"),
        ("published_by: 2019", "inspections/0/published_by"),
        ("caseload: -1", "inspections/0/caseload"),
        ("caseload: about 7000", "inspections/0/caseload"),
        ("caseload: 7000, caseload_is: over", "inspections/0/caseload_is"),
        ("caseload: 7000, caseload_is: More than", "inspections/0/caseload_is"),
        ("tally: {great: 2}", "inspections/0/tally"),
        ("tally: {good: two}", "inspections/0/tally/good"),
        ("standards: [good]", "inspections/0/standards"),
        ("standards: {leadership: nice}", "inspections/0/standards/leadership"),
        ("sources: {publisher: A}", "inspections/0/sources"),
        ("sources: [{url: A}]", "inspections/0/sources/0"),
        ("derived: [{ground: A}]", "inspections/0/derived/0"),
    ],
)
def test_an_editor_marks_what_the_program_refuses(fields: str, where: str) -> None:
    text = f"{INSPECTION}{fields}}}\n"
    _, findings = validate(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - the base loader makes texts alone
    assert findings != []
    assert [problem.split(": ")[0] for problem in problems(text)] == [where]


def test_inspections_may_be_a_csv() -> None:
    settled = "columns: {overall: Overall grade}, labels: {Met: good}, not_ratings: [n/a], dates: day-first"
    assert problems(f"inspections: {{csv: homes.csv, {settled}}}") == []
    assert problems("inspections: {csv: homes.csv, colums: {overall: Overall grade}}") != []
    assert problems("inspections: {columns: {overall: Overall grade}}") != []


def test_every_field_is_explained() -> None:
    schema = file_schema()
    for part in (schema, *schema["definitions"].values()):
        for name, field in part["properties"].items():
            assert field["description"], name


def test_check_says_when_the_file_is_not_the_schema_any_more(tmp_path: Path) -> None:
    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, (ROOT / "tools" / "data_schema.py", *arguments))]
        return subprocess.run(command, check=False, capture_output=True, text=True)

    path = tmp_path / "schema.json"
    assert run(path).returncode == 0
    assert path.read_text(encoding="utf-8") == run().stdout == SCHEMA.read_text(encoding="utf-8")
    assert run("--check", path).returncode == 0
    path.write_text("{}", encoding="utf-8")
    wrong = run("--check", path)
    assert (wrong.returncode, wrong.stderr) == (
        1,
        f"{path} is not the schema of the records any more (make docs writes it again)\n",
    )
