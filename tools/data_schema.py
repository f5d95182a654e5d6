"""The JSON Schema of a data file, made from the records, so that editors complete and check what is typed.

`python tools/data_schema.py [FILE]` prints the schema or writes it to a file; with `--check FILE` it says whether the
file is as the records would have it.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from ratings_cli.model import records
from ratings_cli.model.field_types import QUALIFIERS
from ratings_cli.model.scale import BANDS
from ratings_cli.reading.csv.settings import CsvInspections
from ratings_cli.reading.yaml.validate import file_adapter

Schema: TypeAlias = dict[str, Any]


def _band_pattern() -> str:
    """Every band's word and spellings, in any case and spacing: what the program reads, an editor should not mark."""

    def loosely(word: str) -> str:
        return "".join(f"[{c.upper()}{c.lower()}]" if c.isalpha() else r"[\s_-]*" for c in word)

    return "|".join(loosely(word) for band in BANDS for word in (band.value, *band.spellings))


# An editor takes an unquoted 2019 for a number and true for a truth value, as YAML does; quoted ones stay text.
# The program reads both.
KINDS: dict[str, Schema] = {
    "text": {"type": ["string", "number"], "pattern": r"\S"},
    "date": {
        "type": ["string", "integer"],
        "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        "minimum": 1000,
        "maximum": 9999,
        "examples": ["2019-05-03", "2019-05", 2019],
    },
    "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "examples": ["2019-05-03"]},
    "count": {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": 999_999_999},
            {"type": "string", "pattern": "^[0-9]{1,9}$"},
        ],
    },
    "qualifier": {"enum": list(QUALIFIERS)},
    "switch": {"enum": [True, False, "true", "false"]},
    "band": {
        "anyOf": [{"enum": [band.value for band in BANDS]}, {"type": "string", "pattern": f"^({_band_pattern()})$"}]
    },
}


def file_schema() -> Schema:
    """Return the schema of a data file, in the draft that most editors know."""
    whole = file_adapter().json_schema(ref_template="#/definitions/{model}")
    parts = {name: _record(getattr(records, name), part) for name, part in sorted(whole.pop("$defs").items())}
    table = _record(CsvInspections, TypeAdapter(CsvInspections).json_schema()) | {"required": ["csv"]}
    root = _record(records.DataFile, whole)
    listed = root["properties"]["inspections"]
    root["properties"]["inspections"] = {
        "description": listed.pop("description"),
        "if": {"type": "object"},  # not anyOf: an editor could only say then that it is neither
        "then": {"$ref": "#/definitions/CsvInspections"},
        "else": listed,
    }
    root |= {"title": "A data file of ratings", "definitions": {**parts, "CsvInspections": table}}
    return {"$schema": "http://json-schema.org/draft-07/schema#", **root}


def field_docs(record: type[Any]) -> dict[str, str]:
    """Return what each field of a kind of record means, by the key that is written: its docstring in the source.

    Raises:
        LookupError: a field has none.
    """
    (body,) = ast.parse(inspect.getsource(record)).body
    assert isinstance(body, ast.ClassDef)  # noqa: S101 - getsource of a class gives a class
    found: dict[str, str] = {}
    for field, after in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            found[field.target.id.rstrip("_")] = str(after.value.value)
    if missing := [name for name in records.field_names(record) if name not in found]:
        raise LookupError(f"{record.__name__} does not say what these mean: {', '.join(missing)}")
    return found


def _record(record: type[Any], part: Schema) -> Schema:
    """One kind of record: its fields in the order of the models, each with its meaning."""
    docs = field_docs(record)
    properties = part["properties"]
    return {
        "title": record.__name__,
        "description": inspect.getdoc(record),
        "type": "object",
        "properties": {key: {"description": docs[key], **_value(properties[key])} for key in docs},
        "required": part.get("required", []),
        "additionalProperties": False,
    }


def _value(given: Schema) -> Schema:
    """What may stand at one place; never null, for a key without a value is left out instead."""
    schema = {key: value for key, value in given.items() if key not in {"title", "default"}}
    match schema:
        case {"kind": str(kind)}:
            return KINDS[kind]
        case {"anyOf": [one, {"type": "null"}]}:
            return _value(one)
    for key in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(key), dict):
            schema[key] = _value(schema[key])
    if schema.get("propertyNames") == KINDS["text"]:
        del schema["propertyNames"]  # a key is a text in any case
    return schema


def as_text() -> str:
    """Return the schema as it stands in its file."""
    return json.dumps(file_schema(), ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> None:
    """Print the schema, write it to a file, or compare it with one."""
    match arguments:
        case []:
            sys.stdout.write(as_text())
        case ["--check", name]:
            if Path(name).read_text(encoding="utf-8") != as_text():
                sys.exit(f"{name} is not the schema of the records any more (make docs writes it again)")
        case [name]:
            Path(name).write_text(as_text(), encoding="utf-8", newline="\n")
        case _:
            sys.exit("usage: python tools/data_schema.py [[--check] FILE]")


if __name__ == "__main__":
    main(sys.argv[1:])
