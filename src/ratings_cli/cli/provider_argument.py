"""The provider that a command is about: looked up, with the day behind its @, and who else could have been meant."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ratings_cli.cli.standard_error import say
from ratings_cli.model import phrases
from ratings_cli.model.dates import DateError
from ratings_cli.model.errors import UsageError
from ratings_cli.model.names import NameNotFoundError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League, Provider

MOST_OTHERS = 3


def provider_asked(
    data: DataSet,
    command: Sequence[str],
    words: Sequence[str],
    leagues: Sequence[League] | None,
    as_of: dt.date | None,
) -> tuple[Provider, dt.date | None]:
    """Look up the provider that a command names, and say on standard error who else could have been meant.

    Args:
        data: the records.
        command: the command and the options that name the data, for the lines that say how to ask for the others.
        words: what was typed, perhaps with a day: ``dorset crc@2019-05-03``.
        leagues: only providers of these; None for all.
        as_of: the day where none stands behind the name. A provider on which no report was out by the day makes room
            for the only other one that could be meant and on which one was.

    Raises:
        UsageError: no provider has that name, or several have, or the day is none.
    """
    from ratings_cli.league.lookup import find_provider, is_name, name_and_day, other_kinds, others_meant
    from ratings_cli.league.standing import reports_out

    typed = " ".join(words)
    if not typed.strip():
        raise UsageError("NAME: is empty (give the name of a provider, or a part of it)")
    try:
        try:
            name, day = name_and_day(typed, as_of)
        except DateError as error:
            if not is_name(data, typed):
                raise UsageError(f"NAME@DATE: {error}") from None
            name, day = typed, as_of
        found = find_provider(data, name, leagues, command[1:])
    except NameNotFoundError as error:
        raise UsageError(str(error)) from None
    others = others_meant(data, name, found, leagues)
    reported = [other for other in others if reports_out(data, other, day)]
    if day and len(reported) == 1 and not reports_out(data, found, day):
        others = [found, *(other for other in others if other.key != reported[0].key)]
        found = reported[0]
    say_others(command, others)
    for kind, other in other_kinds(data, name, command[1:], whole=True) if command[0] == "show" else ():
        say(f"Also: {phrases.a(kind)}: {other}")
    return found, day


def say_others(command: Sequence[str], others: Sequence[Provider]) -> None:
    """Say who else could have been meant, each with the command for it."""
    for other in others[:MOST_OTHERS]:
        called = " ".join(filter(None, (other.short or other.name, other.league)))
        league = f" ({other.league})" if other.league else ""
        say(f"Also: {other.name}{league}: {shlex.join(['ratings', command[0], *called.split(), *command[1:]])}")
    if len(others) > MOST_OTHERS:
        say(f"Also: {len(others) - MOST_OTHERS} more whose names hold this one")
