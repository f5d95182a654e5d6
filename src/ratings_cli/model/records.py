"""The records: what a data file can say.

Each class is one kind of record in the file, documented field by field in docs/data-format.md: a frozen data class
that Pydantic validates. It asks for types each time that the program starts, so they stand here as they are.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeAlias

from pydantic import ConfigDict, Field

from ratings_cli.model.dates import PartialDate, Publication
from ratings_cli.model.field_types import BandWord, Count, Date, Day, Qualifier, Switch, Text

ProviderKey: TypeAlias = tuple[str, str]


class Record:
    """What all records share: Pydantic refuses a key that is no field of theirs."""

    __slots__ = ()
    __pydantic_config__ = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A page or a paper that bears a record out."""

    publisher: Text
    """Who published it."""
    url: Text | None = None
    """Its address on the web."""
    date: Date | None = None
    """Its own date, as exact as it is known."""
    supports: tuple[Text, ...] = ()
    """The fields and standards of the record that it bears out."""
    seed: Text | None = None
    """The number of the founding document in `seeds/` that this is, such as "002"."""
    no_url: Text | None = None
    """Why it has no address, when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Record):
    """Values that were read from a source's wording or worked out, and on what ground."""

    fields: tuple[Text, ...]
    """The fields and standards whose values are derived."""
    ground: Text | None = None
    """What they are derived from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Record):
    """Something that is known to be missing: in the whole record, or, where it stands in a league, there."""

    text: Text
    """What is missing, in one line that stands for itself: it is printed below tables."""
    ground: Text | None = None
    """How that is known."""
    providers: tuple[Text, ...] = ()
    """Whose rating may be another for it. Tables, charts and posts of their league say so."""
    from_: Annotated[Date | None, Field(alias="from")] = None
    """From when on it bears on tables as at a day, and only on providers whose rating is older than that."""
    until: Date | None = None
    """Until when it bears on tables as at a day; left out while it lasts."""
    sources: tuple[Source, ...] = ()
    """Where this comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class League(Record):
    """Providers that compete in one table. The first league of a file is the one that is shown by default."""

    name: Text
    """The short name that providers, inspections and --league use: CRC."""
    title: Text | None = None
    """What its providers are called, in the plural: Community Rehabilitation Companies."""
    singular: Text | None = None
    """What one of its providers is called: Community Rehabilitation Company."""
    kind: Text | None = None
    """What one is called for short, behind its name: CRC, probation unit."""
    size: Count | None = None
    """How many providers it has in all, where a source says so."""
    regions_of: Text | None = None
    """The league whose providers these bodies are the regions of: NPS divisions are the regions of CRC."""
    until: Date | None = None
    """When its providers ceased to be, for a league that has ended."""
    gaps: tuple[Gap, ...] = ()
    """What is known to be missing in it."""
    sources: tuple[Source, ...] = ()
    """Where this comes from."""

    @property
    def label(self) -> str:
        """The title, or the name when there is no title."""
        return self.title or self.name

    def ended_by(self, day: dt.date | None) -> PartialDate | None:
        """When it ended, where it had by a day; without a day, whenever it did."""
        return self.until if self.until and (day is None or self.until.latest < day) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """An inspection programme. They stand in order of time: a later one is the newer one where dates do not decide."""

    name: Text
    """The short name that inspections use: crc-2018."""
    title: Text | None = None
    """Its name for a reader."""
    from_: Annotated[Date | None, Field(alias="from")] = None
    """When it began, as exact as it is known: no report of it is from before."""
    rated: Switch = True
    """false for a programme that gives no ratings at all."""
    standards: Mapping[Text, tuple[Text, ...]] = field(default_factory=dict, hash=False)
    """The standards that it rates, under their headings."""
    note: Text | None = None
    """What a reader should know about it."""
    sources: tuple[Source, ...] = ()
    """Where this comes from."""

    @property
    def label(self) -> str:
        """The title, or the name when there is no title."""
        return self.title or self.name

    @property
    def standard_names(self) -> tuple[str, ...]:
        """All its standards in the order of the file."""
        return tuple([name for names in self.standards.values() for name in names])


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Record):
    """A county or place with other usual names. Areas without other names need no entry."""

    name: Text
    """The name that providers use: Northamptonshire."""
    aliases: tuple[Text, ...] = ()
    """Its other names: Northants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner(Record):
    """An organisation that runs providers."""

    name: Text
    """The name that is shown."""
    full_name: Text | None = None
    """Its name in full."""
    partners: tuple[Text, ...] = ()
    """Organisations that it runs providers with."""
    aliases: tuple[Text, ...] = ()
    """Other names, under which it is found."""
    note: Text | None = None
    """What a reader should know about it."""
    sources: tuple[Source, ...] = ()
    """Where this comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership(Record):
    """A time during which an owner ran a provider."""

    owner: Text
    """The owner's name."""
    from_: Annotated[Date | None, Field(alias="from")] = None
    """When it began, as exact as it is known."""
    to: Date | None = None
    """When it ended; left out while it lasts or when that is not known."""
    note: Text | None = None
    """What a reader should know about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that happened to a provider and that a report on it cannot be told without."""

    date: Date
    """When it happened, as exact as it is known."""
    headline: Text
    """What happened, in the few words of a headline that end in a verb: its owner collapsed."""
    text: Text
    """What happened, in a sentence."""
    sources: tuple[Source, ...] = ()
    """Where this comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider(Record):
    """A body that is inspected."""

    name: Text
    """Its name, as it is shown. Only one provider of a league may bear it, unless each has an id."""
    id: Text | None = None
    """A number or code that tells it from others of the same name."""
    short: Text | None = None
    """Its short name: BeNCH."""
    aliases: tuple[Text, ...] = ()
    """Other names, under which it is found."""
    league: Text = ""
    """The league that it competes in; the first league of the file when left out."""
    region: Text | None = None
    """The larger unit that it belongs to."""
    areas: tuple[Text, ...] = ()
    """The counties and places that it serves."""
    ownership: tuple[Ownership, ...] = ()
    """Who ran it and when, in order of time."""
    events: tuple[Event, ...] = ()
    """What happened to it, such as the collapse of its owner."""
    derived: tuple[Derived, ...] = ()
    """Which of these values are derived, and from what."""
    note: Text | None = None
    """What a reader should know about it."""
    sources: tuple[Source, ...] = ()
    """Where this comes from."""

    @property
    def key(self) -> ProviderKey:
        """What tells this provider from every other: its league, and its id or name."""
        return (self.league, self.id or self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Record):
    """A further provider that one report is about."""

    provider: Text
    """Its name."""
    league: Text = ""
    """Its league, when more than one provider bears the name."""

    @property
    def key(self) -> ProviderKey:
        """The key of that provider, once the names are resolved."""
        return (self.league, self.provider)


# Two entries of a file that say the same are two inspections, each a key of its own: only the very same one is equal.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Inspection(Record):
    """One inspection of one provider."""

    provider: Text
    """The provider's name (or id)."""
    league: Text = ""
    """Its league, when more than one provider bears the name."""
    programme: Text | None = None
    """The inspection programme."""
    area: Text | None = None
    """The place whose work was inspected, when it is only a part of what the provider serves."""
    also: tuple[Reference, ...] = ()
    """Further providers that the same report is about."""
    published: Date | None = None
    """When the report was published: a day, a month or a year, as exact as the source."""
    published_by: Day | None = None
    """A day by which it was certainly out."""
    fieldwork: Date | None = None
    """When inspectors were there (the first day, the month or the year)."""
    overall: BandWord | None = None
    """The overall rating; left out when none was given or none is known."""
    owner: Text | None = None
    """The owner on the day of the report, when a source says so."""
    points: Count | None = None
    """The points that a source states."""
    points_max: Count | None = None
    """The most points that the source says there could be."""
    standards: Mapping[Text, BandWord] = field(default_factory=dict)
    """The bands of single standards, as far as they are known."""
    tally: Mapping[BandWord, Count] = field(default_factory=dict)
    """How many standards got each band, where a source says how many but not which."""
    caseload: Count | None = None
    """How many people the provider supervised, as the source gives it."""
    caseload_is: Qualifier | None = None
    """How the source qualifies that number, when it does: `more than`, `nearly`, `about` or `up to`."""
    verdict: Text | None = None
    """What the report found, in one line, where the programme gives no ratings."""
    derived: tuple[Derived, ...] = ()
    """Which of these values are derived, and from what."""
    note: Text | None = None
    """What a reader should know: a conflict between sources, something odd."""
    corrected: Day | None = None
    """When this entry was last put right, which the feed tells those who read it before."""
    sources: tuple[Source, ...] = ()
    """Where this comes from."""

    @property
    def key(self) -> ProviderKey:
        """The key of the provider that it is of, once the names are resolved."""
        return (self.league, self.provider)

    @property
    def publication(self) -> Publication:
        """When the report was published, as far as it is known."""
        return Publication(self.published, self.published_by, self.fieldwork)

    @property
    def latest(self) -> dt.date | None:
        """The latest possible day of publication; None when nothing bounds it."""
        if self.published_by is None:  # nearly always, and worth a shortcut in a table of a million rows
            return self.published.latest if self.published else None
        return self.publication.latest

    def ground_of(self, field: str) -> str | None:
        """Say on what ground a field's value is derived; None when a source states it."""
        return next((part.ground or "no ground is given" for part in self.derived if field in part.fields), None)

    def says_the_same(self, other: "Inspection") -> bool:
        """Whether another inspection has the same values."""
        return all(getattr(self, name) == getattr(other, name) for name in Inspection.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile(Record):
    """A whole data file, as it is written. Only `inspections` must be there."""

    inspections: tuple[Inspection, ...]
    """The inspections, in order of time."""
    title: Text | None = None
    """What the record is called."""
    licence: Text | None = None
    """Under which licence it may be used."""
    attribution: Text | None = None
    """What the licence asks to be said wherever the ratings are shown."""
    inspectorate: Text | None = None
    """Who gives the ratings: HM Inspectorate of Probation."""
    author: Text | None = None
    """Who publishes the tables, for the feed. Without it nobody is named."""
    standard_phrases: Mapping[Text, Text] = field(default_factory=dict, hash=False)
    """What a standard is called in a sentence, where that is not its name."""
    gaps: tuple[Gap, ...] = ()
    """What is known to be missing in all leagues or between them."""
    leagues: tuple[League, ...] = ()
    """The leagues; the first is shown by default."""
    programmes: tuple[Programme, ...] = ()
    """The inspection programmes, in order of time."""
    areas: tuple[Area, ...] = ()
    """Areas that have other usual names."""
    owners: tuple[Owner, ...] = ()
    """The owners. When there are any, every owner that is named must be among them."""
    providers: tuple[Provider, ...] = ()
    """The providers. When there are any, every provider that is named must be among them."""


def field_names(record: type[Any]) -> list[str]:
    """The keys of a kind of record as they are written in the file."""
    return [{"from_": "from"}.get(name, name) for name in record.__dataclass_fields__]
