"""A file is replaced whole or not at all, keeps what belongs to it, and never loses what was saved meanwhile."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run

from ratings_cli.editing import atomic_write
from ratings_cli.editing.atomic_write import is_same, replace_file
from ratings_cli.model.errors import OutputError, UsageError

OLD, NEW = b"old", b"new"
ENDING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges files")
PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file, alone in its folder."""
    file = tmp_path / "table.csv"
    file.write_bytes(OLD)
    return file


def is_left_alone(path: Path, content: bytes = OLD) -> bool:
    """Whether a file holds what it held, and nothing else is left in its folder."""
    return path.read_bytes() == content and list(path.parent.iterdir()) == [path]


def saved(path: Path, content: bytes) -> None:
    """Save as editors do: a new file takes the place of the old one."""
    new = path.with_name("saved.tmp")
    new.write_bytes(content)
    new.replace(path)


@contextlib.contextmanager
def mask(value: int) -> Iterator[None]:
    before = os.umask(value)
    try:
        yield
    finally:
        os.umask(before)


class TestWhereItIsWritten:
    def test_a_new_file_has_the_usual_permissions_and_is_on_the_disk_with_its_name(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        new, synced = tmp_path / "table.csv", []
        monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle)))
        with mask(0o022):
            replace_file(new, NEW)
            assert os.umask(0) == 0o022
        assert is_left_alone(new, NEW)
        assert stat.S_IMODE(new.stat().st_mode) == 0o644  # 666 without 022
        assert [(item.st_ino, item.st_size) for item in synced[:1]] == [(new.stat().st_ino, len(NEW))]
        assert [item.st_ino for item in synced[1:]] == [tmp_path.stat().st_ino]

    def test_until_it_is_whole_it_stands_hidden_beside_the_old_one(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[list[str]] = []
        monkeypatch.setattr(os, "fsync", lambda _: seen.append(sorted(item.name for item in path.parent.iterdir())))
        replace_file(path, NEW)
        (hidden, other), after = seen
        assert hidden.startswith(".table.csv.")
        assert other == path.name
        assert after == [path.name]

    def test_a_name_as_long_as_names_can_be_is_written_to(self, tmp_path: Path) -> None:
        replace_file(tmp_path / ("a" * 255), NEW)
        assert is_left_alone(tmp_path / ("a" * 255), NEW)

    @pytest.mark.parametrize("there", [True, False])
    def test_a_link_is_followed(self, tmp_path: Path, *, there: bool) -> None:
        (tmp_path / "folder").mkdir()
        target, link = tmp_path / "folder" / "table.csv", tmp_path / "link.csv"
        if there:
            target.write_bytes(OLD)
        link.symlink_to(target)
        replace_file(link, NEW)
        assert link.is_symlink()
        assert is_left_alone(target, NEW)

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("folder", "--output: '{0}/folder' is a folder (name a file in it)"),
            ("none/table.csv", "--output: there is no folder '{0}/none' (make it first)"),
            ("astray.csv", "--output: there is no folder '{0}/nowhere' (make it first)"),
        ],
    )
    def test_what_is_no_place_for_a_file_is_said(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
    ) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "astray.csv").symlink_to(tmp_path / "nowhere" / "table.csv")
        with pytest.raises(UsageError) as caught:
            replace_file(tmp_path / name, NEW)
        assert str(caught.value) == said.format(tmp_path)
        # As the user wrote it: relative where that was.
        monkeypatch.chdir(tmp_path)
        with pytest.raises(UsageError, match=r"^--output: there is no folder 'none' \(make it first\)$"):
            replace_file(Path("none/table.csv"), NEW)

    def test_links_that_lead_in_a_circle(self, tmp_path: Path) -> None:
        link = tmp_path / "link.csv"
        link.symlink_to(link)
        with pytest.raises(OutputError) as caught:
            replace_file(link, NEW)
        assert str(caught.value) == f"{link}: cannot be written: Too many levels of symbolic links"
        assert link.is_symlink()

    @PIPES
    def test_a_pipe_is_written_to_and_stays_a_pipe(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        replace_file(pipe, NEW)
        assert os.read(reader, 10) == NEW
        os.close(reader)
        assert pipe.is_fifo()


class TestWhatStays:
    def test_owner_group_permissions_and_attributes_stay(self, path: Path) -> None:
        if os.getuid() == 0:
            os.chown(path, 65534, 65533)
        path.chmod(0o640)
        attributes = {}
        if hasattr(os, "setxattr"):
            with contextlib.suppress(OSError):  # where this disk has none
                os.setxattr(path, "user.note", b"mine")
                attributes = {"user.note": b"mine"}
        before = path.stat()
        replace_file(path, NEW)
        after = path.stat()
        assert path.read_bytes() == NEW
        assert (after.st_uid, after.st_gid, stat.S_IMODE(after.st_mode)) == (before.st_uid, before.st_gid, 0o640)
        assert {name: os.getxattr(path, name) for name in attributes} == attributes

    @pytest.mark.parametrize("place", [4, 5])  # of the user, and of the group
    def test_a_file_whose_owner_it_would_lose_stays(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, place: int
    ) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(errno.EPERM, "Operation not permitted")

        def of_another(handle: int) -> os.stat_result:
            found = list(fstat(handle))
            found[place] += 1
            return os.stat_result(found)

        fstat = os.fstat
        monkeypatch.setattr(os, "chown", refuse)
        monkeypatch.setattr(os, "fstat", of_another)
        with pytest.raises(OutputError) as caught:
            replace_file(path, NEW)
        message = "belongs to another user or group, which it would lose (let its owner do it, or name a copy)"
        assert str(caught.value) == f"{path}: {message}"
        assert is_left_alone(path)

    @pytest.mark.parametrize("mode", [0o444, 0o555, 0o644])
    def test_a_file_that_may_only_be_read_stays(self, path: Path, monkeypatch: pytest.MonkeyPatch, mode: int) -> None:
        path.chmod(mode)
        if mode & 0o200:  # its owner may write to it, and is another
            monkeypatch.setattr(os, "access", lambda item, kind: (item, kind) != (path, os.W_OK))
        with pytest.raises(OutputError) as caught:
            replace_file(path, NEW)
        message = "may only be read (let it be written to: chmod u+w; or name another file)"
        assert str(caught.value) == f"{path}: {message}"
        assert is_left_alone(path)

    @pytest.mark.parametrize("command", ["add", "table"])
    def test_a_file_with_two_names_or_that_may_only_be_read_is_refused_with_a_way_out(
        self, ratings: Run, write: Callable[..., Path], command: str
    ) -> None:
        data = write("inspections:\n  - {provider: Bell, overall: good}\n")
        path = data if command == "add" else write("old", "table.csv")
        add = ("add", "--provider", "Zed", "--overall", "good", "--data", path)
        args = add if command == "add" else ("table", "--data", data, "-o", path)
        before = path.read_text()
        path.chmod(0o444)
        result = ratings(*args)
        assert (result.status, path.read_text()) == (1, before)
        assert result.err.endswith("may only be read (let it be written to: chmod u+w; or name another file)\n")
        path.chmod(0o644)
        other = path.with_name("other")
        other.hardlink_to(path)
        result = ratings(*args)
        assert (result.status, path.read_text()) == (1, before)
        message = "has another name as well (a hard link), under which it would stay as it is"
        assert result.err.endswith(f"{path}: {message} (make a copy, and name that)\n")
        other.unlink()
        assert ratings(*args).status == 0

    @pytest.mark.parametrize("step", [(os, "fsync"), (tempfile, "mkstemp")])
    @pytest.mark.parametrize(
        ("error", "said"),
        [(OSError(errno.ENOSPC, "No space left on device"), "No space left on device"), (OSError("odd"), "odd")],
    )
    def test_a_write_that_fails_leaves_the_old_file(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str], error: OSError, said: str
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(*step, refuse)
        with pytest.raises(OutputError) as caught:
            replace_file(path, NEW)
        assert str(caught.value) == f"{path}: cannot be written: {said}"
        assert is_left_alone(path)

    @pytest.mark.parametrize("call", ["listxattr", "open"])
    def test_what_a_disk_cannot_do_for_a_file_is_left(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        if not (real := getattr(os, call, None)):
            pytest.skip("this system has no attributes")

        def refuse(item: Path, *rest: int) -> object:
            if item in {path, path.parent}:
                raise OSError(errno.ENOTSUP, "Operation not supported")
            return real(item, *rest)

        monkeypatch.setattr(os, call, refuse)
        replace_file(path, NEW)
        assert is_left_alone(path, NEW)


class TestWhatIsSavedMeanwhile:
    @pytest.mark.parametrize("there", [OLD + b"er", b""])
    def test_a_file_that_holds_something_else_than_is_expected_stays(self, path: Path, there: bytes) -> None:
        path.write_bytes(there)
        with pytest.raises(OutputError) as caught:
            replace_file(path, NEW, expected=OLD)
        assert str(caught.value) == f"{path}: was changed by another program just now (nothing is added; try again)"
        assert is_left_alone(path, there)

    def test_one_that_holds_what_is_expected_is_replaced(self, path: Path) -> None:
        replace_file(path, NEW, expected=OLD)
        assert is_left_alone(path, NEW)

    @LINUX
    @pytest.mark.parametrize("edits", [[b"1"], [b"1", b"2"], [b"1", b"2", b"3"]])
    def test_edits_between_the_last_look_and_the_exchange_come_back_the_newest_one(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, edits: list[bytes]
    ) -> None:
        exchange, left = atomic_write.exchanger(), list(edits)

        def saves_first(item: Path, other: Path) -> None:
            if left:
                saved(path, left.pop(0))
            exchange(item, other)

        monkeypatch.setattr(atomic_write, "exchanger", lambda: saves_first)
        with pytest.raises(OutputError, match="was changed by another program"):
            replace_file(path, NEW, expected=OLD)
        assert is_left_alone(path, edits[-1])

    @pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP])
    def test_where_the_system_cannot_exchange_files_one_replaces_the_other(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        def refuse(*_: object) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(atomic_write, "exchanger", lambda: refuse)
        with pytest.raises(OutputError, match="was changed by another program"):
            replace_file(path, NEW, expected=b"another")
        assert is_left_alone(path)
        replace_file(path, NEW, expected=OLD)
        assert is_left_alone(path, NEW)

    def test_other_systems_exchange_no_files(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "darwin")
        exchange = atomic_write.exchanger.__wrapped__()
        monkeypatch.setattr(atomic_write, "exchanger", lambda: exchange)
        replace_file(path, NEW, expected=OLD)
        assert is_left_alone(path, NEW)

    @LINUX
    def test_an_exchange_that_fails_for_another_reason_is_said(self, path: Path) -> None:
        with pytest.raises(FileNotFoundError, match="No such file or directory"):
            atomic_write.exchanger()(path, path.with_name("none"))
        assert is_left_alone(path)


class TestSignals:
    @pytest.mark.parametrize("number", sorted(ENDING))
    def test_what_ends_the_program_waits_and_then_nothing_is_written(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
    ) -> None:
        came: list[int] = []
        waiting: list[set[int]] = []

        def sync(_: int) -> None:
            waiting.append(set(signal.pthread_sigmask(signal.SIG_BLOCK, ())) - already)
            come = list(came)
            signal.pthread_kill(threading.get_ident(), number)
            assert came == come

        already = set(signal.pthread_sigmask(signal.SIG_BLOCK, ()))
        before = signal.signal(number, lambda received, _: came.append(received))
        monkeypatch.setattr(os, "fsync", sync)
        try:
            with pytest.raises(KeyboardInterrupt):
                replace_file(path, NEW)
            assert (waiting, came) == ([ENDING], [number])
            assert set(signal.pthread_sigmask(signal.SIG_BLOCK, ())) == already
            assert is_left_alone(path)
            signal.signal(number, signal.SIG_IGN)
            replace_file(path, NEW)
            assert is_left_alone(path, NEW)
        finally:
            signal.signal(number, before)


def test_two_paths_are_the_same_where_they_lead_to_one_file(path: Path) -> None:
    link, other = path.with_name("link"), path.with_name("other")
    link.symlink_to(path)
    other.write_bytes(OLD)
    assert is_same(path, path)
    assert is_same(link, path)
    assert not is_same(other, path)
    assert not is_same(path, path.with_name("none"))
    assert not is_same(path.with_name("none"), path.with_name("none"))
    assert not is_same(path.parent, path.parent)
    assert not is_same(path.with_name("a" * 300), path)
