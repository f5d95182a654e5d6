"""What a text was read to say, as the keys of the data file, and beside what the file has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ratings_cli.editing.entry import stated
from ratings_cli.model.errors import UsageError
from ratings_cli.model.proposal import UNSURE_WHOSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ratings_cli.editing.entry import Fields
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.proposal import Proposal, Proposed, Value

_IN_FILE = "already in the file"


def sources_of(proposal: Proposal, typed: Fields) -> list[Fields]:
    """The sources that the user names, else the page itself: its publisher, else its site, and its address."""
    publisher = proposal.publisher or urlsplit(proposal.address or "").hostname
    page = stated({"publisher": publisher, "url": proposal.address})
    return list(typed.get("sources") or ([page] if publisher else []))


def fields_of(values: Mapping[str, Value], standards: Mapping[str, Value], sources: Iterable[Fields]) -> Fields:
    """The keys of the data file for some of the values that a text was read to say.

    Each source is said to support them; what is not said in so many words is marked as derived, with its ground.
    """
    found: Fields = {}
    for key, value in values.items():
        if key == "points":
            found |= points_of(value.value)
        elif key == "caseload":
            found |= stated({"caseload": value.value["count"], "caseload_is": value.value["qualifier"]})
        else:
            found[key] = value.value
    supports = [key for key in found if key not in {"provider", "league"}] + list(standards)
    found["standards"] = {name: value.value for name, value in standards.items()}
    derived: dict[str, list[str]] = defaultdict(list)
    for key, value in (*values.items(), *standards.items()):
        if value.ground:
            derived[value.ground].append(key)
    found["derived"] = [{"fields": keys, "ground": ground} for ground, keys in derived.items()]
    found["sources"] = [{**source, "supports": supports} for source in sources]
    return stated(found)


def points_of(text: str) -> Fields:
    """The keys for ``15 of 30``, or for ``15``."""
    return dict(zip(("points", "points_max"), map(int, text.split(" of ")), strict=False))


def stated_fields(proposed: Proposed, sources: Iterable[Fields]) -> Fields:
    """The keys of the data file for what a text states, and nothing that is unclear."""
    values = {key: value for key, value in proposed.values.items() if not value.doubt}
    return fields_of(values, {name: v for name, v in proposed.standards.items() if not v.doubt}, sources)


def compared_with_file(proposal: Proposal, data: DataSet) -> Proposal:
    """The proposal with the programme that fits each report, and a note on each report of the file that it may be.

    It may be one of about its day. A provider that a text rates besides its own may have been rated long before.
    """
    notes = []
    for place, entry in enumerate(proposal.entries):
        published, overall = entry.values.get("published"), entry.values.get("overall")
        undated = bool(place) and (published is None or published.doubt is not None)
        for known in data.inspections_of.get(entry.provider.key, ()):
            out, day = known.published, published.value if published else None
            same = out and day and out.earliest <= day.latest and day.earliest <= out.latest
            if same or (undated and overall and known.overall is overall.value):
                band = known.overall.value if known.overall else "no overall rating"
                notes.append(f"{_IN_FILE}: {entry.provider.name}, {out or 'no day'}, {band}")
    entries = tuple(_with_programme(entry, data) for entry in proposal.entries)
    return proposal._replace(entries=entries, notes=(*proposal.notes, *notes))


def _with_programme(entry: Proposed, data: DataSet) -> Proposed:
    """An entry with the programme that fits its day, where its text names none; unclear where several do."""
    published, rated = entry.values.get("published"), "overall" in entry.values or bool(entry.standards)
    fit = data.programmes_on(published.value.latest, entry.provider.league, rated=rated) if published else []
    if published is None or not fit or "programme" in entry.values:
        return entry
    doubt = f"it may also be of {fit[-2].name}" if len(fit) > 1 else published.doubt
    programme = replace(published, value=fit[-1].name, rule="programme-by-day", doubt=doubt, ground=None)
    first = {key: entry.values[key] for key in ("provider", "league") if key in entry.values}
    return entry._replace(values={**first, "programme": programme, **entry.values})


def refuse_unsure(proposal: Proposal, data: DataSet) -> None:
    """Refuse to enter a text unseen where its provider or overall rating is not stated.

    Raises:
        UsageError: one is not, or the report is in the file.
    """
    if not proposal.entries:
        raise UsageError(f"nothing is added: {'; '.join(proposal.notes)}")
    unrated = {programme.name for programme in data.programmes if not programme.rated}
    for entry in proposal.entries:
        overall, programme = entry.values.get("overall"), entry.values.get("programme")
        gives_none = programme is not None and not programme.doubt and programme.value in unrated
        if overall.doubt if overall else not gives_none:
            why = f"is unclear ({overall.doubt})" if overall else "is not stated"
            raise UsageError(f"nothing is added: the overall rating of {entry.provider.name} {why}")
    if known := next((note for note in proposal.notes if note.startswith((_IN_FILE, UNSURE_WHOSE))), None):
        raise UsageError(f"nothing is added: {known}")
