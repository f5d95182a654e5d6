"""A view of rows is one list of declared fields: what each is called, and what a program and a reader get of it.

The columns of every format, the keys of JSON, ``--columns``, ``--sort`` and the tables of keys in the docs are read
from this list. A new column is one `Field` more.
"""

from __future__ import annotations

import dataclasses
from dataclasses import KW_ONLY, dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from ratings_cli.model.names import Named, NameNotFoundError, find, fold
from ratings_cli.model.phrases import INFERRED
from ratings_cli.model.scale import Band
from ratings_cli.views.cells import Cell, Column, Table, plain, plain_column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ratings_cli.league.ranking import Ranked
    from ratings_cli.views.cells import Value
    from ratings_cli.views.evidence import Evidence

C = TypeVar("C")
T = TypeVar("T")
_EXTRA = 11
MARK = f"a `{INFERRED}` for a reader"
GROUNDS = f"the fields of the row that no source states outright, in JSON each with the ground; {MARK}"


def always(_: object) -> bool:
    """For a field that every table has."""
    return True


@dataclass(frozen=True)  # without slots, so that it can be made as `Field[Context, Row](...)`
class Field(Generic[C, T]):
    """One fact of every row of a view.

    What it says of a row is a function of the row; what it is for a whole table, of what the table has in common.

    Args:
        key: its name in CSV, in JSON and on the command line; an interface.
        help: what it is, in one line.
        value: what it is; a program is told it as `plain`, and rows are sorted by it, by the score of a band.
        cell: what a reader is shown; the value as text where there is nothing else to say.
        heading: the heading of its column; the key where it is left out.
        order: what rows are sorted by where that is not the value; None sorts last.
        given: whether a table has it at all.
        needs: what must be asked for so that a table has it.
        worth: whether a reader is shown it without asking.
        wide: whether a reader is shown it with ``--wide``.
        csv: whether CSV has it without being asked.
        json: whether JSON has it without being asked.
        align: how its cells stand.
        drop: which column a narrow terminal loses first, the highest number; 0 is never lost.
        names: it holds names and may be broken over lines between words.
        row_header: it says what the row is about.
        quiet: the value as text is of less importance than the other cells of the row.
        group: the heading that its column stands under together with its neighbours.
        page: the heading of its column on the page that people explore; none where it has no column there.
    """

    key: str
    help: str
    value: Callable[[T], object]
    cell: Callable[[T], Cell] | None = None
    _: KW_ONLY
    heading: str | Callable[[C], str] | None = None
    order: Callable[[T], Any] | None = None
    given: Callable[[C], bool] = always
    needs: str = ""
    worth: Callable[[C], bool] = lambda _: False
    wide: bool = True
    csv: bool = True
    json: bool = True
    align: Literal["left", "right"] = "left"
    drop: int | Callable[[C], int] = _EXTRA
    names: bool = False
    row_header: bool = False
    quiet: bool = True
    group: str = ""
    page: str = ""

    @classmethod
    def of_position(
        cls, what: str, placed: Callable[[T], Ranked[Any]], worth: Callable[[C], bool] = always
    ) -> Field[C, T]:
        """The field of the position: a number, with a sign where others share it."""
        field = cls("position", what, lambda row: placed(row).position, lambda row: Cell(placed(row).label), wide=False)
        return field.shown(worth, heading="#", align="right", page="#")

    @classmethod
    def of_words(cls, key: str, what: str, cell: Callable[[T], Cell], **facts: Any) -> Field[C, T]:  # noqa: ANN401
        """A field for readers alone, to whom it says in words what other fields say to programs."""
        return cls(key, what, lambda row: cell(row).text, cell, csv=False, json=False, **facts)

    def shown(
        self, worth: Callable[[C], bool] = always, *, drop: int | Callable[[C], int] = 0, **look: object
    ) -> Field[C, T]:
        """The same field, which a reader is shown without asking, and which a narrow terminal never loses."""
        facts: dict[str, Any] = look
        return dataclasses.replace(self, worth=worth, drop=drop, **facts)

    def column(self, context: C) -> Column:
        """Its column."""
        heading = self.heading(context) if callable(self.heading) else self.heading
        heading = self.key.replace("_", " ").capitalize() if heading is None else heading
        drop = self.drop(context) if callable(self.drop) else self.drop
        return Column(self.key, heading, self.align, drop, self.names, self.row_header, self.group)

    def show(self, row: T) -> Cell:
        """Its cell in a row."""
        return self.cell(row) if self.cell else Cell(_text(plain(self.value(row))), quiet=self.quiet)

    def sort_key(self, row: T) -> Any:  # noqa: ANN401 - values of one field compare
        """What rows are sorted by; None for what is not known."""
        value = (self.order or self.value)(row)
        if isinstance(value, Band):
            return value.score
        value = value if self.order else plain(value)
        if isinstance(value, str):
            return fold(value) or None
        return [fold(str(part)) for part in value] or None if isinstance(value, list) else value


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, dict)):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


class UnknownColumnError(Exception):
    """There is no such column, or this table has none; the message says what there is."""


