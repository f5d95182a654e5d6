"""What the sheets of groups of providers have in common: places, movement, notes and sources."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from ratings_cli.model import phrases
from ratings_cli.views.caveats import table_caveats, with_caveats
from ratings_cli.views.changes import change_notes, summary
from ratings_cli.views.charts.groups import group_chart
from ratings_cli.views.evidence import rating_evidence
from ratings_cli.views.fields import View
from ratings_cli.views.filter_notes import ended_notes, other_leagues, table_filter_notes
from ratings_cli.views.head import changes_record, head, title_of
from ratings_cli.views.notes import (
    TIES,
    derived_notes,
    gaps_hint,
    left_out_notes,
    newest_note,
    no_positions_note,
    order_note,
    ranking_rule,
)
from ratings_cli.views.sheet import Note, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.groups import Group, Groups
    from ratings_cli.views.evidence import Evidence
    from ratings_cli.views.fields import Field
    from ratings_cli.views.groups.means import Row


def grouped_sheet(  # noqa: PLR0913 - one parameter for each thing in which the sheets differ
    result: Groups,
    kind: str,
    fields: tuple[Field[Groups, Row], ...],
    readers: Sequence[str],
    notes: Sequence[str],
    *,
    wide: bool,
) -> Sheet:
    """Put a sheet of groups together.

    Args:
        result: the groups.
        kind: what the groups are: owner, area, region or league.
        fields: the fields of a row.
        readers: the keys of the columns that readers are shown after the place and the change.
        notes: the notes of this sheet, which stand after the ranking rule.
        wide: with every column there is.
    """
    table = result.table
    view = View(
        fields,
        result,
        result.places,
        ("position", "change", *readers),
        lambda row: group_evidence(row.item),
        wide=wide,
    )
    has_means = any(column.key == "mean" for column in view.columns)
    counts = phrases.count_bands(ranked.item.overall for ranked in table.places)
    how = f"by {kind}{_key_words(result) if has_means else ''}"
    title = title_of(table.chosen.leagues, how, table.chosen, rerank=table.rerank)
    sheet = Sheet(
        title=title,
        summary=summary(table, counts),
        notes=(
            *(_rules(result, has_means=has_means) if result.places else []),
            *notes,
            *change_notes(table),
            *table_filter_notes(table),
            *left_out_notes(table),
            *newest_note(table),
            *(ended_notes(table) if kind != "league" else []),
        ),
        head=head(title, table.chosen, table.by, {"total": len(table.places), **counts}) | changes_record(table),
        chart=group_chart(result, kind),
        hints=[*other_leagues(table), *gaps_hint(table.data, table.chosen.leagues)],
        view=view,
    )
    return with_caveats(sheet, table_caveats(table))


def group_evidence(group: Group) -> list[Evidence]:
    """What backs a row: the ratings that the mean is of, and of a region the rating of its own body."""
    rated = [*filter(None, [group.body]), *group.known]
    # Beside the name of the group, and not beside a cell.
    return [dataclasses.replace(backing, column="") for backing in rating_evidence(rated, group.by)]


def group_star_notes(result: Groups) -> list[Note]:
    """What the stars behind the bands of the members mean, and of a region behind that of its own body."""
    by = result.table.by
    shown = (
        (row, standing)
        for row, placed in enumerate(result.places)
        for standing in (*filter(None, [placed.item.body]), *placed.item.members)
    )
    return [*derived_notes(shown, {"overall" if by == "points" else by: ()}), *_added_up(result)]


def _added_up(result: Groups) -> list[Note]:
    """Whose points in the means of points no source states."""
    found = [
        (row, standing)
        for row, placed in enumerate(result.places)
        for standing in (placed.item.derived if result.table.by == "points" else ())
    ]
    if not found:
        return []
    names = phrases.some(list(dict.fromkeys(standing.provider.name for _, standing in found)))
    text = f"{phrases.INFERRED} Means: of points that are added up from the bands of the standards: {names}."
    return [Note(text, "star", [row for row, _ in found], ["mean"])]


def _partly_shown(result: Groups) -> list[str]:
    """Why some groups have no position though there is a mean of them."""
    without = [ranked.item for ranked in result.places if ranked.position is None and ranked.item.mean is not None]
    named = [group.name for group in without if group.name is not None]
    if not named or not result.table.has_positions:
        return []
    names = phrases.some(named)
    text = f"No position, as the filters change who is counted: {names} (--rerank ranks what is shown)."
    return [Note(text, "left out")]


def _key_words(result: Groups) -> str:
    by = result.table.by
    mean = {"overall": "mean overall rating", "points": "mean share of points"}.get(by, f"mean rating for {by}")
    return f", {'ranked by ' if result.compete else ''}{mean}"


def _rules(result: Groups, *, has_means: bool) -> list[str]:
    """How places are decided, in one sentence; what the mean is of, in another; and who has none."""
    table = result.table
    by = table.by
    what = {
        "overall": f"mean score of the latest overall ratings ({phrases.SCORES})",
        "points": "mean share of the maximum points, at the latest rating",
    }
    mean = what.get(by, f"mean score of the latest ratings for {by} ({phrases.SCORES})")
    unknown = {"overall": "Unrated providers are", "points": "Providers whose points are not known are"}
    left_out = f"{unknown.get(by, f'Providers whose rating for {by} is not known are')} excluded"
    if not has_means and not result.compete:
        unranked = "In order of name, without positions: the ratings of several leagues are not ranked together."
        return [Note(unranked, "rule")]
    if not result.compete:
        return [Note(f"Mean: the {mean}. {left_out}.", "rule")]
    rule = Note(f"Ranked by {mean}; {TIES}. {left_out}.", "rule") if has_means else ranking_rule(by)
    return [rule, *order_note(table), *no_positions_note(table), *_partly_shown(result)]
