"""A file is replaced whole or not at all, keeps what belongs to it, and never loses what was saved meanwhile."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

from ratings_cli.model import atomic_write
from ratings_cli.model.atomic_write import replace_file
from ratings_cli.model.errors import OutputError

Write = Callable[..., Path]
OWN = "inspections:\n  - {provider: Bell, overall: good}\n"
EDITED = OWN.replace("Bell", "Edited by hand")
ADD = ("--provider", "Zed", "--overall", "good")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges files")


def saved(path: Path, text: str) -> None:
    """Save as editors do: a new file takes the place of the old one."""
    new = path.with_name("saved.tmp")
    new.write_text(text)
    new.replace(path)


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


@LINUX
@pytest.mark.parametrize("edits", [[EDITED], [EDITED, EDITED + "# more\n"], [EDITED, OWN + "# 2\n", OWN + "# 3\n"]])
def test_edits_between_the_last_look_and_the_exchange_come_back_the_newest_one(
    write: Write, monkeypatch: pytest.MonkeyPatch, edits: list[str]
) -> None:
    path = write(OWN)
    exchange, left = atomic_write.exchanger(), list(edits)

    def saves_first(item: Path, other: Path) -> None:
        if left:
            saved(path, left.pop(0))
        exchange(item, other)

    monkeypatch.setattr(atomic_write, "exchanger", lambda: saves_first)
    with pytest.raises(OutputError, match="was changed by another program"):
        replace_file(path, b"new", expected=OWN.encode())
    assert path.read_text() == edits[-1]
    assert [item.name for item in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL])
def test_where_the_system_cannot_exchange_files_one_replaces_the_other(
    write: Write, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = write(OWN)

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic_write, "exchanger", lambda: refuse)
    with pytest.raises(OutputError, match="was changed by another program"):
        replace_file(path, b"new", expected=b"another")
    assert path.read_text() == OWN
    replace_file(path, b"new", expected=OWN.encode())
    assert path.read_text() == "new"
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


def test_owner_group_permissions_and_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("old")
    if os.getuid() == 0:
        os.chown(path, 65534, 65533)
    path.chmod(0o640)
    attributes = {}
    if hasattr(os, "setxattr"):
        try:
            os.setxattr(path, "user.note", b"mine")
            attributes = {"user.note": b"mine"}
        except OSError:
            pass  # this disk has none
    before = path.stat()
    replace_file(path, b"new")
    after = path.stat()
    assert path.read_bytes() == b"new"
    assert (after.st_uid, after.st_gid, stat.S_IMODE(after.st_mode)) == (before.st_uid, before.st_gid, 0o640)
    assert {name: os.getxattr(path, name) for name in attributes} == attributes


def test_a_file_whose_owner_it_would_lose_stays(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(OWN)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refuse)
    fstat = os.fstat
    monkeypatch.setattr(os, "fstat", lambda handle: os.stat_result((*fstat(handle)[:4], 12345, *fstat(handle)[5:])))
    with pytest.raises(OutputError, match=r"belongs to another user or group, which it would lose \(let its owner"):
        replace_file(path, b"new")
    assert path.read_text() == OWN
    assert [item.name for item in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("command", ["add", "table"])
def test_a_file_with_two_names_or_that_may_only_be_read_is_refused_with_a_way_out(
    ratings: Run, write: Write, command: str
) -> None:
    data = write(OWN)
    path = data if command == "add" else write("old", "table.csv")
    args = (*ADD, "--data", path) if command == "add" else ("--data", data, "-o", path)
    before = path.read_text()
    path.chmod(0o444)
    result = ratings(command, *args)
    assert (result.status, path.read_text()) == (1, before)
    assert result.err.endswith("may only be read (let it be written to: chmod u+w; or name another file)\n")
    path.chmod(0o644)
    other = path.with_name("other")
    other.hardlink_to(path)
    result = ratings(command, *args)
    assert (result.status, path.read_text()) == (1, before)
    assert "has another name as well (a hard link)" in result.err
    assert "(make a copy, and name that)" in result.err
    other.unlink()
    assert ratings(command, *args).status == 0


def test_the_folder_is_written_to_the_disk_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(stat.S_ISDIR(os.fstat(handle).st_mode)))
    replace_file(tmp_path / "table.csv", b"new")
    assert synced == [False, True]


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
