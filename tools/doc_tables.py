"""The tables of the documentation that are worked out from the models and from the record; cog runs these."""

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from data_schema import KINDS, Schema, field_docs, file_schema

from ratings_cli.cli.app import COMMANDS, load
from ratings_cli.cli.completion import fields_of
from ratings_cli.cli.help import HOW, TABLES, WHAT, WHERE
from ratings_cli.cli.options import CommonOptions
from ratings_cli.model import records
from ratings_cli.model.dataset import DataSet
from ratings_cli.model.records import Inspection, Programme
from ratings_cli.reading import read

Command: TypeAlias = Any
Option: TypeAlias = Any
"""Of the classes of click that stand behind Typer, which have other names in some of its versions."""

_WRITTEN = {
    "text": "text",
    "date": "day, month or year: `2019-05-03`, `2019-05`, `2019`",
    "day": "day: `2019-05-03`",
    "count": "whole number",
    "switch": "`true` or `false`",
    "qualifier": "`more than`, `nearly`, `about` or `up to`",
    "band": "band",
}
_RECORDS = {
    "CsvInspections": "[a CSV](csv.md)",
    "Derived": "derived values",
    "Ownership": "periods of ownership",
    "Reference": "further providers",
}


def keys(command: str) -> str:
    """Return the table of the columns of a command: the key of each, and what it is."""
    rows = []
    for field in fields_of(command.rsplit(maxsplit=1)[-1]):
        where = [word for word, is_so in (("in JSON", field.json), ("in CSV", field.csv)) if not is_so]
        only = f" (not {' nor '.join(where)}, but with `--columns`)" if where else ""
        needs = f"; only {field.needs}" if field.needs else ""
        rows.append((f"`{field.key}`", f"{field.help}{needs}{only}"))
    return _table(("key", "what"), [*rows, ("`sources`", "the addresses of the sources; only with `--sources`")])


def fields(name: str) -> str:
    """Return the table of one kind of record: field, whether it must be there, how it is written, what it means."""
    schema = file_schema()
    part = schema if name == "DataFile" else schema["definitions"][name]
    rows = [
        (f"`{key}`", "yes" if key in part["required"] else "no", _written(part["properties"][key]), meaning)
        for key, meaning in field_docs(getattr(records, name)).items()
    ]
    return _table(("field", "must be there?", "how it is written", "what it means"), rows)


def _written(schema: Schema) -> str:
    bare = {key: value for key, value in schema.items() if key != "description"}
    for kind, item in KINDS.items():
        if bare == item:
            return _WRITTEN[kind]
    if "if" in bare:
        return f"{_written(bare['else'])}, or {_written(bare['then'])}"
    if reference := bare.get("$ref"):
        name = reference.rpartition("/")[2]
        return _RECORDS.get(name, f"{name.lower()}s")
    if bare["type"] == "array":
        return f"list of {_written(bare['items']).replace('text', 'texts')}"
    key = _written(bare.get("propertyNames", KINDS["text"]))
    value = _written(bare["additionalProperties"])
    return f"`{key}: {value}` for each"


def completeness() -> str:
    """Return the table of how complete each programme of the shipped record is."""
    data = read()
    dates = ("day", "month", "year", "`published_by` only", "no date")
    heads = ("programme", "inspections", "rated", *dates, "points stated", "every standard", "some standards", "tally")
    rows = [_programme_row(data, programme) for programme in data.programmes]
    rows.append(("**all**", *_counts(data, data.inspections)))
    return _table(heads, rows, numbers_from=1)


def _programme_row(data: DataSet, programme: Programme) -> tuple[str, ...]:
    own = [inspection for inspection in data.inspections if inspection.programme == programme.name]
    return (programme.label, *_counts(data, own))


def _counts(data: DataSet, inspections: Sequence[Inspection]) -> tuple[str, ...]:
    dates = Counter(_exactness(inspection) for inspection in inspections)
    every = sum(_every_standard(data, inspection) for inspection in inspections)
    numbers = [
        len(inspections),
        sum(inspection.overall is not None for inspection in inspections),
        *(dates[kind] for kind in ("day", "month", "year", "by", "none")),
        sum(inspection.points is not None for inspection in inspections),
        every,
        sum(bool(inspection.standards) for inspection in inspections) - every,
        sum(bool(inspection.tally) for inspection in inspections),
    ]
    return tuple(map(str, numbers))


