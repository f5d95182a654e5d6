"""A new item at the end of a list in the text of a YAML file, written as its neighbours are; the rest is not touched.

A dumper would write the whole file anew and lose its comments, its spacing and its quotes. So the parser's marks say
where the list stands, and the item is put in as text, between two lines or behind the last item on its line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import yaml

from ratings_cli.model.dates import PartialDate
from ratings_cli.model.escape import quoted
from ratings_cli.model.scale import Band
from ratings_cli.reading.yaml.syntax_errors import LOADER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Node: TypeAlias = "str | Sequence[Node] | Mapping[str, Node]"

_LINE_END = re.compile("\r\n|[\r\n]")
_LINE = re.compile("[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+")
_TO_LINE_END = re.compile(r"[ \t]*(,?)[ \t]*(?:#[^\r\n]*)?(?=[\r\n])")
_LONGEST_FLOW = 120
_CAN_BEGIN = re.compile(r"[^\W_]|\(")
_ENDS_PLAIN_TEXT = re.compile(r":(\s|$)|\s#")
_FLOW_MARKS = re.compile(r"[\[\]{},:?]")


class Insertion(NamedTuple):
    """A text with an item added, and the lines of the item, for showing."""

    text: str
    lines: tuple[str, ...]


class ListNodes(NamedTuple):
    """A list under a key of a file, as the nodes of PyYAML, which carry no types; each knows where it stands."""

    key: Any
    sequence: Any

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all after the key, not even brackets."""
        return isinstance(self.sequence, yaml.ScalarNode)


def find_list(text: str, key: str) -> ListNodes | None:
    """Find the list under a key of the file's outermost mapping; None when there is none.

    The text is valid YAML without a byte-order mark, here and below.
    """
    root: Any = yaml.compose(text, Loader=LOADER)
    for named, found in root.value if isinstance(root, yaml.MappingNode) else ():
        if named.value == key:
            nothing = isinstance(found, yaml.ScalarNode) and not found.value and not found.style
            return ListNodes(named, found) if nothing or isinstance(found, yaml.SequenceNode) else None
    return None


def insert(text: str, key: str, item: Mapping[str, Node]) -> Insertion:
    """Add an item to the end of the list under a key, in the manner of the items that are there.

    Every character of the old text is in the new one, in order.

    Raises:
        ValueError: there is no list under the key.
    """
    nodes = find_list(text, key)
    if nodes is None:
        raise ValueError(f"there is no list '{key}'")
    if not nodes.is_empty and nodes.sequence.flow_style:
        return _into_flow(text, nodes, item)
    lines = _LINE.findall(text)
    key_column = nodes.key.start_mark.column
    if nodes.is_empty:
        dash, at = key_column + 2, _line_at(text, nodes.sequence.start_mark.index) + 1
    else:
        dash, at = nodes.sequence.start_mark.column, _line_after(text, lines, nodes.sequence)
    at = _after_comments(lines, at, dash if dash > key_column else 0)
    new = _item_lines(nodes, item, dash)
    before = [""] if not nodes.is_empty and _is_spaced(text, lines, nodes.sequence.value) else []
    line_end = _line_end(text, lines[at - 1] if at else "")
    added = "".join(line + line_end for line in [*before, *new])
    if at and not lines[at - 1].endswith(("\r", "\n")):  # the end of a text without a line end, which keeps it so
        added = line_end + added.removesuffix(line_end)
    return Insertion("".join([*lines[:at], added, *lines[at:]]), tuple(new))


def _line_at(text: str, place: int) -> int:
    """The line that a character stands on, from 0. The parser's own count has line ends that no editor knows."""
    return len(_LINE_END.findall(text, 0, place))


def _line_end(text: str, line: str) -> str:
    """The line end of a line, else the first of the text."""
    match = _LINE_END.search(line) or _LINE_END.search(text)
    return match[0] if match else "\n"


def _line_after(text: str, lines: Sequence[str], listed: Any) -> int:  # noqa: ANN401 - a node
    """The line after the last item of a list.

    In block style, a list or mapping ends where the parser saw that nothing follows, below comments and blank lines.
    Only a scalar, or what has brackets, knows where it really ends.
    """
    last = listed
    while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    end = last.end_mark.index
    at = _line_at(text, end)
    if getattr(last, "style", None) not in {"|", ">"} or text[end - 1] not in "\r\n":
        return at + 1
    # A text of several lines reaches to the next thing in the file; the blank lines between belong to neither.
    while at and not lines[at - 1].strip():
        at -= 1
    return at


def _after_comments(lines: Sequence[str], at: int, indent: int) -> int:
    """Past the comments that belong to the list.

    Where the list is indented, comments that are too belong to it. Otherwise only those do that follow directly, and
    only when nothing comes later that they could be the heading of.
    """
    if not indent and any(line.strip() and not _is_comment(line) for line in lines[at:]):
        return at
    found = at
    for number, line in enumerate(lines[at:], at + 1):
        if _is_comment(line) and len(line) - len(line.lstrip(" ")) >= indent:
            found = number
        elif line.strip() or not indent:
            break
    return found


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _is_spaced(text: str, lines: Sequence[str], items: Sequence[Any]) -> bool:
    """Whether a blank line, with or without comments after it, sets the last two items apart."""
    at = _line_at(text, items[-1].start_mark.index)
    while at and _is_comment(lines[at - 1]):
        at -= 1
    return len(items) > 1 and not lines[at - 1].strip()


