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
    from ratings_cli.reading.text.document import Document
    from ratings_cli.reading.text.facts import Dates


def programme_in(document: Document, provider: Provider, dates: Dates, data: DataSet, *, rated: bool) -> Value | None:
    """The programme of a report.

    Args:
        document: the text.
        provider: whom it is about.
        dates: when it came out.
        data: the programmes, and the inspections of each so far.
        rated: the text gives ratings, so a programme without any is not meant.
    """
    for programme in data.programmes if not rated else ():
        name = (programme.title or programme.name).partition(" inspection")[0]
        if programme.rated or not name:
            continue
        for sentence in document.sentences:
            for match in pattern_of([name]).finditer(sentence.plain):
                if match[0][0].isupper() and re.match(
                    r"(?i)'?s?\W+(?:\w+ )?(?:inspection|programme)", sentence.plain[match.end() :]
                ):
                    return Value(
                        value=programme.name, sentence=sentence.text, span=match.span(), rule="programme-named"
                    )
    if dates.page is None or not document.sentences:
        return None
    known = [
        programme
        for programme in data.programmes
        if (programme.rated or not rated) and _days(programme, provider, data)
    ]
    begun = [
        programme
        for programme in known
        if (programme.from_.earliest if programme.from_ else _days(programme, provider, data)[0]) <= dates.page
    ]
    if not begun:
        return None
    fits = begun[-1]
    overlap = [programme.name for programme in begun[:-1] if _days(programme, provider, data)[-1] >= dates.page]
    where = dates.published or Value(value=None, sentence=document.sentences[0].text, span=(0, 0), rule="")
    return Value(
        value=fits.name,
        sentence=where.sentence,
        span=where.span,
        rule="programme-by-day",
        doubt=f"it may also be of {overlap[-1]}" if overlap else where.doubt,
    )


def _days(programme: Programme, provider: Provider, data: DataSet) -> list[dt.date]:
    """The days by which reports of a programme on providers of the same league were out, in order."""
    return sorted(
        latest
        for inspection in data.inspections
        if (inspection.programme, inspection.league) == (programme.name, provider.league)
        and (latest := inspection.publication.latest)
    )
