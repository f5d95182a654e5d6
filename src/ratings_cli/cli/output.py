"""Where output goes: to standard output as it can carry it, or to a file, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from ratings_cli.cli.standard_error import say
from ratings_cli.editing.atomic_write import is_same, replace_file
from ratings_cli.formats import BY_ENDING, FORMATS, RenderOptions
from ratings_cli.model.errors import OutputError, UsageError
from ratings_cli.model.escape import escape_control_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


DELIMITED, PICTURES = ("csv", "tsv"), ("svg", "png")
"""The formats of records without notes, and those that are drawn."""


def format_for(
    name: str | None, output: Path | None, among: Iterable[str] = tuple(FORMATS), default: str = "table"
) -> str:
    """Return the format to use: the one asked for by name or ending, else that of the file's ending, else the default.

    Raises:
        UsageError: there is no such format `among` those to choose from, or the ending chooses none.
    """
    choice = {text: FORMATS[text] for text in among}
    if name is not None:
        named = name if name in FORMATS else BY_ENDING.get(f".{name}")
        if named not in choice:
            raise UsageError(f"--format: there is no format '{name}' (formats: {', '.join(choice)})")
        return named
    if output is None or not output.suffix:
        return default
    found = BY_ENDING.get(output.suffix.casefold())
    if found not in choice:
        endings = " ".join(ending for item in choice.values() for ending in item.endings)
        raise UsageError(
            f"--output: cannot tell the format from '{output}' (endings: {endings}; or name one with --format)"
        )
    return found


def check_goes_with(option: str, given: object, formats: Sequence[str], chosen: str) -> None:
    """Refuse an option that is given with a format that it says nothing about.

    Raises:
        UsageError: the chosen format is none of those that it goes with.
    """
    if given and chosen not in formats:
        instead = f"leave it out, or add --format {formats[0]}"
        raise UsageError(f"{option} goes with {' and '.join(formats)}, not with {chosen} ({instead})")


def terminal_surface() -> RenderOptions:
    """Return what standard output can show.

    When it is not a terminal nothing is cut, wrapped or coloured, unless the user asks for it: COLUMNS is a width,
    FORCE_COLOR and CLICOLOR_FORCE stand for a terminal that has colours.
    """
    _check_open()
    is_terminal = sys.stdout.isatty()
    columns = os.environ.get("COLUMNS", "")
    has_width = is_terminal or (columns.isdecimal() and int(columns))
    width = max(1, shutil.get_terminal_size().columns) if has_width else None
    surface = RenderOptions(width=width, unicode=_can_encode(sys.stdout.encoding))
    forced = any(os.environ.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE"))
    terminal = os.environ.get("TERM", "")
    if not (is_terminal or forced) or os.environ.get("NO_COLOR") or terminal == "dumb":
        return surface
    colours = 256 if "256" in terminal or os.environ.get("COLORTERM") else 16
    # The console of Linux itself has colours, but would print the codes of a link.
    return surface._replace(colours=colours, links=is_terminal and terminal != "linux")


def _can_encode(encoding: str | None) -> bool:
    """Whether a stream of that encoding can carry every character."""
    try:
        "\u2500\u2026\u2191".encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def write(
    content: str | bytes,
    output: Path | None,
    input_files: Sequence[Path],
    *,
    plain: bool = False,
    pager: bool = False,
) -> None:
    """Write to standard output as `write_out` does, or to a file, whole or not at all, and say so on standard error.

    A link is followed, so that the file it leads to is replaced. Devices and pipes are written to directly.

    Raises:
        UsageError: the folder is not there, or the path is a folder, or one of the files that it was made from.
        OutputError: the system refuses; the message says why.
    """
    if output is None:
        write_out(content, plain=plain, pager=pager)
        return
    if any(is_same(output, item) for item in input_files):
        raise UsageError(f"--output: '{output}' is the data file itself, which stays as it is (name another file)")
    replace_file(output, _encoded(content))
    say(f"Wrote {output}")


def write_out(content: str | bytes, *, plain: bool, pager: bool = False) -> None:
    """Write text, or the bytes of a picture, to standard output.

    What is `plain` was made for a person and this stream, and can go through the pager; else it is for a program, and
    is UTF-8 with the line ends that it has, on every system.

    Raises:
        OutputError: the system refuses. A reader that has seen enough (`ratings table | head -1`) is no error.
    """
    _check_open()
    try:
        if plain and isinstance(content, str):
            if pager and _show_in_pager(content):
                return
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(content.encode(encoding, "replace").decode(encoding))
        elif isinstance(content, str) and sys.stdout.isatty():  # somebody looks at what is for a program
            sys.stdout.write(escape_control_lines(content.replace("\r\n", "\n"), kept="\n\t"))
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(_encoded(content))
        sys.stdout.flush()
    except OSError as error:
        abandon_standard_output()
        if not isinstance(error, BrokenPipeError):
            raise OutputError(f"standard output: cannot be written: {error.strerror or error}") from None


def _show_in_pager(text: str) -> bool:
    """Show a text in the pager, $PAGER or `less -FRX`, where somebody sits before a terminal too short for it.

    Ctrl-C is for the pager, which stops what it is doing; it ends nothing.
    """
    command = shlex.split(os.environ.get("PAGER", "less -FRX"))
    is_watched = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if not is_watched or os.environ.get("TERM") == "dumb" or text.count("\n") < shutil.get_terminal_size().lines:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        content = text.encode(sys.stdout.encoding or "utf-8", "replace")
        subprocess.run(command, input=content, check=False)  # noqa: S603 - what the user has set
    except (OSError, IndexError):  # there is no such program, or it has no name
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def _check_open() -> None:
    if sys.stdout is None:  # `>&-`
        raise OutputError("standard output is closed (open it, or name a file with --output)")


def abandon_standard_output() -> None:
    """Give up a standard output that fails: what is still in its buffer goes nowhere when Python ends."""
    if sys.stdout is not None:
        with contextlib.suppress(OSError, ValueError):  # it has no number, or is closed
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _encoded(content: str | bytes) -> bytes:
    """The bytes of a text. A file's name need be no text; what it cannot say in UTF-8 is written out, as JSON does."""
    return content.encode(errors="backslashreplace") if isinstance(content, str) else content