def _item_lines(nodes: ListNodes, item: Mapping[str, Node], dash: int) -> list[str]:
    """The item as the one before it is written: on one line between braces, or with a line a key."""
    last = None if nodes.is_empty else nodes.sequence.value[-1]
    if last is not None and (isinstance(last, yaml.ScalarNode) or last.flow_style):
        line = " " * dash + "- " + flow_node(item, quote_all=bool(nodes.key.style))
        if len(line) <= _LONGEST_FLOW:
            return [line]
    return block_item(item, dash)


def _into_flow(text: str, nodes: ListNodes, item: Mapping[str, Node]) -> Insertion:
    """Add to a list between brackets: on a line of its own when the last item begins one."""
    node = flow_node(item, quote_all=bool(nodes.key.style))
    start, close = nodes.sequence.start_mark.index, nodes.sequence.end_mark.index - 1
    line_end = _line_end(text, text[start:])
    if not nodes.sequence.value:
        space = " " if text[start + 1 : start + 2] == "#" else ""
        new = line_end + " " * (nodes.key.start_mark.column + 2) + node + space
        return Insertion(text[: start + 1] + new + text[start + 1 :], (node,))
    last = nodes.sequence.value[-1]
    end = last.end_mark.index
    indent = _LINE_END.split(text[: last.start_mark.index])[-1]
    tail = _TO_LINE_END.match(text, end, close)
    comma, tail_end = (tail[1], tail.end()) if tail else ("", end)
    comma_below = any("," in line.partition("#")[0] for line in _LINE_END.split(text[tail_end:close]))
    if indent.strip() or (tail and not comma and comma_below):
        return Insertion(f"{text[:end]}, {node}{text[end:]}", (node,))
    # A comment on the line of the last item is about that one, and stays there.
    new = f"{'' if comma else ','}{text[end:tail_end]}{line_end}{indent}{node}{comma}"
    return Insertion(text[:end] + new + text[tail_end:], (node,))


class PlainScalar(str):
    """A date, a number or a band: written without quotes, because it is meant as one."""

    __slots__ = ()


def node_of(value: object) -> Any:  # noqa: ANN401 - a Node, of which mypy cannot know the shape
    """A parsed value as it is written: dates, bands and numbers without quotes, mappings and lists of them."""
    if isinstance(value, Mapping):
        return {str(node_of(key)): node_of(item) for key, item in value.items()}
    if isinstance(value, PartialDate | dt.date):
        return PlainScalar(value.iso if isinstance(value, PartialDate) else value.isoformat())
    if isinstance(value, list | tuple):
        return [node_of(item) for item in value]
    if isinstance(value, Band | int):
        return PlainScalar(value.value if isinstance(value, Band) else value)
    return value


def _scalar(text: str, *, flow: bool = False) -> str:
    """A text on one line: without quotes where that is safe, and no reader of YAML takes it for something else.

    In `flow`, between brackets or braces, commas and colons mean more.
    """
    resolvers: Any = yaml.SafeLoader.yaml_implicit_resolvers  # what is a number, a date, a switch or nothing at all
    is_plain = (
        _CAN_BEGIN.match(text)
        and text.isprintable()
        and text == text.strip()
        and not _ENDS_PLAIN_TEXT.search(text)
        and not (flow and _FLOW_MARKS.search(text))
        and not (text[0].isdigit() and " " not in text)
        and not any(form.match(text) for _, form in resolvers.get(text[0], ()))
    )
    return text if isinstance(text, PlainScalar) or is_plain else quoted(text)


def flow_node(node: Node, *, quote_all: bool = False) -> str:
    """Write a value on one line: ``{provider: Northshire CRC, overall: good}``; `quote_all` is for a file of JSON."""
    write: Callable[[Node], str] = partial(flow_node, quote_all=quote_all)
    if isinstance(node, str):
        is_number = isinstance(node, PlainScalar) and node.isdigit()
        return quoted(node) if quote_all and not is_number else _scalar(node, flow=True)
    if isinstance(node, Mapping):
        return "{" + ", ".join(f"{write(key)}: {write(value)}" for key, value in node.items()) + "}"
    return "[" + ", ".join(map(write, node)) + "]"


def block_item(item: Mapping[str, Node], dash: int) -> list[str]:
    """The lines of an item whose dash is in column `dash`: one for each key, and for each entry of a list in it."""
    lines = [line for key, value in item.items() for line in block_pair(key, value, " " * (dash + 2))]
    return [" " * dash + "- " + lines[0][dash + 2 :], *lines[1:]]


def block_pair(key: str, value: Node, indent: str) -> list[str]:
    """The lines of a key and its value: a line for each key or entry in it."""
    start = f"{indent}{_scalar(key)}:"
    if isinstance(value, Mapping):
        pairs = (block_pair(inner, item, indent + "  ") for inner, item in value.items())
        return [start, *(line for pair in pairs for line in pair)]
    if not isinstance(value, str):
        return [start, *(f"{indent}  - {flow_node(node)}" for node in value)]
    lines = value.split("\n")
    if len(lines) > 1 and value == value.strip() and all(line.isprintable() for line in lines):
        return [f"{start} |-", *(f"{indent}  {line}" if line else "" for line in lines)]
    return [f"{start} {_scalar(value)}"]
