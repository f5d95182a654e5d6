"""Further tables of the page, folded away: owners, regions and standards, as the program gives them for all reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.formats.markup import escape
from ratings_cli.league.groups import by_owner, by_region
from ratings_cli.league.league_table import league_table
from ratings_cli.league.selection import Selection
from ratings_cli.league.standards import blocks
from ratings_cli.model.phrases import marked
from ratings_cli.model.scale import BANDS
from ratings_cli.views.group_sheets import group_sheet
from ratings_cli.views.standards import standards_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League
    from ratings_cli.views.cells import Cell, Table
    from ratings_cli.views.sheet import Sheet

_MOST_ROWS = 500


def further_tables(data: DataSet, leagues: Sequence[League]) -> str:
    """Return every further table that has something to tell, each under a line that opens it."""
    return "".join(
        f"<details><summary>{escape(sheet.title)}</summary>\n"
        f"{''.join(_table(sheet.title, table) for table in sheet.tables)}</details>\n"
        for sheet in _sheets(data, leagues)
    )


def _sheets(data: DataSet, leagues: Sequence[League]) -> Iterator[Sheet]:
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


def _table(title: str, table: Table) -> str:
    label = escape(": ".join(filter(None, (title, table.caption))))
    heads = "".join(f'<th scope="col">{escape(column.heading)}</th>' for column in table.columns)
    rows = "".join(
        f"<tr>{''.join(map(_cell, row, (column.row_header for column in table.columns)))}</tr>"
        for row in table.rows[:_MOST_ROWS]
    )
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    return (
        f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">\n'
        f"<table>{caption}<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
    )


def _cell(cell: Cell, is_header: bool) -> str:  # noqa: FBT001 - it is mapped over the columns
    tag, scope = ("th", ' scope="row"') if is_header else ("td", "")
    text = "".join(f'<div class="{_look(part)}">{_text(part)}</div>' for part in cell.parts) or _text(cell)
    look = f' class="{_look(cell)}"' if _look(cell) else ""
    return f"<{tag}{scope}{look}>{text}</{tag}>"


def _look(cell: Cell) -> str:
    return f"band b{BANDS.index(cell.band)}" if cell.band else ""


def _text(cell: Cell) -> str:
    return marked(escape(cell.text), cell.derived)
