"""The records of a CSV -> a data set, alone or with what a YAML file says beside it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from ratings_cli.model.dataset import DataSet
from ratings_cli.model.names import name_key
from ratings_cli.model.records import DataFile, League, Owner, Provider
from ratings_cli.reading import files
from ratings_cli.reading.csv.summary import describe
from ratings_cli.reading.csv.table import CsvTable, read_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratings_cli.reading.csv.settings import CsvInspections


def read_csv(
    data: bytes, name: str, settings: CsvInspections, progress: Callable[[float], None] | None = None
) -> DataSet:
    """Read a CSV as it comes.

    Args:
        data: its bytes.
        name: its name, for messages.
        settings: what the command line says about it.
        progress: told now and then which share is read.

    Raises:
        DataError: it cannot be used; the message names what settles it.
    """
    return data_set(read_table(data, name, settings, progress))


def read_beside(settings: CsvInspections, yaml_name: str, progress: Callable[[float], None] | None = None) -> CsvTable:
    """Read the CSV that a YAML file names.

    Raises:
        DataError: it cannot be used.
    """
    path = Path(yaml_name).parent / settings.csv
    return read_table(files.read_bytes(path), str(path), settings, progress)


def data_set(table: CsvTable, file: DataFile | None = None) -> DataSet:
    """Make a data set of a CSV on its own.

    Its names need no looking up, as `resolve` does for a file kept by hand: the providers are made of the same rows
    as the inspections.

    Args:
        table: the CSV.
        file: a YAML file that gives it a title and a licence, and declares nothing.
    """
    groups = table.groups
    names = dict.fromkeys(provider.league for provider in groups.providers)
    leagues = tuple(League(name=name) for name in names if name)
    return DataSet(
        leagues=leagues or (League(name="", title="Providers", singular="provider"),),
        programmes=(),
        areas=(),
        owners=tuple(Owner(name=name) for name in groups.owners),
        providers=groups.providers,
        inspections=groups.inspections,
        title=file.title if file else None,
        licence=file.licence if file else None,
        attribution=file.attribution if file else None,
        inspectorate=file.inspectorate if file else None,
        author=file.author if file else None,
        standard_phrases=file.standard_phrases if file else {},
        remarks=(describe(table),),
    )


def declares(file: DataFile) -> bool:
    """Whether a YAML file says anything that the names in its CSV must be looked up in."""
    return bool(file.gaps or file.leagues or file.programmes or file.areas or file.owners or file.providers)


def joined(table: CsvTable, file: DataFile) -> DataFile:
    """Put the records of a CSV into the YAML file that names it.

    What the file declares goes before what the rows say; owners and providers that only the rows name are added.
    """
    groups = table.groups
    owned = {name_key(owner.name) for owner in file.owners}
    owners = tuple(Owner(name=name) for name in groups.owners if name_key(name) not in owned) if file.owners else ()
    by_key = {
        (name_key(provider.league or ""), name_key(name)): provider
        for provider in file.providers
        for name in (provider.id, provider.name)
        if name
    }
    kept = tuple(provider for provider in groups.providers if _declared(by_key, provider) is None)
    return dataclasses.replace(
        file,
        inspections=tuple(groups.inspections),
        owners=file.owners + owners,
        providers=file.providers + kept,
    )


def _declared(by_key: dict[tuple[str, str], Provider], provider: Provider) -> Provider | None:
    key = name_key(provider.key[1])
    return by_key.get((name_key(provider.league or ""), key)) or by_key.get(("", key))
