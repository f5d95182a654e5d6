"""The questions of `ratings add` in a terminal: each is asked until its answer can be used."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import typer

from ratings_cli.cli.add_options import Answers, parse_source, parse_standard
from ratings_cli.model.dates import parse_date
from ratings_cli.model.names import Named, NameNotFoundError, find, fold, nearest

if TYPE_CHECKING:
    from pathlib import Path

    from ratings_cli.model.records import DataFile


def ask(path: Path) -> Answers:
    """Ask for an inspection, with what the file knows for completion and for the nearest spelling.

    Raises:
        DataError: the file cannot be used.
    """
    from ratings_cli.editing.edit_file import read_own
    from ratings_cli.model.known_names import league_names, owner_names, programme_names, provider_names, standard_names
    from ratings_cli.model.scale import BANDS, parse_band

    _, file, data = read_own(path)
    typer.echo("Press Enter to leave out what you do not know; Ctrl-C ends without a change.")
    answers = Answers()
    if len(file.leagues) > 1:
        answers.league = _name("League", league_names(data), "league", declared=True)
    leagues = [league for league in data.leagues if answers.league in {None, league.name}]
    providers = [Named(named.name, named.name, named.spellings) for named in provider_names(data, leagues)]
    while answers.provider is None:
        answers.provider, answers.new_provider = _provider(providers, file)
    if file.programmes:
        answers.programme = _name("Programme", programme_names(data), "programme", declared=True)
    answers.published = _answer("Published (2026-11-01, 2026-11 or 2026)", parse_date)
    answers.overall = _answer("Overall rating", parse_band, [band.value for band in BANDS])
    answers.owner = _name("Owner", owner_names(data), "owner", declared=bool(file.owners))
    standards = [f"{name.name}=" for name in standard_names(data, answers.programme)]
    answers.standard = _several("Standard and band (leadership=good)", parse_standard, standards)
    answers.note = _answer("Note", str)
    answers.source = _several("Source (an address, or: publisher, address)", parse_source)
    return answers


def _provider(known: Sequence[Named[str]], file: DataFile) -> tuple[str | None, bool]:
    """Ask who was inspected: the name, and whether it is a new one for the file's list of providers."""
    name = _name("Provider", known, "provider", declared=False)
    if name is None:
        typer.echo("  The provider must be there.")
    is_known = any(fold(name or "") == fold(spelling) for named in known for spelling in named.spellings)
    if name is None or is_known or not file.providers:
        return name, False
    if typer.confirm(f"  Add '{name}' to the providers of the file?", default=False):
        return name, True
    return None, False


def _name(question: str, known: Sequence[Named[str]], kind: str, *, declared: bool) -> str | None:
    """Ask for a name: one that is known in any spelling, or, when the file does not declare them, a new one."""
    while typed := _line(question, [named.name for named in known]):
        whole = [named for named in known if any(fold(spelling) == fold(typed) for spelling in named.spellings)]
        if len(whole) == 1:
            return whole[0].name
        offered = _offer(typed, known, kind)
        if offered is not None:
            return offered
        if not declared and not whole:
            return typed
        typer.echo(f"  The file knows no {kind} '{typed}'." if not whole else f"  More than one {kind} fits '{typed}'.")
    return None


def _offer(typed: str, known: Sequence[Named[str]], kind: str) -> str | None:
    """Offer the nearest spelling of what was typed; None when there is none, or it is not the one."""
    try:
        near = find(typed, known, kind)
    except NameNotFoundError:
        by_spelling = {spelling: named.name for named in known for spelling in named.spellings}
        found = nearest(typed, by_spelling, most=1)
        if not found:
            return None
        near = by_spelling[found[0]]
    return near if typer.confirm(f"  Did you mean {near}?", default=True) else None


def _answer(question: str, parse: Callable[[str], Any], words: Sequence[str] = ()) -> str | None:
    """Ask until the answer can be parsed; None when it is left out."""
    while typed := _line(question, words):
        try:
            parse(typed)
        except ValueError as error:
            typer.echo(f"  {error}")
        else:
            return typed
    return None


def _several(question: str, parse: Callable[[str], Any], words: Sequence[str] = ()) -> list[str]:
    """Ask for the same thing again until nothing is answered."""
    found: list[str] = []
    while typed := _answer(question if not found else f"  {question.partition(' (')[0]}, one more", parse, words):
        found.append(typed)
    return found


def _line(question: str, words: Sequence[str] = ()) -> str:
    with _completing(words):
        return str(typer.prompt(question, default="", show_default=False)).strip()


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
