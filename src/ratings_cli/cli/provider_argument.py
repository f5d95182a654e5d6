"""The provider that a command is about: looked up, with the day behind its @, and who else could have been meant."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ratings_cli.cli.standard_error import say
from ratings_cli.model import phrases
from ratings_cli.model.dates import DateError
from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ratings_cli.cli.options import CommonOptions
    from ratings_cli.model.records import Provider

MOST_OTHERS = 3


def provider_asked(options: CommonOptions, command: str, words: Sequence[str]) -> tuple[Provider, dt.date | None]:
    """Look up the provider that a command names, and say on standard error who else could have been meant.

    A day may follow, ``dorset crc@2019-05-03``, else it is that of --as-of. A provider on which no report was out by
    the day makes room for the only other one that could be meant and on which one was.

    Raises:
        UsageError: no provider has that name, or several have, or the day is none.
    """
    from ratings_cli.league.lookup import find_provider, is_name, name_and_day, other_kinds, others_meant
    from ratings_cli.league.standing import reports_out

    data, chosen, typed = options.records, options.chosen, " ".join(words)
    leagues = chosen.leagues if options.league else None
    if not typed.strip():
        raise UsageError("NAME: is empty (give the name of a provider, or a part of it)")
    try:
        name, day = name_and_day(typed, chosen.as_of)
    except DateError as error:
        if not is_name(data, typed):
            raise UsageError(f"NAME@DATE: {error}") from None
        name, day = typed, chosen.as_of
    found = find_provider(data, name, leagues, options.of_the_data)
    others = others_meant(data, name, found, leagues)
    reported = [other for other in others if reports_out(data, other, day)]
    if day and len(reported) == 1 and not reports_out(data, found, day):
        others = [found, *(other for other in others if other.key != reported[0].key)]
        found = reported[0]
    say_others(options, command, others)
    for kind, other in other_kinds(data, name, options.of_the_data, whole=True) if command == "show" else ():
        say(f"Also: {phrases.a(kind)}: {other}")
    return found, day


def say_others(options: CommonOptions, command: str, others: Sequence[Provider]) -> None:
    """Say who else could have been meant, each with the command for it."""
    for other in others[:MOST_OTHERS]:
        called = " ".join(filter(None, (other.short or other.name, other.league)))
        league = f" ({other.league})" if other.league else ""
        say(f"Also: {other.name}{league}: {shlex.join(['ratings', command, *called.split(), *options.of_the_data])}")
    if len(others) > MOST_OTHERS:
        say(f"Also: {len(others) - MOST_OTHERS} more whose names hold this one")
