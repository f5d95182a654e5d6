"""What can be settled about a CSV: its columns, its words, its dates. The same in a YAML file and as options."""

from __future__ import annotations

import codecs
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import ConfigDict, PlainValidator, TypeAdapter, ValidationError

from ratings_cli.model.errors import UsageError
from ratings_cli.model.field_types import BandWord, Count, Text
from ratings_cli.model.names import nearest
from ratings_cli.model.scale import UnknownBandError, parse_band
from ratings_cli.reading.csv.vocabulary import ROLE_WORDS, fold_label
from ratings_cli.reading.diagnostics import Issue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from ratings_cli.model.scale import Band

DAY_FIRST, MONTH_FIRST = FORMS = "day-first", "month-first"
DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}
LEAVE_OUT = "leave-out"
"""Written for `contradictory`: providers whose rows contradict each other are left out, and named."""


def _read_role(value: object) -> str:
    role = str(value)
    if role not in ROLE_WORDS:
        near = nearest(role, ROLE_WORDS, most=1)
        hint = f"did you mean {near[0]!r}?" if near else f"columns: {', '.join(ROLE_WORDS)}"
        raise ValueError(f"unknown column '{role}' ({hint})")
    return role


def _read_headings(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list | tuple) else [value]
    headings = tuple(text.strip() for text in texts if isinstance(text, str) and text.strip())
    if len(headings) < len(texts):
        raise ValueError("should be a heading, or a list of headings")
    return headings


