"""The sentences of a post about an owner: what it runs, and how that was rated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.english import are, body, every, number
from ratings_cli.model.scale import BANDS
from ratings_cli.views.charts.captions import verdict
from ratings_cli.views.post.headline import called, derived_mark
from ratings_cli.views.post.table import as_at_words, band_verdicts

if TYPE_CHECKING:
    from ratings_cli.league.owner_record import OwnerRecord
    from ratings_cli.league.post import Post
    from ratings_cli.league.standing import Standing


def owner_paragraph(record: OwnerRecord, post: Post) -> str:
    """What an owner runs, and how that was rated."""
    sentences = [_runs(record, post)]
    alone = len(record.runs) == 1 and _told_in(post, record.runs[0])
    if record.rated and not alone:
        sentences.append(_own_ratings(record))
    unknown = [standing for standing in record.rated_under_others if standing.owner is None]
    under_others = [standing for standing in record.rated_under_others if standing.owner is not None]
    for standings, what in (
        (record.unrated, "not rated"),
        (under_others, "rated under another owner"),
        (unknown, "rated at a time of which the record does not know the owner"),
    ):
        if standings:
            names = "; ".join(_named(standing) for standing in standings)
            sentences.append(
                f"{phrases.capital(number(len(standings)))} of them {are(len(standings))} {what}: {names}."
            )
    if record.formerly:
        names = "; ".join(
            f"{standing.provider.name} ({standing.overall.value}{derived_mark(standing.counts, bracketed=True)})"
            for standing in record.formerly
            if standing.overall
        )
        sentences.append(f"Rated under it, and run by another owner since: {names}.")
    return " ".join(sentences)


def _told_in(post: Post, standing: Standing) -> bool:
    return any(story.provider.key == standing.provider.key for story in post.stories)


def _runs(record: OwnerRecord, post: Post) -> str:
    """``As at 3 May 2019, Sodexo runs six of the 21 ... in the record``."""
    runs = len(record.runs)
    when = f"{phrases.capital(as_at_words(post))}, " if post.as_of else ""
    verb = "runs" if record.lasting and post.as_of else "was the last to run"
    bodies = body(post.league, record.of)
    if record.of == 1:
        return f"{when}{record.owner} {verb if runs else 'does not run'} the one {bodies} in the record."
    many = number(runs)
    if runs == record.of:
        return f"{when}{record.owner} {verb} {every(runs)} {bodies} in the record."
    which = ""
    if runs == 1 and _told_in(post, record.runs[0]):
        which = ": this one" if len(post.stories) == 1 else f": {called(record.runs[0].provider)}"
    return f"{when}{record.owner} {verb} {many} of the {number(record.of)} {bodies} in the record{which}."


def _own_ratings(record: OwnerRecord) -> str:
    """``Four of them are rated under it, and all four require improvement.``."""
    rated = record.rated
    total = len(rated)
    counts = [(band, sum(1 for standing in rated if standing.overall is band)) for band in BANDS]
    found = [band for band, many in counts if many]
    some = phrases.capital(every(total)) if total == len(record.runs) else f"{phrases.capital(number(total))} of them"
    if total == 1:
        return f"One of them is rated under it: {_named(rated[0])}."
    if len(found) == 1:
        return f"{some} are rated under it, and {every(total)} {verdict(found[0], total)}."
    return f"{some} are rated under it: {band_verdicts(counts)}."


def _named(standing: Standing) -> str:
    if standing.overall is None:
        return standing.provider.name
    under = f", under {standing.owner}" if standing.owner and standing.owner != standing.owner_now else ""
    return f"{standing.provider.name} ({standing.overall.value}{derived_mark(standing.counts, bracketed=True)}{under})"
