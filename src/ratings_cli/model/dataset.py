"""The data set: the records with every name resolved; and every name in it that a person may type."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ratings_cli.model.dates import Publication
from ratings_cli.model.names import Named, fold
from ratings_cli.model.records import DataFile, Inspection, League, Programme
from ratings_cli.model.scale import TOP_SCORE, Band, Points, points_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import Provider, ProviderKey

_AFTER_THE_END, _BEFORE_THE_FIRST = 400, 200  # days
_CASE_STANDARDS = frozenset({"assessment", "planning", "implementation and delivery", "reviewing"})
BEFORE_ALL = -1
"""The place of a programme that the file does not tell of."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DatedByProgramme(Inspection):
    """An inspection under a programme of which is known when it began."""

    programme_from: PartialDate
    """When its programme began."""

    @property
    def publication(self) -> Publication:
        """When the report was published, as far as it is known."""
        return Publication(self.published, self.published_by, self.fieldwork, self.programme_from)


@dataclass(frozen=True, kw_only=True)
class DataSet(DataFile):
    """The records of a data file with every name resolved: each inspection's league and provider exist.

    All stand in the order of the file. That of the inspections decides when dates do not.
    """

    inspections: Sequence[Inspection]  # type: ignore[assignment]  # a table makes them when asked
    remarks: tuple[str, ...] = ()
    """What a reader should know of how the file was read, such as which column was taken for what."""
    table: Path | None = None
    """The CSV that the data file names, when it names one."""

    @classmethod
    def of(cls, file: DataFile, **resolved: Any) -> DataSet:  # noqa: ANN401 - fields of any type
        """The data set that a file makes, with what is resolved in place of what is written."""
        return cls(**{name: getattr(file, name) for name in DataFile.__dataclass_fields__} | resolved)

    @cached_property
    def _programmes(self) -> dict[str | None, Programme]:
        return {programme.name: programme for programme in self.programmes}

    @cached_property
    def programme_places(self) -> dict[str | None, int]:
        """The place of each programme in the file: a later programme is a newer one."""
        return {programme.name: place for place, programme in enumerate(self.programmes)}

    @cached_property
    def inspections_of(self) -> Mapping[ProviderKey, Sequence[Inspection]]:
        """The inspections of each provider, in the order of the file."""
        found: dict[ProviderKey, list[Inspection]] = {}
        for inspection in self.inspections:
            # Not `inspection.key`: of a million records each call is felt.
            found.setdefault((inspection.league, inspection.provider), []).append(inspection)
        return found

    @cached_property
    def provider_of(self) -> Mapping[ProviderKey, Provider]:
        """Each provider by its key."""
        return {provider.key: provider for provider in self.providers}

    @cached_property
    def also_about(self) -> Mapping[ProviderKey, Sequence[Inspection]]:
        """The inspections of other providers whose reports are about a provider too, in the order of the file."""
        found: dict[ProviderKey, list[Inspection]] = defaultdict(list)
        for inspection in self.inspections:
            for also in inspection.also:
                found[also.key].append(inspection)
        return found

    @cached_property
    def owner_short_names(self) -> Mapping[str, str]:
        """By the name of an owner the alias that is made of its capital letters: RRP, HMPPS."""
        initials = {owner.name: "".join(filter(str.isupper, owner.name)) for owner in self.owners}
        return {owner.name: initials[owner.name] for owner in self.owners if initials[owner.name] in owner.aliases}

    @cached_property
    def _rates_overall(self) -> bool:
        return any(inspection.overall is not None for inspection in self.inspections)

    def is_rated(self, inspection: Inspection) -> bool:
        """Whether an inspection can be the one that counts: it has an overall rating.

        Some inspectorates rate standards only. Where no inspection of the data has an overall rating, one with the
        rating of any standard counts.
        """
        return inspection.overall is not None or (bool(inspection.standards) and not self._rates_overall)

    def programme_of(self, inspection: Inspection) -> Programme:
        """The programme of an inspection; one without a name when the file does not tell of it."""
        name = inspection.programme
        known = self._programmes.get(name)
        if known is None:
            known = self._programmes[name] = Programme(name=name or "")
        return known

    def programme_place(self, inspection: Inspection) -> int:
        """The place of the inspection's programme in the file; before all of them when it is not there."""
        return self.programme_places.get(inspection.programme, BEFORE_ALL)

    def programmes_of(self, league: str) -> list[Programme]:
        """The programmes that have rated providers of a league."""
        used = {inspection.programme for inspection in self.inspections if inspection.league == league}
        return [programme for programme in self.programmes if programme.name in used and programme.rated]

    def rated_standards(self, league: str) -> list[str]:
        """Every standard that the programmes of a league rate, or, where none says, that the file names."""
        rated = dict.fromkeys(name for programme in self.programmes_of(league) for name in programme.standard_names)
        return [*rated] or [named.name for named in standard_names(self)]

    def groups_of_standards(self, league: str, count: int, words: set[str]) -> set[tuple[str, ...]]:
        """The groups of so many standards: all of a programme, or those under a heading that has one of the words."""
        groups: set[tuple[str, ...]] = set()
        for programme in self.programmes_of(league):
            for heading, names in [("", programme.standard_names), *programme.standards.items()]:
                cases = tuple(name for name in names if "case" in words and name in _CASE_STANDARDS)
                is_case = bool(heading) and len(cases) == len(_CASE_STANDARDS)
                fits = [names] if is_case or not heading or words & set(fold(heading).split()) else []
                groups |= {next((group for group in (*fits, cases) if len(group) == count), ())} - {()}
        return groups

    def programmes_on(self, day: dt.date, league: str | None, *, rated: bool) -> list[Programme]:
        """The programmes that a report of a day on a provider of a league can be of, the likeliest last."""
        begun: dict[Programme, dt.date] = {}
        for programme in self.programmes:
            of_league = (i for i in self.inspections if (i.programme, i.league) == (programme.name, league))
            days = sorted(latest for inspection in of_league if (latest := inspection.publication.latest))
            first = programme.from_.earliest if programme.from_ else min(days, default=day)
            if days and first <= day and (programme.rated or not rated):
                begun[programme] = days[-1]
        newest = next(reversed(begun), None)
        return [programme for programme, last in begun.items() if programme is newest or last >= day]

    def is_time_of(self, league: League, day: dt.date) -> bool:
        """Whether what is written on a day can be about a league: shortly before its first report or after its end."""
        out = [inspection.publication for inspection in self.inspections if inspection.league == league.name]
        began = min((found.earliest or found.latest for found in out if found.latest), default=None)
        ended = league.until and (day - league.until.latest).days > _AFTER_THE_END
        return not ended and not (began and (began - day).days >= _BEFORE_THE_FIRST)

    def standards_of(self, inspection: Inspection) -> dict[str, dict[str, Band | None]]:
        """The standards that an inspection rated, under their headings, with the bands; None for a band not known.

        Standards that no heading of the programme holds stand under an empty one.
        """
        programme, known = self.programme_of(inspection), inspection.standards
        found = {heading: {name: known.get(name) for name in names} for heading, names in programme.standards.items()}
        loose = {name: band for name, band in known.items() if name not in programme.standard_names}
        return found | ({"": dict(loose)} if loose else {})

    def points_of(self, inspection: Inspection) -> Points | None:
        """The points of an inspection: as a source states them, else derived, else None."""
        names = self.programme_of(inspection).standard_names
        if inspection.points is not None and (inspection.points_max or names):
            return Points(inspection.points, inspection.points_max or TOP_SCORE * len(names))
        return points_of(names, inspection.standards, inspection.tally)


