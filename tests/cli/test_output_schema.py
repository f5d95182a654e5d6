"""What is written as JSON keeps to the schema in the docs, which has every key and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run
from jsonschema import Draft7Validator

SCHEMA = ROOT / "docs" / "outputs.schema.json"
COMMANDS = {
    "table": ["table", "table -l all --as-of 2019-05-03", "table -l pdu --by assessment", "table --sources"],
    "standards": ["standards"],
    "owner": ["by owner", "by owner --as-of 2019-05-03 --since 2018-12-31"],
    "area": ["by area"],
    "region": ["by region"],
    "date": ["by date -l all"],
}
FRAME_ALONE = ["show bench", "compare bench merseyside", "scale", "list owners"]


def test_the_schema_is_that_of_the_views(tmp_path: Path) -> None:
    written = tmp_path / "outputs.schema.json"
    subprocess.run([sys.executable, ROOT / "tools" / "output_schema.py", written], check=True)
    assert written.read_text(encoding="utf-8") == SCHEMA.read_text(encoding="utf-8")  # else: make docs


@pytest.mark.parametrize("command", [*(word for words in COMMANDS.values() for word in words), *FRAME_ALONE])
def test_every_view_keeps_to_the_frame(command: str, ratings: Run) -> None:
    body = ratings(*command.split(), "--format", "json").json
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(body)] == []


@pytest.mark.parametrize("view", COMMANDS)
def test_rows_have_the_keys_of_their_view_and_no_others(view: str, ratings: Run) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))["definitions"][view]
    for command in COMMANDS[view]:
        for row in ratings(*command.split(), "--format", "json").json["rows"]:
            assert [error.message for error in Draft7Validator(schema).iter_errors(row)] == [], command
