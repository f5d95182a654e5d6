"""The page itself: the payload, the looks and the behaviour put into one HTML document."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ratings_cli.formats.markup import escape, web_address
from ratings_cli.league.groups import by_owner, by_region
from ratings_cli.league.league_table import league_table
from ratings_cli.league.selection import Selection
from ratings_cli.league.standards import blocks
from ratings_cli.model import phrases
from ratings_cli.model.phrases import marked
from ratings_cli.model.scale import BANDS
from ratings_cli.views import notes
from ratings_cli.views.cells import Cell, Column, Table
from ratings_cli.views.group_sheets import group_sheet
from ratings_cli.views.head import credit, newest_report
from ratings_cli.views.standards import standards_sheet
from ratings_cli.webpage.payload import payload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League
    from ratings_cli.views.sheet import Sheet


_MOST_ROWS = 500
"""How many rows of a table a reader without JavaScript is shown at most, and of a further table everybody."""


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
        tables="".join(_without_script(shown, league) for league in shown["leagues"]),
        rule=escape(notes.ranking_rule("overall")),
        further="".join(map(_folded, _further_tables(data, leagues))),
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


def _without_script(shown: dict[str, Any], league: dict[str, Any]) -> str:
    """The newest table of a league with its notes, for readers without JavaScript."""
    newest = league["days"][-1]
    left_out = len(newest["rows"]) - _MOST_ROWS
    notes = [*newest["notes"], *([f"{left_out:,} more rows are shown with JavaScript."] if left_out > 0 else [])]
    items = "".join(f"<li>{escape(text)}</li>" for text in notes)
    return f"{_table_html(_newest_table(shown, league), league['title'])}<ul>{items}</ul>\n"


def _newest_table(shown: dict[str, Any], league: dict[str, Any]) -> Table:
    newest = league["days"][-1]
    keys = [item["key"] for item in shown["columns"]]
    columns = [Column(item["key"], item["heading"], row_header=item["key"] == "provider") for item in shown["columns"]]
    positions = [text for text, _, number in newest["places"] for _ in range(number)]
    rows = []
    for position, number in zip(positions, newest["rows"], strict=True):
        provider, _, *cells = shown["rows"][number]
        rest = (shown["cells"][cell] for cell in cells)
        row = [Cell(position), Cell(shown["providers"][provider]["name"])]
        row += [Cell(text, BANDS[band] if band >= 0 else None, derived=bool(star)) for text, band, _, star in rest]
        rows.append(row)
    told = [any(row[place].text for row in rows) for place in range(len(keys))]
    kept = [place for place, key in enumerate(keys) if told[place] and key != "change"]
    shown_rows = [tuple(row[place] for place in kept) for row in rows]
    return Table(tuple(columns[place] for place in kept), shown_rows, _caption(league))


def _caption(league: dict[str, Any]) -> str:
    newest = league["days"][-1]
    words = [*(band.value for band in BANDS), phrases.NOT_RATED]
    counts = phrases.band_counts(dict(zip(words, newest["counts"], strict=True)))
    return f"{league['option']}, {newest['label']}: {counts}"


def _further_tables(data: DataSet, leagues: Sequence[League]) -> Iterator[Sheet]:
    """Owners, regions and standards, as the program gives them for all reports; those that have something to tell."""
    for league in leagues:
        table = league_table(data, Selection((league,)))
        owners = by_owner(table)
        if len(owners.places) > 1:
            yield group_sheet(owners, "owner")
        # The bodies of a league that are the regions of this one stand beside the providers on their ground.
        if regional := [other for other in leagues if other.regions_of == league.name]:
            yield group_sheet(by_region(data, league_table(data, Selection((league, *regional)))), "region")
        found = blocks(data, table)
        if any(count.known for block in found for count in block.counts):
            yield standards_sheet(table, found)


def _folded(sheet: Sheet) -> str:
    """The tables of a sheet under a line that opens them."""
    tables = (_table_html(table, ": ".join(filter(None, (sheet.title, table.caption)))) for table in sheet.tables)
    return f"<details><summary>{escape(sheet.title)}</summary>\n{''.join(tables)}</details>\n"


def _table_html(table: Table, label: str) -> str:
    heads = "".join(f'<th scope="col">{escape(column.heading)}</th>' for column in table.columns)
    is_header = [column.row_header for column in table.columns]
    rows = "".join(f"<tr>{''.join(map(_cell_html, row, is_header))}</tr>" for row in table.rows[:_MOST_ROWS])
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
