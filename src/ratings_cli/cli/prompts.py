"""`ratings add` in a terminal: its questions, and what was read from a text, each value with its sentence."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from ratings_cli.cli.add_options import parse_caseload, parse_source, parse_standard, parse_tally
from ratings_cli.editing.edit_file import read_own
from ratings_cli.editing.entry import NamesOfFile, stated
from ratings_cli.editing.from_text import fields_of, points_of
from ratings_cli.model.dataset import provider_names, standard_names, with_league
from ratings_cli.model.dates import read_date
from ratings_cli.model.errors import UsageError
from ratings_cli.model.escape import escape_control
from ratings_cli.model.names import fold
from ratings_cli.model.proposal import as_json
from ratings_cli.model.scale import BANDS, parse_band

if TYPE_CHECKING:
    from pathlib import Path

    from ratings_cli.editing.entry import Fields
    from ratings_cli.model.proposal import Proposed, Value

_FEW = 12
"""So many choices are listed, with numbers to type."""
_DROP = "-"
_FIELD, _LONGEST = 27, 100
"""How wide the column of fields is, and a line of a sentence at most."""
_SOURCE = "Source (an address, or: publisher, address)"
_QUESTIONS: dict[str, tuple[str, Callable[[str], Any], Sequence[str]]] = {
    "published": ("Published (3 May 2026, May 2026 or 2026)", read_date, ()),
    "overall": ("Overall rating", parse_band, [band.value for band in BANDS]),
}
_PARSERS: dict[str, Callable[[str], Any]] = {
    "published": read_date,
    "fieldwork": read_date,
    "overall": parse_band,
    "caseload": parse_caseload,
    "points": points_of,
    "tally": lambda text: dict(parse_tally(part) for part in text.split(",")),
}
"""How a correction of a value is read; that of a name as the file knows it."""


def ask(path: Path) -> Fields:
    """Ask for an inspection, with what the file knows for completion and for the nearest spelling.

    Raises:
        DataError: the file cannot be used.
    """
    typer.echo("Press Enter to leave out what you do not know; Ctrl-C ends without a change.")
    form = _form(path)
    found, is_owned = _ask_provider(form)
    for key, question in _QUESTIONS.items():
        found[key] = _answer(*question)
    parse, programmes = _named(form, "programme", found.get("league"))
    if programmes or not form.file.programmes:
        found["programme"] = _answer("Programme", parse, programmes)
    if not is_owned:
        found["owner"] = _answer("Owner", *_named(form, "owner"))
    words = [f"{name.name}=" for name in standard_names(form.data, found.get("programme"))]
    found["standards"] = dict(_several("Standard and band (leadership=good)", parse_standard, words))
    found["note"] = _answer("Note", str)
    found["sources"] = _several(_SOURCE, parse_source)
    return stated(found)


def confirm(path: Path, entry: Proposed, sources: list[Fields]) -> Fields:
    """Go through what a text was read to say: Enter keeps a value, `-` drops it, anything else takes its place.

    What is unclear is kept only when it is typed.
    """
    form, width = _form(path), shutil.get_terminal_size().columns
    typer.echo(f"\n{entry.provider.name}: Enter keeps what is stated, {_DROP} drops it, or type what is right.")
    typed = {
        key: _checked(key, value, _PARSERS.get(key) or partial(form.known, key), width)
        for key, value in entry.values.items()
        if key not in {"provider", "league"}
    }
    kept = {key: value for key, value in entry.values.items() if typed.get(key, value) is value}
    changed: Fields = {key: answer for key, answer in typed.items() if key not in kept}
    for several in ("caseload", "points"):  # the answer has the keys of the file
        changed |= changed.pop(several, None) or {}
    checked = {name: _checked(f"standard: {name}", value, parse_band, width) for name, value in entry.standards.items()}
    standards = {name: value for name, value in entry.standards.items() if checked[name] is value}
    programme = kept["programme"].value if "programme" in kept else None
    gives_none = any(known.name == programme and not known.rated for known in form.data.programmes)
    for key, question in _QUESTIONS.items():
        if key not in entry.values and not (gives_none and key == "overall"):
            changed[key] = _answer(*question)
    found = fields_of(kept, standards, sources or _several(_SOURCE, parse_source)) | stated(changed)
    corrected = {name: band for name, band in checked.items() if band is not None and name not in standards}
    return stated(found | {"standards": found.get("standards", {}) | corrected})


def _form(path: Path) -> NamesOfFile:
    return NamesOfFile(*read_own(path)[1:])


def _named(form: NamesOfFile, key: str, league: str | None = None) -> tuple[Callable[[str], str], Sequence[str]]:
    """How names of a kind are read, and those that there are: of programmes, those of the league."""
    used = {i.programme for i in form.data.inspections if league in {None, i.league}}
    names = [named.name for named in form.of_kind(key)[1]]
    of_league = [name for name in names if key == "programme" and name in used]
    return partial(form.known, key), of_league or names


def _ask_provider(form: NamesOfFile) -> tuple[Fields, bool]:
    """Ask who was inspected; a name that the file does not know becomes a new provider after a question.

    Returns also whether the file says who owns it.
    """
    known = provider_names(form.data)
    spellings = {fold(spelling) for named in known for spelling in named.spellings}
    names, typed = [named.name for named in known], ""
    while True:
        typed = typed or _line("Provider", names)
        if not typed:
            typer.echo("  A provider is needed: type its name (Tab completes it).")
            continue
        try:
            provider = form.provider(typed, None)
        except UsageError as error:
            _tell(error)
            new, typed = typed, ""
            if fold(new) in spellings:
                continue
            answer = _line(f"  Type the right name, or y to add '{new}' as a new provider", names)
            if fold(answer) in {"y", "yes"}:
                league = _answer("  League", *_named(form, "league")) if len(form.data.leagues) > 1 else None
                return {"provider": new, "league": league, "new_provider": {"is_new": True}}, False
            typed = "" if fold(answer) in {"n", "no"} else answer
        else:
            if isinstance(provider, str):
                return {"provider": provider, "league": None}, False
            league = provider.league or None
            return {"league": league, **form.reference(provider, league)}, bool(provider.ownership)


def _checked(field: str, value: Value, parse: Callable[[str], Any], width: int) -> Any:  # noqa: ANN401
    """Show a value with its sentence: the value itself where it is kept, None where it is dropped."""
    for line in _value_lines(field, value, width=width, colour=False, explain=False):
        typer.echo(line)
    said = _said(value)
    default = _DROP if value.doubt else said
    return _read(f"  {field}", lambda typed: value if typed == said else parse(typed), (said,), default, ends=_DROP)


def _answer(question: str, parse: Callable[[str], Any], choices: Sequence[str] = ()) -> Any:  # noqa: ANN401 - as `_read`
    """Ask with a number for each of a few choices; None when it is left out."""
    numbered = {str(number): choice for number, choice in enumerate(choices, 1)} if len(choices) <= _FEW else {}
    if numbered:
        typer.echo("  " + "  ".join(map(" ".join, numbered.items())))
    return _read(question, lambda typed: parse(numbered.get(typed, typed)), choices)


def _read(question: str, parse: Callable[[str], Any], words: Sequence[str], default: str = "", ends: str = "") -> Any:  # noqa: ANN401 - whatever `parse` makes
    """Ask until the answer can be parsed; None when it is the one that `ends` that."""
    while (typed := _line(question, words, default)) != ends:
        try:
            return parse(typed)
        except (ValueError, UsageError) as error:
            _tell(error)
    return None


def _several(question: str, parse: Callable[[str], Any], words: Sequence[str] = ()) -> list[Any]:
    """Ask for the same thing again until nothing is answered."""
    found: list[Any] = []
    asked = question
    while (answer := _read(asked, parse, words)) is not None:
        found.append(answer)
        asked = f"  {question.partition(' (')[0]}, one more"
    return found


def _tell(error: Exception) -> None:
    """Say what is wrong with an answer, without the option that it would have been."""
    text = re.sub(r"^--[\w-]+: |; for a new one: --new-provider", "", str(error))
    typer.echo(f"  {text}")


def _line(question: str, words: Sequence[str] = (), default: str = "") -> str:
    """Ask for one line, in which the Tab key completes these words, where the system can (it cannot on Windows)."""
    try:
        import readline
    except ImportError:
        pass
    else:
        readline.set_completer(lambda text, state: [*_beginning(text, words), None][state])
        readline.set_completer_delims("")
        readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")
    return str(typer.prompt(question, default=default, show_default=bool(default))).strip()


def _beginning(text: str, words: Sequence[str]) -> list[str]:
    return [word for word in words if fold(word).startswith(fold(text))]


def lines_of(entry: Proposed, *, width: int | None, colour: bool, explain: bool) -> Iterator[str]:
    """An entry in lines: field, value and certainty, and below them the sentence with its words marked."""
    yield escape_control(with_league(entry.provider))
    standards = {f"standard: {name}": value for name, value in entry.standards.items()}
    for field, value in {**entry.values, **standards}.items():
        if field != "league":  # it goes with the provider
            yield from _value_lines(field, value, width=width, colour=colour, explain=explain)


def _value_lines(field: str, value: Value, *, width: int | None, colour: bool, explain: bool) -> Iterator[str]:
    sure = value.certainty if value.doubt is None else f"unclear: {value.doubt}"
    rule = f", by the rule {value.rule}" if explain else ""
    yield f"  {field:<{_FIELD}} {escape_control(_said(value))}  ({escape_control(sure)}{rule})"
    start, end = value.span
    parts = [escape_control(part) for part in (value.sentence[:start], value.sentence[start:end], value.sentence[end:])]
    # Signs of one character stand for the codes while lines are measured.
    before, after = ("\x01", "\x02") if colour else ("[", "]")
    marked = f"{parts[0]}{before}{parts[1]}{after}{parts[2]}"
    indent = " " * (4 if width and width < _LONGEST else _FIELD + 3)
    for line in textwrap.wrap(marked, max(_FIELD * 2, min(width or _LONGEST, _LONGEST))) if width else [marked]:
        yield indent + line.replace("\x01", "\x1b[1m").replace("\x02", "\x1b[0m")
    if value.ground:
        yield f"{indent}derived: {escape_control(value.ground)}"


def _said(value: Value) -> str:
    """A value in words: ``good 5, requires improvement 5``, ``more than 7000``."""
    found = as_json(value.value)
    if isinstance(found, dict) and "count" in found:
        return f"{found['qualifier'] or ''} {found['count']}".strip()
    if isinstance(found, dict):
        return ", ".join(f"{key} {number}" for key, number in found.items())
    return str(found)
