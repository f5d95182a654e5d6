"""The tables of the documentation that are worked out from the models and from the record; cog runs these."""

import importlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ratings_cli.cli.completion import VIEWS_OF_ROWS
from ratings_cli.model import records
from ratings_cli.model.dataset import DataSet
from ratings_cli.model.records import Inspection, Programme
from ratings_cli.reading import read
from ratings_cli.reading.json_schema import KINDS, Schema, field_docs, file_schema

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
    module = importlib.import_module(f"ratings_cli.views.{VIEWS_OF_ROWS[command.rsplit(maxsplit=1)[-1]]}")
    rows = []
    for field in module.FIELDS:
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
