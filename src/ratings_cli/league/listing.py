"""What there is to ask for by name: leagues, owners, areas, regions, providers, standards; and who goes with each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.standing import standing
from ratings_cli.model.dataset import NAMES_OF
from ratings_cli.model.names import Named, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratings_cli.league.selection import Selection
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet

KINDS = ("leagues", "owners", "areas", "regions", "providers", "standards")


class Entry(NamedTuple):
    """Something that has a name.

    Args:
        name: its name.
        others: what else it is called.
        members: the providers that go with it: of a standard, those that are rated under a programme that has it.
        rated: those of them that have a rating: of an owner, one for its work; of a standard, one for that.
    """

    name: str
    others: tuple[str, ...]
    members: tuple[Standing, ...]
    rated: tuple[Standing, ...]


def listing(data: DataSet, kind: str, chosen: Selection) -> list[Entry]:
    """Everything of one of the `KINDS` that goes with a provider that is chosen, by name; leagues as in the file."""
    every = (standing(data, provider, chosen.as_of) for provider in data.providers if chosen.serves(provider))
    shown = (item for item in every if chosen.shows(item.provider, item.owner, item.overall))
    standings = [item for item in shown if item.inspections or not chosen.as_of]
    if kind == "providers":
        entries = [_provider(item) for item in standings]
    else:
        members: dict[str, list[Standing]] = defaultdict(list)
        for item in standings:
            for name in dict.fromkeys(_belongings(data, item, kind)):
                members[name].append(item)
        there = NAMES_OF[kind.removesuffix("s")](data)
        entries = [_entry(kind, named, members[named.item]) for named in there if named.item in members]
    return entries if kind == "leagues" else sorted(entries, key=lambda entry: fold(entry.name))


def _provider(item: Standing) -> Entry:
    others = tuple(filter(None, (item.provider.short, *item.provider.aliases)))
    return Entry(item.provider.name, others, (item,), (item,) if item.counts else ())


def _entry(kind: str, named: Named[str], members: list[Standing]) -> Entry:
    def is_rated(item: Standing) -> bool:
        if item.counts is None:
            return False
        if kind == "standards":
            return named.item in item.counts.standards
        return kind != "owners" or item.owner == named.item

    # Of a league the title, and not what one of its providers is called.
    others = named.others[:1] if kind == "leagues" else tuple(dict.fromkeys(named.others))
    return Entry(named.name, others, tuple(members), tuple(item for item in members if is_rated(item)))


def _belongings(data: DataSet, item: Standing, kind: str) -> Iterable[str]:
    """The names of a kind that go with a provider."""
    provider = item.provider
    if kind == "leagues":
        return [provider.league]
    if kind == "owners":
        named = (inspection.owner for inspection in item.inspections)
        return filter(None, [*(period.owner for period in provider.ownership), *named])
    if kind == "areas":
        return provider.areas
    if kind == "regions":
        return filter(None, [provider.region])
    return (*data.programme_of(item.counts).standard_names, *item.counts.standards) if item.counts else ()
