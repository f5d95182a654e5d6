"""Where a list stands in the text of a YAML file, as the parser's own marks have it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from ratings_cli.reading.yaml.parse import LOADER

_STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


@dataclass(slots=True)
class Item:
    """One item of a list: from where to where its content goes, and whether it is written between braces."""

    start: int
    end: int
    flow: bool
    ends_with_block_text: bool = False


@dataclass(slots=True)
class ListPlace:
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
    flow: bool = False
    empty: bool = False
    end: int = 0
    items: list[Item] = field(default_factory=list)


def find_list(text: str, key: str) -> ListPlace | None:
    """Find the list that stands under a key of the file's outermost mapping.

    Args:
        text: valid YAML, without a byte-order mark.
        key: the key, such as ``inspections``.

    Returns:
        Where the list stands; None when there is no such key, or something else stands under it.
    """
    finder = _Finder(key)
    for event in yaml.parse(text, Loader=LOADER):
        finder.take(event)
    return finder.found


class _Finder:
    """Follows the parser's events: 1 deep are the keys of the file, 2 deep the items of a list under one."""

    def __init__(self, key: str) -> None:
        self.wanted = key
        self.found: ListPlace | None = None
        self.depth = 0
        self.key: Any = None
        self.inside = False

    def take(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events carry no types
        if isinstance(event, _ENDS):
            self._end(event)
        elif isinstance(event, _STARTS):
            self._start(event)
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            self._leaf(event)

    def _start(self, event: Any) -> None:  # noqa: ANN401
        if self.depth == 1 and self._is_wanted and type(event) is yaml.SequenceStartEvent:
            self.found = self._place(event, flow=event.flow_style)
            self.inside = True
        elif self.depth == 2 and self.inside:  # noqa: PLR2004 - see the class
            self._item(event, flow=event.flow_style)
        self.depth += 1

    def _leaf(self, event: Any) -> None:  # noqa: ANN401
        if self.depth == 1 and self.key is None:
            self.key = event
        elif self.depth == 1:
            if self._is_wanted and getattr(event, "value", None) == "" and not event.style:
                self.found = self._place(event, empty=True)
            self.key = None
        elif self.inside:
            if self.depth == 2:  # noqa: PLR2004 - see the class
                self._item(event, flow=True)
            self._reaches(event)

    def _end(self, event: Any) -> None:  # noqa: ANN401
        self.depth -= 1
        closing = event.end_mark.index > event.start_mark.index
        if self.depth == 1:
            if self.inside and self.found and closing:
                self.found.end = event.end_mark.index
            self.inside = False
            self.key = None
        elif self.inside and closing:
            self._reaches(event)

    @property
    def _is_wanted(self) -> bool:
        return getattr(self.key, "value", None) == self.wanted

    def _place(self, event: Any, *, flow: bool | None = False, empty: bool = False) -> ListPlace:  # noqa: ANN401
        mark = event.start_mark
        return ListPlace(
            self.key.start_mark.column, bool(self.key.style), mark.index, mark.column, flow=bool(flow), empty=empty
        )

    def _item(self, event: Any, *, flow: bool) -> None:  # noqa: ANN401
        if self.found:
            self.found.items.append(Item(event.start_mark.index, event.end_mark.index, flow))

    def _reaches(self, event: Any) -> None:  # noqa: ANN401
        """The item that is being read goes at least as far as this."""
        if self.found and self.found.items:
            item = self.found.items[-1]
            item.end = event.end_mark.index
            item.ends_with_block_text = getattr(event, "style", None) in {"|", ">"}