@dataclass(frozen=True, slots=True)
class View(Generic[C, T]):
    """The rows of a view.

    Args:
        declared: every field that there may be, in the order of CSV.
        context: what the whole table has in common.
        rows: the rows.
        readers: the keys of the columns that readers are shown, in their order; others follow in the order of CSV.
        evidence: what backs the values of a row.
        chosen: the columns that the user chose; none for those that the view has by itself.
        wide: whether readers are shown every column.
        group: what rows that stand together have in common, such as their band; None where none do.
        caption: what it shows, where a sheet has more than one table.
    """

    declared: tuple[Field[C, T], ...]
    context: C
    rows: Sequence[T]
    readers: tuple[str, ...] = ()
    evidence: Callable[[T], Sequence[Evidence]] = lambda _: ()
    chosen: tuple[str, ...] = ()
    wide: bool = False
    group: Callable[[T], object] | None = None
    caption: str = ""

    @property
    def fields(self) -> dict[str, Field[C, T]]:
        """The fields that this table has, by key."""
        return {field.key: field for field in self.declared if field.given(self.context)}

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns of CSV."""
        return self.chosen or tuple(key for key, field in self.fields.items() if field.csv)

    def records(self) -> list[dict[str, Value]]:
        """The rows for a program; they may hold more than `keys`, which JSON shows."""
        fields = self.fields
        keys = self.chosen or [key for key, field in fields.items() if field.json or field.csv]
        values = [(key, fields[key].value) for key in keys]
        return [{key: plain(value(row)) for key, value in values} for row in self.rows]

    def values(self) -> list[tuple[Value, ...]]:
        """The rows of CSV."""
        fields = self.fields
        # A column after the other: in a large table most are plain already, and need not be looked at row by row.
        return list(zip(*(plain_column(map(fields[key].value, self.rows)) for key in self.keys), strict=True))

    def table(self) -> Table:
        """The columns and rows for a reader."""
        shown = self._shown()
        rows = [tuple(field.show(row) for field in shown) for row in self.rows]
        return Table(self.columns, rows, self.caption, self._breaks())

    def _breaks(self) -> frozenset[int]:
        """The rows with which another group begins than that of the row above; none where most groups are one row."""
        if self.group is None:
            return frozenset()
        groups = [self.group(row) for row in self.rows]
        found = frozenset(row for row in range(1, len(groups)) if groups[row] != groups[row - 1])
        return found if 2 * (len(found) + 1) <= len(groups) else frozenset()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns for a reader."""
        return tuple(field.column(self.context) for field in self._shown())

    def _shown(self) -> list[Field[C, T]]:
        fields = self.fields
        if self.chosen:
            return [fields[key] for key in self.chosen]
        keys = dict.fromkeys([*(key for key in self.readers if key in fields), *fields])
        return [fields[key] for key in keys if fields[key].worth(self.context) or (self.wide and fields[key].wide)]

    def choose(self, typed: str) -> View[C, T]:
        """The same rows with the columns whose keys are typed, with commas between them.

        Raises:
            UnknownColumnError: one is no column of this view.
        """
        return dataclasses.replace(self, chosen=tuple(dict.fromkeys(self._find(key).key for key in _keys(typed))))

    def order(self, typed: str) -> list[int]:
        """The numbers of the rows as they are sorted by some fields; equal rows stay in their order.

        What is not known stands last, in either direction.

        Args:
            typed: the keys of the fields, with commas between them; ``-`` before one sorts by it downwards.

        Raises:
            UnknownColumnError: one is no column of this view.
        """
        order = list(range(len(self.rows)))
        for key in reversed(_keys(typed)):
            field = self._find(key.removeprefix("-"))
            keys = [field.sort_key(row) for row in self.rows]
            known = sorted((row for row in order if keys[row] is not None), key=keys.__getitem__, reverse=key[0] == "-")
            order = [*known, *(row for row in order if keys[row] is None)]
        return order

    def _find(self, typed: str) -> Field[C, T]:
        fields = self.fields
        missing = {field.key: field for field in self.declared if field.key not in fields}
        names = [Named(key, key, (field.column(self.context).heading,)) for key, field in fields.items()]
        names += [Named(key, key) for key in missing]
        try:
            key = find(typed, names, "column", far="--columns help lists them")
        except NameNotFoundError as error:
            raise UnknownColumnError(str(error)) from None
        if key in missing:
            raise UnknownColumnError(f"'{key}' is a column only {missing[key].needs}")
        return fields[key]


NO_VIEW: View[None, None] = View((), None, ())
"""That of a sheet without rows."""


def records_view(keys: Sequence[str], records: Sequence[dict[str, Value]]) -> View[None, dict[str, Value]]:
    """A view of rows that are records already, all with the same keys, of which CSV has some."""
    every = dict.fromkeys((*(records[0] if records else ()), *keys))
    return View(tuple(Field(key, "", itemgetter(key), csv=key in keys) for key in every), None, records)


def _keys(typed: str) -> list[str]:
    keys = [key.strip() for key in typed.split(",") if key.strip(" -")]
    if not keys:
        raise UnknownColumnError("names no column (--columns help lists them)")
    return keys


def explained(fields: Iterable[Field[Any, Any]]) -> Mapping[str, str]:
    """What each field is, by its key."""
    return {field.key: f"{field.help} ({field.needs})" if field.needs else field.help for field in fields}
