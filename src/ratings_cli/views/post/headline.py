"""The headline of a post, and what it calls a provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.model.english import counted, names, number
from ratings_cli.model.scale import BANDS, Band
from ratings_cli.views.charts.captions import verdict

if TYPE_CHECKING:
    from ratings_cli.league.post import Post, Story
    from ratings_cli.model.records import Inspection, Provider

MOST_NAMED = 3
"""How many providers a headline names, and of how many the place is told in a sentence."""
_LONG = 40
"""A name with more characters than this is long for a headline."""


def called(provider: Provider) -> str:
    """The name; the short one where the name is long, or where the short one says more: ``NPS South West``."""
    short = provider.short
    return short if short and (len(provider.name) > _LONG or provider.name in short) else provider.name


def derived_mark(inspection: Inspection | None, *, bracketed: bool = False) -> str:
    """`` (derived)``, behind an overall rating that no source states; else nothing.

    Args:
        inspection: whose rating it is.
        bracketed: the rating stands in brackets already: ``, derived``.
    """
    if inspection is None or inspection.ground_of("overall") is None:
        return ""
    return ", derived" if bracketed else " (derived)"


def headline(post: Post) -> str:
    """``BeNCH requires improvement``, ``Durham rises from requires improvement to good``."""
    stories = post.stories
    if len(stories) > MOST_NAMED:
        counts = [(band, sum(1 for story in stories if story.report.band is band)) for band in BANDS]
        said = [f"{number(many)} {verdict(band, many)}" for band, many in counts if many]
        if len(said) == 1:
            return f"{phrases.capital(counted(post.league, len(stories)))} {verdict(stories[0].report.band, 2)}"
        return f"{phrases.capital(counted(post.league, len(stories)))} rated: {phrases.listed(said)}"
    alike: dict[str, list[Story]] = {}
    for story in stories:
        alike.setdefault(_what(story, 1), []).append(story)
    return "; ".join(
        f"{names([called(story.provider) for story in group])} {_what(group[0], len(group))}"
        for group in alike.values()
    )


def _what(story: Story, many: int) -> str:
    """What became of so many, in the words of a headline; that it changed only where it is certain what was before."""
    now = story.report.band
    mark = derived_mark(story.report.inspection)
    before = story.entry.before
    if before is None or before.overall is None or not story.ordered or story.earlier:
        return f"{verdict(now, many)}{mark}"
    if before.overall is now:
        verb, _, rest = verdict(now, many).partition(" ")
        still = f"still {verb}" if now is Band.REQUIRES_IMPROVEMENT else f"{verb} still"
        return f"{still} {rest}{mark}"
    way = "rise" if now.score > before.overall.score else "fall"
    return f"{way}{'s' if many == 1 else ''} from {before.overall.value}{derived_mark(before)} to {now.value}{mark}"
