"""The page itself: the payload, the looks and the behaviour put into one HTML document."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ratings_cli.formats.markup import escape, web_address
from ratings_cli.league.league_table import league_table
from ratings_cli.league.selection import Selection
from ratings_cli.model import phrases
from ratings_cli.model.phrases import marked
from ratings_cli.model.scale import BANDS
from ratings_cli.views import notes
from ratings_cli.views.league_table import league_sheet
from ratings_cli.views.sheet import credit, newest_report
from ratings_cli.webpage.payload import MOST_SHOWN, first_rows, further_sheets, payload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.league_table import LeagueTable
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League
    from ratings_cli.views.cells import Cell, Table
    from ratings_cli.views.sheet import Sheet


def page(data: DataSet, leagues: tuple[League, ...]) -> str:
    """Return the page as one HTML document.

    It asks nobody for anything: a content security policy forbids it, and names the one script and the one
    style sheet by their hashes. Without JavaScript it shows the newest table of each league.

    Args:
        data: the records.
        leagues: the leagues to choose from; the first that has not ended is shown at first.
    """
    leagues = tuple(sorted(leagues, key=lambda league: league.until is not None))
    shown = payload(data, leagues)
    tables = [league_table(data, Selection((league,))) for league in leagues]
    said = credit(data, newest_report(data, None, {league.name for league in leagues}))
    style, script = _resource("page.css"), _resource("page.js")
    title = data.title or f"{phrases.league_titles(leagues)}: league table"
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return _resource("page.html").format(
        policy=escape(policy),
        title=escape(title),
        style=style,
        tables="".join(map(_without_script, tables, shown["leagues"])),
        rule=escape(notes.ranking_rule("overall")),
        further="".join(_folded(sheet) for table in tables for _, sheet in further_sheets(table, leagues)),
        gaps=_gaps(data, leagues),
        short=escape(said.short),
        description=escape(f"{_caption(shown['leagues'][0])}. {said.short}"),
        credit=_linked(said.text),
        data=_json(shown),
        script=script,
    )


def _resource(name: str) -> str:
    return files("ratings_cli.webpage").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The hash by which the policy names a script or a style sheet: of all between the tags."""
    digest = hashlib.sha256(f"\n{text}".encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _json(shown: dict[str, Any]) -> str:
    """The payload as JSON that cannot end the element it stands in."""
    text = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _gaps(data: DataSet, leagues: Sequence[League]) -> str:
    """What is known to be missing, each with its ground; nothing where nothing is."""
    items = "".join(
        f"<li>{escape(': '.join(filter(None, (label, gap.text))))} "
        f'<span class="quiet">{escape(gap.ground or "")}</span></li>'
        for label, gaps in [("", data.gaps), *((league.label, league.gaps) for league in leagues)]
        for gap in gaps
    )
    if not items:
        return ""
    return f'<details id="gaps"><summary>What is known to be missing</summary><ul>{items}</ul></details>\n'


def _linked(text: str) -> str:
    """A text with the addresses in it as links."""
    return " ".join(
        f'<a href="{escape(address)}">{escape(word)}</a>'
        if (address := web_address(word.strip("().,;")))
        else escape(word)
        for word in text.split()
    )


def _without_script(result: LeagueTable, league: dict[str, Any]) -> str:
    """The newest table of a league, as the program prints it, with its notes, for readers without JavaScript."""
    left_out = len(result.places) - MOST_SHOWN
    notes = league["days"][-1]["notes"]
    notes = [*notes, *([f"{left_out:,} more rows are shown with JavaScript."] if left_out > 0 else [])]
    items = "".join(f"<li>{escape(text)}</li>" for text in notes)
    shown = league_sheet(result, noted=False, drawn=False).tables
    tables = (_table_html(table._replace(caption=_caption(league)), league["title"]) for table in shown)
    return f"{''.join(tables)}<ul>{items}</ul>\n"


def _caption(league: dict[str, Any]) -> str:
    newest = league["days"][-1]
    words = [*(band.value for band in BANDS), phrases.NOT_RATED]
    counts = phrases.band_counts(dict(zip(words, newest["counts"], strict=True)))
    return f"{league['option']}, {newest['label']}: {counts}"


def _folded(sheet: Sheet) -> str:
    """Further tables under a line that opens them."""
    shown = [first_rows(table) for table in sheet.tables]
    labels = (": ".join(filter(None, (sheet.title, table.caption))) for table in shown)
    tables = "".join(map(_table_html, shown, labels))
    return f"<details><summary>{escape(sheet.title)}</summary>\n{tables}</details>\n"


def _table_html(table: Table, label: str) -> str:
    heads = "".join(f'<th scope="col">{escape(column.heading)}</th>' for column in table.columns)
    is_header = [column.row_header for column in table.columns]
    rows = "".join(f"<tr>{''.join(map(_cell_html, row, is_header))}</tr>" for row in table.rows[:MOST_SHOWN])
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    return (
        f'<div class="scroll" role="region" aria-label="{escape(label)}" tabindex="0">\n'
        f"<table>{caption}<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
    )


def _cell_html(cell: Cell, is_header: bool) -> str:  # noqa: FBT001 - it is mapped over the columns
    tag, scope = ("th", ' scope="row"') if is_header else ("td", "")
    text = "".join(f'<div class="{_look(part)}">{_text(part)}</div>' for part in cell.parts) or _text(cell)
    look = f' class="{_look(cell)}"' if _look(cell) else ""
    return f"<{tag}{scope}{look}>{text}</{tag}>"


def _look(cell: Cell) -> str:
    return f"band b{BANDS.index(cell.band)}" if cell.band else ""


def _text(cell: Cell) -> str:
    return marked(escape(cell.text), cell.derived)
