"""What is wrong with a data file: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

MOST_SAID = 4000
"""How many characters of a message are shown."""

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value in a file: ``("inspections", 3, "overall")``."""


ABSENT = "\0absent"
"""Stands for a value that is wrong, so that the rest can still be looked at. No finding may speak of it."""


class Issue(NamedTuple):
    """Something that is wrong with the value at `path`. `on_key` points at the key instead of the value."""

    path: KeyPath
    message: str
    on_key: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """A finding with its place: ``file:line:column: what is wrong (what to do)``. Lines and columns count from 1.

    In a sheet of a workbook these are its row and its column: ``file:Sheet!C7: what is wrong``. `option` is what would
    settle it on the command line, where one thing does.
    """

    line: int
    column: int
    message: str
    file: str
    severity: str = "error"
    sheet: str = ""
    option: str = ""

    def __post_init__(self) -> None:
        """Shorten a message that quotes a giant value, and keep its end, which says what to do."""
        if len(self.message) > MOST_SAID:
            half = MOST_SAID // 2
            object.__setattr__(self, "message", f"{self.message[:half]} … {self.message[-half:]}")

    @property
    def place(self) -> str:
        """Where it is, in the form that editors and compilers use, or as a spreadsheet names a cell."""
        if not self.line:
            return self.file
        if not self.sheet:
            return f"{self.file}:{self.line}:{self.column}"
        letters, number = "", self.column
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{self.file}:{self.sheet}!{letters}{self.line}"

    def __str__(self) -> str:
        """The problem on one line."""
        return f"{self.place}: {self.message}"


class DataError(Exception):
    """The data cannot be used. Carries every problem that was found, sorted by line."""

    def __init__(self, problems: list[Diagnostic]) -> None:
        """Keep the `problems`, each once, in order of their lines."""
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class NoFileError(DataError):
    """There is no such file."""

    def __init__(self, file: str, message: str) -> None:
        """Say so of the file."""
        super().__init__([Diagnostic(0, 0, message, file)])


def whole_file(file: str, message: str, option: str = "") -> DataError:
    """Return the error for a file that cannot be read at all; `option` would settle it."""
    return DataError([Diagnostic(0, 0, message, file, option=option)])
