"""`ratings add`: an inspection into your own data file, from options, from answers, or from a text."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ratings_cli.cli.add_options import AddOptions, command_for, entry_from
from ratings_cli.cli.help import TEXT
from ratings_cli.cli.option_types import option, with_options
from ratings_cli.cli.standard_error import say
from ratings_cli.model.errors import OutputError, UsageError

if TYPE_CHECKING:
    from ratings_cli.editing.edit_file import Plan
    from ratings_cli.editing.entry import Fields
    from ratings_cli.model.proposal import Proposal


@with_options()
def add(
    options: AddOptions,
    text: Annotated[
        Path | None,
        option(TEXT, "FILE", "Read it from a release: .txt, .md, .html, .pdf; - for standard input.", "--from"),
    ] = None,
    yes: Annotated[bool, option(TEXT, None, "Add what the text states, without a question.", "--yes")] = False,
    explain: Annotated[bool, option(TEXT, None, "Say by which rule each value was found.", "--explain")] = False,
    format_name: Annotated[Literal["json"] | None, option(TEXT, "json", "Propose in JSON.", "--format", "-f")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be added, and add nothing.")] = False,
) -> None:
    """Add an inspection to your data file.

    Without options it asks for the values, in a terminal. With --from it reads them from the text of a release or a
    news page, and shows the sentence that says each.

    The new file is checked before it takes the place of the old one. Everything else in it, comments, order and
    spacing included, stays as it is.
    """
    from ratings_cli.editing import edit_file

    typed, named = entry_from(options), options.named_file
    if text is None and (yes or explain or format_name):
        raise UsageError("--yes, --explain and --format go with --from (name the text)")
    at_terminal = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    asks = at_terminal and not (yes or format_name or explain)
    if text is not None and not (asks or yes or dry_run):
        _propose(text, named, typed, as_json=format_name == "json", explain=explain)
        return
    path = edit_file.own_path(named)
    asks = asks and (text is not None or not typed)
    if asks:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # so that the terminal is given back as it was
    entries = [typed] if text is None and not asks else _entries(text, path, typed, asks=asks)
    if "provider" not in entries[0]:
        raise UsageError("--provider is missing (say who was inspected: --provider NAME)")
    if dry_run or asks:
        planned = edit_file.plan(path, entries)
        _show(planned)
        say(*planned.effects)
        if dry_run or not typer.confirm("Add this?", default=True):
            say(f"Nothing is added to {path}")
            return
    done = edit_file.add(path, entries)
    with contextlib.suppress(OutputError):  # when standard output is full or closed: the file has it all the same
        if not asks:
            _show(done)
    say(f"Added to {path}", *done.effects)


def _propose(text: Path, data: Path | None, typed: Fields, *, as_json: bool, explain: bool) -> None:
    """Write what a text is read to say, and the commands that would add it."""
    from ratings_cli.cli.output import terminal_surface, write_out
    from ratings_cli.cli.prompts import lines_of
    from ratings_cli.editing.from_text import sources_of, stated_fields

    proposal, surface = _read(text, data), terminal_surface()
    sources = sources_of(proposal, typed)
    found = [stated_fields(entry, sources) | typed for entry in proposal.entries]
    commands = [command_for(entry, str(data) if data else None) for entry in found]
    if as_json:
        write_out(json.dumps(proposal.record(), ensure_ascii=False, indent=2) + "\n", plain=True)
        say(*proposal.notes, *commands)
        return
    lines: list[str] = []
    for entry, command in zip(proposal.entries, commands, strict=True):
        shown = lines_of(entry, width=surface.width, colour=bool(surface.colours), explain=explain)
        lines += [*shown, "", command, ""]
    write_out("".join(f"{line}\n" for line in lines), plain=True)
    say(*proposal.notes)


def _entries(text: Path | None, path: Path, typed: Fields, *, asks: bool) -> list[Fields]:
    """What the user answers; of a text, what the user confirms, else what it states and nothing more."""
    from ratings_cli.cli.prompts import ask, confirm
    from ratings_cli.editing.from_text import refuse_unsure, sources_of, stated_fields
    from ratings_cli.reading import read

    if text is None:
        return [ask(path)]
    proposal = _read(text, path)
    sources = sources_of(proposal, typed)
    if not sources:
        say("Note: the text gives no address, so the entry has no source (name it with --source)")
    if asks and proposal.entries:
        say(*proposal.notes)
        found = [confirm(path, entry, sources) for entry in proposal.entries]
    else:
        refuse_unsure(proposal, read(path))
        found = [stated_fields(entry, sources) for entry in proposal.entries]
    return [entry | {key: value for key, value in typed.items() if key != "sources"} for entry in found]


def _read(text: Path, data: Path | None) -> Proposal:
    """What a text is read to say, against the names of a data file."""
    from ratings_cli.editing.from_text import compared_with_file
    from ratings_cli.reading import read
    from ratings_cli.reading.document import read_file
    from ratings_cli.reading.text.proposal import propose

    record = read(data)
    return compared_with_file(propose(read_file(text), record), record)


def _show(plan: Plan) -> None:
    """The lines that are added, and what the user should know about them."""
    from ratings_cli.cli.output import write_out
    from ratings_cli.model.escape import escape_control

    say(*(f"Note: {note}" for note in plan.notes))
    write_out("".join(f"{escape_control(line)}\n" for line in plan.lines), plain=True)
