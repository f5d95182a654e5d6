"""The JSON Schema of what the program writes as JSON: the frame of every view, and the rows of each view of rows.

`python tools/output_schema.py FILE` writes it. Names and meanings are those that the views declare; how a value is
written is said here.
"""

import json
import sys
from pathlib import Path
from typing import Any, TypeAlias

from ratings_cli.cli.completion import VIEWS_OF_ROWS, fields_of
from ratings_cli.model.scale import BANDS, TOP_SCORE
from ratings_cli.views.fields import Field, always

Schema: TypeAlias = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
COUNT: Schema = {"type": "integer", "minimum": 0}
BAND: Schema = {"enum": [band.value for band in BANDS]}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
WRITTEN: dict[str, Schema] = {
    "areas": TEXTS,
    "overall": BAND,
    "overall_then": BAND,
    "previous": BAND,
    "score": {"type": "integer", "minimum": 0, "maximum": TOP_SCORE},
    "tied": {"type": "boolean"},
    "published": {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    "published_by": DAY,
    "counted_from": DAY,
    "counted_by": {"enum": ["published", "published_by"]},
    "change": {"enum": ["up", "down", "same", "new"]},
}
"""How values are written that are not any text, number, list or group; each may also be null."""
ANY: Schema = {"type": ["string", "number", "boolean", "array", "object", "null"]}
FRAME: dict[str, tuple[str, Schema]] = {
    "title": ("What is shown, for a reader.", TEXT),
    "inspectorate": ("Who gives the ratings.", TEXT),
    "licence": ("The licence of the data.", TEXT),
    "attribution": ("What the licence asks to be said wherever the ratings are shown.", TEXT),
    "gaps": ("What is known to be missing from what is shown.", {"type": "array"}),
    "leagues": ("The names of the leagues that are shown.", TEXTS),
    "as_of": ("The day of the table; null when all reports count.", DAY),
    "notes": ("The lines below the table.", TEXTS),
}
MUST = ("title", "inspectorate", "licence", "attribution", "gaps", "rows", "notes")


def output_schema() -> Schema:
    """Return the schema: a view of rows is one of the definitions, and every view keeps to the frame."""
    frame = {key: _described(meaning, written) for key, (meaning, written) in FRAME.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "What `ratings` writes with --format json",
        "type": "object",
        "required": [*MUST],
        "properties": {**frame, "rows": {"type": "array", "items": {"type": "object"}}},
        "definitions": {name: _row(fields_of(name)) for name in VIEWS_OF_ROWS},
    }


def _row(fields: tuple[Field[Any, Any], ...]) -> Schema:
    rows = {field.key: _described(field.help, WRITTEN.get(field.key, ANY)) for field in fields}
    return {
        "description": "A row of this view; keys that are needed only with an option may be missing.",
        "type": "object",
        "required": [field.key for field in fields if field.json and field.given is always],
        "properties": {**rows, "sources": _described("the addresses of the sources; only with `--sources`", TEXTS)},
        "additionalProperties": False,
    }


def _described(meaning: str, written: Schema) -> Schema:
    return (
        {"description": meaning, "anyOf": [written, {"type": "null"}]}
        if written is not ANY
        else {"description": meaning}
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(output_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
