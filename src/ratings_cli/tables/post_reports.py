"""The sentences of a post about its reports: the headline, the rating and how it changed, the standards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli import wording
from ratings_cli.dates import say_day
from ratings_cli.grammar import a, body, counted, every, number
from ratings_cli.scale import BANDS, Band
from ratings_cli.tables.findings import verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.post import Post, Story
    from ratings_cli.records import League, Provider
    from ratings_cli.series import Report

MOST_NAMED = 3
"""How many providers a headline names, and of how many the place is told in a sentence."""
_LONG = 40
"""A name with more characters than this is long for a headline."""


def called(provider: Provider) -> str:
    """The name; the short one where the name is long, or where the short one says more: ``NPS South West``."""
    short = provider.short
    return short if short and (len(provider.name) > _LONG or provider.name in short) else provider.name


def headline(post: Post) -> str:
    """``BeNCH requires improvement``, ``Thames Valley rises from requires improvement to good``."""
    stories = post.stories
    if len(stories) > MOST_NAMED:
        counts = [(band, sum(1 for one in stories if one.report.band is band)) for band in BANDS]
        said = [f"{number(many)} {verdict(band, many)}" for band, many in counts if many]
        what = wording.capital(counted(post.league, len(stories)))
        return (
            f"{what} rated: {wording.listed(said)}" if len(said) > 1 else f"{what} {verdict(stories[0].report.band, 2)}"
        )
    return "; ".join(_headline(one) for one in stories)


def _headline(story: Story) -> str:
    name = called(story.provider)
    now = story.report.band
    before = story.entry.before.overall if story.entry.before else None
    if before is None:
        return f"{name} {verdict(now, 1)}"
    if before is now:
        return f"{name} still {verdict(now, 1)}" if now is Band.REQUIRES_IMPROVEMENT else f"{name} is still {now.value}"
    return f"{name} {'rises' if now.score > before.score else 'falls'} from {before.value} to {now.value}"


def report_paragraph(story: Story, league: League) -> str:
    """What one report says, against what was said before, and what of it is not known."""
    sentences = [
        _lead(story, league),
        _derived(story),
        _change(story),
        *_standards(story),
        _points(story),
        _caseload(story),
        _not_known(story),
        _replaced(story),
    ]
    return " ".join(filter(None, sentences))


def _lead(story: Story, league: League) -> str:
    """Who was rated what, when and under which programme."""
    provider = story.provider
    short = f" ({provider.short})" if provider.short else ""
    standing = story.placed.thing
    owner = story.entry.owner
    run = f" run by {owner}" if owner else ""
    if owner and standing.owner_now and standing.owner_now != owner:
        as_at = f" as at {say_day(standing.as_of)}" if standing.as_of else " later"
        run = f" run by {owner} when it was rated and by {standing.owner_now}{as_at}"
    publication = story.report.inspection.publication
    when = f"the report published {publication.said}" if publication.said else "a report whose date is not known"
    programme = f", under the programme “{story.entry.programme.label}”" if story.entry.programme.label else ""
    return (
        f"{provider.name}{short}, {a(body(league, 1))}{run}, {verdict(story.report.band, 1)}. "
        f"That is its overall rating in {when}{programme}."
    )


def _derived(story: Story) -> str:
    ground = story.report.inspection.ground_of("overall")
    return f"No source states the rating outright; it is derived: {ground.rstrip('.')}." if ground else ""


def _change(story: Story) -> str:
    """What the rating was before, and when."""
    before = story.entry.before
    if before is None or before.overall is None:
        perhaps = len(story.earlier)
        more = (
            f", as far as the dates are known: {number(perhaps)} other rated "
            f"{'report on it is' if perhaps == 1 else 'reports on it are'} not dated exactly enough to say"
        )
        return f"This is its first rating in the record{more if perhaps else ''}."
    when = f", in the report published {before.publication.said}" if before.publication.said else ""
    now = story.report.band
    if now is before.overall:
        return f"The rating is unchanged: it was {before.overall.value} before{when}."
    way = "up" if now.score > before.overall.score else "down"
    return f"The rating is {way} from {before.overall.value}{when}."


def _standards(story: Story) -> list[str]:
    """Which standards are known and what they are; or how many got each band, where that is all that is known."""
    bands = {name: band for known in story.entry.standards.values() for name, band in known.items()}
    known = {name: band for name, band in bands.items() if band}
    inspection = story.report.inspection
    said = []
    if known:
        groups = [(band, [name for name, own in known.items() if own is band]) for band in BANDS]
        what = "; ".join(f"{band.value} for {wording.listed(names)}" for band, names in groups if names)
        if len(bands) == 1:
            said.append(f"The one standard is known: {what}.")
        elif len(known) == len(bands):
            said.append(f"{wording.capital(every(len(bands)))} standards are known: {what}.")
        else:
            said.append(f"Of the {number(len(bands))} standards the record holds {number(len(known))}: {what}.")
    derived = [name for name in known if inspection.ground_of(name) is not None]
    if derived:
        said.append(f"Derived, and not stated outright by a source: {wording.listed(derived)}.")
    if inspection.tally and len(known) < len(bands):
        counts = [f"{number(inspection.tally[band])} {band.value}" for band in BANDS if inspection.tally.get(band)]
        if counts:
            said.append(f"A source says how many standards got each band, if not which: {wording.listed(counts)}.")
    return said


def _points(story: Story) -> str:
    points = story.entry.points
    if points is None:
        return ""
    ground = f" ({points.derived}; no source states them)" if points.derived else ""
    return f"It has {points.scored} of {points.most} points{ground}."


def _caseload(story: Story) -> str:
    caseload = wording.caseload(story.report.inspection)
    return f"The caseload in the record is {caseload}." if caseload else ""


def _not_known(story: Story) -> str:
    """What the record does not hold of this report."""
    bands = [band for known in story.entry.standards.values() for band in known.values()]
    missing = sum(1 for band in bands if band is None)
    unknown = []
    if missing == len(bands) > 1:
        unknown.append(f"any of the {number(missing)} standards")
    elif missing:
        unknown.append(
            "the one standard" if len(bands) == 1 else f"{number(missing)} of the {number(len(bands))} standards"
        )
    if bands and story.entry.points is None:
        unknown.append("the points")
    if not story.report.inspection.publication.is_day:
        unknown.append("the day of publication")
    return f"The record does not hold {wording.listed(unknown, 'or')}." if unknown else ""


def _replaced(story: Story) -> str:
    """That the table goes by another report, where one of a later programme came out before, or on the same day."""
    now = story.placed.thing
    if story.entry.counts or now.overall is None:
        return ""
    return f"The league table goes by another report on it, by which it {verdict(now.overall, 1)}."


def notes(post: Post) -> list[str]:
    """What the record notes of the reports, in its own words."""
    several = len(post.stories) > 1
    return [
        f"The record notes{f' of {called(one.provider)}' if several else ''}: {note}"
        for one in post.stories
        if (note := one.report.inspection.note)
    ]


def others_sentence(post: Post) -> str:
    """Who else is new in the table from the same day."""
    exact = [one for one in post.others if one.inspection.publication.is_day]
    inexact = [one for one in post.others if not one.inspection.publication.is_day]
    said = []
    if exact:
        said.append(f"Also published {exact[0].inspection.publication.said}: {_with_bands(exact)}.")
    if inexact:
        why = "it was" if len(inexact) == 1 else "they were"
        said.append(f"Counted from the same day, because {why} certainly out by then: {_with_bands(inexact)}.")
    return " ".join(said)


def _with_bands(reports: Sequence[Report]) -> str:
    return "; ".join(f"{one.provider.name} ({one.band.value})" for one in reports)
