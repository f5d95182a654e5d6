"""A command as it was typed, and the commands that show something where it shows nothing."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.cli.options import CommonOptions
    from ratings_cli.league.selection import Selection
    from ratings_cli.model.records import League


class Asked(NamedTuple):
    """A command as it was typed, from which others are made.

    Args:
        command: its words after `ratings`.
        chosen: what the shared options choose.
        count: how many rows it has for another choice.
        options: its own options that leave nothing out.
        limits: those that do.
        without: how many rows it has without its limits.
        default: its leagues without `--league`; none for the first of the data.
    """

    command: tuple[str, ...]
    chosen: Selection
    count: Callable[[Selection], int]
    options: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    without: Callable[[], int] | None = None
    default: tuple[League, ...] = ()

    def instead(self, options: CommonOptions) -> list[str]:
        """The commands that show something where this one shows nothing, a line each."""
        from ratings_cli.league.selection import Alternative, alternatives, options_of

        data = options.read()
        ways = [
            ((*self.options, *self.limits), alternative) for alternative in alternatives(data, self.chosen, self.count)
        ]
        if self.limits and self.without and (number := self.without()):
            ways.append((self.options, Alternative(f"without {' and '.join(self.limits[::2])}", self.chosen, number)))
        lines = []
        for own, alternative in ways:
            words = [
                *options_of(data, alternative.chosen, self.default or data.leagues[:1]),
                *own,
                *options.of_the_data,
            ]
            lines.append(
                f"Try, {alternative.what}: {shlex.join(['ratings', *self.command, *words])} ({alternative.number:,})"
            )
        return lines
