"""Where a list stands in the text of a YAML file, as the parser's own marks have it."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from ratings_cli.reading.yaml.parse import LOADER


class Item(NamedTuple):
    """One item of a list: from where to where its content goes, and whether it is written between braces."""

    start: int
    end: int
    flow: bool
    ends_with_block_text: bool = False


class ListPlace(NamedTuple):
    """Where a list stands in the text.

    Args:
        key_column: the column of its key, from 0.
        key_quoted: the key stands in quotes, as in JSON.
        start: the first character of the list, or the place where it would begin when it is empty.
        column: the column of that.
        flow: it is written between brackets.
        empty: there is nothing at all after the key.
        end: behind its closing bracket, when it has one.
        items: its items, in order.
    """

    key_column: int
    key_quoted: bool
    start: int
    column: int
    flow: bool
    empty: bool
    end: int
    items: tuple[Item, ...]


def find_list(text: str, key: str) -> ListPlace | None:
    """Find the list that stands under a key of the file's outermost mapping.

    Args:
        text: valid YAML, without a byte-order mark.
        key: the key, such as ``inspections``.

    Returns:
        Where the list stands; None when there is no such key, or something else stands under it.
    """
    root: Any = yaml.compose(text, Loader=LOADER)
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    named: Any
    found: Any
    named, found = next((pair for pair in pairs if pair[0].value == key), (None, None))
    empty = isinstance(found, yaml.ScalarNode) and not found.value and not found.style
    if named is None or not (empty or isinstance(found, yaml.SequenceNode)):
        return None
    items = () if empty else tuple(_item(node) for node in found.value)
    flow, mark = not empty and bool(found.flow_style), found.start_mark
    end = found.end_mark.index if flow else 0
    return ListPlace(named.start_mark.column, bool(named.style), mark.index, mark.column, flow, empty, end, items)


def _item(node: Any) -> Item:  # noqa: ANN401 - PyYAML's nodes carry no types
    last = node
    while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    flow = isinstance(node, yaml.ScalarNode) or bool(node.flow_style)
    return Item(node.start_mark.index, last.end_mark.index, flow, getattr(last, "style", None) in {"|", ">"})
