"""What was read from a text, for a person: each value with the sentence that says it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import typer

from ratings_cli.model.escape import escape_control
from ratings_cli.model.proposal import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ratings_cli.model.proposal import Proposed, Value

_FIELD, _LONGEST = 27, 100


def lines_of(entry: Proposed, *, width: int | None, colour: bool, explain: bool) -> Iterator[str]:
    """An entry in lines: field, value and certainty, and below them the sentence with its words marked."""
    league = f" ({entry.provider.league})" if entry.provider.league else ""
    yield f"{escape_control(entry.provider.name)}{league}"
    for field, value in all_values(entry).items():
        yield from value_lines(field, value, width=width, colour=colour, explain=explain)


def all_values(entry: Proposed) -> Mapping[str, Value]:
    """The values of an entry, by what they are of; the league goes with the provider."""
    values = {key: value for key, value in entry.values.items() if key != "league"}
    return values | {f"standard: {name}": value for name, value in entry.standards.items()}


def value_lines(field: str, value: Value, *, width: int | None, colour: bool, explain: bool) -> Iterator[str]:
    """A value in lines."""
    sure = value.certainty if value.doubt is None else f"unclear: {value.doubt}"
    rule = f", by the rule {value.rule}" if explain else ""
    yield f"  {field:<{_FIELD}} {escape_control(said(value))}  ({escape_control(sure)}{rule})"
    start, end = value.span
    before, words, after = value.sentence[:start], value.sentence[start:end], value.sentence[end:]
    signs = ("\x01", "\x02") if colour else ("[", "]")
    marked = f"{escape_control(before)}{signs[0]}{escape_control(words)}{signs[1]}{escape_control(after)}"
    indent = " " * (4 if width and width < _LONGEST else _FIELD + 3)
    for line in textwrap.wrap(marked, max(_FIELD * 2, min(width or _LONGEST, _LONGEST))) if width else [marked]:
        bold = typer.style("\x01", bold=True, reset=False).rstrip("\x01"), typer.style("", reset=True)
        yield indent + line.replace("\x01", bold[0]).replace("\x02", bold[1])
    if value.ground:
        yield f"{indent}derived: {escape_control(value.ground)}"


def said(value: Value) -> str:
    """A value in words: ``good 5, requires improvement 5``, ``more than 7000``."""
    found = plain(value.value)
    if isinstance(found, dict) and "count" in found:
        return f"{found['qualifier'] or ''} {found['count']}".strip()
    if isinstance(found, dict):
        return ", ".join(f"{key} {number}" for key, number in found.items())
    return str(found)
