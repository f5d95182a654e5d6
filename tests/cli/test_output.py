"""The output contract, with the whole program as a process of its own: pipes, terminals, files, exit status."""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT, Run

from ratings_cli.editing.new_file import STARTER

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

Write = Callable[..., Path]
PROGRAM = [sys.executable, "-m", "ratings_cli"]
ESCAPE = "\x1b["
LONG_NAMES = """
inspections:
  - {provider: Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, owner: Acme, published: 2019, overall: good}
  - {provider: "Bedfordshire, Northamptonshire, Cambridgeshire and Hertfordshire", published: 2018, overall: RI}
"""


@functools.cache
def in_terminal(*args: str | Path, columns: int = 100, **settings: str) -> str:
    """Run the program in a pseudo-terminal, and return what would be seen there."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color", "PAGER": "cat", **settings}
    with subprocess.Popen([*PROGRAM, *map(str, args)], stdin=theirs, stdout=theirs, stderr=theirs, env=env) as running:
        os.close(theirs)
        seen = b""
        with suppress(OSError):  # Linux: the other end has gone
            while some := os.read(ours, 65536):
                seen += some
    os.close(ours)
    assert running.returncode == 0, seen
    return seen.decode().replace("\r\n", "\n")


def words(text: str) -> str:
    return " ".join(text.split())


class TestPipe:
    def test_nothing_is_cut_wrapped_or_coloured(self, process: Run) -> None:
        plain = process("table", env={"TERM": "xterm-256color"})
        assert ESCAPE not in plain.out
        rows = [
            line for line in plain.out.splitlines() if "Bedfordshire, Northamptonshire, Cambridgeshire and Her" in line
        ]
        assert len(rows) == 1
        assert rows[0].endswith("3 May 2019")

    @pytest.mark.parametrize("setting", ["FORCE_COLOR", "CLICOLOR_FORCE"])
    def test_colours_and_a_width_that_the_user_asks_for(self, setting: str, process: Run) -> None:
        env = {"TERM": "xterm-256color", "COLUMNS": "80"}
        narrow = process("table", env=env).out
        assert (ESCAPE in narrow, max(map(len, narrow.splitlines()))) == (False, 80)
        coloured = process("table", env=env | {setting: "1"}).out
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == narrow
        assert re.search(r"\x1b\[[0-9;]*38;5;\d+mgood", coloured)
        assert "38;5" not in process("table", env=env | {setting: "1", "TERM": "vt220"}).out  # the colours of its theme
        assert process("table", env=env | {setting: "1", "NO_COLOR": "1"}).out == narrow

    @pytest.mark.slow
    def test_the_same_input_gives_the_same_bytes(self, process: Run) -> None:
        for format_name in ("table", "json"):
            runs = [process("table", "--format", format_name, env={"PYTHONHASHSEED": str(seed)}) for seed in (1, 2)]
            assert runs[0] == runs[1]

    def test_no_line_ends_in_spaces(self, process: Run) -> None:
        assert [line for line in process("table", "--wide").out.splitlines() if line != line.rstrip()] == []

    @pytest.mark.parametrize(
        "args",
        [
            *(["table"], ["table", "--format", "csv"], ["table", "--format", "json"], ["scale"]),
            *(["--help"], ["table", "--help"], ["by", "owner", "--help"], ["--version"]),
        ],
        ids=" ".join,
    )
    def test_a_reader_that_has_seen_enough_is_no_error(self, args: list[str]) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            done = subprocess.run([*PROGRAM, *args], stdout=pipe, stderr=subprocess.PIPE, check=False)
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
    @pytest.mark.parametrize("format_name", ["table", "csv"])
    def test_a_full_disk_is_one_clear_message(self, format_name: str) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*PROGRAM, "table", "--format", format_name], stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert done.stderr == b"Error: standard output: cannot be written: No space left on device\n"
        assert done.returncode == 1

    def test_a_closed_standard_output_is_one_clear_message(self) -> None:
        command = f'"{sys.executable}" -m ratings_cli table >&-'
        done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, check=False)
        assert done.stderr == b"Error: standard output is closed (open it, or name a file with --output)\n"
        assert done.returncode == 1


class TestExitStatus:
    @pytest.mark.parametrize(
        ("args", "status"),
        [
            (["table", "--band", "outstanding"], 0),
            (["--version"], 0),
            (["table", "--help"], 0),
            (["table", "--data", "nowhere.yaml"], 1),
            (["table", "--owner", "sodxo"], 2),
            (["nonsense"], 2),
        ],
    )
    def test_of_a_process(self, args: list[str], status: int, process: Run) -> None:
        result = process(*args)
        assert result.status == status
        assert "Traceback" not in result.err
        # What is asked for goes to standard output; what went wrong to standard error.
        assert bool(result.out) is (status == 0)
        assert bool(result.err) is (status != 0)


class TestTerminal:
    def test_bands_have_colours_and_their_words(self) -> None:
        seen = in_terminal("table", columns=200)
        for word in ("good", "requires improvement", "inadequate"):
            assert re.search(rf"\x1b\[[0-9;]*38;5;\d+m{word}", seen), word
        assert words(re.sub(r"\x1b\[[0-9;]*m", "", seen)) == words(in_terminal("table", columns=200, NO_COLOR="1"))

    @pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}])
    def test_no_colour_when_none_is_wanted(self, settings: dict[str, str]) -> None:
        assert "\x1b" not in in_terminal("table", columns=100, **settings)

    def test_an_empty_no_color_says_nothing(self) -> None:
        # https://no-color.org: "when present and not an empty string".
        assert ESCAPE in in_terminal("table", NO_COLOR="")

    @pytest.mark.parametrize("format_name", ["csv", "json"])
    def test_formats_for_programs_are_the_same_there(self, format_name: str, process: Run) -> None:
        seen = in_terminal("table", "--format", format_name, columns=20, FORCE_COLOR="1")
        assert seen == process("table", "--format", format_name).out

    @pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 132])
    def test_no_name_and_no_band_is_ever_cut(self, columns: int, ratings: Run) -> None:
        seen = in_terminal("table", columns=columns, NO_COLOR="1")
        cells = read_table(seen)
        rows = ratings("table", "--format", "json").json["rows"]
        assert all(cell["Provider"] in {row["provider"], row["short"]} for cell, row in zip(cells, rows, strict=True))
        assert [cell["Overall"].rstrip("*") for cell in cells] == [row["overall"] for row in rows]
        assert [cell["#"].rstrip("=") for cell in cells] == [str(row["position"]) for row in rows]
        if "Owner" in cells[0]:
            owners = [
                cell["Owner"].split(" (now")[0].replace("RRP", "Reducing Reoffending Partnership") for cell in cells
            ]
            assert owners == [row["owner"] for row in rows]

    @pytest.mark.parametrize("columns", [40, 60, 80, 100, 132])
    def test_every_line_fits(self, columns: int) -> None:
        seen = in_terminal("table", columns=columns, NO_COLOR="1")
        assert [line for line in seen.splitlines() if len(line) > columns] == []

    def test_a_word_longer_than_the_terminal_stays_whole(self, write: Write) -> None:
        seen = in_terminal("table", "--data", write(LONG_NAMES), columns=30, NO_COLOR="1")
        assert "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" in seen

    def test_notes_are_folded_between_words(self) -> None:
        seen = in_terminal("table", columns=50, NO_COLOR="1")
        assert "Ranked by latest overall rating; ties (=) are listed alphabetically." in words(seen)

    def test_names_are_no_markup(self, write: Write) -> None:
        path = write("inspections: [{provider: 'St X [Nursery] :smile: [/]', published: 2019, overall: good}]")
        assert "St X [Nursery] :smile: [/]" in in_terminal("table", "--data", path)

    def test_names_play_no_tricks_on_a_terminal(self, write: Write) -> None:
        name = r"Bad\e[31m\e]0;title\a\u202Eeman\r\n\tof\u200B\x07\x9B2J"
        path = write(f'inspections: [{{provider: "{name}", published: 2019, overall: good}}]')
        seen = in_terminal("table", "--data", path, columns=200, NO_COLOR="1")
        assert not re.search(r"[^\x20-\x7e\n─┈]", seen)
        assert r"Bad\x1b[31m\x1b]0;title\x07\u202eeman\r\n\tof\u200b\x07\x9b2J" in seen

    @pytest.mark.parametrize("format_name", ["csv", "tsv", "json", "markdown", "html", "svg"])
    def test_nor_do_formats_for_programs_when_somebody_looks_at_them(self, format_name: str, write: Write) -> None:
        path = write('inspections: [{provider: "Bad\\e[31m\\u009b2J\\u202e", overall: good}]')
        seen = in_terminal("table", "--data", path, "--format", format_name)
        assert not {"\x1b", "\x9b", "\u202e"} & set(seen)

    def test_nor_in_the_names_of_files(self, ratings: Run, tmp_path: Path) -> None:
        out, new = tmp_path / "e\x1b[31m\nWrote b.csv", tmp_path / "x\ntitle: pwn \x1b#.yaml"
        assert ratings("table", "-o", out).err == rf"Wrote {tmp_path}/e\x1b[31m\nWrote b.csv" + "\n"
        assert "\x1b" not in ratings("init", new).err
        assert ratings("check", new).out == "no problems: 2 inspections of 2 providers\n"
        data = tmp_path / "a\nb.yaml"
        assert ratings("table", "--data", data).err.count("\n") == 1

    def test_nor_on_standard_error(self, process: Run, tmp_path: Path) -> None:
        result = process("table", "--owner", "\x1b[31mred\u202e")
        assert r"'\x1b[31mred\u202e'" in result.err
        assert "\x1b" not in result.err
        result = process("table", "--data", tmp_path / "a\x1bb.yaml")
        assert "\x1b" not in result.err


def read_table(seen: str) -> list[dict[str, str]]:
    """Read the cells of a printed table, joining those that are broken over lines."""
    head, _, *body = [line for line in seen.split("\n\n")[1].splitlines() if not line.startswith("\u2508")]
    wide = max(map(len, [head, *body]))
    # Columns stand where there are two blanks in every line.
    blank = "".join(
        " " if all(line[at : at + 1].isspace() or at >= len(line) for line in [head, *body]) else "x"
        for at in range(wide)
    )
    spans = [found.span() for found in re.finditer(r"\S(?: ?\S)*", blank)]
    rows: list[dict[str, str]] = []
    for line in body:
        cells = {head[start:end].strip(): line[start:end].strip() for start, end in spans}
        if cells["#"]:
            rows.append(cells)
        else:
            rows[-1] = {key: f"{was} {cells[key]}".strip() for key, was in rows[-1].items()}
    return rows


class TestAsciiOnly:
    @pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
    def test_a_stream_that_carries_little_gets_plain_ascii(self, encoding: str, process: Run, write: Write) -> None:
        path = write("inspections: [{provider: Åland – Süd’s, published: 2019, overall: good}]")
        result = process("table", "--data", path, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
        assert (result.status, result.err) == (0, "")
        assert result.out.isascii()
        assert "Aland - Sud's" in result.out

    def test_the_arrow_of_the_record_too(self, process: Run) -> None:
        result = process("table", env={"PYTHONIOENCODING": "ascii"})
        assert "^ requires improvement" in result.out
        assert result.out.isascii()

    def test_formats_for_programs_are_utf_8_everywhere(self, process: Run, write: Write) -> None:
        path = write("inspections: [{provider: Åland, published: 2019, overall: good}]")
        for format_name in ("csv", "tsv", "json"):
            result = process("table", "--data", path, "--format", format_name, env={"PYTHONIOENCODING": "ascii"})
            assert "Åland" in result.out

    def test_an_error_too(self, process: Run) -> None:
        result = process("table", "--owner", "Söðxo", env={"PYTHONIOENCODING": "ascii"})
        assert result.status == 2
        assert "Traceback" not in result.err


class TestFile:
    @pytest.mark.parametrize(("ending", "begins"), [("csv", "position,"), ("TSV", "position\t"), ("tab", "position\t")])
    def test_the_ending_chooses_the_format(self, ending: str, begins: str, ratings: Run, tmp_path: Path) -> None:
        path = tmp_path / f"table.{ending}"
        result = ratings("table", "-o", path)
        assert (result.out, result.err, result.status) == ("", f"Wrote {path}\n", 0)
        assert path.read_text(encoding="utf-8").startswith(begins)

    def test_a_format_that_is_named_goes_before_the_ending(self, ratings: Run, tmp_path: Path) -> None:
        ratings("table", "-o", tmp_path / "table.csv", "--format", "json")
        assert (tmp_path / "table.csv").read_text(encoding="utf-8").startswith("{")

    def test_a_file_is_as_wide_as_it_needs_whatever_the_terminal(self, process: Run, tmp_path: Path) -> None:
        process("table", "-o", tmp_path / "table.txt", env={"COLUMNS": "20", "FORCE_COLOR": "1"})
        assert (tmp_path / "table.txt").read_text(encoding="utf-8") == process("table").out

    def test_an_ending_that_chooses_none(self, ratings: Run, tmp_path: Path) -> None:
        result = ratings("table", "-o", tmp_path / "table.docx")
        assert result.status == 2
        assert "(endings: .txt .csv .tsv .tab .json" in result.err
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_is_not_there(self, ratings: Run, tmp_path: Path) -> None:
        result = ratings("table", "-o", tmp_path / "none" / "table.csv")
        assert result.status == 2
        assert result.err == f"Error: --output: there is no folder '{tmp_path}/none' (make it first)\n"
        assert list(tmp_path.iterdir()) == []

    def test_a_dash_is_standard_output(self, ratings: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        for command in (["table", "--format", "csv"], ["feed"], ["post"], ["page"], ["init"]):
            result = ratings(*command, "-o", "-")
            assert (result.status, result.out) == (0, ratings(*command).out or STARTER.format(name="-"))
        assert [path.name for path in tmp_path.iterdir()] == ["ratings.yaml"]  # the one that `init` alone made

    @pytest.mark.parametrize("command", ["table", "page", "feed", "post", "init"])
    def test_a_name_that_ends_in_a_slash_is_that_of_a_folder(self, ratings: Run, tmp_path: Path, command: str) -> None:
        result = ratings(command, "-o", f"{tmp_path}/out.csv/")
        assert result.status == 2
        assert result.err == f"Error: '{tmp_path}/out.csv/' is the name of a folder (name a file)\n"
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_is_no_file(self, ratings: Run, tmp_path: Path) -> None:
        result = ratings("table", "-o", tmp_path, "--format", "csv")
        assert (result.status, result.err) == (
            2,
            f"Error: --output: '{tmp_path}' is a folder (name a file in it)\n",
        )

    def test_a_name_that_is_too_long(self, ratings: Run, tmp_path: Path) -> None:
        result = ratings("table", "-o", tmp_path / f"{'a' * 300}.csv")
        assert result.status == 1
        assert "cannot be written: File name too long" in result.err

    def test_a_run_that_fails_leaves_the_old_file(self, ratings: Run, tmp_path: Path) -> None:
        path = tmp_path / "table.csv"
        path.write_text("old", encoding="utf-8")
        assert ratings("table", "--owner", "sodxo", "-o", path).status == 2
        assert path.read_text(encoding="utf-8") == "old"

    @pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="this system has no /dev/stdout")
    def test_a_device_is_written_to(self, process: Run) -> None:
        result = process("table", "--format", "csv", "-o", "/dev/stdout")
        assert result.out.startswith("position,tied,provider,")


class TestRatingsData:
    def test_it_names_the_data_file(self, process: Run, write: Write) -> None:
        path = write("inspections: [{provider: Northshire, published: 2019, overall: good}]")
        assert "Northshire" in process("table", env={"RATINGS_DATA": str(path)}).out

    def test_the_option_goes_first(self, process: Run, write: Write) -> None:
        path = write("inspections: [{provider: Northshire, published: 2019, overall: good}]")
        assert "Northshire" in process("table", "--data", path, env={"RATINGS_DATA": "nowhere.yaml"}).out

    def test_empty_it_says_nothing(self, process: Run) -> None:
        assert process("table", env={"RATINGS_DATA": ""}).status == 0

    def test_a_file_that_is_not_there(self, process: Run) -> None:
        result = process("table", env={"RATINGS_DATA": "nowhere.yaml"})
        assert (result.status, result.err) == (
            1,
            "nowhere.yaml: there is no such file (check its name, or start one: ratings init)\n",
        )

    def test_the_record_is_found_from_any_folder(self, process: Run, tmp_path: Path) -> None:
        assert process("table", cwd=tmp_path).out == process("table", cwd=ROOT).out


class TestPager:
    """Long output goes through the pager of whoever sits before the terminal, short output does not."""

    @pytest.fixture
    def pager(self, tmp_path: Path) -> Path:
        script = tmp_path / "pager"
        script.write_text("#!/bin/sh\nprintf 'PAGED '\ncat\n")
        script.chmod(0o755)
        return script

    def test_long_output_in_colour(self, pager: Path) -> None:
        seen = in_terminal("table", columns=80, PAGER=str(pager), LINES="24")
        assert seen.startswith(f"PAGED {ESCAPE}1mCommunity")

    @pytest.mark.parametrize(
        "words", [("table", "-n", "3"), ("table", "--no-pager"), ("table", "--format", "csv"), ("scale", "--no-pager")]
    )
    def test_not_what_fits_nor_what_is_for_a_program_nor_where_nobody_wants_it(
        self, words: tuple[str, ...], pager: Path
    ) -> None:
        assert "PAGED" not in in_terminal(*words, columns=100, PAGER=str(pager), LINES="24")

    @pytest.mark.parametrize("settings", [{"PAGER": ""}, {"PAGER": "no-such-pager"}])
    def test_without_a_pager_it_is_printed(self, settings: dict[str, str]) -> None:
        assert "Durham Tees Valley" in in_terminal("table", LINES="24", **settings)

    def test_no_pager_in_a_pipe(self, process: Run, pager: Path) -> None:
        assert "PAGED" not in process("table", env={"PAGER": str(pager), "LINES": "2"}).out
