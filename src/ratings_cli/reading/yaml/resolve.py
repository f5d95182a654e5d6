"""Records -> a data set: every name is looked up, and what cannot be true together is found."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING

from ratings_cli.model.dataset import DataSet, DatedByProgramme
from ratings_cli.model.names import nearest
from ratings_cli.model.records import (
    DataFile,
    Gap,
    Inspection,
    League,
    Owner,
    Ownership,
    Programme,
    Provider,
    ProviderKey,
    Reference,
    field_names,
)
from ratings_cli.reading.diagnostics import Issue, Path
from ratings_cli.reading.disambiguation import NameDisambiguator
from ratings_cli.reading.yaml import consistency

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_OF_AN_INSPECTION = frozenset(field_names(Inspection)) | {"areas", "short"}
_OF_A_GAP = frozenset(field_names(Gap))
_OF_A_LEAGUE = frozenset(field_names(League))
_OF_A_PROVIDER = frozenset(field_names(Provider)) | {"full_name", "partners"}

_SUGGESTIONS = 20
"""For so many unknown names what they may be is looked for, which takes time for each."""


def resolve(file: DataFile) -> tuple[DataSet, list[Issue]]:
    """Look up every name that the records use.

    Returns:
        The data set, and what is wrong: names that are not in the file, names that stand twice, and values
        that cannot be true together. The data set is only to be trusted when nothing is wrong.
    """
    return _Resolver(file).run()


class _Resolver:
    """Holds the names that are known while the records are gone through once."""

    def __init__(self, file: DataFile) -> None:
        self.file = file
        self.findings: list[Issue] = []
        self.leagues = self._implied_leagues()
        self.league_names = {league.name for league in self.leagues}
        self.programmes = {programme.name: programme for programme in file.programmes}
        self.owner_names = {owner.name for owner in file.owners}
        self.providers: dict[ProviderKey, Provider] = {}
        self.by_name: dict[str, list[Provider]] = defaultdict(list)
        self.suggested = 0
        self.apart = NameDisambiguator(provider.name for provider in file.providers if provider.id)

    def run(self) -> tuple[DataSet, list[Issue]]:
        self._declared()
        for place, provider in enumerate(self.file.providers):
            self._provider(provider, ("providers", place))
        inspections = [
            self._inspection(inspection, ("inspections", place))
            for place, inspection in enumerate(self.file.inspections)
        ]
        self.findings += consistency.twice_on_one_day(inspections, self.file.inspections)
        leagues = tuple(
            dataclasses.replace(league, gaps=self._gaps(league.gaps, ("leagues", place, "gaps"), league.name))
            for place, league in enumerate(self.leagues)
        )
        data = DataSet(
            leagues=leagues,
            programmes=self.file.programmes,
            areas=self.file.areas,
            owners=self._implied_owners(inspections),
            providers=tuple(self.providers.values()),
            inspections=tuple(inspections),
            title=self.file.title,
            licence=self.file.licence,
            attribution=self.file.attribution,
            inspectorate=self.file.inspectorate,
            author=self.file.author,
            standard_phrases=self.file.standard_phrases,
            gaps=self._gaps(self.file.gaps, ("gaps",)),
        )
        return data, self.findings

    def _find(self, path: Path, message: str, *, on_key: bool = False) -> None:
        self.findings.append(Issue(path, message, on_key))

    def _implied_leagues(self) -> tuple[League, ...]:
        """The leagues of the file, or, when it declares none, those that its records name."""
        if self.file.leagues:
            return self.file.leagues
        records: list[Provider | Inspection] = [*self.file.providers, *self.file.inspections]
        names = dict.fromkeys(record.league for record in records if record.league)
        if not names:
            return (League(name="", title="Providers", singular="provider"),)
        return tuple(League(name=name) for name in names)

    def _implied_owners(self, inspections: Sequence[Inspection]) -> tuple[Owner, ...]:
        if self.file.owners:
            return self.file.owners
        names = dict.fromkeys(inspection.owner for inspection in inspections if inspection.owner)
        names |= dict.fromkeys(o.owner for provider in self.file.providers for o in provider.ownership)
        return tuple(Owner(name=name) for name in names)

    def _declared(self) -> None:
        """The parts that only declare names: each name once, and no name of another part unknown."""
        self._once("leagues", self.file.leagues, "league")
        self._once("programmes", self.file.programmes, "programme")
        self._once("areas", self.file.areas, "area")
        self._once("owners", self.file.owners, "owner")
        for place, league in enumerate(self.file.leagues):
            if league.regions_of and league.regions_of not in self.league_names:
                self._unknown(("leagues", place, "regions_of"), "league", league.regions_of, self.league_names)
            self.findings += consistency.supports(league.sources, _OF_A_LEAGUE, ("leagues", place))
        for place, programme in enumerate(self.file.programmes):
            self._standards_once(programme, ("programmes", place, "standards"))
        for place, owner in enumerate(self.file.owners):
            self.findings += consistency.supports(owner.sources, _OF_A_PROVIDER, ("owners", place))

    def _once(self, part: str, records: Iterable[League | Programme | Owner | object], kind: str) -> None:
        seen: set[str] = set()
        for place, record in enumerate(records):
            name: str = getattr(record, "name")  # noqa: B009 - every declared record has a name
            if name in seen:
                self._find((part, place, "name"), f"{kind} '{name}' stands here twice (keep one)")
            seen.add(name)

    def _standards_once(self, programme: Programme, path: Path) -> None:
        seen: set[str] = set()
        for heading, names in programme.standards.items():
            for place, name in enumerate(names):
                if name in seen:
                    self._find((*path, heading, place), f"standard '{name}' stands here twice (keep one)")
                seen.add(name)

    def _unknown(self, path: Path, kind: str, name: str, known: Iterable[str]) -> None:
        near = self._nearest(name, known)
        part = f"{kind}s" if not kind.startswith("standard") else "its standards"
        hint = f"did you mean '{near[0]}'?" if near else f"add it to '{part}', or fix the name"
        self._find(path, f"unknown {kind} '{name}' ({hint})")

    def _nearest(self, name: str, known: Iterable[str]) -> list[str]:
        """The names that one may be a slip of, for the first that are not known: nobody fixes thousands one by one."""
        self.suggested += 1
        return nearest(name, known) if self.suggested <= _SUGGESTIONS else []

    def _provider(self, provider: Provider, path: Path) -> None:
        league = provider.league or self.leagues[0].name
        if league not in self.league_names:
            self._unknown((*path, "league"), "league", league, self.league_names)
        is_region = any(candidate.name == league and candidate.regions_of for candidate in self.leagues)
        region = provider.region or (provider.name if is_region else None)
        name = self.apart.name(provider.name, provider.id)
        resolved = dataclasses.replace(provider, name=name, league=league, region=region)
        if resolved.key in self.providers:
            where = f" in league {league}" if league else ""
            message = f"provider '{provider.name}' stands twice{where} (keep one, or give each an id)"
            self._find((*path, "name"), message)
        else:
            self.providers[resolved.key] = resolved
            for name in {provider.name, provider.id or provider.name}:
                self.by_name[name].append(resolved)
        self._ownership(provider.ownership, (*path, "ownership"))
        self.findings += consistency.supports(provider.sources, _OF_A_PROVIDER, path)
        self.findings += consistency.derived(provider.derived, _OF_A_PROVIDER, path)

    def _ownership(self, periods: Sequence[Ownership], path: Path) -> None:
        for place, period in enumerate(periods):
            if self.file.owners and period.owner not in self.owner_names:
                self._unknown((*path, place, "owner"), "owner", period.owner, self.owner_names)
        self.findings += consistency.ownership(periods, path)

    def _inspection(self, inspection: Inspection, path: Path) -> Inspection:
        provider = self._provider_named(inspection, path)
        programme = self._programme_named(inspection, path)
        if self.file.owners and inspection.owner and inspection.owner not in self.owner_names:
            self._unknown((*path, "owner"), "owner", inspection.owner, self.owner_names)
        fields = _OF_AN_INSPECTION
        if programme is not None:
            fields |= self._standards_known(inspection, programme, path)
        self.findings += consistency.cannot_be(inspection, programme, path)
        fields |= set(inspection.standards)
        self.findings += consistency.supports(inspection.sources, fields, path)
        self.findings += consistency.derived(inspection.derived, fields, path)
        also = tuple(
            self._reference(reference, (*path, "also", place)) for place, reference in enumerate(inspection.also)
        )
        if provider is None:
            return inspection
        self.findings += consistency.further(provider, also, inspection.also, (*path, "also"))
        found = dataclasses.replace(inspection, provider=provider.key[1], league=provider.league, also=also)
        if programme is None or programme.from_ is None:
            return found
        values = {name: getattr(found, name) for name in Inspection.__dataclass_fields__}
        return DatedByProgramme(**values, programme_from=programme.from_)

    def _provider_named(self, record: Inspection | Reference, path: Path) -> Provider | None:
        """The provider that an inspection names; one that no part of the file declares is made up from it."""
        # A CSV without a column for it gives no league.
        name, league = record.provider, record.league or None
        if league is not None and league not in self.league_names:
            self._unknown((*path, "league"), "league", league, self.league_names)
            return None
        found = [candidate for candidate in self.by_name.get(name, ()) if league in {None, candidate.league}]
        if len(found) == 1:
            return found[0]
        if found:
            where = ", ".join(f"{candidate.league or ''} {candidate.id or ''}".strip() for candidate in found)
            self._find((*path, "provider"), f"'{name}' fits several providers ({where}; add 'league' or use the id)")
            return None
        if self.file.providers:
            if elsewhere := self.by_name.get(name):
                leagues = list(dict.fromkeys(candidate.league or "" for candidate in elsewhere))
                where = f"league{'s' if len(leagues) > 1 else ''} {' and '.join(leagues)}"
                self._find((*path, "league"), f"'{name}' is in {where}, not {league} (fix the league)")
                return None
            known = [candidate.name for candidate in self.providers.values() if league in {None, candidate.league}]
            self._unknown((*path, "provider"), "provider", name, known)
            return None
        provider = Provider(name=name, league=league or self.leagues[0].name)
        self.providers[provider.key] = provider
        self.by_name[name].append(provider)
        return provider

    def _gaps(self, gaps: Sequence[Gap], path: Path, league: str | None = None) -> tuple[Gap, ...]:
        """Look up whom gaps concern: among the providers of one league, or of all."""
        self.findings += consistency.gaps(gaps, path)
        found = []
        for place, gap in enumerate(gaps):
            self.findings += consistency.supports(gap.sources, _OF_A_GAP, (*path, place))
            keys = [
                self._concerned(name, league, (*path, place, "providers", number))
                for number, name in enumerate(gap.providers)
            ]
            found.append(dataclasses.replace(gap, providers=tuple(filter(None, keys))))
        return tuple(found)

    def _concerned(self, name: str, league: str | None, path: Path) -> str | None:
        """The id or name of the one provider that a gap names."""
        found = [provider for provider in self.by_name.get(name, ()) if league in {None, provider.league}]
        if not found:
            known = [provider.name for provider in self.providers.values() if league in {None, provider.league}]
            self._unknown(path, "provider", name, known)
        elif len(found) > 1:
            where = ", ".join(f"{candidate.league or ''} {candidate.id or ''}".strip() for candidate in found)
            self._find(path, f"'{name}' fits several providers ({where}; use the id, or put the gap into its league)")
        return found[0].key[1] if len(found) == 1 else None

    def _reference(self, reference: Reference, path: Path) -> Reference:
        provider = self._provider_named(reference, path)
        return Reference(provider=provider.key[1], league=provider.league) if provider else reference

    def _programme_named(self, inspection: Inspection, path: Path) -> Programme | None:
        name = inspection.programme
        if not self.programmes or name is None:
            return None
        if name not in self.programmes:
            self._unknown((*path, "programme"), "programme", name, self.programmes)
        return self.programmes.get(name)

    def _standards_known(self, inspection: Inspection, programme: Programme, path: Path) -> set[str]:
        known = set(programme.standard_names)
        if known:
            for name in inspection.standards:
                if name not in known:
                    here = (*path, "standards", name)
                    near = self._nearest(name, known)
                    hint = f"did you mean '{near[0]}'?" if near else f"its standards: {', '.join(sorted(known))}"
                    message = f"unknown standard '{name}' of programme {programme.name} ({hint})"
                    self._find(here, message, on_key=True)
        return known
