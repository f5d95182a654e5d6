"""The text of a release -> proposed values, each with its sentence; here, looking up the wordings of `rules.yaml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ONLY_QUOTED = frozenset({"excellent", "poor"})  # old names of bands, mostly praise or blame


class Rule(NamedTuple):
    """A wording: what it is called, its pattern, and a sentence that it reads."""

    name: str
    pattern: re.Pattern[str]
    example: str


@cache
def table() -> Any:  # noqa: ANN401 - what the file holds
    """The file: `words`, `bands`, phrases for `standards` with their names, `reasons` against a band, and `rules`."""
    return yaml.safe_load(Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8"))


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with its words put in."""
    while "«" in pattern:
        pattern = re.sub("«(\\w+)»", lambda match: table()["words"][match[1]].replace("\n", ""), pattern)
    return re.compile(pattern, re.IGNORECASE)


@cache
def word(name: str, around: str = "{}") -> re.Pattern[str]:
    """One of the words as a pattern, with something around it."""
    return _compiled(around.replace("{}", f"«{name}»"))


@cache
def rules(kind: str) -> tuple[Rule, ...]:
    """The wordings of one kind: overall, standard, group, tally, published, ..."""
    return tuple(Rule(r["name"], _compiled(r["pattern"]), r["example"]) for r in table()["rules"][kind])


def number(text: str) -> int:
    """A number in figures or in words."""
    names = re.findall(r"[a-z]{3,}", table()["words"]["number"])  # from zero on
    return int(text) if text.isdigit() else {"none": 0, "both": 2}.get(text.casefold(), names.index(text.casefold()))
