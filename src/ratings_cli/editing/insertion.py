"""A new item at the end of a list in the text of a YAML file: what is added, and where; the rest is not touched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.editing.scalars import block_item, flow_node
from ratings_cli.editing.yaml_locator import ListPlace, find_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ratings_cli.editing.scalars import Node

_LINE_END = re.compile("\r\n|[\r\n]")
_LONGEST_FLOW = 120


@dataclass(frozen=True, slots=True)
class Insertion:
    """A text with an item added, and the lines of the item, for showing."""

    text: str
    lines: tuple[str, ...]


def insert(text: str, key: str, item: Mapping[str, Node]) -> Insertion:
    """Add an item to the end of the list under a key, in the manner of the items that are there.

    Args:
        text: the file, valid YAML without a byte-order mark.
        key: the key of the list in the outermost mapping, such as ``inspections``.
        item: what to add.

    Returns:
        The new text: every character of the old one is in it, in order.

    Raises:
        ValueError: there is no list under the key.
    """
    place = find_list(text, key)
    if place is None:
        raise ValueError(f"there is no list '{key}'")
    if place.flow:
        return _into_flow(text, place, item)
    if place.empty:
        dash, at = place.key_column + 2, _after_line(text, place.start)
    else:
        dash = place.column
        at = _after_last_item(text, place)
    at = _after_comments(text, at, dash if dash > place.key_column else None)
    lines = _item_lines(place, item, dash)
    before = [""] if _blank_between(text, place) else []
    return Insertion(_with_lines(text, at, [*before, *lines]), tuple(lines))


def _item_lines(place: ListPlace, item: Mapping[str, Node], dash: int) -> list[str]:
    """The item as the one before it is written: on one line between braces, or with a line a key."""
    if place.items and place.items[-1].flow:
        line = " " * dash + "- " + flow_node(item, quote_all=place.key_quoted)
        if len(line) <= _LONGEST_FLOW:
            return [line]
    return block_item(item, dash)


def _after_last_item(text: str, place: ListPlace) -> int:
    """The beginning of the line after the last item, or the end of the text."""
    last = place.items[-1]
    if not (last.ends_with_block_text and _begins_line(text, last.end)):
        return _after_line(text, last.end)
    # A text of several lines reaches to the next thing in the file; the blank lines between belong to neither.
    at = last.end
    while (before := _line_before(text, at)) is not None and not text[before:at].strip():
        at = before
    return at


def _after_comments(text: str, at: int, dash: int | None) -> int:
    """Past the comments that belong to the list.

    Args:
        text: the file.
        at: the beginning of a line after the last item.
        dash: the column of the list when it is indented: comments that are too belong to it. Otherwise
            only those do that follow directly, and only when nothing comes later that they could be the heading of.
    """
    if dash is None and any(line.strip() and not _is_comment(line) for line in _LINE_END.split(text[at:])):
        return at
    found, after = at, at
    while after < len(text):
        line_end = _after_line(text, after)
        line = text[after:line_end]
        if _is_comment(line) and len(line) - len(line.lstrip(" ")) >= (dash or 0):
            found = line_end
        elif dash is None or line.strip():
            break
        after = line_end
    return found


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _blank_between(text: str, place: ListPlace) -> bool:
    """Whether a blank line, with or without comments after it, sets the last two items apart."""
    if len(place.items) < 2:  # noqa: PLR2004 - the last two
        return False
    at = _line_start(text, place.items[-1].start)
    while (before := _line_before(text, at)) is not None and _is_comment(text[before:at]):
        at = before
    return before is not None and not text[before:at].strip()


def _with_lines(text: str, at: int, lines: list[str]) -> str:
    """Put lines before the line that begins at `at`; where that is the end of a text without one, keep it so."""
    line_end = _usual_line_end(text, at)
    if at and not _begins_line(text, at):
        return text[:at] + "".join(line_end + line for line in lines) + text[at:]
    return text[:at] + "".join(line + line_end for line in lines) + text[at:]


def _usual_line_end(text: str, at: int) -> str:
    """The line end of the line before `at`, else the first of the text."""
    before = _line_before(text, at)
    match = _LINE_END.search(text, before) if before is not None else None
    match = match or _LINE_END.search(text)
    return match[0] if match and match[0] in {"\n", "\r\n", "\r"} else "\n"


def _into_flow(text: str, place: ListPlace, item: Mapping[str, Node]) -> Insertion:
    """Add to a list between brackets: on a line of its own when the last item begins one."""
    node = flow_node(item, quote_all=place.key_quoted)
    line_end = _usual_line_end(text, place.start)
    if not place.items:
        new = line_end + " " * (place.key_column + 2) + node
        at = place.start + 1
        space = " " if text[at : at + 1] == "#" else ""
        return Insertion(text[:at] + new + space + text[at:], (node,))
    last = place.items[-1]
    start = _line_start(text, last.start)
    indent = text[start : last.start]
    tail = re.compile(r"[ \t]*(,?)[ \t]*(#[^\r\n]*)?").match(text, last.end, place.end - 1)
    if indent.strip() or tail is None:
        return Insertion(f"{text[: last.end]}, {node}{text[last.end :]}", (node,))
    to_line_end = _LINE_END.match(text, tail.end()) is not None
    if to_line_end and tail[1]:
        new, comma = line_end + indent + node + ",", ""
    elif to_line_end and not _has_comma(text[tail.end() : place.end - 1]):
        new, comma = line_end + indent + node, ","
    elif to_line_end:
        return Insertion(f"{text[: last.end]}, {node}{text[last.end :]}", (node,))
    else:
        return Insertion(f"{text[: last.end]},{line_end}{indent}{node}{text[last.end :]}", (node,))
    return Insertion(text[: last.end] + comma + text[last.end : tail.end()] + new + text[tail.end() :], (node,))


def _has_comma(tail: str) -> bool:
    """Whether there is a comma in what follows the last item, outside comments."""
    return any("," in line.partition("#")[0] for line in _LINE_END.split(tail))


def _after_line(text: str, at: int) -> int:
    match = _LINE_END.search(text, at)
    return match.end() if match else len(text)


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "\r\n"


def _line_start(text: str, at: int) -> int:
    while not _begins_line(text, at):
        at -= 1
    return at


def _line_before(text: str, at: int) -> int | None:
    """The beginning of the line that ends at `at`, which is the beginning of a line or the end of the text."""
    if at == 0:
        return None
    end = at - 2 if text[:at].endswith("\r\n") else at - 1
    return _line_start(text, end)
