"""What the user says of an inspection, and what comes of it once its names are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.model.dates import PartialDate
    from ratings_cli.model.records import Inspection, Provider, Source
    from ratings_cli.model.scale import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An inspection as the user gives it: values are parsed, names are as they were typed.

    A caseload comes with how its source qualifies it.
    """

    provider: str
    league: str | None = None
    programme: str | None = None
    area: str | None = None
    also: tuple[str, ...] = ()
    published: PartialDate | None = None
    published_by: dt.date | None = None
    fieldwork: PartialDate | None = None
    overall: Band | None = None
    owner: str | None = None
    points: int | None = None
    points_max: int | None = None
    standards: tuple[tuple[str, Band], ...] = ()
    tally: tuple[tuple[Band, int], ...] = ()
    caseload: tuple[int, str | None] | None = None
    verdict: str | None = None
    note: str | None = None
    sources: tuple[Source, ...] = ()
    new_provider: bool = False
    region: str | None = None
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addition:
    """What goes into the file: an inspection, a provider when it is a new one, and what the user should know."""

    inspection: Inspection
    provider: Provider | None = None
    notes: tuple[str, ...] = ()
