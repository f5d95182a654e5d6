"""What an input says, read a second time and by other means than the program's, to hold its answers against."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

_WORDS = {
    "outstanding": ("outstanding", "excellent"),
    "good": ("good",),
    "requires improvement": (
        *("requires improvement", "requiring improvement", "require improvement", "requires improvement to be good"),
        "RI",
    ),
    "inadequate": ("inadequate", "poor"),
}
_OFSTED_WORDS = {
    "outstanding": ("1",),
    "good": ("2",),
    "requires improvement": ("3", "adequate", "satisfactory"),
    "inadequate": ("4",),
}


def _fold(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).casefold()


_BANDS = {_fold(word): band for band, words in _WORDS.items() for word in words}
_OFSTED = {_fold(word): band for band, words in _OFSTED_WORDS.items() for word in words}


def squeezed(text: str) -> str:
    """The text with one space for each run of white space."""
    return " ".join(text.split())


@dataclass
class Said:
    """For each band the groups of texts (the cells of one row, the names of one provider) that stand beside it."""

    beside: dict[str, list[set[str]]] = field(default_factory=dict)

    def add(self, band: str, texts: set[str]) -> None:
        """Take down that these texts stand beside a band."""
        self.beside.setdefault(band, []).append(texts)

    def has(self, provider: str, band: str) -> bool:
        """Whether a provider stands beside a band: by its name, or by its name and its id (``Elm House [17]``)."""
        name, _, number = provider.removesuffix("]").rpartition(" [")
        return any(provider in text or {name, number} <= text for text in self.beside.get(band, ()))


def said_by_yaml(text: str) -> Said:
    """Every band of a YAML data file that the program took, with all names of its provider."""
    raw: Any = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes texts, lists and dicts alone
    names: dict[str, set[str]] = {}
    for provider in raw.get("providers") or []:
        every = {squeezed(provider[key]) for key in ("name", "id", "short") if provider.get(key)}
        every.update(map(squeezed, provider.get("aliases") or ()))
        for name in every:
            names.setdefault(name, set()).update(every)
    said = Said()
    for inspection in raw["inspections"]:
        band = _BANDS.get(_fold(inspection.get("overall") or ""))
        also = [item["provider"] if isinstance(item, dict) else item for item in inspection.get("also") or ()]
        for written in (inspection["provider"], *also):
            if band:
                said.add(band, names.get(squeezed(written), {squeezed(written)}))
    return said


def said_by_csv(data: bytes) -> Said:
    """Every band in a row of a CSV, with the cells of the row, whatever stands between cells."""
    text = _decoded(data)
    words = {**_BANDS, **_OFSTED} if "ofsted" in text.casefold() else _BANDS
    said = Said()
    for delimiter in ",\t;|":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells = set(map(squeezed, row))
            for band in {words[_fold(cell)] for cell in row if _fold(cell) in words}:
                said.add(band, cells)
    return said


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def is_harmless(text: str) -> bool:
    """Whether no character of a text moves the cursor, turns the direction or starts a command of a terminal."""
    return not any(unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp", "Cs"} for char in text if char != "\n")
