"""Owners side by side as a sheet: the record of each, counted from what it ran when that was rated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ratings_cli.league.groups import is_derived
from ratings_cli.model import phrases
from ratings_cli.model.scale import BANDS
from ratings_cli.views.caveats import league_caveats, with_caveats
from ratings_cli.views.charts.groups import owners_chart
from ratings_cli.views.compare import DIFFERS, Rows, headings
from ratings_cli.views.groups.by_owner import FIELDS, owner_record
from ratings_cli.views.groups.means import mean_cell
from ratings_cli.views.notes import derived_notes
from ratings_cli.views.sheet import Cell, Sheet, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ratings_cli.league.comparison import OwnerContender
    from ratings_cli.league.groups import Group
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League

KEYS = ("as_of", *(field.key for field in FIELDS if field.csv and not field.needs))


def compare_owners_sheet(data: DataSet, leagues: Sequence[League], contenders: Sequence[OwnerContender]) -> Sheet:
    """Show owners side by side.

    Args:
        data: the records, for the owners' full names.
        leagues: the leagues whose providers count.
        contenders: the owners, each as at its date.
    """
    days = [phrases.as_at(contender.as_of) for contender in contenders]
    groups = [contender.place.item for contender in contenders]
    names = [group.name or "" for group in groups]
    full = {owner.name: owner.full_name for owner in data.owners}
    rows = Rows()
    if any(full.get(name) for name in names):
        rows.add_texts("Full name", [full.get(name) for name in names])
    rows.add_texts("Providers rated", [str(len(group.known)) for group in groups])
    rows.add_positions(
        [(contender.place, contender.of, contender.place.item.mean is not None) for contender in contenders]
    )
    rows.add("Mean score", [mean_cell(group) for group in groups], [group.mean for group in groups])
    for band in BANDS:
        counts = [group.bands.count(band) for group in groups]
        cells = [
            Cell(str(number), derived=band in group.derived_bands) for number, group in zip(counts, groups, strict=True)
        ]
        rows.add(phrases.capital(band.value), cells, counts)
    rows.add("Best", [_ends(group, group.at_the(max)) for group in groups], [])
    rows.add("Worst", [_ends(group, group.at_the(min)) for group in groups], [])
    same_day = f", {days[0]}" if len(set(days)) == 1 else ""
    heads = headings(names, days)
    title = f"Side by side: {'; '.join(heads)}{same_day}"
    sheet = Sheet(
        title=title,
        own_tables=(rows.table(heads),),
        notes=(
            f"{DIFFERS} marks where they differ. The newest ratings of what each ran when the report came out count.",
            f"Position: among all owners by mean score, of these leagues: {phrases.league_titles(leagues)}.",
            *derived_notes(((0, standing) for group in groups for standing in group.members), {"overall": ()}),
        ),
        own_keys=KEYS,
        own_records=tuple(_record(contender) for contender in contenders),
        head={
            "title": title,
            "compared": "owners",
            "leagues": [league.name for league in leagues],
            "differs": rows.differing,
        },
        chart=owners_chart([contender.place for contender in contenders], heads, title),
    )
    found = [
        line
        for contender in contenders
        for line in league_caveats(data, (member.provider for member in contender.place.item.members), contender.as_of)
    ]
    return with_caveats(sheet, found)


def _ends(group: Group, ends: Sequence[Standing]) -> Cell:
    """The best or the worst by name and band: ``Essex; Wales (good)``; nobody is either where all are equal."""
    band = ends[0].overall if ends else None
    if band is None:
        return Cell(phrases.NOT_RATED, quiet=True)
    if 1 < len(ends) == len(group.known):
        star = "*" if band in group.derived_bands else ""
        return Cell(f"all equal ({band.value}{star})", band=band)
    names = "; ".join(f"{standing.provider.name}{'*' if is_derived(standing, 'overall') else ''}" for standing in ends)
    return Cell(f"{names} ({band.value})", band=band)


def _record(contender: OwnerContender) -> dict[str, Value]:
    """One owner for a program. The keys are an interface: docs/commands/compare.md."""
    return {
        "as_of": contender.as_of.isoformat() if contender.as_of else None,
        **owner_record(contender.groups, contender.place),
    }
