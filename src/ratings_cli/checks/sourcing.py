"""Does every value come from somewhere: sources, their addresses, the grounds of what is derived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.reading.diagnostics import Issue, Path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import DataFile, Derived, Inspection, Owner, Programme, Provider, Source


def findings(file: DataFile, data: DataSet) -> Iterator[Issue]:
    """Find records without a source, sources without an address, and derived values without a ground."""
    yield from _unsourced(file)
    yield from _never_inspected(file, data)
    declared: tuple[tuple[str, Sequence[Programme | Owner]], ...] = (
        ("programmes", file.programmes),
        ("owners", file.owners),
    )
    for part, records in declared:
        for place, record in enumerate(records):
            yield from _addresses(record.sources, (part, place, "sources"))
    for place, provider in enumerate(file.providers):
        for number, event in enumerate(provider.events):
            yield from _addresses(event.sources, ("providers", place, "events", number, "sources"))
    told: tuple[tuple[str, Sequence[Provider | Inspection]], ...] = (
        ("providers", file.providers),
        ("inspections", file.inspections),
    )
    for part, tellers in told:
        for place, teller in enumerate(tellers):
            yield from _addresses(teller.sources, (part, place, "sources"))
            yield from _grounds(teller.derived, (part, place, "derived"))


def _unsourced(file: DataFile) -> Iterator[Issue]:
    for place, inspection in enumerate(file.inspections):
        if not inspection.sources:
            message = f"the inspection of '{inspection.provider}' has no source (add 'sources', with publisher and url)"
            yield Issue(("inspections", place), message)


def _never_inspected(file: DataFile, data: DataSet) -> Iterator[Issue]:
    inspected = set(data.inspections_of)
    inspected |= {reference.key for inspection in data.inspections for reference in inspection.also}
    if not inspected <= {candidate.key for candidate in data.providers}:
        return  # an inspection names nobody that is known, which is an error: who has none cannot be said
    default = data.leagues[0].name if data.leagues else ""
    for place, provider in enumerate(file.providers):
        if (provider.league or default, provider.key[1]) not in inspected:
            message = f"provider '{provider.name}' has no inspection (add one, or take the provider out)"
            yield Issue(("providers", place, "name"), message)


def _addresses(sources: Sequence[Source], path: Path) -> Iterator[Issue]:
    for place, source in enumerate(sources):
        if source.url is None and source.no_url is None:
            what = "add 'url', or say in 'no_url' why there is none"
            yield Issue((*path, place), f"source '{source.publisher}' has no address ({what})")
        elif source.url is not None and not source.url.startswith(("https://", "http://")):
            message = f"'{source.url}' is not an address on the web (begin it with https:// or http://)"
            yield Issue((*path, place, "url"), message)


def _grounds(derived: Sequence[Derived], path: Path) -> Iterator[Issue]:
    for place, value in enumerate(derived):
        if value.ground is None:
            fields = ", ".join(value.fields)
            yield Issue((*path, place), f"no ground is given for what is derived: {fields} (add 'ground')")
