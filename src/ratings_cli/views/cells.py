"""What a reader is shown: cells, columns, tables and the lines below them; and the cells that several views show."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from ratings_cli.league.report import Kind, between
from ratings_cli.model import phrases
from ratings_cli.model.dates import PartialDate
from ratings_cli.model.scale import Band

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Self

    from ratings_cli.league.report import Change
    from ratings_cli.league.standing import Standing
    from ratings_cli.model.records import Inspection

Value: TypeAlias = "str | int | float | bool | list[Any] | dict[str, Any] | None"


_PLAIN = frozenset({str, int, float, bool, type(None)})


def plain(value: object) -> Any:  # noqa: ANN401 - a `Value` of the kind that it is
    """A value as a program is told it: the word of a band, a date as exact as it is known, lists for tuples."""
    if type(value) in _PLAIN:  # as nearly every value of a large table
        return value
    if isinstance(value, Band):
        return value.value
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return {key: plain(part) for key, part in value.items()} if isinstance(value, dict) else value


def plain_column(values: Iterable[object]) -> list[Any]:
    """The same for the values of a column."""
    found = list(values)
    return found if _PLAIN.issuperset(map(type, found)) else list(map(plain, found))


def values_of(record: object, *names: str) -> dict[str, Value]:
    """Some values of a record, by their names, as a program is told them."""
    return {name: plain(getattr(record, name)) for name in names}


class Cell(NamedTuple):
    """One cell for a reader.

    Args:
        text: what it says.
        band: the band that it shows, for colour; the word is always in the text as well.
        derived: the value was read from wording or worked out; formats mark it with a star.
        sources: numbers in the sheet's list of sources.
        bar: counts by band, drawn as a bar where there is room; the numbers are in the text as well.
        starred: the bands of the bar that are derived for some of those who are counted; the text has their stars.
        url: an address that the text leads to.
        quiet: of less importance than the others in its row.
        short: what it says instead where its text would make the table too wide.
        parts: what the text is a row of, each with its own band; a format may give each a line of its own.
    """

    text: str = ""
    band: Band | None = None
    derived: bool = False
    sources: tuple[int, ...] = ()
    bar: tuple[tuple[Band, int], ...] = ()
    starred: frozenset[Band] = frozenset()
    url: str | None = None
    quiet: bool = False
    short: str | None = None
    parts: tuple[Cell, ...] = ()

    @property
    def marks(self) -> str:
        """What stands behind its text: a star where it is derived, and the numbers of its sources."""
        numbers = f" [{','.join(map(str, self.sources))}]" if self.sources else ""
        return f"{phrases.marked('', self.derived)}{numbers}"


class Column(NamedTuple):
    """One column for a reader.

    Args:
        key: its name in the program.
        heading: its heading.
        align: how its cells stand.
        drop: which column a narrow terminal loses first, the highest number; 0 is never lost.
        names: it holds names and may be broken over lines between words.
        row_header: its cells say what the row is about.
        group: the heading that it stands under together with its neighbours.
    """

    key: str
    heading: str
    align: Literal["left", "right"] = "left"
    drop: int = 0
    names: bool = False
    row_header: bool = False
    group: str = ""


NoteKind: TypeAlias = Literal["rule", "left out", "gap", "star", "more"]


class Note(str):
    """A line below a table.

    Args:
        text: the line.
        kind: what it is for: how the table is ranked, what it leaves out, what the record lacks, what a star means,
            or anything else.
        rows: the numbers of the rows in the main table of which it explains a mark, from zero; none where it is about
            the whole table. It has no place below a table that shows none of them.
        columns: the keys of the columns whose marks it explains; none where it explains them all.
    """

    __slots__ = ("columns", "kind", "rows")
    kind: NoteKind
    rows: tuple[int, ...]
    columns: frozenset[str]

    def __new__(cls, text: str, kind: NoteKind = "more", rows: Iterable[int] = (), columns: Iterable[str] = ()) -> Self:
        """Make the line, and remember what it is about."""
        note = super().__new__(cls, text)
        note.kind = kind
        note.rows = tuple(rows)
        note.columns = frozenset(columns)
        return note

    def stands_above(self, number: int) -> bool:
        """Whether it is about one of the first so many rows, or about the whole table."""
        return not self.rows or any(row < number for row in self.rows)

    def moved(self, place: Mapping[int, int]) -> Note:
        """The same line, on where its rows are now."""
        return Note(self, self.kind, sorted(place[row] for row in self.rows), self.columns)

    def is_about(self, shown: AbstractSet[str]) -> bool:
        """Whether it explains a mark in one of the columns that are shown, or no mark of certain columns."""
        return not self.columns or bool(self.columns & shown)


class Table(NamedTuple):
    """Columns and rows for a reader.

    Args:
        columns: the columns.
        rows: a cell of each row for each of them.
        caption: what it shows, where a sheet has more than one table.
        breaks: the numbers of the rows that begin a group, such as the next band.
    """

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    caption: str = ""
    breaks: frozenset[int] = frozenset()


class SourceNote(NamedTuple):
    """One entry of the numbered list of sources under a sheet."""

    number: int
    text: str
    url: str | None = None


class Credit(NamedTuple):
    """What is published says of itself: in full below a text, and in one short line below a picture."""

    text: str = ""
    short: str = ""


NO_CREDIT = Credit()


def owner_text(standing: Standing) -> str:
    """The owner when rated, and the owner as at the date where that is another: ``A (now B)``.

    A provider that has no rating has the owner as at the date alone.
    """
    if standing.counts is None:
        return standing.owner_now or ""
    if standing.owner and standing.owner_now and standing.owner != standing.owner_now:
        return f"{standing.owner} (now {standing.owner_now})"
    return standing.owner or (f"(now {standing.owner_now})" if standing.owner_now else "")


def band_cell(inspection: Inspection | None, field: str) -> Cell:
    """A band of an inspection: its ``overall`` rating or a standard; what is not known is said so."""
    band = None
    if inspection is not None:
        band = inspection.overall if field == "overall" else inspection.standards.get(field)
    if inspection is None or band is None:
        return Cell(phrases.NOT_RATED if field == "overall" else phrases.NOT_KNOWN, quiet=True)
    return Cell(band.value, band=band, derived=inspection.ground_of(field) is not None)


def row_of(parts: Sequence[Cell], nobody: str) -> Cell:
    """Cells in a row as one cell; `nobody` where there are none."""
    if not parts:
        return Cell(nobody, quiet=True)
    if len(parts) == 1:
        return parts[0]
    return Cell("; ".join(phrases.marked(part.text, part.derived) for part in parts), parts=tuple(parts))


def previous_cell(standing: Standing) -> Cell:
    """The rating before, with an arrow when it changed, up for a better rating now, and dates tell the order."""
    if standing.before is None or standing.overall is None:
        return Cell()
    cell = band_cell(standing.previous, "overall")
    if standing.overall is standing.before:
        return cell._replace(quiet=True)
    kind = between(standing.previous, standing.counts).kind
    arrow = "\u2191 " if kind is Kind.UP else "\u2193 " if kind is Kind.DOWN else ""
    return cell._replace(text=f"{arrow}{cell.text}")


def points_cell(standing: Standing) -> Cell:
    """``15/30``, marked when derived; what is not known is said so."""
    points = standing.points
    if points is None or standing.counts is None:
        return Cell(phrases.NOT_KNOWN, quiet=True)
    return Cell(f"{points.scored}/{points.most}", derived=bool(points.derived or standing.counts.ground_of("points")))


def published_cell(inspection: Inspection | None) -> Cell:
    """The date of publication, as exact as it is known; marked when it is derived."""
    if inspection is None:
        return Cell()
    return Cell(str(inspection.publication), derived=date_ground(inspection) is not None)


def date_field(inspection: Inspection) -> str:
    """Which field gives the date that is shown: the date itself, or a day by which the report was out."""
    return "published_by" if inspection.publication.shows_by else "published"


def date_ground(inspection: Inspection) -> str | None:
    """On what ground the date that is shown is derived; None when a source states it, or it is not known."""
    return inspection.ground_of(date_field(inspection))


def change_cell(change: Change) -> Cell:
    """What became of a rating: ``up from good``, ``first rated``; marked when the rating then is derived."""
    named = change.then if change.kind in {Kind.UP, Kind.DOWN} else None
    derived = named is not None and named.ground_of("overall") is not None
    return Cell(change.label, quiet=not change.moved, derived=derived)
