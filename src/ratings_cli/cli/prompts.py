"""The questions of `ratings add` in a terminal: each is asked until its answer can be used."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import typer

from ratings_cli.cli.add_options import parse_caseload, parse_source, parse_standard, parse_tally
from ratings_cli.cli.proposal import said, value_lines
from ratings_cli.editing.edit_file import read_own
from ratings_cli.editing.entry import NamesOfFile, fields_of
from ratings_cli.model.dataset import provider_names, standard_names
from ratings_cli.model.dates import read_date
from ratings_cli.model.errors import UsageError
from ratings_cli.model.names import fold
from ratings_cli.model.scale import BANDS, parse_band

if TYPE_CHECKING:
    from pathlib import Path

    from ratings_cli.editing.entry import Fields
    from ratings_cli.model.proposal import Proposed, Value

_FEW = 12
"""So many choices are listed, with numbers to type."""
_DROP = "-"
_QUESTIONS: dict[str, tuple[str, Callable[[str], Any], Sequence[str]]] = {
    "published": ("Published (3 May 2026, May 2026 or 2026)", read_date, ()),
    "overall": ("Overall rating", parse_band, [band.value for band in BANDS]),
}


def ask(path: Path) -> Fields:
    """Ask for an inspection, with what the file knows for completion and for the nearest spelling.

    Raises:
        DataError: the file cannot be used.
    """
    typer.echo("Press Enter to leave out what you do not know; Ctrl-C ends without a change.")
    form = _Form(path)
    found = form.provider()
    questions = _QUESTIONS | {
        "programme": ("Programme", *form.named("programme", found.get("league"))),
        "owner": ("Owner", *form.named("owner", None)),
    }
    for key, (question, parse, choices) in questions.items():
        if (key != "owner" or not form.owned) and (choices or key != "programme" or not form.declares(key)):
            found[key] = form.answer(question, parse, choices)
    words = [f"{name.name}=" for name in standard_names(form.data, found.get("programme"))]
    found["standards"] = dict(form.several("Standard and band (leadership=good)", parse_standard, words))
    found["note"] = form.answer("Note", str)
    found["sources"] = form.several("Source (an address, or: publisher, address)", parse_source)
    return {key: value for key, value in found.items() if value is not None and value not in ({}, [])}


def confirm(path: Path, entry: Proposed, sources: list[Fields]) -> Fields:
    """Go through what a text was read to say: Enter keeps a value, `-` drops it, anything else takes its place.

    What is unclear is kept only when it is typed.
    """
    form, width = _Form(path), shutil.get_terminal_size().columns
    typer.echo(f"\n{entry.provider.name}: Enter keeps what is stated, {_DROP} drops it, or type what is right.")
    kept: dict[str, Value] = {}
    standards: dict[str, Value] = {}
    changed: Fields = {}
    for key, value in entry.values.items():
        if key in {"provider", "league"} or (typed := form.checked(key, value, _parser_of(form, key), width)) is value:
            kept[key] = value
        elif typed is not None:
            changed |= typed if key in {"caseload", "points"} else {key: typed}
    for name, value in entry.standards.items():
        if (typed := form.checked(f"standard: {name}", value, parse_band, width)) is value:
            standards[name] = value
        elif typed is not None:
            changed["standards"] = {**changed.get("standards", {}), name: typed}
    programme = kept["programme"].value if "programme" in kept else None
    gives_none = any(known.name == programme and not known.rated for known in form.data.programmes)
    for key, asked in _QUESTIONS.items():
        if key not in entry.values and not (gives_none and key == "overall"):
            changed[key] = form.answer(*asked)
    sources = sources or form.several("Source (an address, or: publisher, address)", parse_source)
    found = fields_of(kept, standards, sources)
    changed = {key: value for key, value in changed.items() if value is not None}
    if "standards" in changed:
        changed["standards"] = {**found.get("standards", {}), **changed["standards"]}
    return found | changed


def _parser_of(form: _Form, key: str) -> Callable[[str], Any]:
    parsers: dict[str, Callable[[str], Any]] = {
        "published": read_date,
        "fieldwork": read_date,
        "overall": parse_band,
        "caseload": parse_caseload,
        "points": lambda text: dict(zip(("points", "points_max"), map(int, text.split(" of ")), strict=False)),
        "tally": lambda text: dict(parse_tally(part) for part in text.split(",")),
    }
    return parsers.get(key) or (lambda typed: form.names.known(key, typed))


class _Form:
    """Asks, with the names of a file."""

    def __init__(self, path: Path) -> None:
        _, self.file, self.data = read_own(path)
        self.names = NamesOfFile(self.file, self.data)
        self.owned = False  # whether the file says who owns the provider

    def declares(self, key: str) -> bool:
        return self.names.of_kind(key)[3]

    def named(self, key: str, league: str | None) -> tuple[Callable[[str], str], Sequence[str]]:
        """How names of a kind are read, and those that there are: of programmes, those of the league."""
        used = {i.programme for i in self.data.inspections if league in {None, i.league}}
        names = [named.name for named in self.names.of_kind(key)[1]]
        of_league = [name for name in names if key == "programme" and name in used]
        return lambda typed: self.names.known(key, typed), of_league or names

    def provider(self) -> Fields:
        """Ask who was inspected; a name that the file does not know becomes a new provider after a question."""
        known = provider_names(self.data)
        spellings = {fold(spelling) for named in known for spelling in named.spellings}
        names, typed = [named.name for named in known], ""
        while True:
            typed = typed or _line("Provider", names)
            try:
                provider = self.names.provider(typed, None) if typed else None
            except UsageError as error:
                _tell(error)
                new, typed = typed, ""
                if fold(new) in spellings:
                    continue
                answer = _line(f"  Type the right name, or y to add '{new}' as a new provider", names)
                if fold(answer) in {"y", "yes"}:
                    league = (
                        self.answer("  League", *self.named("league", None)) if len(self.data.leagues) > 1 else None
                    )
                    return {"provider": new, "league": league, "new_provider": {"is_new": True}}
                typed = "" if fold(answer) in {"n", "no"} else answer
            else:
                if provider is not None:
                    self.owned = not isinstance(provider, str) and bool(provider.ownership)
                    league = None if isinstance(provider, str) else provider.league or None
                    return {"league": league, **self.names.reference(provider, league)}
                typer.echo("  A provider is needed: type its name (Tab completes it).")

    def checked(self, field: str, value: Value, parse: Callable[[str], Any], width: int) -> Any:  # noqa: ANN401
        """Show a value with its sentence: the value itself where it is kept, None where it is dropped."""
        for line in value_lines(field, value, width=width, colour=False, explain=False):
            typer.echo(line)
        default = _DROP if value.doubt else said(value)
        while (typed := _line(f"  {field}", (said(value),), default)) != _DROP:
            if typed == said(value) or (not typed and not value.doubt):
                return value
            try:
                return parse(typed)
            except (ValueError, UsageError) as error:
                _tell(error)
        return None

    def answer(
        self, question: str, parse: Callable[[str], Any], choices: Sequence[str] = (), *, listed: bool = True
    ) -> Any:  # noqa: ANN401 - whatever `parse` makes
        """Ask until the answer can be parsed; None when it is left out."""
        few = listed and 0 < len(choices) <= _FEW
        if few:
            typer.echo("  " + "  ".join(f"{number} {choice}" for number, choice in enumerate(choices, 1)))
        while typed := _line(question, choices):
            if few and typed.isdigit() and 0 < int(typed) <= len(choices):
                typed = choices[int(typed) - 1]
            try:
                return parse(typed)
            except (ValueError, UsageError) as error:
                _tell(error)
        return None

    def several(self, question: str, parse: Callable[[str], Any], words: Sequence[str] = ()) -> list[Any]:
        """Ask for the same thing again until nothing is answered."""
        found: list[Any] = []
        asked = question
        while (typed := self.answer(asked, parse, words, listed=False)) is not None:
            found.append(typed)
            asked = f"  {question.partition(' (')[0]}, one more"
        return found


def _tell(error: Exception) -> None:
    """Say what is wrong with an answer, without the option that it would have been."""
    text = re.sub(r"^--[\w-]+: |; for a new one: --new-provider", "", str(error))
    typer.echo(f"  {text}")


def _line(question: str, words: Sequence[str] = (), default: str = "") -> str:
    with _completing(words):
        return str(typer.prompt(question, default=default, show_default=bool(default))).strip()


@contextlib.contextmanager
def _completing(words: Sequence[str]) -> Iterator[None]:
    """Let the Tab key complete from these words, where the system can (it cannot on Windows)."""
    try:
        import readline
    except ImportError:
        yield
        return
    before = readline.get_completer(), readline.get_completer_delims()

    def complete(text: str, state: int) -> str | None:
        fitting = [word for word in words if fold(word).startswith(fold(text))]
        return fitting[state] if state < len(fitting) else None

    readline.set_completer(complete)
    readline.set_completer_delims("")
    readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before[0])
        readline.set_completer_delims(before[1])
