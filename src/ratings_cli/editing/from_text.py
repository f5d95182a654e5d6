"""From what a text was read to say to the keys of the data file."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ratings_cli.model.errors import UsageError
from ratings_cli.model.proposal import UNSURE_WHOSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ratings_cli.editing.resolve_names import Fields
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.proposal import Proposal, Proposed, Value


def sources_of(proposal: Proposal, typed: Fields) -> list[Fields]:
    """The sources that the user names, else the page itself: its publisher, else its site, and its address."""
    publisher = proposal.publisher or urlsplit(proposal.address or "").hostname
    page = {"publisher": publisher, "url": proposal.address}
    known = {key: value for key, value in page.items() if value}
    return list(typed.get("sources") or ([known] if publisher else []))


def fields_of(values: Mapping[str, Value], standards: Mapping[str, Value], sources: Iterable[Fields]) -> Fields:
    """The keys of the data file for some of the values that a text was read to say.

    Each source is said to support them; what is not said in so many words is marked as derived, with its ground.
    """
    found: Fields = {}
    derived: dict[str, list[str]] = defaultdict(list)
    for key, value in (*values.items(), *((name, value) for name, value in standards.items())):
        if value.ground:
            derived[value.ground].append(key)
        if key == "points":
            scored, _, most = str(value.value).partition(" of ")
            found |= {"points": int(scored)} | ({"points_max": int(most)} if most else {})
        elif key == "caseload":
            found["caseload"] = value.value["count"]
            found |= {"caseload_is": value.value["qualifier"]} if value.value["qualifier"] else {}
        elif key in values:
            found[key] = value.value
    if standards:
        found["standards"] = {name: value.value for name, value in standards.items()}
    if derived:
        found["derived"] = [{"fields": keys, "ground": ground} for ground, keys in derived.items()]
    supports = [key for key in found if key not in {"provider", "league", "standards", "derived"}] + list(standards)
    if found_sources := [{**source, "supports": supports} for source in sources]:
        found["sources"] = found_sources
    return found


def stated_fields(proposed: Proposed, sources: Iterable[Fields]) -> Fields:
    """The keys of the data file for what a text states, and nothing that is unclear."""
    values = {key: value for key, value in proposed.values.items() if not value.doubt}
    return fields_of(values, {name: v for name, v in proposed.standards.items() if not v.doubt}, sources)


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
    if known := next((note for note in proposal.notes if note.startswith(("already in the file", UNSURE_WHOSE))), None):
        raise UsageError(f"nothing is added: {known}")
