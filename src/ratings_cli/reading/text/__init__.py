"""Reading: the text of a release or a news page -> proposed values, each with the sentence that says it.

Here is how the words and wordings of ratings are looked up, which stand as data in `rules.yaml`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ONLY_QUOTED = frozenset({"excellent", "poor"})  # old names of bands, mostly praise or blame
CASE_STANDARDS = frozenset(
    {"assessment", "planning", "implementation and delivery", "reviewing"}
)  # also everyday words


class Rule(NamedTuple):
    """A wording: what it is called, its pattern, and a sentence that it reads."""

    name: str
    pattern: re.Pattern[str]
    example: str


@cache
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8"))
    loaded["words"] = {name: text.replace("\n", "") for name, text in loaded["words"].items()}
    return loaded


def spelled_out(pattern: str) -> str:
    """A pattern with its words put in."""
    while "«" in pattern:
        pattern = re.sub("«(\\w+)»", lambda match: str(_file()["words"][match[1]]), pattern)
    return pattern


@cache
def word(name: str, around: str = "{}") -> re.Pattern[str]:
    """One of the words as a pattern, with something around it."""
    return re.compile(spelled_out(around.replace("{}", f"«{name}»")), re.IGNORECASE)


@cache
def rules(kind: str) -> tuple[Rule, ...]:
    """The wordings of one kind: overall, standard, group, tally, published, ..."""
    read = _file()["rules"][kind]
    return tuple(Rule(r["name"], re.compile(spelled_out(r["pattern"]), re.IGNORECASE), r["example"]) for r in read)


@cache
def table(name: str) -> dict[str, Any]:
    """A table of the file: `bands` with their patterns, phrases for `standards` with their names, `everyday` rules."""
    return dict(_file()[name])


def number(text: str) -> int:
    """A number in figures or in words."""
    names = re.findall(r"[a-z]{3,}", str(_file()["words"]["number"]))  # from zero on
    return int(text) if text.isdigit() else {"none": 0, "both": 2}.get(text.casefold(), names.index(text.casefold()))
