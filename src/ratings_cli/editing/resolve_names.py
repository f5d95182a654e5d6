"""The names of an entry, looked up in the file that it shall go into."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ratings_cli.editing.entry import Addition
from ratings_cli.league.standing import in_order
from ratings_cli.model.dates import Publication
from ratings_cli.model.errors import UsageError
from ratings_cli.model.known_names import (
    area_names,
    league_names,
    owner_names,
    programme_names,
    provider_names,
    region_names,
    standard_names,
)
from ratings_cli.model.names import Named, NameNotFoundError, find, fold, nearest
from ratings_cli.model.records import DataFile, Inspection, Programme, Provider, Reference
from ratings_cli.reading.disambiguation import is_told_apart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ratings_cli.editing.entry import Entry
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.scale import Band

T = TypeVar("T")


def look_up(entry: Entry, file: DataFile, data: DataSet) -> Addition:
    """Find the names of an entry in the file.

    A whole name or alias is needed, in any case and punctuation: a part, which is enough elsewhere, could put a
    rating beside the wrong name for good.

    Args:
        entry: what the user said.
        file: the data file as written, which says what it declares.
        data: the data set that it makes, with every name that it knows.

    Raises:
        UsageError: the file declares names of the kind, and not this one; or nothing would be added.
    """
    _refuse_empty(entry)
    return _LookUp(entry, file, data).addition()


def _refuse_empty(entry: Entry) -> None:
    dates = (entry.published, entry.published_by, entry.fieldwork)
    says = (entry.overall, entry.standards, entry.tally, entry.verdict, entry.note, *dates)
    numbers = (entry.points, entry.caseload)
    if not any(says) and all(number is None for number in numbers):
        raise UsageError(
            "nothing is said about the inspection (add at least --overall, --standard, --tally, --points, "
            "--verdict, --note or a date)"
        )


class _LookUp:
    """Holds the file, what it knows and the notes while the names of one entry are looked up."""

    def __init__(self, entry: Entry, file: DataFile, data: DataSet) -> None:
        self.entry = entry
        self.file = file
        self.data = data
        self.notes: list[str] = []

    def addition(self) -> Addition:
        entry = self.entry
        league = self._known(
            "--league", entry.league, league_names(self.data), "league", declared=bool(self.file.leagues)
        )
        new, name, league = self._provider(league)
        programme = self._programme() or self._usual_programme(name, league)
        if entry.published is None and entry.published_by is None:
            self.notes.append("without --published it counts in no table with --as-of")
        owner_declared = bool(self.file.owners)
        inspection = Inspection(
            provider=name,
            league=league,
            programme=programme.name if programme else None,
            area=self._known("--area-inspected", entry.area, self._areas(), "area"),
            also=self._also(league),
            published=entry.published,
            published_by=entry.published_by,
            fieldwork=entry.fieldwork,
            owner=self._known("--owner", entry.owner, owner_names(self.data), "owner", declared=owner_declared),
            overall=entry.overall,
            points=entry.points,
            points_max=entry.points_max,
            standards=self._standards(programme),
            tally=self._tally(),
            caseload=entry.caseload[0] if entry.caseload else None,
            caseload_is=entry.caseload[1] if entry.caseload else None,
            verdict=entry.verdict,
            note=entry.note,
            sources=entry.sources,
        )
        return Addition(inspection, new, tuple(self.notes))

    def _known(
        self, option: str, name: str | None, known: Sequence[Named[str]], kind: str, *, declared: bool = False
    ) -> str | None:
        """The name as the file has it; as it was typed when it is new and the file declares none of its kind."""
        if name is None:
            return None
        found = self._find(option, name, known, kind)
        if found is None and declared:
            raise UsageError(f"{option}: {_unknown(name, known, kind)}; or add it to '{kind}s' in the file first)")
        if found is None:
            self._note_new(name, known, kind)
        return found or name

    @staticmethod
    def _find(option: str, name: str, known: Sequence[Named[T]], kind: str) -> T | None:
        """The thing whose whole name or alias this is; None when there is none."""
        whole = [named for named in known if any(fold(spelling) == fold(name) for spelling in named.spellings)]
        if not whole:
            return None
        try:
            return find(name, whole, kind)
        except NameNotFoundError as error:
            raise UsageError(f"{option}: {error}") from None

    def _note_new(self, name: str, known: Sequence[Named[T]], kind: str) -> None:
        near = _near(name, known)
        if near:
            self.notes.append(f"'{name}' is a new {kind} in this file (not the same as {' or '.join(near)})")

    def _programme(self) -> Programme | None:
        known = programme_names(self.data)
        name = self._known("--programme", self.entry.programme, known, "programme", declared=bool(self.file.programmes))
        if name is None:
            return None
        return next((programme for programme in self.data.programmes if programme.name == name), Programme(name=name))

    def _usual_programme(self, name: str, league: str | None) -> Programme | None:
        """The programme of the provider's newest report, where the new one can be of it; said, for nobody named it.

        It cannot be where it gives no ratings and there is one, where the report is not certainly later than the newest
        one, or where a later programme of the league had begun.
        """
        date = self.entry.published
        if date is None:
            return None
        known = in_order(
            self.data, [inspection for inspection in self.data.inspections if _is_of(inspection, name, league)]
        )
        newest = next((inspection for inspection in reversed(known) if inspection.programme), None)
        if newest is None:
            return None
        programme = self.data.programme_of(newest)
        place = self.data.programme_place(newest)
        begun = [
            later
            for later in self.data.programmes[place + 1 :]
            if later.rated
            and (later.from_ is None or later.from_.earliest <= date.latest)
            and any(
                (inspection.programme, inspection.league) == (later.name, newest.league)
                for inspection in self.data.inspections
            )
        ]
        fits = programme.rated or not (self.entry.overall or self.entry.standards)
        if begun or not fits or not known[-1].publication.certainly_before(Publication(date)):
            self.notes.append("no programme is named and none is certain, so its date alone says where it stands")
            return None
        when = f" {newest.publication.said}" if newest.publication.said else ""
        self.notes.append(f"programme: {programme.name}, as of its report{when} (for another: --programme)")
        return programme

    def _standards(self, programme: Programme | None) -> Mapping[str, Band]:
        names = programme.standard_names if programme else ()
        known = standard_names(self.data, programme.name if programme else None)
        found: dict[str, Band] = {}
        for typed, band in self.entry.standards:
            name = self._known("--standard", typed, known, "standard", declared=bool(names)) or typed
            if name in found:
                raise UsageError(f"--standard: '{name}' is given twice (give it once)")
            found[name] = band
        return found

    def _tally(self) -> Mapping[Band, int]:
        found: dict[Band, int] = {}
        for band, number in self.entry.tally:
            if band in found:
                raise UsageError(f"--tally: '{band.value}' is given twice (give it once)")
            found[band] = number
        return found

    def _areas(self) -> list[Named[str]]:
        """The areas that providers serve, and those that were inspected."""
        known = area_names(self.data)
        inspected = dict.fromkeys(inspection.area for inspection in self.data.inspections if inspection.area)
        return [*known, *(Named(name, name) for name in inspected if name not in {named.name for named in known})]

    def _also(self, league: str | None) -> tuple[Reference, ...]:
        """The further providers of the report: a new one, where the file declares none, is of the same league."""
        known = provider_names(self.data)
        found: list[Reference] = []
        for typed in self.entry.also:
            provider = self._find("--also", typed, known, "provider")
            if provider is None and self.file.providers:
                unknown = _unknown(typed, known, "provider")
                raise UsageError(f"--also: {unknown}; or add it to 'providers' in the file first)")
            if provider is None:
                self._note_new(typed, known, "provider")
            name, of = (typed, league) if provider is None else self._reference(provider, None)
            found.append(Reference(provider=name, league=of))
        return tuple(found)

    def _provider(self, league: str | None) -> tuple[Provider | None, str, str | None]:
        """The provider when it is a new one, and the name and league that the inspection needs."""
        entry = self.entry
        leagues = [candidate for candidate in self.data.leagues if candidate.name == league] if league else None
        known = provider_names(self.data, leagues)
        found = self._find("--provider", entry.provider, known, "provider")
        declared = bool(self.file.providers)
        about_new = entry.region or entry.serves
        if found is not None:
            if entry.new_provider or about_new:
                what = "--new-provider" if entry.new_provider else "--region and --area"
                hint = "; for the place that was inspected: --area-inspected" if entry.serves else ""
                raise UsageError(f"{what}: the file knows '{found.name}' already (leave it out{hint})")
            return (None, *self._reference(found, league))
        if about_new and not declared:
            raise UsageError("--region and --area go into 'providers', and the file has no such list (add it first)")
        if not declared:
            self._note_new(entry.provider, known, "provider")
            return None, entry.provider, league
        if not entry.new_provider:
            raise UsageError(
                f"--provider: {_unknown(entry.provider, known, 'provider')}; for a new one: --new-provider)"
            )
        self._note_new(entry.provider, known, "provider")
        needs_league = league or (self.data.leagues[0].name or None)
        new = Provider(
            name=entry.provider,
            league=needs_league,
            region=self._known("--region", entry.region, region_names(self.data), "region"),
            areas=tuple(self._known("--area", area, area_names(self.data), "area") or area for area in entry.serves),
        )
        return new, entry.provider, needs_league

    def _reference(self, provider: Provider, league: str | None) -> tuple[str, str | None]:
        """What an inspection must say so that it means this provider and no other."""
        if provider.id and is_told_apart(provider.name, provider.id):
            return provider.id, league
        same = [candidate for candidate in self.data.providers if provider.name in {candidate.name, candidate.id}]
        if len(same) == 1:
            return provider.name, league
        in_league = [candidate for candidate in same if candidate.league == provider.league]
        name = provider.name if len(in_league) == 1 else provider.id or provider.name
        return name, provider.league or None


def _is_of(inspection: Inspection, name: str, league: str | None) -> bool:
    """Whether an inspection is of the provider that a reference means."""
    return inspection.provider == name and league in {None, inspection.league}


def _near(name: str, known: Sequence[Named[T]]) -> list[str]:
    """The names that come near, those of which it is a part first."""
    by_spelling = {spelling: named.name for named in known for spelling in named.spellings}
    parts = [full for spelling, full in by_spelling.items() if f" {fold(name)}" in f" {fold(spelling)}"]
    near = [by_spelling[spelling] for spelling in nearest(name, by_spelling)]
    return list(dict.fromkeys([*parts, *near]))[:3]


def _unknown(name: str, known: Sequence[Named[T]], kind: str) -> str:
    """The beginning of a message, with an open bracket for what can be done besides."""
    near = _near(name, known)
    hint = f"did you mean {' or '.join(near)}?" if near else "no name comes near it"
    return f"no {kind} of the file is called '{name}' ({hint}"
