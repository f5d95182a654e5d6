"""A feed in words: its title, and for each report what it says, what changed, and where it comes from."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ratings_cli.league.standing import standing
from ratings_cli.model import phrases
from ratings_cli.model.dates import show_limit
from ratings_cli.model.english import a, body
from ratings_cli.views.bibliography import source_text
from ratings_cli.views.caveats import provider_caveats
from ratings_cli.views.filter_notes import filter_notes
from ratings_cli.views.head import filter_words

if TYPE_CHECKING:
    from ratings_cli.league.feed import Feed, Item
    from ratings_cli.model.dataset import DataSet

_NAMESPACE = uuid.UUID("59d43e69-3af0-4232-a571-68d72fd164a6")
"""What the identities of all feeds and reports are made from. A change of it would make every report new to readers."""
_NO_REPORTS = dt.date(1970, 1, 1)
"""When a feed without a report, and without a date, was updated."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and what it is called."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: its identity, its words, its days, its sources, and under what it is filed."""

    identity: str
    title: str
    text: str
    updated: dt.date
    published: dt.date | None
    links: tuple[Link, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A whole feed."""

    identity: str
    title: str
    author: str
    updated: dt.date
    rights: str | None
    entries: tuple[FeedEntry, ...]


def feed_document(data: DataSet, feed: Feed, url: str | None = None) -> FeedDocument:
    """Put a feed into words.

    Args:
        data: the records, for their title and licence.
        feed: the reports.
        url: where the feed will be found, which tells its reports from those of others where the data has no title.
    """
    scope = data.title or url or ""
    chosen = feed.chosen
    name = data.title or f"Ratings of {phrases.listed([league.label for league in chosen.leagues])}"
    filters = filter_words(chosen)
    leagues = [] if chosen.leagues == data.leagues else [phrases.league_titles(chosen.leagues)]
    return FeedDocument(
        identity=_urn("feed", scope, [league.name for league in chosen.leagues], chosen.filters),
        title=f"{name} ({phrases.listed([*leagues, *filters])})" if leagues or filters else name,
        author=data.title or "ratings",
        updated=max((item.day for item in feed.items), default=chosen.as_of or _NO_REPORTS),
        rights=data.licence,
        entries=tuple(_entry(data, item, chosen.as_of, scope) for item in feed.items),
    )


def _urn(*parts: object) -> str:
    """A name for a thing that is the same wherever and whenever it is made."""
    return uuid.uuid5(_NAMESPACE, json.dumps(parts)).urn


def _entry(data: DataSet, item: Item, as_of: dt.date | None, scope: str) -> FeedEntry:
    publication = item.inspection.publication
    band = item.inspection.overall
    links = [Link(source.url, source_text(source)) for source in item.inspection.sources if source.url]
    return FeedEntry(
        identity=_urn("report", scope, *item.identity),
        title=f"{_name(item)}: {_rating(item)}",
        text=" ".join([*_sentences(data, item), *_caveats(data, item, as_of)]),
        updated=item.day,
        published=item.day if publication.is_day else None,
        links=tuple({link.url: link for link in reversed(links)}.values())[::-1],
        categories=tuple(filter(None, (item.league.name, band.value if band else phrases.NOT_RATED, item.owner))),
    )


def _name(item: Item) -> str:
    league = f" ({item.league.name})" if item.league.name else ""
    return f"{item.provider.name}{league}"


def _rating(item: Item) -> str:
    """``good, was requires improvement``; ``good, as before``; ``good``; ``not rated``."""
    now = item.inspection.overall
    if now is None:
        return phrases.NOT_RATED
    before = item.before.overall if item.before else None
    if before is None or not _came_before(item):
        return now.value
    return f"{now.value}, {'as before' if before is now else f'was {before.value}'}"


def _sentences(data: DataSet, item: Item) -> list[str]:
    """What is known of a report, in a few sentences."""
    inspection = item.inspection
    owner = f", run by {item.owner}" if item.owner else ""
    said = [f"{item.provider.name}, {a(body(item.league, 1))}{owner}: {_rating(item)}."]
    if inspection.overall:
        said.append(_before(item))
    said.append(f"Published {inspection.publication.said}.")
    programme = data.programme_of(inspection)
    if programme.label:
        said.append(f"Programme: {programme.label}.")
    points = data.points_of(inspection)
    if points:
        said.append(f"Points: {points}{' (added up; no source states them)' if points.derived else ''}.")
    standards = [
        f"{name}: {band.value}{' (derived)' if inspection.ground_of(name) is not None else ''}"
        for name, band in inspection.standards.items()
    ]
    if standards:
        said.append(f"Standards known: {'; '.join(standards)}.")
    ground = inspection.ground_of("overall")
    if ground:
        said.append(f"No source states the rating outright; it is derived: {ground.rstrip('.')}.")
    if inspection.verdict:
        said.append(f"Found: {inspection.verdict.rstrip('.')}.")
    if inspection.note:
        said.append(f"Note: {inspection.note}")
    return said


def _caveats(data: DataSet, item: Item, as_of: dt.date | None) -> list[str]:
    """That the rating is perhaps no longer the newest, where it is the one that counts."""
    counts = standing(data, item.provider, as_of).counts
    return provider_caveats(data, item.provider, as_of) if counts is item.inspection else []


def _came_before(item: Item) -> bool:
    """Whether dates say that another rating is from before; where both are the same, it makes no difference."""
    before, now = item.before, item.inspection
    return before is not None and (
        before.overall is now.overall or before.publication.certainly_before(now.publication)
    )


def _before(item: Item) -> str:
    before = item.before
    if before is None or before.overall is None:
        return "This is its first rating in the record."
    published = before.publication.said
    when = f"published {published}" if published else "its date is not known"
    if not _came_before(item):
        return f"Another of its ratings is {before.overall.value} ({when}); which came first is not known."
    return f"The rating before was {before.overall.value} ({when})."


def left_out(feed: Feed) -> list[str]:
    """What is not in the feed, and why, for whoever makes it."""
    notes = filter_notes(feed.chosen, feed.every)
    if len(feed.items) < feed.of:
        notes.append(f"Only the newest {len(feed.items):,} of {feed.of:,} reports are in the feed.")
    if feed.undated:
        notes.append(f"Left out: {phrases.count(feed.undated, 'report')} without a date.")
    if feed.inexact and feed.chosen.as_of:
        day = show_limit(feed.chosen.as_of)
        reports = phrases.count(feed.inexact, "report")
        notes.append(f"Left out: {reports}, not dated exactly enough to say if out by {day}.")
    return notes
