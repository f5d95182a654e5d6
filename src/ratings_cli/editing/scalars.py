"""One value -> YAML that gives back exactly that value, to this program's reader and to any other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from ratings_cli.model.dates import PartialDate
from ratings_cli.model.escape import quoted
from ratings_cli.model.scale import Band

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Node: TypeAlias = "str | Sequence[Node] | Mapping[str, Node]"

_CAN_BEGIN = re.compile(r"[^\W_]|\(")
_ENDS_PLAIN_TEXT = re.compile(r":(\s|$)|\s#")
_FLOW_MARKS = re.compile(r"[\[\]{},:?]")


class PlainScalar(str):
    """A date, a number or a band: written without quotes, because it is meant as one."""

    __slots__ = ()


def node_of(value: object) -> Any:  # noqa: ANN401 - a Node, of which mypy cannot know the shape
    """A parsed value as it is written: dates, bands and numbers without quotes, mappings and lists of them."""
    if isinstance(value, Mapping):
        return {str(node_of(key)): node_of(item) for key, item in value.items()}
    if isinstance(value, list | tuple) and not isinstance(value, PartialDate):
        return [node_of(item) for item in value]
    if isinstance(value, PartialDate):
        return PlainScalar(value.iso)
    if isinstance(value, dt.date):
        return PlainScalar(value.isoformat())
    if isinstance(value, Band | int):
        return PlainScalar(value.value if isinstance(value, Band) else value)
    return value


def scalar(text: str, *, flow: bool = False) -> str:
    """Write a text on one line: without quotes where that is safe and nobody could take it for something else.

    Args:
        text: what the reader shall give back, to the character.
        flow: it stands between brackets or braces, where commas and colons mean more.
    """
    return text if isinstance(text, PlainScalar) or _is_plain(text, flow=flow) else quoted(text)


def _is_plain(text: str, *, flow: bool) -> bool:
    return (
        _CAN_BEGIN.match(text) is not None
        and text.isprintable()
        and text == text.strip()
        and _ENDS_PLAIN_TEXT.search(text) is None
        and not (flow and _FLOW_MARKS.search(text))
        and not _means_something_else(text)
    )


def _means_something_else(text: str) -> bool:
    """Whether another reader of YAML would take the text for a number, a date, a switch or nothing at all."""
    import yaml

    resolvers: Any = yaml.SafeLoader.yaml_implicit_resolvers
    return (text[:1].isdigit() and " " not in text) or any(form.match(text) for _, form in resolvers.get(text[:1], ()))


def fits_literal(text: str) -> bool:
    """Whether a text of several lines can be written as they are, after ``|-``."""
    lines = text.split("\n")
    return len(lines) > 1 and text == text.strip() and all(line.isprintable() for line in lines)


def flow_node(node: Node, *, quote_all: bool = False) -> str:
    """Write a value on one line: ``{provider: Northshire CRC, overall: good}``.

    Args:
        node: a text, or a list or mapping of such values.
        quote_all: put quotes around keys and texts, as in a file that is JSON.
    """
    write: Callable[[str], str] = quoted if quote_all else lambda text: scalar(text, flow=True)
    if isinstance(node, str):
        number = isinstance(node, PlainScalar) and node.isdigit()
        return str(node) if number else write(node)
    if hasattr(node, "items"):
        pairs = (f"{write(key)}: {flow_node(value, quote_all=quote_all)}" for key, value in node.items())
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(flow_node(value, quote_all=quote_all) for value in node) + "]"


def block_item(item: Mapping[str, Node], dash: int) -> list[str]:
    """Write an item of a list with each of its keys on a line of its own.

    Args:
        item: the keys and values; a list in it gets a line an entry, a mapping a line a key.
        dash: the column of the item's dash, from 0.

    Returns:
        The lines, without line ends.
    """
    lines: list[str] = []
    for key, value in item.items():
        lines += _block_pair(key, value, " " * (dash + 2))
    return [" " * dash + "- " + lines[0][dash + 2 :], *lines[1:]]


def _block_pair(key: str, value: Node, indent: str) -> list[str]:
    start = f"{indent}{scalar(key)}:"
    if isinstance(value, str):
        if fits_literal(value):
            return [f"{start} |-", *(f"{indent}  {line}" if line else "" for line in value.split("\n"))]
        return [f"{start} {scalar(value)}"]
    if hasattr(value, "items"):
        pairs = (_block_pair(inner, item, indent + "  ") for inner, item in value.items())
        return [start, *(line for pair in pairs for line in pair)]
    return [start, *(f"{indent}  - {flow_node(node)}" for node in value)]
