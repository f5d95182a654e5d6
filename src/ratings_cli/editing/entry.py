"""An inspection as a mapping with the keys of the data file, and its names as the file has them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from ratings_cli.league.standing import in_order
from ratings_cli.model.dataset import (
    area_names,
    league_names,
    owner_names,
    programme_names,
    provider_names,
    region_names,
    standard_names,
)
from ratings_cli.model.dates import Publication
from ratings_cli.model.errors import UsageError
from ratings_cli.model.names import Named, NameNotFoundError, find, fold, is_told_apart, nearest_named, with_part
from ratings_cli.model.records import Inspection, Programme, field_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import DataFile, Provider

T = TypeVar("T")
Fields: TypeAlias = dict[str, Any]
"""The keys of a record in the data file, each with a parsed value or a name. It is what options, answers and texts
are turned into, what is written, and what the file is compared with when it is read back."""

_SAYS_NOTHING = frozenset(
    {"provider", "league", "programme", "area", "also", "owner", "sources", "derived", "new_provider"}
)


class Addition(NamedTuple):
    """What goes into the file: an inspection, a provider when it is a new one, and what the user should know."""

    inspection: Fields
    provider: Fields | None
    notes: tuple[str, ...]


def look_up(entry: Fields, file: DataFile, data: DataSet) -> Addition:
    """Find the names of an entry in the file, as written and as the data set that it makes.

    A whole name or alias is needed, in any case and punctuation: a part, which is enough elsewhere, could put a
    rating beside the wrong name for good. In `new_provider` stands what is said of one that the file does not know yet.

    Raises:
        UsageError: the file declares names of the kind, and not this one; or nothing would be added.
    """
    names = NamesOfFile(file, data)
    found = dict(entry)
    if entry.keys() <= _SAYS_NOTHING:
        raise UsageError(
            "nothing is said about the inspection (add at least --overall, --standard, --tally, --points, "
            "--verdict, --note or a date)"
        )
    for key in {"league", "owner", "area"} & entry.keys():
        found[key] = names.known(key, entry[key])
    new = names.new_provider(found)
    if new is None:
        found |= names.reference(names.provider(found["provider"], found.get("league")), found.get("league"))
    elif new.get("league"):
        found["league"] = new["league"]
    programme = names.programme(found)
    found["programme"] = programme.name if programme else None
    found["standards"] = names.standards(entry.get("standards", {}), programme)
    found["also"] = [names.further(name, found.get("league")) for name in entry.get("also", ())]
    if not {"published", "published_by"} & entry.keys():
        names.notes.append("without --published it counts in no table with --as-of")
    if (date := entry.get("published")) and date.earliest > dt.date.today():  # noqa: DTZ011 - the day where the user is
        names.notes.append(f"{date} is still to come (is the date right?)")
    given = stated(found)
    ordered = {key: given[key] for key in field_names(Inspection) if key in given}
    return Addition(ordered, new, tuple(dict.fromkeys(names.notes)))


def stated(fields: Fields) -> Fields:
    """The keys without those that say nothing."""
    return {key: value for key, value in fields.items() if value is not None and value not in ([], {})}


class NamesOfFile:
    """Finds names in a file, and collects what the user should know."""

    def __init__(self, file: DataFile, data: DataSet) -> None:
        self.file = file
        self.data = data
        self.notes: list[str] = []

    def of_kind(self, key: str) -> tuple[str, Sequence[Named[str]], str, bool]:
        """The option that takes names of a kind, the names, the word for one, and whether a list declares them all."""
        kinds = {
            "league": ("--league", league_names, "league", self.file.leagues),
            "owner": ("--owner", owner_names, "owner", self.file.owners),
            "programme": ("--programme", programme_names, "programme", self.file.programmes),
            "region": ("--region", region_names, "region", ()),
            "serves": ("--area", area_names, "area", ()),
            "area": ("--area-inspected", _areas, "area", ()),
        }
        option, names, kind, declared = kinds[key]
        return option, names(self.data), kind, bool(declared)

    def known(self, key: str, typed: str) -> str:
        """A name as the file has it; as it was typed where it is new and no list declares those of its kind.

        Raises:
            UsageError: a list declares them, and not this one; or it fits several.
        """
        option, known, kind, declared = self.of_kind(key)
        return self._find(option, typed, known, kind, declared=declared)

    def provider(self, typed: str, league: str | None) -> Provider | str:
        """The provider of a name, in the manner of `known`."""
        known, declared, remedy = self._providers(league), bool(self.file.providers), "for a new one: --new-provider"
        return self._find("--provider", typed, known, "provider", declared=declared, remedy=remedy)

    def _find(  # noqa: PLR0913 - what the message says
        self, option: str, typed: str, known: Sequence[Named[T]], kind: str, *, declared: bool, remedy: str = ""
    ) -> T | str:
        if found := _whole(option, typed, known, kind):
            return found
        near = _near(typed, known)
        if declared:
            hint = f"did you mean {' or '.join(near)}?" if near else "no name comes near it"
            remedy = remedy or f"or add it to '{kind}s' in the file first"
            raise UsageError(f"{option}: no {kind} of the file is called '{typed}' ({hint}; {remedy})")
        if near:
            self.notes.append(f"'{typed}' is a new {kind} in this file (not the same as {' or '.join(near)})")
        return typed

    def _providers(self, league: str | None) -> list[Named[Provider]]:
        leagues = [candidate for candidate in self.data.leagues if candidate.name == league] if league else None
        return provider_names(self.data, leagues)

    def new_provider(self, entry: Fields) -> Fields | None:
        """The record of a new provider; None where the file is to know it already.

        Raises:
            UsageError: it knows it, or has no list for it.
        """
        about: Fields = entry.get("new_provider") or {}
        is_new, told = bool(about.get("is_new")), {"region", "areas"} & about.keys()
        if not (is_new or told):
            return None
        typed, league = entry["provider"], entry.get("league")
        known = self._providers(league)
        if found := _whole("--provider", typed, known, "provider"):
            what = "--new-provider" if is_new else "--region and --area"
            hint = "; for the place that was inspected: --area-inspected" if "areas" in about else ""
            raise UsageError(f"{what}: the file knows '{found.name}' already (leave it out{hint})")
        if told and not self.file.providers:
            raise UsageError("--region and --area go into 'providers', and the file has no such list (add it first)")
        if not (is_new and self.file.providers):
            return None  # what is not said to be new is looked up, and refused with what it may be
        name = self._find("--provider", typed, known, "provider", declared=False)
        new: Fields = {"name": name, "league": league or self.data.leagues[0].name or None}
        if "region" in about:
            new["region"] = self.known("region", about["region"])
        new["areas"] = [self.known("serves", area) for area in about.get("areas", ())]
        return stated(new)

    def reference(self, provider: Provider | str, league: str | None) -> Fields:
        """What an inspection must say so that it means this provider and no other."""
        if isinstance(provider, str) or (provider.id and is_told_apart(provider.name, provider.id)):
            return {"provider": provider if isinstance(provider, str) else provider.id, "league": league}
        same = [candidate for candidate in self.data.providers if provider.name in {candidate.name, candidate.id}]
        if len(same) == 1:
            return {"provider": provider.name, "league": league}
        in_league = [candidate for candidate in same if candidate.league == provider.league]
        name = provider.name if len(in_league) == 1 else provider.id or provider.name
        return {"provider": name, "league": provider.league or None}

    def further(self, typed: str, league: str | None) -> Fields:
        """A further provider of the report: a new one, where the file declares none, is of the same league."""
        declared = bool(self.file.providers)
        provider = self._find("--also", typed, provider_names(self.data), "provider", declared=declared)
        return stated(self.reference(provider, league if isinstance(provider, str) else None))

    def programme(self, entry: Fields) -> Programme | None:
        """The programme that is named, else the usual one."""
        if not entry.get("programme"):
            return self._usual_programme(entry)
        name = self.known("programme", entry["programme"])
        return next((programme for programme in self.data.programmes if programme.name == name), Programme(name=name))

    def _usual_programme(self, entry: Fields) -> Programme | None:
        """The programme of the provider's newest report, where the new one can be of it; said, for nobody named it.

        It cannot be where it gives no ratings and there is one, where the report is not certainly later than the newest
        one, or where a later programme of the league had begun.
        """
        date, inspections = entry.get("published"), self.data.inspections
        of_provider = [
            inspection
            for inspection in inspections
            if inspection.provider == entry["provider"] and entry.get("league") in {None, inspection.league}
        ]
        known = in_order(self.data, of_provider)
        newest = next((inspection for inspection in reversed(known) if inspection.programme), None)
        if date is None or newest is None:
            return None
        programme = self.data.programme_of(newest)
        begun = [
            later
            for later in self.data.programmes[self.data.programme_place(newest) + 1 :]
            if later.rated
            and (later.from_ is None or later.from_.earliest <= date.latest)
            and any((i.programme, i.league) == (later.name, newest.league) for i in inspections)
        ]
        fits = programme.rated or not (entry.get("overall") or entry.get("standards"))
        if begun or not fits or not known[-1].publication.certainly_before(Publication(date)):
            self.notes.append("no programme is named and none is certain, so its date alone says where it stands")
            return None
        when = f" {newest.publication.said}" if newest.publication.said else ""
        self.notes.append(f"programme: {programme.name}, as of its report{when} (for another: --programme)")
        return programme

    def standards(self, typed: Mapping[str, Any], programme: Programme | None) -> Fields:
        """The standards by the names that the programme has for them."""
        known = standard_names(self.data, programme.name if programme else None)
        declared = bool(programme and programme.standard_names)
        found: Fields = {}
        for name, band in typed.items():
            standard = self._find("--standard", name, known, "standard", declared=declared)
            if standard in found:
                raise UsageError(f"--standard: '{standard}' is given twice (give it once)")
            found[standard] = band
        return found


def _areas(data: DataSet) -> list[Named[str]]:
    """The areas that providers serve, and those that were inspected."""
    known = area_names(data)
    inspected = dict.fromkeys(inspection.area for inspection in data.inspections if inspection.area)
    return [*known, *(Named(name, name) for name in inspected if name not in {named.name for named in known})]


def _whole(option: str, name: str, known: Sequence[Named[T]], kind: str) -> T | None:
    """What has this whole name or alias; None when nothing does."""
    whole = [named for named in known if any(fold(spelling) == fold(name) for spelling in named.spellings)]
    try:
        return find(name, whole, kind) if whole else None
    except NameNotFoundError as error:
        raise UsageError(f"{option}: {error}") from None


def _near(name: str, known: Sequence[Named[T]]) -> list[str]:
    """The names that come near, those of which it is a part first."""
    parts = [named.name for named in with_part(name, known)]
    return list(dict.fromkeys([*parts, *nearest_named(name, known)]))[:3]
