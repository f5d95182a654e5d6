"""PNG: the picture as dots, by an extra that needs no browser, and a clear word where it is missing."""

from __future__ import annotations

import os
import pty
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

MISSING = "Error: png needs an extra that is not installed: pip install 'ratings-cli[png]'\n"


def test_a_picture_is_written_sharp_enough_for_a_page(ratings: Run, tmp_path: Path) -> None:
    library = pytest.importorskip("vl_convert")
    path = tmp_path / "owners.png"
    assert ratings("by", "owner", "-o", path).status == 0
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width == 720
    assert height > 800
    unpacked = library.svg_to_png(ratings("by", "owner", "--format", "svg").out, scale=2)
    assert len(data) < len(unpacked) / 3
    ratings("by", "owner", "-o", tmp_path / "again.png")
    assert (tmp_path / "again.png").read_bytes() == data


def test_a_card_is_as_large_as_social_media_want_it(ratings: Run, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    path = tmp_path / "card.png"
    assert ratings("table", "--league", "pdu", "--size", "card", "-o", path).status == 0
    assert struct.unpack(">II", path.read_bytes()[16:24]) == (1200, 675)


def test_without_the_extra_it_says_how_to_install_it_and_writes_nothing(
    ratings: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "oxipng", None)  # what Python does with a module that cannot be imported
    path = tmp_path / "owners.png"
    path.write_text("what was there before")
    result = ratings("by", "owner", "-o", path)
    assert (result.status, result.out, result.err) == (1, "", MISSING)
    assert path.read_text() == "what was there before"


def test_a_pipe_gets_the_bytes(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    command = [sys.executable, "-m", "ratings_cli", "by", "owner", "--format", "png"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=60)
    assert done.stdout[:4] == b"\x89PNG"
    assert done.stdout.endswith(b"IEND\xaeB`\x82")


@pytest.mark.skipif(os.name != "posix", reason="pty is for POSIX systems")
def test_a_terminal_is_not_filled_with_bytes() -> None:
    ours, theirs = pty.openpty()
    try:
        command = [sys.executable, "-m", "ratings_cli", "by", "owner", "--format", "png"]
        done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=60)
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 2
    assert done.stderr.decode() == "Error: png is no text that a terminal could show (name a file with --output)\n"
