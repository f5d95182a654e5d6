"""Records -> a data set: every name gets one spelling and is looked up, and what cannot be true together is found."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from ratings_cli.model.dataset import DataSet, DatedByProgramme, implied_leagues
from ratings_cli.model.names import NameDisambiguator, name_key, nearest
from ratings_cli.model.records import (
    Area,
    DataFile,
    Derived,
    Gap,
    Inspection,
    League,
    Owner,
    Ownership,
    Programme,
    Provider,
    ProviderKey,
    Reference,
    Source,
    field_names,
)
from ratings_cli.reading.diagnostics import Issue, KeyPath
from ratings_cli.reading.yaml import consistency

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

Record = TypeVar("Record")

_OF_AN_INSPECTION = frozenset(field_names(Inspection)) | {"areas", "short"}
_OF_A_GAP = frozenset(field_names(Gap))
_OF_A_LEAGUE = frozenset(field_names(League))
_OF_A_PROVIDER = frozenset(field_names(Provider)) | {"full_name", "partners"}

_SUGGESTIONS = 20
"""For so many unknown names what they may be is looked for, which takes time for each: nobody fixes thousands."""

_NAMES: dict[type[Any], dict[str, str]] = {
    League: {"name": "league", "regions_of": "league"},
    Programme: {"name": "programme", "standards": "standard"},
    Area: {"name": "area"},
    Owner: {"name": "owner"},
    Provider: {"name": "provider", "league": "league", "region": "region", "areas": "area"},
    Ownership: {"owner": "owner"},
    Gap: {"providers": "provider"},
    Reference: {"provider": "provider", "league": "league"},
    Inspection: {name: name for name in ("provider", "league", "programme", "owner", "area")}
    | {"standards": "standard"},
    Source: {"supports": "standard"},
    Derived: {"fields": "standard"},
}
"""Which fields of a record hold names, and of what."""
_DECLARED_FIRST = ("leagues", "programmes", "areas", "owners", "providers", "inspections", "gaps")


def with_one_spelling(file: DataFile) -> DataFile:
    """Write every name as the file has it first, what is declared before what is used.

    Names that differ in case, spacing or composition alone are one name, so that a slip of the shift key does not make
    a second body. Ids are codes and stay as they are. Two declarations that mean one get one name too, so that whoever
    looks for names that stand twice finds them.
    """
    ids = {provider.id for provider in file.providers if provider.id}
    first: dict[str, dict[str, str]] = defaultdict(dict)

    def spell(name: str, kind: str, *, is_mention: bool) -> str:
        if name in ids:
            return name
        # Sources mention standards and fields alike, so what they say is nowhere the first spelling.
        known = first[kind]
        return known.get(name_key(name), name) if is_mention else known.setdefault(name_key(name), name)

    def rewritten(record: Record) -> Record:
        kind = type(record)
        kinds = _NAMES.get(kind) or _NAMES.get(kind.__base__ or kind, {})  # of a row of a table it is a subclass
        is_mention = isinstance(record, Source | Derived)
        changed: dict[str, Any] = {}
        for field in _DECLARED_FIRST if isinstance(record, DataFile) else record.__dataclass_fields__:  # type: ignore[attr-defined]
            value = getattr(record, field)
            if field in kinds:
                new = _spelled(value, partial(spell, kind=kinds[field], is_mention=is_mention))
            elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
                new = tuple(map(rewritten, value))
            else:
                continue
            if new != value:  # records that stay as they are need not be validated once more
                changed[field] = new
        return dataclasses.replace(record, **changed) if changed else record  # type: ignore[type-var]

    return rewritten(file)


def _spelled(value: Any, spell: Callable[[str], str]) -> Any:  # noqa: ANN401 - see below
    """A name, names, names under headings, or bands by name, each name spelled anew."""
    if isinstance(value, str):
        return spell(value)
    if isinstance(value, tuple):
        return tuple(map(spell, value))
    if not isinstance(value, dict):
        return value
    if any(isinstance(held, tuple) for held in value.values()):
        return {heading: _spelled(held, spell) for heading, held in value.items()}
    return {spell(name): band for name, band in value.items()}


def resolve(file: DataFile) -> tuple[DataSet, list[Issue]]:
    """Look up every name that the records use; the data set is only to be trusted when nothing is wrong."""
    resolver = _Resolver(file)
    return resolver.data_set(), resolver.issues


class _Resolver:
    """Holds the names that are known while the records are gone through once."""

    def __init__(self, file: DataFile) -> None:
        self.file = file
        self.issues: list[Issue] = []
        self.leagues = file.leagues or implied_leagues([*file.providers, *file.inspections])
        self.league_names = {league.name for league in self.leagues}
        self.programmes = {programme.name: programme for programme in file.programmes}
        self.owner_names = {owner.name for owner in file.owners}
        self.providers: dict[ProviderKey, Provider] = {}
        self.by_name: dict[str, list[Provider]] = defaultdict(list)
        self.suggested = 0
        self.disambiguator = NameDisambiguator([provider.name for provider in file.providers if provider.id])

    def data_set(self) -> DataSet:
        file = self.file
        self._declared()
        for place, provider in enumerate(file.providers):
            self._provider(provider, ("providers", place))
        inspections = [self._inspection(item, ("inspections", place)) for place, item in enumerate(file.inspections)]
        self.issues += consistency.twice_on_one_day(inspections, file.inspections)
        owners = [inspection.owner for inspection in inspections if inspection.owner]
        owners += [period.owner for provider in file.providers for period in provider.ownership]
        leagues = tuple(
            dataclasses.replace(league, gaps=self._gaps(league.gaps, ("leagues", place, "gaps"), league.name))
            for place, league in enumerate(self.leagues)
        )
        return DataSet.of(
            file,
            leagues=leagues,
            owners=file.owners or tuple(Owner(name=name) for name in dict.fromkeys(owners)),
            providers=tuple(self.providers.values()),
            inspections=tuple(inspections),
            gaps=self._gaps(file.gaps, ("gaps",)),
        )

    def _declared(self) -> None:
        """The parts that only declare names: each name once, and no name of another part unknown."""
        file = self.file
        declared: dict[str, Sequence[Any]] = {
            "league": file.leagues,
            "programme": file.programmes,
            "area": file.areas,
            "owner": file.owners,
        }
        for kind, records in declared.items():
            self._once(kind, (((f"{kind}s", place, "name"), record.name) for place, record in enumerate(records)))
        for place, league in enumerate(file.leagues):
            if league.regions_of:
                self._check_known(("leagues", place, "regions_of"), "league", league.regions_of, self.league_names)
            self.issues += consistency.unsupported(league, _OF_A_LEAGUE, ("leagues", place))
        for place, programme in enumerate(file.programmes):
            path: KeyPath = ("programmes", place, "standards")
            headings = programme.standards.items()
            self._once(
                "standard", (((*path, head, n), name) for head, names in headings for n, name in enumerate(names))
            )
        for place, owner in enumerate(file.owners):
            self.issues += consistency.unsupported(owner, _OF_A_PROVIDER, ("owners", place))

    def _once(self, kind: str, names: Iterable[tuple[KeyPath, str]]) -> None:
        seen: set[str] = set()
        for path, name in names:
            if name in seen:
                self.issues.append(Issue(path, f"{kind} '{name}' stands here twice (keep one)"))
            seen.add(name)

    def _check_known(self, path: KeyPath, kind: str, name: str, known: Collection[str]) -> bool:
        """Whether a name is known; an issue where it is not."""
        if name in known:
            return True
        near = self._nearest(name, known)
        hint = f"did you mean '{near[0]}'?" if near else f"add it to '{kind}s', or fix the name"
        self.issues.append(Issue(path, f"unknown {kind} '{name}' ({hint})"))
        return False

    def _nearest(self, name: str, known: Iterable[str]) -> list[str]:
        self.suggested += 1
        return nearest(name, known) if self.suggested <= _SUGGESTIONS else []

    def _provider(self, provider: Provider, path: KeyPath) -> None:
        league = provider.league or self.leagues[0].name
        self._check_known((*path, "league"), "league", league, self.league_names)
        is_region = any(candidate.name == league and candidate.regions_of for candidate in self.leagues)
        region = provider.region or (provider.name if is_region else None)
        name = self.disambiguator.name(provider.name, provider.id)
        resolved = dataclasses.replace(provider, name=name, league=league, region=region)
        if resolved.key in self.providers:
            where = f" in league {league}" if league else ""
            message = f"provider '{provider.name}' stands twice{where} (keep one, or give each an id)"
            self.issues.append(Issue((*path, "name"), message))
        else:
            self.providers[resolved.key] = resolved
            for name in {provider.name, provider.id or provider.name}:
                self.by_name[name].append(resolved)
        for place, period in enumerate(provider.ownership):
            self._owner(period.owner, (*path, "ownership", place, "owner"))
        self.issues += consistency.ownership(provider.ownership, (*path, "ownership"))
        self.issues += consistency.unsupported(provider, _OF_A_PROVIDER, path)

    def _owner(self, name: str | None, path: KeyPath) -> None:
        if name and self.file.owners:
            self._check_known(path, "owner", name, self.owner_names)

    def _inspection(self, inspection: Inspection, path: KeyPath) -> Inspection:
        provider = self._provider_named(inspection, path)
        programme = self._programme_named(inspection, path)
        self._owner(inspection.owner, (*path, "owner"))
        self.issues += consistency.cannot_be(inspection, programme, path)
        fields = _OF_AN_INSPECTION | set(inspection.standards) | set(programme.standard_names if programme else ())
        self.issues += consistency.unsupported(inspection, fields, path)
        also = tuple(self._also(other, (*path, "also", place)) for place, other in enumerate(inspection.also))
        if provider is None:
            return inspection
        self.issues += consistency.further(provider, also, inspection.also, (*path, "also"))
        found = dataclasses.replace(inspection, provider=provider.key[1], league=provider.league, also=also)
        if programme is None or programme.from_ is None:
            return found
        values = {name: getattr(found, name) for name in Inspection.__dataclass_fields__}
        return DatedByProgramme(**values, programme_from=programme.from_)

    def _also(self, reference: Reference, path: KeyPath) -> Reference:
        provider = self._provider_named(reference, path)
        return Reference(provider=provider.key[1], league=provider.league) if provider else reference

    def _provider_named(self, record: Inspection | Reference, path: KeyPath) -> Provider | None:
        """The provider that an inspection names; one that no part of the file declares is made up from it."""
        # A CSV without a column for it gives no league.
        name, league = record.provider, record.league or None
        if league is not None and not self._check_known((*path, "league"), "league", league, self.league_names):
            return None
        if not self.file.providers and not self._candidates(name, league):
            provider = Provider(name=name, league=league or self.leagues[0].name)
            self.providers[provider.key] = provider
            self.by_name[name].append(provider)
            return provider
        if (elsewhere := self.by_name.get(name)) and not self._candidates(name, league):
            leagues = list(dict.fromkeys(candidate.league for candidate in elsewhere))
            where = f"league{'s' if len(leagues) > 1 else ''} {' and '.join(leagues)}"
            self.issues.append(Issue((*path, "league"), f"'{name}' is in {where}, not {league} (fix the league)"))
            return None
        return self._only(name, league, (*path, "provider"), "add 'league' or use the id")

    def _candidates(self, name: str, league: str | None) -> list[Provider]:
        return [candidate for candidate in self.by_name.get(name, ()) if league in {None, candidate.league}]

    def _only(self, name: str, league: str | None, path: KeyPath, remedy: str) -> Provider | None:
        """The one provider of a name in a league, or in any; an issue where there is none, or several."""
        found = self._candidates(name, league)
        if len(found) == 1:
            return found[0]
        if found:
            where = ", ".join(f"{candidate.league or ''} {candidate.id or ''}".strip() for candidate in found)
            self.issues.append(Issue(path, f"'{name}' fits several providers ({where}; {remedy})"))
        else:
            known = [provider.name for provider in self.providers.values() if league in {None, provider.league}]
            self._check_known(path, "provider", name, known)
        return None

    def _gaps(self, gaps: Sequence[Gap], path: KeyPath, league: str | None = None) -> tuple[Gap, ...]:
        """Look up whom gaps concern: among the providers of one league, or of all."""
        self.issues += consistency.backwards("the gap", "until", [(gap.from_, gap.until) for gap in gaps], path)
        found = []
        for place, gap in enumerate(gaps):
            here = (*path, place)
            self.issues += consistency.unsupported(gap, _OF_A_GAP, here)
            concerned = [
                self._only(name, league, (*here, "providers", number), "use the id, or put the gap into its league")
                for number, name in enumerate(gap.providers)
            ]
            found.append(dataclasses.replace(gap, providers=tuple(item.key[1] for item in concerned if item)))
        return tuple(found)

    def _programme_named(self, inspection: Inspection, path: KeyPath) -> Programme | None:
        """The programme of an inspection, of which it must rate the standards."""
        name = inspection.programme
        if not self.programmes or name is None:
            return None
        self._check_known((*path, "programme"), "programme", name, self.programmes)
        programme = self.programmes.get(name)
        known = set(programme.standard_names) if programme else set()
        for standard in inspection.standards if known else ():
            if standard not in known:
                near = self._nearest(standard, known)
                hint = f"did you mean '{near[0]}'?" if near else f"its standards: {', '.join(sorted(known))}"
                message = f"unknown standard '{standard}' of programme {name} ({hint})"
                self.issues.append(Issue((*path, "standards", standard), message, on_key=True))
        return programme
