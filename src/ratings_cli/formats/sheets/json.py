"""JSON: one object with the head, the rows and the notes; an interface documented in docs/formats.md."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ratings_cli.formats import RenderOptions
    from ratings_cli.views.cells import Value
    from ratings_cli.views.sheet import Sheet


def render(sheet: Sheet, _: RenderOptions) -> str:
    """Return the sheet as JSON. The same input gives the same bytes."""
    summary = {"summary": sheet.summary} if sheet.summary else {}
    body: dict[str, Value] = {**sheet.head, **summary, "rows": sheet.view.records(), "notes": list(sheet.notes)}
    if sheet.sources:
        body["sources"] = [
            {"number": source.number, "source": source.text, "url": source.url} for source in sheet.sources
        ]
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