def _read_label(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("should be a text")  # noqa: TRY004 - a TypeError would escape Pydantic
    return value.strip()


def _read_labels(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError("should be a list (put the value between [ and ])")  # noqa: TRY004 - as above
    return tuple(map(_read_label, value))


def _one_of(*words: str) -> PlainValidator:
    def read(value: object) -> str:
        if value not in words:
            raise ValueError(f"'{value}' is not {' or '.join(words)}")
        return str(value)

    return PlainValidator(read)


def _read_encoding(value: object) -> str:
    try:
        return codecs.lookup(str(value)).name
    except LookupError:
        raise ValueError(f"there is no encoding '{value}' (such as utf-8, windows-1252 or utf-16)") from None


def _read_delimiter(value: object) -> str:
    text = {name: sign for sign, name in DELIMITERS.items()}.get(str(value), value)
    if not isinstance(text, str) or len(text) != 1 or text in '"\r\n':
        raise ValueError(f"'{value}' is no delimiter (write comma, tab, semicolon, bar, or one character)")
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvInspections:
    """Inspections that stand in a CSV, and what is settled about it."""

    __pydantic_config__ = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    csv: Text = "-"
    """The CSV, seen from the folder of the YAML file."""
    columns: Mapping[
        Annotated[str, PlainValidator(_read_role)], Annotated[tuple[str, ...], PlainValidator(_read_headings)]
    ] = field(default_factory=dict)
    """The headings of the columns, by what each column is: `provider`, `id`, `overall`..."""
    labels: Mapping[Annotated[str, PlainValidator(_read_label)], BandWord] = field(default_factory=dict)
    """The bands that other words in the columns of ratings mean."""
    not_ratings: Annotated[tuple[str, ...], PlainValidator(_read_labels)] = ()
    """Words in the columns of ratings that mean that there is no rating."""
    dates: Annotated[str | None, _one_of(*FORMS)] = None
    """How dates in figures are written, when the columns do not show it: day-first or month-first."""
    encoding: Annotated[str | None, PlainValidator(_read_encoding)] = None
    """The encoding, when it is not found out rightly."""
    delimiter: Annotated[str | None, PlainValidator(_read_delimiter)] = None
    """What stands between cells, when it is not found out rightly: comma, tab, semicolon or bar."""
    header_line: Count | None = None
    """The line of the headings, from 1, when it is not found out rightly."""
    sheet: Text | None = None
    """The sheet of a workbook that holds the ratings, when it is not found out rightly."""
    contradictory: Annotated[str | None, _one_of(LEAVE_OUT)] = None
    """leave-out: leave out, and name, the providers whose rows contradict each other."""

    def with_options(self, options: CsvInspections) -> CsvInspections:
        """The same with what the command line says, which goes before what the file says."""
        said = set(map(fold_label, (*options.labels, *options.not_ratings)))
        labels = {text: band for text, band in self.labels.items() if fold_label(text) not in said}
        not_ratings = tuple(text for text in self.not_ratings if fold_label(text) not in said)
        return dataclasses.replace(
            self,
            columns={**self.columns, **options.columns},
            labels={**labels, **options.labels},
            not_ratings=not_ratings + options.not_ratings,
            dates=options.dates or self.dates,
            sheet=options.sheet or self.sheet,
            contradictory=options.contradictory or self.contradictory,
        )


def from_options(
    columns: Sequence[str] = (), labels: Sequence[str] = (), not_ratings: Sequence[str] = ()
) -> CsvInspections:
    """Read what the command line says about a CSV: `columns` are each ``what=heading``, `labels` ``word=band``.

    Raises:
        UsageError: one of them is not written like that.
    """
    by_role: dict[str, tuple[str, ...]] = {}
    for text in columns:
        role, heading = _halves("--column", text, 'overall="Overall effectiveness"', at_end=False)
        try:
            by_role[_read_role(role)] = (*by_role.get(role, ()), heading)
        except ValueError as error:
            raise UsageError(f"--column: {error}") from None
    bands: dict[str, Band] = {}
    said = {fold_label(text): f"--not-a-rating '{text.strip()}'" for text in not_ratings}
    for text in labels:
        label, word = _halves("--label", text, '"Adequate=requires improvement"', at_end=True)
        if before := said.get(fold_label(label)):
            raise UsageError(f"--label: '{text}' and {before} are about the same word (keep one)")
        said[fold_label(label)] = f"'{text}'"
        try:
            bands[label] = parse_band(word)
        except UnknownBandError as error:
            raise UsageError(f"--label: {error}") from None
    return CsvInspections(columns=by_role, labels=bands, not_ratings=tuple(map(str.strip, not_ratings)))


def _halves(option: str, text: str, example: str, *, at_end: bool) -> tuple[str, str]:
    first, sign, second = text.rpartition("=") if at_end else text.partition("=")
    if not sign or not second.strip() or not (first.strip() or at_end):
        raise UsageError(f"{option}: '{text}' has no two sides (write {option} {example})")
    return first.strip(), second.strip()


def read_settings(plain: dict[str, Any]) -> tuple[CsvInspections | None, list[Issue]]:
    """Read what `inspections:` says when it is a group of keys; None, with what is wrong, when it cannot be used."""
    if "csv" not in plain:
        message = "'inspections' should be a list, or name a CSV with 'csv: FILE.csv' (see docs/csv.md)"
        return None, [Issue(("inspections",), message)]
    try:
        settings: CsvInspections = TypeAdapter(CsvInspections).validate_python(plain)
    except ValidationError as error:
        return None, [_issue(details) for details in error.errors(include_url=False)]
    labels = {fold_label(text): text for text in settings.labels}
    both = [
        Issue(("inspections", "not_ratings", number), f"'{text}' is labelled too, as '{label}' (keep one)")
        for number, text in enumerate(settings.not_ratings)
        if (label := labels.get(fold_label(text))) is not None
    ]
    return (None if both else settings), both


def _issue(details: ErrorDetails) -> Issue:
    """What Pydantic says is wrong, in our words."""
    on_key = details["loc"][-1:] == ("[key]",)
    path = ("inspections", *(details["loc"][:-1] if on_key else details["loc"]))
    if details["type"] == "unexpected_keyword_argument":
        known = [field.name for field in dataclasses.fields(CsvInspections)]
        near = nearest(str(path[-1]), known, most=1)
        hint = f"did you mean '{near[0]}'?" if near else f"keys: {', '.join(known)}"
        return Issue(path, f"unknown key '{path[-1]}' ({hint})", on_key=True)
    wrong = f": {details['ctx']['error']}" if details["type"] == "value_error" else " should be a group of keys"
    return Issue(path, f"'{path[-1]}'{wrong}", on_key)
