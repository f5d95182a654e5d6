"""Tab completion in real shells: a name, whatever it holds, runs nothing and puts no code on the line."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

SHELLS = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        'PS1="> "\neval "$(_RATINGS_COMPLETE=source_bash ratings)"\n',
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        """autoload -Uz compinit; compinit -u -D
eval "$(_RATINGS_COMPLETE=source_zsh ratings)"; compdef _ratings_completion ratings
""",
    ),
    "fish": (["fish", "--no-config", "-i"], "_RATINGS_COMPLETE=source_fish ratings | source\n"),
}
# Each would make the file RUN if a shell evaluated it, once or twice, quoted or not.
HOSTILE = [
    "Ash $(touch RUN)",
    r"Ash \$(touch RUN)",
    r"Ash \\$(touch RUN)",
    "Ash `touch RUN`",
    r"Ash \`touch RUN\`",
    'Ash"; touch RUN; "',
    "Ash'; touch RUN; '",
    "Ash'$(touch RUN)'",
    "Ash (touch RUN)",
    "Ash; touch RUN",
    "Ash | touch RUN",
    "Ash & touch RUN",
    "Ash\n touch RUN",
    "Ash\x1b[31m$(touch RUN)",
    "As\u0301h$(touch RUN)",
    "Ash\u200d$(touch RUN)",
    "Ash <(touch RUN)",
    "Ash ${x:-$(touch RUN)}",
    "Ash (e:'touch RUN':)",
    "=Ash touch RUN",
    "Quince $(touch RUN)",  # the only names with their first letters, so that they are completed whole
    "Ru\u0301e `touch RUN`",
    "Thyme;touch RUN",
]


class Terminal:
    """A shell in a terminal of its own, in a folder."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
            os.environ.update(PATH=path, TERM="xterm", HOME=str(folder), HISTFILE="")
            os.execvp(command[0], command)  # noqa: S606

    def type(self, text: str, awaited: str = "", seconds: float = 10) -> str:
        """Type a text, and return what comes until what is awaited is there, or until it has been still for a while."""
        os.write(self.terminal, text.encode())
        seen = b""
        end = time.monotonic() + seconds
        still = time.monotonic() + 1
        while time.monotonic() < (end if awaited and awaited.encode() not in seen else min(end, still)):
            if select.select([self.terminal], [], [], 0.1)[0]:
                try:
                    seen += os.read(self.terminal, 65536)
                except OSError:
                    break
                still = time.monotonic() + 0.5
        return seen.decode(errors="replace")

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


@pytest.mark.slow
@pytest.mark.parametrize("name", SHELLS)
def test_no_name_runs_anything_or_puts_code_on_the_line(name: str, tmp_path: Path) -> None:
    command, setup = SHELLS[name]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    quoted = [
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\x1b", "\\e") for text in HOSTILE
    ]
    names = [*(f'"{text}"' for text in quoted), "Beech Grove"]
    lines = "".join(f"  - {{provider: {text}, overall: good}}\n" for text in names)
    (tmp_path / "names.yaml").write_text(f"inspections:\n{lines}", encoding="utf-8")
    shell = Terminal(command, tmp_path)
    try:
        shell.type("", seconds=3)
        for line in setup.splitlines(keepends=True):
            shell.type(line)
        # That names are completed at all.
        assert "Grove" in shell.type("ratings show --data names.yaml Bee\t", awaited="Grove")
        shell.type("\x15" if name != "fish" else "\x03")
        for begun in ("A", "'Ash", "Q", "Ru", "Thy"):
            shell.type(f"ratings show --data names.yaml {begun}\t\t\t\t")
            shell.type("\n")  # what stands on the line now is run
            shell.type("\x03")
    finally:
        shell.close()
    assert sorted(path.name for path in tmp_path.iterdir() if "RUN" in path.name) == []
