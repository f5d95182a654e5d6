"""The part of a YAML file that names a CSV -> what is settled about it, or what is wrong with that part."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ratings_cli.model.names import nearest
from ratings_cli.reading.csv.settings import CsvInspections
from ratings_cli.reading.csv.vocabulary import fold_label
from ratings_cli.reading.diagnostics import Issue


@cache
def _adapter() -> TypeAdapter[CsvInspections]:
    return TypeAdapter(CsvInspections)


def read_settings(plain: dict[str, Any]) -> tuple[CsvInspections | None, list[Issue]]:
    """Read what `inspections:` says when it is a group of keys; None, with what is wrong, when it cannot be used."""
    if "csv" not in plain:
        message = "'inspections' should be a list, or name a CSV with 'csv: FILE.csv' (see docs/csv.md)"
        return None, [Issue(("inspections",), message)]
    try:
        settings: CsvInspections = _adapter().validate_python(plain)
    except ValidationError as error:
        findings = []
        for details in error.errors(include_url=False):
            on_key = details["loc"][-1:] == ("[key]",)
            path = ("inspections", *(details["loc"][:-1] if on_key else details["loc"]))
            if details["type"] == "unexpected_keyword_argument":
                known = [field.name for field in dataclasses.fields(CsvInspections)]
                near = nearest(str(path[-1]), known, most=1)
                hint = f"did you mean '{near[0]}'?" if near else f"keys: {', '.join(known)}"
                findings.append(Issue(path, f"unknown key '{path[-1]}' ({hint})", on_key=True))
            elif details["type"] == "value_error":
                findings.append(Issue(path, f"'{path[-1]}': {details['ctx']['error']}", on_key))
            else:
                findings.append(Issue(path, f"'{path[-1]}' should be a group of keys", on_key))
        return None, findings
    labels = {fold_label(text): text for text in settings.labels}
    both = [
        Issue(("inspections", "not_ratings", number), f"'{text}' is labelled too, as '{label}' (keep one)")
        for number, text in enumerate(settings.not_ratings)
        if (label := labels.get(fold_label(text))) is not None
    ]
    return (None if both else settings), both
