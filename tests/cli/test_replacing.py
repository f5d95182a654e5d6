"""Whatever ends the program while it replaces a file, or saves another one there, nothing is lost or left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

Write = Callable[..., Path]
OWN = "inspections:\n  - {provider: Bell, overall: good}\n"
EDITED = OWN.replace("Bell", "Edited by hand")
ADD = ("--provider", "Zed", "--overall", "good")


def process_with(code: str, *args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, after some code that changes how it runs."""
    command = [sys.executable, "-c", f"{code}\nfrom ratings_cli.__main__ import main\nmain()", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_an_edit_that_is_saved_while_the_disk_works_is_kept_and_said(write: Write) -> None:
    path = write(OWN)
    code = (
        "import os, pathlib\n"
        "fsync = os.fsync\n"
        "def slow(handle):\n"
        f"    pathlib.Path({str(path)!r}).write_text({EDITED!r})\n"
        "    fsync(handle)\n"
        "os.fsync = slow\n"
    )
    done = process_with(code, "add", "--data", path, *ADD)
    assert (done.returncode, path.read_text()) == (1, EDITED)
    assert "was changed by another program just now (nothing is added; try again)" in done.stderr
    assert [item.name for item in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("command", ["add", "table"])
def test_what_ends_the_program_while_it_writes_leaves_nothing_behind(write: Write, number: int, command: str) -> None:
    path = write(OWN)
    out = path if command == "add" else path.with_name("table.csv")
    before = out.read_text() if out.exists() else None
    code = f"import os\nos.fsync = lambda _: os.kill(os.getpid(), {int(number)})\n"
    args = ADD if command == "add" else ("-o", out)
    done = process_with(code, command, "--data", path, *args)
    assert done.returncode == (130 if number == signal.SIGINT else -number)
    assert "Traceback" not in done.stderr
    assert (out.read_text() if out.exists() else None) == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_hang_up_that_is_to_be_ignored_stops_nothing(write: Write) -> None:
    path = write(OWN)
    code = (
        "import os, signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGHUP)\n"
    )
    assert process_with(code, "add", "--data", path, *ADD).returncode == 0
    assert path.read_text() == f"{OWN}  - {{provider: Zed, overall: good}}\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_device_is_nothing_to_add_to(ratings: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path / "pipe.yaml", Path("/dev/zero")):
        result = ratings("add", "--data", path, *ADD)
        assert result.status == 2
        assert "is no file that could be added to, but a pipe or a device" in result.err


def test_ctrl_c_at_any_moment_is_silence_and_130(tmp_path: Path) -> None:
    """Also while the first modules are loaded. Before that it is Python that runs, and no line of the program."""
    ended = 0
    for delay in range(0, 200, 10):
        ready, begins = os.pipe()
        code = (
            "import os, sys, signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
            f"from ratings_cli import __main__\nreal = signal.signal\n"
            f"def told(*args):\n    result = real(*args)\n    os.write({begins}, b'.')\n    return result\n"
            "signal.signal = told\n__main__.main()\n"
        )
        running = subprocess.Popen(
            [sys.executable, "-c", code, "table"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=[begins],
            cwd=tmp_path,
        )
        os.close(begins)
        os.read(ready, 1)
        os.close(ready)
        time.sleep(delay / 1000)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
        assert said == b""
        assert running.returncode in {0, 130}
        ended += running.returncode == 130
    assert ended
