"""A feed in words: its title, and for each report the first paragraphs of its post, its scorecard and its sources."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.league.post import Post
from ratings_cli.league.standing import standing
from ratings_cli.model import phrases
from ratings_cli.model.dates import say_day, show_limit
from ratings_cli.views.evidence import source_text
from ratings_cli.views.notes import filter_notes, provider_caveats
from ratings_cli.views.post import Block, paragraph, sentence
from ratings_cli.views.post.lede import change_words
from ratings_cli.views.post.post import report_blocks
from ratings_cli.views.sheet import credit

if TYPE_CHECKING:
    from ratings_cli.league.feed import Feed, Item
    from ratings_cli.model.dataset import DataSet

_NAMESPACE = uuid.UUID("59d43e69-3af0-4232-a571-68d72fd164a6")
"""What the identities of all feeds and reports are made from. A change of it would make every report new to readers."""
_NO_DATE = dt.date(1970, 1, 1)
"""When a feed of a record without any date was updated, and its reports."""


class FeedEntry(NamedTuple):
    """One entry: its identity, its words, its days, its sources (titles by address), and what it is filed under."""

    identity: str
    title: str
    blocks: tuple[Block, ...]
    updated: dt.date
    published: dt.date | None
    links: dict[str, str]
    categories: tuple[str, ...]


class FeedDocument(NamedTuple):
    """A whole feed."""

    identity: str
    title: str
    subtitle: str
    author: str
    updated: dt.date
    rights: str | None
    entries: tuple[FeedEntry, ...]


def feed_document(data: DataSet, feed: Feed, url: str | None = None, author: str | None = None) -> FeedDocument:
    """Put a feed into words: `author` publishes it, or whom the data names.

    Where the data has no title, its `url` tells its reports from those of others.
    """
    scope = data.title or url or ""
    chosen = feed.chosen
    name = data.title or f"Ratings of {phrases.listed([league.label for league in chosen.leagues])}"
    filters = chosen.filter_words
    leagues = [] if chosen.leagues == data.leagues else [phrases.league_titles(chosen.leagues)]
    publications = (item.report.inspection.publication for item in feed.items if item.report.day)
    newest = max(publications, key=lambda publication: publication.latest or dt.date.min, default="")
    known = _newest_day(data)
    return FeedDocument(
        identity=_urn("feed", scope, [league.name for league in chosen.leagues], chosen.filters),
        title=f"{name} ({phrases.listed([*leagues, *filters])})" if leagues or filters else name,
        subtitle=credit(data, f"Newest report: {newest}." if newest else "").text,
        author=author or data.author or "ratings (unofficial)",
        updated=max((_updated(item, known) for item in feed.items), default=chosen.as_of or _NO_DATE),
        rights=data.attribution or data.licence,
        entries=tuple(_entry(data, item, known, chosen.as_of, scope) for item in feed.items),
    )


def _urn(*parts: object) -> str:
    """A name for a thing that is the same wherever and whenever it is made."""
    return uuid.uuid5(_NAMESPACE, json.dumps(parts)).urn


def _newest_day(data: DataSet) -> dt.date:
    """The newest day that the record tells of; of a month or a year in it, the first that it can stand for."""
    days: list[dt.date | None] = [_NO_DATE]
    for inspection in data.inspections:
        days += [inspection.publication.earliest, inspection.publication.by, inspection.corrected]
        days += [source.date.earliest for source in inspection.sources if source.date]
    return max(day for day in days if day)


def _updated(item: Item, known: dt.date) -> dt.date:
    """The latest day on which a report can have come out, or on which it was corrected; none that is yet to come."""
    return max(min(item.report.day or known, known), item.report.inspection.corrected or _NO_DATE)


def _entry(data: DataSet, item: Item, known: dt.date, as_of: dt.date | None, scope: str) -> FeedEntry:
    report, inspection = item.report, item.report.inspection
    links: dict[str, str] = {}
    for source in inspection.sources:
        if source.url:
            links.setdefault(source.url, source_text(source))
    league = f" ({item.league.name})" if item.league.name else ""
    band = report.overall.value if report.overall else report.unrated
    counts = standing(data, report.provider, as_of).counts
    newer = provider_caveats(data, report.provider, as_of) if counts is inspection else []
    corrected = f"This entry was corrected on {say_day(inspection.corrected)}." if inspection.corrected else ""
    last = paragraph(*map(sentence, newer), corrected)
    return FeedEntry(
        identity=_urn("report", scope, *item.identity),
        title=f"{report.provider.name}{league}: {', '.join(filter(None, (band, change_words(report))))}",
        blocks=(
            *report_blocks(Post(data, item.league, inspection.publication.latest, (report,))),
            *([last] if last else []),
        ),
        updated=_updated(item, known),
        published=item.report.day if inspection.publication.is_day else None,
        links=links,
        categories=tuple(filter(None, (item.league.name, band, report.owner))),
    )


def left_out(feed: Feed) -> list[str]:
    """What is not in the feed, and why, for whoever makes it."""
    notes = filter_notes(feed.chosen, feed.every)
    if len(feed.items) < feed.of:
        notes.append(f"Only the newest {len(feed.items):,} of {feed.of:,} reports are in the feed.")
    if feed.inexact and feed.chosen.as_of:
        day = show_limit(feed.chosen.as_of)
        reports = phrases.count(feed.inexact, "report")
        notes.append(f"Left out: {reports}, not dated exactly enough to say if out by {day}.")
    return notes