def _exactness(inspection: Inspection) -> str:
    if inspection.published is None:
        return "by" if inspection.published_by else "none"
    return ("year", "month", "day")[inspection.published.iso.count("-")]


def _every_standard(data: DataSet, inspection: Inspection) -> bool:
    names = data.programme_of(inspection).standard_names
    return bool(names) and all(name in inspection.standards for name in names)


def gaps(league: str | None = None) -> str:
    """Return what the shipped record is known to lack, as a list: in one league, or else in all of them."""
    data = read()
    known = (
        data.gaps if league is None else next(candidate.gaps for candidate in data.leagues if candidate.name == league)
    )
    return "".join(f"- **{gap.text}** {_sentence(gap.ground or '')}\n" for gap in known)


def _sentence(text: str) -> str:
    """A ground that is no sentence yet, as one."""
    return text if text.endswith(".") else f"{text[:1].upper()}{text[1:]}."


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], numbers_from: int | None = None) -> str:
    """Return a Markdown table; columns from `numbers_from` on are aligned to the right."""
    first = len(heads) if numbers_from is None else numbers_from
    rules = ["---" if place < first else "---:" for place in range(len(heads))]
    lines = [heads, tuple(rules), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def example(name: str) -> str:
    """Return one of the example files as a block of YAML."""
    text = Path(f"docs/examples/{name}.yaml").read_text(encoding="utf-8")
    return f"```yaml\n{text}```\n"


def options(command: str) -> str:
    """Return the options that only one command has, and which of the shared ones it takes."""
    params = [param for param in load_path(command).params if param.param_type_name == "option"]
    own = [(_typed(param), param.help) for param in params if not _is_shared(param)]
    shared = [f"`{_names(param)[0]}`" for param in params if _is_shared(param) and param.rich_help_panel != TABLES]
    reads = any(param.rich_help_panel == TABLES for param in params)
    taken = f"The [shared options](../options.md) that it takes: {', '.join(shared)}" if shared else ""
    rest = ", and those about reading a table." if reads else "."
    return "\n".join(filter(None, [_table(("option", "what it does"), own) if own else "", taken and taken + rest]))


def shared_options() -> str:
    """Return the options that several commands have, each with what it does and which commands take it."""
    takers: dict[str, list[str]] = {name: [] for name in _SHARED}
    for command in COMMANDS_WITH_OPTIONS:
        for param in load_path(command).params:
            if _is_shared(param):
                takers[param.name].append(command)
    parts = []
    for heading in (WHAT, HOW, WHERE, TABLES):
        rows = [
            (_typed(param), param.help, _commands(takers[name]))
            for name, param in _SHARED.items()
            if param.rich_help_panel == heading
        ]
        parts.append(f"### {heading}\n\n{_table(('option', 'what it does', 'commands'), rows)}")
    return "\n".join(parts)


COMMANDS_WITH_OPTIONS = [
    *(name for name in COMMANDS if name not in {"by", "help"}),
    *(f"by {name}" for name in ("owner", "area", "region", "league", "year", "date")),
]
"""Every command that takes options, as it is typed."""


def load_path(name: str) -> Command:
    """A command as Typer runs it, by what is typed after `ratings`."""
    first, _, second = name.partition(" ")
    command: Command = load(first)
    return command.commands[second] if second else command


_SHARED = {
    param.name: param
    for param in load_path("table").params
    if param.name in {field.name for field in dataclasses.fields(CommonOptions)}
}


def meaning(param: Option) -> str:
    """What an option does, without what it is when it is not given."""
    return re.sub(r" \[(default|env): .*?\]|:.*", "", param.help or "")


def _is_shared(param: Option) -> bool:
    return param.name in _SHARED and meaning(param) == meaning(_SHARED[param.name])


def _names(param: Option) -> list[str]:
    return sorted([*param.opts, *param.secondary_opts], key=len, reverse=True)


def _typed(param: Option) -> str:
    """An option as it is typed: `--limit`, `-n` N."""
    value = "" if param.is_flag else f" {param.metavar or 'VALUE'}"
    return ", ".join(f"`{name}`" for name in _names(param)) + value.replace("|", "\\|")


def _commands(names: Sequence[str]) -> str:
    missing = [name for name in COMMANDS_WITH_OPTIONS if name not in names]
    if not missing:
        return "all"
    return f"all but {', '.join(missing)}" if len(missing) < len(names) else ", ".join(names)