def implied_leagues(records: Iterable[Provider | Inspection]) -> tuple[League, ...]:
    """The leagues of a file that lists none: those that its records name, else one without a name."""
    named = dict.fromkeys(record.league for record in records if record.league)
    return tuple(League(name=name) for name in named) or (League(name="", title="Providers", singular="provider"),)


def league_names(data: DataSet) -> list[Named[str]]:
    """Every league by name and title."""
    return [
        Named(league.name, league.name, tuple(filter(None, (league.title, league.singular)))) for league in data.leagues
    ]


def owner_names(data: DataSet) -> list[Named[str]]:
    """Every owner by name, full name and alias."""
    return [Named(owner.name, owner.name, (*filter(None, (owner.full_name,)), *owner.aliases)) for owner in data.owners]


def area_names(data: DataSet) -> list[Named[str]]:
    """Every area that a provider serves, by name and alias."""
    aliases = {area.name: area.aliases for area in data.areas}
    used = dict.fromkeys(area for provider in data.providers for area in provider.areas)
    return [Named(name, name, aliases.get(name, ())) for name in used]


def region_names(data: DataSet) -> list[Named[str]]:
    """Every region that a provider belongs to."""
    used = dict.fromkeys(provider.region for provider in data.providers if provider.region)
    return [Named(name, name) for name in used]


def programme_names(data: DataSet) -> list[Named[str]]:
    """Every programme by name and title; where the data declares none, those that inspections name."""
    if data.programmes:
        return [Named(programme.name, programme.name, (programme.label,)) for programme in data.programmes]
    used = dict.fromkeys(inspection.programme for inspection in data.inspections if inspection.programme)
    return [Named(name, name) for name in used]


def standard_names(data: DataSet, programme: str | None = None) -> list[Named[str]]:
    """Every standard of every programme, and those that inspections name where no programme lists them.

    Args:
        data: where to look.
        programme: the name of the programme; where it lists its standards, only these.
    """
    listed = next((item.standard_names for item in data.programmes if item.name == programme), ())
    if listed:
        return [Named(name, name) for name in listed]
    used = dict.fromkeys(name for programme in data.programmes for name in programme.standard_names)
    used |= dict.fromkeys(name for inspection in data.inspections for name in inspection.standards)
    return [Named(name, name) for name in used]


def provider_names(data: DataSet, leagues: Iterable[League] | None = None) -> list[Named[Provider]]:
    """Every provider by name, short name, alias and id, each also with the league before or after it."""
    wanted = None if leagues is None else {league.name for league in leagues}
    return [
        Named(provider, with_league(provider), _other_names(provider))
        for provider in data.providers
        if wanted is None or provider.league in wanted
    ]


def with_league(provider: Provider) -> str:
    """``Wales (NPS)``; the name alone where there is one league without a name."""
    return f"{provider.name} ({provider.league})" if provider.league else provider.name


def _other_names(provider: Provider) -> tuple[str, ...]:
    plain = tuple(filter(None, (provider.name, provider.short, *provider.aliases)))
    if not provider.league:
        return (*plain, *filter(None, (provider.id,)))
    before = (f"{provider.league} {name}" for name in plain)
    after = (f"{name} {provider.league}" for name in plain)
    return (*plain, *before, *after, *filter(None, (provider.id,)))


def ranking_key_names(data: DataSet) -> list[Named[str]]:
    """Everything that providers can be ranked by."""
    return [Named("overall", "overall"), Named("points", "points"), *standard_names(data)]


NAMES_OF: Mapping[str, Callable[[DataSet], list[Named[str]]]] = {
    "owner": owner_names,
    "area": area_names,
    "region": region_names,
    "league": league_names,
    "standard": standard_names,
}
"""By the word for one of a kind, what there is of it."""
