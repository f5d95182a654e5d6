"""Which provider a name on the command line means, and help where it is the name of something else."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, TypeVar

from ratings_cli.league.selection import Selection
from ratings_cli.model import phrases
from ratings_cli.model.dataset import NAMES_OF, area_names, provider_names, ranking_key_names
from ratings_cli.model.dates import read_date
from ratings_cli.model.names import NameNotFoundError, find, fold, matching, name_key, with_part

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.names import Named
    from ratings_cli.model.records import League, Provider
    from ratings_cli.model.scale import Band

T = TypeVar("T")
_FILTERS = ("owner", "area", "region")


def find_provider(
    data: DataSet, query: str, leagues: Sequence[League] | None = None, typed: Sequence[str] = ()
) -> Provider:
    """Return the one provider, of some leagues or of all, that a name, short name, alias or part of one means.

    A command to try has the options that name the data, as they were `typed`.

    Raises:
        NameNotFoundError: no provider has that name, or several have. The message says so, and which command
            to try when the name is that of an owner, an area, a region or a league.
    """
    if (league := league_called(data, query)) and not is_name(data, query):
        message = f"'{query}' is a league: try: {shlex.join(['ratings', 'table', '-l', league.name, *typed])}"
        raise NameNotFoundError(message)
    try:
        known, far = provider_names(data, leagues), "list them: ratings list providers"
        return find(query, known, "provider", apart=_by_league, far=far)
    except NameNotFoundError as error:
        in_league = [] if error.several else _with_league(data, query, leagues)
        if len(in_league) == 1:
            return in_league[0]
        if in_league:
            several = "; ".join(sorted(provider.name for provider in in_league))
            message = f"'{query}' fits more than one provider: {several} (write more of the name)"
            raise NameNotFoundError(message, several=True) from None
        others = other_kinds(data, query, typed, whole=error.several)
        if not others:
            raise
        if error.several:
            said = "".join(f"; or, as {phrases.a(kind)}: {command}" for kind, command in others)
            raise NameNotFoundError(f"{error}{said}", several=True) from None
        kinds = phrases.listed([phrases.a(kind) for kind, _ in others])
        commands = phrases.listed([command for _, command in others], "or")
        raise NameNotFoundError(f"'{query}' is {kinds}: try: {commands}") from None


def name_and_day(typed: str, as_of: dt.date | None) -> tuple[str, dt.date | None]:
    """Take a name and the date behind its @ apart: ``dorset@May 2019``; without one, the date is `as_of`.

    Raises:
        DateError: what stands behind the @ is no date.
    """
    name, at, day = typed.rpartition("@")
    return (name.strip(), read_date(day).latest) if at else (typed.strip(), as_of)


def is_name(data: DataSet, typed: str) -> bool:
    """Whether a text, an @ in it included, is the whole name of a provider."""
    key = name_key(typed)
    return any(key == name_key(name) for named in provider_names(data) for name in named.spellings)


def others_meant(data: DataSet, query: str, found: Provider, leagues: Sequence[League] | None = None) -> list[Provider]:
    """The other providers that a name could have meant: those with a name of which it is a part."""
    named = with_part(query, provider_names(data, leagues))
    return [candidate.item for candidate in named if candidate.item.key != found.key]


def _with_league(data: DataSet, query: str, leagues: Sequence[League] | None) -> list[Provider]:
    """Whom ``dorset crc``, ``crc kent`` or ``Humberside Community Rehabilitation Company`` mean.

    That is, of the providers of the league that is named, those with a name of which the rest is a part, or else those
    that serve an area of that name.
    """
    words = fold(query)
    for league in leagues or data.leagues:
        for called in filter(None, (league.name, league.singular, league.title)):
            rest = _without(words, fold(called))
            if rest is None:
                continue
            if named := [candidate.item for candidate in matching(rest, provider_names(data, [league]))]:
                return named
            areas = {candidate.item for candidate in matching(rest, area_names(data))}
            return [
                provider
                for provider in data.providers
                if provider.league == league.name and areas & set(provider.areas)
            ]
    return []


def _without(words: str, league: str) -> str | None:
    """What is left of a name without the league at its beginning or end; None where there is none, or nothing else."""
    rest = words.removesuffix(f" {league}")
    rest = rest if rest != words else words.removeprefix(f"{league} ")
    return rest if rest != words else None


def _by_league(matches: Sequence[Provider]) -> str | None:
    """Say how to name one of several providers that differ in nothing but their league; None when they do."""
    leagues = {provider.league for provider in matches}
    if len({provider.name for provider in matches}) > 1 or len(leagues) < len(matches):
        return None
    provider = matches[0]
    return f'add the league, such as --league {provider.league}, or write "{provider.name} {provider.league}"'


def league_called(data: DataSet, name: str) -> League | None:
    """The league that has a whole name, in the singular or the plural: ``PDUs``, ``Probation Delivery Units``."""
    wanted = fold(name)
    return next((league for league in data.leagues if wanted in _league_words(league)), None)


def _league_words(league: League) -> set[str]:
    words = {fold(text) for text in (league.name, league.title, league.singular) if text}
    return words | {f"{fold(league.name)}s"} if words else words


def other_kinds(data: DataSet, query: str, typed: Sequence[str], *, whole: bool) -> list[tuple[str, str]]:
    """What else a name is, such as an area, each with the command that shows it, which `typed` ends.

    Whether only `whole` names count, or parts of them too, is for the caller to say.
    """
    found = []
    for kind in _FILTERS:
        named = [item for item in matching(query, NAMES_OF[kind](data)) if not whole or _is_whole(query, item)]
        if len(named) == 1:
            leagues = _leagues_option(data, kind, named[0].item)
            found.append((kind, shlex.join(["ratings", "table", *leagues, f"--{kind}", query, *typed])))
    leagues_named = [] if whole else matching(query, NAMES_OF["league"](data))
    if len(leagues_named) == 1:
        found.append(("league", shlex.join(["ratings", "table", "-l", leagues_named[0].item, *typed])))
    return found


def _is_whole(query: str, named: Named[str]) -> bool:
    return any(fold(name) == fold(query) for name in named.spellings)


def _leagues_option(data: DataSet, kind: str, name: str) -> list[str]:
    """The option that is needed to see everything: none where all of it is in the league that is shown by default."""

    def goes_with(provider: Provider) -> bool:
        if kind == "owner":
            return any(period.owner == name for period in provider.ownership)
        return name in (provider.areas if kind == "area" else (provider.region,))

    leagues = {provider.league for provider in data.providers if goes_with(provider)}
    return [] if leagues <= {data.leagues[0].name} else ["-l", "all"]


def select(  # noqa: PLR0913 - one parameter an option of the command line
    data: DataSet,
    *,
    leagues: Sequence[str] = (),
    owners: Sequence[str] = (),
    areas: Sequence[str] = (),
    regions: Sequence[str] = (),
    bands: Sequence[Band] = (),
    as_of: dt.date | None = None,
    since: dt.date | None = None,
) -> Selection:
    """Look up the names that the user gave: each text is one name, or several with commas between them.

    Of leagues ``all`` means all of them, and no name the first of the data. A region may stand where no area is found.

    Raises:
        NameNotFoundError: a name fits nothing, or more than one thing.
    """
    return Selection(
        leagues=_leagues(data, leagues) if leagues else data.leagues[:1],
        owners=find_each(owners, lambda name: _find(data, name, "owner")),
        areas=find_each(areas, lambda name: _find_area(data, name)),
        regions=find_each(regions, lambda name: _find(data, name, "region")),
        bands=tuple(dict.fromkeys(bands)),
        as_of=as_of,
        since=since,
    )


def _leagues(data: DataSet, names: Sequence[str]) -> tuple[League, ...]:
    """The leagues of these names, in the order of the data."""
    wanted = find_each(names, lambda name: "all" if name.strip().casefold() == "all" else _find(data, name, "league"))
    return tuple(league for league in data.leagues if league.name in wanted or "all" in wanted)


def _find_area(data: DataSet, name: str) -> str:
    """The area of a name; where no area comes by it, the region: ``South Central``."""
    if not matching(name, area_names(data)):
        regions = matching(name, NAMES_OF["region"](data))
        if len(regions) == 1:
            return regions[0].item
    return _find(data, name, "area")


def _find(data: DataSet, name: str, kind: str) -> str:
    """The owner, area, region or league of a name; where it is the name of another kind, the error says of which."""
    far = f"list them: ratings list {kind}s"
    if kind == "league" and not any(league.name for league in data.leagues):
        far = "this data has no leagues: leave out --league"
    try:
        return find(name, NAMES_OF[kind](data), kind, far=far)
    except NameNotFoundError as error:
        for other in () if error.several else (*_FILTERS, "league"):
            if len(matching(name, NAMES_OF[other](data))) == 1:
                hint = f"it is {phrases.a(other)}: --{other} {shlex.quote(name.strip())}"
                raise NameNotFoundError(f"{error}; {hint}") from None
        raise


def find_each(texts: Iterable[str], find_one: Callable[[str], T]) -> tuple[T, ...]:
    """Look up texts of which each is a name, or several names with commas between them; what is found once stays once.

    A name that has a comma of its own is found as a whole.

    Raises:
        NameNotFoundError: what `find_one` says of a text that is no name, or of the part of it that is none.
    """
    found: dict[T, None] = {}
    for text in texts:
        try:
            found[find_one(text)] = None
        except NameNotFoundError:
            parts = [part for part in text.split(",") if part.strip()]
            if parts in ([], [text]):
                raise
            found |= dict.fromkeys(find_one(part) for part in parts)
    return tuple(found)


def ranking_key(data: DataSet, by: str) -> str:
    """Look up what to rank by: ``overall``, ``points`` or the name of a standard.

    Raises:
        NameNotFoundError: it is none of these.
    """
    if by in {"overall", "points"}:
        return by  # without a look at every standard of a large file
    far = "rank by 'overall', 'points' or a standard that `ratings scale` lists"
    return find(by, ranking_key_names(data), "ranking key", far=far)
