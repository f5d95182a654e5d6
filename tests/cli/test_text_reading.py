"""Reading texts: what each says is stated, what is unclear is said to be, and a trap gives nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ratings_cli.editing.from_text import compared_with_file
from ratings_cli.reading import read, read_yaml
from ratings_cli.reading.document import read_document
from ratings_cli.reading.text import Rule, rules
from ratings_cli.reading.text.mentions import Names
from ratings_cli.reading.text.proposal import propose
from ratings_cli.reading.text.ratings import found_in, mark

CASES = Path(__file__).parent.parent / "cases" / "text"
RECORD = CASES / "record.yaml"
ALWAYS = ("provider", "league", "programme")
"""Fields that a case lists only where they are what it is about."""


def _stated(entry: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """What an entry states, as a case writes it."""
    found = {
        field: value["value"]
        for field, value in entry.items()
        if field != "standards" and value["certainty"] == "stated" and (field not in ALWAYS or field in wanted)
    }
    if "caseload" in found:
        found["caseload"] = " ".join(str(part) for part in reversed(found["caseload"].values()) if part is not None)
    standards = {name: value["value"] for name, value in entry["standards"].items() if value["certainty"] == "stated"}
    return found | ({"standards": standards} if standards or "standards" in wanted else {})


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.yaml") if path != RECORD))
def test_a_text_says_what_it_says_and_no_more(case: str) -> None:
    wanted = yaml.safe_load((CASES / f"{case}.yaml").read_text(encoding="utf-8"))
    record = read(RECORD)
    proposed = compared_with_file(propose(read_document(wanted["text"]), record), record).record()
    entries = proposed["entries"]
    found = [_stated(entry, want) for entry, want in zip(entries, wanted["expect"], strict=False)]
    assert (found, len(entries)) == (wanted["expect"], len(wanted["expect"]))
    unclear = [field for field, value in entries[0].items() if value.get("certainty") == "unclear"] if entries else []
    assert set(wanted.get("unclear", ())) <= set(unclear)
    assert [note for note in wanted.get("notes", ()) if note not in "\n".join(proposed["notes"])] == []


LEEDS = """\
leagues: [{name: PDU, singular: Probation Delivery Unit}]
programmes: [{name: pdu, standards: {case supervision: [leadership, staffing, court work, assessment, planning]}}]
providers: [{name: Leeds, league: PDU}]
inspections: [{provider: Leeds, programme: pdu, published: 2022-01-01, overall: good}]
"""


@pytest.mark.parametrize(
    "rule",
    [rule for kind in ("overall", "standard", "group", "tally") for rule in rules(kind)],
    ids=lambda rule: rule.name,
)
def test_every_rule_reads_its_example(rule: Rule) -> None:
    data = read_yaml(LEEDS, "leeds.yaml")
    leeds = data.providers[0]
    names = Names(data, None)
    text = rule.example
    found = [item.rule for item in found_in(mark(text, names.find(text), [leeds]))]
    assert rule.name in found
