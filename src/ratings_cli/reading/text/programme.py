"""Which inspection programme a text is about: by its name, or by the day of the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ratings_cli.reading.text.mentions import pattern_of
from ratings_cli.reading.text.values import Value

if TYPE_CHECKING:
    import datetime as dt

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import Programme, Provider
    from ratings_cli.reading.page_text import Document
    from ratings_cli.reading.text.facts import Dates


def programme_in(document: Document, provider: Provider, dates: Dates, data: DataSet, *, rated: bool) -> Value | None:
    """The programme of a report: one without ratings by its name, unless the text gives some; else by the day."""
    for programme in data.programmes if not rated else ():
        name = (programme.title or programme.name).partition(" inspection")[0]
        for sentence in document.sentences if name and not programme.rated else ():
            for match in pattern_of([name]).finditer(sentence.plain):
                behind = sentence.plain[match.end() :]
                if match[0][0].isupper() and re.match(r"(?i)'?s?\W+(?:\w+ )?(?:inspection|programme)", behind):
                    return Value(
                        value=programme.name, sentence=sentence.text, span=match.span(), rule="programme-named"
                    )
    day, where = dates.page, dates.published
    days = {p.name: found for p in data.programmes if (p.rated or not rated) and (found := _days(p, provider, data))}
    begun = [p.name for p in data.programmes if day and p.name in days and _begin(p, days[p.name]) <= day]
    if not begun or day is None or where is None:
        return None
    overlap = [name for name in begun[:-1] if days[name][-1] >= day]
    doubt = f"it may also be of {overlap[-1]}" if overlap else where.doubt
    return Value(value=begun[-1], sentence=where.sentence, span=where.span, rule="programme-by-day", doubt=doubt)


def _begin(programme: Programme, days: list[dt.date]) -> dt.date:
    return programme.from_.earliest if programme.from_ else days[0]


def _days(programme: Programme, provider: Provider, data: DataSet) -> list[dt.date]:
    """The days by which reports of a programme on providers of the same league were out, in order."""
    of_league = (i for i in data.inspections if (i.programme, i.league) == (programme.name, provider.league))
    return sorted(latest for inspection in of_league if (latest := inspection.publication.latest))
